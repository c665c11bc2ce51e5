"""A booklet as a PDF. Tells the page of every part that can be quoted. Same booklet, same bytes."""

from __future__ import annotations

from dataclasses import dataclass, field

from eval.reports.looks import Look
from eval.reports.page import Booklet, Bullets, Card, Cards, Heading, Item, Para, Row, Table
from eval.tables.pens import Fpdf2Pen, Pen, ReportlabPen
from eval.tables.spec import SOFT

PALE, GREY, DARK, INK, WHITE = 0.93, 0.45, 0.25, 0.0, 1.0


class TooWide(ValueError):
    """A cell is wider than its column: the generator's table does not fit its look."""


def draw(booklet: Booklet) -> tuple[bytes, dict[int, int]]:
    """The PDF and the page (from 1) of each key."""
    total = 0
    if "{of}" in booklet.look.number:  # drawn once only to count the pages
        total = _Drawing(booklet, 0).draw()[2]
    data, pages, _ = _Drawing(booklet, total).draw()
    return data, pages


@dataclass(slots=True)
class _Drawing:
    booklet: Booklet
    total: int
    pages: dict[int, int] = field(default_factory=dict)
    page: int = 0
    y: float = 0.0
    pen: Pen = field(init=False)
    look: Look = field(init=False)

    def __post_init__(self) -> None:
        self.look = self.booklet.look
        self.pen = Fpdf2Pen() if self.booklet.producer == "fpdf2" else ReportlabPen()

    def draw(self) -> tuple[bytes, dict[int, int], int]:
        self._cover()
        for number, page in enumerate(self.booklet.pages):
            flows = self.look.height > self.look.width and number > 0  # documents run on, slides do not
            if not flows or self.y > self.look.height * 0.62:
                self._new_page()
            else:
                self.y += 14
            self._title(page.title)
            for item in page.items:
                self._item(item)
        return self.pen.save(), self.pages, self.page

    @property
    def room(self) -> float:
        return self.look.width - 2 * self.look.margin

    @property
    def foot(self) -> float:
        return self.look.height - self.look.margin

    def _text(
        self, x: float, y: float, text: str, size: float, bold: bool = False, grey: float = INK
    ) -> None:
        self.pen.text(x, y, text, self.look.font, bold, size, grey)

    def _width(self, text: str, size: float, bold: bool = False) -> float:
        return self.pen.width(text, self.look.font, bold, size)

    def _cover(self) -> None:
        look = self.look
        self.pen.page(look.width, look.height)
        self.page = 1
        size = look.body * 2.0
        y = look.height * 0.36
        for line in self._broken(self.booklet.title, size, self.room, bold=True):
            self._text(look.margin, y, line, size, bold=True)
            y += size * 1.2
        self._text(look.margin, y + 20, self.booklet.city, look.body * 1.5)
        for number, line in enumerate(self.booklet.cover):
            self._text(look.margin, self.foot - 16 * number, line, look.body)

    def _new_page(self) -> None:
        look = self.look
        self.pen.page(look.width, look.height)
        self.page += 1
        running = look.running.format(c=self.booklet.city, t=self.booklet.title)
        if running:
            self._text(look.margin, look.margin * 0.55, running, 8, grey=GREY)
        number = look.number.format(n=self.page, of=self.total)
        self._text(look.width / 2 - self._width(number, 8) / 2, look.height - 18, number, 8, grey=GREY)
        self.y = look.margin + 6

    def _title(self, text: str) -> None:
        size = self.look.body * 1.55
        if self.look.title_bar:
            self.pen.fill(0, self.y - 8, self.look.width, self.y + size + 10, DARK)
        for line in self._broken(text, size, self.room, bold=True):
            self._text(
                self.look.margin, self.y + size, line, size, True, WHITE if self.look.title_bar else INK
            )
            self.y += size * 1.2
        self.y += 20

    def _item(self, item: Item) -> None:
        match item:
            case Heading():
                size = self.look.body * 1.2
                self._need(size * 4)
                self._text(self.look.margin, self.y + size, item.text, size, bold=True)
                self.y += size * 1.7
            case Para():
                self._para(item, 0, "")
            case Bullets():
                for part in item.items:
                    self._para(part, self.look.body * 1.3, self.look.bullet)
            case Cards():
                self._cards(item)
            case Table():
                self._table(item)

    def _need(self, depth: float) -> bool:
        """Room for so much on this page, or a fresh one; true for a fresh one."""
        if self.y + depth <= self.foot:
            return False
        self._new_page()
        return True

    def _para(self, para: Para, indent: float, mark: str) -> None:
        size = self.look.body
        lines = self._broken(para.text, size, self.room - indent)
        self._need(len(lines) * size * 1.35)
        self.pages[para.key] = self.page
        if mark:
            self._text(self.look.margin, self.y + size, mark, size)
        for line in lines:
            self._text(self.look.margin + indent, self.y + size, line, size)
            self.y += size * 1.35
        self.y += size * (0.35 if mark else 0.7)

    def _cards(self, cards: Cards) -> None:
        look = self.look
        gap = 16.0
        per_row = look.cards_per_row
        width = (self.room - gap * (per_row - 1)) / per_row
        depth = look.body * (3.4 if look.cards == "side by side" else 7.0)
        for start in range(0, len(cards.cards), per_row):
            self._need(depth + 10)
            for place, card in enumerate(cards.cards[start : start + per_row]):
                self.pages[card.key] = self.page
                self._card(card, look.margin + place * (width + gap), width, depth)
            self.y += depth + 16

    def _card(self, card: Card, x: float, width: float, depth: float) -> None:
        look, size = self.look, self.look.body
        big = size * 1.9
        if look.cards == "side by side":
            self.pen.line(x, self.y, x + width, self.y, 0.5)
            self._text(x, self.y + size * 1.6, card.label, size)
            number = f"{card.number} {card.unit}"
            self._text(
                x + width - self._width(number, size * 1.5, True),
                self.y + size * 1.7,
                number,
                size * 1.5,
                True,
            )
            self._text(
                x + width - self._width(card.comparison, size * 0.85),
                self.y + size * 3.0,
                card.comparison,
                size * 0.85,
                grey=GREY,
            )
            return
        if look.cards == "framed":
            for x0, y0, x1, y1 in (
                (0.0, 0.0, width, 0.0),
                (0.0, depth, width, depth),
                (0.0, 0.0, 0.0, depth),
                (width, 0.0, width, depth),
            ):
                self.pen.line(x + x0, self.y + y0, x + x1, self.y + y1, 0.8)
        else:
            self.pen.fill(x, self.y, x + width, self.y + depth, PALE)
        label = self._broken(card.label, size * 0.85, width - 12, bold=True)
        told = [(card.number, big, True, INK), (card.unit, size * 0.9, False, INK)]
        if look.cards == "framed":
            told = [(f"{card.number} {card.unit}", size * 1.4, True, INK)]
        rows = [(line, size * 0.85, True, GREY) for line in label]
        rows = told + rows if look.cards == "number on top" else rows + told
        rows.append((card.comparison, size * 0.8, False, GREY))
        y = self.y + 6
        for text, each, bold, grey in rows:
            y += each * 1.15
            self._text(x + width / 2 - self._width(text, each, bold) / 2, y, text, each, bold, grey)

    def _table(self, table: Table) -> None:
        size = self.look.table
        self._need(size * 11)
        self._text(self.look.margin, self.y + size, table.title, size * 1.1, bold=True)
        self.y += size * 2.0
        label_room = self.room * table.label_width
        share = (self.room - label_room) / len(table.heads)
        if len(table.heads) <= 2 and self.room > 600:
            share = min(share, 150.0)
        self._head(table, label_room, share)
        for number, row in enumerate(table.rows):
            lines = self._broken(row.label, size, label_room - 8 - 10 * row.indent, row.bold)
            if self._need(len(lines) * size * 1.5 + 4):
                self._head(table, label_room, share)
            self.pages[row.key] = self.page
            self._row(row, lines, label_room, share, number)
        if self.look.rules == "band":
            self.pen.line(
                self.look.margin,
                self.y,
                self.look.margin + label_room + share * len(table.heads),
                self.y,
                0.8,
            )
        self.y += size * 1.4

    def _head(self, table: Table, label_room: float, share: float) -> None:
        look, size = self.look, self.look.table
        heads = [self._broken(head, size, share - 6, bold=True) for head in table.heads]
        lines = max(len(head) for head in heads)
        depth = lines * size * 1.2 + 8
        end = look.margin + label_room + share * len(heads)
        grey = INK
        if look.rules == "band":
            self.pen.fill(look.margin, self.y, end, self.y + depth, DARK)
            grey = WHITE
        elif look.rules == "grid":
            self.pen.line(look.margin, self.y, end, self.y, 0.6)
        self._text(look.margin + 4, self.y + size + 2, table.corner, size, True, grey)
        for place, head in enumerate(heads, start=1):
            for number, text in enumerate(head):
                x = look.margin + label_room + share * place - 4 - self._width(text, size, True)
                self._text(x, self.y + size + 2 + number * size * 1.2, text, size, True, grey)
        if look.rules == "grid":
            self._uprights(label_room, share, len(heads), depth)
        self.y += depth
        if look.rules in ("grid", "header", "rows"):
            self.pen.line(look.margin, self.y, end, self.y, 0.8 if look.rules == "header" else 0.5)

    def _row(self, row: Row, lines: list[str], label_room: float, share: float, number: int) -> None:
        look, size = self.look, self.look.table
        depth = len(lines) * size * 1.25 + size * 0.35
        end = look.margin + label_room + share * max(len(row.cells), 1)
        if look.rules == "zebra" and number % 2 and row.cells:
            self.pen.fill(look.margin, self.y, end, self.y + depth, PALE)
        for place, text in enumerate(lines):
            self._text(
                look.margin + 4 + 10 * row.indent,
                self.y + size * 1.15 + place * size * 1.25,
                text,
                size,
                row.bold,
            )
        base = self.y + size * 1.15 + (len(lines) - 1) * size * 1.25
        for place, text in enumerate(row.cells, start=1):
            width = self._width(text, size, row.bold)
            if width > share - 4:
                raise TooWide(f"{self.booklet.stem}: {text!r} of {row.label!r} is wider than its column")
            if text:
                self._text(look.margin + label_room + share * place - 4 - width, base, text, size, row.bold)
        if look.rules == "grid":
            self._uprights(label_room, share, len(row.cells), depth)
        self.y += depth
        if look.rules in ("grid", "rows"):
            self.pen.line(look.margin, self.y, end, self.y, 0.4)

    def _uprights(self, label_room: float, share: float, columns: int, depth: float) -> None:
        edges = [0.0, *(label_room + share * place for place in range(columns + 1))]
        for edge in edges:
            self.pen.line(self.look.margin + edge, self.y, self.look.margin + edge, self.y + depth, 0.4)

    def _broken(self, text: str, size: float, room: float, bold: bool = False) -> list[str]:
        lines: list[str] = []
        line = ""
        for word in self._pieces(text, size, room, bold):
            longer = f"{line} {word}" if line else word
            if line and self._width(longer, size, bold) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line]

    def _pieces(self, text: str, size: float, room: float, bold: bool) -> list[str]:
        """Words; one too wide for a line is divided at its soft hyphens."""
        words: list[str] = []
        for word in text.split(" "):
            whole = word.replace(SOFT, "")
            if SOFT in word and self._width(whole, size, bold) > room:
                first, rest = word.split(SOFT, 1)
                words += [f"{first}-", rest.replace(SOFT, "")]
            else:
                words.append(whole)
        return words
