"""What stands on a page, before it is drawn. Slides and document pages are drawn elsewhere.

A "¬" in prose is a place where a line may be broken with a hyphen.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """A KPI box: label lines above, the big number, its unit, a comparison in parentheses."""

    label: tuple[str, ...]
    number: str
    unit: str
    comparison: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A column of bullets under a heading (which may be missing)."""

    heading: str | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its label and the printed cells, "" where nothing is printed."""

    label: str
    cells: tuple[str, ...]
    bold: bool = False
    indent: int = 0

    @property
    def line(self) -> str:
        """The row as one line of text, label first."""
        return " ".join(part for part in (self.label, *self.cells) if part)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as printed. `header` begins with the corner; a header of two lines has a newline."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def row(self, label: str, occurrence: int = 0) -> Row:
        """The row with this label, the n-th one where the label comes again."""
        return [row for row in self.rows if row.label == label][occurrence]


@dataclass(frozen=True, slots=True)
class TitleSlide:
    key: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DividerSlide:
    """A full page of colour with a unit's name only; the slides after it are about that unit."""

    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContentSlide:
    """Everything else, from the top: title, cards, headline, prose, bullets, table, note."""

    key: str
    title: str
    subtitle: str | None = None
    cards: tuple[Card, ...] = ()
    cards_beside: bool = False
    headline: str | None = None
    paragraphs: tuple[str, ...] = ()
    columns: tuple[Bullets, ...] = ()
    table: Sheet | None = None
    note: str | None = None
    bars: tuple[tuple[str, int, int], ...] = ()


Slide = TitleSlide | DividerSlide | ContentSlide


@dataclass(frozen=True, slots=True)
class SlideReport:
    """A report of landscape slides. `running` stands on each content slide's foot."""

    stem: str
    title: str
    organisation: str
    sector: str
    running: str
    slides: tuple[Slide, ...]

    def page(self, key: str) -> int:
        """The page a slide stands on, counted from 1."""
        return [slide.key for slide in self.slides].index(key) + 1


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Prose:
    text: str


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table of a document page. `ruled` draws thin lines between the rows."""

    caption: str | None
    sheet: Sheet
    ruled: bool = False
    label_width: float = 0.5
    note: str | None = None


Part = Heading | Prose | DocumentTable


@dataclass(frozen=True, slots=True)
class DocumentPage:
    key: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """A report of portrait pages. The cover is page 1 and carries no printed page number."""

    stem: str
    title: str
    organisation: str
    running: str
    pages: tuple[DocumentPage, ...]

    def page(self, key: str) -> int:
        """The page of the file a part of the document stands on; the cover is page 1."""
        return [page.key for page in self.pages].index(key) + 2
