"""How far a question's words are found in a piece of evidence.

Words match by dictionary form, by words that may stand for them, by compound parts, and, weakest,
by a common beginning ("säästyy", "säästöjä").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.contract import StatementHit
from ingest.records import StatementKind
from service.terms import Term
from service.vocabulary import OPPOSITES

_WORD = re.compile(r"[^\W_]+(?:[-+/:][^\W_]+)*")
_SHORTENED = re.compile(r"([^\W\d_]{4,})\.")
SYNONYM, PARTS, BEGINNING = 0.85, 0.75, 0.5
AROUND, AROUND_PARTLY, AROUND_ROW_PARTLY = 0.9, 0.4, 0.65
FOUND = 0.35
"""From this strength on a word counts as spoken of."""
_SHORT_MODIFIER = 4
"""A modifier this short ("it-hankinta") may well stand spelt out elsewhere."""
_POINTS_BACK = re.compile(
    r"(?:Se|Sen|Siitä|Siihen|Siinä|Sille|Sillä|Sitä|Ne|Niiden|Niistä|Niitä|Hän|Hänen|He)\b"
)
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
    return _begun(term, _by_meaning(term, keys), frozenset(keys))


def _begun(term: Term, meant: float, keys: frozenset[str]) -> float:
    """How surely a statement speaks of the term, its words' beginnings counted in."""
    if meant >= BEGINNING or not term.stems:
        return meant
    spelt = _beginnings(keys)
    for stem in term.stems:
        if f" {stem}" in spelt:
            return BEGINNING
    return meant


def _reach(term: Term) -> frozenset[str]:
    """All keys by which something can speak of the term."""
    parts = (key for part in term.parts for key in (part.key, *part.also))
    return term.keys | term.also | frozenset(parts)


@lru_cache(maxsize=20_000)
def _beginnings(keys: frozenset[str]) -> str:
    """The keys in one string, each after a space: looked through at once for a beginning."""
    return f" {' '.join(keys)}"


def _by_meaning(term: Term, keys: Collection[str]) -> float:
    if not term.keys.isdisjoint(keys):
        return 1.0
    synonym = 0.0 if term.also.isdisjoint(keys) else SYNONYM
    return max(synonym, PARTS * _told_parts(term, keys)) if term.parts else synonym


def _told_parts(term: Term, keys: Collection[str]) -> float:
    """The share of a compound's letters that stands in parts found among `keys`."""
    covered: set[int] = set()
    for part in term.parts:
        if part.place and (part.key in keys or not part.also.isdisjoint(keys)):
            covered.update(part.place)
    if not covered:
        return 0.0
    if any(key in keys for part in term.parts for key in OPPOSITES.get(part.key, ()) if part.key not in keys):
        return 0.0
    # The head alone is about another thing: "sivistystoimiala" is not found in "toimiala".
    share = len(covered) / term.length
    modifier = next((place for place in range(term.length) if place in covered), term.length)
    return share if modifier < _SHORT_MODIFIER else 0.3 * share


def _contrary(term: Term, keys: Collection[str]) -> bool:
    """Do the words of a label say the opposite of the term: whose capital is "vieras" is not "oma"?"""
    return any(not OPPOSITES.get(key, frozenset()).isdisjoint(keys) for key in term.keys)


def around(term: Term, keys: Collection[str], partly: float = AROUND_PARTLY) -> float:
    """How surely the surroundings speak of the term: in full only by the very word."""
    found = _by_meaning(term, keys)
    return AROUND if found == 1.0 else partly * found


def cover(terms: Sequence[Term], hit: StatementHit, report: Sequence[float], weight_of: WeightOf) -> Cover:
    """The cover of one statement; `report` tells for each term how far the report's own name does."""
    return Covering(terms, {hit.report: report}, weight_of).of(hit)


class Covering:
    """A question's words held against many statements.

    `named` tells for each report and each term how far the report's own name speaks of the term. Many
    statements share a label, a heading or a table: what was found out about their words is remembered.
    """

    def __init__(
        self, terms: Sequence[Term], named: Mapping[str, Sequence[float]], weight_of: WeightOf
    ) -> None:
        self._terms = terms
        self._weights = [max(term.weight, 0.1) for term in terms]
        self._all = sum(w for term, w in zip(terms, self._weights, strict=True) if term.essential)
        self._extra = sum(w for term, w in zip(terms, self._weights, strict=True) if not term.essential)
        self._named = named
        self._explained = frozenset().union(*(term.explains for term in terms))
        self._reaches = [_reach(term) for term in terms]
        self._reach = frozenset().union(*self._reaches)
        self._weight_of = weight_of
        self._labels: dict[frozenset[str], tuple[list[float], float]] = {}
        self._contexts: dict[frozenset[str], list[float]] = {}

    def of(self, hit: StatementHit) -> Cover:
        """The cover of one statement."""
        inside_all, precision = self._label(hit.label_keys)
        around_all = self._context(hit.context_keys)
        named_all = self._named[hit.report]
        # The titles and parent rows of a table are about its rows; the sentence before is not always.
        # One that begins with a pronoun is about what that says.
        bound = hit.statement.kind in _STRUCTURED or _POINTS_BACK.match(hit.statement.text)
        partly = AROUND_ROW_PARTLY if bound else AROUND_PARTLY
        total = label = extra = 0.0
        missing: list[Term] = []
        for place, term in enumerate(self._terms):
            inside, weight = inside_all[place], self._weights[place]
            best = inside
            if inside < AROUND and not (inside < FOUND and _contrary(term, hit.label_keys)):
                outside = around_all[place]
                best = max(inside, named_all[place], AROUND if outside == 1.0 else partly * outside)
            if not term.essential:
                extra += weight * best
                continue
            total += weight * best
            label += weight * inside
            if best < FOUND:
                missing.append(term)
        helped = extra / self._extra if self._extra else 0.0
        if not self._all:
            return Cover(helped, helped, (), 0.0, helped)
        return Cover(total / self._all, label / self._all, tuple(missing), precision, helped)

    def _label(self, keys: frozenset[str]) -> tuple[list[float], float]:
        found = self._labels.get(keys)
        if found is None:
            found = [_begun(*each, keys) for each in self._meanings(keys)], self._precision(keys)
            self._labels[keys] = found
        return found

    def _context(self, keys: frozenset[str]) -> list[float]:
        found = self._contexts.get(keys)
        if found is None:
            found = self._contexts[keys] = [meant for _, meant in self._meanings(keys)]
        return found

    def _meanings(self, keys: frozenset[str]) -> list[tuple[Term, float]]:
        """Each term with how surely the keys speak of it. Most keys have nothing to do with any."""
        near = keys & self._reach
        if not near:
            return [(term, 0.0) for term in self._terms]
        return [
            (term, 0.0 if reach.isdisjoint(near) else _by_meaning(term, keys))
            for term, reach in zip(self._terms, self._reaches, strict=True)
        ]

    def _precision(self, label_keys: frozenset[str]) -> float:
        """How much of a label's weight the question explains."""
        if not self._all:
            return 0.0
        whole = sum(map(self._weight_of, label_keys))
        told = sum(map(self._weight_of, label_keys & self._explained))
        return min(1.0, told / whole) if whole else 0.0  # the two sums may be added up in another order


def near(terms: Sequence[Term], text: str) -> float:
    """Share of the terms' weight that a short text speaks of, told by word beginnings alone."""
    words = _lower_words(text)
    told = whole = 0.0
    for term in terms:
        weight = max(term.weight, 0.1)
        whole += weight
        for probe in _probes(term.roots):
            if probe in words:
                told += weight
                break
    return told / whole if whole else 0.0


def names_column(term: Term, column: str) -> bool:
    """Does the term name a column, which may print it cut short ("Määräaik.")?"""
    if near((term,), column) > 0:
        return True
    shortened = (match.group(1).lower() for match in _SHORTENED.finditer(column))
    return any(word.startswith(short) for short in shortened for word in (term.word.lower(), *term.keys))


@lru_cache(maxsize=20_000)
def _lower_words(text: str) -> str:
    """The words of a text in small letters, each after a space."""
    return "".join(f" {word.lower()}" for word in _WORD.findall(text))


@lru_cache(maxsize=2_000)
def _probes(roots: tuple[str, ...]) -> tuple[str, ...]:
    """What to look for among words: a long root anywhere in a word, a short one at its beginning."""
    return tuple(root if len(root) >= 6 else f" {root}" for root in roots)
