"""A number that a row tells in words, in a cell of its own: "1 310 valaisinta vaihdettu", "kiinteä 3,20 %".

Such a cell is no figure of a column. Where no figure answers, the row that surely speaks of all that is
asked is quoted, if one of its cells of words counts what is asked or is of the unit asked.
"""

from __future__ import annotations

import re

from ingest.records import StatementKind
from service.asking import Asked
from service.choose import Candidate, Evidence, statements
from service.matching import near
from service.question import Question
from service.replies.base import ENOUGH_QUOTED, Reply, answers
from service.replies.quotes import tell

_CELLS = re.compile(r"\s{2,}")
_IN_WORDS = re.compile(r"(?=.*\d)(?=.*[^\W\d_]{3})")
_PERCENT = re.compile(r"\d\s?%|\d\s+prosent", re.IGNORECASE)


def in_words(question: Question, evidence: Evidence) -> Reply | None:
    """The row with a cell that tells the number in words; None where none surely does."""
    for candidate in statements(question, evidence)[:3]:
        sure = (candidate.chance or 0.0) >= ENOUGH_QUOTED and answers(question, candidate)
        row = candidate.hit.statement.kind is StatementKind.ROW
        if row and sure and not candidate.cover.missing and _tells(question, candidate):
            reply = tell(question, evidence, (candidate,), ())
            return Reply(reply.text, (), reply.citations, reply.confidence)
    return None


def _tells(question: Question, candidate: Candidate) -> bool:
    statement = candidate.hit.statement
    read = {figure.raw for figure in statement.figures}
    cells = _CELLS.split(statement.text)[1:]
    for cell in cells:
        if not _IN_WORDS.match(cell) or cell in read:
            continue
        if question.unit == "%":
            if _PERCENT.search(cell):
                return True
        elif question.asked is Asked.COUNT and any(near((term,), cell) for term in question.terms):
            return True
    return False
