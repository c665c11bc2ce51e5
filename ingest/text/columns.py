"""Tables whose columns are kept apart by runs of spaces, as `pdftotext -layout` writes them.

The place of a character in its line is the geometry: numbers whose characters overlap over the
rows are one column. A blank cell keeps its column, so such rows lose nothing.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.columns import find_kinds
from ingest.numbers import find_unit
from ingest.periods import find_periods
from ingest.text.headers import Header, is_unit_line, whole_words
from ingest.text.lines import Line, bullet, collapse, ends_sentence, is_contents_line
from ingest.text.rows import Row, column_counts, read_row, splits
from ingest.text.tables import Entry, FoundTable, Free, body_rows, make_grid

_CELLS = re.compile(r"\S+(?:\s\S+)*")
_WORDS = re.compile(r"[^ ]+")
_MAX_HEADER_LINES = 7
_NEAR = 6
_DOUBLE = 4
_NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of text in a line; `start` and `end` are character columns."""

    start: int
    end: int
    text: str

    def overlaps(self, other: Cell) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class _DataLine:
    """A line of a table: label, then cells of numbers."""

    place: int
    label: str
    indent: int
    cells: tuple[Cell, ...]


@lru_cache(maxsize=1 << 12)
def cells_of(raw: str) -> tuple[Cell, ...]:
    """The runs of text that two or more spaces keep apart."""
    text = raw.expandtabs(8)
    return tuple(Cell(m.start(), m.end(), m.group()) for m in _CELLS.finditer(text))


def find_column_tables(lines: Sequence[Line], free: Free, page: int) -> list[FoundTable]:
    """Tables of the page that have at least two rows set in columns of spaces."""
    found: list[FoundTable] = []
    place = 0
    floor = 0
    while place < len(lines):
        end, data = _run(lines, place, free)
        table = _table(lines, place, floor, end, data, free, page) if data else None
        place = table.end if table else end if not any(line.label for line in data) and data else place + 1
        if table:
            found.append(table)
            floor = table.end
    return found


@lru_cache(maxsize=1 << 14)
def is_numbers(text: str) -> bool:
    """One or more numbers and nothing else; a dash stands for an empty cell, "1 000 €" for a unit."""
    if is_unit_line(text):
        return False
    row = read_row(f"x {text}")
    if row is not None:
        return row.label == "x"
    return text in ("-", "–", "—", "−", "..", ".")


@lru_cache(maxsize=1 << 14)
def is_one_number(text: str) -> bool:
    row = read_row(f"x {text}")
    return row is not None and row.label == "x" and bool(splits(row.pieces, 1, 1))


def _data_line(lines: Sequence[Line], place: int) -> _DataLine | None:
    line = lines[place]
    if is_contents_line(line.text) or (
        "  " not in line.text and "\t" not in line.text and not is_numbers(line.text)
    ):
        return None
    cells = cells_of(line.raw)
    first = next(
        (n for n, cell in enumerate(cells) if all(is_numbers(c.text) for c in cells[n:])), len(cells)
    )
    numbers = cells[first:]
    if not numbers or not any(c.isdigit() for cell in numbers for c in cell.text):
        return None
    label = " ".join(cell.text for cell in cells[:first])
    if (label and not any(c.isalpha() for c in label)) or len(label) > 120 or first > 3:
        return None
    if any(is_numbers(cell.text) and len(cell.text) > 2 for cell in cells[1:first]):
        return None  # two tables side by side: these numbers belong to another label
    return _DataLine(place, label, cells[0].start if first else 0, numbers)


def _run(lines: Sequence[Line], start: int, free: Free) -> tuple[int, list[_DataLine]]:
    """The data lines of the run that begins at `start` and the run's end."""
    data: list[_DataLine] = []
    end = place = start
    while place < len(lines) and free(place) and (place == start or lines[place].gap <= 1):
        line = _data_line(lines, place)
        if line is not None and not (place == start and _only_years(line)):
            data.append(line)
            place += 1
            end = place
        elif data and place - end < 3 and _is_filler(lines[place]):
            place += 1
        else:
            break
    return end, data


def _only_years(line: _DataLine) -> bool:
    return all(re.fullmatch(r"(?:(?:19|20)\d\d ?)+", cell.text) for cell in line.cells)


def _is_filler(line: Line) -> bool:
    """A line of one cell at the left: a group's heading or a part of a label."""
    text = line.text
    return len(cells_of(line.raw)) == 1 and len(text) <= 85 and not ends_sentence(text) and not bullet(text)


def _table(
    lines: Sequence[Line], start: int, floor: int, end: int, data: Sequence[_DataLine], free: Free, page: int
) -> FoundTable | None:
    columns = _columns(data)
    drifting = len(columns) < _usual_count(data)
    if drifting:
        columns = _columns(_nearest_full(data, start))
    rows = sum(bool(line.label) for line in data)
    if not columns or rows < (2 if len(columns) > 1 else 3) or _is_page_list(data, columns):
        return None
    by_place = {line.place: line for line in data}
    entries: list[Entry] = []
    for place in range(start, end):
        line = by_place.get(place)
        if line is None:
            cells = cells_of(lines[place].raw)
            entries.append(Entry(collapse(lines[place].text), (), float(cells[0].start)))
            continue
        near = _columns(_nearest_full(data, place)) if drifting else columns
        numbers = _placed(line.cells, near) if len(near) == len(columns) else None
        if numbers is None:
            entries.append(Entry(collapse(lines[place].text), (), certain=False))
        else:
            entries.append(Entry(line.label, numbers, float(line.indent)))
    if sum(not entry.certain for entry in entries) * 2 > len(data):
        return None
    header, lead = _header_and_lead(lines, start, floor, columns, free)
    entries = [Entry(collapse(line.text), (), float(line.indent)) for line in lead] + entries
    body, leftover = body_rows(entries)
    grid = make_grid(page, len(columns), header, body)
    first = start - len(lead) - (header.lines if header else 0)
    return FoundTable(first, end, grid, (), tuple(leftover))


def _header_and_lead(
    lines: Sequence[Line], start: int, floor: int, columns: Sequence[Cell], free: Free
) -> tuple[Header | None, list[Line]]:
    """The header, and the headings of groups that stand between it and the first numbers."""
    for count in range(3):
        first = start - count
        lead = list(lines[max(0, first) : start])
        if first <= floor or not all(free(i) and _is_filler(lines[i]) for i in range(first, start)):
            break
        if any(line.gap > 1 for line in lines[first : start + 1]) and count:
            break
        header = _header(lines, first, floor, columns, free)
        if header is not None and any(header.names):
            return header, lead
    return None, []


def _is_page_list(data: Sequence[_DataLine], columns: Sequence[Cell]) -> bool:
    """A list of contents: one column of small whole numbers that never fall."""
    if len(columns) > 1:
        return False
    numbers = [line.cells[0].text for line in data]
    if not all(number.isdigit() and len(number) <= 3 for number in numbers):
        return False
    return all(int(a) <= int(b) for a, b in itertools.pairwise(numbers))


def _columns(data: Sequence[_DataLine]) -> list[Cell]:
    """Character ranges of the columns: what overlaps among cells of one number is one column."""
    singles = [cell for line in data for cell in line.cells if is_one_number(cell.text)]
    several = [line for line in data if not all(is_one_number(cell.text) for cell in line.cells)]
    if len(several) * 3 > len(data):
        singles += _from_certain_rows(data)
    singles.sort(key=lambda cell: (cell.start, cell.end))
    columns: list[Cell] = []
    for cell in singles:
        if columns and cell.start < columns[-1].end:
            columns[-1] = Cell(columns[-1].start, max(columns[-1].end, cell.end), "")
        else:
            columns.append(Cell(cell.start, cell.end, ""))
    return _without_doubles(columns, data)


def _without_doubles(columns: Sequence[Cell], data: Sequence[_DataLine]) -> list[Cell]:
    """Join neighbours that stand close and never both hold a number: one column, badly aligned."""
    joined: list[Cell] = []
    for column in columns:
        before = joined[-1] if joined else None
        if (
            before is not None
            and column.start - before.end <= _DOUBLE
            and not any(
                any(cell.overlaps(before) for cell in line.cells)
                and any(cell.overlaps(column) for cell in line.cells)
                for line in data
            )
        ):
            joined[-1] = Cell(before.start, column.end, "")
        else:
            joined.append(column)
    return joined


def _usual_count(data: Sequence[_DataLine]) -> int:
    """How many numbers most lines have, where wide spaces keep all of them apart; else 0."""
    counts = Counter(len(line.cells) for line in data if all(is_one_number(cell.text) for cell in line.cells))
    count, lines = counts.most_common(1)[0] if counts else (0, 0)
    return count if lines * 2 > len(data) else 0


def _nearest_full(data: Sequence[_DataLine], place: int) -> list[_DataLine]:
    """The lines near `place` that have the usual count of numbers. In long tables columns drift
    by some characters; among neighbours they stand still."""
    count = _usual_count(data)
    full = [
        line for line in data if len(line.cells) == count and all(is_one_number(c.text) for c in line.cells)
    ]
    return sorted(full, key=lambda line: abs(line.place - place))[:_NEIGHBOURS]


def _from_certain_rows(data: Sequence[_DataLine]) -> list[Cell]:
    """Numbers a single space apart, from the lines that can be cut in one way only."""
    lines = [
        [Cell(cell.start + m.start(), cell.start + m.end(), m.group())
         for cell in line.cells for m in re.finditer(r"[^ ]+(?: [%€])?", cell.text)]
        for line in data
    ]  # fmt: skip
    counts = column_counts([Row("x", tuple(piece.text for piece in pieces)) for pieces in lines])
    if not counts:
        return []
    found: list[Cell] = []
    for pieces in lines:
        ways = splits([piece.text for piece in pieces], counts[0])
        if len(ways) != 1:
            continue
        place = 0
        for number in ways[0]:
            size = len(number.replace(" %", "%").replace(" €", "€").split(" "))
            found.append(Cell(pieces[place].start, pieces[place + size - 1].end, number))
            place += size
    return found


def _placed(cells: Sequence[Cell], columns: Sequence[Cell]) -> tuple[str, ...] | None:
    """The cells' texts by column; None when a cell cannot be placed for certain."""
    texts = [""] * len(columns)
    for cell in cells:
        parts = [cell] if is_one_number(cell.text) else _by_column(cell, columns)
        for part in parts:
            near = [n for n, column in enumerate(columns) if part.overlaps(column)]
            if not near and not any(c.isdigit() for c in part.text):
                near = [n for n, column in enumerate(columns) if abs(column.end - part.end) <= _NEAR][:1]
            if len(near) != 1 or texts[near[0]]:
                return None
            if any(c.isdigit() for c in part.text) and not is_one_number(part.text):
                return None
            texts[near[0]] = part.text
    return tuple(texts)


def _by_column(cell: Cell, columns: Sequence[Cell]) -> list[Cell]:
    """Cut a cell of several numbers where the columns of the other rows say."""
    pieces = [
        Cell(cell.start + m.start(), cell.start + m.end(), m.group()) for m in _WORDS.finditer(cell.text)
    ]
    parts: list[Cell] = []
    homes: list[int | None] = []
    for piece in pieces:
        home = next((n for n, column in enumerate(columns) if piece.overlaps(column)), None)
        if parts and home is not None and home == homes[-1]:
            parts[-1] = Cell(parts[-1].start, piece.end, f"{parts[-1].text} {piece.text}")
        else:
            parts.append(piece)
            homes.append(home)
    return parts


def _header(
    lines: Sequence[Line], start: int, floor: int, columns: Sequence[Cell], free: Free
) -> Header | None:
    """The names over the columns from the lines above the body."""
    names: list[list[str]] = [[] for _ in columns]
    corner: list[str] = []
    count = 0
    place = start - 1
    while place >= floor and count < _MAX_HEADER_LINES and free(place) and lines[place + 1].gap <= 1:
        placed = _header_line(lines[place], columns)
        if placed is None:
            break
        left, over = placed
        for column, text in over:
            names[column].insert(0, text)
        if left:
            corner.insert(0, left)
        count += 1
        place -= 1
    joined = tuple(" ".join(whole_words(texts)) for texts in names)
    return Header(count, " ".join(corner), joined) if count and (corner or any(names)) else None


def _header_line(line: Line, columns: Sequence[Cell]) -> tuple[str, list[tuple[int, str]]] | None:
    """What a line above the body puts over the labels and over which columns; None when it is no
    header line."""
    cells = cells_of(line.raw)
    text = collapse(line.text)
    if bullet(text) or len(text) > 200 or any(len(cell.text) > 70 for cell in cells):
        return None
    edge = columns[0].start - 1
    left = " ".join(cell.text for cell in cells if cell.end <= edge and not _over(cell, columns))
    over: list[tuple[int, str]] = []
    for cell in cells:
        if cell.end <= edge and not _over(cell, columns):
            continue
        if cell.start < edge - 25 and len(columns) > 1:
            return None  # a line of text that runs from the labels into the columns
        places = _over(cell, columns)
        if not places:
            return None
        over += _named(cell, places, columns)
    if not over:
        return (text, []) if is_unit_line(text) else None
    told = find_unit(text) or find_kinds(text) or find_periods(text)
    return (left, over) if told or len(cells) >= max(2, len(columns)) else None


def _over(cell: Cell, columns: Sequence[Cell]) -> list[int]:
    places = [n for n, column in enumerate(columns) if cell.overlaps(column)]
    if places:
        return places
    distances = [
        (min(abs(cell.start - column.end), abs(column.start - cell.end)), n)
        for n, column in enumerate(columns)
    ]
    distance, nearest = min(distances)
    return [nearest] if distance <= _NEAR else []


def _named(cell: Cell, places: Sequence[int], columns: Sequence[Cell]) -> list[tuple[int, str]]:
    """One column's name, a name over several columns, or several names a single space apart."""
    if len(places) == 1:
        return [(places[0], cell.text)]
    tokens = [
        Cell(cell.start + m.start(), cell.start + m.end(), m.group()) for m in _WORDS.finditer(cell.text)
    ]
    homes = [
        min(places, key=lambda n: abs((t.start + t.end) - (columns[n].start + columns[n].end)))
        for t in tokens
    ]
    if set(homes) != set(places):
        return [(place, cell.text) for place in places]
    return [(n, " ".join(t.text for t, home in zip(tokens, homes, strict=True) if home == n)) for n in places]
