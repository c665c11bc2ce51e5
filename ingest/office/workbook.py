"""The parts of a workbook that its sheets are read with: sheets and their states, texts, cell styles.

openpyxl's streaming mode knows neither hidden rows nor merged cells nor which formulas have no value,
and its full mode holds every styled cell in memory. So sheets are streamed here, with openpyxl's tables
of built-in formats and its reckoning of cell addresses.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS

from ingest.office.parts import Parts, local, relation
from ingest.office.xml_text import clean, is_on, superscript

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_ESCAPED = re.compile(r"_x(?!D[89A-F])([0-9A-F]{4})_", re.IGNORECASE)
_MOST_TEXT = 32_767  # characters of a cell, as the format has it
# What a Finnish Excel shows for the built-in formats that follow the machine's language.
_FINNISH_BUILTIN = {
    9: "0 %", 10: "0.00 %", 14: "d.m.yyyy", 15: "d.m.yyyy", 16: "d.m.", 17: "m.yyyy",
    5: '#,##0 "€";-#,##0 "€"', 6: '#,##0 "€";-#,##0 "€"', 7: '#,##0.00 "€";-#,##0.00 "€"',
    8: '#,##0.00 "€";-#,##0.00 "€"', 22: "d.m.yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '#,##0 "€";-#,##0 "€";"-" "€"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00 "€";-#,##0.00 "€";"-" "€"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell is shown: its number format code, bold, steps of indentation."""

    code: str = "General"
    bold: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet's name, whether it is shown, and the part of the package that holds its cells."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...]
    styles: tuple[CellStyle, ...]
    epoch_1904: bool

    def style(self, index: str | None) -> CellStyle:
        """The style of a cell by its number in the file."""
        place = int(index) if index and index.isdigit() else 0
        return self.styles[place] if place < len(self.styles) else CellStyle()


def stream(package: zipfile.ZipFile, part: str, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements of those names as they end, each freed once it has been looked at."""
    tags = [f"{space}{name}" for space in (MAIN, _STRICT) for name in names]
    with package.open(part) as source:
        for _, element in etree.iterparse(
            source, events=("end",), tag=tags, resolve_entities=False, no_network=True, remove_comments=True
        ):
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def read_workbook(package: zipfile.ZipFile) -> Workbook:
    """Everything of a workbook but its cells. Raises KeyError or etree.XMLSyntaxError for a broken one."""
    parts = Parts.of(package)
    main = parts.main("xl/workbook.xml")
    targets = parts.targets(main)
    sheets: list[SheetPart] = []
    epoch = False
    for element in parts.tree(main).iter(etree.Element):
        if local(element) == "workbookPr":
            epoch = is_on(element.get("date1904", "0"))
        target = targets.get(relation(element) or "") if local(element) == "sheet" else None
        if target is not None and target.kind == "worksheet":
            hidden = element.get("state", "visible") != "visible"
            sheets.append(SheetPart(clean(element.get("name") or ""), hidden, target.part))
    by_kind = {target.kind: target.part for target in targets.values()}
    texts = _texts(package, by_kind["sharedStrings"]) if "sharedStrings" in by_kind else ()
    styles = _styles(parts.tree(by_kind["styles"])) if "styles" in by_kind else ()
    return Workbook(tuple(sheets), texts, styles, epoch)


def _texts(package: zipfile.ZipFile, part: str) -> tuple[str, ...]:
    return tuple(rich_text(element) for element in stream(package, part, ("si",)))


def rich_text(element: etree._Element) -> str:
    """A text written in one piece or in runs; readings aloud (phonetic runs) are left out."""
    pieces: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            raised = any(local(e) == "vertAlign" and e.get("val") == "superscript" for e in child.iter())
            text = "".join(e.text or "" for e in child if local(e) == "t")
            pieces.append(superscript(text) if raised else text)
    return clean(unescaped("".join(pieces)[:_MOST_TEXT]))


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written as their codes: "_x000D_" is a carriage return."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _styles(root: etree._Element) -> tuple[CellStyle, ...]:
    codes = dict(BUILTIN_FORMATS)
    codes.update(_FINNISH_BUILTIN)
    bold: list[bool] = []
    formats: list[etree._Element] = []
    for part in root:
        if local(part) == "numFmts":
            for element in part:
                number = element.get("numFmtId") or ""
                if number.isdigit():
                    codes[int(number)] = element.get("formatCode") or "General"
        elif local(part) == "fonts":
            bold = [any(local(e) == "b" and is_on(e.get("val")) for e in font) for font in part]
        elif local(part) == "cellXfs":
            formats = list(part)
    styles: list[CellStyle] = []
    for element in formats:
        number, font = element.get("numFmtId") or "0", element.get("fontId") or "0"
        indent = next((e.get("indent") or "0" for e in element if local(e) == "alignment"), "0")
        styles.append(
            CellStyle(
                codes.get(int(number) if number.isdigit() else 0, "General"),
                bold[int(font)] if font.isdigit() and int(font) < len(bold) else False,
                int(indent) if indent.isdigit() else 0,
            )
        )
    return tuple(styles)
