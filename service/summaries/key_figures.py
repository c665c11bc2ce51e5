"""The key figures of a summary: cards first, then the bottom lines of the main statement tables.

Which row says most is weighed by what its label names (`vocabulary.KEY_METRICS`), by how many bottom
lines its table has (a statement has several), by whose it is (the whole before its parts), and by its
place. The same metric of the same body is shown once, the same number under one name too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.records import ColumnKind, Figure, Period, Statement, StatementKind
from service.summaries.material import Item
from service.summaries.topics import Facet
from service.summaries.vocabulary import BINDING, GROUP, TOTAL, KeyMetric, key_metric, names_group

_ORDER = {
    ColumnKind.FORECAST: 0,
    ColumnKind.ACTUAL: 1,
    None: 2,
    ColumnKind.AMENDED_BUDGET: 3,
    ColumnKind.BUDGET: 4,
    ColumnKind.PLAN: 5,
    ColumnKind.TARGET: 6,
    ColumnKind.DEVIATION: 7,
    ColumnKind.SHARE: 8,
    ColumnKind.CHANGE: 9,
}
_AWAY = (0.0, 1.5, 10.0)
"""How far back in that order a figure stands whose period is not said, or another than the report's."""
_AGAIN = 0.3
"""What a further row of the same metric is lessened by: its share, its amount per head."""
_NEAR, _OF_A_FACET = 0.8, 2
"""Of several things asked for each is told by so many rows at most, those nearly as good as its best."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A card or row and those of its figures that the table on top shows, the main one first. `whose` tells
    bodies apart."""

    item: Item
    figures: tuple[Figure, ...]
    score: float
    whose: str = ""


def choose_figures(
    items: Sequence[Item], facets: Sequence[Facet], most: int, topic: str = ""
) -> tuple[Choice, ...]:
    """At most `most` cards and rows, in reading order, cards before rows; with facets those of each.

    Years that the topic names are those whose figures are shown.
    """
    queues = list(_ranked(items, facets, topic).values())
    chosen: list[Choice] = []
    while any(queues) and len(chosen) < most:
        for queue in queues:
            found = _next(queue, chosen)
            if found is not None and len(chosen) < most:
                chosen.append(found)
    cards_first = sorted(chosen, key=lambda one: (not _card(one.item), one.item.place))
    return tuple(cards_first)


def _next(queue: list[Choice], chosen: Sequence[Choice]) -> Choice | None:
    """Take the best of a queue that is not there yet, further rows of a metric after first ones."""
    while queue:
        best = max(queue, key=lambda one: (one.score - _AGAIN * _others(one, chosen), -one.item.place))
        queue.remove(best)
        if not any(_same(best, known) for known in chosen):
            return best
    return None


def _others(choice: Choice, chosen: Sequence[Choice]) -> int:
    """How many rows of the same metric of the same body are chosen."""
    mine = _metric(choice)
    return (
        0
        if mine is None
        else sum(
            _metric(known) is mine and known.whose == choice.whose
            for known in chosen
            if not _card(choice.item)
        )
    )


def _metric(choice: Choice) -> KeyMetric | None:
    return key_metric(_label(choice.item.statement, choice.figures[0]))


def _card(item: Item) -> bool:
    return item.statement.kind is StatementKind.CARD


def _ranked(items: Sequence[Item], facets: Sequence[Facet], topic: str) -> dict[int, list[Choice]]:
    """The cards and rows of each facet by its number; without facets all of them under 0."""
    tables = _tables(items)
    last = max((item.place for item in items), default=0) + 1
    years = frozenset(int(year) for year in _YEAR.findall(topic))
    of_group = GROUP.search(topic) is not None
    found: dict[int, list[Choice]] = defaultdict(list)
    usable: list[tuple[Item, tuple[Figure, ...]]] = []
    for item in items:
        statement = item.statement
        figures = shown_figures(item, years)
        if not figures:
            continue
        usable.append((item, figures))
        metric = key_metric(_label(statement, figures[0]))
        prominence = _prominence(item, metric, tables, last)
        if not facets:
            if prominence > 0:
                found[0].append(Choice(item, figures, prominence, _whose(item, _card(item))))
            continue
        for number, facet in enumerate(facets):
            told = facet.relevance.get(item.place, 0.0)
            if told and (metric or statement.kind is StatementKind.CARD or _about(facet, item) > 0):
                score = told * (0.4 + _about(facet, item)) + 0.4 * prominence
                score -= 0.5 if _group(item) and not of_group else 0.0
                score -= 0.0 if _of_the_whole(item) or len(facets) == 1 else 0.3
                found[number].append(Choice(item, figures, score, _whose(item, True)))
    if not facets and not found:
        found[0] = [Choice(item, figures, _size(item, figures[0], last)) for item, figures in usable]
    if len(facets) > 1:
        for number, choices in found.items():
            best = max(choice.score for choice in choices)
            near = [choice for choice in choices if choice.score >= _NEAR * best]
            found[number] = sorted(near, key=lambda one: -one.score)[:_OF_A_FACET]
    return {number: found[number] for number in sorted(found)}


def _about(facet: Facet, item: Item) -> float:
    """How much of a row's label the facet's text explains, 0 to 1, told by the beginnings of words."""
    stems = [word.lower()[:5] for word in _WORD.findall(facet.text) if len(word) > 3]
    words = [word.lower() for word in _WORD.findall(item.statement.label) if len(word) > 1]
    return sum(any(word.startswith(stem) for stem in stems) for word in words) / len(words) if words else 0.0


def _tables(items: Iterable[Item]) -> dict[tuple[str, str], int]:
    """How many different bottom lines each table has."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item in items:
        statement = item.statement
        if statement.kind is StatementKind.ROW and statement.table and statement.figures:
            metric = key_metric(statement.label)
            if metric:
                names[(item.report.id, statement.table)].add(metric.name)
    return {table: len(found) for table, found in names.items()}


def _prominence(
    item: Item, metric: KeyMetric | None, tables: Mapping[tuple[str, str], int], last: int
) -> float:
    """How much a card or row belongs on top of a summary; 0 for rows that are no bottom line."""
    statement = item.statement
    early = 0.3 * (1 - item.place / last)
    if statement.kind is StatementKind.CARD:
        return 2.0 + early + (0.3 if metric else 0.0)
    if metric is None:
        return 0.0
    several = min(tables.get((item.report.id, statement.table or ""), 0), 4) / 4
    score = metric.weight * (0.5 + 0.5 * several) + early
    if _of_the_whole(item):
        score += 0.6
    if _group(item):
        score -= 0.5
    return score + (0.2 if BINDING.search(statement.label) else 0.0)


def _size(item: Item, figure: Figure, last: int) -> float:
    """Where no bottom line is named: sums and large amounts first."""
    amount = float(abs(figure.value).log10()) if figure.value and figure.unit in ("EUR", None) else 0.0
    return amount / 10 + (0.3 if TOTAL.search(item.statement.label) else 0.0) - 0.1 * item.place / last


def _of_the_whole(item: Item) -> bool:
    """Is it of the body that the report is about, and not of a part of it?"""
    entity, report = item.statement.entity, item.report
    return entity is None or entity in (report.unit, report.organisation)


def _group(item: Item) -> bool:
    statement = item.statement
    whose = (figure.entity or figure.column or "" for figure in statement.figures[:1])
    return any(names_group(text) for text in (*statement.section[-2:], statement.label, *whose))


def shown_figures(item: Item, years: frozenset[int] = frozenset()) -> tuple[Figure, ...]:
    """Of a card or row the figure of the report's own period, and beside it the deviation, or else what it
    is compared with; where years are asked for, those. No number that its own table contradicts."""
    statement = item.statement
    if statement.kind not in (StatementKind.ROW, StatementKind.CARD):
        return ()
    usable = [figure for figure in statement.figures if figure.proved is not False and figure.raw.strip()]
    if not usable or not any(char.isalpha() for char in statement.label):
        return ()
    if statement.kind is StatementKind.CARD:
        return tuple(usable[:2])
    period = item.report.period
    main = min(usable, key=lambda figure: _AWAY[_away(figure.period, period)] + _ORDER[figure.column_kind])
    asked = [
        figure
        for figure in usable
        if figure.period is not None
        and figure.period.end.year in years
        and figure.column_kind in (None, ColumnKind.ACTUAL, ColumnKind.FORECAST)
    ]
    if asked:
        return tuple(asked[:3])
    deviation = [
        figure for figure in usable if figure.column_kind is ColumnKind.DEVIATION and figure is not main
    ]
    if len(deviation) == 1:
        return main, deviation[0]
    before = [
        (figure.period.end, figure)
        for figure in usable
        if figure.period is not None
        and main.period is not None
        and figure.period.end < main.period.end
        and figure.column_kind in (main.column_kind, ColumnKind.ACTUAL)
        and figure.unit == main.unit
        and figure.entity == main.entity
    ]
    return (main, max(before, key=lambda pair: pair[0])[1]) if before else (main,)


def _away(period: Period | None, own: Period | None) -> int:
    """0 for a figure of the report's period, 1 where nothing is said, 2 for another period."""
    if period is None or own is None:
        return 1
    return 0 if period.start <= own.end and own.start <= period.end else 2


def _label(statement: Statement, figure: Figure) -> str:
    return figure.metric or statement.label


def _same(one: Choice, other: Choice) -> bool:
    """Is it the same matter: one metric of one body, or one number of one metric?"""
    mine, yours = one.figures[0], other.figures[0]
    if one.item.report.id != other.item.report.id or _dimension(mine) != _dimension(yours):
        return False
    labels = [_words(_label(choice.item.statement, choice.figures[0])) for choice in (one, other)]
    metrics = [key_metric(_label(choice.item.statement, choice.figures[0])) for choice in (one, other)]
    alike = labels[0] == labels[1] or (metrics[0] is not None and metrics[0] is metrics[1])
    if alike and agree(mine, yours):
        return True
    # Two numbers of unknown owners under one name: the later may be anybody's.
    return labels[0] == labels[1] and one.whose == other.whose


def _whose(item: Item, by_heading: bool) -> str:
    """Whose a row's figures are. Where nobody is named, `by_heading` takes rows of different sections for
    different bodies'; else they are held for one body's."""
    statement = item.statement
    entity = statement.entity or statement.figures[0].entity or ""
    if not entity and by_heading:
        entity = " ".join(statement.section)
    return f"{entity}|{_group(item)}"


def _dimension(figure: Figure) -> str:
    return figure.unit or "EUR"


def _words(label: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(label) if len(word) > 1)


def agree(one: Figure, other: Figure) -> bool:
    """Do two printed numbers say the same, within the rounding of the coarser?"""
    step = max(_step(one), _step(other))
    return abs(abs(one.value) - abs(other.value)) <= step


def _step(figure: Figure) -> Decimal:
    _, comma, rest = figure.raw.rpartition(",")
    places = len(re.sub(r"\D", "", rest)) if comma else 0
    return Decimal(figure.scale).scaleb(-places)


def most_figures(sentences: int) -> int:
    """How many rows the table on top has in a summary of so many sentences."""
    return min(max(2 * sentences, 3), 16)
