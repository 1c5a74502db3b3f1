"""Who plays, when, and what templates know: one cast for each variant and each row of its details."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from trainer.content.bench import MOODS, Bench, milliseconds
from trainer.content.heads import day_of, rows_of
from trainer.content.lets import Keeper, work_out
from trainer.content.schema import ChangeText, CustomerText, DrawText, MoodWord, ScenarioText, VariantText
from trainer.core.check import Trail
from trainer.core.face import Face, Mood


@dataclass(frozen=True, slots=True)
class Part:
    """What a customer has of the cast: what is not the conversation."""

    name: str
    face: Face
    mood: Mood
    arrives: int
    patience: int


@dataclass(frozen=True, slots=True)
class Cast:
    """One variant with one row of details, which stands at `place`.

    `changes` are how customers differ, each with its place; the later ones win.
    """

    variant: str
    drawing: int
    date: str
    time: str
    mood: MoodWord | None
    values: Mapping[str, object]
    changes: tuple[tuple[Mapping[str, ChangeText], Trail], ...]
    place: Trail

    def part(self, bench: Bench, text: CustomerText, path: Trail) -> Part:
        """Return a customer's part, with the name filled in."""
        name, mood, arrives, patience = (text.name, path), self.mood or text.mood, text.arrives, text.patience
        face = text.face.model_dump()
        for table, place in self.changes:
            change = table.get(text.id, _UNCHANGED)
            name = (change.name, (*place, "customers", text.id)) if change.name else name
            mood = change.mood or mood
            arrives = arrives if change.arrives is None else change.arrives
            patience = patience if change.patience is None else change.patience
            face |= change.face.model_dump(exclude_none=True) if change.face else {}
        called = bench.fill(name[0], (*name[1], "name"))
        return Part(called, Face(**face), MOODS[mood], milliseconds(arrives), milliseconds(patience))


_UNCHANGED = ChangeText()
_PLAIN = DrawText()


def casts(text: ScenarioText, bench: Bench, keeper: Keeper | None) -> Iterator[Cast | None]:
    """Yield each cast, variant by variant; None where a `let` of it could not be worked out."""
    for variant, at in _variants(text):
        lets = _lets(text, variant, at)
        own = variant is not None and variant.draws is not None
        for drawing, row in enumerate(rows_of(text, variant) or [_PLAIN]):
            told = replace(bench, values=_values(text, variant, row))
            values = work_out(told, keeper, lets) if keeper and lets else told.values
            place: Trail = (*(at if own else ()), "draws", drawing)
            yield None if values is None else _cast(text, (variant, at), (row, place), values)


def _variants(text: ScenarioText) -> Iterator[tuple[VariantText | None, Trail]]:
    """Yield each variant with its place; None where the file names none."""
    if not text.variants:
        yield None, ()
    yield from ((variant, ("variants", index)) for index, variant in enumerate(text.variants))


def _cast(
    text: ScenarioText,
    variant: tuple[VariantText | None, Trail],
    row: tuple[DrawText, Trail],
    values: Mapping[str, object],
) -> Cast:
    own, drawn = variant[0], (row[0].customers, row[1])
    return Cast(
        own.id if own else "",
        int(row[1][-1]),
        (own and own.date) or text.date,
        (own and own.time) or text.time,
        own.mood if own else None,
        values,
        ((own.customers, variant[1]), drawn) if own else (drawn,),
        row[1],
    )


def _values(text: ScenarioText, variant: VariantText | None, row: DrawText) -> dict[str, object]:
    values: dict[str, object] = {**text.profile, **(variant.profile if variant else {}), **row.profile}
    day = (variant and variant.date) or text.date
    return values | {"date": day_of(day) or date(2004, 1, 1)}


def _lets(text: ScenarioText, variant: VariantText | None, at: Trail) -> dict[str, tuple[str, Trail]]:
    lets: dict[str, tuple[str, Trail]] = {name: (it, ("let", name)) for name, it in text.let.items()}
    if variant:
        lets |= {name: (it, (*at, "let", name)) for name, it in variant.let.items()}
    return lets
