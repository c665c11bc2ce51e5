"""The text of a paragraph and the place of each of its words on the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ingest.pdf.limits import LIMITS
from ingest.pdf.lines_to_paragraphs import ends_in_hyphen, is_soft_break
from ingest.pdf.page_to_glyphs import SOFT_HYPHEN
from ingest.pdf.pieces import Word
from ingest.records import Span

_PUNCTUATION = ".,;:()\"'”"


def lines_to_text(
    lines: Sequence[Sequence[Word]], known: frozenset[str], between: str = " "
) -> tuple[str, tuple[Span, ...]]:
    """Join lines with `between`, divided words without their hyphen; spans place each printed word."""
    text = ""
    spans: list[Span] = []
    previous: Word | None = None
    for line in lines:
        for index, word in enumerate(line):
            printed = unicodedata.normalize("NFC", word.text)
            if previous is None:
                glue = ""
            elif index == 0:
                text, spans, glue = _over_line_end(text, spans, printed, known, between)
            else:
                gap = word.x0 - previous.x1
                close = gap < LIMITS.unspaced_gap * max(word.size, previous.size) and word.x0 > previous.x0
                glue = "" if close and not word.spaced else " "
            start = len(text) + len(glue)
            text += glue + printed
            spans.append(Span(start, len(text), word.box))
            previous = word
    if SOFT_HYPHEN in text:
        text = text.replace(SOFT_HYPHEN, "-")
    return text, tuple(spans)


def _over_line_end(
    text: str, spans: list[Span], following: str, known: frozenset[str], between: str
) -> tuple[str, list[Span], str]:
    if between != " " or not ends_in_hyphen(text):
        return text, spans, between
    last = text.rsplit(" ", 1)[-1]
    if is_soft_break(last, following, known) and not _named(text, last, following, known):
        *rest, final = spans
        return text[:-1], [*rest, Span(final.start, final.end - 1, final.box)], ""
    hyphen_joins = following[:1].isalnum() and not _stands_open(following)
    return text, spans, "" if hyphen_joins else " "


def _named(text: str, last: str, following: str, known: frozenset[str]) -> bool:
    """Whether a name and a word are put together ("Office-" and "ohjelmat"): the document has both of them
    alone, not as one word, and the capital is not that of a sentence's beginning."""
    head, tail = last[:-1].casefold(), following.strip(_PUNCTUATION).casefold()
    before = text[: len(text) - len(last)].rstrip()
    amid = bool(before) and before[-1] not in ".!?:"
    return amid and last[0].isupper() and head in known and tail in known and head + tail not in known


def _stands_open(following: str) -> bool:
    """After "tuotto- " in "tuotto- ja kulutilit" the hyphen stands for a word's missing end."""
    return following in ("ja", "tai", "sekä", "eli", "että", "och", "eller")


def vocabulary(words: Sequence[Word]) -> frozenset[str]:
    """The words a document prints undivided, given as drawn: those that stand amid their line."""
    amid = {
        word.text
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
        if before.base == word.base == after.base and before.x0 < word.x0 < after.x0 and len(word.text) > 3
    }
    return frozenset(text.strip(_PUNCTUATION).casefold() for text in amid)
