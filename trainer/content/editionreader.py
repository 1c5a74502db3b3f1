"""Reading an edition from the files of its folder, with every problem at its place."""

from collections.abc import Iterable
from pathlib import Path, PurePath
from string import Formatter
from typing import Any

from trainer.content.books import CLAUSES, HEAD, PLANS
from trainer.content.entries import Entries
from trainer.content.files import relative_name
from trainer.content.planreader import read_plans
from trainer.content.tableschema import TermsText
from trainer.content.tableterms import Around, with_terms
from trainer.core.clauses import Clause, Service
from trainer.core.papers import PapersRule
from trainer.core.tariff import Assumption, Edition, Fact, Hotline, Limit, Opening, Plan

_TERMS = tuple(TermsText.model_fields)
_HEAD_KEYS = ("id", "title", "valid_from", "valid_to", "material", "hotline", *_TERMS, "assumptions")
_RULES_KEYS = ("openings", "limits", "facts", "papers", "services", "clauses")
_REFERENCES = ("U208", "U209")
"""What cannot be told while the head of the edition is broken."""

_BLANKS = {"service", "plan", "plan_from", "feature", "place"}
"""The words in braces that a reason may hold."""


class EditionFiles:
    """The files of one edition, opened."""

    def __init__(self, root: Path, folder: Path) -> None:
        home = relative_name(root, folder)
        self.head = Entries(root, f"{home}/{HEAD}", _HEAD_KEYS)
        self.plans = Entries(root, f"{home}/{PLANS}", ["plans"])
        self.rules = Entries(root, f"{home}/{CLAUSES}", _RULES_KEYS)

    @property
    def pages(self) -> tuple[Entries, ...]:
        """All of them."""
        return (self.head, self.plans, self.rules)

    def edition(self) -> Edition | None:
        """Return the edition; None where something is wrong, which the pages then tell."""
        head, rules = self.head, self.rules
        assumptions = head.shelf("assumptions", Assumption)
        around = self._around(assumptions)
        plans = read_plans(self.plans, around)
        if head.problems:  # what they refer to may well be there, once that is put right
            self.plans.problems[:] = [each for each in self.plans.problems if each.code not in _REFERENCES]
        hotline, material = head.one("hotline", Hotline), _material(head)
        id, title = head.text("id"), head.text("title")
        first, last = head.day("valid_from"), head.day("valid_to")
        if first and last and first > last:
            head.tell("F106", "「valid_from」在「valid_to」之后", "改成真正的有效期", ("valid_from",))
        openings = rules.shelf("openings", Opening, "brand")
        limits, facts = rules.shelf("limits", Limit), rules.shelf("facts", Fact)
        papers, services = rules.shelf("papers", PapersRule), rules.shelf("services", Service)
        clauses = rules.shelf("clauses", Clause)
        if not any(page.problems for page in self.pages):
            _check_rules(rules, (papers, services, clauses), (plans, openings, assumptions))
        if hotline is None or any(page.problems for page in self.pages):
            return None
        return Edition(
            id=id,
            title=title,
            valid_from=first,
            valid_to=last,
            material=material,
            hotline=hotline,
            plans=plans,
            openings=openings,
            limits=tuple(limits.values()),
            facts=facts,
            papers=tuple(papers.values()),
            services=services,
            clauses=tuple(clauses.values()),
            assumptions=assumptions,
        )

    def _around(self, assumptions: dict[str, Assumption]) -> Around:
        """Return what all plans may refer to."""
        around = Around(assumptions=assumptions, cells={})
        raw = {key: self.head.top[key] for key in _TERMS if key in self.head.top}
        text = self.head.head(raw, TermsText, (), {}) if self.head.top else None
        return with_terms(self.head, text, (), around) if text else around


def _material(file: Entries) -> str:
    material = file.text("material")
    if material != PurePath(material).name:
        file.tell("Y006", "「material」要写 assets/material/ 里的文件名", "不要写文件夹", ("material",))
    return material


_Acceptance = tuple[dict[str, PapersRule], dict[str, Service], dict[str, Clause]]
_Known = tuple[dict[str, Plan], dict[str, Opening], dict[str, Assumption]]


def _check_rules(file: Entries, rules: _Acceptance, tables: _Known) -> None:
    """Tell of rules that name what is not there; every entry has been read."""
    papers, services, clauses = rules
    cases = {word for rule in papers.values() for word in (rule.id, rule.case)}
    plans, names = _plan_words(tables), _service_words(services.values())
    for at, rule in _placed("papers", papers):
        file.known(sorted(rule.plans), plans, "套餐", (*at, "plans"))
    for at, service in _placed("services", services):
        file.known(service.papers, cases, "证件规则", (*at, "papers"))
    known = {
        **dict.fromkeys(("plans", "not_plans", "plans_from", "not_from"), (plans, "套餐")),
        "services": (names, "业务"),
        "cases": (cases, "证件规则"),
        "unless": (set(clauses), "条文"),
        "assumes": (set(tables[2]), "假定"),
    }
    for at, clause in _placed("clauses", clauses):
        for key, (words, what) in known.items():
            file.known(sorted(getattr(clause, key)), words, what, (*at, key))
        _check_clause(file, clause, at)


def _placed(key: str, entries: dict[str, Any]) -> Iterable[tuple[tuple[str | int, ...], Any]]:
    """Yield the entries of a list that is right, with their places."""
    yield from (((key, index), entry) for index, entry in enumerate(entries.values()))


def _check_clause(file: Entries, clause: Clause, at: tuple[str | int, ...]) -> None:
    if not all(1 <= day <= 31 for day in clause.days):
        file.tell("F104", "「days」要写一个月里的日子", "从 1 到 31", (*at, "days"))
    if clause.first and clause.last and clause.first > clause.last:
        file.tell("F106", "「first」在「last」之后", "first 写在前的一天，last 写在后的一天", (*at, "first"))
    if not _only_blanks(clause.reason):
        cure = f"花括号里只能写 {'、'.join(sorted(_BLANKS))}"
        file.tell("F108", f"条文 {clause.id} 的空格写法不对", cure, (*at, "reason"))


def _only_blanks(text: str) -> bool:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return False
    return all(name is None or (name in _BLANKS and not form and not turn) for _, name, form, turn in parts)


def _plan_words(tables: _Known) -> set[str]:
    """Return every word that may stand for a plan: ids, names, aliases, families, and brands with a fee."""
    words = {word for plan in tables[0].values() for word in (plan.id, plan.name, plan.family, *plan.aliases)}
    return words | set(tables[1])


def _service_words(services: Iterable[Service]) -> set[str]:
    return {word for service in services for word in (service.id, service.name, *service.aliases)}
