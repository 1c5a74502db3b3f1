"""The shape of a scenario file: which keys there are, and what each may hold."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trainer.core.check import Problem, Trail, near

Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9一-龥][A-Za-z0-9一-龥._-]{0,59}$")]
Seconds = Annotated[float, Field(ge=0, le=3_600)]
MoodWord = Literal["平静", "着急", "生气", "激动"]
CompetenceWord = Literal["服务规范", "业务准确", "流程执行", "应变安抚", "效率"]
MarksText = dict[CompetenceWord, Annotated[int, Field(ge=0, le=20)]]
Simple = str | int | bool | list[str] | None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ConditionText(_Strict):
    """`if:` what must hold when the option is reached."""

    mood_from: MoodWord = "平静"
    mood_to: MoodWord = "激动"
    has: list[Id] = []
    lacks: list[Id] = []


class RouteText(_Strict):
    """One way on, with its condition."""

    to: Id
    if_: ConditionText = Field(default=ConditionText(), alias="if")


class OptionText(_Strict):
    """One option: exactly one of say, words, do, answer, delegate, look_up says what is done."""

    id: Id | None = None
    say: Id | None = None
    words: Text | None = None
    do: Text | None = None
    answer: Text | None = None
    delegate: Text | None = None
    look_up: Text | None = None
    fill: dict[str, Text | int] = {}
    more: Text | None = None
    also: list[Id] = []
    then: Id | list[RouteText] | None = None
    marks: MarksText = {}
    takes: Seconds = 5
    mood: Annotated[int, Field(ge=-3, le=3)] = 0
    sets: list[Id] = []
    when: Text | None = None
    if_: ConditionText = Field(default=ConditionText(), alias="if")
    blocked: Text | None = None
    critical: Text | None = None
    feedback: Text | None = None
    rule: Id | None = None


class NodeText(_Strict):
    """A turn of the conversation, or its end."""

    line: Text
    options: list[OptionText] = []
    ends: Text | None = None
    when: Text | None = None


class FaceText(_Strict):
    """The parts of a face."""

    hair: Literal["short", "bob", "long", "bun", "bald", "curly", "cap"] = "short"
    age: Literal["young", "middle", "old"] = "middle"
    clothes: Literal["blue", "rose", "green", "grey", "sand", "navy"] = "blue"


class RouteWhen(_Strict):
    """Where the conversation of a variant starts, with the condition on its profile."""

    to: Id
    when: Text | None = None


class CustomerText(_Strict):
    """A customer and the conversation; the first node is the start."""

    id: Id
    name: Name
    wants: Text
    face: FaceText = FaceText()
    arrives: Seconds = 0
    patience: Annotated[float, Field(ge=1, le=3_600)] = 60
    mood: MoodWord = "平静"
    start: list[RouteWhen] | Id | None = None
    nodes: Annotated[dict[Id, NodeText], Field(min_length=1, max_length=400)]


class RuleText(_Strict):
    """A rule judged on the log."""

    kind: Literal["acknowledged", "stays", "steps", "within"]
    rule: Id | None = None
    title: Text
    marks: MarksText = {}
    customers: Literal["all"] | list[Id] = "all"
    within: Seconds = 0
    steps: list[Id] = []
    order: list[Annotated[list[Id], Field(min_length=2, max_length=2)]] = []
    must: list[Id] = []
    critical: bool = False
    when: Text | None = None


class VariantText(_Strict):
    """One row of the table of profiles."""

    id: Id
    profile: dict[Id, Simple] = {}
    mood: MoodWord | None = None


class ScenarioText(_Strict):
    """A whole scenario file."""

    format: Literal[1]
    id: Id
    title: Text
    summary: Text
    situations: list[Id] = []
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    time: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    post: Text
    edition: Id
    trains: Annotated[list[Text], Field(min_length=1)]
    difficulty: Annotated[int, Field(ge=1, le=5)] = 1
    notes: list[Text] = []
    assumptions: list[Id] = []
    profile: dict[Id, Simple] = {}
    variants: Annotated[list[VariantText], Field(max_length=60)] = []
    customers: Annotated[list[CustomerText], Field(min_length=1, max_length=12)]
    rules: list[RuleText] = []


_SENTENCES = {
    "missing": ("缺少这一项", "补上"),
    "extra_forbidden": ("没有这个键", "删去,或检查拼写"),
    "string_type": ("这里要文字", "数字和时间也要加引号"),
    "string_pattern_mismatch": ("写法不对", "编号用字母、数字、汉字和 . _ -;日期如 2004-07-07,时间如 09:10"),
    "string_too_short": ("不能为空", "写上内容"),
    "string_too_long": ("太长", "缩短"),
    "int_type": ("这里要整数", "写成不带小数点的数字"),
    "int_from_float": ("这里要整数", "写成不带小数点的数字"),
    "float_type": ("这里要数字", "写成如 30 或 1.5"),
    "bool_type": ("这里要 true 或 false", "改写"),
    "list_type": ("这里要列表", "每项一行,以“- ”开头"),
    "dict_type": ("这里要“键: 值”", "检查缩进"),
    "model_type": ("这里要“键: 值”", "检查缩进"),
    "model_attributes_type": ("这里要“键: 值”", "检查缩进"),
    "too_short": ("至少要写一项", "补上"),
    "too_long": ("项目太多", "删减或拆成几个文件"),
    "greater_than_equal": ("数字太小", "改大"),
    "less_than_equal": ("数字太大", "改小"),
}


def problems_of(error: ValidationError) -> Iterator[Problem]:
    """Turn what pydantic found into sentences for an author, each with the path to its place."""
    for fault in error.errors(include_url=False, include_input=False):
        path = tuple(part for part in fault["loc"] if isinstance(part, int) or not _is_branch(part))
        kind = fault["type"]
        if kind == "literal_error":
            allowed = fault["ctx"]["expected"].replace(" or ", "、").replace(", ", "、")
            yield Problem("F103", f"「{_last(path)}」只能是 {allowed}", "改成其中一个", path)
            continue
        message, cure = _SENTENCES.get(kind, ("写法不对", "对照写作说明改正"))
        if kind == "extra_forbidden":
            cure = near(str(_last(path)), _keys_known()) or cure
        code = {"missing": "F101", "extra_forbidden": "F102"}.get(kind, "F104")
        yield Problem(code, f"「{_last(path)}」{message}", cure, path)


def _is_branch(part: str) -> bool:
    """Tell whether pydantic named a branch of a union here, not a key of the file."""
    return (
        "[" in part or part in ("str", "int", "bool", "RouteText", "RouteWhen") or part.startswith("literal")
    )


def _last(path: Trail) -> str | int:
    return next((part for part in reversed(path) if isinstance(part, str)), "文件")


def _keys_known() -> set[str]:
    models = (
        ScenarioText,
        VariantText,
        RuleText,
        CustomerText,
        NodeText,
        OptionText,
        RouteText,
        ConditionText,
    )
    return {field.alias or name for model in models for name, field in model.model_fields.items()}
