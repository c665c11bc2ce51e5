"""JSON as it enters and leaves: questions and answers, named as in the contract.

Field names are those of the records, so that `AnswerBody.model_validate(answer)` is the whole
conversion. Decimals are strings without exponent ("1000000"), a period is its label, a box is
[x0, y0, x1, y1]. The bodies of reports and pages are in `report_schemas`, those
of searches in `search_schemas`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from ingest.records import Period
from service.checks import MAX_QUESTION, clean_question, clean_text, make_scope
from service.records import Ask, Language, Status, Turn

MAX_TURNS = 10
"""A follow-up is understood from the latest turns; a client with a longer conversation sends those."""
MAX_BATCH = 1000


def plain_decimal(value: Decimal) -> str:
    """The number without exponent and trailing zeros: Decimal("1.0E+6") -> "1000000"."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _label(period: Period | str | None) -> str | None:
    return period.label if isinstance(period, Period) else period


def _to_tenth(number: float) -> float:
    return round(number, 1)


DecimalText = Annotated[Decimal, PlainSerializer(plain_decimal, return_type=str)]
PeriodLabel = Annotated[str | None, BeforeValidator(_label)]
Tenth = Annotated[float, AfterValidator(_to_tenth)]
BoxBody = tuple[Tenth, Tenth, Tenth, Tenth]


class RecordBody(BaseModel):
    """A body that is made from the record of the same field names."""

    model_config = ConfigDict(from_attributes=True)


class TurnBody(BaseModel):
    question: str = Field(max_length=MAX_QUESTION)
    answer: str | None = Field(None, max_length=100_000)


class FiltersBody(BaseModel):
    """Which reports may answer; what is left out does not restrict."""

    model_config = ConfigDict(extra="forbid")

    reports: list[str] = Field(default_factory=list, max_length=1000)
    organisation: str | None = None
    unit: str | None = None
    kind: str | None = None
    period_from: date | None = None
    period_to: date | None = None


class AskBody(BaseModel):
    question: str
    history: list[TurnBody] = Field(default_factory=list, max_length=MAX_TURNS)
    language: Literal["auto", "fi", "sv", "en"] = "auto"
    filters: FiltersBody | None = None

    def to_ask(self) -> Ask:
        """Raises `LukuError`: empty_question, question_too_long, invalid_period."""
        filters = self.filters or FiltersBody()
        return Ask(
            question=clean_question(self.question),
            history=tuple(
                Turn(clean_text(turn.question), clean_text(turn.answer) if turn.answer else None)
                for turn in self.history
            ),
            language=None if self.language == "auto" else Language(self.language),
            scope=make_scope(
                reports=tuple(filters.reports),
                organisation=filters.organisation,
                unit=filters.unit,
                kind=filters.kind,
                period_from=filters.period_from,
                period_to=filters.period_to,
            ),
        )


class BatchBody(BaseModel):
    """Questions to answer one after another; a plain string is a question without more."""

    questions: list[AskBody | str] = Field(min_length=1, max_length=MAX_BATCH)

    def bodies(self) -> list[AskBody]:
        return [AskBody(question=item) if isinstance(item, str) else item for item in self.questions]


class FigureBody(RecordBody):
    raw: str
    printed_unit: str | None
    value: DecimalText
    unit: str | None
    scale: int
    entity: str | None
    metric: str
    column: str | None
    period: PeriodLabel
    derivation: DerivationBody | None
    citation: int | None
    ocr: bool
    proved: bool | None


class DerivationBody(RecordBody):
    operation: str
    operands: list[FigureBody]


class CitationBody(RecordBody):
    id: int
    report: str
    file: str
    title: str
    page: int
    kind: str
    quote: str
    boxes: list[BoxBody]
    cells: list[BoxBody] = []
    url: str
    ocr: bool


class ConflictBody(RecordBody):
    about: str
    citations: list[int]


class TrustBody(RecordBody):
    """What stands behind an answer: a sentence and a table agree, its table's sums were checked, something
    was recognised from a picture, the reports disagree."""

    text_and_table: bool
    sums_checked: bool | None
    ocr: bool
    contradiction: bool


class AnswerBody(RecordBody):
    """The answer; `figures[0]` is THE answer when a number was asked for."""

    id: str
    status: Status
    language: Language
    confidence: float
    answer: str
    figures: list[FigureBody]
    citations: list[CitationBody]
    conflicts: list[ConflictBody]
    suggestions: list[str]
    took_ms: Tenth
    trust: TrustBody


class ErrorDetail(BaseModel):
    code: str
    message: str
    detail: dict[str, str | int | list[dict[str, str]] | None]


class ErrorBody(BaseModel):
    """The one shape of every error on every route."""

    error: ErrorDetail
