"""What was read held against what is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from eval.tables.spec import Fact, Label

_TOO_FAR = 2.5


class Found(NamedTuple):
    """A value cell as read; paths with white space collapsed, the column path joined."""

    row_path: tuple[str, ...]
    column_path: str
    value: Decimal
    unit: str | None
    scale: int


def found(
    row_path: tuple[str, ...], column_path: tuple[str, ...], value: Decimal, unit: str | None, scale: int
) -> Found:
    return Found(
        tuple(_plain(label) for label in row_path), _joined(column_path), value.normalize(), unit, scale
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _joined(path: tuple[str, ...]) -> str:
    return _plain(" ".join(path))


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact that was not read exactly; `cause` says which part of the nearest reading is wrong."""

    fact: Fact
    cause: str
    nearest: Found | None


@dataclass(frozen=True, slots=True)
class Score:
    """`right` of `facts` were read exactly; `invented` readings are not true at all."""

    facts: int
    right: int
    invented: tuple[Found, ...]
    misses: tuple[Miss, ...]


def score(facts: tuple[Fact, ...], readings: list[Found]) -> Score:
    """Each fact may claim one reading that says the same; what is left is explained by its nearest."""
    left = Counter(readings)
    missed: list[Fact] = []
    for fact in facts:
        exact = next((reading for reading in left if _says(fact, reading)), None)
        if exact is None:
            missed.append(fact)
        else:
            _take(left, exact)
    misses = []
    for fact in missed:
        nearest = _nearest(fact, left)
        if nearest is None or _distance(fact, nearest) > _TOO_FAR:
            misses.append(Miss(fact, "not found", None))
            continue
        _take(left, nearest)
        misses.append(Miss(fact, _cause(fact, nearest), nearest))
    return Score(len(facts), len(facts) - len(missed), tuple(left.elements()), tuple(misses))


def _nearest(fact: Fact, readings: Iterable[Found]) -> Found | None:
    return min(readings, key=lambda reading: _distance(fact, reading), default=None)


def _take(left: Counter[Found], reading: Found) -> None:
    left[reading] -= 1
    if left[reading] <= 0:
        del left[reading]


def _says(fact: Fact, reading: Found) -> bool:
    return not _differences(fact, reading)


def _differences(fact: Fact, reading: Found) -> dict[str, float]:
    """What is wrong about a reading of a fact and how far off it makes it."""
    wrong: dict[str, float] = {}
    if not any(_same_row(path, reading.row_path) for path in fact.row_paths):
        last = reading.row_path[-1] if reading.row_path else ""
        own = last in fact.row_paths[0][-1].forms
        wrong["row path" if own else "row label"] = 1.0 if own else 1.5
    if _joined(fact.column_path) != reading.column_path:
        wrong["column path"] = 1.0
    if (fact.unit, fact.scale) != (reading.unit, reading.scale):
        wrong["unit"] = 0.5
    if fact.value / fact.scale != reading.value / reading.scale:
        same = abs(fact.value / fact.scale) == abs(reading.value / reading.scale)
        wrong["sign" if same else "value"] = 0.8 if same else 1.6
    elif fact.value != reading.value and "unit" not in wrong:
        wrong["value"] = 1.0
    return wrong


def _same_row(path: tuple[Label, ...], read: tuple[str, ...]) -> bool:
    return len(path) == len(read) and all(text in label.forms for label, text in zip(path, read, strict=True))


def _distance(fact: Fact, reading: Found) -> float:
    return sum(_differences(fact, reading).values())


def _cause(fact: Fact, reading: Found) -> str:
    return " + ".join(_differences(fact, reading))
