"""Numbers of text tables whatever space groups their digits: exact, never a piece of one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.numbers import parse_cell
from ingest.records import Grid
from ingest.text.reading import read_plain_text
from ingest.text.spaces import JOINERS, plain_runs

_LABELS = (
    "Toimintatuotot", "Myyntituotot", "Toimintakulut", "Henkilöstökulut", "Palvelujen ostot",
    "Avustukset", "Toimintakate", "Verotulot", "Valtionosuudet", "Vuosikate",
)  # fmt: skip
_HEADERS = ("TP 2031", "TA 2032", "Muutettu TA 2032", "Ennuste 2032", "Poikkeama")
_NUMBERS = st.one_of(
    st.integers(-999_999, 9_999_999), st.integers(-999, 999), st.integers(1000, 9999), st.just(0)
)


def _printed(number: int, space: str, minus: str) -> str:
    digits = f"{abs(number):,}".replace(",", space)
    return minus + digits if number < 0 else digits


def _grids(text: str) -> tuple[Grid, ...]:
    return tuple(grid for layout in read_plain_text(text.encode(), "a.txt") for grid in layout.grids)


def _read(grids: tuple[Grid, ...]) -> dict[str, dict[int, int]]:
    """Label to column (from 1) to value."""
    rows: dict[str, dict[int, int]] = {}
    for grid in grids:
        labels = {cell.row: cell.text for cell in grid.cells if cell.column == 0}
        for cell in grid.cells:
            number = parse_cell(cell.text)
            if cell.row >= grid.header_rows and cell.column and number is not None:
                rows.setdefault(labels[cell.row], {})[cell.column] = int(number.number)
    return rows


@st.composite
def _tables(draw: st.DrawFn) -> tuple[tuple[tuple[int, ...], ...], str, int]:
    columns = draw(st.integers(2, len(_HEADERS)))
    rows = draw(st.lists(st.tuples(*[_NUMBERS] * columns), min_size=3, max_size=len(_LABELS)))
    return tuple(rows), draw(st.sampled_from(("-", "–", "−"))), columns


def _columns(rows: tuple[tuple[int, ...], ...], space: str, minus: str, gap: int) -> str:
    """The table set in columns of spaces, numbers at the right."""
    printed = [[_printed(number, space, minus) for number in row] for row in rows]
    heads = _HEADERS[: len(rows[0])]
    widths = [max(len(row[n]) for row in (*printed, heads)) + gap for n in range(len(heads))]
    lines = [
        label.ljust(30) + "".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        for label, cells in zip(("", *_LABELS), (heads, *printed), strict=False)
    ]
    return "Tuloslaskelma, 1 000 €\n\n" + "\n".join(lines) + "\n"


def _expected(rows: tuple[tuple[int, ...], ...]) -> dict[str, dict[int, int]]:
    return {label: dict(enumerate(row, 1)) for label, row in zip(_LABELS, rows, strict=False)}


@settings(max_examples=60, deadline=None)
@given(_tables(), st.sampled_from((*JOINERS, " ")), st.integers(2, 5))
def test_numbers_in_columns_are_whole(
    table: tuple[tuple[tuple[int, ...], ...], str, int], space: str, gap: int
) -> None:
    rows, minus, _ = table
    assert _read(_grids(_columns(rows, space, minus, gap))) == _expected(rows)


@settings(max_examples=60, deadline=None)
@given(_tables(), st.sampled_from(tuple(JOINERS)))
def test_numbers_one_space_apart_are_whole_where_another_space_groups(
    table: tuple[tuple[tuple[int, ...], ...], str, int], space: str
) -> None:
    rows, minus, columns = table
    lines = [
        " ".join((label, *(_printed(number, space, minus) for number in row)))
        for label, row in zip(_LABELS, rows, strict=False)
    ]
    text = "1 000 €\n" + " ".join(_HEADERS[:columns]) + "\n" + "\n".join(lines) + "\n"
    read = _read(_grids(text))
    assert all(_expected(rows)[label] == numbers for label, numbers in read.items())
    assert read


@settings(max_examples=60, deadline=None)
@given(_tables(), st.integers(1, 2))
def test_numbers_one_space_apart_are_never_pieces(
    table: tuple[tuple[tuple[int, ...], ...], str, int], gap: int
) -> None:
    """Where an ordinary space groups digits and parts columns a row is right or left as text."""
    rows, minus, _ = table
    expected = _expected(rows)
    for label, numbers in _read(_grids(_columns(rows, " ", minus, gap))).items():
        assert label in expected
        assert {n: expected[label][n] for n in numbers} == numbers


@settings(max_examples=30, deadline=None)
@given(_tables(), st.sampled_from((*JOINERS, " ")))
def test_numbers_between_tabulators_are_whole(
    table: tuple[tuple[tuple[int, ...], ...], str, int], space: str
) -> None:
    rows, minus, columns = table
    lines = [
        "\t".join((label, *(_printed(number, space, minus) for number in row)))
        for label, row in zip(_LABELS, rows, strict=False)
    ]
    text = "\t".join(("1 000 €", *_HEADERS[:columns])) + "\n" + "\n".join(lines) + "\n"
    assert _read(_grids(text)) == _expected(rows)


@pytest.mark.parametrize("space", tuple(JOINERS))
def test_a_sign_may_stand_a_space_before_its_digits(space: str) -> None:
    rows = (
        f"Tulot   –{space}34{space}309     1{space}250\n"
        f"Menot    –{space}8{space}109        45\n"
        f"Kate          12     8{space}001\n"
    )
    assert _read(_grids("1 000 €   TP 2031   TA 2032\n" + rows)) == {
        "Tulot": {1: -34309, 2: 1250}, "Menot": {1: -8109, 2: 45}, "Kate": {1: 12, 2: 8001},
    }  # fmt: skip


def test_a_run_of_any_spaces_is_layout_and_a_single_one_stays() -> None:
    assert plain_runs("a\u00a0\u00a0b \u00a07\u202f555\u2003c") == "a  b  7\u202f555 c"
