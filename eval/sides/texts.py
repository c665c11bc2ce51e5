"""The text of a report's pages as the usual libraries give it, for what is measured beside Luku."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class Unreadable(ValueError):
    """A report that the plain readers cannot read; the message names the file."""


def find_report(folder: Path, stem: str) -> Path | None:
    """The file of a report in a folder; of several that share a name the PDF."""
    return next((file for end in READERS if (file := folder / f"{stem}{end}").is_file()), None)


def page_texts(file: Path) -> tuple[str, ...]:
    """The text of each page; a Word or text file is one page. Raises `Unreadable`."""
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise Unreadable(f"{file}: only {', '.join(READERS)} are read")
    try:
        return reader(file)
    except Exception as error:  # three libraries, each with errors of its own, some of them undocumented
        raise Unreadable(f"{file}: {type(error).__name__}: {error}") from error


def _pdf(file: Path) -> tuple[str, ...]:
    from pypdf import PdfReader

    return tuple(page.extract_text() for page in PdfReader(file).pages)


def _docx(file: Path) -> tuple[str, ...]:
    from docx import Document
    from docx.table import Table

    lines: list[str] = []
    for item in Document(str(file)).iter_inner_content():
        if isinstance(item, Table):
            lines += [" ".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            lines.append(item.text)
    return ("\n".join(lines),)


def _text(file: Path) -> tuple[str, ...]:
    return (file.read_text(encoding="utf-8-sig"),)


READERS: dict[str, Callable[[Path], tuple[str, ...]]] = {".pdf": _pdf, ".docx": _docx, ".txt": _text}
