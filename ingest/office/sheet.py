"""Streams one sheet of a workbook: the cells that are shown, as they are shown, and what is merged.

Only cells with something to show are kept, so that a sheet whose declared size is a million rows costs
what its filled cells cost.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, range_boundaries

from ingest.office.number_format import show_text, show_value
from ingest.office.parts import local
from ingest.office.workbook import SheetPart, Workbook, rich_text, stream, unescaped
from ingest.office.xml_text import clean, is_on

MOST_CELLS = 300_000
MOST_LETTERS = 20_000_000  # one long text may stand, by its number, in every cell
MOST_MERGED = 20_000
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T00:00(?::00(?:\.0+)?)?Z?)?")
_BOOLEANS = {"1": "TOSI", "0": "EPÄTOSI"}
_LAST_COLUMN = 16_384


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that shows something. `number` is set where it holds a number that is no date."""

    row: int
    column: int
    text: str
    bold: bool
    indent: int
    is_number: bool


@dataclass(slots=True)
class Sheet:
    """The shown cells by place (from 1), merged ranges (first row, first column, last row, last column),
    and what was left out. Filled while the sheet is streamed."""

    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0
    without_value: list[str] = field(default_factory=list)
    letters: int = 0
    cut: bool = False


def read_sheet(package: zipfile.ZipFile, part: SheetPart, book: Workbook) -> Sheet:
    """Read one sheet. Raises etree.XMLSyntaxError when its XML is broken."""
    sheet = Sheet()
    hidden: set[int] = set()
    row_before = 0
    for element in stream(package, part.part, ("col", "row", "mergeCell")):
        name = local(element)
        if name == "col":
            if is_on(element.get("hidden", "0")) or element.get("width") == "0":
                last = min(_whole(element.get("max")), _LAST_COLUMN)
                hidden.update(range(_whole(element.get("min")), last + 1))
        elif name == "mergeCell":
            _merge(sheet, element.get("ref") or "")
        else:
            row = _whole(element.get("r")) or row_before + 1
            row_before = row
            if is_on(element.get("hidden", "0")) or element.get("ht") == "0":
                sheet.hidden_rows += any(local(cell) == "c" and len(cell) for cell in element)
            elif not sheet.cut:
                _row(sheet, element, row, book, hidden)
    sheet.hidden_columns = _hidden_columns(sheet, hidden)
    return sheet


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else 0


def _merge(sheet: Sheet, ref: str) -> None:
    try:
        first_column, first_row, last_column, last_row = range_boundaries(ref)
    except (ValueError, TypeError):
        return
    if first_row is None or first_column is None or last_row is None or last_column is None:
        return  # whole rows or columns
    if len(sheet.merged) < MOST_MERGED:
        sheet.merged.append((first_row, first_column, last_row, last_column))


def _row(sheet: Sheet, element: etree._Element, row: int, book: Workbook, hidden: set[int]) -> None:
    column = 0
    for cell in element:
        if local(cell) != "c":
            continue
        letters = (cell.get("r") or "").rstrip("0123456789")
        try:
            column = column_index_from_string(letters) if letters else column + 1
        except ValueError:
            column += 1
        made = _cell(sheet, cell, row, column, book)
        if made is None or column > _LAST_COLUMN:
            continue
        if column in hidden:
            made = SheetCell(row, column, "", False, 0, False)  # counted, then left out
        sheet.cells[row, column] = made
        sheet.letters += len(made.text)
        if len(sheet.cells) >= MOST_CELLS or sheet.letters >= MOST_LETTERS:
            sheet.cut = True
            return


def _hidden_columns(sheet: Sheet, hidden: set[int]) -> int:
    """How many hidden columns hold something; their cells are taken out."""
    if not hidden:
        return 0
    places = [place for place, cell in sheet.cells.items() if not cell.text]
    for place in places:
        del sheet.cells[place]
    return len({column for _, column in places})


def _cell(sheet: Sheet, cell: etree._Element, row: int, column: int, book: Workbook) -> SheetCell | None:
    parts = {local(child): child for child in cell}
    kind = cell.get("t") or "n"
    style = book.style(cell.get("s"))
    raw = (parts["v"].text or "") if "v" in parts else None
    number = False
    if kind == "inlineStr":
        text = rich_text(parts["is"]) if "is" in parts else ""
        text = show_text(text, style.code)
    elif raw is None or (raw == "" and kind != "str"):
        if "f" in parts:
            sheet.without_value.append(cell.get("r") or f"rivi {row}")
        return None
    elif kind == "s":
        place = _whole(raw.strip())
        text = show_text(book.texts[place], style.code) if place < len(book.texts) else ""
    elif kind == "str":
        text = show_text(clean(unescaped(raw)), style.code)
    elif kind == "b":
        text = _BOOLEANS.get(raw.strip(), clean(raw))
    elif kind == "e":
        text = clean(raw)
    elif kind == "d":
        text = _ISO_DATE.sub(lambda date: f"{int(date[3])}.{int(date[2])}.{date[1]}", clean(raw.strip()))
    else:
        try:
            value = Decimal(raw.strip())
        except InvalidOperation:
            return None
        if not value.is_finite() or abs(value.adjusted()) > 308:
            return None
        text = show_value(value, style.code, book.epoch_1904)
        number = True
    if not text.strip():
        return None
    return SheetCell(row, column, text, style.bold, style.indent, number)
