"""The labels of a table's rows and what they belong under.

A row is under a heading row (a label without numbers), under a row it is indented from, or under
a total that the rows after it add up to. Labels wrapped over grid rows are made whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.column_words import without_marks
from ingest.numbers import parse_cell
from ingest.tables.places import Places, join_wrapped

_INDENT = 2.0  # points: less is unevenness of the drawing
_CODE = re.compile(r"[A-Z]{0,2}\d{1,8}(?:[.-]\d{1,6})*\.?")
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
        label = _name([join_wrapped([cell.text]) for cell in cells])
        texts = {c: places.text(row, c) for c in values if places.cell(row, c) not in cells}
        filled = any(texts.values()) and row not in headings
        numbers = {c: parsed.number for c, text in texts.items() if (parsed := parse_cell(text)) is not None}
        strong = bool(cells) and (all(cell.bold for cell in cells) or _is_upper(label))
        indent = min((cell.indent for cell in cells), default=0.0)
        found.append(LabelledRow(row, label, indent, strong, numbers if filled else None, row in headings))
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


def row_paths(rows: Sequence[LabelledRow], summed: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The path of labels of each row, its own last. `summed` are the columns whose numbers add up."""
    parents = _heading_and_indent_parents(rows)
    indents = [row.indent for row in rows] or [0.0]
    if max(indents) - min(indents) <= _INDENT:
        for child, parent in _sum_parents(rows, summed).items():
            between = any(row.numbers is None for row in rows[parent + 1 : child])
            if not between:
                parents[child] = parent
    paths: dict[int, tuple[str, ...]] = {}
    for place, row in enumerate(rows):
        above = parents.get(place)
        path = paths[rows[above].row] if above is not None else ()
        if path and path[-1].casefold() == row.label.casefold():
            path = path[:-1]  # the total of its own heading
        paths[row.row] = (*path, row.label) if row.label else path
    return paths


def _heading_and_indent_parents(rows: Sequence[LabelledRow]) -> dict[int, int]:
    parents: dict[int, int] = {}
    stack: list[int] = []
    for place, row in enumerate(rows):
        if not row.label:
            if stack:
                parents[place] = stack[-1]
            continue
        while stack and _ends(rows, stack[-1], place):
            stack.pop()
        if stack:
            parents[place] = stack[-1]
        stack.append(place)
    return parents


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
    first = rows[above + 1]
    if above + 1 < place and first.label and first.indent > parent.indent + _INDENT:
        return True  # its own rows were indented, this one is not
    if row.numbers is None:
        return row.strong or not parent.strong  # a heading of its rank or higher
    weak_before = any(not other.strong for other in rows[above + 1 : place] if other.numbers is not None)
    return parent.strong and row.strong and weak_before


def _sum_parents(rows: Sequence[LabelledRow], summed: Sequence[int]) -> dict[int, int]:
    """Totals printed above their parts: a row whose numbers the rows right after it add up to.

    Worked from below, so that a part may itself be such a total. Every column must agree, and in
    one at least two parts must be other than nothing: zeros prove nothing.
    """
    parents: dict[int, int] = {}
    for place in range(len(rows) - 1, -1, -1):
        numbers = rows[place].numbers
        if not numbers or rows[place].heading:
            continue
        parts: list[int] = []
        for other in range(place + 1, len(rows)):
            if other in parents:
                continue
            if not rows[other].numbers or len(parts) > 30:
                break
            parts.append(other)
            if len(parts) > 1 and _adds_up(rows, place, parts, summed):
                parts += _zero_rows_after(rows, other, parents)
                parents.update({part: place for part in parts})
                break
    return parents


def _adds_up(rows: Sequence[LabelledRow], total: int, parts: Sequence[int], summed: Sequence[int]) -> bool:
    totals = rows[total].numbers or {}
    proved = False
    for column in summed:
        printed = totals.get(column)
        values = [value for part in parts if (value := (rows[part].numbers or {}).get(column)) is not None]
        if printed is None:
            if any(values):
                return False
            continue
        exponent = printed.as_tuple().exponent
        last_digit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
        if abs(sum(values, Decimal(0)) - printed) > last_digit * len(parts) / 2:
            return False
        others = sum(1 for value in values if value)
        proved = proved or (others >= 2 and abs(printed) >= 20 * last_digit * len(parts))
    return proved


def _zero_rows_after(rows: Sequence[LabelledRow], last: int, parents: dict[int, int]) -> list[int]:
    zeros = []
    for place in range(last + 1, len(rows)):
        numbers = rows[place].numbers
        if place in parents or not numbers or any(numbers.values()) or rows[place].strong:
            break
        zeros.append(place)
    return zeros
