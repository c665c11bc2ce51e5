"""The embedding model of the product, for the recipes that are measured beside it.

A plain recipe with another model would compare models, not recipes. So this file and
eval/sides/ranking.py, and no other of eval/sides, import from index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


class Embeds(Protocol):
    """Texts to vectors of length 1, float32 [n, dimension]."""

    def encode_queries(self, texts: list[str]) -> Vectors: ...

    def encode_passages(self, texts: list[str]) -> Vectors: ...


def same_model() -> Embeds:
    """The model that the product searches with. Nothing heavy is loaded yet."""
    from index.embedding import open_embedder

    return open_embedder()
