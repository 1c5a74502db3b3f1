"""The shape of a scenario file: which keys there are, and what each may hold."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from trainer.core.face import Age, Clothes, Hair
from trainer.core.scenario import Channel

Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9一-龥][A-Za-z0-9一-龥._-]{0,59}$")]
_FILLED = r"[^\n]{0,80}\{\{[^\n]{1,80}\}\}[^\n]{0,80}"
RuleName = Annotated[str, Field(pattern=rf"^([A-Za-z0-9一-龥][A-Za-z0-9一-龥._-]{{0,59}}|{_FILLED})$")]
"""What proves something: an id, or a template that gives one."""
Seconds = Annotated[float, Field(ge=0, le=3_600)]
MoodWord = Literal["平静", "着急", "生气", "激动"]
CompetenceWord = Literal["服务规范", "业务准确", "流程执行", "应变安抚", "效率"]
MarksText = dict[CompetenceWord, Annotated[int, Field(ge=0, le=20)]]
Short = Annotated[str, Field(max_length=200)]
Simple = Short | int | bool | Annotated[list[Short], Field(max_length=20)] | None
Profile = Annotated[dict[Id, Simple], Field(max_length=40)]
Few = Annotated[list[Id], Field(max_length=12)]
Many = Annotated[list[Id], Field(max_length=60)]
Texts = Annotated[list[Text], Field(max_length=30)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Patience = Annotated[float, Field(ge=1, le=3_600)]
Lets = Annotated[dict[Id, Text], Field(max_length=40)]
Pair = Annotated[list[Id], Field(min_length=2, max_length=2)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ConditionText(_Strict):
    """`if:` what must hold when the option is reached."""

    mood_from: MoodWord = "平静"
    mood_to: MoodWord = "激动"
    has: Few = Field(default_factory=list)
    lacks: Few = Field(default_factory=list)


class RouteText(_Strict):
    """One way on, with its condition."""

    to: Id
    if_: ConditionText | None = Field(default=None, alias="if")


class OptionText(_Strict):
    """One option: exactly one of say, words, do, answer, delegate, look_up says what is done."""

    id: Id | None = None
    say: Id | None = None
    words: Text | None = None
    do: Text | None = None
    answer: Text | None = None
    delegate: Text | None = None
    look_up: Text | None = None
    fill: Annotated[dict[str, Text | int], Field(max_length=12)] = Field(default_factory=dict)
    more: Text | None = None
    also: Few = Field(default_factory=list)
    then: Id | Annotated[list[RouteText], Field(max_length=12)] | None = None
    marks: MarksText = Field(default_factory=dict)
    takes: Seconds = 5
    mood: Annotated[int, Field(ge=-3, le=3)] = 0
    sets: Few = Field(default_factory=list)
    when: Text | None = None
    if_: ConditionText | None = Field(default=None, alias="if")
    blocked: Text | None = None
    critical: Text | None = None
    feedback: Text | None = None
    rule: RuleName | None = None


class LateText(_Strict):
    """What happens where nothing was decided in time; it never earns marks."""

    then: Id | Annotated[list[RouteText], Field(min_length=1, max_length=12)]
    feedback: Text
    words: Text | None = None
    mood: Annotated[int, Field(ge=-3, le=3)] = 0
    sets: Few = Field(default_factory=list)
    critical: Text | None = None
    rule: RuleName | None = None


class NodeText(_Strict):
    """A turn of the conversation, or its end."""

    line: Text
    options: Annotated[list[OptionText], Field(max_length=12)] = Field(default_factory=list)
    ends: Text | None = None
    when: Text | None = None
    deadline: Annotated[float, Field(ge=1, le=3_600)] | None = None
    late: LateText | None = None


class FaceText(_Strict):
    """The parts of a face."""

    hair: Hair = "short"
    age: Age = "middle"
    clothes: Clothes = "blue"


class ChangedFaceText(_Strict):
    """The parts of a face that differ."""

    hair: Hair | None = None
    age: Age | None = None
    clothes: Clothes | None = None


class ChangeText(_Strict):
    """How a customer differs in a variant, or in a row of details."""

    name: Name | None = None
    face: ChangedFaceText | None = None
    mood: MoodWord | None = None
    arrives: Seconds | None = None
    patience: Patience | None = None


Changes = Annotated[dict[Id, ChangeText], Field(max_length=12)]


class DrawText(_Strict):
    """A row of details, of which the seed draws one."""

    profile: Profile = Field(default_factory=dict)
    customers: Changes = Field(default_factory=dict)


Draws = Annotated[list[DrawText], Field(max_length=24)]


class RouteWhen(_Strict):
    """Where the conversation of a variant starts, with the condition on its profile."""

    to: Id
    when: Text | None = None


class CustomerText(_Strict):
    """A customer and the conversation; the first node is the start."""

    id: Id
    name: Name
    wants: Text
    face: FaceText = Field(default_factory=FaceText)
    arrives: Seconds = 0
    patience: Patience = 60
    mood: MoodWord = "平静"
    post: Name | None = None
    start: Annotated[list[RouteWhen], Field(max_length=60)] | Id | None = None
    nodes: Annotated[dict[Id, NodeText], Field(min_length=1, max_length=400)]


class RuleText(_Strict):
    """A rule judged on the log."""

    kind: Literal["acknowledged", "in_turn", "returns", "stays", "steps", "within"]
    rule: RuleName | None = None
    title: Text
    marks: MarksText = Field(default_factory=dict)
    customers: Literal["all"] | Few = "all"
    within: Seconds = 0
    steps: Many = Field(default_factory=list)
    order: Annotated[list[Pair], Field(max_length=60)] = Field(default_factory=list)
    must: Many = Field(default_factory=list)
    critical: bool = False
    posts: Annotated[list[Name], Field(max_length=6)] = Field(default_factory=list)
    when: Text | None = None


class VariantText(_Strict):
    """One row of the table of profiles; its `draws` take the place of those of the file."""

    id: Id
    profile: Profile = Field(default_factory=dict)
    mood: MoodWord | None = None
    date: Day | None = None
    time: Clock | None = None
    customers: Changes = Field(default_factory=dict)
    let: Lets = Field(default_factory=dict)
    draws: Draws | None = None


class ScenarioText(_Strict):
    """A whole scenario file."""

    format: Literal[1]
    id: Id
    title: Text
    summary: Text
    situations: Many = Field(default_factory=list)
    date: Day
    time: Clock
    post: Text
    channel: Channel = "厅里"
    edition: Id
    trains: Annotated[list[Text], Field(min_length=1, max_length=30)]
    difficulty: Annotated[int, Field(ge=1, le=5)] = 1
    notes: Texts = Field(default_factory=list)
    assumptions: Many = Field(default_factory=list)
    profile: Profile = Field(default_factory=dict)
    let: Lets = Field(default_factory=dict)
    draws: Draws = Field(default_factory=list)
    variants: Annotated[list[VariantText], Field(max_length=60)] = Field(default_factory=list)
    customers: Annotated[list[CustomerText], Field(min_length=1, max_length=12)]
    rules: Annotated[list[RuleText], Field(max_length=40)] = Field(default_factory=list)


def keys_known() -> frozenset[str]:
    """Return every key that some part of a scenario file has."""
    models: tuple[type[BaseModel], ...] = (
        ScenarioText,
        VariantText,
        RuleText,
        CustomerText,
        FaceText,
        ChangedFaceText,
        ChangeText,
        DrawText,
        NodeText,
        LateText,
        OptionText,
        RouteText,
        RouteWhen,
        ConditionText,
    )
    return frozenset(field.alias or name for model in models for name, field in model.model_fields.items())
