"""What the search page shows of a search: its facets, its pages, its passages as snippets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from service.facets import NAMES
from service.search_query import without_marks
from service.search_records import FoundPassage, SearchResult, Sort
from service.web.search_address import PAGE_SIZE, Params, SearchAddress
from service.web.snippets import Line, snippet

FACET_VALUES = 8
"""So many values of a facet are shown at once."""
AROUND = 2
"""So many pages of results before and after the present one have a link."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value with its count; `params` are the address of choosing it, or of giving it up."""

    value: str
    count: int
    chosen: bool
    params: Params


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    first: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows the search, and the address without it."""

    facet: str
    value: str
    params: Params


@dataclass(frozen=True, slots=True)
class Step:
    """A page of results; `number` None stands for pages that are left out."""

    number: int | None
    params: Params


@dataclass(frozen=True, slots=True)
class Hit:
    found: FoundPassage
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """One page of a search's results. `worded` have the words, `near` are only near in meaning."""

    result: SearchResult
    worded: tuple[Hit, ...]
    near: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    filters: tuple[Filter, ...]
    steps: tuple[Step, ...]
    page: int
    pages: int
    sorts: tuple[tuple[str, bool, Params], ...]
    plain: Params
    """The search without quotation marks."""
    wide: Params
    """The search without what narrows it."""


def results_page(asked: SearchAddress, result: SearchResult, titles: Mapping[str, str]) -> ResultsPage:
    """The page of results; `titles` are those of the reports that the search is narrowed to."""
    hits = [Hit(found, snippet(found.quote, found.marks)) for found in result.passages]
    pages = pages_of(result)
    return ResultsPage(
        result=result,
        worded=tuple(hit for hit in hits if hit.found.worded),
        near=tuple(hit for hit in hits if not hit.found.worded),
        facets=tuple(_facets(asked, result)) if result.worded or asked.narrowed else (),
        filters=tuple(_filters(asked, titles)),
        steps=tuple(_steps(asked, pages)),
        page=asked.page,
        pages=pages,
        sorts=tuple(
            (sort.value, sort is asked.sort, replace(asked, sort=sort, page=1).params()) for sort in Sort
        ),
        plain=SearchAddress(q=without_marks(asked.q)).params(),
        wide=asked.everywhere().params(),
    )


def pages_of(result: SearchResult) -> int:
    """How many pages the results fill."""
    return max(1, -(-result.total // PAGE_SIZE))


def _facets(asked: SearchAddress, result: SearchResult) -> Iterator[Facet]:
    """Facets that there is something to choose of."""
    for name in NAMES:
        chosen = (asked.chosen(name) or "").casefold()
        values = [
            FacetValue(
                value,
                count,
                value.casefold() == chosen,
                asked.with_facet(name, None if value.casefold() == chosen else value).params(),
            )
            for value, count in result.facets[name].items()
        ]
        if len(values) > 1 or (values and chosen):
            values.sort(key=lambda item: not item.chosen)
            yield Facet(name, tuple(values[:FACET_VALUES]), tuple(values[FACET_VALUES:]))


def _filters(asked: SearchAddress, titles: Mapping[str, str]) -> Iterator[Filter]:
    for report in asked.reports:
        others = tuple(other for other in asked.reports if other != report)
        yield Filter("report", titles.get(report, report), replace(asked, reports=others, page=1).params())
    for name in NAMES:
        value = asked.chosen(name)
        if value is not None:
            yield Filter(name, value, asked.with_facet(name, None).params())


def _steps(asked: SearchAddress, pages: int) -> Iterator[Step]:
    """The first and the last page, those around the present one, and gaps between."""
    shown = {1, pages, *range(asked.page - AROUND, asked.page + AROUND + 1)}
    before = 0
    for number in sorted(number for number in shown if 1 <= number <= pages):
        if number > before + 1:
            yield Step(None, {})
        yield Step(number, replace(asked, page=number).params())
        before = number
