"""Which lines of a table's body are one row: wrapped labels and cells of several lines.

Three signs, the surest first: rules drawn between the rows, wider spacing between rows than within
them, and a line that can only go on from the one above.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ingest.pdf.drawn_rows import are_drawn, groups_by_rules
from ingest.pdf.gutters import Piece
from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import GROUP, GROUP_HEAD
from ingest.pdf.pieces import Chunk
from ingest.pdf.setting import OPEN_ENDS, Setting

_STEP_RATIO = 1.04
_SURE_RATIO = 1.12
_WRAP_SHARE = 0.6
_MOST_LINES = 12
_FEWEST_RULED = 3
_COMPLETE_SHARE = 0.3
_REST_STEP = 0.85
_GROUP_DIGITS = 3


def joined_lines(setting: Setting, first: int) -> tuple[list[list[int]], bool]:
    """Body lines, from `first` on, grouped to rows; and whether rules or spaces part the rows."""
    groups, parted = _joined(setting, first)
    return [part for group in groups for part in _heading_apart(setting, group)], parted


def _heading_apart(setting: Setting, group: list[int]) -> list[list[int]]:
    """A row without the heading in bold that stands over its label."""
    for place, (upper, lower) in enumerate(itertools.pairwise(group), 1):
        over, label = setting.label(upper), setting.label(lower)
        if not setting.only_label(upper) or over is None or not over.bold:
            break
        if label is not None and not label.bold:
            return [group[:place], group[place:]]
    return [group]


def _joined(setting: Setting, first: int) -> tuple[list[list[int]], bool]:
    """The same, headings and the rows under them not parted yet."""
    lines = list(range(first, len(setting.rows)))
    ruled = groups_by_rules(setting, lines)
    spaced, sure = _groups_by_steps(setting, lines)
    if are_drawn(setting, ruled) or (len(ruled) >= _FEWEST_RULED and _are_rows(setting, ruled)):
        return ruled, True
    if _are_rows(setting, spaced) and (sure or not _are_complete(setting, spaced)):
        return _with_overlaps(setting, spaced), True
    joined: list[list[int]] = []
    for line in lines:
        following = line + 1 if line + 1 < len(setting.rows) else None
        if joined and _joins(setting, joined[-1], line, following):
            joined[-1].append(line)
        else:
            joined.append([line])
    return _with_overlaps(setting, joined), False


def _with_overlaps(setting: Setting, groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Rows joined whose lines cannot be two rows: wrapped numbers, and amounts in the middle of them."""
    joined: list[list[int]] = []
    for group in groups:
        if joined and _is_same_row(setting, joined[-1], group):
            joined[-1] += group
        else:
            joined.append(list(group))
    return joined


def _is_same_row(setting: Setting, before: Sequence[int], group: Sequence[int]) -> bool:
    upper, lower = before[-1], group[0]
    if not setting.headings.isdisjoint((upper, lower)) or setting.ruled(upper, lower):
        return False
    above = [piece for line in before for piece in setting.rows[line]]
    if setting.overlap(upper, lower):
        following = range(lower + 1, lower + 1 + setting.overlap(lower, lower + 1))
        below = [piece for line in (*group, *following) for piece in setting.rows[line]]
        return any(_over(above, piece) for piece in below) and _go_on(above, below)
    below = setting.rows[lower]
    tight = setting.counted and setting.bases[lower] - setting.bases[upper] < _REST_STEP * setting.step
    whole = len(group) == 1 and all(piece.first > 0 and _over(above, piece) for piece in below)
    return tight and whole and _go_on(above, below)


def _go_on(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether the pieces below others are all their rest."""
    return all(_is_rest(other.chunk, piece.chunk) for piece in below for other in _over(above, piece))


def _over(above: Sequence[Piece], piece: Piece) -> list[Piece]:
    return [other for other in above if other.first <= piece.last and piece.first <= other.last]


def _is_rest(chunk: Chunk, below: Chunk) -> bool:
    """Whether digits below a number are its next thousands, which its narrow cell had no room for."""
    whole = GROUP_HEAD.fullmatch(chunk.words[0].text) and all(
        len(word.text) == _GROUP_DIGITS and word.text.isdigit() for word in chunk.words[1:]
    )
    return bool(whole) and all(GROUP.fullmatch(word.text) for word in below.words)


def _groups_by_steps(setting: Setting, lines: Sequence[int]) -> tuple[list[list[int]], bool]:
    """Lines set closely, where the distances between lines fall into two sizes; and whether clearly so."""
    bases = setting.bases
    steps = sorted(bases[b] - bases[a] for a, b in itertools.pairwise(lines))
    jumps = [(wide / max(tight, 0.1), tight) for tight, wide in itertools.pairwise(steps)]
    if not jumps:
        return [], False
    ratio, tight = max(jumps)
    if ratio < _STEP_RATIO or tight > LIMITS.wrap_gap * setting.size:
        return [], False
    groups: list[list[int]] = []
    for line in lines:
        if groups and bases[line] - bases[groups[-1][-1]] <= tight + 0.01:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups, ratio >= _SURE_RATIO


def _are_rows(setting: Setting, groups: Sequence[Sequence[int]]) -> bool:
    """Whether each group reads as one row: one line of amounts, and cells that go on below themselves."""
    if len(groups) < 2 or all(len(group) == 1 for group in groups):
        return False
    signs: list[bool] = []
    for group in groups:
        rows = [setting.rows[line] for line in group]
        amounts = sum(any(not setting.is_text(piece) for piece in row) for row in rows)
        if len(group) > 1 and not setting.headings.isdisjoint(group):
            return False
        if amounts > 1 or len(group) > _MOST_LINES:
            return False
        if len(group) > 1 and all(len(row) == 1 for row in rows):
            return False
        above: dict[int, Piece] = {}
        for row in rows:
            signs += [
                setting.goes_on(above[piece.first], piece)
                for piece in row
                if piece.first == piece.last and piece.first in above
            ]
            above |= {piece.first: piece for piece in row if piece.first == piece.last}
    return bool(signs) and sum(signs) >= _WRAP_SHARE * len(signs)


def _are_complete(setting: Setting, groups: Sequence[Sequence[int]]) -> bool:
    """Whether many further lines fill every column of their row: then they are rest of no cell."""
    further = complete = 0
    for group in groups:
        most = max(len(setting.rows[line]) for line in group)
        further += len(group) - 1
        complete += sum(len(setting.rows[line]) == most for line in group[1:])
    return complete > _COMPLETE_SHARE * further


def _joins(setting: Setting, group: Sequence[int], line: int, following: int | None) -> bool:
    last = group[-1]
    if line in setting.headings or last in setting.headings:
        return False
    own, before = setting.label(line), setting.label(last)
    if own and before and all(setting.only_label(other) for other in group) and _wraps(setting, last, line):
        return True
    if own and before and setting.only_label(line) and _wraps(setting, last, line):
        # The line belongs below only if it does not rather begin the next row's label.
        return not (
            following is not None
            and not setting.only_label(following)
            and setting.label(following) is not None
            and _wraps(setting, line, following)
            and setting.bases[following] - setting.bases[line]
            < setting.bases[line] - setting.bases[last] - 0.5
        )
    row = setting.rows[line]
    if not row or row[0].first == 0 or any(piece.chunk.counted for piece in row):
        return False
    step = setting.bases[line] - setting.bases[last]
    tight = step < 0.92 * setting.step or not setting.counted
    over = all(any(piece.first == other.first for other in setting.rows[last]) for piece in row)
    return step < 1.5 * setting.size and tight and over and not setting.ruled(last, line)


def _wraps(setting: Setting, upper: int, lower: int) -> bool:
    """Whether the label of one line goes on in the next."""
    a, b = setting.label(upper), setting.label(lower)
    if a is None or b is None or setting.ruled(upper, lower):
        return False
    step = setting.bases[lower] - setting.bases[upper]
    if step > LIMITS.wrap_gap * max(a.size, b.size) or abs(a.size - b.size) > 0.15 * a.size:
        return False
    if a.text.count("(") > a.text.count(")"):
        return True
    first = b.words[0]
    full = a.x1 + 0.25 * a.size + (first.x1 - first.x0) > setting.label_edge
    if full and a.bold == b.bold and len(setting.rows[upper]) == 1 and len(setting.rows[lower]) > 1:
        return True
    if a.text.endswith(OPEN_ENDS) or b.text[:1].islower():
        return True
    if b.text.startswith("(") and step < 1.02 * setting.step:
        return True
    return step < 0.85 * setting.step and a.bold == b.bold
