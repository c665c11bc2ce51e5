"""The route of summaries: a report, or what it says of a topic, summed up."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from service.checks import clean_text
from service.language import language_of
from service.records import Language
from service.running import Running
from service.schemas import CitationBody, FigureBody, RecordBody
from service.summaries import summarise
from service.summaries.request import MAX_SENTENCES

summary_router = APIRouter()


class SummaryRequestBody(BaseModel):
    """What to sum up; without `max_sentences` the length fits what is summed up."""

    model_config = ConfigDict(extra="forbid")

    report: str = Field(min_length=1, max_length=500)
    topic: str | None = None
    max_sentences: int | None = Field(None, ge=1, le=MAX_SENTENCES)
    language: Literal["auto", "fi", "sv", "en"] = "auto"

    def spoken(self) -> Language:
        """The language of what is said around the quotes."""
        return language_of(self.topic or "") if self.language == "auto" else Language(self.language)


class SummarySentenceBody(RecordBody):
    text: str
    citation: int


class SummarySectionBody(RecordBody):
    heading: str
    sentences: list[SummarySentenceBody]
    citation: int | None


class SummaryBody(RecordBody):
    """`figures` is the table of key figures; `missing` are topics asked for that are not spoken of."""

    title: str
    reports: list[str]
    topic: str | None
    language: Language
    figures: list[FigureBody]
    sections: list[SummarySectionBody]
    citations: list[CitationBody]
    missing: list[str]


@summary_router.post("/api/v1/summary")
async def summary(body: SummaryRequestBody, service: Running) -> SummaryBody:
    """Sum up a report, or what it says of a topic, in its own sentences and figures."""
    made = await service.run(
        summarise,
        service.library,
        clean_text(body.report),
        body.topic,
        body.max_sentences,
        body.spoken(),
    )
    return SummaryBody.model_validate(made)
