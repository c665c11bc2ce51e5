"""Tables that go on over pages, put together again.

A table goes on when it ends where its page ends, the next page begins with a table, their columns
stand at the same places, and the next one either repeats the header or has none. Everything else is
another table: a heading between them, other columns, another number of decimals, room left below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from statistics import median

from ingest.numbers import parse_cell
from ingest.records import Block, BlockKind, Grid, GridCell, Layout, Part
from ingest.tables.headers import count_header_rows, is_unit_text
from ingest.tables.places import Places

_AROUND = (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE)
_GOES_ON = re.compile(r"\bjatk(?:uu|oa|uva|o)\b|\bforts(?:\.|ätt\w+)|\bcontinued\b|\(cont", re.IGNORECASE)
_ROOM = 2.5
"""Rows that must not fit below a table that goes on."""
_LABEL_WORDS = 6
_LABEL_HEIGHT = 1.3
_OFF_POINTS = 12.0
"""How far the edges of one column may differ between pages."""


@dataclass(frozen=True, slots=True)
class _Body:
    """A page's content between its running heads and feet, and how far down it may reach."""

    layout: Layout
    blocks: tuple[Block, ...]
    limit: float


def join_grids(layouts: Sequence[Layout]) -> tuple[tuple[Grid | None, ...], ...]:
    """For each page the tables that begin on it, whole; None stands for one that goes on from before.

    The n-th of a page stands for the n-th of its layout's grids. Formats without geometry have nothing
    to join.
    """
    bodies = [
        _Body(layout, content, 0.0) for layout, content in zip(layouts, _contents(layouts), strict=True)
    ]
    limits = _limits(bodies)
    bodies = [replace(body, limit=limit) for body, limit in zip(bodies, limits, strict=True)]
    joined: list[list[Grid | None]] = [list(layout.grids) for layout in layouts]
    start = (0, 0)
    for place in range(1, len(layouts)):
        above, below = bodies[place - 1], bodies[place]
        last = len(above.layout.grids) - 1
        if last < 0:
            continue
        if joined[place - 1][last] is not None:
            start = (place - 1, last)
        whole = joined[start[0]][start[1]]
        longer = _with_next(whole, above, below) if whole is not None else None
        if longer is not None:
            joined[start[0]][start[1]] = longer
            joined[place][0] = None
    return tuple(tuple(grids) for grids in joined)


def _contents(layouts: Sequence[Layout]) -> list[tuple[Block, ...]]:
    """The blocks of each page without running heads and feet, and without what the page before or after
    prints at the same place: in a report of two pages nothing else tells them apart."""
    printed = [{_mark(block) for block in layout.blocks} for layout in layouts]
    contents: list[tuple[Block, ...]] = []
    for place, layout in enumerate(layouts):
        beside = set().union(*printed[max(0, place - 1) : place], *printed[place + 1 : place + 2])
        contents.append(
            tuple(
                block
                for block in layout.blocks
                if block.kind is BlockKind.TABLE or (block.kind not in _AROUND and _mark(block) not in beside)
            )
        )
    return contents


def _mark(block: Block) -> tuple[str, int]:
    """A block's words and the height it stands at; page numbers change from page to page."""
    return re.sub(r"\d+", "0", block.text), round(block.box.top) if block.box is not None else -1


def _limits(bodies: Sequence[_Body]) -> list[float]:
    """How far down the content of each page may reach: as far as that of any page of its size, and not
    into its own footnotes."""
    lowest: dict[tuple[float, float], float] = {}
    for body in bodies:
        size = (body.layout.width, body.layout.height)
        reach = max((block.box.bottom for block in body.blocks if block.box is not None), default=0.0)
        lowest[size] = max(lowest.get(size, 0.0), reach)
    limits: list[float] = []
    for body in bodies:
        notes = (
            block.box.top
            for block in body.layout.blocks
            if block.kind is BlockKind.FOOTNOTE and block.box is not None
        )
        limits.append(min(lowest[body.layout.width, body.layout.height], *notes, float("inf")))
    return limits


def _with_next(whole: Grid, above: _Body, below: _Body) -> Grid | None:
    """A table with its rows on the next page, or None when it does not go on there."""
    if not above.blocks or not above.layout.grids or not below.layout.grids:
        return None
    last, following = above.layout.grids[-1], below.layout.grids[0]
    trailing = _after_last_table(above.blocks)
    if last.box is None or following.box is None or not _is_full(last, trailing, above.limit):
        return None
    header, again = count_header_rows(Places(whole)), count_header_rows(Places(following))
    if not header or header >= whole.rows:
        return None
    columns = _matched(_spans(whole), _spans(following))
    if columns is None or _decimals_differ(whole, following, columns):
        return None
    if again and not _same_header(whole, header, following, again, columns):
        return None
    leading = [block for block in _before_table(below.blocks) if not _GOES_ON.search(block.text)]
    headings = [*trailing, *leading]
    if len(headings) > 1 or (again and leading) or not all(_is_label(block, whole) for block in headings):
        return None
    return _joined(_with_rows(whole, trailing), _with_rows_before(following, leading), columns, again)


def _after_last_table(blocks: Sequence[Block]) -> list[Block]:
    tables = [place for place, block in enumerate(blocks) if block.kind is BlockKind.TABLE]
    return list(blocks[tables[-1] + 1 :]) if tables else []


def _before_table(blocks: Sequence[Block]) -> list[Block]:
    return list(takewhile(lambda block: block.kind is not BlockKind.TABLE, blocks))


def _is_full(grid: Grid, trailing: Sequence[Block], limit: float) -> bool:
    """Whether no more rows fit below a table on its page, or below the label that ends it."""
    assert grid.box is not None
    height = (grid.box.bottom - grid.box.top) / max(1, grid.rows)
    bottoms = [block.box.bottom for block in trailing if block.box is not None]
    return max([grid.box.bottom, *bottoms]) + _ROOM * height >= limit


def _is_label(block: Block, whole: Grid) -> bool:
    """Whether a line next to a table reads as one of its labels that heads rows on the next page: in the
    place and in the size of the labels, not the title of a table of its own."""
    reach = _spans(whole).get(0)
    heights = _line_heights(whole)
    box = block.box
    if box is None or reach is None or not heights or block.kind is BlockKind.CAPTION:
        return False
    return (
        len(block.text.split()) <= _LABEL_WORDS
        and reach[0] - _OFF_POINTS <= box.x0
        and box.x1 <= reach[1] + _OFF_POINTS
        and box.bottom - box.top <= _LABEL_HEIGHT * median(heights)
    )


def _line_heights(grid: Grid) -> list[float]:
    return [
        cell.box.bottom - cell.box.top
        for cell in grid.cells
        if cell.box is not None and len(cell.lines) <= 1 and cell.text.strip()
    ]


def _label_cell(block: Block, row: int, grid: Grid) -> GridCell:
    left = min(cell.box.x0 for cell in grid.cells if cell.box is not None)
    indent = block.box.x0 - left if block.box is not None else 0.0
    return GridCell(row, 0, 1, 1, block.text, block.box, block.bold, max(0.0, indent))


def _with_rows(grid: Grid, labels: Sequence[Block]) -> Grid:
    cells = [_label_cell(block, grid.rows + place, grid) for place, block in enumerate(labels)]
    return replace(grid, rows=grid.rows + len(labels), cells=(*grid.cells, *cells))


def _with_rows_before(grid: Grid, labels: Sequence[Block]) -> Grid:
    moved = [replace(cell, row=cell.row + len(labels)) for cell in grid.cells]
    cells = [_label_cell(block, place, grid) for place, block in enumerate(labels)]
    return replace(grid, rows=grid.rows + len(labels), cells=(*cells, *moved))


def _spans(grid: Grid) -> dict[int, tuple[float, float]]:
    """How far the texts of each column reach, left and right; headers over several columns apart."""
    reach: dict[int, tuple[float, float]] = {}
    for cell in grid.cells:
        if cell.box is None or cell.column_span > 1 or not cell.text.strip():
            continue
        left, right = reach.get(cell.column, (cell.box.x0, cell.box.x1))
        reach[cell.column] = (min(left, cell.box.x0), max(right, cell.box.x1))
    return reach


def _matched(
    above: dict[int, tuple[float, float]], below: dict[int, tuple[float, float]]
) -> dict[int, int] | None:
    """The column above for each column below, by the place they stand at; None when they do not fit."""
    found: dict[int, int] = {}
    for column, (left, right) in sorted(below.items()):
        over = {
            c: min(right, r) - max(left, x) for c, (x, r) in above.items() if min(right, r) > max(left, x)
        }
        if not over:
            return None
        best = max(over, key=lambda c: over[c])
        x, r = above[best]
        labels = column == best == 0  # longer or shorter, or all indented: overlapping is enough
        if best in found.values() or (not labels and min(abs(left - x), abs(right - r)) > _OFF_POINTS):
            return None
        found[column] = best
    if len(found) < 2 or list(found.values()) != sorted(found.values()):
        return None
    return found


def _decimals_differ(whole: Grid, following: Grid, columns: dict[int, int]) -> bool:
    """Whether the numbers have another number of decimals: cents in one, whole thousands in the other."""
    upper, lower = _decimals(whole, columns.values()), _decimals(following, columns)
    for column, over in columns.items():
        above, below = upper[over], lower[column]
        if min(above.total(), below.total()) >= 2 and not set(above) & set(below):
            return True
    return False


def _decimals(grid: Grid, columns: Collection[int]) -> dict[int, Counter[int]]:
    """How often the numbers of each column have how many decimals."""
    found: dict[int, Counter[int]] = {column: Counter() for column in columns}
    for cell in grid.cells:
        number = parse_cell(cell.text) if cell.column in found else None
        if number is not None:
            exponent = number.number.as_tuple().exponent
            found[cell.column][-exponent if isinstance(exponent, int) else 0] += 1
    return found


def _same_header(whole: Grid, header: int, following: Grid, again: int, columns: dict[int, int]) -> bool:
    """Whether a header is the one printed again, perhaps without the units printed the first time."""
    fewer = _unit_texts(following, again) < _unit_texts(whole, header)
    for with_units in (True, False) if fewer else (True,):
        above = _header_texts(whole, header, with_units)
        below = _header_texts(following, again, with_units)
        over = {columns.get(column, column): text for column, text in below.items()}
        if over and over == above:
            return True
    return False


def _header_texts(grid: Grid, rows: int, with_units: bool) -> dict[int, str]:
    """The letters and digits of the header over each column, without texts that are only a unit unless
    asked for."""
    texts: dict[int, str] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        letters = re.sub(r"[\W_]+", "", cell.text).casefold()
        if cell.row < rows and letters and (with_units or not is_unit_text(cell.text)):
            texts[cell.column] = texts.get(cell.column, "") + letters
    return texts


def _unit_texts(grid: Grid, rows: int) -> set[str]:
    return {cell.text.strip(" ()[]") for cell in grid.cells if cell.row < rows and is_unit_text(cell.text)}


def _joined(whole: Grid, following: Grid, columns: dict[int, int], again: int) -> Grid:
    moved = tuple(_moved(cell, whole.rows, columns, following, whole) for cell in following.cells)
    part = Part(following.page, following.box, whole.rows, again)
    return replace(
        whole,
        rows=whole.rows + following.rows,
        cells=(*whole.cells, *moved),
        parts=(*whole.parts, part),
    )


def _moved(cell: GridCell, rows: int, columns: dict[int, int], following: Grid, whole: Grid) -> GridCell:
    """A cell of the next page at its place in the whole; a spanning one from its first column to its last."""
    last = cell.column + cell.column_span - 1
    left = columns.get(cell.column, min(cell.column, whole.columns - 1))
    right = columns.get(last, min(max(left, last), whole.columns - 1))
    return replace(cell, row=cell.row + rows, column=left, column_span=max(1, right - left + 1))
