"""Practice: what a person sits down to, answers marked and remembered at once, the book of wrong ones.

Everything here runs on the thread of the records. Chance comes in as a seed, time from the store's clock.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

from trainer.core import memory as remembered
from trainer.core.errors import TrainerError
from trainer.core.memory import Mistake, MistakeFilter, Retention, Review
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.marking import mark
from trainer.core.quiz.question import Answer, Question
from trainer.core.quiz.subjects import subject
from trainer.core.quiz.template import Ground
from trainer.core.tariff import Edition
from trainer.settings import Settings
from trainer.store import people as register
from trainer.store.database import Store
from trainer.store.rows import Person
from trainer.training import memory
from trainer.training.admission import Admit
from trainer.training.asking import Asking
from trainer.training.choosing import topics
from trainer.training.hall import Hall
from trainer.training.prompts import Prompts, Sources
from trainer.training.quizzes import open_bank
from trainer.training.recalling import open_phrases
from trainer.training.sitting import (
    Done,
    Front,
    Named,
    Prompt,
    Sitting,
    Summary,
    Task,
    Touched,
    Wish,
    Wrong,
    asked_of,
    key_in_words,
)

AT_BEST: Final = 0.7
"""What memory makes at best of an answer that is not all right: remembered, but hard."""


NOBODY: Final = memory.Standing((), 0, (), (), Retention(0, 0))
"""How a stranger stands."""


class NothingToPractise(TrainerError):
    """Nothing can be asked that was wished for: why, and what else there is."""


class Practice:
    """The questions and phrases of the hall, and the memory of those who practise."""

    def __init__(self, store: Store, bank: Bank, prompts: Prompts, title: Callable[[str], str]) -> None:
        """`title` says in Chinese what a rule is called.

        Set afterwards, where they are others than the usual: `retention` (in hundredths), and `admit`.
        """
        self._store, self._bank, self._prompts = store, bank, prompts
        self.title = title
        self.retention = Settings().retention
        self.admit: Admit = _anybody
        self._topics = tuple(topics(bank, title))
        self._asking = Asking(store, bank, prompts)

    @property
    def edition(self) -> Edition:
        """The edition that the questions are of."""
        return self._bank.ground.edition

    @property
    def sources(self) -> Sources:
        """Where papers and phrases of an assessment are taken from."""
        return Sources(self._bank, self._prompts)

    def front(self, name: str) -> Front:
        """Tell a person what there is to practise, and how they stand; a stranger has only begun."""
        person = self._known(name)
        if person is None:
            return self._front(register.proper_name(name), (), 0, NOBODY)
        known = memory.standing(self._store, person.id)
        book = memory.mistakes(self._store, MistakeFilter(person_id=person.id, mastered=False))
        return self._front(person.name, [trace.rule for trace in known.due], len(book), known)

    def _front(self, name: str, due: Collection[str], wrong: int, known: memory.Standing) -> Front:
        return Front(
            name,
            sum(self._asking.can_ask(rule) for rule in due),
            wrong,
            len(self._prompts.ids),
            sum(rule in self._prompts.ids for rule in due),
            known.streak,
            tuple((self.title(each.rule), each) for each in known.weakest),
            tuple(self.title(each.rule) for each in known.leeches),
            known.retention,
            len(self._bank.entries),
            self._topics,
        )

    def begin(self, name: str, wish: Wish, seed: int | None = None) -> Sitting:
        """Sit down to what is wished for; raise NothingToPractise or NameRefused."""
        person = self._person(name)
        dice = Random(secrets.randbits(48) if seed is None else seed)
        tasks = tuple(self._asking.tasks(person.id, wish, dice))
        if not tasks:
            raise NothingToPractise(_NOTHING.get(wish.kind, "没有符合条件的题目。请放宽条件再试。"))
        return Sitting(person.id, wish, tasks, self._words(tasks))

    def _words(self, tasks: Iterable[Task]) -> dict[str, str]:
        """Say in Chinese what the tasks name by id: their rules, and the readings that they rest on."""
        known = self.edition.assumptions
        named = {id for task in tasks if isinstance(task, Question) for id in task.assumptions}
        titles = {task.rule: self.title(task.rule) for task in tasks}
        return titles | {id: known[id].text for id in named if id in known}

    def answer(self, sitting: Sitting, answer: Answer) -> Sitting:
        """Mark the answer to what is asked now; it is remembered and on the disk when this returns.

        Raise a TrainerError for what is no answer, a StoreError when it could not be recorded; either way
        nothing has changed.
        """
        task = sitting.task
        assert task is not None, "a sitting that is over asks nothing"
        done = self._prompts.mark(task, answer) if isinstance(task, Prompt) else self._mark(task, answer)
        self._remember(sitting, done)
        return sitting.then(done)

    def undo(self, sitting: Sitting) -> Sitting:
        """Take the last answer back, so that it is asked again; the log keeps both."""
        if not sitting.done:
            return sitting
        memory.undo_last(self._store, sitting.person_id)
        return sitting.back()

    def summary(self, sitting: Sitting) -> Summary:
        """Tell how a sitting went, and what is next."""
        known = {each.rule: each for each in memory.mastery(self._store, sitting.person_id)}
        asked = Counter(done.task.rule for done in sitting.done)
        right = Counter(done.task.rule for done in sitting.done if done.right)
        slips = Counter(named for done in sitting.done for named in done.mistakes)
        touched = (
            Touched(rule, self.title(rule), right[rule], times, known.get(rule))
            for rule, times in asked.items()
        )
        due = memory.due(self._store, sitting.person_id, self._asking.today())
        later = [each.due for each in known.values() if each.rule not in {trace.rule for trace in due}]
        return Summary(
            sitting.right,
            len(sitting.done),
            tuple(slips.most_common()),
            tuple(touched),
            sum(self._asking.can_ask(trace.rule) for trace in due),
            min(later, default=None),
        )

    def book(self, name: str, *, put_away: bool | None = False) -> list[Wrong]:
        """List a person's wrong answers, the latest first; `put_away` None lists all of them."""
        person = self._known(name)
        if person is None:
            return []
        wanted = MistakeFilter(person_id=person.id, archived=put_away)
        return [self._wrong(entry) for entry in memory.mistakes(self._store, wanted)]

    def put_away(self, ids: Collection[int], *, back: bool = False) -> None:
        """Put entries of the book away, or bring them back."""
        memory.put_away(self._store, ids, back=back)

    def export(self, path: Path, entries: Sequence[Wrong]) -> Path:
        """Write entries of the book as CSV; raise MistakesNotWritten."""
        words = {wrong.entry.rule: wrong.title for wrong in entries}
        words |= {wrong.named.id: wrong.named.name for wrong in entries if wrong.named}
        return memory.write_mistakes(path, [wrong.entry for wrong in entries], words)

    def _known(self, name: str) -> Person | None:
        """Find a person who may train now; raise NotAllowed."""
        wanted = register.proper_name(name)
        found = next((each for each in register.people(self._store) if each.name == wanted), None)
        if found:
            self.admit(found.id)
        return found

    def _person(self, name: str) -> Person:
        """Return the person of this name, enrolled now if new."""
        return self._known(name) or register.add_person(self._store, name)

    # What is answered

    def _mark(self, question: Question, answer: Answer) -> Done:
        marked = mark(question, answer)
        named = tuple(self._named(id) for id in marked.mistakes)
        return Done(question, answer, float(marked.score), marked.right, named, marked.told)

    def _remember(self, sitting: Sitting, done: Done) -> None:
        task, now = done.task, self._store.clock()
        slip = done.mistakes[0].id if done.mistakes and not done.right else ""
        source: remembered.Source = "recall" if isinstance(task, Prompt) else "quiz"
        score = done.score if done.right else min(done.score, AT_BEST)
        review = Review(now, task.rule, score, source, task.id, slip)
        if sitting.wish.kind == "突击":
            memory.cram(self._store, sitting.person_id, [review], asked_of(done.task, done.answer))
        else:
            memory.remember(
                self._store,
                sitting.person_id,
                [review],
                asked_of(done.task, done.answer),
                self.retention / 100,
            )

    def _wrong(self, entry: Mistake) -> Wrong:
        task = self._asking.redrawn(entry)
        named = self._named(entry.mistake) if entry.mistake else None
        return Wrong(entry, task, self.title(entry.rule), named, key_in_words(task) if task else "")

    def _named(self, id: str) -> Named:
        """Return what a mistake is called, and what is said of it."""
        if found := self._bank.mistakes.get(id):
            return Named(id, found.name, found.told)
        return self._prompts.named(id) or Named(id, id, "")


_NOTHING = {
    "错题": "错题本里没有要再练的题。答错的题会自动记进来。",
    "话术": "没有可以默写的话术。",
}


def open_practice(hall: Hall, content: Path) -> Practice:
    """Make the questions and phrases of the hall's books in force ready; raise BooksDamaged."""
    books = hall.shelf.books
    bank, prompts = open_bank(books), Prompts(open_phrases(content, books))
    practice = Practice(hall.store, bank, prompts, title_of(bank.ground))
    practice.retention = hall.retention
    return practice


def _anybody(_person_id: int) -> None:
    pass


def title_of(ground: Ground) -> Callable[[str], str]:
    """Return what says the title of a rule."""
    return lru_cache(maxsize=None)(lambda rule: subject(ground, rule).title)
