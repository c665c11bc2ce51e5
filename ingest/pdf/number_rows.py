"""Large numbers side by side, each with its own small lines right above or right below it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from ingest.pdf.pieces import Chunk, Line
from ingest.pdf.words_to_lines import is_bullet

_LARGER = 1.2
_SAME_SIZE = 1.05
_ALIGNED = 0.6
_LABEL_GAP = 1.3
_MOST_LABELS = 3
_LONGEST_LABEL = 40
_TABLE_GAP = 3.0

Labelled = tuple[Chunk, tuple[Chunk, ...]]
"""A number and the small lines that say what it is."""


def number_rows(lines: Sequence[Line], is_headline: Callable[[Chunk], bool]) -> list[Labelled]:
    """The labelled numbers among some lines of a page (or of a panel), top first.

    Numbers under each other are a table's, and so are those that a name stands beside on their line.
    """
    found: list[Labelled] = []
    rows = [
        place
        for place, line in enumerate(lines)
        if len(line) > 1 and all(is_headline(chunk) and not is_bullet(chunk.text) for chunk in line)
    ]
    taken: set[int] = set()
    for place in rows:
        numbers = lines[place]
        own = [
            index
            for step in (-1, 1)
            for index in _labels(lines, place, step)
            if _nearest(lines, rows, index) == place
        ]
        if not own or taken & set(own) or _is_table(lines, place, rows):
            continue
        taken |= set(own)
        for place, number in enumerate(numbers):
            labels = [chunk for index in own for chunk in _over(numbers, lines[index], place)]
            found.append((number, tuple(labels)))
    return found


def _labels(lines: Sequence[Line], place: int, step: int) -> list[int]:
    """The lines above (step -1) or below the numbers that label each of them, nearest first."""
    numbers, found = lines[place], list[int]()
    edge = numbers
    for index in itertools.islice(itertools.count(place + step, step), _MOST_LABELS):
        if not 0 <= index < len(lines) or not _are_labels(numbers, lines[index], first=not found):
            break
        if found and not _alike(lines[found[0]], lines[index]):
            break
        if _gap(edge, lines[index]) > _LABEL_GAP * lines[index][0].size:
            break
        edge = lines[index]
        found.append(index)
    return found


def _nearest(lines: Sequence[Line], rows: Sequence[int], index: int) -> int:
    """The row of numbers that a line stands nearest to."""
    return min(rows, key=lambda row: abs(_gap(lines[row], lines[index])))


def _over(numbers: Line, line: Line, place: int) -> list[Chunk]:
    """The pieces of a line of labels that are one number's."""
    if len(line) == len(numbers):
        return [line[place]]
    return [chunk for chunk in line if _is_over(chunk, numbers[place])]


def _are_labels(numbers: Line, line: Line, first: bool) -> bool:
    """Whether a line has a small text for each of the numbers, set to it; one of a label's further lines for
    some of them."""
    lettered = any(letter.isalpha() for chunk in line for letter in chunk.text)
    if first:
        pairs = zip(line, numbers, strict=False)
        return lettered and len(line) == len(numbers) and all(_set_to(*pair) for pair in pairs)
    owners = [[place for place, number in enumerate(numbers) if _is_over(chunk, number)] for chunk in line]
    alone = all(
        len(places) == 1 and _set_to(chunk, numbers[places[0]])
        for chunk, places in zip(line, owners, strict=True)
    )
    return alone and len({places[0] for places in owners}) == len(line)


def _alike(labels: Line, line: Line) -> bool:
    """Whether a label's further line is no larger and no bolder than its first."""
    size = max(chunk.size for chunk in labels)
    bold = any(chunk.bold for chunk in labels)
    return all(chunk.size <= _SAME_SIZE * size and (bold or not chunk.bold) for chunk in line)


def _is_over(chunk: Chunk, number: Chunk) -> bool:
    return chunk.x0 < number.x1 and chunk.x1 > number.x0


def _set_to(chunk: Chunk, number: Chunk) -> bool:
    off = min(abs(chunk.x0 - number.x0), abs(chunk.across - number.across), abs(chunk.x1 - number.x1))
    small = chunk.size * _LARGER <= number.size and len(chunk.text) <= _LONGEST_LABEL
    return small and off <= _ALIGNED * number.size


def _gap(line: Line, other: Line) -> float:
    upper, lower = sorted((line, other), key=lambda own: own[0].base)
    return min(chunk.top for chunk in lower) - max(chunk.bottom for chunk in upper)


def _is_table(lines: Sequence[Line], place: int, rows: Sequence[int]) -> bool:
    """Whether the next line above or below is a row of as many numbers, too."""
    near = [index for index in (place - 1, place + 1) if index in rows]
    size = lines[place][0].size
    return any(
        len(lines[index]) == len(lines[place]) and _gap(lines[place], lines[index]) < _TABLE_GAP * size
        for index in near
    )
