"""Finds the columns of a table from white space: the strips that its lines leave free.

A gutter is an interval, not a line: a chunk may reach into it as long as it does not cross it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from statistics import median

from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import is_numeric, is_year_like
from ingest.pdf.pieces import Chunk, Line, Rule, Word, chunk_of

Gutter = tuple[float, float]
"""A free strip from x to x; both are equal where a drawn rule parts two columns. Where there are several,
they stand from left to right."""
_start, _end = itemgetter(0), itemgetter(1)

_INK_POINTS = 0.1
_TOUCH = 0.15
_NOISY_LINES = 5
_SAME_POINTS = 6.0
_FEW_COLUMNS = 4
_GROUPS = 0.7
_MARK = re.compile(r"\d{1,2}\)|\*{1,3}|[†‡]")
_MARK_SHARE = 0.34
_FEWEST_SPACES = 2
_FEWEST_NAMES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A chunk and the columns it stands in, first and last."""

    first: int
    last: int
    chunk: Chunk


Row = list[Piece]
"""The pieces of one line, left to right; their columns do not overlap."""


def lines_to_gutters(lines: Sequence[Line], whole: Sequence[Line] = ()) -> list[Gutter]:
    """The gutters between the columns of a run of lines; empty if there is only one column.

    `whole` are the same lines put together to rows where that is known.
    """
    body = _body_lines(whole or lines)
    if not body:
        return []
    best = _free_strips(body, 0.0)
    if len(body) >= _NOISY_LINES:
        noisy = _free_strips(body, LIMITS.gutter_noise)
        if len(noisy) > len(best):
            best = noisy
    while best and _is_indent_only(whole or lines, best):
        best = best[1:]
    return _without_head_columns(lines, _without_mark_columns(lines, best))


def _without_mark_columns(lines: Sequence[Line], gutters: list[Gutter]) -> list[Gutter]:
    """The gutters less those that part a few numbers from their footnote marks."""
    rows = [row for row in lines_to_rows(lines, gutters) if is_amounts(row)]
    own: defaultdict[int, int] = defaultdict(int)
    texts: defaultdict[int, list[str]] = defaultdict(list)
    after: defaultdict[int, list[bool]] = defaultdict(list)
    for row in rows:
        for place, piece in enumerate(row):
            own[piece.first] += piece.first == piece.last
            for column in range(piece.first, piece.last + 1):
                texts[column].append(piece.chunk.text)
            if place:
                before = row[place - 1]
                after[piece.first].append(before.last == piece.first - 1 and before.chunk.counted)
    marked = {
        column
        for column in range(2, len(gutters) + 1)
        if 0 < own[column] == len(texts[column]) <= _MARK_SHARE * len(rows)
        and all(after[column])
        and len(after[column]) == own[column]
        and all(map(_MARK.fullmatch, texts[column]))
    }
    return [gutter for index, gutter in enumerate(gutters) if index + 1 not in marked]


def _without_head_columns(lines: Sequence[Line], gutters: list[Gutter]) -> list[Gutter]:
    """The gutters less those that part a column's name from its numbers.

    A name centred over numbers set to the right may stand beside all of them. So a column that only
    lines without amounts use is one with the nearer neighbour that only lines with amounts use.
    """
    while len(gutters) > 1:
        rows = lines_to_rows(lines, gutters)
        counts = [is_amounts(row) for row in rows]
        first = next((index for index, body in enumerate(counts) if body), 1)
        used: defaultdict[int, list[int]] = defaultdict(list)
        reach: dict[int, tuple[float, float]] = {}
        for index, row in enumerate(rows):
            for piece in row:
                if piece.first == piece.last:
                    used[piece.first].append(index)
                    x0, x1 = reach.get(piece.first, (piece.chunk.x0, piece.chunk.x1))
                    reach[piece.first] = (min(x0, piece.chunk.x0), max(x1, piece.chunk.x1))
        best: tuple[float, int] | None = None
        for column in range(1, len(gutters)):
            pair = used[column], used[column + 1]
            if not all(pair):
                continue
            if max(pair[0]) < first <= min(pair[1]) or max(pair[1]) < first <= min(pair[0]):
                apart = reach[column + 1][0] - reach[column][1]
                if best is None or apart < best[0]:
                    best = apart, column
        if best is None:
            return gutters
        gutters = gutters[: best[1]] + gutters[best[1] + 1 :]
    return gutters


def is_amounts(row: Row) -> bool:
    """Whether a line holds an amount right of its label."""
    return any(p.first > 0 and p.chunk.counted and not is_year_like(p.chunk.text) for p in row)


def with_fences(gutters: Sequence[Gutter], fences: Sequence[Rule], lines: Sequence[Line]) -> list[Gutter]:
    """The gutters, cut where shaded cells show that an empty column lies inside one.

    Only fences beside these lines count; a wide gutter with two of them holds a column, and one with one
    of them parts there.
    """
    top = min(chunk.top for line in lines for chunk in line)
    bottom = max(chunk.bottom for line in lines for chunk in line)
    places = sorted({rule.at for rule in fences if rule.start < bottom and rule.end > top})
    found: list[Gutter] = []
    for start, end in gutters:
        inside = [at for at in places if start - 1 <= at <= end + 1]
        inside = [at for index, at in enumerate(inside) if not index or at - inside[index - 1] > _SAME_POINTS]
        if len(inside) < 2:
            room = min((min(at - start, end - at) for at in inside), default=-1.0)
            found.append((inside[0] - room, inside[0] + room) if room > 0 else (start, end))
            continue
        found.append((min(start, inside[0]), inside[0]))
        found += [(at, at) for at in inside[1:-1]]
        found.append((inside[-1], max(end, inside[-1])))
    return found


def _body_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines that show the columns: those with many chunks, with numbers if enough have them."""
    most = max(map(len, lines), default=0)
    if most < 2:
        return []
    full = [line for line in lines if len(line) >= max(2, 0.5 * most)]
    counted = [line for line in full if any(chunk.counted for chunk in line)]
    amounts = [line for line in counted if len(line) > _GROUPS * most or not _is_years(line)]
    if most >= _FEW_COLUMNS and len(amounts) >= max(2, 0.5 * len(counted)):
        counted = amounts
    return counted if len(counted) >= max(2, 0.5 * len(full)) else full


def _is_years(line: Line) -> bool:
    """Whether the only numbers of a line are years or the like: names of columns, or of groups of them."""
    return all(is_year_like(chunk.text) for chunk in line if chunk.counted)


def _free_strips(lines: Sequence[Line], noise: float) -> list[Gutter]:
    events: list[tuple[float, int]] = []
    for line in lines:
        for chunk in line:
            events += [(chunk.x0 + _INK_POINTS, 1), (chunk.x1 - _INK_POINTS, -1)]
    events.sort()
    allowed = int(noise * len(lines))
    narrowest = LIMITS.gutter * median(chunk.size for line in lines for chunk in line)
    strips: list[Gutter] = []
    covered = 0
    since: float | None = None
    for x, step in events:
        before, covered = covered, covered + step
        if before > allowed >= covered:
            since = x
        elif before <= allowed < covered and since is not None:
            if x - since >= narrowest:
                strips.append((since, x))
            since = None
    return strips


def _is_indent_only(lines: Sequence[Line], gutters: Sequence[Gutter]) -> bool:
    """Whether the first two columns are one label column, some labels indented: never side by side."""
    rows = lines_to_rows(lines, gutters)
    beside = first = spanning = 0
    second: list[bool] = []
    for row in rows:
        own = any(piece.first == piece.last == 0 for piece in row)
        following = [piece for piece in row if piece.first == piece.last == 1]
        first += own
        beside += bool(own and following)
        second += [piece.chunk.numeric for piece in following]
        spanning += any(piece.first == 0 and piece.last == 1 for piece in row)
    return bool(
        first + spanning >= 2 and beside <= 0.06 * len(rows) and second and sum(second) < 0.25 * len(second)
    )


def lines_to_rows(lines: Sequence[Line], gutters: Sequence[Gutter]) -> list[Row]:
    """Place each line's chunks in columns; chunks that meet in a column of a line are joined."""
    rows: list[Row] = []
    spaces = _usual_spaces(lines) if gutters else {}
    for line in lines:
        row: Row = []
        parts = (part for whole in line for part in split_at_gutters(whole, gutters, spaces.get(whole.bold)))
        for chunk in parts:
            first, last = columns_of(chunk.x0, chunk.x1, gutters, _TOUCH * chunk.size)
            if row and first <= row[-1].last:
                before = row.pop()
                joined = chunk_of([*before.chunk.words, *chunk.words])
                row.append(Piece(min(before.first, first), max(before.last, last), joined))
            else:
                row.append(Piece(first, last, chunk))
        rows.append(row)
    return rows


def columns_of(x0: float, x1: float, gutters: Sequence[Gutter], slack: float) -> tuple[int, int]:
    """First and last column that ink from x0 to x1 stands in."""
    first = bisect_right(gutters, x0 + slack, key=_start)
    last = bisect_left(gutters, x1 - slack, key=_end)
    if last < first:
        first = last = bisect_left(gutters, (x0 + x1) / 2, key=_middle)
    return first, last


def _usual_spaces(lines: Sequence[Line]) -> dict[bool, float]:
    """The usual space between two words of a text, in em: of the bold ones (True) and of the others."""
    found: defaultdict[bool, list[float]] = defaultdict(list)
    for chunk in (chunk for line in lines for chunk in line):
        found[chunk.bold] += [
            (right.x0 - left.x1) / chunk.size
            for left, right in itertools.pairwise(chunk.words)
            if not (is_numeric(left.text) and is_numeric(right.text))
        ]
    return {bold: median(gaps) for bold, gaps in found.items() if len(gaps) >= _FEWEST_SPACES}


def split_at_gutters(chunk: Chunk, gutters: Sequence[Gutter], space: float | None = None) -> list[Chunk]:
    """A chunk cut where one of its wider spaces lies in a gutter; `space` is the usual one, in em."""
    if len(chunk.words) < 2 or not gutters:
        return [chunk]
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(chunk.words)]
    usual = median(gaps) if len(gaps) > 2 else 0.26 * chunk.size
    usual = max(usual, (space or 0.0) * chunk.size)
    wide = max(0.3 * chunk.size, 1.25 * min(usual, 0.33 * chunk.size))
    pairs = itertools.pairwise(chunk.words)
    between = [_parting(gutters, left.x1, right.x0) for left, right in pairs]
    if len(gaps) >= _FEWEST_NAMES and None not in between and len(set(between)) == len(between):
        wide = 0.0  # names of columns set as closely as words
    parts: list[list[Word]] = [[chunk.words[0]]]
    for gap, word in zip(gaps, chunk.words[1:], strict=True):
        last = parts[-1][-1]
        if gap > wide and _parting(gutters, last.x1, word.x0) is not None:
            parts.append([word])
        else:
            parts[-1].append(word)
    return [chunk_of(part) for part in parts] if len(parts) > 1 else [chunk]


def _parting(gutters: Sequence[Gutter], end: float, start: float) -> Gutter | None:
    """The first gutter that the space from `end` to `start` lies mostly in."""
    for index in range(bisect_left(gutters, end - 0.5, key=_end), len(gutters)):
        low, high = gutters[index]
        if low > start + 0.5:
            return None
        if low == high or min(start, high) - max(end, low) > 0.5 * (start - end):
            return low, high
    return None


def _middle(gutter: Gutter) -> float:
    return (gutter[0] + gutter[1]) / 2
