"""Reading the books of the hall from their files, with every problem at its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter

from trainer.content.books import (
    EDITIONS,
    FORBIDDEN,
    PHRASES,
    PROCEDURES,
    RULES,
    Books,
    BooksDamaged,
    edition_folders,
)
from trainer.content.editionreader import EditionFiles
from trainer.content.entries import Entries
from trainer.core.check import Place, Problem, Trail, near
from trainer.core.library import Forbidden, Library, Phrase, Procedure, Rule
from trainer.core.tariff import Edition


@dataclass(frozen=True, slots=True)
class Opened:
    """The books, and the files that they were read from, those of each edition by its id."""

    books: Books
    library: tuple[Entries, ...]
    editions: dict[str, tuple[Entries, ...]]

    @property
    def pages(self) -> Iterator[Entries]:
        """All files."""
        yield from self.library
        for pages in self.editions.values():
            yield from pages


def read_books(root: Path) -> Books:
    """Read scripts_zh/ and the editions below `root`; raise BooksDamaged with all problems at once."""
    return open_books(root).books


def open_books(root: Path) -> Opened:
    """Read the books and keep their files at hand; raise BooksDamaged with all problems at once."""
    files = _library_files(root)
    library = _library(*files)
    folders = [EditionFiles(root, folder) for folder in edition_folders(root)]
    editions = [(files, files.edition()) for files in folders]
    problems = [problem for file in files for problem in file.problems]
    problems += (problem for folder in folders for page in folder.pages for problem in page.problems)
    if not folders:
        place = Place(EDITIONS, 1, 1)
        problems.append(Problem("Y005", "一个资费版本也没有", "重新安装程序，或从备份里找回", place=place))
    good = sorted(((edition, files) for files, edition in editions if edition), key=_age)
    problems += _doubled_editions(good)
    if problems:
        raise BooksDamaged(problems)
    return Opened(
        Books(library, {edition.id: edition for edition, _ in good}),
        files,
        {edition.id: folder.pages for edition, folder in good},
    )


def _library_files(root: Path) -> tuple[Entries, Entries, Entries, Entries]:
    return (
        Entries(root, PHRASES, ["phrases"]),
        Entries(root, PROCEDURES, ["procedures"]),
        Entries(root, RULES, ["rules"]),
        Entries(root, FORBIDDEN, ["forbidden"]),
    )


def _library(phrases: Entries, procedures: Entries, rules: Entries, forbidden: Entries) -> Library:
    library = Library(
        phrases=phrases.shelf("phrases", Phrase),
        procedures=procedures.shelf("procedures", Procedure),
        rules=rules.shelf("rules", Rule),
        forbidden=forbidden.shelf("forbidden", Forbidden),
    )
    files = (phrases, procedures, rules, forbidden)
    if not any(file.problems for file in files):
        _check_phrases(phrases, library)
        _check_forbidden(forbidden, library)
        _check_doubled(files, library)
    return library


def _age(entry: tuple[Edition, EditionFiles]) -> tuple[date, str]:
    """Return what orders editions: the day they begin (none is the earliest), then the id."""
    return entry[0].valid_from or date.min, entry[0].id


def _doubled_editions(editions: Iterable[tuple[Edition, EditionFiles]]) -> Iterator[Problem]:
    taken: set[str] = set()
    for edition, files in editions:
        if edition.id in taken:
            files.head.tell("D605", f"资费版本「{edition.id}」写了两次", "改一个编号", ("id",))
            yield files.head.problems[-1]
        taken.add(edition.id)


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
