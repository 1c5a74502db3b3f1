"""The sheets of an assessment, a month and the items of a paper, filled from the records."""
