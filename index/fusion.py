"""Reciprocal rank fusion of rankings.

Cormack, Clarke, Büttcher: Reciprocal Rank Fusion outperforms Condorcet and individual rank
learning methods, SIGIR 2009. A document's score is the sum of 1 / (K + rank) over the rankings
that name it; the rankings' own scores, which do not compare, are not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

K = 60


def fuse(rankings: Iterable[Sequence[Sequence[int]]]) -> list[tuple[int, float]]:
    """Documents with fused scores, best first, ties by number.

    Each ranking is a sequence of groups, best first; the members of a group share its rank.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        seen: set[int] = set()
        for rank, group in enumerate(ranking, start=1):
            worth = 1.0 / (K + rank)
            for document in group:
                if document not in seen:
                    seen.add(document)
                    scores[document] = scores.get(document, 0.0) + worth
    # Sorting is stable: by number first, then by score.
    return sorted(sorted(scores.items()), key=itemgetter(1), reverse=True)
