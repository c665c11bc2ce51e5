"""Search: all passages that have a query's words, countable, narrowed by what the reports are.

Where few passages have the words, the nearest in meaning stand after them. `total` and the counts of
the facets are of all that is found: choosing a value of a facet brings up as many as its count says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from index.contract import Library, Matches, Passage, PassageMatch, ReportSummary, Scope, StatementHit
from ingest.records import Box
from service.citations import Citations
from service.facets import Chosen, count_facets
from service.links import page_picture_url, reader_url
from service.search_query import SearchQuery, read_query
from service.search_records import FoundFigure, FoundPassage, Respelt, SearchResult, Sort

THUMBNAIL_WIDTH = 240
"""Pixels: twice what a page of ours shows, for fine screens."""
FIGURE_CANDIDATES = 100

Marks = tuple[tuple[int, int], ...]


def search(
    query: str,
    library: Library,
    scope: Scope = Scope(),
    limit: int = 10,
    offset: int = 0,
    year: int | None = None,
    sort: Sort = Sort.RELEVANCE,
    figures: bool = True,
) -> SearchResult:
    """The passages for a query from `offset` on, and the `limit` best figures unless they are not wanted.

    The scope's organisation, unit and kind, and `year`, are choices of facets. Raises
    `LukuError("report_not_found")` when the scope names a report that is not stored.
    """
    for wanted in scope.reports:
        library.report(wanted)
    asked = read_query(query)
    chosen = Chosen(scope.organisation, scope.unit, scope.kind, year)
    everywhere = replace(scope, organisation=None, unit=None, kind=None)
    reports = {report.id: report for report in library.reports(everywhere)}
    here = {id_: report for id_, report in reports.items() if chosen.allows(report)}
    found = _matches(asked, library, everywhere, reports)
    kept = [match for match in found.passages if match.report in here]
    if not kept and chosen:
        # What is near in meaning stood in other reports; this is the nearest in those that are chosen.
        kept = list(_matches(asked, library, replace(everywhere, reports=tuple(here)), here).passages)
    if sort is Sort.DATE:
        kept.sort(key=lambda match: (not match.worded, _age(here[match.report])))
    return SearchResult(
        passages=_shown(asked, library, here, kept[offset : offset + limit]),
        figures=tuple(islice(_figures(asked, library, scope, here), limit)) if figures else (),
        facets=count_facets(found.passages, reports, chosen),
        total=len(kept),
        worded=sum(match.worded for match in kept),
        offset=offset,
        sort=sort,
        respelt=tuple(Respelt(typed, searched) for typed, searched in found.respelt),
        missing=found.missing,
    )


def _matches(
    asked: SearchQuery, library: Library, scope: Scope, reports: Mapping[str, ReportSummary]
) -> Matches:
    """What the library brings up of these reports. To mere numbers nothing is near in meaning."""
    if not reports:
        return Matches(())
    found = library.matches(asked.words, asked.phrases, scope)
    passages = tuple(
        match for match in found.passages if match.report in reports and (match.worded or asked.has_letters)
    )
    return replace(found, passages=passages)


def _age(report: ReportSummary) -> int:
    """Sorts the latest report first, those without a period last."""
    return -(report.period.end - date.min).days if report.period else 1


def _shown(
    asked: SearchQuery,
    library: Library,
    reports: Mapping[str, ReportSummary],
    matches: Sequence[PassageMatch],
) -> tuple[FoundPassage, ...]:
    """The passages of the matches with their marks, without those that were removed meanwhile."""
    stored = library.numbered([match.number for match in matches])
    there = [match for match in matches if match.number in stored]
    marks = library.marks(asked.words, asked.phrases, [stored[match.number].quote for match in there])
    return tuple(
        _passage(reports[match.report], match, passage, places, _marked_boxes(library, passage, places))
        for match, places in zip(there, marks, strict=True)
        if (passage := stored[match.number])
    )


def _marked_boxes(library: Library, passage: Passage, marks: Marks) -> tuple[Box, ...]:
    """The boxes of those statements of a passage that have marks; all of it where they cannot be told."""
    if not marks or len(passage.statements) < 2:
        return passage.boxes
    stored = {item.id: item for item in library.statements(passage.report, passage.page)}
    statements = [stored[id_] for id_ in passage.statements if id_ in stored]
    if "\n".join(item.text for item in statements) != passage.quote:  # cut, or changed meanwhile
        return passage.boxes
    found: list[Box] = []
    start = 0
    for item in statements:
        end = start + len(item.text)
        if any(first < end and last > start for first, last in marks):
            found += item.boxes
        start = end + 1
    return tuple(dict.fromkeys(found)) or passage.boxes


def _passage(
    report: ReportSummary, match: PassageMatch, passage: Passage, marks: Marks, shown: tuple[Box, ...]
) -> FoundPassage:
    drawn = report.file.lower().endswith(".pdf")
    return FoundPassage(
        report=report.id,
        file=report.file,
        title=report.title,
        organisation=report.organisation,
        unit=report.unit,
        kind=report.kind,
        period=report.period,
        language=report.language,
        page=passage.page,
        section=passage.section,
        quote=passage.quote,
        marks=marks,
        boxes=passage.boxes,
        url=reader_url(report.id, passage.page, shown, passage.quote),
        thumbnail=page_picture_url(report.id, passage.page, THUMBNAIL_WIDTH, sha256=report.sha256)
        if drawn
        else None,
        score=match.score,
        worded=match.worded,
    )


def _figures(
    asked: SearchQuery, library: Library, scope: Scope, reports: Mapping[str, ReportSummary]
) -> Iterator[FoundFigure]:
    """The figures of the nearest statements that hold the phrases, in their order; each statement has one
    citation."""
    citations = Citations(reports)
    phrases = [phrase.casefold() for phrase in asked.phrases]
    for hit in library.find(" ".join((asked.words, *asked.phrases)).strip(), scope, FIGURE_CANDIDATES):
        said = " ".join(hit.statement.text.split()).casefold()
        if hit.report not in reports or not all(phrase in said for phrase in phrases):
            continue
        yield from _figures_of(hit, citations)


def _figures_of(hit: StatementHit, citations: Citations) -> Iterator[FoundFigure]:
    if not hit.statement.figures:
        return
    number = citations.statement(hit.report, hit.statement)
    citation = citations.all[number - 1]
    for figure in hit.statement.figures:
        yield FoundFigure(
            raw=figure.raw,
            printed_unit=figure.printed_unit,
            value=figure.value,
            unit=figure.unit,
            scale=figure.scale,
            entity=figure.entity,
            metric=figure.metric,
            column=figure.column,
            period=figure.period,
            citation=citation,
        )
