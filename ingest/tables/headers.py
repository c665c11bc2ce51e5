"""Which rows of a grid are its header, and which header texts stand over a column.

The reader of a page counts header rows by its lines and fonts; that is taken as a hint. Words
decide: a row whose value cells are all years, periods, column words or units is a header row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum

from ingest.column_periods import header_period, month_alone
from ingest.column_words import whole_header_kind, without_marks
from ingest.columns import find_kinds
from ingest.numbers import is_year, parse_cell
from ingest.periods import find_periods
from ingest.records import GridCell, Period, Quote
from ingest.tables.owners import owner_named
from ingest.tables.places import Places, join_wrapped, quote_cells
from ingest.units import find_unit

_LETTERS = re.compile(r"(?:[A-H]\s?=\s?)?\(*[A-H](?:[\s()]*[-–+/=*:][\s()]*(?:[A-H]|100\b))*\)*(?:\s?%)?")
_EMPTY = re.compile(r"[-–—−.…x*]{1,3}", re.IGNORECASE)
_PART = re.compile(
    r"(?:alkuperäinen|alkup\.?|muutokset|muutos|yhteensä|yht\.?|muutettu|tarkistettu)", re.IGNORECASE
)
# Header words only beside others: "Tammi | Helmi | Yhteensä".
_BESIDE = re.compile(
    r"(?:kaikki\s)?(?:yhteensä|yht\.?|summa|keskiarvo|keskim\.?|ka\.?|totalt|total|average)", re.IGNORECASE
)
_LONGEST_HEADER = 60


class _Row(Enum):
    BLANK = "no value cells"
    HEADER = "value cells are header words"
    TEXT = "value cells are texts"
    NUMBERS = "a value cell is a number"


def is_unit_text(text: str) -> bool:
    """Whether a cell holds a unit and nothing else: "1 000 €", "(%)"."""
    bare = text.strip().strip("()[]").strip()
    unit = find_unit(bare)
    return unit is not None and unit.text.rstrip(".") == bare.rstrip(".")


def is_header_text(text: str, report_period: Period | None = None) -> bool:
    """Whether a cell's text is what headers are made of, and no number of a table."""
    year = report_period.end.year if report_period else 2000  # any year will do to know "31.3." by
    text = without_marks(text)
    if is_unit_text(text) or is_year(text) or _LETTERS.fullmatch(text):
        return True
    if len(text) > _LONGEST_HEADER or parse_cell(text) is not None:
        return False
    return bool(
        find_periods(text, year)
        or find_kinds(text)
        or whole_header_kind(text)
        or header_period(text, report_period)
        or month_alone(text)
    )


def _row_class(places: Places, row: int, report_period: Period | None) -> _Row:
    cells = [cell for cell in places.row_cells(row, 1) if not places.is_caption(cell)]
    cells = [cell for cell in cells if cell.column > 0]
    texts = [join_wrapped([cell.text]) for cell in cells]
    if not texts:
        return _Row.BLANK
    in_units = _years_in_units(texts)

    def named(text: str) -> bool:
        return text in in_units or bool(is_header_text(text, report_period))

    # The first number of a row tells that it is no header: rows may have hundreds.
    if all(named(text) or _stands_beside(text) for text in texts) and any(map(named, texts)):
        return _Row.HEADER
    numbers = (text for text in texts if parse_cell(text) and not is_header_text(text))
    if any(map(_EMPTY.fullmatch, texts)) or any(text not in in_units for text in numbers):
        return _Row.NUMBERS
    return _Row.TEXT


def _stands_beside(text: str) -> bool:
    """Whether a text may stand among a header's names without being one."""
    return _BESIDE.fullmatch(text) is not None or owner_named(text) is not None


def _years_in_units(texts: Sequence[str]) -> set[str]:
    """The texts of a row that are a year and a unit, "2024 milj. €", if they run on from year to year."""
    years: dict[str, int] = {}
    for text in texts:
        year, unit = text[:4], text[4:].strip(" ,")
        if is_year(year) and unit and is_unit_text(unit):
            years[text] = int(year)
    named = sorted(set(years.values()))
    return set(years) if len(named) > 1 and named[-1] - named[0] == len(named) - 1 else set()


def _is_numbering(places: Places, row: int) -> bool:
    """A row that numbers the columns: 1 2 3 4."""
    texts = [join_wrapped([cell.text]) for cell in places.row_cells(row)]
    if len(texts) < 3 or not all(re.fullmatch(r"\d{1,2}", text) for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (1, 2)


def _years_of(places: Places, row: int) -> dict[int, str]:
    return {c: text for c in range(1, places.columns) if is_year(text := without_marks(places.text(row, c)))}


def _is_labelled_years(places: Places, row: int, above: Sequence[int]) -> bool:
    """A body row of years, "Valmistumisvuosi | 2024 | 2026", under a header that has them already."""
    years = _years_of(places, row)
    if not years or len(years) < len(places.row_cells(row, 1)) or not places.text(row, 0):
        return False
    over = {c: text for r in above for c in years if find_periods(text := places.text(r, c))}
    return bool(over) and any(years[c] != text for c, text in over.items())


def count_header_rows(places: Places, report_period: Period | None = None) -> int:
    """How many rows from the top are header. The grid's own count is a hint for unknown words."""
    hint = places.grid.header_rows
    header = 0
    for row in range(places.rows):
        kind = _row_class(places, row, report_period)
        if kind is _Row.NUMBERS:
            if header and row == header and _is_numbering(places, row):
                header = row + 1
                continue
            break
        if kind is _Row.HEADER:
            if _is_labelled_years(places, row, range(header)):
                break
            header = row + 1
        elif kind is _Row.TEXT and (row < hint or _continues_header(places, row, header, report_period)):
            header = row + 1
    else:
        # No row of numbers: a table of texts. Its words say little, so the hint counts.
        count = hint or (1 if header else 0)
        return 0 if count == 1 and _explains(places, 0) else count
    return header


def _explains(places: Places, row: int) -> bool:
    """Whether a row of a table of texts says what its label means: "TP | tilinpäätös". A header's names
    begin with capitals."""
    texts = [join_wrapped([cell.text]) for cell in places.row_cells(row, 1)]
    return bool(texts) and bool(places.text(row, 0)) and all(text[:1].islower() for text in texts)


def _continues_header(places: Places, row: int, header: int, report_period: Period | None) -> bool:
    """A row of unknown words: a header where no label stands before it, or as the very first row, or where
    most of its words are a header's, the rest being pieces of wrapped ones."""
    texts = [join_wrapped([cell.text]) for cell in places.row_cells(row, 1)]
    if row != header or any(len(text) > _LONGEST_HEADER for text in texts):
        return False
    if row == 0 or not places.text(row, 0):
        return True
    named = sum(is_header_text(text, report_period) for text in texts)
    return named > 1 and 3 * named > 2 * len(texts) and len(texts) == places.columns - 1


def is_repeated_header(places: Places, row: int, above: Sequence[int], report_period: Period | None) -> bool:
    """Whether a body row is a header again: column words, or units, or the same years once more."""
    if _row_class(places, row, report_period) is not _Row.HEADER:
        return False
    cells = places.row_cells(row, 1)
    years = _years_of(places, row)
    if len(years) == len(cells):
        return not _is_labelled_years(places, row, above)
    filled = Counter(places.cell(r, c) is not None for r in above for c in range(1, places.columns))
    return len(cells) >= 2 or filled[True] <= 1


class Headers:
    """The header texts over each column of a table, from some header rows.

    `over_all` stands over all value columns, above the others."""

    def __init__(
        self,
        places: Places,
        rows: Sequence[int],
        value_columns: Sequence[int],
        over_all: GridCell | None = None,
    ) -> None:
        self._places = places
        self._over_all = over_all
        self.rows = tuple(rows)
        self._columns = tuple(value_columns)
        self._inherited = self._inherit()

    def stack(self, column: int) -> tuple[GridCell, ...]:
        """The header cells over a column from the top, spanning ones included, each once."""
        cells = [self._over_all] if self._over_all is not None and column in self._columns else []
        for row in self.rows:
            cell = self._places.cell(row, column) or self._inherited.get((row, column))
            if cell is not None and cell not in cells and not self._places.is_caption(cell):
                cells.append(cell)
        return tuple(cells)

    def texts(self, column: int) -> tuple[str, ...]:
        return tuple(join_wrapped([cell.text]) for cell in self.stack(column))

    def quote(self, cells: Sequence[GridCell]) -> Quote | None:
        return quote_cells(self._places.grid.page_of(cells[0].row), cells) if cells else None

    def _inherit(self) -> dict[tuple[int, int], GridCell]:
        """Headers over several columns whose cell does not span them in the grid.

        They show by what stands below: texts that repeat group by group ("2024 2023 2024 2023"),
        or the parts of one thing ("Alkuperäinen | Muutokset | Yhteensä").
        """
        inherited: dict[tuple[int, int], GridCell] = {}
        for place, row in enumerate(self.rows[:-1]):
            below = self.rows[place + 1 :]
            low = {c: join_wrapped(self._places.text(r, c) for r in below) for c in self._columns}
            for group in (*_repeating_groups(self._columns, low), *_part_groups(self._columns, low)):
                cells = {cell for c in group if (cell := self._places.cell(row, c)) is not None}
                if len(cells) == 1 and all(low[c] for c in group):
                    for column in group:
                        inherited[row, column] = next(iter(cells))
        return inherited


def _repeating_groups(columns: Sequence[int], low: dict[int, str]) -> list[list[int]]:
    groups: list[list[int]] = []
    for column in columns:
        if not groups or low[column] in {low[c] for c in groups[-1]}:
            groups.append([])
        groups[-1].append(column)
    same = [{low[c] for c in group} for group in groups]
    if len(groups) < 2 or any(names != same[0] for names in same) or len(same[0]) < 2:
        return []
    return groups


def _part_groups(columns: Sequence[int], low: dict[int, str]) -> list[list[int]]:
    groups: list[list[int]] = [[]]
    for column in columns:
        if _PART.fullmatch(low[column]):
            groups[-1].append(column)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if len(group) >= 2]
