"""A booklet as a Word document with the same bytes each time. Each page of it begins at a page break."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK

from eval.reports.page import Booklet, Bullets, Cards, Heading, Item, Para, Table
from eval.tables.spec import SOFT

EPOCH = (2024, 1, 1, 0, 0, 0)


def write_docx(booklet: Booklet) -> tuple[bytes, dict[int, int]]:
    """The file and the page of each key. The pages are kept short enough not to overflow."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime(*EPOCH)
    document.core_properties.author = booklet.city
    document.core_properties.title = booklet.title
    document.add_heading(booklet.title, level=0)
    for line in (booklet.city, *booklet.cover):
        document.add_paragraph(line)
    pages: dict[int, int] = {}
    for number, page in enumerate(booklet.pages, start=2):
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_heading(page.title, level=1)
        for item in page.items:
            pages |= dict.fromkeys(_add(document, item), number)
    out = BytesIO()
    document.save(out)
    return _same_each_time(out.getvalue()), pages


def _add(document: Document, item: Item) -> list[int]:
    match item:
        case Heading():
            document.add_heading(item.text, level=2)
            return []
        case Para():
            document.add_paragraph(item.text)
            return [item.key]
        case Bullets():
            for part in item.items:
                document.add_paragraph(part.text, style="List Bullet")
            return [part.key for part in item.items]
        case Cards():
            for card in item.cards:
                document.add_paragraph(f"{card.label}: {card.number} {card.unit} {card.comparison}")
            return [card.key for card in item.cards]
        case Table():
            document.add_paragraph(item.title)
            grid = document.add_table(rows=1, cols=1 + len(item.heads))
            for cell, text in zip(
                grid.rows[0].cells,
                (item.corner, *(head.replace(SOFT, "") for head in item.heads)),
                strict=True,
            ):
                cell.text = text
            for row in item.rows:
                cells = row.cells or ("",) * len(item.heads)
                for cell, text in zip(grid.add_row().cells, (row.label, *cells), strict=True):
                    cell.text = text
            return [row.key for row in item.rows]


def _same_each_time(data: bytes) -> bytes:
    """The package with its members' times set to a fixed one."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
