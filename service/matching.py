"""How far a question's words are found in a piece of evidence.

Words match by dictionary form, by words that may stand for them, by compound parts, and, weakest,
by a common beginning ("säästyy", "säästöjä").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from index.contract import StatementHit
from ingest.records import StatementKind
from service.terms import Term
from service.vocabulary import OPPOSITES

_WORD = re.compile(r"[^\W_]+(?:[-+/:][^\W_]+)*")
SYNONYM, PARTS, BEGINNING = 0.85, 0.75, 0.5
AROUND, AROUND_PARTLY, AROUND_ROW_PARTLY = 0.9, 0.4, 0.65
FOUND = 0.35
"""From this strength on a word counts as spoken of."""
_SHORT_MODIFIER = 4
"""A modifier this short ("it-hankinta") may well stand spelt out elsewhere."""
_STRUCTURED = (StatementKind.ROW, StatementKind.CARD)
WeightOf = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Cover:
    """How well a statement covers a question: shares of its essential words' weight, 0 to 1.

    `total` counts words found in the statement or around it, `label` those in the statement
    itself; `missing` are essential words found nowhere; `precision` is how much of the
    statement's label the question explains; `helped` is the share of the words that only help.
    """

    total: float
    label: float
    missing: tuple[Term, ...]
    precision: float
    helped: float


def strength(term: Term, keys: Collection[str]) -> float:
    """How surely the words of a statement speak of the term, 0 to 1."""
    found = _by_meaning(term, keys)
    if found < BEGINNING and term.stems and any(key.startswith(term.stems) for key in keys):
        return BEGINNING
    return found


def _by_meaning(term: Term, keys: Collection[str]) -> float:
    if any(key in keys for key in term.keys):
        return 1.0
    synonym = SYNONYM if any(key in keys for key in term.also) else 0.0
    return max(synonym, PARTS * _told_parts(term, keys)) if term.parts else synonym


def _told_parts(term: Term, keys: Collection[str]) -> float:
    """The share of a compound's letters that stands in parts found among `keys`."""
    if any(key in keys for part in term.parts for key in OPPOSITES.get(part.key, ()) if part.key not in keys):
        return 0.0
    covered: set[int] = set()
    for part in term.parts:
        if part.place and (part.key in keys or any(key in keys for key in part.also)):
            covered.update(part.place)
    # The head alone is about another thing: "sivistystoimiala" is not found in "toimiala".
    share = len(covered) / term.length
    modifier = next((place for place in range(term.length) if place in covered), term.length)
    return share if modifier < _SHORT_MODIFIER else 0.3 * share


def around(term: Term, keys: Collection[str], partly: float = AROUND_PARTLY) -> float:
    """How surely the surroundings speak of the term: in full only by the very word."""
    found = _by_meaning(term, keys)
    return AROUND if found == 1.0 else partly * found


def cover(terms: Sequence[Term], hit: StatementHit, report: Sequence[float], weight_of: WeightOf) -> Cover:
    """The cover of one statement; `report` tells for each term how far the report's own name does."""
    total = label = all_weight = extra = extra_weight = 0.0
    missing: list[Term] = []
    # The titles and parent rows of a table are about its rows; the sentence before is not always.
    partly = AROUND_ROW_PARTLY if hit.statement.kind in _STRUCTURED else AROUND_PARTLY
    for term, named in zip(terms, report, strict=True):
        inside = strength(term, hit.label_keys)
        best = inside if inside >= AROUND else max(inside, named, around(term, hit.context_keys, partly))
        weight = max(term.weight, 0.1)
        if not term.essential:
            extra_weight += weight
            extra += weight * best
            continue
        all_weight += weight
        total += weight * best
        label += weight * inside
        if best < FOUND:
            missing.append(term)
    helped = extra / extra_weight if extra_weight else 0.0
    if not all_weight:
        return Cover(helped, helped, (), 0.0, helped)
    precision = _precision(terms, hit.label_keys, weight_of)
    return Cover(total / all_weight, label / all_weight, tuple(missing), precision, helped)


def _precision(terms: Sequence[Term], label_keys: Iterable[str], weight_of: WeightOf) -> float:
    told = whole = 0.0
    for key in label_keys:
        weight = weight_of(key)
        whole += weight
        told += weight if any(key in term.explains for term in terms) else 0.0
    return told / whole if whole else 0.0


def near(terms: Sequence[Term], text: str) -> float:
    """Share of the terms' weight that a short text speaks of, told by word beginnings alone."""
    words = [word.lower() for word in _WORD.findall(text)]
    told = whole = 0.0
    for term in terms:
        weight = max(term.weight, 0.1)
        whole += weight
        if any(
            stem in word if len(stem) >= 6 else word.startswith(stem) for word in words for stem in term.roots
        ):
            told += weight
    return told / whole if whole else 0.0
