"""A report's own page: what it is, its summary, its tables, and what could not be read of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from index.contract import Library
from ingest.errors import LukuError
from ingest.records import Table
from service.checks import clean_text
from service.links import reader_url
from service.records import Language
from service.running import Running, RunningService
from service.summaries import Summary, summarise
from service.table_routes import table_file_url
from service.web.languages import asked_language, language_of
from service.web.problems import problem_lines
from service.web.render import render
from service.web.report_links import keeper

PATIENCE = 0.4
"""Seconds that the page waits for its summary, after which it comes without it."""
FIRST_TABLES = 12
LONGEST_TOPIC = 300

router = APIRouter()


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table in the list: its name as printed (empty if it has none), place, size and files."""

    number: int
    title: str
    page: int
    url: str
    rows: int
    columns: int
    csv: str
    xlsx: str


@dataclass(frozen=True, slots=True)
class SummaryShown:
    """A summary, or topics that the report speaks of where it does not speak of the one asked for; neither
    while it is still being made."""

    summary: Summary | None = None
    topics: tuple[str, ...] | None = None

    @property
    def late(self) -> bool:
        return self.summary is None and self.topics is None


async def show_report(
    request: Request, service: RunningService, report: str, topic: str = "", wait: bool = False
) -> HTMLResponse:
    """The page; the summary is in it if it is made in time, else the page's script fetches it."""
    language, topic = language_of(request), _topic(topic)
    stored = await service.run(service.library.report, report)
    tables, shown = await asyncio.gather(
        service.run(_tables, service.library, stored.id),
        _summary_in_time(service, stored.id, topic, language, None if wait else PATIENCE),
    )
    return render(
        request,
        "report.html",
        language,
        report=stored,
        topic=topic,
        shown=shown,
        tables=tables,
        first_tables=FIRST_TABLES,
        problems=problem_lines(stored.problems, language),
        start=reader_url(stored.id, 1),
        lang=_lang(request),
        keep=keeper(asked_language(request)),
    )


@router.get("/report/{report}/summary", response_class=HTMLResponse)
async def late_summary(request: Request, service: Running, report: str, topic: str = "") -> HTMLResponse:
    """The summary alone, as the page's script puts it in."""
    language, topic = language_of(request), _topic(topic)
    stored = await service.run(service.library.report, report)
    shown = await _summary(service, stored.id, topic, language, None)
    return render(
        request,
        "report_summary.html",
        language,
        report=stored,
        topic=topic,
        shown=shown,
        lang=_lang(request),
        keep=keeper(asked_language(request)),
    )


@router.get("/report/{report}/read", response_class=HTMLResponse)
async def what_was_read(request: Request, service: Running, report: str) -> HTMLResponse:
    """What was read of a report and what was not, as an editor is told after an upload."""
    language = language_of(request)
    stored = await service.run(service.library.report, report)
    return render(
        request,
        "report_read.html",
        language,
        report=stored,
        problems=problem_lines(stored.problems, language),
    )


async def _summary_in_time(
    service: RunningService,
    report: str,
    topic: str,
    language: Language,
    patience: float | None,
) -> SummaryShown:
    """The summary, or the word that it is still being made."""
    try:
        return await _summary(service, report, topic, language, patience)
    except TimeoutError:
        return SummaryShown()


async def _summary(
    service: RunningService,
    report: str,
    topic: str,
    language: Language,
    patience: float | None,
) -> SummaryShown:
    """Raises `TimeoutError` where it takes longer than `patience` seconds."""

    async def made() -> SummaryShown:
        return await service.run(_summed_up, service.library, report, topic, language)

    key = (_summary, report, topic, language, await service.generation())
    return await service.late.get(key, made, patience)


def _summed_up(library: Library, report: str, topic: str, language: Language) -> SummaryShown:
    try:
        return SummaryShown(summarise(library, report, topic or None, language=language))
    except LukuError as error:
        if error.code != "topic_not_found":
            raise
        near = error.detail.get("suggestions")
        return SummaryShown(topics=tuple(near.split("; ")) if isinstance(near, str) and near else ())


def _tables(library: Library, report: str) -> tuple[TableLine, ...]:
    return tuple(_table(report, number, table) for number, table in enumerate(library.tables(report), 1))


def _table(report: str, number: int, table: Table) -> TableLine:
    return TableLine(
        number=number,
        title=" ".join((table.title or "").split()),
        page=table.pages[0],
        url=reader_url(report, table.pages[0], [table.box] if table.box else ()),
        rows=table.rows,
        columns=len(table.columns),
        csv=table_file_url(report, table.id, "csv"),
        xlsx=table_file_url(report, table.id, "xlsx"),
    )


def _topic(text: str) -> str:
    return clean_text(text)[:LONGEST_TOPIC]


def _lang(request: Request) -> str | None:
    """The language that the address asks for, for forms to keep."""
    lang = asked_language(request)
    return lang.value if lang else None
