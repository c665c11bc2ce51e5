"""From a `Sheet` to pages: widths from what is printed, wrapped labels, page breaks, rules."""

from __future__ import annotations

from eval.tables.pens import Pen, new_pen
from eval.tables.spec import SOFT, HeaderCell, Place, Prose, Row, Rules, Sheet, TableSpec

A4 = (595.28, 841.89)
LEADING = 1.18
TEXT_SIZE = 10.0


def draw(sheet: Sheet) -> bytes:
    """The sheet as a PDF."""
    pages = _Pages(sheet)
    for item in sheet.items:
        if isinstance(item, Prose):
            pages.paragraph(item.text, pages.left, pages.right)
            pages.y += 10
        else:
            _Setting(pages, item).draw()
    return pages.pen.save()


class _Pages:
    """Pages that are filled from the top; `y` is where the next thing begins."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.pen: Pen = new_pen(sheet.producer)
        wide = sheet.landscape or any(not _fits_portrait(self.pen, sheet, table) for table in sheet.tables)
        self.size = (A4[1], A4[0]) if wide else A4
        self.left, self.right = sheet.margin, self.size[0] - sheet.margin
        self.bottom = self.size[1] - 64
        self.number = 0
        self.y = 0.0
        self.new()

    def new(self) -> None:
        self.number += 1
        self.pen.page(*self.size)
        self.y = 70.0
        if self.sheet.running:
            self.text(self.left, 40, self.sheet.running, 8)
        number = self.sheet.page_number.format(n=self.number)
        if number:
            self.text((self.left + self.right) / 2, self.size[1] - 34, number, 8)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        return self.pen.width(text, self.sheet.font, bold, size)

    def text(self, x: float, y: float, text: str, size: float, bold: bool = False, grey: float = 0.0) -> None:
        """Text with its baseline at `y`."""
        if not text:
            return
        if not self.sheet.word_by_word:
            self.pen.text(x, y, text, self.sheet.font, bold, size, grey)
            return
        space = self.width(" ", size, bold)
        for word in text.split(" "):
            if word:
                self.pen.text(x, y, word, self.sheet.font, bold, size, grey)
            x += self.width(word, size, bold) + space

    def paragraph(self, text: str, left: float, right: float) -> None:
        for line in self.wrap(text, right - left, TEXT_SIZE):
            if self.y + TEXT_SIZE * 1.3 > self.bottom:
                self.new()
            self.text(left, self.y + TEXT_SIZE, line, TEXT_SIZE)
            self.y += TEXT_SIZE * 1.3

    def wrap(self, text: str, room: float, size: float, bold: bool = False) -> list[str]:
        """Lines no wider than `room` where words allow; broken at spaces, newlines and soft marks."""
        lines: list[str] = []
        for part in text.split("\n"):
            line = ""
            for word in part.split(" "):
                joined = f"{line} {word}" if line else word
                if not line or self.width(joined.replace(SOFT, ""), size, bold) <= room:
                    line = joined
                else:
                    lines.append(line.replace(SOFT, ""))
                    line = word
                head, _, tail = line.rpartition(SOFT)
                if tail and self.width(line.replace(SOFT, ""), size, bold) > room:
                    if head:
                        lines.append(head.replace(SOFT, "") + "-")
                    line = tail
            lines.append(line.replace(SOFT, ""))
        return lines


def _fits_portrait(pen: Pen, sheet: Sheet, table: TableSpec) -> bool:
    room = A4[0] - 2 * sheet.margin
    widths = _value_widths(pen, sheet, table, table.look.size)
    return sum(widths) + 120 + 2 * table.look.pad + _side_widths(pen, sheet, table, table.look.size) <= room


def _side_widths(pen: Pen, sheet: Sheet, table: TableSpec, size: float) -> float:
    return sum(_side(pen, sheet, table, size))


def _side(pen: Pen, sheet: Sheet, table: TableSpec, size: float) -> tuple[float, float]:
    """Widths of the code column and the unit column, 0 where there is none."""

    def widest(texts: list[str]) -> float:
        most = max((pen.width(text, sheet.font, True, size) for text in texts if text), default=0.0)
        return most + 2 * table.look.pad if most else 0.0

    codes = widest([row.label.before for row in table.rows] + [table.number_column])
    return codes, widest([row.label.unit for row in table.rows] + [table.unit_column])


def _value_widths(pen: Pen, sheet: Sheet, table: TableSpec, size: float) -> list[float]:
    look = table.look
    widths = []
    for column in range(table.columns):
        body = [
            pen.width(row.amounts[column].printed, sheet.font, row.bold, size)
            for row in table.rows
            if row.amounts
        ]
        heads = [0.0]
        for cell in table.header:
            if cell.first == cell.last == column:
                full = max(
                    pen.width(part, sheet.font, True, size)
                    for part in cell.text.replace(SOFT, "").split("\n")
                )
                word = max(
                    pen.width(part, sheet.font, True, size) for part in cell.text.replace(SOFT, "").split()
                )
                heads.append(max(word, min(full, look.header_room)))
        widths.append(max(*body, *heads, 18.0) + 2 * look.pad)
    for cell in table.header:
        if cell.last > cell.first:
            need = pen.width(cell.text, sheet.font, True, size) + 2 * look.pad
            have = sum(widths[cell.first : cell.last + 1])
            if need > have:
                for column in range(cell.first, cell.last + 1):
                    widths[column] += (need - have) / (cell.last - cell.first + 1)
    return widths


class _Setting:
    """One table being set. x positions are fixed first, then it is drawn row by row."""

    def __init__(self, pages: _Pages, table: TableSpec) -> None:
        self.pages, self.table, self.look = pages, table, table.look
        self.size = self.look.size
        room = pages.right - pages.left
        if table.beside:
            room *= 0.62
        pen, sheet = pages.pen, pages.sheet
        while True:
            widths = _value_widths(pen, sheet, table, self.size)
            codes, units = _side(pen, sheet, table, self.size)
            rest = room - sum(widths) - codes - units
            least = self._least_label_room()
            if rest >= max(80 + 2 * self.look.pad, least) or self.size <= 5.0:
                break
            self.size -= 0.5
        widest = max(
            pages.width(row.label.plain + row.label.mark, self.size, row.bold) + row.depth * self.look.indent
            for row in table.rows
        )
        label = max(min(rest, max(widest, 60.0) + 2 * self.look.pad, self.look.label_room), least)
        if self.look.spread and not table.beside:  # as wide as the page allows
            extra = (rest - label) / (table.columns + 1)
            widths = [width + min(extra, 40) for width in widths]
            label = room - codes - units - sum(widths)
        left = pages.left
        self.beside: tuple[float, float] | None = None
        total = codes + label + units + sum(widths)
        if table.beside:
            if table.beside_left:
                self.beside = (pages.left, pages.right - total - 24)
                left = pages.right - total
            else:
                self.beside = (pages.left + total + 24, pages.right)
        self.code_x, self.label_x = left, left + codes
        self.unit_x = self.label_x + label
        self.label_room = label - 2 * self.look.pad
        self.edges = [self.unit_x + units]
        for width in widths:
            self.edges.append(self.edges[-1] + width)
        self.left, self.right = left, self.edges[-1]
        self.line = self.size * LEADING
        self.gap = self.look.row_gap

    def _least_label_room(self) -> float:
        """The width without which some word would run into the numbers."""
        words = (
            self.pages.width(word.replace(SOFT, "") + row.label.mark, self.size, row.bold)
            + row.depth * self.look.indent
            for row in self.table.rows
            for word in row.label.text.split(" ")
        )
        return max(words) + self.look.hanging + 2 * self.look.pad

    # --- drawing

    def draw(self) -> None:
        pages, table = self.pages, self.table
        height = self._header_height() + 4 * (self.line + self.gap) + 50
        if pages.y + height > pages.bottom:
            pages.new()
        pages.y += 8
        if table.title:
            for text in pages.wrap(table.title, pages.right - pages.left, TEXT_SIZE, True):
                pages.text(pages.left, pages.y + TEXT_SIZE, text, TEXT_SIZE, True)
                pages.y += TEXT_SIZE * 1.3
            pages.y += 4
        if table.above and table.above_right:
            width = pages.width(table.above, self.size)
            pages.text(self.right - width, pages.y + self.size, table.above, self.size)
            pages.y += self.line + 3
        elif table.above:
            pages.paragraph(table.above, pages.left, pages.right)
            pages.y += 5
        top = pages.y
        self._header()
        first_page = pages.number
        for place, row in enumerate(table.rows):
            if pages.y + self._height(row) > pages.bottom:
                self._close()
                pages.new()
                if self.look.continued:
                    pages.text(self.left, pages.y + self.size, self.look.continued, self.size)
                    pages.y += self.line + 4
                if self.look.repeat_header:
                    self._header()
                elif self.look.rules is Rules.FULL:
                    self._rule(pages.y)
            self._row(row, place)
        self._close()
        if table.note:
            pages.text(self.left, pages.y + self.size, table.note, self.size * 0.9)
            pages.y += self.line
        if self.beside and pages.number == first_page:
            after, pages.y = pages.y, top
            for text in pages.wrap(table.beside, self.beside[1] - self.beside[0], TEXT_SIZE):
                if pages.y + TEXT_SIZE * 1.3 > pages.bottom:
                    break
                pages.text(self.beside[0], pages.y + TEXT_SIZE, text, TEXT_SIZE)
                pages.y += TEXT_SIZE * 1.3
            pages.y = max(after, pages.y)
        pages.y += 14

    def _rule(self, y: float, x0: float | None = None, x1: float | None = None, width: float = 0.6) -> None:
        first, last = self.left if x0 is None else x0, self.right if x1 is None else x1
        if self.look.thin_boxes:
            self.pages.pen.fill(first, y - width / 2, last, y + width / 2, 0.0)
        else:
            self.pages.pen.line(first, y, last, y, width)

    def _upright(self, x: float, top: float, bottom: float) -> None:
        if self.look.thin_boxes:
            self.pages.pen.fill(x - 0.3, top, x + 0.3, bottom, 0.0)
        else:
            self.pages.pen.line(x, top, x, bottom, 0.6)

    def _close(self) -> None:
        if self.look.rules in (Rules.ROWS, Rules.HEADER):
            self._rule(self.pages.y)

    # --- header

    def _cell_lines(self, cell: HeaderCell) -> list[str]:
        room = self.edges[cell.last + 1] - self.edges[cell.first] - 2 * self.look.pad + 0.1
        return self.pages.wrap(cell.text, room, self.size, True)

    def _corner_lines(self) -> list[str]:
        return self.pages.wrap(self.table.corner, self.label_room, self.size, True)

    def _header_tops(self) -> list[float]:
        """The height of each header row."""
        rows = self.table.header_rows
        heights = [1] * rows
        for cell in self.table.header:
            if cell.top == cell.bottom:
                heights[cell.top] = max(heights[cell.top], len(self._cell_lines(cell)))
        for cell in self.table.header:
            lack = len(self._cell_lines(cell)) - sum(heights[cell.top : cell.bottom + 1])
            heights[cell.bottom] += max(0, lack)
        heights[-1] += max(0, len(self._corner_lines()) - sum(heights))
        return [lines * self.line + self.gap for lines in heights]

    def _header_height(self) -> float:
        return sum(self._header_tops())

    def _header(self) -> None:
        pages, look = self.pages, self.look
        heights = self._header_tops()
        tops = [pages.y + sum(heights[:row]) for row in range(len(heights) + 1)]
        if look.header_grey < 1:
            pages.pen.fill(self.left, tops[0], self.right, tops[-1], look.header_grey)
        grey = 1.0 if look.header_grey < 0.5 else 0.0
        bold = look.header_bold
        for cell in self.table.header:
            lines = self._cell_lines(cell)
            top, bottom = tops[cell.top], tops[cell.bottom + 1]
            start = self._start(top, bottom, len(lines), Place.LAST if look.header_low else Place.MIDDLE)
            left, right = self.edges[cell.first], self.edges[cell.last + 1]
            align = "center" if cell.last > cell.first else look.header_align
            align = "left" if look.numbers_left and cell.last == cell.first else align
            for number, text in enumerate(lines):
                width = pages.width(text, self.size, bold)
                x = {"left": left + look.pad, "right": right - look.pad - width}.get(
                    align, (left + right - width) / 2
                )
                pages.text(x, start + number * self.line, text, self.size, bold, grey)
            if cell.last > cell.first and look.span_rules and look.rules is not Rules.FULL:
                self._rule(bottom, left + look.pad, right - look.pad)
        corner = self._corner_lines()
        start = self._start(tops[0], tops[-1], len(corner), Place.LAST if look.header_low else Place.FIRST)
        for number, text in enumerate(corner):
            pages.text(self.label_x + look.pad, start + number * self.line, text, self.size, bold, grey)
        last = self._start(tops[0], tops[-1], 1, Place.LAST)
        pages.text(self.code_x + look.pad, last, self.table.number_column, self.size, bold, grey)
        pages.text(self.unit_x + look.pad, last, self.table.unit_column, self.size, bold, grey)
        self._header_rules(tops)
        pages.y = tops[-1]

    def _header_rules(self, tops: list[float]) -> None:
        rules = self.look.rules
        if rules in (Rules.ROWS, Rules.HEADER, Rules.FULL):
            self._rule(tops[-1])
        if rules in (Rules.ROWS, Rules.FULL):
            self._rule(tops[0])
        if rules is not Rules.FULL:
            return
        for x in {self.left, self.label_x, self.unit_x, self.edges[0]}:
            self._upright(x, tops[0], tops[-1])
        for cell in self.table.header:
            self._upright(self.edges[cell.last + 1], tops[cell.top], tops[cell.bottom + 1])
            if cell.bottom + 1 < len(tops) - 1:
                self._rule(tops[cell.bottom + 1], self.edges[cell.first], self.edges[cell.last + 1])

    def _start(self, top: float, bottom: float, lines: int, place: Place) -> float:
        """The first baseline of some lines in a cell."""
        above = {Place.FIRST: 0.0, Place.MIDDLE: 0.5, Place.LAST: 1.0}[place]
        spare = bottom - top - lines * self.line - self.gap
        return top + self.gap / 2 + spare * above + self.size

    # --- body

    def _label_lines(self, row: Row) -> list[str]:
        room = self.label_room - row.depth * self.look.indent - self.look.hanging
        return self.pages.wrap(row.label.text + row.label.mark, max(room, 40.0), self.size, row.bold)

    def _height(self, row: Row) -> float:
        return len(self._label_lines(row)) * self.line + self.gap

    def _row(self, row: Row, place: int) -> None:
        pages, look = self.pages, self.look
        top, bottom = pages.y, pages.y + self._height(row)
        if look.rules is Rules.ZEBRA and place % 2:
            pages.pen.fill(self.left, top, self.right, bottom, 0.9)
        lines = self._label_lines(row)
        start = self._start(top, bottom, len(lines), Place.FIRST)
        x = self.label_x + look.pad + row.depth * look.indent
        for number, text in enumerate(lines):
            shift = look.hanging if number else 0.0
            pages.text(x + shift, start + number * self.line, text, self.size, row.bold)
        base = self._start(top, bottom, 1, look.amounts_at)
        if row.label.before:
            pages.text(self.code_x + look.pad, base, row.label.before, self.size, row.bold)
        if row.label.unit:
            pages.text(self.unit_x + look.pad, base, row.label.unit, self.size, row.bold)
        for column, amount in enumerate(row.amounts):
            width = pages.width(amount.printed, self.size, row.bold)
            at = self.edges[column + 1] - look.pad - width
            if look.numbers_left:
                at = self.edges[column] + look.pad
            pages.text(at, base, amount.printed, self.size, row.bold)
        if row.rule_above and look.rules in (Rules.HEADER, Rules.ROWS):
            self._rule(top)
        if look.rules is Rules.FULL:
            for x in {self.left, self.label_x, self.unit_x, *self.edges}:
                self._upright(x, top, bottom)
        if look.rules in (Rules.FULL, Rules.ROWS):
            self._rule(bottom, width=0.4)
        pages.y = bottom
