"""Definitions in running text: "HTV = henkilötyövuosi", one or several in a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.numbers import find_numbers
from ingest.sentences import Range, sentences

_EQUALS = re.compile(r"\s=\s")
_TERM = re.compile(
    r"^(?:\d{1,2}\)|\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹])?\s*(?P<term>[^=]{1,90}?)\s+=\s+(?P<meaning>\S.*)$", re.DOTALL
)
_NEXT = re.compile(r"[,;]\s+(?=[^,;.=]{1,60}\s=\s)")
_LONGEST_TERM = 10


@dataclass(frozen=True, slots=True)
class Definition:
    """`term` without a footnote mark; `place` is the whole definition's characters."""

    term: str
    place: Range


def find_definitions(text: str) -> tuple[Definition, ...]:
    """The definitions of a paragraph in order; none where it says what a figure is ("Tulos = 5,6 M€").

    A paragraph that is one definition from its start stays whole, with the sentences that follow up to
    one with a figure: what was counted is no part of what a word means.
    """
    equals = len(_EQUALS.findall(text))
    if not equals:
        return ()
    pieces = sentences(text)
    if equals == 1 and pieces and "=" in text[pieces[0].start : pieces[0].end]:
        told = (place for place, piece in enumerate(pieces) if place and find_numbers(text[slice(*piece)]))
        end = next(told, len(pieces))
        pieces = (Range(pieces[0].start, pieces[end - 1].end), *pieces[end:])
    found = (_definition(text, part) for piece in pieces for part in _parts(text, piece))
    return tuple(definition for definition in found if definition is not None)


def _parts(text: str, piece: Range) -> list[Range]:
    """A sentence that lists several definitions ("TA = talousarvio, TP = tilinpäätös") in its parts."""
    parts: list[Range] = []
    start = piece.start
    for match in _NEXT.finditer(text, piece.start, piece.end):
        parts.append(Range(start, match.start()))
        start = match.end()
    return [*parts, Range(start, piece.end)]


def _definition(text: str, place: Range) -> Definition | None:
    match = _TERM.match(text[place.start : place.end])
    if match is None or len(match["term"].split()) > _LONGEST_TERM or find_numbers(match["term"]):
        return None
    numbers = find_numbers(match["meaning"])
    if numbers and numbers[0].start < 2 and numbers[0].unit is not None:
        return None
    return Definition(" ".join(match["term"].split()), place)
