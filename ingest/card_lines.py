"""Lines of a card as they are meant: a line that prints two things is two, a unit on two lines is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.columns import find_kinds
from ingest.numbers import find_numbers
from ingest.periods import find_periods
from ingest.units import find_unit, unit_after_number

EARLIER = re.compile(
    r"\b(?:edellis\w*|edellinen\s+vuosi|ed\.\s*v\w*\.?|viime\s+vuo\w+|föregående\s+år|previous\s+year)",
    re.IGNORECASE,
)
AGAINST = re.compile(r"(?:vs|vrt|jfr|jmf|cf)\b\.?", re.IGNORECASE)
_CHANGE = re.compile(r"(?:[-+\u2212\u2013]|[▲▼△▽↑↓↗↘⬆⬇])\s*\d[\d\s]*(?:[.,]\d+)?\s*%")
_BRACKET = re.compile(r"(?<=\S)\s*\((?P<inside>[^()]*\d[^()]*)\)?\s*[.*]?$")
_PER = re.compile(r"(?:/|per\b)\s*[^\W\d_][^\W_]*[²³]?\.?", re.IGNORECASE)
_PARTING = " ,;|/·•–"


def card_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a card, none of them blank.

    "milj. euroa (2031: +1,1)" is a unit and a comparison; "2 345 €" and "/ asukas" below it are an amount
    per head; "milj." and "euroa" below it are one unit.
    """
    parted = [part for line in lines for part in _parted(line)]
    joined: list[str] = []
    for line in parted:
        if joined and _goes_on(joined[-1], line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _parted(line: str) -> list[str]:
    bracket = _BRACKET.search(line)
    if bracket is not None:
        head, inside = line[: bracket.start()], bracket["inside"].strip()
        amount = _amount_end(head) is not None
        if len(find_numbers(inside)) > 0 and (_compares(inside) or (amount and _CHANGE.fullmatch(inside))):
            return [*_parted(head), line[bracket.start() :].strip()]
    end = _amount_end(line)
    if end is not None:
        rest = line[end:].strip(_PARTING)
        separate = line[end : end + 1] not in ("", "/") and rest[:1] != "("
        if separate and len(find_numbers(rest)) == 1 and _begins_a_comparison(rest):
            return [line[:end].strip(), rest]
    return [line]


def _amount_end(line: str) -> int | None:
    """Where the unit ends that a line begins with, alone or behind a number; None without one."""
    start = 0
    numbers = find_numbers(line)
    if numbers and not line[: numbers[0].start].strip(" €"):
        start = numbers[0].end
        if numbers[0].unit is None and numbers[0].scale == 1:
            return None if len(numbers) > 1 else start
    elif per := _PER.match(line):
        return per.end()
    found = unit_after_number(line, start)
    return found[1] if found is not None else None


def _compares(text: str) -> bool:
    """Whether a text in brackets says what its number is: a time, a kind, the year before."""
    if find_unit(text) is not None and not find_numbers(text):
        return False
    return bool(
        find_kinds(text)
        or find_periods(text)
        or EARLIER.search(text)
        or AGAINST.match(text)
        or re.match(r"(?:19|20)\d\d\b", text)
    )


def _begins_a_comparison(text: str) -> bool:
    """Whether a text behind a unit begins with what its number is: "TP 2031 1,1", "2031: 1,1"."""
    head = text[: find_numbers(text)[0].start]
    if not head.strip() or len(re.findall(r"[^\W\d_]{3,}", head)) > 2:
        return False
    return _compares(head) or head.rstrip().endswith(":")


def _goes_on(above: str, line: str) -> bool:
    """Whether a line goes on with the unit that ends the line above it."""
    end = _amount_end(above)
    if end is None or above[end:].strip(" ."):
        return False
    if _PER.fullmatch(line):
        return "/" not in above and re.search(r"(?:€|eur\w*|e)$", above, re.IGNORECASE) is not None
    first = unit_after_number(above, len(above) - len(above.lstrip("-+\u2212\u2013 0123456789.,\u00a0")))
    below = unit_after_number(line, 0)
    return (
        first is not None
        and first[0].unit is None
        and first[0].scale > 1
        and below is not None
        and below[0].scale == 1
        and (below[0].unit or "").startswith("EUR")
    )
