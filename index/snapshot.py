"""What is read from the library's database, all from one state of it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from index.contract import Passage, ReportSummary
from index.lexical import LexicalDocument
from index.statement_text import statement_text
from index.words import Keys
from ingest.records import Page, Period, Problem, Statement, Table


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Of a stored table only the pages that it stands on."""

    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassageText:
    """Of a stored passage only its text."""

    text: str


_page = msgspec.json.Decoder(Page)
_table = msgspec.json.Decoder(Table)
_table_place = msgspec.json.Decoder(TablePlace)
_statement = msgspec.json.Decoder(Statement)
_passage = msgspec.json.Decoder(Passage)
_passage_text = msgspec.json.Decoder(PassageText)
_problems = msgspec.json.Decoder(tuple[Problem, ...])
_keys = msgspec.json.Decoder(Keys)

_AT_ONCE = 500
_MOST_PAGES = 2**63 - 1
"""The largest integer of SQLite."""


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement as the database holds it, with the number that the indexes know it by."""

    number: int
    report: str
    statement: Statement
    label_keys: frozenset[str]
    context_keys: frozenset[str]


class Snapshot:
    """One consistent state of the database, for as long as its transaction is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def meta(self, name: str) -> str:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    @property
    def generation(self) -> int:
        """Counts the changes of the library."""
        return int(self.meta("generation"))

    @property
    def dimension(self) -> int:
        return int(self.meta("dimension"))

    def reports(self) -> tuple[ReportSummary, ...]:
        """All reports, by id."""
        rows = self._connection.execute(
            "SELECT id, file, sha256, title, organisation, unit, kind, period_label, period_start, "
            "period_end, language, pages, tables, figures, problems FROM reports ORDER BY id"
        )
        return tuple(_summary(row) for row in rows)

    def has_reports(self) -> bool:
        return self._connection.execute("SELECT 1 FROM reports LIMIT 1").fetchone() is not None

    def fingerprint(self, report: str) -> str | None:
        row = self._connection.execute("SELECT fingerprint FROM reports WHERE id = ?", (report,)).fetchone()
        return str(row[0]) if row else None

    def original(self, report: str) -> str | None:
        """The name of the report's original under the folder of originals."""
        row = self._connection.execute("SELECT original FROM reports WHERE id = ?", (report,)).fetchone()
        return str(row[0]) if row else None

    def originals(self) -> frozenset[str]:
        return frozenset(row[0] for row in self._connection.execute("SELECT original FROM reports"))

    def page(self, report: str, page: int) -> Page | None:
        if not 0 < page <= _MOST_PAGES:
            return None
        row = self._connection.execute(
            "SELECT record FROM pages WHERE report = ? AND page = ?", (report, page)
        ).fetchone()
        return _page.decode(row[0]) if row else None

    def tables(self, report: str) -> tuple[Table, ...]:
        rows = self._connection.execute(
            "SELECT record FROM report_tables WHERE report = ? ORDER BY position", (report,)
        )
        return tuple(_table.decode(row[0]) for row in rows)

    def tables_by_page(self, report: str) -> dict[int, list[int]]:
        """Page to the positions of the tables that stand on it. The cells are not decoded."""
        found: dict[int, list[int]] = {}
        query = "SELECT position, record FROM report_tables WHERE report = ? ORDER BY position"
        for position, record in self._connection.execute(query, (report,)):
            for page in _table_place.decode(record).pages:
                found.setdefault(page, []).append(position)
        return found

    def table_at(self, report: str, position: int) -> Table:
        row = self._connection.execute(
            "SELECT record FROM report_tables WHERE report = ? AND position = ?", (report, position)
        ).fetchone()
        return _table.decode(row[0])

    def statements(self, report: str, page: int | None) -> tuple[Statement, ...]:
        if page is not None and not 0 < page <= _MOST_PAGES:
            return ()
        on_page, values = ("", (report,)) if page is None else (" AND page = ?", (report, page))
        rows = self._connection.execute(
            f"SELECT number, record FROM statements WHERE report = ?{on_page} ORDER BY position", values
        )
        return tuple(_statement_of(number, record) for number, record in rows)

    def statements_by_number(self, numbers: Sequence[int]) -> dict[int, StoredStatement]:
        """Those of the statements that are in this state of the library."""
        found = {}
        for row in self._chosen(
            "SELECT number, report, label_keys, context_keys, record FROM statements", numbers
        ):
            number, report, label, context, record = row
            found[number] = StoredStatement(
                number, report, _statement_of(number, record), _key_set(label), _key_set(context)
            )
        return found

    def owners(self) -> dict[str, frozenset[str]]:
        """Whose figures there are: each name as printed with the reports that print it."""
        found: dict[str, set[str]] = {}
        query = "SELECT DISTINCT entity, report FROM figures WHERE entity IS NOT NULL ORDER BY entity, report"
        for entity, report in self._connection.execute(query):
            found.setdefault(entity, set()).add(report)
        return {name: frozenset(reports) for name, reports in found.items()}

    def with_figures(self, numbers: Sequence[int]) -> list[int]:
        """Those of the statements that hold figures, ascending."""
        rows = self._chosen("SELECT DISTINCT statement FROM figures", numbers, column="statement")
        return sorted(row[0] for row in rows)

    def passages_by_number(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Those of the passages that are in this state of the library."""
        rows = self._chosen("SELECT number, record FROM passages", numbers)
        return {number: _passage.decode(record) for number, record in rows}

    def passage_texts(self, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
        """The texts of those of the passages that are in this state of the library."""
        for number, record in self._chosen("SELECT number, record FROM passages", numbers):
            yield number, _passage_text.decode(record).text

    def statements_of_passages(self, numbers: Sequence[int]) -> dict[int, list[int]]:
        """Passage number to the numbers of its statements, in reading order."""
        found: dict[int, list[int]] = {}
        query = "SELECT passage, statement FROM passage_statements"
        for passage, statement in self._chosen(query, numbers, column="passage"):
            found.setdefault(passage, []).append(statement)
        return {passage: sorted(statements) for passage, statements in found.items()}

    def statement_vectors(self, numbers: Sequence[int] | None = None) -> tuple[list[int], list[bytes]]:
        """Numbers and stored vectors of those statements, or of all, by number."""
        if numbers is None:
            rows = self._connection.execute(
                "SELECT number, vector FROM statements ORDER BY number"
            ).fetchall()
        else:
            rows = sorted(self._chosen("SELECT number, vector FROM statements", numbers))
        return [row[0] for row in rows], [row[1] for row in rows]

    def statement_numbers(self, reports: Sequence[str]) -> list[int]:
        """Numbers of the statements of those reports, ascending."""
        rows = self._chosen("SELECT number FROM statements", reports, column="report")
        return sorted(row[0] for row in rows)

    def passage_numbers(self, reports: Sequence[str] | None = None) -> list[int]:
        """Numbers of all passages, or of those reports' passages, ascending."""
        if reports is None:
            return [row[0] for row in self._connection.execute("SELECT number FROM passages ORDER BY number")]
        rows = self._chosen("SELECT number FROM passages", reports, column="report")
        return sorted(row[0] for row in rows)

    def passage_reports(self) -> dict[int, str]:
        """The report of each passage, by the passage's number."""
        names: dict[str, str] = {}
        rows = self._connection.execute("SELECT number, report FROM passages")
        return {number: names.setdefault(report, report) for number, report in rows}

    def figure_names(self) -> Iterator[tuple[str, str, str, int]]:
        """Of each report whose figures and which metrics its tables and cards print, how many times:
        ("entity" or "metric", name, report, figures)."""
        yield from self._connection.execute(
            "SELECT 'entity', entity, report, count(*) FROM figures WHERE entity IS NOT NULL "
            "GROUP BY entity, report"
        )
        # What a sentence says a figure of is a piece of the sentence rather than a name.
        yield from self._connection.execute(
            "SELECT 'metric', metric, report, count(*) FROM figures WHERE kind IN ('table', 'card') "
            "GROUP BY metric, report"
        )

    def passage_count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def vectors(self, reports: Sequence[str] | None = None) -> tuple[list[int], list[bytes]]:
        """Numbers and stored vectors of all passages, or of those reports' passages."""
        if reports is None:
            rows = self._connection.execute("SELECT number, vector FROM passages ORDER BY number").fetchall()
        else:
            rows = sorted(self._chosen("SELECT number, vector FROM passages", reports, column="report"))
        return [row[0] for row in rows], [row[1] for row in rows]

    def vectors_by_text(self, report: str) -> dict[str, bytes]:
        """The stored vectors of a report's passages and statements by the text that was embedded."""
        rows = self._connection.execute("SELECT record, vector FROM passages WHERE report = ?", (report,))
        found = {_passage.decode(record).text: vector for record, vector in rows}
        rows = self._connection.execute("SELECT record, vector FROM statements WHERE report = ?", (report,))
        return found | {statement_text(_statement.decode(record)): vector for record, vector in rows}

    def lexical_documents(
        self, table: str, reports: Sequence[str] | None = None
    ) -> Iterator[LexicalDocument]:
        """The documents of one lexical index; `table` is "statements" or "passages"."""
        _demand_lexical(table)
        query = f"SELECT number, report, label_keys, context_keys FROM {table}"
        rows: Iterable[tuple[int, str, str, str]]
        if reports is None:
            rows = self._connection.execute(query)
        else:
            rows = self._chosen(query, reports, column="report")
        for number, report, label, context in rows:
            yield LexicalDocument(number, report, label, context)

    def lexical_count(self, table: str) -> int:
        """How many documents the lexical index of "statements" or "passages" has."""
        _demand_lexical(table)
        return int(self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def statement_count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM statements").fetchone()[0])

    def statements_with_key(self, key: str) -> int:
        return self.statements_with_keys((key,))[key]

    def statements_with_keys(self, keys: Collection[str]) -> dict[str, int]:
        """For each of the keys the number of statements that have it."""
        found = dict.fromkeys(keys, 0)
        query = "SELECT key, sum(statements) FROM report_keys"
        found.update(self._chosen(query, list(found), column="key", grouped=True))
        return found

    def has_word(self, word: str) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM report_words WHERE word = ? LIMIT 1", (word,)
        ).fetchone()
        return row is not None

    def vocabulary(self) -> list[str]:
        return [row[0] for row in self._connection.execute("SELECT DISTINCT word FROM report_words")]

    def word_keys(self, form: str) -> Keys | None:
        row = self._connection.execute("SELECT keys FROM word_keys WHERE form = ?", (form,)).fetchone()
        return _keys.decode(row[0]) if row else None

    def _chosen(
        self,
        query: str,
        values: Sequence[int] | Sequence[str],
        column: str = "number",
        grouped: bool = False,
    ) -> Iterator[tuple[Any, ...]]:  # a row of sqlite3
        """Rows whose column is one of the values, asked in portions; `grouped` by the column."""
        end = f" GROUP BY {column}" if grouped else ""
        for start in range(0, len(values), _AT_ONCE):
            part = values[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            yield from self._connection.execute(f"{query} WHERE {column} IN ({marks}){end}", tuple(part))


def _demand_lexical(table: str) -> None:
    if table not in ("statements", "passages"):
        raise ValueError(table)


@lru_cache(maxsize=20_000)
def _statement_of(number: int, record: bytes) -> Statement:
    """A statement from its record. Cached by content, so no two libraries can be mixed up."""
    return _statement.decode(record)


@lru_cache(maxsize=50_000)
def _key_set(keys: str) -> frozenset[str]:
    return frozenset(map(sys.intern, keys.split()))


def _summary(row: tuple[object, ...]) -> ReportSummary:
    (id_, file, sha256, title, organisation, unit, kind, label, start, end, language, pages, tables, figures,
     problems) = row  # fmt: skip
    period = None
    if label is not None:
        period = Period(str(label), date.fromisoformat(str(start)), date.fromisoformat(str(end)))
    return ReportSummary(
        id=str(id_), file=str(file), sha256=str(sha256), title=str(title), organisation=_text(organisation),
        unit=_text(unit), kind=_text(kind), period=period, language=str(language), pages=_integer(pages),
        tables=_integer(tables), figures=_integer(figures),
        problems=_problems.decode(problems if isinstance(problems, bytes) else b"[]"),
    )  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _integer(value: object) -> int:
    return value if isinstance(value, int) else 0
