"""Tests of the page of the item analysis."""
