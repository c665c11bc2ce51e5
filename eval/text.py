"""Normalising of text and reading of printed numbers, for judging answers only.

An oracle shares nothing with what it judges: this reader is written apart from the product's, and
a test holds that eval imports none of it.
"""

from __future__ import annotations

import re
import unicodedata

_LIKE_SPACE = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ")
_LIKE_HYPHEN = dict.fromkeys(map(ord, "\u2212\u2013\u2010\u2011\u2012"), "-")
_MARKS = {**_LIKE_SPACE, **_LIKE_HYPHEN, 0x00AD: None}

_NUMBER = re.compile(
    r"""(?<![\w,.])            # not inside a word or another number
        [-+]?\(?
        (?: \d{1,3} (?:[ .]\d{3})+ (?!\d)   # 1 234 567 or 1.234.567
          | \d+ )
        (?:,\d+)?""",
    re.VERBOSE,
)
_NOT_A_FIGURE = re.compile(
    r"""\[\d+\]                                                # a citation mark
      | \b(?:s|sivu\w*|page|sida\w*)\.?\s*\d+(?:\s*[,-]\s*\d+)*   # a page""",
    re.VERBOSE,
)
_WORD = re.compile(r"\w+")
_YES = frozenset({"kyllä", "kylläkin", "joo", "on", "ovat", "yes", "ja"})
_NO = frozenset({"ei", "eivät", "eikä", "no", "nej"})


def plain(text: str) -> str:
    """Lower case, one kind of space and of hyphen, runs of space as one, no soft hyphens."""
    marked = unicodedata.normalize("NFC", text).translate(_MARKS)
    return " ".join(marked.split()).lower()


def digits(number: str) -> str:
    """A printed number without sign, separators and brackets: "-1 234,5" -> "1234,5"."""
    return "".join(mark for mark in number if mark.isdigit() or mark == ",")


def numbers(text: str) -> tuple[str, ...]:
    """The printed numbers of a text; citation marks and page numbers are none."""
    cleaned = _NOT_A_FIGURE.sub(" ", plain(text))
    return tuple(match.group() for match in _NUMBER.finditer(cleaned))


def stands_in(value: str, text: str) -> bool:
    """Does a printed value stand in a text, with no further digits or letters glued to it?

    A plus sign may be missing, but a minus must not stand in its place.
    """
    value, text = plain(value), plain(text)
    if not value:
        return False
    before = ""
    if value.startswith("+"):
        value, before = value[1:], r"(?<![\d,-])"
    elif value[0].isdigit():
        before = r"(?<![\d,])"
    elif value[0].isalpha():
        before = r"(?<!\w)"
    after = r"(?!\d|,\d)" if value[-1:].isdigit() else ""
    return re.search(before + re.escape(value) + after, text) is not None


def polarity(text: str) -> str | None:
    """Which of yes and no is said first: "kyllä", "ei" or None."""
    for word in _WORD.findall(text.lower()):
        if word in _YES:
            return "kyllä"
        if word in _NO:
            return "ei"
    return None
