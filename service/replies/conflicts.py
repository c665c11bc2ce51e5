"""Contradictions: the same thing printed with two values in two places of one report.

Two figures contradict each other when they are of one owner, kind, time and unit, say the same in
words, and differ by more than rounding, yet not so much that they must be two things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.contract import ReportSummary, StatementHit
from ingest.records import ColumnKind, Figure, FigureKind, Period, StatementKind
from service.choose import STRUCTURED, Evidence, FigureCandidate
from service.citations import Citations
from service.matching import SYNONYM, Cover, strength
from service.question import Question
from service.records import Conflict
from service.replies.base import Reply
from service.rounding import step
from service.terms import Term
from service.texts import say
from service.wording import figure_answer

_K = ColumnKind
_CONCEPTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:asukasluku|asukasmäärä|väkiluku|väkimäärä)\w*(?!.*%)"
        r"|\basu(?:i|u|ivat|vat)\b.*\b(?:ihmis|asuka|henkilö|henkeä)\w*"
        r"|\basuka(?:sta|ita|kkaita)\s+(?:oli|on|asui)\b|\b(?:oli|on)\b.*\d\s+(?:asukasta|henkeä)\b",
        r"\bhenkilötyövuo\w+|\bHTV\b",
        r"\bhenkilöstö(?:määrä|n määrä|n lukumäärä)\w*|\btyöntekijöitä (?:oli|on)\b|\bpalveluksessa oli\b",
    )
)
"""Things that reports name in several ways: people living there, their work in years, staff."""
_TOTAL = re.compile(
    r"^\W*(?:kaikki\s+)?yhteensä\b|^\W*summa\b|^\W*(?:total|totalt|sammanlagt)\b", re.IGNORECASE
)
_GROUP = re.compile(r"konserni|koncern", re.IGNORECASE)
_PER = re.compile(r"asukasta koh|per asukas|€\s*/\s*as|euroa\s*/\s*as|/asukas|prosent|%|osuus", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:ennust|tavoit|arvio|suunnit|keskimäär|edellis|aiem|aikaisem|noin|yli|lähes|vajaa|runsa|reilu)\w*"
    r"|\b(?:lisä|vähenn|kasv|pien|nous|lask|muut)\w*",
    re.IGNORECASE,
)
"""Words by which a sentence tells of another number than the plain one: a change, an earlier year."""
_APART = {
    (True, True): Decimal("0.5"),
    (True, False): Decimal("0.1"),
    (False, True): Decimal("0.1"),
    (False, False): Decimal("0.03"),
}
"""How far apart, as a share of the greater, two values of one thing may be: (in words, in words)."""
_SURE = 0.5


def conflicting(question: Question, best: FigureCandidate, evidence: Evidence) -> FigureCandidate | None:
    """A figure of the same report that says of the same thing another number than `best`, None without one.

    Looks through all the evidence, as the better placed of two values often leaves the other far behind.
    """
    report = evidence.reports[best.report]
    if not _plain(best.hit, best.figure):
        return None
    for other in _figures(evidence, best.report):
        if (
            other.hit.statement.id != best.hit.statement.id
            and _plain(other.hit, other.figure)
            and _alike(best, other, report)
            and _same_thing(question, best, other)
            and _differ(best.figure, other.figure)
        ):
            return other
    return None


def both(
    question: Question, evidence: Evidence, best: FigureCandidate, rival: FigureCandidate, word: str = ""
) -> Reply:
    """The reply that gives two contradicting figures, each cited; a word of verdict may go before."""
    citations = Citations(evidence.reports)
    pair = [best, rival]
    if best.figure.kind is rival.figure.kind:
        pair.sort(key=_place)
    worded = [figure_answer(candidate, citations, question.language) for candidate in pair]
    parts = (word, say("answer.conflict", question.language), *(piece.text for piece in worded))
    told = tuple(figure for piece in worded for figure in piece.figures)
    about = Conflict(" ".join(question.text.split()), tuple(c.id for c in citations.all))
    return Reply(" ".join(filter(None, parts)), told, citations.all, _SURE, (about,))


def _place(candidate: FigureCandidate) -> tuple[str, list[int]]:
    """In reading order: by the numbers of the statement's id."""
    return candidate.report, [int(number) for number in re.findall(r"\d+", candidate.hit.statement.id)]


def _figures(evidence: Evidence, report: str) -> Iterator[FigureCandidate]:
    for hit, cover in evidence.hits:
        if hit.report == report:
            for figure in hit.statement.figures:
                yield FigureCandidate(hit, cover.total, cover, figure)


def _plain(hit: StatementHit, figure: Figure) -> bool:
    """A number that stands alone for what its words say."""
    if figure.ocr or figure.qualifier or not figure.value:
        return False
    if figure.kind is not FigureKind.TEXT:
        return figure.column_kind is not None or figure.period is not None
    text = hit.statement.text
    return len(hit.statement.figures) == 1 and not _OTHER.search(text) and not _PER.search(figure.metric)


def _alike(best: FigureCandidate, other: FigureCandidate, report: ReportSummary) -> bool:
    """Of one owner, kind, time and unit."""
    a, b = best.figure, other.figure
    return (
        _kind(a) == _kind(b)
        and _kind(a) in (_K.ACTUAL, _K.FORECAST, _K.BUDGET, _K.AMENDED_BUDGET)
        and _owner(best, report) == _owner(other, report)
        and _group(best) == _group(other)
        and _one_unit(a, b)
        and _one_time(a, b, report)
    )


def _kind(figure: Figure) -> ColumnKind:
    return figure.column_kind or _K.ACTUAL


def _owner(candidate: FigureCandidate, report: ReportSummary) -> str:
    """Whose the figure is; the report's own organisation is nobody else."""
    name = (candidate.figure.entity or candidate.hit.statement.entity or "").casefold()
    own = {part.casefold() for part in (report.organisation, report.unit) if part}
    return "" if name in own else name


def _group(candidate: FigureCandidate) -> bool:
    statement = candidate.hit.statement
    places = (*statement.section, statement.label, statement.context, candidate.figure.column or "")
    return any(_GROUP.search(place) for place in places)


def _one_unit(a: Figure, b: Figure) -> bool:
    if a.unit == b.unit:
        return True
    counted = {a.unit, b.unit} - {None}
    return None in (a.unit, b.unit) and not counted & {"EUR", "%", "EUR/asukas"}


def _one_time(a: Figure, b: Figure, report: ReportSummary) -> bool:
    """The same period; a number without one is of the report's own, at its end."""
    if a.period is not None and b.period is not None:
        return a.period.end == b.period.end and (_whole(a.period) == _whole(b.period) or _days(a, b))
    given = a.period or b.period
    own = report.period
    if own is None:
        return given is None
    if given is None or given.end == own.end:
        return True
    return _whole(given) and given.end.year == own.end.year and _kind(a) is _K.ACTUAL  # so far this year


def _whole(period: Period) -> bool:
    return (period.end - period.start).days > 300


def _days(a: Figure, b: Figure) -> bool:
    """Is one of the two of a single day: the end of the other's period?"""
    return any(f.period is not None and f.period.start == f.period.end for f in (a, b))


def _same_thing(question: Question, best: FigureCandidate, other: FigureCandidate) -> bool:
    """Do both say the same: one of the things named in several ways, or the question's words and hardly
    any others?"""
    for concept in _CONCEPTS:
        one, two = (bool(concept.search(_about(candidate))) for candidate in (best, other))
        if one or two:
            return one and two and not _narrower(best) and not _narrower(other)
    rows = all(candidate.hit.statement.kind in STRUCTURED for candidate in (best, other))
    if rows:
        named = all(c.figure.entity or c.hit.statement.entity for c in (best, other))
        return (
            named
            and _label(best) == _label(other)
            and best.hit.statement.section == other.hit.statement.section
        )
    items = [t for t in question.essential if not t.keys & question.owners.words]
    return (
        bool(items)
        and all(_says(items_of, items) for items_of in (best.hit, other.hit))
        and all(_precise(candidate.cover, candidate.hit) for candidate in (best, other))
    )


def _about(candidate: FigureCandidate) -> str:
    """What a figure is of, in the page's words: a total's is what its table is of."""
    statement = candidate.hit.statement
    if statement.kind in STRUCTURED:
        total = _TOTAL.search(statement.label)
        return f"{statement.context} {candidate.figure.unit or ''}" if total else statement.label
    return statement.text


def _narrower(candidate: FigureCandidate) -> bool:
    """Is the figure a share, or so much for each?"""
    statement = candidate.hit.statement
    return _PER.search(statement.label if statement.kind in STRUCTURED else statement.text) is not None


def _label(candidate: FigureCandidate) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", candidate.hit.statement.label.casefold()))


def _says(hit: StatementHit, items: Sequence[Term]) -> bool:
    return all(strength(term, hit.label_keys) >= SYNONYM for term in items)


def _precise(cover: Cover, hit: StatementHit) -> bool:
    least = 0.6 if hit.statement.kind is StatementKind.ROW else 0.4
    return cover.precision >= least


def _differ(a: Figure, b: Figure) -> bool:
    """More than rounding apart, and not so far that they must be two things."""
    one, two = abs(a.value), abs(b.value)
    apart = abs(one - two)
    allowed = _APART[a.kind is FigureKind.TEXT, b.kind is FigureKind.TEXT] * max(one, two)
    return max(step(a), step(b)) < apart <= allowed
