"""How a table is set: what joining its lines to rows needs to know of the table they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.pdf.gutters import Piece, Row
from ingest.pdf.limits import LIMITS
from ingest.pdf.page_to_glyphs import SOFT_HYPHEN
from ingest.pdf.pieces import Chunk, Rule
from ingest.records import Box

OPEN_ENDS = ("-", "\u2010", SOFT_HYPHEN, ",")
"""What a text that goes on below ends with."""
OVERLAP_STEP = 0.75
"""Lines set closer than this, in em, are not two rows."""

_WIDE_SHARE = 0.3
_FULL_SHARE = 0.8


class Setting:
    """The lines of a table, what they stand on and what is drawn between them.

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
        self._full = full_edges(across, box)
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
        return is_between(rules, self.bases[upper], self.bases[lower], self.size)

    def is_text(self, piece: Piece) -> bool:
        """Whether a piece is text, or a number in a column of texts ("by the year / 2030")."""
        return not piece.chunk.counted or (piece.first == piece.last and piece.first in self._texts)

    def has_amounts(self, line: int) -> bool:
        """Whether a number right of the label stands on a line, other than in a column of texts."""
        return any(piece.first > 0 and not self.is_text(piece) for piece in self.rows[line])

    def goes_on(self, upper: Piece, lower: Piece) -> bool:
        """Whether the text of a cell seems to go on in a piece below it."""
        text, below = upper.chunk.text, lower.chunk.text
        if text.endswith(OPEN_ENDS) or below[:1].islower() or text.count("(") > text.count(")"):
            return True
        first = lower.chunk.words[0]
        edge = self._edges.get(upper.first, upper.chunk.x1)
        return upper.chunk.x1 + 0.25 * upper.chunk.size + first.x1 - first.x0 > edge

    def only_label(self, line: int) -> bool:
        row = self.rows[line]
        return len(row) == 1 and row[0].first == 0 and not row[0].chunk.numeric

    def overlap(self, upper: int, lower: int) -> bool:
        """Whether two lines are set too close to be two rows, with texts beside each other."""
        if lower >= len(self.rows) or self.bases[lower] - self.bases[upper] >= OVERLAP_STEP * self.size:
            return False
        return not any(
            a.first <= b.last and b.first <= a.last for a in self.rows[upper] for b in self.rows[lower]
        )

    def label(self, line: int) -> Chunk | None:
        row = self.rows[line]
        return row[0].chunk if row and row[0].first == 0 else None


def is_between(rules: Sequence[float], upper: float, lower: float, size: float) -> bool:
    """Whether a rule is drawn between two baselines."""
    return any(upper + 0.05 * size < at < lower - 0.2 * size for at in rules)


def full_edges(across: Sequence[Rule], box: Box) -> list[float]:
    """Where rules are drawn over almost all of a table's width, alone or side by side."""
    near = [rule for rule in across if rule.start < box.x1 and rule.end > box.x0]
    return [rule.at for rule in near if _drawn_width(rule, near, box) > _FULL_SHARE * (box.x1 - box.x0)]


def _drawn_width(rule: Rule, near: Sequence[Rule], box: Box) -> float:
    """How much of a table's width is drawn at a rule's height."""
    level = [other for other in near if abs(other.at - rule.at) <= LIMITS.rule_off_points]
    return sum(min(other.end, box.x1) - max(other.start, box.x0) for other in level)
