"""What a search gives: passages, figures, counts to narrow it by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.records import Box, Period
from service.records import Citation


class Sort(StrEnum):
    """In which order passages are given."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage as it is shown: `quote` is verbatim, `marks` are the places of the query's words in it
    (start, end exclusive), `score` is the fused rank's, higher better. `worded` says that it has the
    words and is not only near to them in meaning. `url` shows the pieces of the passage that have the
    words, `language` is the report's, `thumbnail` is None where a page has no picture."""

    report: str
    file: str
    title: str
    organisation: str | None
    unit: str | None
    kind: str | None
    period: Period | None
    language: str
    page: int
    section: tuple[str, ...]
    quote: str
    marks: tuple[tuple[int, int], ...]
    boxes: tuple[Box, ...]
    url: str
    thumbnail: str | None
    score: float
    worded: bool


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A printed figure with the citation of the statement that holds it."""

    raw: str
    printed_unit: str | None
    value: Decimal
    unit: str | None
    scale: int
    entity: str | None
    metric: str
    column: str | None
    period: Period | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Respelt:
    """A word that was searched for in the library's spelling of it."""

    typed: str
    searched: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`passages` are those from `offset` on of all `total`, of which `worded` have the words. `facets` maps
    organisation, unit, kind and year to the number of passages of each value. `missing` are the words
    that no report has."""

    passages: tuple[FoundPassage, ...]
    figures: tuple[FoundFigure, ...]
    facets: dict[str, dict[str, int]]
    total: int
    worded: int
    offset: int
    sort: Sort
    respelt: tuple[Respelt, ...]
    missing: tuple[str, ...]
