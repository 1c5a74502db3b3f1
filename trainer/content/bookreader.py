"""Reading the books of the hall from their files, with every problem at its place."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path, PurePath
from string import Formatter

from trainer.content.books import EDITION, FORBIDDEN, PHRASES, PROCEDURES, RULES, Books, BooksDamaged
from trainer.content.entries import Entries
from trainer.core.check import Trail, near
from trainer.core.library import Forbidden, Library, Phrase, Procedure, Rule
from trainer.core.rules import PapersRule
from trainer.core.tariff import Assumption, Edition, Hotline, Opening, Rent, RentRule

_EDITION_KEYS = (
    "id",
    "title",
    "valid_from",
    "valid_to",
    "material",
    "hotline",
    "openings",
    "rent",
    "rents",
    "papers",
    "assumptions",
)


def read_books(root: Path) -> Books:
    """Read scripts_zh/ and the edition below `root`; raise BooksDamaged with all problems at once."""
    phrases = Entries(root, PHRASES, ["phrases"])
    procedures = Entries(root, PROCEDURES, ["procedures"])
    rules = Entries(root, RULES, ["rules"])
    forbidden = Entries(root, FORBIDDEN, ["forbidden"])
    tables = Entries(root, EDITION, _EDITION_KEYS)
    library = Library(
        phrases=phrases.shelf("phrases", Phrase),
        procedures=procedures.shelf("procedures", Procedure),
        rules=rules.shelf("rules", Rule),
        forbidden=forbidden.shelf("forbidden", Forbidden),
    )
    edition = _edition(tables)
    files = (phrases, procedures, rules, forbidden, tables)
    if not any(file.problems for file in files):
        _check_phrases(phrases, library)
        _check_forbidden(forbidden, library)
        _check_doubled(files, library)
    problems = [problem for file in files for problem in file.problems]
    if problems or edition is None:
        raise BooksDamaged(problems)
    return Books(library, edition)


def _edition(file: Entries) -> Edition | None:
    """Return the edition of tariffs and rules; None where something is wrong with it."""
    hotline, rent = file.one("hotline", Hotline), file.one("rent", RentRule)
    openings = file.shelf("openings", Opening, "brand")
    rents = file.shelf("rents", Rent, "brand")
    papers = file.shelf("papers", PapersRule)
    assumptions = file.shelf("assumptions", Assumption)
    material = file.text("material")
    if material != PurePath(material).name:
        file.tell("Y006", "「material」要写 assets/material/ 里的文件名", "不要写文件夹", ("material",))
    for index, id in enumerate(rent.assumptions if rent else ()):
        if id not in assumptions:
            cure = near(id, assumptions) or "在 assumptions 里补上"
            file.tell("U208", f"没有编号为「{id}」的假设", cure, ("rent", "assumptions", index))
    if rent and rent.divisor < 1:
        file.tell("F104", "「divisor」数字太小", "最小 1", ("rent", "divisor"))
    id, title = file.text("id"), file.text("title")
    valid_from, valid_to = _day(file, "valid_from"), _day(file, "valid_to")
    if file.problems or hotline is None or rent is None:
        return None
    return Edition(
        id,
        title,
        valid_from,
        valid_to,
        material,
        hotline,
        openings,
        rent,
        rents,
        tuple(papers.values()),
        assumptions,
    )


def _day(file: Entries, key: str) -> date | None:
    value = file.top.get(key)
    try:
        return None if value is None else date.fromisoformat(str(value))
    except ValueError:
        file.tell("F106", f"「{key}」没有这一天", "写成 2004-07-07 这样，或写 null", (key,))
        return None


def _check_phrases(file: Entries, library: Library) -> None:
    """Tell of phrases whose step is unknown, or whose blanks are more than names in braces."""
    for index, phrase in enumerate(library.phrases.values()):
        here = ("phrases", index)
        if phrase.step is not None and phrase.step not in library.steps:
            cure = near(phrase.step, library.steps) or "步骤编号见 scripts_zh/procedures.yaml"
            file.tell("U208", f"没有步骤「{phrase.step}」", cure, (*here, "step"))
        if not _plain_blanks(phrase.spoken):
            cure = "空格写成花括号里一个词，如 {金额}"
            file.tell("F108", f"话术 {phrase.id} 的空格写法不对", cure, (*here, "spoken"))


def _plain_blanks(spoken: str) -> bool:
    try:
        blanks = [part[1:] for part in Formatter().parse(spoken) if part[1] is not None]
    except ValueError:
        return False
    return all(name and name.isidentifier() and not form and not turn for name, form, turn in blanks)


def _check_forbidden(file: Entries, library: Library) -> None:
    """Tell of forbidden phrases that name unknown rules or phrases, or that any sentence contains."""
    for index, entry in enumerate(library.forbidden.values()):
        here = ("forbidden", index)
        if not all(entry.words):
            file.tell("F104", f"禁语 {entry.id} 里有空的词", "删去空词", (*here, "words"))
        if entry.breaks not in library.ids:
            cure = near(entry.breaks, library.ids) or "编号见 scripts_zh/rules.yaml"
            file.tell("U208", f"没有规则「{entry.breaks}」", cure, (*here, "breaks"))
        if entry.instead is not None and entry.instead not in library.phrases:
            cure = near(entry.instead, library.phrases) or "话术编号见 scripts_zh/phrases.yaml"
            file.tell("U208", f"没有话术「{entry.instead}」", cure, (*here, "instead"))


def _check_doubled(files: Iterable[Entries], library: Library) -> None:
    """Tell of ids that two entries use: a scenario could not say which is meant."""
    taken = set[str]()
    for file in files:
        for id, path in _ids(file, library):
            if id in taken:
                file.tell("D605", f"编号「{id}」别处已经用了", "改一个编号", (*path, "id"))
            taken.add(id)


def _ids(file: Entries, library: Library) -> Iterator[tuple[str, Trail]]:
    """Yield every id that a file gives, with its path."""
    if "phrases" in file.top:
        yield from ((id, ("phrases", i)) for i, id in enumerate(library.phrases))
    if "rules" in file.top:
        yield from ((id, ("rules", i)) for i, id in enumerate(library.rules))
    if "forbidden" in file.top:
        yield from ((id, ("forbidden", i)) for i, id in enumerate(library.forbidden))
    if "procedures" in file.top:
        for i, procedure in enumerate(library.procedures.values()):
            yield procedure.id, ("procedures", i)
            yield from ((step.id, ("procedures", i, "steps", j)) for j, step in enumerate(procedure.steps))
