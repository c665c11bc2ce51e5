"""Choosing among the evidence: which statement, and which of its figures, was asked for.

Every candidate is a statement or one figure of it. What must hold (the year asked, the kind of
number asked, the unit asked) excludes; what makes it likely (words covered, label explained,
place) ranks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.contract import Library, ReportSummary, StatementHit
from ingest.periods import find_periods
from ingest.records import ColumnKind, Figure, FigureKind, Period, StatementKind
from service.matching import FOUND, Cover, around, cover, near, strength
from service.question import Asked, Question, Relative
from service.vocabulary import HEADLINES

_K = ColumnKind
_KIND_FIT: Mapping[tuple[ColumnKind, ColumnKind], float] = {
    (_K.BUDGET, _K.AMENDED_BUDGET): 0.9,
    (_K.AMENDED_BUDGET, _K.BUDGET): 0.4,
    (_K.DEVIATION, _K.CHANGE): 0.3,
    (_K.CHANGE, _K.DEVIATION): 0.3,
    (_K.TARGET, _K.BUDGET): 0.3,
    (_K.BUDGET, _K.PLAN): 0.5,
    (_K.PLAN, _K.BUDGET): 0.5,
    (_K.PLAN, _K.FORECAST): 0.4,
}
"""How well a number of the second kind answers a question for the first; pairs not here do not."""

_UNASKED: Mapping[ColumnKind | None, float] = {
    _K.ACTUAL: 1.0,
    None: 0.8,
    _K.FORECAST: 0.95,
    _K.AMENDED_BUDGET: 0.6,
    _K.BUDGET: 0.55,
    _K.TARGET: 0.45,
    _K.PLAN: 0.4,
    _K.SHARE: 0.3,
    _K.DEVIATION: 0.25,
    _K.CHANGE: 0.25,
}
_GROUP = re.compile(r"\b(?:kaupunki|kunta)?konserni(?:n|ssa|lla|taseen?|tilinpäätö\w*|tuloslaskelma\w*|rahoituslaskelma\w*)?\b|\bkoncern", re.IGNORECASE)  # fmt: skip
_OWN = re.compile(r"\b(?:kunta|kaupunki|emo\w*|kunnan|kaupungin)\b", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:Oy|Oyj|Ab|KOy|As\. Oy|säätiö|kuntayhtymä|ry)\b")
_SUM = re.compile(r"yhteensä|kaikki|koko\b|summa", re.IGNORECASE)
_COUNTLESS_UNITS = ("EUR", "%", "EUR/asukas")
_NEXT_WORDS = re.compile(r"\s*((?:[^\W\d_]+[\s-]*){1,3})")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement, or one figure of it, weighed against the question."""

    hit: StatementHit
    figure: Figure | None
    score: float
    cover: Cover

    @property
    def report(self) -> str:
        return self.hit.report


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found: hits with their covers, and the reports they come from."""

    hits: tuple[tuple[StatementHit, Cover], ...]
    reports: Mapping[str, ReportSummary]


def gather(question: Question, library: Library, evidence: Sequence[StatementHit], reports: Mapping[str, ReportSummary]) -> Evidence:  # fmt: skip
    """Weigh the words of every hit, best cover first."""
    names = {key: _named(question, report, library) for key, report in reports.items()}
    known: dict[str, float] = {}

    def weight(key: str) -> float:
        if key not in known:
            known[key] = library.weight(key)
        return known[key]

    pairs = [
        (hit, cover(question.terms, hit, names[hit.report], weight)) for hit in evidence if hit.report in reports
    ]
    return Evidence(tuple(sorted(pairs, key=lambda pair: -pair[1].total)), reports)


def _named(question: Question, report: ReportSummary, library: Library) -> tuple[float, ...]:
    """How far the report's own name speaks of each term of the question."""
    text = " ".join(part for part in (report.organisation, report.unit, report.kind) if part)
    keys = frozenset().union(*library.keys(text)) if text else frozenset()
    return tuple(around(term, keys) for term in question.terms)


def figures(question: Question, evidence: Evidence) -> tuple[Candidate, ...]:
    """Figures that may answer the question, best first; those that cannot are left out."""
    newest = _newest(evidence)
    found: list[Candidate] = []
    for hit, covered in evidence.hits:
        report = evidence.reports[hit.report]
        for figure in hit.statement.figures:
            score = _figure_score(question, hit, covered, figure, report)
            if score is not None:
                found.append(Candidate(hit, figure, score + 0.04 * (hit.report == newest), covered))
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def statements(question: Question, evidence: Evidence) -> tuple[Candidate, ...]:
    """Statements that may answer in words, best first."""
    found = []
    for hit, covered in evidence.hits:
        if hit.statement.kind is StatementKind.HEADING:
            continue
        report = evidence.reports[hit.report]
        if not _in_time(question, hit, report):
            continue
        own = 0.35 * covered.label
        kind = 0.0 if hit.statement.kind is not StatementKind.ROW else -0.15
        score = covered.total + 0.2 * covered.helped + own + 0.2 * hit.dense + kind
        found.append(Candidate(hit, None, score, covered))
    return tuple(sorted(found, key=lambda candidate: -candidate.score))


def _newest(evidence: Evidence) -> str | None:
    dated = [(report.period.end, key) for key, report in evidence.reports.items() if report.period]
    return max(dated)[1] if dated else None


def _figure_score(
    question: Question, hit: StatementHit, covered: Cover, figure: Figure, report: ReportSummary
) -> float | None:
    kind = kind_fit(question, figure, report)
    period = period_fit(asked_periods(question, report), hit, figure, report)
    unit = unit_fit(question, hit, figure)
    if kind is None or period is None or unit is None:
        return None
    whose = scope_fit(question, hit, figure)
    if whose is None:
        return None
    score = covered.total + whose + 0.25 * covered.helped + 0.25 * kind + 0.25 * period + 0.15 * unit + 0.15 * hit.dense
    structured = hit.statement.kind in (StatementKind.ROW, StatementKind.CARD)
    named = [term for term in question.terms if term.essential]
    if structured:
        score += 0.3 * covered.precision
    else:
        score += 0.1 * covered.precision + 0.25 * near(question.terms, figure.metric) - 0.05 * max(0, len(hit.statement.figures) - 3)
    if not any(term.essential for term in question.terms) or covered.label < 0.25 or not named:
        score += 0.35 * headline(hit.statement.label) if structured or figure.column_kind else 0.0
    if question.total and _SUM.search(hit.statement.label):
        score += 0.2
    if figure.column and figure.column_kind is None:
        score += 0.3 * _names_column(question, hit, figure.column)
    if figure.column is None and structured and hit.statement.kind is StatementKind.ROW and len(hit.statement.figures) > 1:
        score -= 0.2  # a column whose header was not read is not guessed at
    return score


def scope_fit(question: Question, hit: StatementHit, figure: Figure | None) -> float | None:
    """Whose figures the statement prints against whose are asked; None when they are another's.

    A city's report prints the same items for the city, for its group and for its companies.
    """
    statement = hit.statement
    places = (*statement.section, statement.context, statement.label, figure.column or "" if figure else "")
    group = figure is not None and any(_GROUP.search(place) for place in places)
    if figure is not None and figure.column and _OWN.search(figure.column):
        group = False
    company = bool(statement.entity and _COMPANY.search(statement.entity))
    named = company and near([t for t in question.terms if t.essential], statement.entity or "") > 0
    if company and not named and question.city:
        return None
    score = -0.25 if company and not named else 0.0
    if question.group:
        return score + (0.2 if group else -0.2)
    return score - (0.3 if group else 0.0)


def _names_column(question: Question, hit: StatementHit, column: str) -> float:
    """Does the question name the column in words of its own ("kustannusarvio") that are not the row's?"""
    own = [t for t in question.terms if t.essential and strength(t, hit.label_keys) < FOUND]
    return max((near((term,), column) for term in own), default=0.0)


def headline(label: str) -> float:
    """How much a label is a bottom line, 0 to 1."""
    lower = label.lower()
    return max((value for word, value in HEADLINES if word in lower), default=0.0)


def asked_periods(question: Question, report: ReportSummary) -> tuple[Period, ...]:
    """The periods asked for, the relative ones resolved from where the report stands."""
    if report.period is None:
        return question.periods
    if question.timed:
        completed = find_periods(question.timed, report.period.end.year)
        return tuple(dict.fromkeys((*question.periods, *(mention.period for mention in completed))))
    if not question.relative:
        return question.periods
    own = report.period.end.year
    whole = (report.period.end - report.period.start).days > 300
    years = {
        Relative.THIS_YEAR: own,
        Relative.LAST_YEAR: own if whole and "talousarvio" not in (report.kind or "") else own - 1,
        Relative.YEAR_BEFORE: own - 1,
        Relative.NEXT_YEAR: own + 1,
    }
    return question.periods + tuple(_year(years[name]) for name in question.relative)


def _year(year: int) -> Period:
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def kind_fit(question: Question, figure: Figure, report: ReportSummary) -> float | None:
    """How well the figure's kind of column answers, None when it cannot."""
    kind = figure.column_kind
    asked = question.kinds
    if not asked:
        if question.unit == "%" and kind is _K.SHARE:
            return 1.0
        fit = _UNASKED[kind]
        if question.past and kind in (_K.FORECAST, _K.BUDGET, _K.AMENDED_BUDGET, _K.PLAN):
            fit -= 0.3
        return fit
    if kind is None:
        past = figure.period is not None and report.period is not None and figure.period.end <= report.period.end
        if _K.ACTUAL in asked and (past or figure.period is None):
            return 0.8
        return 0.45 if figure.column is None else (0.2 if _K.ACTUAL not in asked else None)
    if kind is _K.SHARE and question.unit == "%":
        return 0.9
    fits = [1.0 if wanted is kind else _KIND_FIT.get((wanted, kind), 0.0) for wanted in asked]
    if question.original_budget and kind is _K.AMENDED_BUDGET:
        return None
    best = max(fits)
    if best > 0:
        return best
    # What kind of number a sentence prints is inferred from its words: no ground to exclude it.
    return -0.4 if figure.kind is FigureKind.TEXT else None


def period_fit(
    asked: Sequence[Period], hit: StatementHit, figure: Figure, report: ReportSummary
) -> float | None:
    """How well the figure's period answers, None when it is another one."""
    own = figure.period
    if not asked:
        if own is None or report.period is None:
            return 0.6
        if own.end.year == report.period.end.year:
            return 1.0
        return 0.3
    if own is not None:
        return max((_overlap(period, own, report.period) for period in asked), default=0.0) or None
    said = find_periods(f"{hit.statement.text} {hit.statement.context} {' '.join(hit.statement.section)}")
    if said:
        best = max((_overlap(p, m.period, report.period) for p in asked for m in said), default=0.0)
        if best:
            return 0.8 * best
    if report.period is not None:
        best = max(_overlap(period, report.period, report.period) for period in asked)
        return 0.6 * best if best and not _says_other_year(hit, asked) else None
    return None


def _says_other_year(hit: StatementHit, asked: Sequence[Period]) -> bool:
    years = {mention.period.end.year for mention in find_periods(hit.statement.text)}
    return bool(years) and not any(period.start.year <= year <= period.end.year for period in asked for year in years)  # fmt: skip


def _overlap(asked: Period, own: Period, report: Period | None) -> float:
    if (asked.start, asked.end) == (own.start, own.end):
        return 1.0
    if asked.start <= own.start and own.end <= asked.end:
        return 0.9
    if asked.end == own.end and own.start.year == own.end.year:
        return 0.85  # "by the end of March" and a column of January to March
    if own.start <= asked.start and asked.end <= own.end:
        inside_report = report is not None and (asked.start, asked.end) == (report.start, report.end)
        return 0.7 if inside_report or asked.start == asked.end else 0.4
    return 0.0


def unit_fit(question: Question, hit: StatementHit, figure: Figure) -> float | None:
    """How well the figure's unit answers, None when it cannot."""
    unit = figure.unit
    if question.unit is not None and question.asked is not Asked.SUMMARY:
        if question.unit == "EUR" and unit is None and figure.kind is FigureKind.TABLE:
            return 0.2  # a table in euros may print no unit, a sentence about money does
        if question.unit != unit:
            return None
        return 1.0
    if question.asked is Asked.COUNT:
        if unit in _COUNTLESS_UNITS:
            return None
        return 1.0 if _counts(question, hit, figure) else 0.4
    if question.asked in (Asked.AMOUNT, Asked.DIFFERENCE):
        return {"EUR": 1.0, None: 0.4, "%": 0.0}.get(unit, 0.5)
    return {"EUR": 0.9, "%": 0.5}.get(unit or "", 0.6)


def _counts(question: Question, hit: StatementHit, figure: Figure) -> bool:
    text = hit.statement.text
    place = text.find(figure.raw)
    after = _NEXT_WORDS.match(text, place + len(figure.raw)) if place >= 0 else None
    nouns = question.terms[:1]
    said = f"{after.group(1) if after else ''} {hit.statement.label if hit.statement.kind is not StatementKind.SENTENCE else ''}"
    return near(nouns, said) > 0 if nouns else False


def _in_time(question: Question, hit: StatementHit, report: ReportSummary) -> bool:
    asked = asked_periods(question, report)
    if not asked:
        return True
    said = find_periods(f"{hit.statement.text} {' '.join(hit.statement.section)}")
    if any(_overlap(period, mention.period, report.period) for period in asked for mention in said):
        return True
    if said or report.period is None:
        return not said
    return any(_overlap(period, report.period, report.period) for period in asked)
