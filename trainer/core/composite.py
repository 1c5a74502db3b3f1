"""The final evaluation: walks, company checks and the simulator beside one another, and by weights together.

The manual says that the two results are combined (KM-G8), not how: so there is no total until a supervisor
sets weights, and none where a part that weighs something is missing. Marks are whole tenths of a per cent:
each sub-score is rounded once (half up) to what is printed, and the total is reckoned from what is printed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Final, Literal

from trainer.core.errors import TrainerError
from trainer.core.observing import Line

Part = Literal["walk", "inspection", "simulator"]

PARTS: Final[dict[Part, str]] = {"walk": "日常巡视", "inspection": "公司检查", "simulator": "模拟考核"}
WHOLE: Final = 100
UNTOLD: Final = "资料未规定权重（A52）"
PROPOSED: Final = f"建议，{UNTOLD}"


class WeightsRefused(TrainerError):
    """Weights that do not make up a whole, or a preset that is not known."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both counted."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part weighs, in hundredths, and the preset of bands ("" for none)."""

    walk: int
    inspection: int
    simulator: int
    bands: str = ""

    def of(self, part: Part) -> int:
        """Return what a part weighs."""
        return {"walk": self.walk, "inspection": self.inspection, "simulator": self.simulator}[part]


PROPOSAL: Final = Weights(50, 50, 0)
"""Put forward and labelled as a proposal, never in force by itself."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Bands of somebody else's: the lowest total of each in tenths, the best first; and the rest."""

    name: str
    told: str
    bands: tuple[tuple[int, str], ...]
    rest: str

    def band(self, tenths: int) -> str:
        """Return the band that a total lies in."""
        return next((name for low, name in self.bands if tenths >= low), self.rest)


PRESETS: Final[dict[str, Preset]] = {
    "telecom-2016": Preset(
        "中国电信 2016：95/90/80",
        "借用中国电信 2016 年营业厅服务评价标准的分档，原来评的是营业厅；本资料没有规定等级。",
        ((950, "优秀"), (900, "良好"), (800, "合格")),
        "不合格",
    )
}


@dataclass(frozen=True, slots=True)
class Score:
    """A sub-score: tenths of a per cent (None: nothing to go by), of how many, and what was not seen."""

    tenths: int | None
    n: int
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class Points:
    """An item of somebody: the points got of those that were seen, how often, and how often not seen."""

    got: int = 0
    out_of: int = 0
    n: int = 0
    unseen: int = 0

    def with_line(self, line: Line) -> "Points":
        """Add a row of a sheet."""
        if not line.counts:
            return Points(self.got, self.out_of, self.n, self.unseen + 1)
        got = line.points if line.verdict == "done" else 0
        return Points(self.got + got, self.out_of + line.points, self.n + 1, self.unseen)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the company's check gave somebody on a day."""

    person_id: int
    day: date
    got: Fraction
    out_of: Fraction
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Simulated:
    """A mark from the simulator, in per cent, and whether the compliance gate was passed (None: unknown)."""

    person_id: int
    day: date
    percent: Fraction
    compliant: bool | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """Compliance apart from all marks: how many attempts passed, how many failed."""

    passed: int = 0
    failed: int = 0

    @property
    def open(self) -> bool | None:
        """Tell whether nothing failed; None where nothing is known."""
        return None if not self.passed + self.failed else not self.failed


@dataclass(frozen=True, slots=True)
class Composite:
    """Somebody's evaluation: the sub-scores, the total by weights if there is one, and why there is none."""

    scores: dict[Part, Score]
    gate: Gate
    total: int | None = None
    band: str = ""
    lacking: tuple[Part, ...] = ()


def check_weights(weights: Weights) -> None:
    """Raise WeightsRefused unless the weights make up the whole and the preset is known."""
    each = [weights.of(part) for part in PARTS]
    if any(not 0 <= weight <= WHOLE for weight in each) or sum(each) != WHOLE:
        raise WeightsRefused(f"三项权重要是 0 到 100 的整数，合起来正好 100；现在合计 {sum(each)}。")
    if weights.bands and weights.bands not in PRESETS:
        raise WeightsRefused(f"没有等级方案“{weights.bands}”。可选：{'、'.join(PRESETS)}；不分等级就留空。")


def rounded(percent: Fraction) -> int:
    """Round a per cent to whole tenths, half up."""
    return floor(percent * 10 + Fraction(1, 2))


def walk_score(lines: Iterable[Line]) -> Score:
    """Return the points got of those that were seen; what was not seen is told, and does not count."""
    whole = Points()
    for line in lines:
        whole = whole.with_line(line)
    tenths = rounded(Fraction(100 * whole.got, whole.out_of)) if whole.out_of else None
    return Score(tenths, whole.n, whole.unseen)


def mean_score(percents: Iterable[Fraction]) -> Score:
    """Return the mean of several per cents, each counting alike."""
    each = list(percents)
    return Score(rounded(sum(each, Fraction()) / len(each)) if each else None, len(each))


def inspection_score(inspected: Iterable[Inspected]) -> Score:
    """Return the mean of the company's checks in per cent, each check counting alike."""
    return mean_score(100 * each.got / each.out_of for each in inspected)


def gate_of(simulated: Iterable[Simulated]) -> Gate:
    """Count what passed the compliance gate and what failed."""
    known = [each.compliant for each in simulated if each.compliant is not None]
    return Gate(sum(known), len(known) - sum(known))


def composite(scores: dict[Part, Score], gate: Gate, weights: Weights | None) -> Composite:
    """Combine sub-scores by weights; without weights, or without a part that weighs, there is no total."""
    if weights is None:
        return Composite(scores, gate)
    lacking = tuple(part for part in PARTS if weights.of(part) and scores[part].tenths is None)
    if lacking:
        return Composite(scores, gate, lacking=lacking)
    weighed = sum(weights.of(part) * (scores[part].tenths or 0) for part in PARTS)
    total = floor(Fraction(weighed, WHOLE) + Fraction(1, 2))
    preset = PRESETS.get(weights.bands)
    return Composite(scores, gate, total, preset.band(total) if preset else "")


def written(tenths: int | None) -> str:
    """Write tenths as people read them, such as 87.5; a dash where there is nothing."""
    return "—" if tenths is None else f"{tenths // 10}.{tenths % 10}"
