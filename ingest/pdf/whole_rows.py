"""The lines of a table put together to rows before its columns are known, so that they show all columns.

A cell of two lines beside cells of one stands above and below their line, and no line has all of the row.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from ingest.boxes import bounds
from ingest.pdf.numerals import is_year_like
from ingest.pdf.pieces import Line, Rule
from ingest.pdf.setting import OVERLAP_STEP, full_edges, is_between

_FEWEST_DRAWN = 3


def whole_rows(lines: Sequence[Line], across: Sequence[Rule]) -> list[Line]:
    """Each row's texts, left to right: the lines between two drawn edges, or else those set too close to be
    two rows; lines on top or without amounts, as a head's, stay as they are."""
    box = bounds(chunk.box for line in lines for chunk in line)
    size = median(chunk.size for line in lines for chunk in line)
    bases = [median(chunk.base for chunk in line) for line in lines]
    counted = [_has_amounts(line, box.x0 + size) for line in lines]
    edges = full_edges(across, box)
    near = OVERLAP_STEP * size
    steps = list(itertools.pairwise(bases))
    apart = [lower - upper >= near for upper, lower in steps]
    drawn = [is_between(edges, upper, lower, size) for upper, lower in steps]
    counts = [sum(counted[index] for index in group) for group in _grouped(drawn)]
    if sum(map(bool, counts)) >= _FEWEST_DRAWN and max(counts[:-1]) <= 1:
        first, last = drawn.index(True), len(drawn) - 1 - drawn[::-1].index(True)
        apart = [edge if first <= place <= last else apart[place] for place, edge in enumerate(drawn)]
    groups = _grouped(apart)
    rows: list[Line] = []
    for group in groups:
        own = [lines[index] for index in group]
        if rows and any(counted[index] for index in group):
            own = [tuple(sorted((chunk for line in own for chunk in line), key=lambda chunk: chunk.x0))]
        rows += own
    return rows


def _grouped(parted: Sequence[bool]) -> list[list[int]]:
    """Places in a row, parted where it is said."""
    groups = [[0]]
    for place, apart in enumerate(parted, 1):
        if apart:
            groups.append([place])
        else:
            groups[-1].append(place)
    return groups


def _has_amounts(line: Line, left: float) -> bool:
    return any(chunk.counted and chunk.x0 > left and not is_year_like(chunk.text) for chunk in line)
