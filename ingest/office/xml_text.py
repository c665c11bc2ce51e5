"""Small helpers for the XML of office files: text made clean, flags, superscript figures."""

from __future__ import annotations

import re
import unicodedata

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b-\u200d\u2060]")
_SOFT_HYPHEN = re.compile(r"\u00ad")


def clean(text: str) -> str:
    """Text in NFC without control characters, soft hyphens and marks that print nothing."""
    return unicodedata.normalize("NFC", _SOFT_HYPHEN.sub("", _CONTROL.sub("", text)))


def one_line(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(text.split())


def lines_of(text: str) -> str:
    """Text with its line breaks kept and other white space collapsed; empty lines left out."""
    return "\n".join(line for part in text.split("\n") if (line := one_line(part)))


def superscript(text: str) -> str:
    """Raised figures as such: a footnote mark must not become the last digit of a number."""
    return text.translate(_SUPERSCRIPTS)


def is_on(value: str | None) -> bool:
    """A yes-or-no attribute of office XML; an element without the attribute means yes."""
    return value is None or value not in ("0", "false", "off", "none")
