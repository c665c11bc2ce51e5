"""Divides a sheet into its tables and the texts around them.

A blank row ends a table unless what follows has no header of its own and stands in the same columns;
a blank column ends it only where labels begin anew to the right. Lines of a single text above a table
are its titles, below it notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.numbers import is_year, parse_cell
from ingest.office.sheet import Sheet, SheetCell
from ingest.tables.headers import is_header_text, is_unit_text

_TITLE_STEP = 3  # rows from a title to its table


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the sheet that stands in no table."""

    row: int
    text: str
    bold: bool
    before_table: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A table's place: its rows and columns, from 1, both ends included; blank rows may lie between."""

    rows: tuple[int, ...]  # in order
    first_column: int
    last_column: int


Rows = dict[int, list[SheetCell]]


def shown_rows(sheet: Sheet) -> Rows:
    """The sheet's cells row by row from the top, each row's from the left."""
    rows: Rows = {}
    for place in sorted(sheet.cells):
        rows.setdefault(place[0], []).append(sheet.cells[place])
    return rows


def find_areas(sheet: Sheet, rows: Rows) -> list[TextLine | Area]:
    """The tables and lines of a sheet from the top, side by side tables from the left."""
    spanned = {
        row for first, _, last, _ in sheet.merged if last - first < 200 for row in range(first, last + 1)
    }
    found: list[TextLine | Area] = []
    for segment in _segments(rows, spanned):
        found += _read(segment, rows)
    return _titled(_joined(found, rows))


def _titled(found: list[TextLine | Area]) -> list[TextLine | Area]:
    """The lines right above a table known as such, also with a blank row between them and it."""
    made = list(found)
    for place in range(len(made) - 2, -1, -1):
        item, below = made[place], made[place + 1]
        if isinstance(item, TextLine) and not item.before_table:
            if isinstance(below, Area):
                above = 0 < below.rows[0] - item.row <= _TITLE_STEP
            else:
                above = below.before_table and below.row - item.row == 1
            made[place] = replace(item, before_table=above)
    return made


def _segments(rows: Rows, spanned: set[int]) -> list[list[int]]:
    """Runs of rows without a blank row between them."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        near = runs and (row - runs[-1][-1] == 1 or all(r in spanned for r in range(runs[-1][-1] + 1, row)))
        if near:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _read(segment: list[int], rows: Rows) -> list[TextLine | Area]:
    """One run of rows: lines of a single text, then a table or several side by side, then lines."""
    first, last = 0, len(segment)
    while first < last and _is_text_line(rows[segment[first]]):
        first += 1
    while last > first and _is_text_line(rows[segment[last - 1]], note=True):
        last -= 1
    body = segment[first:last]
    if first > 0 and body and _labels_header(rows[segment[first - 1]], rows[body[0]]):
        first -= 1
        body = segment[first:last]
    head = [_line(rows[row], bool(body)) for row in segment[:first]]
    foot = [_line(rows[row], False) for row in segment[last:]]
    tables: list[TextLine | Area] = list(_side_by_side(body, rows)) if body else []
    if len(body) == 1 and not any(parse_cell(cell.text) for cell in rows[body[0]]):
        tables = [TextLine(body[0], " ".join(c.text for c in rows[body[0]]), _bold(rows[body[0]]), False)]
    return [*head, *tables, *foot]


def _is_text_line(cells: Sequence[SheetCell], note: bool = False) -> bool:
    """A row of one text. Below a table a short label without numbers may be a heading or a note; only
    what reads like a note is taken out of the table."""
    if len(cells) != 1 or cells[0].is_number or parse_cell(cells[0].text) is not None:
        return False
    return not note or len(cells[0].text) > 40 or cells[0].text.startswith(("*", "1)", "¹", "("))


def _labels_header(above: Sequence[SheetCell], below: Sequence[SheetCell]) -> bool:
    """A single text over the table's value columns belongs to its header: a group's name or a unit."""
    return above[0].column > min(cell.column for cell in below) or (
        is_unit_text(above[0].text) and all(cell.column > above[0].column for cell in below)
    )


def _line(cells: Sequence[SheetCell], before_table: bool) -> TextLine:
    return TextLine(cells[0].row, " ".join(cell.text for cell in cells), _bold(cells), before_table)


def _bold(cells: Sequence[SheetCell]) -> bool:
    return all(cell.bold for cell in cells)


def _side_by_side(body: list[int], rows: Rows) -> list[Area]:
    by_column: dict[int, list[SheetCell]] = {}
    for row in body:
        for cell in rows[row]:
            by_column.setdefault(cell.column, []).append(cell)
    columns = sorted(by_column)
    numbers_right = 0
    begins: set[int] = set()
    for before, column in reversed(list(pairwise(columns))):
        if column - before > 1 and numbers_right >= 2 and _is_labels(by_column[column]):
            begins.add(column)
        numbers_right += sum(cell.is_number for cell in by_column[column])
    groups: list[list[int]] = [[]]
    for column in columns:
        if column in begins:
            groups.append([])
        groups[-1].append(column)
    areas = []
    for group in groups:
        own = sorted({cell.row for column in group for cell in by_column[column]})
        areas.append(Area(tuple(own), group[0], group[-1]))
    return areas


def _is_labels(cells: Sequence[SheetCell]) -> bool:
    """Whether a column after a gap holds mostly texts: labels of the numbers to its right."""
    texts = [cell for cell in cells if not cell.is_number and parse_cell(cell.text) is None]
    return len(texts) >= 2 and 2 * len(texts) > len(cells)


def _joined(found: list[TextLine | Area], rows: Rows) -> list[TextLine | Area]:
    """Tables that a blank row divides made one where the lower part has no header of its own; a single
    label between them is then one of its rows."""
    joined: list[TextLine | Area] = []
    for item in found:
        labels: list[TextLine] = []
        while isinstance(item, Area) and joined and isinstance(last := joined[-1], TextLine):
            if len(labels) >= 2 or len(last.text) > 60 or not any(isinstance(x, Area) for x in joined):
                break
            labels.append(last)
            joined.pop()
        above = joined[-1] if joined else None
        if isinstance(item, Area) and isinstance(above, Area) and _goes_on(above, item, rows):
            between = tuple(line.row for line in reversed(labels))
            joined[-1] = Area(
                (*above.rows, *between, *item.rows),
                min(above.first_column, item.first_column),
                max(above.last_column, item.last_column),
            )
        else:
            joined += [*reversed(labels), item]
    return joined


def _goes_on(above: Area, below: Area, rows: Rows) -> bool:
    if below.rows[0] - above.rows[-1] > 4 or below.rows[0] <= above.rows[-1]:
        return False
    if below.first_column != above.first_column or below.last_column > above.last_column:
        return False
    first = [cell for cell in rows[below.rows[0]] if cell.column > below.first_column]
    return any(_is_amount(cell) for cell in first)


def _is_amount(cell: SheetCell) -> bool:
    if is_year(cell.text) or is_header_text(cell.text):
        return False
    return cell.is_number or parse_cell(cell.text) is not None
