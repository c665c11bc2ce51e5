"""The lines of one table and its gutters -> cells: head rows stacked, wrapped labels joined."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from ingest.pdf.draft import Draft, DraftCell, chunk_bounds
from ingest.pdf.gutters import Gutter, Piece, Row, is_amounts, lines_to_rows
from ingest.pdf.head_end import first_body_line
from ingest.pdf.head_groups import goes_on_below
from ingest.pdf.heads import spanned, stack_head
from ingest.pdf.line_joins import joined_lines
from ingest.pdf.pieces import Chunk, Line, Rule
from ingest.pdf.setting import Setting
from ingest.pdf.shades import NO_SHADES, Shades

_CENTRED = 0.7


def lines_to_draft(
    lines: Sequence[Line],
    gutters: Sequence[Gutter],
    across: Sequence[Rule] = (),
    shades: Shades = NO_SHADES,
) -> Draft:
    """Read the lines of one table, top first, given its gutters, the level rules and the shades around it."""
    bases = [median(chunk.base for chunk in line) for line in lines]
    rows = _section_heads_spanned(lines_to_rows(lines, gutters), bases, len(gutters))
    chunks = [chunk for line in lines for chunk in line]
    box = chunk_bounds(chunks)
    size = median(chunk.size for chunk in chunks)
    body = [is_amounts(row) for row in rows]
    setting = Setting(rows, bases, size, *_usual_step(bases, body), across, box)
    first = first_body_line(setting, body, [shades.behind(line) for line in lines], len(gutters) + 1)
    head, head_rows = (
        stack_head(spanned(rows[:first], bases, across, rows[first:]), bases[:first], size, across)
        if first
        else ([], 0)
    )
    groups, parted = joined_lines(setting, first)
    cells = list(head)
    for index, group in enumerate(groups):
        cells += _row_cells([rows[line] for line in group], head_rows + index)
    known = head_rows if any(body) else None
    return Draft(tuple(cells), head_rows + len(groups), len(gutters) + 1, known, box, parted)


def _section_heads_spanned(rows: Sequence[Row], bases: Sequence[float], last: int) -> list[Row]:
    """The lines with a text alone on them, centred over all columns or all but the labels, spanning those."""
    extents: dict[int, tuple[float, float]] = {}
    numeric: defaultdict[int, list[bool]] = defaultdict(list)
    for row in rows:
        for piece in row:
            if piece.first == piece.last:
                x0, x1 = extents.get(piece.first, (piece.chunk.x0, piece.chunk.x1))
                extents[piece.first] = (min(x0, piece.chunk.x0), max(x1, piece.chunk.x1))
                numeric[piece.first].append(piece.chunk.numeric)
    numbers = all(sum(numeric[column]) > 0.5 * len(numeric[column]) for column in range(1, last + 1))
    if last < 2 or not numbers or 0 not in extents:
        return list(rows)
    found = list(rows)
    for index, row in enumerate(rows):
        if index == 0 or len(row) != 1 or row[0].first == 0 or row[0].chunk.numeric:
            continue
        chunk = row[0].chunk
        if any(
            goes_on_below(chunk, piece.chunk, bases[other] - bases[index])
            for other in range(index + 1, min(index + 3, len(rows)))
            for piece in rows[other]
            if len(rows[other]) > 1
        ):
            continue
        for first in (1, 0):
            middle = (extents[first][0] + extents[last][1]) / 2
            if abs(chunk.across - middle) < _CENTRED * chunk.size:
                found[index] = [Piece(first, last, chunk)]
                break
    return found


def _usual_step(bases: Sequence[float], body: Sequence[bool]) -> tuple[float, bool]:
    """The usual distance of two body lines in points, and whether there were any to measure."""
    pairs = list(itertools.pairwise(range(len(bases))))
    steps = [bases[b] - bases[a] for a, b in pairs if body[a] and body[b]]
    if steps:
        return median(steps), True
    every = [bases[b] - bases[a] for a, b in pairs]
    return (median(every) if every else 12.0), False


def _row_cells(rows: Sequence[Row], number: int) -> list[DraftCell]:
    """The cells of one row from its lines; spans that overlap between lines become one cell."""
    if len(rows) == 1:
        return [DraftCell(number, number, piece.first, piece.last, (piece.chunk,)) for piece in rows[0]]
    spans: dict[tuple[int, int], list[Chunk]] = {}
    for row in rows:
        for piece in row:
            first, last = piece.first, piece.last
            chunks: list[Chunk] = []
            for span in list(spans):
                if span[0] <= last and first <= span[1]:
                    chunks += spans.pop(span)
                    first, last = min(first, span[0]), max(last, span[1])
            spans[first, last] = [*chunks, piece.chunk]
    return [DraftCell(number, number, first, last, tuple(c)) for (first, last), c in spans.items()]
