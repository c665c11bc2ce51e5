"""Columns of text that stand side by side are put one after the other.

`pdftotext -layout` and its kin write two text columns, two tables or a row of cards into the same
lines. Where a gutter of spaces runs down several lines, the lines are cut there and the left part
is read before the right one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.text.columns import Cell, cells_of, is_numbers, is_one_number
from ingest.text.headers import is_unit_line
from ingest.text.lines import Line

_WINDOW = 60
_MIN_LINES = 4
_INDENT = 6
_SHORT_GAP = 4
_CARD_WIDTH = 40


def unfold(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a page in reading order. Lines without a gutter stay as they are."""
    if not any("   " in line.text for line in lines):
        return tuple(lines)
    result: list[Line] = []
    place = 0
    after_block = False
    while place < len(lines):
        parts, end = _cards(lines, place) or _columns(lines, place) or ((), place)
        if parts:
            result += parts
            place = end
            after_block = True
            continue
        line = lines[place]
        result.append(replace(line, gap=max(2, line.gap)) if after_block else line)
        after_block = False
        place += 1
    return tuple(result)


def _columns(lines: Sequence[Line], start: int) -> tuple[tuple[Line, ...], int] | None:
    """The columns of text that begin at line `start`, one after the other, and their end. A
    column can hold cards or columns itself."""
    found = _gutter(lines, start)
    if found is None:
        return None
    cut, end = found
    left = _part(lines[start:end], 0, cut)
    right = _part(lines[start:end], cut, None)
    return (*unfold(left), *unfold(right)), end


def _part(lines: Sequence[Line], start: int, end: int | None) -> list[Line]:
    """The characters [start, end) of the lines. Blank lines that were the neighbour's are few."""
    result: list[Line] = []
    gap = 0
    for number, line in enumerate(lines):
        part = line.raw.expandtabs(8)[start:end].rstrip()
        gap += line.gap
        if not part.strip():
            gap += 1
            continue
        if not result:
            gap = gap if start == 0 and number == 0 else max(2, gap)
        elif start and gap <= _SHORT_GAP:
            gap = min(gap, 1)
        result.append(Line(part, gap))
        gap = 0
    return result


def _gutter(lines: Sequence[Line], start: int) -> tuple[int, int] | None:
    """The place of a gutter that begins at line `start`, and the end of the lines it divides."""
    if len(cells_of(lines[start].raw)) < 2:
        return None
    candidates = {cut for line in lines[start : start + _MIN_LINES * 3] for cut in _right_starts(line)}
    window = lines[start : start + _WINDOW]
    found = [(*divided, cut) for cut in candidates if (divided := _divided(window, cut))]
    if not found:
        return None
    _, end, cut = max(found, key=lambda item: (item[0], -item[2]))
    end += start
    while end < len(lines) and not _crosses(lines[end], cut) and lines[end].gap == 0:
        end += 1
    return cut, end


def _divided(window: Sequence[Line], cut: int) -> tuple[int, int] | None:
    """How many lines have text right of a cut, and the number of lines divided by it; None when
    it is no gutter: too few lines, or labels left of it and their numbers right of it."""
    both = right_side = left_side = torn = end = 0
    for number, line in enumerate(window):
        if _crosses(line, cut) or (number and line.gap > 3) or number - end > 8:
            break
        cells = cells_of(line.raw)
        left = [cell for cell in cells if cell.end < cut]
        right = [cell for cell in cells if cell.start >= cut]
        if number == 0 and not (left and right):
            return None
        left_side += bool(left)
        torn += _is_torn(left, right)
        if right and right[0].start <= cut + _INDENT:
            right_side += 1
            end = number + 1
            both += bool(left)
    if both < 2 or right_side < _MIN_LINES or left_side < 3 or torn * 4 > both:
        return None
    return right_side, end


def _is_torn(left: Sequence[Cell], right: Sequence[Cell]) -> bool:
    """Would a cut take a row's numbers from its label?"""
    if not left or not right or not is_numbers(right[-1].text):
        return False
    if all(is_numbers(cell.text) for cell in right):
        return len(right) > 1 or is_numbers(left[-1].text)
    return not is_numbers(left[-1].text)


def _right_starts(line: Line) -> set[int]:
    """Where words begin that have other text to their left, two or more spaces away."""
    return {
        cell.start
        for cell in cells_of(line.raw)[1:]
        if not is_numbers(cell.text) and not is_unit_line(cell.text) and sum(map(str.isalpha, cell.text)) >= 3
    }


def _crosses(line: Line, cut: int) -> bool:
    return any(cell.start < cut < cell.end + 1 for cell in cells_of(line.raw))


def _cards(lines: Sequence[Line], start: int) -> tuple[tuple[Line, ...], int] | None:
    """Cards side by side that begin at line `start`: labels, then a line of lone numbers, then
    units or comparisons. Each card's lines follow one another in the result."""
    count = len(cells_of(lines[start].raw))
    if count < 2 or any(is_numbers(cell.text) for cell in cells_of(lines[start].raw)):
        return None
    value = next(
        (n for n in range(start + 1, min(start + 6, len(lines))) if _is_value_line(lines[n], count)), None
    )
    if value is None or any(line.gap > 3 for line in lines[start + 1 : value + 1]):
        return None
    end = value + 1
    while end < len(lines) and lines[end].gap <= 2 and _is_below_value(lines[end]):
        end += 1
    block = lines[start:end]
    if end == value + 1 or any(len(cell.text) > _CARD_WIDTH for line in block for cell in cells_of(line.raw)):
        return None
    middles = [cell.start + cell.end for cell in cells_of(lines[value].raw)]
    cards: list[list[Line]] = [[] for _ in middles]
    for line in block:
        cells = cells_of(line.raw)
        for number, cell in enumerate(cells):
            # As many cells as cards stand in their order; fewer go to the nearest card.
            middle = cell.start + cell.end
            near = min(range(count), key=lambda n: abs(middles[n] - middle)) if len(cells) < count else number
            if near >= count:
                return None
            cards[near].append(Line(cell.text, 1 if cards[near] else 2))
    return tuple(line for card in cards for line in card), end


def _is_value_line(line: Line, count: int) -> bool:
    cells = cells_of(line.raw)
    return len(cells) == count and all(is_one_number(cell.text) for cell in cells)


def _is_below_value(line: Line) -> bool:
    return all(is_unit_line(cell.text) or cell.text.startswith(("(", "%")) for cell in cells_of(line.raw))
