"""Replies that quote: which statements speak of the question, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import StatementKind
from service.asking import Asked
from service.choose import Candidate, Evidence, FigureCandidate, statements
from service.citations import Citations
from service.matching import near
from service.question import Question
from service.records import AnswerFigure, Conflict
from service.replies.base import Reply, answers, confidence
from service.texts import say
from service.wording import quoted, stated

_NUMBER_MAY_BE_ASKED = (Asked.OPEN, Asked.YES_NO, Asked.AMOUNT, Asked.COUNT, Asked.PERCENT)


def speaking(question: Question, evidence: Evidence) -> list[Candidate]:
    """Statements in words that speak of the question, best first."""
    return [
        candidate
        for candidate in statements(question, evidence)
        if candidate.hit.statement.kind is not StatementKind.ROW and answers(question, candidate)
    ]


def best_sentence(question: Question, evidence: Evidence) -> Reply | None:
    told = speaking(question, evidence)
    return tell(question, evidence, told[:1], told[1:]) if told else None


def tell(
    question: Question,
    evidence: Evidence,
    chosen: Sequence[Candidate],
    others: Sequence[Candidate],
    word: str = "",
    differing: bool = False,
) -> Reply:
    """The chosen statements quoted, after a word of verdict if there is one. `differing` says that
    they contradict each other; `others` are what was left, to tell how sure the choice is."""
    citations = Citations(evidence.reports)
    quotes = " ".join(quoted(candidate.hit.statement, candidate.report, citations) for candidate in chosen)
    conflicts: tuple[Conflict, ...] = ()
    if differing:
        word = say("answer.conflict", question.language)
        conflicts = (Conflict(" ".join(question.text.split()), tuple(c.id for c in citations.all)),)
    text = " ".join(part for part in (word, quotes) if part)
    figures = _figures(question, chosen[0], citations)
    return Reply(text, figures, citations.all, confidence(chosen[0], others), conflicts)


def _figures(question: Question, chosen: Candidate, citations: Citations) -> tuple[AnswerFigure, ...]:
    """The figures of a quoted sentence, that nearest to the question's words first."""
    if question.asked not in _NUMBER_MAY_BE_ASKED:
        return ()
    figures = [
        FigureCandidate(chosen.hit, near(question.terms, figure.metric), chosen.cover, figure)
        for figure in chosen.hit.statement.figures
    ]
    figures.sort(key=lambda candidate: -candidate.score)
    return tuple(stated(candidate, citations) for candidate in figures)
