"""Parts of an office package and the relations between them, read straight from the zip.

A relation to a part that is missing (editors leave such behind) costs that part, not the file.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)


def local(element: etree._Element) -> str:
    """An element's name without its namespace, so that strict and transitional files read alike."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    direct = element.get(name)
    if direct is not None:
        return direct
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)


def relation(element: etree._Element, name: str = "id") -> str | None:
    """The id of the relation that an attribute of an element (r:id, r:embed) names."""
    return next(
        (element.get(f"{space}{name}") for space in _RELATIONS if element.get(f"{space}{name}")), None
    )


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of that name, or down a path of names."""
    for name in names:
        if element is None:
            return None
        element = next((e for e in element if local(e) == name), None)
    return element


def parse(data: bytes) -> etree._Element:
    """A part's tree; no entities, no network."""
    return etree.fromstring(
        data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    )


@dataclass(frozen=True, slots=True)
class Target:
    """What a relation leads to: its kind ("footnotes"), and the part's name as the zip spells it."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an open package."""

    package: zipfile.ZipFile
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, package: zipfile.ZipFile) -> Parts:
        return cls(package, {name.casefold(): name for name in package.namelist()})

    def main(self, usual: str) -> str:
        """The main part: the usual one, else the one that the package names. KeyError for none."""
        if usual in self.names:
            return self.names[usual]
        found = next((t.part for t in self.targets("").values() if t.kind == "officeDocument"), None)
        if found is None:
            raise KeyError(usual)
        return found

    def tree(self, part: str) -> etree._Element:
        """A part's root element. KeyError for a missing part, etree.XMLSyntaxError for a broken one."""
        return parse(self.package.read(part))

    def optional(self, part: str) -> etree._Element | None:
        """A part's root element, None where it is missing or broken."""
        try:
            return self.tree(part)
        except (KeyError, etree.XMLSyntaxError):
            return None

    def targets(self, part: str) -> dict[str, Target]:
        """A part's relations to parts that are there, by their ids."""
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        root = self.optional(self.names.get(relations.casefold(), relations))
        found: dict[str, Target] = {}
        for element in root if root is not None else ():
            target = element.get("Target") or ""
            path = target if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            there = self.names.get(path.lstrip("/").casefold())
            if there is not None and element.get("TargetMode") != "External":
                found[element.get("Id") or ""] = Target((element.get("Type") or "").rpartition("/")[2], there)
        return found
