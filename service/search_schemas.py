"""JSON of searches and suggestions, named as in the contract."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from service.schemas import BoxBody, CitationBody, DecimalText, PeriodLabel, RecordBody
from service.search_records import Sort
from service.suggesting import SuggestedKind

PASSAGE_EXAMPLE = {
    "report": "koivuranta-talous-q1-2031",
    "file": "koivuranta-talous-q1-2031.pdf",
    "title": "Koivurannan talousraportti Q1/2031",
    "organisation": "Koivurannan kaupunki",
    "unit": None,
    "kind": "talousraportti",
    "period": "Q1/2031",
    "language": "fi",
    "page": 7,
    "section": ["Vesilaitos", "Talous"],
    "quote": "Toimintakate 2 320 2 450 +130",
    "marks": [[0, 12]],
    "boxes": [[72.0, 310.2, 401.5, 322.0]],
    "url": "/report/koivuranta-talous-q1-2031?page=7&cite=72.0,310.2,401.5,322.0",
    "thumbnail": "/api/v1/reports/koivuranta-talous-q1-2031/pages/7.png?width=240&v=0a1b2c3d4e5f",
    "score": 0.0325,
    "worded": True,
}
SEARCH_EXAMPLE = {
    "passages": [PASSAGE_EXAMPLE],
    "figures": [],
    "facets": {
        "organisation": {"Koivurannan kaupunki": 14},
        "unit": {},
        "kind": {"talousraportti": 14},
        "year": {"2031": 9, "2030": 5},
    },
    "total": 14,
    "worded": 14,
    "offset": 0,
    "sort": "relevance",
    "respelt": [{"typed": "toimintakte", "searched": "toimintakate"}],
    "missing": [],
}
SUGGEST_EXAMPLE = {
    "suggestions": [
        {"kind": "entity", "text": "Vesilaitos", "query": "Vesilaitos", "reports": 4, "url": None},
        {
            "kind": "report",
            "text": "Vesilaitoksen tilinpäätös 2030",
            "query": "Vesilaitoksen tilinpäätös 2030",
            "reports": 1,
            "url": "/report/vesilaitos-tilinpaatos-2030",
        },
    ]
}


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

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [SEARCH_EXAMPLE]})

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
    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [SUGGEST_EXAMPLE]})

    suggestions: list[SuggestionBody]
