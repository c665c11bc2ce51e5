"""What is asked and what is answered, as named in the contract."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from index.contract import Scope
from ingest.records import Box, Period


class Status(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"


class Language(StrEnum):
    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and, if known, its answer."""

    question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as it arrives. `language` None means: take it from the question."""

    question: str
    history: tuple[Turn, ...] = ()
    language: Language | None = None
    scope: Scope = Scope()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands. `quote` is verbatim page text but for white space; `ocr` says that it
    was recognised from a picture and may be misread. `cells` are the places of the figures within the
    quote that the answer gives, for the reader to mark them apart from their row."""

    id: int
    report: str
    file: str
    title: str
    page: int
    kind: str
    quote: str
    boxes: tuple[Box, ...]
    url: str
    ocr: bool = False
    cells: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a figure was computed from printed ones. Operation: difference, sum, share or growth (per cent),
    or quotient (money for each inhabitant)."""

    operation: str
    operands: tuple[AnswerFigure, ...]


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    """A figure of an answer. `citation` is the id of the citation that quotes it; `ocr` says that it, or
    what it was computed from, was recognised from a picture and may be misread. `proved` says that the
    arithmetic of its table confirms it (True) or contradicts it (False); None where nothing ties it."""

    raw: str
    printed_unit: str | None
    value: Decimal
    unit: str | None
    scale: int
    entity: str | None
    metric: str
    column: str | None
    period: Period | None
    citation: int | None
    derivation: Derivation | None = None
    ocr: bool = False
    proved: bool | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two places of the reports that say different things about one matter."""

    about: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trust:
    """What stands behind an answer. `text_and_table`: a sentence and a table or card give the same figure;
    `sums_checked`: the arithmetic of its table confirms it (None where nothing ties it); `ocr`: something
    was recognised from a picture; `contradiction`: the reports disagree."""

    text_and_table: bool = False
    sums_checked: bool | None = None
    ocr: bool = False
    contradiction: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. `figures[0]` is THE answer when a number was asked for."""

    id: str
    status: Status
    language: Language
    confidence: float
    answer: str
    figures: tuple[AnswerFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    suggestions: tuple[str, ...] = ()
    took_ms: float = 0.0
    trust: Trust = Trust()
