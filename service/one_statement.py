"""Which of a statement's own figures was asked for, where the model finds them about as likely.

A row prints many columns and a sentence several numbers. The question's own words tell which is meant:
the column that it names, the part of the sentence that speaks of the name it gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.records import FigureKind, StatementKind
from service.matching import FOUND, near, strength
from service.question import Question
from service.terms import Term

if TYPE_CHECKING:
    from service.choose import FigureCandidate

_RIVAL = 0.5
"""A figure with so much of the best one's chance may be the one that is named."""
_LOOKED_AT = 12
_SHORTEST = 5
"""Letters of a word by which a column is told from others."""


def named_first(question: Question, ordered: Sequence[FigureCandidate]) -> tuple[FigureCandidate, ...]:
    """The candidates, the figure of the best one's statement that the question names before it."""
    if len(ordered) < 2 or ordered[0].chance is None:
        return tuple(ordered)
    best = ordered[0]
    place = (best.report, best.hit.statement.id)
    rivals = [
        other
        for other in ordered[1:_LOOKED_AT]
        if (other.report, other.hit.statement.id) == place
        and (other.chance or 0.0) >= _RIVAL * (best.chance or 0.0)
    ]
    told = _told(question, best)
    named = [other for other in rivals if _told(question, other) > told]
    if not named:
        return tuple(ordered)
    chosen = max(named, key=lambda other: (len(_told(question, other)), other.chance or 0.0))
    return (
        replace(chosen, chance=max(chosen.chance or 0.0, best.chance or 0.0)),
        *(candidate for candidate in ordered if candidate is not chosen),
    )


def _told(question: Question, candidate: FigureCandidate) -> frozenset[Term]:
    """The words of the question that the figure's own column or part of its sentence says."""
    figure, statement = candidate.figure, candidate.hit.statement
    if statement.kind is StatementKind.SENTENCE or figure.kind is FigureKind.TEXT:
        return frozenset(
            term
            for term in question.terms
            if ((term.name and term.essential) or _added(term, question)) and near((term,), figure.metric)
        )
    if figure.column is None or figure.column_kind is not None:
        return frozenset()
    column = figure.column.casefold()
    own = (
        term
        for term in question.essential
        if strength(term, candidate.hit.label_keys) < FOUND
        and not (question.implied and _of_before(term, question))
    )
    return frozenset(
        term for term in own if any(key[:-1] in column for key in term.keys if len(key) >= _SHORTEST)
    )


def _added(term: Term, question: Question) -> bool:
    """Is it a word of a follow-up's own, noun or verb?"""
    return question.follows and (term.essential or term.action) and not _of_before(term, question)


def _of_before(term: Term, question: Question) -> bool:
    """Was the word said in the question before, of which this one asks another number?"""
    return term.word not in question.text
