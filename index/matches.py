"""Searching: every passage that has the words, and the nearest in meaning where those are few.

`index.retrieval` brings up what may answer a question; here is what a person expects of a search: all
that has the words, countable and in one order to page through.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.contract import PassageMatch
from index.fusion import fuse
from index.kept import Kept
from index.marks import phrase_pattern, wanted_keys
from index.snapshot import Snapshot
from index.state import State
from index.words import Keys

if TYPE_CHECKING:
    from index.embedding import Vectors

DEEPEST = 400
"""So many of the best by words, and by meaning, are ranked with each other; the rest of those that have
the words follow by their words."""
MOST_OF_WORDS = 0.5
"""The share of the words' weight that a passage must have where none has all."""
FILLED_UP = 10
"""With fewer passages that have the words, the nearest in meaning fill up to this many."""

Scores = dict[int, float]
"""Passages by number."""


def find_matches(
    state: State,
    snapshot: Snapshot,
    words: Sequence[Keys],
    phrases: Mapping[str, Sequence[Keys]],
    vector: Vectors,
    reports: tuple[str, ...] | None,
) -> tuple[PassageMatch, ...]:
    """Passages with the words and phrases, best first; `words` are those outside the phrases, `phrases`
    those of each phrase."""
    search = _Search(state, snapshot, reports)
    worded = search.with_words(words)
    if phrases:
        exact = search.with_phrases(phrases)
        worded = {number: score for number, score in worded.items() if number in exact} or exact
    said = [*words, *(keys for each in phrases.values() for keys in each)]
    ranked = search.ranked(said, worded, vector, filled_up=not phrases)
    homes = search.kept.passage_reports(snapshot)
    return tuple(
        PassageMatch(number, homes[number], score, number in worded)
        for number, score in ranked
        if number in homes  # an index that lags behind may name some that are gone
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """One search in one state of the library, restricted to reports unless they are None."""

    state: State
    snapshot: Snapshot
    reports: tuple[str, ...] | None

    @property
    def kept(self) -> Kept:
        """The rows kept of the state; none while the indexes lag behind the database."""
        return self.state.kept if self.snapshot.generation == self.state.generation else Kept()

    def with_words(self, words: Sequence[Keys]) -> Scores:
        """The passages with all the words that any report has, or with most of them where none has all."""
        known = self._known(words)
        index = self.state.passages
        everything = dict(index.having((), known, index.count, self.reports))
        if everything or len(known) < 2:
            return everything
        weights = [min(self.state.weights(wanted_keys([keys]), self.snapshot).values()) for keys in known]
        found = index.covering(known, weights, self.reports)
        return {number: share for number, share in found if share >= MOST_OF_WORDS * sum(weights)}

    def _known(self, words: Sequence[Keys]) -> list[Keys]:
        held = self.snapshot.statements_with_keys(wanted_keys(words))
        return [keys for keys in words if any(held[key] for key in wanted_keys([keys]))]

    def with_phrases(self, phrases: Mapping[str, Sequence[Keys]]) -> Scores:
        """The passages that hold every phrase as written, with the scores of their words."""
        words = [keys for each in phrases.values() for keys in each]
        index = self.state.passages
        found = dict(index.having((), words, index.count, self.reports))
        patterns = [phrase_pattern(phrase) for phrase in phrases]
        return {
            number: found[number]
            for number, text in self.snapshot.passage_texts(list(found))
            if all(pattern.search(text) for pattern in patterns)
        }

    def ranked(
        self, words: Sequence[Keys], worded: Scores, vector: Vectors, filled_up: bool
    ) -> list[tuple[int, float]]:
        """The passages that have the words, then the nearest where they are few, each by fused rank."""
        lexical = self.state.passages.search(words, DEEPEST, self.reports)
        among = None
        if self.reports is not None:
            among = self.kept.numbers("passages", self.reports, self.snapshot)
        nearest = self.state.vectors.search(vector, DEEPEST, among)
        fused = fuse([[[number] for number, _ in lexical], [[number] for number, _ in nearest]])
        high = {number for number, _ in fused}
        low = sorted(
            (number for number in worded if number not in high), key=lambda number: (-worded[number], number)
        )
        room = max(0, FILLED_UP - len(worded)) if filled_up else 0
        near = [(number, score) for number, score in fused if number not in worded]
        return [
            *((number, score) for number, score in fused if number in worded),
            *((number, 0.0) for number in low),
            *near[:room],
        ]
