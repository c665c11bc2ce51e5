"""Which columns of a grid are row labels, which are values, and which only name the rows' units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.columns import find_kinds
from ingest.numbers import is_year, parse_cell
from ingest.periods import find_periods
from ingest.records import Grid
from ingest.tables.places import Places, join_wrapped
from ingest.tables.units import unit_column


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Label columns and the columns they label. A balance sheet printed side by side has two.

    `unit` is the column among the labels that only names the unit of each row."""

    labels: tuple[int, ...]
    values: tuple[int, ...]
    unit: int | None = None


def column_groups(places: Places, header_count: int) -> tuple[ColumnGroup, ...]:
    """Which columns are labels, and of which columns."""
    printed_again = rows_printed_again(places.grid)
    body = [row for row in range(header_count, places.rows) if row not in printed_again]
    first_value = 0
    while first_value < places.columns and _is_label_column(places, first_value, header_count, body):
        first_value += 1
    if first_value == places.columns:  # texts all over: the first column labels the others
        first_value = min(1, places.columns - 1)
    edges = [column for column in range(first_value + 1, places.columns) if _is_text(places, column, body)]
    for edge in edges:
        left, right = tuple(range(first_value, edge)), tuple(range(edge + 1, places.columns))
        names = _header_texts(places, left, header_count)
        if right and names and names == _header_texts(places, right, header_count):
            return (ColumnGroup(tuple(range(first_value)), left), ColumnGroup((edge,), right))
    unit = unit_column(places, range(1, first_value), header_count, body)
    labels = tuple(column for column in range(first_value) if column != unit)
    return (ColumnGroup(labels, tuple(range(first_value, places.columns)), unit),)


def _header_texts(places: Places, columns: Sequence[int], header_count: int) -> list[str]:
    texts = (join_wrapped(places.text(row, c) for row in range(header_count)) for c in columns)
    return [text for text in texts if text]


def body_texts(places: Places, column: int, body: Sequence[int]) -> list[str]:
    return [text for row in body if re.search(r"\w", text := places.text(row, column))]


def has_numbers(places: Places, column: int, body: Sequence[int]) -> bool:
    return any(parse_cell(text) is not None for text in body_texts(places, column, body))


def _is_text(places: Places, column: int, body: Sequence[int]) -> bool:
    texts = body_texts(places, column, body)
    return sum(parse_cell(text) is None for text in texts) > len(texts) / 2


def _is_label_column(places: Places, column: int, header_count: int, body: Sequence[int]) -> bool:
    """A column of labels: of texts, of running numbers or codes before them, of years or periods."""
    texts = body_texts(places, column, body)
    header = join_wrapped(places.text(row, column) for row in range(header_count))
    if column + 1 == places.columns:
        return False
    if not texts:
        return column == 0
    if unit_column(places, (column,), header_count, body) is not None:
        return True
    numbers_follow = any(not _is_text(places, c, body) for c in range(column + 1, places.columns))
    if _is_text(places, column, body):
        return numbers_follow or column == 0
    if find_kinds(header) or find_periods(header):
        return False
    named = [text for text in texts if is_year(text) or (find_periods(text) and parse_cell(text) is None)]
    if column == 0 and len(named) == len(texts):
        return True
    codes = all(re.fullmatch(r"\d{1,6}\.?", text) for text in texts)
    return codes and numbers_follow and _is_text(places, column + 1, body)


def rows_printed_again(grid: Grid) -> frozenset[int]:
    """The rows that print the header again on the pages a table goes on over."""
    return frozenset(
        row for part in grid.parts for row in range(part.first_row, part.first_row + part.header_rows)
    )
