"""Crossing rules -> the cells they draw, each with the words inside it."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf.limits import LIMITS
from ingest.pdf.pieces import Rule, Word
from ingest.records import Box

_COLUMN_SNAP = LIMITS.snap_points + 1.0
_ROW_SNAP = LIMITS.snap_points + 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Ruled:
    """A drawn cell: grid columns `left` to `right` and rows `top` to `bottom`, inclusive."""

    left: int
    right: int
    top: int
    bottom: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """Rules that cross: where its lines are (`xs`, `ys`), its cells, and the box around it."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Ruled, ...]
    box: Box

    @property
    def words(self) -> list[Word]:
        return [word for cell in self.cells for word in cell.words]


def connected_rules(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that touch or cross each other, directly or through others."""
    tolerance = LIMITS.snap_points
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, row in enumerate(across):
        for j, column in enumerate(down):
            if (
                row.start - tolerance <= column.at <= row.end + tolerance
                and column.start - tolerance <= row.at <= column.end + tolerance
            ):
                parent[root(i)] = root(len(across) + j)
    groups: defaultdict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(across):
        groups[root(i)][0].append(row)
    for j, column in enumerate(down):
        groups[root(len(across) + j)][1].append(column)
    return list(groups.values())


def rules_to_lattice(across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Word]) -> Lattice | None:
    """The cells that some rules draw; None if they draw none or no word stands in them.

    An edge between two cells exists where most of it is drawn; fields without an edge between
    them are one cell. A cell that is not a rectangle is cut to rows, and these where a rule under them ends.
    """
    x0 = min([rule.start for rule in across] + [rule.at for rule in down])
    x1 = max([rule.end for rule in across] + [rule.at for rule in down])
    y0 = min([rule.at for rule in across] + [rule.start for rule in down])
    y1 = max([rule.at for rule in across] + [rule.end for rule in down])
    xs = _snapped([*(rule.at for rule in down), x0, x1], _COLUMN_SNAP)
    ys = _snapped([*(rule.at for rule in across), y0, y1], _ROW_SNAP)
    inside = [w for w in words if x0 - 2 <= w.across <= x1 + 2 and y0 - 1 <= w.middle <= y1 + 1]
    columns, rows = len(xs) - 1, len(ys) - 1
    if not inside or columns < 1 or rows < 1:
        return None
    rectangles = _rectangles(xs, ys, across, down)
    owner = {
        (i, j): index
        for index, (left, right, top, bottom) in enumerate(rectangles)
        for i in range(left, right + 1)
        for j in range(top, bottom + 1)
    }
    held: defaultdict[int, list[Word]] = defaultdict(list)
    for word in inside:
        i = min(max(bisect.bisect_right(xs, word.across) - 1, 0), columns - 1)
        j = min(max(bisect.bisect_right(ys, word.middle) - 1, 0), rows - 1)
        held[owner[i, j]].append(word)
    cells = tuple(Ruled(*rectangle, tuple(held[index])) for index, rectangle in enumerate(rectangles))
    return Lattice(tuple(xs), tuple(ys), cells, Box(x0, y0, x1, y1))


def _snapped(values: Sequence[float], tolerance: float) -> list[float]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _rectangles(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> list[tuple[int, int, int, int]]:
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = {(i, j): (i, j) for i in range(columns) for j in range(rows)}

    def root(field: tuple[int, int]) -> tuple[int, int]:
        while parent[field] != field:
            field = parent[field]
        return field

    for j in range(rows):
        for i in range(columns):
            if i + 1 < columns and not _drawn(down, xs[i + 1], _COLUMN_SNAP, ys[j], ys[j + 1]):
                parent[root((i + 1, j))] = root((i, j))
            if j + 1 < rows and not _drawn(across, ys[j + 1], _ROW_SNAP, xs[i], xs[i + 1]):
                parent[root((i, j + 1))] = root((i, j))
    groups: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for field in parent:
        groups[root(field)].append(field)
    found: list[tuple[int, int, int, int]] = []
    for fields in groups.values():
        left, right = min(i for i, _ in fields), max(i for i, _ in fields)
        top, bottom = min(j for _, j in fields), max(j for _, j in fields)
        if len(fields) == (right - left + 1) * (bottom - top + 1):
            found.append((left, right, top, bottom))
        else:
            for j in range(top, bottom + 1):
                own = sorted(i for i, jj in fields if jj == j)
                under = [i for i in own if (i, j + 1) not in fields]
                for part in (under, [i for i in own if (i, j + 1) in fields]):
                    found += [(a, b, j, j) for a, b in _stretches(part)]
    return found


def _drawn(rules: Sequence[Rule], at: float, tolerance: float, start: float, end: float) -> bool:
    longest = 0.0
    for rule in rules:
        if abs(rule.at - at) <= tolerance:
            longest = max(longest, min(rule.end, end) - max(rule.start, start))
    return longest >= LIMITS.edge_cover * (end - start)


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place == found[-1][1] + 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
