"""What a document's styles say of a paragraph: heading level, list level, caption, hidden, bold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from ingest.office.parts import attribute, child, local
from ingest.office.xml_text import is_on

_HEADING = re.compile(r"(?:heading|otsikko|rubrik)\s*(\d)", re.IGNORECASE)
_LIST = re.compile(
    r"(?:list(?: bullet| number| continue| paragraph)?|luettelo\w*|lista)\s*(\d)?", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:toc|sisluet|sisällysluettelo|innehåll|table of figures)\b.*", re.IGNORECASE)
_CAPTION = re.compile(r"(?:caption|kuvaotsikko|kuvan otsikko|beskrivning)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|otsikko|pääotsikko|rubrik)", re.IGNORECASE)
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's (or run's) properties with all that its style is based on.

    `heading` is a level from 1 or 0; `list_level` from 1 or 0 for no list item.
    """

    name: str = ""
    heading: int = 0
    list_level: int = 0
    caption: bool = False
    contents: bool = False
    hidden: bool = False
    bold: bool = False
    page_before: bool = False
    indent: float = 0.0


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """All styles of a document by their ids; "" is the default paragraph style."""
    elements: dict[str, etree._Element] = {}
    default = ""
    for element in root if root is not None else ():
        if local(element) == "style":
            elements[attribute(element, "styleId") or ""] = element
            if attribute(element, "type") == "paragraph" and is_on(attribute(element, "default") or "0"):
                default = attribute(element, "styleId") or ""
    done: dict[str, Style] = {}
    for identity in elements:
        chain: list[str] = []
        step: str | None = identity
        while step is not None and step in elements and step not in done and step not in chain:
            chain.append(step)
            based = child(elements[step], "basedOn")
            step = attribute(based, "val") if based is not None else None
        for link in reversed(chain):
            based = child(elements[link], "basedOn")
            base = done.get(attribute(based, "val") or "", Style()) if based is not None else Style()
            done[link] = _own(elements[link], base)
    done[""] = done.get(default, Style())
    return done


def _own(element: etree._Element, base: Style) -> Style:
    named = child(element, "name")
    name = (attribute(named, "val") or "") if named is not None else ""
    style = with_properties(replace(base, name=name), child(element, "pPr"))
    style = with_run_properties(style, child(element, "rPr"))
    if found := _HEADING.fullmatch(name):
        style = replace(style, heading=int(found[1]), list_level=0)
    elif _TITLE.fullmatch(name):
        style = replace(style, heading=1)
    if (found := _LIST.fullmatch(name)) and style.list_level:
        style = replace(style, list_level=max(style.list_level, int(found[1] or 1)))
    if _CONTENTS.fullmatch(name):
        style = replace(style, contents=True, heading=0)
    if _CAPTION.fullmatch(name):
        style = replace(style, caption=True, heading=0)
    return style


def with_properties(style: Style, properties: etree._Element | None) -> Style:
    """A style with paragraph properties over it."""
    for element in properties if properties is not None else ():
        name, value = local(element), attribute(element, "val")
        if name == "outlineLvl" and value is not None and value.isdigit():
            level = int(value) + 1
            style = replace(style, heading=level if level <= _DEEPEST else 0)
        elif name == "numPr":
            number, level_of = child(element, "numId"), child(element, "ilvl")
            if number is None and not style.list_level:
                continue  # an outline's level of a style that is in no list
            if number is not None and attribute(number, "val") == "0":
                style = replace(style, list_level=0)
            else:
                depth = attribute(level_of, "val") if level_of is not None else None
                own = int(depth) + 1 if depth is not None and depth.isdigit() else 1
                style = replace(style, list_level=own if depth is not None else max(own, style.list_level))
        elif name == "pageBreakBefore":
            style = replace(style, page_before=is_on(value))
        elif name == "ind":
            left = attribute(element, "left") or attribute(element, "start") or "0"
            style = replace(style, indent=int(left) / 20 if left.lstrip("-").isdigit() else 0.0)
    return style


def with_run_properties(style: Style, properties: etree._Element | None) -> Style:
    """A style with run properties over it."""
    for element in properties if properties is not None else ():
        name = local(element)
        if name == "b":
            style = replace(style, bold=is_on(attribute(element, "val")))
        elif name == "vanish":
            style = replace(style, hidden=is_on(attribute(element, "val")))
    return style
