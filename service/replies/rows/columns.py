"""The column of a series by which its rows are compared where no condition says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.contract import Library, ReportSummary, StatementHit
from ingest.columns import find_kinds
from ingest.records import ColumnKind, Figure
from service.fitting import asked_periods, kind_fit, period_fit
from service.matching import strength
from service.question import Question
from service.replies.rows.pick import Pick
from service.replies.rows.series import Series
from service.terms import Term

_NAMED = 0.5
_NOTHING: frozenset[str] = frozenset()
_DEVIATES = re.compile(r"poikke\w+|deviat\w+|avvik\w+", re.IGNORECASE)
_CHANGE = re.compile(r"\bmuuto(?:s|ks)\w*|muuttu\w+|change\w*|förändr\w+", re.IGNORECASE)


def figure_of(row: Sequence[Figure], column: Figure) -> Figure | None:
    """The figure of a row that stands in the same column as another."""
    return next((f for f in row if _column(f) == _column(column)), None)


def compared(
    question: Question,
    pick: Pick,
    series: Series,
    unsaid: Sequence[Term],
    report: ReportSummary,
    library: Library,
) -> tuple[Figure, float] | None:
    """A figure of the column to compare by, and how surely the question names that column."""
    asked = replace(question, kinds=_kinds(question), past=False)
    periods = asked_periods(question, report)
    words = frozenset().union(*library.keys(question.text)) if question.text else frozenset()
    best: tuple[float, int, Figure, float] | None = None
    seen: set[tuple[str | None, ColumnKind | None, object]] = set()
    for item in series.items:
        for place, figure in enumerate(item.figures):
            if _column(figure) in seen:
                continue
            seen.add(_column(figure))
            hit = StatementHit(series.report, item.statement, _NOTHING, _NOTHING, 0.0, 0.0)
            named = _named(unsaid, figure, library)
            kind, period = kind_fit(asked, figure, report), period_fit(periods, hit, figure, report)
            spoken = 1.0 if _first_word(figure, library) & words else 0.0
            if period is None or (kind is None and max(named, spoken) < _NAMED):
                continue
            unit = 0.3 if (figure.unit == "%") is pick.percent else 0.0
            score = 2 * named + spoken + (kind or 0.0) + period + unit
            if best is None or (score, -place) > best[:2]:
                best = (score, -place, figure, named)
    return (best[2], best[3]) if best else None


def _column(figure: Figure) -> tuple[str | None, ColumnKind | None, object]:
    return figure.column, figure.column_kind, figure.period


def _kinds(question: Question) -> tuple[ColumnKind, ...]:
    if _DEVIATES.search(question.text):
        return (ColumnKind.DEVIATION,)
    if _CHANGE.search(question.text):
        return (ColumnKind.CHANGE,)
    return question.kinds or tuple(dict.fromkeys(mention.kind for mention in find_kinds(question.text)))


def _first_word(figure: Figure, library: Library) -> frozenset[str]:
    """The lemmas of the word that a column's header begins with, longer than a letter or two."""
    first = library.words(figure.column)[:1] if figure.column else ()
    return frozenset(lemma for keys in first for lemma in keys.lemmas if len(lemma) > 3 and lemma.isalpha())


def _named(terms: Sequence[Term], figure: Figure, library: Library) -> float:
    keys = frozenset().union(*library.keys(figure.column)) if figure.column else frozenset()
    return max((strength(term, keys) for term in terms), default=0.0) if keys else 0.0
