"""A unit that stands alone on the line above all other header texts: of the table, not of one column.

Two places are usual. At the right edge it is a line above the table, which a page without rules shows as
one more text over the last column. In the middle it is a header text over all value columns, which the
page shows over the columns it happens to reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.records import Box, GridCell
from ingest.tables.headers import is_unit_text
from ingest.tables.places import Places, join_wrapped
from ingest.units import PrintedUnit, find_unit

_SLACK = 2.0  # points that lines of two rows may overlap
_OFF_CENTRE = 0.08  # of the width of the value columns
_OFF_EDGE = 16.0  # points: a cell's padding


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """The unit, the `cell` that prints it and what of the cell is `left` without it (None: nothing).

    `over_all` is the header text that stands over every value column; None where the unit is a line above
    the table, no part of any header.
    """

    unit: PrintedUnit
    cell: GridCell
    left: GridCell | None
    over_all: GridCell | None


@dataclass(frozen=True, slots=True)
class _Line:
    cell: GridCell
    number: int
    text: str
    box: Box


def header_unit(places: Places, header_count: int, values: Sequence[int]) -> HeaderUnit | None:
    """The money unit alone on top of the header; None where there is none, or more than one, or where it
    is sure to be over fewer columns: in a cell with others of its kind beside it, or in a lone column."""
    if len(values) < 2:
        return None
    lines = list(_lines(places, range(header_count), values))
    units = [line for line in lines if _is_money(line.text)]
    if len(units) != 1 or len(lines) < 2:
        return None
    (top,) = units
    if places.is_caption(top.cell) or any(
        line.box.top < top.box.bottom - _SLACK for line in lines if line != top
    ):
        return None
    unit = find_unit(join_wrapped([top.text]).strip("()[] "))
    if unit is None or set(range(top.cell.column, top.cell.column + top.cell.column_span)) >= set(values):
        return None
    left, right = _middle(places, values, lines)
    kept = _without(top)
    if left < (top.box.x0 + top.box.x1) / 2 < right:
        over = replace(top.cell, text=top.text, box=top.box, lines=((top.text, top.box),))
        return HeaderUnit(unit, top.cell, kept, over)
    if top.box.x1 >= max(line.box.x1 for line in lines if line != top) - _OFF_EDGE:
        return HeaderUnit(unit, top.cell, kept, None)
    return None


def _middle(places: Places, values: Sequence[int], header: Sequence[_Line]) -> tuple[float, float]:
    """Where the middle of the value columns is: between that of their texts and that of columns as wide as
    the way from one to the next, for short numbers stand at one edge of theirs."""
    body = _lines(places, range(max(line.cell.row for line in header) + 1, places.rows), values)
    lines = [*header, *(line for line in body if line.cell.column_span <= 1)]
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    first = max((line.box.x1 for line in lines if line.cell.column == values[0]), default=left)
    step = (right - first) / (len(values) - 1)
    middles = ((left + right) / 2, (min(left, first - step) + right) / 2)
    slack = _OFF_CENTRE * (right - left)
    return min(middles) - slack, max(middles) + slack


def _is_money(text: str) -> bool:
    unit = find_unit(text.strip().strip("()[]").strip()) if is_unit_text(text) else None
    return unit is not None and (unit.unit or "").startswith("EUR")


def _lines(places: Places, rows: range, values: Sequence[int]) -> Iterator[_Line]:
    """The printed lines of the cells in value columns, each cell once, where they have boxes."""
    seen: set[GridCell] = set()
    for row in rows:
        for column in values:
            cell = places.cell(row, column)
            if cell is None or cell in seen:
                continue
            seen.add(cell)
            if cell.lines:
                yield from (
                    _Line(cell, n, text, box) for n, (text, box) in enumerate(cell.lines) if text.strip()
                )
            elif cell.box is not None:
                yield _Line(cell, 0, cell.text, cell.box)


def _without(line: _Line) -> GridCell | None:
    """The cell without one of its lines."""
    kept = tuple(pair for n, pair in enumerate(line.cell.lines) if n != line.number)
    if not kept:
        return None
    return replace(line.cell, text="\n".join(text for text, _ in kept), lines=kept)
