"""The period that a report is about, and the period that a person gives on the command line."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from datetime import date

from ingest.errors import LukuError
from ingest.periods import find_periods, year_period
from ingest.records import Period
from ingest.report_kinds import ANY_KIND

_WHOLE_YEAR = frozenset({
    "tilinpäätös", "toimintakertomus", "talousarvio", "taloussuunnitelma", "käyttösuunnitelma",
    "arviointikertomus", "henkilöstökertomus", "tarkastuskertomus",
})  # fmt: skip
_MEETING = re.compile(
    r"hallitu[sk]|valtuusto|lautakun|jaosto|johtoryhmä|kokous|hyväksy|käsitel|päiv[iä]ty|allekirj|styrelse|fullmäktige|§",
    re.IGNORECASE,
)
_FILE_QUARTER = re.compile(
    r"\b(?:q\s?([1-4])\s?((?:19|20)\d\d)|((?:19|20)\d\d)\s?q\s?([1-4]))\b", re.IGNORECASE
)
_FILE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_QUARTER = re.compile(r"(?:Q|q)\s?([1-4])\s?/\s?((?:19|20)\d\d)|((?:19|20)\d\d)\s?-?\s?[Qq]([1-4])")
_DATES = re.compile(r"(\d{4}-\d\d-\d\d)\s*(?:\.\.|–|/)\s*(\d{4}-\d\d-\d\d)")
_NUMBERED = re.compile(r"(?<![\d.–-])(?:[1-4]|I{1,3}|IV)\s?/\s?(?:19|20)\d\d")
_OFTEN = 3
"""So many times a text has to name a stretch of months for it to be the report's."""


def report_period(
    titles: Sequence[str], others: Sequence[str], stem: str, kind: str | None, text: str = ""
) -> Period | None:
    """The period of a report of this kind: from its title lines, then from other lines that
    describe the whole (metadata, running headers), then from the file name.

    Dates of meetings and signatures are no periods. Accounts and budgets are about whole years;
    a follow-up dated "31.3.2025" runs from the year's first day. Which months "Osavuosikatsaus 2/2025" is
    about only other lines tell, or else the `text`, by the stretch from the year's start that it names most.
    """
    found: list[Period] = []
    numbered = False
    for lines in (titles, others):
        named = [line for line in lines if ANY_KIND.search(line)]
        rest = [line for line in lines if not ANY_KIND.search(line) and not _MEETING.search(line)]
        for line in (*named, *rest):
            period = _best(line, kind)
            if period is not None:
                numbered = numbered or (not found and _NUMBERED.search(line) is not None)
                found.append(period)
    if not found:
        return _from_file_name(stem)
    first = found[0]
    if not (numbered and _by_number(first)):
        return first
    exact = [period for period in found if _from_start(period, first)]
    named_most = Counter(
        mention.period for mention in find_periods(text) if _from_start(mention.period, first)
    ).most_common(1)
    return exact[0] if exact else named_most[0][0] if named_most and named_most[0][1] >= _OFTEN else first


def _by_number(period: Period) -> bool:
    """Is it the n-th report of a year, whose months the number does not tell?"""
    return re.fullmatch(r"(?:[1-4]|I{1,3}|IV)/\d{4}", period.label) is not None


def _from_start(period: Period, report: Period) -> bool:
    """Is it a stretch of whole months from the start of the report's year?"""
    year = report.end.year
    whole = _ends_month(period.end) and period.end.year == year and not _is_year(period)
    return whole and period.start == date(year, 1, 1) and not _by_number(period)


def _best(line: str, kind: str | None) -> Period | None:
    periods = [mention.period for mention in find_periods(line)]
    if kind in _WHOLE_YEAR:
        years = [period for period in periods if _is_year(period)]
        if years:
            return years[0]
        ends = [period for period in periods if (period.end.month, period.end.day) == (12, 31)]
        return year_period(ends[0].end.year) if ends else None
    parts = [period for period in periods if not _is_year(period) and period.start != period.end]
    if parts:
        return next((period for period in parts if not _by_number(period)), parts[0])
    ends = [period for period in periods if period.start == period.end and _ends_month(period.end)]
    if ends:
        return months(ends[0].end.year, 1, ends[0].end.month)
    return next((period for period in periods if _is_year(period)), None)


def _is_year(period: Period) -> bool:
    first, last = period.start, period.end
    return (first.year, first.month, first.day, last.month, last.day) == (last.year, 1, 1, 12, 31)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _from_file_name(stem: str) -> Period | None:
    found = _FILE_QUARTER.search(stem)
    if found:
        return quarter(int(found[2] or found[3]), int(found[1] or found[4]))
    if not stem:
        return None
    years = _FILE_YEAR.findall(stem)
    return year_period(int(years[0])) if years else None


def parse_period_override(text: str) -> Period:
    """A period as a person gives it: "2024", "Q1/2025", "3/2025", "2025-01-01..2025-03-31", or any
    form that reports use. Raises LukuError `bad_period` when it is none of these."""
    wanted = " ".join(text.split())
    dates = _DATES.fullmatch(wanted)
    if dates:
        try:
            start, end = date.fromisoformat(dates[1]), date.fromisoformat(dates[2])
        except ValueError:
            raise _bad_period(text) from None
        if start > end:
            raise _bad_period(text)
        return _labelled(start, end)
    found = _QUARTER.fullmatch(wanted)
    if found:
        return quarter(int(found[2] or found[3]), int(found[1] or found[4]))
    if re.fullmatch(r"(?:19|20)\d\d", wanted):
        return year_period(int(wanted))
    mentions = find_periods(wanted)
    if len(mentions) == 1 and mentions[0].start == 0 and mentions[0].end == len(wanted):
        return mentions[0].period
    raise _bad_period(text)


def _bad_period(text: str) -> LukuError:
    return LukuError(
        "bad_period",
        f"”{text}” ei ole jakso. Anna se muodossa 2024, Q1/2025, 3/2025 tai 2025-01-01..2025-03-31.",
        period=text,
    )


def quarter(number: int, which: int) -> Period:
    part = months(number, 3 * which - 2, 3 * which)
    return Period(f"Q{which}/{number}", part.start, part.end)


def months(number: int, first: int, last: int) -> Period:
    """Whole months of one year, labelled "1–3/2025" (or "3/2025", or the year itself)."""
    start, end = date(number, first, 1), date(number, last, monthrange(number, last)[1])
    if (first, last) == (1, 12):
        return year_period(number)
    return Period(f"{first}/{number}" if first == last else f"{first}–{last}/{number}", start, end)


def _labelled(start: date, end: date) -> Period:
    if start.year == end.year and start.day == 1 and _ends_month(end):
        if start.month % 3 == 1 and end.month == start.month + 2:
            return quarter(start.year, end.month // 3)
        return months(start.year, start.month, end.month)
    if start == end:
        return Period(f"{start.day}.{start.month}.{start.year}", start, end)
    return Period(f"{start.day}.{start.month}.{start.year}–{end.day}.{end.month}.{end.year}", start, end)
