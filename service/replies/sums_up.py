"""A short summary from the reports' own statements: key figures first, then weighty sentences."""

from __future__ import annotations

from index.contract import Library
from ingest.records import StatementKind
from service.choose import Candidate, Evidence, headline
from service.citations import Citations
from service.question import Question
from service.replies.base import Reply, speaks_of
from service.wording import figure_answer, quoted

_CARDS, _SENTENCES = 4, 6


def summary(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Cards and sentences with figures that speak of what was asked, in page order."""
    spoken = [(hit, cover) for hit, cover in evidence.hits if speaks_of(question, cover)]
    if not spoken:
        return None
    cards = [Candidate(hit, hit.statement.figures[0], cover.total, cover) for hit, cover in spoken
             if hit.statement.kind is StatementKind.CARD and hit.statement.figures]  # fmt: skip
    sentences = sorted(
        (Candidate(hit, None, cover.total + 0.4 * bool(hit.statement.figures) + 0.3 * headline(hit.statement.text), cover)
         for hit, cover in spoken if hit.statement.kind is StatementKind.SENTENCE),
        key=lambda candidate: -candidate.score,
    )  # fmt: skip
    citations = Citations(evidence.reports)
    cards.sort(key=lambda c: (-c.score, c.hit.statement.page))
    worded = [figure_answer(card, citations, question.language) for card in cards[:_CARDS]]
    lines = [piece.text for piece in worded]
    told = sorted(sentences[:_SENTENCES], key=lambda c: (c.report, c.hit.statement.page, c.hit.statement.id))
    lines += [quoted(c.hit.statement, c.report, citations) for c in told]
    if not lines:
        return None
    figures = tuple(figure for piece in worded for figure in piece.figures)
    return Reply("\n".join(lines), figures, citations.all, 0.6)
