"""Documents to files: a page, a PDF, many PDFs at once; told how far it is, and stopped at wish.

Workbooks are written by `xlsx`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from trainer.reports.document import Document
from trainer.reports.files import write_all, write_whole
from trainer.reports.progress import Progress, unwatched
from trainer.reports.telling import file_name


class Watched(Protocol):
    """Is told how many pages are done, of how many; False stops the printing."""

    def __call__(self, done: int, pages: int, /) -> bool:
        """Tell whether to go on."""
        ...


class PrintsWatched(Protocol):
    """A press that tells how far it is (see `pdf`)."""

    def pdf(self, document: Document, told: Watched) -> bytes:
        """Return the document as PDF."""
        ...


def save_html(document: Document, path: Path) -> Path:
    """Write one page for a browser, the charts inside; raise NotWritten."""
    return write_whole(path, document.web.encode())


def save_pdf(document: Document, path: Path, press: PrintsWatched, progress: Progress = unwatched) -> Path:
    """Write one PDF; `progress` counts pages; raise NotWritten, or what `progress` raises."""
    return write_whole(path, press.pdf(document, _told(progress)))


def save_pdfs(
    documents: Sequence[Document], folder: Path, press: PrintsWatched, progress: Progress = unwatched
) -> list[Path]:
    """Write a PDF for each document into a folder, none before the last is ready; `progress` counts them.

    The documents' titles name the files; raise NotWritten, or what `progress` raises.
    """
    names = list(_names(document.title for document in documents))

    def ready() -> Iterator[tuple[Path, bytes]]:
        for number, (name, document) in enumerate(zip(names, documents, strict=True)):
            progress(number, len(documents))
            yield folder / name, press.pdf(document, _on)
        progress(len(documents), len(documents))

    return write_all(ready())


def _names(titles: Iterable[str]) -> Iterator[str]:
    """Yield a file's name for each title; the second of the same name gets a number."""
    seen: dict[str, int] = {}
    for title in titles:
        parts = title.split(" · ")
        name = file_name(parts, "pdf")
        seen[name] = times = seen.get(name, 0) + 1
        yield name if times == 1 else file_name((f"{times}", *parts), "pdf")


def _told(progress: Progress) -> Watched:
    def told(done: int, pages: int, /) -> bool:
        progress(done, pages)
        return True

    return told


def _on(_done: int, _pages: int, /) -> bool:
    return True
