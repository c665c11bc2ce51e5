"""When: the sentence that names the time, and those that name another one for the same."""

from __future__ import annotations

import re

from index.contract import Library
from service.choose import Candidate, Evidence
from service.matching import strength
from service.question import Question
from service.replies.base import Reply
from service.replies.of_sort import of_sort
from service.replies.quotes import tell

_MONTH = re.compile(
    r"\b(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\w*(?:\s+(?:19|20)\d\d)?"
    r"|\b(?:keväällä|kesällä|syksyllä|talvella|kevään|syksyn|kesän|alkuvuodesta|loppuvuodesta)(?:\s+(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4})?(?!\d)|\b\d{1,2}/(?:19|20)\d\d\b")
_YEAR = re.compile(
    r"\b(?:vuonna|vuoden|vuodelle|vuodesta|vuoteen)\s+(?:19|20)\d\d"
    r"(?:\s+(?:alussa|lopussa|loppuun\b\s*(?:mennessä)?|aikana))?",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:milloin|koska|when|när)\b.*\b(?:pidetään|katsotaan|luokitellaan|lasketaan|tulkitaan|puhutaan|kutsutaan"
    r"|on kyse|considered|regarded|anses|räknas)\b",
    re.IGNORECASE,
)
"""Asks on what condition a name fits, not for a time."""
_ON_CONDITION = re.compile(
    r"\b(?:kun|jos|mikäli|jolla|jonka|joka|jota|joita|jotka|if|when|om)\b", re.IGNORECASE
)
_SURE_EVENT = 0.6
"""From this chance on a sentence with a time tells of the event whatever verb it has."""
_CLOSE, _AS_NEAR = 0.12, 0.1
_SAME = 0.7
"""How much of the question both sentences must say to be about one event."""
_CONSIDERED = 6


def when(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The sentence that says when; with others that name another time for the same."""
    if _CONDITION.search(question.text):
        meant = of_sort(question, evidence, lambda c: _ON_CONDITION.search(c.hit.statement.text) is not None)
        return tell(question, evidence, meant[:1], meant[1:]) if meant else None
    found = of_sort(question, evidence, lambda c: _moment(question, c.hit.statement.text) is not None)
    same = [candidate for candidate in found if _same_event(question, candidate)]
    others_told = [c for c in found if c not in same and (c.chance or 0.0) >= _SURE_EVENT]
    dated = [(c, _moment(question, c.hit.statement.text) or "") for c in same or others_told]
    if not dated:
        return None
    best, first = dated[0]
    told = {first: best}
    for other, moment in dated[1:_CONSIDERED]:
        as_sure = other.score >= best.score - _CLOSE and min(other.cover.label, best.cover.label) >= _SAME
        as_sure = as_sure and other.cover.helped >= best.cover.helped - _AS_NEAR
        if as_sure and not any(moment in known or known in moment for known in told):
            told[moment] = other
    others = [candidate for candidate, _ in dated[1:]]
    return tell(question, evidence, tuple(told.values()), others, differing=len(told) > 1)


def _same_event(question: Question, candidate: Candidate) -> bool:
    """Does the sentence tell of what was asked to have happened, and not of something else there?"""
    verbs = [term for term in question.terms if term.action]
    keys = candidate.hit.label_keys | candidate.hit.context_keys
    return not verbs or any(strength(verb, keys) > 0 for verb in verbs)


def _moment(question: Question, text: str) -> str | None:
    """The time that stands nearest to the question's words in a sentence, in lower case."""
    found = [match for pattern in (_DAY, _MONTH, _YEAR) for match in pattern.finditer(text)]
    if not found:
        return None
    stems = (re.escape(term.word[: max(4, (2 * len(term.word)) // 3)]) for term in question.terms)
    places = [match.start() for stem in stems for match in re.finditer(stem, text, re.IGNORECASE)]
    if not places:
        return found[0].group().casefold()
    return (
        min(found, key=lambda match: min(abs(match.start() - place) for place in places)).group().casefold()
    )
