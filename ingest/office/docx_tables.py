"""The tables of a document: rows of cells with their spans, nested tables apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.office.docx_runs import RunText, read_paragraph
from ingest.office.docx_styles import Style
from ingest.office.grids import RawCell
from ingest.office.parts import attribute, child, local
from ingest.office.xml_text import is_on, lines_of

_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_LEADING_SPACE = 3.0  # points that a space at a label's start indents it by


@dataclass(slots=True)
class TableCell:
    """A cell: its place and spans, its paragraphs, and the tables in it."""

    column: int
    column_span: int
    merges_up: bool
    content: list[etree._Element]
    paragraphs: list[RunText] = field(default_factory=list)
    row_span: int = 1

    @property
    def nested(self) -> list[etree._Element]:
        return [element for element in self.content if local(element) == "tbl"]

    @property
    def lines(self) -> list[str]:
        return [
            line for paragraph in self.paragraphs for line in lines_of(paragraph.text).split("\n") if line
        ]

    def raw(self) -> RawCell:
        filled = [paragraph for paragraph in self.paragraphs if paragraph.text.strip()]
        bold = bool(filled) and all(paragraph.bold for paragraph in filled)
        indent = 0.0
        if filled:
            text = filled[0].text
            indent = filled[0].style.indent + _LEADING_SPACE * (len(text) - len(text.lstrip(" \xa0\t")))
        return RawCell("\n".join(self.lines), self.row_span, self.column_span, bold, indent, self.column)


@dataclass(slots=True)
class TableRow:
    """A row; `breaks` counts the page breaks laid out in it (once, however many cells hold one)."""

    cells: list[TableCell]
    header: bool
    breaks: int


def unwrapped(element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, those in content controls and kept revisions included."""
    waiting = [(iter(element), 0)]
    while waiting:
        children, depth = waiting[-1]
        part = next(children, None)
        if part is None:
            waiting.pop()
        elif local(part) in _WRAPPERS and depth < 60:
            waiting.append((iter(part), depth + 1))
        else:
            yield part


def read_rows(table: etree._Element, styles: dict[str, Style]) -> list[TableRow]:
    """The rows of a table, deleted ones left out, vertical merges counted into their first cell."""
    rows: list[TableRow] = []
    open_cells: dict[int, TableCell] = {}
    for element in unwrapped(table):
        if local(element) != "tr":
            continue
        properties = child(element, "trPr")
        if child(properties, "del") is not None or _is_on(properties, "hidden"):
            continue
        row = TableRow([], _is_on(properties, "tblHeader"), 0)
        column = _number(child(properties, "gridBefore"), 0)
        for cell_element in unwrapped(element):
            if local(cell_element) == "tc":
                cell = _cell(cell_element, column, styles)
                column += cell.column_span
                row.cells.append(cell)
        merged = {}
        for cell in row.cells:
            above = open_cells.get(cell.column)
            if cell.merges_up and above is not None:
                above.row_span += 1
                merged[cell.column] = above
            else:
                merged[cell.column] = cell
        open_cells = merged
        row.breaks = int(any(p.rendered for cell in row.cells for p in cell.paragraphs))
        row.cells = [cell for cell in row.cells if not (cell.merges_up and merged[cell.column] is not cell)]
        rows.append(row)
    return rows


def _cell(element: etree._Element, column: int, styles: dict[str, Style]) -> TableCell:
    properties = child(element, "tcPr")
    merge = child(properties, "vMerge")
    up = merge is not None and (attribute(merge, "val") or "continue") == "continue"
    span = max(1, min(500, _number(child(properties, "gridSpan"), 1)))
    content = [] if child(properties, "cellDel") is not None else list(unwrapped(element))
    cell = TableCell(column, span, up, content)
    cell.paragraphs = [read_paragraph(part, styles) for part in content if local(part) == "p"]
    return cell


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = attribute(element, "val") if element is not None else None
    return int(value) if value is not None and value.isdigit() and len(value) < 6 else otherwise


def _is_on(properties: etree._Element | None, name: str) -> bool:
    element = child(properties, name)
    return element is not None and is_on(attribute(element, "val"))
