"""What speaks for and against a candidate, as numbers that a model can weigh.

The signals know nothing of particular words, units or reports: only how far the question's words, time,
kind of number, unit and owner are met, and what kind of candidate it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean as mean
from statistics import pstdev

from index.contract import ReportSummary, StatementHit
from ingest.columns import find_kinds
from ingest.periods import find_periods
from ingest.records import ColumnKind, Figure, StatementKind
from service.asking import Asked
from service.fitting import asked_periods, counts, is_group, kind_fit, period_fit, scope_fit, unit_fit
from service.matching import Cover, around, near, strength
from service.owners import NOBODY, Owners, owner_fit, pages_naming
from service.question import Question
from service.reason_words import REASON
from service.records import Language
from service.terms import Term
from service.vocabulary import headline

FIGURE_SIGNALS = (
    "cover", "cover_label", "helped", "missing", "missing_share", "missing_name", "precision",
    "essential", "dense", "dense_behind", "around", "around_behind", "lexical", "cover_behind",
    "kind_of_statement", "figures", "label_words", "asked", "foreign", "dense_above", "best_above",
    "nowhere", "nowhere_share", "nowhere_name", "item", "item_worst", "kind", "kinds_asked", "implied",
    "so_far", "kind_of_figure", "period", "periods_asked", "has_period", "unit", "unit_asked",
    "unit_of_figure", "owner", "owner_named", "owner_told", "scope", "near_metric", "headline",
    "names_column", "has_column", "total", "counted", "distance", "place", "report_age",
    "column_unasked", "other_unasked", "group_unasked", "notes", "label_unasked", "owner_unasked",
)  # fmt: skip
STATEMENT_SIGNALS = (
    "cover", "cover_label", "helped", "missing", "missing_share", "missing_name", "precision",
    "essential", "dense", "dense_behind", "around", "around_behind", "lexical", "cover_behind",
    "kind_of_statement", "figures", "label_words", "asked", "foreign", "dense_above", "best_above",
    "nowhere", "nowhere_share", "nowhere_name", "item", "item_worst", "gives_reason", "gives_time",
    "gives_name", "owner", "owner_named", "acts", "periods_asked", "text_words",
)  # fmt: skip
RISING = frozenset({
    "item", "item_worst", "cover", "cover_label", "helped", "precision", "dense", "dense_above",
    "around", "lexical", "kind", "period", "unit", "owner", "scope", "near_metric", "headline",
    "names_column", "counted", "acts",
})  # fmt: skip
"""Signals that can only speak for a candidate: the more, the likelier."""
FALLING = frozenset({
    "nowhere", "nowhere_share", "nowhere_name", "missing", "missing_share", "missing_name",
    "dense_behind", "around_behind", "cover_behind", "distance", "place", "report_age",
    "column_unasked", "other_unasked", "group_unasked", "notes", "label_unasked",
})  # fmt: skip
"""Signals that can only speak against it."""
_ASKED = {asked: number for number, asked in enumerate(Asked)}
_COLUMN = {kind: number for number, kind in enumerate(ColumnKind, start=1)}
_STATEMENT = {kind: number for number, kind in enumerate(StatementKind)}
_UNITS = {"EUR": 1, "%": 2, "EUR/asukas": 3, "HTV": 4}
_PLAIN_WORD = re.compile(r"[^\W\d_]{3,}")
_MEASURE = re.compile(
    r"euro\w*|eur|milj\w*|tuha\w+|tuhat|tilinpäätös|vuosi|vuonna|vuoden|kunta|kunnan|kaupunki|kaupungin"
    r"|yhteensä|kpl|henkilöä|asukas\w*|prosent\w*|htv|määrä|luku|lopussa|joista|siitä"
)
_OTHER = re.compile(r"\bmuut?\b|\bmuiden\b|\bmuihin\b|\bmuista\b|\bmuu(?:n|ta|hun|sta|ssa)\b", re.IGNORECASE)
_NOTES = re.compile(r"liitetie|\bliitteet\b|\bliite\b|\bnoter\b", re.IGNORECASE)
_SUM = re.compile(r"yhteensä|kaikki|koko\b|summa", re.IGNORECASE)
_TIME = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.|\b(?:19|20)\d\d\b"
    r"|\b(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu|kevää|kesällä"
    r"|syksy|talve",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\s+[A-ZÅÄÖ][a-zåäöé]{2,}")


@dataclass(frozen=True, slots=True)
class Best:
    """The best of what was found, against which each candidate is seen."""

    dense: float
    around: float
    lexical: float
    cover: float
    middle: float = 0.0
    spread: float = 1.0
    nowhere: tuple[Term, ...] = ()
    """`middle` and `spread` of the cosines, and the essential words that nothing found speaks of."""
    pages: frozenset[tuple[str, int]] = frozenset()
    """Where those stand whose figures are asked for."""


def best_of(hits: Sequence[tuple[StatementHit, Cover]], owners: Owners = NOBODY) -> Best:
    dense = [hit.dense for hit, _ in hits] or [0.0]
    nowhere = hits[0][1].missing if hits else ()
    for _, cover in hits:
        if not nowhere:
            break
        nowhere = tuple(term for term in nowhere if term in cover.missing)
    return Best(
        max(dense),
        max((hit.around for hit, _ in hits), default=0.0),
        max((hit.lexical for hit, _ in hits), default=0.0),
        max((cover.total for _, cover in hits), default=0.0),
        mean(dense),
        max(0.005, pstdev(dense)),
        nowhere,
        pages_naming(owners, (hit for hit, _ in hits)),
    )


def _common(question: Question, hit: StatementHit, cover: Cover, best: Best) -> tuple[float, ...]:
    weight = sum(max(term.weight, 0.1) for term in question.essential)
    lost = sum(max(term.weight, 0.1) for term in cover.missing)
    statement = hit.statement
    return (
        cover.total,
        cover.label,
        cover.helped,
        len(cover.missing),
        lost / weight if weight else 0.0,
        float(any(term.name for term in cover.missing)),
        cover.precision,
        len(question.essential),
        hit.dense,
        best.dense - hit.dense,
        hit.around,
        best.around - hit.around,
        hit.lexical / best.lexical if best.lexical else 0.0,
        best.cover - cover.total,
        _STATEMENT[statement.kind],
        len(statement.figures),
        min(40, len(statement.label.split())),
        _ASKED[question.asked],
        float(question.language is not Language.FINNISH),
        min(8.0, (hit.dense - best.middle) / best.spread),
        min(8.0, (best.dense - best.middle) / best.spread),
        len(best.nowhere),
        sum(max(term.weight, 0.1) for term in best.nowhere) / weight if weight else 0.0,
        float(any(term.name for term in best.nowhere)),
    )


def figure_signals(
    question: Question,
    hit: StatementHit,
    cover: Cover,
    figure: Figure,
    report: ReportSummary,
    best: Best,
    age: float,
) -> tuple[float, ...]:
    """The signals of one figure, in the order of `FIGURE_SIGNALS`; -1 where a fit says that it cannot be."""
    statement = hit.statement
    item, worst = _item(question, hit, figure.column or "")
    periods = asked_periods(question, report)
    column = figure.column or ""
    own = [term for term in question.essential if not (term.keys & hit.label_keys)]
    return (
        *_common(question, hit, cover, best),
        item,
        worst,
        _told(kind_fit(question, figure, report)),
        len(question.kinds),
        _COLUMN[question.implied[0]] if question.implied else 0,
        float(question.so_far),
        _COLUMN[figure.column_kind] if figure.column_kind is not None else 0,
        _told(period_fit(periods, hit, figure, report)),
        len(periods),
        float(figure.period is not None),
        _told(unit_fit(question, hit, figure)),
        _UNITS.get(question.unit or "", 5 if question.unit else 0),
        _UNITS.get(figure.unit or "", 5 if figure.unit else 0),
        _told(owner_fit(question.owners, hit, figure, report, best.pages)),
        float(bool(question.owners.names)),
        float(figure.entity is not None),
        _told(scope_fit(question, hit, figure)),
        near(question.terms, figure.metric),
        headline(statement.label),
        max((near((term,), column) for term in own), default=0.0) if column else 0.0,
        float(bool(column)),
        float(bool(_SUM.search(statement.label))) + 2.0 * question.total,
        float(counts(question, hit, figure)),
        _distance(question, statement.text, figure.raw) if statement.kind is StatementKind.SENTENCE else 0.0,
        next((place for place, other in enumerate(statement.figures) if other is figure), 0),
        age,
        *_unasked(question, hit, figure, report),
    )


def _unasked(
    question: Question, hit: StatementHit, figure: Figure, report: ReportSummary
) -> tuple[float, ...]:
    """What a figure is, that nobody asked for: a column within a column, what is left over ("muut"), the
    group's, a note's, words of its label, an owner where none is named."""
    statement = hit.statement
    sentence = statement.kind is StatementKind.SENTENCE
    said = " ".join(question.text.lower().split())
    label = "" if sentence else statement.label
    own = {report.organisation or "", report.unit or "", *question.owners.names}
    entity = figure.entity or statement.entity
    extra = [word for word in _column_words(figure.column or "") if not _says(question, said, word)]
    more = [word for word in _label_words(label) if not _says(question, said, word)]
    return (
        float(min(3, len(extra))),
        float(bool(_OTHER.search(label)) and not _OTHER.search(said)),
        float(not question.group and is_group(hit, figure)),
        float(any(_NOTES.search(place) for place in statement.section)),
        float(min(5, len(more))),
        float(bool(entity) and not question.owners.names and entity not in own),
    )


def _says(question: Question, said: str, word: str) -> bool:
    """Does the question say the word of a label, by itself or by one that means the same?"""
    return word[:6] in said or near(question.terms, word) > 0.0


@lru_cache(maxsize=5_000)
def _column_words(column: str) -> tuple[str, ...]:
    """The words of a header that name neither a kind of number nor a time nor a unit."""
    lower = column.lower()
    taken = [(kind.start, kind.end) for kind in find_kinds(lower)]
    taken += [(time.start, time.end) for time in find_periods(lower, 2000)]
    return tuple(
        match.group()
        for match in _PLAIN_WORD.finditer(lower)
        if not any(start <= match.start() < end for start, end in taken)
        and not _MEASURE.fullmatch(match.group())
    )


@lru_cache(maxsize=20_000)
def _label_words(label: str) -> tuple[str, ...]:
    """The words of a label that say what it is, without measures."""
    return tuple(w for w in _PLAIN_WORD.findall(label.lower()) if not _MEASURE.fullmatch(w))


def statement_signals(
    question: Question, hit: StatementHit, cover: Cover, report: ReportSummary, best: Best
) -> tuple[float, ...]:
    """The signals of a statement that may answer in words, in the order of `STATEMENT_SIGNALS`."""
    text = hit.statement.text
    item, worst = _item(question, hit, "")
    verbs = [term for term in question.terms if term.action]
    return (
        *_common(question, hit, cover, best),
        item,
        worst,
        float(bool(REASON.search(text))),
        float(bool(_TIME.search(text))),
        float(bool(_NAME.search(text))),
        _told(owner_fit(question.owners, hit, None, report, best.pages)),
        float(bool(question.owners.names)),
        sum(bool(verb.keys & hit.label_keys) for verb in verbs) / len(verbs) if verbs else 0.5,
        len(question.periods),
        min(60, len(text.split())),
    )


def _item(question: Question, hit: StatementHit, column: str) -> tuple[float, float]:
    """How far what is asked for is spoken of, the names of its owner left out: on the whole, and the word
    of which least is said. A unit's other figures share all words but these."""
    told = whole = 0.0
    worst = 1.0
    for term in question.essential:
        if term.keys & question.owners.words:
            continue
        said = max(strength(term, hit.label_keys), around(term, hit.context_keys))
        if said < 1.0 and column:
            said = max(said, near((term,), column))
        weight = max(term.weight, 0.1)
        whole += weight
        told += weight * said
        worst = min(worst, said)
    return (told / whole, worst) if whole else (1.0, 1.0)


def _told(fit: float | None) -> float:
    return -1.0 if fit is None else fit


def _distance(question: Question, text: str, raw: str) -> float:
    """How many words the number stands from the nearest of the question's, 20 where none is near."""
    words = text.casefold().split()
    first = raw.split()[0] if raw.split() else raw
    places = [place for place, word in enumerate(words) if first.casefold() in word]
    stems = tuple(stem for term in question.essential for stem in term.roots)
    spoken = [place for place, word in enumerate(words) if stems and word.startswith(stems)]
    if not places or not spoken:
        return 20.0
    return float(min(20, min(abs(place - other) for place in places for other in spoken)))
