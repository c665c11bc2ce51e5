"""Tables written one cell a line: a label, then its numbers, each on a line of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.numbers import is_year
from ingest.text.headers import Header, read_header
from ingest.text.lines import Line, bullet, collapse, ends_sentence, ends_with_hyphen, starts_lower
from ingest.text.rows import read_row
from ingest.text.tables import (
    Entry,
    FoundTable,
    Free,
    is_number_line,
    join_label,
    lines_above,
    make_grid,
)


def find_stacked_tables(lines: Sequence[Line], free: Free, page: int) -> list[FoundTable]:
    """Tables written one cell a line: a label, then its numbers, each on a line of its own.

    At least three rows in a run must have the same number (two or more) of numbers; rows with
    fewer are left over, as their blank cells cannot be placed.
    """
    found: list[FoundTable] = []
    place = 0
    while place < len(lines):
        records = _stacked_records(lines, place, free)
        first = _first_that_fits([len(record.numbers) for record in records])
        if first is not None:
            found.append(_stacked_table(lines, records[first:], free, page))
        place = records[-1].end if records else place + 1
    return found


def _first_that_fits(counts: Sequence[int]) -> int | None:
    """From which record on a run of records, to its end, is a table; None where from none."""
    first = None
    seen: Counter[int] = Counter()
    for place in range(len(counts) - 1, -1, -1):
        seen[counts[place]] += 1
        columns = _columns(seen)
        if columns >= 2 and seen[columns] >= 3 and max(seen) == columns:
            first = place
    return first


def _columns(counts: Counter[int]) -> int:
    """The number of numbers that most records have, the larger one of two."""
    return max(counts, key=lambda count: (counts[count], count))


@dataclass(frozen=True, slots=True)
class _Record:
    start: int
    end: int
    label: str
    numbers: tuple[str, ...]


def _stacked_records(lines: Sequence[Line], start: int, free: Free) -> list[_Record]:
    records: list[_Record] = []
    place = start
    while place < len(lines):
        label_end = place
        while label_end < len(lines) and label_end < place + 2 and _is_stacked_label(lines, label_end, free):
            if label_end > place and not _same_label(lines[place], lines[label_end]):
                break
            label_end += 1
        if label_end == place:
            break
        end = label_end
        while (
            end < len(lines) and free(end) and not lines[end].strong_break and is_number_line(lines[end].text)
        ):
            end += 1
        if end == label_end:
            break
        label = ""
        for i in range(place, label_end):
            label = join_label(label, collapse(lines[i].text))
        records.append(
            _Record(place, end, label, tuple(collapse(lines[i].text) for i in range(label_end, end)))
        )
        place = end
    return records


def _same_label(first: Line, second: Line) -> bool:
    return second.gap == 0 and (first.gap > 0 or starts_lower(second.text) or ends_with_hyphen(first.text))


def _is_stacked_label(lines: Sequence[Line], place: int, free: Free) -> bool:
    text = lines[place].text
    return (
        free(place) and any(c.isalpha() for c in text) and len(text) <= 80
        and not ends_sentence(text) and not (bullet(text) and text[0] not in "-–") and read_row(text) is None
    )  # fmt: skip


def _stacked_table(lines: Sequence[Line], records: Sequence[_Record], free: Free, page: int) -> FoundTable:
    counts = [len(record.numbers) for record in records]
    columns = _columns(Counter(counts))
    # A number that is missing in one row may have slipped into the next: neither is certain.
    certain = [
        len(record.numbers) == columns and (place == 0 or counts[place - 1] == columns)
        for place, record in enumerate(records)
    ]
    body = [
        Entry(record.label, record.numbers) for record, sure in zip(records, certain, strict=True) if sure
    ]
    leftover = tuple(
        f"{record.label} {' '.join(record.numbers)}"
        for record, sure in zip(records, certain, strict=True)
        if not sure
    )
    first = records[0]
    if certain[0] and all(is_year(number) for number in first.numbers) and len(body) > 1:
        header: Header | None = Header(0, first.label, first.numbers)
        return FoundTable(
            first.start, records[-1].end, make_grid(page, columns, header, body[1:]), (), leftover
        )
    above = lines_above(lines, first.start, free)
    header = read_header([lines[i] for i in above], columns)
    start = above[len(above) - header.lines] if header else first.start
    return FoundTable(start, records[-1].end, make_grid(page, columns, header, body), (), leftover)
