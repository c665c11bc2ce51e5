"""Citations of one answer, numbered as they are first used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from index.contract import ReportSummary
from ingest.records import Box, Figure, Quote, Statement, StatementKind
from service.links import reader_url
from service.records import Citation


def _rests_on(line: str, figure: Figure, text: str) -> bool:
    """Does `text` use this line of a header: whole, or the unit that stands in it?"""
    unit = figure.printed_unit
    return line in text or (unit is not None and unit in line and unit in text)


_KINDS = {StatementKind.ROW: "table", StatementKind.CARD: "card"}


class Citations:
    """Collects what an answer rests on; the same quote is cited once."""

    def __init__(self, reports: Mapping[str, ReportSummary]) -> None:
        self._reports = reports
        self._made: list[Citation] = []

    @property
    def all(self) -> tuple[Citation, ...]:
        return tuple(self._made)

    def owner(self, report: str) -> str | None:
        """Whose figures a report's are where nothing on the page says it: its unit's or organisation's."""
        return self._reports[report].unit or self._reports[report].organisation

    def statement(self, report: str, statement: Statement, figure: Figure | None = None) -> int:
        """Cite a whole statement: a row, a card, a sentence, a definition; `figure` is the one of its
        figures that is meant."""
        kind = _KINDS.get(statement.kind, "text")
        number = self._cite(report, statement.page, kind, statement.text, statement.boxes, statement.ocr)
        if figure is not None and figure.box is not None and figure.page == statement.page:
            self._point(number, figure.box)
        return number

    def support(self, report: str, figure: Figure, text: str) -> tuple[int, ...]:
        """Cite those lines of a figure's header and unit that hold a number standing in `text`."""
        made = []
        for quote in figure.support:
            lines = quote.text.split("\n")
            for place, line in enumerate(lines):
                if any(char.isdigit() for char in line) and _rests_on(line.strip(), figure, text):
                    boxes = quote.boxes[place : place + 1] if len(quote.boxes) == len(lines) else quote.boxes
                    made.append(self.quote(report, Quote(quote.page, line.strip(), boxes), figure.ocr))
        return tuple(made)

    def quote(self, report: str, quote: Quote, ocr: bool = False) -> int:
        """Cite a piece of a table's header or unit."""
        return self._cite(report, quote.page, "table", quote.text, quote.boxes, ocr)

    def _cite(self, report: str, page: int, kind: str, quote: str, boxes: tuple[Box, ...], ocr: bool) -> int:
        for known in self._made:
            if (known.report, known.page, known.quote) == (report, page, quote):
                return known.id
        number = len(self._made) + 1
        summary = self._reports[report]
        url = reader_url(report, page, boxes, quote)
        self._made.append(
            Citation(number, report, summary.file, summary.title, page, kind, quote, boxes, url, ocr)
        )
        return number

    def _point(self, number: int, cell: Box) -> None:
        """Have a citation say which figure of its quote is meant. Where the box of the whole quote is the
        only one known, it says nothing new."""
        cited = self._made[number - 1]
        if cell in cited.cells or cell in cited.boxes:
            return
        cells = (*cited.cells, cell)
        url = reader_url(cited.report, cited.page, cited.boxes, cited.quote, cells)
        self._made[number - 1] = replace(cited, cells=cells, url=url)
