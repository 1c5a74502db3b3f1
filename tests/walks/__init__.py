"""Walks through the real window, as each of the people who use it."""
