"""All rows of a table that meet a condition, or the largest or smallest of them, each with its figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.contract import Library, StatementHit
from ingest.records import Figure
from service.choose import Evidence, FigureCandidate
from service.citations import Citations
from service.fitting import asked_periods, period_fit
from service.matching import Cover
from service.question import Question
from service.records import AnswerFigure
from service.replies.base import Reply
from service.replies.rows.columns import compared, figure_of
from service.replies.rows.conditions import Measured, measured
from service.replies.rows.pick import MOST, Pick, pick_of
from service.replies.rows.series import Item, Series, series_of, series_over_tables
from service.replies.rows.suiting import UNITS, suited, wanted
from service.replies.rows.tables import likely_tables
from service.terms import Term
from service.texts import say
from service.wording import figure_answer, stated

_ENOUGH = 0.62
_MOST_LISTED = 30
_RUNNERS_UP = 2
_NEWEST = 0.05
_APART = 0.15
"""What rows of many tables lose against one table that holds them together."""
_NO_WORDS: frozenset[str] = frozenset()
_NOTHING = Cover(0.0, 0.0, (), 0.0, 0.0)
_SIZE = re.compile(r"poikke\w+|\bmuuto(?:s|ks)\w*|muuttu\w+", re.IGNORECASE)
_REST = re.compile(r"^mu(?:ut|u)\b", re.IGNORECASE)
_OF_UNITS = ("toimintakulut", "toimintakate")
"""What reports print of every unit."""
_SURE = 0.72


@dataclass(frozen=True, slots=True)
class _Chosen:
    fit: float
    series: Series
    rows: tuple[tuple[Item, Measured], ...]


def compared_rows(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The rows asked for; None where the question asks for none, or no table is clearly meant."""
    pick = pick_of(question.text)
    if pick is None:
        return None
    best = max(
        _choices(question, pick, evidence, library),
        key=lambda each: (round(each.fit, 2), len(each.series.items)),
        default=None,
    )
    return _told(question, pick, evidence, best) if best is not None else None


def _choices(question: Question, pick: Pick, evidence: Evidence, library: Library) -> Iterator[_Chosen]:
    terms = wanted(question, pick)
    for series in _series(question, terms, evidence, library):
        summary = evidence.reports[series.report]
        suit = suited(series, terms, library)
        if len(suit.series.items) < 2:
            continue
        column = compared(question, pick, suit.series, suit.unsaid, summary, library)
        named = column[1] if column else 0.0
        whole = sum(max(term.weight, 0.3) for term in terms)
        lost = sum(max(term.weight, 0.3) for term in suit.unsaid)
        fit = suit.fit + (named * lost / whole if whole else 0.0)
        rows = _rows(question, pick, evidence, suit.series, column[0] if column else None)
        if not suit.series.titles:
            fit -= _APART
        if rows and fit >= _ENOUGH:
            yield _Chosen(fit + _NEWEST * (series.report == evidence.newest), suit.series, rows)


def _series(
    question: Question, terms: Sequence[Term], evidence: Evidence, library: Library
) -> Iterator[Series]:
    """Whatever rows may be meant: of one table, or of the tables that each unit has of its own."""
    of_units = any(term.keys & UNITS for term in terms)
    for report, table in likely_tables(terms, evidence, library, _OF_UNITS if of_units else ()):
        yield from series_of(table, evidence.reports[report], library)
    if of_units:
        metrics = [term.word for term in terms if not term.keys & UNITS] or _OF_UNITS[:1]
        for metric in metrics:
            yield from series_over_tables(metric, evidence.reports, library)


def _rows(
    question: Question, pick: Pick, evidence: Evidence, series: Series, column: Figure | None
) -> tuple[tuple[Item, Measured], ...]:
    """The rows wanted of a series, the first first; empty where its figures do not tell."""
    report = evidence.reports[series.report]
    periods = asked_periods(question, report)
    found: list[tuple[Item, Measured]] = []
    for item in series.items:
        hit = StatementHit(series.report, item.statement, _NO_WORDS, _NO_WORDS, 0.0, 0.0)

        def may(figure: Figure, hit: StatementHit = hit) -> bool:
            return period_fit(periods, hit, figure, report) is not None

        chosen = figure_of(item.figures, column) if column is not None else None
        if pick.condition is None:
            if chosen is not None and not _REST.search(item.name):
                found.append((item, Measured(chosen.value, (chosen,))))
        elif (said := measured(pick, item.figures, may, chosen)) is not None:
            found.append((item, said))
    if len(found) < 2:
        return ()
    if pick.condition is not None:
        found = [each for each in found if each[1].size > 0]
    if pick.extreme is None:
        return tuple(found)
    return tuple(_ordered(question, pick, found))


def _ordered(
    question: Question, pick: Pick, found: Sequence[tuple[Item, Measured]]
) -> list[tuple[Item, Measured]]:
    values = [said.size for _, said in found]
    by_size = bool(_SIZE.search(question.text)) or all(value <= 0 for value in values)

    def key(each: tuple[Item, Measured]) -> Decimal:
        return abs(each[1].size) if by_size and pick.condition is None else each[1].size

    return sorted(found, key=key, reverse=pick.extreme == MOST or pick.condition is not None)


def _told(question: Question, pick: Pick, evidence: Evidence, chosen: _Chosen) -> Reply | None:
    citations = Citations(evidence.reports)
    rows = chosen.rows
    lines: list[str] = []
    figures: list[AnswerFigure] = []
    count = pick.count if pick.extreme else _MOST_LISTED
    for item, said in rows[: count + (_RUNNERS_UP if pick.extreme else 0)]:
        line, told = _line(question, chosen.series, item, said, citations)
        lines.append(line)
        figures += told
    if pick.extreme and len(lines) > count:
        lines.insert(count, say("answer.next_ones", question.language))
    if count == 1 or len(lines) == 1:
        lines[0] = lines[0].removeprefix("• ")
    return Reply("\n".join(lines), tuple(figures), citations.all, min(_SURE + 0.1 * chosen.fit, 0.85))


def _line(
    question: Question, series: Series, item: Item, said: Measured, citations: Citations
) -> tuple[str, list[AnswerFigure]]:
    """An item with the figure that says it, and the others that belong to it."""
    hit = StatementHit(series.report, item.statement, _NO_WORDS, _NO_WORDS, 0.0, 0.0)
    candidates = [FigureCandidate(hit, 0.0, _NOTHING, figure) for figure in said.shown]
    worded = figure_answer(candidates[0], citations, question.language)
    name = "" if item.name.casefold() in worded.text.casefold() else f"{item.name} – "
    return f"• {name}{worded.text}", [*worded.figures, *(stated(c, citations) for c in candidates[1:])]
