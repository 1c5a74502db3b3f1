"""The bank of questions of a hall: those of the edition in force, and those that were written out."""

from trainer.content.books import Books
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.template import Ground
from trainer.core.quiz.written import mistakes_of, questions_of


def open_bank(books: Books) -> Bank:
    """Make the bank of the edition in force, with the questions that were written out; keep it."""
    ground = Ground(books.edition, books.library)
    own = {id: mistake for each in books.questions for id, mistake in mistakes_of(each).items()}
    return Bank(ground, questions_of(ground, books.questions), own=own)
