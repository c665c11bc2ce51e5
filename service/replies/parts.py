"""Questions within a question: each figure that an answer sets beside another is asked for on its own.

A part keeps of the question what its figure has to be (words, unit, kinds, periods) and leaves out the
words that only say how the figures are held against each other. Figures of two parts are then chosen
together: the two that belong side by side, rather than the best of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.contract import Library
from ingest.records import ColumnKind, FigureKind, Period
from service.asking import Asked
from service.choose import Evidence, FigureCandidate, figures
from service.matching import near
from service.owners import owners_asked
from service.question import Question
from service.records import Language
from service.replies.base import ENOUGH_CHANCE, answers, speaks_of
from service.terms import Term

MOVES = (ColumnKind.CHANGE, ColumnKind.DEVIATION)
_OF_COMPARING = re.compile(
    r"(?:ero(?:t|a|n|aa|avat|aako|tus\w*|tukse\w+)?|poikkea\w+|toist\w+|toisi\w+|toinen|kumpi\w*|kumpa\w*"
    r"|suure[mn]\w+|suuri|isompi|isom[mp]\w+|pien(?:i|em|en)\w*|kalli[mi]\w+|kallis|halvem\w+|halpa"
    r"|enemmän|vähemmän|korkeam\w+|matalam\w+|alhai\w+|vertaa|vertaile\w*|verrat\w+|miinus|plus"
    r"|laske(?:taan|ttuna|a|tte)?|lask(?:u|ua|i|enut|ivat|eneet|isi)|luvut|lukua|kerro\w*|näytä"
    r"|kehity(?:s|stä|ksen|ssä|ssuun\w*)|kehitty\w+|muutt?u\w+|muuto[skn]\w*|suuntaan|suunta"
    r"|kasv(?:aa|oi|u|an|av|am)(?!t)\w*|kasvo(?:i|iko|ivat)|nous[iuet]\w*|kutistu\w*|liikku(?:nut|i)|kulke(?:nut|nee\w*)"
    r"|väh(?:ene|eni|enty)\w*|supistu\w*|välillä|välinen|vuosina|vuosilta|vuosien|vuodessa|tapahtu\w*"
    r"|tuhat(?:ta|ena)?|miljoona\w*|euroa?|mutta|yhteen|yhteensä|summa|mennyt|menossa|sitten|vastaava\w*|aiem\w+|aikaisem\w+|edellis\w+|vuotta|tavoit\w+|puuttu\w+|uupu\w+|jäi\w*|jää|jäävät|aikana|lisäänty\w+|enemp\w+|vähe[mn]p\w+|menne\w+|paljonko|monellako|jälkeen|siitä|mistä|mihin|mitkä"
    r"|increas\w+|decreas\w+|grow\w*|grew|difference|compare\w*|larger|bigger|higher|lower|chang\w+|develop\w*"
    r"|skillnad\w*|ökat\w*|ökade|minsk\w+|utveckl\w+|större|mindre|jämför\w*|förändra\w*)",
    re.IGNORECASE,
)
"""Words that say how figures are held against each other, not what they are of."""
_TOGETHER = 0.2
"""From this chance on two figures of one row may be the two that are asked for."""
_UNIT_ASIDE = re.compile(r"\(\s*[^\s()]{1,14}\s*\)|,\s(?:\w+\s)?euroina\b")
"""A unit said aside: "(MWh)", ", tuhansina euroina"."""
_SECOND = 0.12
"""From this chance on a figure may stand beside one that answers its own part."""
_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures side by side, in the order in which they were asked for."""

    first: FigureCandidate
    second: FigureCandidate
    score: float

    @property
    def subtracts(self) -> bool:
        """Whether the two are printed in one unit and scale, so that their difference can be shown."""
        a, b = self.first.figure, self.second.figure
        return (a.unit, a.scale) == (b.unit, b.scale)

    @property
    def sure(self) -> float:
        chances = [
            c.chance if c.chance is not None else 0.6 * c.cover.total for c in (self.first, self.second)
        ]
        return max(0.05, min(0.95, sum(chances) / 2))


def matter(question: Question) -> tuple[Term, ...]:
    """The words of a question without those of comparing."""
    units = [match.span() for match in _UNIT_ASIDE.finditer(question.text)]
    return tuple(
        term
        for term in question.terms
        if not _OF_COMPARING.fullmatch(term.word)
        and not any(start < term.start < end for start, end in units)
    )


def part(
    question: Question,
    terms: Iterable[Term],
    evidence: Evidence,
    library: Library,
    kinds: Sequence[ColumnKind] | None = None,
    periods: Sequence[Period] | None = None,
) -> Question:
    """The question for one figure about `terms`. `kinds` and `periods` None: those of the question."""
    terms = tuple(terms)
    asked = tuple(kind for kind in (question.kinds if kinds is None else kinds) if kind not in MOVES)
    timed = periods is not None
    return replace(
        question,
        asked=Asked.PERCENT if question.unit == "%" else Asked.AMOUNT,
        terms=terms,
        kinds=asked,
        periods=tuple(periods) if periods is not None else question.periods,
        timed="" if timed else question.timed,
        relative=() if timed else question.relative,
        total=False,
        past=False,
        owners=owners_asked(terms, library, evidence.reports.values()),
    )


def found(question: Question, evidence: Evidence) -> tuple[FigureCandidate, ...]:
    """The likeliest figures of a part, weighed by its own words; `evidence` may be that of the whole."""
    return likely(question, figures(question, evidence.rated(question)))


def likely(question: Question, ordered: Sequence[FigureCandidate]) -> tuple[FigureCandidate, ...]:
    return tuple(
        c
        for c in ordered[:_LOOKED_AT]
        if (_may_be(question, c) if c.chance is not None else speaks_of(question, c.cover))
    )


def _may_be(question: Question, candidate: FigureCandidate) -> bool:
    """Sure by itself, or less sure where it speaks of every word; a name not said is another's."""
    chance, missing = candidate.chance or 0.0, candidate.cover.missing
    if question.language is Language.FINNISH and any(term.name for term in missing):
        return False
    return chance >= (ENOUGH_CHANCE if missing else _SECOND)


def best_pair(
    one: Question, firsts: Sequence[FigureCandidate], two: Question, seconds: Sequence[FigureCandidate],
    *, one_row: bool = False, same_period: bool = False,
) -> Pair | None:  # fmt: skip
    """The two that belong together: one of them surely an answer, both of one unit and kind.

    `one_row`: they may be of one row, and rather are. `same_period`: they have to be of one time.
    """
    made = []
    for first in firsts:
        for second in seconds:
            if first.figure is second.figure:
                continue
            if not (
                answers(one, first) or answers(two, second) or (one_row and _in_one_row(one, first, second))
            ):
                continue
            if _alike(first, second, one.kinds == two.kinds, one_row, same_period):
                score = _together(first, second, one_row) + 0.1 * (_leads(one, first) + _leads(two, second))
                score += 0.2 * (_labelled(one, first) + _labelled(two, second))
                score -= 0.3 * (_unasked_target(one, first) + _unasked_target(two, second))
                made.append(Pair(first, second, score))
    return max(made, key=lambda pair: pair.score, default=None)


def _alike(a: FigureCandidate, b: FigureCandidate, same_kind: bool, one_row: bool, same_period: bool) -> bool:
    one, two = a.figure, b.figure
    if one.unit != two.unit or (one.unit is None and one.scale != two.scale):
        return False
    if (one.column_kind in (*MOVES, ColumnKind.SHARE)) != (two.column_kind in (*MOVES, ColumnKind.SHARE)):
        return False
    same_place = (a.report, a.hit.statement.id) == (b.report, b.hit.statement.id)
    if same_place and (not one_row or (one.column, one.raw) == (two.column, two.raw)):
        return False
    if same_period and one.period and two.period:
        times = {(figure.period.start, figure.period.end) for figure in (one, two) if figure.period}
        if len(times) > 1:
            return False
    if one_row and not same_place and not _same_thing(a, b):
        return False
    vague = FigureKind.TEXT in (one.kind, two.kind) or None in (one.column_kind, two.column_kind)
    return vague or not same_kind or one.column_kind is two.column_kind or one_row


def _in_one_row(question: Question, a: FigureCandidate, b: FigureCandidate) -> bool:
    """Whether one row of a unit that few rows have, and that is asked for, holds both and speaks of every
    word: each makes the other likelier."""
    if question.unit in (None, "EUR") or question.unit != a.figure.unit:
        return False
    if (a.report, a.hit.statement.id) != (b.report, b.hit.statement.id) or a.cover.missing or b.cover.missing:
        return False
    return min(a.chance or 0.0, b.chance or 0.0) >= _TOGETHER


def _leads(question: Question, candidate: FigureCandidate) -> bool:
    """Whether what is asked for is the first word of what the figure is of ("Poistot ja …")."""
    first = next(iter(re.findall(r"[^\W\d_]+", candidate.figure.metric.casefold())), "")
    item = (term for term in question.essential if not term.keys & question.owners.words)
    return any(first.startswith(stem) for term in item for stem in term.stems)


def _unasked_target(question: Question, candidate: FigureCandidate) -> bool:
    return candidate.figure.column_kind is ColumnKind.TARGET and ColumnKind.TARGET not in question.kinds


def _labelled(question: Question, candidate: FigureCandidate) -> float:
    """How many of the words for the item, its owner's left out, the row itself says, not the table around."""
    item = [term for term in question.terms if not (term.action or term.keys & question.owners.words)]
    said = f"{candidate.figure.metric} {candidate.figure.column or ''}"
    return sum(near((term,), said) > 0 for term in item) / len(item) if item else 1.0


def _same_thing(a: FigureCandidate, b: FigureCandidate) -> bool:
    """Whether two figures are of one unit and, as far as their labels tell, of one item."""
    one, two = a.figure, b.figure
    if one.entity and two.entity and one.entity.casefold() != two.entity.casefold():
        return False
    if FigureKind.TEXT in (one.kind, two.kind):
        return True
    return bool(_words(one.metric) & _words(two.metric))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]{2,}", text.casefold()))


def _together(a: FigureCandidate, b: FigureCandidate, one_row: bool) -> float:
    """How well two figures stand beside each other: their own chances, and what they share."""
    one, two = a.figure, b.figure
    score = sum(c.chance if c.chance is not None else 0.5 * c.score for c in (a, b))
    score += 0.4 * (one.scale == two.scale) + 0.2 * (one.kind is two.kind)
    score += 0.2 * (one.column_kind is two.column_kind)
    score += 0.2 * (a.cover.precision + b.cover.precision)
    score += 0.3 * (FigureKind.TABLE is one.kind is two.kind)  # a card rounds what a table tells in full
    if one_row:
        score += 0.5 * (a.hit.statement.id == b.hit.statement.id and a.report == b.report)
    else:
        score += 0.3 * (one.column == two.column)
    score += 0.2 * (one.metric.casefold() == two.metric.casefold())
    return score + 0.1 * (a.report == b.report)
