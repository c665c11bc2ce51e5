"""Tables of a web page as grids: spans, header rows, captions, tables inside cells apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.html.shown import is_hidden, shown_lines
from ingest.office.grids import RawCell, make_grid
from ingest.office.xml_text import clean, one_line
from ingest.records import Grid

_ROW_GROUPS = ("thead", "tbody", "tfoot")
_MOST_LETTERS = 20_000
_COLUMN_OF_TEXT = 300
_PADDING = re.compile(
    r"(?:padding-left|text-indent|margin-left)\s*:\s*(\d{1,3}(?:\.\d+)?)\s*(r?em|px|pt)", re.I
)
_EM = 10.0  # points that a step of indentation is taken for
_LEADING_SPACE = 3.0


@dataclass(frozen=True, slots=True)
class TableParts:
    """What a table holds: its grid, and the tables inside its cells."""

    grid: Grid | None
    nested: tuple[HtmlElement, ...]


def is_layout_table(table: HtmlElement) -> bool:
    """A table that only places things: said so, of a single cell, of one row with long texts side by
    side, or with headings and lists or tables in its cells and no header cells of its own."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table_rows(table)]
    cells = [cell for row in rows for cell in row]
    if len(cells) <= 1:
        return True
    if any(cell.tag == "th" for cell in cells):
        return False
    if len(rows) == 1 and any(shown_lines(cell, _COLUMN_OF_TEXT, parts=200) is None for cell in cells):
        return True
    blocks = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol")
    return any(part.tag in blocks for cell in cells for part in cell.iter() if part is not cell)


def table_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The table's own rows, head first and foot last as a browser shows them."""
    groups: dict[str, list[HtmlElement]] = {group: [] for group in _ROW_GROUPS}
    for part in table:
        if part.tag == "tr":
            groups["tbody"].append(part)
        elif part.tag in _ROW_GROUPS:
            groups[part.tag].extend(row for row in part if row.tag == "tr")
    for group in _ROW_GROUPS:
        yield from groups[group]


def table_caption(table: HtmlElement) -> str:
    """The printed caption, "" for none."""
    caption = next((part for part in table if part.tag == "caption"), None)
    return one_line(clean(caption.text_content())) if caption is not None else ""


def table_grid(table: HtmlElement, page: int) -> TableParts:
    """Read a table that is no layout table."""
    rows: list[list[RawCell]] = []
    nested: list[HtmlElement] = []
    header = 0
    for row in table_rows(table):
        if is_hidden(row):
            continue
        cells: list[RawCell] = []
        own = [cell for cell in row if cell.tag in ("td", "th")]
        for cell in own:
            nested += _inner_tables(cell)
            lines = [] if is_hidden(cell) else shown_lines(cell, _MOST_LETTERS, tables=False) or []
            cells.append(
                RawCell(
                    "\n".join(lines),
                    _span(cell, "rowspan"),
                    _span(cell, "colspan"),
                    _is_bold(cell),
                    _indent(cell),
                )
            )
        group = row.getparent()
        in_head = (group is not None and group.tag == "thead") or (
            len(own) > 1 and all(cell.tag == "th" for cell in own)
        )
        if in_head and header == len(rows):
            header = len(rows) + 1
        rows.append(cells)
    return TableParts(make_grid(page, rows, header if header < len(rows) else 0), tuple(nested))


def _inner_tables(cell: HtmlElement) -> list[HtmlElement]:
    """The tables inside a cell, without those inside them."""
    tables = [part for part in cell.iter("table")]
    inner = {part for table in tables for part in table.iter("table") if part is not table}
    return [table for table in tables if table not in inner]


def _span(cell: HtmlElement, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return max(1, int(text)) if text.isdecimal() and len(text) < 5 else 1


def _is_bold(cell: HtmlElement) -> bool:
    """Whether everything printed in the cell is bold."""
    strong = [part for part in cell.iter("b", "strong")]
    whole = "".join(cell.text_content().split())
    return bool(strong and whole) and "".join("".join(s.text_content() for s in strong).split()) == whole


def _indent(cell: HtmlElement) -> float:
    """How far the cell's text is set in: by padding in its style, or by no-break spaces before it."""
    found = _PADDING.search(cell.get("style") or "")
    points = 0.0
    if found:
        points = float(found[1]) * {"em": _EM, "rem": _EM, "px": 0.75, "pt": 1.0}[found[2].lower()]
    text = cell.text_content()
    return points + _LEADING_SPACE * (
        len(text) - len(text.lstrip("\xa0 \u2003\u2002")) - text.startswith(" ")
    )
