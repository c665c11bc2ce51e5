"""Headings that are units though their words do not say so: the same rows stand under each of them.

"Perusopetus", "Kaavoitus" and "Kadut ja puistot" are headings of one level, and under each of them a table
has the rows "Toimintatuotot", "Toimintakulut", "Toimintakate". What such a table is of is whose figures it
holds. A heading that comes back under several others ("Talous" under each unit) is a part of each, no unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.entities import may_be_unit, names_metric, unit_named, without_number
from ingest.records import BlockKind, Grid, Layout

_FEWEST_LABELS = 3
_ALIKE = 0.6
_MOSTLY = 0.5
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class _Step:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class _Headed:
    """A table's row labels in small letters, and the headings above it from the highest down."""

    path: tuple[_Step, ...]
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeadingsOfTables:
    """`units` are headings that are units, `parts` headings that come back under several others."""

    units: frozenset[str]
    parts: frozenset[str]


def headings_of_tables(layouts: Sequence[Layout]) -> HeadingsOfTables:
    """What the tables under a report's headings say of these. All texts are in small letters, without
    their numbers ("4.2 Perusopetus" is "perusopetus")."""
    headed = [table for table in _headed(layouts) if _says_items(table.labels)]
    parts = _parts(headed)
    owners: dict[int, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for table in headed:
        possible = [s for s in table.path if s.text.casefold() not in parts and may_be_unit(s.text)]
        # a table's title may print the heading again: it is that heading's
        owner = next((s for s in possible if s.text == possible[-1].text), None)
        if owner is not None:
            owners[owner.level].append((owner.text, table.labels))
    units = {text.casefold() for of_level in owners.values() for text in _alike(of_level)}
    return HeadingsOfTables(frozenset(units), parts)


def labels_of(grid: Grid) -> frozenset[str]:
    """The texts of a table's first column below its header, in small letters."""
    return frozenset(
        " ".join(cell.text.split()).casefold()
        for cell in grid.cells
        if cell.column == 0 and cell.row >= grid.header_rows and cell.text.strip()
    )


def _headed(layouts: Sequence[Layout]) -> Iterator[_Headed]:
    path: list[_Step] = []
    for layout in layouts:
        grids = iter(layout.grids)
        for block in layout.blocks:
            if block.kind is BlockKind.HEADING:
                path = [step for step in path if step.level < block.level]
                path.append(_Step(block.level, without_number(block.text)))
            elif block.kind is BlockKind.TABLE:
                grid = next(grids, None)
                if grid is not None:
                    yield _Headed(tuple(path), labels_of(grid))


def _says_items(labels: frozenset[str]) -> bool:
    """Whether a table's rows are what is counted (revenue, costs), not those who have them."""
    if len(labels) < _FEWEST_LABELS:
        return False
    return sum(names_metric(label) for label in labels) >= _MOSTLY * len(labels)


def _parts(headed: Sequence[_Headed]) -> frozenset[str]:
    """Headings with tables alike under several headings above them."""
    above: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for table in headed:
        for upper, lower in zip(table.path, table.path[1:], strict=False):
            if upper.text.casefold() != lower.text.casefold():
                above[lower.text.casefold()].append((upper.text.casefold(), table.labels))
    return frozenset(
        text
        for text, found in above.items()
        if any(a[0] != b[0] and _similar(a[1], b[1]) for place, a in enumerate(found) for b in found[:place])
    )


def _alike(headed: Sequence[tuple[str, frozenset[str]]]) -> set[str]:
    """The headings of one level of which several have tables with the very same rows, and those that have
    nearly the same."""
    by_labels: dict[frozenset[str], set[str]] = defaultdict(set)
    for text, labels in headed:
        by_labels[labels].add(text)
    shared = [labels for labels, texts in by_labels.items() if _are_units(texts)]
    return {text for text, labels in headed if any(_similar(labels, other) for other in shared)}


def _are_units(texts: set[str]) -> bool:
    return len(texts) >= _ENOUGH or (len(texts) == 2 and any(unit_named(text) for text in texts))


def _similar(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= _ALIKE * len(a | b)
