"""Lexical ranking (BM25, tantivy) of statements and passages by their precomputed keys.

Two indexes of the same shape stand side by side in a folder, one of statements, one of passages.
A document has an id, its report, and two fields of keys: `label` (what it is about) and `context`
(what stands around it). Everything in here is derived from SQLite: a marker file says which state
of the library the index shows, and an index that shows another one is rebuilt or not used.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from index.words import Keys

LABEL_WEIGHT = 1.0
CONTEXT_WEIGHT = 0.5
PART_WEIGHT = 0.4
_TIE = 0.3
_HEAP = 32_000_000
_MARKER = "generation"


@dataclass(frozen=True, slots=True)
class LexicalDocument:
    """A document to be ranked: keys separated by spaces."""

    id: int
    report: str
    label: str
    context: str


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=False, indexed=True, fast=True)
    builder.add_text_field("report", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("label", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("context", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class LexicalIndex:
    """One index, on disk or (with `folder` None) in memory. Searching is safe from many threads."""

    def __init__(self, folder: Path | None) -> None:
        self._schema = _schema()
        self._folder = folder
        if folder is None:
            self._index = tantivy.Index(self._schema)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, path=str(folder))
        # A reader keeps the state that it opened: the library reopens it when the state changes.
        self._index.config_reader(reload_policy="manual")

    @classmethod
    def in_memory(cls, documents: Iterable[LexicalDocument]) -> LexicalIndex:
        index = cls(None)
        index._write((), documents)
        return index

    @property
    def count(self) -> int:
        """How many documents can be found."""
        return int(self._index.searcher().num_docs)

    def update(self, generation: int, removed: Sequence[str], added: Iterable[LexicalDocument]) -> None:
        """Take out whole reports, put documents in, and mark the state that is now shown.

        Raises `ValueError` when the index is in memory or its files cannot be read.
        """
        if self._folder is None:
            raise ValueError("an index in memory shows no state of a library")
        marker = self._folder / _MARKER
        marker.unlink(missing_ok=True)
        self._write(removed, added)
        marker.write_text(str(generation), encoding="ascii")

    def search(
        self, words: Sequence[Keys], limit: int, reports: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        """Ids and BM25 scores of the best documents, best first; ties by id.

        `reports` None does not restrict. Words without meaning of their own are left out.
        """
        terms = self._terms(words)
        if not terms or limit < 1 or (reports is not None and not reports):
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        return self._found(query, limit, reports)

    def having(
        self, label: Sequence[Keys], around: Sequence[Keys], limit: int, reports: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        """Ids and scores of documents whose label has all of the words `label`, and which have all of the
        words `around` in their label or context; shortest labels first, ties by id.

        A word is had when one of its lemmas is (of a word that the lexicon does not know also one of its
        stems). Words without meaning of their own are left out; without any word nothing is found.
        """
        fields = [(keys, ("label",)) for keys in label] + [(keys, ("label", "context")) for keys in around]
        demands = [
            (tantivy.Occur.Must, self._any_of(keys, names)) for keys, names in fields if not keys.function
        ]
        if not demands or limit < 1 or (reports is not None and not reports):
            return []
        return self._found(tantivy.Query.boolean_query(demands), limit, reports)

    def covering(
        self, words: Sequence[Keys], weights: Sequence[float], reports: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        """Ids of all documents that have some of the words, as `having` counts them, and the weights of
        those words added up."""
        if not words or (reports is not None and not reports):
            return []
        terms = [
            tantivy.Query.const_score_query(self._any_of(keys, ("label", "context")), weight)
            for keys, weight in zip(words, weights, strict=True)
        ]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        return self._found(query, self.count, reports)

    def _found(
        self, query: tantivy.Query, limit: int, reports: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        """Ids and scores of the documents of these reports, best first; ties by id."""
        if reports is not None:
            wanted = tantivy.Query.term_set_query(self._schema, "report", list(reports))
            silent = tantivy.Query.boost_query(wanted, 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, silent)])
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=limit, count=False).hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        found = [(int(i or 0), float(score)) for i, (score, _) in zip(ids, hits, strict=True)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _any_of(self, keys: Keys, fields: Sequence[str]) -> tantivy.Query:
        wanted = keys.lemmas if keys.known else (*keys.lemmas, *keys.parts)
        return tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.term_query(self._schema, field, key, index_option="freq"),
                )
                for key in wanted
                for field in fields
            ]
        )

    def _terms(self, words: Sequence[Keys]) -> list[tantivy.Query]:
        weights: dict[str, float] = {}
        for keys in words:
            if keys.function:
                continue
            for lemma in keys.lemmas:
                weights[lemma] = 1.0
            for part in keys.parts:
                weights.setdefault(part, PART_WEIGHT)
        return [self._term(key, weight) for key, weight in weights.items()]

    def _term(self, key: str, weight: float) -> tantivy.Query:
        fields = (("label", LABEL_WEIGHT), ("context", CONTEXT_WEIGHT))
        return tantivy.Query.disjunction_max_query(
            [
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, field, key, index_option="freq"), weight * boost
                )
                for field, boost in fields
            ],
            _TIE,
        )

    def _write(self, removed: Sequence[str], added: Iterable[LexicalDocument]) -> None:
        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for report in removed:
            writer.delete_documents_by_term("report", report)
        for item in added:
            document = tantivy.Document()
            document.add_unsigned("id", item.id)
            document.add_text("report", item.report)
            document.add_text("label", item.label)
            document.add_text("context", item.context)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()


def shown_generation(folder: Path) -> int | None:
    """The state of the library that the index in this folder shows; None if none or unfinished."""
    try:
        return int((folder / _MARKER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def discard(folder: Path) -> None:
    """Delete an index that does not fit."""
    shutil.rmtree(folder, ignore_errors=True)
