"""Is it so: the word first, then what decides it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.contract import Library
from ingest.records import ColumnKind
from service.asking import Asked
from service.choose import Evidence, figures
from service.question import Question
from service.replies.amounts import amount
from service.replies.base import Reply, speaks_of
from service.replies.quotes import speaking, tell
from service.texts import say

_NEGATIVE = re.compile(r"\b(?:ei|eivät|eikä|eivätkä|en|emme|ilman)\b", re.IGNORECASE)
_BETTER = re.compile(r"\b(?:parempi|paremmin|parantu\w+|parani\w*|better|bättre)\b", re.IGNORECASE)
_WORSE = re.compile(r"\b(?:huonompi|huonommin|heikompi|heiken\w+|huonon\w+|worse|sämre)\b", re.IGNORECASE)
_CLEAR = 0.6
"""How much of the question a sentence itself must say for its yes or no to be the answer."""


def yes_or_no(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Yes or no by the sign of a printed deviation, else by what the best sentence affirms."""
    by_sign = _by_sign(question, evidence, library)
    if by_sign is not None:
        return by_sign
    told = speaking(question, evidence)
    if not told:
        return None
    negative = _NEGATIVE.search(told[0].hit.statement.text)
    word = say("no" if negative else "yes", question.language) if told[0].cover.label >= _CLEAR else ""
    return tell(question, evidence, told[:1], told[1:], word)


def _by_sign(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Better or worse than something, where the report prints by how much."""
    better, worse = _BETTER.search(question.text), _WORSE.search(question.text)
    if not (better or worse):
        return None
    terms = tuple(t for t in question.terms if not (_BETTER.match(t.word) or _WORSE.match(t.word)))
    asking = replace(
        question, asked=Asked.AMOUNT, kinds=(ColumnKind.DEVIATION, ColumnKind.CHANGE), terms=terms
    )
    found = [candidate for candidate in figures(asking, evidence) if speaks_of(asking, candidate.cover)]
    reply = amount(asking, evidence, library) if found and found[0].figure.value else None
    if reply is None:
        return None
    word = "yes" if (found[0].figure.value > 0) == bool(better) else "no"
    return replace(reply, text=f"{say(word, question.language)} {reply.text}")
