"""Which period deviations, changes and shares are about when their headers name none."""

from __future__ import annotations

import pytest

from ingest.compared_columns import periods_of_compared
from ingest.periods import months_period
from ingest.records import Grid, GridCell
from ingest.tables.understanding import read_table

REPORT = months_period(1, 3, 2031)


def told(*rows: tuple[str, ...]) -> dict[str, str]:
    """The labels of the periods of the compared columns, by header, of a table of a header and rows."""
    cells = tuple(
        GridCell(row, column, 1, 1, text, None)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    grid = Grid(1, None, len(rows), len(rows[0]), 1, cells)
    table = read_table(grid, "t1", None, "1 000 €", REPORT)
    headers = {column.index: column.text for column in table.columns}
    return {headers[index]: period.label for index, period in periods_of_compared(table, REPORT).items()}


@pytest.mark.parametrize(
    ("headers", "periods"),
    [
        (("TP 2029", "TA 2030", "TA 2031", "Muutos %", "TS 2032"), {"Muutos %": "2031"}),
        (("TP 2030", "TA 2031", "TA-muutokset", "Muutettu TA 2031"), {"TA-muutokset": "2031"}),
        (("1–3/2031", "1–3/2030", "Muutos"), {"Muutos": "1–3/2031"}),
        (("TA 2031", "Toteuma 1–3/2031", "Muutos"), {"Muutos": "1–3/2031"}),
        (("TA 2031", "Toteuma 1–3/2031", "Ennuste", "Poikkeama"), {"Poikkeama": "2031"}),
        (("TA 2031", "Ennuste 2031", "Toteuma 1–3/2031", "Poikkeama"), {"Poikkeama": "2031"}),
        (("TA 2031", "Toteuma 1–3/2031", "Poikkeama"), {"Poikkeama": "1–3/2031"}),
        (
            ("TA 2031", "Toteuma 1–3/2031", "Toteuma-%", "Ennuste 2031", "Poikkeama"),
            {"Toteuma-%": "1–3/2031", "Poikkeama": "2031"},
        ),
        (("Toteuma-%", "TA 2031", "Toteuma 1–3/2031"), {}),
    ],
)
def test_the_place_of_a_column_tells_what_it_compares(
    headers: tuple[str, ...], periods: dict[str, str]
) -> None:
    assert told(("", *headers), ("Tuotot", *("1" for _ in headers))) == periods


def test_what_the_numbers_prove_goes_before_the_place() -> None:
    header = ("", "Poikkeama", "TA 2031", "Toteuma 1–3/2031", "Ennuste 2031")
    rows = (("Tuotot", "-712", "1 200", "488", "1 251"), ("Kulut", "-803", "1 117", "314", "1 090"),
            ("Korot", "-63", "92", "29", "97"))  # fmt: skip
    assert told(header, *rows) == {"Poikkeama": "1–3/2031"}


def test_a_percentage_of_change_is_of_what_the_change_is_of() -> None:
    header = ("", "TA 2031", "TA 2030", "Muutos", "Muutos %")
    rows = (("Tuotot", "1 251", "1 200", "51", "4,3"), ("Kulut", "1 090", "1 117", "-27", "-2,4"),
            ("Korot", "97", "92", "5", "5,4"))  # fmt: skip
    assert told(header, *rows) == {"Muutos": "2031", "Muutos %": "2031"}


def test_what_is_proved_of_a_change_alone_tells_no_period() -> None:
    header = ("", "TP 2030", "TP 2031", "Muutos", "Muutos %")
    rows = (("Hallinto", "26", "25", "-1", "-3,84 %"), ("Keskus", "20", "13", "-7", "-35,00 %"),
            ("Opisto", "451", "423", "-28", "-6,20 %"), ("Varikko", "91", "94", "3", "3,29 %"))  # fmt: skip
    assert told(header, *rows) == {"Muutos": "2031", "Muutos %": "2031"}
