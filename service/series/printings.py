"""A printed figure with what it is compared by: metric, whose it is, kind, unit, period, place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from index.contract import ReportSummary
from ingest.cards import year_of
from ingest.numbers import parse_cell
from ingest.periods import find_periods
from ingest.records import ColumnKind, Figure, FigureKind, Period, Statement
from service.series.labels import Label, LabelReader

_BUDGET_BOOK = re.compile(r"talousarvio|taloussuunnitelma|budget", re.IGNORECASE)
OF_THE_YEAR = frozenset(
    {
        ColumnKind.FORECAST,
        ColumnKind.BUDGET,
        ColumnKind.AMENDED_BUDGET,
        ColumnKind.PLAN,
        ColumnKind.TARGET,
        ColumnKind.DEVIATION,
    }
)
"""What is planned or held against a plan is for the report's whole year, unless a period is printed."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Figures of one meaning may be compared. `organisation` and `owner` say whose they are (`owner`
    empty: the organisation itself), `metric` are the core words of the label without the owner's.
    `column` are the words of a header that says no kind ("Kustannusarvio"): there it says what."""

    organisation: str
    owner: frozenset[str]
    metric: frozenset[str]
    kind: ColumnKind | None
    unit: str | None
    column: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Printing:
    """One printed figure. `kind` and `period` are the printed ones, completed where the report leaves
    no doubt (see `read_printing`); `place` are the words around it; `order` counts rows of the same
    label in the same table. `owned` says that its unit is named with it, `error` is half of its last
    printed digit, in `figure.unit`."""

    report: ReportSummary
    statement: Statement
    figure: Figure
    label: Label
    meaning: Meaning
    period: Period | None
    place: frozenset[str]
    order: int
    owned: bool
    error: Decimal

    @property
    def table(self) -> tuple[str, str] | None:
        return (self.report.id, self.statement.table) if self.statement.table is not None else None

    @property
    def own_period(self) -> bool:
        """Whether no period is printed and it is the report's own. Of a sentence in the past tense
        reading tells so."""
        told = self.figure.period
        if told is not None and told == self.report.period and self.figure.kind is FigureKind.TEXT:
            return not find_periods(self.statement.text, told.end.year)
        return told is None and self.meaning.kind not in OF_THE_YEAR

    @property
    def step(self) -> Decimal:
        """What one more in the last printed digit is, in `figure.unit`."""
        return 2 * self.error


def printings(
    report: ReportSummary, statements: Iterable[Statement], reader: LabelReader
) -> Iterator[Printing]:
    """The figures of one report's statements that name a metric, in the statements' order."""
    held = [statement for statement in statements if statement.figures]
    owners = _owners(report, held, reader)
    seen: dict[tuple[object, ...], list[str]] = {}
    for statement in held:
        place = reader.place("\n".join((*statement.section, statement.context)))
        for figure in statement.figures:
            made = read_printing(report, statement, figure, place, owners, reader)
            if made is None:
                continue
            rows = seen.setdefault((statement.table, made.meaning, made.period), [])
            if statement.id not in rows:
                rows.append(statement.id)
            order = rows.index(statement.id) if statement.table is not None else 0
            yield made if not order else replace(made, order=order)


def read_printing(
    report: ReportSummary,
    statement: Statement,
    figure: Figure,
    place: frozenset[str],
    owners: dict[frozenset[str], str],
    reader: LabelReader,
) -> Printing | None:
    """None where the label names no metric.

    A number of a table or card without a kind, for a period that is over, is an actual one, unless
    the report is a budget. A figure without a period is for the report's year where it is planned,
    else for the report's own period.
    """
    kind = figure.column_kind
    if kind is None and _is_over(report, figure):
        kind = ColumnKind.ACTUAL
    label = reader.label(figure.metric or statement.label, kind)
    if not label.words:
        return None
    period = figure.period or _period_of(report, kind)
    owner = _owner(report, figure.entity, reader) if figure.entity else _owner_named(place, label, owners)
    whose = owner or reader.place(report.unit or "")
    meaning = Meaning(
        organisation=(report.organisation or "").casefold(),
        owner=whose,
        metric=label.core - whose or label.core,
        kind=kind,
        unit=figure.unit,
        column=reader.place(figure.column or "") if kind is None else frozenset(),
    )
    return Printing(
        report=report, statement=statement, figure=figure, label=label, meaning=meaning, period=period,
        place=place, order=0, owned=bool(owner), error=_error(figure),
    )  # fmt: skip


def _owners(
    report: ReportSummary, statements: Iterable[Statement], reader: LabelReader
) -> dict[frozenset[str], str]:
    """The units that a report's figures are said to belong to, by the words of their names."""
    names = {name for statement in statements for figure in statement.figures if (name := figure.entity)}
    found = {_owner(report, name, reader): name for name in sorted(names)}
    found.pop(frozenset(), None)
    return found


def _owner(report: ReportSummary, entity: str, reader: LabelReader) -> frozenset[str]:
    """The words of a unit's name; none where it is the organisation itself ("Aaltolan kaupunki")."""
    words = reader.place(entity)
    own = reader.place(report.organisation or "")
    itself = all(any(_one_name(word, other) for other in own) for word in words)
    return frozenset() if itself else words


def _one_name(word: str, other: str) -> bool:
    """Whether two forms may be of one name, which the lexicon need not know: "aaltolan", "aaltola"."""
    same = min(len(word), len(other)) - 2
    return word == other or (same >= 4 and word[:same] == other[:same] and abs(len(word) - len(other)) <= 3)


def _owner_named(place: frozenset[str], label: Label, owners: dict[frozenset[str], str]) -> frozenset[str]:
    """The unit that is named around a figure which says none itself: a group's row above it. None
    where several are."""
    named = [words for words in owners if words <= place and not words <= label.words]
    longest = max(named, key=len, default=frozenset[str]())
    return longest if all(words <= longest for words in named) else frozenset()


def _is_over(report: ReportSummary, figure: Figure) -> bool:
    return (
        figure.kind is not FigureKind.TEXT
        and figure.period is not None
        and report.period is not None
        and figure.period.end <= report.period.end
        and not _BUDGET_BOOK.search(report.kind or "")
    )


def _period_of(report: ReportSummary, kind: ColumnKind | None) -> Period | None:
    if report.period is None:
        return None
    return year_of(report.period) if kind in OF_THE_YEAR else report.period


def _error(figure: Figure) -> Decimal:
    number = parse_cell(figure.raw)
    exponent = number.number.as_tuple().exponent if number is not None else 0
    places = -exponent if isinstance(exponent, int) else 0
    last = Decimal(figure.scale) * Decimal(1).scaleb(-max(places, 0))
    return last if figure.qualifier else last / 2
