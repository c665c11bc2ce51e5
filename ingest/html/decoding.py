"""The text of a web page's bytes: by its byte order mark, its own declaration, else by what decodes."""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_LOOKED_AT = 4096
# What pages call Latin-1 is read by every browser as its superset (WHATWG Encoding, "windows-1252").
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode_page(data: bytes) -> str:
    """The page's text in NFC; bytes that fit no encoding become replacement characters."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", _decoded(data)))


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:_LOOKED_AT])
    encoding = "cp1252"
    if found:
        name = (found[1] or found[2]).decode("ascii", "ignore")
        try:
            info = codecs.lookup(name)
            encoding = _READ_AS.get(info.name, info.name) if info.name != "utf-8" else "cp1252"
            "".encode(encoding)  # a codec of text, not of bytes
        except (LookupError, TypeError, ValueError):
            encoding = "cp1252"
    return data.decode(encoding, "replace")
