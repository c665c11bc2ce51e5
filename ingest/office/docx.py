"""Reads a .docx file: its body from top to bottom as blocks and grids.

A document has no pages of its own; programs lay them out anew. Pages are counted where the file says
that one begins: at explicit breaks (a page break, "page break before", a section on a new page) and at
the breaks that the program that saved it last had laid out. A file without any is page 1 throughout.

A table of contents is left out (its page numbers are no figures). Marks of footnotes are left out of the
text and the notes stand at the end of their page. A document has no geometry: no boxes, size 0.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from ingest.office.cards import card_text
from ingest.office.charts import read_chart
from ingest.office.docx_runs import RunText, read_paragraph
from ingest.office.docx_styles import read_styles
from ingest.office.docx_tables import TableCell, TableRow, read_rows, unwrapped
from ingest.office.flow import Flow, with_parts
from ingest.office.grids import make_grid
from ingest.office.package import OfficeFile, broken
from ingest.office.parts import Parts, Target, attribute, child, local, relation
from ingest.office.properties import core_title
from ingest.office.xml_text import one_line
from ingest.records import Block, BlockKind, Layout, Reading

_MOST_PAGES = 20_000
_DEEPEST = 12
_LONGEST_BOLD_HEADING = 110


def read_docx(office: OfficeFile) -> Reading:
    """The document's pages. Raises UnreadableFile `broken_file`."""
    try:
        with zipfile.ZipFile(io.BytesIO(office.data)) as package:
            parts = Parts.of(package)
            main = parts.main("word/document.xml")
            layouts = _Document(parts, main).read(parts.tree(main))
            title = core_title(package)
    except (zipfile.BadZipFile, zlib.error, KeyError, etree.XMLSyntaxError, EOFError, ValueError) as error:
        raise broken(office.file) from error
    return Reading(layouts, title)


class _Document:
    """A document while it is read."""

    def __init__(self, parts: Parts, main: str) -> None:
        self._parts = parts
        self._targets = parts.targets(main)
        by_kind = {target.kind: target for target in self._targets.values()}
        self._styles = read_styles(self._optional(by_kind.get("styles")))
        self._notes = {kind: self._read_notes(by_kind.get(f"{kind}s")) for kind in ("footnote", "endnote")}
        self._flow = Flow()
        self._fresh = True  # nothing printed on this page yet
        self._heading = 0
        self._end_notes: list[str] = []
        self._sections: list[tuple[int, etree._Element | None]] = []  # the last page of each section

    def read(self, root: etree._Element) -> tuple[Layout, ...]:
        body = child(root, "body")
        if body is None:
            raise KeyError("body")
        self._content(body, 0)
        for note in self._end_notes:
            self._flow.add_note(note)
        self._sections.append((self._flow.page, child(body, "sectPr")))
        layouts = self._flow.finish()
        return self._with_running(layouts)

    def _optional(self, target: Target | None) -> etree._Element | None:
        return self._parts.optional(target.part) if target is not None else None

    def _read_notes(self, target: Target | None) -> dict[str, str]:
        notes: dict[str, str] = {}
        root = self._optional(target)
        for note in root if root is not None else ():
            if attribute(note, "type") in (None, "normal"):
                texts = [read_paragraph(p, self._styles).text for p in unwrapped(note) if local(p) == "p"]
                notes[attribute(note, "id") or ""] = one_line(" ".join(texts))
        return notes

    # --- pages ---------------------------------------------------------------------------------

    def _break_page(self, explicit: bool) -> None:
        """A page begins. A break that was laid out where a page has just been forced to begin is the
        same one."""
        if (self._fresh and not explicit) or self._flow.page >= _MOST_PAGES:
            return
        self._flow.begin_page()
        self._fresh = True

    def _after(self, section: etree._Element) -> None:
        self._sections.append((self._flow.page, section))
        kind = child(section, "type")
        if kind is None or attribute(kind, "val") not in ("continuous", "nextColumn"):
            self._break_page(explicit=not self._fresh)

    # --- content -------------------------------------------------------------------------------

    def _content(self, element: etree._Element, depth: int) -> None:
        if depth > _DEEPEST:
            return
        parts = list(unwrapped(element))
        for place, part in enumerate(parts):
            name = local(part)
            if name == "p":
                following = parts[place + 1] if place + 1 < len(parts) else None
                self._paragraph(read_paragraph(part, self._styles), following, depth)
                section = child(part, "pPr", "sectPr")
                if section is not None:
                    self._after(section)
            elif name == "tbl":
                self._table(part, depth)

    def _paragraph(self, read: RunText, following: etree._Element | None, depth: int) -> None:
        if read.style.page_before and not self._fresh:
            self._break_page(explicit=True)
        if read.rendered_first:
            self._break_page(explicit=False)
        for place, piece in enumerate(read.pieces):
            if place > 0:
                self._break_page(explicit=True)
            if piece.strip() and not read.style.hidden and not read.style.contents:
                self._piece(piece, read, following)
                self._fresh = False
        for kind, identity in read.notes:
            text = self._notes[kind].get(identity, "")
            if kind == "footnote":
                self._flow.add_note(text)
            elif text:
                self._end_notes.append(text)
        for box in read.boxes:
            self._box(box, depth)
        for chart in read.charts:
            self._chart(chart)
        for _ in range(read.rendered - int(read.rendered_first)):
            self._break_page(explicit=False)

    def _piece(self, text: str, read: RunText, following: etree._Element | None) -> None:
        style, flow = read.style, self._flow
        if style.heading:
            self._heading = style.heading
            flow.add(BlockKind.HEADING, text, level=style.heading, bold=read.bold)
        elif style.caption:
            flow.add(BlockKind.CAPTION, text, bold=read.bold)
        elif style.list_level and "\t" not in text.strip():
            flow.add(BlockKind.BULLET, text, level=style.list_level, bold=read.bold)
        elif self._is_bold_heading(text, read, following):
            flow.add(BlockKind.HEADING, text, level=min(9, self._heading + 1), bold=True)
        else:
            flow.add_text(text, bold=read.bold)

    def _is_bold_heading(self, text: str, read: RunText, following: etree._Element | None) -> bool:
        """A short bold line that text or a table follows, in a document that sets headings by hand."""
        line = text.strip()
        if not read.bold or "\n" in line or "\t" in line or len(line) > _LONGEST_BOLD_HEADING:
            return False
        if line.endswith((".", "!", "?", ":", ";", ",")) or not any(letter.isalpha() for letter in line):
            return False
        if following is None or local(following) == "tbl":
            return following is not None
        after = read_paragraph(following, self._styles)
        return bool(after.text.strip()) and not after.bold and not after.style.heading

    def _box(self, box: etree._Element, depth: int) -> None:
        paragraphs = [read_paragraph(p, self._styles) for p in unwrapped(box) if local(p) == "p"]
        lines = [line for paragraph in paragraphs for line in paragraph.text.split("\n")]
        card = card_text(lines) if not any(local(e) == "tbl" for e in unwrapped(box)) else None
        if card is not None:
            self._flow.add(BlockKind.CARD, card)
            self._fresh = False
        else:
            self._content(box, depth + 1)

    def _chart(self, link: str) -> None:
        root = self._optional(self._targets.get(link))
        chart = read_chart(root, self._flow.page) if root is not None else None
        if chart is not None:
            self._flow.add(BlockKind.CAPTION, " ".join(t for t in (chart.title, *chart.axes) if t))
            self._flow.add_grid(chart.grid)
            self._fresh = False

    # --- tables --------------------------------------------------------------------------------

    def _table(self, table: etree._Element, depth: int) -> None:
        rows = read_rows(table, self._styles)
        cells = [cell for row in rows for cell in row.cells if cell.lines or cell.nested]
        if not cells:
            self._page_breaks(rows)
            return
        if len(cells) == 1 or self._is_layout(cells):
            for cell in cells:
                self._cell_content(cell, depth)
        else:
            self._grid(rows)
            for cell in cells:
                for nested in cell.nested:
                    self._table_nested(nested, depth)
            for cell in cells:
                for paragraph in cell.paragraphs:
                    for chart in paragraph.charts:
                        self._chart(chart)
                    for kind, identity in paragraph.notes:
                        self._flow.add_note(self._notes[kind].get(identity, ""))

    def _table_nested(self, table: etree._Element, depth: int) -> None:
        if depth < _DEEPEST:
            self._table(table, depth + 1)

    def _page_breaks(self, rows: list[TableRow]) -> None:
        for row in rows:
            if row.breaks:
                self._break_page(explicit=False)

    def _is_layout(self, cells: list[TableCell]) -> bool:
        """A table that only places other tables and long texts side by side."""
        nested = any(cell.nested for cell in cells)
        return nested and not any(any(c.isdigit() for c in line) for cell in cells for line in cell.lines)

    def _cell_content(self, cell: TableCell, depth: int) -> None:
        card = card_text(cell.lines) if not cell.nested else None
        if card is not None:
            self._flow.add(BlockKind.CARD, card)
            self._fresh = False
        elif depth < _DEEPEST:
            parts = [part for part in cell.content if local(part) in ("p", "tbl")]
            for place, part in enumerate(parts):
                if local(part) == "tbl":
                    self._table(part, depth + 1)
                else:
                    following = parts[place + 1] if place + 1 < len(parts) else None
                    self._paragraph(read_paragraph(part, self._styles), following, depth + 1)

    def _grid(self, rows: list[TableRow]) -> None:
        """A grid begins on the page of its first row; a break laid out inside it makes a part of it."""
        if rows[0].breaks:
            self._break_page(explicit=False)
        header = 0
        while header < len(rows) and rows[header].header:
            header += 1
        filled = [row for row in rows if any(cell.lines for cell in row.cells)]
        grid = make_grid(
            self._flow.page, [[cell.raw() for cell in row.cells] for row in rows],
            header if header < len(rows) else 0,
        )  # fmt: skip
        if grid is None:
            return
        breaks = [place for place, row in enumerate(filled) if row.breaks and place > 0]
        if breaks and len(filled) == grid.rows:
            grid = with_parts(grid, [(self._flow.page + n, row) for n, row in enumerate(breaks, 1)])
        self._flow.add_table(grid)
        self._fresh = False
        for _ in breaks:
            self._fresh = False
            self._break_page(explicit=False)
        self._fresh = False

    # --- running headers and footers -----------------------------------------------------------

    def _with_running(self, layouts: tuple[Layout, ...]) -> tuple[Layout, ...]:
        made: list[Layout] = []
        known: dict[str, str] = {}
        section = 0
        first = True
        self._inherit(known, self._sections[0][1])
        for layout in layouts:
            while section + 1 < len(self._sections) and layout.page > self._sections[section][0]:
                section += 1
                first = True
                self._inherit(known, self._sections[section][1])
            titled = first and child(self._sections[section][1], "titlePg") is not None
            kind = "first" if titled else "default"
            head = _running(BlockKind.HEADER, known.get(f"header {kind}", ""))
            foot = _running(BlockKind.FOOTER, known.get(f"footer {kind}", ""))
            blocks = (*head, *layout.blocks, *foot) if layout.blocks else ()
            made.append(Layout(layout.page, 0.0, 0.0, None, blocks, layout.grids))
            first = False
        return tuple(made)

    def _inherit(self, known: dict[str, str], section: etree._Element | None) -> None:
        """The headers and footers of a section; those that it does not set stay those before."""
        for element in section if section is not None else ():
            name = local(element)
            if name in ("headerReference", "footerReference"):
                root = self._optional(self._targets.get(relation(element) or ""))
                texts = [read_paragraph(p, self._styles).text for p in root.iter() if local(p) == "p"] if (
                    root is not None
                ) else []  # fmt: skip
                kind = attribute(element, "type") or "default"
                known[f"{name.removesuffix('Reference')} {kind}"] = "\n".join(t for t in texts if t.strip())


def _running(kind: BlockKind, text: str) -> tuple[Block, ...]:
    lines = (one_line(line) for line in text.split("\n"))
    return tuple(Block(kind, line, None) for line in lines if line)
