"""What a row of a table may be called: by its own label, never by that of the row above it.

A row path ends with the row's label where it has one. A sum row without a label has the path of its heading
alone: it is called by the heading's name only where it is proved to be the total of all rows under it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.records import Cell, CheckKind, Table

_Path = tuple[str, ...]


def own_labels(table: Table) -> dict[int, str]:
    """The label of each body row, "" where it has none."""
    rows = _body_rows(table)
    paths = {row: next((c.row_path for c in cells if c.row_path), ()) for row, cells in rows.items()}
    filled = [row for row, cells in rows.items() if any(cell.value is not None for cell in cells)]
    numeric = {cell.column for cells in rows.values() for cell in cells if cell.value is not None}
    totals = _totals_of_headings(table, paths, filled)
    labels: dict[int, str] = {}
    above: _Path = ()  # the path of the row before, if it is a label on a line of its own
    for row, cells in rows.items():
        path = paths[row]
        if row not in filled or (path and path == above) or row in totals or _is_named(cells, numeric):
            label = path[-1] if path else " ".join(cell.text for cell in cells if cell.value is None)
        else:
            label = ""
        labels[row] = " ".join(label.split())
        above = () if row in filled else path
    return labels


def _body_rows(table: Table) -> dict[int, list[Cell]]:
    """The cells of each body row from the left, from the top row on; a cell over several rows is in each."""
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        if not cell.header:
            for row in range(cell.row, cell.row + max(1, cell.row_span)):
                rows.setdefault(row, []).append(cell)
    return dict(sorted(rows.items()))


def _is_named(cells: Sequence[Cell], numeric: set[int]) -> bool:
    """Whether a row has a text before its last number, in a column that holds no numbers."""
    last = max(cell.column for cell in cells if cell.value is not None)
    return any(
        cell.column < last and cell.column not in numeric and any(char.isalnum() for char in cell.text)
        for cell in cells
    )


def _totals_of_headings(table: Table, paths: Mapping[int, _Path], filled: Sequence[int]) -> set[int]:
    """The rows proved to be the sum of all rows with numbers between their heading and them."""
    numbers = {(cell.row, cell.column) for cell in table.cells if cell.value is not None and not cell.header}
    found: set[int] = set()
    for check in table.checks:
        place = check.place
        path = paths.get(place.row, ())
        if check.kind is not CheckKind.SUM or not check.holds or not path:
            continue
        headings = [r for r, of in paths.items() if r < place.row and r not in filled and of == path]
        if not headings:
            continue
        between = {r for r in filled if headings[-1] < r < place.row and (r, place.column) in numbers}
        if between == {part.row for part in check.operands}:
            found.add(place.row)
    return found
