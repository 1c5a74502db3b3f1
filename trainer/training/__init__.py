"""The use cases: where the trade meets content and records. Everything here runs on one worker thread."""
