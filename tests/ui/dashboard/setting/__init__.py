"""Tests of the page of assessments."""
