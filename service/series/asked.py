"""Which figures are asked for: a query's texts read as words, and how well a printed figure fits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.contract import ReportSummary, Scope
from ingest.columns import find_kinds
from ingest.records import ColumnKind, StatementKind
from service.checks import clean_question
from service.series.labels import LabelReader
from service.series.printings import Printing


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Which figures are asked for; what is None or empty does not restrict.

    `metric` are words of the label, `entity` of whose it is; `column` is the name of a kind
    ("forecast"), a word for one ("ennuste") or words of a printed header. `period_from` and `period_to`
    bound the figures' own periods.
    """

    metric: str | None = None
    entity: str | None = None
    column: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    scope: Scope = Scope()
    limit: int = 200


class Asked:
    """A query read. Raises `LukuError`: empty_question, question_too_long.

    A metric may name the kind ("toimintakatteen ennuste"); with nothing else in it ("poikkeama") it is
    no metric. `header` are the words of a column that names no kind.
    """

    def __init__(self, query: FigureQuery, reader: LabelReader) -> None:
        self._query = query
        self._reader = reader
        self.metric: frozenset[str] = frozenset()
        self.entity: frozenset[str] = frozenset()
        self.kind: ColumnKind | None = None
        self.header: frozenset[str] = frozenset()
        if query.metric is not None:
            metric = clean_question(query.metric, "metric")
            self.kind, rest = _kind_in(metric)
            if any(char.isalpha() for char in rest) or self.kind is None:
                self.metric = reader.label(metric, self.kind).core
        if query.column is not None:
            column = clean_question(query.column, "column")
            self.kind = (
                ColumnKind(column.lower()) if column.lower() in set(ColumnKind) else _kind_in(column)[0]
            )
            self.header = reader.words(column) if self.kind is None else frozenset()
        if query.entity is not None:
            self.entity = reader.words(clean_question(query.entity, "entity"))

    def fits(self, printing: Printing) -> bool:
        """Whether kind, header, period, metric and entity are those asked for."""
        query, period = self._query, printing.period
        if not self._of_kind(printing):
            return False
        if self.header and not self.header <= self._reader.words(printing.figure.column or ""):
            return False
        if query.period_from is not None and (period is None or period.end < query.period_from):
            return False
        if query.period_to is not None and (period is None or period.start > query.period_to):
            return False
        return self._measures(printing) is not None and self._belongs(printing) is not None

    def nearest(self, found: Sequence[Printing]) -> list[Printing]:
        """Of figures that fit those that fit best: by their metric first, then by whose they are."""
        for rate in (self._measures, self._belongs):
            rated = [(rate(printing) or 0, printing) for printing in found]
            best = min((rank for rank, _ in rated), default=0)
            found = [printing for rank, printing in rated if rank == best]
        return list(found)

    def names(self, printing: Printing) -> bool:
        """Whether a figure's unit, if it has one, is named in the query."""
        return not printing.owned or printing.meaning.owner <= self.metric | self.entity

    def about(self, report: ReportSummary) -> bool:
        """Whether a report as a whole is about the entity."""
        return bool(self.entity) and self.entity <= self._names(report)

    def _of_kind(self, printing: Printing) -> bool:
        if self.kind is None or printing.meaning.kind is self.kind:
            return True
        # "Osuus" names shares as a column does, and percentages of any kind.
        return self.kind is ColumnKind.SHARE and self._query.column is None and printing.figure.unit == "%"

    def _measures(self, printing: Printing) -> int | None:
        """0 the metric and nothing else; 1 the header, the label being the entity; 2 a longer label; 3 a row
        of a table that is of the metric, its label being whose it is."""
        meaning = printing.meaning
        said = printing.label.words | meaning.column
        told_apart = self.metric - meaning.owner - self._names(printing.report)
        exact = meaning.metric in (self.metric, told_apart) and not meaning.column
        if not self.metric or exact or self.metric == meaning.metric | meaning.column:
            return 0
        if meaning.column and self.metric & meaning.column and self.metric <= said | self.entity:
            return 1
        if self.metric <= said:
            return 2
        row = printing.statement.kind is StatementKind.ROW
        named = not self.entity or self.entity <= printing.label.words | meaning.owner
        return 3 if row and named and self.metric <= printing.place | said else None

    def _belongs(self, printing: Printing) -> int | None:
        """0 the entity's own figure, 1 one that names it, 2 one of a report that is about it."""
        if self.entity <= printing.meaning.owner or self.entity == printing.label.core:
            return 0
        if self.entity <= printing.place | printing.label.words | printing.meaning.owner:
            return 1
        return 2 if not printing.owned and self.about(printing.report) else None

    def _names(self, report: ReportSummary) -> frozenset[str]:
        return self._reader.words(f"{report.unit or ''}\n{report.organisation or ''}")


def _kind_in(text: str) -> tuple[ColumnKind | None, str]:
    """The one kind of column that a text names, and the text without its words."""
    mentions = find_kinds(text)
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    kinds = {mention.kind for mention in mentions}
    return (kinds.pop() if len(kinds) == 1 else None), rest
