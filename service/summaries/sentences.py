"""The sentences of a summary: weighty, spread over the sections, none saying what another says.

A sentence's weight is its nearness to the centroid of its section and of the whole (continuous LexRank
without damping gives just this: Erkan & Radev, LexRank, JAIR 22, 2004, section 3; Radev et al.,
Centroid-based summarization of multiple documents, 2004) and what marks a sentence of weight in a
report: figures, words of the bottom line, reasons, its place under its heading. Sentences are then
taken one by one, each lessened by how much it repeats those taken (maximal marginal relevance:
Carbonell & Goldstein, SIGIR 1998) and by how much has been taken from its section and page.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.records import Figure, StatementKind
from service.summaries.key_figures import agree
from service.summaries.material import Item
from service.summaries.topics import Facet
from service.summaries.vocabulary import (
    AT_LARGE,
    BOILERPLATE,
    BOTTOM_LINE,
    EXPLAINS,
    LEANS,
    heading_marks,
)

Vector = Mapping[str, float]
_LEAST, _MOST = 5, 20
"""The usual length of a summary, in sentences; it grows with the root of what it sums up."""
_SHORT, _LONG = 5, 45
"""Words of a sentence below and above which it tells little, or too much."""
_SHORT_LIST = 25
"""Words of a piece that begins in small letters from which on it is a list run together."""
_REPEATS = 0.6
"""From this cosine on a sentence says what another says."""
_SAME_MATTER = 0.2
"""From this cosine on two sentences with the same amount say the same."""
_REDUNDANCY = 0.7
_OTHER_REPORT = 0.5
_TELLS_KEY = 0.35
"""What a sentence gains that tells in words what the table on top shows."""
_SAME_SECTION, _SAME_PAGE = 0.8, 0.92
"""What is left of a sentence's weight for each that is taken from its section, and from its page."""
_POOL = 400
"""So many of the weightiest sentences are weighed against each other."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be taken, its words' vector of length 1 and its weight."""

    item: Item
    vector: Vector
    weight: float


def usual_length(items: Sequence[Item]) -> int:
    """How many sentences a summary of these statements has when no length is asked for."""
    count = sum(item.statement.kind is StatementKind.SENTENCE for item in items)
    return min(max(round(math.sqrt(count)), _LEAST), _MOST)


def choose_sentences(
    items: Sequence[Item], facets: Sequence[Facet], most: int, key_figures: Sequence[Figure] = ()
) -> tuple[Item, ...]:
    """At most `most` sentences in reading order; with facets first the best of each.

    A sentence that tells one of the `key_figures` in words weighs more.
    """
    if not facets:
        return _taken(_candidates(items, key_figures), [], most)
    together: dict[int, float] = defaultdict(float)
    for facet in facets:
        for place, told in facet.relevance.items():
            together[place] = max(together[place], told)
    candidates = _candidates([item for item in items if item.place in together], key_figures)
    first: list[Candidate] = []
    for facet in facets:
        of_it = [
            _scaled(one, facet.relevance[one.item.place])
            for one in candidates
            if one.item.place in facet.relevance
        ]
        fresh = [one for one in of_it if not any(one.item is known.item for known in first)]
        if fresh and len(facets) > 1 and len(first) < most:
            first.append(max(fresh, key=lambda one: one.weight))
    relevant = [_scaled(one, together[one.item.place]) for one in candidates]
    return _taken(relevant, first, most)


def _scaled(candidate: Candidate, relevance: float) -> Candidate:
    return Candidate(candidate.item, candidate.vector, candidate.weight * relevance**3)


def _taken(candidates: Sequence[Candidate], first: Sequence[Candidate], most: int) -> tuple[Item, ...]:
    taken: list[Candidate] = list(first)
    pool = sorted(candidates, key=lambda one: (-one.weight, one.item.place))[:_POOL]
    pool = [one for one in pool if one.weight > 0 and all(one.item is not known.item for known in taken)]
    nearest = {one.item.place: max((_likeness(one, known) for known in taken), default=0.0) for one in pool}
    sections: Counter[tuple[str, ...]] = Counter(one.item.statement.section for one in taken)
    pages: Counter[tuple[str, int]] = Counter(_page(one.item) for one in taken)
    while pool and len(taken) < most:
        best = max(
            pool,
            key=lambda one: (
                one.weight
                * _SAME_SECTION ** sections[one.item.statement.section]
                * _SAME_PAGE ** pages[_page(one.item)]
                * (1 - _REDUNDANCY * nearest[one.item.place]),
                -one.item.place,
            ),
        )
        taken.append(best)
        sections[best.item.statement.section] += 1
        pages[_page(best.item)] += 1
        for one in pool:
            nearest[one.item.place] = max(nearest[one.item.place], _likeness(one, best))
        pool = [one for one in pool if one is not best and nearest[one.item.place] < _REPEATS]
    return tuple(sorted((one.item for one in taken), key=lambda item: item.place))


def _page(item: Item) -> tuple[str, int]:
    return item.report.id, item.statement.page


def _likeness(one: Candidate, other: Candidate) -> float:
    """How far two sentences say the same; those of different reports are of different times or bodies."""
    cosine = _cosine(one, other)
    if one.item.report.id != other.item.report.id:
        return cosine * _OTHER_REPORT
    return max(cosine, _REPEATS) if cosine >= _SAME_MATTER and _one_amount(one, other) else cosine


def _one_amount(one: Candidate, other: Candidate) -> bool:
    """Do both tell the same amount of money?"""
    amounts = [
        {figure.value for figure in each.item.statement.figures if (figure.unit or "").startswith("EUR")}
        for each in (one, other)
    ]
    return bool(amounts[0] & amounts[1])


def _cosine(one: Candidate, other: Candidate) -> float:
    if len(one.vector) > len(other.vector):
        one, other = other, one
    return sum(weight * other.vector.get(key, 0.0) for key, weight in one.vector.items())


def _candidates(items: Sequence[Item], key_figures: Sequence[Figure]) -> list[Candidate]:
    """The sentences of the statements with their vectors and weights, in reading order."""
    sentences = [item for item in items if _may_stand(item)]
    vectors = _vectors(sentences)
    whole = _centroid(vectors)
    by_section: dict[tuple[str, ...], list[Vector]] = defaultdict(list)
    for item, vector in zip(sentences, vectors, strict=True):
        by_section[item.statement.section].append(vector)
    centres = {section: _centroid(found) for section, found in by_section.items()}
    nearness = [
        (_product(vector, whole), _product(vector, centres[item.statement.section]))
        for item, vector in zip(sentences, vectors, strict=True)
    ]
    most = [max((pair[side] for pair in nearness), default=0.0) or 1.0 for side in (0, 1)]
    last = items[-1].place + 1 if items else 1
    seen: Counter[tuple[str, ...]] = Counter()
    made = []
    for item, vector, (near_all, near_section) in zip(sentences, vectors, nearness, strict=True):
        section = item.statement.section
        central = 0.5 * near_all / most[0] + 0.5 * near_section / most[1]
        weight = central + _marks(item) + _place(item, seen[section], last)
        weight += _TELLS_KEY if _tells(item, key_figures) else 0.0
        seen[section] += 1
        made.append(Candidate(item, vector, weight))
    return made


def _may_stand(item: Item) -> bool:
    """Is it a sentence that can be read alone, not a heading's copy, a label or a piece of a list?"""
    statement = item.statement
    text = statement.text
    return (
        statement.kind is StatementKind.SENTENCE
        and len(item.own.each) >= 3
        and any(char.islower() for char in text)
        and not text.rstrip().endswith((":", "?"))
        and not (text[:1].islower() and len(text.split()) > _SHORT_LIST)
        and text not in (statement.entity, *statement.section)
    )


def _marks(item: Item) -> float:
    """What marks a sentence of weight, or of none, in its own words and figures."""
    statement = item.statement
    text = statement.text
    money = [figure for figure in statement.figures if (figure.unit or "").startswith("EUR")]
    shares = [figure for figure in statement.figures if figure.unit == "%"]
    return (
        (0.55 if money else 0.3 if shares else 0.2 if statement.figures else 0.0)
        + _marks_of_text(text)
        - (0.35 if _of_other_years(item) else 0.0)
        - (0.0 if money else _incomplete(text))
    )


@lru_cache(maxsize=20_000)
def _marks_of_text(text: str) -> float:
    """The marks that the words alone give."""
    return (
        (0.4 if BOTTOM_LINE.search(text) else 0.0)
        + (0.2 if EXPLAINS.search(text) else 0.0)
        - (0.6 if BOILERPLATE.search(text) else 0.0)
        - (0.3 if LEANS.match(text) else 0.0)
        - (0.8 if text[:1].islower() else 0.0)
        - (0.5 if AT_LARGE.search(text) else 0.0)
        - (0.4 if len(text.split()) > _LONG else 0.0)
    )


def _incomplete(text: str) -> float:
    """What a text without an amount loses that is no whole sentence, or a very short one."""
    ends = text.rstrip().endswith((".", "!", "”", '"', ")"))
    return (0.0 if ends else 0.3) + (0.5 if len(text.split()) < _SHORT else 0.0)


def _tells(item: Item, key_figures: Sequence[Figure]) -> bool:
    return any(
        figure.unit == key.unit and figure.unit is not None and agree(figure, key)
        for figure in item.statement.figures
        for key in key_figures
    )


def _of_other_years(item: Item) -> bool:
    """Does a sentence name years, none of them of the report's period or just before or after it?"""
    period = item.report.period
    years = [int(year) for year in _YEAR.findall(item.statement.text)]
    if period is None or not years:
        return False
    return all(not period.start.year - 1 <= year <= period.end.year + 1 for year in years)


def _place(item: Item, before: int, last: int) -> float:
    """What its place says: the first under its heading, in a part that sums up, early in the report."""
    marks = [heading_marks(heading) for heading in item.statement.section]
    return (
        (0.25 if before == 0 else 0.1 if before == 1 else 0.0)
        + (0.3 if any(overview for overview, _, _ in marks) else 0.0)
        - (1.0 if any(appendix for _, appendix, _ in marks) else 0.0)
        - (0.8 if marks and marks[-1][2] else 0.0)
        + 0.25 * (1 - item.place / last)
    )


def _vectors(items: Sequence[Item]) -> list[Vector]:
    """For each sentence its lemmas and numbers by frequency and rarity among the sentences, of length 1."""
    counted = [Counter(lemma for word in item.own.each for lemma in word.lemmas) for item in items]
    documents: Counter[str] = Counter(lemma for found in counted for lemma in found)
    made: list[Vector] = []
    for found in counted:
        weights = {
            lemma: count * math.log(1 + len(items) / documents[lemma]) for lemma, count in found.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        made.append({lemma: weight / length for lemma, weight in weights.items()})
    return made


def _centroid(vectors: Sequence[Vector]) -> Vector:
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for key, weight in vector.items():
            total[key] += weight / len(vectors)
    return total


def _product(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(key, 0.0) for key, weight in one.items())
