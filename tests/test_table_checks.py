"""A table's own arithmetic: sums, differences and shares that its numbers hold, and where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.periods import find_periods
from ingest.records import Check, CheckKind, Grid, GridCell, Place, Table
from ingest.tables import read_table
from ingest.tables.arithmetic import proved_cells

_REPORT = find_periods("1.1.–30.9.2026")[0].period


def _table(text: str, title: str | None = None) -> Table:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    return _of_rows(rows, title)


def _of_rows(rows: Sequence[Sequence[str]], title: str | None = None) -> Table:
    cells = tuple(
        GridCell(row, column, 1, 1, text, None)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    )
    grid = Grid(1, None, len(rows), max(len(row) for row in rows), 0, cells)
    return read_table(grid, "t1", title, "", _REPORT)


def _checks(table: Table, kind: CheckKind) -> list[tuple[tuple[int, int], list[tuple[int, int]], bool]]:
    return [
        ((check.place.row, check.place.column), [(p.row, p.column) for p in check.operands], check.holds)
        for check in table.checks
        if check.kind is kind
    ]


def test_a_total_below_its_parts_and_a_total_of_totals() -> None:
    table = _table(
        """
        1 000 € | 2025 | 2024
        Myynti | 1 200 | 1 100
        Maksut | 345 | 322
        Tuotot yhteensä | 1 545 | 1 422
        Palkat | -2 410 | -2 333
        Ostot | -611 | -590
        Kulut yhteensä | -3 021 | -2 923
        Kaikki yhteensä | -1 476 | -1 501
        """
    )
    assert _checks(table, CheckKind.SUM) == [
        ((3, 1), [(1, 1), (2, 1)], True),
        ((3, 2), [(1, 2), (2, 2)], True),
        ((6, 1), [(4, 1), (5, 1)], True),
        ((6, 2), [(4, 2), (5, 2)], True),
        ((7, 1), [(3, 1), (6, 1)], True),
        ((7, 2), [(3, 2), (6, 2)], True),
    ]
    assert table.checks[0].expected == Decimal(1545000)


def test_totals_above_their_parts_and_a_running_result() -> None:
    table = _table(
        """
        1 000 € | 2025 | 2024
        Toimintatuotot | 1 545 | 1 422
        Myynti | 1 200 | 1 100
        Maksut | 345 | 322
        Toimintakulut | -3 021 | -2 923
        Palkat | -2 410 | -2 333
        Ostot | -611 | -590
        Toimintakate | -1 476 | -1 501
        Verotulot | 1 902 | 1 871
        Vuosikate | 426 | 370
        """
    )
    sums = {place: parts for place, parts, holds in _checks(table, CheckKind.SUM) if holds}
    assert sums[1, 1] == [(2, 1), (3, 1)]
    assert sums[4, 2] == [(5, 2), (6, 2)]
    assert sums[7, 1] == [(1, 1), (4, 1)]
    assert sums[9, 1] == [(7, 1), (8, 1)]


def test_costs_without_a_sign_are_taken_off() -> None:
    table = _table(
        """
        1 000 € | 2025 | 2024
        Toimintatuotot | 545 | 422
        Toimintakulut | 3 021 | 2 923
        Toimintakate | -2 476 | -2 501
        """
    )
    assert _checks(table, CheckKind.DIFFERENCE) == [
        ((3, 1), [(1, 1), (2, 1)], True),
        ((3, 2), [(1, 2), (2, 2)], True),
    ]


def test_rounding_is_allowed_for_and_no_more() -> None:
    body = "Myynti | 10,4 | 10,0 | 7,7\nMaksut | 20,3 | 20,0 | 8,8\nVuokrat | 5,5 | 6,0 | 9,9\n"
    near = _table(f"milj. € | TP 2024 | TA 2025 | TA 2026\n{body}Yhteensä | 36,3 | 36,0 | 26,4")
    far = _table(f"milj. € | TP 2024 | TA 2025 | TA 2026\n{body}Yhteensä | 36,7 | 36,0 | 26,4")
    assert [holds for _, _, holds in _checks(near, CheckKind.SUM)] == [True, True, True]
    assert [holds for _, _, holds in _checks(far, CheckKind.SUM)] == [False, True, True]
    assert proved_cells(far)[Place(4, 1)] is False
    assert proved_cells(far)[Place(4, 2)] is True
    assert Place(1, 1) not in proved_cells(far)  # which part is wrong nobody knows


def test_forecast_less_budget_and_the_share_used() -> None:
    table = _table(
        """
        1 000 € | TA 2026 | Ennuste | Poikkeama | Toteuma | Tot-%
        Myynti | 1 200 | 1 150 | -50 | 811 | 67,6
        Maksut | 345 | 390 | 45 | 255 | 73,9
        Palkat | -2 410 | -2 433 | -23 | -1 788 | 74,2
        """
    )
    assert _checks(table, CheckKind.DIFFERENCE) == [
        ((row, 3), [(row, 2), (row, 1)], True) for row in (1, 2, 3)
    ]
    assert _checks(table, CheckKind.SHARE) == [((row, 5), [(row, 4), (row, 1)], True) for row in (1, 2, 3)]


def test_a_deviation_that_fails_in_one_row_is_recorded() -> None:
    rows = [["1 000 €", "TA 2026", "Ennuste", "Poikkeama"]]
    for number in range(1, 7):
        rows.append(
            [f"Rivi {number}", str(1000 + 37 * number), str(1100 + 11 * number), str(100 - 26 * number)]
        )
    rows[4][3] = "999"
    held = [holds for _, _, holds in _checks(_of_rows(rows), CheckKind.DIFFERENCE)]
    assert held == [True, True, True, False, True, True]


def test_deviations_for_the_worse_are_negative_in_costs_too() -> None:
    table = _table(
        """
        1 000 € | TA 2026 | Ennuste | Poikkeama
        Tuotot | 1 200 | 1 150 | -50
        Maksut | 800 | 910 | 110
        Palkat | 2 410 | 2 433 | -23
        Ostot | 610 | 590 | 20
        """
    )
    assert [parts for _, parts, _ in _checks(table, CheckKind.DIFFERENCE)] == [
        [(1, 2), (1, 1)], [(2, 2), (2, 1)], [(3, 1), (3, 2)], [(4, 1), (4, 2)],
    ]  # fmt: skip


def test_the_budget_with_its_changes() -> None:
    table = _table(
        """
        € | Alkuperäinen TA | TA-muutokset | TA muutosten jälkeen
        Tuotot | 120 500 | 3 000 | 123 500
        Kulut | -310 400 | -12 100 | -322 500
        Kate | -189 900 | -9 100 | -199 000
        """
    )
    assert ((1, 3), [(1, 1), (1, 2)], True) in _checks(table, CheckKind.SUM)
    assert all(check.holds for check in table.checks)


def test_a_staircase_adds_up_over_its_columns() -> None:
    table = _table(
        """
        € | 2025 | | 2024 |
        Aineettomat | 10 211,50 | | 9 100,10 |
        Aineelliset | 20 300,25 | | 8 050,20 |
        Pysyvät yhteensä | | 30 511,75 | | 17 150,30
        """
    )
    assert _checks(table, CheckKind.SUM) == [
        ((3, 2), [(1, 1), (2, 1)], True),
        ((3, 4), [(1, 3), (2, 3)], True),
    ]


def test_unrelated_rows_prove_nothing() -> None:
    table = _table(
        """
         | 2025 | 2024
        Oppilaita | 12 | 14
        Ryhmiä | 3 | 4
        Opettajia | 15 | 18
        Kouluja | 2 | 2
        """
    )
    assert table.checks == ()


def test_a_column_of_years_and_dates_takes_no_part() -> None:
    table = _table(
        """
        Hanke | TA 2026 | Valmistuu
        Koulu | 1 012 | 2027
        Silta | 1 014 | 2028
        Yhteensä | 2 026 | 2029
        """,
        "Investoinnit, 1 000 €",
    )
    assert [place for place, _, _ in _checks(table, CheckKind.SUM)] == [(3, 1)]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(-999_999, 999_999), min_size=3, max_size=3), min_size=2, max_size=9),
    st.integers(0, 2),
    st.integers(50, 5000),
)
def test_a_printed_total_is_proved_and_a_wrong_digit_is_not(
    parts: list[list[int]], wrong: int, by: int
) -> None:
    header = ["€", "TP 2024", "TA 2025", "TA 2026"]
    body = [[f"Osa {'abcdefghi'[n]}", *map(str, row)] for n, row in enumerate(parts)]
    sums = [sum(column) for column in zip(*parts, strict=True)]
    right = _of_rows([header, *body, ["Yhteensä", *map(str, sums)]])
    at = len(parts) + 1
    assert all(check.holds for check in right.checks)
    spoilt = list(sums)
    spoilt[wrong] += by
    changed = _of_rows([header, *body, ["Yhteensä", *map(str, spoilt)]])
    assert proved_cells(changed).get(Place(at, wrong + 1)) is not True


def test_a_wide_and_long_table_is_checked() -> None:
    rows = [["€", *(f"TP {1980 + n}" for n in range(24))]]
    rows += [[f"Rivi {n}", *(str(1000 + 7 * n * m + m) for m in range(1, 25))] for n in range(150)]
    rows.append(
        ["Yhteensä", *(str(sum(1000 + 7 * n * m + m for n in range(100, 150))) for m in range(1, 25))]
    )
    checks = [check for check in _of_rows(rows).checks if check.place.row == 151]
    assert len(checks) == 24 and all(check.holds for check in checks)


def test_a_number_may_be_confirmed_by_one_rule_and_contradicted_by_another() -> None:
    table = _table("1 000 € | TP 2024\nTulot | 5")
    a, b = Place(1, 1), Place(2, 1)
    both = Check(CheckKind.SUM, a, (b,), Decimal(1), True), Check(CheckKind.SHARE, a, (b,), Decimal(1), False)
    assert proved_cells(replace(table, checks=both)) == {b: True}


def test_a_percentage_beside_a_number_of_thirty_digits_is_not_tried() -> None:
    nines = " ".join(["999"] * 10)
    table = _table(
        f"""
        | TA 2026 | Tot. | Tot.-%
        Metsät | 1 | {nines} | 50
        Pellot | 0,{"0" * 30}1 | {nines} | 50
        Saaret | {nines}{"9" * 30} | {nines},00 | 50
        Rannat | 200 | 100 | 50
        """
    )
    assert len(table.columns) == 4
    assert all(check.kind is not CheckKind.SHARE or check.place.row == 4 for check in table.checks)
