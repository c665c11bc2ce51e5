"""What stands on the pages of a report, before it is drawn.

Every part that can be quoted has a `key`; who draws the report tells the page of each key.
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.reports.looks import Look


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    key: int


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Card:
    label: str
    number: str
    unit: str
    comparison: str
    key: int


@dataclass(frozen=True, slots=True)
class Cards:
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` empty: a heading row."""

    label: str
    cells: tuple[str, ...]
    key: int
    bold: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """`groups` are header texts over several columns: (text, first column, last column)."""

    title: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    groups: tuple[tuple[str, int, int], ...] = ()
    label_width: float = 0.36


Item = Heading | Para | Bullets | Cards | Table


@dataclass(frozen=True, slots=True)
class Page:
    """Begins on a fresh page and may take several."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """A report: a cover, then its pages. `suffix` is pdf, docx or txt; `producer` draws a pdf."""

    stem: str
    title: str
    city: str
    cover: tuple[str, ...]
    look: Look
    suffix: str
    producer: str
    pages: tuple[Page, ...]

    @property
    def file(self) -> str:
        return f"{self.stem}.{self.suffix}"
