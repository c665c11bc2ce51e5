"""A drawn lattice -> cells, refined by the text: rules often draw fewer cells than the text has.

A cell that spans columns only because its verticals were left out is cut where the other rows
are cut; a column with a gutter of its own becomes two; a band with several lines of numbers
becomes as many rows.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.band_lines import band_lines, cell_chunks, head_over_row
from ingest.pdf.draft import Draft, DraftCell, size_of
from ingest.pdf.gutters import Gutter, columns_of, lines_to_gutters, lines_to_rows
from ingest.pdf.lattice import Lattice, Ruled
from ingest.pdf.lines_to_draft import lines_to_draft
from ingest.pdf.pieces import Line, Word
from ingest.pdf.words_to_lines import words_to_lines

_LABEL_STEP = 1.75


def lattice_to_draft(lattice: Lattice) -> Draft | None:
    """The grid of a lattice; None if no cell holds text."""
    lattice = _head_cut(_names_cut(_spans_cut(lattice)))
    filled = [cell for cell in lattice.cells if cell.words]
    if not filled:
        return None
    gutters = _inner_gutters(lattice)
    starts: list[int] = []
    columns = 0
    for column in range(len(lattice.xs) - 1):
        starts.append(columns)
        columns += len(gutters[column]) + 1
    cells: list[DraftCell] = []
    bands: list[tuple[int, int]] = []
    split: set[int] = set()
    rows = 0
    for band in range(len(lattice.ys) - 1):
        own = [cell for cell in filled if cell.top == cell.bottom == band]
        lines = band_lines(own, len(lattice.ys) - 1) or (head_over_row(own) if band == 0 else [])
        height = 1
        if lines:
            draft = lines_to_draft(lines, _all_gutters(lattice, gutters))
            cells += [cell.moved(rows) for cell in draft.cells]
            split |= {id(cell) for cell in own}
            height = max(draft.rows, 1)
        bands.append((rows, rows + height - 1))
        rows += height
    for cell in filled:
        if id(cell) in split:
            continue
        top, bottom = bands[cell.top][0], bands[cell.bottom][1]
        left, right = starts[cell.left], starts[cell.right] + len(gutters[cell.right])
        if cell.left == cell.right and gutters[cell.left]:
            cells += _cut_cell(cell, gutters[cell.left], top, bottom, left)
        else:
            cells.append(DraftCell(top, bottom, left, right, cell_chunks(cell.words)))
    return _compact(_labels_joined(cells), lattice) if cells else None


def _labels_joined(cells: Sequence[DraftCell]) -> list[DraftCell]:
    """Cells with a label that was drawn over two rows joined: both hold it alone, the lower goes on."""
    rows: defaultdict[int, list[DraftCell]] = defaultdict(list)
    for cell in cells:
        for row in range(cell.top, cell.bottom + 1):
            rows[row].append(cell)
    kept: list[DraftCell] = []
    before: DraftCell | None = None
    for cell in sorted(cells, key=lambda cell: (cell.top, cell.left)):
        alone = cell.top == cell.bottom and len(rows[cell.top]) == 1 and cell.left == 0
        goes_on = (
            alone
            and before is not None
            and cell.text[:1].islower()
            and (before.bottom, before.left, before.right) == (cell.top - 1, cell.left, cell.right)
            and cell.chunks[0].base - before.chunks[-1].base < _LABEL_STEP * cell.chunks[0].size
        )
        if goes_on and before is not None:
            kept.pop()
            cell = replace(before, bottom=cell.bottom, chunks=(*before.chunks, *cell.chunks))
        kept.append(cell)
        before = cell if alone or goes_on else None
    return kept


def _compact(cells: Sequence[DraftCell], lattice: Lattice) -> Draft:
    """Without the rows and columns that no cell starts in."""
    tops = sorted({cell.top for cell in cells})
    lefts = sorted({cell.left for cell in cells})

    def before(starts: Sequence[int], place: int) -> int:
        return sum(start <= place for start in starts) - 1

    kept = tuple(
        replace(
            cell,
            top=before(tops, cell.top),
            bottom=before(tops, cell.bottom),
            left=before(lefts, cell.left),
            right=before(lefts, cell.right),
        )
        for cell in cells
    )
    rows, columns = size_of(kept)
    return Draft(kept, rows, columns, None, lattice.box)


def _spans_cut(lattice: Lattice) -> Lattice:
    """Cells that span columns cut at the columns' lines where several lines of text agree with that."""
    by_span: defaultdict[tuple[int, int], list[Ruled]] = defaultdict(list)
    for cell in lattice.cells:
        if cell.left < cell.right and cell.words:
            by_span[cell.left, cell.right].append(cell)
    replaced: dict[int, list[Ruled]] = {}
    for (left, right), cells in by_span.items():
        own_lines = [words_to_lines(cell.words) for cell in cells]
        lines = [line for own in own_lines for line in own]
        multi = [line for line in lines if len(line) >= 2]
        agreed = len(cells) >= 2 and len(multi) >= 0.5 * len(lines)
        counted = any(chunk.counted for line in multi for chunk in line[1:])
        if not multi or not (agreed or counted):
            continue
        cuts = [(x, x) for x in lattice.xs[left + 1 : right + 1]]
        for cell, own in zip(cells, own_lines, strict=True):
            parts = _cut_words(own, cuts)
            if parts:
                replaced[id(cell)] = [
                    replace(cell, left=left + first, right=left + last, words=tuple(words))
                    for (first, last), words in parts
                ]
    if not replaced:
        return lattice
    cells_now = [part for cell in lattice.cells for part in replaced.get(id(cell), [cell])]
    return replace(lattice, cells=tuple(cells_now))


def _names_cut(lattice: Lattice) -> Lattice:
    """Spanning cells at the top cut where each of their columns has a name of its own.

    Where a group stands beside them, the verticals often begin only under it.
    """
    cells: list[Ruled] = []
    for cell in lattice.cells:
        cuts = [(x, x) for x in lattice.xs[cell.left + 1 : cell.right + 1]] if cell.top == 0 else []
        names: defaultdict[tuple[int, int], list[Word]] = defaultdict(list)
        for chunk in (chunk for line in words_to_lines(cell.words) if cuts for chunk in line):
            names[columns_of(chunk.x0, chunk.x1, cuts, 0.0)] += chunk.words
        if cuts and sorted(names) == [(column, column) for column in range(len(cuts) + 1)]:
            cells += [
                replace(cell, left=cell.left + column, right=cell.left + column, words=tuple(words))
                for (column, _), words in sorted(names.items())
            ]
        else:
            cells.append(cell)
    return replace(lattice, cells=tuple(cells))


def _head_cut(lattice: Lattice) -> Lattice:
    """The top band cut in two where its spanning cells hold a name and, below it, its columns' names.

    Box heads are often drawn so: the verticals begin under the spanning name and no line parts the two.
    """
    found: dict[int, tuple[list[Word], list[tuple[tuple[int, int], list[Word]]]]] = {}
    for cell in lattice.cells:
        lines = words_to_lines(cell.words) if cell.top == cell.bottom == 0 and cell.left < cell.right else []
        cuts = [(x, x) for x in lattice.xs[cell.left + 1 : cell.right + 1]]
        for index in range(1, len(lines)):
            parts = _cut_words(lines[index:], cuts)
            whole = all(len(line) == 1 for line in lines[:index])
            if whole and len(parts) == len(cuts) + 1:
                upper = [word for line in lines[:index] for word in line[0].words]
                found[id(cell)] = upper, parts
                break
    if not found:
        return lattice
    cells: list[Ruled] = []
    for cell in lattice.cells:
        if id(cell) in found:
            upper, parts = found[id(cell)]
            cells.append(replace(cell, words=tuple(upper)))
            cells += [
                Ruled(cell.left + first, cell.left + last, 1, 1, tuple(words))
                for (first, last), words in parts
            ]
        else:
            cells.append(replace(cell, top=cell.top + (cell.top > 0), bottom=cell.bottom + 1))
    middle = (lattice.ys[0] + lattice.ys[1]) / 2
    return replace(lattice, ys=(lattice.ys[0], middle, *lattice.ys[1:]), cells=tuple(cells))


def _cut_words(lines: Sequence[Line], cuts: Sequence[Gutter]) -> list[tuple[tuple[int, int], list[Word]]]:
    """Words by the columns they stand in; empty if the lines do not fit those columns."""
    rows = lines_to_rows(lines, cuts)
    if all(len(row) < 2 for row in rows):
        return []
    spans: defaultdict[tuple[int, int], list[Word]] = defaultdict(list)
    for row in rows:
        for piece in row:
            spans[piece.first, piece.last] += piece.chunk.words
    ordered = sorted(spans.items())
    if any(b[0][0] <= a[0][1] for a, b in itertools.pairwise(ordered)):
        return []
    return ordered


def _inner_gutters(lattice: Lattice) -> list[list[Gutter]]:
    """For each drawn column, the gutters that the lines of its cells share."""
    found: list[list[Gutter]] = []
    for column in range(len(lattice.xs) - 1):
        lines = [
            line
            for cell in lattice.cells
            if cell.left == cell.right == column and cell.words
            for line in words_to_lines(cell.words)
        ]
        multi = [line for line in lines if len(line) >= 2]
        enough = len(multi) >= max(2, 0.6 * len(lines))
        numeric = sum(any(chunk.numeric for chunk in line) for line in multi) >= 0.5 * len(multi)
        found.append(lines_to_gutters(lines) if enough and numeric else [])
    return found


def _all_gutters(lattice: Lattice, inner: Sequence[Sequence[Gutter]]) -> list[Gutter]:
    gutters = [(x, x) for x in lattice.xs[1:-1]] + [gutter for own in inner for gutter in own]
    return sorted(gutters)


def _cut_cell(cell: Ruled, gutters: Sequence[Gutter], top: int, bottom: int, left: int) -> list[DraftCell]:
    spans: list[tuple[int, int, list[Word]]] = []
    found: defaultdict[tuple[int, int], list[Word]] = defaultdict(list)
    for row in lines_to_rows(words_to_lines(cell.words), gutters):
        for piece in row:
            found[piece.first, piece.last] += piece.chunk.words
    for (first, last), words in sorted(found.items()):
        if spans and first <= spans[-1][1]:
            before = spans.pop()
            spans.append((min(before[0], first), max(before[1], last), before[2] + words))
        else:
            spans.append((first, last, words))
    return [DraftCell(top, bottom, left + a, left + b, cell_chunks(words)) for a, b, words in spans]
