"""The runs of a paragraph: its printed text, page breaks, notes referred to, text boxes and charts.

Deleted and moved-away revisions and hidden text are left out; inserted text is kept. Field codes are left
out, their results kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ingest.office.docx_styles import Style, with_properties, with_run_properties
from ingest.office.parts import attribute, child, local, relation
from ingest.office.xml_text import clean, superscript

_LEFT_OUT = {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "fldData", "rt", "sdtPr", "sdtEndPr"}
_DEEPEST = 60


@dataclass(slots=True)
class RunText:
    """A paragraph's text as it is gathered. `pieces` are divided where a page is forced to begin;
    `rendered` counts page breaks that the last program laid out, `rendered_first` those before any text."""

    style: Style
    pieces: list[str] = field(default_factory=lambda: [""])
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    rendered: int = 0
    rendered_first: bool = False
    bold: bool = True

    @property
    def text(self) -> str:
        return "\n".join(piece for piece in self.pieces if piece)


def read_paragraph(paragraph: etree._Element, styles: dict[str, Style]) -> RunText:
    """What a paragraph prints, and its style with its own properties over it."""
    properties = child(paragraph, "pPr")
    named = child(properties, "pStyle")
    style = styles.get((attribute(named, "val") or "") if named is not None else "", styles[""])
    style = with_properties(style, properties)
    found = RunText(style)
    _walk(paragraph, found, styles, 0)
    found.pieces = [clean(piece) for piece in found.pieces]
    if not found.text.strip():
        found.bold = False
    return found


def _walk(element: etree._Element, found: RunText, styles: dict[str, Style], depth: int) -> None:
    for part in element:
        name = local(part)
        if name in _LEFT_OUT or depth > _DEEPEST:
            continue
        if name == "r":
            _run(part, found, styles, depth)
        elif name == "AlternateContent":
            _walk(_choice(part), found, styles, depth + 1)
        elif name in ("oMath", "oMathPara"):
            _add(found, "".join(e.text or "" for e in part.iter() if local(e) == "t"), False)
        else:
            _walk(part, found, styles, depth + 1)


def _choice(alternate: etree._Element) -> etree._Element:
    """The first alternative with something to read: the same box is written once for each program."""
    for option in alternate:
        if any(local(e) in ("txbxContent", "chart", "t") for e in option.iter()):
            return option
    return alternate[0] if len(alternate) else alternate


def _run(run: etree._Element, found: RunText, styles: dict[str, Style], depth: int) -> None:
    properties = child(run, "rPr")
    named = child(properties, "rStyle")
    own = found.style
    if named is not None:
        character = styles.get(attribute(named, "val") or "", Style())
        hidden, bold = own.hidden or character.hidden, own.bold or character.bold
        own = Style(hidden=hidden, bold=bold)
    own = with_run_properties(own, properties)
    raised = child(properties, "vertAlign")
    is_raised = raised is not None and attribute(raised, "val") == "superscript"
    for part in run:
        name = local(part)
        if name == "lastRenderedPageBreak":
            found.rendered += 1
            found.rendered_first = found.rendered_first or not found.text.strip()
        elif name == "AlternateContent":
            _objects(_choice(part), found)
        elif name in ("drawing", "pict", "object"):
            _objects(part, found)
        elif own.hidden:
            continue
        elif name == "t":
            text = part.text or ""
            _add(found, superscript(text) if is_raised else text, own.bold)
        elif name in ("tab", "ptab"):
            _add(found, "\t", None)
        elif name == "br" and attribute(part, "type") == "page":
            found.pieces.append("")
        elif name in ("br", "cr"):
            _add(found, "\n", None)
        elif name == "noBreakHyphen":
            _add(found, "-", None)
        elif name in ("footnoteReference", "endnoteReference"):
            found.notes.append((name.removesuffix("Reference"), attribute(part, "id") or ""))


def _add(found: RunText, text: str, bold: bool | None) -> None:
    found.pieces[-1] += text
    if bold is not None and text.strip():
        found.bold = found.bold and bold


def _objects(element: etree._Element, found: RunText) -> None:
    """Text boxes and charts of a drawing; boxes inside boxes come with the outer one."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        name = local(part)
        if name == "txbxContent":
            found.boxes.append(part)
        elif name == "chart" and relation(part):
            found.charts.append(relation(part) or "")
        elif name == "AlternateContent":
            waiting.append(_choice(part))
        else:
            waiting.extend(reversed(part))
