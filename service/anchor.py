"""What answered the question before a follow-up: the row and column that "entä …?" goes on from.

"Entä ennuste?" asks for another number of the row that answered, "entä kirjastossa?" for the same column of
another row, or for the same row of another unit's table. Figures in such places are likelier than their words
alone make them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.contract import Library
from ingest.records import Figure, Statement, StatementKind
from service.matching import PARTS, near, strength
from service.question import Question
from service.records import Answer, Ask
from service.terms import Term

if TYPE_CHECKING:
    from service.choose import FigureCandidate

_TURNS = 3
"""So many questions back are answered again to find what is gone on from."""
_LEFT = 0.55
"""What is left of the doubt about a figure that stands where the conversation is, and of the chance of one
that stands where it no longer is."""
_STEM = 5
_EXPLAINED_BY = 0.4
"""So much of a row's label has to be what was asked, where only its owner is another."""
_EXPLAINED = 0.15
"""What a row weighs that says nothing else than what is asked for."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The figure that answered the question before, and the row or card it stands in."""

    report: str
    statement: Statement
    figure: Figure


def anchor_of(ask: Ask, library: Library, answering: Callable[[Ask], Answer]) -> Anchor | None:
    """What answered the last of the questions before that a figure answers."""
    turns = ask.history
    for count in range(len(turns), max(0, len(turns) - _TURNS), -1):
        before = replace(ask, question=turns[count - 1].question, history=turns[: count - 1])
        anchor = _first_figure(answering(before), library)
        if anchor is not None:
            return anchor
    return None


def source(answer: Answer, library: Library) -> tuple[Statement, Figure] | None:
    """The row or card that the first figure was read from, and the figure as it was read there."""
    first = answer.figures[0] if answer.figures else None
    cited = {citation.id: citation for citation in answer.citations}
    citation = cited.get(first.citation) if first and first.citation is not None else None
    if first is None or citation is None:
        return None
    for statement in library.statements(citation.report, citation.page):
        if " ".join(statement.text.split()) == " ".join(citation.quote.split()):
            for figure in statement.figures:
                if (figure.raw, figure.column) == (first.raw, first.column):
                    return statement, figure
    return None


def _first_figure(answer: Answer, library: Library) -> Anchor | None:
    found = source(answer, library)
    return Anchor(answer.citations[0].report, *found) if found else None


def going_on(
    question: Question, anchor: Anchor | None, candidates: Sequence[FigureCandidate]
) -> tuple[FigureCandidate, ...]:
    """The candidates, those that stand where a follow-up goes on surer than they were, best first."""
    if anchor is None or all(candidate.chance is None for candidate in candidates):
        return tuple(candidates)
    raised = [_weighed_anew(question, anchor, candidate) for candidate in candidates]
    if all(one is other for one, other in zip(raised, candidates, strict=True)):
        return tuple(candidates)
    return tuple(sorted(raised, key=lambda c: -(c.chance or 0.0) - _EXPLAINED * c.cover.precision))


def _weighed_anew(question: Question, anchor: Anchor, candidate: FigureCandidate) -> FigureCandidate:
    chance = candidate.chance or 0.0
    if _goes_on(question, anchor, candidate):
        return replace(candidate, chance=1 - _LEFT * (1 - chance))
    whose = anchor.figure.entity
    if whose and candidate.figure.entity == whose and _named(question.left, whose):
        return candidate if near(question.added, whose) else replace(candidate, chance=_LEFT * chance)
    return candidate


def _named(terms: Sequence[Term], whose: str) -> bool:
    """Do the words name whose figures they are by the very words of the name?"""
    name = whose.casefold()
    return any(key[:_STEM] in name for term in terms for key in term.keys if len(key) >= _STEM)


def _goes_on(question: Question, anchor: Anchor, candidate: FigureCandidate) -> bool:
    hit, figure = candidate.hit, candidate.figure
    if hit.report != anchor.report:
        return False
    if not question.added:
        same_row = (
            hit.statement.id == anchor.statement.id and hit.statement.kind is not StatementKind.SENTENCE
        )
        return same_row and question.turned and figure.raw != anchor.figure.raw
    same_column = figure.column == anchor.figure.column and figure.column is not None
    if not same_column and not question.turned:
        return False
    if anchor.statement.table is not None and hit.statement.table == anchor.statement.table:
        return hit.statement.id != anchor.statement.id and _says(question, candidate)
    same_item = figure.metric.casefold() == anchor.figure.metric.casefold()
    return same_item and near(question.added, figure.entity or "") == 1.0


def _says(question: Question, candidate: FigureCandidate) -> bool:
    """Does the row say all that the follow-up adds? Or its owner's name that, and the row what was asked?"""
    hit = candidate.hit
    entity = hit.statement.entity or ""
    if all(
        strength(term, hit.label_keys) >= PARTS * PARTS or near((term,), hit.statement.label)
        for term in question.added
    ):
        return True
    return near(question.added, entity) == 1.0 and candidate.cover.precision >= _EXPLAINED_BY
