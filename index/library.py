"""The library: one folder of reports behind `index.contract.Library`.

Safe to use from many threads. Questions read one state of the database each; writers, one at a
time among all processes, change it in one transaction and then bring the derived indexes after it.
A change made by another process is seen by the next call.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from index.contract import (
    Matches,
    Outcome,
    Owner,
    Passage,
    PassageHit,
    ReportSummary,
    Scope,
    StatementHit,
    Suggestion,
    Told,
)
from index.embedding import Embedder, open_embedder
from index.folder import (
    ORIGINALS,
    check_model,
    drop_originals,
    keep_original,
    open_folder,
    original_name,
    somebody_writes,
    write_lock,
)
from index.marks import joined, phrase_marks, phrase_pattern, wanted_keys, word_marks
from index.matches import find_matches
from index.prepare import fingerprint, prepare, stored_keys
from index.refresh import refresh_indexes
from index.remembered import Remembered
from index.retrieval import find_labelled, find_passages, find_statements
from index.snapshot import Snapshot
from index.spelling import Vocabulary, correct
from index.state import State, in_scope, open_state, saved_indexes_fit
from index.store import Change, Store
from index.suggestions import Suggestions
from index.words import QUESTION_WORDS, Keys, Stored, analyse, form, word_keys
from ingest.errors import LukuError
from ingest.records import Page, Report, Statement, Table

if TYPE_CHECKING:
    from index.embedding import Vectors

T = TypeVar("T")
QUESTIONS_REMEMBERED = 500
REPORTS_REMEMBERED = 100
LONGEST_REMEMBERED = 200
"""Names and questions are analysed once for each state of the library, longer texts each time."""
MOST_CORRECTED = 12
"""So many of a text's words are corrected: one with more unknown words is not merely misspelt."""


def open_library(folder: Path, embedder: Embedder | None = None, create: bool = True) -> FolderLibrary:
    """Open the library in a folder, or make it there if `create`.

    Without `embedder` the model of $LUKU_MODEL or the default one is used. Raises `LukuError`
    when the folder is something else, or a library that this program or model cannot use.
    """
    chosen = embedder or open_embedder()
    open_folder(folder, chosen.identity, create)
    return FolderLibrary(folder, chosen)


class FolderLibrary:
    """See `index.contract.Library`; made by `open_library`. Also a context manager."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.folder = folder
        self._embedder = embedder
        self._store = Store(folder)
        self._writing = threading.Lock()
        self._refreshing = threading.Lock()
        self._suggesting = threading.Lock()
        self._suggestions: tuple[int, Suggestions] = (-1, Suggestions((), ()))
        self._current: State | None = None
        self._questions: Remembered[Vectors] = Remembered(QUESTIONS_REMEMBERED)
        self._tables: Remembered[dict[int, list[int]]] = Remembered(REPORTS_REMEMBERED)

    def __enter__(self) -> FolderLibrary:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    @property
    def generation(self) -> int:
        """Counts the changes of the library: equal numbers, equal contents."""
        with self._store.read() as snapshot:
            return snapshot.generation

    # Writing

    def add(self, report: Report, original: bytes, told: Told | None = None) -> Outcome:
        """Put a report in, or in the place of the one with its id. A crash leaves the old state."""
        mark = fingerprint(report, self._embedder.identity)
        with self._store.read() as snapshot:
            name = original_name(report.file, original)
            kept = (self.folder / ORIGINALS / name).is_file()
            if kept and snapshot.fingerprint(report.id) == mark:
                return Outcome.UNCHANGED
            check_model(snapshot, self.folder, self._embedder.identity)
            known = snapshot.vectors_by_text(report.id)
            stored = stored_keys(snapshot)
            prepared = prepare(report, name, self._embedder, stored, known, told)
            common = _unknown_question_words(stored)

        def store(change: Change) -> Outcome:
            check_model(change.before, self.folder, self._embedder.identity)
            keep_original(self.folder, name, original)
            replaced = change.before.fingerprint(report.id) is not None
            change.remove(report.id)
            change.put(prepared)
            change.learn(common)
            return Outcome.REPLACED if replaced else Outcome.ADDED

        return self._change(report.id, store)

    def remove(self, report_id: str) -> None:
        """Take a report out: it is never answered from again, and its original is deleted."""

        def store(change: Change) -> None:
            if change.before.fingerprint(report_id) is None:
                raise _no_report(report_id)
            change.remove(report_id)

        self._change(report_id, store)

    def _change(self, report_id: str, store: Callable[[Change], T]) -> T:
        with self._writing, write_lock(self.folder):
            with self._store.change() as change:
                outcome = store(change)
            with self._store.read() as snapshot:
                refresh_indexes(self.folder, snapshot, report_id, self._embedder.identity)
                drop_originals(self.folder, snapshot.originals())
        return outcome

    # Reading

    def reports(self, scope: Scope = Scope()) -> tuple[ReportSummary, ...]:
        with self._store.read() as snapshot:
            return in_scope(snapshot.reports(), scope)

    def report(self, report_id: str) -> ReportSummary:
        for summary in self.reports(Scope(reports=(report_id,))):
            return summary
        raise _no_report(report_id)

    def page(self, report_id: str, page: int) -> Page:
        with self._store.read() as snapshot:
            _demand(snapshot, report_id)
            found = snapshot.page(report_id, page)
        if found is None:
            raise LukuError(
                "page_not_found", f"Raportissa {report_id} ei ole sivua {page}.", report=report_id, page=page
            )
        return found

    def tables(self, report_id: str, page: int | None = None) -> tuple[Table, ...]:
        with self._store.read() as snapshot:
            _demand(snapshot, report_id)
            if page is None:
                return snapshot.tables(report_id)
            # A long report has thousands of tables: which stand where is looked up once.
            key = f"{snapshot.generation} {report_id}"
            by_page = self._tables.get(key, lambda _: snapshot.tables_by_page(report_id))
            return tuple(snapshot.table_at(report_id, position) for position in by_page.get(page, ()))

    def original(self, report_id: str) -> Path:
        with self._store.read() as snapshot:
            name = snapshot.original(report_id)
        if name is None:
            raise _no_report(report_id)
        path = self.folder / ORIGINALS / name
        if not path.is_file():
            raise LukuError(
                "original_missing",
                f"Raportin {report_id} alkuperäinen tiedosto puuttuu kirjastosta ({name}). Syötä raportti "
                "uudelleen.",
                report=report_id,
            )
        return path

    def statements(self, report_id: str, page: int | None = None) -> tuple[Statement, ...]:
        with self._store.read() as snapshot:
            _demand(snapshot, report_id)
            return snapshot.statements(report_id, page)

    # Finding

    def find(self, question: str, scope: Scope, limit: int = 200) -> tuple[StatementHit, ...]:
        with self._store.read() as snapshot:
            state = self._state(snapshot)
            if not state.statement_count:
                return ()
            words = self._understood(question, snapshot, state)
            vector = self._vector(question)
            return find_statements(state, snapshot, words, vector, state.scope_of(scope), limit)

    def figures(
        self, label: str, around: str = "", scope: Scope = Scope(), limit: int = 2000
    ) -> tuple[StatementHit, ...]:
        with self._store.read() as snapshot:
            state = self._state(snapshot)
            if not state.statement_count:
                return ()
            own = self._understood(label, snapshot, state)
            near = self._understood(around, snapshot, state)
            return find_labelled(state, snapshot, own, near, state.scope_of(scope), limit)

    def owners(self, lemmas: Collection[str]) -> tuple[Owner, ...]:
        with self._store.read() as snapshot:
            state = self._state(snapshot)
            if state.owners is None:
                state.owners = _by_lemma(
                    Owner(name, _name_words(name, snapshot.word_keys), reports)
                    for name, reports in snapshot.owners().items()
                )
            held = state.owners
        return tuple(dict.fromkeys(owner for lemma in sorted(lemmas) for owner in held.get(lemma, ())))

    def passages(self, query: str, scope: Scope, limit: int = 10) -> tuple[PassageHit, ...]:
        with self._store.read() as snapshot:
            state = self._state(snapshot)
            if not state.reports:
                return ()
            words = self._understood(query, snapshot, state)
            vector = self._vector(query)
            return find_passages(state, snapshot, words, vector, state.scope_of(scope), limit)

    def matches(self, query: str, phrases: Sequence[str] = (), scope: Scope = Scope()) -> Matches:
        with self._store.read() as snapshot:
            state = self._state(snapshot)
            if not state.reports:
                return Matches(())
            words = self._understood(query, snapshot, state)
            by_phrase = {phrase: self._understood(phrase, snapshot, state) for phrase in phrases}
            vector = self._vector(" ".join((query, *phrases)).strip())
            found = find_matches(state, snapshot, words, by_phrase, vector, state.scope_of(scope))
            respelt, missing = self._misspelt(query, snapshot, state)
        return Matches(found, respelt, missing)

    def numbered(self, numbers: Sequence[int]) -> Mapping[int, Passage]:
        with self._store.read() as snapshot:
            return snapshot.passages_by_number(numbers)

    def marks(
        self, query: str, phrases: Sequence[str], texts: Sequence[str]
    ) -> tuple[tuple[tuple[int, int], ...], ...]:
        patterns = [phrase_pattern(phrase) for phrase in phrases]
        with self._store.read() as snapshot:
            wanted = wanted_keys(self._understood(query, snapshot, self._state(snapshot)))
            return tuple(
                joined((*word_marks(text, wanted, snapshot.word_keys), *phrase_marks(text, patterns)))
                for text in texts
            )

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        with self._store.read() as snapshot:
            state = self._state(snapshot)
            made, names = self._suggestions
            # Nobody waits at the keyboard for the names being gathered anew: meanwhile the old ones serve.
            if made != state.generation and self._suggesting.acquire(blocking=False):
                try:
                    names = Suggestions(snapshot.figure_names(), state.reports)
                    self._suggestions = (state.generation, names)
                finally:
                    self._suggesting.release()
        return names.starting(typed, limit)

    def words(self, text: str) -> tuple[Keys, ...]:
        with self._store.read() as snapshot:
            return self._understood(text, snapshot, self._state(snapshot))

    def keys(self, text: str) -> tuple[frozenset[str], ...]:
        with self._store.read() as snapshot:
            words = self._understood(text, snapshot, self._state(snapshot))
        return tuple(keys.all for keys in words)

    def weight(self, key: str) -> float:
        """ln((N + 1) / (n + 1/2)) for a key in n of N statements; 0 for words without meaning of
        their own ("on", "paljonko")."""
        return self.weights((key,))[key]

    def weights(self, keys: Collection[str]) -> dict[str, float]:
        with self._store.read() as snapshot:
            state = self._state(snapshot)
            if snapshot.generation == state.generation:
                return state.weights(keys, snapshot)
            # a change is being written at this moment
            frequencies = snapshot.statements_with_keys(keys)
        return {key: state.weight(key, min(frequencies[key], state.statement_count)) for key in keys}

    def _vector(self, question: str) -> Vectors:
        """The question's vector, shape [dimension]; the latest questions are remembered."""
        return self._questions.get(question, lambda text: self._embedder.encode_queries([text])[0])

    def _understood(self, text: str, snapshot: Snapshot, state: State) -> tuple[Keys, ...]:
        """The words of a question as keys, misspelt ones corrected against the library's words."""
        if len(text) > LONGEST_REMEMBERED or snapshot.generation != state.generation:
            return self._analysed(text, snapshot, state)
        return state.understood.get(text, lambda asked: self._analysed(asked, snapshot, state))

    def _analysed(self, text: str, snapshot: Snapshot, state: State) -> tuple[Keys, ...]:
        words = analyse(text, snapshot.word_keys)
        unknown = dict.fromkeys(
            word.text.lower() for word in words if not word.keys.known and word.text.isalpha()
        )
        respelt = {
            word: self._respelling(word, snapshot, state)[1] for word in islice(unknown, MOST_CORRECTED)
        }
        return tuple(
            word.keys if word.keys.known else respelt.get(word.text.lower(), word.keys) for word in words
        )

    def _respelling(self, word: str, snapshot: Snapshot, state: State) -> tuple[str, Keys]:
        """A word that the lexicon does not know as the library spells it, and its keys."""
        return state.respelt.get(word, lambda asked: self._respelt(asked, snapshot, state))

    def _respelt(self, word: str, snapshot: Snapshot, state: State) -> tuple[str, Keys]:
        keys = word_keys(word, snapshot.word_keys)
        if snapshot.has_word(word) or any(snapshot.statements_with_key(key) for key in keys.all):
            return word, keys
        if state.vocabulary is None:
            state.vocabulary = Vocabulary(snapshot.vocabulary())
        better = correct(word, state.vocabulary)
        return (word, keys) if better == word else (better, word_keys(better, snapshot.word_keys))

    def _misspelt(
        self, query: str, snapshot: Snapshot, state: State
    ) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        """The words of a query that are searched for in another spelling, and those that no report has."""
        respelt: dict[str, str] = {}
        missing: dict[str, None] = {}
        said = {word.text: word.keys for word in analyse(query, snapshot.word_keys)}
        meaning = ((word, keys) for word, keys in said.items() if not keys.function)
        for word, keys in islice(meaning, MOST_CORRECTED):
            better = word
            if not keys.known and word.isalpha():
                better, keys = self._respelling(word.lower(), snapshot, state)
            if better.lower() != word.lower():
                respelt[word] = better
            elif not any(snapshot.statements_with_keys(wanted_keys([keys])).values()):
                missing[word] = None
        return tuple(respelt.items()), tuple(missing)

    def _state(self, snapshot: Snapshot) -> State:
        """The indexes of the state that the snapshot shows."""
        generation = snapshot.generation
        current = self._current
        if current is not None and current.generation >= generation:
            return current
        with self._refreshing:
            current = self._current
            if current is not None and current.generation >= generation:
                return current
            # While a writer is bringing the indexes after its change, the old ones serve: what is
            # gone from the database is left out, what is new comes in a moment.
            lagging = current is not None and not saved_indexes_fit(self.folder, generation)
            if current is not None and lagging and somebody_writes(self.folder):
                return current
            check_model(snapshot, self.folder, self._embedder.identity)
            self._current = open_state(self.folder, snapshot, self._embedder.identity)
            return self._current


def _by_lemma(owners: Iterable[Owner]) -> dict[str, list[Owner]]:
    found: dict[str, list[Owner]] = {}
    for owner in owners:
        for lemma in sorted(frozenset().union(*owner.words)):
            found.setdefault(lemma, []).append(owner)
    return found


def _name_words(name: str, stored: Stored) -> tuple[frozenset[str], ...]:
    """The lemmas of each word of a name that means something."""
    return tuple(frozenset(word.keys.lemmas) for word in analyse(name, stored) if not word.keys.function)


def _unknown_question_words(stored: Stored) -> dict[str, Keys]:
    """Keys of general question words that the library has not stored yet."""
    missing = [word for word in QUESTION_WORDS if stored(form(word)) is None]
    return {form(word): word_keys(word) for word in missing}


def _demand(snapshot: Snapshot, report_id: str) -> None:
    if snapshot.fingerprint(report_id) is None:
        raise _no_report(report_id)


def _no_report(report_id: str) -> LukuError:
    return LukuError(
        "report_not_found",
        f"Kirjastossa ei ole raporttia {report_id}. Raportit näkee komennolla: luku reports list",
        report=report_id,
    )
