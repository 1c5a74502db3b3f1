"""What the employee's own books say, for the panel beside the conversation."""

from trainer.content.books import Books
from trainer.core.errors import TrainerError
from trainer.core.lookup import Extract, extracts


class EditionGone(TrainerError):
    """The edition that a scenario was made for is no longer installed."""


def lookups(books: Books, edition: str) -> tuple[Extract, ...]:
    """List what can be looked up in the library and an edition; raise EditionGone."""
    found = books.editions.get(edition)
    if found is None:
        known = "、".join(books.editions)
        raise EditionGone(f"没有装资费版本「{edition}」，现在不能查资料。装有：{known}")
    return extracts(books.library, found)
