"""The boxes of what was read as SVG over a page's picture, in points of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ingest.records import BlockKind, Box, Cell, FigureKind, Page, Place, Table
from ingest.tables.arithmetic import proved_cells
from service.extract.items import Item, TableItem, TextItem
from service.extract.names import BLOCKS, KINDS, NOT_UNDERSTOOD, figure_meaning, plain_number, printed
from service.extract.unread import UnreadWord

LAYERS = (
    ("heading", "otsikot", True),
    ("text", "kappaleet ja luettelot", True),
    ("card", "kortit", True),
    ("note", "kuvatekstit ja alaviitteet", True),
    ("running", "ylä- ja alatunnisteet", True),
    ("table", "taulukot", True),
    ("cell", "solut", True),
    ("figure", "luvut tekstissä", True),
    ("unread", "lukematta", True),
)
"""Name, Finnish text and whether it is shown at first, for each layer that can be switched."""

CELL_LOOKS = (
    ("head", "otsikkosolu"),
    ("label", "rivin nimi"),
    ("value", "luku"),
    ("proved", "luku, jonka laskelma täsmää"),
    ("refuted", "laskelma ei täsmää"),
    ("unclear", "sarakkeen otsikkoa ei ymmärretty"),
)
"""The looks of cells that the legend explains."""

_LAYER_OF = {
    BlockKind.HEADING: "heading",
    BlockKind.CARD: "card",
    BlockKind.CAPTION: "note",
    BlockKind.FOOTNOTE: "note",
    BlockKind.HEADER: "running",
    BlockKind.FOOTER: "running",
    BlockKind.TABLE: "table",
}


def overlay_svg(page: Page, items: Sequence[Item], unread: Sequence[UnreadWord]) -> str:
    """Blocks and tables below, cells and figures over them, what was not read on top."""
    shapes = [
        *_blocks(items),
        *(shape for item in items if isinstance(item, TableItem) for shape in _cells(item, page.page)),
        *_figures(items, page.page),
        *(_rect(word.box, "unread", f"lukematta: {word.text}") for word in unread),
    ]
    return (
        f'<svg viewBox="0 0 {page.width:.2f} {page.height:.2f}" role="group" '
        f'aria-label="Sivulta {page.page} luettu" preserveAspectRatio="none">{"".join(shapes)}</svg>'
    )


def _rect(box: Box, names: str, about: str, extra: str = "") -> str:
    x0, top, x1, bottom = box
    width, height = max(x1 - x0, 0.5), max(bottom - top, 0.5)
    return (
        f'<rect class="{names}" x="{x0:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"{extra}>'
        f"<title>{escape(about)}</title></rect>"
    )


def _blocks(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, TableItem):
            table = item.table
            if item.box:
                unit = f"\nyksikkö: {table.printed_unit}" if table.printed_unit else ""
                yield _rect(item.box, "table", f"taulukko {table.id}: {table.title or '(ei otsikkoa)'}{unit}")
            continue
        block = item.block
        if block.box:
            level = f", taso {block.level}" if block.level else ""
            path = f"\nosio: {' › '.join(block.section)}" if block.section else ""
            about = f"{BLOCKS[block.kind]}{level}{path}\n{' '.join(block.text.split())}"
            yield _rect(block.box, _LAYER_OF.get(block.kind, "text"), about)


def _cells(item: TableItem, page: int) -> Iterator[str]:
    """The cells of a table on a page; arrow keys move between them by their row and column."""
    table = item.table
    verdicts = proved_cells(table)
    first = True
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.box is None or cell.page != page or not item.first <= cell.row < item.end:
            continue
        verdict = verdicts.get(Place(cell.row, cell.column))
        names = f"cell {_cell_class(cell, verdict)}"
        place = (
            f' id="{cell_id("c", table, cell)}" data-t="{escape(table.id)}" data-r="{cell.row}" '
            f'data-c="{cell.column}" tabindex="{0 if first else -1}" role="img"'
        )
        yield _rect(cell.box, names, about_cell(cell, verdict), place)
        first = False


def cell_id(prefix: str, table: Table, cell: Cell) -> str:
    return f"{prefix}-{escape(table.id)}-{cell.row}-{cell.column}"


def _cell_class(cell: Cell, verdict: bool | None) -> str:
    if cell.header:
        return "head"
    if cell.value is None:
        return "label"
    unclear = not (cell.kind or cell.period)
    judged = {True: " proved", False: " refuted", None: ""}[verdict]
    return f"value{' unclear' if unclear else ''}{judged}"


def about_cell(cell: Cell, verdict: bool | None) -> str:
    """All that was understood of a cell, a line for each part of it."""
    lines = [" ".join(cell.text.split()) or "(tyhjä)"]
    if cell.header:
        return "\n".join([*lines, "otsikkosolu"])
    if cell.row_path:
        lines.append(f"rivi: {' › '.join(cell.row_path)}")
    if cell.column_path:
        lines.append(f"sarake: {' › '.join(cell.column_path)}")
    if cell.value is None:
        return "\n".join(lines)
    value = plain_number(cell.value)
    lines.append(f"arvo: {value}{f' {cell.unit}' if cell.unit else ' (ei yksikköä)'}")
    if cell.printed_unit or cell.scale != 1:
        lines.append(f"painettu yksikkö: {cell.printed_unit or '–'}, kerroin {cell.scale}")
    kind = KINDS[cell.kind] if cell.kind else None
    meaning = [kind, cell.period.label if cell.period else None, cell.entity]
    lines.append(f"laji ja kausi: {' · '.join(part for part in meaning if part) or NOT_UNDERSTOOD}")
    if verdict is not None:
        lines.append("laskelma täsmää" if verdict else "laskelma ei täsmää")
    return "\n".join(lines)


def _figures(items: Sequence[Item], page: int) -> Iterator[str]:
    """The figures of sentences, where their own place is known; a card's stand in its box."""
    for item in items:
        if not isinstance(item, TextItem):
            continue
        for figure in item.figures:
            if figure.kind is FigureKind.TEXT and figure.box and figure.page == page:
                about = [printed(figure), f"mittari: {figure.metric}", figure_meaning(figure)]
                unit = f" {figure.unit}" if figure.unit else ""
                about.append(f"arvo: {plain_number(figure.value)}{unit}")
                yield _rect(figure.box, "figure", "\n".join(line for line in about if line))
