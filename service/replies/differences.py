"""The reply with a change or a difference: the one printed, else computed with its operands shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from index.contract import Library, ReportSummary
from ingest.records import ColumnKind, FigureKind, Period
from service.asking import Asked
from service.choose import Candidate, Evidence, FigureCandidate, figures
from service.citations import Citations
from service.fitting import asked_periods, period_fit
from service.question import Question
from service.records import AnswerFigure
from service.replies.amounts import amount
from service.replies.base import Reply, answers, rows
from service.replies.combined import combined
from service.replies.parts import best_pair, found, matter
from service.replies.sides import SUBTRACTED, Sides, sides
from service.replies.together import distance, in_time, printed_change
from service.texts import say
from service.wording import bracketed, difference, named, number_text, stated

_Pair = tuple[FigureCandidate, FigureCandidate]
_UNUSED = re.compile(r"käyttämättä", re.IGNORECASE)
_READINGS = 4
"""So many readings of a question's two sides are tried."""
_MOVES = (ColumnKind.CHANGE, ColumnKind.DEVIATION)
_BUDGETS = (ColumnKind.AMENDED_BUDGET, ColumnKind.BUDGET)


def change(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """A change or difference: printed if the report prints it, else computed from two of its cells."""
    two_things = False
    if question.unit != "%":  # a change in per cent is quoted, not computed
        for read in islice(sides(question, evidence, library), _READINGS):
            two_things = two_things or not read.alike
            told = _between(question, read, evidence)
            if told is not None:
                return told
    if two_things:
        return combined(question, evidence, library)
    asking = replace(question, terms=matter(question) or question.terms)
    if question.unit == "%":
        return _printed_change(asking, evidence, library)
    rated = evidence.rated(asking)
    computed = _difference(asking, rated)
    direct = _printed_change(question, evidence, library)
    if computed is None or (direct is not None and direct.confidence > computed.confidence):
        return direct or amount(replace(question, asked=Asked.AMOUNT), evidence, library)
    return computed


def _between(question: Question, read: Sides, evidence: Evidence) -> Reply | None:
    """The difference of the two figures that the sides of a question ask for."""
    one, two = read.first, read.second
    firsts, seconds = found(one, evidence), found(two, evidence)
    same_period = not read.alike and one.periods == two.periods
    pair = best_pair(one, firsts, two, seconds, one_row=read.alike, same_period=same_period)
    if pair is None:
        return None
    if not read.alike:
        return distance(question, evidence, pair, signed=SUBTRACTED.search(question.text) is not None)
    pair = in_time(pair)
    return printed_change(question, evidence, pair) or distance(
        question, evidence, pair, signed=True, over_time=True
    )


def _printed_change(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    wanted = (ColumnKind.CHANGE, ColumnKind.DEVIATION) if not question.kinds else question.kinds
    asking = replace(question, asked=Asked.AMOUNT, kinds=wanted)
    found = [c for c in figures(asking, evidence) if answers(question, c)]
    if found and (
        found[0].figure.kind is FigureKind.TEXT or found[0].figure.column_kind is ColumnKind.CHANGE
    ):
        return amount(asking, evidence, library)
    return None


def _difference(question: Question, evidence: Evidence) -> Reply | None:
    for base in rows(question, evidence):
        pair = _ends(question, base, evidence)
        if pair is None:
            continue
        later, earlier = pair
        citations = Citations(evidence.reports)
        second, first = stated(later, citations), stated(earlier, citations)
        result = difference(second, first)
        text = _difference_text(question, later, earlier, result, citations)
        sure = max(0.05, min(0.95, 0.3 + 0.6 * base.cover.total))
        return Reply(text, (result, second, first), citations.all, sure)
    return None


def _difference_text(
    question: Question,
    later: FigureCandidate,
    earlier: FigureCandidate,
    result: AnswerFigure,
    citations: Citations,
) -> str:
    language = question.language
    shown = number_text(replace(later.figure, raw=result.raw, qualifier=None), language)
    sides = f"{later.figure.raw} − {bracketed(earlier.figure.raw)}"
    text = f"{say('answer.difference', language, result=shown)} = {sides}"
    what = f"{named(later.hit.statement, later.figure)}; {earlier.figure.column or ''}".rstrip("; ")
    row = citations.statement(later.report, later.hit.statement)
    text = f"{text} ({what}) [{row}]"
    more = [
        *citations.support(later.report, later.figure, text),
        *citations.support(earlier.report, earlier.figure, text),
    ]
    return text + "".join(f"[{number}]" for number in dict.fromkeys(more))


def _ends(question: Question, base: Candidate, evidence: Evidence) -> _Pair | None:
    """The two figures of one row between which the question asks: (later, earlier)."""
    report = evidence.reports[base.report]
    row = _Row(question, base, report)
    periods = sorted(asked_periods(question, report), key=lambda period: period.end)
    kinds = tuple(kind for kind in question.kinds if kind not in _MOVES)
    later = earlier = None
    if _UNUSED.search(question.text):
        later, earlier = row.of_kind(_BUDGETS), row.of_kind((ColumnKind.ACTUAL, ColumnKind.FORECAST))
    elif len(periods) >= 2:
        earlier, later = row.of_period(periods[0]), row.of_period(periods[-1])
    elif periods and kinds:
        earlier, later = row.of_period(periods[0]), row.of_kind(kinds)
    elif periods and report.period is not None and periods[0].end < report.period.start:
        earlier, later = row.of_period(periods[0]), row.latest(periods[0])
    elif periods:
        later, earlier = row.of_period(periods[0]), row.before(periods[0])
    elif len(kinds) >= 2:
        later, earlier = row.of_kind(kinds[:1]), row.of_kind(kinds[1:])
    elif not kinds and report.period is not None:
        later = row.of_period(report.period)
        earlier = row.before(report.period)
    if later is None or earlier is None or later.figure == earlier.figure:
        return None
    same = (later.figure.unit, later.figure.scale) == (earlier.figure.unit, earlier.figure.scale)
    return (later, earlier) if same else None


class _Row:
    """The figures of one row that are amounts, not changes or shares of one."""

    def __init__(self, question: Question, base: Candidate, report: ReportSummary) -> None:
        self._kinds = (None, ColumnKind.ACTUAL, *question.kinds)
        self._report = report
        self._figures = [
            FigureCandidate(base.hit, base.score, base.cover, figure)
            for figure in base.hit.statement.figures
            if figure.column_kind not in (*_MOVES, ColumnKind.SHARE)
        ]

    def of_period(self, period: Period) -> FigureCandidate | None:
        """The actual (or asked kind of) figure that fits the period best, the leftmost of equals."""
        fits = [
            (fit, -place, candidate)
            for place, candidate in enumerate(self._figures)
            if candidate.figure.period is not None
            and candidate.figure.column_kind in self._kinds
            and (fit := period_fit((period,), candidate.hit, candidate.figure, self._report))
        ]
        return max(fits, key=lambda item: item[:2])[2] if fits else None

    def of_kind(self, kinds: Sequence[ColumnKind]) -> FigureCandidate | None:
        ordered = (c for kind in kinds for c in self._figures if c.figure.column_kind is kind)
        return next(ordered, None)

    def latest(self, after: Period) -> FigureCandidate | None:
        later = [(p.end, c) for c in self._figures if (p := c.figure.period) and p.end > after.end]
        return max(later, key=lambda item: item[0])[1] if later else None

    def before(self, period: Period) -> FigureCandidate | None:
        return next((c for c in self._figures if (p := c.figure.period) and p.end < period.end), None)
