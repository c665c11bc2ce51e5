"""Sentences and clauses of running Finnish text, as character ranges."""

from __future__ import annotations

import re
from typing import NamedTuple


class Range(NamedTuple):
    """Characters `start` to `end` (exclusive) of a text."""

    start: int
    end: int


_END = re.compile(r"[.!?…][\"”’)\]]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:mm|esim|milj|mrd|tuh|n|ns|ko|klo|s|ss|v|vs|as|nro|no|kpl|tj|ym|yms|jne|eli|os|ts|"
    r"sis|ml|alk|sit|vrt|ks|ed|em|po|ao|yht|kk|t|p|j|noin|ent|toim|joht|vt|mr|dr|st|ca|bl a|dvs|t ex|resp|"
    r"e\.g|i\.e|approx|[A-ZÅÄÖ])\.$",
    re.IGNORECASE,
)
_MAY_END = re.compile(r"(?:^|[\s(\d])(?:milj|mrd|tuh|kpl|jne|ym|yms|tms|kk|hlö)\.$", re.IGNORECASE)
_ORDINAL = re.compile(r"\d\.$")
_LIST_NUMBER = re.compile(r"\s*\(?\d{1,2}\.")
_STARTER = re.compile(r"\s+[\"”’(\[]*[A-ZÅÄÖ0-9•–-]")
_BOUNDARY = re.compile(
    r"(?:[;–]\s|,\s|[()]|\s(?:ja|sekä|mutta|kun|vaan|joista|josta|jossa|joka|jotka"
    r"|och|men|varav|and|but|while|of which)\s)"
)


def sentences(text: str) -> tuple[Range, ...]:
    """The sentences of `text` in order, white space around them left out.

    A full stop ends a sentence when a capital or a digit follows and it belongs to no
    abbreviation; after a number ("31.3.", "2.") and after an abbreviation that may close a
    sentence ("5 milj.", "jne.") only when a capital letter follows. The number of a list stays with what
    it counts ("1. Tulot kasvoivat.").
    """
    found: list[Range] = []
    start = 0
    for match in _END.finditer(text):
        head, rest = text[start : match.end()], text[match.end() :]
        if not _STARTER.match(rest):
            continue
        if _LIST_NUMBER.fullmatch(head):
            continue
        new_word = re.match(r"\s+[\"”(]*[A-ZÅÄÖ][a-zåäö]", rest) is not None
        if _ABBREVIATION.search(head) and not (new_word and _MAY_END.search(head)):
            continue
        if _ORDINAL.search(head) and not new_word:
            continue
        found.append(Range(start, match.end()))
        start = match.end()
    found.append(Range(start, len(text)))
    return tuple(trimmed for piece in found if (trimmed := _trim(text, piece)).end > trimmed.start)


def clause_at(text: str, position: int) -> Range:
    """The clause of one sentence in which the character at `position` stands.

    Boundaries are commas, semicolons, parentheses and the conjunctions that start a new statement.
    """
    start, end = 0, len(text)
    for match in _BOUNDARY.finditer(text):
        if match.end() <= position:
            start = match.end()
        elif match.start() >= position:
            end = match.start()
            break
    return _trim(text, Range(start, end))


def _trim(text: str, piece: Range) -> Range:
    start, end = piece
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Range(start, end)
