"""The indexes and counts that belong to one state of the library.

Everything here is derived. A state is opened when the library's generation changed and is then
immutable, so that questions in other threads finish on the one they began with.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from index.contract import Owner, ReportSummary, Scope
from index.kept import Kept
from index.lexical import LexicalIndex, shown_generation
from index.remembered import Remembered
from index.snapshot import Snapshot
from index.spelling import Vocabulary
from index.vectors import SMALL, FaissIndex, MatrixIndex, VectorIndex, load_index, unpack_all
from index.words import FUNCTION_WORDS, Keys

STATEMENTS = "statements"
PASSAGES = "passages"
LEXICAL = "lexical"
WORDS_REMEMBERED = 100_000
FEW_STATEMENTS = 40_000
"""Up to this many statements (thirty reports or so) are compared with a question each by its own vector."""


class State:
    """What questions need besides the database."""

    def __init__(
        self,
        generation: int,
        reports: tuple[ReportSummary, ...],
        statements: LexicalIndex,
        passages: LexicalIndex,
        vectors: VectorIndex,
        statement_vectors: MatrixIndex | None,
        statement_count: int,
    ) -> None:
        self.generation = generation
        self.reports = reports
        self.statements = statements
        self.passages = passages
        self.vectors = vectors
        self.statement_vectors = statement_vectors
        self.statement_count = statement_count
        self.kept = Kept()
        self._weights: dict[str, float] = {}
        self.understood: Remembered[tuple[Keys, ...]] = Remembered(WORDS_REMEMBERED // 10)
        self.respelt: Remembered[tuple[str, Keys]] = Remembered(WORDS_REMEMBERED)
        self.vocabulary: Vocabulary | None = None
        self.owners: dict[str, list[Owner]] | None = None  # by the lemmas of their names

    def weights(self, keys: Collection[str], snapshot: Snapshot) -> dict[str, float]:
        """The weights of keys, looked up in the snapshot, which shows this state, and remembered."""
        known = self._weights
        missing = [key for key in keys if key not in known]
        if missing:
            if len(known) > WORDS_REMEMBERED:
                known = {key: known[key] for key in keys if key in known}
            frequencies = snapshot.statements_with_keys(missing)
            known.update((key, self.weight(key, frequencies[key])) for key in missing)
            self._weights = known
        return {key: known[key] for key in keys}

    def weight(self, key: str, frequency: int) -> float:
        """See `Library.weight`; `frequency` is the number of statements that have the key."""
        if key in FUNCTION_WORDS:
            return 0.0
        return math.log((self.statement_count + 1) / (frequency + 0.5))

    def scope_of(self, scope: Scope) -> tuple[str, ...] | None:
        """Ids of the reports in scope; None when all of them are."""
        chosen = in_scope(self.reports, scope)
        return None if len(chosen) == len(self.reports) else tuple(report.id for report in chosen)


def open_state(folder: Path, snapshot: Snapshot, identity: str) -> State:
    """The state that the snapshot shows, from saved indexes where they fit and else from SQLite."""
    generation = snapshot.generation
    return State(
        generation,
        snapshot.reports(),
        _lexical(folder, snapshot, generation, STATEMENTS),
        _lexical(folder, snapshot, generation, PASSAGES),
        _vectors(folder, snapshot, generation, identity),
        _statement_vectors(snapshot),
        snapshot.statement_count(),
    )


def saved_indexes_fit(folder: Path, generation: int) -> bool:
    """Whether the lexical indexes on disk show this state of the library."""
    return all(shown_generation(folder / LEXICAL / name) == generation for name in (STATEMENTS, PASSAGES))


def in_scope(reports: Sequence[ReportSummary], scope: Scope) -> tuple[ReportSummary, ...]:
    """The reports that the scope lets answer. Names are compared without regard to case."""
    return tuple(report for report in reports if _allows(scope, report))


def _allows(scope: Scope, report: ReportSummary) -> bool:
    if scope.reports and report.id not in scope.reports:
        return False
    named = (
        (scope.organisation, report.organisation),
        (scope.unit, report.unit),
        (scope.kind, report.kind),
    )
    if any(wanted and wanted.casefold() != (has or "").casefold() for wanted, has in named):
        return False
    if scope.period_from is None and scope.period_to is None:
        return True
    if report.period is None:
        return False
    after = scope.period_to is not None and report.period.start > scope.period_to
    before = scope.period_from is not None and report.period.end < scope.period_from
    return not (after or before)


def _lexical(folder: Path, snapshot: Snapshot, generation: int, name: str) -> LexicalIndex:
    place = folder / LEXICAL / name
    if shown_generation(place) == generation:
        try:
            saved = LexicalIndex(place)
        except ValueError:  # what tantivy raises for files it cannot read
            pass
        else:
            # Files that are gone altogether make an empty index, without an error.
            if saved.count == snapshot.lexical_count(name):
                return saved
    return LexicalIndex.in_memory(snapshot.lexical_documents(name))


def _vectors(folder: Path, snapshot: Snapshot, generation: int, identity: str) -> VectorIndex:
    count = snapshot.passage_count()
    if count > SMALL:
        saved = load_index(folder, generation, identity)
        if saved is not None and saved.count == count:
            return saved
    numbers, blobs = snapshot.vectors()
    ids = np.array(numbers, np.int64)
    vectors = unpack_all(blobs, snapshot.dimension or 1)
    return FaissIndex.build(ids, vectors) if count > SMALL else MatrixIndex(ids, vectors)


def _statement_vectors(snapshot: Snapshot) -> MatrixIndex | None:
    """The vectors of all statements while they are few; of many, those in the nearest passages do."""
    if snapshot.statement_count() > FEW_STATEMENTS:
        return None
    numbers, blobs = snapshot.statement_vectors()
    return MatrixIndex(np.array(numbers, np.int64), unpack_all(blobs, snapshot.dimension))
