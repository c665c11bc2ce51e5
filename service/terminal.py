"""Answers, search results and reports as text for people at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from index.contract import Outcome, ReportSummary
from ingest.records import Problem, Report
from service.records import Answer, Citation
from service.search_records import SearchResult

WIDTH = 96
OUTCOMES = {
    Outcome.ADDED: "lisätty",
    Outcome.UNCHANGED: "ennallaan",
    Outcome.REPLACED: "korvattu",
}


def answer_text(answer: Answer) -> str:
    """The answer and below it its sources: file, page and the quoted words."""
    parts = [_wrap(answer.answer)]
    if answer.citations:
        parts.append(
            "\n".join(["Lähteet", *(line for citation in answer.citations for line in _source(citation))])
        )
    if answer.conflicts:
        parts.append(
            "\n".join(["Ristiriidat raporteissa", *(_wrap(item.about, "  ") for item in answer.conflicts)])
        )
    if answer.suggestions:
        parts.append("\n".join(["Lähimmät kohdat", *(_wrap(item, "  ") for item in answer.suggestions)]))
    return "\n\n".join(parts)


def search_text(result: SearchResult) -> str:
    if not result.passages and not result.figures:
        return "Ei osumia."
    parts = [
        f"{number}. {found.file}, sivu {found.page}{_trail(found.section)}\n{_wrap(found.quote, '   ')}"
        for number, found in enumerate(result.passages, start=1)
    ]
    if result.figures:
        lines = ["Luvut"]
        for figure in result.figures:
            names = " · ".join(part for part in (figure.entity, figure.metric, figure.column) if part)
            printed = " ".join(part for part in (figure.raw, figure.printed_unit) if part)
            lines.append(f"  {printed}  {names} ({figure.citation.file}, sivu {figure.citation.page})")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def reports_text(reports: Sequence[ReportSummary]) -> str:
    """One line a report."""
    if not reports:
        return "Kirjastossa ei ole raportteja."
    width = max(len(report.id) for report in reports)
    return "\n".join(f"{report.id:{width}}  {report.pages:4} s.  {report.title}" for report in reports)


def report_text(report: ReportSummary) -> str:
    """All that is known of a stored report, a line each, then what could not be read of it."""
    counts = [("sivuja", report.pages), ("taulukoita", report.tables), ("lukuja", report.figures)]
    return "\n".join(
        [
            *fact_lines(report),
            *(f"{name + ':':14}{count}" for name, count in counts),
            *problem_lines(report.problems),
        ]
    )


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    return [f"huomio: {f'sivu {item.page}: ' if item.page else ''}{item.message}" for item in problems]


def fact_lines(report: Report | ReportSummary) -> list[str]:
    """What a report is, one fact a line."""
    return [f"{name + ':':14}{value}" for name, value in report_facts(report)]


def report_facts(report: Report | ReportSummary) -> list[tuple[str, str]]:
    """What a report is: the name of each fact and its value, – where it is not known."""
    facts = [
        ("tunnus", report.id),
        ("tiedosto", report.file),
        ("otsikko", report.title),
        ("organisaatio", report.organisation),
        ("yksikkö", report.unit),
        ("laji", report.kind),
        ("kausi", report.period.label if report.period else None),
        ("kieli", report.language),
    ]
    return [(name, value or "–") for name, value in facts]


def _source(citation: Citation) -> Iterator[str]:
    yield f"[{citation.id}] {citation.file}, sivu {citation.page}"
    yield _wrap(f"”{' '.join(citation.quote.split())}”", "    ")


def _trail(section: Sequence[str]) -> str:
    return f" ({' › '.join(section)})" if section else ""


def _wrap(text: str, indent: str = "") -> str:
    """The text in lines of the terminal's width; its own line breaks stay."""
    return "\n".join(
        textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
        for line in text.splitlines()
    )
