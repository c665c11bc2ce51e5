"""Lines of a text file and what can be said about one line alone.

A text file has no geometry. What is left are blank lines, indentation, and the words. In text
taken from slides a text box often begins with a line that is indented by exactly one space; such
a line is marked `box_start` and nothing is ever joined across it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text.rows import read_row
from ingest.text.spaces import plain_runs

FAR = 99

_BULLET = re.compile(
    r"^(?P<mark>[•●▪■◦○‣∙·➢➤►✓✔\uf0b7\uf0a7]|\*(?=\s)|o(?=\s+\S)|[–—-](?=\s+[^\W\d]))\s*(?P<text>.*)$"
)
_SENTENCE_END = re.compile(r"[.!?:;][\"”’»)\]]*$")
_NUMBER_WORDS = re.compile(r"\d[\d.,\s\u00a0\u202f]*\s*(%|€|m€|t€|milj|euro|htv|miljoon|kpl)", re.IGNORECASE)
_VERB = re.compile(
    r"\b(on|ovat|oli|olivat|eivät|voidaan|tulee|sisältää|sisältävät|är|har|is|are|was|were|has)\b",
    re.IGNORECASE,
)
_DOT_LEADER = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}")
_EXPLAINS = re.compile(
    r"[^:]{1,60}:\s+[a-zåäö]|(?:[A-ZÅÄÖ][A-ZÅÄÖ0-9+]{1,9} [–—-]\s+|\w+ [–—]\s+(?=\S+\s+\S+\s+\S))[a-zåäö]"
)
_SECTION_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `gap` counts the blank lines above it (`FAR` at a page's start),
    `raw` keeps the spaces at its left, `text` does not. `open_end` tells of a space at its end:
    many programs leave one where they wrapped a paragraph."""

    raw: str
    gap: int
    box_start: bool = False
    open_end: bool = False

    @property
    def text(self) -> str:
        return self.raw.strip(" \t")

    @property
    def indent(self) -> int:
        """The number of spaces at its left, tabs expanded."""
        expanded = self.raw.expandtabs(8)
        return len(expanded) - len(expanded.lstrip(" "))

    @property
    def strong_break(self) -> bool:
        """True when what stands above surely ends before this line."""
        return self.box_start or self.gap >= 2


@dataclass(frozen=True, slots=True)
class Bullet:
    """The mark of a bulleted line and the text after it."""

    mark: str
    text: str


def split_lines(page: str) -> tuple[Line, ...]:
    """The lines of one page with the blank lines counted into `gap`."""
    printed = re.split(r"\r\n|[\n\r\v\x85\u2028\u2029]", page)
    rows = [plain_runs(row).rstrip() for row in printed]
    marked = _one_space_means_box(rows)
    lines: list[Line] = []
    gap = FAR
    for row, full in zip(rows, printed, strict=True):
        if not row:
            gap += 1
            continue
        boxed = marked and row[0] == " " and row[1:2] not in (" ", "\t")
        lines.append(Line(row, gap, boxed, len(full) > len(row)))
        gap = 0
    return tuple(lines)


def _one_space_means_box(rows: Sequence[str]) -> bool:
    """Only in a file that is flush left: where many depths of indentation occur they are layout."""
    filled = [row for row in rows if row]
    deeper = sum(row.startswith(("  ", "\t")) for row in filled)
    single = sum(row[0] == " " and not row.startswith("  ") for row in filled)
    return single > 0 and deeper <= max(1, len(filled) // 50) and single * 3 <= len(filled) + 3


def bullet(text: str) -> Bullet | None:
    """The bullet that a line begins with. A dash counts when a word follows it."""
    found = _BULLET.match(text)
    return Bullet(found["mark"], found["text"].strip()) if found else None


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text.rstrip()))


def starts_lower(text: str) -> bool:
    """Does the text go on with a small letter? Opening quotes and a leading hyphen are skipped."""
    first = next((c for c in text if c not in '-–"”»('), "")
    return first.islower()


def ends_with_hyphen(text: str) -> bool:
    stripped = text.rstrip()
    return len(stripped) > 1 and stripped[-1] in "-\u2010\u00ad" and stripped[-2].isalpha()


def collapse(text: str) -> str:
    """One space for each run of ordinary spaces and tabs; no-break spaces stay."""
    return re.sub(r"[ \t]+", " ", text).strip(" ")


def is_contents_line(text: str) -> bool:
    """A line of a table of contents: a title, a row of dots, a page number."""
    return bool(_DOT_LEADER.search(text))


def section_depth(text: str) -> int:
    """How deep "2.1.3 Talous" is numbered (3); 0 for a line without a section number."""
    found = _SECTION_NUMBER.match(text)
    return found[1].count(".") + 1 if found else 0


def is_heading_like(text: str) -> bool:
    """Could the text be a heading: short, capitalised, no sentence, no figure with its unit?"""
    if not 2 <= len(text) <= 110 or len(text.split()) > 13:
        return False
    if ends_sentence(text) or text.endswith((",", "…")) or is_contents_line(text):
        return False
    if " = " in text or explains(text) or bullet(text) or _NUMBER_WORDS.search(text) or _VERB.search(text):
        return False
    row = read_row(text)
    if row is not None and not row.only_years:
        return False
    words = _SECTION_NUMBER.sub("", text)
    return words[:1].isupper() and sum(c.isalpha() for c in words) >= 2


def explains(text: str) -> bool:
    """A line that says what a term means: "TP: tilinpäätös", "HTV – henkilötyövuosi"."""
    return _EXPLAINS.match(text) is not None


def is_capitals(text: str) -> bool:
    """Is the text printed in capitals (two letters or more, no small one)?"""
    return sum(c.isupper() for c in text) >= 2 and not any(c.islower() for c in text)
