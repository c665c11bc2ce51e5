"""Periods as reports name them: years, quarters, months, days, and stretches between them.

Everything comes out as a `Period` with both days included and a label of one form whatever was
printed: year "2025", quarter "Q1/2025", half "H1/2025", third "T1/2025", month "3/2025", day
"31.3.2025", range "1–3/2025" or "2024–2026". Only what names its year is a period; a bare
"31.3." or "tammi-maaliskuussa" is one where the caller says which year is meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.records import Period
from ingest.units import SPACES, unit_after_number


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period and the characters [start, end) of the text that name it."""

    period: Period
    start: int
    end: int


# --- making periods ------------------------------------------------------------------------------


def year_period(year: int) -> Period:
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def months_period(first: int, last: int, year: int) -> Period:
    """Whole months of one year. All twelve are the year itself, one is that month."""
    if (first, last) == (1, 12):
        return year_period(year)
    label = f"{first}/{year}" if first == last else f"{first}–{last}/{year}"
    return Period(label, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def quarter_period(quarter: int, year: int) -> Period:
    months = months_period(3 * quarter - 2, 3 * quarter, year)
    return Period(f"Q{quarter}/{year}", months.start, months.end)


def _part_period(letter: str, part: int, year: int) -> Period:
    length = {"H": 6, "T": 4}[letter]
    months = months_period(length * (part - 1) + 1, length * part, year)
    return Period(f"{letter}{part}/{year}", months.start, months.end)


def day_period(day: date) -> Period:
    return Period(f"{day.day}.{day.month}.{day.year}", day, day)


def days_period(first: date, last: date) -> Period | None:
    """From one day to another: named by its months or year where it is made of whole ones."""
    if last < first:
        return None
    if first == last:
        return day_period(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and first.year == last.year:
        return months_period(first.month, last.month, first.year)
    if whole_months and first.month == 1 and last.month == 12:
        return Period(f"{first.year}–{last.year}", first, last)
    same_year = first.year == last.year
    head = f"{first.day}.{first.month}." + ("" if same_year else str(first.year))
    return Period(f"{head}–{last.day}.{last.month}.{last.year}", first, last)


# --- vocabulary ----------------------------------------------------------------------------------

_FINNISH_MONTHS = (
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu",
)  # fmt: skip
_SWEDISH_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
    "november", "december",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH_NUMBERS = {
    name: number
    for names in (_FINNISH_MONTHS, _SWEDISH_MONTHS, _ENGLISH_MONTHS)
    for number, name in enumerate(names, start=1)
}
_ORDINALS = {
    "ensimmäi": 1, "toi": 2, "kolma": 3, "neljä": 4, "viimei": 4,
    "första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
    "iv": 4, "iii": 3, "ii": 2, "i": 1,
}  # fmt: skip

_DASH = r"\s?[-\u2010\u2011\u2012\u2013\u2014\u2212]\s?"
_FI = "|".join(_FINNISH_MONTHS)
_OTHER = "|".join((*_SWEDISH_MONTHS, *_ENGLISH_MONTHS))
_MONTH = rf"(?:(?:{_FI})kuu(?:ta|n|ssa|sta|hun|lle|lla|ksi)?|{_OTHER})"
_MONTH_HEAD = rf"(?:{_FI}|{_OTHER})(?:kuu(?:n|ta|ssa|sta)?)?"
_MONTH_TAIL = rf"(?:(?:{_FI})(?:kuu(?:ta|n|ssa|sta|hun|lle|lla|ksi)?)?|{_OTHER})"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_SHORT_YEAR = rf"(?:{_YEAR}|[123]\d(?![\d.,]|\s?[%€]|[{SPACES}]\d{{3}}(?!\d)))"
_YEAR_WORD = r"vuo(?:den|nna|si|tta|delta|delle|desta|della|teen|sina|sien|sia|silta|sille|silla|sista|siin)"
_OF_YEAR = rf"(?:{_YEAR_WORD}\s+|v\.\s?)"
_ORDINAL = (
    r"(?:[1-4]\.|ensimmäi\w+|toi(?:nen|sen|sella|sen|selta|sesta|sessa)|kolma(?:s|nnen|nnella|nnes)|neljä(?:s|nnen|nnellä)"
    r"|viimei\w+|första|andra|tredje|fjärde|first|second|third|fourth|iv|iii|ii|i)"
)
_QUARTER_WORD = r"(?:(?:vuosi)?neljänne\w*|kvartaal\w*|kvartal\w*|quarters?)"
_HALF_WORD = r"(?:puolivuo\w*|puoliskol?\w*|vuosipuolisko\w*|halvår\w*|half(?:-year)?)"
_THIRD_WORD = r"(?:(?:vuosi)?kolmannes\w*|kolmanneksel\w*|kolmanneks\w*|tertiaal\w*|tertial\w*)"
_SEASONS = {"kevä": (3, 5), "kesä": (6, 8), "syks": (9, 11), "vår": (3, 5), "höst": (9, 11), "spring": (3, 5),
            "autumn": (9, 11)}  # fmt: skip
_SEASON = (
    r"(?:kevä(?:t|än|ällä|ästä|ksi|älle|äseen)|kesä(?:n|llä|stä|lle|ksi)?|syks(?:y|yn|yllä|ystä|ylle|yksi)"
    r"|våren|hösten|spring|autumn)"
)


def _full_year(printed: str) -> int:
    return int(printed) if len(printed) == 4 else 2000 + int(printed)


def _month_number(printed: str) -> int:
    word = printed.lower()
    if word in _MONTH_NUMBERS:
        return _MONTH_NUMBERS[word]
    stem = re.sub(r"kuu\w*$", "", word)
    return _MONTH_NUMBERS.get(stem, 0)


def _ordinal(printed: str) -> int:
    if printed[0].isdigit():
        return int(printed[0])
    word = printed.lower()
    if word in {"i", "ii", "iii", "iv"}:
        return _ORDINALS[word]
    return next(number for stem, number in _ORDINALS.items() if word.startswith(stem))


def _month_range(first: int, last: int, year: int) -> Period | None:
    return months_period(first, last, year) if 1 <= first <= last <= 12 else None


# --- readers: a pattern and what it means; the first that fits at a place wins ---------------------

_Reader = Callable[[re.Match[str], int | None], Period | None]


def _year_of(match: re.Match[str], fallback: int | None) -> int | None:
    groups = match.groupdict()
    printed = groups.get("y") or groups.get("y0")
    return _full_year(printed) if printed else fallback


def _read_days(match: re.Match[str], fallback: int | None) -> Period | None:
    last_year = _year_of(match, fallback)
    if last_year is None:
        return None
    first_year = _full_year(match["y1"]) if match.groupdict().get("y1") else last_year
    last = date(last_year, int(match["m"]), int(match["d"]))
    if match.groupdict().get("d1") is None:
        return day_period(last)
    first_month = int(match["m1"]) if match["m1"] else last.month
    return days_period(date(first_year, first_month, int(match["d1"])), last)


def _read_turn(match: re.Match[str], fallback: int | None) -> Period | None:
    """ "Vuodenvaihteessa 2024–2025": the last day of the first of the years."""
    return day_period(date(int(match["y"]), 12, 31))


def _read_iso(match: re.Match[str], fallback: int | None) -> Period | None:
    return day_period(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _read_named_day(match: re.Match[str], fallback: int | None) -> Period | None:
    year = _year_of(match, fallback)
    month = _month_number(match["m"])
    return day_period(date(year, month, int(match["d"]))) if year and month else None


def _read_quarter(match: re.Match[str], fallback: int | None) -> Period | None:
    if _is_short_amount(match):
        return None
    year = _year_of(match, fallback)
    return quarter_period(int(match["q"]), year) if year else None


def _read_named_quarter(match: re.Match[str], fallback: int | None) -> Period | None:
    year = _year_of(match, fallback)
    return quarter_period(_ordinal(match["o"]), year) if year else None


def _read_named_half(match: re.Match[str], fallback: int | None) -> Period | None:
    year, half = _year_of(match, fallback), _ordinal(match["o"])
    return _part_period("H", min(half, 2), year) if year else None


def _read_named_third(match: re.Match[str], fallback: int | None) -> Period | None:
    year, third = _year_of(match, fallback), _ordinal(match["o"])
    return _part_period("T", third, year) if year and third <= 3 else None


def _read_half_report(match: re.Match[str], fallback: int | None) -> Period | None:
    year = _year_of(match, fallback)
    return _part_period("H", 1, year) if year else None


def _read_half(match: re.Match[str], fallback: int | None) -> Period | None:
    year = _year_of(match, fallback)
    return _part_period(match["letter"].upper(), int(match["q"]), year) if year else None


def _read_interim(match: re.Match[str], fallback: int | None) -> Period | None:
    """ "Osavuosikatsaus 2/2025": the n-th review of the year, labelled as printed.

    Which months it covers the number does not say; taken as the quarters up to it, counted from
    the year's start, as most such reviews are cumulative.
    """
    year = _year_of(match, fallback)
    if year is None:
        return None
    number = _ordinal(match["o"])
    return Period(f"{match['o']}/{year}", date(year, 1, 1), months_period(1, 3 * number, year).end)


def _read_thirdly(match: re.Match[str], fallback: int | None) -> Period | None:
    """ "Kolmannesvuosiraportti 2/2025": four months a number, counted from the year's start, as such
    reports are cumulative."""
    year = _year_of(match, fallback)
    if year is None:
        return None
    return Period(
        f"{match['o']}/{year}", date(year, 1, 1), months_period(1, 4 * _ordinal(match["o"]), year).end
    )


def _read_months(match: re.Match[str], fallback: int | None) -> Period | None:
    year = _year_of(match, fallback)
    return _month_range(int(match["m1"]), int(match["m"]), year) if year else None


def _read_named_months(match: re.Match[str], fallback: int | None) -> Period | None:
    year = _year_of(match, fallback)
    return _month_range(_month_number(match["m1"]), _month_number(match["m"]), year) if year else None


def _read_month(match: re.Match[str], fallback: int | None) -> Period | None:
    year = _year_of(match, fallback)
    return _month_range(int(match["m"]), int(match["m"]), year) if year else None


def _read_named_month(match: re.Match[str], fallback: int | None) -> Period | None:
    year, month = _year_of(match, fallback), _month_number(match["m"])
    return _month_range(month, month, year) if year else None


def _read_season(match: re.Match[str], fallback: int | None) -> Period | None:
    year = _year_of(match, fallback)
    word = match["s"].lower()
    if year is None:
        return None
    first, last = next(months for stem, months in _SEASONS.items() if word.startswith(stem))
    name = {3: "kevät", 6: "kesä", 9: "syksy"}[first]
    months = months_period(first, last, year)
    return Period(f"{name} {year}", months.start, months.end)


def _read_years(match: re.Match[str], fallback: int | None) -> Period | None:
    first, last = int(match["y1"]), _full_year(match["y"])
    if not first < last <= first + 30:
        return None
    if match["school"]:
        return Period(f"{first}–{last}", date(first, 8, 1), date(last, 7, 31))
    return Period(f"{first}–{last}", date(first, 1, 1), date(last, 12, 31))


def _read_year(match: re.Match[str], fallback: int | None) -> Period | None:
    text, start, end = match.string, match.start("y"), match.end("y")
    named = match["named"] or text[max(0, start - 1) : start].isalpha()
    if _is_short_amount(match) or (not named and _is_an_amount(text, match["y"], end)):
        return None
    return year_period(_full_year(match["y"]))


def _is_short_amount(match: re.Match[str]) -> bool:
    """ "TA 25 milj. euroa", "TOT 12 htv": two digits that stand apart and have a unit are no year."""
    printed = match.groupdict().get("y")
    if printed is None or len(printed) != 2 or not match.string[match.start("y") - 1].isspace():
        return False
    end = match.end("y")
    return match.string[end : end + 1] != "\n" and unit_after_number(match.string, end) is not None


def _is_an_amount(text: str, digits: str, end: int) -> bool:
    """ "2000 euroa" and "2024 asukasta" count; "2024 %" and "2024 M€" in a header name a year."""
    found = unit_after_number(text, end)
    if found is None or text[end : end + 1] == "\n":
        return False
    spelled = len(found[0].text) > 3 and found[0].text.isalpha()
    return spelled or digits.endswith("00")


_DAY_MONTH = r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.?"
_OPTIONAL_YEAR = rf"(?:[\s/]*(?P<y>{_YEAR}))?"
_LEADING_YEAR = rf"(?:{_OF_YEAR}(?P<y0>{_YEAR})\s+)?"
_AND_YEAR = rf"(?:\s+(?:(?:av|of|in|år|året)\s+)?{_OF_YEAR}?(?P<y>{_YEAR}))?"
_REPORT_WORD = r"(?:osavuosi\w*|osavuositarkaste\w*|delårs\w*|interim\s+(?:report|review))"
_THIRDLY = r"(?:(?:kolmannesvuosi|tertiaali|tertial)\w*)"
_LEAD = r"(?<![\w.,])"
_BUDGET_YEAR = r"(?:TP|TA|TAE|TS|KS|ENN|TPE|LTA|TOT)"

_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (
            rf"{_LEAD}(?P<d1>\d{{1,2}})\.(?:\s?(?P<m1>\d{{1,2}})\.)?\s?(?P<y1>{_YEAR})?{_DASH}"
            rf"(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.?(?!\d\.)\s?(?P<y>{_YEAR})?(?![\d.]*\d)",
            _read_days,
        ),
        (rf"\b(?:vuoden)?vaihtee\w+\s+(?P<y>{_YEAR})(?:{_DASH}|/)(?:{_YEAR})", _read_turn),
        (r"(?<![\w-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\w-])", _read_iso),
        (rf"{_LEAD}(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<y>{_YEAR})", _read_days),
        (rf"{_LEAD}(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>\d\d)(?![\w.])", _read_days),
        (rf"{_LEAD}(?P<d>\d{{1,2}})\.?\s+(?:of\s+)?(?P<m>{_MONTH})\b,?{_OPTIONAL_YEAR}", _read_named_day),
        (rf"\bQ(?P<q>[1-4])\s?[/\s.-]?\s?(?P<y>{_SHORT_YEAR})", _read_quarter),
        (rf"(?<!\w)(?P<q>[1-4])Q\s?[/\s-]?\s?(?P<y>{_SHORT_YEAR})", _read_quarter),
        (rf"(?<!\d)(?P<y>{_YEAR})\s?[/\s-]?\s?Q(?P<q>[1-4])\b", _read_quarter),
        (rf"\b(?P<letter>[HT])(?P<q>[1-2]|(?<=T)3)\s?[/\s]\s?(?P<y>{_YEAR})", _read_half),
        (rf"{_OF_YEAR}(?P<y>{_YEAR})\s+(?P<o>{_ORDINAL})\s*{_QUARTER_WORD}", _read_named_quarter),
        (rf"{_OF_YEAR}(?P<y>{_YEAR})\s+(?P<o>{_ORDINAL})\s*{_THIRD_WORD}", _read_named_third),
        (rf"{_OF_YEAR}(?P<y>{_YEAR})\s+(?P<o>{_ORDINAL})\s*{_HALF_WORD}", _read_named_half),
        (rf"(?<!\w)(?P<o>{_ORDINAL})\s*{_QUARTER_WORD}{_AND_YEAR}", _read_named_quarter),
        (rf"(?<!\w)(?P<o>{_ORDINAL})\s*{_THIRD_WORD}{_AND_YEAR}", _read_named_third),
        (rf"(?<!\w)(?P<o>{_ORDINAL})\s*{_HALF_WORD}{_AND_YEAR}", _read_named_half),
        (rf"\b(?P<o>iv|iii|ii|i|[1-4])/(?P<y>{_YEAR})\s+{_QUARTER_WORD}", _read_named_quarter),
        (rf"\b{_QUARTER_WORD}\s+(?P<o>iv|iii|ii|i|[1-4])/(?P<y>{_YEAR})", _read_named_quarter),
        (rf"(?<=\bvuosi)(?:kolmannes|tertiaali)\s+(?P<o>[1-3])/(?P<y>{_YEAR})", _read_named_third),
        (rf"\b{_THIRDLY}\s+(?P<o>iii|ii|i|[1-3])\s?/\s?(?P<y>{_YEAR})", _read_thirdly),
        (rf"\bpuolivuo\w+\s+{_OF_YEAR}?(?P<y>{_YEAR})", _read_half_report),
        (rf"\b{_REPORT_WORD}\s+(?P<o>iv|iii|ii|i|[1-4])\s?/\s?(?P<y>{_YEAR})", _read_interim),
        (rf"(?<![\w/–-])(?P<o>IV|III|II|I)\s?/\s?(?P<y>{_YEAR})", _read_named_quarter),
        (rf"{_LEAD}0?(?P<m1>\d{{1,2}}){_DASH}0?(?P<m>\d{{1,2}})\s?/\s?(?P<y>{_YEAR})", _read_months),
        (rf"{_LEAD}0?(?P<m1>\d{{1,2}}){_DASH}0?(?P<m>\d{{1,2}})\s?kk[\s/]*(?P<y>{_YEAR})", _read_months),
        (
            rf"\b{_LEADING_YEAR}(?P<m1>{_MONTH_HEAD})(?:kuu)?{_DASH}(?P<m>{_MONTH_TAIL})\b,?"
            rf"(?:\s+{_OF_YEAR}?(?P<y>{_YEAR}))?",
            _read_named_months,
        ),
        (
            rf"\b{_LEADING_YEAR}(?P<m1>{_MONTH})\s+(?:to\s+)?(?P<m>{_MONTH})\b,?"
            rf"(?:\s+{_OF_YEAR}?(?P<y>{_YEAR}))?",
            _read_named_months,
        ),
        (rf"(?<![\w.,/–-])0?(?P<m>\d{{1,2}})\s?/\s?(?P<y>{_YEAR})(?!/)", _read_month),
        (rf"\b{_LEADING_YEAR}(?P<m>{_MONTH})\b,?{_AND_YEAR}", _read_named_month),
        (rf"\b{_OF_YEAR}(?P<y0>{_YEAR})\s+(?P<s>{_SEASON})\b", _read_season),
        (rf"\b(?P<s>{_SEASON})\s+{_OF_YEAR}?(?P<y>{_YEAR})", _read_season),
        (
            rf"(?:\b(?P<school>lukuvuo\w+|läsår\w*|toimintakau\w+)\s+)?(?<![\d.,/])(?P<y1>(?:19|20)\d\d)(?:{_DASH}|/)"
            rf"(?P<y>{_YEAR}|\d\d(?![\d.,/%\w-]))",
            _read_years,
        ),
        (rf"(?<![^\W\d_])(?P<named>{_BUDGET_YEAR}\s?[-/]?\s?)(?<!\d)(?P<y>{_SHORT_YEAR})", _read_year),
        (
            rf"(?<![\d.,/§])(?<!§ )(?P<named>\b{_YEAR_WORD}\s+|\bv\.\s?|\bår\s+)?(?<![\d.,/])(?P<y>{_YEAR})"
            r"(?![,.]\d|/\d|[-–][^\W\d]|[\u00a0\u202f\u2009]\d{3}|\s*=\s*100\b)(?:\s+(?:lop|alu|alku)\w+)?",
            _read_year,
        ),
        (rf"{_LEAD}{_DAY_MONTH}(?![\d.,])", _read_days),
        (rf"{_LEAD}0?(?P<m1>\d{{1,2}}){_DASH}0?(?P<m>\d{{1,2}})\s?(?:kk\b|/)?(?![\d.,%\w])", _read_months),
        (r"\bQ(?P<q>[1-4])\b", _read_quarter),
    )
)


_OPTIONAL_YEARS = (
    _OPTIONAL_YEAR, _AND_YEAR, _LEADING_YEAR, rf"(?P<y1>{_YEAR})?", rf"(?P<y>{_YEAR})?",
    rf"(?:\s+{_OF_YEAR}?(?P<y>{_YEAR}))?", _SHORT_YEAR,
)  # fmt: skip
_WORDED = (
    _MONTH, _MONTH_HEAD, _QUARTER_WORD, _HALF_WORD, _THIRD_WORD, _SEASON, _REPORT_WORD,
    _THIRDLY, "puolivuo", "tertiaali",
)  # fmt: skip
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_A_WORD = re.compile(
    r"kuu|neljänne|kvarta|quarter|puoli|halvår|half|kolmanne|tertia|osavuosi|delårs|interim|kevä|kesä|syks"
    rf"|våren|hösten|spring|autumn|(?:{_FI}){_DASH}|{_OTHER}",
    re.IGNORECASE,
)


def _needs_a_year(pattern: str) -> bool:
    """Whether the pattern fits only where a year stands in four digits."""
    for optional in _OPTIONAL_YEARS:
        pattern = pattern.replace(optional, "")
    return _A_YEAR.pattern in pattern


def _needs_a_word(pattern: str) -> bool:
    """Whether the pattern fits only where a month, a season or a part of a year is named by a word."""
    return any(word in pattern for word in _WORDED)


_WORTH_ASKING = {
    (year, word): tuple(
        (pattern, reader)
        for pattern, reader in _READERS
        if (year or not _needs_a_year(pattern.pattern)) and (word or not _needs_a_word(pattern.pattern))
    )
    for year in (False, True)
    for word in (False, True)
}
"""The readers that may find something in a text, by whether a year and a word of time stand in it: most
texts have neither, and asking all readers is slow."""


@lru_cache(maxsize=16_384)
def find_periods(text: str, year: int | None = None) -> tuple[PeriodMention, ...]:
    """The periods that a text names, in order, never overlapping.

    `year`, where the caller knows it, completes what names none: "31.3.", "tammi-maaliskuussa",
    "Q1". Without it those are no periods.
    """
    found: list[PeriodMention] = []
    has_year, has_word = _A_YEAR.search(text) is not None, _A_WORD.search(text) is not None
    for pattern, reader in _WORTH_ASKING[has_year, has_word]:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            try:
                period = reader(match, year)
            except ValueError:  # 31.2.2025, 45.13.2025: no such day
                continue
            if period is not None:
                found.append(PeriodMention(period, match.start(), match.end()))
    return tuple(sorted(found, key=lambda mention: mention.start))
