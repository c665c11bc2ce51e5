"""What is read from a report: the records that every later stage works with.

A `Report` holds `Page`s of `Block`s, `Table`s, and `Statement`s. A statement is the smallest
piece that can be quoted (a table row, a card, a sentence, a definition) and owns the `Figure`s
printed in it. Everything knows its page and its place, so that an answer can always be shown
where it stands. Printed text is kept beside each parsed value: quote the first, compute with
the second.

Text is Unicode NFC. Boxes are in points from the page's top left corner. Numbers are Decimal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CARD = "card"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    HEADER = "header"
    FOOTER = "footer"


class StatementKind(StrEnum):
    ROW = "row"
    CARD = "card"
    SENTENCE = "sentence"
    DEFINITION = "definition"
    HEADING = "heading"


class FigureKind(StrEnum):
    TABLE = "table"
    CARD = "card"
    TEXT = "text"


class CheckKind(StrEnum):
    """What ties a printed number to others of its table."""

    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"


class ColumnKind(StrEnum):
    """What kind of number a column (or a comparison on a card) holds."""

    ACTUAL = "actual"
    BUDGET = "budget"
    AMENDED_BUDGET = "amended_budget"
    FORECAST = "forecast"
    DEVIATION = "deviation"
    CHANGE = "change"
    SHARE = "share"
    TARGET = "target"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as a report names it, both days included."""

    label: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Span:
    """Where characters `start` to `end` (exclusive) of a block's text stand on its page."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page in reading order.

    `level` is a heading's depth (1 outermost) or a bullet's depth (1 outermost), else 0.
    `section` is the path of headings above it, outermost first; empty until sections are
    resolved. `spans` place the words of `text`; empty where the format has no geometry. `panels` are the
    drawn boxes that it stands in, outermost first, by their numbers on the page: a heading in one holds
    to its end.
    """

    kind: BlockKind
    text: str
    box: Box | None
    level: int = 0
    section: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    size: float = 0.0
    bold: bool = False
    panels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: geometry and text, no meaning yet. Rows and columns count from 0.

    `lines` are its printed lines with their boxes, where the format has lines.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box | None
    bold: bool = False
    indent: float = 0.0
    lines: tuple[tuple[str, Box], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Where a grid goes on: from `first_row` on its rows stand in `box` on `page`, the first
    `header_rows` of them being its header printed again."""

    page: int
    box: Box | None
    first_row: int
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns of one printed table. `header_rows` counts the rows above the first body row.

    It begins in `box` on `page`; `parts` say where it goes on, in order of their first rows, and are
    empty while it stands on one page. No cell stands on two pages.
    """

    page: int
    box: Box | None
    rows: int
    columns: int
    header_rows: int
    cells: tuple[GridCell, ...]
    parts: tuple[Part, ...] = ()

    def page_of(self, row: int) -> int:
        """The page that a row stands on."""
        pages = [part.page for part in self.parts if part.first_row <= row]
        return pages[-1] if pages else self.page


@dataclass(frozen=True, slots=True)
class Layout:
    """One page as its format gives it: blocks in reading order and the grids among them.

    A grid's place in the reading order is the block of kind `table` whose `text` is empty and
    whose `box` is the grid's; the n-th such block stands for `grids[n]`. `ocr` says that the text was
    recognised from a picture of the page; `doubts` are the places of recognised numbers that are too
    uncertain to be figures.
    """

    page: int
    width: float
    height: float
    label: str | None
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...]
    ocr: bool = False
    doubts: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of one format finds in a file. `title` is the metadata's, which often is not the
    printed one; `problems` say what could not be read."""

    layouts: tuple[Layout, ...]
    title: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim piece of a page's text and where it stands.

    A table header of several cells has a line for each cell, and a box for each line.
    """

    page: int
    text: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What a table column holds. `kind` and `period` are None where the header did not say.

    `text` is the header as printed, its lines joined from the top. `scale` multiplies a printed
    number into `unit` (1000 in a "1 000 euroa" table). `entity` is whose figures the header says they
    are ("Konserni"), as printed. `header` quotes the header cell.
    """

    index: int
    text: str
    kind: ColumnKind | None = None
    period: Period | None = None
    unit: str | None = None
    scale: int = 1
    printed_unit: str | None = None
    header: Quote | None = None
    entity: str | None = None

    @property
    def understood(self) -> bool:
        """Whether the header says what kind of number or which period stands in the column."""
        return self.kind is not None or self.period is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with its meaning. `value` is in `unit`, the scale applied.

    `kind`, `period` and `entity` are those of the column it stands in, or of its row where the rows
    say it; None where neither does.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    text: str
    header: bool
    box: Box | None
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    value: Decimal | None = None
    unit: str | None = None
    scale: int = 1
    printed_unit: str | None = None
    kind: ColumnKind | None = None
    period: Period | None = None
    entity: str | None = None


class Place(NamedTuple):
    """A cell's place in its table, both counted from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Check:
    """A printed number held against the numbers of its table that it should follow from.

    A sum is that of its `operands`; a difference is the first less the second; a share is the first
    per cent of the second. `expected` is what they give, in the unit of the cell at `place`; `holds`
    says whether the page prints that, within the rounding of what is printed.
    """

    kind: CheckKind
    place: Place
    operands: tuple[Place, ...]
    expected: Decimal
    holds: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header understood as far as it says; `pages` are those it runs over.

    `box` is its box on the first of them, `parts` say where it goes on. `checks` hold its own
    arithmetic.
    """

    id: str
    pages: tuple[int, ...]
    title: str | None
    printed_unit: str | None
    box: Box | None
    rows: int
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    unit_quote: Quote | None = None
    parts: tuple[Part, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number with all that gives it meaning.

    `raw` is what the page prints, sign and separators and parentheses included, without its
    unit. `value` is in `unit`, the scale applied. `qualifier` is a printed "noin", "yli",
    "lähes" … `support` quotes what else the meaning rests on: the column's header, the table's
    unit. `ocr` says that it was recognised from a picture and may be misread. `proved` says that the
    table's own arithmetic confirms it (True) or contradicts it (False); None where nothing ties it.
    """

    raw: str
    value: Decimal
    unit: str | None
    scale: int
    printed_unit: str | None
    kind: FigureKind
    entity: str | None
    metric: str
    column: str | None
    column_kind: ColumnKind | None
    period: Period | None
    page: int
    box: Box | None
    qualifier: str | None = None
    support: tuple[Quote, ...] = ()
    ocr: bool = False
    proved: bool | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest piece that can be quoted, with the figures printed in it.

    `text` is verbatim but for white space. `label` says what it is about: a row's or card's
    label, the term of a definition, or the sentence itself. `context` holds words that help to
    find it but are not quoted: table title, parent rows, column headers, the sentence before. `ocr`
    says that the text was recognised from a picture and may be misread.
    """

    id: str
    kind: StatementKind
    text: str
    label: str
    page: int
    boxes: tuple[Box, ...]
    section: tuple[str, ...]
    entity: str | None
    context: str = ""
    table: str | None = None
    row: int | None = None
    figures: tuple[Figure, ...] = ()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `page` counts from 1 in the file; `label` is the printed page number, if any; `ocr`
    says that its text was recognised from a picture."""

    page: int
    width: float
    height: float
    label: str | None
    text: str
    blocks: tuple[Block, ...]
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read. `page` is None where it concerns the whole file."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One file and what was read from it. `id` is the slug of the file name without its ending."""

    id: str
    file: str
    sha256: str
    title: str
    organisation: str | None
    unit: str | None
    kind: str | None
    period: Period | None
    language: str
    pages: tuple[Page, ...]
    tables: tuple[Table, ...] = ()
    statements: tuple[Statement, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the report, in reading order."""
        return tuple(figure for statement in self.statements for figure in statement.figures)
