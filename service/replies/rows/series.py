"""The rows of a table that are alike: items of which each has the same columns.

Where a table repeats the same labels under each of its units, the units are the items and each label
makes a series of its own; else its rows are the items. Sums and the organisation's own row are no items.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.contract import Library, ReportSummary, Scope
from ingest.records import CheckKind, Figure, Statement, StatementKind, Table
from service.vocabulary import headline

_SUM = re.compile(
    r"\b(?:yhteensä|yht\.?|kaikkiaan|summa|kaikki|koko|total|sammanlagt|totalt|loppusumma|netto|brutto)\b",
    re.IGNORECASE,
)
_FEWEST = 2
_ROWS = 400


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things that a series holds, with its row."""

    name: str
    statement: Statement

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.statement.figures


@dataclass(frozen=True, slots=True)
class Series:
    """Items that can be compared. `metric` is what their rows are called where that is not the item;
    `titles` says what the table is about, `header` what its first column is."""

    report: str
    items: tuple[Item, ...]
    metric: str
    titles: tuple[str, ...]
    header: str


def series_of(table: Table, report: ReportSummary, library: Library) -> tuple[Series, ...]:
    """The series of one table."""
    rows = [
        s
        for page in table.pages
        for s in library.statements(report.id, page)
        if s.table == table.id and s.kind is StatementKind.ROW and s.row is not None
    ]
    return tuple(_made(table, rows, report))


def series_over_tables(
    label: str, reports: Mapping[str, ReportSummary], library: Library
) -> Iterator[Series]:
    """What each unit has a table of its own for: the rows of one name, the units being the items."""
    found: dict[tuple[str, str, tuple[str | None, ...]], dict[str, Statement]] = {}
    for hit in library.figures(label, "", Scope(reports=tuple(reports)), _ROWS):
        row = hit.statement
        if row.kind is not StatementKind.ROW or len(row.label.split()) > len(label.split()) or not row.entity:
            continue
        if _no_item(row.entity, reports[hit.report]):
            continue
        columns = tuple(figure.column for figure in row.figures)
        found.setdefault((hit.report, row.label.casefold(), columns), {}).setdefault(row.entity, row)
    for (report, _, _), rows in found.items():
        if len(rows) >= _FEWEST and len({row.table for row in rows.values()}) > 1:
            items = tuple(Item(entity, row) for entity, row in rows.items())
            yield Series(report, items, items[0].statement.label, (), "")


def _made(table: Table, rows: Sequence[Statement], report: ReportSummary) -> Iterator[Series]:
    parents = {cell.row: cell.row_path[:-1] for cell in table.cells if not cell.header and cell.row_path}
    sums = {
        check.place.row
        for check in table.checks
        if check.kind is CheckKind.SUM and all(place.column == check.place.column for place in check.operands)
    }
    header = next((c.text for c in table.columns if c.index == 0), "")
    titles = tuple(dict.fromkeys(title for title in (table.title or "", *_sections(rows)) if title))
    with_figures = [row for row in rows if row.figures]
    by_label: dict[str, list[Statement]] = defaultdict(list)
    for row in with_figures:
        if parents.get(row.row or 0):
            by_label[row.label.casefold()].append(row)
    for same in by_label.values():
        items = [
            Item(parents[row.row or 0][-1], row)
            for row in same
            if not _no_item(parents[row.row or 0][-1], report)
        ]
        if len({item.name for item in items}) == len(items) >= _FEWEST:
            yield Series(report.id, tuple(items), same[0].label, titles, header)
    repeated = {label for label, same in by_label.items() if len(same) > 1}
    flat = [
        Item(row.label, row)
        for row in with_figures
        if row.label.casefold() not in repeated
        and row.row not in sums
        and not _no_item(row.label, report)
        and not headline(row.label)
    ]
    if len(flat) >= _FEWEST:
        over = {path[-1] for row in with_figures if (path := parents.get(row.row or 0))}
        flat = [item for item in flat if item.name not in over]
        yield Series(report.id, tuple(flat), _over(rows), titles, header)


def _over(rows: Sequence[Statement]) -> str:
    """What stands around all rows: their table's headers say what their numbers are of."""
    return rows[0].context if rows else ""


def _sections(rows: Sequence[Statement]) -> tuple[str, ...]:
    return rows[0].section[-2:] if rows else ()


def _no_item(name: str, report: ReportSummary) -> bool:
    own = (report.organisation or "").casefold()
    return not name.strip() or bool(_SUM.search(name)) or name.casefold() == own
