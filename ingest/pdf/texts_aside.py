"""Text that does not run along its page: turned by 90 degrees, upside down or set at a slant.

It is read apart from the page's text, in the order it runs, so that it neither gets lost nor
breaks into lines that it crosses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.boxes import bounds
from ingest.pdf.glyphs_to_words import glyphs_to_words
from ingest.pdf.page_to_glyphs import SOFT_HYPHEN, RawGlyph, RawText, raw_text_to_glyphs
from ingest.pdf.pieces import Aside, Chunk
from ingest.pdf.turning import Frame, unturn_box
from ingest.pdf.words_to_lines import chunks_of, words_to_lines
from ingest.records import Box

_LINE_GAP = 1.0
_REACH = 2.5


def raw_text_to_asides(raw: RawText, frame: Frame, keep_white: bool) -> tuple[Aside, ...]:
    """The texts of a page that run in other directions than the page itself, with their places on it."""
    main = (frame.rotation + frame.turn) % 360
    others = {style.direction for style in raw.styles} - {main}
    found: list[Aside] = []
    for direction in sorted(others):
        if direction < 0:
            found += _slanted(raw, frame, keep_white)
        else:
            turned = replace(frame, turn=(direction - frame.rotation) % 360)
            words = glyphs_to_words(raw_text_to_glyphs(raw, turned, keep_white), ())
            found += [_aside(group, frame, turned) for group in _groups(chunks_of(words_to_lines(words)))]
    return tuple(found)


def _groups(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """Lines that stand right under each other, as one text."""
    groups: list[list[Chunk]] = []
    for chunk in chunks:
        for group in groups:
            last = group[-1]
            near = chunk.top - last.bottom < _LINE_GAP * chunk.size and chunk.base > last.base
            if near and chunk.x0 < last.x1 and last.x0 < chunk.x1:
                group.append(chunk)
                break
        else:
            groups.append([chunk])
    return groups


def _aside(group: Sequence[Chunk], frame: Frame, turned: Frame) -> Aside:
    width, height = turned.read
    shown = unturn_box(bounds(chunk.box for chunk in group), turned.turn, width, height)
    box = unturn_box(shown, (360 - frame.turn) % 360, *frame.shown)
    return Aside(tuple(chunk.text for chunk in group), box, max(chunk.size for chunk in group))


def _slanted(raw: RawText, frame: Frame, keep_white: bool) -> list[Aside]:
    """Slanted texts, each of them glyphs that are drawn one after the other and stand side by side."""
    runs: list[list[RawGlyph]] = []
    text: list[str] = []
    for glyph in raw.glyphs:
        if glyph is None:
            if text and not text[-1].endswith(" "):
                text[-1] += " "
            continue
        style = glyph.style
        if style.direction >= 0 or not style.visible or (style.white and not keep_white):
            continue
        last = runs[-1][-1] if runs else None
        if last and max(abs(glyph.x - last.x), abs(glyph.y - last.y)) < _REACH * glyph.size:
            runs[-1].append(glyph)
            text[-1] += glyph.text
        else:
            runs.append([glyph])
            text.append(glyph.text)
    return [
        Aside((" ".join(words.replace(SOFT_HYPHEN, "-").split()),), _slanted_box(run, frame), run[0].size)
        for run, words in zip(runs, text, strict=True)
    ]


def _slanted_box(run: Sequence[RawGlyph], frame: Frame) -> Box:
    points = [frame.show(glyph.left, glyph.bottom) for glyph in run]
    points += [frame.show(glyph.right, glyph.top) for glyph in run]
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))
