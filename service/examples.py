"""Example questions made from the library's own reports; each is known to be answered.

They are made on first use and kept until the library's reports change.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest

from index.contract import Library, ReportSummary, Scope
from ingest.records import StatementKind
from service.proposing import plain_name, question_about
from service.records import Answer, Ask, Language, Status
from service.summaries.key_figures import choose_figures
from service.summaries.material import Reader, gather
from service.texts import say

MOST = 6
_REPORTS = 4
_OF_A_REPORT = 6
_MOST_TRIED = 16
_KEPT = 50


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and the report that it was made from."""

    question: str
    report: str


@dataclass(frozen=True, slots=True)
class _Tried:
    example: Example
    raw: str | None


_Key = tuple[Language, Scope, tuple[tuple[str, str], ...]]


class Examples:
    """Makes and keeps the examples of one library; safe to use from many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, tuple[Example, ...]] = OrderedDict()
        self._making = threading.Lock()

    def of(
        self,
        library: Library,
        answerer: Callable[[Ask, Library], Answer],
        language: Language,
        scope: Scope = Scope(),
    ) -> tuple[Example, ...]:
        """At most `MOST` questions that the reports in scope answer, in a language."""
        reports = library.reports(scope)
        key = (language, scope, tuple(sorted((report.id, report.sha256) for report in reports)))
        with self._making:
            if key not in self._kept:
                self._kept[key] = _answered(library, answerer, language, scope, reports)
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            return self._kept[key]


def _answered(
    library: Library,
    answerer: Callable[[Ask, Library], Answer],
    language: Language,
    scope: Scope,
    reports: Sequence[ReportSummary],
) -> tuple[Example, ...]:
    """Those that are answered with the figure that they were made of."""
    newest = sorted(reports, key=_end, reverse=True)[:_REPORTS]
    by_report = (_of_report(library, report.id, language) for report in newest)
    in_turn = (tried for row in zip_longest(*by_report) for tried in row if tried is not None)
    unlike = {tried.example.question: tried for tried in in_turn}
    good = (
        tried.example
        for tried in islice(unlike.values(), _MOST_TRIED)
        if _fits(answerer(Ask(tried.example.question, scope=scope), library), tried)
    )
    return tuple(islice(good, MOST))


def _fits(answer: Answer, tried: _Tried) -> bool:
    if answer.status is not Status.ANSWERED:
        return False
    return tried.raw is None or bool(answer.figures and answer.figures[0].raw == tried.raw)


def _end(report: ReportSummary) -> date:
    return report.period.end if report.period else date.min


def _of_report(library: Library, report: str, language: Language) -> Iterator[_Tried]:
    """Questions of one report: its key figures, then one of its terms."""
    items = gather(library, (report,), Reader(library), rows_too=False)
    figures = (
        _Tried(Example(question, report), figure.raw)
        for choice in choose_figures(items, (), _OF_A_REPORT)
        for figure in choice.figures[:1]
        if (question := question_about(figure, language, figure.entity or choice.item.statement.entity))
    )
    terms = (
        _Tried(Example(say("examples.meaning", language, what=what), report), None)
        for statement in library.statements(report)
        if statement.kind is StatementKind.DEFINITION and (what := plain_name(statement.label))
    )
    return chain(islice(figures, 2), islice(terms, 1), figures)
