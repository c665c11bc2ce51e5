"""A short summary of a report, a unit or a topic, as `luku summary` tells it."""

from __future__ import annotations

from index.contract import Library
from ingest.errors import LukuError
from service.asking import IN_SO_MANY_WORDS
from service.choose import Evidence
from service.question import Question
from service.replies.base import Reply
from service.replies.open_questions import open_ended
from service.summaries import about, request_of, summarise
from service.summaries.told import told

_TOGETHER = 3
"""So many reports are summed up together; of more, the one that speaks most of what was asked."""
_SURE = 0.6


def summary(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Key figures and sentences of weight about what was asked; where no report has it as a topic, what a
    question that asks for no summary in so many words ("mitä kerrotaan") is answered otherwise."""
    reports = tuple(evidence.reports)
    if len(reports) > _TOGETHER:
        reports = tuple(hit.report for hit, _ in evidence.hits[:1])
    request = request_of(question.text)
    made = _made(question, about(request.topic), request.max_sentences, reports, library)
    if made is None and not IN_SO_MANY_WORDS.search(question.text):
        return open_ended(question, evidence, library)
    return made


def _made(
    question: Question, topic: str | None, length: int | None, reports: tuple[str, ...], library: Library
) -> Reply | None:
    try:
        made = told(summarise(library, reports, topic, length, question.language))
    except LukuError as error:
        if error.code != "topic_not_found":
            raise
        return None
    return Reply(made.text, made.figures, made.citations, _SURE) if made.text else None
