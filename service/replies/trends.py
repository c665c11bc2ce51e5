"""How a figure developed: what is printed of it for each year asked, and the change between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.contract import Library
from ingest.periods import year_period
from ingest.records import Period
from service.asking import Asked
from service.choose import Evidence, FigureCandidate, figures
from service.fitting import asked_periods
from service.question import Question
from service.replies.base import Reply
from service.replies.open_questions import open_ended
from service.replies.parts import Pair, best_pair, likely, matter, part
from service.replies.together import development

_MOST_YEARS = 8


def trend(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The figure for each year asked (without any, this year and the one before), the change and its
    direction. None where one of the years that were named is not there."""
    named = years_asked(question, evidence)
    for years in (named,) if len(named) > 1 else _years_by_itself(named, evidence):
        reply = _over(question, evidence, library, years)
        if reply is not None:
            return reply
    if len(named) > 1:
        return None
    return open_ended(replace(question, asked=Asked.OPEN), evidence, library)


def years_asked(question: Question, evidence: Evidence) -> tuple[int, ...]:
    """The years named, in order; of a stretch of years each one."""
    newest = evidence.reports.get(evidence.newest or "")
    periods: Sequence[Period] = asked_periods(question, newest) if newest else question.periods
    years = {year for period in periods for year in range(period.start.year, period.end.year + 1)}
    return tuple(sorted(years))[:_MOST_YEARS]


def _years_by_itself(named: Sequence[int], evidence: Evidence) -> list[tuple[int, ...]]:
    """The years between which one asks who names at most one: up to the report's, or the year before."""
    report = evidence.reports.get(evidence.newest or "")
    if report is None or report.period is None:
        return []
    own = report.period.end.year
    if not named or named[0] == own:
        return [(own - 1, own)]
    return [(min(named[0], own), max(named[0], own))]


def _over(question: Question, evidence: Evidence, library: Library, years: Sequence[int]) -> Reply | None:
    whole = part(question, matter(question), evidence, library, periods=())
    rated = evidence.rated(whole)
    by_year = [_of_year(whole, rated, year) for year in years]
    one, two = (replace(whole, periods=(year_period(year),)) for year in (years[0], years[-1]))
    pair = best_pair(one, by_year[0], two, by_year[-1], one_row=True)
    if pair is None:
        return None
    between = [
        best
        for found in by_year[1:-1]
        if (best := next((c for c in found if _belongs(c, pair)), None)) is not None
    ]
    return development(question, evidence, pair, *between)


def _of_year(question: Question, rated: Evidence, year: int) -> tuple[FigureCandidate, ...]:
    of_year = replace(question, periods=(year_period(year),))
    return likely(of_year, figures(of_year, rated))


def _belongs(candidate: FigureCandidate, pair: Pair) -> bool:
    """Whether a figure of a year between stands in the row of the others."""
    ends = (pair.first, pair.second)
    return any(candidate.hit.statement.id == end.hit.statement.id for end in ends) and all(
        candidate.figure.unit == end.figure.unit for end in ends
    )
