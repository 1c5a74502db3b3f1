"""The one family of errors that people read: what is wrong, where, and the cure, in Chinese."""


class TrainerError(Exception):
    """Something a person can understand and put right; its text is a Chinese sentence."""


class MissingFact(TrainerError):
    """The material does not say; the right answer is to have it looked up."""


class NotOffered(TrainerError):
    """The table says that this is not to be had: a service that is not open, a plan no longer sold."""


class BadUsage(TrainerError):
    """Usage that nobody can have had, or that is not told clearly enough to be rated."""
