"""Whether a piece of text stands for a number in a table, judged by its looks alone.

Only the layout is decided by this; what a number means is read elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = re.compile(
    r"""[(\[]?\s*[-+\u2010\u2212\u2013<>~≈±]?\s*[$€£]?\s*[-+\u2010\u2212\u2013]?   # sign, currency
        \d[\d.,:/\s\u00a0\u202f]*                                                 # digits, groups, decimals
        \s*[%€$)\]*†‡a-d]{0,4}                                                  # percent, note mark
        (?:\s?(?:(?:[tkm]|tuh\.|tuhatta|milj\.|mrd|tusen)\s?)?(?:€|euroa?|eur))?   # its unit in words
      | [-\u2010\u2012\u2013\u2014\u2212.*:x]{1,4}                                # nothing
      | n\.?a\.? | n/a""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER_SIGNS = re.compile(r"[\d\s.,()%±+\-\u2010\u2212\u2013€$£*/:\[\]<>=~†‡]")
_NUMBER_START = "0123456789(-\u2010\u2013\u2212+±$€£<>[~."
_LONGEST = 30

_YEAR_HEAD = re.compile(
    r"""(FY\s*)?[('’]?(19|20)?\d\d(\s*[-\u2013/]\s*((19|20)?\d\d))\)?\*{0,2}   # 2023-2024, 2023/24
      | \(?(19|20)\d\d\)?[*abc]{0,2}                                          # 2024
      | (19|20)\d\d,?\s\(?[tTM]?[€%]\)?                                         # 2024, t€
      | (19|20)\d\d,\s(?:(?:tuh\.|tuhatta|milj\.|mrd|tusen)\s?)?(?:€|euroa?|eur)    # 2024, tuhatta euroa
      | \d{1,2}\.\s?\d{1,2}\.(\s?\d{2,4})?                                    # 31.12.2024
      | (\d{1,2}(\s?[-\u2013]\s?\d{1,2})?|Q[1-4])\s?/\s?(19|20)\d\d     # 1–3/2025, Q1/2025
      | \d{1,2}\.(\d{1,2}\.)?(\d{4})?\s?[-\u2013]\s?\d{1,2}\.\d{1,2}\.(\s?\d{2,4})?   # 1.1.–31.3.2025
      | \d{1,2}(\.(\d{1,2}\.)?(\d{4})?)?\s?\u2013   # 1\u2013, 1.1.\u2013: goes on below
      | \(?1[.\s]?000([.\s]?000)?\s?(?:€|euroa)\)?                                           # 1 000 €
      | \(0+\)                                                                # (000)
      | \d\d\s?\+                                                              # 65+
      | \([$€£]?\s?1[,.\s]?000(,000)?\)                                        # ($1,000)
      | \([nN]\s?=\s?[\d\s,.]+\)""",  # (n=1,204)
    re.VERBOSE,
)

_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)")

GROUP = re.compile(r"\d{3}([.,]\d+)?[)%]?")
"""A thousands group, or the last one with its decimals."""
GROUP_HEAD = re.compile(r"\(?[-+\u2010\u2212\u2013]?[$€]?\d{1,3}")
"""The first group of a number written in groups."""


@lru_cache(maxsize=20_000)
def is_numeric(text: str) -> bool:
    """Whether a cell's text is a number, a range of numbers or a sign for "nothing"."""
    text = text.strip()
    if not text:
        return False
    if _NUMBER.fullmatch(text):
        return True
    if len(text) >= _LONGEST or text[0] not in _NUMBER_START or text.count(".") > 3:
        return False
    return any(letter.isdigit() for letter in text) and len(_NUMBER_SIGNS.sub("", text)) <= 1


def is_year_like(text: str) -> bool:
    """Whether a number is more likely a column's head than an amount: a year, a date, "1 000 €"."""
    return _YEAR_HEAD.fullmatch(text.strip()) is not None


def is_column_number(text: str) -> bool:
    """Whether a number only counts the columns: "(1)", "(2)" …"""
    return _COLUMN_NUMBER.fullmatch(text.strip()) is not None


def has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
