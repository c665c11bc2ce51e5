"""From a grid of texts to a table whose cells know their row, column, value and unit.

    grid -> header rows -> label and value columns -> units -> columns -> row paths -> cells

Each step reads what is printed; what is not printed stays None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.columns import read_column
from ingest.numbers import PrintedNumber, is_year, parse_cell
from ingest.records import Cell, Column, ColumnKind, Grid, GridCell, Period, Table
from ingest.tables.arithmetic import table_checks
from ingest.tables.column_groups import (
    ColumnGroup,
    body_texts,
    column_groups,
    has_numbers,
    rows_printed_again,
)
from ingest.tables.header_unit import header_unit
from ingest.tables.headers import Headers, count_header_rows, is_repeated_header
from ingest.tables.meaning import with_context
from ingest.tables.places import Places, is_two_numbers, join_wrapped, quote_cells, widest_line
from ingest.tables.row_meaning import RowMeaning, row_meanings
from ingest.tables.row_sums import totals_above
from ingest.tables.rows import read_rows, row_paths, unwrap
from ingest.tables.said_once import tells_of_money
from ingest.tables.shared_units import unit_by_arithmetic
from ingest.tables.sheet import sheets_of
from ingest.tables.stacked_labels import with_headings_apart
from ingest.tables.units import (
    RowUnit,
    TableUnit,
    common_unit,
    row_unit,
    table_unit,
    unit_named,
)
from ingest.units import PrintedUnit, find_unit


def read_table(
    grid: Grid,
    table_id: str,
    title: str | None,
    above: str,
    report_period: Period | None,
    stated: TableUnit | None = None,
    shared: TableUnit | None = None,
) -> Table:
    """Understand a grid as a table.

    `title` is the table's heading if known, `above` the text of the lines right above the grid
    (they may name the unit), `report_period` completes header dates without a year. `stated` is the unit
    that the report states for all its tables: a table of money that prints none has it. `shared` is the
    unit of the table that this one is a part of: it has that where it prints none.
    """
    grid = with_headings_apart(grid)
    places = Places(grid)
    header_count = count_header_rows(places, report_period)
    body = range(header_count, places.rows)
    groups = column_groups(places, header_count)
    values = [column for group in groups for column in group.values]
    labels = [column for group in groups for column in group.labels]
    on_top = header_unit(places, header_count, values)
    if on_top is not None:
        places = Places(grid, {on_top.cell: on_top.left})
    unit = table_unit(places, header_count, labels, title, above)
    if on_top is not None and on_top.over_all is None:
        unit = TableUnit(on_top.unit, quote_cells(grid.page, [on_top.cell]))
    unit = unit or shared
    if unit is None and stated is not None:
        unit = stated if _takes_stated(places, body, labels, title) else None

    bands = _repeated_headers(places, header_count, report_period)
    over_all = on_top.over_all if on_top is not None else None
    sections = [Headers(places, range(header_count), values, over_all)]
    sections += [Headers(places, rows, values) for rows in _runs(bands)]
    read = [_read_columns(section, places, values, unit, title, report_period) for section in sections]
    columns = _merged(places.columns, read, sections[0])
    numeric = [columns[index] for index in values if has_numbers(places, index, body)]
    unit = unit or common_unit(numeric, sections[0])

    def cells_under(totals: Mapping[int, int]) -> tuple[Cell, ...]:
        paths = _row_paths(places, groups, body, frozenset(bands), totals)
        return _cells(places, sections, read, groups, paths, row_meanings(paths.values(), report_period))

    cells = cells_under({})
    caption = next((places.text(row, 0) for row in range(header_count) if _captions(places, row)), None)
    table = Table(
        id=table_id,
        pages=tuple(dict.fromkeys((grid.page, *(part.page for part in grid.parts)))),
        title=title or caption,
        printed_unit=(unit.unit.text or None) if unit else None,
        box=grid.box,
        rows=places.rows,
        columns=columns,
        cells=cells,
        unit_quote=unit.quote if unit else None,
        parts=grid.parts,
    )
    totals = {row: total for sheet in sheets_of(table) for row, total in totals_above(sheet).items()}
    if totals:
        table = replace(table, cells=cells_under(totals))
    table = replace(table, checks=table_checks(table))
    tied = unit_by_arithmetic(table) if unit is None else None
    return read_table(grid, table_id, title, above, report_period, shared=tied) if tied else table


def _takes_stated(places: Places, body: range, labels: Sequence[int], title: str | None) -> bool:
    """Whether a table that prints no unit is in the one stated for all: one of money, no unit in a header."""
    if any(find_unit(places.text(row, c)) for row in range(body.start) for c in range(places.columns)):
        return False
    return tells_of_money(title, (places.text(row, c) for row in body for c in labels))


def _captions(places: Places, row: int) -> bool:
    cell = places.cell(row, 0)
    return cell is not None and places.is_caption(cell)


# --- columns -------------------------------------------------------------------------------------


def _repeated_headers(places: Places, header_count: int, report_period: Period | None) -> list[int]:
    numbered = any(
        cell.row >= header_count and cell.column > 0 and parse_cell(cell.text) for cell in places.grid.cells
    )
    if header_count == 0 or not numbered:  # words of headers in a table of texts are its texts
        return []
    above = range(header_count)
    printed_again = rows_printed_again(places.grid)
    return [
        row
        for row in range(header_count, places.rows)
        if row not in printed_again and is_repeated_header(places, row, above, report_period)
    ]


def _runs(rows: Sequence[int]) -> list[list[int]]:
    """Rows that follow each other, together."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _read_columns(
    headers: Headers,
    places: Places,
    values: Sequence[int],
    unit: TableUnit | None,
    title: str | None,
    report_period: Period | None,
) -> dict[int, Column]:
    """The value columns as one set of header rows names them."""
    columns: dict[int, Column] = {}
    for index in values:
        texts = headers.texts(index)
        quote = headers.quote(headers.stack(index))
        column = read_column(index, join_wrapped(texts), unit.unit if unit else None, report_period, quote)
        # The lowest header line that names a unit counts: "1 000 €" over all, "Muutos %" below it.
        named = next((found for text in reversed(texts) if (found := find_unit(text))), None)
        if named is not None and named.unit == "kuukausi" and column.unit != named.unit:
            named = None  # a column of one month's figures
        if named is not None:
            over = [found for text in texts[:-1] if (found := find_unit(text))]
            over += [unit.unit] if unit is not None else []
            named = next((wide for wide in over if _is_money_not_rate(named, wide, column)), named)
        if named is not None:
            column = _with_unit(column, named)
        elif _holds_years(places, index, headers):
            column = replace(column, unit=None, scale=1, printed_unit=None)
        columns[index] = column
    body = range(max(headers.rows, default=-1) + 1, places.rows)
    return with_context(columns, headers, places, body, title, report_period)


def _is_money_not_rate(named: PrintedUnit, table: PrintedUnit, column: Column) -> bool:
    """Whether the "€" of a header only tells it from one of "%", as in "Poikkeama €" in a table of thousands:
    the scale of a difference is that of the amounts that it is between."""
    between = column.kind in (ColumnKind.DEVIATION, ColumnKind.CHANGE)
    plain = (named.unit, named.scale) == ("EUR", 1)
    return between and plain and table.unit == "EUR" and table.scale > 1


def _with_unit(column: Column, unit: PrintedUnit) -> Column:
    return replace(column, unit=unit.unit, scale=unit.scale, printed_unit=unit.text)


def _holds_years(places: Places, column: int, headers: Headers) -> bool:
    """Whether a column lists years ("Valmistumisvuosi"): they are not in the table's unit."""
    last = max(headers.rows, default=-1)
    texts = body_texts(places, column, range(last + 1, places.rows))
    return bool(texts) and all(is_year(text) for text in texts)


def _merged(count: int, read: Sequence[dict[int, Column]], first: Headers) -> tuple[Column, ...]:
    """One `Column` for each place. Where headers further down differ, what they disagree on is None."""
    merged = []
    for index in range(count):
        versions = [columns[index] for columns in read if index in columns and columns[index].text]
        if not versions:
            fallback = read[0].get(index) if read else None
            merged.append(fallback or Column(index, join_wrapped(first.texts(index))))
            continue
        column = versions[0]
        for other in versions[1:]:
            if other.kind is None and other.period is None:
                continue  # a unit row, or words that name no column
            column = replace(
                column,
                text=column.text if other.text in column.text else f"{column.text} / {other.text}",
                kind=column.kind if column.kind == other.kind else None,
                period=column.period if column.period == other.period else None,
            )
        merged.append(column)
    return tuple(merged)


# --- rows and cells ------------------------------------------------------------------------------


def _row_paths(
    places: Places,
    groups: Sequence[ColumnGroup],
    body: range,
    bands: frozenset[int],
    totals: Mapping[int, int],
) -> dict[tuple[int, int], tuple[str, ...]]:
    """The row path at each place, by row and column; `bands` are headers further down, `totals` the rows of
    the totals above the rows that add up to one."""
    paths: dict[tuple[int, int], tuple[str, ...]] = {}
    printed_again = rows_printed_again(places.grid)
    labelled = [row for row in body if row not in printed_again]
    for group in groups:
        rows = read_rows(places, labelled, group.labels, group.values, bands)
        if bands or len(groups) > 1:  # then the corner heads its own rows too: "VASTAAVAA"
            corner = read_rows(places, range(body.start), group.labels, (), frozenset(range(body.start)))
            rows = [row for row in corner if row.label and find_unit(row.label) is None][:1] + rows
        whole, piece_of = unwrap(rows)
        by_row = row_paths(whole, totals)
        for row in body:
            path = by_row.get(piece_of.get(row, row), ())
            for column in (*group.labels, *([] if group.unit is None else [group.unit]), *group.values):
                paths[row, column] = path
    return paths


def _cells(
    places: Places,
    sections: Sequence[Headers],
    read: Sequence[dict[int, Column]],
    groups: Sequence[ColumnGroup],
    paths: dict[tuple[int, int], tuple[str, ...]],
    meanings: Mapping[tuple[str, ...], RowMeaning],
) -> tuple[Cell, ...]:
    values = {column for group in groups for column in group.values}
    by_column: dict[int, list[GridCell]] = {column: [] for column in values}
    for cell in places.grid.cells:
        if cell.column in by_column and cell.column_span <= 1:
            by_column[cell.column].append(cell)
    widths = {column: widest_line(cells) for column, cells in by_column.items()}
    unit_at = {column: group.unit for group in groups for column in group.values if group.unit is not None}
    printed_again = rows_printed_again(places.grid)
    cells = []
    for cell in sorted(places.grid.cells, key=lambda cell: (cell.row, cell.column)):
        section = sum(headers.rows[0] <= cell.row for headers in sections[1:])
        header = cell.row in printed_again or any(cell.row in headers.rows for headers in sections)
        made = Cell(
            row=cell.row, column=cell.column, row_span=cell.row_span, column_span=cell.column_span,
            page=places.grid.page_of(cell.row), text=cell.text, header=header, box=cell.box,
        )  # fmt: skip
        if not header:
            path = paths.get((cell.row, cell.column), ())
            column, over = _column_at(cell.column, section, sections, read)
            made = replace(made, row_path=path, column_path=over)
            made = _with_meaning(made, column, meanings.get(path))
            alone = cell.column in values and not is_two_numbers(cell, widths[cell.column])
            number = parse_cell(join_wrapped([cell.text])) if alone else None
            if number is not None:
                own = (
                    unit_named(places.text(cell.row, unit_at[cell.column]))
                    if cell.column in unit_at
                    else None
                )
                own = own or _unit_of_path(path)
                unit, scale, printed = _cell_unit(number, path, own, column, sections[section], cell.column)
                value = number.number * scale
                made = replace(made, value=value, unit=unit, scale=scale, printed_unit=printed)
        cells.append(made)
    return tuple(cells)


def _with_meaning(cell: Cell, column: Column | None, row: RowMeaning | None) -> Cell:
    """What the column says of the cell; what it leaves open its row may say."""
    column, row = column or Column(cell.column, ""), row or RowMeaning()
    return replace(
        cell,
        kind=column.kind or row.kind,
        period=column.period or row.period,
        entity=column.entity or row.entity,
    )


def _column_at(
    index: int, section: int, sections: Sequence[Headers], read: Sequence[dict[int, Column]]
) -> tuple[Column | None, tuple[str, ...]]:
    """The column as the nearest header above names it; a row of units alone adds to the one before."""
    for place in range(section, -1, -1):
        texts = sections[place].texts(index)
        if not texts and place:
            continue
        column = read[place].get(index)
        if place and column is not None and column.kind is None and column.period is None:
            before, over = _column_at(index, place - 1, sections, read)
            if before is not None and column.printed_unit and column.unit:
                printed = column.printed_unit
                before = replace(before, unit=column.unit, scale=column.scale, printed_unit=printed)
            return before, (*over, *texts)
        return column, texts or ((column.text,) if column is not None and column.text else ())
    return None, ()


def _cell_unit(
    number: PrintedNumber,
    path: Sequence[str],
    own: RowUnit | None,
    column: Column | None,
    headers: Headers,
    index: int,
) -> tuple[str | None, int, str | None]:
    """The unit of a number, its scale and how it is printed: in its cell, a percentage column's, its
    row's, its column's or table's."""
    if number.printed_unit:
        return number.unit, number.scale, number.printed_unit
    if is_year(number.raw) and path and re.search(r"vuosi\b", path[-1], re.IGNORECASE):
        return None, 1, None
    of_column = (column.unit, column.scale, column.printed_unit) if column else (None, 1, None)
    if of_column[0] in {"%", "%-yks."} and any(find_unit(text) for text in headers.texts(index)):
        return of_column
    if column is not None and column.kind is ColumnKind.SHARE:
        return of_column
    return (own.unit, own.scale, own.printed) if own is not None else of_column


def _unit_of_path(path: Sequence[str]) -> RowUnit | None:
    """The row's own unit, else one that a heading above it prints."""
    if not path:
        return None
    own = row_unit(path[-1])
    if own is not None:
        return own
    headings = (row_unit(label) for label in reversed(path[:-1]))
    return next((unit for unit in headings if unit is not None and unit.printed), None)
