"""KPI cards in text: a few short label lines, a lone number, its unit, a comparison.

    TOIMINTAKULUT / ENNUSTE / 5,0 / milj. euroa / (2024: 5,0)

Boxes that stood side by side are sometimes written row by row: all labels, then all numbers, all
units, all comparisons. They are put together again when every group has as many members.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.columns import find_kinds
from ingest.periods import find_periods
from ingest.text.headers import is_unit_line
from ingest.text.lines import Line, bullet, collapse, ends_sentence, is_capitals
from ingest.text.tables import Free, is_number_line
from ingest.units import SPACES

_COMPARISON = re.compile(r"^\(.*\d.*\)$")
_LABEL_LENGTH = 38
_MAX_LABEL_LINES = 5

_MOST_SIDE_BY_SIDE = 12


@dataclass(frozen=True, slots=True)
class FoundCards:
    """Cards (their lines as printed) and the lines [start, end) they were read from."""

    start: int
    end: int
    texts: tuple[str, ...]


def find_cards(lines: Sequence[Line], free: Free) -> list[FoundCards]:
    """All cards among the free lines, in reading order."""
    taken = -1
    found: list[FoundCards] = []
    for place in range(len(lines)):
        if place <= taken or not free(place) or not _is_value(lines[place].text):
            continue
        cards = _side_by_side(lines, place, taken + 1, free) or _single(lines, place, taken + 1, free)
        if cards is not None:
            found.append(cards)
            taken = cards.end - 1
    return found


@lru_cache(maxsize=1 << 14)
def _is_value(text: str) -> bool:
    """A lone number, or a number with its unit: "8,5", "8,5 milj. euroa"."""
    if is_unit_line(text):
        return False
    if is_number_line(text):
        return True
    found = re.match(rf"^[+\-−–]?\d[\d,.{SPACES}]*(?=[{SPACES}](?P<unit>[^\d\s].*)$)", text)
    return bool(found) and is_unit_line(found["unit"]) if found else False


def _is_unit(text: str) -> bool:
    """A unit, or a unit and what it is a share of ("% työajasta")."""
    return is_unit_line(text) or (len(text) <= 25 and text.startswith("%"))


def _is_comparison(text: str) -> bool:
    return bool(_COMPARISON.match(text))


def _is_label(text: str) -> bool:
    return (
        2 <= len(text) <= _LABEL_LENGTH and not text[0].islower()
        and (any(c.isalpha() for c in text) or _is_column_word(text))
        and not (ends_sentence(text) and not text[-2:-1].isdigit()) and not bullet(text)
        and not (is_unit_line(text) and len(text) <= 14) and not text.startswith("(") and " = " not in text
    )  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _is_column_word(text: str) -> bool:
    """A label line that only says which number it is: "ENNUSTE", "TOT 31.3.", "Tammi-maaliskuu"."""
    covered = sum(kind.end - kind.start for kind in find_kinds(text))
    covered += sum(period.end - period.start for period in find_periods(text))
    return covered * 10 >= len(text) * 7


def _label_start(lines: Sequence[Line], value: int, floor: int, free: Free) -> int:
    """Where the label above a value begins.

    Capitals reach up through capitals, over single blank lines. Other labels reach up while
    lines follow each other closely, and past a line that only names the column ("Ennuste").
    """
    start = value
    capitals: bool | None = None
    while start > floor and value - start < _MAX_LABEL_LINES and free(start - 1):
        below, text = lines[start], lines[start - 1].text
        if below.strong_break or not _is_label(text):
            break
        only_column = all(_is_column_word(lines[i].text) for i in range(start, value))
        own = is_capitals(text) if any(c.isalpha() for c in text) else None
        if start < value and not only_column:
            if None not in (own, capitals) and own != capitals:
                break
            if below.gap and not capitals:
                break
        capitals = own if capitals is None or only_column else capitals
        start -= 1
    return start


def _after_value(lines: Sequence[Line], value: int, free: Free) -> int:
    """The end of the unit and comparison lines below a value."""
    end = value + 1
    while end < len(lines) and end < value + 4 and free(end) and not lines[end].strong_break:
        text = lines[end].text
        if not (_is_unit(text) or _is_comparison(text)):
            break
        end += 1
    return end


def _single(lines: Sequence[Line], value: int, floor: int, free: Free) -> FoundCards | None:
    start = _label_start(lines, value, floor, free)
    end = _after_value(lines, value, free)
    named = end > value + 1 or not is_number_line(lines[value].text)
    if start == value:
        # A value without a label above may have it below: "12,5 / milj. € / Toimintakate".
        label_end = end
        while label_end < min(len(lines), end + 3) and free(label_end) and _is_label(lines[label_end].text):
            if lines[label_end].gap or lines[label_end].box_start:
                break
            label_end += 1
        apart = label_end == len(lines) or lines[label_end].gap > 0 or lines[label_end].box_start
        if label_end == end or not named or not (apart or not free(label_end)):
            return None
        end = _after_value(lines, label_end - 1, free)
    elif not named:
        return None
    return FoundCards(start, end, ("\n".join(collapse(lines[i].text) for i in range(start, end)),))


def _side_by_side(lines: Sequence[Line], value: int, floor: int, free: Free) -> FoundCards | None:
    """Cards written row by row: n labels, n numbers, n units, n comparisons."""
    values = _group(lines, value, free, is_number_line, _MOST_SIDE_BY_SIDE + 1)
    count = len(values)
    if not 2 <= count <= _MOST_SIDE_BY_SIDE:
        return None
    after = value + count
    units = _group(lines, after, free, _is_unit, count)
    comparisons = _group(lines, after + len(units), free, _is_comparison, count)
    if not units:
        units = _group(lines, after + len(comparisons), free, _is_unit, count)
    if not comparisons and not units:
        return None
    if len(units) not in (0, count) or len(comparisons) not in (0, count):
        return None
    labels = _label_groups(lines, value, floor, free)[-count:]
    if len(labels) != count:
        return None
    texts = tuple(
        "\n".join(
            [
                *(collapse(lines[i].text) for i in range(*labels[n])),
                values[n],
                *([units[n]] if units else []),
                *([comparisons[n]] if comparisons else []),
            ]
        )
        for n in range(count)
    )
    return FoundCards(labels[0][0], after + len(units) + len(comparisons), texts)


def _group(
    lines: Sequence[Line], start: int, free: Free, fits: Callable[[str], bool], most: int
) -> list[str]:
    """The texts of up to `most` lines that fit, from `start` on."""
    texts: list[str] = []
    place = start
    while place < len(lines) and len(texts) < most and free(place) and fits(lines[place].text):
        if place > start and lines[place].strong_break:
            break
        texts.append(collapse(lines[place].text))
        place += 1
    return texts


def _label_groups(lines: Sequence[Line], value: int, floor: int, free: Free) -> list[tuple[int, int]]:
    """Runs of label lines above a value, separated by blank lines, top to bottom."""
    groups: list[tuple[int, int]] = []
    end = value
    while end > floor:
        start = end
        while start > floor and free(start - 1) and _is_label(lines[start - 1].text):
            if start < end and is_capitals(lines[start].text) and not is_capitals(lines[start - 1].text):
                break
            start -= 1
            if lines[start].gap:
                break
        if start == end:
            break
        groups.append((start, end))
        if lines[start].strong_break:
            break
        end = start
    return groups[::-1]
