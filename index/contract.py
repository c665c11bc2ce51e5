"""The narrow contract between the library and everything that asks it.

The service sees only this file's names. Behind them stands one folder with SQLite, FAISS and a
lexical index today; a database server may stand there tomorrow. No SQL, no FAISS outside index/.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from index.words import Keys
from ingest.records import Box, Page, Period, Problem, Report, Statement, Table


class Outcome(StrEnum):
    """What became of a report that was put into the library."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which reports may answer. Empty fields do not restrict. A report is in the period scope
    when its own period overlaps [period_from, period_to]."""

    reports: tuple[str, ...] = ()
    organisation: str | None = None
    unit: str | None = None
    kind: str | None = None
    period_from: date | None = None
    period_to: date | None = None


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A stored report without its contents."""

    id: str
    file: str
    sha256: str
    title: str
    organisation: str | None
    unit: str | None
    kind: str | None
    period: Period | None
    language: str
    pages: int
    tables: int
    figures: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk of a report as it is embedded and searched.

    `quote` is verbatim text of the page; `text` is what is embedded: the quote with its section
    path and, for table rows, the table's header before it.
    """

    report: str
    page: int
    section: tuple[str, ...]
    text: str
    quote: str
    boxes: tuple[Box, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageHit:
    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class StatementHit:
    """A statement that may hold the answer, with what is needed to weigh it.

    `label_keys` and `context_keys` are the analysed words (see `index.words`) of the statement's
    label or text, and of everything around it (section, entity, table title, headers).
    `lexical` is the lexical index's score, `dense` the cosine of the statement itself, `around` that of
    the best passage found that holds it (0.0 where none was found).
    """

    report: str
    statement: Statement
    label_keys: frozenset[str]
    context_keys: frozenset[str]
    lexical: float
    dense: float
    around: float = 0.0


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose figures a library holds: a unit's name as printed, the lemmas of each of its words, and the
    reports that print figures of it."""

    name: str
    words: tuple[frozenset[str], ...]
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class PassageMatch:
    """A passage that a search brings up. `Library.numbered` gives it by its `number`; `worded` says that
    it has the words that were searched for, and is not only near to them in meaning."""

    number: int
    report: str
    score: float
    worded: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """All that a search brings up, best first.

    `respelt` pairs words as they were typed with the library's spelling that was searched for instead;
    `missing` are the words that no report has.
    """

    passages: tuple[PassageMatch, ...]
    respelt: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()


class SuggestionKind(StrEnum):
    """What a suggestion names."""

    ENTITY = "entity"
    METRIC = "metric"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that the library holds, as printed; `reports` are the ids of those that print it."""

    kind: SuggestionKind
    text: str
    reports: tuple[str, ...]


Told = Callable[[int, int], None]
"""Is told of progress: how many of a report's texts are embedded, and how many there are."""


class Library(Protocol):
    """A folder (or server) of reports. Not found is `LukuError("report_not_found", …)`."""

    @property
    def generation(self) -> int:
        """Counts the changes: between two equal ones no report was added, replaced or removed."""
        ...

    def add(self, report: Report, original: bytes, told: Told | None = None) -> Outcome: ...

    def remove(self, report_id: str) -> None: ...

    def reports(self, scope: Scope = Scope()) -> tuple[ReportSummary, ...]: ...

    def report(self, report_id: str) -> ReportSummary: ...

    def page(self, report_id: str, page: int) -> Page: ...

    def tables(self, report_id: str, page: int | None = None) -> tuple[Table, ...]:
        """The tables of a report (or those that stand on one of its pages) in reading order."""
        ...

    def original(self, report_id: str) -> Path: ...

    def statements(self, report_id: str, page: int | None = None) -> tuple[Statement, ...]:
        """The statements of a report (or of one of its pages) in reading order."""
        ...

    def find(self, question: str, scope: Scope, limit: int = 200) -> tuple[StatementHit, ...]:
        """Statements that may answer the question, lexical and dense candidates together,
        best fused rank first."""
        ...

    def figures(
        self, label: str, around: str = "", scope: Scope = Scope(), limit: int = 2000
    ) -> tuple[StatementHit, ...]:
        """Statements that hold figures and have all words of `label` in their label (a sentence's is
        its text) and all words of `around` in their label or what stands around it (entity, section,
        table title, headers). The shortest labels first; `dense` is 0.0. Looked up in the index, never
        by going through the library; without any word of meaning nothing is found."""
        ...

    def owners(self, lemmas: Collection[str]) -> tuple[Owner, ...]:
        """The units, companies, projects and areas that figures are told to be of and whose names have
        one of these lemmas."""
        ...

    def passages(self, query: str, scope: Scope, limit: int = 10) -> tuple[PassageHit, ...]:
        """Passages by reciprocal rank fusion of dense and lexical rank, best first."""
        ...

    def matches(self, query: str, phrases: Sequence[str] = (), scope: Scope = Scope()) -> Matches:
        """Every passage that has all the words of the query, in any inflection, or most of them where none
        has all; each holds every one of the phrases as it is written. Where they are few and there is no
        phrase, the nearest in meaning fill up after them."""
        ...

    def numbered(self, numbers: Sequence[int]) -> Mapping[int, Passage]:
        """Passages by the numbers of their matches, without those that have been removed since."""
        ...

    def marks(
        self, query: str, phrases: Sequence[str], texts: Sequence[str]
    ) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each of the texts where the query's words and phrases stand in it: start and end
        (exclusive) of each place, in order."""
        ...

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Names of the library that go on from what is being typed, the likeliest first."""
        ...

    def keys(self, text: str) -> tuple[frozenset[str], ...]:
        """The analysed words of a text in order: for each word the set of its keys, the lemma
        and its compound parts (see `index.words`)."""
        ...

    def words(self, text: str) -> tuple[Keys, ...]:
        """Like `keys`, lemmas and compound parts kept apart."""
        ...

    def weight(self, key: str) -> float:
        """Inverse document frequency of a key over all statements (natural log, >= 0)."""
        ...

    def weights(self, keys: Collection[str]) -> Mapping[str, float]:
        """The weights of many keys at once, all of one state of the library."""
        ...

    def close(self) -> None: ...
