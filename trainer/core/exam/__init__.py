"""考核: what is fixed when an assessment is published, and what its parts add up to."""
