"""JSON of series of figures and of comparisons; see `service.schemas` for how bodies are made."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from index.contract import ReportSummary
from service.schemas import CitationBody, DecimalText, PeriodLabel, RecordBody
from service.series import Change, Comparison, FoundSeries, PrintedFigure

MOST_CHANGES = 5000


class PrintedFigureBody(RecordBody):
    """A printed figure with its citation; `kind` is that of its column, `also` are the other places that
    print the same, `conflict` says that another figure here contradicts it."""

    raw: str
    printed_unit: str | None
    value: DecimalText
    unit: str | None
    scale: int
    entity: str | None
    metric: str
    section: list[str]
    column: str | None
    kind: str | None
    period: PeriodLabel
    citation: CitationBody
    also: list[CitationBody]
    conflict: bool
    ocr: bool


class PointBody(BaseModel):
    """`figure` is a place in `figures`, counted from 0."""

    period: str | None
    report: str
    figure: int


class SeriesBody(BaseModel):
    metric: str
    organisation: str | None
    entity: str | None
    kind: str | None
    unit: str | None
    points: list[PointBody]


class FiguresBody(BaseModel):
    """`total` counts all figures that were found; `complete` is false where there may be more than were
    looked at."""

    figures: list[PrintedFigureBody]
    series: list[SeriesBody]
    total: int
    complete: bool

    @classmethod
    def of(cls, found: FoundSeries) -> FiguresBody:
        series: list[SeriesBody] = []
        place = 0
        for one in found.series:
            points = [
                PointBody(
                    period=point.period.label if point.period else None,
                    report=point.report.id,
                    figure=place + number,
                )
                for number, point in enumerate(one.points)
            ]
            place += len(points)
            series.append(
                SeriesBody(
                    metric=one.metric, organisation=one.organisation, entity=one.entity, kind=one.kind,
                    unit=one.unit, points=points,
                )
            )  # fmt: skip
        return cls(figures=_figures(found.figures), series=series, total=found.total, complete=found.complete)


class CompareBody(BaseModel):
    """`reports`: the earlier and the later one; `topic` in words ("toimintakatteen ennuste")."""

    model_config = ConfigDict(extra="forbid")

    reports: Annotated[list[str], Field(min_length=2, max_length=2)]
    topic: str | None = None
    limit: Annotated[int, Field(ge=1, le=MOST_CHANGES)] = 500


class DifferenceDerivationBody(BaseModel):
    operation: str
    operands: list[PrintedFigureBody]


class DifferenceBody(BaseModel):
    """The first operand less the second, in the scale and with the decimals of the coarser one."""

    raw: str
    printed_unit: str | None
    value: DecimalText
    unit: str | None
    scale: int
    derivation: DifferenceDerivationBody


class ChangeBody(BaseModel):
    """`relation`: same_period (told anew) or next_period (each report's own period)."""

    metric: str
    entity: str | None
    kind: str | None
    unit: str | None
    relation: str
    changed: bool
    before: PrintedFigureBody
    after: PrintedFigureBody
    difference: DifferenceBody | None


class ComparedReportBody(RecordBody):
    id: str
    file: str
    title: str
    period: PeriodLabel


class OnlyInBody(BaseModel):
    report: str
    figures: list[PrintedFigureBody]
    total: int


class ComparisonBody(BaseModel):
    """`changes`, at most `limit`: the changed before the unchanged, same periods before next ones.
    `total` counts all of them, `changed` those that changed."""

    reports: list[ComparedReportBody]
    topic: str | None
    changes: list[ChangeBody]
    only_in: list[OnlyInBody]
    total: int
    changed: int

    @classmethod
    def of(cls, comparison: Comparison, limit: int) -> ComparisonBody:
        return cls(
            reports=[
                ComparedReportBody.model_validate(report) for report in (comparison.before, comparison.after)
            ],
            topic=comparison.topic,
            changes=[_change(change) for change in comparison.changes[:limit]],
            only_in=[
                _only(comparison.before, comparison.only_before, limit),
                _only(comparison.after, comparison.only_after, limit),
            ],
            total=len(comparison.changes),
            changed=sum(change.changed for change in comparison.changes),
        )


def _only(report: ReportSummary, figures: tuple[PrintedFigure, ...], limit: int) -> OnlyInBody:
    return OnlyInBody(report=report.id, figures=_figures(figures[:limit]), total=len(figures))


def _change(change: Change) -> ChangeBody:
    difference = change.difference
    return ChangeBody(
        metric=change.metric,
        entity=change.entity,
        kind=change.kind,
        unit=change.unit,
        relation=change.relation,
        changed=change.changed,
        before=PrintedFigureBody.model_validate(change.before),
        after=PrintedFigureBody.model_validate(change.after),
        difference=None
        if difference is None
        else DifferenceBody(
            raw=difference.raw,
            printed_unit=difference.printed_unit,
            value=difference.value,
            unit=difference.unit,
            scale=difference.scale,
            derivation=DifferenceDerivationBody(
                operation="difference", operands=_figures(difference.operands)
            ),
        ),
    )


def _figures(figures: tuple[PrintedFigure, ...]) -> list[PrintedFigureBody]:
    return [PrintedFigureBody.model_validate(figure) for figure in figures]
