"""Boosted decision trees as arrays, evaluated for many candidates at once.

Trained elsewhere (`service.ranking.train`), stored as plain arrays, so that answering needs no machine
learning library. A tree's nodes are rows: feature, threshold, left, right, value; a leaf has left = -1.
The sum of the trees' values goes through the logistic function, and that through a calibration, kept as
points of its curve, so that a chance of 0.9 is right nine times out of ten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Walk:
    """The nodes laid out to be gone through in `depth` steps without asking where a tree ends: a leaf
    leads to itself. `child` [2 * nodes] holds for each node where it leads to the right, then to the left."""

    depth: int
    feature: Ints
    child: Ints


def _walk(roots: Ints, feature: Ints, left: Ints, right: Ints) -> Walk:
    own = np.arange(len(left))
    leaf = left < 0
    child = np.stack([np.where(leaf, own, right), np.where(leaf, own, left)], axis=1).ravel()
    depth, level = 0, roots
    while len(level := level[~leaf[level]]):
        level = np.unique(np.concatenate([left[level], right[level]]))
        depth += 1
    return Walk(depth, np.where(leaf, 0, feature), child)


@dataclass(frozen=True, slots=True)
class Trees:
    """`roots` are the nodes at which the trees begin; `knots` [2, n] the calibration's points."""

    names: tuple[str, ...]
    base: float
    roots: Ints
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    knots: Floats
    walk: Walk = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "walk", _walk(self.roots, self.feature, self.left, self.right))

    def chances(self, rows: Floats) -> Floats:
        """The calibrated chance of each row [n, features] to be right, float64 [n]."""
        if not len(rows):
            return np.zeros(0)
        if rows.shape[1] != len(self.names):
            raise ValueError(f"{rows.shape[1]} signals, the model knows {len(self.names)}")
        walk = self.walk
        flat = np.ascontiguousarray(rows).ravel()
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(walk.depth):
            goes_left = flat.take(walk.feature.take(node) + first) <= self.threshold.take(node)
            node = walk.child.take(2 * node + goes_left)
        raw = 1.0 / (1.0 + np.exp(-(self.base + self.value.take(node).sum(axis=1))))
        calibrated: Floats = np.interp(raw, self.knots[0], self.knots[1])
        return calibrated


def load(file: Path, name: str, signals: tuple[str, ...]) -> Trees | None:
    """The trees of that name in a file; None where there is none, or it weighs other signals."""
    try:
        with np.load(file, allow_pickle=False) as held:
            names = tuple(str(each) for each in held[f"{name}.names"])
            if names != signals:
                return None
            parts = {part: held[f"{name}.{part}"] for part in _PARTS}
    except (OSError, KeyError, ValueError):
        return None
    return Trees(
        names=names, base=float(parts["base"]), roots=parts["roots"].astype(np.int64),
        feature=parts["feature"].astype(np.int64), threshold=parts["threshold"].astype(np.float64),
        left=parts["left"].astype(np.int64), right=parts["right"].astype(np.int64),
        value=parts["value"].astype(np.float64), knots=parts["knots"].astype(np.float64),
    )  # fmt: skip


_PARTS = ("base", "roots", "feature", "threshold", "left", "right", "value", "knots")


def arrays(trees: Trees, name: str) -> dict[str, NDArray[np.generic]]:
    """The trees as arrays to be stored under their name."""
    return {
        f"{name}.names": np.array(trees.names),
        f"{name}.base": np.array(trees.base),
        f"{name}.roots": trees.roots.astype(np.int32),
        f"{name}.feature": trees.feature.astype(np.int16),
        f"{name}.threshold": trees.threshold.astype(np.float32),
        f"{name}.left": trees.left.astype(np.int32),
        f"{name}.right": trees.right.astype(np.int32),
        f"{name}.value": trees.value.astype(np.float32),
        f"{name}.knots": trees.knots.astype(np.float64),
    }
