"""A page's text as the reader shows it: headings, text, lists and real tables, with the marks in it.

It is what people hear who do not see the page's picture, and all that there is of formats without pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from ingest.records import BlockKind, Page, Statement, Table
from service.extract.items import Item, TableItem, TextItem, items_of
from service.table_grid import GridRow, Placed, header_rows, lay_out, width_of
from service.web.reader_marks import Marks, marked_statements

FIRST_LEVEL = 3
"""The page's own headings stand under the reader's heading of the text (h2)."""
_LAST_LEVEL = 6
MOST_CELLS = 12_000
"""So many cells of one table are shown on a page; more are in the files."""
FEWEST_ROWS = 25

Mark = Literal["", "quote", "figure"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and whether it belongs to the quote, or is the figure that is meant."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class TextPart:
    """`kind` is heading, paragraph, bullets, card, or running (headers and footers of the page).
    `lines` has one entry but for bullets, where it has one for each."""

    kind: str
    level: int
    lines: tuple[tuple[Piece, ...], ...]

    @property
    def marked(self) -> bool:
        return any(piece.mark for line in self.lines for piece in line)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as HTML has it: `scope` is "" for a cell that heads nothing."""

    text: str
    rows: int
    columns: int
    scope: Literal["", "col", "colgroup", "row"]
    number: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table, or as much of it as stands on this page and can be shown. `first` to `last` are the rows
    shown, counted from 1, `of` is how many there are on this page."""

    kind: Literal["table"]
    table: str
    title: str
    unit: str
    head: tuple[tuple[ShownCell, ...], ...]
    body: tuple[tuple[ShownCell, ...], ...]
    first: int
    last: int
    of: int

    @property
    def marked(self) -> bool:
        return any(cell.mark for row in (*self.head, *self.body) for cell in row)

    @property
    def cut(self) -> bool:
        return self.last - self.first + 1 < self.of


Part = TextPart | TablePart


def page_parts(
    page: Page, tables: Sequence[Table], statements: Sequence[Statement], marks: Marks
) -> tuple[Part, ...]:
    """The page in reading order."""
    meant = marked_statements(marks, statements)
    parts: list[Part] = []
    level = FIRST_LEVEL - 1
    for kind, items in groupby(items_of(page, tables, statements), key=_kind):
        for group in [[*items]] if kind == "bullets" else [[item] for item in items]:
            if isinstance(group[0], TableItem):
                parts.append(_table_part(group[0], meant, marks))
                continue
            blocks = [item.block for item in group if isinstance(item, TextItem)]
            if kind == "heading":
                level = min(level + 1, FIRST_LEVEL - 1 + max(1, blocks[0].level), _LAST_LEVEL)
            lines = tuple(pieces(" ".join(block.text.split()), meant, marks) for block in blocks)
            parts.append(TextPart(kind, level, lines))
    return tuple(parts)


def pieces(text: str, meant: Iterable[Statement], marks: Marks) -> tuple[Piece, ...]:
    """A text cut where its marks begin and end."""
    levels: list[Mark] = [""] * len(text)
    for statement in meant:
        quote = " ".join(statement.text.split())
        start = text.find(quote)
        if start < 0 or not quote:
            continue
        levels[start : start + len(quote)] = ["quote"] * len(quote)
        place = start
        for figure in statement.figures:  # in the order they are printed in: of equal ones the right one
            found = text.find(figure.raw, place, start + len(quote))
            if found < 0:
                continue
            place = found + len(figure.raw)
            if marks.points_at(figure.box):
                levels[found:place] = ["figure"] * len(figure.raw)
    if marks.quote and not any(levels) and (start := text.find(marks.quote)) >= 0:
        levels[start : start + len(marks.quote)] = ["quote"] * len(marks.quote)
    return tuple(_runs(text, levels))


def _runs(text: str, levels: Sequence[Mark]) -> Iterator[Piece]:
    place = 0
    for mark, run in groupby(levels):
        length = sum(1 for _ in run)
        yield Piece(text[place : place + length], mark)
        place += length


_KINDS = {
    BlockKind.HEADING: "heading",
    BlockKind.BULLET: "bullets",
    BlockKind.CARD: "card",
    BlockKind.HEADER: "running",
    BlockKind.FOOTER: "running",
}


def _kind(item: Item) -> str:
    return "table" if isinstance(item, TableItem) else _KINDS.get(item.block.kind, "paragraph")


# --- tables ---------------------------------------------------------------------------------------


def _table_part(item: TableItem, meant: Sequence[Statement], marks: Marks) -> TablePart:
    table = item.table
    heads = header_rows(table)
    rows = list(lay_out(table, max(item.first, heads), item.end))
    while item.first and rows and rows[0].header:  # the header is printed again where the table goes on
        rows.pop(0)
    marked = {one.row for one in meant if one.table == table.id and one.row is not None}
    shown = _window(rows, marked, width_of(table))
    numeric = {cell.column for cell in table.cells if cell.value is not None}
    begin = rows.index(shown[0]) + 1 if shown else 0
    return TablePart(
        kind="table",
        table=table.id,
        title=table.title or "",
        unit=table.printed_unit or "",
        head=tuple(tuple(_head_cells(row, numeric, marks)) for row in lay_out(table, 0, heads)),
        body=tuple(tuple(_body_cells(row, row.number in marked, marks)) for row in shown),
        first=begin,
        last=begin + len(shown) - 1,
        of=len(rows),
    )


def _window(rows: Sequence[GridRow], marked: set[int], width: int) -> Sequence[GridRow]:
    """As many rows as can be shown, those that are marked among them."""
    most = max(FEWEST_ROWS, MOST_CELLS // max(1, width))
    if len(rows) <= most:
        return rows
    place = next((place for place, row in enumerate(rows) if row.number in marked), 0)
    start = max(0, min(place - most // 2, len(rows) - most))
    return rows[start : start + most]


def _head_cells(row: GridRow, numeric: set[int], marks: Marks) -> Iterator[ShownCell]:
    for place in row.places:
        scope: Literal["", "col", "colgroup"] = "colgroup" if place.columns > 1 else "col"
        over_numbers = place.columns == 1 and place.column in numeric
        yield replace(_shown(place, scope if place.text else "", False, marks), number=over_numbers)


def _body_cells(row: GridRow, quoted: bool, marks: Marks) -> Iterator[ShownCell]:
    for place in row.places:
        label = bool(place.text) and place.cell is not None and (place.cell.header or _is_label(place))
        yield _shown(place, "row" if label else "", quoted, marks)


def _is_label(place: Placed) -> bool:
    return place.column == 0 and place.cell is not None and place.cell.value is None


def _shown(
    place: Placed, scope: Literal["", "col", "colgroup", "row"], quoted: bool, marks: Marks
) -> ShownCell:
    cell = place.cell
    mark: Mark = ""
    if cell is not None and place.text:
        if marks.points_at(cell.box):
            mark = "figure"
        elif quoted or marks.holds(cell.box) or marks.is_quoted(cell):
            mark = "quote"
    number = cell is not None and cell.value is not None
    return ShownCell(place.text, place.rows, place.columns, scope, number, mark)
