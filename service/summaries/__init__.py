"""Summaries of reports: verbatim sentences and key figures, each cited.

summarise(library, report_ids, topic, max_sentences, language) -> Summary
told(summary) -> Told: text with the marks [n], figures and citations, as a reply to a question
request_of(question) -> Request: the topic and the length that "tiivistä …" asks for
about(topic) -> str | None: what it is about, the words of asking left out; None for all of a report
"""

from __future__ import annotations

from service.summaries.about import about
from service.summaries.records import KeyFigure, Summary, SummarySection, SummarySentence
from service.summaries.request import Request, request_of
from service.summaries.summarise import summarise
from service.summaries.told import Told, told

__all__ = [
    "KeyFigure",
    "Request",
    "Summary",
    "SummarySection",
    "SummarySentence",
    "Told",
    "about",
    "request_of",
    "summarise",
    "told",
]
