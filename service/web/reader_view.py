"""The reader: a page of a report as it is, with what was cited marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from index.contract import Library, ReportSummary
from ingest.errors import LukuError
from ingest.records import Box, Page, Statement, StatementKind, Table
from service.links import page_picture_url
from service.page_image import can_draw, has_pictures
from service.records import Language
from service.running import RunningService
from service.table_routes import table_file_url
from service.web.languages import asked_language, language_of
from service.web.reader_marks import Marks, marked_statements, read_marks
from service.web.reader_text import Part, Piece, page_parts, pieces
from service.web.render import render
from service.web.snippets import CELL_GAP, spaced
from service.wording import named, number_text

ZOOMS = (100, 150, 200, 300)
"""Per cent of the room that the page's picture has."""
WIDTHS = (700, 1000, 1400, 2000, 3000)
"""Pixels of the pictures that a browser chooses from."""
PLAIN_WIDTH = 1000
MOST_QUOTES = 3
"""Of what is marked so many statements are told above the page."""
_ROOM_POINTS = 1.5
_GAP = re.compile(r"\s{2,}")
"""Between the cells of a row that is quoted."""

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A mark on the page's picture, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: addresses for a browser to choose from, its size in points, what is marked on it."""

    src: str
    srcset: str
    width: float
    height: float
    quotes: tuple[Rectangle, ...]
    figures: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """A figure that an address points at: what it is and its number, as printed."""

    what: str
    number: str


@dataclass(frozen=True, slots=True)
class TableFiles:
    """A table of the page with the addresses of its files."""

    title: str
    csv: str
    xlsx: str


@dataclass(frozen=True, slots=True)
class Reader:
    """All that the reader shows of one page."""

    report: ReportSummary
    page: Page
    parts: tuple[Part, ...]
    picture: Picture | None
    next_srcset: str | None
    marks: Marks
    quotes: tuple[tuple[Piece, ...], ...]
    quotes_left: int
    meant: tuple[Meant, ...]
    quote_missing: bool
    tables: tuple[TableFiles, ...]
    original: str
    problems: tuple[str, ...]


async def read_page(
    request: Request,
    service: RunningService,
    report: str,
    page: int,
    cite: str = "",
    at: str = "",
    quote: str = "",
    zoom: int = ZOOMS[0],
) -> HTMLResponse:
    """The reader's page. Raises `LukuError`: report_not_found, page_not_found."""
    language = language_of(request)
    marks = read_marks(cite, at, quote)
    reader = await service.run(open_reader, service.library, report, page, marks, language)
    asked = asked_language(request)
    return render(
        request,
        "reader.html",
        language,
        reader=reader,
        zoom=min(ZOOMS, key=lambda one: abs(one - zoom)),
        zooms=ZOOMS,
        kept={"cite": cite or None, "at": at or None, "quote": quote or None},
        asked_language=asked.value if asked else None,
    )


def open_reader(library: Library, report: str, page: int, marks: Marks, language: Language) -> Reader:
    """A page of a report with what the address marks on it."""
    summary = library.report(report)
    shown = library.page(report, page)
    tables = library.tables(report, page)
    statements = library.statements(report, page)
    drawn = _is_drawn(library, summary, page)
    meant = marked_statements(marks, statements)
    parts = page_parts(shown, tables, statements, marks)
    original = f"/api/v1/reports/{report}/file"
    return Reader(
        report=summary,
        page=shown,
        parts=parts,
        picture=_picture(summary, shown, marks) if drawn else None,
        next_srcset=_srcset(summary, page + 1) if drawn and page < summary.pages else None,
        marks=marks,
        quotes=_quotes(meant, marks),
        meant=tuple(_figures_meant(meant, marks, language))[:MOST_QUOTES],
        quotes_left=max(0, len(meant) - MOST_QUOTES),
        quote_missing=bool(marks.quote) and not any(part.marked for part in parts),
        tables=tuple(_files(report, table, language) for table in tables),
        original=f"{original}#page={page}" if has_pictures(summary.file) else original,
        problems=tuple(one.message for one in summary.problems if one.page == page),
    )


def _is_drawn(library: Library, report: ReportSummary, page: int) -> bool:
    if not has_pictures(report.file):
        return False
    try:
        return can_draw(library.original(report.id), page)
    except LukuError:  # the original is missing: its text can still be read
        return False


def _picture(report: ReportSummary, page: Page, marks: Marks) -> Picture:
    return Picture(
        src=page_picture_url(report.id, page.page, PLAIN_WIDTH, sha256=report.sha256),
        srcset=_srcset(report, page.page),
        width=round(page.width, 1),
        height=round(page.height, 1),
        quotes=tuple(_rectangle(box) for box in marks.boxes),
        figures=tuple(_rectangle(box) for box in marks.cells),
    )


def _srcset(report: ReportSummary, page: int) -> str:
    return ", ".join(
        f"{page_picture_url(report.id, page, width, sha256=report.sha256)} {width}w" for width in WIDTHS
    )


def _rectangle(box: Box) -> Rectangle:
    """A box with a little room around, so that the line does not touch the words."""
    return Rectangle(
        x=round(box.x0 - _ROOM_POINTS, 1),
        y=round(box.top - _ROOM_POINTS, 1),
        width=round(box.x1 - box.x0 + 2 * _ROOM_POINTS, 1),
        height=round(box.bottom - box.top + 2 * _ROOM_POINTS, 1),
    )


def _quotes(meant: Sequence[Statement], marks: Marks) -> tuple[tuple[Piece, ...], ...]:
    """What is marked, in words, with the figure that is meant."""
    return tuple(tuple(_shaped(statement, marks)) for statement in meant[:MOST_QUOTES])


def _figures_meant(meant: Sequence[Statement], marks: Marks, language: Language) -> Iterator[Meant]:
    """The figures in a table's row say which column is meant, which the row alone does not."""
    for statement in meant:
        if statement.kind is StatementKind.ROW:
            for figure in statement.figures:
                if marks.points_at(figure.box):
                    yield Meant(named(statement, figure), spaced(number_text(figure, language)))


def _shaped(statement: Statement, marks: Marks) -> Iterator[Piece]:
    """A statement's text. The cells of a row stand apart and no number is broken over two lines, by
    spaces of other kinds."""
    text = " ".join(statement.text.split())
    cells = [" ".join(cell.split()) for cell in _GAP.split(statement.text.strip())]
    shaped = "\u2003".join((cells[0], *(cell.replace(" ", "\u00a0") for cell in cells[1:])))
    place = 0
    for piece in pieces(text, (statement,), marks):
        end = place + len(piece.text)
        shown = shaped[place:end].replace("\u2003", CELL_GAP)
        yield Piece(shown, "figure" if piece.mark == "figure" else "")
        place = end


def _files(report: str, table: Table, language: Language) -> TableFiles:
    xlsx = table_file_url(report, table.id, "xlsx")
    return TableFiles(
        title=table.title or "",
        csv=table_file_url(report, table.id, "csv"),
        xlsx=f"{xlsx}?lang={language.value}",
    )
