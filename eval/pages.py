"""What stands on a page, to hold quotes against: as the service serves it, or as pypdf reads the file."""

from __future__ import annotations

import re
import threading
import unicodedata
from pathlib import Path
from typing import Protocol

from eval.client import Service
from eval.reply import Citation

_LEFT_OUT = re.compile(r"[\s•·\u00ad\u200b\ufffe\u2010-\u2015\u2212-]+")


def squeezed(text: str) -> str:
    """Text without white space, hyphens, dashes and bullets: what line breaks cannot change."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFC", text)).lower()


class PageTexts(Protocol):
    """Where the text of pages is had from. Used by many threads at once."""

    def readings(self, report: str, page: int) -> tuple[str, ...] | None:
        """The page's text in each way it was read; None where the report or page is not known."""


class ServedPages:
    """Pages over HTTP; `report` is the report's id. Each page is fetched once."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._held: dict[tuple[str, int], tuple[str, ...]] = {}

    def readings(self, report: str, page: int) -> tuple[str, ...] | None:
        # two threads may fetch the same page at the same time: that costs little and harms nothing
        if (report, page) not in self._held:
            text = self._service.page_text(report, page)
            if text is None:
                return None  # not for good: the service may only have been too busy
            self._held[report, page] = (text,)
        return self._held[report, page]


class PdfPages:
    """Pages of the PDFs in a folder, read by pypdf in two ways; `report` is the file's stem.

    pypdf keeps the order in which a file draws its text. A row of a table that is drawn column by column
    may thus not stand together in either way, and its quote counts as not verbatim: of 200 quotes from
    a real report of 158 pages, one did.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._held: dict[tuple[str, int], tuple[str, ...] | None] = {}

    def readings(self, report: str, page: int) -> tuple[str, ...] | None:
        with self._lock:  # pypdf's readers are not for two threads
            if (report, page) not in self._held:
                self._held[report, page] = self._read(report, page)
            return self._held[report, page]

    def _read(self, report: str, page: int) -> tuple[str, ...] | None:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError

        file = self._folder / f"{report}.pdf"
        if not file.is_file():
            return None
        try:
            pages = PdfReader(file).pages
            if not 1 <= page <= len(pages):
                return ()
            read = pages[page - 1]
            return read.extract_text(), read.extract_text(extraction_mode="layout")
        except (PyPdfError, OSError, ValueError, KeyError):
            return None


def verbatim(citation: Citation, pages: PageTexts, *, by_id: bool) -> bool | None:
    """Does the quote stand on its page, white space and hyphens apart? None where that cannot be told."""
    if citation.page is None:
        return False
    readings = pages.readings(citation.report_id if by_id else citation.report, citation.page)
    if readings is None:
        return None
    quote = squeezed(citation.quote)
    return bool(quote) and any(quote in squeezed(text) for text in readings)
