"""What kind of number a sentence prints: an actual, a forecast, a deviation from the budget …

The nearest column word tells, except where the number measures a distance: "0,9 milj. euroa
talousarviota paremmin" is a deviation though it names the budget, "2 % edellisvuotta enemmän" a
change.
"""

from __future__ import annotations

import re

from ingest.columns import find_kinds
from ingest.records import ColumnKind
from ingest.sentences import Range

_BEFORE, _AFTER = 60, 14
_COMPARATIVE = re.compile(
    r"\b(?:param|parem|enem|vähem|suurem|pienem|huonom|heikom|alem|ylem|korkeam|matalam|ylittä|alittä|yli\b|alle\b)\w*",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:edellis|viime|vuotta|vuodesta|vuoteen|vuonna|vuoden)\w*", re.IGNORECASE)
_TOWARDS = re.compile(r"\b(?:nähden|verrattuna|verraten)\b", re.IGNORECASE)
_EXCEEDS = re.compile(r"\b(?:ylit|alit|sääst)\w*[^.]{0,40}$", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:kasv|nous|lask|vähen|pienen|lisäänty|supistu)\w*[^.]{0,40}$", re.IGNORECASE)
_BY = re.compile(
    r"^\s*(?:\S+\s+){0,2}?(?:\S*(?:eurolla|prosentilla|prosenttia|%|prosenttiyksik\w+|milj\. eurolla))",
    re.IGNORECASE,
)
_BUDGETS = (ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.PLAN, ColumnKind.TARGET)


def kind_at(sentence: str, start: int, end: int, clause: Range) -> ColumnKind | None:
    """The kind of the number at characters `start` to `end`; None when nothing tells.

    Column words count in the number's own clause, a comparison also in what follows it.
    """
    before, after = sentence[clause.start : start], sentence[end:]
    compared = _COMPARATIVE.search(after[:80])
    if compared:
        rest = after[compared.end() :]
        base = after[: compared.start()] + (rest[:60] if rest.lstrip().startswith("kuin") else "")
        base += before if _TOWARDS.search(before) else ""
        if any(mention.kind in _BUDGETS for mention in find_kinds(base)):
            return ColumnKind.DEVIATION
        if _EARLIER.search(base):
            return ColumnKind.CHANGE
    own = sentence[clause.start : clause.end]
    place = start - clause.start
    near = [m for m in find_kinds(own) if m.end <= place and place - m.end <= _BEFORE]
    if near and compared and near[-1].kind in _BUDGETS:
        return ColumnKind.DEVIATION  # "talousarvion varausta 0,4 milj. euroa suurempi"
    if near and near[-1].kind not in _BUDGETS:
        return near[-1].kind
    if _EXCEEDS.search(before):
        return ColumnKind.DEVIATION
    if _CHANGES.search(before) and _BY.match(after):
        return ColumnKind.CHANGE
    if near:
        return near[-1].kind
    later = [m for m in find_kinds(own) if 0 <= m.start - (end - clause.start) <= _AFTER]
    return later[0].kind if later else None
