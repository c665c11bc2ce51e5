"""KPI cards of a slide: a number with the label, unit and comparison that stand with it.

Shapes belong together where they are grouped, stand inside one drawn box, or are stacked on each other;
a single shape whose lines are a card is one too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.boxes import bounds
from ingest.office.cards import card_text, is_number_line
from ingest.office.slide_shapes import Frame
from ingest.records import Box

_WIDEST, _TALLEST = 0.6, 0.6  # of the slide: a larger box is a background
_NARROWEST = 40.0
_MOST_FRAMES = 8
_MOST_TEXTS = 600
_STACK_GAP = 14.0
_LARGER = 1.25


@dataclass(frozen=True, slots=True)
class SlideCard:
    """A card's lines and the box around it; `frames` are the shapes that it takes up."""

    text: str
    box: Box
    frames: tuple[Frame, ...]


def find_cards(frames: Sequence[Frame], width: float, height: float) -> list[SlideCard]:
    """The cards among the frames of one slide of that size; no frame is in two of them. A slide of many
    hundred texts is a drawing and has none: each text is held against all others."""
    texts = [frame for frame in frames if frame.paragraphs]
    if len(texts) > _MOST_TEXTS:
        return []
    taken: set[int] = set()
    cards: list[SlideCard] = []

    def claim(members: Sequence[Frame], box: Box) -> None:
        members = [frame for frame in members if id(frame) not in taken]
        if not members or len(members) > _MOST_FRAMES or any(_has_bullets(frame) for frame in members):
            return
        ordered = sorted(members, key=lambda frame: (round(frame.box.top), frame.box.x0))
        text = card_text([line for frame in ordered for line in frame.lines])
        if text is not None:
            cards.append(SlideCard(text, box, tuple(ordered)))
            taken.update(id(frame) for frame in ordered)

    for number in sorted({frame.group for frame in frames if frame.group}):
        members = [frame for frame in texts if frame.group == number]
        claim(members, bounds([frame.box for frame in frames if frame.group == number]))
    boxes = [
        frame.box for frame in frames if frame.graphic is None and _is_container(frame.box, width, height)
    ]
    for box in sorted(boxes, key=_area):
        inside = [frame for frame in texts if _holds(box, frame.box)]
        if len(inside) > 1:
            claim(inside, box)
    for frame in texts:
        claim([frame], frame.box)
    for frame in texts:
        if id(frame) not in taken and _is_number(frame):
            members = _stacked(frame, [f for f in texts if id(f) not in taken])
            claim(members, bounds([member.box for member in members]))
    return cards


def _has_bullets(frame: Frame) -> bool:
    return any(paragraph.bullet for paragraph in frame.paragraphs)


def _is_container(box: Box, width: float, height: float) -> bool:
    across, down = box.x1 - box.x0, box.bottom - box.top
    return _NARROWEST < across < _WIDEST * width and _NARROWEST / 2 < down < _TALLEST * height


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _holds(box: Box, inner: Box) -> bool:
    across, down = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return box.x0 <= across <= box.x1 and box.top <= down <= box.bottom and _area(inner) <= 1.2 * _area(box)


def _is_number(frame: Frame) -> bool:
    return any(is_number_line(line) for line in frame.lines) and len(frame.lines) <= 2


def _size(frame: Frame) -> float:
    return max(paragraph.size for paragraph in frame.paragraphs)


def _stacked(number: Frame, others: Sequence[Frame]) -> list[Frame]:
    """The number with the smaller short texts right above and below it."""
    members = [number]
    for upward in (True, False):
        edge = number.box
        side = [f for f in others if f is not number and (f.box.top < number.box.top) == upward]
        for frame in sorted(side, key=lambda f: -f.box.bottom if upward else f.box.top):
            gap = edge.top - frame.box.bottom if upward else frame.box.top - edge.bottom
            middle = (frame.box.x0 + frame.box.x1) / 2
            if not edge.x0 <= middle <= edge.x1:
                continue
            if gap > _STACK_GAP or _size(number) < _LARGER * _size(frame) or len(frame.text) > 80:
                break
            members.append(frame)
            edge = frame.box
    return members
