"""What a browser shows of an element: which are blocks, which are hidden, and the lines of a small one."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from ingest.html.parting import part_glued_words
from ingest.office.xml_text import clean, superscript

LEFT_OUT = {
    "script", "style", "noscript", "template", "nav", "head", "select", "option", "datalist", "button",
    "input", "textarea", "object", "embed", "iframe", "svg", "canvas", "audio", "video", "map", "dialog",
    "rp", "rt", "title", "meta", "link",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul", "caption",
}  # fmt: skip
HEADING = re.compile(r"h([1-6])")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_BLOCK_STYLE = re.compile(
    r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)(?![-\w])", re.IGNORECASE
)
_SETS_APART = re.compile(r"(?:^|[;\s])display\s*:\s*(?:inline-)?(?:flex|grid)(?![-\w])", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f\v]+")


def collapse(root: HtmlElement) -> None:
    """Make white space in the source one space, as a browser does; preformatted text keeps its lines.

    After this a line feed in a text is a printed one.
    """
    kept = {part for pre in root.iter("pre") for part in pre.iter()}
    for part in root.iter():
        if part.text and part not in kept:
            part.text = _WHITE.sub(" ", part.text)
        if part.tail and (part not in kept or part.tag == "pre"):
            part.tail = _WHITE.sub(" ", part.tail)
    part_glued_words(root)


def is_hidden(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of an element."""
    if element.tag in LEFT_OUT or element.get("hidden") is not None:
        return True
    return element.get("role") == "navigation" or _HIDDEN_STYLE.search(element.get("style") or "") is not None


def is_block(element: HtmlElement) -> bool:
    """Whether an element begins on a line of its own: by its name, its style attribute or that of the
    flexible box it stands in."""
    if element.tag in BLOCKS or HEADING.fullmatch(str(element.tag)) is not None:
        return True
    style = element.get("style")
    if style and _BLOCK_STYLE.search(style):
        return True
    above = element.getparent()
    outer = above.get("style") if above is not None else None
    return outer is not None and _SETS_APART.search(outer) is not None


def shown_lines(
    element: HtmlElement, most: int, tables: bool = True, parts: int = 100_000
) -> list[str] | None:
    """The lines of a small element, one for each block or break in it; None when it has
    more than `most` letters or `parts` elements.

    Without `tables`, tables in it are left out.
    """
    lines: list[str] = [""]
    letters = 0
    stack: list[tuple[HtmlElement, bool]] = [(element, False)]
    while stack:
        part, ended = stack.pop()
        if not ended:
            parts -= 1
        if ended:
            if part is not element:
                if is_block(part):
                    lines.append("")
                tail = part.tail or ""
                lines[-1] += tail
                letters += len(tail)
            continue
        skipped = part is not element and (is_hidden(part) or (part.tag == "table" and not tables))
        if skipped:
            lines[-1] += part.tail or ""
            continue
        if part.tag == "br":
            lines.append(part.tail or "")
            continue
        if part is not element and is_block(part):
            lines.append("")
        text = part.text or ""
        letters += len(text.strip())
        if letters > most or parts < 0:
            return None
        lines[-1] += superscript(text) if part.tag == "sup" else text
        stack.append((part, True))
        stack.extend((child, False) for child in reversed(part))
    return [line for raw in lines for piece in raw.split("\n") if (line := " ".join(clean(piece).split()))]


def svg_labels(drawing: HtmlElement) -> list[str]:
    """The texts of a drawing within the page, in their order; none of a hidden one."""
    if drawing.get("hidden") is not None or _HIDDEN_STYLE.search(drawing.get("style") or ""):
        return []
    labels = (" ".join(clean(_text_of(part)).split()) for part in drawing.iter("text"))
    return [label for label in labels if label]


def _text_of(part: HtmlElement) -> str:
    return "".join(piece for piece in part.itertext() if isinstance(piece, str))
