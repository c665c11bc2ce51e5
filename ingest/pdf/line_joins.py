"""Which lines of a table's body are one row: wrapped labels and cells of several lines.

Three signs, the surest first: rules drawn between the rows, wider spacing between rows than within
them, and a line that can only go on from the one above.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from ingest.pdf.gutters import Piece, Row
from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import GROUP, GROUP_HEAD
from ingest.pdf.page_to_glyphs import SOFT_HYPHEN
from ingest.pdf.pieces import Chunk, Rule
from ingest.records import Box

_OPEN_ENDS = ("-", "\u2010", SOFT_HYPHEN, ",")
_WIDE_SHARE = 0.3
_FULL_SHARE = 0.8
_STEP_RATIO = 1.04
_SURE_RATIO = 1.12
_WRAP_SHARE = 0.6
_MOST_LINES = 12
_FEWEST_RULED = 3
_COMPLETE_SHARE = 0.3
_OVERLAP_STEP = 0.75
_REST_STEP = 0.85
_GROUP_DIGITS = 3


class Setting:
    """What joining lines needs to know of the table they stand in.

    `step` is the usual distance of two body lines, `counted` whether there were any to measure it by.
    `headings` are lines with a text alone in the middle of the table.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        bases: Sequence[float],
        size: float,
        step: float,
        counted: bool,
        across: Sequence[Rule],
        box: Box,
    ) -> None:
        self.rows, self.bases, self.size = rows, bases, size
        self.step, self.counted = step, counted
        near = [rule for rule in across if rule.start < box.x1 and rule.end > box.x0]
        width = box.x1 - box.x0
        self._rules = [rule.at for rule in near if rule.end - rule.start > _WIDE_SHARE * width]
        self._full = [rule.at for rule in near if _drawn_width(rule, near, box) > _FULL_SHARE * width]
        self.headings = {
            line
            for line, row in enumerate(rows)
            if len(row) == 1 and row[0].first == 0 < row[0].last and row[0].chunk.x0 > box.x0 + size
        }
        self._edges: dict[int, float] = {}
        numeric: defaultdict[int, list[bool]] = defaultdict(list)
        for row in rows:
            for piece in row:
                if piece.first == piece.last:
                    column, chunk = piece.first, piece.chunk
                    self._edges[column] = max(self._edges.get(column, chunk.x1), chunk.x1)
                    numeric[column].append(chunk.numeric)
        self._texts = {column for column, seen in numeric.items() if sum(seen) < 0.5 * len(seen)}
        self.label_edge = self._edges.get(0, 0.0)

    def ruled(self, upper: int, lower: int) -> bool:
        """Whether a rule is drawn between two lines."""
        return self._between(self._rules, upper, lower)

    def ruled_across(self, upper: int, lower: int) -> bool:
        """Whether a rule over the table's whole width is drawn between two lines."""
        return self._between(self._full, upper, lower)

    def _between(self, rules: Sequence[float], upper: int, lower: int) -> bool:
        top, bottom = self.bases[upper] + 0.05 * self.size, self.bases[lower] - 0.2 * self.size
        return any(top < at < bottom for at in rules)

    def is_text(self, piece: Piece) -> bool:
        """Whether a piece is text, or a number in a column of texts ("by the year / 2030")."""
        return not piece.chunk.counted or (piece.first == piece.last and piece.first in self._texts)

    def goes_on(self, upper: Piece, lower: Piece) -> bool:
        """Whether the text of a cell seems to go on in a piece below it."""
        text, below = upper.chunk.text, lower.chunk.text
        if text.endswith(_OPEN_ENDS) or below[:1].islower() or text.count("(") > text.count(")"):
            return True
        first = lower.chunk.words[0]
        edge = self._edges.get(upper.first, upper.chunk.x1)
        return upper.chunk.x1 + 0.25 * upper.chunk.size + first.x1 - first.x0 > edge

    def only_label(self, line: int) -> bool:
        row = self.rows[line]
        return len(row) == 1 and row[0].first == 0 and not row[0].chunk.numeric

    def overlap(self, upper: int, lower: int) -> bool:
        """Whether two lines are set too close to be two rows, with texts beside each other."""
        if lower >= len(self.rows) or self.bases[lower] - self.bases[upper] >= _OVERLAP_STEP * self.size:
            return False
        return not any(
            a.first <= b.last and b.first <= a.last for a in self.rows[upper] for b in self.rows[lower]
        )

    def label(self, line: int) -> Chunk | None:
        row = self.rows[line]
        return row[0].chunk if row and row[0].first == 0 else None


def joined_lines(setting: Setting, first: int) -> tuple[list[list[int]], bool]:
    """Body lines, from `first` on, grouped to rows; and whether rules or spaces part the rows."""
    lines = list(range(first, len(setting.rows)))
    ruled = _groups_by_rules(setting, lines)
    spaced, sure = _groups_by_steps(setting, lines)
    if len(ruled) >= _FEWEST_RULED and _are_rows(setting, ruled):
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


def _groups_by_rules(setting: Setting, lines: Sequence[int]) -> list[list[int]]:
    """Lines between two rules drawn over the whole width."""
    groups: list[list[int]] = []
    for line in lines:
        if groups and not setting.ruled_across(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


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


def _drawn_width(rule: Rule, near: Sequence[Rule], box: Box) -> float:
    """How much of a table's width is drawn at a rule's height."""
    level = [other for other in near if abs(other.at - rule.at) <= LIMITS.rule_off_points]
    return sum(min(other.end, box.x1) - max(other.start, box.x0) for other in level)


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
    if a.text.endswith(_OPEN_ENDS) or b.text[:1].islower():
        return True
    if b.text.startswith("(") and step < 1.02 * setting.step:
        return True
    return step < 0.85 * setting.step and a.bold == b.bold
