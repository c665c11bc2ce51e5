"""Judges whether a grid is a table at all: not prose, a list, a contents page, a chart or cards."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from statistics import median

from ingest.pdf.draft import Draft, DraftCell, size_of
from ingest.pdf.gutters import Row
from ingest.pdf.numerals import has_digit, is_numeric, is_year_like
from ingest.pdf.pieces import Line, Sheet
from ingest.pdf.words_to_lines import DOTS, is_bullet
from ingest.records import Box

_CHART_PAD = 6.0
_LONG_CELL = 250
_MANY_CONTENTS = 8
_PARTED_WORDS = 15
_DOTTED = re.compile(r"\.{4,}|(?:\. ){3,}|…{2,}|(?:…\s?){2,}")


def is_plausible(cells: Sequence[DraftCell], nested: bool = False) -> bool:
    """A ruled grid with enough in it and not mostly long prose. `nested`: rules alone drew it."""
    rows = {cell.top for cell in cells}
    columns = {cell.left for cell in cells}
    if len(cells) < 4 or len(rows) < 2 or len(columns) < 2:
        return False
    if sum(len(cell.text) > _LONG_CELL for cell in cells) > 0.3 * len(cells):
        return False
    return len(cells) >= 0.2 * len(rows) * len(columns)


def is_nameless(cells: Sequence[DraftCell]) -> bool:
    """Whether no cell holds a word and no column begins rows with years: a chart's numbers."""
    stubs = [cell.text for cell in cells if cell.left == 0]
    years = sum(map(is_year_like, stubs)) >= 0.5 * len(stubs) > 0
    return not years and not any(letter.isalpha() for cell in cells for letter in cell.text)


def is_table(draft: Draft) -> bool:
    """Whether an unruled grid holds enough numbers, or short words in enough rows and columns."""
    cells = draft.cells
    body = [cell for cell in cells if cell.left > 0 and cell.top > 0]
    if not body or is_nameless(cells):
        return False
    marks = sum(is_bullet(cell.text) and not is_numeric(cell.text) for cell in cells)
    marks += sum(cell.chunks[0].text[0] in DOTS and len(cell.text) > 1 for cell in cells)
    if marks > 0.12 * len(cells):
        return False
    numeric = sum(is_numeric(cell.text) for cell in body) / len(body)
    counted = sum(is_numeric(cell.text) and has_digit(cell.text) for cell in body)
    fill = len(cells) / (draft.rows * draft.columns)
    if numeric >= 0.4 and counted >= 2:
        return draft.rows >= 3 or (draft.rows == 2 and draft.columns >= 3 and fill >= 0.8)
    words = sum(len(cell.text.split()) for cell in cells) / len(cells)
    if draft.parted and draft.rows >= 3 and draft.columns >= 3 and fill >= 0.7 and words <= _PARTED_WORDS:
        return True
    if numeric >= 0.8 and draft.rows >= 4 and draft.columns >= 3:  # a table of crosses
        return True
    enough = draft.columns >= 3 or counted >= 0.3 * len(body)
    return draft.rows >= 4 and draft.columns >= 2 and fill >= 0.6 and words <= 4 and enough


def is_prose(rows: Sequence[Row]) -> bool:
    """Whether the cells read like running text: many words, hardly a number."""
    texts = [piece.chunk.text for row in rows for piece in row if piece.first == piece.last]
    if not texts:
        return False
    numeric = sum(is_numeric(text) for text in texts)
    words = sum(len(text.split()) for text in texts)
    return numeric < 0.1 * len(texts) and words / len(texts) > 4.5


def is_contents(draft: Draft) -> bool:
    """A contents page: two columns, the last of them rising page numbers, mostly led to by dots."""
    last = [cell for cell in draft.cells if cell.left == cell.right == draft.columns - 1]
    numbers = [int(cell.text) for cell in last if cell.text.strip().isdecimal()]
    if len(numbers) < 3 or len(numbers) < 0.8 * len(last):
        return False
    others = [cell for cell in draft.cells if cell.right < draft.columns - 1]
    if any(is_numeric(cell.text) and has_digit(cell.text) and cell.left > 0 for cell in others):
        return False
    dotted = sum(bool(_DOTTED.search(cell.text)) for cell in others)
    if dotted >= 0.3 * len(others):
        return True
    rising = all(a <= b for a, b in itertools.pairwise(numbers)) and 0 < numbers[0] < numbers[-1] <= 2000
    return rising and len(numbers) >= _MANY_CONTENTS and draft.columns <= 3


def are_cards(lines: Sequence[Line]) -> bool:
    """Large numbers side by side with small print around them."""
    numbers = [chunk.size for line in lines for chunk in line if chunk.counted]
    others = [chunk.size for line in lines for chunk in line if not chunk.numeric]
    if not numbers or not others or len(lines) > 8:
        return False
    large = 1.7 * median(others)
    return max(numbers) > large and any(
        sum(chunk.numeric and chunk.size > large for chunk in line) >= 2 for line in lines
    )


def is_chart(cells: Sequence[DraftCell], box: Box, sheet: Sheet) -> bool:
    """Curves in its place, or an axis (numbers in even steps) with much left empty."""
    rows, columns = size_of(cells)
    fill = len(cells) / (rows * columns)
    curves = sum(_within(curve, box) for curve in sheet.curves)
    lines: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for cell in cells:
        lines["row", cell.top].append(cell.text)
        lines["column", cell.left].append(cell.text)
    axis = any(
        _even_steps(texts) or _even_steps(texts[1:]) or _even_steps(texts[:-1])
        for texts in lines.values()
        if not all(is_year_like(text) for text in texts)
    )
    if curves >= 4 and (fill < 0.5 or axis):
        return True
    return (axis and fill < 0.6) or fill < 0.2


def _within(curve: Box, box: Box) -> bool:
    x, y = (curve.x0 + curve.x1) / 2, (curve.top + curve.bottom) / 2
    return (
        box.x0 - _CHART_PAD <= x <= box.x1 + _CHART_PAD
        and box.top - _CHART_PAD <= y <= box.bottom + _CHART_PAD
        and curve.bottom - curve.top < 1.2 * (box.bottom - box.top)
    )


def _even_steps(texts: Sequence[str]) -> bool:
    values = []
    for text in texts:
        plain = re.sub(r"[\s%€$]", "", text).replace(",", ".").translate({0x2212: "-", 0x2013: "-"})
        try:
            values.append(float(Decimal(plain)))
        except InvalidOperation:
            return False
    if len(values) < 4:
        return False
    steps = [b - a for a, b in itertools.pairwise(values)]
    return abs(steps[0]) > 0 and max(steps) - min(steps) <= 0.02 * abs(steps[0])
