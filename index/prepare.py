"""A report made ready to be stored: passages cut, words analysed, vectors computed.

All the slow work of an ingest is here and touches nothing that is stored.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from index.contract import Passage, Told
from index.embedding import Embedder
from index.passages import cut_passages
from index.snapshot import Snapshot
from index.statement_text import statement_text
from index.store import FieldKeys, Prepared, encoded
from index.vectors import pack
from index.words import Keys, Stored, Word, analyse, form, word_keys
from ingest.records import Report, Statement

_LEFT_OUT = re.compile(
    r"\b(?:ilman|lukuun ottamatta|pois lukien|utan|exklusive|excluding|without)\b[^,;:()\n]*", re.IGNORECASE
)
BATCH = 64
"""So many texts are embedded between two words of progress."""
RULES = "5"
"""Version of the rules of passages and keys. Raise it when they change: a report that is put in
again is then stored anew although its file is the same, and stored keys are made again."""


def fingerprint(report: Report, identity: str) -> str:
    """Equal when storing the report again would change nothing: same file, same reading, same
    rules, same model."""
    digest = hashlib.sha256()
    for part in (encoded(report), RULES.encode(), identity.encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def stored_keys(snapshot: Snapshot) -> Stored:
    """Looks up word forms that are stored, if today's rules made their keys."""
    return snapshot.word_keys if snapshot.meta("rules") == RULES else _nothing


def _nothing(form: str) -> Keys | None:
    return None


def prepare(
    report: Report,
    original: str,
    embedder: Embedder,
    stored: Stored,
    vectors: Mapping[str, bytes],
    told: Told | None = None,
) -> Prepared:
    """Everything that is stored of a report.

    `stored` gives the keys of word forms already known, `vectors` those of texts already embedded
    (the report's earlier version: most of its passages are the same, and embedding is the slow part, which
    `told` is told of).
    """
    reader = _Reader(stored)
    passages = cut_passages(report)
    statement_keys = tuple(reader.statement(statement) for statement in report.statements)
    passage_keys = tuple(reader.passage(passage) for passage in passages)
    said = tuple(statement_text(statement) for statement in report.statements)
    texts = (*(passage.text for passage in passages), *said)
    new = list(dict.fromkeys(text for text in texts if text not in vectors))
    by_text = {**vectors, **dict(zip(new, _embedded(new, embedder, told), strict=True))}
    return Prepared(
        report=report,
        fingerprint=fingerprint(report, embedder.identity),
        original=original,
        statement_keys=statement_keys,
        passages=passages,
        passage_keys=passage_keys,
        vectors=tuple(by_text[passage.text] for passage in passages),
        statement_vectors=tuple(by_text[text] for text in said),
        dimension=embedder.dimension,
        identity=embedder.identity,
        words=frozenset(reader.words),
        fresh=reader.fresh,
        rules=RULES,
    )


def _embedded(texts: list[str], embedder: Embedder, told: Told | None) -> Iterator[bytes]:
    """The texts' vectors as they are stored; in one go where nobody waits for a word of progress."""
    size = BATCH if told else max(1, len(texts))
    for start in range(0, len(texts), size):
        if told:
            told(start, len(texts))
        yield from (pack(vector) for vector in embedder.encode_passages(texts[start : start + size]))


class _Reader:
    """Analyses the words of one report and remembers which there were."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._seen: dict[str, Keys | None] = {}
        self._noted: set[str] = set()
        self.words: set[str] = set()
        self.fresh: dict[str, Keys] = {}

    def statement(self, statement: Statement) -> FieldKeys:
        label = self._keys(statement.label or statement.text)
        rest = self._keys(statement.text) if statement.label else ()
        around = self._keys(
            "\n".join(
                included(text) for text in (*statement.section, statement.entity or "", statement.context)
            )
        )
        return FieldKeys(label, _without((*around, *rest), label))

    def passage(self, passage: Passage) -> FieldKeys:
        label = self._keys(passage.quote)
        head = passage.text.removesuffix(passage.quote)
        return FieldKeys(label, self._keys(head))

    def _keys(self, text: str) -> tuple[str, ...]:
        keys: list[str] = []
        for word in analyse(text, self._known):
            self._note(word)
            keys += word.keys.lemmas
            keys += word.keys.parts
        return tuple(keys)

    def _known(self, word: str) -> Keys | None:
        if word not in self._seen:
            self._seen[word] = self._stored(word)
        return self._seen[word]

    def _note(self, word: Word) -> None:
        if word.text in self._noted:
            return
        self._noted.add(word.text)
        name = form(word.text)
        if word.text.isalpha() and len(word.text) > 1:
            self.words.add(word.text.lower())
        if name not in self.fresh and self._seen.get(name) is None:
            # Not `word.keys`: those of "esi-" before "ja perusopetus" hold only there.
            self.fresh[name] = self._seen[name] = word_keys(word.text)


def included(name: str) -> str:
    """A heading's name without what it leaves out: "Keskushallinto ilman vesilaitosta" is not about
    the waterworks."""
    return _LEFT_OUT.sub(" ", name)


def _without(keys: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The keys that are not among the others, each once."""
    known = set(others)
    return tuple(key for key in dict.fromkeys(keys) if key not in known)
