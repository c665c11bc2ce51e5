"""Panels: drawn boxes, filled or framed, each of which holds a text of its own.

What stands in one is read by itself, so that lines of neighbouring boxes never become one row. The cells of
a table are drawn as boxes too: they touch each other, hold a line each, or numbers of a row that goes on
outside of them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.boxes import bounds
from ingest.pdf.pieces import Chunk, Line, Rule, Sheet, Word, holds
from ingest.pdf.rules_to_boxes import rules_to_boxes
from ingest.pdf.table_bands import is_table_head, is_table_row
from ingest.pdf.words_to_lines import words_to_lines
from ingest.records import Box

_MOST_BOXES = 300
_SMALLEST = 1.2
_NARROWEST = 6.0
_LOWEST = 2.5
_FEWEST_WORDS = 3
_FEWEST_LINES = 2
_NEARLY_ALL = 0.95
_EDGE_POINTS = 3.0
_TOUCH_POINTS = 2.5
_HALF = 0.5
_LETTERED_LINES = 0.34
_SHARED_LINES = 0.6
_SAME_BASE = 0.15
_ALIGNED_POINTS = 2.0
_ROW_REACH = 2.5
_HEAD_REACH = 5.0
_FEWEST_ALIGNED = 2
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """A drawn box and the words inside it."""

    box: Box
    words: tuple[Word, ...]


def words_to_panels(
    sheet: Sheet, across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Word]
) -> list[Panel]:
    """The outermost panels among some words of a page, top first; a box that holds nearly all is none."""
    if not words:
        return []
    size = median(word.size for word in words)
    framed = [box for box in rules_to_boxes(across, down) if not _is_grid(box, across, down)]
    drawn = {*(fill.box for fill in sheet.fills), *sheet.curves, *framed}
    sized = [box for box in drawn if min(box.x1 - box.x0, box.bottom - box.top) > _SMALLEST * size]
    wide = [box for box in sized if box.x1 - box.x0 > _NARROWEST * size]
    if len(wide) > _MOST_BOXES:
        return []
    held = _held(_joined(wide, sized), words, size)
    found: list[Panel] = []
    for panel in sorted(held, key=lambda panel: -_area(panel.box)):
        inside = any(_within(panel.box, other.box) for other in found)
        if not inside and len(panel.words) < _NEARLY_ALL * len(words) and _is_apart(panel, held, words):
            found.append(panel)
    return sorted(found, key=lambda panel: panel.box.top)


def _joined(wide: Sequence[Box], sized: Sequence[Box]) -> list[Box]:
    """The boxes that touch no other, and a title's with the one under it that it touches as one."""
    near = {box: [other for other in sized if _touch(box, other)] for box in wide}
    joined: list[Box] = []
    for box, touched in near.items():
        if not touched:
            joined.append(box)
        elif len(touched) == 1 and _is_titled(box, touched[0]) and near.get(touched[0]) == [box]:
            joined.append(bounds([box, touched[0]]))
    return joined


def _touch(a: Box, b: Box) -> bool:
    """Whether two boxes stand edge to edge."""
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    beside = down > _HALF * min(a.bottom - a.top, b.bottom - b.top) and abs(across) <= _TOUCH_POINTS
    over = across > _HALF * min(a.x1 - a.x0, b.x1 - b.x0) and abs(down) <= _TOUCH_POINTS
    return a != b and (beside or over)


def _is_titled(upper: Box, lower: Box) -> bool:
    """Whether a box stands on another as wide as it, and is the lower one of the two."""
    wide = abs(upper.x0 - lower.x0) <= _EDGE_POINTS and abs(upper.x1 - lower.x1) <= _EDGE_POINTS
    return wide and upper.top < lower.top and upper.bottom - upper.top < lower.bottom - lower.top


def _held(boxes: Sequence[Box], words: Sequence[Word], size: float) -> list[Panel]:
    """The boxes that hold words and cut none of them, each place once: of those that hold the same words
    the largest."""
    found: dict[frozenset[int], Panel] = {}
    for box in sorted(boxes, key=_area):
        if box.bottom - box.top < _LOWEST * size:
            continue
        inside = tuple(word for word in words if holds(box, word.across, word.middle))
        whole = all(box.x0 - _EDGE_POINTS < word.x0 and word.x1 < box.x1 + _EDGE_POINTS for word in inside)
        if inside and whole:
            found[frozenset(map(id, inside))] = Panel(box, inside)
    return list(found.values())


def _within(box: Box, other: Box) -> bool:
    return (
        holds(other, box.x0, box.top, _TOUCH_POINTS)
        and holds(other, box.x1, box.bottom, _TOUCH_POINTS)
        and _area(box) < _area(other) + 1
    )


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _is_grid(box: Box, across: Sequence[Rule], down: Sequence[Rule]) -> bool:
    """Whether lines inside a frame run from one of its sides to the other, as those of a table do."""
    level = [
        rule
        for rule in across
        if box.top + _EDGE_POINTS < rule.at < box.bottom - _EDGE_POINTS
        and rule.start <= box.x0 + _EDGE_POINTS
        and rule.end >= box.x1 - _EDGE_POINTS
    ]
    upright = [
        rule
        for rule in down
        if box.x0 + _EDGE_POINTS < rule.at < box.x1 - _EDGE_POINTS
        and rule.start <= box.top + _EDGE_POINTS
        and rule.end >= box.bottom - _EDGE_POINTS
    ]
    return len(level) > 1 or bool(upright)


def _is_apart(panel: Panel, held: Sequence[Panel], words: Sequence[Word]) -> bool:
    """Whether a box holds a text of its own, and no part of a table that goes on outside of it."""
    lines = words_to_lines(panel.words)
    if len(panel.words) < _FEWEST_WORDS or len(lines) < _FEWEST_LINES:
        return False
    lettered = sum(any(letter.isalpha() for chunk in line for letter in chunk.text) for line in lines)
    if lettered < max(1.0, _LETTERED_LINES * len(lines)):
        return False
    own = {id(word) for word in panel.words}
    boxed = {
        id(word)
        for other in held
        if not _within(panel.box, other.box) and len(words_to_lines(other.words)) >= _FEWEST_LINES
        for word in other.words
    }
    outside = [word for word in words if id(word) not in own and id(word) not in boxed]
    chunks = [chunk for line in words_to_lines(outside) for chunk in line]
    if _goes_on_beside(panel.box, lines, chunks) or _goes_on_below(panel.box, lines, chunks):
        return False
    others = words_to_lines(outside)
    return not is_table_head(panel.box, lines, others) and not is_table_row(panel.box, lines, others)


def _goes_on_beside(box: Box, lines: Sequence[Line], outside: Sequence[Chunk]) -> bool:
    """Whether most lines of a box go on in numbers outside, or nothing else stands beside it."""
    beside = [chunk for chunk in outside if box.top <= chunk.middle <= box.bottom]
    if beside and all(chunk.numeric for chunk in beside):
        return True
    numbers = [chunk for chunk in beside if chunk.numeric]
    shared = sum(
        any(abs(chunk.base - line[0].base) <= _SAME_BASE * line[0].size for chunk in numbers)
        for line in lines
    )
    return shared >= _SHARED_LINES * len(lines)


def _is_head_of(heads: Sequence[Chunk], numbers: Sequence[Chunk]) -> bool:
    """Whether texts side by side stand over two columns of numbers; where these are aside of them, the
    texts are no numbers but years, and the columns have two numbers each."""
    under = {round(c.x1) for c in numbers if any(o.x0 < c.x1 and c.x0 < o.x1 for o in heads)}
    if len(heads) > 1 and len(under) > 1:
        return True
    named = len(heads) > 1 and all(not c.numeric or _YEAR.fullmatch(c.text) for c in heads)
    columns = Counter(round(c.x1) for c in numbers)
    return named and sum(count > 1 for count in columns.values()) > 1


def _goes_on_below(box: Box, lines: Sequence[Line], outside: Sequence[Chunk]) -> bool:
    """Whether the line right above or below a box has the same columns as lines in it, or the box is the
    head of the table below it."""
    size = lines[0][0].size
    inner = [chunk for line in lines if len(line) > 1 for chunk in line]
    below = [c for c in outside if box.bottom <= c.middle <= box.bottom + _HEAD_REACH * size]
    if _is_head_of(inner, [chunk for chunk in below if chunk.numeric]):
        return True
    rows = itertools.groupby(outside, key=lambda chunk: round(chunk.base))
    for _, row in rows:
        chunks = list(row)
        near = (
            box.top - _ROW_REACH * size <= chunks[0].middle <= box.top
            or box.bottom <= chunks[0].middle <= box.bottom + _ROW_REACH * size
        )
        aligned = sum(
            any(min(abs(c.x0 - o.x0), abs(c.x1 - o.x1)) < _ALIGNED_POINTS for o in inner) for c in chunks
        )
        if near and aligned >= _FEWEST_ALIGNED:
            return True
    return False
