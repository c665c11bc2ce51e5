"""Series of printed figures and what changed between two reports, as given to people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from index.contract import ReportSummary
from ingest.records import ColumnKind, Period
from service.records import Citation
from service.series.pairing import Relation


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as one report prints it.

    `section` are the headings above it, `kind` is the kind of its column, `also` cites the other places
    that print the same, `conflict` says that the report contradicts itself on it: the rival is given
    beside it. The rest is named as in `service.records.AnswerFigure`.
    """

    raw: str
    printed_unit: str | None
    value: Decimal
    unit: str | None
    scale: int
    entity: str | None
    metric: str
    section: tuple[str, ...]
    column: str | None
    kind: ColumnKind | None
    period: Period | None
    citation: Citation
    also: tuple[Citation, ...] = ()
    conflict: bool = False
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One step of a series: the period told of, the report that tells it, and the printed figure.

    Forecasts of one year from two reports are two points of one period. `period` is completed where
    the figure prints none (a forecast is for its report's year).
    """

    period: Period | None
    report: ReportSummary
    figure: PrintedFigure


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one metric, entity, kind and unit in the order of time; never kinds mixed."""

    metric: str
    organisation: str | None
    entity: str | None
    kind: ColumnKind | None
    unit: str | None
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`operands[0]` - `operands[1]`, worded in the scale and with the decimals of the coarser one; a
    difference of two percentages is in percentage points."""

    raw: str
    printed_unit: str | None
    value: Decimal
    unit: str | None
    scale: int
    operands: tuple[PrintedFigure, PrintedFigure]


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in two reports. `difference` is None where the two do not subtract (costs printed with
    a minus in one report and without in the other); `changed` says whether they differ beyond their
    rounding."""

    metric: str
    entity: str | None
    kind: ColumnKind | None
    unit: str | None
    relation: Relation
    before: PrintedFigure
    after: PrintedFigure
    difference: Difference | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from `before` to `after`. `changes` has the changed and then the unchanged figures of
    each relation; `only_before` and `only_after` are figures of tables and cards that only one has."""

    before: ReportSummary
    after: ReportSummary
    topic: str | None
    changes: tuple[Change, ...]
    only_before: tuple[PrintedFigure, ...]
    only_after: tuple[PrintedFigure, ...]
