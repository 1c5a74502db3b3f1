"""From a tariff as written to one that computes: every reference looked up, and tables with ties refused."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any, TypeVar

from trainer.content.page import Page
from trainer.content.printed import check_printed
from trainer.content.tablerows import (
    Priced,
    check_sums,
    check_ways,
    priced,
    stages_of,
    tiers_of,
    unit_of,
    use_of,
)
from trainer.content.tableschema import (
    BundleText,
    ChargeText,
    Cited,
    MinimumText,
    PercentageText,
    RateText,
    TariffText,
    UseText,
)
from trainer.content.tableterms import Around, sources_of, tell_assumption, tell_assumptions, with_terms
from trainer.content.tablevalues import KINDS
from trainer.core.bill import WHOLE
from trainer.core.check import Trail, near
from trainer.core.library import Source
from trainer.core.rates import CALL, Bundle, For, Rate, ties
from trainer.core.tariff import Charge, Choice, Minimum, Percentage, Tariff

MOST_PREFIXES = 50_000
MOST_WORK = 2_000_000
MOST_TIES = 20
"""How many prefixes all rows may have together, how much is compared, and how many ties are told."""

C = TypeVar("C", bound=Cited)


def make_tariff(page: Page, text: TariffText, names: tuple[str, str], at: Trail, around: Around) -> Tariff:
    """Make the tariff of an id and a name that is written at `at`; what is wrong is kept on the page."""
    return _Maker(page, with_terms(page, text, at, around), at).tariff(text, names)


class _Maker:
    """Makes one tariff."""

    def __init__(self, page: Page, around: Around, at: Trail) -> None:
        self.page, self.around, self.at = page, around, at
        self.places: dict[str, Trail] = {}
        self.used: set[str] = set()
        self.prefixes = 0

    def tariff(self, text: TariffText, names: tuple[str, str]) -> Tariff:
        rates = [(here, self._rate(row, here)) for here, row in self._rows("rates", text.rates, RateText)]
        bundles = [self._bundle(row, at) for at, row in self._rows("bundles", text.bundles, BundleText)]
        charges = [self._charge(row, at) for at, row in self._rows("charges", text.charges, ChargeText)]
        counted = {*self.places, *_kinds(text.rates)}
        minimums = [
            self._minimum(row, at, counted) for at, row in self._rows("minimums", text.minimums, MinimumText)
        ]
        percentages = [
            self._percentage(row, at, {*self.places, *counted} - {row.id})
            for at, row in self._rows("percentages", text.percentages, PercentageText)
        ]
        self._refuse_ties(rates)
        return Tariff(
            id=names[0],
            name=names[1],
            rates=tuple(rate for _, rate in rates),
            bundles=tuple(bundles),
            charges=tuple(charges),
            minimums=tuple(minimums),
            percentages=tuple(percentages),
            shares=tuple(share for id, share in self.around.shares.items() if id in self.used),
            terms=self.around.terms,
            words=tuple(text.words),
        )

    def _rows(self, key: str, raws: Iterable[Any], kind: type[C]) -> Iterator[tuple[Trail, C]]:
        """Yield the rows of a list whose shape is right, each with its place."""
        for index, raw in enumerate(raws):
            here = (*self.at, key, index)
            id = raw.get("id") if isinstance(raw, dict) else None
            if isinstance(id, str) and id in self.places:
                self.page.tell("D605", f"「{id}」写了两次", "改一个编号，或删去一个", (*here, "id"))
            elif isinstance(id, str):
                self.places[id] = here
            row = self.page.part(raw, kind, here)
            if row is not None:
                tell_assumptions(self.page, row.assumes, (*here, "assumes"), self.around)
                yield here, row

    def _rate(self, text: RateText, at: Trail) -> Rate:
        check_ways(self.page, text, at)
        check_sums(self.page, text, at, self.around.terms.scope)
        if text.started is not None:
            tell_assumption(self.page, text.started, (*at, "started"), self.around)
        return Rate(
            id=text.id,
            name=text.name,
            of=self._use(text, at),
            stages=stages_of(self.page, text, at),
            tiers=tiers_of(self.page, text, at),
            tiering=text.tiering or "graduated",
            counts=text.counts or "use",
            fee=text.fee,
            most=text.most,
            priority=text.priority,
            missing=text.missing or "",
            barred=text.barred or "",
            started=text.started or "",
            assumes=tuple(text.assumes),
            sources=self._sources(text, at, priced(text, at)),
        )

    def _use(self, text: UseText, at: Trail) -> For:
        """Return what a row is for; tell once where all of them together name too many prefixes."""
        self.prefixes += sum(len(self.around.destinations.get(name, ())) for name in text.to or ())
        if self.prefixes <= MOST_PREFIXES:
            return use_of(self.page, text, at, self.around)
        self._tell_size()
        return For(text.kind)

    def _tell_size(self) -> None:
        self.page.tell("F110", "资费表太大，比较不完", "减少行数和号码，或拆成几个表", (*self.at, "rates"))

    def _bundle(self, text: BundleText, at: Trail) -> Bundle:
        kinds = {use.kind for use in text.for_}
        if CALL in kinds and len(kinds) > 1:
            self.page.tell("F105", f"{CALL}的赠送不能与别的合在一起", "分成两项写", (*at, "for"))
        if text.share and text.partial:
            self.page.tell("F105", "share 和 partial 只能写一个", "资料没写才写 partial", (*at, "partial"))
        per = text.per or unit_of(kinds)
        return Bundle(
            id=text.id,
            name=text.name,
            of=tuple(self._use(use, (*at, "for", index)) for index, use in enumerate(text.for_)),
            quantity=text.quantity * per,
            per=per,
            frees_fee=text.frees_fee,
            partial=text.partial,
            share=self._share(text.share, at),
            assumes=tuple(text.assumes),
            sources=self._sources(text, at, [(Fraction(text.quantity), (*at, "quantity"))]),
        )

    def _charge(self, text: ChargeText, at: Trail) -> Charge:
        ways = [way for way in ("amount", "choices", "missing") if getattr(text, way) is not None]
        if len(ways) != 1:
            message = f"一项月费要写且只写一种（现有：{'、'.join(ways) or '无'}）"
            self.page.tell("F105", message, "amount、choices、missing 中选一个；资料没写的写 missing", at)
        choices = text.choices or []
        words = [choice.word for choice in choices]
        for index, word in enumerate(words):
            if word in words[:index]:
                message = f"「{word}」写了两次"
                self.page.tell("D605", message, "删去一个，或改成别的词", (*at, "choices", index, "word"))
        amounts: list[Priced] = [] if text.amount is None else [(text.amount, (*at, "amount"))]
        amounts += [(choice.amount, (*at, "choices", i, "amount")) for i, choice in enumerate(choices)]
        return Charge(
            id=text.id,
            name=text.name,
            amount=text.amount,
            choices=tuple(Choice(choice.word, choice.amount) for choice in choices),
            share=self._share(text.share, at),
            missing=text.missing or "",
            assumes=tuple(text.assumes),
            sources=self._sources(text, at, amounts),
        )

    def _minimum(self, text: MinimumText, at: Trail, known: Iterable[str]) -> Minimum:
        return Minimum(
            id=text.id,
            name=text.name,
            amount=text.amount,
            counts=self._counted(text.counts, at, known),
            share=self._share(text.share, at),
            assumes=tuple(text.assumes),
            sources=self._sources(text, at, [(text.amount, (*at, "amount"))]),
        )

    def _percentage(self, text: PercentageText, at: Trail, known: Iterable[str]) -> Percentage:
        return Percentage(
            id=text.id,
            name=text.name,
            percent=text.percent,
            counts=self._counted(text.counts, at, known),
            assumes=tuple(text.assumes),
            sources=self._sources(text, at, [(abs(text.percent), (*at, "percent"))]),
        )

    def _counted(self, words: Iterable[str], at: Trail, known: Iterable[str]) -> tuple[str, ...]:
        """Return the ids and kinds that a minimum or a percentage counts; tell of what is not there."""
        counts = [word if word in self.places else KINDS.get(word, word) for word in words]
        for index, word in enumerate(counts):
            if word not in known:
                cure = near(word, known) or "写月费或行的编号，或一类用量，如 通话"
                self.page.tell("U208", f"没有「{word}」可以计入", cure, (*at, "counts", index))
        return tuple(counts)

    def _share(self, id: str, at: Trail) -> str:
        known = [*self.around.shares, WHOLE]
        if id and id not in known:
            cure = near(id, known) or f"可写：{'、'.join(known)}"
            self.page.tell("U208", f"没有不足月的算法「{id}」", cure, (*at, "share"))
        self.used.add(id)
        return id

    def _sources(self, text: Cited, at: Trail, amounts: Iterable[Priced]) -> tuple[Source, ...]:
        """Return the sources of a row and of its cell; tell of amounts that they do not print."""
        cells, sources = self.around.cells, sources_of(text.sources)
        if text.cell is not None and text.cell not in (cells or ()):
            cure = near(text.cell, cells or ()) or "写这个套餐 cells 里的一个 field"
            self.page.tell("U208", f"没有格子「{text.cell}」", cure, (*at, "cell"))
            return sources
        if cells is None:
            return sources
        if text.cell is not None:
            sources = tuple(dict.fromkeys((*cells[text.cell], *sources)))
        check_printed(self.page, sources, amounts)
        return sources

    def _refuse_ties(self, rates: list[tuple[Trail, Rate]]) -> None:
        """Tell of each two rows that hold together while neither wins; only of rows that are right so far."""
        wrong = {problem.path[: len(self.at) + 2] for problem in self.page.problems}
        rows = [rate for here, rate in rates if here not in wrong]
        if self.prefixes > MOST_PREFIXES or _work(rows) > MOST_WORK:
            self._tell_size()
            return
        for first, second in islice(ties(rows), MOST_TIES):
            names = f"“{first.id}”（{first.name}）和“{second.id}”（{second.name}）"
            cure = "把一行的条件写得比另一行窄，或写 priority"
            self.page.tell("U210", f"{names}同时成立，分不出用哪一行", cure, self.places[second.id])


def _kinds(raws: Iterable[Any]) -> set[str]:
    """Return the kinds that rows name, those of rows with mistakes too."""
    kinds = (raw.get("kind") for raw in raws if isinstance(raw, dict))
    return {KINDS.get(kind, kind) for kind in kinds if isinstance(kind, str)}


def _work(rates: list[Rate]) -> int:
    """Return how much there is to compare in the search for ties."""
    sizes = Counter((rate.of.kind, prefix) for rate in rates for prefix in rate.of.to or ("",))
    work = 0
    for rate in rates:
        weight = 1 + (len(rate.of.times.spans) + len(rate.of.days.windows)) // 4
        for prefix in rate.of.to or ("",):
            work += weight * sizes[rate.of.kind, prefix]
    return work
