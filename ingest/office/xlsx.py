"""Reads an .xlsx file: each sheet a page, each table of it a grid, numbers as the sheet shows them.

What is hidden (sheets, rows, columns) is left out and said so. A formula whose result the file does not
hold shows nothing; that is a problem too, because a person who opens the file sees a number there.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from bisect import bisect_left, bisect_right

from lxml import etree

from ingest.office.areas import Area, Rows, TextLine, find_areas, shown_rows
from ingest.office.cards import grid_cards
from ingest.office.grids import RawCell, make_grid
from ingest.office.package import OfficeFile, broken
from ingest.office.properties import core_title
from ingest.office.sheet import Sheet, read_sheet
from ingest.office.workbook import read_workbook
from ingest.office.xml_text import lines_of
from ingest.records import Block, BlockKind, Grid, Layout, Problem, Reading

_INDENT_POINTS = 9.0
_NAMED = 5


def read_xlsx(office: OfficeFile) -> Reading:
    """The shown sheets as pages without geometry. Raises UnreadableFile `broken_file`."""
    layouts: list[Layout] = []
    problems: list[Problem] = []
    try:
        with zipfile.ZipFile(io.BytesIO(office.data)) as package:
            book = read_workbook(package)
            for part in book.sheets:
                if part.hidden:
                    problems.append(
                        Problem(
                            "hidden_sheet",
                            f"Taulukkovälilehti ”{part.name}” on piilotettu; se jätettiin pois.",
                        )
                    )
                    continue
                number = len(layouts) + 1
                try:
                    sheet = read_sheet(package, part, book)
                except (etree.XMLSyntaxError, KeyError, zlib.error, zipfile.BadZipFile) as error:
                    if not isinstance(error, etree.XMLSyntaxError) and not layouts:
                        raise
                    problems.append(
                        Problem("broken_page", f"Välilehti ”{part.name}” on rikki; sitä ei luettu.", number)
                    )
                    layouts.append(Layout(number, 0.0, 0.0, part.name, (), ()))
                    continue
                problems += _problems(sheet, part.name, number)
                layouts.append(_layout(sheet, part.name, number))
            title = core_title(package)
    except (zipfile.BadZipFile, zlib.error, KeyError, etree.XMLSyntaxError, EOFError, ValueError) as error:
        raise broken(office.file) from error
    return Reading(tuple(layouts), title, tuple(problems))


def _problems(sheet: Sheet, name: str, page: int) -> list[Problem]:
    found: list[Problem] = []
    if sheet.without_value:
        cells = ", ".join(sheet.without_value[:_NAMED]) + (" …" if len(sheet.without_value) > _NAMED else "")
        found.append(
            Problem(
                "formula_without_value",
                f"Välilehti ”{name}”: {len(sheet.without_value)} kaavan tulos puuttuu ({cells}). "
                "Avaa tiedosto taulukkolaskennassa ja tallenna se uudelleen.",
                page,
            )
        )
    if sheet.hidden_rows or sheet.hidden_columns:
        found.append(
            Problem(
                "hidden_cells",
                f"Välilehti ”{name}”: piilotettuja rivejä {sheet.hidden_rows}, "
                f"sarakkeita {sheet.hidden_columns}; ne jätettiin pois.",
                page,
            )
        )
    if sheet.cut:
        found.append(
            Problem(
                "sheet_cut",
                f"Välilehdestä ”{name}” luettiin vain {len(sheet.cells)} ensimmäistä solua; se on liian "
                "suuri. Jaa se useammaksi tiedostoksi.",
                page,
            )
        )
    return found


def _layout(sheet: Sheet, name: str, page: int) -> Layout:
    blocks: list[Block] = [Block(BlockKind.HEADING, name, None, level=1)] if sheet.cells and name else []
    grids: list[Grid] = []
    shown = shown_rows(sheet)
    found = find_areas(sheet, shown)
    for place, item in enumerate(found):
        if isinstance(item, Area):
            grid = _grid(sheet, shown, item, page)
            cards = grid_cards(grid) if grid is not None else ()
            blocks += cards
            if grid is not None and not cards:
                grids.append(grid)
                blocks.append(Block(BlockKind.TABLE, "", None))
        else:
            blocks.append(_block(item, place == 0 or not isinstance(found[place - 1], TextLine)))
    return Layout(page, 0.0, 0.0, name or None, tuple(blocks), tuple(grids))


def _block(line: TextLine, first: bool) -> Block:
    text = lines_of(line.text)
    if line.before_table and first and len(text) <= 120 and not text.endswith((".", ":", ";")):
        return Block(BlockKind.HEADING, text, None, level=2, bold=line.bold)
    return Block(BlockKind.PARAGRAPH, text, None, bold=line.bold)


def _grid(sheet: Sheet, shown: Rows, area: Area, page: int) -> Grid | None:
    rows = {row: place for place, row in enumerate(area.rows)}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for first_row, first_column, last_row, last_column in sheet.merged:
        if (first_row, first_column) in sheet.cells and first_row in rows:
            down = bisect_right(area.rows, last_row) - bisect_left(area.rows, first_row)
            across = min(last_column, area.last_column) - first_column + 1
            spans[first_row, first_column] = (max(1, down), max(1, across))
    raw: list[list[RawCell]] = []
    for row in area.rows:
        cells: list[RawCell] = []
        for cell in shown.get(row, ()):
            column = cell.column
            if not area.first_column <= column <= area.last_column:
                continue
            down, across = spans.get((row, column), (1, 1))
            cells.append(
                RawCell(
                    lines_of(cell.text), down, across, cell.bold, cell.indent * _INDENT_POINTS,
                    column - area.first_column,
                )
            )  # fmt: skip
        raw.append(cells)
    return make_grid(page, raw, 0)
