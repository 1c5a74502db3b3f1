"""Publishing an assessment: a draft becomes a setting that nothing can change any more."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from trainer.content.play import Play
from trainer.content.snapshot import to_text as play_text
from trainer.core.errors import TrainerError
from trainer.core.exam.setting import Counts, Fault, Part, PassMarks, Setting, SettingRefused, check_setting
from trainer.core.quiz.blueprint import Blueprint
from trainer.core.quiz.paper import Paper, draw
from trainer.core.rights import Pass, require_supervisor
from trainer.store import exams as store_of
from trainer.store import ledger
from trainer.store import people as register
from trainer.store.chain import snapshot_hash
from trainer.store.exams import AssessmentRow, Publication
from trainer.store.ledger import Note
from trainer.training.exams.frozen import Phrases, setting_from, to_text
from trainer.training.hall import Hall, pick
from trainer.training.prompts import Prompts, Sources
from trainer.training.sitting import Prompt

_MISSING, _SOMEBODY = Part("paper", "", "", "", 0), 0
"""Stand for a part and for people that are refused, so that all the rest is judged as well."""

EXTENDED, WITHDRAWN = "assessment.extended", "assessment.withdrawn"
MARKS_SHOWN = "assessment.marks_shown"


@dataclass(frozen=True, slots=True)
class ScenarioWish:
    """A scenario that is wanted; without a variant or a seed one is drawn when it is published."""

    scenario: str
    variant: str | None = None
    seed: int | None = None
    typed: bool = False
    minutes: int = 0
    weight: int = 1


@dataclass(frozen=True, slots=True)
class PaperWish:
    """A paper that is wanted: drawn by the blueprint with its seed, or the `drawn` one that was looked at."""

    blueprint: Blueprint
    minutes: int = 0
    weight: int = 1
    drawn: Paper | None = None


@dataclass(frozen=True, slots=True)
class RecallWish:
    """Phrases to be typed from memory, by id."""

    phrases: tuple[str, ...]
    seed: int | None = None
    minutes: int = 0
    weight: int = 1


PartWish = ScenarioWish | PaperWish | RecallWish


@dataclass(frozen=True, slots=True)
class Draft:
    """An assessment before it is published; `people` are ids, `teams` all trainees of them."""

    title: str
    parts: tuple[PartWish, ...]
    opens: datetime
    closes: datetime
    people: tuple[int, ...] = ()
    teams: tuple[str, ...] = ()
    pass_marks: PassMarks = field(default=PassMarks())
    gate: bool = True
    attempts: int = 1
    counts: Counts = "最好"
    minutes: int = 0
    shows_marks: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """An assessment as it is known from then on: its row and its setting, and the window as it is now."""

    row: AssessmentRow
    setting: Setting
    closes: datetime
    withdrawn: str = ""
    released: bool = False

    @property
    def marks_shown(self) -> bool:
        """Whether people see their own marks: as it was set, or since the supervisor released them."""
        return self.setting.shows_marks or self.released


def publish(hall: Hall, by: Pass, draft: Draft, sources: Sources) -> Published:
    """Publish an assessment; raise NotAllowed, and SettingRefused with everything that is wrong."""
    hall_id = by.hall_id
    require_supervisor(by, hall_id)
    kept: dict[str, str] = {}
    setting = settle(hall, hall_id, draft, sources, kept)
    made = Publication(setting.title, to_text(setting), setting.opens, setting.closes, kept)
    return Published(store_of.publish(hall.store, hall_id, by.person_id, made), setting, setting.closes)


def settle(hall: Hall, hall_id: int, draft: Draft, sources: Sources, kept: dict[str, str]) -> Setting:
    """Return the setting that a draft comes to; what it keeps whole goes into `kept`, by its hash.

    Raise SettingRefused.
    """
    parts: list[Part] = []
    faults: list[Fault] = []
    for place, wish in enumerate(draft.parts, 1):
        try:
            part, kept_whole = _part(hall, wish, sources)
        except TrainerError as error:
            faults.append(Fault(f"第{place}部分", str(error)))
            part = replace(_MISSING, minutes=wish.minutes, weight=wish.weight)
        else:
            kept[part.snapshot] = kept_whole
        parts.append(part)
    try:
        people = _people(hall, hall_id, draft)
    except SettingRefused as refused:
        faults.extend(refused.faults)
        people = (_SOMEBODY,)
    setting = Setting(
        title=draft.title.strip(),
        edition=hall.shelf.books.edition.id,
        parts=tuple(parts),
        people=people,
        **{name: getattr(draft, name) for name in _SAME},
    )
    check_setting(setting, faults)
    return setting


def published(hall: Hall, by: Pass) -> list[Published]:
    """List the assessments of the hall of whoever asks, the latest first."""
    return [_known(hall, row) for row in store_of.assessments(hall.store, by.hall_id)]


def published_of(hall: Hall, assessment_id: str) -> Published:
    """Find one assessment; raise AssessmentUnknown."""
    return _known(hall, store_of.assessment_of(hall.store, assessment_id))


def extend(hall: Hall, by: Pass, assessment_id: str, closes: datetime, reason: str) -> Published:
    """Let an assessment be sat longer, for a reason that is kept."""
    found = published_of(hall, assessment_id)
    require_supervisor(by, found.row.hall_id)
    if closes <= found.closes:
        raise SettingRefused((Fault("新的截止时间", "要晚于现在的截止时间"),))
    payload = {"closes": closes.isoformat(), "reason": _reason(reason)}
    _note(hall, by, found, EXTENDED, payload)
    return published_of(hall, assessment_id)


def extend_through(hall: Hall, by: Pass, assessment_id: str, last: date, reason: str) -> Published:
    """Let an assessment be sat to the end of a day, by the clock on the wall."""
    following = datetime.combine(last + timedelta(days=1), time.min).astimezone()
    return extend(hall, by, assessment_id, following, reason)


def withdraw(hall: Hall, by: Pass, assessment_id: str, reason: str) -> Published:
    """Let nobody begin an assessment any more; what was sat stays."""
    found = published_of(hall, assessment_id)
    require_supervisor(by, found.row.hall_id)
    _note(hall, by, found, WITHDRAWN, {"reason": _reason(reason)})
    return published_of(hall, assessment_id)


def release_marks(hall: Hall, by: Pass, assessment_id: str) -> Published:
    """Let everybody see their own marks from now on, where the setting kept them back."""
    found = published_of(hall, assessment_id)
    require_supervisor(by, found.row.hall_id)
    if found.marks_shown:
        return found
    _note(hall, by, found, MARKS_SHOWN, {})
    return published_of(hall, assessment_id)


_SAME = ("opens", "closes", "pass_marks", "gate", "attempts", "counts", "minutes", "shows_marks")


def _reason(text: str) -> str:
    if not text.strip():
        raise SettingRefused((Fault("理由", "请写明理由，它会和姓名一起留在台账里"),))
    return text.strip()


def _note(hall: Hall, by: Pass, of: Published, kind: str, payload: Mapping[str, str]) -> None:
    ledger.add(hall.store, of.row.hall_id, Note(kind, of.row.id, dict(payload), by.person_id))


def _known(hall: Hall, row: AssessmentRow) -> Published:
    extended = ledger.latest(hall.store, row.hall_id, EXTENDED, row.id)
    withdrawn = ledger.latest(hall.store, row.hall_id, WITHDRAWN, row.id)
    closes = datetime.fromisoformat(extended.payload["closes"]) if extended else row.closes
    told = str(withdrawn.payload["reason"]) if withdrawn else ""
    released = ledger.latest(hall.store, row.hall_id, MARKS_SHOWN, row.id) is not None
    return Published(row, setting_from(row.body), closes, told, released)


def _people(hall: Hall, hall_id: int, draft: Draft) -> tuple[int, ...]:
    """Return who is to sit, in the order of the register: those named, and the trainees of the teams."""
    members = [each for each in register.members(hall.store, hall_id) if each.active]
    if strange := set(draft.people) - {each.id for each in members}:
        raise SettingRefused((Fault("参加的人", f"有 {len(strange)} 位不是本厅在岗的人，请重新选"),))
    if empty := set(draft.teams) - {each.team for each in members}:
        raise SettingRefused((Fault("参加的班组", f"没有班组「{'、'.join(sorted(empty))}」"),))
    wanted = {each.id for each in members if each.id in draft.people}
    wanted |= {each.id for each in members if each.team in draft.teams and each.role == "trainee"}
    return tuple(each.id for each in members if each.id in wanted)


def _part(hall: Hall, wish: PartWish, sources: Sources) -> tuple[Part, str]:
    """Make a part and the text that keeps it whole; raise a TrainerError that says what is wrong."""
    if isinstance(wish, ScenarioWish):
        return _scenario(hall, wish)
    if isinstance(wish, PaperWish):
        paper = wish.drawn or draw(sources.bank, wish.blueprint)
        text = to_text(paper)
        part = Part("paper", paper.title or "试卷", paper.id, snapshot_hash(text), paper.seed)
    else:
        if not wish.phrases:
            raise SettingRefused((Fault("话术", "一句也没有选"),))
        seed = secrets.randbits(32) if wish.seed is None else wish.seed
        asked = tuple(_prompts(sources.prompts, wish.phrases, seed))
        prepared = sources.prompts.phrases.prepared
        text = to_text(Phrases(asked, tuple((id, prepared[id]) for id in dict.fromkeys(wish.phrases))))
        part = Part("recall", f"话术默写 {len(wish.phrases)} 句", "recall", snapshot_hash(text), seed)
    return replace(part, minutes=wish.minutes, weight=wish.weight), text


def _scenario(hall: Hall, wish: ScenarioWish) -> tuple[Part, str]:
    seed = secrets.randbits(32) if wish.seed is None else wish.seed
    play: Play = pick(hall.shelf, wish.scenario, wish.variant, seed)
    text, scenario = play_text(play), play.scenario
    part = Part("scenario", scenario.title, scenario.id, snapshot_hash(text), seed, scenario.variant)
    return replace(part, typed=wish.typed, minutes=wish.minutes, weight=wish.weight), text


def _prompts(known: Prompts, ids: Iterable[str], seed: int) -> Iterator[Prompt]:
    for id in ids:
        if id not in known.ids:
            raise SettingRefused((Fault("话术", f"没有话术「{id}」"),))
        yield known.prompt(id, seed)
