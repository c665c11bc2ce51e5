"""Is it so: by two printed numbers, each the same thing's, held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from index.contract import Library, ReportSummary
from ingest.records import ColumnKind, Figure, FigureKind, Period, StatementKind
from service.choose import Evidence, FigureCandidate, figures
from service.citations import Citations
from service.fitting import asked_periods
from service.question import Question
from service.records import AnswerFigure, Language
from service.replies.base import Reply, answers, confidence
from service.replies.comparing import BUDGET, Comparison, Relation, Standard, comparison
from service.replies.verdict_words import asks_of_missing, reached, status
from service.texts import say
from service.wording import bracketed, difference, figure_answer, named, number_text, quoted, stated

_K = ColumnKind
_BUDGETS = (_K.AMENDED_BUDGET, _K.BUDGET, _K.PLAN)
_OUTCOMES = (_K.FORECAST, _K.ACTUAL, None)
_AMOUNTS = (_K.FORECAST, _K.ACTUAL, _K.AMENDED_BUDGET, _K.BUDGET, _K.PLAN, None)
_SIGNED = re.compile(r"vuosikat|tulos|jäämä|rahoitu|tase|kassavar", re.IGNORECASE)
"""Items whose sign tells: less of them is less, however far below nought."""
_AT_MOST = re.compile(r"enintään|korkeintaan|alle|\bmax|≤|<|\bat most|högst", re.IGNORECASE)
_AT_LEAST = re.compile(r"vähintään|yli|ainakin|\bmin|≥|>|\bat least|minst", re.IGNORECASE)
_BETTER_LESS = re.compile(
    r"poissaol|aika|kesto|kulu|meno|kustannu|hävik|vuoto|päästö|velka|lainakan|lainamäär", re.IGNORECASE
)
_BASE = re.compile(r"lähtö(?:taso|arvo|tilanne)|perusura|nykytaso|nolla", re.IGNORECASE)
"""Columns that a target is set out from."""
_WHOLE_YEAR = 300
_TRIED = 4
_ROUNDED = Decimal("0.1")
_SPOKEN_OF = 0.3
_NEAR = 0.25
"""From this chance on a row with both numbers is held to be the one asked for."""
_SPEED = re.compile(r"nopeut|hidast|faster|slower|snabb|långsam", re.IGNORECASE)
_DURATION = re.compile(r"aika|kest|vrk|vuorokau|päivä|viikko|kuukau|tunti", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """The number asked about, the one it is held against, and what is printed between them."""

    number: FigureCandidate
    against: FigureCandidate
    between: Figure | None = None


def by_figures(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Yes or no by two printed numbers, None where the question compares nothing or they are not there."""
    compared = comparison(question, library)
    if compared is None:
        return None
    evidence = evidence.rated(compared.asking)
    match compared.standard:
        case Standard.BUDGET:
            pair = _against_budget(question, compared, evidence)
        case Standard.TARGET:
            return _against_target(question, compared, evidence)
        case Standard.EARLIER:
            pair = _against_earlier(question, compared, evidence)
        case Standard.OTHER:
            pair = _against_other(compared, evidence)
    if pair is None:
        return None
    one, two = _sides(pair)
    return _told(question, pair, _holds(compared.relation, one - two), evidence)


def _holds(relation: Relation, more: Decimal) -> bool:
    match relation:
        case Relation.MORE:
            return more > 0
        case Relation.LESS:
            return more < 0
        case Relation.WITHIN:
            return more <= 0
        case Relation.SAME:
            return more == 0


def _sides(pair: Pair) -> tuple[Decimal, Decimal]:
    """The two numbers as they are compared: costs printed with a minus by their size."""
    one, two = pair.number.figure, pair.against.figure
    costs = one.value <= 0 and two.value <= 0 and not _SIGNED.search(one.metric)
    return (abs(one.value), abs(two.value)) if costs else (one.value, two.value)


def _told(question: Question, pair: Pair, holds: bool, evidence: Evidence) -> Reply:
    """The word, then the difference, printed or computed, and the two numbers."""
    citations = Citations(evidence.reports)
    language = question.language
    pieces: list[str] = []
    shown: list[AnswerFigure] = []
    one, two = pair.number, pair.against
    if pair.between is not None:
        worded = figure_answer(replace(one, figure=pair.between), citations, language)
        pieces.append(worded.text)
        shown += worded.figures
    computed = pair.between is None and one.hit.statement.kind is not StatementKind.SENTENCE
    if computed and _same_scale(one.figure, two.figure):
        text, made = _computed(one, two, citations, language)
        pieces.append(text)
        shown += (made, *(stated(candidate, citations) for candidate in (one, two)))
    else:
        for candidate in (one, two):
            worded = figure_answer(candidate, citations, language)
            if worded.text not in pieces:
                pieces.append(worded.text)
            shown += worded.figures
    if one.figure.kind is FigureKind.TEXT and one.hit is two.hit:  # one sentence says both
        pieces = [quoted(one.hit.statement, one.report, citations)]
    text = f"{say('answer.yes' if holds else 'answer.no', language)} {'; '.join(pieces)}"
    return Reply(text, tuple(shown), citations.all, min(0.95, confidence(one, ())))


def _same_scale(one: Figure, two: Figure) -> bool:
    return one.unit == two.unit and one.scale == two.scale


def _computed(
    one: FigureCandidate, two: FigureCandidate, citations: Citations, language: Language
) -> tuple[str, AnswerFigure]:
    made = difference(stated(one, citations), stated(two, citations))
    shown = number_text(replace(one.figure, raw=made.raw, qualifier=None), language)
    sides = f"{one.figure.raw} − {bracketed(two.figure.raw)}"
    marks = dict.fromkeys(
        citations.statement(candidate.report, candidate.hit.statement) for candidate in (one, two)
    )
    other = two.figure.column or "" if one.hit is two.hit else named(two.hit.statement, two.figure)
    what = f"{named(one.hit.statement, one.figure)}; {other}".rstrip("; ")
    text = f"{say('answer.difference', language, result=shown)} = {sides} ({what})"
    more = [number for c in (one, two) for number in citations.support(c.report, c.figure, text)]
    return f"{text} {''.join(f'[{number}]' for number in dict.fromkeys((*marks, *more)))}", made


def _against_budget(question: Question, compared: Comparison, evidence: Evidence) -> Pair | None:
    for candidate in _likely(compared.asking, evidence, ((_K.FORECAST,), (_K.ACTUAL,), ()))[:_TRIED]:
        pair = _with_budget(candidate, evidence.reports[candidate.report])
        if pair is not None:
            return pair
    return None


def _likely(
    asking: Question, evidence: Evidence, tries: Iterable[tuple[ColumnKind, ...]]
) -> list[FigureCandidate]:
    """Figures of any of the kinds that may be of what is asked, each row once, likeliest first."""
    best: dict[tuple[str, str], FigureCandidate] = {}
    for kinds in tries:
        for candidate in figures(replace(asking, kinds=kinds), evidence):
            place = (candidate.report, candidate.hit.statement.id)
            known = best.get(place)
            if _near(asking, candidate) and (known is None or _sure(candidate) > _sure(known)):
                best[place] = candidate
    return sorted(best.values(), key=lambda candidate: -_sure(candidate))


def _sure(candidate: FigureCandidate) -> float:
    return candidate.chance if candidate.chance is not None else candidate.score


def _near(asking: Question, candidate: FigureCandidate) -> bool:
    """Likely enough where the row also has to hold the number to compare with."""
    return answers(asking, candidate) or (candidate.chance or 0.0) >= _NEAR


def _answering(asking: Question, evidence: Evidence) -> list[FigureCandidate]:
    return [candidate for candidate in figures(asking, evidence) if answers(asking, candidate)]


def _with_budget(candidate: FigureCandidate, report: ReportSummary) -> Pair | None:
    """The outcome and the budget in force of the candidate's own row or sentence: those between which
    the printed deviation lies, else the year's outcome and the last budget of the row."""
    row = candidate.hit.statement.figures
    if candidate.figure.kind is FigureKind.TEXT and len(row) > 3:
        return None
    outcomes = [figure for figure in row if figure.column_kind in _OUTCOMES]
    budgets = [figure for kind in _BUDGETS for figure in reversed(row) if figure.column_kind is kind]
    deviations = [figure for figure in row if figure.column_kind is _K.DEVIATION and figure.value]
    pairs = [(o, b) for o in outcomes for b in budgets if _comparable(o, b)]
    for deviation in deviations:
        for outcome, budget in pairs:
            if abs(abs(outcome.value - budget.value) - abs(deviation.value)) <= deviation.scale * Decimal(
                "0.1"
            ):
                return _pair(candidate, outcome, budget, deviation)
    own = [(o, b) for o, b in pairs if _whole(o, report) and (o is candidate.figure or candidate.figure is b)]
    own = own or [(o, b) for o, b in pairs if _whole(o, report)]
    if not own:
        return None
    outcome, budget = own[0]
    return _pair(candidate, outcome, budget, deviations[0] if len(deviations) == 1 and not pairs else None)


def _pair(candidate: FigureCandidate, one: Figure, two: Figure, between: Figure | None) -> Pair:
    return Pair(replace(candidate, figure=one), replace(candidate, figure=two), between)


def _comparable(one: Figure, two: Figure) -> bool:
    """Of one unit, one owner, one sign and one year: a cost is held against a cost."""
    if one is two or one.unit != two.unit or one.entity != two.entity:
        return False
    if one.value * two.value < 0 and not _SIGNED.search(one.metric):
        return False
    years = {figure.period.end.year for figure in (one, two) if figure.period is not None}
    return len(years) <= 1


def _whole(figure: Figure, report: ReportSummary) -> bool:
    """Is the number of a whole year: a part of it is not held against the year's budget?"""
    if figure.column_kind is _K.FORECAST or figure.kind is FigureKind.TEXT:
        return True
    period = figure.period or report.period
    return period is None or (period.end - period.start).days > _WHOLE_YEAR


def _against_target(question: Question, compared: Comparison, evidence: Evidence) -> Reply | None:
    """A number and its target in one row, card or sentence."""
    best: tuple[float, FigureCandidate, Figure] | None = None
    for kinds in ((), (_K.TARGET,)):
        for candidate in figures(replace(compared.asking, kinds=kinds), evidence)[:40]:
            row = candidate.hit.statement.figures
            target = next((figure for figure in row if figure.column_kind is _K.TARGET), None)
            sure = candidate.chance if candidate.chance is not None else candidate.cover.total
            if target is None or sure < _NEAR or candidate.cover.total < _SPOKEN_OF:
                continue
            asked = asked_periods(question, evidence.reports[candidate.report])
            number = _outcome(row, target, asked)
            if number is not None and (best is None or sure > best[0]):
                best = (sure, replace(candidate, figure=number), target)
    if best is None:
        return reached(question, compared.asking, evidence)
    sure, candidate, target = best
    pair = Pair(candidate, replace(candidate, figure=target))
    said = candidate.hit.statement.text
    before = said[max(0, said.find(target.raw) - 20) : said.find(target.raw)]
    bound = f"{target.qualifier or ''} {before} {target.column or ''}"
    more = candidate.figure.value - target.value
    match compared.relation:
        case Relation.WITHIN:
            below = bool(_AT_MOST.search(bound)) or (
                not _AT_LEAST.search(bound) and bool(_BETTER_LESS.search(said))
            )
            holds = more <= 0 if below else more >= 0
        case relation:
            holds = _holds(relation, more)
    marked = status(said) if compared.relation is Relation.WITHIN else None
    holds = holds if marked is None else marked
    if compared.relation is Relation.WITHIN and asks_of_missing(question):
        holds = not holds
    return replace(_told(question, pair, holds, evidence), confidence=max(0.3, sure))


def _outcome(row: Sequence[Figure], target: Figure, asked: Sequence[Period]) -> Figure | None:
    """What came of it in the time asked, else at last: not the level from which the target sets out."""
    found = [
        figure
        for figure in row
        if figure is not target
        and figure.column_kind in _OUTCOMES
        and figure.unit == target.unit
        and not _BASE.search(figure.column or "")
    ]
    ends = {period.end for period in asked}
    timed = [figure for figure in found if figure.period is not None and figure.period.end in ends]
    return max(
        timed or found,
        key=lambda figure: figure.period.end if figure.period is not None else date.max,
        default=None,
    )


def _against_earlier(question: Question, compared: Comparison, evidence: Evidence) -> Pair | None:
    """The number of the time asked and of the time before it, from one row; a printed change between."""
    asking = compared.asking
    budget = BUDGET.search(question.text) is not None
    tries: tuple[tuple[ColumnKind, ...], ...] = ((_K.BUDGET,),) if budget else ((), (_K.FORECAST,))
    loose = replace(asking, periods=(), relative=(), timed="", until=False)
    timed = _SPEED.search(question.text)
    for candidate in _likely(loose, evidence, tries)[:_TRIED]:
        if timed and not _DURATION.search(candidate.hit.statement.text):
            continue
        pair = _years(question, candidate, tries[0], evidence.reports[candidate.report])
        if pair is not None:
            return pair
    return None


def _years(
    question: Question, candidate: FigureCandidate, kinds: Sequence[ColumnKind], report: ReportSummary
) -> Pair | None:
    row = candidate.hit.statement.figures
    if candidate.figure.kind is FigureKind.TEXT and len(row) > 3:
        return None
    alike = [
        figure
        for figure in row
        if figure.period is not None
        and figure.unit == candidate.figure.unit
        and figure.entity == candidate.figure.entity
        and (figure.column_kind in _BUDGETS if kinds == (_K.BUDGET,) else figure.column_kind in _OUTCOMES)
    ]
    alike.sort(key=lambda figure: figure.period.end if figure.period else date.min)
    asked = sorted(asked_periods(question, report), key=lambda period: period.end)
    later, earlier = _ends(alike, asked, report)
    if later is None or earlier is None or later is earlier:
        return None
    changes = [
        figure
        for figure in row
        if figure.column_kind is _K.CHANGE
        and figure.unit == later.unit
        and abs(abs(later.value - earlier.value) - abs(figure.value)) <= figure.scale
    ]
    return _pair(candidate, later, earlier, changes[0] if changes else None)


def _ends(
    row: Sequence[Figure], asked: Sequence[Period], report: ReportSummary
) -> tuple[Figure | None, Figure | None]:
    """(later, earlier) among figures in order of time."""

    def of(period: Period) -> Figure | None:
        exact = [f for f in row if f.period is not None and f.period.end == period.end]
        year = [f for f in row if f.period is not None and f.period.end.year == period.end.year]
        return next(reversed(exact or year), None)

    own = [f for f in row if report.period is None or (f.period and f.period.end <= report.period.end)]
    now = next(reversed(own or row), None)
    if len(asked) >= 2:
        return of(asked[-1]), of(asked[0])
    if asked:
        found = of(asked[0])
        if found is None:
            return None, None
        if report.period is not None and asked[0].end < report.period.start and now is not found:
            return now, found
        now = found
    if now is None or now.period is None:
        return None, None
    length = (now.period.end - now.period.start).days
    before = [f for f in row if f.period is not None and f.period.end < now.period.end]
    same = [f for f in before if f.period and abs((f.period.end - f.period.start).days - length) < 40]
    return now, next(reversed(same or before), None)


def _against_other(compared: Comparison, evidence: Evidence) -> Pair | None:
    """Two things' numbers of the same kind and time."""
    assert compared.other is not None
    first = _answering(compared.asking, evidence.rated(compared.asking))[:1]
    second = _answering(compared.other, evidence.rated(compared.other))
    for one in first:
        for two in second:
            a, b = one.figure, two.figure
            if (a.unit, a.column_kind) == (b.unit, b.column_kind) and a.period == b.period and a != b:
                return Pair(one, two)
    return None
