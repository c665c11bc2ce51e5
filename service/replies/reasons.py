"""Why: the sentence that gives the reason."""

from __future__ import annotations

import re

from index.contract import Library
from service.choose import Evidence
from service.question import Question
from service.replies.base import Reply
from service.replies.quotes import speaking, tell

_REASON = re.compile(
    r"\b(?:vuoksi|takia|johdosta|johtu\w+|koska|syynä|syy\b|syitä|ansiosta|myötä|seurauksena|aiheut\w+|selitt\w+|sillä|perustu\w+)\b",
    re.IGNORECASE,
)
_BEHIND = 0.35


def why(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The best sentence that names a reason, unless others speak of the question much better."""
    told = speaking(question, evidence)
    giving = (c for c in told if _REASON.search(c.hit.statement.text) and c.score >= told[0].score - _BEHIND)
    best = next(giving, None)
    return tell(question, evidence, (best,), [c for c in told if c is not best]) if best else None
