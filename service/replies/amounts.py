"""Replies with a figure: one printed number, or a difference of two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.contract import Library
from ingest.records import ColumnKind, FigureKind, Period, StatementKind
from service.choose import Candidate, Evidence, asked_periods, figures, period_fit
from service.citations import Citations
from service.question import Asked, Question
from service.records import AnswerFigure, Conflict
from service.replies.base import Reply, confidence, speaks_of
from service.texts import say
from service.wording import difference, figure_answer, mark, named, number_text, stated

_CLOSE = 0.25
_UNUSED = re.compile(r"käyttämättä", re.IGNORECASE)


def amount(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The figure asked for, and where else the reports print the same one."""
    found = [candidate for candidate in figures(question, evidence) if speaks_of(question, candidate.cover)]
    if not found:
        return None
    best = found[0]
    rival = _contradicting(best, found[1:])
    if rival is not None:
        return _both(question, evidence, best, rival)
    citations = Citations(evidence.reports)
    worded = figure_answer(best, citations, question.language)
    texts = [worded.text]
    more = agreeing(best, found[1:])
    for candidate in more:
        assert candidate.figure is not None
        also = stated(candidate, citations)
        text = f"{say('also', question.language)} {number_text(candidate.figure, question.language)}"
        marks = citations.support(candidate.report, candidate.figure, text)
        texts.append(f"{text} {mark(also)}{''.join(f'[{number}]' for number in marks)}.")
    told = [*worded.figures, *(stated(candidate, citations) for candidate in more)]
    sure = confidence(best, found[1:]) + 0.05 * bool(more)
    return Reply(" ".join(texts), tuple(told), citations.all, min(0.98, sure))


def _contradicting(best: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """A sentence that says of the same thing another number, as surely as the best one does."""
    figure = best.figure
    assert figure is not None
    if figure.kind is not FigureKind.TEXT or best.cover.label < 0.9 or len(best.hit.statement.figures) > 1:
        return None
    for other in others:
        rival = other.figure
        if rival is None or other.score < best.score - 0.06:
            break
        same = rival.kind is figure.kind and (rival.unit, rival.column_kind) == (figure.unit, figure.column_kind)
        if same and other.report == best.report and rival.period == figure.period and other.cover.label >= 0.9 and len(other.hit.statement.figures) == 1:
            if not _same_value(rival.value, rival.scale, rival.raw, figure.value, figure.scale, figure.raw):
                return other
    return None


def _both(question: Question, evidence: Evidence, best: Candidate, rival: Candidate) -> Reply:
    citations = Citations(evidence.reports)
    worded = [figure_answer(candidate, citations, question.language) for candidate in (best, rival)]
    text = " ".join((say("conflict", question.language), *(piece.text for piece in worded)))
    told = tuple(figure for piece in worded for figure in piece.figures)
    about = Conflict(" ".join(question.text.split()), tuple(c.id for c in citations.all))
    return Reply(text, told, citations.all, 0.5, (about,))


def agreeing(best: Candidate, others: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same figure, perhaps rounded, in another form: a card, a sentence, a row of a table."""
    assert best.figure is not None
    seen = {best.figure.kind}
    found: list[Candidate] = []
    for other in others:
        figure = other.figure
        if figure is None or other.score < best.score - _CLOSE or figure.kind in seen or other.report != best.report:
            continue
        same = figure.unit == best.figure.unit and figure.column_kind == best.figure.column_kind
        if same and _same_value(figure.value, figure.scale, figure.raw, best.figure.value, best.figure.scale, best.figure.raw):
            seen.add(figure.kind)
            found.append(other)
    return tuple(found)


def _same_value(a: Decimal, a_scale: int, a_raw: str, b: Decimal, b_scale: int, b_raw: str) -> bool:
    """Equal within the rounding of the coarser of the two as printed."""
    if not a or not b:
        return False
    step = max(_step(a_scale, a_raw), _step(b_scale, b_raw))
    return abs(a - b) <= step / 2


def _step(scale: int, raw: str) -> Decimal:
    _, comma, rest = raw.rpartition(",")
    places = len(re.sub(r"\D", "", rest)) if comma else 0
    return Decimal(scale).scaleb(-places)


def change(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """A change or difference: printed if the report prints it, else computed from two of its cells."""
    computed = _difference(question, evidence)
    direct = _printed_change(question, evidence, library)
    if computed is None or (direct is not None and direct.confidence > computed.confidence):
        return direct or amount(replace(question, asked=Asked.AMOUNT), evidence, library)
    return computed


def _printed_change(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    wanted = (ColumnKind.CHANGE, ColumnKind.DEVIATION) if not question.kinds else question.kinds
    asking = replace(question, asked=Asked.AMOUNT, kinds=wanted)
    found = [c for c in figures(asking, evidence) if speaks_of(question, c.cover)]
    if not found or found[0].figure is None:
        return None
    kind = found[0].figure.column_kind
    if found[0].figure.kind is FigureKind.TEXT or kind is ColumnKind.CHANGE:
        return amount(asking, evidence, library)
    return None


def _difference(question: Question, evidence: Evidence) -> Reply | None:
    for base in _rows(question, evidence):
        pair = _ends(question, base, evidence)
        if pair is None:
            continue
        later, earlier = pair
        citations = Citations(evidence.reports)
        second, first = stated(later, citations), stated(earlier, citations)
        result = difference(second, first)
        text = _difference_text(question, later, earlier, result, citations)
        sure = max(0.05, min(0.95, 0.3 + 0.6 * base.cover.total))
        return Reply(text, (result, second, first), citations.all, sure)
    return None


def _difference_text(
    question: Question, later: Candidate, earlier: Candidate, result: AnswerFigure, citations: Citations
) -> str:
    assert later.figure is not None and earlier.figure is not None
    language = question.language
    unit = later.figure.printed_unit
    shown = result.raw if not unit else f"{result.raw} {unit}" if not unit[0].isdigit() else say("in_unit", language, number=result.raw, unit=unit)  # fmt: skip
    text = f"{say('difference', language, result=shown)} = {later.figure.raw} − {_bracketed(earlier.figure.raw)}"
    what = f"{named(later.hit.statement, later.figure)}; {earlier.figure.column or ''}".rstrip("; ")
    row = citations.statement(later.report, later.hit.statement)
    text = f"{text} ({what}) [{row}]"
    more = [*citations.support(later.report, later.figure, text), *citations.support(earlier.report, earlier.figure, text)]
    return text + "".join(f"[{number}]" for number in dict.fromkeys(more))


def _bracketed(raw: str) -> str:
    return f"({raw})" if raw[:1] in "-+−–" else raw


def _rows(question: Question, evidence: Evidence) -> list[Candidate]:
    """Rows and cards that speak of the question, best first, whatever their columns."""
    rows = [
        Candidate(hit, None, cover.total + 0.3 * cover.precision + 0.1 * cover.label, cover)
        for hit, cover in evidence.hits
        if hit.statement.kind in (StatementKind.ROW, StatementKind.CARD) and speaks_of(question, cover)
    ]
    return sorted(rows, key=lambda candidate: -candidate.score)[:5]


def _ends(question: Question, base: Candidate, evidence: Evidence) -> tuple[Candidate, Candidate] | None:
    """The two figures of one row between which the question asks: (later, earlier)."""
    report = evidence.reports[base.report]
    row = [Candidate(base.hit, figure, 0.0, base.cover) for figure in base.hit.statement.figures]
    row = [c for c in row if c.figure and c.figure.column_kind not in (ColumnKind.CHANGE, ColumnKind.DEVIATION, ColumnKind.SHARE)]
    periods = sorted(asked_periods(question, report), key=lambda period: period.end)

    def of_period(period: Period) -> Candidate | None:
        fits = [(fit, -place, c) for place, c in enumerate(row) if c.figure and c.figure.period
                and c.figure.column_kind in (None, ColumnKind.ACTUAL, *question.kinds)
                and (fit := period_fit((period,), base.hit, c.figure, report))]  # fmt: skip
        return max(fits, key=lambda item: item[:2])[2] if fits else None

    asked_kinds = tuple(k for k in question.kinds if k not in (ColumnKind.CHANGE, ColumnKind.DEVIATION))

    def of_kind(kinds: Sequence[ColumnKind]) -> Candidate | None:
        return next((c for kind in kinds for c in row if c.figure and c.figure.column_kind is kind), None)

    later: Candidate | None = None
    earlier: Candidate | None = None
    budgets = (ColumnKind.AMENDED_BUDGET, ColumnKind.BUDGET)
    if _UNUSED.search(question.text):
        later, earlier = of_kind(budgets), of_kind((ColumnKind.ACTUAL, ColumnKind.FORECAST))
    elif len(periods) >= 2:
        earlier, later = of_period(periods[0]), of_period(periods[-1])
    elif len(periods) == 1 and asked_kinds:
        earlier, later = of_period(periods[0]), of_kind(asked_kinds)
        if later is not None and earlier is later:
            earlier = None
    elif len(periods) == 1 and report.period is not None:
        own = report.period
        if periods[0].end < own.start:
            earlier, later = of_period(periods[0]), _latest(row, periods[0])
        else:
            later, earlier = of_period(periods[0]), _before(row, periods[0])
    elif len(asked_kinds) >= 2:
        later, earlier = of_kind(asked_kinds[:1]), of_kind(asked_kinds[1:])
    elif not periods and not asked_kinds and report.period is not None:
        later = of_period(report.period) or _latest(row, None)
        earlier = _before(row, later.figure.period) if later and later.figure and later.figure.period else None
    if later is None or earlier is None or later is earlier or later.figure is None or earlier.figure is None:
        return None
    if (later.figure.unit, later.figure.scale) != (earlier.figure.unit, earlier.figure.scale):
        return None
    return later, earlier


def _latest(row: Sequence[Candidate], after: Period | None) -> Candidate | None:
    dated = [c for c in row if c.figure and c.figure.period and (after is None or c.figure.period.end > after.end)]
    return max(dated, key=lambda c: c.figure.period.end if c.figure and c.figure.period else after.end) if dated and after else (dated[0] if dated else None)  # fmt: skip


def _before(row: Sequence[Candidate], period: Period) -> Candidate | None:
    dated = [c for c in row if c.figure and c.figure.period and c.figure.period.end < period.end]
    return dated[0] if dated else None
