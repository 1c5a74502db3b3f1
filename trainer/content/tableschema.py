"""The shape of a rate table as it is written: which keys each row has.

What the rows refer to is looked up where the tariff is made (`tablemaker`).
"""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from trainer.content.schema import Id, Text
from trainer.content.tablevalues import (
    MOST,
    Amount,
    Count,
    Day,
    Directions,
    DivisorWord,
    Ids,
    Kind,
    Monthdays,
    Months,
    Name,
    Networks,
    Part,
    Percent,
    Prefix,
    Stretches,
    Weekdays,
    Word,
    Words,
)
from trainer.core.rates import Counts, Tiering
from trainer.core.rating import Edge, Scope

Rows = list[Any]
"""Rows that are looked at one by one, so that a mistake in one hides nothing in the others."""


class Strict(BaseModel):
    """Keys that are not known are refused, and nothing is turned into what it is not."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SourceText(Strict):
    """Where a fact stands in the material."""

    document: Name
    lines: Annotated[list[Annotated[int, Field(ge=1, le=1_000_000)]], Field(min_length=1, max_length=100)]
    quote: Text


Sources = Annotated[list[SourceText], Field(max_length=40)]


class WindowText(Strict):
    """Some days in a row, both included."""

    from_: Day = Field(alias="from")
    to: Day


class UseText(Strict):
    """What a row is for."""

    kind: Kind
    service: Words | None = None
    direction: Directions | None = None
    network: Networks | None = None
    place: Words | None = None
    to: Words | None = None
    times: Stretches | None = None
    weekdays: Weekdays | None = None
    months: Months | None = None
    monthdays: Monthdays | None = None
    windows: Words | None = None
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class StageText(Strict):
    """A price from so far into a call on."""

    after: Annotated[int, Field(ge=0, le=MOST)]
    price: Amount
    per: Count | None = None
    step: Count | None = None


class TierText(Strict):
    """A price up to so many units a month."""

    up_to: Count | None
    price: Amount
    fee: Amount = Fraction(0)


class Cited(Strict):
    """What has a name on the bill and stands in the material."""

    id: Id
    name: Name
    assumes: Ids = Field(default_factory=list)
    cell: str | None = None
    sources: Sources = Field(default_factory=list)


class RateText(UseText, Cited):
    """A row of the table."""

    fee: Amount = Fraction(0)
    price: Amount | None = None
    per: Count | None = None
    step: Count | None = None
    stages: Annotated[list[StageText], Field(min_length=1, max_length=40)] | None = None
    tiers: Annotated[list[TierText], Field(min_length=1, max_length=200)] | None = None
    tiering: Tiering | None = None
    counts: Counts | None = None
    most: Amount | None = None
    priority: Annotated[int, Field(ge=-1000, le=1000)] = 0
    missing: Text | None = None
    barred: Text | None = None
    started: Id | None = None


class BundleText(Cited):
    """A free quantity a month."""

    for_: Annotated[list[UseText], Field(min_length=1, max_length=40, alias="for")]
    quantity: Count
    per: Count | None = None
    frees_fee: bool = False
    partial: str = ""
    share: str = ""


class ChoiceText(Strict):
    """One of several amounts."""

    word: Word
    amount: Amount


class ChargeText(Cited):
    """A charge for every month."""

    amount: Amount | None = None
    choices: Annotated[list[ChoiceText], Field(min_length=1, max_length=40)] | None = None
    missing: Text | None = None
    share: str = ""


class MinimumText(Cited):
    """The least that some lines come to."""

    amount: Amount
    counts: Annotated[list[Word], Field(max_length=200)] = Field(default_factory=list)
    share: str = ""


class PercentageText(Cited):
    """A surcharge or a discount on some lines."""

    percent: Percent
    counts: Annotated[list[Word], Field(max_length=200)] = Field(default_factory=list)


class StepText(Strict):
    """Who joins from this day on pays this share."""

    day: Annotated[int, Field(ge=1, le=31)]
    share: Part


class ShareText(Strict):
    """A way to charge part of a month."""

    id: Id
    name: Name
    times: Annotated[int, Field(ge=1, le=400)] = 1
    divisor: DivisorWord = "month"
    first_counts: bool | Id = True
    even_whole: bool = False
    steps: Annotated[list[StepText], Field(min_length=1, max_length=31)] | None = None
    missing: str = ""
    assumes: Ids = Field(default_factory=list)
    sources: Sources = Field(default_factory=list)


class RoundingText(Strict):
    """What is rounded, how and to what; the mode may be the id of an assumption."""

    mode: str = "half-up"
    to: Amount = Fraction(1, 100)
    on: Scope = "line"


class TermsText(Strict):
    """What all rows of a table, or of all tables of an edition, share."""

    rounding: RoundingText | None = None
    edge: Edge | None = None
    windows: dict[Name, Annotated[list[WindowText], Field(min_length=1, max_length=60)]] = Field(
        default_factory=dict
    )
    destinations: dict[Name, Annotated[list[Prefix], Field(min_length=1)]] = Field(default_factory=dict)
    shares: Rows = Field(default_factory=list)


class TariffText(TermsText):
    """Everything that a plan charges."""

    words: Annotated[list[Word], Field(max_length=200)] = Field(default_factory=list)
    rates: Rows = Field(default_factory=list)
    bundles: Rows = Field(default_factory=list)
    charges: Rows = Field(default_factory=list)
    minimums: Rows = Field(default_factory=list)
    percentages: Rows = Field(default_factory=list)


class TableText(TariffText):
    """A table in a file of its own."""

    format: Literal[1]
    id: Id
    name: Name


class CellText(Strict):
    """One printed cell of a plan."""

    field: Name
    value: Annotated[str, Field(min_length=1, max_length=400)] | None
    sources: Sources = Field(default_factory=list)
    note: str = ""


class PlanText(Strict):
    """A plan as printed, with its tariff as a mapping of its own."""

    id: Id
    name: Name
    family: str = ""
    aliases: Annotated[list[Name], Field(max_length=40)] = Field(default_factory=list)
    status: Literal["在售", "停售", "短期", "仅老用户", "只有名称"]
    valid_from: Day | None = None
    cells: Rows = Field(default_factory=list)
    open: Annotated[list[Text], Field(max_length=100)] = Field(default_factory=list)
    sources: Sources = Field(default_factory=list)
    tariff: dict[str, Any] | None = None


_MODELS: tuple[type[Strict], ...] = (
    TableText,
    ShareText,
    StepText,
    RoundingText,
    WindowText,
    RateText,
    StageText,
    TierText,
    BundleText,
    ChargeText,
    ChoiceText,
    MinimumText,
    PercentageText,
    PlanText,
    CellText,
    SourceText,
)
KEYS = frozenset(field.alias or name for model in _MODELS for name, field in model.model_fields.items())
"""Every key that some part of a table or of a plan has."""
