"""The library's database: the source of truth that everything else is derived from.

One transaction per change. Records are stored as JSON beside the columns that are searched by.
Numbers of statements and passages are never used again, so an index that lags behind can name one
that is gone, but never a wrong one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, LifoQueue

import msgspec

from index import schema
from index.contract import Passage
from index.snapshot import Snapshot
from index.words import Keys
from ingest.records import Period, Report, Statement

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class FieldKeys:
    """The keys of a statement's or a passage's two fields, in order of occurrence."""

    label: tuple[str, ...]
    context: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report made ready to be stored: everything slow has been done.

    `statement_keys` and `statement_vectors` (as stored) align with `report.statements`; `passage_keys` and
    `vectors` with `passages`. `words` are the report's words as printed, in lower case; `fresh` the keys
    of word forms that the library had not seen, `rules` the version of the rules that made all keys.
    """

    report: Report
    fingerprint: str
    original: str
    statement_keys: tuple[FieldKeys, ...]
    passages: tuple[Passage, ...]
    passage_keys: tuple[FieldKeys, ...]
    vectors: tuple[bytes, ...]
    statement_vectors: tuple[bytes, ...]
    dimension: int
    identity: str
    words: frozenset[str]
    fresh: Mapping[str, Keys]
    rules: str


def encoded(report: Report) -> bytes:
    """The report's whole contents as bytes: equal bytes, equal report."""
    return _encode(report)


class Store:
    """The database of one library folder. Safe for threads: each use borrows its own connection."""

    def __init__(self, folder: Path) -> None:
        self._database = folder / schema.DATABASE
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """A consistent state of the library."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield Snapshot(connection)
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def change(self) -> Iterator[Change]:
        """One change of the library: all of it happens, or nothing. Raises what went wrong."""
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                change = Change(connection)
                yield change
                change.count_up()
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        self._closed = True
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = schema.connect(self._database)
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            # Its subclasses say what was asked wrongly or at a bad time; itself, that the file is damaged.
            if type(error) is not sqlite3.DatabaseError:
                raise
            raise schema.broken_library(self._database.parent, error) from error
        finally:
            if self._closed:
                connection.close()
            else:
                self._idle.put(connection)


class Change:
    """An open transaction that changes the library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.before = Snapshot(connection)

    def remove(self, report: str) -> None:
        """Take a report out with everything that belongs to it."""
        self._connection.execute("DELETE FROM reports WHERE id = ?", (report,))

    def put(self, prepared: Prepared) -> None:
        """Put a report in; one with the same id has been removed before."""
        report = prepared.report
        self._set("identity", prepared.identity)
        self._set("dimension", str(prepared.dimension))
        if self.before.meta("rules") != prepared.rules:
            self.clear_words()
            self._set("rules", prepared.rules)
        self._connection.execute(
            f"INSERT INTO reports VALUES ({','.join('?' * 17)})",
            (report.id, report.file, report.sha256, prepared.fingerprint, prepared.original, report.title,
             report.organisation, report.unit, report.kind, *_period(report.period), report.language,
             len(report.pages), len(report.tables), len(report.figures), _encode(report.problems)),
        )  # fmt: skip
        self._connection.executemany(
            "INSERT INTO pages VALUES (?, ?, ?)",
            [(report.id, page.page, _encode(page)) for page in report.pages],
        )
        self._connection.executemany(
            "INSERT INTO report_tables VALUES (?, ?, ?, ?)",
            [(report.id, i, table.id, _encode(table)) for i, table in enumerate(report.tables)],
        )
        numbers = self._put_statements(prepared)
        self._put_passages(prepared, numbers)
        self._put_words(prepared)

    def clear_words(self) -> None:
        """Forget the keys of all word forms: other rules made them."""
        self._connection.execute("DELETE FROM word_keys")

    def learn(self, words: Mapping[str, Keys]) -> None:
        """Store the keys of word forms, so that they need not be analysed again."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO word_keys VALUES (?, ?)",
            [(form, _encode(keys)) for form, keys in words.items()],
        )

    def count_up(self) -> None:
        self._connection.execute(
            "UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'generation'"
        )

    def _set(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def _put_statements(self, prepared: Prepared) -> dict[str, int]:
        report = prepared.report
        numbers: dict[str, int] = {}
        rows = zip(report.statements, prepared.statement_keys, prepared.statement_vectors, strict=True)
        for position, (statement, keys, vector) in enumerate(rows):
            cursor = self._connection.execute(
                "INSERT INTO statements (report, position, id, page, label_keys, context_keys, record, "
                "vector) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (report.id, position, statement.id, statement.page, " ".join(keys.label),
                 " ".join(keys.context), _encode(statement), vector),
            )  # fmt: skip
            number = cursor.lastrowid or 0
            numbers[statement.id] = number
            self._put_figures(report.id, number, statement)
        return numbers

    def _put_figures(self, report: str, number: int, statement: Statement) -> None:
        self._connection.executemany(
            f"INSERT INTO figures VALUES ({','.join('?' * 16)})",
            [
                (number, i, report, figure.page, figure.kind, figure.entity, figure.metric, figure.column,
                 figure.column_kind, *_period(figure.period), figure.raw, str(figure.value), figure.unit,
                 figure.scale)
                for i, figure in enumerate(statement.figures)
            ],
        )  # fmt: skip

    def _put_passages(self, prepared: Prepared, numbers: Mapping[str, int]) -> None:
        rows = zip(prepared.passages, prepared.passage_keys, prepared.vectors, strict=True)
        for passage, keys, vector in rows:
            cursor = self._connection.execute(
                "INSERT INTO passages (report, page, label_keys, context_keys, record, vector) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (
                    passage.report,
                    passage.page,
                    " ".join(keys.label),
                    " ".join(keys.context),
                    _encode(passage),
                    vector,
                ),
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO passage_statements VALUES (?, ?)",
                [(cursor.lastrowid, numbers[statement]) for statement in passage.statements],
            )

    def _put_words(self, prepared: Prepared) -> None:
        report = prepared.report.id
        counts = Counter(key for keys in prepared.statement_keys for key in {*keys.label, *keys.context})
        self._connection.executemany(
            "INSERT INTO report_keys VALUES (?, ?, ?)",
            [(key, report, count) for key, count in counts.items()],
        )
        self._connection.executemany(
            "INSERT INTO report_words VALUES (?, ?)", [(word, report) for word in prepared.words]
        )
        self.learn(prepared.fresh)


def _period(period: Period | None) -> tuple[str | None, str | None, str | None]:
    if period is None:
        return None, None, None
    return period.label, period.start.isoformat(), period.end.isoformat()
