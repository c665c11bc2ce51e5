"""Finding statements and passages for a question: lexical and dense ranking, fused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from index.contract import PassageHit, StatementHit
from index.fusion import fuse
from index.kept import Kept
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
    kept = _kept(state, snapshot)
    lexical = state.statements.search(words, 2 * limit, reports)
    nearest = _nearest(state, snapshot, kept, query, DENSE_PASSAGES, reports)
    held = kept.held([passage for passage, _ in nearest], snapshot)
    groups = [held[passage] for passage, _ in nearest]
    around = _best_passages(nearest, held)
    own = _nearest_statements(state, snapshot, kept, query, limit, reports)
    fused = fuse([[[number] for number, _ in lexical], [[number] for number, _ in own], groups])
    ranked = [number for number, _ in fused]
    # An index that lags behind may name some that are gone: then twice as many are looked up.
    stored = kept.statements(ranked[:limit], snapshot)
    chosen = [number for number in ranked[:limit] if number in stored]
    if len(chosen) < min(limit, len(ranked)):
        stored = kept.statements(ranked[: 2 * limit], snapshot)
        chosen = [number for number in ranked[: 2 * limit] if number in stored][:limit]
    if reports is not None:
        chosen = [number for number in chosen if stored[number].report in reports]
    scores = dict(lexical)
    cosines = _cosines(state, snapshot, chosen, query, dict(own))
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


def _kept(state: State, snapshot: Snapshot) -> Kept:
    """The rows kept of the state; none while the indexes lag behind the database."""
    return state.kept if snapshot.generation == state.generation else Kept()


def _nearest_statements(
    state: State, snapshot: Snapshot, kept: Kept, query: Vectors, limit: int, reports: tuple[str, ...] | None
) -> list[tuple[int, float]]:
    """The nearest statements by their own vectors; none where there are too many to look at all."""
    if state.statement_vectors is None:
        return []
    allowed = None if reports is None else kept.numbers("statements", reports, snapshot)
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
    kept = _kept(state, snapshot)
    lexical = state.passages.search(words, depth, reports)
    nearest = _nearest(state, snapshot, kept, query, depth, reports)
    fused = fuse([[[number] for number, _ in lexical], [[number] for number, _ in nearest]])
    stored = snapshot.passages_by_number([number for number, _ in fused[: 2 * limit]])
    hits = [PassageHit(stored[number], score) for number, score in fused if number in stored]
    if reports is not None:
        hits = [hit for hit in hits if hit.passage.report in reports]
    return tuple(hits[:limit])


def _nearest(
    state: State, snapshot: Snapshot, kept: Kept, query: Vectors, limit: int, reports: tuple[str, ...] | None
) -> list[tuple[int, float]]:
    allowed = None if reports is None else kept.numbers("passages", reports, snapshot)
    return state.vectors.search(query, limit, allowed)


def _cosines(
    state: State, snapshot: Snapshot, statements: Sequence[int], query: Vectors, known: dict[int, float]
) -> dict[int, float]:
    """The statements' own cosines, those known already taken over."""
    missing = [number for number in statements if number not in known]
    if not missing:
        return known
    held = state.statement_vectors.cosines(query, missing) if state.statement_vectors is not None else {}
    rest = [number for number in missing if number not in held]
    if rest:
        numbers, blobs = snapshot.statement_vectors(rest)
        values = unpack_all(blobs, len(query)) @ query
        held |= zip(numbers, values.tolist(), strict=True)
    return known | held
