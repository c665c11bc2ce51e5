"""A short summary from the reports' own statements: key figures first, then weighty sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.contract import Library
from ingest.columns import find_kinds
from ingest.records import Statement, StatementKind
from service.asking import PER_HEAD, Asked
from service.choose import Candidate, Evidence, FigureCandidate, figures
from service.citations import Citations
from service.matching import near
from service.question import Question
from service.records import AnswerFigure
from service.replies.base import Reply, speaks_of
from service.vocabulary import headline
from service.wording import figure_answer, quoted

_CARDS, _SENTENCES, _A_PAGE = 4, 8, 3
"""The most cards and sentences of a summary, and the most sentences from one page."""
_TOPIC = re.compile(r",|\bja\b|\bsekä\b|\boch\b|\band\b", re.IGNORECASE)


def summary(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """One figure for each topic named after a colon; without topics cards and sentences of weight."""
    return _by_topics(question, evidence) or _by_weight(*_about(question, evidence))


def _about(question: Question, evidence: Evidence) -> tuple[Question, Evidence]:
    """The question without what no unit's text speaks of ("lautakunnan kokousta varten"), where a
    unit is named: a summary is of the unit, the occasion is not in the report."""
    for hit, cover in evidence.hits[:1]:
        matched = [term for term in question.essential if term not in cover.missing]
        if cover.missing and matched and near(matched, hit.statement.entity or "") > 0:
            kept = replace(question, terms=tuple(t for t in question.terms if t not in cover.missing))
            return kept, evidence.rated(kept)
    return question, evidence


def _by_topics(question: Question, evidence: Evidence) -> Reply | None:
    """ "Tiivistä X: a, b ja c": the best figure for each topic; X helps to find them."""
    head, colon, tail = question.text.partition(":")
    if not colon:
        return None
    shared = tuple(replace(term, essential=False) for term in question.essential if term.word in head)
    citations = Citations(evidence.reports)
    lines: list[str] = []
    told: list[AnswerFigure] = []
    for topic in _TOPIC.split(tail):
        own = tuple(term for term in question.essential if term.word in topic)
        kinds = tuple(mention.kind for mention in find_kinds(topic))
        if not own and not kinds:
            continue
        unit = "EUR/asukas" if PER_HEAD.search(topic) else None
        terms = own + shared if own else tuple(replace(term, essential=True) for term in shared)
        part = replace(question, asked=Asked.AMOUNT, terms=terms, unit=unit, kinds=kinds)
        found = [
            c
            for c in figures(part, evidence.rated(part))[:10]
            if not c.cover.missing and speaks_of(part, c.cover)
        ]
        if found:
            worded = figure_answer(found[0], citations, question.language)
            lines.append(worded.text)
            told += worded.figures
    return Reply("\n".join(lines), tuple(told), citations.all, 0.6) if lines else None


def _by_weight(question: Question, evidence: Evidence) -> Reply | None:
    """Cards and sentences that speak of what was asked, the weightiest of each page, in page order."""
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
    cards.sort(key=lambda card: (-card.score, card.hit.statement.page))
    told = _spread(sorted(sentences, key=lambda candidate: -candidate.score))
    told.sort(key=lambda candidate: (candidate.report, candidate.hit.statement.page))
    citations = Citations(evidence.reports)
    worded = [figure_answer(card, citations, question.language) for card in cards[:_CARDS]]
    lines = [piece.text for piece in worded]
    lines += [quoted(candidate.hit.statement, candidate.report, citations) for candidate in told]
    told_figures = tuple(figure for piece in worded for figure in piece.figures)
    return Reply("\n".join(lines), told_figures, citations.all, 0.6) if lines else None


def _spread(sentences: Sequence[Candidate]) -> list[Candidate]:
    """The best sentences, no text twice and not too many from one page."""
    pages: Counter[tuple[str, int]] = Counter()
    texts: set[str] = set()
    told: list[Candidate] = []
    for candidate in sentences:
        statement = candidate.hit.statement
        place = (candidate.report, statement.page)
        if statement.text in texts or pages[place] == _A_PAGE:
            continue
        pages[place] += 1
        texts.add(statement.text)
        told.append(candidate)
        if len(told) == _SENTENCES:
            break
    return told


def _weight(statement: Statement) -> float:
    """How much a sentence has to say in a summary: figures, and the words of bottom lines."""
    return 0.4 * bool(statement.figures) + 0.3 * headline(statement.text)
