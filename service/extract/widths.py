"""How wide each column of a table is drawn, and which columns stand side by side.

A table wider than the line is split into groups of columns; the label column is repeated in each.
Numbers are kept on one line; labels and headers wrap between words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

GAP = 3
"""What a column takes beyond its text: a space on both sides and a rule."""
_WORD = 20
_LABEL_LEAST = 20
_LABEL_MOST = 60
_HEADER_MOST = 24


@dataclass(frozen=True, slots=True)
class Extent:
    """The narrowest and the widest a column is useful at, in characters."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Group:
    """Columns drawn side by side, with the width of each."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]


def extent(heads: Sequence[str], body: Sequence[str], numeric: bool, label: bool) -> Extent:
    """What a column needs for its header lines and its body texts."""
    word = max((cell_len(word) for text in heads for word in text.split()), default=1)
    whole = min(max((cell_len(text) for text in heads), default=1), _HEADER_MOST)
    if numeric:
        numbers = max((cell_len(text) for text in body if len(text) <= _HEADER_MOST), default=1)
        words = max((cell_len(word) for text in body for word in text.split()), default=1)
        least = max(min(word, _WORD), numbers, min(words, _HEADER_MOST))
        return Extent(least, max(least, whole))
    longest = max((cell_len(text) for text in (*heads, *body)), default=1)
    words = max((cell_len(word) for text in body for word in text.split()), default=1)
    least = min(longest, max(min(max(word, words), _WORD), _LABEL_LEAST if label else 1))
    return Extent(max(1, least), max(1, min(longest, _LABEL_MOST)))


def column_groups(extents: Sequence[Extent], width: int, repeat_first: bool) -> tuple[Group, ...]:
    """Splits columns into groups that fit `width`; `repeat_first` puts the first into every group.

    A column that alone is wider than the line gets the whole line and wraps inside it.
    """
    room = max(width - 1, GAP + 1)
    lead = (0,) if repeat_first and len(extents) > 1 else ()
    groups: list[list[int]] = []
    taken = room + 1
    for index in range(len(lead), len(extents)):
        need = extents[index].least + GAP
        if taken + need > room:
            groups.append([*lead])
            taken = sum(extents[column].least + GAP for column in lead)
        groups[-1].append(index)
        taken += need
    return tuple(Group(tuple(group), _widths([extents[c] for c in group], room)) for group in groups)


def _widths(extents: Sequence[Extent], room: int) -> tuple[int, ...]:
    """Every column its least; what is left goes to the first that has use for it."""
    inner = room - GAP * len(extents)
    widths = [item.least for item in extents]
    over = sum(widths) - inner
    while over > 0 and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
        over -= 1
    spare = -over
    for place, item in enumerate(extents):
        more = max(0, min(spare, item.most - widths[place]))
        widths[place] += more
        spare -= more
    return tuple(widths)
