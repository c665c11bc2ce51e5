"""Where a question says to look: the organisation and the report that it names.

"Paljonko Rantalan velka oli vuoden 2030 tilinpäätöksen mukaan?" asks for a debt; the rest says what a filter
would say. It is taken out of the question, so that whoever names the place is answered as one who has
chosen it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.contract import Library, ReportSummary
from ingest.periods import PeriodMention, find_periods
from ingest.records import Period
from ingest.report_kinds import report_kind
from ingest.whose import form_of
from service.asking import Asked, asked_type

_WORD = re.compile(r"[^\W\d_]+")
_REPORT = re.compile(
    r"(?<!\w)(?P<ordinal>(?:[1-4]\.|ensimmäise\w+|toise\w+|kolmanne(?!s)\w+|neljänne(?!s)\w+)\s+)?(?P<name>"
    r"tilinpäätök\w+|toimintakertomuk\w+|vuosikertomuk\w+|talousarvio(?:kirja)?\w*|(?:\w*vuosi|\w*seuranta|kuukausi|talous"
    r"|väli|toteuma)?(?:katsauk|raport)\w+|\w*seuran(?:nassa|nan|nasta))"
    r"(?P<number>\s+[1-4](?!\s?/|\d|[.,]\d)\b)?(?P<by>\s+(?:\S+\s+)?(?:mukaan|perusteella|pohjalta|valossa))?",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä])$", re.IGNORECASE)
_FOLLOW_UPS = frozenset({"osavuosikatsaus", "puolivuosikatsaus", "seurantaraportti"})
_ORDINALS = (("1", "ensim"), ("2", "toise"), ("3", "kolma"), ("4", "neljä"))
_SEASON = re.compile(r"kevät|kesä|syksy")
_BETWEEN = re.compile(r"[\s-]*(?:(?:lopun|alun|kauden|jakson|tilanteen|päivätyssä|koskevassa)[\s-]+)?")
"""What may stand between a report's name and its time."""
_KEPT = 2
"""Letters at a name's beginning that no case changes."""
_WHOLE_YEAR_DAYS = 300
_MONTH_DAYS = 31


@dataclass(frozen=True, slots=True)
class Where:
    """A question's `text` without what says where to look, the organisation named, and the ids of the
    reports that may be meant; none where it names no report."""

    text: str
    organisation: str | None = None
    reports: frozenset[str] = frozenset()


def find_where(text: str, library: Library, reports: Sequence[ReportSummary]) -> Where:
    """Where a question says to look, among the reports in scope."""
    text, organisation = _without_organisation(text, library, reports)
    if organisation is not None:
        reports = [report for report in reports if report.organisation == organisation]
    if asked_type(text) is Asked.ACROSS:
        return Where(text, organisation)  # of two reports, of which it may name one only
    named = list(_REPORT.finditer(text))
    if len(named) != 1 or not (named[0]["by"] or _LOCAL.search(named[0]["name"])):
        return Where(text, organisation)  # who names two reports holds them against each other
    match = named[0]
    times = _times_beside(text, match)
    found = _meant(match, times, reports)
    if not found:
        return Where(text, organisation)
    start = min([match.start(), *(mention.start for mention in times)])
    end = max([match.end(), *(mention.end for mention in times)])
    rest = f"{text[:start]} {text[end:]}"
    keeps = report_kind([match["name"]]) == "talousarvio" and not find_periods(rest)
    return Where(text if keeps else _tidy(rest), organisation, found)


def _without_organisation(
    text: str, library: Library, reports: Sequence[ReportSummary]
) -> tuple[str, str | None]:
    """The text without the name of the one organisation that it names, where the name stands by itself:
    "Rantalan Satama Oy" is a company's name, not a place to look."""
    names = sorted({report.organisation for report in reports if report.organisation})
    words = list(_WORD.finditer(text))
    places = [
        (place, name) for place, word in enumerate(words) for name in names if _names(word, name, library)
    ]
    if len({name for _, name in places}) != 1:
        return text, None
    organisation = places[0][1]
    for place, _ in reversed(places):
        if not _begins_longer_name(words, place, organisation, library):
            start, end = words[place].span()
            text = text[:start] + " " + text[end:].removeprefix("-")
    return _tidy(text), organisation


def _names(word: re.Match[str], organisation: str, library: Library) -> bool:
    """Is the word the organisation's name (its first word), in any case?"""
    first, said = organisation.split()[0].casefold(), word.group().casefold()
    if said[:_KEPT] != first[:_KEPT]:
        return False
    if form_of(said, first):
        return True
    known = {lemma for keys in library.words(first) for lemma in keys.lemmas}
    return any(not known.isdisjoint(keys.lemmas) for keys in library.words(word.group()))


def _begins_longer_name(
    words: Sequence[re.Match[str]], place: int, organisation: str, library: Library
) -> bool:
    """Does a name that figures are told to be of begin with the organisation's name and the next word?"""
    if place + 1 == len(words):
        return False
    following = words[place + 1].group().casefold()
    first = organisation.split()[0].casefold()
    lemmas = {lemma for keys in library.words(first) for lemma in keys.lemmas} | {first}
    for owner in library.owners(lemmas):
        parts = [part.casefold() for part in _WORD.findall(owner.name)]
        if len(parts) > 1 and form_of(parts[0], first) and form_of(following, parts[1]):
            return parts[1] not in ("kaupunki", "kunta", "kaupungin", "kunnan")
    return False


def _times_beside(text: str, match: re.Match[str]) -> list[PeriodMention]:
    """The times that belong to a report's name, one of which may tell the year of another."""
    told = [mention for mention in find_periods(text) if _beside(mention, match)]
    if not told:
        return []
    year = told[-1].period.end.year
    return [mention for mention in find_periods(text, year) if _beside(mention, match)]


def _beside(mention: PeriodMention, match: re.Match[str]) -> bool:
    """Does a time stand right before or behind the report's name?"""
    text = match.string
    before = mention.end <= match.start() and _BETWEEN.fullmatch(text, mention.end, match.start())
    behind = match.end("name") <= mention.start and _BETWEEN.fullmatch(text, match.end("name"), mention.start)
    within = mention.start < match.end() and match.start() < mention.end
    return bool(before or behind or within)


def _meant(
    match: re.Match[str], times: Iterable[PeriodMention], reports: Sequence[ReportSummary]
) -> frozenset[str]:
    """The reports that a name with its times may mean."""
    kind = report_kind([match["name"]])
    of_kind = [report for report in reports if _is_kind(report.kind, kind)]
    number = next(
        (n for n, word in _ORDINALS if (match["ordinal"] or "").casefold().startswith((n, word))),
        (match["number"] or "").strip() or None,
    )
    for mention in times:
        of_kind = [report for report in of_kind if _is_of(report, mention.period)]
    if number is not None:
        of_kind = [report for report in of_kind if _is_numbered(report, number)]
    return frozenset(report.id for report in of_kind)


def _is_kind(own: str | None, asked: str | None) -> bool:
    if asked is None:
        return own != "talousarvio"
    family = _FOLLOW_UPS if asked in _FOLLOW_UPS else frozenset({asked})
    return own in family or (asked == "toimintakertomus" and own == "tilinpäätös")


def _is_of(report: ReportSummary, time: Period) -> bool:
    """Is the report of that time: of its year, and where it names a part of a year, of that part?"""
    own = report.period
    if own is None or own.end.year != time.end.year:
        return False
    if (time.end - time.start).days > _WHOLE_YEAR_DAYS or own.label == time.label or own.end == time.end:
        return True
    if _SEASON.match(time.label):
        return abs((own.end - time.end).days) <= 3 * _MONTH_DAYS and own.end >= time.start
    month = re.fullmatch(r"([1-4])/\d{4}", time.label)  # "osavuosikatsauksessa 2/2030"
    return month is not None and _is_numbered(report, month[1])


def _is_numbered(report: ReportSummary, number: str) -> bool:
    """Is it the n-th of its year, by its title or by its time?"""
    if report.period is None:
        return False
    year = report.period.end.year
    if re.search(
        rf"(?<![\d/–-]){number}\s?/\s?{year}|\bQ{number}\b", f"{report.title} {report.period.label}"
    ):
        return True
    return bool(re.search(rf"(?<![\d.]){number}\.\s+[^\W\d_]", report.title))


def _tidy(text: str) -> str:
    return re.sub(r"\s+([?!.,])", r"\1", " ".join(text.split())).strip(" ,")
