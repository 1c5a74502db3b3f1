"""The one family of errors that people read: what is wrong, where, and the cure, in Chinese."""


class TrainerError(Exception):
    """Something a person can understand and put right; its text is a Chinese sentence."""
