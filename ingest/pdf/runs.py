"""Finds where unruled tables lie: runs of lines that are set like a table's."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.pdf.gutters import Gutter, lines_to_rows
from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import is_year_like
from ingest.pdf.page_to_glyphs import SOFT_HYPHEN
from ingest.pdf.pieces import Line, Rule
from ingest.pdf.ruled_tables import CAPTION
from ingest.pdf.shades import NO_SHADES, Shades
from ingest.pdf.text_below import begins_text, without_titles
from ingest.units import find_unit

_NOTE = re.compile(
    r"\s*(?:sources?|notes?|lähde|lähteet|huom|källa)\b\s*[:.]|\s*(?:\*+|[†‡]|\(\*+\)|\([\d:]\))\s",
    re.IGNORECASE,
)
_LARGER = 1.09
_MOST_LABELS = 6
_MOST_OTHERS = 3
_ALIGNED_POINTS = 1.5
_HYPHENS = ("-", "\u2010", SOFT_HYPHEN)


@dataclass(frozen=True, slots=True)
class Stack:
    """Lines of one column of a page, top first, with their baselines and usual size."""

    lines: tuple[Line, ...]
    bases: tuple[float, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Run:
    """Lines `first` to `last` of a stack, inclusive."""

    first: int
    last: int


def lines_to_stack(lines: Sequence[Line]) -> Stack:
    bases = tuple(median(chunk.base for chunk in line) for line in lines)
    return Stack(tuple(lines), bases, median(chunk.size for line in lines for chunk in line))


def stack_to_runs(stack: Stack) -> list[Run]:
    """Stretches of lines that look like a table's, label lines between them included."""
    like = [_is_tabular(line) for line in stack.lines]
    runs: list[Run] = []
    index = 0
    while index < len(stack.lines):
        if not like[index]:
            index += 1
            continue
        last = _run_end(stack, like, index)
        runs.append(Run(index, last))
        index = last + 1
    return _merged(stack, runs)


def _is_tabular(line: Line) -> bool:
    if len(line) < 2:
        return False
    size = median(chunk.size for chunk in line)
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(line)]
    if any(chunk.numeric for chunk in line) and max(gaps) >= 0.8 * size:
        return True
    if len(line) >= 3 and sum(gap >= 0.8 * size for gap in gaps) >= 2:
        return True
    return max(gaps) >= 1.5 * size


def _run_end(stack: Stack, like: Sequence[bool], first: int) -> int:
    last = first
    pending = 0
    for index in range(first + 1, len(stack.lines)):
        line = stack.lines[index]
        size = median(chunk.size for chunk in line)
        if stack.bases[index] - stack.bases[index - 1] > LIMITS.run_gap * max(size, stack.size):
            break
        if begins_text(stack.lines[first : last + 1], line):
            return first + len(without_titles(stack.lines[first : last + 1])) - 1
        if like[index] or _is_aligned(stack.lines[first : last + 1], line):
            last, pending = index, 0
            continue
        if len(line) == 1 and line[0].size > _LARGER * _run_size(stack.lines[first : last + 1]):
            break  # a heading over the next table
        pending += 1
        labels = _are_labels(stack.lines[first : last + 1], stack.lines[last + 1 : index + 1])
        if pending > (_MOST_LABELS if labels else _MOST_OTHERS) or _breaks(
            stack.lines[first : last + 1], line
        ):
            break
    return last


def _run_size(run: Sequence[Line]) -> float:
    return median(chunk.size for line in run for chunk in line)


def _are_labels(run: Sequence[Line], pending: Sequence[Line]) -> bool:
    """Whether single chunks keep to the label column of the lines before them."""
    values = min(line[1].x0 for line in run if len(line) > 1)
    return all(len(line) == 1 and line[0].x1 < values for line in pending)


def _is_aligned(run: Sequence[Line], line: Line) -> bool:
    """Whether every piece of a line begins or ends where a piece of the lines before it does."""
    others = [chunk for other in run if len(other) > 1 for chunk in other]
    return len(line) > 1 and all(
        any(min(abs(c.x0 - o.x0), abs(c.x1 - o.x1)) < _ALIGNED_POINTS for o in others) for c in line
    )


def _breaks(run: Sequence[Line], line: Line) -> bool:
    """Whether a line is prose that runs across the columns of the lines before it."""
    width = line[-1].x1 - line[0].x0
    left = min(other[0].x0 for other in run)
    whole = max(other[-1].x1 for other in run) - left
    if len(line) > 1:
        return width > 0.75 * whole
    values = min(other[1].x0 for other in run if len(other) > 1)
    chunk = line[0]
    crosses = chunk.x1 > values + 0.5 * chunk.size and chunk.x0 < values and chunk.x1 >= left
    return crosses and width > 0.5 * whole


def _merged(stack: Stack, runs: Sequence[Run]) -> list[Run]:
    """Runs whose number columns end at the same places and between which only labels stand."""
    merged: list[Run] = []
    for run in runs:
        if merged and _belongs(stack, merged[-1], run):
            merged[-1] = Run(merged[-1].first, run.last)
        else:
            merged.append(run)
    return merged


def _belongs(stack: Stack, before: Run, run: Run) -> bool:
    lines, bases, size = stack.lines, stack.bases, stack.size
    between = lines[before.last + 1 : run.first]
    if all(not chunk.numeric or is_year_like(chunk.text) for chunk in lines[run.first][1:]):
        return False
    if len(between) > 3 or bases[run.first] - bases[before.last] >= 7 * size:
        return False
    if any(bases[k + 1] - bases[k] >= 4.5 * size for k in range(before.last, run.first)):
        return False
    values = min(
        (line[1].x0 for r in (before, run) for line in lines[r.first : r.last + 1] if len(line) > 1),
        default=0.0,
    )
    if any(len(line) != 1 or line[0].x1 >= values or CAPTION.match(line[0].text) for line in between):
        return False
    return _alike(_edges(lines, before), _edges(lines, run)) and _alike(
        _edges(lines, run), _edges(lines, before)
    )


def _edges(lines: Sequence[Line], run: Run) -> set[int]:
    return {
        round(chunk.x1 / 3)
        for line in lines[run.first : run.last + 1]
        if len(line) > 1
        for chunk in line[1:]
        if chunk.numeric and not is_year_like(chunk.text)
    }


def _alike(some: set[int], others: set[int]) -> bool:
    return bool(some) and all(any(abs(a - b) <= 1 for b in others) for a in some)


def trimmed(stack: Stack, run: Run, gutters: Sequence[Gutter]) -> Run:
    """The run without caption lines at its top and source or note lines at its end."""
    first, last = run.first, run.last
    for index in range(min(first + 4, last - 2), first - 1, -1):
        line = stack.lines[index]
        amounts = any(chunk.counted and not is_year_like(chunk.text) for chunk in line[1:])
        if CAPTION.match(_text(line)) and not amounts:
            first = index + 1
            break
    while last > first and _is_outside(stack.lines[first], gutters, CAPTION):
        first += 1
    while last > first and _is_outside(stack.lines[last], gutters, _NOTE):
        last -= 1
    return Run(first, last)


def _text(line: Line) -> str:
    return " ".join(chunk.text for chunk in line)


def _is_outside(line: Line, gutters: Sequence[Gutter], start: re.Pattern[str]) -> bool:
    if start.match(_text(line)) and not any(chunk.counted for chunk in line[1:]):
        return True
    row = lines_to_rows([line], gutters)[0]
    crosses = any(piece.first == 0 and piece.last > 0 and not piece.chunk.numeric for piece in row)
    return crosses and not any(piece.chunk.counted for piece in row[1:])


def with_head(
    stack: Stack,
    run: Run,
    gutters: Sequence[Gutter],
    above: int,
    across: Sequence[Rule],
    shades: Shades = NO_SHADES,
) -> Run:
    """The run with the head lines above it, up to line `above` (exclusive)."""
    first = run.first
    while first - 1 > above and _is_head_line(stack, Run(first, run.last), gutters, above, across, shades):
        first -= 1
    return Run(first, run.last)


def _is_head_line(
    stack: Stack, run: Run, gutters: Sequence[Gutter], above: int, across: Sequence[Rule], shades: Shades
) -> bool:
    lines, bases, size = stack.lines, stack.bases, stack.size
    index = run.first - 1
    line, gap = lines[index], bases[run.first] - bases[index]
    chunks = [chunk for other in lines[run.first : run.last + 1] for chunk in other]
    x0, x1 = min(chunk.x0 for chunk in chunks), max(chunk.x1 for chunk in chunks)
    amounts = any(chunk.counted and not is_year_like(chunk.text) for chunk in lines[run.first][1:])
    drawn = sum(
        max(0.0, min(rule.end, x1) - max(rule.start, x0))
        for rule in across
        if bases[index] + 0.05 * size < rule.at < bases[run.first] - 0.3 * size
    )
    shaded = shades.behind(line) is not None and shades.behind(lines[run.first]) is not None
    if not amounts and not shaded and drawn > 0.85 * (x1 - x0):
        return False
    if CAPTION.match(_text(line)) or line[0].x0 < x0 - 12 or line[-1].x1 > x1 + 12:
        return False
    row = lines_to_rows([line], gutters)[0]
    if _is_caption_tail(stack, index, x1 - x0, row[0].first == 0):
        return False
    ruled = any(
        bases[index] < rule.at < bases[run.first] for rule in across if rule.start < x1 and rule.end > x0
    )
    if gap > 2.2 * size and not (ruled and gap < 3 * size):
        full = len(row) >= max(2, 0.5 * (len(gutters) + 1)) and all(p.first == p.last for p in row)
        if not (full and gap < 4.8 * size):
            return False
    if any(piece.first == 0 and piece.last > 0 for piece in row):
        return False
    if len(row) == 1 and row[0].first == 0:
        below, chunk = lines[run.first][0], line[0]
        indented = abs(below.x0 - chunk.x0) < 2 * chunk.size
        alike = below.bold == chunk.bold and abs(below.size - chunk.size) < 0.1 * chunk.size
        apart = find_unit(below.text) is not None and abs(below.x0 - chunk.x0) > 0.3 * chunk.size
        on = below.text[:1].islower() and indented and alike and not apart
        wrapped = chunk.text.endswith(_HYPHENS) or on
        upper = lines_to_rows([lines[index - 1]], gutters)[0] if index - 1 > above else []
        headed = bool(upper) and all(p.first == p.last and p.first > 0 for p in upper)
        headed = headed and bases[index] - bases[index - 1] < 2.2 * size
        return gap < 1.7 * size and (wrapped or headed)
    if len(row) == 1 and len(gutters) > 1 and row[0].last - row[0].first >= max(1, len(gutters) - 1):
        return abs(row[0].chunk.across - (x0 + x1) / 2) >= 10
    return True


def _is_caption_tail(stack: Stack, index: int, width: float, labelled: bool) -> bool:
    """The second line of a caption above it."""
    line = stack.lines[index]
    if len(line) != 1 or index < 1 or not labelled:
        return False
    close = stack.bases[index] - stack.bases[index - 1] < 1.7 * stack.size
    return close and line[0].width > 0.2 * width and bool(CAPTION.match(_text(stack.lines[index - 1])))
