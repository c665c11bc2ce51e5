"""The labels of a table's rows and what they belong under.

A row is under a heading row (a label without numbers), under a row it is indented from, or under
a total that the rows after it add up to. Labels wrapped over grid rows are made whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.column_words import without_marks
from ingest.numbers import parse_cell
from ingest.records import GridCell
from ingest.tables.places import Places, join_wrapped

_SPACE = 0.45  # of a line's height: the widest gap between two words of one label
_INDENT = 2.0  # points: less is unevenness of the drawing
_CODE = re.compile(r"[A-Z]{0,2}\d{1,8}(?:[.-]\d{1,6})*\.?")
_BARE_TOTAL = re.compile(
    r"(?:yhteensä|yht\.?|kaikkiaan|(?:loppu|väli)?summa|totalt|sammanlagt|inalles|total)", re.IGNORECASE
)
_A_TOTAL = re.compile(rf"(?<!\w){_BARE_TOTAL.pattern}(?!\w)", re.IGNORECASE)
_PART_OF = re.compile(r"(?:josta|joista|siitä|niistä|mistä|josta:|varav)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A body row: its label, how it is set, and its numbers by column (None: no value cells)."""

    row: int
    label: str
    indent: float
    strong: bool
    numbers: dict[int, Decimal] | None
    heading: bool = False  # a header row in the middle of the table: its label heads what follows


def read_rows(
    places: Places,
    rows: Sequence[int],
    labels: Sequence[int],
    values: Sequence[int],
    headings: frozenset[int],
) -> list[LabelledRow]:
    """The body rows of one group of columns, `labels` being its label columns, `values` its others."""
    found = []
    for row in rows:
        cells = [cell for column in labels if (cell := places.cell(row, column)) is not None]
        texts = {c: places.text(row, c) for c in values if places.cell(row, c) not in cells}
        if cells and row not in headings and not any(parse_cell(text) for text in texts.values()):
            cells += _run_over(places, row, cells[-1], values)
            texts = {c: text for c, text in texts.items() if places.cell(row, c) not in cells}
        label = _name([join_wrapped([cell.text]) for cell in cells])
        filled = any(texts.values()) and row not in headings
        numbers = {c: parsed.number for c, text in texts.items() if (parsed := parse_cell(text)) is not None}
        strong = bool(cells) and (all(cell.bold for cell in cells) or _is_upper(label))
        indent = min((cell.indent for cell in cells), default=0.0)
        found.append(LabelledRow(row, label, indent, strong, numbers if filled else None, row in headings))
    return found


def _run_over(places: Places, row: int, label: GridCell, values: Sequence[int]) -> list[GridCell]:
    """The rest of a long label that runs on into value columns: texts that follow it by a space each."""
    found: list[GridCell] = []
    for column in values:
        cell, last = places.cell(row, column), (found or [label])[-1]
        if cell is None:
            break
        if cell is last:
            continue
        if cell.box is None or last.box is None or len(cell.lines) > 1 or len(last.lines) > 1:
            break
        if not 0 <= cell.box.x0 - last.box.x1 < _SPACE * (last.box.bottom - last.box.top):
            break
        found.append(cell)
    return found


def _name(texts: Sequence[str]) -> str:
    """What the label cells of a row call it: without the number or code of an account before its name,
    without marks of footnotes."""
    if len(texts) > 1 and _CODE.fullmatch(texts[0]) and any(char.isalpha() for char in texts[1]):
        texts = texts[1:]
    return without_marks(" ".join(dict.fromkeys(texts)))


def _is_upper(label: str) -> bool:
    letters = [character for character in label if character.isalpha()]
    return len(letters) > 3 and all(character.isupper() for character in letters)


def _lower(label: str) -> bool:
    return label[:1].islower() and not _PART_OF.match(label)


def unwrap(rows: Sequence[LabelledRow]) -> tuple[list[LabelledRow], dict[int, int]]:
    """Rows with wrapped labels made whole, and for each grid row that is a piece, the row it is of."""
    whole: list[LabelledRow] = []
    piece_of: dict[int, int] = {}
    pending: list[LabelledRow] = []
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        if row.numbers is None and row.label and not row.heading:
            before = whole[-1] if whole and not pending else None
            if before is not None and before.numbers and _lower(row.label):
                whole[-1] = replace(before, label=join_wrapped([before.label, row.label]))
                piece_of[row.row] = before.row
                continue
            cut = row.label.endswith(("-", "\u2010", "\u00ad"))
            if following is not None and not following.heading and (
                cut or (_lower(following.label) and following.numbers is not None)
                or (following.numbers is not None and not following.label)
            ):  # fmt: skip
                pending.append(row)
                continue
        if pending:
            first = pending[0]
            label = join_wrapped([*(piece.label for piece in pending), row.label])
            piece_of.update({piece.row: row.row for piece in pending})
            row = replace(row, label=label, indent=first.indent, strong=first.strong)
            pending = []
        whole.append(row)
    whole.extend(pending)
    return whole, piece_of


def row_paths(rows: Sequence[LabelledRow], totals: Mapping[int, int]) -> dict[int, tuple[str, ...]]:
    """The path of labels of each row, its own last. `totals` gives the row of the total printed above it,
    for the rows that add up to one."""
    parents = _heading_and_indent_parents(rows)
    places = {row.row: place for place, row in enumerate(rows)}
    flat = _is_flat(rows)
    for part, total in totals.items():
        child, parent = places.get(part), places.get(total)
        if child is None or parent is None or not rows[child].label:
            continue
        span = rows[parent : child + 1]
        if any(row.numbers is None for row in span[1:-1]):
            continue
        # Where some rows are indented, only a strong total over weak rows set as far in as it is says more.
        if flat or (_is_flat(span) and rows[parent].strong and not any(row.strong for row in span[1:])):
            parents[child] = parent
    paths: dict[int, tuple[str, ...]] = {}
    for place, row in enumerate(rows):
        above = parents.get(place)
        path = paths[rows[above].row] if above is not None else ()
        if path and path[-1].casefold() == row.label.casefold():
            path = path[:-1]  # the total of its own heading
        paths[row.row] = (*path, row.label) if row.label else path
    return paths


def _is_flat(rows: Sequence[LabelledRow]) -> bool:
    """Whether no row is indented from another."""
    indents = [row.indent for row in rows] or [0.0]
    return max(indents) - min(indents) <= _INDENT


def _heading_and_indent_parents(rows: Sequence[LabelledRow]) -> dict[int, int]:
    parents: dict[int, int] = {}
    stack: list[int] = []
    for place, row in enumerate(rows):
        if not row.label:  # a sum without a label is of no row above it, only of their heading
            heading = next((above for above in reversed(stack) if rows[above].numbers is None), None)
            if heading is not None:
                parents[place] = heading
            continue
        while stack and _ends(rows, stack[-1], place):
            stack.pop()
        if stack:
            parents[place] = stack[-1]
        stack.append(place)
    return parents


def _is_total_of(label: str, heading: str) -> bool:
    """Whether a label is a bare "Yhteensä" or one that names the heading: "Summa skatter"."""
    if _BARE_TOTAL.fullmatch(label):
        return True
    return _A_TOTAL.search(label) is not None and heading.casefold() in label.casefold()


def _added_by(rows: Sequence[LabelledRow], above: int, place: int) -> bool | None:
    """Whether a total is the sum of the rows under a heading (True) or of those under all headings before
    it (False); None where the numbers tell neither."""
    before = [row for row in rows[:place] if row.numbers and not _A_TOTAL.search(row.label)]
    own = [row for row in before if row.row > rows[above].row]
    if len(own) == len(before) or _sums_up(rows[place], own):
        return True if _sums_up(rows[place], own) else None
    return False if _sums_up(rows[place], before) else None


def _sums_up(total: LabelledRow, parts: Sequence[LabelledRow]) -> bool:
    """Whether a row is the sum of others in most of its columns, give or take the rounding of each."""
    held = 0
    numbers = total.numbers or {}
    for column, number in numbers.items():
        values = [value for part in parts if (value := (part.numbers or {}).get(column)) is not None]
        unit = max((-int(value.as_tuple().exponent) for value in (number, *values)), default=0)
        off = Decimal(len(values)).scaleb(-unit) / 2
        held += bool(values) and number != 0 and abs(sum(values, Decimal(0)) - number) <= off
    return 2 * held > len(numbers)


def _closes(rows: Sequence[LabelledRow], above: int, place: int) -> bool:
    """Whether a bare "Yhteensä" is the total of the rows under a heading, not of all headings before it."""
    if any(_is_total_of(row.label, rows[above].label) for row in rows[above + 1 : place]):
        return False
    added = _added_by(rows, above, place)
    if added is not None:
        return added
    if any(row.numbers for row in rows[place + 1 :]):
        return True
    headings = [row for row in rows[:above] if row.numbers is None and row.strong and row.label]
    totals = [row for row in rows[:above] if row.numbers and _A_TOTAL.search(row.label)]
    return len(totals) >= len(headings)


def _ends(rows: Sequence[LabelledRow], above: int, place: int) -> bool:
    """Whether a row no longer belongs under an earlier one."""
    parent, row = rows[above], rows[place]
    if row.heading:
        return True
    if parent.heading:
        return False
    if row.indent > parent.indent + _INDENT:
        return False
    if parent.numbers is not None or row.indent < parent.indent - _INDENT:
        return True
    if row.numbers and parent.strong and _BARE_TOTAL.fullmatch(row.label) and _closes(rows, above, place):
        return False
    first = rows[above + 1]
    if above + 1 < place and first.label and first.indent > parent.indent + _INDENT:
        return True  # its own rows were indented, this one is not
    if row.numbers is None:
        return row.strong or not parent.strong  # a heading of its rank or higher
    if row.strong and first.strong and first.numbers and first is not row:
        return False  # as strong as the first row of the heading: beside it
    weak_before = any(not other.strong for other in rows[above + 1 : place] if other.numbers is not None)
    return parent.strong and row.strong and weak_before
