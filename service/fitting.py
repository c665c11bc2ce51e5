"""What a figure must be to answer: of the kind, the period, the unit and the body that were asked.

Each fit is a weight, or None where the figure cannot be the answer whatever else speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from index.contract import ReportSummary, StatementHit
from ingest.periods import find_periods, year_period
from ingest.records import ColumnKind, Figure, FigureKind, Period, Statement, StatementKind
from service.asking import PER_HEAD, PERCENT, Asked, Relative
from service.matching import near
from service.question import Question

_K = ColumnKind
_KIND_FIT: Mapping[tuple[ColumnKind, ColumnKind], float] = {
    (_K.BUDGET, _K.AMENDED_BUDGET): 0.9,
    (_K.AMENDED_BUDGET, _K.BUDGET): 0.4,
    (_K.TARGET, _K.BUDGET): 0.3,
    (_K.BUDGET, _K.PLAN): 0.5,
    (_K.PLAN, _K.BUDGET): 0.5,
    (_K.PLAN, _K.FORECAST): 0.4,
    (_K.FORECAST, _K.PLAN): 0.5,
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
_GROUP = re.compile(
    r"\b(?:kaupunki|kunta)?konserni(?:n|ssa|lla|taseen?|tilinpäätö\w*|tuloslaskelma\w*|rahoituslaskelma\w*)?\b"
    r"|\bkoncern",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:kunta|kaupunki|emo\w*|kunnan|kaupungin)\b", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:Oy|Oyj|Ab|KOy|As\. Oy|säätiö|kuntayhtymä|ry)\b")
_COMPANY_NOUNS = frozenset({
    "yhtiö", "tytäryhtiö", "konserniyhtiö", "osakeyhtiö", "osakkuusyhtiö", "yhteisö", "tytäryhteisö",
    "konserniyhteisö", "säätiö", "kuntayhtymä", "konserni", "yritys",
})  # fmt: skip
_NAME_WORD = re.compile(r"[^\W\d_]{3,}")
_ELSEWHERE = re.compile(
    r"\bvaltakunn\w+|\bkoko maa(?:n|ssa)?\b|\bmanner-suome\w+|\b(?:kaikkien|suomen) (?:suomen )?kuntien\b"
    r"|\bkunt(?:ien|akonsernien) keskiarvo\w*|\bkuntakonsernien keskimäär\w+|\bkoko suome\w+|\bhela landet\b"
    r"|\bnation(?:al|wide)\b",
    re.IGNORECASE,
)
"""Words of figures of the whole country, which stand beside a city's own to compare."""
_HEADS = re.compile(
    r"(?:asukas|väestö|henkilöstö|oppilas|opiskelija|asiakas|kävijä|lapsi|työntekijä)(?:luku|määrä)$|^väkiluku$"
)
"""Words that ask for a number of people, whatever the question's form."""
_NO_TIME = re.compile(
    r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[^\W\d_])"
    r"|(?<=keskiarvo )\(\d–\d+\)|\b(?:asteikolla|asteikko|arvosana\w*) \(?\d–\d+\)?",
    re.IGNORECASE,
)
"""The number of a heading ("1.7 Riskienhallinta") and a scale ("keskiarvo (1–5)"), which are no dates."""
_COMPARED = re.compile(r"\((?:vuonna )?(?:19|20)\d\d:[^()]*\)")
"""The number of another year put beside the report's own: "oli 164 (2024: 231)"."""
_MONTH_DAYS = 31
_COUNTLESS_UNITS = ("EUR", "%", "EUR/asukas")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s:]*$")
_NEXT_WORDS = re.compile(r"\s*((?:[^\W\d_]+[\s-]*){1,3})")


def scope_fit(question: Question, hit: StatementHit, figure: Figure | None) -> float | None:
    """Whose figures the statement prints against whose are asked; None when they are another's.

    A city's report prints the same items for the city, for its group and for its companies.
    """
    statement = hit.statement
    entity = statement.entity or ""
    group = is_group(hit, figure)
    if _is_company(entity) and not _names(question, entity):
        # Who names no company asks of the city itself; a row may be of a company that is only its title.
        told = statement.kind is StatementKind.SENTENCE
        if question.city or (told and not asks_of_companies(question)):
            return None
        score = -0.25
    else:
        score = 0.0
    if _ELSEWHERE.search(_said_of(statement, figure)) and not _ELSEWHERE.search(question.text):
        return None
    if question.group:
        return score if group else None
    if question.city and group and not (figure is not None and figure.kind is FigureKind.TEXT):
        return None
    return score - (0.3 if group else 0.0)


def is_group(hit: StatementHit, figure: Figure | None) -> bool:
    """Is it the city's group whose figure it is?"""
    statement = hit.statement
    column = figure.column or "" if figure else ""
    return _of_group(statement.section, statement.entity or "", statement.context, statement.label, column)


def _said_of(statement: Statement, figure: Figure | None) -> str:
    """What says where a figure is from: its row and column, or its sentence where it is the only figure."""
    if statement.kind is not StatementKind.SENTENCE:
        return f"{statement.label} {figure.column or '' if figure else ''}"
    return statement.text if len(statement.figures) < 2 else ""


def _names(question: Question, company: str) -> bool:
    """Does the question speak of a company, by a word of its name or of what it does ("vesiyhtiö")?"""
    if near(question.essential, company) > 0:
        return True
    words = [word.lower() for word in _NAME_WORD.findall(company)]
    parts = {part.key for term in question.essential for part in term.parts if len(part.key) > 3}
    return any(word.startswith(part[:5]) for part in parts for word in words)


def asks_of_companies(question: Question) -> bool:
    """Is the question about companies in general, or does it list, so that each may answer?"""
    return question.asked in (Asked.LIST, Asked.SUMMARY) or any(
        key in _COMPANY_NOUNS for term in question.terms for key in term.keys
    )


@lru_cache(maxsize=20_000)
def _of_group(section: tuple[str, ...], entity: str, context: str, label: str, column: str) -> bool:
    if _OWN.search(column):
        return False
    return any(_GROUP.search(place) for place in (*section, entity, context, label, column))


@lru_cache(maxsize=5_000)
def _is_company(name: str) -> bool:
    return _COMPANY.search(name) is not None


def asked_periods(question: Question, report: ReportSummary) -> tuple[Period, ...]:
    """The periods asked for, the relative ones resolved from where the report stands."""
    periods = _completed(question, report)
    return tuple(map(_last_day, periods)) if question.until else periods


def _last_day(period: Period) -> Period:
    """What "by the end of" a period asks for."""
    return replace(period, start=period.end)


def _completed(question: Question, report: ReportSummary) -> tuple[Period, ...]:
    if report.period is None:
        return question.periods
    own = report.period.end.year
    whole = (report.period.end - report.period.start).days > 300
    if "talousarvio" in (report.kind or ""):  # made the year before: "ensi vuonna" is its own year
        both = Relative.NEXT_YEAR in question.relative
        ahead = {
            Relative.THIS_YEAR: own - 1 if both else own,
            Relative.LAST_YEAR: own - 1,
            Relative.NEXT_YEAR: own,
        }
    else:
        ahead = {
            Relative.THIS_YEAR: own,
            Relative.LAST_YEAR: own if whole else own - 1,
            Relative.NEXT_YEAR: own + 1,
        }
    years = {**ahead, Relative.YEAR_BEFORE: own - 1}
    if question.so_far and not whole and not (question.periods or question.timed or question.relative):
        return (report.period,)
    relative = [years[name] for name in question.relative]
    if question.timed:  # "viime vuoden kesäkuussa": the month is of the year named so, else of the report's
        times = tuple(m.period for m in find_periods(question.timed, relative[0] if relative else own))
        if ColumnKind.FORECAST in question.kinds and _name_the_report(times, report.period):
            return question.periods  # "syyskuun ennuste" is the one made then, of the year
        return tuple(dict.fromkeys((*question.periods, *times)))
    return question.periods + tuple(map(year_period, relative))


def _name_the_report(times: Sequence[Period], own: Period) -> bool:
    """Do times say when the report was made: months of which the last ends its time?"""
    return bool(times) and all(
        when.end == own.end and (when.end - when.start).days < _MONTH_DAYS for when in times
    )


def kind_fit(question: Question, figure: Figure, report: ReportSummary) -> float | None:
    """How well the figure's kind of column answers, None when it cannot."""
    kind = figure.column_kind
    asked = question.kinds
    if not asked:
        if question.unit == "%" and kind is _K.SHARE:
            return 1.0
        if question.implied:
            return _implied_fit(question.implied, kind)
        fit = _UNASKED[kind]
        if question.past and kind in (_K.FORECAST, _K.BUDGET, _K.AMENDED_BUDGET, _K.PLAN):
            fit -= 0.3
        return fit
    if kind is None:
        past = (
            figure.period is not None and report.period is not None and figure.period.end <= report.period.end
        )
        if _K.ACTUAL in asked and (past or figure.period is None):
            return 0.8
        return 0.45 if figure.column is None else (0.2 if _K.ACTUAL not in asked else None)
    if kind is _K.SHARE and question.unit == "%":
        return 0.9
    if asked == (_K.SHARE,) and kind is not _K.CHANGE and figure.unit == "%":
        return 0.8  # a share is told as what came about of it, or was planned
    fits = [1.0 if wanted is kind else _KIND_FIT.get((wanted, kind), 0.0) for wanted in asked]
    if _K.FORECAST in asked and kind is _K.BUDGET and "talousarvio" in (report.kind or ""):
        fits.append(0.9)  # what a budget estimates is what it budgets
    if question.original_budget and kind is _K.AMENDED_BUDGET:
        return None
    best = max(fits)
    if best > 0:
        return best
    # What kind of number a sentence prints is inferred from its words: no ground to exclude it.
    return -0.4 if figure.kind is FigureKind.TEXT else None


def _implied_fit(implied: Sequence[ColumnKind], kind: ColumnKind | None) -> float:
    """What is only implied excludes nothing."""
    if kind is None:
        return 0.6
    if kind in implied:
        return 1.0 - 0.15 * list(implied).index(kind)
    return max(_KIND_FIT.get((wanted, kind), 0.15) for wanted in implied)


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
    said = _said(report, hit.statement.text, hit.statement.context, *hit.statement.section)
    if said:
        best = max((_overlap(p, named, report.period) for p in asked for named in said), default=0.0)
        if best:
            return 0.8 * best
    if report.period is not None:
        best = max(_overlap(period, report.period, report.period) for period in asked)
        return 0.6 * best if best and not _says_other_year(hit, asked) else None
    return None


def _said(report: ReportSummary, *texts: str) -> tuple[Period, ...]:
    """The periods that texts of a report name; a month without a year is of the report's year."""
    year = report.period.end.year if report.period else None
    return tuple(mention.period for mention in find_periods(" ".join(texts), year))


def _says_other_year(hit: StatementHit, asked: Sequence[Period]) -> bool:
    years = {mention.period.end.year for mention in find_periods(_COMPARED.sub(" ", hit.statement.text))}
    named = any(period.start.year <= year <= period.end.year for period in asked for year in years)
    return bool(years) and not named


def _overlap(asked: Period, own: Period, report: Period | None) -> float:
    if (asked.start, asked.end) == (own.start, own.end):
        return 1.0
    if asked.start <= own.start and own.end <= asked.end:
        return 0.9 if asked.start.year == asked.end.year else 0.0  # one year is no answer for several
    if asked.start == asked.end == own.end and own.start.year == own.end.year:
        return 0.85  # "by the end of March" and a column of January to March
    # A whole year does not tell of a part of it, unless the part is the report's own time.
    inside = own.start <= asked.start and asked.end <= own.end
    own_time = report is not None and (asked.start, asked.end) == (report.start, report.end)
    return 0.7 if inside and own_time else 0.0


def unit_fit(question: Question, hit: StatementHit, figure: Figure) -> float | None:
    """How well the figure's unit answers, None when it cannot."""
    unit = figure.unit
    if question.unit is not None and question.asked is not Asked.SUMMARY:
        if question.unit == "EUR" and unit is None and figure.kind is FigureKind.TABLE:
            return 0.2  # a table in euros may print no unit, a sentence about money does
        if question.unit == unit:
            return 1.0
        return _unit_told(question.unit, hit, figure)
    if unit in _COUNTLESS_UNITS and any(_HEADS.search(key) for t in question.essential for key in t.keys):
        return None
    if question.asked is Asked.COUNT:
        if unit in _COUNTLESS_UNITS:
            return None
        return 1.0 if counts(question, hit, figure) else 0.4
    if question.asked in (Asked.AMOUNT, Asked.DIFFERENCE):
        return {"EUR": 1.0, None: 0.4, "%": 0.0}.get(unit, 0.5)
    return {"EUR": 0.9, "%": 0.5}.get(unit or "", 0.6)


def _unit_told(unit: str, hit: StatementHit, figure: Figure) -> float | None:
    """How well a figure's label or sentence tells the unit that the number itself does not."""
    said = f"{hit.statement.label} {figure.column or ''}"
    around = f"{said} {hit.statement.context} {' '.join(hit.statement.section[-1:])}"
    if hit.statement.kind is StatementKind.SENTENCE and any(f.unit == unit for f in hit.statement.figures):
        return None  # the sentence tells the unit of that number, not of this one
    if unit == "EUR" and (figure.unit or "").startswith("EUR/") and figure.unit != "EUR/asukas":
        return 0.7  # "paljonko kuutio maksaa" asks for a price
    if unit == "EUR/asukas" and figure.unit in ("EUR", None) and PER_HEAD.search(said):
        return 0.9
    if unit == "%" and figure.unit is None and PERCENT.search(around):
        return 0.7
    return None


def counts(question: Question, hit: StatementHit, figure: Figure) -> bool:
    """Does the number count what the question names: the noun stands behind it, or before it where nothing
    does ("… ja risteilyaluksia 14."), or in its label?"""
    text = hit.statement.text
    place = text.find(figure.raw)
    after = _NEXT_WORDS.match(text, place + len(figure.raw)) if place >= 0 else None
    before = _WORD_BEFORE.search(text, 0, place) if place >= 0 and after is None else None
    nouns = question.terms[:1]
    label = "" if hit.statement.kind is StatementKind.SENTENCE else hit.statement.label
    said = (match.group(1) for match in (after, before) if match)
    return bool(nouns) and near(nouns, f"{' '.join(said)} {label}") > 0


def in_time(question: Question, hit: StatementHit, report: ReportSummary) -> bool:
    """May a statement in words answer, by the times that it and its report name?"""
    asked = asked_periods(question, report)
    if not asked:
        return True
    section = [_NO_TIME.sub(" ", name) for name in hit.statement.section]
    text = _NO_TIME.sub(" ", hit.statement.text)
    said = _said(report, text, *section)
    if any(_overlap(period, named, report.period) for period in asked for named in said):
        return True
    if _said(report, _COMPARED.sub(" ", text), *section):
        return False
    if any(
        _overlap(p, named, report.period) for p in asked for named in _said(report, hit.statement.context)
    ):
        return True  # the sentence before tells the time, or the head of the row's column
    return report.period is None or any(
        _overlap(period, report.period, report.period) or period.end == report.period.end for period in asked
    )
