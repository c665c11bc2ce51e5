"""A short summary from the reports' own statements: key figures first, then weighty sentences."""

from __future__ import annotations

import re
from dataclasses import replace

from index.contract import Library
from ingest.records import Statement, StatementKind
from service.asking import PER_HEAD, Asked
from service.choose import Candidate, Evidence, FigureCandidate, figures, headline
from service.citations import Citations
from service.question import Question
from service.records import AnswerFigure
from service.replies.base import Reply, speaks_of
from service.wording import figure_answer, quoted

_CARDS, _SENTENCES = 4, 6
_TOPIC = re.compile(r",|\bja\b|\bsekä\b|\boch\b|\band\b", re.IGNORECASE)


def _topics(question: Question, evidence: Evidence) -> Reply | None:
    """ "Tiivistä X: a, b ja c": one figure for each topic named after the colon."""
    head, colon, tail = question.text.partition(":")
    if not colon:
        return None
    shared = tuple(term for term in question.terms if term.word in head and term.essential)
    citations = Citations(evidence.reports)
    lines: list[str] = []
    told: list[AnswerFigure] = []
    for topic in _TOPIC.split(tail):
        own = tuple(term for term in question.terms if term.word in topic)
        if not own:
            continue
        unit = "EUR/asukas" if PER_HEAD.search(topic) else None
        part = replace(question, asked=Asked.AMOUNT, terms=own + shared, unit=unit, kinds=())
        found = [c for c in figures(part, evidence) if not [t for t in own if t in c.cover.missing]]
        if found:
            worded = figure_answer(found[0], citations, question.language)
            lines.append(worded.text)
            told += worded.figures
    return Reply("\n".join(lines), tuple(told), citations.all, 0.6) if lines else None


def summary(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Cards and sentences with figures that speak of what was asked, in page order."""
    asked = _topics(question, evidence)
    if asked is not None:
        return asked
    spoken = [(hit, cover) for hit, cover in evidence.hits if speaks_of(question, cover)]
    cards = [
        FigureCandidate(hit, cover.total, cover, hit.statement.figures[0])
        for hit, cover in spoken
        if hit.statement.kind is StatementKind.CARD and hit.statement.figures
    ]
    sentences = [
        Candidate(hit, cover.total + _weight(hit.statement), cover)
        for hit, cover in spoken
        if hit.statement.kind is StatementKind.SENTENCE
    ]
    sentences.sort(key=lambda candidate: -candidate.score)
    citations = Citations(evidence.reports)
    cards.sort(key=lambda c: (-c.score, c.hit.statement.page))
    worded = [figure_answer(card, citations, question.language) for card in cards[:_CARDS]]
    lines = [piece.text for piece in worded]
    told = sorted(sentences[:_SENTENCES], key=lambda c: (c.report, c.hit.statement.page, c.hit.statement.id))
    lines += [quoted(c.hit.statement, c.report, citations) for c in told]
    if not lines:
        return None
    told_figures = tuple(figure for piece in worded for figure in piece.figures)
    return Reply("\n".join(lines), told_figures, citations.all, 0.6)


def _weight(statement: Statement) -> float:
    """How much a sentence has to say in a summary: figures, and the words of bottom lines."""
    return 0.4 * bool(statement.figures) + 0.3 * headline(statement.text)
