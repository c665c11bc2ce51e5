"""Statements of the sort that a type of question wants: a reason, a time, a name, a definition.

What such a question wants is a filter of its own: among the statements that pass it, less chance is
enough than among all.
"""

from __future__ import annotations

from collections.abc import Callable

from ingest.records import StatementKind
from service.choose import Candidate, Evidence, statements
from service.question import Question
from service.replies.base import answers

LIKELY = 0.15
"""From this chance on a statement of the sort wanted is given, if it speaks of the question itself."""


def of_sort(
    question: Question, evidence: Evidence, fits: Callable[[Candidate], bool], spoken_of: float = 0.5
) -> list[Candidate]:
    """Statements in words that are of the sort wanted and likely enough, best first; `spoken_of` is how
    much of the question's words a less likely one has to say itself."""
    return [
        candidate
        for candidate in statements(question, evidence)
        if candidate.hit.statement.kind is not StatementKind.ROW
        and (answers(question, candidate) or _likely(candidate, spoken_of))
        and fits(candidate)
    ]


def _likely(candidate: Candidate, spoken_of: float) -> bool:
    return (candidate.chance is None or candidate.chance >= LIKELY) and candidate.cover.label >= spoken_of
