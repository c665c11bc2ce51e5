"""Is it so: the word first, then what decides it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.contract import Library
from ingest.records import ColumnKind
from service.asking import Asked
from service.choose import Evidence, FigureCandidate, figures
from service.citations import Citations
from service.question import Question
from service.replies.amounts import amount
from service.replies.base import Reply, rows, speaks_of
from service.replies.quotes import speaking, tell
from service.texts import say
from service.wording import figure_answer

_NEGATIVE = re.compile(r"\b(?:ei|eivät|eikä|eivätkä|en|emme|ilman)\b", re.IGNORECASE)
_BETTER = re.compile(r"\b(?:parempi|paremmin|parantu\w+|parani\w*|better|bättre)\b", re.IGNORECASE)
_WORSE = re.compile(r"\b(?:huonompi|huonommin|heikompi|heiken\w+|huonon\w+|worse|sämre)\b", re.IGNORECASE)
_OVER = re.compile(r"\b(?:ylit\w+|yli|enemmän|exceed\w*|over|överskrid\w*|över)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:pysy\w*|riit\w*|alit\w+|alle|within|under|inom)\b", re.IGNORECASE)
_CLEAR = 0.6
"""How much of the question a sentence itself must say for its yes or no to be the answer."""


def yes_or_no(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Yes or no by the sign of a printed deviation, else by what the best sentence affirms."""
    by_number = _by_sign(question, evidence, library) or _by_budget(question, evidence)
    if by_number is not None:
        return by_number
    told = speaking(question, evidence)
    if not told:
        return None
    negative = _NEGATIVE.search(told[0].hit.statement.text)
    word = say("no" if negative else "yes", question.language) if told[0].cover.label >= _CLEAR else ""
    return tell(question, evidence, told[:1], told[1:], word)


def _by_budget(question: Question, evidence: Evidence) -> Reply | None:
    """Did it exceed, stay within or fall short of its budget: by the two amounts of its row."""
    over = bool(_OVER.search(question.text))
    if not over and not _WITHIN.search(question.text):
        return None
    for candidate in rows(question, evidence)[:2]:
        of_kind = {figure.column_kind: figure for figure in reversed(candidate.hit.statement.figures)}
        outcome = of_kind.get(ColumnKind.FORECAST) or of_kind.get(ColumnKind.ACTUAL)
        budget = of_kind.get(ColumnKind.AMENDED_BUDGET) or of_kind.get(ColumnKind.BUDGET)
        if outcome is None or budget is None or outcome.unit != budget.unit:
            continue
        exceeded = abs(outcome.value) > abs(budget.value)
        decisive = [of_kind.get(ColumnKind.DEVIATION), outcome, budget]
        citations = Citations(evidence.reports)
        told = [
            figure_answer(
                FigureCandidate(candidate.hit, 0.0, candidate.cover, figure), citations, question.language
            )
            for figure in decisive
            if figure is not None
        ]
        word = say("yes" if exceeded == over else "no", question.language)
        text = " ".join((word, "; ".join(piece.text for piece in told)))
        figures_told = tuple(figure for piece in told for figure in piece.figures)
        return Reply(text, figures_told, citations.all, 0.3 + 0.5 * candidate.cover.total)
    return None


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
