"""The text lines of one drawn band of a lattice, where they are rows of their own and no wrapped cells."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.lattice import Ruled
from ingest.pdf.numerals import has_digit, is_numeric, is_year_like
from ingest.pdf.pieces import Chunk, Line, Word, chunk_of
from ingest.pdf.words_to_lines import words_to_lines, words_to_word_lines

_FEW_LINES = 3
_EVEN_HEIGHTS = 0.6
_MANY_ROWS = 5


def cell_chunks(words: Sequence[Word]) -> tuple[Chunk, ...]:
    """The words of one cell, a chunk a line."""
    return tuple(chunk_of(line) for line in words_to_word_lines(words))


def band_lines(cells: Sequence[Ruled], bands: int) -> list[Line]:
    """The text lines of one drawn band, if they are rows of their own rather than wrapped cells."""
    if not cells:
        return []
    lines = words_to_lines([word for cell in cells for word in cell.words])
    if len(lines) < 2:
        return []
    multi = sum(len(line) >= 2 for line in lines)
    counted = sum(any(chunk.counted for chunk in (line[1:] or line)) for line in lines)
    numeric = stacked = 0
    heights: list[int] = []
    for cell in cells:
        texts = [chunk.text for chunk in cell_chunks(cell.words)]
        if sum(map(is_numeric, texts)) >= 0.7 * len(texts):
            numeric += 1
            stacked += len(texts) >= 2
            heights.append(len(texts))
    if numeric >= 2 and min(heights) > max(_FEW_LINES, _EVEN_HEIGHTS * max(heights)):
        return lines
    if stacked < 0.5 * numeric:
        stacked = 0
    if bands >= _MANY_ROWS and len(lines) <= _FEW_LINES and stacked < 2 and len(cells) > 1:
        stacked = 0
    rows = multi >= 0.6 * len(lines) and counted >= 0.6 * len(lines)
    return lines if rows and (stacked >= 1 or (len(cells) == 1 and multi >= 2)) else []


def head_over_row(cells: Sequence[Ruled]) -> list[Line]:
    """The text lines of the top band, if it holds the head and, with no line between, the first row: each
    column's name and under it one amount."""
    texts = {cell.left: [chunk.text for chunk in cell_chunks(cell.words)] for cell in cells}
    values = [own for left, own in texts.items() if left > 0 and any(map(_is_amount, own))]
    if len(values) < 2 or len(values) < len(texts) - 2 or 0 not in texts:
        return []
    if any(len(own) < 2 or not _is_amount(own[-1]) or any(map(_is_amount, own[:-1])) for own in values):
        return []
    lines = words_to_lines([word for cell in cells for word in cell.words])
    whole = len(values) == sum(_is_amount(chunk.text) for chunk in lines[-1][1:])
    return lines if whole and not lines[-1][0].numeric else []


def _is_amount(text: str) -> bool:
    return is_numeric(text) and has_digit(text) and not is_year_like(text)
