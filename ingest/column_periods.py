"""Which period a column header names: in full, in pieces on several lines, or by ordinary words.

Headers are shorter than prose: "1–8/25", "tammi–elo 25", a month over a year. Words that count from
the report's own period ("viime vuonna", "kumulatiivinen") mean something only where that is known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ingest.periods import find_periods, months_period, year_period
from ingest.records import Period

_FINNISH = (
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu",
)  # fmt: skip
_STEM = "|".join(_FINNISH)
_SHORT = re.compile(
    rf"(?P<lead>(?<![\w.,/])(?:(?:0?[1-9]|1[0-2])\s?[-–]\s?)?(?:0?[1-9]|1[0-2])\s?/\s?"
    rf"|(?<!\w)(?:(?:{_STEM})(?:kuu)?\s?[-–]\s?)?(?:{_STEM})(?:kuu)?[\s/-]\s?'?)(?P<year>[1-4]\d)(?![\w.,/%])",
    re.IGNORECASE,
)
_NEAR_YEARS = 12  # a short year further from the report's is no year
_PREVIOUS = re.compile(
    r"(?<!\w)(?:viime\s+vuo\w+|ed(?:ell(?:inen|isen)|\.)?\s?(?:vuo(?:si|nna|den)|v\.?|tilikausi)|edv\.?|tilikausi\s+ed\w*"
    r"|vuosi\s+sitten|vuotta\s+aie?mmin|vertailu(?:vuosi|kausi|jakso)|för\s+ett\s+år\s+sedan|föregående\s+år|i\s+fjol|(?:previous|prior|last)\s+(?:financial\s+)?year)(?!\w)",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"(?<!\w)(?:tänä\s+vuonna|kuluva\s+vuosi|koko\s+vuo(?:si|nna|den)|vuosi\s+yhteensä|vuoden\s+lopussa|12\s?kk"
    r"|^\W*tilikausi\W*$|detta\s+år|i\s+år|hela\s+året|this\s+year|current\s+year|full\s+year)(?!\w)",
    re.IGNORECASE,
)
_SO_FAR = re.compile(
    r"(?<!\w)(?:kumul(?:atiivinen|atiivisesti|oitu\w*|\.)?|kum\.?|vuoden\s+alusta|alkuvuosi|ack(?:umulerad\w*|\.)?"
    r"|ytd|year[\s-]to[\s-]date|cumulative)(?!\w)",
    re.IGNORECASE,
)
_THAT_MONTH = re.compile(r"\W*(?:kuukausi|kk|kuukauden aikana|månad|month)\W*", re.IGNORECASE)
_MONTHS_LONG = re.compile(r"(?<![\d.,–-])(?P<months>\d{1,2})\s?kk(?!\w)", re.IGNORECASE)
_NOW = re.compile(r"\W*(?:nyt|tilanne\s+nyt|nu|now)\W*", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"\W*(?P<month>{_STEM})(?:kuu)?\.?\W*", re.IGNORECASE)
_PART_ALONE = re.compile(r"(?<![\w/])(?P<letter>[HT])(?P<part>[1-3])(?![\w/])")
_QUARTERS = re.compile(
    r"(?<!\w)Q1\s?[-–]\s?Q(?P<last>[2-4])(?:\s?/\s?(?P<year>20\d\d))?(?!\w)"
    r"|(?<!\w)I\s?[-–]\s?(?P<roman>II|III|IV)\s?/\s?(?P<roman_year>20\d\d)(?!\w)"
)
_COMPARED = re.compile(
    r"(?<![\d.])(?P<a>(?:20)?\d\d)\s?(?:[-–/]|vs\.?|→)\s?(?P<b>(?:20)?\d\d)(?![\d.,/])", re.IGNORECASE
)


def compared_years(header: str) -> bool:
    """Whether a header holds one year against another, the later first: "2025–2024", "2025/2024"."""
    match = _COMPARED.search(header)
    if match is None or len(match["a"]) != len(match["b"]) or len(match["a"]) != 4:
        return False
    return int(match["a"]) > int(match["b"])


def header_period(header: str, report_period: Period | None) -> Period | None:
    """The one period that a header names; of nested ones the narrowest, of several unlike ones none."""
    if compared_years(header):
        return None
    report_year = report_period.end.year if report_period else None
    text = with_full_years(header, report_year)
    named = {mention.period for mention in find_periods(text)}
    quarters = _quarters(text, report_year)
    if quarters is not None:
        return quarters
    years = [period for period in named if period == year_period(period.start.year)]
    if len(named) == 1 and years:
        return _within(text, years[0]) or years[0]
    if named:
        return _innermost(named)
    completed = {mention.period for mention in find_periods(text, report_year)}
    part = _part(text, report_year) if report_year else None
    return _by_words(text, report_period) or _innermost(completed) or part


def with_full_years(header: str, report_year: int | None = None) -> str:
    """A header with its short years in full: "1–8/25" -> "1–8/2025"; none far from `report_year`."""
    return _SHORT.sub(lambda match: _with_full_year(match, report_year), header)


def _innermost(periods: set[Period]) -> Period | None:
    inner = [
        period
        for period in periods
        if all(other.start <= period.start and period.end <= other.end for other in periods)
    ]
    return inner[0] if len(inner) == 1 else None


def _with_full_year(match: re.Match[str], report_year: int | None) -> str:
    year = 2000 + int(match["year"])
    if report_year is not None and abs(year - report_year) > _NEAR_YEARS:
        return match.group()
    lead = match["lead"].rstrip("'- \u2013/")
    return f"{lead}{'/' if lead[-1].isdigit() else ' '}{year}"


def _within(text: str, year: Period) -> Period | None:
    """What a header says of a year besides it: "Tammi–elo" over "2025", "1.1.–30.9." beside it.

    Bare numbers count only from the year's start ("1–8"): "luokat 3–6" is no stretch of months.
    """
    found = set()
    for mention in find_periods(text, year.start.year):
        words = text[mention.start : mention.end]
        after = text[mention.end : mention.end + 2].strip()[:1]
        bare = re.fullmatch(r"0?(\d{1,2})\s?[-–]\s?\d{1,2}", words)
        if mention.period != year and not (bare and (int(bare[1]) != 1 or after.isalpha())):
            found.add(mention.period)
    month = _MONTH_ALONE.fullmatch(re.sub(r"\d{4}", "", text))
    if month:
        number = _FINNISH.index(month["month"].lower()) + 1
        found.add(months_period(number, number, year.start.year))
    part = _part(text, year.start.year)
    return _innermost(found | ({part} if part else set()))


def _part(text: str, year: int) -> Period | None:
    """ "H1" or "T2" in a header with a year of its own."""
    match = _PART_ALONE.search(text)
    if match is None or (match["letter"] == "H" and match["part"] == "3"):
        return None
    length = {"H": 6, "T": 4}[match["letter"]]
    part = int(match["part"])
    months = months_period(length * (part - 1) + 1, length * part, year)
    return Period(f"{match['letter']}{part}/{year}", months.start, months.end)


def _quarters(text: str, year: int | None) -> Period | None:
    """The quarters from the year's start: "Q1–Q3", "I–III/2025"."""
    match = _QUARTERS.search(text)
    if match is None:
        return None
    printed = match["year"] or match["roman_year"]
    named = {mention.period.end.year for mention in find_periods(text)}
    of_year = int(printed) if printed else next(iter(named)) if len(named) == 1 else year
    if of_year is None:
        return None
    last = int(match["last"]) if match["last"] else len(match["roman"].replace("IV", "IIII"))
    return months_period(1, 3 * last, of_year)


def _by_words(text: str, report: Period | None) -> Period | None:
    if report is None:
        return None
    year = report.end.year
    if _PREVIOUS.search(text):
        return year_period(year - 1)
    if _NOW.fullmatch(text):
        return report
    long = _MONTHS_LONG.search(text)
    if long and int(long["months"]) in (report.end.month, 12):
        return months_period(1, int(long["months"]), year)
    if _THIS.search(text):
        return year_period(year)
    whole_month = report.end.day == monthrange(year, report.end.month)[1]
    if _SO_FAR.search(text) and whole_month:
        return months_period(1, report.end.month, year)
    if _THAT_MONTH.fullmatch(text) and whole_month and report.start <= date(year, report.end.month, 1):
        return months_period(report.end.month, report.end.month, year)
    return None


def month_alone(header: str) -> int | None:
    """The month that a header names and nothing else: "Tammi", "Elo."; the caller knows the year."""
    match = _MONTH_ALONE.fullmatch(header)
    return _FINNISH.index(match["month"].lower()) + 1 if match else None
