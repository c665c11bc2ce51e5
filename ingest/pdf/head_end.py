"""Where the head of a table ends and its body begins.

What is drawn tells it surest: a head shaded in its own colour ends with that colour, and where every row is
drawn, the first row with an amount is a row of the body from its first line on. Else the amounts tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.drawn_rows import are_drawn, groups_by_rules
from ingest.pdf.gutters import Row
from ingest.pdf.setting import OVERLAP_STEP, Setting
from ingest.pdf.shades import Colour

_MANY_NAMES = 0.5


def first_body_line(
    setting: Setting, body: Sequence[bool], behind: Sequence[Colour | None], columns: int
) -> int:
    """The first line that is not head. `body` says which lines hold amounts, `behind` what they stand on."""
    rows, bases = setting.rows, setting.bases
    first = next((index for index, counts in enumerate(body) if counts), 0)
    if not first or columns < 2:
        return first
    if all(len(row) == 1 and row[0].last == 0 for row in rows[:first]):
        return 0
    shaded = _shaded_head(rows, behind, first, columns)
    if shaded:
        return shaded
    first = _drawn_row(setting, first) or _row_start(setting, first)
    while first > 1 and rows[first - 1][0].first == 0 and rows[first - 1][0].last == columns - 1:
        first -= 1
    while first > 1:
        row = rows[first - 1]
        alone = len(row) == 1 and row[0].first == row[0].last == 0
        apart = bases[first - 1] - bases[first - 2] > 0.95 * setting.size
        headed = any(piece.first > 0 for other in rows[: first - 1] for piece in other)
        if not (alone and apart and headed):
            break
        first -= 1
    return first


def _shaded_head(rows: Sequence[Row], behind: Sequence[Colour | None], first: int, columns: int) -> int:
    """How many lines on top are shaded in a colour, or two, that the line after them is not; 0 if none."""
    end = _shade_end(behind, 0)
    if behind[0] is None or end > first or end == len(rows):
        return 0
    if behind[end] is not None:
        second = _shade_end(behind, end)
        named = any(piece.first > 0 for row in rows[end:second] for piece in row)
        if named and second <= first and second < len(rows):
            end = second
    if not any(piece.first > 0 for row in rows[:end] for piece in row):
        return 0
    names = [sum(piece.first > 0 for piece in row) for row in rows[end:first]]
    return 0 if max(names, default=0) > max(1, _MANY_NAMES * (columns - 1)) else end


def _shade_end(behind: Sequence[Colour | None], start: int) -> int:
    end = start
    while end < len(behind) and behind[end] == behind[start]:
        end += 1
    return end


def _row_start(setting: Setting, first: int) -> int:
    """The first of the lines above a line that are set too close to be another row."""
    near = OVERLAP_STEP * setting.size
    while first > 1 and setting.bases[first] - setting.bases[first - 1] < near:
        first -= 1
    return first


def _drawn_row(setting: Setting, first: int) -> int:
    """The first line of the row that the first amounts stand in, if every row of amounts is drawn."""
    groups = groups_by_rules(setting, range(len(setting.rows)))
    place = next(place for place, group in enumerate(groups) if first in group)
    return groups[place][0] if are_drawn(setting, groups[place:]) else 0
