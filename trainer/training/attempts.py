"""An attempt: a person playing a scenario. Every act is on disk before anybody sees its result."""

import secrets
import uuid
from dataclasses import dataclass, replace
from typing import Any

from trainer import __version__
from trainer.content.play import Play
from trainer.content.snapshot import from_text, to_text
from trainer.core.assess import Assessment, assess
from trainer.core.events import Act, Entry, Event, Undo
from trainer.core.log import Story, play_back
from trainer.core.mode import Mode
from trainer.core.scenario import Marks, Scenario
from trainer.core.shift import ActRefused, Shift
from trainer.store import attempts as records
from trainer.store.database import Store
from trainer.store.rows import AddedKind, AttemptHeader, AttemptRow, Person, StoredAct
from trainer.training import memory
from trainer.training.hall import Hall, pick


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt as it stands: who plays what, in which mode, and the story so far."""

    id: str
    person: str
    mode: Mode
    seed: int
    best: Marks
    story: Story

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.story.scenario

    @property
    def shift(self) -> Shift:
        """Where the shift stands after the last act."""
        return self.story.shift

    @property
    def timed(self) -> bool:
        """Tell whether the trainee's thinking time counts too."""
        return self.mode is Mode.ASSESSMENT

    def as_of(self, now: int) -> tuple[Shift, list[Event]]:
        """Return the shift and everything that happened up to `now` (ms); never earlier than the last act.

        Where the hall is empty the clock goes on to the next customer by itself.
        """
        return self.story.as_of(now)

    def marked(self, now: int | None = None) -> Assessment:
        """Mark the attempt as it stands at `now` (ms; after the last act by default)."""
        return assess(self.story, self.best, now)


@dataclass(frozen=True, slots=True)
class Choice:
    """What to play and how; a variant and a seed are drawn where none is given."""

    scenario: str
    mode: Mode
    variant: str | None = None
    seed: int | None = None


def start(hall: Hall, person: Person, choice: Choice) -> Attempt:
    """Begin an attempt and record its beginning; raise UnknownScenario or a StoreError."""
    seed = secrets.randbits(32) if choice.seed is None else choice.seed
    play = pick(hall.shelf, choice.scenario, choice.variant, seed)
    scenario = play.scenario
    header = AttemptHeader(
        id=uuid.uuid4().hex,
        person_id=person.id,
        scenario=scenario.id,
        variant=scenario.variant,
        title=scenario.title,
        edition=scenario.edition,
        seed=seed,
        mode=choice.mode.value,
        app_version=__version__,
    )
    records.begin(hall.store, header, to_text(play))
    return Attempt(header.id, person.name, choice.mode, seed, play.best, Story(scenario))


def add(hall: Hall, attempt: Attempt, entry: Entry) -> Attempt:
    """Do an act or take the last one back; it is on disk when this returns.

    Raise ActRefused when it cannot be done now, a StoreError when it could not be recorded;
    either way nothing has changed.
    """
    if attempt.timed and (isinstance(entry, Undo) or entry.kind == "hint"):
        raise ActRefused("考核时不能撤回，也没有提示")
    story = attempt.story.then(entry)
    kind: AddedKind = "undo" if isinstance(entry, Undo) else "act"
    records.append(hall.store, attempt.id, kind, _payload(entry))
    return replace(attempt, story=story)


def finish(hall: Hall, attempt: Attempt, now: int) -> Assessment:
    """End an attempt as it stands at `now` (ms) and record its marks; the memory learns from them."""
    assessment = attempt.marked(now)
    records.finish(hall.store, attempt.id, result_of(assessment, attempt.as_of(now)[0].now))
    memory.learn(hall.store, attempt.id, assessment, attempt.scenario)
    return assessment


def give_up(hall: Hall, attempt_id: str) -> None:
    """End an attempt without marks, so that it is not offered again."""
    records.abandon(hall.store, attempt_id, "学员放弃")


def unfinished(hall: Hall) -> list[AttemptRow]:
    """List the attempts that can be gone on with, the latest first."""
    return records.unfinished(hall.store)


def resume(hall: Hall, attempt_id: str) -> Attempt:
    """Take an attempt up again exactly where its last recorded act left it; raise a TrainerError."""
    return reopen(hall.store, records.attempt_of(hall.store, attempt_id))


def reopen(store: Store, row: AttemptRow) -> Attempt:
    """Play a recorded attempt back from its own copy of the scenario."""
    play: Play = from_text(records.snapshot_of(store, row.snapshot))
    story = play_back(play.scenario, [entry_of(act) for act in records.acts(store, row.id)])
    header = row.header
    return Attempt(row.id, row.person, Mode(header.mode), header.seed, play.best, story)


def result_of(assessment: Assessment, now: int) -> dict[str, Any]:
    """Write marks down as they are recorded and printed; `now` (ms) is when the attempt ended."""
    return {
        "total": assessment.total,
        "out_of": assessment.out_of,
        "percent": assessment.percent,
        "marks": {name.value: got for name, got, _ in assessment.by_competence()},
        "best": {name.value: most for name, _, most in assessment.by_competence()},
        "compliant": assessment.compliant,
        "critical": [finding.title for finding in assessment.critical],
        "outcomes": dict(assessment.outcomes),
        "complete": assessment.complete,
        "ended_ms": now,
    }


def entry_of(stored: StoredAct) -> Entry:
    """Read a recorded act; raise ActRefused when it is not one."""
    if stored.kind == "undo":
        return Undo()
    try:
        return Act(**stored.payload)
    except TypeError:
        raise ActRefused(f"第 {stored.ordinal} 条记录不是一个动作") from None


def _payload(entry: Entry) -> dict[str, Any]:
    if isinstance(entry, Undo):
        return {}
    return {"at": entry.at, "kind": entry.kind, "customer": entry.customer, "option": entry.option}
