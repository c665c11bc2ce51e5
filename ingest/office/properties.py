"""What an office file says of itself in its core properties."""

from __future__ import annotations

import zipfile

from lxml import etree

from ingest.office.parts import local, parse
from ingest.office.xml_text import clean, one_line

_PART = "docProps/core.xml"


def core_title(package: zipfile.ZipFile) -> str | None:
    """The title in the file's properties, None where it has none."""
    try:
        root = parse(package.read(_PART))
    except (KeyError, etree.XMLSyntaxError):
        return None
    for element in root:
        if local(element) == "title" and element.text and element.text.strip():
            return one_line(clean(element.text))
    return None
