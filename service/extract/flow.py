"""What was read from a page as running HTML: headings, text, cards, tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ingest.records import BlockKind, Cell
from service.extract.items import Item, TableItem, TextItem
from service.extract.names import BLOCKS, card_line, check_summary, figure_meaning, printed
from service.extract.overlay import cell_id
from service.extract.views import RowView, TableView, table_view

_MOST_LEVEL = 6


def flow_html(items: Sequence[Item]) -> str:
    if not items:
        return '<p class="nothing">Sivulta ei luettu mitään.</p>'
    return "\n".join(_text(item) if isinstance(item, TextItem) else _table(item) for item in items)


def _text(item: TextItem) -> str:
    block = item.block
    text = escape(" ".join(block.text.split()))
    if block.kind is BlockKind.HEADING:
        level = min(_MOST_LEVEL, max(1, block.level) + 2)
        shown = f"<h{level}>{text}</h{level}>"
    elif block.kind is BlockKind.BULLET:
        shown = f'<p class="bullet" style="--depth:{max(1, block.level)}">{text}</p>'
    elif block.kind is BlockKind.CARD:
        line = card_line(item)
        read = f"<strong>{escape(line)}</strong>" if line else "<strong>kortista ei luettu lukua</strong>"
        return f'<div class="card-read">{read}<small>painettu: {text}</small></div>'
    elif block.kind is BlockKind.PARAGRAPH:
        shown = f"<p>{text}</p>"
    else:
        shown = f'<p class="minor"><small>{BLOCKS[block.kind]}</small> {text}</p>'
    return shown + _figures(item)


def _figures(item: TextItem) -> str:
    if not item.figures:
        return ""
    shown = "".join(
        f"<li>{escape(printed(figure))}"
        + (f" <small>{escape(figure_meaning(figure))}</small>" if figure_meaning(figure) else "")
        + "</li>"
        for figure in item.figures
    )
    return f'<ul class="figures" aria-label="Tekstistä luetut luvut">{shown}</ul>'


def _table(item: TableItem) -> str:
    view = table_view(item)
    table = item.table
    caption = f"{escape(table.id)}: {escape(table.title or '(ei otsikkoa)')}"
    if item.first:
        caption += f" – jatkuu, rivit {item.first + 1}–{item.end}"
    elif table.printed_unit:
        caption += f" ({escape(table.printed_unit)})"
    over = "".join(
        f'<tr><th scope="colgroup" colspan="{max(1, len(view.columns))}">{escape(text)}</th></tr>'
        for text in view.over
    )
    heads = "".join(
        f'<th scope="col"{" class=unclear" if column.meaning and not column.understood else ""}>'
        f"{escape(column.header)}<small>{escape(column.meaning)}</small></th>"
        for column in view.columns
    )
    body = "".join(_row(view, row) for row in view.rows)
    return (
        f'<div class="scroll"><table><caption>{caption}</caption><thead>{over}<tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{_checks(item)}"
    )


def _checks(item: TableItem) -> str:
    told = check_summary(item.table) if item.is_last else None
    if told is None:
        return ""
    wrong = "".join(f'<p class="problem">{escape(line)}</p>' for line in told.wrong)
    return f'<p class="{"problem" if told.wrong else "check"}">{escape(told.text)}</p>{wrong}'


def _row(view: TableView, row: RowView) -> str:
    cells = "".join(_cells(view, row))
    return f"<tr{' class=head' if row.header else ''}>{cells}</tr>"


def _cells(view: TableView, row: RowView) -> Iterator[str]:
    taken = 0
    for index, cell in enumerate(row.cells):
        if index < taken:
            continue
        if cell is None:
            yield "<td></td>"
            continue
        span = _free_span(row.cells, index, cell)
        taken = index + span
        number = " class=n" if view.columns[index].numeric and not cell.header else ""
        indent = f' style="--depth:{row.depth}"' if index == 0 and row.depth else ""
        tag = 'th scope="row"' if index == 0 and cell.value is None else "td"
        wide = f' colspan="{span}"' if span > 1 else ""
        text = escape(" ".join(cell.text.split()))
        place = cell_id("d", view.table, cell)
        yield f'<{tag} id="{place}"{number}{indent}{wide}>{text}</{tag.split()[0]}>'


def _free_span(cells: Sequence[Cell | None], index: int, cell: Cell) -> int:
    """How many columns a cell may take without covering another."""
    span = 1
    while span < cell.column_span and index + span < len(cells) and cells[index + span] is None:
        span += 1
    return span
