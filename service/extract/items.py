"""The pages of a report as items in reading order: blocks with their figures, and parts of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.errors import LukuError
from ingest.records import (
    Block,
    BlockKind,
    Box,
    Figure,
    Page,
    Part,
    Report,
    Statement,
    StatementKind,
    Table,
)

_RANGE = re.compile(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6}))?\s*")
_NEAR_POINTS = 1.0


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages `first` to `last`, both included, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TextItem:
    """A block and the figures read from it. `label` is a card's label, None for other blocks."""

    block: Block
    figures: tuple[Figure, ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True)
class TableItem:
    """The rows `first` to `end` (exclusive) of a table, which stand on one page in `box`."""

    table: Table
    first: int
    end: int
    box: Box | None

    @property
    def is_last(self) -> bool:
        return self.end >= self.table.rows


Item = TextItem | TableItem


def parse_pages(text: str) -> tuple[PageRange, ...]:
    """Pages as a person names them: "3", "5-8", "2,4-6". Raises LukuError `bad_page`."""
    found = []
    for piece in text.split(","):
        match = _RANGE.fullmatch(piece)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if first < 1 or last < first:
            raise LukuError("bad_page", f"Sivuksi kelpaa esim. 3 tai 5-8, ei: {text}", page=text)
        found.append(PageRange(first, last))
    return tuple(found)


def choose_pages(report: Report, ranges: Sequence[PageRange]) -> tuple[Page, ...]:
    """The pages asked for in their order, all where no ranges are given. Raises LukuError `bad_page`
    where a range goes beyond the report's last page."""
    if not ranges:
        return report.pages
    last = max((page.page for page in report.pages), default=0)
    for asked in ranges:
        if asked.last > last:
            raise LukuError(
                "bad_page",
                f"{report.file}: sivua {max(asked.first, last + 1)} ei ole, viimeinen sivu on {last}.",
            )
    return tuple(p for p in report.pages if any(r.first <= p.page <= r.last for r in ranges))


def page_items(report: Report, page: Page) -> tuple[Item, ...]:
    """All that was read from a page, in reading order.

    A table stands where its block does; a part of a table that has no block of its own on the page
    comes last, so that nothing read is left out.
    """
    return items_of(page, report.tables, [s for s in report.statements if s.page == page.page])


def items_of(page: Page, tables: Iterable[Table], statements: Iterable[Statement]) -> tuple[Item, ...]:
    """The same of one page with its tables and its statements alone."""
    waiting = _table_parts(tables, page.page)
    told = [statement for statement in statements if statement.kind is not StatementKind.ROW]
    items: list[Item] = []
    for block in page.blocks:
        if block.kind is not BlockKind.TABLE:
            items.append(_text_item(block, told))
        elif part := _take(waiting, block.box):
            items.append(part)
        elif block.text and not any(isinstance(item, TableItem) for item in items):
            items.append(TextItem(block))
    return (*items, *waiting)


def _text_item(block: Block, statements: list[Statement]) -> TextItem:
    """A block with the figures of its statements, which are taken off the front of `statements`."""
    text = _plain(block.text)
    figures: list[Figure] = []
    label = None
    if block.kind in (BlockKind.HEADER, BlockKind.FOOTER):
        return TextItem(block)
    while statements and _plain(statements[0].text) in text:
        statement = statements.pop(0)
        figures += statement.figures
        if statement.kind is StatementKind.CARD:
            label = statement.label
            break
        if _plain(statement.text) == text:
            break
    return TextItem(block, tuple(figures), label)


def _table_parts(tables: Iterable[Table], page: int) -> list[TableItem]:
    return [part for table in tables for part, at in _parts(table) if at == page]


def _parts(table: Table) -> Iterator[tuple[TableItem, int]]:
    """Every part of a table with the page it stands on."""
    begin = Part(table.pages[0] if table.pages else 1, table.box, 0)
    parts = sorted((begin, *(part for part in table.parts if part.first_row > 0)), key=lambda p: p.first_row)
    ends = [*(part.first_row for part in parts[1:]), table.rows]
    for part, end in zip(parts, ends, strict=True):
        yield TableItem(table, part.first_row, end, part.box), part.page


def _take(waiting: list[TableItem], box: Box | None) -> TableItem | None:
    """The part that stands in `box`, or else the next one whose place is not known; off the list."""
    for item in waiting:
        if _same(item.box, box):
            waiting.remove(item)
            return item
    unplaced = next((item for item in waiting if item.box is None or box is None), None)
    if unplaced is not None:
        waiting.remove(unplaced)
    return unplaced


def _same(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return False
    return all(abs(a - b) <= _NEAR_POINTS for a, b in zip(one, other, strict=True))


def _plain(text: str) -> str:
    return " ".join(text.split())
