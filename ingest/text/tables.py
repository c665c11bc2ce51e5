"""Tables in running text: lines "label n n n".

    lines -> runs of rows -> number of columns -> header -> Grid

The number of columns is the one that most rows can be cut into and that the header confirms. A
row that fits it in more than one way, or not at all, is handed back as text: no column is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest.numbers import is_year
from ingest.records import Grid, GridCell
from ingest.text.headers import Header, is_group_line, is_header_like, read_header
from ingest.text.lines import (
    Line,
    bullet,
    collapse,
    ends_sentence,
    ends_with_hyphen,
    is_contents_line,
    starts_lower,
)
from ingest.text.proof import Difference, certain_cut, find_differences
from ingest.text.rows import Row, column_counts, read_row, splits

Free = Callable[[int], bool]
_MAX_HEADER_LINES = 32
_MAX_LEAD = 2


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A grid and the lines [start, end) it was read from. `title` are lines above it that could
    not be placed in columns, `leftover` rows that could not be cut for certain."""

    start: int
    end: int
    grid: Grid
    title: tuple[str, ...] = ()
    leftover: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table's body. `numbers` has one text per number column ("" for a blank cell) or
    is empty for a line of words; a line that is not `certain` has its whole text as label."""

    label: str
    numbers: tuple[str, ...]
    indent: float = 0.0
    certain: bool = True


def find_loose_tables(lines: Sequence[Line], free: Free, page: int) -> list[FoundTable]:
    """Tables whose rows are lines with their numbers at the end. `free(i)` tells whether line i
    may be used."""
    found: list[FoundTable] = []
    place = 0
    while place < len(lines):
        end = _run_end(lines, place, free)
        table = _loose_table(lines, place, end, free, page) if end > place else None
        if table is not None:
            found.append(table)
        place = max(end if table is not None else place + 1, place + 1)
    return found


def _row_at(lines: Sequence[Line], place: int) -> Row | None:
    """The line as a row of a table, unless it reads like prose."""
    text = lines[place].text
    if is_contents_line(text) or (bullet(text) and not text.startswith(("-", "–"))):
        return None
    row = read_row(text)
    if row is None or len(row.label.split()) > 14 or len(row.label) > 110:
        return None
    words = row.label.rstrip()
    return None if words.endswith((",", ";", "!", "?")) or _ends_like_prose(words) else row


def _ends_like_prose(label: str) -> bool:
    """ "… kasvoi vuonna 2024", "… yhteensä noin 104": a preposition or verb before the number."""
    last = label.split()[-1].lower() if label.split() else ""
    return last in {
        "vuonna", "vuoden", "noin", "oli", "on", "yli", "alle", "lähes", "vuodelle", "vuodesta", "vuoteen",
        "ja", "sekä", "klo", "sivu", "s.", "§", "nro", "år", "och", "than", "about", "in",
    }  # fmt: skip


def _run_end(lines: Sequence[Line], start: int, free: Free) -> int:
    """The end of the run of rows that begins at `start`; `start` when none begins there."""
    first = _row_at(lines, start) if free(start) else None
    if first is None or first.only_years:
        return start
    end = place = start + 1
    while place < len(lines) and free(place) and not lines[place].strong_break:
        if _row_at(lines, place) is not None:
            place += 1
            end = place
        elif _is_filler(lines, place) and place - end < 2:
            place += 1
        else:
            break
    return end


def _is_filler(lines: Sequence[Line], place: int) -> bool:
    """A line without numbers inside a table: a group's heading or a part of a wrapped label."""
    text = lines[place].text
    if bullet(text) or ends_sentence(text) or len(text) > 75 or is_contents_line(text):
        return False
    return any(c.isalpha() for c in text) and not (is_header_like(text) and len(text.split()) > 2)


def _loose_table(lines: Sequence[Line], start: int, end: int, free: Free, page: int) -> FoundTable | None:
    rows = [row for place in range(start, end) if (row := _row_at(lines, place)) is not None]
    if len(rows) < 2:
        return None
    above = lines_above(lines, start, free)
    shape = _shape(rows, [lines[i] for i in above])
    if shape is None or not _enough(rows, shape):
        return None
    if shape.header is None:
        while start < end and not _certain(lines, start, shape):
            start += 1
    while end > start and not _certain(lines, end - 1, shape):
        end -= 1
    entries = _entries(lines, start, end, shape)
    first = start
    if shape.header is not None:
        entries = [Entry(collapse(lines[i].text), ()) for i in above[len(above) - shape.lead :]] + entries
        first = above[len(above) - shape.lead - shape.header.lines]
    body, leftover = body_rows(entries)
    grid = make_grid(page, shape.columns, shape.header, body)
    return FoundTable(first, end, grid, (), tuple(leftover))


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a run of rows is read: `lead` lines between header and body are group headings."""

    columns: int
    header: Header | None
    lead: int
    differences: tuple[Difference, ...]


def _certain(lines: Sequence[Line], place: int, shape: _Shape) -> bool:
    row = _row_at(lines, place)
    return row is not None and certain_cut(row, shape.columns, shape.differences) is not None


def _shape(rows: Sequence[Row], above: Sequence[Line]) -> _Shape | None:
    """The number of columns, by the rows, the header and the arithmetic; None when undecided.

    A header that fits and differences that hold decide together; differences alone go before a
    header alone, for a header may have lost a name. Without either, all rows must be certain.
    """
    shapes: list[_Shape] = []
    for columns in column_counts(rows):
        header, lead = _header_and_lead(above, columns)
        shapes.append(_Shape(columns, header, lead, find_differences(rows, columns)))
    for shape in shapes:
        if shape.header and shape.differences:
            return shape
    proved = [shape for shape in shapes if shape.differences]
    if len(proved) == 1:
        return proved[0]
    named = [shape for shape in shapes if shape.header]
    if named and not proved:
        return named[0]
    return next((shape for shape in shapes[:1] if _share_certain(rows, shape.columns) == 1.0), None)


def _header_and_lead(above: Sequence[Line], columns: int) -> tuple[Header | None, int]:
    for lead in range(min(_MAX_LEAD, len(above)) + 1):
        if lead and not is_group_line(above[-lead].text):
            break
        header = read_header(above[: len(above) - lead], columns)
        if header is not None:
            return header, lead
    return None, 0


def _share_certain(rows: Sequence[Row], columns: int) -> float:
    return sum(len(splits(row.pieces, columns)) == 1 for row in rows) / len(rows)


def _enough(rows: Sequence[Row], shape: _Shape) -> bool:
    """Is this a table at all? One column of numbers needs more rows and must not be a list of
    page numbers."""
    certain = [row for row in rows if certain_cut(row, shape.columns, shape.differences)]
    if shape.columns > 1:
        return len(certain) >= 2
    if len(certain) < 3 or sum(len(row.label) > 70 for row in certain) * 2 > len(certain):
        return False
    numbers = [row.pieces[0] for row in certain if len(row.pieces) == 1 and row.pieces[0].isdigit()]
    pages = len(numbers) == len(certain) and all(int(number) < 1000 for number in numbers)
    rising = all(int(a) <= int(b) for a, b in pairwise(numbers))
    return not (pages and rising and shape.header is None)


def lines_above(lines: Sequence[Line], start: int, free: Free) -> list[int]:
    """Places of the lines above a body that may be its header, top to bottom."""
    places: list[int] = []
    place = start - 1
    while place >= 0 and len(places) < _MAX_HEADER_LINES and free(place):
        text = lines[place].text
        number = is_number_line(text) and not is_year(text)
        if lines[place + 1].strong_break or bullet(text) or len(text) > 170 or number or text.startswith("("):
            break
        if ends_sentence(text.removesuffix(".")) or _reads_on(text):
            break
        places.append(place)
        place -= 1
    places.reverse()
    while places and not is_header_like(lines[places[0]].text):
        # A line without any header word can stand inside a header, not begin one.
        if len(places) > 1 and _begins_header(lines[places[0]].text):
            break
        places.pop(0)
    return places


def _reads_on(text: str) -> bool:
    """A line of prose: long, and ended like a sentence."""
    return len(text) > 60 and text.endswith(".")


def _begins_header(text: str) -> bool:
    return text.lower().startswith(("alkup", "muut", "tark", "kumul", "voimassa"))


def _entries(lines: Sequence[Line], start: int, end: int, shape: _Shape) -> list[Entry]:
    entries: list[Entry] = []
    for place in range(start, end):
        row = _row_at(lines, place)
        cut = certain_cut(row, shape.columns, shape.differences) if row else None
        if row is not None and cut is not None:
            entries.append(Entry(row.label, cut))
        else:
            entries.append(Entry(collapse(lines[place].text), (), certain=row is None))
    return entries


def body_rows(entries: Sequence[Entry]) -> tuple[list[Entry], list[str]]:
    """Put wrapped labels together. Returns the rows (a group's heading has no numbers) and the
    texts of the rows left over."""
    body: list[Entry] = []
    leftover: list[str] = []
    prefix: Entry | None = None
    for place, entry in enumerate(entries):
        if not entry.certain:
            leftover.append(join_label(prefix.label if prefix else "", entry.label))
            prefix = None
        elif entry.numbers:
            label = join_label(prefix.label, entry.label) if prefix else entry.label
            body.append(replace(entry, label=label, indent=prefix.indent if prefix else entry.indent))
            prefix = None
        else:
            following = entries[place + 1] if place + 1 < len(entries) else None
            goes_on = following is not None and (not following.label or starts_lower(following.label))
            if prefix is not None or goes_on or ends_with_hyphen(entry.label):
                prefix = Entry(
                    join_label(prefix.label if prefix else "", entry.label),
                    (),
                    prefix.indent if prefix else entry.indent,
                )
            elif starts_lower(entry.label) and body and body[-1].numbers:
                body[-1] = replace(body[-1], label=join_label(body[-1].label, entry.label))
            else:
                body.append(entry)
    if prefix is not None:
        leftover.append(prefix.label)
    return body, leftover


def join_label(first: str, second: str) -> str:
    """Join two lines of a label; a hyphen at the first one's end is a word's own or a cut."""
    if not first:
        return second
    if first.endswith(("\u2010", "\u00ad")):
        return first[:-1] + second
    if ends_with_hyphen(first) and second[:1].isalpha() and not second.startswith(("ja ", "tai ", "och ")):
        return first[:-1] + second if second[:1].islower() else first + second
    return f"{first} {second}"


def make_grid(page: int, columns: int, header: Header | None, body: Sequence[Entry]) -> Grid:
    """A grid of a label column and `columns` number columns; empty cells are left out."""
    cells: list[GridCell] = []

    def put(row: int, column: int, text: str, indent: float = 0.0) -> None:
        if text:
            cells.append(GridCell(row, column, 1, 1, text, None, indent=indent))

    first = 0
    if header is not None:
        put(0, 0, header.corner)
        for column, name in enumerate(header.names, 1):
            put(0, column, name)
        first = 1
    for row, entry in enumerate(body, first):
        put(row, 0, entry.label, entry.indent)
        for column, number in enumerate(entry.numbers, 1):
            put(row, column, number)
    return Grid(page, None, first + len(body), columns + 1, first, tuple(cells))


@lru_cache(maxsize=1 << 14)
def is_number_line(text: str) -> bool:
    """Is the line one number and nothing else (a sign, % or € allowed)?"""
    row = read_row(f"x {text}")
    return (
        row is not None
        and row.label == "x"
        and any(c.isdigit() for c in text)
        and len(splits(row.pieces, 1)) == 1
    )
