"""Questions on one passage of the material: a detail of it, a changed word, the only true version, a gap.

A table of a topic says what is asked; the print decides: every key is found once more in the quotations.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.core.library import Rule
from trainer.core.quiz.hall.reread import borne_out, joined
from trainer.core.quiz.hall.shown import name, passage
from trainer.core.quiz.question import UNWRITTEN, Key, Skill
from trainer.core.quiz.template import Case, Draft, Ground, Template

Slip = tuple[str, str]
"""A wrong text and the mistake that leads to it."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One detail of a rule: `asked` for, the `answer`, and where the print has it (one group)."""

    asked: str
    answer: str
    printed: str
    wrong: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Words of a rule exchanged: the mistake that reads it so."""

    old: str
    new: str
    mistake: str


@dataclass(frozen=True, slots=True)
class Open:
    """What a rule leaves open: `asked` for, with answers that somebody might make up.

    `told` are words of the rule's own note on what is open.
    """

    asked: str
    told: str
    wrong: tuple[Slip, ...]


Details = Mapping[str, Sequence[Detail]]
Changes = Mapping[str, Sequence[Change]]
Opens = Mapping[str, Sequence[Open]]


@dataclass(frozen=True, slots=True)
class Topic:
    """What templates on passages are made for; `head` says what a statement of a rule begins with."""

    id: str
    skill: Skill
    head: Callable[[Rule], str]


def _rows(ground: Ground, table: Mapping[str, Sequence[object]], first: int = 0) -> Iterator[Case]:
    """Yield rule and row of a table, as far as the library has the rule; from row `first` on."""
    for id, rows in table.items():
        if id in ground.library.rules:
            yield from ((id, number) for number in range(first, len(rows)))


def _print_of(ground: Ground, case: Case) -> str:
    return joined(ground.library.rules[name(case)].sources)


def _told(rule: Rule) -> tuple[str, ...]:
    """Return what the material says, and what it leaves open."""
    lines = (f"资料：{passage(rule.text)}",)
    return (*lines, passage(f"没有写的：{rule.open}")) if rule.open else lines


def _draft(rule: Rule, stem: str, right: str, wrong: Sequence[Slip], difficulty: int = 0) -> Draft:
    return Draft(
        stem=stem,
        rule=rule.id,
        right=(right,),
        wrong=tuple(wrong),
        explanation=_told(rule),
        sources=rule.sources,
        facts=(rule.id,),
        difficulty=difficulty,
    )


def _now_and_then(row: Detail) -> bool:
    """Tell whether "not written" is among the wrong answers: else it would be right wherever it stands."""
    return len(row.wrong) < 3 or len(row.asked) % 2 == 0


def details(topic: Topic, table: Details) -> Template:
    """Make the template that asks for details."""

    def ask(ground: Ground, case: Case) -> Draft:
        rule, row = ground.library.rules[name(case)], table[name(case)][int(case[1])]
        unseen = ((UNWRITTEN, "written-unseen"),) if _now_and_then(row) else ()
        return _draft(rule, row.asked, row.answer, (*row.wrong, *unseen))

    def again(ground: Ground, case: Case) -> Key:
        found = re.search(table[name(case)][int(case[1])].printed, _print_of(ground, case))
        return found.group(1).replace("/", "÷") if found else ""

    def cases(ground: Ground) -> Iterator[Case]:
        return _rows(ground, table)

    return Template(f"{topic.id}.detail", "规定里的一处", "单选", topic.skill, 2, cases, ask, again)


def _changed(topic: Topic, rule: Rule, change: Change | None) -> str:
    """Return the statement of a rule, true or with a change."""
    text = rule.text.replace(change.old, change.new) if change else rule.text
    return topic.head(rule) + passage(text)


def judgements(topic: Topic, table: Changes) -> Template:
    """Make the template that shows a rule as it is printed or changed, to be judged; row 0 is the print."""

    def cases(ground: Ground) -> Iterator[Case]:
        for id, rows in table.items():
            if id in ground.library.rules:
                yield from ((id, number) for number in range(len(rows) + 1))

    def ask(ground: Ground, case: Case) -> Draft:
        rule, row = ground.library.rules[name(case)], int(case[1])
        change = table[rule.id][row - 1] if row else None
        right, other = ("错", "对") if change else ("对", "错")
        mistake = change.mistake if change else "true-doubted"
        return _draft(rule, _changed(topic, rule, change), right, [(other, mistake)])

    def again(ground: Ground, case: Case) -> Key:
        """Look whether all that is said stands in the print."""
        rule = ground.library.rules[name(case)]
        said = ask(ground, case).stem.removeprefix(topic.head(rule))
        return "对" if borne_out(said, _print_of(ground, case)) else "错"

    return Template(f"{topic.id}.judge", "规定有没有说错", "判断", topic.skill, 2, cases, ask, again)


def versions(topic: Topic, table: Changes) -> Template:
    """Make the template that shows a rule among changed versions of itself."""

    def cases(ground: Ground) -> Iterator[Case]:
        return ((id,) for id, rows in table.items() if len(rows) > 1 and id in ground.library.rules)

    def ask(ground: Ground, case: Case) -> Draft:
        rule = ground.library.rules[name(case)]
        wrong = [(passage(rule.text.replace(c.old, c.new)), c.mistake) for c in table[rule.id]]
        head = topic.head(rule).rstrip("：，")
        return _draft(rule, f"{head}，哪一种说法和资料一致？", passage(rule.text), wrong, 3)

    def again(ground: Ground, case: Case) -> Key:
        """Return the only version that the print bears out."""
        draft, printed = ask(ground, case), _print_of(ground, case)
        shown = (*(text for text, _ in draft.wrong), *draft.right)
        true = [text for text in shown if borne_out(text, printed)]
        return true[0] if len(true) == 1 else ""

    return Template(f"{topic.id}.version", "哪一种说法对", "单选", topic.skill, 3, cases, ask, again)


def gaps(topic: Topic, table: Opens) -> Template:
    """Make the template that asks for what the material leaves open."""

    def cases(ground: Ground) -> Iterator[Case]:
        return _rows(ground, table)

    def ask(ground: Ground, case: Case) -> Draft:
        rule, row = ground.library.rules[name(case)], table[name(case)][int(case[1])]
        return _draft(rule, row.asked, UNWRITTEN, row.wrong, 3)

    def again(ground: Ground, case: Case) -> Key:
        """Look that the note calls it open, and that the print has none of the answers."""
        rule, row = ground.library.rules[name(case)], table[name(case)][int(case[1])]
        printed = _print_of(ground, case)
        open = row.told in rule.open and not any(text in printed for text, _ in row.wrong)
        return UNWRITTEN if open else ""

    return Template(f"{topic.id}.open", "资料没有写的", "单选", topic.skill, 3, cases, ask, again)
