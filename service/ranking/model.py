"""The trained model: how likely each candidate is the answer.

Without the file, or with one trained on other signals, candidates have no chance and the rules alone
choose. `make train` makes the file anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from service.ranking.signals import FIGURE_SIGNALS, STATEMENT_SIGNALS
from service.ranking.trees import Trees, load

MODEL = Path(__file__).parent / "model.npz"


@lru_cache(maxsize=1)
def figure_trees() -> Trees | None:
    return load(MODEL, "figures", FIGURE_SIGNALS)


@lru_cache(maxsize=1)
def statement_trees() -> Trees | None:
    return load(MODEL, "statements", STATEMENT_SIGNALS)


def chances(trees: Trees, rows: Sequence[tuple[float, ...]]) -> list[float]:
    """The chance of each candidate whose signals are a row."""
    if not rows:
        return []
    return [float(chance) for chance in trees.chances(np.array(rows, np.float64))]
