"""From a grid of texts to a table whose cells know their row, column, value and unit.

    grid -> header rows -> label and value columns -> units -> columns -> row paths -> cells

Each step reads what is printed; what is not printed stays None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.columns import find_kinds, read_column
from ingest.numbers import PrintedNumber, is_year, parse_cell
from ingest.periods import find_periods
from ingest.records import Cell, Column, ColumnKind, Grid, Period, Table
from ingest.tables.arithmetic import table_checks
from ingest.tables.headers import Headers, count_header_rows, is_repeated_header
from ingest.tables.meaning import with_context
from ingest.tables.places import Places, is_two_numbers, join_wrapped, widest_line
from ingest.tables.row_meaning import RowMeaning, row_meanings
from ingest.tables.rows import read_rows, row_paths, unwrap
from ingest.tables.said_once import tells_of_money
from ingest.tables.units import RowUnit, TableUnit, common_unit, row_unit, table_unit
from ingest.units import PrintedUnit, find_unit


@dataclass(frozen=True, slots=True)
class _Group:
    """Label columns and the columns they label. A balance sheet printed side by side has two."""

    labels: tuple[int, ...]
    values: tuple[int, ...]


def read_table(
    grid: Grid,
    table_id: str,
    title: str | None,
    above: str,
    report_period: Period | None,
    stated: TableUnit | None = None,
) -> Table:
    """Understand a grid as a table.

    `title` is the table's heading if known, `above` the text of the lines right above the grid
    (they may name the unit), `report_period` completes header dates without a year. `stated` is the unit
    that the report states for all its tables: a table of money that prints none has it.
    """
    places = Places(grid)
    header_count = count_header_rows(places, report_period)
    body = range(header_count, places.rows)
    groups = _groups(places, header_count)
    values = [column for group in groups for column in group.values]
    labels = [column for group in groups for column in group.labels]
    unit = table_unit(places, header_count, labels, title, above)
    if unit is None and stated is not None:
        unit = stated if _takes_stated(places, body, labels, title) else None

    bands = _repeated_headers(places, header_count, report_period)
    sections = [Headers(places, rows, values) for rows in (range(header_count), *_runs(bands))]
    read = [_read_columns(section, places, values, unit, title, report_period) for section in sections]
    columns = _merged(places.columns, read, sections[0])
    numeric = [columns[index] for index in values if _has_numbers(places, index, body)]
    unit = unit or common_unit(numeric, sections[0])

    paths = _row_paths(places, groups, body, frozenset(bands), columns)
    cells = _cells(places, sections, read, groups, paths, row_meanings(paths.values(), report_period))
    caption = next((places.text(row, 0) for row in range(header_count) if _captions(places, row)), None)
    table = Table(
        id=table_id,
        pages=(grid.page, *(part.page for part in grid.parts)),
        title=title or caption,
        printed_unit=unit.unit.text if unit else None,
        box=grid.box,
        rows=places.rows,
        columns=columns,
        cells=cells,
        unit_quote=unit.quote if unit else None,
        parts=grid.parts,
    )
    return replace(table, checks=table_checks(table))


def _takes_stated(places: Places, body: range, labels: Sequence[int], title: str | None) -> bool:
    """Whether a table that prints no unit is in the one stated for all: one of money, no unit in a header."""
    if any(find_unit(places.text(row, c)) for row in range(body.start) for c in range(places.columns)):
        return False
    return tells_of_money(title, (places.text(row, c) for row in body for c in labels))


def _captions(places: Places, row: int) -> bool:
    cell = places.cell(row, 0)
    return cell is not None and places.is_caption(cell)


# --- columns -------------------------------------------------------------------------------------


def _groups(places: Places, header_count: int) -> tuple[_Group, ...]:
    """Which columns are labels, and of which columns."""
    body = range(header_count, places.rows)
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
            return (_Group(tuple(range(first_value)), left), _Group((edge,), right))
    return (_Group(tuple(range(first_value)), tuple(range(first_value, places.columns))),)


def _header_texts(places: Places, columns: Sequence[int], header_count: int) -> list[str]:
    texts = (join_wrapped(places.text(row, c) for row in range(header_count)) for c in columns)
    return [text for text in texts if text]


def _body_texts(places: Places, column: int, body: range) -> list[str]:
    return [text for row in body if re.search(r"\w", text := places.text(row, column))]


def _has_numbers(places: Places, column: int, body: range) -> bool:
    return any(parse_cell(text) is not None for text in _body_texts(places, column, body))


def _is_text(places: Places, column: int, body: range) -> bool:
    texts = _body_texts(places, column, body)
    return sum(parse_cell(text) is None for text in texts) > len(texts) / 2


def _is_label_column(places: Places, column: int, header_count: int, body: range) -> bool:
    """A column of labels: of texts, of running numbers or codes before them, of years or periods."""
    texts = _body_texts(places, column, body)
    header = join_wrapped(places.text(row, column) for row in range(header_count))
    if column + 1 == places.columns:
        return False
    if not texts:
        return column == 0
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


def _repeated_headers(places: Places, header_count: int, report_period: Period | None) -> list[int]:
    if header_count == 0:
        return []
    above = range(header_count)
    printed_again = _printed_again(places.grid)
    return [
        row
        for row in range(header_count, places.rows)
        if row not in printed_again and is_repeated_header(places, row, above, report_period)
    ]


def _printed_again(grid: Grid) -> frozenset[int]:
    """The rows that print the header again on the pages a table goes on over."""
    return frozenset(
        row for part in grid.parts for row in range(part.first_row, part.first_row + part.header_rows)
    )


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
            column = _with_unit(column, named)
        elif _holds_years(places, index, headers):
            column = replace(column, unit=None, scale=1, printed_unit=None)
        columns[index] = column
    body = range(max(headers.rows, default=-1) + 1, places.rows)
    return with_context(columns, headers, places, body, title, report_period)


def _with_unit(column: Column, unit: PrintedUnit) -> Column:
    return replace(column, unit=unit.unit, scale=unit.scale, printed_unit=unit.text)


def _holds_years(places: Places, column: int, headers: Headers) -> bool:
    """Whether a column lists years ("Valmistumisvuosi"): they are not in the table's unit."""
    last = max(headers.rows, default=-1)
    texts = _body_texts(places, column, range(last + 1, places.rows))
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
    places: Places, groups: Sequence[_Group], body: range, bands: frozenset[int], columns: Sequence[Column]
) -> dict[tuple[int, int], tuple[str, ...]]:
    """The row path at each place, by row and column; `bands` are headers further down."""
    paths: dict[tuple[int, int], tuple[str, ...]] = {}
    printed_again = _printed_again(places.grid)
    labelled = [row for row in body if row not in printed_again]
    for group in groups:
        rows = read_rows(places, labelled, group.labels, group.values, bands)
        if bands or len(groups) > 1:  # then the corner heads its own rows too: "VASTAAVAA"
            corner = read_rows(places, range(body.start), group.labels, (), frozenset(range(body.start)))
            rows = [row for row in corner if row.label and find_unit(row.label) is None][:1] + rows
        whole, piece_of = unwrap(rows)
        shares = (ColumnKind.SHARE,)
        summed = [c for c in group.values if columns[c].kind not in shares and columns[c].unit != "%"]
        by_row = row_paths(whole, summed)
        for row in body:
            path = by_row.get(piece_of.get(row, row), ())
            for column in (*group.labels, *group.values):
                paths[row, column] = path
    return paths


def _cells(
    places: Places,
    sections: Sequence[Headers],
    read: Sequence[dict[int, Column]],
    groups: Sequence[_Group],
    paths: dict[tuple[int, int], tuple[str, ...]],
    meanings: Mapping[tuple[str, ...], RowMeaning],
) -> tuple[Cell, ...]:
    values = {column for group in groups for column in group.values}
    widths = {
        column: widest_line(c for c in places.grid.cells if c.column == column and c.column_span <= 1)
        for column in values
    }
    printed_again = _printed_again(places.grid)
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
                unit, scale, printed = _cell_unit(number, path, column, sections[section], cell.column)
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
    number: PrintedNumber, path: Sequence[str], column: Column | None, headers: Headers, index: int
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
    own = _unit_of_path(path)
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
