"""Finds the tables of a page. (First version: none.)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf.pieces import Rule, Sheet, Word
from ingest.records import Box, Grid


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid, its box, and the words it has taken."""

    grid: Grid
    box: Box
    words: tuple[Word, ...]


def sheet_to_grids(
    sheet: Sheet, across: Sequence[Rule], down: Sequence[Rule], words: Sequence[Word]
) -> list[PlacedGrid]:
    """The grids of a page, top first."""
    return []
