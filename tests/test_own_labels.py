"""Rows without a label: they bear no other row's, and the heading's only where sums prove it."""

from __future__ import annotations

from ingest.records import Block, BlockKind, Grid, GridCell, Statement, Table
from ingest.sections import Placed
from ingest.statements import page_statements
from ingest.tables import read_table


def _table(text: str) -> Table:
    """A table of lines of cells; a label between asterisks is bold."""
    cells = []
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    for row, line in enumerate(lines):
        for column, printed in enumerate(cell.strip() for cell in line.split("|")):
            if printed:
                label = printed.strip("*")
                cells.append(GridCell(row, column, 1, 1, label, None, bold=label != printed))
    columns = 1 + max(cell.column for cell in cells)
    return read_table(Grid(1, None, len(lines), columns, 1, tuple(cells)), "t1", "Erittely", "", None)


def _statements(table: Table) -> dict[int, Statement]:
    block = Block(BlockKind.TABLE, "", None)
    found = page_statements([Placed(block, 1, None)], [table], 1, None)
    return {statement.row: statement for statement in found if statement.row is not None}


def _path(table: Table, row: int) -> tuple[str, ...]:
    return next(cell.row_path for cell in table.cells if cell.row == row and cell.value is not None)


def test_a_number_alone_does_not_bear_the_label_of_the_row_above() -> None:
    table = _table(
        """
        | 2026 | 2025
        *Alueet*
        Metsät | 310 | 290
        Pellot | 121 | 118
        | 0,00 |
        Saaret | 15 | 14
        """
    )
    assert _path(table, 4) == ("Alueet",)
    stated = _statements(table)
    assert stated[3].label == "Pellot" and stated[5].label == "Saaret"
    assert stated[4].label == "" and {figure.metric for figure in stated[4].figures} == {""}
    assert "Pellot" not in stated[4].context and "Alueet" in stated[4].context


def test_a_sum_without_a_label_is_called_by_the_heading_it_is_proved_to_be_the_total_of() -> None:
    table = _table(
        """
        | 2026 | 2025
        *Alueet*
        Metsät | 310 412 | 290 100
        Pellot | 121 333 | 118 207
        | 431 745 | 408 307
        *Rakennukset*
        Koulut | 99 | 98
        | 77 | 76
        """
    )
    assert (_path(table, 4), _path(table, 7)) == (("Alueet",), ("Rakennukset",))
    stated = _statements(table)
    assert [figure.metric for figure in stated[4].figures] == ["Alueet", "Alueet"]
    assert all(figure.proved for figure in stated[4].figures)
    assert stated[7].label == ""


def test_a_number_without_a_label_and_without_a_heading_has_no_name() -> None:
    table = _table(
        """
        | 2026 | 2025
        Metsät | 310 412 | 290 100
        Pellot | 121 333 | 118 207
        | 431 745 | 408 307
        """
    )
    assert _path(table, 3) == ()
    assert _statements(table)[3].label == ""
    assert any(check.place.row == 3 and check.holds for check in table.checks)


def test_a_label_over_its_amount_is_the_amounts_label() -> None:
    table = _table(
        """
        | 2026 | 2025
        Saadut
        avustukset ja tuet
        | 310 | 290
        Pellot | 121 | 118
        """
    )
    stated = _statements(table)
    assert [figure.metric for figure in stated[4].figures] == ["Pellot", "Pellot"]
    (label,) = {figure.metric for figure in stated[3].figures}
    assert label.endswith("avustukset ja tuet")


def test_one_label_beside_several_rows_is_the_label_of_each() -> None:
    cells = (
        GridCell(0, 1, 1, 1, "2026", None),
        GridCell(1, 0, 2, 1, "Metsät", None),
        GridCell(1, 1, 1, 1, "310", None),
        GridCell(2, 1, 1, 1, "290", None),
        GridCell(3, 0, 1, 1, "Pellot", None),
        GridCell(3, 1, 1, 1, "15", None),
    )
    table = read_table(Grid(1, None, 4, 2, 1, cells), "t1", None, "", None)
    assert [statement.label for statement in _statements(table).values()] == ["Metsät", "Metsät", "Pellot"]
