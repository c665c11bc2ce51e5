"""What comes from a recognised picture says so, and its uncertain numbers are no figures.

The text stays as it was read; only the value is withheld, so that nobody computes with or is answered
from a number that may be another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.records import Box, Figure, Layout, Statement, Table

Doubts = Mapping[int, Sequence[Box]]
"""The places of uncertain numbers by page; a page is there if its text was recognised."""


def doubts_of(layouts: Iterable[Layout]) -> Doubts:
    return {layout.page: layout.doubts for layout in layouts if layout.ocr}


def mark_statements(statements: Iterable[Statement], doubts: Doubts) -> tuple[Statement, ...]:
    """The statements, those of recognised pages marked, with the figures that can be relied on."""
    return tuple(
        replace(statement, ocr=True, figures=_figures(statement.figures, doubts))
        if statement.page in doubts
        else statement
        for statement in statements
    )


def mark_tables(tables: Iterable[Table], doubts: Doubts) -> tuple[Table, ...]:
    """The tables without the values of uncertain cells and without the checks that rest on them."""
    if not any(doubts.values()):
        return tuple(tables)
    return tuple(_table(table, doubts) for table in tables)


def _figures(figures: Iterable[Figure], doubts: Doubts) -> tuple[Figure, ...]:
    return tuple(
        replace(figure, ocr=True)
        for figure in figures
        if not _doubted(figure.box, doubts.get(figure.page, ()))
    )


def _table(table: Table, doubts: Doubts) -> Table:
    unsure = {
        (cell.row, cell.column)
        for cell in table.cells
        if cell.value is not None and _doubted(cell.box, doubts.get(cell.page, ()))
    }
    if not unsure:
        return table
    cells = tuple(
        replace(cell, value=None) if (cell.row, cell.column) in unsure else cell for cell in table.cells
    )
    checks = tuple(check for check in table.checks if unsure.isdisjoint((check.place, *check.operands)))
    return replace(table, cells=cells, checks=checks)


def _doubted(box: Box | None, doubts: Sequence[Box]) -> bool:
    """Whether the middle of an uncertain number lies in the box."""
    if box is None:
        return bool(doubts)
    return any(
        box.x0 <= (doubt.x0 + doubt.x1) / 2 <= box.x1
        and box.top <= (doubt.top + doubt.bottom) / 2 <= box.bottom
        for doubt in doubts
    )
