"""What was read from a file as text for a terminal or a pipe.

Facts of the report, then its pages in reading order, problems last. No word and no cell is cut
off: text wraps, wide tables are split into groups of columns.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD, Box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Drawing
from rich.text import Text

from ingest.records import Block, BlockKind, Cell, Page, Report
from service.extract.items import Item, PageRange, TextItem, choose_pages, page_items
from service.extract.names import BLOCKS, card_line, check_summary, figure_meaning, printed
from service.extract.views import ColumnView, RowView, TableView, table_view
from service.extract.widths import Group, column_groups, extent
from service.terminal import fact_lines, problem_lines

WIDTH = 100
_LEAST_WIDTH = 20
_BULLET = re.compile(r"^[•·▪■●◦○‣➢✓*–-]\s")
_HEADER_STYLE = {BlockKind.HEADER: "dim", BlockKind.FOOTER: "dim", BlockKind.CAPTION: "italic"}
_RULED: Box = SIMPLE_HEAD


def extract_text(
    report: Report, ranges: Sequence[PageRange] = (), width: int = WIDTH, colour: bool = False
) -> str:
    """The whole rendering; `ranges` limit its pages. Lines are at most `width` wide.

    Raises LukuError `bad_page` where a range holds no page of the report.
    """
    pages = choose_pages(report, ranges)
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, _LEAST_WIDTH),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for line in _report_lines(report):
        console.print(line)
    for page in pages:
        _print_page(console, report, page)
    _print_problems(console, report, pages, whole=not ranges)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _report_lines(report: Report) -> list[str]:
    counts = [("sivuja", report.pages), ("taulukoita", report.tables), ("lukuja", report.figures)]
    lines = [*fact_lines(report), *(f"{name + ':':14}{len(items)}" for name, items in counts)]
    checks = [check for table in report.tables for check in table.checks]
    if checks:
        held = sum(check.holds for check in checks)
        lines.append(f"{'laskelmat:':14}{held}/{len(checks)} täsmää")
    return lines


def _print_page(console: Console, report: Report, page: Page) -> None:
    name = f"sivu {page.page}" + (f" (painettu {page.label})" if page.label else "")
    if page.ocr:
        name += " – tekstintunnistus kuvasta, luvut voivat olla väärin"
    console.print()
    console.print(Text(f"─── {name} ", style="bold reverse" if console.color_system else ""))
    items = page_items(report, page)
    if not items:
        console.print("(sivulta ei luettu mitään)")
    before: Item | None = None
    for item in items:
        if not (_is_listed(before) and _is_listed(item)):
            console.print()
        if isinstance(item, TextItem):
            _print_text(console, item)
        else:
            _print_table(console, table_view(item))
        before = item


def _is_listed(item: Item | None) -> bool:
    """Whether an item stands close to its like: bullets, cards, running heads."""
    close = (BlockKind.BULLET, BlockKind.CARD, BlockKind.HEADER, BlockKind.FOOTER)
    return isinstance(item, TextItem) and item.block.kind in close


def _print_text(console: Console, item: TextItem) -> None:
    block = item.block
    text = " ".join(block.text.split())
    if block.kind is BlockKind.HEADING:
        _wrapped(console, f"{'#' * max(1, block.level)} {text}", "bold")
    elif block.kind is BlockKind.BULLET:
        depth = 2 * max(0, block.level - 1)
        mark = "" if _BULLET.match(text) else "• "
        _wrapped(console, mark + text, "", depth, len(mark) or 2)
    elif block.kind is BlockKind.CARD:
        _print_card(console, item, text)
        return
    elif block.kind is BlockKind.PARAGRAPH:
        _wrapped(console, text, "")
    else:
        _wrapped(console, f"[{BLOCKS[block.kind]}] {text}", _HEADER_STYLE.get(block.kind, ""))
    if item.figures:
        shown = "; ".join(_figure(printed(f), figure_meaning(f)) for f in item.figures)
        depth = block.level if block.kind is BlockKind.BULLET else 1
        _wrapped(console, f"↳ luvut: {shown}", "dim", 2 * max(1, depth), 2)


def _figure(number: str, meaning: str) -> str:
    return f"{number} [{meaning}]" if meaning else number


def _print_card(console: Console, item: TextItem, text: str) -> None:
    """A card's label and numbers in a line; the printed words too where it says less than they do."""
    line = card_line(item)
    if line is None:
        _wrapped(console, f"[kortti] {text}", "")
        return
    _wrapped(console, f"▪ {line}", "bold", 0, 2)
    if not _same_words(line, item.block):
        _wrapped(console, f"painettu: {text}", "dim", 2, 2)


def _same_words(line: str, block: Block) -> bool:
    """Whether every word of the block stands in the line."""
    return set(re.findall(r"\w+", block.text)) <= set(re.findall(r"\w+", line))


def _wrapped(console: Console, text: str, style: str, indent: int = 0, hang: int = 0) -> None:
    """A paragraph at `indent`, the lines after its first `hang` further in."""
    room = max(console.width - indent - hang, 8)
    lines = Text(text, style=style).wrap(console, room + hang) if not hang else None
    if lines is None:
        first, *rest = Text(text, style=style).wrap(console, room)
        console.print(Padding(first, (0, 0, 0, indent)))
        for line in rest:
            console.print(Padding(line, (0, 0, 0, indent + hang)))
        return
    for line in lines:
        console.print(Padding(line, (0, 0, 0, indent)))


def _print_table(console: Console, view: TableView) -> None:
    for line in _table_heads(view):
        _wrapped(console, line, "bold")
    if not view.columns:
        return
    texts = [[_cell_text(row, cell, index) for index, cell in enumerate(row.cells)] for row in view.rows]
    extents = [
        extent((column.header, column.meaning), [row[index] for row in texts], column.numeric, index == 0)
        for index, column in enumerate(view.columns)
    ]
    groups = column_groups(extents, console.width, repeat_first=not view.columns[0].numeric)
    for group in groups:
        if len(groups) > 1:
            last = group.columns[-1] + 1
            lead = group.columns[1] if len(group.columns) > 1 and group is not groups[0] else group.columns[0]
            console.print(Text(f"sarakkeet {lead + 1}–{last} / {len(view.columns)}", style="dim"))
        console.print(_drawing(view, texts, group))
    told = check_summary(view.table) if view.item.is_last else None
    if told is not None:
        for line in (told.text, *told.wrong):
            _wrapped(console, line, "red" if told.wrong else "green", 1, 2)


def _table_heads(view: TableView) -> Iterator[str]:
    table, item = view.table, view.item
    name = f"Taulukko {table.id}: {table.title or '(ei otsikkoa)'}"
    if item.first > 0:
        yield f"{name} – jatkuu, rivit {item.first + 1}–{item.end}"
        return
    yield name + (f" ({table.printed_unit})" if table.printed_unit else "")
    yield from (f"  {text}" for text in view.over)


def _cell_text(row: RowView, cell: Cell | None, column: int) -> str:
    if cell is None:
        return ""
    return "  " * row.depth * (column == 0) + " ".join(cell.text.split())


def _drawing(view: TableView, texts: Sequence[Sequence[str]], group: Group) -> Drawing:
    drawing = Drawing(box=_RULED, show_edge=False, pad_edge=True, header_style="")
    for index, width in zip(group.columns, group.widths, strict=True):
        column = view.columns[index]
        drawing.add_column(
            _header(column), width=width, justify="right" if column.numeric else "left", overflow="fold"
        )
    for row, cells in zip(view.rows, texts, strict=True):
        drawing.add_row(
            *(_hanging(cells[index], view.columns[index], width)
              for index, width in zip(group.columns, group.widths, strict=True)),
            style="bold" if row.header else "",
        )  # fmt: skip
    return drawing


def _header(column: ColumnView) -> Text:
    text = Text(column.header, style="bold")
    if column.meaning:
        style = "dim" if column.understood else "yellow"
        text.append(("\n" if column.header else "") + column.meaning, style=style)
    return text


def _hanging(text: str, column: ColumnView, width: int) -> Text:
    """A cell's text; the lines of a wrapped label keep its indent."""
    indent = len(text) - len(text.lstrip())
    if column.numeric or not indent or indent > width // 2:
        return Text(text.strip() if column.numeric else text)
    shown = Text()
    wrapped = Text(text[indent:]).wrap(Console(width=width, file=io.StringIO()), width - indent)
    for place, line in enumerate(wrapped):
        shown.append(("\n" if place else "") + " " * indent)
        shown.append(line.plain.rstrip())
    return shown


def _print_problems(console: Console, report: Report, pages: Sequence[Page], whole: bool) -> None:
    numbers = {page.page for page in pages}
    shown = [p for p in report.problems if whole or p.page is None or p.page in numbers]
    unclear = sum(
        bool(column.meaning) and not column.understood
        for page in pages
        for item in page_items(report, page)
        if not isinstance(item, TextItem) and item.first == 0
        for column in table_view(item).columns
    )
    lines = problem_lines(shown)
    if unclear:
        lines.append(f"huomio: {unclear} sarakkeen otsikkoa ei ymmärretty")
    if lines:
        console.print()
    for line in lines:
        _wrapped(console, line, "yellow", 0, 2)
