"""The two figures of one row, card or sentence between which a question asks for a difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.contract import Library, ReportSummary
from ingest.records import ColumnKind, Figure, Period, StatementKind
from service.asking import Relative
from service.choose import Evidence, FigureCandidate, figures
from service.fitting import asked_periods, period_fit
from service.question import Question
from service.replies.base import answers
from service.replies.parts import MOVES, Pair, matter, part

_K = ColumnKind
_UNUSED = re.compile(r"käyttämättä|jäljellä", re.IGNORECASE)
_TARGET = re.compile(r"tavoit", re.IGNORECASE)
_SO_FAR = re.compile(
    r"\b(?:mennessä|tähän asti|toistaiseksi|jo)\b.*"
    r"\b(?:maks\w+|käyte\w+|kulu\w+|toteut\w+|men[nt]\w+)",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"\b(?:tulee|tulevat|on menossa|ennuste\w*|ennustet\w+|arvioi\w+|koko vuo\w+|tänä vuonna)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:edellis\w+|vuotta (?:aiemmin|aikaisemmin)|vuosi (?:aiemmin|sitten)|viime vuonna|aiemmin)"
    r"\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_AIMED = re.compile(r"(?:tavoit\w+|tavoiteltiin)\W*(?:\w+\W+){0,2}$", re.IGNORECASE)
"""What stands before the number of the year before in a sentence: "307 (vuotta aiemmin 342)"."""
_BUDGETS = (_K.AMENDED_BUDGET, _K.BUDGET)
_PLANNED = (*_BUDGETS, _K.PLAN, _K.FORECAST)
_NEAR = 0.25
"""From this chance on a row that speaks of every word and holds both figures is the one asked for."""
_ROWS = 8


@dataclass(frozen=True, slots=True)
class Ends:
    """Two figures of one row: `first` less `second` is asked for. `over_time`: the first is the later."""

    pair: Pair
    over_time: bool


def of_two_kinds(question: Question) -> bool:
    """Does the question say by its words which two kinds of number of one row it holds against each other?"""
    text = question.text
    return bool(_TARGET.search(text) or (_SO_FAR.search(text) and _IN_ALL.search(text)))


def row_ends(question: Question, evidence: Evidence, library: Library) -> Ends | None:
    """The ends of the likeliest row that holds both; None where no likely row does."""
    terms = matter(question) or question.terms
    asking = part(question, terms, evidence, library, kinds=(), periods=())
    asking = replace(
        asking, timed="", relative=(), until=False, so_far=False, implied=(), total=question.total
    )
    for candidate in _rows(asking, evidence.rated(asking)):
        ends = _ends(question, candidate, evidence.reports[candidate.report])
        if ends is not None and ends.pair.subtracts:
            return ends
    return None


def _rows(asking: Question, evidence: Evidence) -> Iterator[FigureCandidate]:
    """The likely figures, one of each row, likeliest first."""
    seen: set[tuple[str, str]] = set()
    for candidate in figures(asking, evidence):
        place = (candidate.report, candidate.hit.statement.id)
        if place in seen or len(seen) == _ROWS:
            continue
        seen.add(place)
        near = (candidate.chance or 0.0) >= _NEAR and not candidate.cover.missing
        if answers(asking, candidate) or near:
            yield candidate


def _ends(question: Question, candidate: FigureCandidate, report: ReportSummary) -> Ends | None:
    row = _Row(question, candidate, report)
    if candidate.hit.statement.kind is StatementKind.SENTENCE:
        return row.within_sentence(_TARGET.search(question.text) is not None)
    text = question.text
    kinds = tuple(kind for kind in question.kinds if kind not in MOVES)
    periods = sorted(asked_periods(question, report), key=lambda period: period.end)
    if _UNUSED.search(text):
        return row.between(row.of_kind(_BUDGETS), row.of_kind((_K.ACTUAL, _K.FORECAST)))
    if _TARGET.search(text):
        return row.between(row.outcome(periods), row.of_kind((_K.TARGET,)))
    if _SO_FAR.search(text) and _IN_ALL.search(text):
        return row.between(row.of_kind((_K.FORECAST,)), row.of_kind((_K.ACTUAL,)))
    years = {(period.start.year, period.end.year) for period in periods}
    if len(years) >= 2:
        return row.between(row.of_period(periods[-1]), row.of_period(periods[0]), over_time=True)
    if len(kinds) >= 2:
        return row.between(row.of_kind(kinds[:1]), row.of_kind(kinds[1:]))
    if periods and kinds:
        return row.between(row.of_kind(kinds), row.of_period(periods[0]), over_time=True)
    if kinds or report.period is None:
        return None
    if periods and Relative.YEAR_BEFORE not in question.relative and not question.timed:
        asked = periods[0]
        if asked.end < report.period.start:
            return row.between(row.latest(asked), row.of_period(asked), over_time=True)
        return row.between(row.of_period(asked), row.before(asked), over_time=True)
    return row.between(row.of_period(report.period), row.before(report.period), over_time=True)


class _Row:
    """The figures of one row that are amounts of the unit asked for, not changes or shares of one."""

    def __init__(self, question: Question, base: FigureCandidate, report: ReportSummary) -> None:
        self._kinds = (None, _K.ACTUAL, *question.kinds)
        self._report = report
        self._base = base
        unit = question.unit or base.figure.unit
        self._figures = tuple(
            replace(base, figure=figure)
            for figure in base.hit.statement.figures
            if figure.column_kind not in (*MOVES, _K.SHARE) and figure.unit in (unit, None)
        )

    def between(
        self, first: FigureCandidate | None, second: FigureCandidate | None, over_time: bool = False
    ) -> Ends | None:
        if first is None or second is None or first.figure is second.figure:
            return None
        return Ends(Pair(first, second, 0.0), over_time)

    def within_sentence(self, targeted: bool) -> Ends | None:
        """A number and that of the year before it, or the target, in one sentence."""
        text = self._base.hit.statement.text
        at = 0
        placed: list[tuple[int, FigureCandidate]] = []
        for candidate in self._figures:
            found = text.find(candidate.figure.raw, at)
            if found >= 0:
                placed.append((found, candidate))
                at = found + len(candidate.figure.raw)
        for (_, one), (start, two) in pairwise(placed):
            before = text[max(0, start - 45) : start]
            if one.figure.unit != two.figure.unit:
                continue
            if targeted and (two.figure.column_kind is _K.TARGET or _AIMED.search(before)):
                return self.between(one, two)
            if not targeted and _BEFORE.search(before):
                return self.between(one, two, over_time=True)
        return None

    def of_period(self, period: Period) -> FigureCandidate | None:
        """The actual (or asked kind of) figure that fits the period best, the leftmost of equals; of a year
        that the report only plans what is planned for it."""
        own = self._report.period
        ahead = own is not None and (period.end > own.end or "talousarvio" in (self._report.kind or ""))
        kinds = (*self._kinds, *_PLANNED) if ahead else self._kinds
        fits = [
            (fit, -place, candidate)
            for place, candidate in enumerate(self._figures)
            if candidate.figure.period is not None
            and candidate.figure.column_kind in kinds
            and (fit := period_fit((period,), candidate.hit, candidate.figure, self._report))
        ]
        return max(fits, key=lambda item: item[:2])[2] if fits else None

    def of_kind(self, kinds: Sequence[ColumnKind]) -> FigureCandidate | None:
        ordered = (c for kind in kinds for c in self._figures if c.figure.column_kind is kind)
        return next(ordered, None)

    def outcome(self, periods: Sequence[Period]) -> FigureCandidate | None:
        """What came of it in the time asked, else in the report's own."""
        asked = periods[-1] if periods else self._report.period
        return (self.of_period(asked) if asked else None) or self.of_kind((_K.ACTUAL,))

    def latest(self, after: Period) -> FigureCandidate | None:
        later = [(p.end, c) for c in self._actual() if (p := c.figure.period) and p.end > after.end]
        return max(later, key=lambda item: item[0])[1] if later else None

    def before(self, period: Period) -> FigureCandidate | None:
        """The figure of the latest time before, of one as long where there is one."""
        earlier = [c for c in self._actual() if (p := c.figure.period) and p.end < period.end]
        alike = [c for c in earlier if (p := c.figure.period) and _length(p) == _length(period)]
        found = alike or earlier
        return max(found, key=lambda c: _end(c.figure), default=None)

    def _actual(self) -> Iterator[FigureCandidate]:
        return (c for c in self._figures if c.figure.column_kind in self._kinds)


def _end(figure: Figure) -> int:
    return figure.period.end.toordinal() if figure.period else 0


def _length(period: Period) -> int:
    """How long a time is, in months."""
    return round((period.end - period.start).days / 30)
