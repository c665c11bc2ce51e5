"""Tells whether a few lines that stand together in a file are a KPI card.

A card is one number with or without its unit, set on a line of its own, with a short label and
perhaps a unit and comparisons in lines around it ("LAINAKANTA / ENNUSTE / 8,1 milj. euroa / (2024: 7,4)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cards import read_card
from ingest.numbers import is_year, parse_cell
from ingest.units import find_unit

_MOST_LINES = 9
_MOST_WORDS = 40
_LONGEST_LINE = 60
_COMPARISON = re.compile(r"\(.*\d.*\)")
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
