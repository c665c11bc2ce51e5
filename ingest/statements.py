"""From placed blocks and tables to statements: the smallest quotable pieces, with their figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.boxes import bounds
from ingest.cards import read_card, year_of
from ingest.compared_columns import COMPARED, periods_of_compared
from ingest.definitions import Definition, find_definitions
from ingest.glossary import explained
from ingest.numbers import PrintedNumber, find_unit, parse_cell
from ingest.records import (
    Block,
    BlockKind,
    Box,
    Cell,
    Column,
    ColumnKind,
    Figure,
    FigureKind,
    Period,
    Place,
    Statement,
    StatementKind,
    Table,
)
from ingest.sections import Placed
from ingest.sentence_numbers import metric_of, sentence_numbers
from ingest.sentence_periods import nearest_period, tells_outcome
from ingest.sentences import Range, clause_at, sentences
from ingest.stance import kind_at
from ingest.tables.arithmetic import proved_cells
from ingest.tables.bands import BandColumns
from ingest.tables.own_labels import own_labels

CELL_GAP = "  "
"""Between the cells of a row's quote, so that "675  600" stays two numbers; white space to a reader."""
_BULLET = re.compile(r"^(?:[•·▪■●◦○‣➢✓*\uf0b7\uf0a7]|[–-](?!\d)|\u2212(?=\s+[^\W\d_])|o(?=\s))\s*")
_SILENT = (BlockKind.HEADER, BlockKind.FOOTER)
_FORWARD = (
    ColumnKind.FORECAST, ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.PLAN, ColumnKind.TARGET,
)  # fmt: skip
_TITLES = (BlockKind.HEADING, BlockKind.CAPTION)


def page_statements(
    placed: Sequence[Placed],
    tables: Sequence[Table],
    page: int,
    report_period: Period | None,
    outcomes: bool = False,
) -> tuple[Statement, ...]:
    """The statements of one page in reading order; the n-th `table` block stands for tables[n], of which
    the rows on this page are read. With `outcomes` the report tells what happened in its period: a number
    that a sentence in the past tense tells without a period is of that period."""
    waiting = iter(tables)
    found: list[Statement] = []
    lead = ""
    for item in placed:
        if item.block.kind in _SILENT:
            continue
        if item.block.kind is BlockKind.TABLE:
            table = next(waiting, None)
            made: Iterable[Statement] = (
                () if table is None or item.silent else _rows(table, item, report_period)
            )
        elif item.silent:
            continue
        elif item.block.kind is BlockKind.CARD:
            made = _card(item, report_period, outcomes)
        else:
            made = _sentences(item, lead, report_period, outcomes)
            lead = _lead(item.block, lead)
        found.extend(made)
    return tuple(
        replace(statement, id=f"p{page}-{number}") for number, statement in enumerate(explained(found), 1)
    )


def _lead(block: Block, before: str) -> str:
    """The words that introduce the bullets below: a line that ends with a colon, or a parent bullet."""
    if block.kind is BlockKind.BULLET and not block.text.rstrip().endswith(":"):
        return before
    return block.text if block.text.rstrip().endswith(":") else ""


def _card(item: Placed, report_period: Period | None, outcomes: bool) -> Iterator[Statement]:
    block = item.block
    card = read_card(block.text, item.page, block.box, item.entity, report_period, block.section)
    if card is None:
        yield from _sentences(item, "", report_period, outcomes)
        return
    # Digits on two lines are two numbers, as in a row: "Kausi 1–3" and "675".
    text = re.sub(r"(?<=\d)[^\S\n]*\n\s*(?=[-+(\u2212\u2013]?\d)", "\f", block.text)
    yield Statement(
        id="", kind=StatementKind.CARD, label=card.label,
        text=CELL_GAP.join(" ".join(part.split()) for part in text.split("\f")), page=item.page,
        boxes=(block.box,) if block.box else (), section=block.section, entity=item.entity,
        figures=card.figures,
    )  # fmt: skip


def _sentences(item: Placed, lead: str, report_period: Period | None, outcomes: bool) -> Iterator[Statement]:
    block = item.block
    mark = _BULLET.match(block.text)
    offset = mark.end() if mark else 0
    body = block.text[offset:]
    defined = find_definitions(body)
    before = lead if block.kind is BlockKind.BULLET else ""
    for piece, definition in _with_definitions(body, defined):
        place = Range(piece.start + offset, piece.end + offset)
        if definition is not None:
            yield _statement(item, StatementKind.DEFINITION, place, definition.term, "", ())
            continue
        text = block.text[place.start : place.end]
        kind = StatementKind.SENTENCE
        if block.kind is BlockKind.HEADING:
            kind = StatementKind.HEADING
            place, text = Range(0, len(block.text)), block.text
        figures = tuple(
            _text_figure(text, place.start, number, item, report_period, outcomes)
            for number in sentence_numbers(text)
            if not (block.kind in _TITLES and _is_unit_of_account(number))
        )
        if block.kind is BlockKind.HEADING:
            figures = tuple(figure for figure in figures if figure.unit or len(figure.raw) > 2)  # "Osa 1"
            kind = StatementKind.SENTENCE if figures else StatementKind.HEADING
        yield _statement(item, kind, place, text, before, figures)
        before = text
        if block.kind is BlockKind.HEADING:
            return


def _with_definitions(text: str, defined: Sequence[Definition]) -> Iterator[tuple[Range, Definition | None]]:
    """The sentences of a text and its definitions in order. Of a sentence that holds a definition, what
    stands before, between and after it is a sentence of its own."""
    for piece in sentences(text):
        if not any(d.place.start < piece.end and piece.start < d.place.end for d in defined):
            yield piece, None
            continue
        start = piece.start
        for definition in defined:
            if definition.place.end <= piece.start or definition.place.start >= piece.end:
                continue
            yield from ((rest, None) for rest in _said(text, start, definition.place.start))
            if definition.place.start >= piece.start:
                yield definition.place, definition
            start = definition.place.end
        yield from ((rest, None) for rest in _said(text, start, piece.end))


def _said(text: str, start: int, end: int) -> Iterator[Range]:
    """The characters of a part without the punctuation that parts it from others, if it says anything."""
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    if any(letter.isalnum() for letter in text[start:end]):
        yield Range(start, end)


def _is_unit_of_account(number: PrintedNumber) -> bool:
    """ "1 000 €" in a title says what a table is printed in."""
    return number.value == 1000 and number.scale == 1 and (number.unit or "").startswith("EUR")


def _statement(
    item: Placed, kind: StatementKind, place: Range, label: str, context: str, figures: tuple[Figure, ...]
) -> Statement:
    text = " ".join(item.block.text[place.start : place.end].split())
    return Statement(
        id="", kind=kind, text=text, label=" ".join(label.split()), page=item.page,
        boxes=line_boxes(item.block, place), section=item.block.section, entity=item.entity,
        context=" ".join(context.split()), figures=figures,
    )  # fmt: skip


def _text_figure(
    sentence: str,
    offset: int,
    number: PrintedNumber,
    item: Placed,
    report_period: Period | None,
    outcomes: bool,
) -> Figure:
    clause = clause_at(sentence, number.start)
    period = nearest_period(sentence, clause, number.start, report_period)
    kind = kind_at(sentence, number.start, number.end, clause)
    if period is None and kind in (None, ColumnKind.ACTUAL) and outcomes:
        period = report_period if tells_outcome(sentence, clause) else None
    if period is None and kind in _FORWARD and report_period is not None:
        period = year_of(report_period)
    boxes = line_boxes(item.block, Range(offset + number.start, offset + number.end))
    return Figure(
        raw=number.raw, value=number.value, unit=number.unit, scale=number.scale,
        printed_unit=number.printed_unit, kind=FigureKind.TEXT, entity=item.entity,
        metric=metric_of(sentence, number), column=None, column_kind=kind, period=period, page=item.page,
        box=boxes[0] if boxes else item.block.box, qualifier=number.qualifier,
    )  # fmt: skip


def _rows(table: Table, item: Placed, report_period: Period | None) -> Iterator[Statement]:
    columns = BandColumns(table, report_period)
    proved = proved_cells(table)
    compared = periods_of_compared(table, report_period)
    labels = own_labels(table)
    headers = " ".join(column.text for column in table.columns)
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if not cell.header and cell.page == item.page:
            by_row.setdefault(cell.row, []).append(cell)
    for row, cells in sorted(by_row.items()):
        cells.sort(key=lambda cell: cell.column)
        text = CELL_GAP.join(" ".join(cell.text.split()) for cell in cells if cell.text.strip())
        if not text:
            continue
        valued = [cell for cell in cells if cell.value is not None]
        path = next((cell.row_path for cell in cells if cell.row_path), ())
        label = labels.get(row, "")
        figures = tuple(
            _cell_figure(
                table,
                cell,
                columns.over(cell),
                item,
                label,
                report_period,
                proved.get(Place(cell.row, cell.column)),
                compared,
            )
            for cell in valued
        )
        yield Statement(
            id="", kind=StatementKind.ROW, text=text, label=label, page=cells[0].page,
            boxes=_row_boxes(cells), section=item.block.section, entity=item.entity,
            context=" ".join(" ".join((table.title or "", *(path[:-1] if label else path), headers)).split()),
            table=table.id, row=row, figures=figures,
        )  # fmt: skip


def _cell_figure(
    table: Table,
    cell: Cell,
    column: Column | None,
    item: Placed,
    label: str,
    report_period: Period | None,
    proved: bool | None,
    compared: Mapping[int, Period],
) -> Figure:
    number = parse_cell(cell.text)
    kind = (column.kind if column else None) or cell.kind
    period = (column.period if column else None) or cell.period
    if period is None and kind in COMPARED:
        period = compared.get(cell.column)
    if period is None and kind in (*_FORWARD, *COMPARED) and report_period is not None:
        period = year_of(report_period)
    header = column.header if column else None
    support = tuple(dict.fromkeys(quote for quote in (header, table.unit_quote) if quote is not None))
    assert cell.value is not None
    return Figure(
        raw=number.raw if number else cell.text.strip(), value=cell.value, unit=cell.unit, scale=cell.scale,
        printed_unit=cell.printed_unit or _printed_unit(number, cell, column, table), kind=FigureKind.TABLE,
        entity=cell.entity or item.entity, metric=label,
        column=" ".join(column.text.split()) if column and column.text else None,
        column_kind=kind, period=period, page=cell.page, box=cell.box, support=support,
        proved=proved,
    )  # fmt: skip


def _printed_unit(
    number: PrintedNumber | None, cell: Cell, column: Column | None, table: Table
) -> str | None:
    """The unit as printed nearest to the cell: in it, in its row's label, its column, its table."""
    if number is not None and number.printed_unit:
        return number.printed_unit
    for printed in (cell.row_path[-1] if cell.row_path else None, column.printed_unit if column else None):
        unit = find_unit(printed) if printed else None
        if unit is not None and (unit.unit, unit.scale) == (cell.unit, cell.scale):
            return unit.text
    unit = find_unit(table.printed_unit) if table.printed_unit else None
    return unit.text if unit is not None and (unit.unit, unit.scale) == (cell.unit, cell.scale) else None


def _row_boxes(cells: Sequence[Cell]) -> tuple[Box, ...]:
    boxes = [cell.box for cell in cells if cell.box is not None and cell.text.strip()]
    return (bounds(boxes),) if boxes else ()


def line_boxes(block: Block, place: Range) -> tuple[Box, ...]:
    """Boxes of the block's characters in `place`, one box a line; the block's box without spans."""
    lines: list[list[Box]] = []
    for span in block.spans:
        if span.end <= place.start or span.start >= place.end:
            continue
        if lines and _same_line(lines[-1][-1], span.box):
            lines[-1].append(span.box)
        else:
            lines.append([span.box])
    if lines:
        return tuple(bounds(line) for line in lines)
    return (block.box,) if block.box is not None else ()


def _same_line(a: Box, b: Box) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * min(a.bottom - a.top, b.bottom - b.top) and b.x0 >= a.x0
