"""The lines below a run that still belong to its last row."""

from __future__ import annotations

from statistics import median

from ingest.pdf.page_to_glyphs import SOFT_HYPHEN
from ingest.pdf.runs import Run, Stack
from ingest.pdf.setting import OVERLAP_STEP

_ALIGNED_POINTS = 1.5
_TAIL_STEP = 1.35
_HYPHENS = ("-", "\u2010", SOFT_HYPHEN)


def with_wrapped_tail(stack: Stack, run: Run) -> Run:
    """The run with the lines below it that end its last label, or the last row's other texts."""
    last = run.last
    while (
        last > run.first
        and last + 1 < len(stack.lines)
        and (_is_cell_tail(stack, run.first, last) or _is_beside(stack, run.first, last))
    ):
        last += 1
    while last > run.first and last + 1 < len(stack.lines) and len(stack.lines[last + 1]) == 1:
        tail, label = stack.lines[last + 1][0], stack.lines[last][0]
        lines = stack.lines[run.first : last + 1]
        values = min((line[1].x0 for line in lines if len(line) > 1), default=0.0)
        usual = median(stack.bases[k + 1] - stack.bases[k] for k in range(run.first, last))
        step = stack.bases[last + 1] - stack.bases[last]
        fits = tail.x1 < values and not label.numeric and tail.x0 < label.x1
        close = abs(tail.size - label.size) < 0.15 * label.size and step < min(1.4 * tail.size, 1.02 * usual)
        goes_on = label.text.endswith((*_HYPHENS, ",")) or tail.text[:1].islower()
        if _is_second_half(stack, run.first, last, values):
            last += 1
            break
        if not (fits and close and goes_on):
            break
        last += 1
    return Run(run.first, last)


def _is_second_half(stack: Stack, first: int, last: int, values: float) -> bool:
    """Whether the line below a run is the second line of a label whose numbers, the run's last line, are
    set between its two lines."""
    if last - 1 <= first or len(stack.lines[last - 1]) != 1:
        return False
    upper, numbers, lower = stack.lines[last - 1][0], stack.lines[last], stack.lines[last + 1][0]
    above, below = stack.bases[last] - stack.bases[last - 1], stack.bases[last + 1] - stack.bases[last]
    return (
        all(chunk.numeric for chunk in numbers)
        and max(upper.x1, lower.x1) < values
        and abs(upper.x0 - lower.x0) < _ALIGNED_POINTS
        and upper.bold == lower.bold
        and max(above, below) < 1.0 * lower.size
        and abs(above - below) < 0.2 * lower.size
    )


def _is_beside(stack: Stack, first: int, last: int) -> bool:
    """Whether the line below a run stands beside its last line, too close to be under it."""
    above, tail = stack.lines[last], stack.lines[last + 1]
    size = min(chunk.size for chunk in (*above, *tail))
    if stack.bases[last + 1] - stack.bases[last] >= OVERLAP_STEP * size:
        return False
    right = max(chunk.x1 for line in stack.lines[first : last + 1] for chunk in line)
    left = min(chunk.x0 for line in stack.lines[first : last + 1] for chunk in line)
    return (
        left - 1 < tail[0].x0
        and tail[-1].x1 < right + 1
        and not any(a.x0 < b.x1 and b.x0 < a.x1 for a in above for b in tail)
    )


def _is_cell_tail(stack: Stack, first: int, last: int) -> bool:
    """Whether the line below a run goes on with texts right of the last row's label."""
    above, tail = stack.lines[last], stack.lines[last + 1]
    if len(above) < 2 or stack.bases[last + 1] - stack.bases[last] > _TAIL_STEP * stack.size:
        return False
    for chunk in tail:
        over = next((c for c in above[1:] if abs(c.x0 - chunk.x0) < 0.3 * chunk.size), None)
        if over is None or over.numeric or chunk.numeric or over.bold != chunk.bold:
            return False
        edge = max(
            c.x1 for line in stack.lines[first : last + 1] for c in line if abs(c.x0 - over.x0) < chunk.size
        )
        word = chunk.words[0]
        if not chunk.text[:1].islower() and over.x1 + 0.25 * over.size + word.x1 - word.x0 <= edge:
            return False
    return True
