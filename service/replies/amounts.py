"""The reply with one printed figure, and what the reports print of it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from index.contract import Library
from ingest.records import Figure, FigureKind
from service.choose import Evidence, FigureCandidate, figures
from service.citations import Citations
from service.question import Question
from service.replies.base import Reply, answers, confidence
from service.replies.conflicts import both, conflicting
from service.rounding import same_value
from service.texts import say
from service.wording import figure_answer, mark, number_text, stated

_EQUAL, _CLOSE = 0.06, 0.25
"""How far behind the best one a figure may be that contradicts it, or that says the same."""


def amount(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The figure asked for, and where else the reports print the same one."""
    found = [candidate for candidate in figures(question, evidence) if answers(question, candidate)]
    if not found:
        return None
    best = found[0]
    rival = conflicting(question, best, evidence) or _contradicting(best, found[1:])
    if rival is not None:
        return both(question, evidence, best, rival)
    citations = Citations(evidence.reports)
    worded = figure_answer(best, citations, question.language)
    texts = [worded.text]
    more = agreeing(best, found[1:])
    for candidate in more:
        also = stated(candidate, citations)
        text = f"{say('answer.also', question.language)} {number_text(candidate.figure, question.language)}"
        marks = citations.support(candidate.report, candidate.figure, text)
        texts.append(f"{text} {mark(also)}{''.join(f'[{number}]' for number in marks)}.")
    told = [*worded.figures, *(stated(candidate, citations) for candidate in more)]
    sure = confidence(best, found[1:]) + 0.05 * bool(more)
    return Reply(" ".join(texts), tuple(told), citations.all, min(0.98, sure))


def _contradicting(best: FigureCandidate, others: Sequence[FigureCandidate]) -> FigureCandidate | None:
    """A sentence that says of the same thing another number, as surely as the best one does."""
    figure = best.figure
    if figure.kind is not FigureKind.TEXT or best.cover.label < 0.9 or len(best.hit.statement.figures) > 1:
        return None
    for other in others:
        rival = other.figure
        if other.score < best.score - _EQUAL:
            break
        alone = other.cover.label >= 0.9 and len(other.hit.statement.figures) == 1
        if alone and other.report == best.report and _alike(rival, figure) and not same_value(rival, figure):
            return other
    return None


def agreeing(best: FigureCandidate, others: Sequence[FigureCandidate]) -> tuple[FigureCandidate, ...]:
    """The same figure, perhaps rounded, in another form: a card, a sentence, a row of a table."""
    seen = {best.figure.kind}
    found: list[FigureCandidate] = []
    for other in others:
        figure = other.figure
        if other.score < best.score - _CLOSE or figure.kind in seen or other.report != best.report:
            continue
        same = figure.unit == best.figure.unit and figure.column_kind == best.figure.column_kind
        if same and same_value(figure, best.figure):
            seen.add(figure.kind)
            found.append(other)
    return tuple(found)


def _alike(a: Figure, b: Figure) -> bool:
    return (a.kind, a.unit, a.column_kind, a.period) == (b.kind, b.unit, b.column_kind, b.period)
