"""What a random table is, before it is drawn, and what must be read from it.

A `Sheet` is one PDF of one seed: tables among running text. All in it is decided before anything is
drawn, so the truth does not depend on the drawing.

The truth about a printed number is a `Fact`:

row path     the labels a person would say to name the row, outermost first: the heading rows above it
             (rows without numbers), the rows it is indented from, a total printed right above the parts
             that add up to it, and its own label last. A total printed after its parts stands beside
             them: under the heading it closes, if its label is a bare "Yhteensä"; a total that names
             its heading ("Verotulot yhteensä") may be said with or without the heading. A grand total
             is under nothing.
column path  the header texts over the column from the top, groups first. Units printed in the header
             belong to it, the corner does not. How it is cut into cells is not judged, since without
             rules nobody sees whether "TA" over "2025" are two cells or two lines of one.
value        in the unit, with the scale applied
unit, scale  "EUR", 1000 in a table of thousands of euros; None and 1 where nothing is said

A code before a label, a footnote mark and the text of a unit column after it may be part of the label
as read or not. White space and the kind of space are not judged. Blanks and dashes have no fact; a
value read where there is none is counted as invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

SOFT = "¬"
"""In labels: where a word may be broken at a line's end, with a hyphen that is not its own."""


class Profile(StrEnum):
    """`tune` may be looked at and learned from; of `measure` only the score is looked at."""

    TUNE = "tune"
    MEASURE = "measure"


class Producer(StrEnum):
    REPORTLAB = "reportlab"
    FPDF2 = "fpdf2"


class Rules(StrEnum):
    """Which lines are drawn."""

    FULL = "full"
    ROWS = "rows"
    HEADER = "header"
    ZEBRA = "zebra"
    NONE = "none"


class Place(StrEnum):
    """Where a wrapped label has its amounts."""

    FIRST = "first line"
    MIDDLE = "middle"
    LAST = "last line"


class UnitAt(StrEnum):
    """Where a table says its unit."""

    CORNER = "corner"
    TITLE = "title"
    LINE_ABOVE = "line above"
    SENTENCE = "sentence above"
    HEADER_OVER_ALL = "header line over all"
    HEADER_LINE = "header line of each column"
    COLUMN = "each column's text"
    ROW = "row labels"
    UNIT_COLUMN = "a column of units"
    CELL = "each cell"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and how it is printed; `name` None for plain numbers."""

    printed: str
    name: str | None
    scale: int = 1
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A row label; `before` (a code) and `after` (a footnote mark, a unit column) may be read with it."""

    text: str
    before: str = ""
    mark: str = ""
    unit: str = ""

    @property
    def plain(self) -> str:
        return self.text.replace(SOFT, "")

    @property
    def forms(self) -> frozenset[str]:
        """The label as it may be read."""
        return frozenset(
            " ".join(f"{before} {self.plain}{mark} {unit}".split())
            for before in {"", self.before}
            for mark in {"", self.mark, f" {self.mark}"}
            for unit in {"", self.unit}
        )


@dataclass(frozen=True, slots=True)
class Amount:
    """What a body cell prints; `value` None for a blank or a dash."""

    printed: str
    value: Decimal | None
    unit: str | None = None
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A body row. `amounts` is empty for a heading row. `paths` are the accepted row paths."""

    label: Label
    amounts: tuple[Amount, ...]
    paths: tuple[tuple[Label, ...], ...]
    depth: int = 0
    bold: bool = False
    rule_above: bool = False


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A header text over value columns `first` to `last` and header rows `top` to `bottom`."""

    text: str
    first: int
    last: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is set; lengths in points."""

    rules: Rules
    size: float
    pad: float
    row_gap: float
    indent: float
    header_room: float
    label_room: float
    amounts_at: Place
    numbers_left: bool
    header_align: str
    header_low: bool
    header_bold: bool
    header_grey: float
    repeat_header: bool
    continued: str
    hanging: float
    thin_boxes: bool
    spread: bool
    span_rules: bool


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: `title` and `above` are printed over it, `note` under it, `beside` next to it."""

    title: str
    above: str
    above_right: bool
    corner: str
    header: tuple[HeaderCell, ...]
    columns: int
    rows: tuple[Row, ...]
    unit_column: str
    number_column: str
    note: str
    beside: str
    beside_left: bool
    look: Look

    @property
    def header_rows(self) -> int:
        return 1 + max(cell.bottom for cell in self.header)

    def column_path(self, column: int) -> tuple[str, ...]:
        cells = [cell for cell in self.header if cell.first <= column <= cell.last]
        return tuple(" ".join(cell.text.split()) for cell in sorted(cells, key=lambda cell: cell.top))


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph between tables, or a heading."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One PDF. `features` name what is in it, for the tally of scores."""

    seed: int
    profile: Profile
    producer: Producer
    font: str
    landscape: bool
    margin: float
    running: str
    page_number: str
    word_by_word: bool
    items: tuple[Prose | TableSpec, ...]
    features: tuple[str, ...]

    @property
    def tables(self) -> tuple[TableSpec, ...]:
        return tuple(item for item in self.items if isinstance(item, TableSpec))


@dataclass(frozen=True, slots=True)
class Fact:
    """What one printed number says."""

    row_paths: tuple[tuple[Label, ...], ...]
    column_path: tuple[str, ...]
    value: Decimal
    unit: str | None
    scale: int
    printed: str


def facts(sheet: Sheet) -> tuple[Fact, ...]:
    """All that is to be read from a sheet, in reading order."""
    return tuple(
        Fact(row.paths, table.column_path(column), amount.value, amount.unit, amount.scale, amount.printed)
        for table in sheet.tables
        for row in table.rows
        for column, amount in enumerate(row.amounts)
        if amount.value is not None
    )
