"""Which columns a text of a table's head stands over, told by geometry alone.

A text with the line of its own cell below it shares an edge or its middle with that line exactly. A text
that does not is another cell: the name of a group, set in the middle of its columns. Where those columns
begin and end is not drawn, so the ways of dividing the columns among the texts of a line are compared.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.pdf.gutters import Piece, Row
from ingest.pdf.pieces import Chunk

Span = tuple[int, int]
"""First and last column, inclusive."""

_EXACT = 0.09
_FLUSH_STEP = 2.4
_WRAP_STEP = 1.38
_REACH = 3.2
_INK_OFF = 0.4
_SHARE_OFF = 0.035
_FIT_OFF = 0.3
_PAD = (-0.25, 1.2)
_BARE = 0.25
_EVEN = 0.15
_REPEATED = 0.5
_MOST_WAYS = 4000
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


Off = tuple[float, float]
"""A place or a distance of which only the bounds are known."""


@dataclass(frozen=True, slots=True)
class Column:
    """The ink of a column: in its head and in all of it, its edges, and whether it holds numbers."""

    head: tuple[float, float]
    ink: tuple[float, float]
    left: float
    right: float
    numeric: bool


def columns_of_rows(head: Sequence[Row], body: Sequence[Row]) -> dict[int, Column]:
    """The columns that texts standing in one column alone show."""
    names, values = _by_column(head), _by_column(body)
    found: dict[int, Column] = {}
    for column in names.keys() | values.keys():
        own = names.get(column) or values[column]
        name = min(chunk.x0 for chunk in own), max(chunk.x1 for chunk in own)
        below = values.get(column, [])
        numbers = [chunk for chunk in below if chunk.counted]
        left = min([name[0], *(chunk.x0 for chunk in below)])
        ends = [chunk.x1 for chunk in numbers or below]
        right = max(name[1], median(ends)) if ends else name[1]
        ink = left, max([name[1], *(chunk.x1 for chunk in below)])
        found[column] = Column(name, ink, left, right, 2 * len(numbers) >= len(below))
    return found


def _by_column(rows: Sequence[Row]) -> defaultdict[int, list[Chunk]]:
    found: defaultdict[int, list[Chunk]] = defaultdict(list)
    for row in rows:
        for piece in row:
            if piece.first == piece.last:
                found[piece.first].append(piece.chunk)
    return found


def line_spans(
    rows: Sequence[Row], bases: Sequence[float], upper: int, body: Sequence[Row]
) -> dict[int, Span]:
    """The columns of those texts of a head line, by their place in it, for which geometry decides.

    `rows` are the head's lines, of which those below `upper` have their spans already; `body` the others.
    """
    columns = columns_of_rows(rows[upper + 1 :], body)
    below = _below(rows, bases, upper)
    own = [place for place, piece in enumerate(rows[upper]) if piece.first > 0]
    single = {place for place in own if _is_upper_line(rows, bases, upper, rows[upper][place], columns)}
    if not own or not below:
        return {}
    settled = {place: (rows[upper][place].first,) * 2 for place in single}
    wraps = len(single) == len(own)
    reach = {column: _reach(rows, bases, upper, column) for column in below}
    ways = list(_ways(rows, upper, own, set() if wraps else single, below, columns, reach))
    if not ways:
        return {place: (span[0], span[1]) for place, span in settled.items()}
    _, best, repeated = min(ways, key=lambda way: way[0])
    if wraps and not (repeated and len(own) > 1):
        return {place: (span[0], span[1]) for place, span in settled.items()}
    return dict(zip(own, best, strict=True))


def _below(rows: Sequence[Row], bases: Sequence[float], upper: int) -> dict[int, Piece]:
    """For each column, the nearest text below a line that is near enough to stand under it."""
    found: dict[int, Piece] = {}
    for lower in range(upper + 1, len(rows)):
        for piece in rows[lower]:
            if bases[lower] - bases[upper] > _REACH * piece.chunk.size:
                continue
            for column in range(max(piece.first, 1), piece.last + 1):
                found.setdefault(column, piece)
    return found


def _reach(rows: Sequence[Row], bases: Sequence[float], upper: int, column: int) -> tuple[float, float]:
    """From which to which baseline the nearest text below a line goes on in a column."""
    start = end = 0.0
    for lower in range(upper + 1, len(rows)):
        for piece in rows[lower]:
            if piece.first <= column <= piece.last:
                if start and bases[lower] - end > _WRAP_STEP * piece.chunk.size:
                    return start, end
                start, end = start or bases[lower], bases[lower]
    return start, end


def _side_by_side(reach: dict[int, tuple[float, float]], first: int, last: int) -> bool:
    """Whether the texts of some columns stand beside each other, at one height."""
    own = [reach[column] for column in range(first, last + 1)]
    return max(start for start, _ in own) <= min(end for _, end in own) + 1


def _stand_out(reach: dict[int, tuple[float, float]], span: Span) -> bool:
    """Whether the texts of some columns stand at a height where no other column has one."""
    top = max(reach[column][0] for column in range(span[0], span[1] + 1))
    return not any(
        start <= top <= end for column, (start, end) in reach.items() if not span[0] <= column <= span[1]
    )


def _is_upper_line(
    rows: Sequence[Row], bases: Sequence[float], upper: int, piece: Piece, columns: dict[int, Column]
) -> bool:
    """Whether a text is a line of its own column's cell, going on below or standing over the values."""
    if piece.first != piece.last:
        return False
    chunk = piece.chunk
    for lower in range(upper + 1, len(rows)):
        for other in rows[lower]:
            if other.first <= piece.first <= other.last:
                if other.first < other.last:
                    return False
                step = bases[lower] - bases[upper]
                column = columns.get(piece.first)
                flush = step < _FLUSH_STEP * chunk.size and _is_flush(chunk, other.chunk)
                if flush and column and _is_right(column, chunk.size):
                    flush = abs(chunk.x1 - other.chunk.x1) < _EXACT * chunk.size
                return flush or goes_on_below(chunk, other.chunk, step)
    return piece.first in columns


def _is_right(column: Column, size: float) -> bool:
    """Whether a column's name is set to the right, as its values are, and not to the left as well."""
    left, right = abs(column.head[0] - column.left), abs(column.head[1] - column.right)
    return column.numeric and right < _EXACT * size < left


def goes_on_below(chunk: Chunk, other: Chunk, step: float) -> bool:
    """Whether a text `step` points below is set as the next line of the same cell."""
    return step < _WRAP_STEP * max(chunk.size, other.size) and _shares_edge(chunk, other)


def _is_flush(chunk: Chunk, other: Chunk) -> bool:
    return min(abs(chunk.x0 - other.x0), abs(chunk.x1 - other.x1)) < _EXACT * chunk.size


def _shares_edge(chunk: Chunk, other: Chunk) -> bool:
    return _is_flush(chunk, other) or abs(chunk.across - other.across) < _EXACT * chunk.size


def _ways(
    rows: Sequence[Row],
    upper: int,
    own: Sequence[int],
    single: set[int],
    below: dict[int, Piece],
    columns: dict[int, Column],
    reach: dict[int, tuple[float, float]],
) -> Iterator[tuple[float, tuple[Span, ...], bool]]:
    """Ways of giving each text of a line its columns, with what speaks against each way."""
    row = rows[upper]
    open_columns = sorted(column for column in below if column in columns)
    spans = [
        (first, last)
        for first in open_columns
        for last in open_columns
        if first < last and _is_whole(first, last, below, columns) and _side_by_side(reach, first, last)
    ]
    for middles, padded in ((_ink, False), (_head_ink, False), (_rights, True), (_lefts, True)):
        choices: list[list[tuple[Span, Off]]] = []
        for place in own:
            chunk = row[place].chunk
            found: list[tuple[Span, Off]] = []
            if place in single:
                found.append(((row[place].first, row[place].first), (0.0, 0.0)))
            for span in spans:
                if of_another_year(chunk, rows, upper, span):
                    continue
                if not (span[0] <= row[place].first and row[place].last <= span[1]):
                    continue
                low, high = middles(span, columns)
                off = (chunk.across - high) / chunk.size, (chunk.across - low) / chunk.size
                if middles is _lefts:
                    off = -off[1], -off[0]
                wide = (columns[span[1]].ink[1] - columns[span[0]].ink[0]) / chunk.size
                most = _INK_OFF + _SHARE_OFF * wide
                least, most = _PAD if padded else (-most, most)
                lone = padded and len(own) == 1
                if lone and not _stand_out(reach, span) and not _gives_year(chunk, rows, upper, span):
                    continue
                if off[0] <= most and off[1] >= least:
                    found.append((span, off))
            choices.append(found)
        if not all(choices) or all(len(found) == 1 and found[0][0][0] == found[0][0][1] for found in choices):
            continue
        for way in itertools.islice(itertools.product(*choices), _MOST_WAYS):
            judged = _judged(way, padded, below, open_columns)
            if judged is not None:
                yield judged


def of_another_year(chunk: Chunk, rows: Sequence[Row], upper: int, span: Span) -> bool:
    """Whether a name of a year in a head's line would stand over a name of another year."""
    own = set(_YEAR.findall(chunk.text))
    return bool(own) and not _years(rows[upper + 1 :], span) <= own


def _gives_year(chunk: Chunk, rows: Sequence[Row], upper: int, span: Span) -> bool:
    """Whether a text says the year of names that have none, between names that have theirs."""
    below = rows[upper + 1 :]
    last = max(piece.last for row in below for piece in row)
    beside = [column for column in (span[0] - 1, span[1] + 1) if 0 < column <= last]
    named = bool(beside) and all(_years(below, (column, column)) for column in beside)
    return bool(_YEAR.search(chunk.text)) and named and not _years(below, span)


def _years(rows: Sequence[Row], span: Span) -> set[str]:
    """The years named in some columns."""
    return {
        year
        for row in rows
        for piece in row
        if span[0] <= piece.first and piece.last <= span[1]
        for year in _YEAR.findall(piece.chunk.text)
    }


def _judged(
    way: Sequence[tuple[Span, Off]], padded: bool, below: dict[int, Piece], open_columns: Sequence[int]
) -> tuple[float, tuple[Span, ...], bool] | None:
    spans = tuple(span for span, _ in way)
    if any(b[0] <= a[1] for a, b in itertools.pairwise(spans)):
        return None
    offs = [off for span, off in way if span[0] < span[1]]
    if not offs:
        return None
    known = [low for low, high in offs if low == high]
    if padded and (not known or len(offs) == 1) and len(way) > 1:
        return None
    middle = median(known) if padded and known else 0.0
    off = max(max(low - middle, middle - high) for low, high in offs)
    if padded and off > _FIT_OFF:
        return None
    groups = [span for span in spans if span[0] < span[1]]
    bare = len(open_columns) - sum(last - first + 1 for first, last in spans)
    even = len(groups) > 1 and len({last - first for first, last in groups}) == 1
    texts = [
        tuple(below[column].chunk.text.casefold() for column in range(first, last + 1))
        for first, last in groups
    ]
    repeated = even and len(set(texts)) == 1 and bare == 0
    return off + _BARE * bare - _EVEN * even - _REPEATED * repeated, spans, repeated


def _is_whole(first: int, last: int, below: dict[int, Piece], columns: dict[int, Column]) -> bool:
    """Whether every column of a span is headed and no group below is cut by it."""
    return (
        all(column in below and column in columns for column in range(first, last + 1))
        and max(below[first].first, 1) == first
        and below[last].last == last
    )


def _ink(span: Span, columns: dict[int, Column]) -> Off:
    middle = (columns[span[0]].ink[0] + columns[span[1]].ink[1]) / 2
    return middle, middle


def _head_ink(span: Span, columns: dict[int, Column]) -> Off:
    middle = (columns[span[0]].head[0] + columns[span[1]].head[1]) / 2
    return middle, middle


def _rights(span: Span, columns: dict[int, Column]) -> Off:
    """The middle of columns set to the right: each begins where the one before it ends.

    Where the first of them begins nobody sees: somewhere between the labels and its own texts.
    """
    first, end = columns[span[0]], columns[span[1]].right
    before = columns.get(span[0] - 1)
    if before is None or span[0] == 1 or not before.numeric:
        start = before.ink[1] if before else first.ink[0] - (first.right - first.ink[0])
        return (min(start, first.ink[0]) + end) / 2, (first.ink[0] + end) / 2
    return (before.right + end) / 2, (before.right + end) / 2


def _lefts(span: Span, columns: dict[int, Column]) -> Off:
    """The middle of columns set to the left: each ends where the next one begins."""
    start, last = columns[span[0]].left, columns[span[1]]
    after = columns.get(span[1] + 1)
    if after is None:
        pitch = last.left - columns[span[1] - 1].left
        return (start + last.ink[1]) / 2, (start + last.left + max(pitch, 2 * (last.ink[1] - last.left))) / 2
    return (start + after.left) / 2, (start + after.left) / 2
