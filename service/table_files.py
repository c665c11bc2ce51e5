"""Tables as files for spreadsheets: CSV with what is printed, XLSX with numbers that can be computed with.

Nothing of a report is ever a formula in them: a text that a spreadsheet would take for one is marked as
text (an apostrophe before it in CSV, the type of the cell in XLSX).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from index.contract import ReportSummary
from ingest.numbers import PrintedNumber, parse_cell
from ingest.records import Cell, Table
from service.records import Language
from service.table_grid import GridRow, header_rows, lay_out
from service.texts import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""
_FORMULA_START = tuple("=+-@|\t\r＝＋－＠")
_PLAIN = re.compile(r"[+-]?[\d\s.,]+(?:[%€]|\s)*|-")
"""What a spreadsheet takes for a number, or for the dash of an empty cell."""
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_000
"""A spreadsheet's cell holds 32,767 characters."""
_SHARP_DIGITS = 15
"""So many digits of a number survive in a spreadsheet; a longer one stays text."""
_GROUPED = re.compile(r"\d[\s.]\d{3}(?!\d)")
_WIDEST, _NARROWEST = 60, 8


def table_csv(table: Table) -> bytes:
    """The table as printed, one line a row: semicolons between (a comma is the decimal sign), UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in lay_out(table, 0, table.rows):
        writer.writerow(_line(row))
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8", "replace")


def table_xlsx(table: Table, report: ReportSummary, language: Language) -> bytes:
    """Three sheets: the numbers as numbers in the unit they are printed in, everything as printed, and
    where the table stands."""
    book = Workbook()
    numbers = book.active
    assert isinstance(numbers, Worksheet)
    numbers.title = say("tables.numbers", language)
    rows = lay_out(table, 0, table.rows)
    heads = header_rows(table)
    _fill(numbers, rows, heads, as_numbers=True)
    _fill(book.create_sheet(say("tables.printed", language)), rows, heads, as_numbers=False)
    _tell(book.create_sheet(say("tables.source", language)), table, report, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    bare = text.lstrip()
    if not bare.startswith(_FORMULA_START) or _PLAIN.fullmatch(bare):
        return text
    return f"'{text}"


def _line(row: GridRow) -> list[str]:
    line: list[str] = []
    for place in row.places:
        line += [""] * (place.column - len(line))
        line.append(as_text(place.text))
    return line + [""] * (_end(row) - len(line))


def _end(row: GridRow) -> int:
    return max((place.column + place.columns for place in row.places), default=0)


def _fill(sheet: Worksheet, rows: Sequence[GridRow], heads: int, as_numbers: bool) -> None:
    widths: dict[int, int] = {}
    for row in rows:
        for place in row.places:
            if place.cell is None:
                continue
            cell = _cell(sheet, place.row + 1, place.column + 1)
            _write(cell, place.cell, as_numbers)
            if place.cell.header or row.number < heads:
                cell.font = Font(bold=True)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if place.rows > 1 or place.columns > 1:
                sheet.merge_cells(
                    start_row=place.row + 1, start_column=place.column + 1,
                    end_row=place.row + place.rows, end_column=place.column + place.columns,
                )  # fmt: skip
            if place.columns == 1:
                widths[place.column] = max(widths.get(place.column, 0), len(place.text))
    for column, longest in widths.items():
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(
            _WIDEST, max(_NARROWEST, longest + 2)
        )
    if heads:
        sheet.freeze_panes = f"A{heads + 1}"


def _cell(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """A cell that no merged one covers."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)
    return cell


def _write(cell: SheetCell, printed: Cell, as_number: bool) -> None:
    number = parse_cell(printed.text) if as_number and printed.value is not None else None
    if number is None or len(number.number.as_tuple().digits) > _SHARP_DIGITS:
        _write_text(cell, printed.text)
        return
    cell.value = float(number.number) if number.number % 1 else int(number.number)
    cell.number_format = _format(number)


def _write_text(cell: SheetCell, text: str) -> None:
    kept = _UNWRITABLE.sub("\ufffd", " ".join(text.split()))[:_LONGEST_TEXT]
    cell.value = kept
    cell.data_type = "s"  # never a formula, whatever it begins with
    if kept.startswith(_FORMULA_START):
        cell.quotePrefix = True


def _format(number: PrintedNumber) -> str:
    """A number format that shows the number as the page prints it, in the reader's own locale."""
    exponent = number.number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    form = ("#,##0" if _GROUPED.search(number.raw) else "0") + ("." + "0" * decimals if decimals else "")
    if number.printed_unit and '"' not in number.printed_unit:
        form += f'" {number.printed_unit}"'
    return f"+{form};-{form};{form}" if number.raw.startswith("+") else form


def _tell(sheet: Worksheet, table: Table, report: ReportSummary, language: Language) -> None:
    told = (
        ("tables.report", report.title),
        ("tables.file", report.file),
        ("tables.pages", ", ".join(str(page) for page in table.pages)),
        ("tables.table", table.title or table.id),
        ("tables.unit", table.printed_unit or "–"),
        ("tables.note_label", say("tables.note", language)),
    )
    for number, (key, text) in enumerate(told, start=1):
        label, value = _cell(sheet, number, 1), _cell(sheet, number, 2)
        _write_text(label, say(key, language))
        label.font = Font(bold=True)
        _write_text(value, text)
        value.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 80
