"""A paragraph that ends a text column in mid-sentence and goes on at the head of the next one."""

from __future__ import annotations

import re

from ingest.pdf.lines_to_paragraphs import Paragraph, ends_in_hyphen

_STOP = re.compile(r"[.!?:;]['\"”»)]*$")
_SAME_SIZE = 0.06
_RUNNING = 0.3


def goes_on(last: Paragraph, following: Paragraph) -> bool:
    """Whether the first paragraph of a column goes on with the last one of the column left of it."""
    ending, beginning = last.words[-1].text, following.words[0].text
    beside = following.box.x0 >= last.box.x1 and following.box.top < last.box.bottom
    same = (
        abs(last.size - following.size) <= _SAME_SIZE * last.size
        and last.bold == following.bold
        and last.italic == following.italic
    )
    running = sum(word.text[:1].islower() for word in last.words) >= _RUNNING * len(last.words)
    told = beginning[:1].isdigit() and _STOP.search(following.words[-1].text) is not None
    open_ended = ends_in_hyphen(ending) or (not _STOP.search(ending) and (beginning[:1].islower() or told))
    return beside and same and following.marker is None and running and open_ended


def joined(last: Paragraph, following: Paragraph) -> Paragraph:
    return Paragraph((*last.lines, *following.lines), last.marker, last.column)
