"""What a page prints, read by another PDF library: the oracle for tests on real reports.

It knows nothing of tables: lines of words with their places, and the amounts among them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

_GROUP = re.compile(r"\d{3}(?:,\d+)?|%")
_BEGUN = re.compile(r"[-–−]?\d{1,3}(?: \d{3})*|[-–−]?\d[\d ,]*")
_SIGN = re.compile(r"[-–−]")
_AMOUNT = re.compile(r"[-–−]?\d[\d ]*(?:,\d+)?(?: ?%)?")
_GROUP_GAP, _SIGN_GAP, _SAME_LINE = 4.0, 6.0, 2.5  # points


@dataclass(frozen=True, slots=True)
class Printed:
    """A word or an amount and where it stands, in points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    bottom: float

    @property
    def is_amount(self) -> bool:
        return _AMOUNT.fullmatch(self.text) is not None


def page_lines(path: Path, page: int) -> list[list[Printed]]:
    """The lines of a page (from 1), top to bottom; the groups of one number joined."""
    with pdfplumber.open(path) as pdf:
        words = pdf.pages[page - 1].extract_words(x_tolerance=1.5, y_tolerance=2)
    lines: list[list[Printed]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        printed = Printed(word["text"], word["x0"], word["x1"], word["bottom"])
        line = next((line for line in lines if abs(line[0].bottom - printed.bottom) < _SAME_LINE), None)
        if line is None:
            lines.append([printed])
        else:
            line.append(printed)
    return [_with_whole_numbers(sorted(line, key=lambda printed: printed.x0)) for line in lines]


def _with_whole_numbers(line: list[Printed]) -> list[Printed]:
    whole: list[Printed] = []
    for word in line:
        before = whole[-1] if whole else None
        gap = word.x0 - before.x1 if before else 0.0
        group = before and _GROUP.fullmatch(word.text) and _BEGUN.fullmatch(before.text) and gap < _GROUP_GAP
        sign = before and _SIGN.fullmatch(before.text) and word.text[0].isdigit() and gap < _SIGN_GAP
        if before and (group or sign):
            whole[-1] = Printed(f"{before.text} {word.text}", before.x0, word.x1, word.bottom)
        else:
            whole.append(word)
    return whole
