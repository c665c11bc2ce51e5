"""Why: the sentence that gives the reason."""

from __future__ import annotations

import re

from index.contract import Library
from ingest.records import StatementKind
from service.choose import Candidate, Evidence, statements
from service.question import Question
from service.reason_words import REASON
from service.replies.base import Reply, answers
from service.replies.comparing import LESS, MORE, uncompared
from service.replies.of_sort import of_sort
from service.replies.quotes import tell

_WHEN = re.compile(r",\s+(?:kun|jolloin|kuten)\b", re.IGNORECASE)
"""A weaker sign of a reason: "työttömyys kasvoi, kun tehdas suljettiin"."""
_OVER = re.compile(r"ylit\w+|\byli\b|suurem\w+|kasv\w+|nous\w+|kallii\w+|enemmän", re.IGNORECASE)
_UNDER = re.compile(
    r"alit\w+|\balle\b|pienem\w+|vähen\w+|väheni\w*|lask[iu]\w*|vähemmän|säästö?\w*", re.IGNORECASE
)
_LEANS = re.compile(
    r"\W*(?:syyn?ä?|syyt|tä[mh]\w+|se|sen|siihen|ylity(?:s|kse)\w*|alitu(?:s|kse)\w*|poikkeama\w*|kasvu\w*|lasku\w*"
    r"|va(?:je|jee|jau)\w*|säästö\w*|muuto(?:s|kse)\w*|nousu\w*|vähenny\w+|vähenem\w+|viiv\w+|ero\w*|taustalla"
    r"|menojen|kulujen|tulojen|tuottojen)\b",
    re.IGNORECASE,
)
"""How a sentence begins that gives the reason of what the sentence before says."""
_BEHIND, _SPOKEN_OF = 0.35, 0.25
_NEAR, _OF_IT, _LEANING = 6, 0.5, 0.05
_SURE = 0.85
"""From this chance on a sentence gives the reason though no word of it says so."""


def why(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The best sentence that names a reason, of whose matter it asks; else one that tells what happened
    at the time, unless others speak of the question much better."""
    asking = uncompared(question)
    evidence = evidence.rated(asking)
    giving = of_sort(asking, evidence, lambda c: _gives(REASON, c), _SPOKEN_OF)
    giving = giving or _after(asking, evidence)
    giving = [c for c in giving if not _contrary(question, c.hit.statement.text)]
    if not giving:
        sure = [c for c in of_sort(asking, evidence, lambda c: True) if answers(asking, c)]
        giving = [c for c in sure if _gives(_WHEN, c) and c.score >= sure[0].score - _BEHIND]
        giving = giving or [c for c in sure[:1] if (c.chance or 0.0) >= _SURE]
    return tell(asking, evidence, giving[:1], giving[1:]) if giving else None


def _after(asking: Question, evidence: Evidence) -> list[Candidate]:
    """Sentences that give the reason of what is said in the one before them, which speaks of the question."""
    told = [c for c in statements(asking, evidence) if c.hit.statement.kind is StatementKind.SENTENCE]
    spoken = {c.hit.statement.text for c in told[:_NEAR] if c.cover.label >= _OF_IT}
    return [
        c
        for c in told
        if c.hit.statement.context in spoken
        and _LEANS.match(c.hit.statement.text)
        and _gives(REASON, c)
        and (c.chance is None or c.chance >= _LEANING)
    ]


def _gives(sign: re.Pattern[str], candidate: Candidate) -> bool:
    return sign.search(candidate.hit.statement.text) is not None


def _contrary(question: Question, text: str) -> bool:
    """Does the sentence explain the opposite: why less where it is asked why more?"""
    over, under = bool(MORE.search(question.text)), bool(LESS.search(question.text))
    if over == under:
        return False
    other, same = (_UNDER, _OVER) if over else (_OVER, _UNDER)
    return other.search(text) is not None and same.search(text) is None
