"""What questions are about: one module for each subject, each with its `TEMPLATES`."""
