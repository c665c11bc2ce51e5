"""The main path of answering: understand -> find -> choose -> word -> check.

answer(ask, library) -> Answer
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from index.contract import Library, ReportSummary
from service import replies
from service.anchor import anchor_of
from service.asking import Asked
from service.choose import Evidence, gather
from service.provenance import faults
from service.question import Question, understand
from service.records import Answer, Ask, Status
from service.replies import Reply
from service.sense import Nonsense, advice, nonsense, shortened
from service.texts import say
from service.trust import trust_of

log = logging.getLogger("luku")

_CANDIDATES = 300
_OCR_TRUST = 0.7
"""What is left of the confidence when the answer was recognised from a picture."""

_REPLIES: Mapping[Asked, Callable[[Question, Evidence, Library], Reply | None]] = {
    Asked.AMOUNT: replies.quantity,
    Asked.COUNT: replies.quantity,
    Asked.PERCENT: replies.quantity,
    Asked.DIFFERENCE: replies.change,
    Asked.WHEN: replies.when,
    Asked.WHO: replies.who,
    Asked.WHY: replies.why,
    Asked.LIST: replies.listing,
    Asked.DEFINITION: replies.definition,
    Asked.YES_NO: replies.yes_or_no,
    Asked.SUMMARY: replies.summary,
    Asked.OPEN: replies.open_ended,
    Asked.TREND: replies.trend,
    Asked.ACROSS: replies.across,
    Asked.RATIO: replies.ratio,
}

_WHICH = (Asked.LIST, Asked.OPEN, Asked.WHO, Asked.AMOUNT, Asked.TREND, Asked.DIFFERENCE, Asked.PERCENT)
"""The types whose questions may ask for some rows of a table ("missä", "mikä", "mitkä")."""


def answer(ask: Ask, library: Library) -> Answer:
    """Answer one question from the library, or say that the reports do not.

    Raises LukuError `report_not_found` when the scope names a report that is not there.
    """

    @cache  # follow-ups of follow-ups ask for the same earlier answers: each is worked out once
    def answering(asked: Ask) -> Answer:
        return _answer(asked, library, answering)

    return answering(ask)


def _answer(ask: Ask, library: Library, answering: Callable[[Ask], Answer]) -> Answer:
    started = time.perf_counter()
    reports: Mapping[str, ReportSummary] = {report.id: report for report in library.reports(ask.scope)}
    for wanted in ask.scope.reports:
        if wanted not in reports:
            library.report(wanted)  # raises when it is not stored; else the other filters exclude it
    question = understand(ask, library, tuple(reports.values()))
    evidence = evidence_for(ask, question, library, reports, answering)
    sense = nonsense(ask.question, follow_up=bool(ask.history))
    reply = None if sense else _reply(question, evidence, library)
    if reply is not None and (wrong := faults(reply.text, reply.figures, reply.citations, library)):
        log.warning("an answer was held back: %s", wrong[0])
        reply = None
    return _told(ask, question, evidence, reply, sense, started)


def _reply(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """What one table answers by choosing among its rows, else the reply of the question's type."""
    chosen = replies.among_rows(question, evidence, library) if question.asked in _WHICH else None
    return chosen or _REPLIES[question.asked](question, evidence, library)


def evidence_for(
    ask: Ask,
    question: Question,
    library: Library,
    reports: Mapping[str, ReportSummary],
    answering: Callable[[Ask], Answer] | None = None,
) -> Evidence:
    """What the library holds for a question, in the reports of the organisation that it names. `answering`
    answers the questions before it."""
    narrowed, reports = _of_whom(ask, question, library, reports)
    found = _evidence(question, narrowed, library, reports)
    if not question.follows:
        return found
    again = answering or (lambda before: answer(before, library))
    return replace(found, anchor=anchor_of(ask, library, again))


def _of_whom(
    ask: Ask, question: Question, library: Library, reports: Mapping[str, ReportSummary]
) -> tuple[Ask, Mapping[str, ReportSummary]]:
    """The question narrowed to the organisation and the report that it names: another city's figure is no
    answer."""
    organisations = {report.organisation for report in reports.values() if report.organisation}
    if question.organisation is not None:
        named = {question.organisation}
    else:
        said = {key for term in question.terms for key in term.keys}
        named = {
            name
            for name in organisations
            if said & {lemma for keys in library.words(name)[:1] for lemma in keys.lemmas}
        }
    kept = set(question.reports & reports.keys() or reports)
    if len(named) == 1 and len(organisations) > 1:
        kept &= {key for key, report in reports.items() if report.organisation in named}
    if not kept or len(kept) == len(reports):
        return ask, reports
    narrowed = {key: report for key, report in reports.items() if key in kept}
    return replace(ask, scope=replace(ask.scope, reports=tuple(narrowed))), narrowed


def _evidence(
    question: Question, ask: Ask, library: Library, reports: Mapping[str, ReportSummary]
) -> Evidence:
    if not reports or not question.text.strip():
        return gather(question, library, (), reports)
    hits = library.find(question.search_text, ask.scope, _CANDIDATES)
    return gather(question, library, hits, reports)


def _told(
    ask: Ask,
    question: Question,
    evidence: Evidence,
    reply: Reply | None,
    sense: Nonsense | None,
    started: float,
) -> Answer:
    """The reply as an answer; without one "not found", with advice where nothing was asked."""
    took = round(1000 * (time.perf_counter() - started), 1)
    if reply is None:
        missing = say("answer.not_found", question.language, question=shortened(ask.question))
        return Answer(
            id=uuid.uuid4().hex,
            status=Status.NOT_FOUND,
            language=question.language,
            confidence=0.0,
            answer=f"{missing} {advice(sense, question.language)}" if sense else missing,
            suggestions=replies.suggestions(question, evidence),
            took_ms=took,
        )
    recognised = _recognised(reply, question)
    return Answer(
        id=uuid.uuid4().hex,
        status=Status.ANSWERED,
        language=question.language,
        confidence=round(reply.confidence * (_OCR_TRUST if recognised else 1), 3),
        answer=f"{reply.text}\n{recognised}" if recognised else reply.text,
        figures=reply.figures,
        citations=reply.citations,
        conflicts=reply.conflicts,
        took_ms=took,
        trust=trust_of(reply.figures, reply.citations, reply.conflicts),
    )


def _recognised(reply: Reply, question: Question) -> str | None:
    """What to say of an answer that rests on text recognised from a picture; None if it does not."""
    if any(figure.ocr for figure in reply.figures):
        return say("answer.ocr_figure", question.language)
    return say("answer.ocr", question.language) if any(citation.ocr for citation in reply.citations) else None
