"""Of which time a sentence's numbers are: the period named nearest, "edellisvuonna", the report's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.numbers import find_numbers
from ingest.periods import PeriodMention, find_periods, months_period, year_period
from ingest.records import Period
from ingest.sentences import Range, clause_at

_BEFORE = re.compile(
    r"(?<!kuin )(?<!\w)(?:(?:sitä\s+)?edellis(?:enä\s+vuonna|vuonna|vuotena)|ed\.\s?v(?:uonna|\.)"
    r"|(?P<years>(?:kaksi|kolme|neljä|viisi|useita|muutamaa?|\d+)\s+)?vuotta\s+(?:aiemmin|aikaisemmin)|vuosi\s+sitten|(?P<last>viime\s+vuonna)"
    r"|föregående\s+år|året\s+innan|(?:the\s+)?(?:previous\s+year|year\s+before))(?!\w)",
    re.IGNORECASE,
)
_COUNTED = {"kaksi": 2, "kolme": 3, "neljä": 4, "viisi": 5}
_SAME_TIME = re.compile(r"\b(?:vastaav|sama(?:an|na|lla)|motsvarande|same)\w*", re.IGNORECASE)
_PAST = re.compile(
    r"(?<!\w)(?:oli(?:vat)?|\w+(?:ttiin|stiin|rtiin|ltiin|ntiin|htiin)|\w{2,}(?:ivat|ivät)|\w*(?:kertyi|toteutui|kasvoi"
    r"|nousi|laski|väheni|pieneni|lisääntyi|supistui|saavutti|ylitti|alitti|päättyi|syntyi|valmistui|sai|teki"
    r"|käytti|kävi|osallistui|muutti|jäi|pysyi|parani|heikkeni|maksoi|myi|osti|kulutti|asui|työskenteli"
    r"|(?:on|ovat)\s+(?:ollut|olleet|kertynyt|toteutunut|tehty|käytetty|saatu)))(?!\w)",
    re.IGNORECASE,
)


def nearest_period(
    sentence: str, clause: Range, position: int, report: Period | None = None
) -> Period | None:
    """The period named in the number's own clause, nearest first; else the only one of the sentence.

    A period in a later clause, or in brackets, that prints a number of its own belongs to that number:
    "ennuste on 5 milj. euroa ja vuonna 2024 toteuma oli 4 milj. euroa". "Edellisvuonna" counts in its own
    clause alone, from the one period that the rest of the sentence names, else from `report`.
    """
    mentions = find_periods(sentence)
    own = [
        m for m in (*mentions, *_relative(sentence, mentions, report)) if clause.start <= m.start < clause.end
    ]
    if own:
        return min(own, key=lambda m: abs(m.start - position)).period
    others = [(number.start, clause_at(sentence, number.start)) for number in find_numbers(sentence)]
    taken = [
        other
        for start, other in others
        if start > clause.end or (other.end <= clause.start and _in_brackets(sentence, other))
    ]
    free = [m for m in mentions if not any(other.start <= m.start < other.end for other in taken)]
    return free[0].period if len({m.period for m in mentions}) == 1 and free else None


def _in_brackets(sentence: str, clause: Range) -> bool:
    return sentence[: clause.start].rstrip().endswith("(") and sentence[clause.end :].lstrip().startswith(")")


def tells_outcome(sentence: str, clause: Range) -> bool:
    """Whether a clause says in the past tense what happened, and the sentence names no other time."""
    if _BEFORE.search(sentence) or find_periods(sentence, 2000):
        return False
    return _PAST.search(sentence[clause.start : clause.end]) is not None


def _relative(
    sentence: str, mentions: Sequence[PeriodMention], report: Period | None
) -> Iterator[PeriodMention]:
    """The years that a sentence names by counting back from another."""
    named = {mention.period for mention in mentions}
    for match in _BEFORE.finditer(sentence):
        base = next(iter(named)) if len(named) == 1 and not match["last"] else None
        if base is None and not named and report is not None and not (match["last"] and _is_year(report)):
            base = report  # what "viime vuonna" is in a report of a whole year depends on when it was written
        word = (match["years"] or "").strip().casefold()
        back = _COUNTED.get(word, 0 if word[:1].isdigit() or word[:4] in ("usei", "muut") else 1)
        if base is None or not back:
            continue
        clause = clause_at(sentence, match.start())
        same_time = _SAME_TIME.search(sentence, clause.start, clause.end) is not None
        yield PeriodMention(_earlier(base, back, same_time), match.start(), match.end())


def _is_year(period: Period) -> bool:
    return period == year_period(period.end.year)


def _earlier(period: Period, years: int, same_time: bool) -> Period:
    """The year some years before; the same months of it where the sentence says so."""
    year = period.end.year - years
    if not same_time or _is_year(period):
        return year_period(year)
    if period == months_period(period.start.month, period.end.month, period.end.year):
        return months_period(period.start.month, period.end.month, year)
    return year_period(year)
