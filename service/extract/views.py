"""A part of a table as rows and columns of text, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Cell, Column, Table
from service.extract.items import TableItem
from service.extract.names import column_meaning


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column's header as printed and what was understood of it; `meaning` is "" over labels."""

    header: str
    meaning: str
    numeric: bool
    understood: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One row: a cell or None for each column. `depth` counts the rows that it stands under;
    `header` says that it names the columns again, or is a header row of its own."""

    number: int
    cells: tuple[Cell | None, ...]
    depth: int
    header: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """`over` holds what the header rows say beyond the headers of single columns; it and the title
    belong to the first part only."""

    item: TableItem
    columns: tuple[ColumnView, ...]
    over: tuple[str, ...]
    rows: tuple[RowView, ...]

    @property
    def table(self) -> Table:
        return self.item.table

    @property
    def labels(self) -> int:
        """How many columns at the left hold labels; at least one where there are any columns."""
        count = next((n for n, column in enumerate(self.columns) if column.numeric), 1)
        return max(1, count)


def table_view(item: TableItem) -> TableView:
    """The rows of one part of a table under the headers of the whole."""
    table = item.table
    by_row: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    heads = _leading_header_rows(table, by_row)
    width = max([len(table.columns), *(cell.column + 1 for cell in table.cells)], default=0)
    by_index = {column.index: column for column in table.columns}
    columns = tuple(_column(table, by_index.get(index) or Column(index, ""), heads) for index in range(width))
    rows = tuple(
        _row(number, by_row.get(number, {}), width) for number in range(max(item.first, heads), item.end)
    )
    over = _over(table, columns, heads) if item.first == 0 else ()
    return TableView(item, columns, over, rows)


def _leading_header_rows(table: Table, by_row: dict[int, dict[int, Cell]]) -> int:
    """How many rows from the top hold nothing but header cells."""
    count = 0
    while count < table.rows and all(cell.header for cell in by_row.get(count, {}).values()):
        count += 1
    return count if any(by_row.get(row) for row in range(count)) else 0


def _column(table: Table, column: Column, heads: int) -> ColumnView:
    values = [cell for cell in table.cells if cell.column == column.index and cell.value is not None]
    told = bool(values) and all(cell.kind or cell.period for cell in values)
    header = column.text or _head_text(table, column.index, heads)
    return ColumnView(
        header=" ".join(header.split()),
        meaning=column_meaning(column, told, table.printed_unit) if values else "",
        numeric=bool(values),
        understood=column.understood or told,
    )


def _head_text(table: Table, index: int, heads: int) -> str:
    """The header cells over a column, joined from the top."""
    over = [
        cell
        for cell in table.cells
        if cell.row < heads and cell.column <= index < cell.column + cell.column_span
    ]
    return " ".join(cell.text for cell in sorted(over, key=lambda cell: cell.row))


def _row(number: int, cells: dict[int, Cell], width: int) -> RowView:
    own = {" ".join(cell.text.split()) for cell in cells.values()}
    path = max((cell.row_path for cell in cells.values()), key=len, default=())
    depth = sum(1 for name in path if " ".join(name.split()) not in own)
    return RowView(
        number=number,
        cells=tuple(cells.get(index) for index in range(width)),
        depth=depth,
        header=bool(cells) and all(cell.header for cell in cells.values() if cell.text.strip()),
    )


def _over(table: Table, columns: tuple[ColumnView, ...], heads: int) -> tuple[str, ...]:
    """Texts of header cells that no column's header repeats."""
    found = []
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        text = _letters(cell.text)
        below = columns[cell.column : cell.column + cell.column_span]
        if cell.row < heads and text and not any(text in _letters(column.header) for column in below):
            found.append(" ".join(cell.text.split()))
    return tuple(found)


def _letters(text: str) -> str:
    """A text without white space and hyphens, which joining header lines may change."""
    return "".join(char for char in text if not char.isspace() and char not in "-\u00ad\u2010\u2011")
