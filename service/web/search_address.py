"""The address of the search page: what is searched for, how it is narrowed, in which order, which page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import Request

from index.contract import Scope
from ingest.errors import LukuError
from service.checks import MAX_QUESTION, clean_question, clean_text, make_scope
from service.search_records import Sort

PAGE_SIZE = 10
FARTHEST_PAGE = 100_000
MOST_REPORTS = 50
Params = dict[str, str | int | tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """The parameters of an address. What cannot be read is left out: an old link still searches."""

    q: str = ""
    reports: tuple[str, ...] = ()
    organisation: str | None = None
    unit: str | None = None
    kind: str | None = None
    year: int | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @property
    def narrowed(self) -> bool:
        return self.everywhere() != replace(self, page=1)

    def everywhere(self) -> SearchAddress:
        """The same search without what narrows it."""
        return SearchAddress(q=self.q, sort=self.sort)

    def chosen(self, facet: str) -> str | None:
        """The chosen value of a facet."""
        return {
            "organisation": self.organisation,
            "unit": self.unit,
            "kind": self.kind,
            "year": None if self.year is None else str(self.year),
        }[facet]

    def with_facet(self, facet: str, value: str | None) -> SearchAddress:
        """The same search from its first page on, with another value of a facet, or with none."""
        match facet:
            case "organisation":
                return replace(self, organisation=value, page=1)
            case "unit":
                return replace(self, unit=value, page=1)
            case "kind":
                return replace(self, kind=value, page=1)
            case _:
                return replace(self, year=int(value) if value else None, page=1)

    def params(self) -> Params:
        """The parameters as an address has them; what is as usual is None."""
        return {
            "q": self.q or None,
            "report": self.reports or None,
            "organisation": self.organisation,
            "unit": self.unit,
            "kind": self.kind,
            "year": self.year,
            "sort": None if self.sort is Sort.RELEVANCE else self.sort.value,
            "page": None if self.page == 1 else self.page,
        }

    def kept(self) -> dict[str, str | int | tuple[str, ...]]:
        """What a new search from the page keeps of this one: all but the query and the page."""
        return {
            name: value
            for name, value in self.params().items()
            if value is not None and name not in ("q", "page")
        }

    def scope(self) -> Scope:
        return make_scope(self.reports, self.organisation, self.unit, self.kind)


def read_address(request: Request) -> SearchAddress:
    """What a request asks for."""
    given = request.query_params
    return SearchAddress(
        q=clean_text(given.get("q", "")),
        reports=tuple(dict.fromkeys(filter(None, map(clean_text, given.getlist("report")))))[:MOST_REPORTS],
        organisation=clean_text(given.get("organisation", "")) or None,
        unit=clean_text(given.get("unit", "")) or None,
        kind=clean_text(given.get("kind", "")) or None,
        year=_number(given.get("year", ""), 9999),
        sort=Sort.DATE if given.get("sort") == Sort.DATE else Sort.RELEVANCE,
        page=_number(given.get("page", ""), FARTHEST_PAGE) or 1,
    )


def fault_of(asked: SearchAddress) -> str | None:
    """The key of the text that says why a query cannot be searched with; None where it can."""
    if len(asked.q) > MAX_QUESTION:
        return "search.too_long"
    try:
        clean_question(asked.q, "q")
    except LukuError:
        return "search.no_words"
    return None


def _number(text: str, largest: int) -> int | None:
    number = int(text) if text.isdecimal() and len(text) < 8 else 0
    return number if 1 <= number <= largest else None
