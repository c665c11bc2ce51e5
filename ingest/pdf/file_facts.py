"""What pypdf knows of a file besides its pages: title, outline, page labels."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import Destination

from ingest.records import Problem

# pypdf warns of every slip in a file that it mends; what matters becomes a problem of the reading.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_MOST_OUTLINE_ITEMS = 5_000


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """An entry of the file's table of contents; `page` counts from 1, None where it leads nowhere."""

    title: str
    page: int | None
    level: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Metadata of a PDF file. `labels` are the page labels the file defines, empty if it defines none."""

    title: str | None
    outline: tuple[OutlineItem, ...]
    labels: tuple[str, ...]
    problems: tuple[Problem, ...]

    def titles(self, page: int) -> tuple[tuple[str, int], ...]:
        """The outline's entries that lead to a page (counted from 1), each with its level."""
        return tuple((item.title, item.level) for item in self.outline if item.page == page)


def file_facts(data: bytes, password: str | None) -> FileFacts:
    """Read a file's metadata; whatever pypdf cannot read becomes a problem, never an error."""
    problems: list[Problem] = []
    title: str | None = None
    outline: tuple[OutlineItem, ...] = ()
    labels: tuple[str, ...] = ()
    try:
        reader = PdfReader(io.BytesIO(data), strict=False, password=password)
        title = _title(reader)
        outline = _outline(reader)
        if "/PageLabels" in reader.root_object:
            labels = tuple(_clean(label) for label in reader.page_labels)
    except Exception as error:  # pypdf raises almost anything on odd files; the text is read without it
        problems.append(
            Problem(
                "metadata_unreadable",
                "Tiedoston otsikkoa tai sisällysluetteloa ei voitu lukea; sivut luettiin silti. "
                f"(The file's metadata could not be read: {type(error).__name__}.)",
            )
        )
    return FileFacts(title, outline, labels, tuple(problems))


def _clean(text: str) -> str:
    """One line of storable text: no controls, no half of a surrogate pair."""
    spaced = " ".join(text.split())
    kept = "".join(letter for letter in spaced if unicodedata.category(letter) != "Cc")
    return unicodedata.normalize("NFC", re.sub("[\ud800-\udfff]", "\ufffd", kept))


def _title(reader: PdfReader) -> str | None:
    metadata = reader.metadata
    title = metadata.title if metadata else None
    return _clean(title) or None if isinstance(title, str) else None


def _outline(reader: PdfReader) -> tuple[OutlineItem, ...]:
    found: list[OutlineItem] = []
    stack: list[tuple[object, int]] = [(reader.outline, 0)]
    while stack and len(found) < _MOST_OUTLINE_ITEMS:
        item, level = stack.pop()
        if isinstance(item, list):
            stack += [(child, level + 1) for child in reversed(item)]
        elif isinstance(item, Destination):
            number = reader.get_destination_page_number(item)
            page = number + 1 if number is not None and number >= 0 else None
            found.append(OutlineItem(_clean(str(item.title)), page, level))
    return tuple(found)
