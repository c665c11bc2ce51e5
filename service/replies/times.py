"""When: the sentence that names the time, and those that name another one for the same."""

from __future__ import annotations

import re

from index.contract import Library
from service.choose import Candidate, Evidence
from service.matching import strength
from service.question import Question
from service.replies.base import Reply
from service.replies.quotes import speaking, tell

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
_CLOSE, _AS_NEAR = 0.12, 0.1
_SAME = 0.7
"""How much of the question both sentences must say to be about one event."""
_CONSIDERED = 6


def when(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The sentence that says when; with others that name another time for the same."""
    dated = [
        (candidate, moment)
        for candidate in speaking(question, evidence)
        if _same_event(question, candidate)
        and (moment := _moment(question, candidate.hit.statement.text)) is not None
    ]
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
