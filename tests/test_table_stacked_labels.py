"""Headings that a reader joined with the first row under them are rows of their own again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.records import Box, Grid, GridCell, Part
from ingest.tables.stacked_labels import with_headings_apart
from ingest.tables.understanding import read_table

Line = tuple[str, float, float]
"""Text, left edge, top."""


def _box(line: Line) -> Box:
    return Box(line[1], line[2], line[1] + 5.0 * len(line[0]), line[2] + 9)


def _cell(row: int, column: int, *lines: Line) -> GridCell:
    boxes = [_box(line) for line in lines]
    whole = Box(
        min(b.x0 for b in boxes), boxes[0].top, max(b.x1 for b in boxes), boxes[-1].bottom
    )  # fmt: skip
    texts = tuple((line[0], box) for line, box in zip(lines, boxes, strict=True))
    own = texts if len(lines) > 1 else ()
    text = "\n".join(line[0] for line in lines)
    indent = lines[0][1] - 50 if column == 0 else 0.0
    return GridCell(row, column, 1, 1, text, whole, indent=indent, lines=own)


def _grid(
    labels: Sequence[tuple[Line, ...]], numbers_at: Sequence[float] = (), parts: tuple[Part, ...] = ()
) -> Grid:
    cells = [_cell(0, 1, ("TP 2031", 200, 80)), _cell(0, 2, ("TA 2032", 260, 80))]
    for row, lines in enumerate(labels, 1):
        top = numbers_at[row - 1] if numbers_at else lines[-1][2]
        cells += [
            _cell(row, 0, *lines), _cell(row, 1, (f"1{row}", 210, top)), _cell(row, 2, (f"2{row}", 270, top)),
        ]  # fmt: skip
    return Grid(3, Box(50, 80, 320, 300), len(labels) + 1, 3, 1, tuple(cells), parts)


LABELS = (
    (("Satama", 50.0, 100.0), ("Tulot", 60.0, 114.0)),
    (("Menot", 60.0, 128.0),),
    (("Kirjasto", 50.0, 142.0), ("Tulot", 60.0, 156.0)),
    (("Menot", 60.0, 170.0),),
)


def test_a_heading_gets_its_row_and_heads_what_follows() -> None:
    table = read_table(_grid(LABELS), "t1", None, "1 000 €", None)
    assert table.rows == 7
    paths = {cell.text: cell.row_path for cell in table.cells if cell.column == 1 and not cell.header}
    assert paths == {
        "11": ("Satama", "Tulot"), "12": ("Satama", "Menot"), "13": ("Kirjasto", "Tulot"),
        "14": ("Kirjasto", "Menot"),
    }  # fmt: skip


def test_parts_go_on_where_their_rows_do() -> None:
    grid = with_headings_apart(_grid(LABELS, parts=(Part(4, None, 3),)))
    assert [part.first_row for part in grid.parts] == [4]
    assert {cell.text: grid.page_of(cell.row) for cell in grid.cells if cell.column == 0} == {
        "Satama": 3, "Kirjasto": 4, "Tulot": 4, "Menot": 4,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (("Satama", 50.0, 100.0), ("ja telakka", 60.0, 114.0), 114.0),  # goes on with a small letter
        (("Satama", 50.0, 100.0), ("Telakka", 50.0, 114.0), 114.0),  # not set in
        (("Satama", 50.0, 100.0), ("Telakka", 56.0, 114.0), 114.0),  # set in as no other label is
        (("Satama-", 50.0, 100.0), ("Telakka", 60.0, 114.0), 114.0),  # one word
        (("Satama", 50.0, 100.0), ("Telakka", 60.0, 114.0), 107.0),  # the numbers in the middle of both
        (("Satama", 50.0, 100.0), ("Telakka", 60.0, 114.0), 100.0),  # the numbers beside the first
    ],
)
def test_wrapped_labels_stay_whole(first: Line, second: Line, number: float) -> None:
    labels = ((first, second), (("Tulot", 60.0, 128.0),), (("Menot", 60.0, 142.0),))
    grid = _grid(labels, (number, 128.0, 142.0))
    assert with_headings_apart(grid) is grid
