"""A unit that a table does not print for all its columns and yet has.

The other side of a balance sheet is in the unit printed over the first. A column without a unit between
columns of euros is in euros where the table's own arithmetic adds it to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.records import Cell, CheckKind, Column, ColumnKind, Table
from ingest.tables.units import TableUnit
from ingest.units import PrintedUnit, find_unit

_SIDES = tuple(
    (re.compile(rf"\b{first}\b", re.IGNORECASE), re.compile(rf"\b{other}\b", re.IGNORECASE))
    for first, other in (("vastaavaa", "vastattavaa"), ("aktiva", "passiva"))
)
_TIES = 3  # rows that tie a column to others


def unit_of_first_side(table: Table, before: Table | None) -> TableUnit | None:
    """The unit printed over the first side of a balance sheet, where `table` is its other side, prints none
    and has the same value columns; `before` is the table right before it."""
    if before is None or before.printed_unit is None or table.printed_unit is not None:
        return None
    unit = find_unit(before.printed_unit)
    if unit is None or any(column.unit for column in table.columns):
        return None
    if _headers(table) != _headers(before) or not any(_headers(table)):
        return None
    for first, other in _SIDES:
        if (
            _says(before, first)
            and not _says(before, other)
            and _says(table, other)
            and not _says(table, first)
        ):
            return TableUnit(unit, before.unit_quote)
    return None


def _says(table: Table, name: re.Pattern[str]) -> bool:
    return any(name.search(text) for text in _names(table))


def _names(table: Table) -> Iterator[str]:
    """What names a table: its title, its header and the label of its first row."""
    yield table.title or ""
    yield from (cell.text for cell in table.cells if cell.header)
    body = [cell for cell in table.cells if not cell.header and cell.text.strip()]
    first = min((cell.row for cell in body), default=0)
    yield from (cell.text for cell in body if cell.row == first)


def _headers(table: Table) -> list[str]:
    """The words and years over the columns of numbers, without their units."""
    found = []
    for column in _numeric(table):
        text = column.text
        if column.printed_unit:
            text = text.replace(column.printed_unit, " ")
        found.append(" ".join(re.findall(r"\w+", text.casefold())))
    return found


def _numeric(table: Table) -> list[Column]:
    filled = {cell.column for cell in _numbers(table)}
    return [column for column in table.columns if column.index in filled]


def _numbers(table: Table) -> list[Cell]:
    return [cell for cell in table.cells if cell.value is not None and not cell.header]


def unit_by_arithmetic(table: Table) -> TableUnit | None:
    """The money unit of all columns that name one, where every column that names none is tied to them by
    sums or differences that hold in three rows or more."""
    columns = _numeric(table)
    named = [column for column in columns if (column.unit or "").startswith("EUR") and column.printed_unit]
    bare = [column.index for column in columns if column.unit is None and column.kind is not ColumnKind.SHARE]
    if not named or not bare or len({(column.unit, column.scale) for column in named}) > 1:
        return None
    known = {column.index for column in named}
    ties = dict.fromkeys(bare, 0)
    for check in table.checks:
        across = {check.place.column, *(part.column for part in check.operands)}
        (*unknown,) = across - known
        if check.holds and check.kind is not CheckKind.SHARE and len(unknown) == 1 and across & known:
            ties[unknown[0]] = ties.get(unknown[0], 0) + 1
    if any(ties[column] < _TIES for column in bare):
        return None
    first = named[0]
    assert first.printed_unit is not None
    return TableUnit(PrintedUnit(first.printed_unit, first.unit, first.scale), first.header)
