"""Finding statements and passages for a question: lexical and dense ranking, fused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.contract import PassageHit, StatementHit
from index.fusion import fuse
from index.snapshot import Snapshot
from index.state import State
from index.vectors import unpack_all
from index.words import Keys

if TYPE_CHECKING:
    from index.embedding import Vectors

DENSE_PASSAGES = 60
"""So many nearest passages give their statements as candidates."""
DEEPEST_LABELLED = 16
"""So many times the statements asked for are looked through for such that hold figures."""


def find_statements(
    state: State,
    snapshot: Snapshot,
    words: Sequence[Keys],
    query: Vectors,
    reports: tuple[str, ...] | None,
    limit: int,
) -> tuple[StatementHit, ...]:
    """The statements most likely to answer, best fused rank first. `query` has shape [dimension].

    Three rankings are fused: by words, by the statements' own vectors and by those of the passages they
    stand in.
    """
    lexical = state.statements.search(words, 2 * limit, reports)
    nearest = _nearest(state, snapshot, query, DENSE_PASSAGES, reports)
    held = snapshot.statements_of_passages([passage for passage, _ in nearest])
    groups = [held.get(passage, []) for passage, _ in nearest]
    around = _best_passages(nearest, held)
    own = _nearest_statements(state, snapshot, query, limit, reports)
    fused = fuse([[[number] for number, _ in lexical], [[number] for number, _ in own], groups])
    # Twice as many as asked for are looked up: an index that lags behind may name some that are gone.
    stored = snapshot.statements_by_number([number for number, _ in fused[: 2 * limit]])
    chosen = [number for number, _ in fused if number in stored][:limit]
    if reports is not None:
        chosen = [number for number in chosen if stored[number].report in reports]
    scores = dict(lexical)
    cosines = _cosines(snapshot, chosen, query, dict(own))
    return tuple(
        StatementHit(
            report=stored[number].report,
            statement=stored[number].statement,
            label_keys=stored[number].label_keys,
            context_keys=stored[number].context_keys,
            lexical=scores.get(number, 0.0),
            dense=cosines.get(number, 0.0),
            around=around.get(number, 0.0),
        )
        for number in chosen
    )


def _nearest_statements(
    state: State, snapshot: Snapshot, query: Vectors, limit: int, reports: tuple[str, ...] | None
) -> list[tuple[int, float]]:
    """The nearest statements by their own vectors; none where there are too many to look at all."""
    if state.statement_vectors is None:
        return []
    allowed = None if reports is None else np.array(snapshot.statement_numbers(reports), np.int64)
    return state.statement_vectors.search(query, limit, allowed)


def _best_passages(
    nearest: Sequence[tuple[int, float]], held: Mapping[int, Sequence[int]]
) -> dict[int, float]:
    """The cosine of the best of the nearest passages that holds a statement."""
    best: dict[int, float] = {}
    for passage, cosine in nearest:
        for statement in held.get(passage, ()):
            best.setdefault(statement, cosine)
    return best


def find_labelled(
    state: State,
    snapshot: Snapshot,
    label: Sequence[Keys],
    around: Sequence[Keys],
    reports: tuple[str, ...] | None,
    limit: int,
) -> tuple[StatementHit, ...]:
    """Statements with figures that have all of the words, best lexical score first."""
    depth = limit
    while True:
        found = state.statements.having(label, around, depth, reports)
        figured = set(snapshot.with_figures([number for number, _ in found]))
        if len(figured) >= limit or len(found) < depth or depth >= DEEPEST_LABELLED * limit:
            break
        depth *= 4  # headings and sentences without figures stand before the rows
    found = [(number, score) for number, score in found if number in figured][:limit]
    stored = snapshot.statements_by_number([number for number, _ in found])
    return tuple(
        StatementHit(
            report=stored[number].report,
            statement=stored[number].statement,
            label_keys=stored[number].label_keys,
            context_keys=stored[number].context_keys,
            lexical=score,
            dense=0.0,
        )
        for number, score in found
        if number in stored and (reports is None or stored[number].report in reports)
    )


def find_passages(
    state: State,
    snapshot: Snapshot,
    words: Sequence[Keys],
    query: Vectors,
    reports: tuple[str, ...] | None,
    limit: int,
) -> tuple[PassageHit, ...]:
    """The passages that fit best, with their fused scores."""
    depth = max(4 * limit, DENSE_PASSAGES)
    lexical = state.passages.search(words, depth, reports)
    nearest = _nearest(state, snapshot, query, depth, reports)
    fused = fuse([[[number] for number, _ in lexical], [[number] for number, _ in nearest]])
    stored = snapshot.passages_by_number([number for number, _ in fused[: 2 * limit]])
    hits = [PassageHit(stored[number], score) for number, score in fused if number in stored]
    if reports is not None:
        hits = [hit for hit in hits if hit.passage.report in reports]
    return tuple(hits[:limit])


def _nearest(
    state: State, snapshot: Snapshot, query: Vectors, limit: int, reports: tuple[str, ...] | None
) -> list[tuple[int, float]]:
    allowed = None if reports is None else np.array(snapshot.passage_numbers(reports), np.int64)
    return state.vectors.search(query, limit, allowed)


def _cosines(
    snapshot: Snapshot, statements: Sequence[int], query: Vectors, known: Mapping[int, float]
) -> dict[int, float]:
    """The statements' own cosines, those known already taken over."""
    missing = [number for number in statements if number not in known]
    if not missing:
        return dict(known)
    numbers, blobs = snapshot.statement_vectors(missing)
    values = unpack_all(blobs, len(query)) @ query
    return dict(known) | dict(zip(numbers, (float(value) for value in values), strict=True))
