"""Assessments as a supervisor keeps them: set, watched, marked."""
