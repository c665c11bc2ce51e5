"""What of a page an address means: the statements that stand in its boxes or are named by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.errors import LukuError
from ingest.records import Box, Cell, Statement
from service.links import GAP, parse_marks

_NEAR_POINTS = 1.0


@dataclass(frozen=True, slots=True)
class Marks:
    """What an address points at: boxes of quotes, boxes of figures within them, or a quote's words."""

    boxes: tuple[Box, ...] = ()
    cells: tuple[Box, ...] = ()
    quote: str = ""

    @property
    def any(self) -> bool:
        return bool(self.boxes or self.cells or self.quote)

    def holds(self, box: Box | None) -> bool:
        """Whether the middle of a box lies within what is quoted."""
        return _in_one_of(self.boxes, box)

    def points_at(self, box: Box | None) -> bool:
        """Whether a box is that of a figure that is meant."""
        return _in_one_of(self.cells, box)

    def is_quoted(self, cell: Cell) -> bool:
        """Whether the words that are looked for are those of this one cell (a header's)."""
        return bool(self.quote) and _plain(cell.text) == self.quote


def read_marks(cite: str, at: str, quote: str) -> Marks:
    """The marks of an address. A page is shown also where they cannot be read: then without marks."""
    try:
        return Marks(parse_marks(cite), parse_marks(at), _plain(quote))
    except LukuError:
        return Marks()


def marked_statements(marks: Marks, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of a page that are meant, in reading order."""
    if marks.boxes:
        return tuple(one for one in statements if one.boxes and all(map(marks.holds, one.boxes)))
    return _worded(marks.quote, statements) if marks.quote else ()


def _worded(quote: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements that a quote holds, or the one that holds it; of a shortened quote all from the one
    it begins in to the one it ends in."""
    texts = [_plain(one.text) for one in statements]
    for text, one in zip(texts, statements, strict=True):
        if text == quote:
            return (one,)
    start, _, end = quote.partition(GAP)
    if end:
        first = next((place for place, text in enumerate(texts) if _joins(text, start)), None)
        if first is None:
            return ()
        rest = range(first, len(texts))
        last = next((place for place in rest if _joins(texts[place], end, at_end=True)), first)
        return tuple(statements[first : last + 1])
    within = tuple(one for text, one in zip(texts, statements, strict=True) if text and text in quote)
    return within or tuple(one for text, one in zip(texts, statements, strict=True) if quote in text)[:1]


def _joins(text: str, piece: str, at_end: bool = False) -> bool:
    """Whether a piece of a quote stands in a text, or (of a quote of several texts) the text begins or
    ends the piece."""
    return bool(text) and (piece in text or (piece.endswith(text) if at_end else piece.startswith(text)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _in_one_of(boxes: Sequence[Box], box: Box | None) -> bool:
    if box is None:
        return False
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    near = _NEAR_POINTS
    return any(
        one.x0 - near <= x <= one.x1 + near and one.top - near <= y <= one.bottom + near for one in boxes
    )
