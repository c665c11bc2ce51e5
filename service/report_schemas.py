"""JSON of reports: stored ones, their pages, and all that `luku extract` reads from a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from index.contract import Outcome, ReportSummary
from ingest.records import BlockKind, CheckKind, ColumnKind, FigureKind, Report
from service.schemas import BoxBody, DecimalText, PeriodLabel, RecordBody


def _count(items: int | tuple[object, ...]) -> int:
    return items if isinstance(items, int) else len(items)


Count = Annotated[int, BeforeValidator(_count)]


class PeriodBody(RecordBody):
    label: str
    start: date
    end: date


class ProblemBody(RecordBody):
    code: str
    page: int | None
    message: str


class ReportBody(RecordBody):
    """What is known of a report as a whole; `pages` counts them."""

    id: str
    file: str
    title: str
    organisation: str | None
    unit: str | None
    kind: str | None
    period: PeriodBody | None
    language: str
    pages: Count
    sha256: str


class StoredReportBody(ReportBody):
    tables: int
    figures: int
    problems: list[ProblemBody]


class ReportsBody(BaseModel):
    reports: list[StoredReportBody]
    total: int

    @classmethod
    def of(cls, reports: Sequence[ReportSummary]) -> ReportsBody:
        return cls(
            reports=[StoredReportBody.model_validate(report) for report in reports], total=len(reports)
        )


class StoredBody(BaseModel):
    """What became of an uploaded report: added, unchanged or replaced."""

    outcome: Outcome
    report: StoredReportBody


class BlockBody(RecordBody):
    kind: BlockKind
    text: str
    box: BoxBody | None
    level: int
    section: list[str]


class PageBody(RecordBody):
    page: int
    label: str | None
    width: float
    height: float
    text: str
    ocr: bool
    blocks: list[BlockBody]


class CellBody(RecordBody):
    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    text: str
    header: bool
    box: BoxBody | None
    row_path: list[str]
    column_path: list[str]
    value: DecimalText | None
    unit: str | None
    scale: int
    printed_unit: str | None
    kind: ColumnKind | None
    period: PeriodLabel
    entity: str | None


class ColumnBody(RecordBody):
    """What the header over a column says; `understood` is false where it was not made out."""

    index: int
    text: str
    understood: bool
    kind: ColumnKind | None
    period: PeriodLabel
    entity: str | None
    unit: str | None
    scale: int
    printed_unit: str | None


class PartBody(RecordBody):
    """Where a table goes on: its rows from `first_row` on stand in `box` on `page`."""

    page: int
    box: BoxBody | None
    first_row: int


class CheckBody(RecordBody):
    """A printed number held against those it should follow from; places are [row, column]."""

    kind: CheckKind
    place: tuple[int, int]
    operands: list[tuple[int, int]]
    expected: DecimalText
    holds: bool


class TableBody(RecordBody):
    """A table; `columns` counts them, `headers` say what the columns of values hold."""

    id: str
    pages: list[int]
    title: str | None
    printed_unit: str | None
    box: BoxBody | None
    rows: int
    columns: Count
    headers: list[ColumnBody] = Field(validation_alias="columns")
    cells: list[CellBody]
    parts: list[PartBody]
    checks: list[CheckBody]


class ExtractedFigureBody(RecordBody):
    """A figure as read. `proved` says whether the table's own arithmetic confirms it; null where nothing
    does."""

    raw: str
    value: DecimalText
    unit: str | None
    scale: int
    printed_unit: str | None
    qualifier: str | None
    kind: FigureKind
    entity: str | None
    metric: str
    column: str | None
    column_kind: ColumnKind | None
    period: PeriodLabel
    page: int
    box: BoxBody | None
    ocr: bool
    proved: bool | None


class ExtractBody(BaseModel):
    """All that was read from one file."""

    report: ReportBody
    pages: list[PageBody]
    tables: list[TableBody]
    figures: list[ExtractedFigureBody]
    problems: list[ProblemBody]

    @classmethod
    def of(cls, report: Report) -> ExtractBody:
        return cls(
            report=ReportBody.model_validate(report),
            pages=[PageBody.model_validate(page) for page in report.pages],
            tables=[TableBody.model_validate(table) for table in report.tables],
            figures=[ExtractedFigureBody.model_validate(figure) for figure in report.figures],
            problems=[ProblemBody.model_validate(problem) for problem in report.problems],
        )
