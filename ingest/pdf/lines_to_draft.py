"""The lines of one table and its gutters -> cells: head rows stacked, wrapped labels joined."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.pdf.draft import Draft, DraftCell, chunk_bounds
from ingest.pdf.gutters import Gutter, Row, lines_to_rows
from ingest.pdf.heads import spanned, stack_head
from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import is_year_like
from ingest.pdf.page_to_glyphs import SOFT_HYPHEN
from ingest.pdf.pieces import Chunk, Line, Rule

_OPEN_ENDS = ("-", "\u2010", SOFT_HYPHEN, ",")
_WIDE_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class _Setting:
    """What joining lines needs to know of the table they stand in."""

    rows: Sequence[Row]
    bases: Sequence[float]
    size: float
    step: float
    counted: bool
    label_edge: float
    rules: Sequence[float]

    def ruled(self, upper: int, lower: int) -> bool:
        """Whether a rule is drawn between two lines."""
        top, bottom = self.bases[upper] + 0.05 * self.size, self.bases[lower] - 0.2 * self.size
        return any(top < at < bottom for at in self.rules)

    def only_label(self, line: int) -> bool:
        row = self.rows[line]
        return len(row) == 1 and row[0].first == 0 and not row[0].chunk.numeric

    def label(self, line: int) -> Chunk | None:
        row = self.rows[line]
        return row[0].chunk if row and row[0].first == 0 else None


def lines_to_draft(lines: Sequence[Line], gutters: Sequence[Gutter], across: Sequence[Rule] = ()) -> Draft:
    """Read the lines of one table, top first, given its gutters and the horizontal rules around it."""
    rows = lines_to_rows(lines, gutters)
    bases = [median(chunk.base for chunk in line) for line in lines]
    chunks = [chunk for line in lines for chunk in line]
    box = chunk_bounds(chunks)
    size = median(chunk.size for chunk in chunks)
    wide = [
        rule.at
        for rule in across
        if rule.start < box.x1
        and rule.end > box.x0
        and rule.end - rule.start > _WIDE_SHARE * (box.x1 - box.x0)
    ]
    body = [_is_body(row) for row in rows]
    first = _first_body_line(rows, bases, body, size, len(gutters) + 1)
    head, head_rows = (
        stack_head(spanned(rows[:first], bases, across), bases[:first], size, across) if first else ([], 0)
    )
    labels = [row[0].chunk.x1 for row in rows if row and row[0].first == row[0].last == 0]
    steps, counted = _usual_step(bases, body)
    setting = _Setting(rows, bases, size, steps, counted, max(labels, default=0.0), wide)
    groups = _joined_lines(setting, first)
    cells = list(head)
    for index, group in enumerate(groups):
        cells += _row_cells([rows[line] for line in group], head_rows + index)
    return Draft(tuple(cells), head_rows + len(groups), len(gutters) + 1, head_rows, box)


def _is_body(row: Row) -> bool:
    return any(
        piece.first > 0 and piece.chunk.counted and not is_year_like(piece.chunk.text) for piece in row
    )


def _first_body_line(
    rows: Sequence[Row], bases: Sequence[float], body: Sequence[bool], size: float, columns: int
) -> int:
    """Where the head ends: at the first line with amounts, or at a label line that belongs to it."""
    first = next((index for index, counts in enumerate(body) if counts), 0)
    if not first or columns < 2:
        return first
    if all(len(row) == 1 and row[0].last == 0 for row in rows[:first]):
        return 0
    while first > 1:
        row = rows[first - 1]
        alone = len(row) == 1 and row[0].first == row[0].last == 0
        apart = bases[first - 1] - bases[first - 2] > 0.95 * size
        headed = any(piece.first > 0 for other in rows[: first - 1] for piece in other)
        if not (alone and apart and headed):
            break
        first -= 1
    return first


def _usual_step(bases: Sequence[float], body: Sequence[bool]) -> tuple[float, bool]:
    """The usual distance of two body lines in points, and whether there were any to measure."""
    pairs = list(itertools.pairwise(range(len(bases))))
    steps = [bases[b] - bases[a] for a, b in pairs if body[a] and body[b]]
    if steps:
        return median(steps), True
    every = [bases[b] - bases[a] for a, b in pairs]
    return (median(every) if every else 12.0), False


def _joined_lines(setting: _Setting, first: int) -> list[list[int]]:
    """Body lines grouped to rows: a label's wrapped lines and cells' further lines join their row."""
    groups: list[list[int]] = []
    count = len(setting.rows)
    for line in range(first, count):
        following = line + 1 if line + 1 < count else None
        if groups and _joins(setting, groups[-1], line, following):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _joins(setting: _Setting, group: Sequence[int], line: int, following: int | None) -> bool:
    last = group[-1]
    own, before = setting.label(line), setting.label(last)
    if own and before and all(setting.only_label(other) for other in group) and _wraps(setting, last, line):
        return True
    if own and before and setting.only_label(line) and _wraps(setting, last, line):
        # The line belongs below only if it does not rather begin the next row's label.
        return not (
            following is not None
            and not setting.only_label(following)
            and setting.label(following) is not None
            and _wraps(setting, line, following)
            and setting.bases[following] - setting.bases[line]
            < setting.bases[line] - setting.bases[last] - 0.5
        )
    row = setting.rows[line]
    if not row or row[0].first == 0 or any(piece.chunk.counted for piece in row):
        return False
    step = setting.bases[line] - setting.bases[last]
    tight = step < 0.92 * setting.step or not setting.counted
    over = all(any(piece.first == other.first for other in setting.rows[last]) for piece in row)
    return step < 1.5 * setting.size and tight and over and not setting.ruled(last, line)


def _wraps(setting: _Setting, upper: int, lower: int) -> bool:
    """Whether the label of one line goes on in the next."""
    a, b = setting.label(upper), setting.label(lower)
    if a is None or b is None or setting.ruled(upper, lower):
        return False
    step = setting.bases[lower] - setting.bases[upper]
    if step > LIMITS.wrap_gap * max(a.size, b.size) or abs(a.size - b.size) > 0.15 * a.size:
        return False
    if a.text.count("(") > a.text.count(")"):
        return True
    first = b.words[0]
    full = a.x1 + 0.25 * a.size + (first.x1 - first.x0) > setting.label_edge
    if full and a.bold == b.bold and len(setting.rows[upper]) == 1 and len(setting.rows[lower]) > 1:
        return True
    if a.text.endswith(_OPEN_ENDS) or b.text[:1].islower():
        return True
    if b.text.startswith("(") and step < 0.92 * setting.step:
        return True
    return step < 0.85 * setting.step and a.bold == b.bold


def _row_cells(rows: Sequence[Row], number: int) -> list[DraftCell]:
    """The cells of one row from its lines; spans that overlap between lines become one cell."""
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
