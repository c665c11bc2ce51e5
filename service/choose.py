"""Choosing among the evidence: which statement, and which of its figures, was asked for.

Every candidate is a statement or one figure of it. What must hold (the year asked, the kind of
number asked, the unit asked) excludes; what makes it likely (words covered, label explained,
place) ranks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from index.contract import Library, ReportSummary, StatementHit
from ingest.records import ColumnKind, Figure, FigureKind, Period, StatementKind
from service.anchor import Anchor, going_on
from service.fitting import asked_periods, in_time, kind_fit, period_fit, scope_fit, unit_fit
from service.matching import FOUND, Cover, Covering, WeightOf, around, near, strength
from service.one_statement import named_first
from service.owners import owner_fit
from service.question import Question
from service.ranking.model import chances, figure_trees, statement_trees
from service.ranking.signals import Best, best_of, figure_signals, statement_signals
from service.ranking.trees import Trees
from service.vocabulary import headline

_SUM = re.compile(r"yhteensä|kaikki|koko\b|summa", re.IGNORECASE)
WEIGHED = 80
"""So many of the best candidates by rules are weighed by the model."""
_TIE = 0.05
"""What the rules say weighs so much beside the chance: it decides between candidates of nearly the same."""
_LATEST = 0.2
"""What being of the newest report weighs beside the chance, where no time is asked for."""
_PLANS = (ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.PLAN, ColumnKind.TARGET)
STRUCTURED = (StatementKind.ROW, StatementKind.CARD)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement weighed against the question. `chance` is how sure the model is that it answers, None
    where there is no model."""

    hit: StatementHit
    score: float
    cover: Cover
    chance: float | None = field(default=None, kw_only=True)

    @property
    def report(self) -> str:
        return self.hit.report


@dataclass(frozen=True, slots=True)
class FigureCandidate(Candidate):
    """One figure of a statement weighed against the question."""

    figure: Figure


_Some = TypeVar("_Some", bound=Candidate)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found: hits with their covers, the reports they come from, and how words are weighed; of a
    follow-up what answered the question before."""

    hits: tuple[tuple[StatementHit, Cover], ...]
    reports: Mapping[str, ReportSummary]
    names: Mapping[str, frozenset[str]]
    weight: WeightOf
    best: Best
    newest: str | None
    anchor: Anchor | None = None

    def rated(self, question: Question) -> Evidence:
        """The same hits weighed against another question, best cover first."""
        named = {
            report: tuple(around(term, keys) for term in question.terms)
            for report, keys in self.names.items()
        }
        covering = Covering(question.terms, named, self.weight)
        pairs = [(hit, covering.of(hit)) for hit, _ in self.hits]
        pairs.sort(key=lambda pair: -pair[1].total)
        return replace(self, hits=tuple(pairs), best=best_of(pairs, question.owners))


_NOTHING = Cover(0.0, 0.0, (), 0.0, 0.0)


def gather(
    question: Question,
    library: Library,
    hits: Sequence[StatementHit],
    reports: Mapping[str, ReportSummary],
) -> Evidence:
    """Weigh the words of every hit, best cover first."""
    found = tuple((hit, _NOTHING) for hit in hits if hit.report in reports)
    names = {key: _name_keys(report, library) for key, report in reports.items()}
    weight = library.weights(frozenset().union(*(hit.label_keys for hit, _ in found))).__getitem__
    return Evidence(found, reports, names, weight, best_of(found), _newest(reports)).rated(question)


def _name_keys(report: ReportSummary, library: Library) -> frozenset[str]:
    """The words of the report's own name."""
    text = " ".join(part for part in (report.organisation, report.unit, report.kind) if part)
    return frozenset().union(*library.keys(text)) if text else frozenset()


def figures(question: Question, evidence: Evidence, by_rules: bool = False) -> tuple[FigureCandidate, ...]:
    """Figures that may answer the question, best first; those that cannot are left out. `by_rules`: as
    without a model."""
    newest = evidence.newest
    found: list[FigureCandidate] = []
    asked = {key: asked_periods(question, report) for key, report in evidence.reports.items()}
    for hit, covered in evidence.hits:
        report = evidence.reports[hit.report]
        for figure in hit.statement.figures:
            if figure.kind is FigureKind.TABLE and not figure.metric:
                continue  # a row without a label: nothing on the page says what it is
            score = _figure_score(
                question, asked[hit.report], hit, covered, figure, report, evidence.best.pages
            )
            if score is not None:
                found.append(FigureCandidate(hit, score + 0.04 * (hit.report == newest), covered, figure))
    found.sort(key=lambda candidate: -candidate.score)
    trees = None if by_rules else figure_trees()
    latest = _latest(question, evidence.reports)
    weighed = _weighed(trees, found, lambda candidate: figure_row(question, evidence, candidate), latest)
    return named_first(question, going_on(question, evidence.anchor, weighed))


def _weighed(
    trees: Trees | None,
    found: Sequence[_Some],
    row: Callable[[_Some], tuple[float, ...]],
    latest: str | None = None,
) -> tuple[_Some, ...]:
    """The best candidates by rules in the order of their chances; without trees all, as they are. Those of
    the report `latest` go before others of about the same chance: who names no time asks of today."""
    if trees is None:
        return tuple(found)
    kept = found[:WEIGHED]
    told = chances(trees, [row(candidate) for candidate in kept])
    weighed = [replace(candidate, chance=chance) for candidate, chance in zip(kept, told, strict=True)]
    return tuple(
        sorted(
            weighed,
            key=lambda each: -(each.chance or 0.0) - _TIE * each.score - _LATEST * (each.report == latest),
        )
    )


def figure_row(question: Question, evidence: Evidence, candidate: FigureCandidate) -> tuple[float, ...]:
    """The signals of a figure."""
    hit = candidate.hit
    age = float(evidence.newest is not None and hit.report != evidence.newest)
    report = evidence.reports[hit.report]
    return figure_signals(question, hit, candidate.cover, candidate.figure, report, evidence.best, age)


def statements(question: Question, evidence: Evidence, by_rules: bool = False) -> tuple[Candidate, ...]:
    """Statements that may answer in words, best first. `by_rules`: as without a model."""
    found = []
    for hit, covered in evidence.hits:
        if hit.statement.kind is StatementKind.HEADING:
            continue
        report = evidence.reports[hit.report]
        if not in_time(question, hit, report):
            continue
        own = 0.35 * covered.label
        kind = 0.0 if hit.statement.kind is not StatementKind.ROW else -0.15
        score = covered.total + 0.2 * covered.helped + own + 0.2 * hit.dense + kind
        found.append(Candidate(hit, score, covered))
    found.sort(key=lambda candidate: -candidate.score)
    trees = None if by_rules else statement_trees()
    return _weighed(trees, found, lambda candidate: statement_row(question, evidence, candidate))


def statement_row(question: Question, evidence: Evidence, candidate: Candidate) -> tuple[float, ...]:
    """The signals of a statement that may answer in words."""
    hit = candidate.hit
    return statement_signals(question, hit, candidate.cover, evidence.reports[hit.report], evidence.best)


def _latest(question: Question, reports: Mapping[str, ReportSummary]) -> str | None:
    """The report that tells how things are now, for a question that names no time. A budget tells how they
    are to be, and only who asks for what is planned asks of it."""
    if question.periods or question.timed or question.relative:
        return None
    if any(kind in _PLANS for kind in question.kinds):
        return _newest(reports)
    return _newest({key: r for key, r in reports.items() if "talousarvio" not in (r.kind or "")})


def _newest(reports: Mapping[str, ReportSummary]) -> str | None:
    dated = [(report.period.end, key) for key, report in reports.items() if report.period]
    return max(dated)[1] if dated else None


def _figure_score(
    question: Question,
    asked: Sequence[Period],
    hit: StatementHit,
    covered: Cover,
    figure: Figure,
    report: ReportSummary,
    pages: Collection[tuple[str, int]],
) -> float | None:
    # What excludes, the quickest to tell first.
    if (kind := kind_fit(question, figure, report)) is None:
        return None
    if (owner := owner_fit(question.owners, hit, figure, report, pages)) is None:
        return None
    if (unit := unit_fit(question, hit, figure)) is None:
        return None
    if (whose := scope_fit(question, hit, figure)) is None:
        return None
    if (period := period_fit(asked, hit, figure, report)) is None:
        return None
    fit = 0.25 * kind + 0.25 * period + 0.15 * unit + 0.5 * owner + whose
    words = covered.total + 0.25 * covered.helped + 0.15 * hit.dense
    return words + fit + _place_score(question, hit, covered, figure)


def _place_score(question: Question, hit: StatementHit, covered: Cover, figure: Figure) -> float:
    """What speaks for a figure by the place it has in its statement and its table."""
    statement = hit.statement
    structured = statement.kind in STRUCTURED
    if structured:
        score = 0.3 * covered.precision
    else:
        crowd = max(0, len(statement.figures) - 3)
        score = 0.1 * covered.precision + 0.25 * near(question.terms, figure.metric) - 0.05 * crowd
    if (covered.label < 0.25 or not question.essential) and (structured or figure.column_kind):
        score += 0.35 * headline(statement.label)
    if question.total and _SUM.search(statement.label):
        score += 0.2
    if figure.column and figure.column_kind is None:
        score += 0.3 * _names_column(question, hit, figure.column)
    if figure.column is None and statement.kind is StatementKind.ROW and len(statement.figures) > 1:
        score -= 0.2  # a column whose header was not read is not guessed at
    return score


def _names_column(question: Question, hit: StatementHit, column: str) -> float:
    """Does the question name the column in words of its own ("kustannusarvio") that are not the row's?"""
    own = [term for term in question.essential if strength(term, hit.label_keys) < FOUND]
    return max((near((term,), column) for term in own), default=0.0)
