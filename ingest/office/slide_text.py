"""Paragraphs of slide shapes: text, bullet and its depth, size and weight of print.

What a paragraph does not say itself it inherits: from its shape's list styles, then the placeholder's on
the layout and the master, then the master's text styles (ECMA-376 part 1, 21.1.2.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from ingest.office.parts import attribute, child, local
from ingest.office.xml_text import clean, is_on, lines_of, superscript

_BULLETS = {"buChar": True, "buAutoNum": True, "buBlip": True, "buNone": False}
_STYLE_OF = {"title": "titleStyle", "ctrTitle": "titleStyle"}
_USUAL_SIZE = 18.0


@dataclass(frozen=True, slots=True)
class SlideParagraph:
    """A paragraph as a slide shows it. `bullet` is its depth from 1, 0 for none; `size` in points."""

    text: str
    bullet: int
    size: float
    bold: bool


def paragraphs_of(body: etree._Element, inherited: Sequence[etree._Element]) -> list[SlideParagraph]:
    """The paragraphs of a text body; `inherited` are the list styles that it inherits, nearest first."""
    styles = [style for style in (child(body, "lstStyle"), *inherited) if style is not None]
    found: list[SlideParagraph] = []
    for paragraph in body:
        if local(paragraph) == "p" and (text := lines_of(_text(paragraph))):
            found.append(_paragraph(paragraph, text, styles))
    return found


def _paragraph(paragraph: etree._Element, text: str, styles: Sequence[etree._Element]) -> SlideParagraph:
    own = child(paragraph, "pPr")
    level = attribute(own, "lvl") if own is not None else None
    depth = int(level) if level is not None and level.isdigit() else 0
    layers = [
        layer
        for layer in (own, *(child(style, f"lvl{depth + 1}pPr") for style in styles))
        if layer is not None
    ]
    bullet = next(
        (_BULLETS[name] for layer in layers for e in layer if (name := local(e)) in _BULLETS), False
    )
    runs = [run for run in paragraph if local(run) in ("r", "fld") and _run_text(run).strip()]
    properties = [child(run, "rPr") for run in runs]
    defaults = [e for layer in layers if (e := child(layer, "defRPr")) is not None]
    sizes = [_first(own_run, defaults, "sz") for own_run in properties]
    bolds = [_first(own_run, defaults, "b") for own_run in properties]
    size = max((int(s) / 100 for s in sizes if s is not None and s.isdigit()), default=_USUAL_SIZE)
    bold = bool(bolds) and all(b is not None and is_on(b) for b in bolds)
    return SlideParagraph(text, depth + 1 if bullet else 0, size, bold)


def _first(own: etree._Element | None, defaults: Iterable[etree._Element], name: str) -> str | None:
    layers = [own, *defaults] if own is not None else list(defaults)
    return next((value for layer in layers if (value := attribute(layer, name)) is not None), None)


def _text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for part in paragraph:
        name = local(part)
        if name in ("r", "fld"):
            pieces.append(_run_text(part))
        elif name == "br":
            pieces.append("\n")
        elif name in ("m", "AlternateContent"):
            pieces += [e.text or "" for e in part.iter() if local(e) == "t"][:200]
    return clean("".join(pieces)).replace("\v", "\n")


def _run_text(run: etree._Element) -> str:
    text = "".join(part.text or "" for part in run if local(part) == "t")
    properties = child(run, "rPr")
    raised = attribute(properties, "baseline") if properties is not None else None
    return superscript(text) if raised is not None and raised.isdigit() and int(raised) > 0 else text


def inherited_styles(shape: BaseShape, slide: Slide) -> list[etree._Element]:
    """The list styles that a shape's text inherits, nearest first."""
    own = shape._element.find(".//{*}nvPr/{*}ph")
    layout, master = slide.slide_layout._element, slide.slide_layout.slide_master._element
    found: list[etree._Element] = []
    name = "otherStyle"
    if own is not None:
        kind = _STYLE_OF.get(own.get("type") or "body", "bodyStyle")
        name = kind
        for root, attribute_name in ((layout, "idx"), (master, "")):
            for holder in root.iter("{*}sp"):
                mark = holder.find(".//{*}nvPr/{*}ph")
                style = holder.find("{*}txBody/{*}lstStyle")
                if mark is None or style is None:
                    continue
                same_style = _STYLE_OF.get(mark.get("type") or "body", "bodyStyle") == kind
                if same_style and (not attribute_name or mark.get("idx") == own.get("idx")):
                    found.append(style)
                    break
    last = master.find(f"{{*}}txStyles/{{*}}{name}")
    return [*found, last] if last is not None else found
