"""A run of table lines cut where the next table begins right below the one before."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ingest.pdf.numerals import is_year_like
from ingest.pdf.pieces import Line, Rule
from ingest.pdf.runs import Run, Stack
from ingest.pdf.shades import NO_SHADES, Shades

_FULL_SHARE = 0.8
_HEAD_LINES = 4
_APART = 1.25
_PLAIN = 0.5


def parted_runs(stack: Stack, run: Run, across: Sequence[Rule] = (), shades: Shades = NO_SHADES) -> list[Run]:
    """A run cut where a head begins after amounts: a title and a line of years alone, or names of columns
    set as the first head is, shaded or in bold."""
    starts, ends = [run.first], []
    for index in range(run.first + 2, run.last):
        lines = stack.lines[starts[-1] : index]
        if not any(map(_has_amounts, lines)) or not _is_heads_line(stack, index, run.last):
            continue
        if _is_years_under_title(stack, index):
            ends.append(index - 2)
        elif (
            _is_shaded_head(stack, run, index, shades)
            or _is_shaded_again(stack, starts[-1], index, across, shades)
            or _is_bold_head(stack, starts[-1], index)
        ):
            ends.append(_last_row(stack, starts[-1], index, across))
        else:
            continue
        starts.append(index)
    return [Run(start, end) for start, end in zip(starts, [*ends, run.last], strict=True)]


def _has_amounts(line: Line) -> bool:
    return any(chunk.counted and not is_year_like(chunk.text) for chunk in line[1:])


def _is_heads_line(stack: Stack, index: int, last: int) -> bool:
    """Whether a line has several texts, no amounts, and amounts soon below it."""
    below = stack.lines[index + 1 : min(index + _HEAD_LINES, last) + 1]
    return (
        len(stack.lines[index]) > 1 and not _has_amounts(stack.lines[index]) and any(map(_has_amounts, below))
    )


def _is_years_under_title(stack: Stack, index: int) -> bool:
    title, head = stack.lines[index - 1], stack.lines[index]
    if len(title) > 1 or title[0].numeric or title[0].x0 >= head[0].x0:
        return False
    return all(is_year_like(chunk.text) for chunk in head) and _has_amounts(stack.lines[index + 1])


def _is_shaded_head(stack: Stack, run: Run, index: int, shades: Shades) -> bool:
    """Whether a line begins a shade that no line of amounts has."""
    own = shades.behind(stack.lines[index])
    if own is None or own == shades.behind(stack.lines[index - 1]):
        return False
    lines = stack.lines[run.first : run.last + 1]
    return not any(_has_amounts(line) and shades.behind(line) == own for line in lines)


def _is_shaded_again(stack: Stack, first: int, index: int, across: Sequence[Rule], shades: Shades) -> bool:
    """Whether a line begins the shade that the first head has, and is set as that is."""
    own, before = shades.behind(stack.lines[index]), shades.behind(stack.lines[index - 1])
    if own is None or own != shades.behind(stack.lines[first]) or not _is_set_as_first(stack, first, index):
        return False
    return own != before or _edges_between(stack, first, index - 1, index, across) > 1


def _is_bold_head(stack: Stack, first: int, index: int) -> bool:
    """Whether a line is in bold as the first line is, apart from plain lines above it."""
    if not _is_set_as_first(stack, first, index):
        return False
    titled = len(stack.lines[index - 1]) == 1 and not stack.lines[index - 1][0].numeric
    steps = [stack.bases[k + 1] - stack.bases[k] for k in range(first, index)]
    others = len(stack.lines[first]) != len(stack.lines[index])
    return titled or others or steps[-1] > _APART * median(steps)


def _is_set_as_first(stack: Stack, first: int, index: int) -> bool:
    """Whether a line is in bold as the first line is, and most lines between them are not."""
    bold = [all(chunk.bold for chunk in line) for line in stack.lines[first : index + 1]]
    return bold[0] and bold[-1] and sum(bold) <= max(2, _PLAIN * len(bold))


def _last_row(stack: Stack, first: int, index: int, across: Sequence[Rule]) -> int:
    """The last line of the table above a head: above its title, which stands alone on its lines."""
    last = index - 1
    while last > first + 1 and len(stack.lines[last]) == 1 and not stack.lines[last][0].numeric:
        edges = _edges_between(stack, first, last, last + 1, across)
        if edges > (last + 1 == index):
            break
        last -= 1
    return last


def _edges_between(stack: Stack, first: int, upper: int, lower: int, across: Sequence[Rule]) -> int:
    """How many rules or edges of shades over most of the table's width lie between two lines."""
    chunks = [chunk for line in stack.lines[first:upper] for chunk in line]
    x0, x1 = min(chunk.x0 for chunk in chunks), max(chunk.x1 for chunk in chunks)
    top, bottom = stack.bases[upper], stack.bases[lower] - 0.2 * stack.size
    return sum(
        top < rule.at < bottom and min(rule.end, x1) - max(rule.start, x0) > _FULL_SHARE * (x1 - x0)
        for rule in across
    )
