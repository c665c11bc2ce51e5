"""Gathers the blocks and grids of pages while a file without geometry is read from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.office.cards import card_text, grid_cards
from ingest.office.xml_text import lines_of, one_line
from ingest.records import Block, BlockKind, Grid, Layout, Part
from ingest.text.lines import split_lines
from ingest.text.tabs import find_tab_tables


@dataclass(slots=True)
class FlowPage:
    """A page as it fills: its blocks, and grids in the order of their table blocks."""

    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)


class Flow:
    """Pages being filled. Paragraphs with tabulators wait until the run of them ends: together they may
    be a table."""

    def __init__(self) -> None:
        self.pages: list[FlowPage] = [FlowPage()]
        self._tabbed: list[str] = []

    @property
    def page(self) -> int:
        """The number of the page that is being filled, from 1."""
        return len(self.pages)

    def begin_page(self) -> None:
        self._end_tabs()
        self.pages.append(FlowPage())

    def add(self, kind: BlockKind, text: str, level: int = 0, bold: bool = False) -> None:
        """Add a block; an empty text adds nothing."""
        shown = lines_of(text) if kind is BlockKind.CARD else one_line(text)
        if shown:
            self._end_tabs()
            self.pages[-1].blocks.append(Block(kind, shown, None, level=level, bold=bold))

    def add_chart(self, labels: Sequence[str]) -> None:
        """Add a chart's labels as a caption, each on a line of its own: no sentence, no figures."""
        self._end_tabs()
        self.pages[-1].blocks.append(Block(BlockKind.CAPTION, "\n".join(labels), None))

    def add_note(self, text: str) -> None:
        """Add a footnote to the end of this page."""
        if shown := one_line(text):
            self.pages[-1].notes.append(Block(BlockKind.FOOTNOTE, shown, None))

    def add_grid(self, grid: Grid | None) -> None:
        """Add a grid that begins on this page."""
        if grid is not None:
            self._end_tabs()
            self.pages[-1].grids.append(grid)
            self.pages[-1].blocks.append(Block(BlockKind.TABLE, "", None))

    def add_table(self, grid: Grid | None) -> None:
        """Add a table, or the cards that it only sets side by side."""
        cards = grid_cards(grid) if grid is not None else ()
        for card in cards:
            self.add(BlockKind.CARD, card.text)
        if not cards:
            self.add_grid(grid)

    def add_text(self, text: str, bold: bool = False) -> None:
        """Add a paragraph of body text: a card where its lines are one, and perhaps a row of a table."""
        lines = [line for line in text.split("\n") if line.strip()]
        card = card_text(lines)
        if card is not None:
            self.add(BlockKind.CARD, card)
        elif any("\t" in line.strip() for line in lines):
            self._tabbed += [line.replace("\xa0", " ") for line in lines]
        else:
            self.add(BlockKind.PARAGRAPH, text, bold=bold)

    def finish(self, labels: Sequence[str | None] = ()) -> tuple[Layout, ...]:
        """The pages as layouts without geometry, notes last on each."""
        self._end_tabs()
        return tuple(
            Layout(number, 0.0, 0.0, labels[number - 1] if number <= len(labels) else None,
                   (*page.blocks, *page.notes), tuple(page.grids))
            for number, page in enumerate(self.pages, 1)
        )  # fmt: skip

    def _end_tabs(self) -> None:
        if not self._tabbed:
            return
        rows, self._tabbed = even_tabs(self._tabbed), []
        lines = split_lines("\n".join(rows))
        at = 0
        for table in find_tab_tables(lines, lambda _: True, self.page):
            self._add_lines([line.text for line in lines[at : table.start]])
            for title in table.title:
                self.add(BlockKind.CAPTION, title)
            self.pages[-1].grids.append(table.grid)
            self.pages[-1].blocks.append(Block(BlockKind.TABLE, "", None))
            self._add_lines(table.leftover)
            at = table.end
        self._add_lines([line.text for line in lines[at:]])

    def _add_lines(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.add(BlockKind.PARAGRAPH, line)


def even_tabs(rows: Sequence[str]) -> list[str]:
    """Rows whose columns are reached by one tabulator or several, with one between cells. Where single
    tabulators already give every row as many cells, several together mean blank cells and stay."""
    counts = {row.strip(" ").count("\t") for row in rows}
    single = ["\t".join(_pieces(row)) for row in rows]
    evened = {row.count("\t") for row in single}
    return single if len(counts) > 1 and len(evened) == 1 else list(rows)


def _pieces(row: str) -> list[str]:
    kept = [piece for piece in row.split("\t") if piece.strip()]
    return ["", *kept] if row.startswith("\t") else kept


def with_parts(grid: Grid, parts: Sequence[tuple[int, int]]) -> Grid:
    """A grid with the pages that it goes on over: pairs of page and first row."""
    return replace(grid, parts=tuple(Part(page, None, row) for page, row in parts if 0 < row < grid.rows))
