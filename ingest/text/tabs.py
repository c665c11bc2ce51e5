"""Tables whose cells are kept apart by tabulators, as spreadsheets and word processors copy them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.text.columns import is_numbers
from ingest.text.headers import Header, is_header_like, whole_words
from ingest.text.lines import Line, collapse
from ingest.text.tables import Entry, FoundTable, Free, body_rows, make_grid


def find_tab_tables(lines: Sequence[Line], free: Free, page: int) -> list[FoundTable]:
    """Runs of lines with tabulators, two of them at least with numbers behind the first cell."""
    found: list[FoundTable] = []
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and free(end) and "\t" in lines[end].raw.strip(" "):
            if end > place and lines[end].strong_break:
                break
            end += 1
        table = _table([_cells(line) for line in lines[place:end]], place, page)
        if table is not None:
            found.append(table)
        place = max(end, place + 1)
    return found


def _cells(line: Line) -> list[str]:
    return [collapse(cell) for cell in line.raw.split("\t")]


def _is_body(cells: Sequence[str]) -> bool:
    numbers = [cell for cell in cells[1:] if cell]
    years = all(cell.isdigit() and len(cell) == 4 and cell[:2] in ("19", "20") for cell in numbers)
    return bool(numbers) and not years and all(is_numbers(cell) for cell in numbers)


def _table(rows: Sequence[Sequence[str]], start: int, page: int) -> FoundTable | None:
    first = next((place for place, cells in enumerate(rows) if _is_body(cells)), None)
    if first is None or sum(_is_body(cells) for cells in rows) < 2:
        return None
    columns = max(len(cells) for cells in rows) - 1
    heads = [cells for cells in rows[:first] if len(cells) > 1]
    lead = [cells[0] for cells in rows[:first] if len(cells) == 1 and not is_header_like(cells[0])]
    entries = [Entry(label, ()) for label in lead]
    for cells in rows[first:]:
        numbers = tuple(cells[1:]) + ("",) * (columns + 1 - len(cells))
        entries.append(Entry(cells[0], numbers if any(numbers) else ()))
    header = None
    if heads:
        corner = " ".join(cells[0] for cells in heads if cells[0])
        names = tuple(
            " ".join(whole_words([cells[column] for cells in heads if column < len(cells) and cells[column]]))
            for column in range(1, columns + 1)
        )
        header = Header(len(heads), corner, names)
    body, leftover = body_rows(entries)
    return FoundTable(start, start + len(rows), make_grid(page, columns, header, body), (), tuple(leftover))
