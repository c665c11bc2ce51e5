"""One figure in two reports of an organisation: how it was told first, and how it is told now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.contract import Library, ReportSummary
from ingest.periods import find_periods
from service.asking import Asked, asked_type
from service.choose import Evidence
from service.question import Question
from service.replies.base import Reply
from service.replies.combined import quantity
from service.replies.differences import change
from service.replies.open_questions import open_ended
from service.replies.parts import best_pair, found, matter, part
from service.replies.together import development, distance
from service.replies.trends import trend
from service.terms import Term

_Two = tuple[ReportSummary, ReportSummary]
_WITHIN_YEAR = re.compile(
    r"\bQ[1-4]|neljänne|kvartaal|kuun\b|kuusta\b|osavuosi|välikatsa|quarter|kvartal", re.IGNORECASE
)
_ORDINALS = ("ensimmäi", "toi(?:nen|se|sta|sen)", "kolma", "neljän(?:ne[nt]|nessä|teen|nestä)")
_REPORT = r"\w*(?:katsau|raport|seuranta)\w*"
_NUMBER = re.compile(rf"\b{_REPORT}\s*([1-4])\b|\bQ([1-4])\b|\b([1-4])\s*/\s*(?:20)?\d\d\b", re.IGNORECASE)
_QUARTER = re.compile(r"\b(\w+)\s+(?:vuosi)?neljänne\w+", re.IGNORECASE)
_OF_REPORTS = re.compile(
    rf"{_REPORT}|ensimmäi\w+|toi(?:nen|seen|sesta|sessa|sen)|kolma[ns]\w+|kahde\w+|kaksi|molem\w+"
    r"|(?:vuosi)?neljänne\w+|kevä\w+|kesä\w*|syksy\w*|tal[vw]e\w*|Q[1-4]|q[1-4]\S*|\w+kuun|\w+kuu(?:sta|hun|ssa)|lopussa|loppuun"
    r"|yksikön|kvartaal\w+|reports?|quarters?|rapport\w*|kvartal\w*|first|second|två|two",
    re.IGNORECASE,
)
"""Words that say which reports are meant."""
_HOW_MUCH = re.compile(
    r"\b(?:paljonko|kuinka paljon|montako|how much|hur mycket|mikä on ero\w*)\b", re.IGNORECASE
)


def across(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The same figure of the two reports that are meant, the change between them and its direction.
    None where one of them does not print the figure; without two such reports, what the question asks for
    within one."""
    both = reports_meant(question, tuple(evidence.reports.values()))
    if both is None:
        return _within_one(question, evidence, library)
    terms = tuple(term for term in matter(question) if not _says_reports(term))
    years = [p for p in question.periods if (p.end - p.start).days > 300]
    asking = part(question, terms, evidence, library, periods=years)
    sides = []
    for report in both:
        own = replace(evidence, hits=tuple(pair for pair in evidence.hits if pair[0].report == report.id))
        sides.append(found(asking, replace(own, newest=report.id)))
    pair = best_pair(asking, sides[0], asking, sides[1])
    if pair is None:
        return None
    if _HOW_MUCH.search(question.text):
        swapped = replace(pair, first=pair.second, second=pair.first)
        told = distance(question, evidence, swapped, signed=True, over_time=True)
        if told is not None:
            return told
    return development(question, evidence, pair)


def _within_one(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    asked = asked_type(question.text, but=(Asked.ACROSS,))
    within = replace(question, asked=asked)
    if asked is Asked.DIFFERENCE:
        return change(within, evidence, library)
    if asked is Asked.TREND:
        return trend(within, evidence, library)
    if asked in (Asked.AMOUNT, Asked.COUNT, Asked.PERCENT):
        return quantity(within, evidence, library)
    return open_ended(within, evidence, library)


def _says_reports(term: Term) -> bool:
    return _OF_REPORTS.fullmatch(term.word) is not None


def reports_meant(question: Question, reports: Sequence[ReportSummary]) -> _Two | None:
    """The two reports that a question sets side by side, the earlier first; None where there are none.

    They are of one organisation, unit and kind. Named by their quarters, months or numbers where the
    question does so; else the last two of the newest year that has two.
    """
    years = {period.end.year for period in question.periods}
    groups: dict[tuple[str | None, ...], list[ReportSummary]] = defaultdict(list)
    for report in reports:
        if report.period is not None:
            groups[report.organisation, report.unit, report.kind].append(report)
    for group in groups.values():
        group.sort(key=_end)
    made = [
        (named, _said(question, group[0]), _end(pair[1]), pair)
        for group in groups.values()
        for named, pair in _of_group(question, group, years)
    ]
    return max(made, key=lambda each: each[:3])[3] if made else None


def _said(question: Question, report: ReportSummary) -> bool:
    """Whether the question names the kind of the report."""
    stem = (report.kind or "")[:10].casefold()
    return bool(stem) and stem in question.text.casefold()


def _of_group(
    question: Question, group: Sequence[ReportSummary], years: set[int]
) -> Iterator[tuple[bool, _Two]]:
    """The two of the newest year that has two, those that the question names if it does; without such a
    year the last two of all, where no quarter is named."""
    for year in sorted({_end(report)[0] for report in group}, reverse=True):
        of_year = [report for report in group if _end(report)[0] == year]
        if len(of_year) > 1 and (not years or year in years):
            named = _named(question, of_year, year)
            if named is not None or not _months(question, year):
                yield named is not None, named or (of_year[-2], of_year[-1])
            return
    if len(group) > 1 and not _WITHIN_YEAR.search(question.text):
        yield False, (group[-2], group[-1])


def _named(question: Question, group: Sequence[ReportSummary], year: int) -> _Two | None:
    """The two of a year's reports that the question names."""
    quarter = _QUARTER.search(question.text)
    if quarter:
        place = next(
            (n for n, stem in enumerate(_ORDINALS) if re.match(stem, quarter[1], re.IGNORECASE)), None
        )
        return (group[place - 1], group[place]) if place and place < len(group) else None
    ends = _months(question, year)
    timed = [report for report in group if _end(report)[:2] in ends]
    if len(timed) == 2:
        return timed[0], timed[1]
    numbers = [int(next(filter(None, match.groups()))) for match in _NUMBER.finditer(question.text)]
    numbers += [
        n for n, stem in enumerate(_ORDINALS, 1) if re.search(rf"\b{stem}", question.text, re.IGNORECASE)
    ]
    places = sorted({number - 1 for number in numbers if number <= len(group)})
    return (group[places[0]], group[places[-1]]) if len(places) > 1 else None


def _months(question: Question, year: int) -> set[tuple[int, int]]:
    """The months at which the times that a question names begin and end, whole years apart."""
    periods = [mention.period for mention in find_periods(question.text, year)]
    parts = [period for period in periods if (period.end - period.start).days < 300]
    return {(day.year, day.month) for period in parts for day in (period.start, period.end)}


def _end(report: ReportSummary) -> tuple[int, int, int]:
    assert report.period is not None
    end = report.period.end
    return end.year, end.month, end.day
