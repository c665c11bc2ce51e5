"""Tells whether a few lines that stand together in a file are a KPI card.

A card is one number with or without its unit, set on a line of its own, with a short label and
perhaps a unit and comparisons in lines around it ("LAINAKANTA / ENNUSTE / 8,1 milj. euroa / (2031: 9,2)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.boxes import bounds
from ingest.cards import read_card
from ingest.columns import find_kinds
from ingest.numbers import is_year, parse_cell
from ingest.periods import find_periods
from ingest.records import Block, BlockKind, Grid, GridCell
from ingest.units import find_unit

_MOST_LINES = 9
_MOST_ROWS = 4
_MOST_CELLS = 100
_MOST_WORDS = 40
_LONGEST_LINE = 60
_COMPARISON = re.compile(r"\(.*\d.*\)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?]$")


def card_text(lines: Sequence[str]) -> str | None:
    """The lines as a card's text, or None where they are none."""
    kept = [text for line in lines if (text := " ".join(line.split()))]
    if not 2 <= len(kept) <= _MOST_LINES or sum(len(line.split()) for line in kept) > _MOST_WORDS:
        return None
    if any(len(line) > _LONGEST_LINE or _SENTENCE.search(line) for line in kept):
        return None
    numbers = [line for line in kept if _is_number(line)]
    labels = [
        line
        for line in kept
        if line not in numbers and not _COMPARISON.fullmatch(line) and not is_unit(line) and _has_word(line)
    ]
    if len(numbers) != 1 or not labels:
        return None
    text = "\n".join(kept)
    return text if read_card(text, 1, None, None, None) is not None else None


def grid_cards(grid: Grid) -> tuple[Block, ...]:
    """The cards that a grid sets side by side, row of cards by row; none where it is a table.

    Each cell is a card with lines of its own, or each column is one down two to four rows that hold
    the same of every card: labels, numbers, units, comparisons.
    """
    cells = sorted((cell for cell in grid.cells if cell.text.strip()), key=lambda c: (c.row, c.column))
    if len(cells) > _MOST_CELLS:
        return ()
    whole = [_card([cell]) for cell in cells]
    if cells and all(card is not None for card in whole):
        return tuple(card for card in whole if card is not None)
    if any(cell.row_span > 1 or cell.column_span > 1 for cell in cells):
        return ()
    rows = sorted({cell.row for cell in cells})
    for height in range(min(_MOST_ROWS, len(rows)), 1, -1):
        if len(rows) % height == 0:
            cards = _cards_down(cells, rows, height)
            if cards:
                return cards
    return ()


def _cards_down(cells: Sequence[GridCell], rows: Sequence[int], height: int) -> tuple[Block, ...]:
    """Cards of so many rows each; none where one of them is no card, or says too little to be one."""
    cards: list[Block] = []
    for first in range(0, len(rows), height):
        own = rows[first : first + height]
        parts = [cell for cell in cells if own[0] <= cell.row <= own[-1]]
        columns: dict[int, list[GridCell]] = {}
        for cell in parts:
            columns.setdefault(cell.column, []).append(cell)
        numbers = {cell.row for cell in parts if _is_number(" ".join(cell.text.split()))}
        made = [_card(column) for column in columns.values()]
        if len(made) < 2 or len(numbers) != 1 or any(card is None for card in made):
            return ()
        if not any(_says_more(column) for column in columns.values()):
            return ()  # a header and a row of numbers: its unit may stand above the table
        if all(_names_only_time(column) for column in columns.values()):
            return ()  # one thing at several times
        cards += [card for card in made if card is not None]
    return tuple(cards)


def _card(cells: Sequence[GridCell]) -> Block | None:
    text = card_text([line for cell in cells for line in cell.text.split("\n")])
    boxes = [cell.box for cell in cells if cell.box is not None]
    return None if text is None else Block(BlockKind.CARD, text, bounds(boxes) if boxes else None)


def _says_more(cells: Sequence[GridCell]) -> bool:
    """Whether a column prints a comparison or a unit beside its number."""
    lines = [" ".join(line.split()) for cell in cells for line in cell.text.split("\n")]
    numbers = [number for line in lines if _is_number(line) and (number := parse_cell(line)) is not None]
    return any(number.unit for number in numbers) or any(
        _COMPARISON.fullmatch(line) or is_unit(line) for line in lines
    )


def _names_only_time(cells: Sequence[GridCell]) -> bool:
    """Whether a column's texts name a time or a kind of number ("TP 2023") and not what is measured."""
    texts = [" ".join(cell.text.split()) for cell in cells]
    labels = [text for text in texts if not _is_number(text) and not _COMPARISON.fullmatch(text)]
    words = [word for label in labels for word in _WORD.findall(label)]
    kinds = [word for label in labels for kind in find_kinds(label) for word in _WORD.findall(kind.text)]
    timed = bool(kinds) or any(find_periods(label) for label in labels)
    return timed and len(words) <= len(kinds)


def is_number_line(line: str) -> bool:
    """A line of nothing but a number, perhaps with its unit."""
    return _is_number(" ".join(line.split()))


def is_unit(line: str) -> bool:
    """A line of nothing but a unit."""
    unit = find_unit(line)
    return unit is not None and unit.text.strip(" .") == line.strip(" .()")


def _is_number(line: str) -> bool:
    if _COMPARISON.fullmatch(line) or is_unit(line):
        return False
    number = parse_cell(line)
    return number is not None and not (is_year(number.raw) and number.unit is None)


def _has_word(line: str) -> bool:
    return re.search(r"[^\W\d_]{2}", line) is not None
