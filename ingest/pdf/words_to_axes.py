"""Finds charts by their axis: a column of numbers that grow upwards in even steps, evenly spaced.

A table's numbers hardly ever do that (row numbers grow downwards), so this is asked before any
table is looked for.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from ingest.boxes import bounds
from ingest.pdf.pieces import Chunk, Sheet, Word, holds
from ingest.pdf.words_to_lines import chunks_of, words_to_lines
from ingest.records import Box

_FEWEST_TICKS = 4
_EDGE_POINTS = 2.0
_SPACING = 0.08
_STEP = 0.02
_TALLER = 1.8
_WIDER = 0.95
_BELOW = 4.0
_SAME_LINE = 0.2
_LABEL_REACH = 15.0
_Edge = Callable[[Chunk], float]
_NUMBER = re.compile(r"[-+\u2212\u2013]?\d[\d\s\u00a0\u202f.,]*\s*[%€]?")


def words_to_axes(sheet: Sheet, words: Sequence[Word]) -> list[Box]:
    """The boxes of a page's charts that have a numbered vertical axis and something drawn beside it."""
    if sum(1 for word in words if any(map(str.isdigit, word.text))) < _FEWEST_TICKS:
        return []
    chunks = chunks_of(words_to_lines(words))
    ticks = [(value, chunk) for chunk in chunks if (value := _value(chunk.text)) is not None]
    found: list[Box] = []
    for edge in (_right, _left):
        for column in _columns(ticks, edge):
            for run in _even_runs(column):
                if not _is_round(run) or _is_labelled(run, chunks):
                    continue
                box = _chart_box(sheet, [chunk for _, chunk in run])
                if box and not any(holds(other, box.x0 + 1, (box.top + box.bottom) / 2) for other in found):
                    found.append(box)
    return found


def _left(chunk: Chunk) -> float:
    return chunk.x0


def _right(chunk: Chunk) -> float:
    return chunk.x1


def _value(text: str) -> float | None:
    if not _NUMBER.fullmatch(text.strip()):
        return None
    plain = re.sub(r"[\s\u00a0\u202f%€]", "", text).translate({0x2212: "-", 0x2013: "-"})
    if re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+", plain):
        plain = plain.replace(".", "")
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None


def _columns(ticks: Sequence[tuple[float, Chunk]], edge: _Edge) -> list[list[tuple[float, Chunk]]]:
    columns: list[list[tuple[float, Chunk]]] = []
    for tick in sorted(ticks, key=lambda tick: edge(tick[1])):
        if columns and edge(tick[1]) - edge(columns[-1][-1][1]) <= _EDGE_POINTS:
            columns[-1].append(tick)
        else:
            columns.append([tick])
    return [
        sorted(column, key=lambda tick: tick[1].base) for column in columns if len(column) >= _FEWEST_TICKS
    ]


def _even_runs(column: Sequence[tuple[float, Chunk]]) -> list[list[tuple[float, Chunk]]]:
    """Stretches of a column (top first) that fall by one amount at one distance."""
    runs: list[list[tuple[float, Chunk]]] = []
    for tick in column:
        if runs and _goes_on(runs[-1], tick):
            runs[-1].append(tick)
        elif runs and len(runs[-1]) < _FEWEST_TICKS:
            runs[-1] = [runs[-1][-1], tick] if _falls(runs[-1][-1], tick) else [tick]
        else:
            runs.append([tick])
    return [run for run in runs if len(run) >= _FEWEST_TICKS]


def _falls(upper: tuple[float, Chunk], lower: tuple[float, Chunk]) -> bool:
    return lower[0] < upper[0]


def _goes_on(run: Sequence[tuple[float, Chunk]], tick: tuple[float, Chunk]) -> bool:
    if not _falls(run[-1], tick):
        return False
    if len(run) < 2:
        return True
    step, space = run[0][0] - run[1][0], run[1][1].base - run[0][1].base
    even = abs(run[-1][0] - tick[0] - step) <= _STEP * step
    return even and abs(tick[1].base - run[-1][1].base - space) <= max(_SPACING * space, 1.0)


def _is_round(run: Sequence[tuple[float, Chunk]]) -> bool:
    """An axis counts in multiples of its step; a sorted column of a table hardly does."""
    step = run[0][0] - run[1][0]
    return all(abs(value / step - round(value / step)) <= _STEP for value, _ in run)


def _is_labelled(run: Sequence[tuple[float, Chunk]], chunks: Sequence[Chunk]) -> bool:
    """Whether most numbers have a text left of them on their line: then they are a table's."""
    labelled = sum(
        any(
            abs(chunk.base - tick.base) < _SAME_LINE * tick.size
            and 0 < tick.x0 - chunk.x1 < _LABEL_REACH * tick.size
            and any(letter.isalpha() for letter in chunk.text)
            for chunk in chunks
        )
        for _, tick in run
    )
    return labelled > len(run) / 2


def _chart_box(sheet: Sheet, ticks: Sequence[Chunk]) -> Box | None:
    """The axis and what is drawn right of it at its height, with room for the names below."""
    axis = bounds(chunk.box for chunk in ticks)
    size = ticks[0].size
    tall = axis.bottom - axis.top
    drawn = [fill.box for fill in sheet.fills] + list(sheet.curves)
    drawn += [Box(rule.start, rule.at, rule.end, rule.at) for rule in sheet.across]
    drawn += [Box(rule.at, rule.start, rule.at, rule.end) for rule in sheet.down]
    beside = [
        box
        for box in drawn
        if box.bottom > axis.top
        and box.top < axis.bottom
        and box.x1 > axis.x0
        and box.bottom - box.top < _TALLER * tall
        and box.x1 - box.x0 < _WIDER * sheet.width
    ]
    if len(beside) < 3 or max(box.x1 for box in beside) - axis.x1 < tall / 2:
        return None
    whole = bounds([axis, *beside])
    steps = [lower.base - upper.base for upper, lower in itertools.pairwise(ticks)]
    return Box(
        min(whole.x0, axis.x0 - size),
        min(whole.top, axis.top - steps[0] / 2),
        whole.x1 + size,
        max(whole.bottom, axis.bottom + _BELOW * size),
    )
