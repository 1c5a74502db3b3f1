"""What a sitting of practice asks: picked by what is wished for, by what memory says, and by the dice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from random import Random

from trainer.core.memory import Mistake, MistakeFilter
from trainer.core.quiz.bank import Bank, Entry, UnknownQuestion
from trainer.store import memory as log
from trainer.store.database import Store
from trainer.training import memory
from trainer.training.choosing import fresh_first, seen, spread, suits
from trainer.training.prompts import RECALLED, Prompts
from trainer.training.sitting import Task, Wish


class Asking:
    """The questions and phrases of the hall, picked for somebody."""

    def __init__(self, store: Store, bank: Bank, prompts: Prompts) -> None:
        self._store, self._bank, self._prompts = store, bank, prompts
        self._by_rule: dict[str, list[Entry]] = {}
        for entry in bank.entries:
            self._by_rule.setdefault(entry.rule, []).append(entry)

    def can_ask(self, rule: str) -> bool:
        """Tell whether anything is asked for a rule."""
        return rule in self._by_rule or rule in self._prompts.ids

    def tasks(self, person: int, wish: Wish, dice: Random) -> Iterator[Task]:
        """Pick what a person is asked; the dice decide what the wish leaves open."""
        times = Counter(seen(log.reviews(self._store, person)))
        if wish.kind == "错题":
            return self._again(person, wish)
        if wish.kind == "话术":
            return self._phrases(person, wish, times, dice)
        if wish.kind == "今日到期":
            return self._due(person, wish, times, dice)
        wanted = [entry for entry in self._bank.entries if suits(entry, wish)]
        if wish.kind == "突击":
            return self._drawn(self._weakest_first(person, wanted, times, dice), wish.count, dice)
        return self._drawn(fresh_first(wanted, times, dice), wish.count, dice)

    def _again(self, person: int, wish: Wish) -> Iterator[Task]:
        """Ask again what was answered wrong, just as it was asked; each question once."""
        wanted = MistakeFilter(person_id=person, mastered=None if wish.mistakes else False)
        entries = memory.mistakes(self._store, wanted)
        if wish.mistakes:
            entries = [entry for entry in entries if entry.id in wish.mistakes]
        found = {entry.question: entry for entry in reversed(entries)}
        tasks = (self.redrawn(entry) for entry in found.values())
        return iter([task for task in tasks if task is not None][: wish.count])

    def _phrases(self, person: int, wish: Wish, times: Mapping[str, int], dice: Random) -> Iterator[Task]:
        """Ask for the phrases that are due, then for those typed the fewest times."""
        due = [trace.rule for trace in memory.due(self._store, person, self.today())]
        ids = [id for id in self._prompts.ids if wish.rule in ("", id)]
        dice.shuffle(ids)
        ids.sort(key=lambda id: (id not in due, times.get(RECALLED + id, 0)))
        return (self._prompts.prompt(id, dice.getrandbits(32)) for id in ids[: wish.count])

    def _due(self, person: int, wish: Wish, times: Mapping[str, int], dice: Random) -> Iterator[Task]:
        """Ask for what is due, one question of each rule, then for what was never asked."""
        rules = [trace.rule for trace in memory.due(self._store, person, self.today())]
        rules = [rule for rule in rules if self.can_ask(rule)][: wish.count]
        for rule in rules:
            if entries := fresh_first(self._by_rule.get(rule, ()), times, dice):
                yield self._bank.question(entries[0].id, dice.getrandbits(32))
            else:
                yield self._prompts.prompt(rule, dice.getrandbits(32))
        others = [e for e in self._bank.entries if e.rule not in rules]
        yield from self._drawn(fresh_first(others, times, dice), wish.count - len(rules), dice)

    def _weakest_first(
        self, person: int, wanted: Sequence[Entry], times: Mapping[str, int], dice: Random
    ) -> list[Entry]:
        known = {each.rule: each.chance for each in memory.mastery(self._store, person)}
        return sorted(fresh_first(wanted, times, dice), key=lambda entry: known.get(entry.rule, 1.0))

    def _drawn(self, entries: Iterable[Entry], count: int, dice: Random) -> Iterator[Task]:
        """Make the questions, of as many rules as there are before one comes again."""
        for entry in spread(entries, count):
            yield self._bank.question(entry.id, dice.getrandbits(32))

    def redrawn(self, entry: Mistake) -> Task | None:
        """Make a question again as it was; None where it can no longer be asked."""
        if entry.question.startswith(RECALLED):
            return self._prompts.again(entry.question.removeprefix(RECALLED), entry.asked.seed)
        try:
            return self._bank.question(entry.question, entry.asked.seed)
        except UnknownQuestion:
            return None

    def today(self) -> date:
        """Return the day that it is here."""
        return self._store.clock().astimezone().date()
