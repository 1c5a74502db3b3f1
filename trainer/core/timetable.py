"""Which row of a table holds for a use at a moment, worked out once for each use and day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from trainer.core.errors import BadUsage, MissingFact, NotOffered
from trainer.core.rates import CALLED, WORDS, Bundle, Rate, Traffic, each_prefix
from trainer.core.when import ALL_DAY, DAY, EVERY_DAY, second_of


class Band(NamedTuple):
    """The row that holds from one second of a day up to another (None where none does), and the
    bundles that make it free, by their place in the table.
    """

    start: int
    end: int
    rate: Rate | None
    free: tuple[int, ...]

    def differs(self, rate: Rate, free: tuple[int, ...]) -> bool:
        """Tell whether something else holds here."""
        return self.rate is None or self.rate.id != rate.id or self.free != free


class Timetable:
    """The rows of a table by use and day. They must be free of ties (`rates.ties`).

    `words` are words that a use may hold although no row names them.
    """

    def __init__(
        self, rates: Iterable[Rate], bundles: Iterable[Bundle] = (), words: Iterable[str] = ()
    ) -> None:
        self._rows, self._bundles = each_prefix(rates), tuple(bundles)
        self._fors = [row.of for row in self._rows] + [of for each in self._bundles for of in each.of]
        self._words = {
            word: frozenset[str]().union(*(getattr(of, word) for of in self._fors)) for word in WORDS
        }
        self._allowed = frozenset(words)
        self._asked = [
            word for word in CALLED if word != "place" and any(getattr(of, word) for of in self._fors)
        ]
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, row in enumerate(self._rows):
            self._places[row.of.kind, next(iter(row.of.to), "")].append(place)
        self._known: dict[Traffic, tuple[Rate, ...]] = {}
        self._days: dict[tuple[Traffic, int], tuple[Band, ...]] = {}

    def pick(self, traffic: Traffic, at: datetime) -> tuple[Rate, tuple[int, ...]]:
        """Return the row that holds for a use at a moment, and the bundles that make it free.

        Raise MissingFact where no row does or the row says that the material is silent, NotOffered
        where the service is not open, BadUsage where the use is not told clearly enough.
        """
        rate, free, _ = self.hold(traffic, at, 1)
        return usable(rate, traffic), free

    def hold(self, traffic: Traffic, at: datetime, within: int) -> tuple[Rate, tuple[int, ...], int]:
        """Return what `pick` does, and for how many seconds from `at` on it holds, `within` at most.

        A row whose price is missing is returned where a bundle may make the use free.
        """
        second, bands, index = second_of(at), self.day(traffic, at.date()), 0
        while second >= bands[index].end:
            index += 1
        band = bands[index]
        rate, free = band.rate, band.free
        if rate is None or rate.barred or not free:
            rate = usable(rate, traffic)
        if second + within <= band.end:
            return rate, free, within
        return rate, free, self._until_change(traffic, (at.date(), second), within, (rate, free))

    def day(self, traffic: Traffic, day: date) -> tuple[Band, ...]:
        """Return what holds from 0:00 to 24:00 of a day, in order; raise BadUsage."""
        key = (traffic, day.toordinal())
        found = self._days.get(key)
        if found is None:
            found = self._days[key] = tuple(self._bands(traffic, day))
        return found

    def always(self, traffic: Traffic) -> Rate | None:
        """Return the row that holds for a use whenever it is; None where that depends on the moment."""
        rows = self.rows(traffic)
        ofs = [row.of for row in rows] + [of for bundle in self._free(traffic) for of in bundle.of]
        if any(of.times != ALL_DAY or of.days != EVERY_DAY for of in ofs):
            return None
        return _winner(rows)

    def rows(self, traffic: Traffic) -> tuple[Rate, ...]:
        """Return the rows that may hold for a use at some moment; raise BadUsage, MissingFact."""
        found = self._known.get(traffic)
        if found is None:
            self._refuse_unknown(traffic)
            self._refuse_unclear(traffic)
            found = self._known[traffic] = tuple(row for row in self._near(traffic) if row.of.allows(traffic))
        return found

    def _near(self, traffic: Traffic) -> list[Rate]:
        """Return the rows whose prefix the number dialled begins with, in the table's order."""
        starts = (traffic.to[:length] for length in range(len(traffic.to) + 1))
        places = (place for start in starts for place in self._places.get((traffic.kind, start), ()))
        return [self._rows[place] for place in sorted(places)]

    def _until_change(
        self, traffic: Traffic, at: tuple[date, int], within: int, now: tuple[Rate, tuple[int, ...]]
    ) -> int:
        day, second = at
        passed = -second
        while passed < within:
            for band in self.day(traffic, day):
                if band.end + passed > 0 and band.differs(*now):
                    return min(band.start + passed, within)
            passed, day = passed + DAY, day + timedelta(days=1)
        return within

    def _free(self, traffic: Traffic) -> list[Bundle]:
        return [bundle for bundle in self._bundles if bundle.allows(traffic)]

    def _bands(self, traffic: Traffic, day: date) -> Iterator[Band]:
        today = [row for row in self.rows(traffic) if day in row.of.days]
        times = [row.of.times for row in today]
        times += [of.times for bundle in self._free(traffic) for of in bundle.of]
        edges = sorted({0, DAY, *(edge for each in times for span in each.spans for edge in span)})
        for start, end in pairwise(edges):
            free = tuple(i for i, b in enumerate(self._bundles) if b.holds(traffic, day, start))
            yield Band(start, end, _winner(row for row in today if start in row.of.times), free)

    def _refuse_unknown(self, traffic: Traffic) -> None:
        kinds = dict.fromkeys(row.of.kind for row in self._rows)
        if traffic.kind not in kinds:
            priced = "、".join(kinds) or "无"
            raise MissingFact(f"资费表没有写{traffic.kind or '这一类'}的价格（写了的：{priced}），需查证")
        for word, named in self._words.items():
            told = str(getattr(traffic, word))
            known: frozenset[str] = named | CALLED[word].usual | self._allowed
            if told and named and told not in known:
                cure = f"可写：{'、'.join(sorted(known))}"
                raise BadUsage(f"{CALLED[word].name}「{told}」不在资费表里，{cure}")

    def _refuse_unclear(self, traffic: Traffic) -> None:
        """Refuse a use that leaves out words on which a row or a bundle depends."""
        untold = [word for word in self._asked if not getattr(traffic, word)]
        for of in self._fors if untold else ():
            lacking = {word: min(getattr(of, word)) for word in untold if getattr(of, word)}
            if lacking and of.allows(traffic._replace(**lacking)):
                told = "、".join(f"{CALLED[word].name}（例如“{value}”）" for word, value in lacking.items())
                raise BadUsage(f"{traffic}要写明{told}")


def usable(rate: Rate | None, traffic: Traffic) -> Rate:
    """Return a row that has a price; raise MissingFact or NotOffered."""
    if rate is None:
        raise MissingFact(f"资费表没有写{traffic}的价格，需查证")
    if rate.barred:
        raise NotOffered(rate.barred)
    return priced(rate)


def priced(rate: Rate) -> Rate:
    """Return a row whose price is known; raise MissingFact."""
    if rate.missing:
        raise MissingFact(f"资料没有写{rate.missing}，需查证")
    return rate


def _winner(rows: Iterable[Rate]) -> Rate | None:
    winner: Rate | None = None
    for row in rows:
        if winner is None or row.beats(winner):
            winner = row
    return winner
