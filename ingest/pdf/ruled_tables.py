"""The ruled tables of a page: lattices that hold a table, widened to the text that belongs to them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from statistics import median

from ingest.pdf.draft import Draft
from ingest.pdf.lattice import Lattice, connected_rules, rules_to_lattice
from ingest.pdf.lattice_to_draft import lattice_to_draft
from ingest.pdf.numerals import has_digit, is_numeric
from ingest.pdf.pieces import Rule, Sheet, Word
from ingest.pdf.verdict import is_chart, is_nameless, is_plausible
from ingest.pdf.words_to_lines import words_to_lines, words_to_text
from ingest.records import Box

CAPTION = re.compile(
    r"\s*(?:table|figure|chart|exhibit|graph|taulukko|kuvio|kuva|kaavio|liite|tabell|figur|bilaga)"
    r"\s*[\dA-Z]{0,3}[.\-]?\d*\s*[:.\-\u2013]?",
    re.IGNORECASE,
)
"""The start of a table's caption, which is not part of the table."""

_STUB_REACH = 14.0
_FIELD_ROOM = 0.9
_FIELD_SHARE = 0.7
_SHADED_SHARE = 0.9


def ruled_tables(
    sheet: Sheet, across: Sequence[Rule], down: Sequence[Rule], edges: Sequence[Rule], words: Sequence[Word]
) -> tuple[list[Draft], list[Box]]:
    """The tables that rules draw, and the boxes of lattices that are charts.

    `edges` are those of shaded rows: they part the rows of a lattice as its rules do.
    """
    drafts: list[Draft] = []
    charts: list[Box] = []
    found: list[tuple[Lattice, list[Rule], list[Rule]]] = []
    for rows, columns in connected_rules(across, down):
        if len(rows) < 2 or not columns or len(rows) + len(columns) < 4:
            continue
        rows += _shaded_edges(rows, columns, edges)
        lattice = rules_to_lattice(rows, columns, words)
        if lattice is not None and not _is_frame(lattice) and not _is_form(lattice):
            found.append((lattice, rows, columns))
    for lattice, rows, columns in found:
        own = {id(word) for word in lattice.words}
        others = {id(word) for other, _, _ in found for word in other.words} - own
        lattice = _widened(lattice, rows, columns, [word for word in words if id(word) not in others])
        draft = lattice_to_draft(lattice)
        if draft is None or not is_plausible(draft.cells) or is_nameless(draft.cells):
            continue
        if is_chart(draft.cells, lattice.box, sheet):
            charts.append(lattice.box)
        else:
            drafts.append(draft)
    return [draft for draft in drafts if not any(_nested(draft.box, other.box) for other in drafts)], charts


def _shaded_edges(across: Sequence[Rule], down: Sequence[Rule], edges: Sequence[Rule]) -> list[Rule]:
    """The edges over almost all of a lattice's width, between its top and its bottom."""
    start, end = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    return [
        edge
        for edge in edges
        if top < edge.at < bottom
        and min(edge.end, end) - max(edge.start, start) > _SHADED_SHARE * (end - start)
    ]


def _nested(box: Box, other: Box) -> bool:
    return (
        box is not other
        and box.x0 >= other.x0 - 1
        and box.top >= other.top - 1
        and box.x1 <= other.x1 + 1
        and box.bottom <= other.bottom + 1
    )


def _is_frame(lattice: Lattice) -> bool:
    """A box drawn round other things: one cell holds most of the words, on lines like a table's."""
    total = sum(len(cell.words) for cell in lattice.cells)
    if len(lattice.cells) >= 12 or len(lattice.xs) > 3:
        return False
    for cell in lattice.cells:
        if len(cell.words) > 0.6 * total and len(cell.words) > 40:
            lines = words_to_lines(cell.words)
            if len(lines) > 8 and sum(len(line) >= 2 for line in lines) > 0.3 * len(lines):
                return True
    return False


def _is_form(lattice: Lattice) -> bool:
    """Fields to be filled in: rows much taller than their text, which stands at their top."""
    filled = [cell for cell in lattice.cells if cell.words]
    roomy: dict[int, bool] = {}
    for cell in filled:
        top, bottom = lattice.ys[cell.top], lattice.ys[cell.bottom + 1]
        below = bottom - max(word.bottom for word in cell.words)
        above = min(word.top for word in cell.words) - top
        size = median(word.size for word in cell.words)
        own = below > _FIELD_ROOM * size and below > 2 * above
        roomy[cell.top] = roomy.get(cell.top, True) and own
    numbers = any(
        is_numeric(words_to_text(cell.words)) and has_digit(words_to_text(cell.words)) for cell in filled
    )
    return bool(filled) and not numbers and sum(roomy.values()) >= _FIELD_SHARE * len(roomy)


def _widened(
    lattice: Lattice, across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Word]
) -> Lattice:
    """The lattice with a label column left of it or a head line above it that lie outside its rules."""
    size = median(word.size for word in lattice.words)
    more_across, more_down = _label_column(lattice, words, size)
    if not more_across:
        more_across, more_down = _head_above(lattice, words, size)
    if not more_across:
        return lattice
    return rules_to_lattice([*across, *more_across], [*down, *more_down], words) or lattice


def _label_column(lattice: Lattice, words: Sequence[Word], size: float) -> tuple[list[Rule], list[Rule]]:
    box, ys = lattice.box, lattice.ys
    columns = len(lattice.xs) - 1
    if len(ys) <= 3 or columns < 2:
        return [], []
    first = [words_to_text(cell.words) for cell in lattice.cells if cell.left == 0 and cell.words]
    if sum(map(is_numeric, first)) < 0.5 * len(first):
        return [], []
    left = [word for word in words if word.x1 < box.x0 + 2 and box.top <= word.middle <= box.bottom]
    near = [word for word in left if box.x0 - word.x1 < _STUB_REACH * size]
    bands = {bisect.bisect_right(ys, word.middle) for word in near}
    filled = {band for cell in lattice.cells if cell.words for band in range(cell.top, cell.bottom + 1)}
    if len(bands) < 0.6 * len(filled) or any(is_numeric(word.text) for word in left[:3]):
        return [], []
    edge = min(word.x0 for word in near) - 2
    return [Rule(y, edge, box.x0) for y in ys], [Rule(edge, ys[0], ys[-1])]


def _head_above(lattice: Lattice, words: Sequence[Word], size: float) -> tuple[list[Rule], list[Rule]]:
    box, xs = lattice.box, lattice.xs
    columns = len(xs) - 1
    top_texts = [words_to_text(cell.words) for cell in lattice.cells if cell.top == 0 and cell.words]
    if columns < 3 or not any(is_numeric(text) and has_digit(text) for text in top_texts):
        return [], []
    above = [
        word
        for word in words
        if box.x0 - 3 <= word.x0
        and word.x1 <= box.x1 + 3
        and box.top - 8 * size <= word.base < box.top + 0.1 * size
    ]
    top: float | None = None
    last = box.top + size
    headed: set[int] = set()
    for line in reversed(words_to_lines(above)):
        reach = 1.8 * size + (size if top is None else 0)
        one_column = all(
            bisect.bisect_right(xs, chunk.x0 + 1) == bisect.bisect_right(xs, chunk.x1 - 1) for chunk in line
        )
        if last - line[0].base > reach or not one_column or CAPTION.match(line[0].text):
            break
        last = line[0].base
        top = min(chunk.top for chunk in line) - 1
        headed |= {bisect.bisect_right(xs, chunk.across) for chunk in line}
    if top is None or len(headed) < 0.6 * columns:
        return [], []
    return [Rule(top, box.x0, box.x1)], [Rule(x, top, box.top) for x in xs]
