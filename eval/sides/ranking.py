"""The product's rankings of paragraphs: by words, and by words and meaning together.

The rankings have no route of their own over HTTP, which only serves them together and of whole reports. So
this file and eval/sides/embedding.py, and no other of eval/sides, import from index.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.sides.embedding import Embeds

DEPTH = 100
"""So many of each ranking are put together."""


class Rankings:
    """Paragraphs ranked by meaning (exact inner product), by words (BM25 over lemmas) and by both."""

    def __init__(self, texts: Sequence[str], model: Embeds) -> None:
        from index.lexical import LexicalDocument, LexicalIndex

        self._model = model
        self._vectors = model.encode_passages(list(texts))
        self._words = LexicalIndex.in_memory(
            LexicalDocument(number, "", _keys(text), "") for number, text in enumerate(texts)
        )

    def rank(self, question: str) -> dict[str, list[int]]:
        """Numbers of paragraphs, the best first, by the name of the ranking."""
        import numpy as np

        from index.fusion import fuse
        from index.words import analyse

        scores = self._vectors @ self._model.encode_queries([question])[0]
        dense = [int(at) for at in np.argsort(-scores, kind="stable")[:DEPTH]]
        keys = [word.keys for word in analyse(question)]
        lexical = [number for number, _ in self._words.search(keys, DEPTH, None)]
        fused = [number for number, _ in fuse([[[one] for one in some] for some in (lexical, dense)])]
        return {"dense": dense, "lexical": lexical, "fused": fused[:DEPTH]}


def _keys(text: str) -> str:
    from index.words import analyse

    return " ".join(key for word in analyse(text) for key in (*word.keys.lemmas, *word.keys.parts))
