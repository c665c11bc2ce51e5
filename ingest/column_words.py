"""Column words that mean a kind only where they are the whole header.

"Arvio 2026", "tp 24", "Poikk." or "Kertymä 9/2026" name a column; in a sentence the same letters may
be anything. So what else a header holds (periods, units, marks) is taken off first, and the rest must be
such a word as a whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.column_periods import compared_years, with_full_years
from ingest.periods import find_periods
from ingest.records import ColumnKind
from ingest.units import find_unit

FOOTNOTE = re.compile(
    r"(?:(?<=\w|[)%€.])\s?(?:\*{1,3}\)?|(?<![mM])[¹²³⁴⁵⁶⁷⁸⁹]{1,2}|(?<!\()\d{1,2}\)))+(?=\s|$)"
)
"""Marks that refer to a footnote, at the end of a word: "2024 1)", "Lainat*", "TP²"."""


def without_marks(text: str) -> str:
    """A header or label without its footnote marks; the end of a parenthesis is none: "(vuoteen 2)"."""
    if text.count("(") >= text.count(")") and ")" in text:
        text = re.sub(r"(?<=\w)\s?(?:\*{1,3}|(?<![mM])[¹²³⁴⁵⁶⁷⁸⁹]{1,2})$", "", text)
        return text
    return " ".join(FOOTNOTE.sub("", text).split())


_YEARS = r"(?<!\d)(?:(?:19|20)\d\d|['´’-]?[1-4]\d)(?!\d)"
_ESTIMATE_OF = (
    r"arvio\s+(?:vuoden\s+lopussa|koko\s+vuo\w+|tilinpäätöksestä|vuodesta)|(?:koko\s+)?vuo(?:den|si)\s?-?arvio"
    r"|tp-?\s?arvio|arvioitu\s+(?:toteu\w+|tilinpäätös|tulos|käyttö)|(?:full[\s-]year\s+)?estimate|tot\.?-?\s?arvio"
)
_SUGGESTED_BY = r"(?:kh|kv|kj|ltk|ltk:n|lautakunna|kaupungin\w+|kunnan\w+|valtuusto|virkamies|johtaja)\w*:?n?"
_WHOLE: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (ColumnKind.FORECAST, rf"{_ESTIMATE_OF}|enn\.?|tpe"),
        (
            ColumnKind.ACTUAL,
            r"tp|tot\.?|toteut\.?|(?:kum\w*\.?\s)?(?:kertymä|kertynyt|käytetty)|outturn|ytd\s+actual",
        ),
        (
            ColumnKind.AMENDED_BUDGET,
            r"mta|mks|(?:ta|ks|talousarvio|budjetti)\.?\s(?:muut(?:ettu|\.|oksin|oksineen)|ml\.?\smuutokset)"
            r"|muut(?:ettu|\.)\s(?:ta|ks|talousarvio|budjetti)|ändr\.?\sbudget|budget\s(?:inkl\.?|med|efter)\sändringar\w*"
            r"|(?:revised|amended|updated)\sbudget",
        ),
        (
            ColumnKind.BUDGET,
            r"ta|ks|(?:kausi|kuukausi|vuosi)budjetti\w*|alkup\.?\s?(?:ta|ks)|(?:ta|ks)\s?alkup\.?",
        ),
        (ColumnKind.PLAN, r"tae|ts|tsv|suv"),
        (ColumnKind.CHANGE, r"lta|(?:muutos\s)?ed\w*\.?\s?(?:vuo\w+|v\.?|tp:?\w*)\s?muutos"),
        (
            ColumnKind.DEVIATION,
            r"poikk\.?|kvar|remaining|var\.|säästö\s?/\s?ylitys|ylitys\s?/\s?säästö|diff\.?",
        ),
    )
)
_WITH_YEAR: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    (ColumnKind.FORECAST, re.compile(r"arvio|arvioitu", re.IGNORECASE)),
    (
        ColumnKind.PLAN,
        re.compile(rf"(?:{_SUGGESTED_BY}\s?)?(?:esitys|ehdotus)|raami|kehys|kv-ehdotus|sv", re.IGNORECASE),
    ),
)
_IN_CONTEXT: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    (ColumnKind.CHANGE, re.compile(r"muutokset|muut\.|ändringar|changes", re.IGNORECASE)),
    (
        ColumnKind.AMENDED_BUDGET,
        re.compile(r"muutettu|tarkistettu|muutoksin|ändrad|amended|revised", re.IGNORECASE),
    ),
    (ColumnKind.FORECAST, re.compile(r"arvio", re.IGNORECASE)),
)  # fmt: skip
_OF_BUDGET = re.compile(
    r"(?:tot\w*\.?|kertymä|kertynyt|utfall|käyttö|ennuste|enn\.?|ta|ks|talousarvio|budjetti|tp)\s?-\s?%"
    r"|%\s?-?\s?(?:ta|tp|ks|budjetti|talousarvio)|%\s?(?:of\s+budget|of\s+total|av\s+budget\w*|talousarviosta|ta:?sta|budjetista)"
    r"|(?:utfall|kertymä|kertynyt|toteutunut|käytetty)\s?,?\s?\(?%\)?",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\bvs\.?(?!\w)", re.IGNORECASE)


def bare_words(header: str) -> str:
    """A header without its periods, units, marks and punctuation: "TP 2024 1) (1 000 €)" -> "TP"."""
    return _bare(header)[0]


@lru_cache(maxsize=4096)
def _bare(header: str) -> tuple[str, bool]:
    text = with_full_years(without_marks(" ".join(header.split())))
    unit = find_unit(text)
    while unit is not None and unit.text in text:
        text = text.replace(unit.text, " ", 1)
        unit = find_unit(text)
    periods = find_periods(text) or find_periods(text, 2000)
    for mention in reversed(periods):
        inside = text[mention.start : mention.end]
        letters = re.match(r"(?:TPE?|TAE?|TS|KS|ENN|LTA|TOT)(?![^\W\d_])", inside, re.IGNORECASE)
        kept = letters.group() if letters else ""
        text = f"{text[: mention.start]}{kept} {text[mention.end :]}"
    text = re.sub(_YEARS, " ", text)
    dated = bool(periods) or re.search(_YEARS, header) is not None
    text = re.sub(r"(?<!\S)[-–/(),:;.]+(?!\S)|[(),;]|:(?=\s|$)|[-–/]+(?=\s|$)|(?<!\S)[-–/]+", " ", text)
    return " ".join(text.split()), dated


@lru_cache(maxsize=4096)
def whole_header_kind(header: str) -> ColumnKind | None:
    """The kind of a column whose whole header, its period and unit apart, is one column word."""
    if _OF_BUDGET.fullmatch(without_marks(" ".join(header.split())).strip(" ()")):
        return ColumnKind.SHARE
    bare, dated = _bare(header)
    if not bare:
        return ColumnKind.CHANGE if compared_years(header) else None
    for kind, pattern in (*_WHOLE, *(_WITH_YEAR if dated else ())):
        if pattern.fullmatch(bare):
            return kind
    return None


def kind_beside_budget(header: str) -> ColumnKind | None:
    """The kind of a header that says one only beside a budget column: "Muutokset", "Muutettu"."""
    bare = bare_words(header)
    return next((kind for kind, pattern in _IN_CONTEXT if pattern.fullmatch(bare)), None)


def holds_against(header: str) -> bool:
    """Whether a header holds one thing against another in words: "Ennuste vs. TA"."""
    return _AGAINST.search(header) is not None
