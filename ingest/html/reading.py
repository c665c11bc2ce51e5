"""Reads a web page (.html, .htm): headings, paragraphs, lists, tables and cards from top to bottom.

A web page is page 1 and has no geometry. What a browser would not show is left out (scripts, styles,
elements hidden by attribute or inline style; style sheets are not evaluated), and so are navigation and
forms. Texts of a drawing (SVG) are a caption. Nothing that the page refers to is fetched.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from ingest.errors import UnreadableFile
from ingest.html.decoding import decode_page
from ingest.html.walking import PageWalker
from ingest.office.flow import Flow
from ingest.office.xml_text import clean, one_line
from ingest.records import Problem, Reading

_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MOST_BYTES = 60 * 1024 * 1024


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes begin as a web page."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    return _OPENING.match(start) is not None


def read_html(data: bytes, file: str) -> Reading:
    """The page's layout. Raises UnreadableFile: `empty_file` without text, `too_large`, `broken_file`."""
    if len(data) > _MOST_BYTES:
        raise UnreadableFile("too_large", f"{file} on liian suuri verkkosivuksi. Jaa se osiin.", file=file)
    text = decode_page(data)
    if not text.strip():
        raise UnreadableFile("empty_file", f"{file} on tyhjä tiedosto.", file=file)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(
            "broken_file",
            f"{file}: verkkosivua ei voi lukea. Tallenna se uudelleen tai PDF-muotoon.",
            file=file,
        ) from error
    flow = Flow()
    PageWalker(flow).walk(root)
    cut = any("depth" in entry.message.lower() for entry in parser.error_log)
    problems = (Problem("page_cut", "Sivun syvimmin sisäkkäisiä osia ei luettu.", 1),) if cut else ()
    heading = root.find(".//head/title")
    title = one_line(clean(heading.text_content())) if heading is not None else ""
    return Reading(flow.finish(), title or None, problems)
