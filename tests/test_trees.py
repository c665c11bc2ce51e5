"""Boosted trees: what an array of trees tells is what walking each of them tells."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.ranking.trees import Trees

SIGNALS = ("one", "two", "three")


def grown(seed: int, trees: int, depth: int) -> Trees:
    """Trees with random splits and values, not all of the same depth."""
    random = np.random.default_rng(seed)
    roots: list[int] = []
    nodes: list[tuple[int, float, int, int, float]] = []

    def node(left: int) -> int:
        place = len(nodes)
        nodes.append((0, 0.0, -1, -1, float(random.normal())))
        if left and random.random() < 0.8:
            low, high = node(left - 1), node(left - 1)
            nodes[place] = (int(random.integers(3)), float(random.integers(-2, 3)), low, high, 0.0)
        return place

    for _ in range(trees):
        roots.append(node(depth))
    feature, threshold, left, right, value = (np.array(column) for column in zip(*nodes, strict=True))
    knots = np.array([[0.0, 1.0], [0.0, 1.0]])
    return Trees(SIGNALS, 0.1, np.array(roots), feature, threshold, left, right, value, knots)


def walked(trees: Trees, row: list[float]) -> float:
    """One row through each tree by itself."""
    total = trees.base
    for root in trees.roots:
        node = int(root)
        while trees.left[node] >= 0:
            low = row[trees.feature[node]] <= trees.threshold[node]
            node = int(trees.left[node] if low else trees.right[node])
        total += float(trees.value[node])
    return float(1 / (1 + np.exp(-total)))


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 1000),
    trees=st.integers(1, 5),
    depth=st.integers(0, 4),
    rows=st.lists(st.lists(st.sampled_from([-3.0, -1.0, 0.0, 0.5, 2.0]), min_size=3, max_size=3), max_size=5),
)
def test_all_trees_at_once_tell_what_each_tells(
    seed: int, trees: int, depth: int, rows: list[list[float]]
) -> None:
    forest = grown(seed, trees, depth)
    found = forest.chances(np.array(rows).reshape(len(rows), 3))
    assert np.allclose(found, [walked(forest, row) for row in rows])
