"""A booklet as plain text: tables in columns of spaces, pages divided by form feeds."""

from __future__ import annotations

from eval.reports.page import Booklet, Bullets, Cards, Heading, Item, Para, Table
from eval.tables.spec import SOFT


def write_text(booklet: Booklet) -> tuple[bytes, dict[int, int]]:
    """The file and the page of each key."""
    pages: dict[int, int] = {}
    texts = ["\n".join((booklet.title, booklet.city, *booklet.cover))]
    for number, page in enumerate(booklet.pages, start=2):
        lines = [page.title.upper(), ""]
        for item in page.items:
            keys, more = _lines(item)
            pages |= dict.fromkeys(keys, number)
            lines += [*more, ""]
        texts.append("\n".join(lines))
    return "\n\f".join(texts).encode(), pages


def _lines(item: Item) -> tuple[list[int], list[str]]:
    match item:
        case Heading():
            return [], [item.text, "-" * len(item.text)]
        case Para():
            return [item.key], [item.text]
        case Bullets():
            return [part.key for part in item.items], [f"- {part.text}" for part in item.items]
        case Cards():
            return [card.key for card in item.cards], [
                f"{card.label}: {card.number} {card.unit} {card.comparison}" for card in item.cards
            ]
        case Table():
            rows = [
                (item.corner, tuple(head.replace(SOFT, "") for head in item.heads)),
                *((row.label, row.cells) for row in item.rows),
            ]
            first = 3 + max(len(label) for label, _ in rows)
            width = 3 + max(len(cell) for _, cells in rows for cell in cells)
            lines = [
                (label.ljust(first) + "".join(cell.rjust(width) for cell in cells)).rstrip()
                for label, cells in rows
            ]
            return [row.key for row in item.rows], [item.title, *lines]
