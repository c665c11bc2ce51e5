"""From rows of signals to calibrated trees; whole reports are held out to measure and to calibrate.

Friedman's gradient boosting in scikit-learn's histogram form; the calibration is Platt's (1999), a
logistic regression over the best candidate of each held-out question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from service.ranking.signals import FALLING, RISING
from service.ranking.trees import Trees

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FOLDS = 4
_AS_IT_IS = np.array([[0.0, 1.0], [0.0, 1.0]])
"""The calibration that changes nothing."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The candidates of one question: signals [n, features] and which of them are right (none, where the
    question cannot be answered). `weight` says how much the question counts."""

    report: str
    weight: float
    answerable: bool
    signals: Floats
    right: tuple[bool, ...]


def fit(rows: Sequence[Rows], names: tuple[str, ...]) -> tuple[Trees, str]:
    """The trees over all rows, and in words how they did on reports that were held out."""
    chances, hits, weights = _held_out(rows, names)
    knots = _calibration(chances, hits, weights)
    answerable = np.array([each.answerable for each in rows])
    share = float(hits[answerable].mean()) if answerable.any() else 0.0
    told = (
        f"{len(rows)} questions, {answerable.sum()} answerable; held out, the best is right for {share:.3f}"
    )
    return _export(_boosted(rows, names), names, knots), told


def _calibration(chances: Floats, hits: Floats, weights: Floats) -> Floats:
    """Points [2, n] of the curve from what the trees say to how often it is right."""
    logistic = LogisticRegression().fit(_logit(chances)[:, None], hits, weights)
    grid = np.concatenate([[0.0], 1.0 / (1.0 + np.exp(-np.linspace(-8.0, 8.0, 65))), [1.0]])
    return np.vstack([grid, logistic.predict_proba(_logit(grid)[:, None])[:, 1]])


def _logit(chances: Floats) -> Floats:
    kept = np.clip(chances, 1e-6, 1.0 - 1e-6)
    logit: Floats = np.log(kept / (1.0 - kept))
    return logit


def _held_out(rows: Sequence[Rows], names: tuple[str, ...]) -> tuple[Floats, Floats, Floats]:
    """For each question the chance of its best candidate, whether it is right, and its weight, by trees
    that saw no question of its report."""
    reports = sorted({each.report for each in rows})
    fold = {report: number % FOLDS for number, report in enumerate(reports)}
    chances, hits = np.zeros(len(rows)), np.zeros(len(rows))
    for number in range(min(FOLDS, len(reports))):
        learned = [each for each in rows if fold[each.report] != number]
        trees = _export(_boosted(learned, names), names, _AS_IT_IS)
        for place, each in enumerate(rows):
            if fold[each.report] == number:
                told = trees.chances(each.signals)
                best = int(told.argmax())
                chances[place], hits[place] = told[best], each.right[best]
    return chances, hits, np.array([each.weight for each in rows])


def _boosted(rows: Sequence[Rows], names: tuple[str, ...]) -> Any:  # scikit-learn has no types
    """Trees that may use a signal only in the direction in which it speaks: with few questions in people's
    own words to learn from, this keeps them from learning the accidents of the others."""
    directions = [1 if name in RISING else -1 if name in FALLING else 0 for name in names]
    signals = np.vstack([each.signals for each in rows])
    right = np.concatenate([np.array(each.right) for each in rows])
    weights = np.concatenate([np.full(len(each.right), each.weight) for each in rows])
    model = HistGradientBoostingClassifier(
        max_iter=200, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=20, l2_regularization=5.0,
        early_stopping=False, random_state=0, monotonic_cst=directions,
    )  # fmt: skip
    return model.fit(signals, right, sample_weight=weights)


def _export(model: Any, names: tuple[str, ...], knots: Floats) -> Trees:
    """scikit-learn's trees as plain arrays; its node tables are private, hence the pinned version."""
    roots: list[int] = []
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    for (tree,) in model._predictors:
        start = len(feature)
        roots.append(start)
        for node in tree.nodes:
            leaf = bool(node["is_leaf"])
            feature.append(0 if leaf else int(node["feature_idx"]))
            threshold.append(0.0 if leaf else float(node["num_threshold"]))
            left.append(-1 if leaf else start + int(node["left"]))
            right.append(-1 if leaf else start + int(node["right"]))
            value.append(float(node["value"]) if leaf else 0.0)
    return Trees(
        names=names, base=float(np.ravel(model._baseline_prediction)[0]), roots=np.array(roots),
        feature=np.array(feature), threshold=np.array(threshold), left=np.array(left),
        right=np.array(right), value=np.array(value), knots=knots,
    )  # fmt: skip
