"""The item analysis as a window shows it: read once on the worker, with everything named."""

from dataclasses import dataclass

from trainer.core.figures import WALL
from trainer.core.rights import EVERYBODY, Pass
from trainer.reports.hallsheets import ItemFigures
from trainer.reports.progress import Progress, unwatched
from trainer.store import ledger
from trainer.store.database import Store
from trainer.store.ledger import Note
from trainer.training.admission import LOOK
from trainer.training.exams.publishing import published
from trainer.training.hall import Hall
from trainer.training.itemstats import Analysis, VariantLine, analysis, variants
from trainer.training.reporting.heads import Words, hall_name, people_of, require_standing
from trainer.training.reporting.wholes import WholeSheets

ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Named:
    """An assessment in the list of those that can be looked at."""

    id: str
    title: str
    when: str
    people: int


@dataclass(frozen=True, slots=True)
class Looked:
    """An assessment opened for analysis; `variants` are those of its scenarios, by the item's id."""

    id: str
    analysis: Analysis
    items: tuple[ItemFigures, ...]
    variants: dict[str, tuple[VariantLine, ...]]


def assessments(hall: Hall, by: Pass) -> list[Named]:
    """List the assessments of the hall of whoever asks, the latest first; raise NotAllowed."""
    require_standing(hall.store, by)
    return [
        Named(
            each.row.id,
            each.setting.title,
            f"{each.setting.opens.astimezone(WALL):%Y-%m-%d}",
            len(each.setting.people),
        )
        for each in published(hall, by)
    ]


def look(hall: Hall, by: Pass, assessment_id: str, progress: Progress = unwatched) -> Looked:
    """Open the analysis of an assessment; raise NotAllowed. The ledger keeps who looked, once a day."""
    require_standing(hall.store, by)
    told = analysis(hall, by, assessment_id, progress)
    hall_id = told.gathered.published.row.hall_id
    _write_look(hall.store, by, hall_id, assessment_id)
    words = Words(hall)
    sheets = WholeSheets(told, words, people_of(hall.store), hall_name(hall.store, hall_id))
    scenes = {
        item.id: variants(hall, by, item.id.partition(".")[2])
        for item in told.gathered.items
        if item.task is None
    }
    return Looked(assessment_id, told, sheets.figures(), scenes)


def _write_look(store: Store, by: Pass, hall_id: int, assessment_id: str) -> None:
    if by == EVERYBODY:
        return
    last = ledger.latest(store, hall_id, LOOK, assessment_id)
    today = store.clock().astimezone(WALL).date()
    if last is None or last.actor_id != by.person_id or last.at.astimezone(WALL).date() < today:
        ledger.add(store, hall_id, Note(LOOK, assessment_id, {"what": ITEMS}, by.person_id))
