"""The looks of a chart: the colours of its ground and words, and of each kind of figures its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.records import ColumnKind

GROUND, INK, SOFT, LINE = "#ffffff", "#16181d", "#4c5361", "#c3cad6"


@dataclass(frozen=True, slots=True)
class Style:
    """How the figures of one kind are told from others, without their colour too."""

    colour: str
    shape: str
    dash: tuple[int, ...]


STYLES: Mapping[ColumnKind | None, Style] = {
    ColumnKind.ACTUAL: Style("#0b3d91", "circle", (1, 0)),
    ColumnKind.FORECAST: Style("#a84300", "diamond", (7, 4)),
    ColumnKind.AMENDED_BUDGET: Style("#6b21a8", "triangle-up", (9, 3, 2, 3)),
    ColumnKind.BUDGET: Style("#55606f", "square", (2, 3)),
    ColumnKind.TARGET: Style("#0b6b3a", "triangle-down", (12, 4)),
    ColumnKind.PLAN: Style("#0e6f86", "cross", (4, 2)),
    ColumnKind.DEVIATION: Style("#a61b1b", "triangle-down", (1, 0)),
    ColumnKind.CHANGE: Style("#0b6b3b", "square", (1, 0)),
    ColumnKind.SHARE: Style("#0e6f87", "cross", (1, 0)),
    None: Style("#343a46", "triangle-right", (1, 0)),
}
"""No two colours are equal: the drawing's classes are told from them."""
