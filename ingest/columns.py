"""What the columns of a municipal report hold, from the words of their headers.

The same words stand in questions ("paljonko oli ennusteen mukaan"), there inflected. The vocabulary
is the general one of Finnish municipal finance; Swedish and English header words are known too. A
header which says nothing known has no kind and no period: nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.column_periods import compared_years, header_period
from ingest.column_words import holds_against, whole_header_kind
from ingest.periods import find_periods
from ingest.records import Column, ColumnKind, Period, Quote
from ingest.units import PrintedUnit, find_unit


@dataclass(frozen=True, slots=True)
class KindMention:
    """A column word in a header or a question: `text` verbatim, from `start` to `end`."""

    kind: ColumnKind
    text: str
    start: int
    end: int


# Abbreviations may have a year glued on and a Finnish ending: "TP2024", "TA:n", "KS25".
_TAIL = r"(?:\s?(?:19|20)?\d\d(?!\d))?(?::\w{1,4})?(?![^\W\d_])"
_GLUE = r"(?:-\s*)?"
_BUDGET_STEM = rf"(?:(?:talous{_GLUE}|tulo-?|meno-?)arvio\w*|käyttö{_GLUE}suunnitelma\w*|budjet\w+|budget\w*)"
_BUDGET_SHORT = rf"(?:(?-i:TA|KS){_TAIL}|(?-i:Ta|Ks)\s?(?:19|20)\d\d)"
_BUDGET = rf"(?:{_BUDGET_STEM}|{_BUDGET_SHORT})"
_YEAR = r"(?:\s?(?:19|20)\d\d)?"
_ADDED = (
    r"(?:(?-i:L?TA[Mt]?|LTAt|LKS)(?::\w+)?|muut(?:okset|os|\.)|lisä\w*|"
    rf"(?:lisä)?talous{_GLUE}arvio\w*|määräraha\w*)"
)
_CODE = r"(?-i:TPE?|TAE?|KS|LTA|ENN|TOT|TS|[A-H])\.?(?:\s?\d{2,4})?(?::\w+)?"
# What a difference is between: "KS+LTA/ENN", "TP 24 - TA 25", "(B-A)".
_FORMULA = rf"(?:\s*\(?{_CODE}(?:\s?[-–/+]\s?{_CODE})+\)?(?!\w))?"
_SHORT_PERCENT = r"\s*-?\s*(?:%|pros\.|prosent\w+)"

_DEVIATION = (
    rf"(?<!\w)(?:\w{{1,40}}-\s?)?\w{{0,40}}?poik(?:kea|en|ke[si])\w*{_FORMULA}"
    rf"|\b(?:ero|eroa|eron|erot|erotus|erotusta|erotuksen)\b{_FORMULA}"
    r"|\b(?:jäljellä|käyttämättä)\b"
    r"|\byli-?\s?/\s?alit(?:us|ukset)\w*|\b(?:yli|ali)t(?:ys|tyi|tynyt|tui|tunut|ykset|ystä|us|usta|ukset|tää|ti)\b"
    r"|\b(?:avvik\w+|deviation\w*|variance\w*|differens\w*|difference\w*|deviat\w+)\b"
)
_AMENDED = (
    rf"\b{_BUDGET}{_YEAR}\s?(?:\+|&|\bja\b|\bsis\.|\bml\.|\bsisältäen)\s?{_ADDED}(?:\s?(?:19|20)\d\d)?"
    rf"|\b(?:muutet|tarkistet|korjat|lopulli|voimassa\s+olev)\w*\s+(?:{_BUDGET}|määräraha\w*)"
    rf"|\b{_BUDGET}{_YEAR}[\s,]+(?:\(?muutosten\s+jälkeen|muutoksineen|muutoksilla|muutettuna|tarkistettu)\)?"
    r"|\b(?:ta|talousarvio\w*)?-?\s?muutosten\s+jälkeen|\bmuutoksineen\b"
    rf"|\b(?-i:MTA|MKS){_TAIL}"
    r"|\b(?:ändrad|reviderad|amended|revised)\s+budget\w*"
)
_CHANGE_OF_BUDGET = (
    rf"\b{_BUDGET}{_YEAR}[\s-]*muutos?(?!t)\w*"
    rf"|\b{_BUDGET}{_YEAR}[\s-]+muut\."
    rf"|\b(?:lisätalous{_GLUE}arvio\w*|lisämääräraha\w*|(?-i:LTA){_TAIL})"
    r"|\bmääräraha\w*muuto\w+"
)
_SHARE = (
    rf"\b(?:tot\.?|toteuma|toteutuma|toteutumis|toteuman?|käyttö|käytet\w+){_SHORT_PERCENT}"
    rf"(?:\s*(?:{_BUDGET}|ta:sta|talousarviosta))?"
    rf"|%\s?(?:-\s?)?(?:osuus\w*|{_BUDGET})"
    r"|\b(?:toteutumis|toteuma|käyttö)-?(?:aste|prosent)\w*"
    r"|\b(?:prosentti)?osuu(?:s|den|tta|ksi|della|desta|deksi|teen)\b|\bandel\w*\b|\bshare\b|\bproportion\b"
    r"|^\s*\(?%\)?\s*$"
)
_CHANGE = (
    rf"\b(?:vuosi|ylijäämän)?-?muuto(?:s(?!ten)\w*|ksen|ksesta|kseen|ksia|ksella){_FORMULA}|\bmuutosten\b{_FORMULA}"
    rf"|\bkasvu(?:a|n|{_SHORT_PERCENT})?(?!\w)"
    r"|\b(?:muuttu(?:i|nut|neet|u|vat|ivat)|kasv(?:oi|oivat|anut|aneet|aa)|väheni(?:vät)?|vähenty(?:nyt|i)"
    r"|pienen(?:i|tyi|tynyt|ivät)|nous(?:i|ivat|sut)|lask(?:i|ivat|enut)|supistu(?:i|nut))(?:k[oö])?\b"
    r"|\b(?:förändring\w*|ändring\w*|change[sd]?|increased?|decreased?|growth)\b"
)
_FORECAST = (
    rf"(?<!\w)(?:\w{{1,40}}-\s?)?\w{{0,40}}?ennust\w*|\b(?-i:ENN|TPE){_TAIL}\.?|\bEnn\.|\b(?:tilin{_GLUE}päätös|toteuma)-?arvio\w*"
    r"|\b\w{0,40}?prognos\w*|\bforecast\w*"
)
_FORECAST_OF_ACCOUNTS = rf"\b(?-i:TP|TA)(?:\s?\d{{2,4}})?[\s-]*ennust\w*|\btilin{_GLUE}päätös-?\s?ennust\w*"
_ACTUAL = (
    rf"\btilin{_GLUE}päätö\w+|\b(?-i:TP){_TAIL}|\b(?-i:Tp)\s?(?:19|20)\d\d|\btoteutu(?:i|ivat|nut|neet|nutta|neen|ma\w*|minen|mista|misesta)\b"
    rf"|\b\w{{0,40}}?toteuma(?!-?prosent|aste)\w*|\b(?-i:TOT|Tot){_TAIL}\.?(?![^\W\d_])"
    r"|^\s*käyttö(?=\s*(?:$|\d|[-–]))|\bkäytet(?:ty|tiin)\b"
    r"|\b(?:bokslut\w*|utfall\w*|actuals?|realised|realized|outcome)\b"
)
_PLAN = (
    rf"\btalous{_GLUE}suunnitelma\w*|\b(?-i:TS|TSV|SV){_TAIL}|\b(?-i:TAE){_TAIL}|\btalousarvio(?:esity|ehdotu)\w+"
    r"|\bsuunnitelma(?:vuosi|vuonna|vuoden)?\b|\bekonomiplan\w*|\bplan\b"
)
_TARGET = (
    r"\btavoi(?:te|tteen|tetta|tteet|tearvo|tetaso|tteeksi|tteesta)\w*"
    r"|\btarget\w*|\bmålsättning\w*|\bmål\b"
)
_PLAIN_BUDGET = (
    rf"\balkup(?:eräi\w+|er\.|\.)?\s+{_BUDGET}|\b{_BUDGET}|^\s*(?:alkuperäinen|alkup\.)(?!\w)"
    r"|\bmäärärahat?(?:a|n|sta|lla|ssa)?\b"
)

_READERS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (ColumnKind.DEVIATION, _DEVIATION),
        (ColumnKind.AMENDED_BUDGET, _AMENDED),
        (ColumnKind.CHANGE, _CHANGE_OF_BUDGET),
        (ColumnKind.SHARE, _SHARE),
        (ColumnKind.FORECAST, _FORECAST_OF_ACCOUNTS),
        (ColumnKind.CHANGE, _CHANGE),
        (ColumnKind.FORECAST, _FORECAST),
        (ColumnKind.PLAN, _PLAN),
        (ColumnKind.ACTUAL, _ACTUAL),
        (ColumnKind.TARGET, _TARGET),
        (ColumnKind.BUDGET, _PLAIN_BUDGET),
    )
)
_NO_KIND = re.compile(r"suunnitelman\s+mukai\w+|yli-?/?\s?-?alijäämä\w*|poikkeukse\w+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def find_kinds(text: str) -> tuple[KindMention, ...]:
    """The column words of a header or a question, in order, never overlapping.

    What a difference is between belongs to its word: "Poikkeama KS+LTA/ENN" is one mention.
    """
    plain = _NO_KIND.sub(lambda match: "\x00" * len(match.group()), text)
    found: list[KindMention] = []
    for kind, pattern in _READERS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if start < end and not any(start < other.end and other.start < end for other in found):
                found.append(KindMention(kind, text[start:end], start, end))
    return tuple(sorted(found, key=lambda mention: mention.start))


# Where a header holds several kinds, these say what the numbers are; the others what they relate to.
_STRONGER = (
    ColumnKind.DEVIATION,
    ColumnKind.AMENDED_BUDGET,
    ColumnKind.CHANGE,
    ColumnKind.SHARE,
    ColumnKind.TARGET,
)
_AMOUNTS = {ColumnKind.ACTUAL, ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.FORECAST}
_FROM_BEFORE = re.compile(r"(?<!\w)(?:edelli\w+|ed\.?|viime|vuoteen|vuodesta)(?!\w)", re.IGNORECASE)
_WHOLE_WINS = (ColumnKind.SHARE, ColumnKind.AMENDED_BUDGET)
_CODES_RATIO = re.compile(r"\s*(?:ENN|TPE|TAE|TS)\w{0,4}\.?\s?/\s?(?:TA|KS|TP)\w{0,4}\.?\s*", re.IGNORECASE)
_USED = re.compile(r"\b(?:tot|toteu|käyt)", re.IGNORECASE)


def _kind(header: str, unit: PrintedUnit | None) -> ColumnKind | None:
    mentions = find_kinds(header)
    kinds = {mention.kind for mention in mentions}
    whole = whole_header_kind(header)
    if whole is not None and (whole in _WHOLE_WINS or (len(kinds) <= 1 and ColumnKind.SHARE not in kinds)):
        return whole
    if _CODES_RATIO.fullmatch(header) and not (unit is not None and unit.unit == "%"):
        return None  # "ENN/TA": a difference or a part, the header does not say
    if len(mentions) == 2 and {mention.kind for mention in mentions} <= _AMOUNTS:
        between = header[mentions[0].end : mentions[1].start]
        if re.fullmatch(r"\s*[-–−]\s*", between) or holds_against(between):  # "TA-TOT", "Ennuste vs. TA"
            return _difference_of(mentions[0], mentions[1])
        if re.fullmatch(r"\.?\s*/\s*", between):  # "Toteuma/TA": a part of it, "Enn/TA": who knows
            used = mentions[0].kind is ColumnKind.ACTUAL and len(kinds) == 2
            return ColumnKind.SHARE if used or (unit is not None and unit.unit == "%") else None
    if unit is not None and (unit.unit or "").startswith("EUR"):
        kinds.discard(ColumnKind.SHARE)  # "osuus (1 000 €)" is a part in money
    if ColumnKind.DEVIATION in kinds and not kinds & _AMOUNTS and _FROM_BEFORE.search(header):
        return ColumnKind.CHANGE  # "Ero edelliseen vuoteen"
    for kind in _STRONGER:
        if kind in kinds:
            return kind
    percent = unit is not None and unit.unit == "%"
    if percent and kinds & {ColumnKind.ACTUAL} and (len(kinds) > 1 or _USED.search(header)):
        return ColumnKind.SHARE
    if len(kinds) == 1:
        return kinds.pop()
    if not kinds and compared_years(header):
        return ColumnKind.CHANGE
    return None


def _difference_of(first: KindMention, second: KindMention) -> ColumnKind | None:
    """What "A - B" of two column words is: of two years a change, of two kinds a deviation."""
    years = [
        mentions[0].period if len(mentions := find_periods(mention.text)) == 1 else None
        for mention in (first, second)
    ]
    if None not in years and years[0] != years[1]:
        return ColumnKind.CHANGE
    return ColumnKind.DEVIATION if first.kind is not second.kind else None


def read_column(
    index: int,
    header: str,
    table_unit: PrintedUnit | None,
    report_period: Period | None,
    header_quote: Quote | None,
) -> Column:
    """What a column holds, from its header as printed.

    A unit in the header goes before the table's. A share whose unit is not printed has none: it
    may be per cent or a fraction. `report_period` only completes dates without a year ("31.3.").
    """
    named = find_unit(header)
    period = header_period(header, report_period)
    if named is not None and named.unit == "kuukausi" and period is not None:
        rest = header.replace(named.text, " ", 1)  # "Kuukausi" beside "Kumulatiivinen" is a period
        named = find_unit(rest)
    kind = _kind(header, named)
    if kind in (ColumnKind.CHANGE, ColumnKind.DEVIATION) and not find_periods(header):
        period = None  # "Muutos ed. vuodesta" is no figure of that year
    unit = named
    if unit is None and kind is not ColumnKind.SHARE:
        unit = table_unit
    return Column(
        index=index,
        text=header,
        kind=kind,
        period=period,
        unit=unit.unit if unit else None,
        scale=unit.scale if unit else 1,
        printed_unit=(unit.text or None) if unit else None,
        header=header_quote,
    )
