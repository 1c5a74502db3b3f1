"""A morning round: its plan, what can be done in it, its state, and what is told of it (see `core.round`)."""
