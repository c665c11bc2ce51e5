"""Rows of numbers without geometry: a label, then numbers whose own spaces hide where one ends.

"Palkat -1 345 68 902" may hold two numbers or four. A row is only read when exactly one way to
cut it gives as many numbers as the table has columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.text.spaces import JOINERS

_PIECE = re.compile(rf"^[(+\-−–]{{0,2}}[{JOINERS}]?\d+(?:[.,{JOINERS}]\d+)*(?:\s?[%€])?\)?\*{{0,2}}$")
_GROUPED = re.compile(rf"\d[{JOINERS}]\d")
_DATE = re.compile(r"^\d{1,2}\.\d{1,2}\.(?:\d{2,4})?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_EMPTY = frozenset({"-", "–", "—", "−", ".", "..", "…"})
_SIGN = frozenset({"-", "–", "−", "+"})
_FIRST_GROUP = re.compile(r"^[(+\-−–]{0,2}[1-9]\d{0,2}$")
_NEXT_GROUP = re.compile(r"^\d{3}$")
_LAST_GROUP = re.compile(r"^\d{3}(?:,\d+)?(?:%|€)?\)?\*{0,2}$")
_START = re.compile(rf"^[(+\-−–]{{0,2}}[{JOINERS}]?(?:[1-9]|0(?:$|[,.%)]))")
MAX_COLUMNS = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A line read as label and the pieces of its numbers."""

    label: str
    pieces: tuple[str, ...]

    @property
    def only_years(self) -> bool:
        return all(_YEAR.match(piece) for piece in self.pieces)


@lru_cache(maxsize=1 << 14)
def read_row(text: str) -> Row | None:
    """The label and the numeric pieces at the end of a line; None when it does not end in one."""
    tokens = [token for token in re.split(r"[ \t]+", text.strip()) if token]
    start = len(tokens)
    while start > 0 and _is_piece(tokens, start - 1):
        start -= 1
    label, pieces = tokens[:start], tokens[start:]
    if label and not any(c.isalpha() for c in "".join(label)) and not _DATE.match(label[-1]):
        return None
    if not label:
        if len(pieces) < 2 or not _YEAR.match(pieces[0]):
            return None
        label, pieces = pieces[:1], pieces[1:]
    if not any(any(c.isdigit() for c in piece) for piece in pieces):
        return None
    return Row(" ".join(label), _with_units(pieces))


def _is_piece(tokens: Sequence[str], place: int) -> bool:
    token = tokens[place]
    if token in ("%", "€"):
        return place > 0 and bool(_PIECE.match(tokens[place - 1]))
    if token in _EMPTY:
        # A dash between words is punctuation; it is a cell only next to numbers.
        return (
            place + 1 == len(tokens)
            or _PIECE.match(tokens[place + 1]) is not None
            or tokens[place + 1] in _EMPTY
        )
    return bool(_PIECE.match(token)) and not _DATE.match(token)


def _with_units(pieces: Sequence[str]) -> tuple[str, ...]:
    """ "12,5 %" comes as two tokens and is one piece."""
    joined: list[str] = []
    for piece in pieces:
        if piece in ("%", "€") and joined:
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return tuple(joined)


def splits(pieces: Sequence[str], columns: int, limit: int = 2) -> list[tuple[str, ...]]:
    """Up to `limit` ways to cut the pieces into exactly `columns` numbers.

    A group of three digits may continue a number that began with one to three digits; a lone
    sign may belong to the digits after it; a number never begins with a superfluous zero. Where
    one piece holds a space that joins digits the file groups them with it and pieces are not joined.
    """
    if columns < 1 or len(pieces) < columns or len(pieces) > 4 * MAX_COLUMNS:
        return []
    grouped = any(_GROUPED.search(piece) for piece in pieces)
    found: list[tuple[str, ...]] = []

    def cut(place: int, numbers: tuple[str, ...]) -> None:
        if len(found) >= limit:
            return
        left = len(pieces) - place
        wanted = columns - len(numbers)
        if left == 0 or wanted == 0:
            if left == wanted:
                found.append(numbers)
            return
        if left < wanted:
            return
        for end in _ends(pieces, place, grouped):
            cut(end, (*numbers, " ".join(pieces[place:end])))

    cut(0, ())
    return found


def _ends(pieces: Sequence[str], place: int, grouped: bool) -> list[int]:
    """Where a number that begins at `place` may end."""
    first = pieces[place]
    ends: list[int] = []
    if first in _EMPTY:
        ends.append(place + 1)
        if first not in _SIGN or place + 1 >= len(pieces) or pieces[place + 1][0] not in "123456789":
            return ends
        place += 1
        first = pieces[place]
    if not _START.match(first):
        return ends
    ends.append(place + 1)
    if grouped or not _FIRST_GROUP.match(first):
        return ends
    end = place + 1
    while end < len(pieces) and _LAST_GROUP.match(pieces[end]):
        end += 1
        ends.append(end)
        if not _NEXT_GROUP.match(pieces[end - 1]):
            break
    return ends


def column_counts(rows: Sequence[Row]) -> list[int]:
    """Numbers of columns that fit the rows, the best supported first.

    A count is kept when four fifths of the best supported count's rows can be cut that way; a
    smaller count (digits grouped by thousands) goes before a larger one of equal support.
    """
    widest = min(MAX_COLUMNS, max((len(row.pieces) for row in rows), default=0))
    support = {
        count: sum(bool(splits(row.pieces, count, 1)) for row in rows) for count in range(1, widest + 1)
    }
    best = max(support.values(), default=0)
    kept = [count for count, rows_fit in support.items() if rows_fit and rows_fit >= 0.8 * best]
    return sorted(kept, key=lambda count: (-support[count], count))
