"""An attempt: a person playing a scenario. Every act is on disk before anybody sees its result."""

import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from trainer import __version__
from trainer.content.play import Play
from trainer.content.snapshot import from_text, to_text
from trainer.core.assess import Assessment, assess, right_options
from trainer.core.events import Act, Entry, Event, Undo
from trainer.core.lessons import lessons
from trainer.core.log import Story, play_back
from trainer.core.mode import Mode, called, may_type, recorded
from trainer.core.saying import Ear, asked_for, clean
from trainer.core.scenario import Marks, Scenario
from trainer.core.shift import ActRefused, Shift
from trainer.store import attempts as records
from trainer.store.database import Store
from trainer.store.rows import AddedKind, AttemptHeader, AttemptRow, Person, StoredAct
from trainer.training import memory
from trainer.training.hall import Hall, pick

if TYPE_CHECKING:
    from trainer.core.recall import Recalled

Said = tuple[str, str, str, str]
"""A phrase that was typed: the customer, the node, the option it was taken for, and the words."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt as it stands: who plays what, in which mode, and the story so far.

    In a `typed` one standard phrases are typed from memory. `heard` tells what was lost of each of them,
    as far as somebody listened: for display only, no mark depends on it.
    """

    id: str
    person: str
    mode: Mode
    seed: int
    best: Marks
    story: Story
    typed: bool = False
    heard: Mapping[Said, "Recalled"] = field(default_factory=dict, compare=False)

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

    @property
    def called(self) -> str:
        """How it is played, as it is recorded and shown."""
        return called(self.mode, typed=self.typed)

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
    """What to play and how; a variant and a seed are drawn where none is given.

    `typed` asks for standard phrases from memory; in the guided mode, which shows them, it means nothing.
    """

    scenario: str
    mode: Mode
    variant: str | None = None
    seed: int | None = None
    typed: bool = False


@dataclass(frozen=True, slots=True)
class FixedPlay:
    """A play that an assessment has fixed: its text as it was kept, its seed, and `where` it is sat.

    `where` is the id of the sitting and the number of the part; None in a play of one's own.
    """

    play: Play
    text: str
    seed: int
    typed: bool = False
    where: tuple[str, int] | None = None


def start(hall: Hall, person: Person, choice: Choice) -> Attempt:
    """Begin an attempt and record its beginning; raise UnknownScenario or a StoreError."""
    seed = secrets.randbits(32) if choice.seed is None else choice.seed
    play = pick(hall.shelf, choice.scenario, choice.variant, seed)
    fixed = FixedPlay(play, to_text(play), seed, choice.typed and may_type(choice.mode))
    return _start(hall, person.id, person.name, fixed, choice.mode)


def start_fixed(hall: Hall, person_id: int, name: str, fixed: FixedPlay) -> Attempt:
    """Begin an attempt at a play of an assessment, from the text that it keeps; raise a StoreError."""
    return _start(hall, person_id, name, fixed, Mode.ASSESSMENT)


def _start(hall: Hall, person_id: int, name: str, fixed: FixedPlay, mode: Mode) -> Attempt:
    scenario, (sitting_id, part) = fixed.play.scenario, fixed.where or (None, None)
    header = AttemptHeader(
        id=uuid.uuid4().hex,
        person_id=person_id,
        scenario=scenario.id,
        variant=scenario.variant,
        title=scenario.title,
        edition=scenario.edition,
        seed=fixed.seed,
        mode=called(mode, typed=fixed.typed),
        app_version=__version__,
        sitting_id=sitting_id,
        part=part,
    )
    records.begin(hall.store, header, fixed.text)
    return Attempt(header.id, name, mode, fixed.seed, fixed.play.best, Story(scenario), fixed.typed)


def add(hall: Hall, attempt: Attempt, entry: Entry, ear: Ear | None = None) -> Attempt:
    """Do an act or take the last one back; it is on disk when this returns.

    The `ear` takes what was typed for a phrase. Raise ActRefused when it cannot be done now (NotHeard
    when no phrase was recognised), a StoreError when it could not be recorded; nothing has changed then.
    """
    if attempt.timed and (isinstance(entry, Undo) or entry.kind == "hint"):
        raise ActRefused("考核时不能撤回，也没有提示")
    if isinstance(entry, Act) and entry.kind == "choose" and (attempt.typed or entry.typed):
        attempt, entry = _spoken(attempt, entry, ear)
    story = attempt.story.then(entry)
    kind: AddedKind = "undo" if isinstance(entry, Undo) else "act"
    records.append(hall.store, attempt.id, kind, _payload(entry))
    return replace(attempt, story=story)


def finish(hall: Hall, attempt: Attempt, now: int) -> Assessment:
    """End an attempt as it stands at `now` (ms) and record its marks; the memory learns from them."""
    assessment = attempt.marked(now)
    records.finish(hall.store, attempt.id, result_of(assessment, attempt.as_of(now)[0].now))
    learnt = lessons(assessment, attempt.scenario, attempt.id, hall.store.clock(), graded=attempt.timed)
    memory.learn(hall.store, attempt.id, learnt, hall.retention / 100)
    return assessment


def give_up(hall: Hall, attempt_id: str) -> None:
    """End an attempt without marks, so that it is not offered again."""
    records.abandon(hall.store, attempt_id, "学员放弃")


def unfinished(hall: Hall) -> list[AttemptRow]:
    """List the attempts that can be gone on with, the latest first; parts of an assessment are none."""
    return [row for row in records.unfinished(hall.store) if row.header.sitting_id is None]


def resume(hall: Hall, attempt_id: str, ear: Ear | None = None) -> Attempt:
    """Take an attempt up again exactly where its last recorded act left it; raise a TrainerError."""
    return heard_again(reopen(hall.store, records.attempt_of(hall.store, attempt_id)), ear)


def heard_again(attempt: Attempt, ear: Ear | None) -> Attempt:
    """Return the attempt with what was lost of each phrase that was typed, where there is an `ear`."""
    if ear is None or not attempt.typed:
        return attempt
    return replace(attempt, heard=dict(_heard(attempt, ear)))


def reopen(store: Store, row: AttemptRow) -> Attempt:
    """Play a recorded attempt back from its own copy of the scenario."""
    return played_again(row, play_of(store, row), records.acts(store, row.id))


def played_again(row: AttemptRow, play: Play, acts: Iterable[StoredAct]) -> Attempt:
    """Play an attempt back from what was recorded of it."""
    story = play_back(play.scenario, [entry_of(act) for act in acts])
    mode, typed = recorded(row.header.mode)
    return Attempt(row.id, row.person, mode, row.header.seed, play.best, story, typed)


def play_of(store: Store, row: AttemptRow) -> Play:
    """Read what was played from the copy that was kept with the attempt."""
    return from_text(records.snapshot_of(store, row.snapshot))


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
        act = Act(**stored.payload)
        if not 0 <= act.share <= 100:
            raise TypeError(act.share)
    except TypeError:
        raise ActRefused(f"第 {stored.ordinal} 条记录不是一个动作") from None
    return act


def _payload(entry: Entry) -> dict[str, Any]:
    """Write an act down; how it was said only where it was, so that other acts stay what they were."""
    if isinstance(entry, Undo):
        return {}
    act = {"at": entry.at, "kind": entry.kind, "customer": entry.customer, "option": entry.option}
    said = {"typed": entry.typed, "share": entry.share} if entry.typed else {}
    return {**act, **said, **({"breaks": entry.breaks} if entry.breaks else {})}


def _spoken(attempt: Attempt, act: Act, ear: Ear | None) -> tuple[Attempt, Act]:
    """Take what was typed for a phrase; refuse a card where a phrase is to be typed, and the reverse."""
    shift, _ = attempt.as_of(act.at)
    visit = shift.visit(act.customer)
    if visit is None or shift.attending != act.customer:
        raise ActRefused("请先接待这位客户")
    right = right_options(visit.node, visit.talk)
    phrases = asked_for(visit.node, visit.talk, right) if attempt.typed else ()
    if not act.typed:
        if any(option.id == act.option for option in phrases):
            raise ActRefused("这一句要自己打出来")
        return attempt, act
    if not phrases or ear is None:
        raise ActRefused("这一步不用打字，请选一条")
    words = clean(act.typed)
    found = ear.hear(attempt.scenario, phrases, words)
    said = (act.customer, visit.talk.node, found.option.id, words)
    act = replace(act, option=found.option.id, typed=words, share=found.share, breaks=found.breaks)
    return replace(attempt, heard={**attempt.heard, said: found.recalled}), act


def _heard(attempt: Attempt, ear: Ear) -> Iterator[tuple[Said, "Recalled"]]:
    """Listen once more to every phrase that was ever typed."""
    for turn in attempt.story.history:
        act, visit = turn.act, turn.before.visit(turn.act.customer)
        option = visit.node.option(act.option) if visit else None
        if visit and option and act.typed:
            said = (act.customer, visit.talk.node, act.option, act.typed)
            yield said, ear.again(attempt.scenario, option, act.typed)
