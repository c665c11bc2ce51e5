"""The tables of a page as grids: ruled ones first, then those that only white space makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.boxes import bounds
from ingest.pdf.draft import Draft, DraftCell, chunk_bounds
from ingest.pdf.numerals import is_numeric, is_year_like
from ingest.pdf.page_parts import page_parts
from ingest.pdf.paragraph_to_text import lines_to_text
from ingest.pdf.pieces import Rule, Sheet, Word, holds
from ingest.pdf.ruled_tables import ruled_tables
from ingest.pdf.segments_to_rules import segments_to_rules
from ingest.pdf.shades import Shades
from ingest.pdf.side_by_side import side_parts
from ingest.pdf.unruled_tables import unruled_tables
from ingest.records import Box, Grid, GridCell


@dataclass(frozen=True, slots=True, eq=False)
class PlacedGrid:
    """A grid being placed: its draft, its box, and the words it has taken."""

    draft: Draft
    box: Box
    words: tuple[Word, ...]


def sheet_to_grids(
    sheet: Sheet, across: Sequence[Rule], down: Sequence[Rule], fences: Sequence[Rule], words: Sequence[Word]
) -> list[PlacedGrid]:
    """The tables of a page, top first.

    `across` and `down` are its merged rules, `fences` the edges between its shaded cells.
    """
    shades = Shades(sheet.fills)
    edges = shades.edges()
    level = segments_to_rules([*across, *edges])
    ruled, charts = ruled_tables(sheet, across, down, edges, words)
    boxes = [draft.box for draft in ruled] + charts
    rest = [w for w in words if not any(_covers(box, w) for box in boxes)]
    drafts = list(ruled)
    for side in side_parts(sheet, across, rest):
        for part in page_parts(side):
            drafts += unruled_tables(sheet, level, fences, shades, part)
    placed = []
    for draft in drafts:
        taken = tuple(word for cell in draft.cells for chunk in cell.chunks for word in chunk.words)
        box = bounds([draft.box, *(word.box for word in taken)]) if taken else draft.box
        placed.append(PlacedGrid(draft, box, taken))
    return sorted(placed, key=lambda grid: grid.box.top)


def _covers(box: Box, word: Word) -> bool:
    return holds(Box(box.x0 - 2, box.top - 1, box.x1 + 2, box.bottom + 1), word.across, word.middle)


def draft_to_grid(draft: Draft, page: int, known: frozenset[str]) -> Grid:
    """The finished grid; `known` are the document's words, by which divided words are mended."""
    edges: dict[int, float] = {}
    for cell in draft.cells:
        if all(chunk.numeric for chunk in cell.chunks):
            continue
        x0 = min(chunk.x0 for chunk in cell.chunks)
        edges[cell.left] = min(edges.get(cell.left, x0), x0)
    cells = tuple(
        _grid_cell(cell, edges, known) for cell in sorted(draft.cells, key=lambda cell: (cell.top, cell.left))
    )
    head = _without_sections(draft, _header_rows(draft) if draft.header_rows is None else draft.header_rows)
    box = bounds([draft.box, *(chunk_bounds(cell.chunks) for cell in draft.cells)])
    return Grid(page, box, draft.rows, draft.columns, head, cells)


def _grid_cell(cell: DraftCell, edges: dict[int, float], known: frozenset[str]) -> GridCell:
    text, _ = lines_to_text([chunk.words for chunk in cell.chunks], known)
    x0 = min(chunk.x0 for chunk in cell.chunks)
    return GridCell(
        row=cell.top,
        column=cell.left,
        row_span=cell.bottom - cell.top + 1,
        column_span=cell.right - cell.left + 1,
        text=text,
        box=chunk_bounds(cell.chunks),
        bold=all(chunk.bold for chunk in cell.chunks),
        indent=0.0 if is_numeric(text) else round(x0 - edges.get(cell.left, x0), 1),
        lines=tuple((chunk.text, chunk_bounds([chunk])) for chunk in cell.chunks),
    )


def _header_rows(draft: Draft) -> int:
    """Rows above the first one with an amount right of its label; without amounts, one bold row."""
    body = [
        cell.top
        for cell in draft.cells
        if cell.left > 0
        and all(chunk.numeric for chunk in cell.chunks)
        and any(chunk.counted for chunk in cell.chunks)
        and not is_year_like(cell.text)
    ]
    if body:
        return min(body)
    first = [cell for cell in draft.cells if cell.top == 0]
    others = [cell for cell in draft.cells if cell.top > 0]
    bold = all(chunk.bold for cell in first for chunk in cell.chunks)
    plain = sum(chunk.bold for cell in others for chunk in cell.chunks) < 0.5 * max(1, len(others))
    return 1 if bold and plain and others else 0


def _without_sections(draft: Draft, head: int) -> int:
    """The head without the section titles below it: rows with a label alone, under rows with more."""
    starts: dict[int, set[int]] = {}
    for cell in draft.cells:
        starts.setdefault(cell.top, set()).add(cell.left)
    while (
        head > 1 and starts.get(head - 1) == {0} and any(max(starts.get(row, {0})) for row in range(head - 1))
    ):
        head -= 1
    return head
