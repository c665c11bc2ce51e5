"""Parts words that a web page glues together because only its style sheet sets them apart.

Style sheets are not evaluated. An element of inline text that holds nothing but a number, with a word
right against it ("<span>Asukkaita</span><b>12 345</b>"), is shown apart by its style, or nobody could
read it.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from ingest.numbers import parse_cell

_INLINE = {
    "b",
    "strong",
    "em",
    "i",
    "u",
    "span",
    "big",
    "small",
    "font",
    "mark",
    "data",
    "output",
    "time",
    "a",
}
_ENDS_IN_A_WORD = re.compile(r"[^\W\d_]{4,}[:]?$")
_BEGINS_WITH_A_WORD = re.compile(r"(?:[^\W\d_]{3,}|[%€])")
_APART = re.compile(
    r"display\s*:\s*inline-|float\s*:\s*(?:left|right)|position\s*:\s*absolute", re.IGNORECASE
)


def part_glued_words(root: HtmlElement) -> None:
    """Put a line feed between a number and the word that it is glued to, and a space around what a style
    attribute sets apart."""
    for part in root.iter(*_INLINE):
        if _APART.search(part.get("style") or ""):
            _put_before(part, " ")
            part.tail = f" {part.tail or ''}"
        own = _leaf_text(part)
        if own is None or not _is_amount(own):
            continue
        if _ENDS_IN_A_WORD.search(_text_before(part)):
            _put_before(part, "\n")
        if not own[-1:].isspace() and _BEGINS_WITH_A_WORD.match(_text_after(part)):
            part.tail = f"\n{part.tail or ''}"


def _leaf_text(part: HtmlElement | None) -> str | None:
    """The text of an element that holds no other, or one that holds no other; None of a larger one."""
    if part is None or not isinstance(part.tag, str):
        return None
    if len(part) == 0:
        return part.text or ""
    if len(part) == 1 and len(part[0]) == 0 and part[0].tag in _INLINE:
        return f"{part.text or ''}{part[0].text or ''}{part[0].tail or ''}"
    return None


def _is_amount(text: str) -> bool:
    """Whether a text is a number that no mark of a note looks like."""
    number = parse_cell(text)
    if number is None or text[:1].isspace():
        return False
    return number.unit is not None or "," in number.raw or sum(c.isdigit() for c in number.raw) > 2


def _text_before(part: HtmlElement) -> str:
    before = part.getprevious()
    if before is None:
        above = part.getparent()
        return (above.text or "") if above is not None else ""
    if before.tail:
        return str(before.tail)
    return (_leaf_text(before) or "") if before.tag in _INLINE else ""


def _text_after(part: HtmlElement) -> str:
    if part.tail:
        return str(part.tail)
    after = part.getnext()
    return (_leaf_text(after) or "") if after is not None and after.tag in _INLINE else ""


def _put_before(part: HtmlElement, white: str) -> None:
    before, above = part.getprevious(), part.getparent()
    if before is not None:
        before.tail = f"{before.tail or ''}{white}"
    elif above is not None:
        above.text = f"{above.text or ''}{white}"
