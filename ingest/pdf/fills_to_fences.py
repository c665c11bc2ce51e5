"""Edges between shaded cells: boxes filled side by side part a table's columns as rules would."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from ingest.pdf.pieces import Fill, Rule

_FEWEST_CELLS = 3
_TOUCH_POINTS = 1.5
_TALLEST_POINTS = 90.0


def fills_to_fences(fills: Sequence[Fill]) -> tuple[Rule, ...]:
    """The edges shared by at least three boxes of one height that touch side by side."""
    bands: defaultdict[tuple[int, int], list[Fill]] = defaultdict(list)
    for fill in fills:
        if fill.box.bottom - fill.box.top <= _TALLEST_POINTS:
            bands[round(fill.box.top), round(fill.box.bottom)].append(fill)
    fences: list[Rule] = []
    for band in bands.values():
        for row in _touching(sorted(band, key=lambda fill: fill.box.x0)):
            if len(row) >= _FEWEST_CELLS:
                fences += [Rule(f.box.x0, f.box.top, f.box.bottom) for f in row[1:]]
    return tuple(sorted(fences))


def _touching(fills: Sequence[Fill]) -> list[list[Fill]]:
    rows: list[list[Fill]] = []
    for before, fill in itertools.pairwise([None, *fills]):
        if fill is None:
            continue
        if before is not None and rows and abs(fill.box.x0 - rows[-1][-1].box.x1) <= _TOUCH_POINTS:
            rows[-1].append(fill)
        elif before is not None and fill.box.x1 <= rows[-1][-1].box.x1 + _TOUCH_POINTS:
            continue
        else:
            rows.append([fill])
    return rows
