"""List marks that are drawn and not printed: small discs and squares before the first line of each item.

Browsers and some office programs draw the marks of a list as shapes. Each becomes a word, so that its
line is an item of a list like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.pdf.pieces import Sheet, Word
from ingest.pdf.words_to_lines import DOTS, words_to_word_lines
from ingest.records import Box

_LEAST, _MOST = 0.12, 0.62
_ROUND = 0.25
_NEAREST, _FARTHEST = 0.15, 2.2
_ABOVE_BASE, _BELOW_BASE = 0.75, 0.1
_SAME_COLUMN_POINTS = 1.5
_MOST_MARKS = 200
_MARK = "\u2022"


def with_drawn_marks(words: Sequence[Word], sheet: Sheet) -> list[Word]:
    """The words, and a bullet for each drawn mark that stands right before a line of them.

    A lone shape is no list, and squares of several colours are the key of a chart.
    """
    largest = max((word.size for word in words), default=0.0)
    colours = Counter(fill.colour for fill in sheet.fills if _is_small(fill.box, largest))
    squares = [fill.box for fill in sheet.fills if fill.colour in colours] if len(colours) == 1 else []
    shapes = [box for box in (*sheet.curves, *squares) if _is_small(box, largest)]
    if not 2 <= len(shapes) <= _MOST_MARKS:  # a map or a pattern is drawn of more
        return list(words)
    lines = [line for line in words_to_word_lines(words) if line]
    found: list[tuple[Box, Word]] = []
    for shape in shapes:
        first = _first_word(shape, lines)
        if first is not None and not any(word is first for _, word in found):
            found.append((shape, first))
    marks = [
        Word(_MARK, box.x0, box.x1, first.base, first.size, False, False, True)
        for box, first in found
        if any(other is not box and abs(other.x0 - box.x0) < _SAME_COLUMN_POINTS for other, _ in found)
    ]
    return [*words, *marks]


def _is_small(box: Box, largest: float) -> bool:
    """Whether a shape is about as wide as high and no larger than the mark of a text of the page's largest
    size."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    return 0 < max(width, height) <= _MOST * largest and abs(width - height) <= _ROUND * max(width, height)


def _first_word(shape: Box, lines: Sequence[Sequence[Word]]) -> Word | None:
    """The word that a mark stands before: the nearest right of it on its line, with none between or close
    before the mark."""
    middle = (shape.top + shape.bottom) / 2
    side = max(shape.x1 - shape.x0, shape.bottom - shape.top)
    for line in lines:
        right = [word for word in line if word.x0 >= shape.x1 - 0.5]
        if not right:
            continue
        first = right[0]
        size = first.size
        if not first.base - _ABOVE_BASE * size < middle < first.base + _BELOW_BASE * size:
            continue
        if not _LEAST * size <= side <= _MOST * size or first.text[:1] in DOTS:
            continue
        gap = first.x0 - shape.x1
        left = [word for word in line if word.x0 < shape.x1 - 0.5]
        crowded = bool(left) and shape.x0 - left[-1].x1 < _FARTHEST * size
        if _NEAREST * size <= gap <= _FARTHEST * size and not crowded:
            return first
    return None
