"""Sentences that name several things: what a question that asks which ones wants to hear."""

from __future__ import annotations

import re

from ingest.records import StatementKind
from service.choose import Candidate, Evidence, statements
from service.question import Question
from service.replies.quotes import speaking

_NOT_THERE = (
    r"(?!(?:ja|joka|jok\w+|josta|jossa|jonka|jolloin|mutta|sillä|koska|kun|että|jotta|eikä|vaikka)\b)"
)
_ENUMERATES = re.compile(
    rf"(?:,\s{_NOT_THERE}[^,.;:]{{2,70}})+\s(?:ja|sekä|och|and)\s\w"
    r"|\b[A-ZÅÄÖ][\w-]+ (?:ja|sekä) [A-ZÅÄÖ]\w+"
)
_BEHIND = 0.45
"""A sentence that enumerates is told before one that does not if its chance is this share of that one's."""
_LEAST, _SAID = 0.3, 0.35


def enumerating_first(question: Question, evidence: Evidence) -> list[Candidate]:
    """Sentences that speak of the question, those that enumerate before others of not much more chance."""
    told = speaking(question, evidence)
    naming = [
        c
        for c in statements(question, evidence)
        if c.hit.statement.kind is StatementKind.SENTENCE
        and _ENUMERATES.search(c.hit.statement.text)
        and (c in told or ((c.chance or 0.0) >= _LEAST and c.cover.total >= _SAID))
    ]
    best = max((c.chance or 0.0 for c in told), default=0.0)
    first = [c for c in naming if c.chance is not None and c.chance >= _BEHIND * best]
    return [*first, *(c for c in told if c not in first)]
