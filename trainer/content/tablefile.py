"""A rate table in a file of its own, YAML or JSON: read whole, or refused with every problem at its place."""

from trainer.content.files import Unreadable, bulk
from trainer.content.page import Page
from trainer.content.tablemaker import make_tariff
from trainer.content.tableschema import TableText
from trainer.content.tableterms import Around
from trainer.content.telling import told
from trainer.content.yaml12 import decode, read
from trainer.core.check import Problem
from trainer.core.errors import TrainerError
from trainer.core.tariff import Tariff

_STAND_INS = {"format": 1, "id": "x", "name": "x"}


class TableDamaged(TrainerError):
    """A rate table that cannot be used; `problems` says why, each with its place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_tariff(raw: bytes, name: str) -> Tariff:
    """Read the table in the file called `name`; raise TableDamaged with all problems at once."""
    with bulk():
        try:
            page = Page(read(decode(raw, name), name))
        except Unreadable as error:
            raise TableDamaged((error.problem,)) from None
        tariff = _tariff(page)
    if tariff is None or page.problems:
        raise TableDamaged(told(page.problems))
    return tariff


def _tariff(page: Page) -> Tariff | None:
    assert page.document is not None
    text = page.head(page.document.value, TableText, (), _STAND_INS)
    return make_tariff(page, text, (text.id, text.name), (), Around()) if text else None
