"""Which reader a file belongs to: told by its content first, by its name only where content says nothing."""

from __future__ import annotations

from pathlib import Path

from ingest.html import looks_like_html, read_html
from ingest.office import is_office, looks_like_office, read_office
from ingest.records import Reading
from ingest.text import read_plain_text

FORMATS = (".pdf", ".docx", ".pptx", ".xlsx", ".html", ".htm", ".txt")


def is_pdf(data: bytes, file: str) -> bool:
    """Whether a file is a PDF, or claims to be one and is nothing else that can be read."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return True
    return Path(file).suffix.lower() == ".pdf" and not is_office(data) and not looks_like_html(data)


def read_other(data: bytes, file: str) -> Reading | None:
    """Read a file that is no PDF; None for a format that is not known."""
    ending = Path(file).suffix.lower()
    if looks_like_office(data) or ending in (".docx", ".pptx", ".xlsx"):
        return read_office(data, file)
    if ending in (".html", ".htm") or looks_like_html(data):
        return read_html(data, file)
    if ending == ".txt":
        return Reading(read_plain_text(data, file))
    return None
