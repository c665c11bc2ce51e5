"""The best sentence by BM25: tantivy with its Finnish stemmer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import tantivy

_END = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ])")
_WRAPPED = re.compile(r"(?<![.!?:\d])\n(?=[a-zåäö])")
_HEAP = 15_000_000


def sentences(text: str) -> list[str]:
    """Sentences and lines of a page: a line that goes on in small letters is one with the next."""
    lines = _WRAPPED.sub(" ", text).splitlines()
    return [piece.strip() for line in lines for piece in _END.split(line) if piece.strip()]


class BestSentences:
    """BM25 over the sentences of reports. `texts` are pages by report."""

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        self._sentences = {
            report: [piece for page in pages for piece in sentences(page)] for report, pages in texts.items()
        }
        self._indexes: dict[tuple[str, ...], WordIndex] = {}

    def best(self, question: str, reports: tuple[str, ...], limit: int) -> tuple[str, ...]:
        """The sentences of some reports that fit best, the best first."""
        pieces = [piece for report in reports for piece in self._sentences[report]]
        if reports not in self._indexes:
            self._indexes[reports] = WordIndex(pieces)
        return tuple(pieces[at] for at in self._indexes[reports].search(question, limit))


class WordIndex:
    """Some texts in memory, ranked by BM25 with the words stemmed."""

    def __init__(self, texts: Sequence[str]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("id", stored=True)
        builder.add_text_field("text", tokenizer_name="finnish")
        self._schema = builder.build()
        self._analyzer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stemmer("finnish"))
            .build()
        )
        index = tantivy.Index(self._schema)
        index.register_tokenizer("finnish", self._analyzer)
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for number, text in enumerate(texts):
            document = tantivy.Document()
            document.add_unsigned("id", number)
            document.add_text("text", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, question: str, limit: int) -> list[int]:
        """Numbers of the best texts, the best first; ties by number."""
        words = dict.fromkeys(self._analyzer.analyze(question))
        if not words:
            return []
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "text", word)) for word in words
        ]
        hits = self._searcher.search(tantivy.Query.boolean_query(terms), limit=2 * limit).hits
        found = [(-score, int(self._searcher.doc(address)["id"][0])) for score, address in hits]
        return [number for _, number in sorted(found)][:limit]
