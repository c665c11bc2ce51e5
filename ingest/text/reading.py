"""Reading a text file: the extracted text of a report, without any geometry.

The file is one page unless form feeds divide it. Tables are looked for first, then cards, and
what remains is headings, bullets and paragraphs; a table whose columns cannot be told apart for
certain is left as text rather than guessed.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.errors import UnreadableFile
from ingest.records import Layout
from ingest.text.furniture import find_furniture, mark_slide_starts, printed_page_label
from ingest.text.lines import split_lines
from ingest.text.page import read_page
from ingest.text.unfold import unfold

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_plain_text(data: bytes, file: str) -> tuple[Layout, ...]:
    """The pages of a text file as layouts without geometry (no boxes, width and height 0).

    Raises UnreadableFile: `empty_file` when there is nothing to read, `unknown_format` when the
    bytes are not text.
    """
    text = decode(data, file)
    pages = text.split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    lines = tuple(unfold(split_lines(page)) for page in pages)
    if len(pages) == 1:
        lines = (mark_slide_starts(lines[0]),)
    furniture = find_furniture(lines)
    layouts: list[Layout] = []
    for number, (page, marks) in enumerate(zip(lines, furniture, strict=True), 1):
        read = read_page(page, marks, number)
        label = printed_page_label(page, marks) if len(pages) > 1 else None
        layouts.append(Layout(number, 0.0, 0.0, label, read.blocks, read.grids))
    return tuple(layouts)


def decode(data: bytes, file: str) -> str:
    """The text of the bytes in NFC: by its byte order mark, else UTF-8, else Windows-1252."""
    text = _decoded(data)
    if text is None or len(_CONTROL.findall(text)) * 200 > len(text):
        raise UnreadableFile(
            "unknown_format",
            f"Tiedosto {file} ei ole tekstiä. Tallenna se tekstitiedostona (UTF-8) tai PDF:nä.",
            file=file,
        )
    text = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise UnreadableFile("empty_file", f"Tiedosto {file} on tyhjä.", file=file)
    return text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _try(data[len(mark) :], encoding)
    if b"\x00" in data or data.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return None
    return _try(data, "utf-8") if _try(data, "utf-8") is not None else _try(data, "cp1252")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
