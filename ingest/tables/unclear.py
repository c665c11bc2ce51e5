"""Tables whose columns were not told apart: said, so that nobody takes what is missing for nothing."""

from __future__ import annotations

from ingest.numbers import find_numbers
from ingest.records import Problem, Table

_SHARE = 0.3
_AMOUNTS = 2


def unclear_columns(table: Table) -> tuple[Problem, ...]:
    """A problem for a table of whose rows many print amounts within their labels: those amounts stand in
    columns of their own on the page, too near to each other to be parted."""
    labels = [cell for cell in table.cells if not cell.header and cell.column == 0 and cell.text.strip()]
    full = [cell for cell in labels if _amounts(cell.text) >= _AMOUNTS]
    if len(full) < 2 or len(full) < _SHARE * len(labels):
        return ()
    page = full[0].page
    return (
        Problem(
            "columns_unclear",
            f"Sivun {page} taulukon sarakkeita ei erotettu toisistaan: lukuja jäi rivien nimiin, ja niitä ei "
            "anneta vastauksina. Katso taulukko alkuperäisestä tiedostosta.",
            page,
        ),
    )


def _amounts(label: str) -> int:
    """Numbers of the size of amounts in a label; years and small numbers belong to many labels."""
    return sum(abs(number.value) >= 1000 and " " in number.raw for number in find_numbers(label))
