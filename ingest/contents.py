"""Recognises a table of contents: its page numbers are no figures and its lines say nothing.

An entry is told by leader dots before its page number; without them by standing on a page that is
titled as contents (or goes on from one), among other entries whose page numbers rise.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ingest.records import Block, BlockKind, Grid, Layout

_TITLE = re.compile(
    r"sisällys(?:luettelo)?|sisältö|innehåll(?:sförteckning)?|(?:table\s+of\s+)?contents", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:\.{4,}|(?:\.\s){4,}|…{2,}|_{4,}|·{4,})\s*(?:\d{1,4}|[ivxlc]{1,6})?$")
_PAGE = re.compile(r"(?:^|\s)(\d{1,4})$")
_FEWEST = 3
_RISING = 0.8


def contents_blocks(layouts: Sequence[Layout]) -> list[frozenset[int]]:
    """For each page the places, among its blocks, of the lines and tables of a table of contents."""
    found: list[frozenset[int]] = []
    goes_on = False
    for layout in layouts:
        own = _entries(layout, goes_on)
        found.append(own)
        body = [block for block in layout.blocks if block.kind not in (BlockKind.HEADER, BlockKind.FOOTER)]
        goes_on = len(own) >= _FEWEST and len(own) >= 0.5 * len(body)
    return found


def is_contents_title(text: str) -> bool:
    """Whether a line is the title of a table of contents: "Sisällys", "Innehåll", "Contents"."""
    return _TITLE.fullmatch(text.strip(" .:")) is not None


def _entries(layout: Layout, goes_on: bool) -> frozenset[int]:
    led = {place for place, block in enumerate(layout.blocks) if _LEADERS.search(block.text.rstrip())}
    titles = [place for place, block in enumerate(layout.blocks) if is_contents_title(block.text)]
    start = titles[0] if titles else 0
    found = set(led)
    if titles or goes_on:
        found |= _rising(layout.blocks, start)
    if len(led) >= _FEWEST:  # a page number that stands apart from its line
        found |= {place for place, block in enumerate(layout.blocks) if _is_bare_page(block)}
    grids = iter(layout.grids)
    for place, block in enumerate(layout.blocks):
        if block.kind is BlockKind.TABLE:
            grid = next(grids)
            if _is_contents_grid(grid, (bool(titles) and place > start) or goes_on):
                found.add(place)
    return frozenset(found)


def _is_bare_page(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and re.fullmatch(r"\d{1,4}", block.text.strip()) is not None


def _rising(blocks: Sequence[Block], start: int) -> set[int]:
    """The places of the texts after `start` that end in numbers, if these rise."""
    ends = [
        (place, int(match.group(1)))
        for place, block in enumerate(blocks)
        if place >= start
        and block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING)
        and (match := _PAGE.search(block.text.rstrip()))
    ]
    return {place for place, _ in ends} if _rises([number for _, number in ends]) else set()


def _rises(numbers: Sequence[int]) -> bool:
    if len(numbers) < _FEWEST:
        return False
    steps = [left <= right for left, right in itertools.pairwise(numbers)]
    return sum(steps) >= _RISING * len(steps)


def _is_contents_grid(grid: Grid, titled: bool) -> bool:
    """Whether a grid holds entries and, in its last column, their page numbers."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell.text.strip())
    led = sum(any(_LEADERS.search(text) for text in texts) for texts in rows.values())
    if led >= max(_FEWEST, 0.5 * len(rows)):
        return True
    last = [texts[-1] for texts in rows.values() if len(texts) > 1]
    numbers = [int(text) for text in last if re.fullmatch(r"\d{1,4}", text)]
    return titled and len(numbers) >= 0.7 * len(rows) and _rises(numbers)
