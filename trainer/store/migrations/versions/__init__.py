"""One script a revision; each imports nothing of this program, so that it means the same for ever."""
