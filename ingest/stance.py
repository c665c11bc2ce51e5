"""What kind of number a sentence prints: an actual, a forecast, a deviation from the budget …

The nearest column word tells, except where the number measures a distance: "0,3 milj. euroa
talousarviota paremmin" is a deviation though it names the budget, "2 % edellisvuotta enemmän" a
change.
"""

from __future__ import annotations

import re

from ingest.columns import find_kinds
from ingest.records import ColumnKind

_BEFORE, _AFTER = 60, 30
_COMPARATIVE = re.compile(
    r"\b(?:param|parem|enem|vähem|suurem|pienem|huonom|heikom|alem|ylem|korkeam|matalam|ylittä|alittä|yli\b|alle\b)\w*",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:edellis|viime|vuotta|vuodesta|vuoteen)\w*", re.IGNORECASE)
_EXCEEDS = re.compile(r"\b(?:ylit|alit|sääst)\w*[^.]{0,40}$", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:kasv|nous|lask|vähen|pienen|lisäänty|supistu)\w*[^.]{0,40}$", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:\S+\s+){0,2}?(?:\S*(?:eurolla|prosentilla|prosenttia|%|prosenttiyksik\w+|milj\. eurolla))", re.IGNORECASE)
_BUDGETS = (ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.PLAN, ColumnKind.TARGET)


def kind_at(clause: str, start: int, end: int) -> ColumnKind | None:
    """The kind of the number at characters `start` to `end` of its clause; None when nothing tells."""
    before, after = clause[:start], clause[end:]
    compared = _COMPARATIVE.search(after[:80])
    if compared:
        base = after[: compared.start()]
        if any(mention.kind in _BUDGETS for mention in find_kinds(base)):
            return ColumnKind.DEVIATION
        if _EARLIER.search(base):
            return ColumnKind.CHANGE
    near = [m for m in find_kinds(clause) if m.end <= start and start - m.end <= _BEFORE]
    if near and near[-1].kind not in _BUDGETS:
        return near[-1].kind
    if _EXCEEDS.search(before):
        return ColumnKind.DEVIATION
    if _CHANGES.search(before) and _BY.match(after):
        return ColumnKind.CHANGE
    if near:
        return near[-1].kind
    later = [m for m in find_kinds(clause) if m.start >= end and m.start - end <= _AFTER]
    return later[0].kind if later else None
