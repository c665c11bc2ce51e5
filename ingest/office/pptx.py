"""Reads a .pptx file: each slide a page, its shapes in reading order with their boxes in points.

A hidden slide keeps its page number and is empty, with a problem that says so. Speaker's notes are left
out: they are not shown, and often hold drafts of what the slide says.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.slide import Slide

from ingest.office.cards import grid_cards
from ingest.office.package import OfficeFile, broken
from ingest.office.parts import local
from ingest.office.properties import core_title
from ingest.office.slide_blocks import (
    Spot,
    find_title,
    frame_blocks,
    is_heading,
    running_kind,
    running_spots,
)
from ingest.office.slide_cards import find_cards
from ingest.office.slide_order import reading_order
from ingest.office.slide_shapes import EMU, Frame, frames_of
from ingest.office.slide_tables import diagram_texts, frame_chart, table_grid
from ingest.office.xml_text import is_on, one_line
from ingest.records import Block, BlockKind, Box, Grid, Layout, Problem, Reading

_SHAPES = ("sp", "grpSp", "graphicFrame", "pic", "cxnSp")
_MOST_SHAPES = 5_000


def read_pptx(office: OfficeFile) -> Reading:
    """The slides as pages. Raises UnreadableFile `broken_file`."""
    try:
        deck = Presentation(io.BytesIO(office.data))
        width, height = float(deck.slide_width or 0) / EMU, float(deck.slide_height or 0) / EMU
        slides = list(deck.slides)
        with zipfile.ZipFile(io.BytesIO(office.data)) as package:
            title = core_title(package)
    except (PythonPptxError, KeyError, ValueError, AttributeError, etree.XMLSyntaxError, OSError,
            zipfile.BadZipFile, zlib.error, EOFError) as error:  # fmt: skip
        raise broken(office.file) from error
    problems: list[Problem] = []
    frames: list[list[Frame]] = []
    for number, slide in enumerate(slides, 1):
        shown: list[Frame] = []
        if not is_on(slide._element.get("show", "1")):
            problems.append(
                Problem("hidden_slide", f"Dia {number} on piilotettu; se jätettiin pois.", number)
            )
        else:
            try:
                _open_alternatives(slide)
                shown = frames_of(slide)[:_MOST_SHAPES]
            except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError):
                problems.append(Problem("broken_page", f"Diaa {number} ei voitu lukea.", number))
        frames.append(shown)
    spots = running_spots(frames, height)
    layouts = tuple(
        _Slide(slide, number, width, height, own, spots).layout()
        for number, (slide, own) in enumerate(zip(slides, frames, strict=True), 1)
    )
    return Reading(layouts, title, tuple(problems))


def _open_alternatives(slide: Slide) -> None:
    """Shapes that are written once for each version of the program: the first version that can be read."""
    tree = slide.shapes._spTree
    for alternate in [part for part in tree.iter(etree.Element) if local(part) == "AlternateContent"]:
        parent = alternate.getparent()
        if parent is None or local(parent) not in ("spTree", "grpSp"):
            continue
        choices = ([part for part in option if local(part) in _SHAPES] for option in alternate)
        for shape in next((shapes for shapes in choices if shapes), []):
            alternate.addprevious(shape)
        parent.remove(alternate)


class _Slide:
    """One slide while it is read."""

    def __init__(
        self,
        slide: Slide,
        page: int,
        width: float,
        height: float,
        frames: list[Frame],
        spots: dict[Spot, BlockKind],
    ) -> None:
        self._slide, self._page, self._width, self._height = slide, page, width, height
        self._frames, self._spots = frames, spots
        self._grids: list[Grid] = []

    def layout(self) -> Layout:
        """The slide's blocks: header, title, content in reading order, footer."""
        running = {id(f): kind for f in self._frames
                   if f.paragraphs and (kind := running_kind(f, self._spots, self._height))}  # fmt: skip
        own = [frame for frame in self._frames if id(frame) not in running]
        title = find_title(own)
        content = [frame for frame in own if frame is not title]
        cards = find_cards(content, self._width, self._height)
        taken = {id(frame) for card in cards for frame in card.frames}
        rest = [f for f in content if id(f) not in taken and (f.paragraphs or f.graphic is not None)]
        sizes = sorted({frame.paragraphs[n].size for frame in rest for n in range(len(frame.paragraphs))
                        if is_heading(frame, n)}, reverse=True)  # fmt: skip
        boxes = [*(card.box for card in cards), *(frame.box for frame in rest)]
        blocks = self._running(running, BlockKind.HEADER)
        if title is not None:
            blocks += frame_blocks(title, True, sizes)
        for place in reading_order(boxes):
            if place < len(cards):
                blocks.append(Block(BlockKind.CARD, cards[place].text, cards[place].box))
            else:
                blocks += self._content(rest[place - len(cards)], sizes)
        blocks += self._running(running, BlockKind.FOOTER)
        return Layout(self._page, self._width, self._height, None, tuple(blocks), tuple(self._grids))

    def _running(self, running: dict[int, BlockKind], kind: BlockKind) -> list[Block]:
        frames = sorted((f for f in self._frames if running.get(id(f)) is kind), key=lambda f: f.box.x0)
        return [Block(kind, one_line(frame.text), frame.box) for frame in frames]

    def _content(self, frame: Frame, sizes: list[float]) -> list[Block]:
        if frame.graphic is None:
            return frame_blocks(frame, False, sizes)
        table = next((part for part in frame.graphic._element.iter() if local(part) == "tbl"), None)
        if table is not None:
            grid = table_grid(table, self._page, frame.box)
            return list(grid_cards(grid) if grid is not None else ()) or self._grid(grid)
        chart = frame_chart(frame.graphic, self._page, frame.box)
        if chart is not None:
            text = " ".join(part for part in (chart.title, *chart.axes) if part)
            top = Box(frame.box.x0, frame.box.top, frame.box.x1, frame.box.top)
            caption = [Block(BlockKind.CAPTION, text, top)] if text else []
            return [*caption, *self._grid(chart.grid)]
        return [
            Block(BlockKind.BULLET, t, frame.box, level=1) for t in diagram_texts(frame.graphic, self._slide)
        ]

    def _grid(self, grid: Grid | None) -> list[Block]:
        if grid is None:
            return []
        self._grids.append(grid)
        return [Block(BlockKind.TABLE, "", grid.box)]
