"""The head of a table: which upper cells span which columns, and how its lines stack to rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf.draft import DraftCell
from ingest.pdf.gutters import Piece, Row
from ingest.pdf.head_groups import Span, line_spans, of_another_year
from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import is_column_number, is_numeric
from ingest.pdf.pieces import Chunk, Rule

_EDGE_POINTS = 4.0
_REACH = 3.2
_BESIDE_STEP = 0.75


def spanned(
    rows: Sequence[Row], bases: Sequence[float], across: Sequence[Rule], body: Sequence[Row] = ()
) -> list[Row]:
    """The head's rows with upper cells widened over the columns they head.

    A rule drawn under a cell tells its columns; without one, a cell centred over the columns
    below spans them. `body` are the rows below the head.
    """
    found = [list(row) for row in rows]
    for upper in reversed(range(len(rows) - 1)):
        told = line_spans(found, bases, upper, body)
        for place, piece in enumerate(found[upper]):
            if piece.first == 0 and len(found[upper]) == 1:
                continue
            low = found[upper][place - 1].last + 1 if place else 0
            more = place + 1 < len(found[upper])
            high = found[upper][place + 1].first - 1 if more else 10**6
            low, high = _between_others(found, bases, upper, piece, (low, high))
            span = _span(rows, found, upper, piece, (low, high), bases, across, told.get(place))
            if span:
                found[upper][place] = Piece(max(low, span[0]), min(high, span[1]), piece.chunk)
    return found


def _between_others(
    rows: Sequence[Row], bases: Sequence[float], own: int, piece: Piece, limits: Span
) -> Span:
    """The columns that texts set beside a piece, on lines that overlap its own, leave it."""
    low, high = limits
    for line, row in enumerate(rows):
        if line == own or abs(bases[line] - bases[own]) >= _BESIDE_STEP * piece.chunk.size:
            continue
        for other in row:
            if other.last < piece.first:
                low = max(low, other.last + 1)
            elif other.first > piece.last:
                high = min(high, other.first - 1)
    return low, high


def _span(
    rows: Sequence[Row],
    found: Sequence[Row],
    upper: int,
    piece: Piece,
    limits: tuple[int, int],
    bases: Sequence[float],
    across: Sequence[Rule],
    told: Span | None,
) -> tuple[int, int] | None:
    chunk = piece.chunk
    for lower in range(upper + 1, len(rows)):
        if bases[lower] - bases[upper] > _REACH * chunk.size:
            return None
        below = [p for p in rows[lower] if limits[0] <= p.first and p.last <= limits[1]]
        wide = [p for p in found[lower] if limits[0] <= p.first and p.last <= limits[1]]
        ruled = _ruled_span(rows[upper], piece, wide, bases[upper], bases[lower], across)
        if ruled:
            return ruled
        if told:
            return told
        near = [p for p in below if p.first <= piece.last and piece.first <= p.last]
        centred = _centred_span(rows, upper, lower, piece, below, near, limits)
        if centred:
            return centred
        if near:
            return None
    return None


def _ruled_span(
    row: Row, piece: Piece, below: Sequence[Piece], top: float, bottom: float, across: Sequence[Rule]
) -> tuple[int, int] | None:
    chunk = piece.chunk
    for rule in across:
        under = top < rule.at < bottom - 0.2 * chunk.size
        if not under or not rule.start - 2 <= chunk.across <= rule.end + 2:
            continue

        def over(other: Piece, rule: Rule = rule) -> bool:
            return rule.start - _EDGE_POINTS <= other.chunk.across <= rule.end + _EDGE_POINTS

        covered = [p for p in below if over(p)]
        if len(covered) >= 2 and not any(over(p) for p in row if p is not piece):
            return min(covered[0].first, piece.first), max(covered[-1].last, piece.last)
    return None


def _centred_span(
    rows: Sequence[Row],
    upper: int,
    lower: int,
    piece: Piece,
    below: Sequence[Piece],
    near: Sequence[Piece],
    limits: tuple[int, int],
) -> tuple[int, int] | None:
    chunk = piece.chunk
    extents: dict[int, tuple[float, float]] = {}
    for row in rows[lower:]:
        for p in row:
            if p.first == p.last and limits[0] <= p.first <= limits[1]:
                x0, x1 = extents.get(p.first, (p.chunk.x0, p.chunk.x1))
                extents[p.first] = (min(x0, p.chunk.x0), max(x1, p.chunk.x1))
    if any(_set_flush(p.chunk, chunk) or _is_rest_of(p.chunk, chunk) for p in near):
        return None
    others = [p.chunk.across for p in rows[upper] if p is not piece and p.first > 0]
    best: tuple[int, float, tuple[int, int]] | None = None
    for first in sorted(extents):
        for last in sorted(extents):
            if last <= first or first > piece.first or last < piece.last:
                continue
            if any(column not in extents for column in range(first, last + 1)):
                continue
            if first == 0 and rows[upper][0].first != 0:
                continue
            if of_another_year(chunk, rows, upper, (first, last)):
                continue
            count = sum(first <= p.first <= last for p in below)
            if count < 2 or (not others and count < last - first + 1):
                continue
            if any(
                _nearer(extents[c], chunk.across, other) for c in range(first, last + 1) for other in others
            ):
                continue
            x0, x1 = extents[first][0], extents[last][1]
            off = abs(chunk.across - (x0 + x1) / 2)
            share, ems = (0.12, 0.8) if others else (0.05, 0.6)
            if off > max(share * (x1 - x0), ems * chunk.size) or chunk.x0 <= x0 - 3:
                continue
            if best is None or (last - first, -off) > best[:2]:
                best = (last - first, -off, (first, last))
    return best[2] if best else None


def _set_flush(below: Chunk, chunk: Chunk) -> bool:
    """Whether a cell below shares an edge with the upper one without sharing its middle."""
    flush = min(abs(below.x1 - chunk.x1), abs(below.x0 - chunk.x0)) < 1
    return flush and abs(below.across - chunk.across) > 1.5


def _is_rest_of(below: Chunk, chunk: Chunk) -> bool:
    """Whether a cell below is the rest of the upper one: "Depth" over "(feet)"."""
    unit = below.text.startswith("(") and not is_column_number(below.text)
    return (unit or below.text[:1].islower()) and abs(below.across - chunk.across) < 0.5 * chunk.size


def _nearer(extent: tuple[float, float], own: float, other: float) -> bool:
    middle = (extent[0] + extent[1]) / 2
    return abs(middle - other) < 0.75 * abs(middle - own)


@dataclass(slots=True)
class _Stack:
    """A head cell being built from the lines that stand over each other."""

    left: int
    right: int
    last_line: int
    chunks: list[Chunk]

    @property
    def text(self) -> str:
        return " ".join(chunk.text for chunk in self.chunks)


def stack_head(
    rows: Sequence[Row], bases: Sequence[float], size: float, across: Sequence[Rule]
) -> tuple[list[DraftCell], int]:
    """Head lines to cells: lines of one span set closely are one cell, wider ones above get a row.

    Returns the cells and the number of head rows.
    """
    stacks: list[_Stack] = []
    for line, row in enumerate(rows):
        for piece in row:
            above = next(
                (s for s in reversed(stacks) if s.left <= piece.last and piece.first <= s.right), None
            )
            if above and _stacks_on(
                above, piece, bases[line] - bases[above.last_line], bases[line], size, across
            ):
                above.last_line = line
                above.chunks.append(piece.chunk)
            else:
                stacks.append(_Stack(piece.first, piece.last, line, [piece.chunk]))
    depths: list[int] = []
    for index, stack in enumerate(stacks):
        over = [depths[k] + 1 for k in range(index) if _overlap(stacks[k], stack)]
        depths.append(max(over, default=0))
    count = max(depths, default=-1) + 1
    cells = []
    for index, stack in enumerate(stacks):
        covered = any(depths[k] > depths[index] and _overlap(stacks[k], stack) for k in range(len(stacks)))
        bottom = depths[index] if covered else count - 1
        cells.append(DraftCell(depths[index], bottom, stack.left, stack.right, tuple(stack.chunks)))
    return cells, count


def _overlap(a: _Stack, b: _Stack) -> bool:
    return a.left <= b.right and b.left <= a.right


def _stacks_on(
    above: _Stack, piece: Piece, step: float, base: float, size: float, across: Sequence[Rule]
) -> bool:
    same = (
        (above.left == piece.first and above.right == piece.last)
        or (above.left <= piece.first and piece.last <= above.right and above.left == above.right)
        or (piece.first <= above.left and above.right <= piece.last and piece.first == piece.last)
    )
    if not same or step > LIMITS.wrap_gap * size:
        return False
    chunk = piece.chunk
    if is_column_number(chunk.text):
        return False
    for rule in across:
        between = base - step + 0.05 * size < rule.at < base - 0.2 * size
        if between and min(rule.end, chunk.x1) - max(rule.start, chunk.x0) > 0.5 * chunk.width:
            return False
    numbers = is_numeric(above.text) and is_numeric(chunk.text)
    return not numbers or len(above.text) == 4
