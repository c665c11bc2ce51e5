"""Columns of text that stand side by side are put one after the other.

`pdftotext -layout` and its kin write two text columns, two tables or a row of cards into the same
lines. Where a gutter of spaces runs down several lines, the lines are cut there and the left part
is read before the right one.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from ingest.text_columns import Cell, cells_of, is_numbers, is_one_number
from ingest.text_headers import is_unit_line
from ingest.text_lines import Line

_WINDOW = 60
_MIN_LINES = 4
_INDENT = 6
_SHORT_GAP = 4


def unfold(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a page in reading order. Lines without a gutter stay as they are."""
    if not any("   " in line.text for line in lines):
        return tuple(lines)
    result: list[Line] = []
    place = 0
    after_block = False
    while place < len(lines):
        cards = _card_row(lines, place)
        cuts, end = cards or _gutter(lines, place) or ((), place)
        if cuts:
            result += _columns(lines[place:end], cuts, cards is not None)
            place = end
            after_block = True
            continue
        line = lines[place]
        result.append(replace(line, gap=max(2, line.gap)) if after_block else line)
        after_block = False
        place += 1
    return tuple(result)


def _columns(lines: Sequence[Line], cuts: Sequence[int], cards: bool = False) -> list[Line]:
    """The parts of the lines left of the first cut, then those between it and the next, …"""
    edges = [0, *cuts, 10_000]
    result: list[Line] = []
    for number, (left, right) in enumerate(itertools.pairwise(edges)):
        gap = 0
        first = True
        for line in lines:
            part = line.raw.expandtabs(8)[left:right].rstrip()
            gap += line.gap
            if not part.strip():
                gap += 1
                continue
            begins = first and (number > 0 or line is not lines[0])
            if begins:
                gap = max(2, gap)
            elif not first and (cards or (number and gap <= _SHORT_GAP)):
                gap = min(gap, 1)  # lines of the neighbour stood between
            result.append(Line(part, gap))
            gap, first = 0, False
    return result if cards else _inner(result)


def _inner(lines: list[Line]) -> list[Line]:
    """Cards can stand side by side within a column."""
    result: list[Line] = []
    place = 0
    while place < len(lines):
        found = _card_row(lines, place)
        if found:
            result += _columns(lines[place : found[1]], found[0], cards=True)
            place = found[1]
        else:
            result.append(lines[place])
            place += 1
    return result


def _gutter(lines: Sequence[Line], start: int) -> tuple[tuple[int, ...], int] | None:
    """The place of a gutter that begins at line `start`, and the end of the lines it divides."""
    if len(cells_of(lines[start].raw)) < 2:
        return None
    candidates = {cut for line in lines[start : start + _MIN_LINES * 3] for cut in _right_starts(line)}
    found = [
        (*divided, cut) for cut in candidates if (divided := _divided(lines[start : start + _WINDOW], cut))
    ]
    if not found:
        return None
    _, end, cut = max(found, key=lambda item: (item[0], -item[2]))
    end += start
    while end < len(lines) and not _crosses(lines[end], cut) and lines[end].gap == 0:
        end += 1
    return (cut,), end


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


def _card_row(lines: Sequence[Line], start: int) -> tuple[tuple[int, ...], int] | None:
    """Cards side by side that begin at line `start`: labels, then a line of lone numbers, then
    units or comparisons, all in columns over one another."""
    first = cells_of(lines[start].raw)
    if len(first) < 2 or any(is_numbers(cell.text) for cell in first):
        return None
    value = next(
        (n for n in range(start + 1, min(start + 6, len(lines))) if _is_value_line(lines[n], len(first))),
        None,
    )
    if value is None or any(line.gap > 3 for line in lines[start + 1 : value + 1]):
        return None
    cuts = _between(cells_of(lines[value].raw))
    end = value + 1
    while end < len(lines) and lines[end].gap <= 2 and _is_below_value(lines[end]):
        end += 1
    block = lines[start:end]
    if end == value + 1 or any(_crosses(line, cut) for line in block for cut in cuts):
        return None
    return cuts, end


def _is_value_line(line: Line, count: int) -> bool:
    cells = cells_of(line.raw)
    return len(cells) == count and all(is_one_number(cell.text) for cell in cells)


def _is_below_value(line: Line) -> bool:
    return all(is_unit_line(cell.text) or cell.text.startswith("(") for cell in cells_of(line.raw))


def _between(cells: Sequence[Cell]) -> tuple[int, ...]:
    """The middles of the spaces between the cells."""
    return tuple((a.end + b.start) // 2 for a, b in itertools.pairwise(cells))
