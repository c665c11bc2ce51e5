"""Dense ranking: inner product of unit vectors, exact.

The vectors themselves are kept in SQLite. Up to `SMALL` of them are searched as one matrix, which
needs no further library and is read in a blink; more are searched by FAISS, from a file that is
written beside the database at each change. The file carries a fingerprint (model, state of the
library, number of vectors); one that does not fit is not used, the index is built from SQLite.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Ids = NDArray[np.int64]

SMALL = 20_000
"""Up to this many vectors a plain matrix is as fast as an index and starts sooner."""

FILE = "vectors.faiss"
FINGERPRINT = "vectors.json"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What the file of vectors must agree with to be used."""

    identity: str
    generation: int
    count: int


class VectorIndex(Protocol):
    """Finds the nearest passages. Safe to search from many threads."""

    def search(self, query: Matrix, limit: int, allowed: Ids | None) -> list[tuple[int, float]]:
        """Ids and cosines, best first, ties by id; `allowed` None does not restrict."""
        ...


class MatrixIndex:
    """All vectors in one matrix."""

    def __init__(self, ids: Ids, vectors: Matrix) -> None:
        if len(ids) != len(vectors):
            raise ValueError(f"{len(ids)} ids for {len(vectors)} vectors")
        self._ids = ids
        self._vectors = vectors
        self._order = np.argsort(ids)
        self._sorted = ids[self._order]

    def search(self, query: Matrix, limit: int, allowed: Ids | None) -> list[tuple[int, float]]:
        if not len(self._ids) or limit < 1:
            return []
        ids, scores = self._ids, self._vectors @ query
        if allowed is not None:
            chosen = np.flatnonzero(np.isin(ids, allowed))
            ids, scores = ids[chosen], scores[chosen]
        if limit < len(ids):
            least = np.partition(scores, len(ids) - limit)[len(ids) - limit]
            chosen = np.flatnonzero(scores >= least)  # more than `limit` where there are ties
            ids, scores = ids[chosen], scores[chosen]
        order = np.lexsort((ids, -scores))[:limit]
        return list(zip(ids[order].tolist(), scores[order].tolist(), strict=True))

    def cosines(self, query: Matrix, numbers: Sequence[int]) -> dict[int, float]:
        """The cosines of those of the ids that there are."""
        if not len(self._ids):
            return {}
        wanted = np.array(numbers, np.int64)
        places = np.minimum(np.searchsorted(self._sorted, wanted), len(self._ids) - 1)
        there = self._sorted[places] == wanted
        rows = self._order[places[there]]
        return dict(zip(wanted[there].tolist(), (self._vectors[rows] @ query).tolist(), strict=True))


class FaissIndex:
    """FAISS flat inner product with ids of our own."""

    def __init__(self, index: Any) -> None:  # FAISS builds its classes at run time
        self._index = index

    @classmethod
    def build(cls, ids: Ids, vectors: Matrix) -> FaissIndex:
        import faiss

        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(ids, np.int64))
        return cls(index)

    @property
    def count(self) -> int:
        return int(self._index.ntotal)

    def ids(self) -> Ids:
        import faiss

        ids: Ids = faiss.vector_to_array(self._index.id_map)
        return ids

    def search(self, query: Matrix, limit: int, allowed: Ids | None) -> list[tuple[int, float]]:
        import faiss

        limit = min(limit, self.count if allowed is None else len(allowed))
        if limit < 1:
            return []
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.ascontiguousarray(allowed, np.int64))
            # type: ignore: FAISS adds this constructor at run time, unseen by its types
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, ids = self._index.search(query.reshape(1, -1), limit, params=parameters)
        found = [(int(i), float(score)) for i, score in zip(ids[0], scores[0], strict=True) if i >= 0]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def remove(self, ids: Ids) -> None:
        import faiss

        self._index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(ids, np.int64)))

    def add(self, ids: Ids, vectors: Matrix) -> None:
        self._index.add_with_ids(
            np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(ids, np.int64)
        )

    def save(self, folder: Path, fingerprint: Fingerprint) -> None:
        """Write the index and then its fingerprint, each in one step."""
        import faiss

        (folder / FINGERPRINT).unlink(missing_ok=True)
        making = folder / f".{FILE}.making"
        faiss.write_index(self._index, str(making))
        os.replace(making, folder / FILE)
        making = folder / f".{FINGERPRINT}.making"
        making.write_bytes(msgspec.json.encode(fingerprint))
        os.replace(making, folder / FINGERPRINT)


def load_index(folder: Path, generation: int, identity: str) -> FaissIndex | None:
    """The saved index if it shows this state, was made by this model and is whole; else None."""
    try:
        found = msgspec.json.decode((folder / FINGERPRINT).read_bytes(), type=Fingerprint)
    except (OSError, msgspec.MsgspecError):
        return None
    if (found.generation, found.identity) != (generation, identity):
        return None
    import faiss

    try:
        index = FaissIndex(faiss.read_index(str(folder / FILE)))
    except RuntimeError:
        return None
    return index if index.count == found.count else None


def pack(vector: Matrix) -> bytes:
    """A vector as it is stored: half precision, little endian (cosine changes by less than 1e-6)."""
    return vector.astype("<f2").tobytes()


def unpack_all(blobs: Sequence[bytes], dimension: int) -> Matrix:
    """Stored vectors as float32 [n, dimension], brought back to length 1."""
    flat = np.frombuffer(b"".join(blobs), "<f2").astype(np.float32).reshape(len(blobs), dimension)
    norms = np.linalg.norm(flat, axis=1, keepdims=True)
    result: Matrix = flat / np.maximum(norms, np.float32(1e-12))
    return result
