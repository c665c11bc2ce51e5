"""The plain recipe: text cut every 1,000 characters, each piece embedded, the nearest ones found by FAISS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eval.sides.embedding import Embeds

if TYPE_CHECKING:
    from eval.sides.embedding import Vectors

SIZE, OVERLAP = 1000, 200


class PlainRecipe:
    """RecursiveCharacterTextSplitter 1000/200 page by page, FAISS IndexFlatIP. `texts`: pages by report."""

    def __init__(self, texts: Mapping[str, Sequence[str]], model: Embeds) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        self._model = model
        self._pieces = {
            report: [piece for page in pages for piece in splitter.split_text(page)]
            for report, pages in texts.items()
        }
        every = [piece for pieces in self._pieces.values() for piece in pieces]
        self._vectors = model.encode_passages(every) if every else None
        self._indexes: dict[tuple[str, ...], Any] = {}  # FAISS builds its classes at run time

    def best(self, question: str, reports: tuple[str, ...], limit: int) -> tuple[str, ...]:
        """The nearest pieces of some reports, the nearest first."""
        pieces = [piece for report in reports for piece in self._pieces[report]]
        if not pieces:
            return ()
        if reports not in self._indexes:
            self._indexes[reports] = self._index(reports)
        _, found = self._indexes[reports].search(self._model.encode_queries([question]), limit)
        return tuple(pieces[at] for at in found[0] if at >= 0)

    def _index(self, reports: tuple[str, ...]) -> Any:
        import faiss

        vectors = self._vectors_of(reports)
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        return index

    def _vectors_of(self, reports: tuple[str, ...]) -> Vectors:
        import numpy as np

        assert self._vectors is not None
        parts, start = {}, 0
        for report, pieces in self._pieces.items():
            parts[report] = self._vectors[start : start + len(pieces)]
            start += len(pieces)
        return np.concatenate([parts[report] for report in reports])
