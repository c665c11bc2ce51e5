"""JSON of searches and suggestions, named as in the contract."""

from __future__ import annotations

from pydantic import Field

from service.schemas import BoxBody, CitationBody, DecimalText, PeriodLabel, RecordBody
from service.search_records import Sort
from service.suggesting import SuggestedKind


class PassageBody(RecordBody):
    """`marks` are the places of the query's words in the quote: start and end, exclusive, in characters.
    `worded`: it has the words, and is not only near to them in meaning."""

    report: str
    file: str
    title: str
    organisation: str | None
    unit: str | None
    kind: str | None
    period: PeriodLabel
    language: str
    page: int
    section: list[str]
    quote: str
    marks: list[tuple[int, int]]
    boxes: list[BoxBody]
    url: str
    thumbnail: str | None
    score: float
    worded: bool


class FoundFigureBody(RecordBody):
    raw: str
    printed_unit: str | None
    value: DecimalText
    unit: str | None
    scale: int
    entity: str | None
    metric: str
    column: str | None
    period: PeriodLabel
    citation: CitationBody


class RespeltBody(RecordBody):
    """A word that was searched for in the library's spelling of it."""

    typed: str
    searched: str


class SearchBody(RecordBody):
    """`total` counts all passages that were found, `worded` those of them that have the query's words;
    `passages` are those from `offset` on. A facet's counts tell what choosing a value brings up."""

    passages: list[PassageBody]
    figures: list[FoundFigureBody]
    facets: dict[str, dict[str, int]]
    total: int
    worded: int
    offset: int
    sort: Sort
    respelt: list[RespeltBody]
    missing: list[str] = Field(description="Words that no report has")


class SuggestionBody(RecordBody):
    """`query` is the whole query with the suggestion in it, `reports` how many reports print the name;
    `url` leads to the page of a report."""

    kind: SuggestedKind
    text: str
    query: str
    reports: int
    url: str | None


class SuggestionsBody(RecordBody):
    """Names that go on from what is being typed, the likeliest first."""

    suggestions: list[SuggestionBody]
