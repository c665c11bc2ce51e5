"""A short summary of a report, a unit or a topic, as `luku summary` tells it."""

from __future__ import annotations

from index.contract import Library
from ingest.errors import LukuError
from service.choose import Evidence
from service.question import Question
from service.replies.base import Reply
from service.summaries import request_of, summarise
from service.summaries.told import told

_TOGETHER = 3
"""So many reports are summed up together; of more, the one that speaks most of what was asked."""
_SURE = 0.6


def summary(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Key figures and sentences of weight about what was asked; None where no report speaks of it."""
    reports = tuple(evidence.reports)
    if len(reports) > _TOGETHER:
        reports = tuple(hit.report for hit, _ in evidence.hits[:1])
    request = request_of(question.text)
    try:
        made = told(summarise(library, reports, request.topic, request.max_sentences, question.language))
    except LukuError as error:
        if error.code != "topic_not_found":
            raise
        return None
    return Reply(made.text, made.figures, made.citations, _SURE) if made.text else None
