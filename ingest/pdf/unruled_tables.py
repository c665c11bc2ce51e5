"""The unruled tables of a page: runs of table-like lines, read by the white space between columns."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from ingest.pdf.draft import Draft
from ingest.pdf.flush_names import with_own_names
from ingest.pdf.gutters import Gutter, Row, is_amounts, lines_to_gutters, lines_to_rows, with_fences
from ingest.pdf.lines_to_draft import lines_to_draft
from ingest.pdf.numerals import is_year_like
from ingest.pdf.parted_runs import parted_runs
from ingest.pdf.pieces import Line, Rule, Sheet, Word
from ingest.pdf.run_tails import with_wrapped_tail
from ingest.pdf.runs import (
    Run,
    Stack,
    lines_to_stack,
    stack_to_runs,
    trimmed,
    with_head,
)
from ingest.pdf.shades import Shades
from ingest.pdf.verdict import are_cards, is_chart, is_contents, is_prose, is_table
from ingest.pdf.whole_rows import whole_rows
from ingest.pdf.words_to_lines import words_to_lines


def unruled_tables(
    sheet: Sheet, across: Sequence[Rule], fences: Sequence[Rule], shades: Shades, words: Sequence[Word]
) -> list[Draft]:
    """The tables among some words (of a page, or of one of its text columns).

    `across` are the page's rules and the edges of its shaded rows.
    """
    lines = words_to_lines(words)
    if not lines:
        return []
    stack = lines_to_stack(lines)
    drafts: list[Draft] = []
    above = -1
    for run in itertools.chain.from_iterable(
        parted_runs(stack, run, across, shades) for run in stack_to_runs(stack)
    ):
        found, used = _read_run(stack, run, above, across, fences, shades)
        if found:
            above = used
        drafts += [draft for draft in found if not is_chart(draft.cells, draft.box, sheet)]
    return drafts


def _read_run(
    stack: Stack,
    run: Run,
    above: int,
    across: Sequence[Rule],
    fences: Sequence[Rule],
    shades: Shades,
) -> tuple[list[Draft], int]:
    """The tables of one run (two if it is split in halves) and the last line they take."""
    nothing: tuple[list[Draft], int] = ([], above)
    run = with_wrapped_tail(stack, run)
    stack = with_own_names(stack, run)
    lines = stack.lines[run.first : run.last + 1]
    body = [line for line in lines if len(line) > 1]
    if len(body) < 2:
        return nothing
    counted = sum(chunk.counted for line in body for chunk in line[1:])
    if len(body) < 3 and counted < 0.5 * sum(len(line) - 1 for line in body):
        return nothing
    gutters = lines_to_gutters(lines, whole_rows(lines, across))
    if not gutters:
        return nothing
    run = trimmed(stack, run, gutters)
    gutters = _run_gutters(stack, run, across) if run.last > run.first else []
    if not gutters:
        return nothing
    run = with_head(stack, run, gutters, above, across, shades)
    lines = stack.lines[run.first : run.last + 1]
    gutters = with_fences(gutters, fences, lines)
    rows = lines_to_rows(lines, gutters)
    draft = lines_to_draft(lines, gutters, across, shades)
    if not draft.parted and (is_prose(rows) or sum(len(row) >= 2 for row in rows) < 0.4 * len(rows)):
        return nothing
    if len(draft.cells) < 4 or draft.rows < 2:
        return nothing
    stacked = _stacked(lines, rows, across, shades)
    if len(stacked) > 1:
        return [part for part in stacked if is_table(part)], run.last
    halves = _halves(lines, gutters, across, shades)
    if halves:
        return halves, run.last
    if not is_table(draft) or is_contents(draft) or are_cards(lines):
        return nothing
    return [draft], run.last


def _run_gutters(stack: Stack, run: Run, across: Sequence[Rule]) -> list[Gutter]:
    lines = stack.lines[run.first : run.last + 1]
    return lines_to_gutters(lines, whole_rows(lines, across))


def _stacked(
    lines: Sequence[Line], rows: Sequence[Row], across: Sequence[Rule], shades: Shades
) -> list[Draft]:
    """Tables that stand right under each other, each with the same head printed again."""
    starts = [0]
    for index in _repeated_heads(rows):
        while index > starts[-1] + 1 and _is_head_like(rows[index - 1]):
            index -= 1
        if index > starts[-1] + 1:
            starts.append(index)
    if len(starts) < 2:
        return []
    drafts = []
    for start, end in itertools.pairwise([*starts, len(lines)]):
        own = lines_to_gutters(lines[start:end], whole_rows(lines[start:end], across))
        if own:
            drafts.append(lines_to_draft(lines[start:end], own, across, shades))
    return drafts


def _repeated_heads(rows: Sequence[Row]) -> list[int]:
    """Later lines that print at least half of the first head's column names again."""
    first = next((index for index, row in enumerate(rows) if is_amounts(row)), 0)
    names = {piece.chunk.text.casefold() for row in rows[:first] for piece in row if piece.first > 0}
    found = []
    for index in range(first + 1, len(rows) - 1):
        own = [piece.chunk.text.casefold() for piece in rows[index] if piece.first > 0]
        again = sum(text in names for text in own)
        repeated = len(own) >= 2 and again >= max(1, 0.5 * len(own))
        if _is_new_head(rows, index) or (repeated and not is_amounts(rows[index])):
            found.append(index)
    return found


def _is_new_head(rows: Sequence[Row], index: int) -> bool:
    """A line of years or dates alone under a title line, or in bold, amid plain amounts."""
    values = [piece.chunk for piece in rows[index] if piece.first > 0]
    if len(values) < 2 or not all(is_year_like(chunk.text) for chunk in values):
        return False
    titled = len(rows[index - 1]) == 1 and rows[index - 1][0].first == 0
    return titled or (all(chunk.bold for chunk in values) and not all(p.chunk.bold for p in rows[index - 1]))


def _is_head_like(row: Row) -> bool:
    return bool(row) and row[0].first > 0 and not is_amounts(row)


def _halves(
    lines: Sequence[Line], gutters: Sequence[Gutter], across: Sequence[Rule], shades: Shades
) -> list[Draft]:
    """Two tables set side by side (label, numbers | label, numbers) whose rows are their own."""
    at = _side_by_side(lines, gutters)
    if at is None:
        return []
    drafts = []
    for right in (False, True):
        half = [tuple(chunk for chunk in line if (chunk.across > at) == right) for line in lines]
        half = [line for line in half if line]
        own = lines_to_gutters(half)
        if not own:
            continue
        draft = lines_to_draft(half, own, across, shades)
        if len(draft.cells) >= 4:
            drafts.append(draft)
    return drafts


def _side_by_side(lines: Sequence[Line], gutters: Sequence[Gutter]) -> float | None:
    """Where to part two halves, if a second label column starts rows of its own."""
    columns = len(gutters) + 1
    if columns < 4 or len(lines) < 6:
        return None
    rows = lines_to_rows(lines, gutters)
    numeric: defaultdict[int, list[bool]] = defaultdict(list)
    for row in rows:
        for piece in row:
            if piece.first == piece.last:
                numeric[piece.first].append(piece.chunk.numeric)
    labels = [c for c in range(columns) if numeric[c] and sum(numeric[c]) < 0.3 * len(numeric[c])]
    if len(labels) != 2 or labels[0] != 0:
        return None
    second = labels[1]
    if second < 2 or second > columns - 2 or len(numeric[second]) < 4:
        return None
    lone = sum(
        all(piece.first >= second for piece in row) or all(piece.last < second for piece in row)
        for row in rows
    )
    across = any(piece.first < second <= piece.last for row in rows for piece in row)
    if lone < 0.15 * len(rows) or across:
        return None
    start, end = gutters[second - 1]
    return 0.3 * start + 0.7 * end
