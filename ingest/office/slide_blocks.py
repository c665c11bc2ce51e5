"""What the shapes of a slide are: titles, headings, bullets, text, running heads and feet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.office.slide_shapes import Frame
from ingest.office.slide_text import SlideParagraph
from ingest.office.xml_text import one_line
from ingest.records import Block, BlockKind, Box

_RUNNING_ROLES = {
    "ftr": BlockKind.FOOTER, "sldNum": BlockKind.FOOTER, "dt": BlockKind.FOOTER, "hdr": BlockKind.HEADER,
}  # fmt: skip
_TITLES = ("title", "ctrTitle")
_TOP, _BOTTOM = 0.1, 0.9
_LONGEST_RUNNING = 80
_LONGEST_TITLE = 160
_LONGEST_HEADING = 110
_LARGE = 1.3
_LARGER = 1.1

Spot = tuple[int, int]


def running_spots(slides: Sequence[Sequence[Frame]], height: float) -> dict[Spot, BlockKind]:
    """Places at the slides' edges where a short text stands on several of them."""
    seen: Counter[Spot] = Counter()
    kinds: dict[Spot, BlockKind] = {}
    for frames in slides:
        for spot, kind in {_spot(f): k for f in frames if (k := _edge(f, height)) is not None}.items():
            seen[spot] += 1
            kinds[spot] = kind
    enough = max(2, len(slides) // 5)
    return {spot: kinds[spot] for spot, count in seen.items() if count >= enough}


def _spot(frame: Frame) -> Spot:
    return round(frame.box.x0 / 4), round(frame.box.top / 4)


def _edge(frame: Frame, height: float) -> BlockKind | None:
    short = len(frame.paragraphs) == 1 and len(frame.text) <= _LONGEST_RUNNING
    if not short or frame.role in (*_TITLES, "body", "subTitle", "obj"):
        return None
    if frame.box.bottom <= _TOP * height:
        return BlockKind.HEADER
    return BlockKind.FOOTER if frame.box.top >= _BOTTOM * height else None


def running_kind(frame: Frame, spots: dict[Spot, BlockKind], height: float) -> BlockKind | None:
    """Whether a frame is a running header or footer."""
    return _RUNNING_ROLES.get(frame.role) or (spots.get(_spot(frame)) if _edge(frame, height) else None)


def find_title(frames: Sequence[Frame]) -> Frame | None:
    """The slide's title: its title placeholder, else a larger short text above all others."""
    texts = [frame for frame in frames if frame.paragraphs]
    named = next((frame for frame in texts if frame.role in _TITLES), None)
    if named is not None or not texts:
        return named
    top = min(texts, key=lambda frame: frame.box.top)
    first = top.paragraphs[0]
    others = [p.size for frame in texts if frame is not top for p in frame.paragraphs]
    if (
        len(top.paragraphs) > 1
        or first.bullet
        or len(first.text) > _LONGEST_TITLE
        or first.text.endswith(".")
    ):
        return None
    return top if not others or first.size >= _LARGE * sorted(others)[len(others) // 2] else None


def frame_blocks(frame: Frame, is_title: bool, sizes: Sequence[float]) -> list[Block]:
    """The blocks of a frame. `sizes` are the print sizes of the slide's headings, largest first."""
    if is_title:
        text = one_line(frame.text)
        return [_block(BlockKind.HEADING, text, frame.paragraphs[0], frame.box, 1)]
    blocks: list[Block] = []
    for place, paragraph in enumerate(frame.paragraphs):
        box = _part(frame, place)
        text = one_line(paragraph.text)
        if paragraph.bullet:
            blocks.append(_block(BlockKind.BULLET, text, paragraph, box, paragraph.bullet))
        elif is_heading(frame, place):
            level = 2 + sum(size > paragraph.size for size in sizes)
            blocks.append(_block(BlockKind.HEADING, text, paragraph, box, min(6, level)))
        else:
            blocks.append(_block(BlockKind.PARAGRAPH, text, paragraph, box, 0))
    return blocks


def _block(kind: BlockKind, text: str, paragraph: SlideParagraph, box: Box, level: int) -> Block:
    return Block(kind, text, box, level=level, size=paragraph.size, bold=paragraph.bold)


def is_heading(frame: Frame, place: int) -> bool:
    """A short line that stands out from the text after it, by weight or size."""
    paragraph = frame.paragraphs[place]
    text = paragraph.text.strip()
    if paragraph.bullet or len(text) > _LONGEST_HEADING or text.endswith((".", ":", ";", ",", "!", "?")):
        return False
    if not any(letter.isalpha() for letter in text) or frame.role == "subTitle":
        return False
    if place + 1 == len(frame.paragraphs):
        return paragraph.bold and len(frame.paragraphs) == 1
    after = frame.paragraphs[place + 1]
    bolder = paragraph.bold and (not after.bold or paragraph.size >= after.size)
    return bolder or paragraph.size >= _LARGER * after.size


def _part(frame: Frame, place: int) -> Box:
    """Where a paragraph stands in its frame, by its share of the letters: the file says no more."""
    weights = [max(40, len(paragraph.text)) for paragraph in frame.paragraphs]
    whole = sum(weights)
    height = frame.box.bottom - frame.box.top
    top = frame.box.top + height * sum(weights[:place]) / whole
    return Box(frame.box.x0, top, frame.box.x1, top + height * weights[place] / whole)
