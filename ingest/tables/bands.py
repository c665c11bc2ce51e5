"""The columns of a table whose header is printed again, with other words, further down.

`Table.columns` merges such headers; a row's figures must have, and quote, the header over that row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.columns import read_column
from ingest.records import Cell, Column, Period, Quote, Table
from ingest.tables.places import join_wrapped
from ingest.units import find_unit


class BandColumns:
    """What stands over the cells of a table. `report_period` completes header dates without a year."""

    def __init__(self, table: Table, report_period: Period | None) -> None:
        self._columns = {column.index: column for column in table.columns}
        self._headers = [cell for cell in table.cells if cell.header]
        self._body = min((cell.row for cell in table.cells if not cell.header), default=table.rows)
        self._again = any(header.row > self._body for header in self._headers)
        self._period = report_period

    def over(self, cell: Cell) -> Column | None:
        """The column as the header over `cell` names it; None for a cell in no column of the table.

        What all headers agree on and the words of this one alone do not say is kept.
        """
        merged = self._columns.get(cell.column)
        if merged is None or not self._again:
            return merged
        if not cell.column_path:
            return Column(cell.column, "", unit=merged.unit, scale=merged.scale)
        path = tuple(dict.fromkeys(cell.column_path))  # "1 000 €" under "1 000 €" is the same header again
        if join_wrapped(path) == merged.text:
            return merged
        headers = self._over(cell, path)
        quote = merged.header if all(header.row < self._body for header in headers) else _quote(headers)
        own = read_column(cell.column, join_wrapped(path), None, self._period, quote)
        named = next((unit for text in reversed(path) if (unit := find_unit(text))), None)
        return replace(
            own,
            kind=own.kind or merged.kind,
            period=own.period or merged.period,
            unit=cell.unit,
            scale=cell.scale,
            printed_unit=named.text if named else merged.printed_unit,
        )

    def _over(self, cell: Cell, path: Sequence[str]) -> list[Cell]:
        """The header cells whose texts are the cell's column path, each the nearest one above it."""
        above = [header for header in self._headers if header.row < cell.row]
        found: list[Cell] = []
        for text in path:
            same = [header for header in above if join_wrapped([header.text]) == text]
            covering = [h for h in same if h.column <= cell.column < h.column + max(1, h.column_span)]
            nearest = max(covering or same, key=lambda header: header.row, default=None)
            if nearest is not None:
                found.append(nearest)
        return found


def _quote(cells: Sequence[Cell]) -> Quote | None:
    if not cells:
        return None
    text = "\n".join(" ".join(cell.text.split()) for cell in cells)
    return Quote(cells[0].page, text, tuple(cell.box for cell in cells if cell.box is not None))
