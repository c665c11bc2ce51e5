"""Walks a page's elements in order and hands blocks and grids to the flow.

The walk keeps a stack of its own: a page may be nested deeper than Python may call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.html.shown import HEADING, collapse, is_block, is_hidden, shown_lines, svg_labels
from ingest.html.tables import is_layout_table, table_caption, table_grid
from ingest.office.cards import card_text
from ingest.office.flow import Flow
from ingest.office.xml_text import clean, superscript
from ingest.records import BlockKind

_LISTS = {"ul", "ol", "menu", "dir"}
_MAY_BE_CARDS = {"div", "section", "article", "li", "td", "th", "aside", "figure", "dl", "p", "body", "main"}
_MOST_CARD_LETTERS = 400
_MOST_CARD_PARTS = 60


@dataclass(slots=True)
class _Open:
    """An element that is being walked."""

    element: HtmlElement
    kind: BlockKind
    level: int
    children: Iterator[HtmlElement]


class PageWalker:
    """One walk over a page."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._text: list[str] = []

    def walk(self, root: HtmlElement) -> None:
        """Hand everything that the element shows to the flow."""
        collapse(root)
        stack = [_Open(root, BlockKind.PARAGRAPH, 0, iter(list(root)))]
        self._text.append(root.text or "")
        while stack:
            top = stack[-1]
            child = next(top.children, None)
            if child is not None:
                if child.tag == "svg" and (labels := svg_labels(child)):
                    self._end(top)
                    self._flow.add_chart(labels)
                    self._text.append(child.tail or "")
                elif not isinstance(child.tag, str) or is_hidden(child):
                    self._text.append(child.tail or "")
                elif child.tag == "br":
                    self._text.append("\n" + (child.tail or ""))
                elif child.tag == "table" and not is_layout_table(child):
                    self._end(top)
                    self._table(child)
                    self._text.append(child.tail or "")
                elif child.tag in _MAY_BE_CARDS and (card := self._card(child)) is not None:
                    self._end(top)
                    self._flow.add(BlockKind.CARD, card)
                    self._text.append(child.tail or "")
                else:
                    stack.append(self._begin(child, top))
                continue
            stack.pop()
            if is_block(top.element):
                self._end(top)
            if stack:
                self._text.append(top.element.tail or "")
        self._end(None)

    def _begin(self, element: HtmlElement, above: _Open) -> _Open:
        if is_block(element):
            self._end(above)
        opened = _Open(element, above.kind, above.level, iter(list(element)))
        if found := HEADING.fullmatch(str(element.tag)):
            opened.kind, opened.level = BlockKind.HEADING, int(found[1])
        elif element.tag in _LISTS:
            opened.kind, opened.level = BlockKind.PARAGRAPH, above.level + 1
            if above.kind is BlockKind.HEADING:
                opened.level = 1
        elif element.tag == "li":
            opened.kind, opened.level = BlockKind.BULLET, max(1, above.level)
        elif element.tag in ("figcaption", "caption"):
            opened.kind = BlockKind.CAPTION
        elif element.tag == "footer" and above.element.tag in ("body", "html"):
            opened.kind = BlockKind.FOOTER
        text = element.text or ""
        self._text.append(superscript(text) if element.tag == "sup" else text)
        return opened

    def _end(self, open_: _Open | None) -> None:
        """The text gathered so far is a block of the kind of the element that it stands in."""
        text, self._text = clean("".join(self._text)), []
        if not text.strip():
            return
        kind = open_.kind if open_ is not None else BlockKind.PARAGRAPH
        if kind is BlockKind.PARAGRAPH:
            self._flow.add_text(text)
        else:
            level = open_.level if open_ is not None and kind in (BlockKind.HEADING, BlockKind.BULLET) else 0
            self._flow.add(kind, text, level=level)

    def _card(self, element: HtmlElement) -> str | None:
        """The text of an element that is a card as a whole."""
        lines = shown_lines(element, _MOST_CARD_LETTERS, parts=_MOST_CARD_PARTS)
        if lines is None or any(part.tag in ("table", "ul", "ol") for part in element.iter()):
            return None
        return card_text(lines)

    def _table(self, table: HtmlElement) -> None:
        caption = table_caption(table)
        if caption:
            self._flow.add(BlockKind.CAPTION, caption)
        made = table_grid(table, self._flow.page)
        self._flow.add_table(made.grid)
        for nested in made.nested:
            self._table(nested)
