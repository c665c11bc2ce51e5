"""How far a question's words are found in a piece of evidence.

Words match by dictionary form, by compound parts, by words that may stand for them, and, weakest,
by a common beginning ("säästyy", "säästöjä").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from index.contract import StatementHit
from service.question import Term

_WORD = re.compile(r"[^\W_]+(?:[-+/:][^\W_]+)*")
SYNONYM, PARTS, BEGINNING = 0.85, 0.75, 0.5
AROUND = 0.9
WeightOf = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Cover:
    """How well a statement covers a question: shares of the question's word weight, 0 to 1.

    `total` counts words found in the statement or around it, `label` those in the statement
    itself; `missing` are essential words found nowhere; `precision` is how much of the
    statement's label the question explains.
    """

    total: float
    label: float
    missing: tuple[Term, ...]
    precision: float


def strength(term: Term, keys: Collection[str]) -> float:
    """How surely `keys` speak of the term, 0 to 1."""
    if any(key in keys for key in term.keys):
        return 1.0
    best = SYNONYM if any(key in keys for key in term.also) else 0.0
    best = max(best, PARTS * _told_parts(term, keys))
    if best < BEGINNING:
        stems = {key[: max(5, (3 * len(key)) // 4)] for key in term.keys if len(key) >= 5}
        if any(key.startswith(stem) for key in keys for stem in stems):
            best = BEGINNING
    return best


def _told_parts(term: Term, keys: Collection[str]) -> float:
    """The share of a compound's letters that stands in parts found among `keys`."""
    compound = max(term.keys, key=len, default="")
    covered: set[int] = set()
    for part, also in term.parts:
        if part in keys or any(key in keys for key in also):
            stem = part[: max(3, len(part) - 1)]
            at = compound.find(stem)
            if at >= 0:
                covered.update(range(at, min(len(compound), at + len(part))))
    return len(covered) / len(compound) if compound else 0.0


def _around(term: Term, keys: Collection[str]) -> float:
    """What stands around a statement counts in full only when it is the very word."""
    found = strength(term, keys)
    return AROUND * found if found == 1.0 else 0.4 * found


def cover(terms: Sequence[Term], hit: StatementHit, report_keys: frozenset[str], weights: WeightOf) -> Cover:
    """The cover of one statement; `report_keys` are the words of its report's own name."""
    total = label = all_weight = 0.0
    missing: list[Term] = []
    for term in terms:
        inside = strength(term, hit.label_keys)
        around = max(_around(term, hit.context_keys), _around(term, report_keys))
        weight = max(term.weight, 0.1)
        all_weight += weight
        total += weight * max(inside, around)
        label += weight * inside
        if term.essential and max(inside, around) < 0.35:
            missing.append(term)
    if not all_weight:
        return Cover(0.0, 0.0, (), 0.0)
    return Cover(total / all_weight, label / all_weight, tuple(missing), _precision(terms, hit.label_keys, weights))


def _precision(terms: Sequence[Term], label_keys: Iterable[str], weights: WeightOf) -> float:
    known: set[str] = set()
    for term in terms:
        known |= term.keys | term.also | {part for part, _ in term.parts}
    told = whole = 0.0
    for key in label_keys:
        weight = weights(key)
        whole += weight
        told += weight if key in known else 0.0
    return told / whole if whole else 0.0


def near(terms: Sequence[Term], text: str) -> float:
    """Share of the terms' weight that a short text speaks of, told by word beginnings alone."""
    words = [word.lower() for word in _WORD.findall(text)]
    told = whole = 0.0
    for term in terms:
        weight = max(term.weight, 0.1)
        whole += weight
        stems = {key[: max(4, (2 * len(key)) // 3)] for key in (*term.keys, *term.also) if len(key) >= 3}
        if any(stem in word if len(stem) >= 6 else word.startswith(stem) for word in words for stem in stems):
            told += weight
    return told / whole if whole else 0.0
