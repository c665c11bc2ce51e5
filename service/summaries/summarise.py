"""The order of it all: read -> topic -> key figures -> sentences -> cite -> check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from index.contract import Library
from ingest.errors import LukuError
from ingest.records import Figure, StatementKind
from service.citations import Citations
from service.guard import untraced
from service.records import AnswerFigure, Language
from service.summaries.key_figures import Choice, choose_figures, most_figures
from service.summaries.material import Item, Reader, gather
from service.summaries.records import KeyFigure, Summary, SummarySection, SummarySentence
from service.summaries.request import MAX_SENTENCES
from service.summaries.sentences import choose_sentences, usual_length
from service.summaries.topics import Facet, clean_topic, find_topic, without_numbering
from service.summaries.vocabulary import heading_marks
from service.wording import metric_of, named, number_text

_LONGEST_NAME = 60
"""Longest heading, in characters, that tells whose a figure is."""


def summarise(
    library: Library,
    reports: str | Sequence[str],
    topic: str | None = None,
    max_sentences: int | None = None,
    language: Language = Language.FINNISH,
) -> Summary:
    """Sum up a report (or several), or what it says of a topic, in its own sentences and figures.

    `topic` is a unit, a heading, or free words. `max_sentences` from 1 to 60; None takes a length that
    fits what is summed up. Raises `LukuError`: `report_not_found`, `topic_not_found` (with topics of the
    report as suggestions), `invalid_request` for a length or a topic out of bounds.
    """
    if max_sentences is not None and not 1 <= max_sentences <= MAX_SENTENCES:
        raise LukuError(
            "invalid_request",
            f"max_sentences on {max_sentences}, mutta sen pitää olla 1–{MAX_SENTENCES}.",
            field="max_sentences",
        )
    topic = clean_topic(topic)
    wanted = (reports,) if isinstance(reports, str) else tuple(reports)
    reader = Reader(library)
    items = gather(library, wanted, reader, rows_too=topic is not None)
    facets, missing = find_topic(topic, items, reader) if topic else ((), ())
    told = _spoken_of(items, facets)
    length = max_sentences or usual_length(told)
    citations = Citations({item.report.id: item.report for item in items})
    choices = choose_figures(items, facets, most_figures(length), topic or "")
    rows = _rows(choices, citations, language)
    main = [choice.figures[0] for choice in choices]
    sections = _sections(choose_sentences(items, facets, length, main), items, citations)
    title = " – ".join(dict.fromkeys(library.report(report).title for report in wanted))
    return Summary(
        title=f"{title} – {topic}" if topic else title,
        reports=wanted,
        topic=topic,
        language=language,
        key_figures=rows,
        sections=sections,
        citations=citations.all,
        missing=missing,
    )


def _spoken_of(items: Sequence[Item], facets: Sequence[Facet]) -> tuple[Item, ...]:
    if not facets:
        return tuple(items)
    places = {place for facet in facets for place in facet.relevance}
    return tuple(item for item in items if item.place in places)


def _rows(choices: Sequence[Choice], citations: Citations, language: Language) -> tuple[KeyFigure, ...]:
    """The table on top; a row whose numbers cannot be traced to its quotes is left out."""
    rows = []
    for choice in choices:
        under = _told_apart(choice, choices)
        for figure in choice.figures:
            # Where the column's name has digits that nothing quotes, the number is shown without it.
            for shown in (figure, replace(figure, column=None)):
                row = _row(choice.item, shown, under, citations, language)
                if _traced(row, citations):
                    rows.append(row)
                    break
    return tuple(rows)


def _traced(row: KeyFigure, citations: Citations) -> bool:
    quoted = tuple(citations.all[mark - 1] for mark in row.marks)
    marks = "".join(f"[{mark}]" for mark in row.marks)
    return not untraced(f"{row.name}: {row.number} {marks}", (row.figure,), quoted)


def _told_apart(choice: Choice, choices: Sequence[Choice]) -> str | None:
    """The heading that tells whose a row is which names nobody, where another row has the same name."""
    statement = choice.item.statement
    rivals = [
        other
        for other in choices
        if other is not choice
        and other.figures[0].metric == choice.figures[0].metric
        and other.item.statement.section != statement.section
    ]
    if statement.entity or not rivals:
        return None
    headings = [without_numbering(" ".join(heading.split())) for heading in statement.section]
    fit = [
        heading
        for heading in headings
        if len(heading) <= _LONGEST_NAME
        and not any(char.isdigit() for char in heading)
        and not heading_marks(heading)[0]
    ]
    return fit[-1] if fit else None


def _row(
    item: Item, figure: Figure, under: str | None, citations: Citations, language: Language
) -> KeyFigure:
    statement, report = item.statement, item.report.id
    name, number = named(statement, figure), number_text(figure, language)
    if under and under.casefold() not in name.casefold():
        name = f"{under} – {name}"
    own = citations.statement(report, statement)
    more = citations.support(report, figure, f"{name}: {number}")
    stated = AnswerFigure(
        raw=figure.raw, printed_unit=figure.printed_unit, value=figure.value, unit=figure.unit,
        scale=figure.scale, entity=figure.entity or statement.entity, metric=metric_of(statement, figure),
        column=figure.column, period=figure.period, citation=own, ocr=figure.ocr,
        proved=figure.proved,
    )  # fmt: skip
    return KeyFigure(stated, name, number, figure.page, tuple(dict.fromkeys((own, *more))))


def _sections(
    chosen: Sequence[Item], items: Sequence[Item], citations: Citations
) -> tuple[SummarySection, ...]:
    sections = []
    for (report, path, entity), group in groupby(chosen, key=_stands_under):
        sentences = tuple(
            SummarySentence(item.statement.text, citations.statement(report, item.statement))
            for item in group
        )
        cited = _heading_citation(report, path, items, citations)
        sections.append(SummarySection(_heading(path, entity), sentences, cited))
    return tuple(sections)


def _stands_under(item: Item) -> tuple[str, tuple[str, ...], str]:
    return item.report.id, item.statement.section, item.statement.entity or ""


def _heading(path: tuple[str, ...], entity: str) -> str:
    """The heading as printed, before it whose it is where it does not say so itself."""
    heading = " ".join(path[-1].split()) if path else ""
    if not entity or entity.casefold() in heading.casefold() or any(char.isdigit() for char in entity):
        return heading
    return f"{entity} – {heading}" if heading else entity


def _heading_citation(
    report: str, path: tuple[str, ...], items: Sequence[Item], citations: Citations
) -> int | None:
    """Where a heading with digits in it stands."""
    if not path or not any(char.isdigit() for char in path[-1]):
        return None
    for item in items:
        statement = item.statement
        if (
            item.report.id == report
            and statement.kind is StatementKind.HEADING
            and statement.text == path[-1]
            and statement.section == path[:-1]
        ):
            return citations.statement(report, statement)
    return None
