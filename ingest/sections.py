"""Which headings stand above each block, and whose figures it holds.

Slides and documents differ: on slides every page starts anew under the last divider slide; in a
document headings hold until one of the same or a higher level comes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.contents import contents_blocks
from ingest.entities import unit_listed, unit_named, without_number
from ingest.numbers import find_numbers
from ingest.records import Block, BlockKind, Layout
from ingest.repeated_headings import headings_of_tables, labels_of
from ingest.whose import form_of

_WORD = re.compile(r"[^\W\d_]{3,}")
_RUNNING = (BlockKind.HEADER, BlockKind.FOOTER)

_Outer = tuple[tuple[int, ...], list[tuple[int, str]], str | None]
"""The panels that a block stands in, with the headings and the unit that held before the last of them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its section path resolved and the unit that it stands under.

    `silent`: it is printed and shown but states nothing, as the lines of a table of contents and the
    labels of a chart.
    """

    block: Block
    page: int
    entity: str | None
    silent: bool = False


def place_blocks(layouts: Sequence[Layout]) -> tuple[tuple[Placed, ...], ...]:
    """The blocks of each page with their section paths and units, page by page."""
    listed = contents_blocks(layouts)
    layouts = [_without_titles(layout, places) for layout, places in zip(layouts, listed, strict=True)]
    labels = _row_labels(layouts)
    pages = _place_slides(layouts, labels) if is_slides(layouts) else _place_document(layouts, labels)
    return tuple(
        tuple(
            replace(item, silent=True) if place in places or _is_chart(item.block) else item
            for place, item in enumerate(placed)
        )
        for placed, places in zip(pages, listed, strict=True)
    )


def _row_labels(layouts: Sequence[Layout]) -> frozenset[str]:
    """What a heading that names no unit by its words must be to be one: a row of some table, or one of
    several headings over tables of the same rows. In small letters."""
    rows = frozenset[str]().union(*(labels_of(grid) for layout in layouts for grid in layout.grids))
    headings = headings_of_tables(layouts)
    return (rows | headings.units) - headings.parts


def _without_titles(layout: Layout, listed: frozenset[int]) -> Layout:
    """The page with its contents entries as plain text: a chapter begins where its title stands."""
    if not any(layout.blocks[place].kind is BlockKind.HEADING for place in listed):
        return layout
    blocks = tuple(
        replace(block, kind=BlockKind.PARAGRAPH, level=0)
        if place in listed and block.kind is BlockKind.HEADING
        else block
        for place, block in enumerate(layout.blocks)
    )
    return replace(layout, blocks=blocks)


def _is_chart(block: Block) -> bool:
    """Whether a block holds the labels of a chart: a caption of several lines, or of a number alone."""
    text = block.text.strip()
    return block.kind is BlockKind.CAPTION and ("\n" in text or not any(c.isalpha() for c in text))


def is_slides(layouts: Sequence[Layout]) -> bool:
    """Slides are wider than high, and most begin with a heading of their own."""
    wide = sum(layout.width > layout.height for layout in layouts)
    return bool(layouts) and wide > 0.6 * len(layouts)


def is_divider(layout: Layout) -> bool:
    """A page of nothing but one or two short headings."""
    content = [block for block in layout.blocks if block.kind not in _RUNNING]
    return (
        bool(content)
        and not layout.grids
        and len(content) <= 2
        and content[0].kind is BlockKind.HEADING
        and all(len(block.text) < 140 and not says_a_figure(block.text) for block in content)
        and not any(_is_body(block) for block in content)
    )


def _is_body(block: Block) -> bool:
    """A bullet or a full sentence: the slide is short, but no divider."""
    return block.kind is BlockKind.BULLET or re.search(r"[^\W\d]{2}[.!?]$", block.text.rstrip()) is not None


def says_a_figure(text: str) -> bool:
    """A heading that prints an amount ("Ylijäämä 8,5 milj. euroa") is a statement, not a title."""
    return any(number.unit is not None for number in find_numbers(text))


def _titles(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and not says_a_figure(block.text)


def _place_slides(layouts: Sequence[Layout], labels: frozenset[str]) -> tuple[tuple[Placed, ...], ...]:
    divider: str | None = None
    unit: str | None = None
    told = False  # by a divider or a title, not by a header
    level = 0  # of the title that named the unit
    headers = _header_units(layouts)
    alone = _stand_alone(layouts, labels)
    parts = _parts_of_units(layouts, labels)
    pages: list[tuple[Placed, ...]] = []
    for number, layout in enumerate(layouts):
        if is_divider(layout):
            if number > 0:  # the first page is the title of the report, not of a part
                divider = " ".join(_first(layout).split())
                unit = unit_named(divider)
                told = unit is not None
            pages.append(tuple(Placed(block, layout.page, unit) for block in layout.blocks))
            continue
        named = _title_unit(layout, labels)
        told = told or named is not None
        header = headers.get(layout.page)
        if named is None and header is not None and (not told or _same(divider or unit or "", header)):
            named = header  # unless a divider or an earlier title names another unit: it is nearer
        if named is not None:
            unit = named
            level = _highest(layout)
            if divider is not None and not _same(divider, named):
                divider = None  # the slide belongs to another unit than the divider before it
        elif divider is None and _titled(layout) and (alone or _ends(layout, unit, level, parts)):
            unit = None
        pages.append(_place_page(layout, divider, unit, labels))
    return tuple(pages)


def _stand_alone(layouts: Sequence[Layout], labels: frozenset[str]) -> bool:
    """Whether units have one slide each: then a slide with a title of its own is not the last unit's."""
    named = [None if is_divider(layout) else _title_unit(layout, labels) for layout in layouts[1:]]
    pairs = [(unit, after) for unit, after in pairwise(named) if unit is not None]
    return len(pairs) >= 3 and sum(after is not None for _, after in pairs) >= 0.6 * len(pairs)


def _ends(layout: Layout, unit: str | None, level: int, parts: frozenset[str]) -> bool:
    """Whether a slide's own title says that it is no longer the unit's: it is as high as the title that
    named the unit, does not speak of the unit, and is no part that units have ("Talous")."""
    title = _title(layout)
    if unit is None or _highest(layout) > level or title.casefold() in parts:
        return False
    words = [word.casefold() for word in _WORD.findall(title)]
    names = [word.casefold() for word in _WORD.findall(unit)]
    return not any(form_of(word, name) for word in words for name in names)


def _parts_of_units(layouts: Sequence[Layout], labels: frozenset[str]) -> frozenset[str]:
    """Titles of slides that come back after several units' own slides, in small letters."""
    under: dict[str, set[str]] = {}
    unit: str | None = None
    for layout in layouts[1:]:
        unit = _title_unit(layout, labels) or unit
        if unit is not None and _titled(layout):
            under.setdefault(_title(layout).casefold(), set()).add(unit)
    return frozenset(title for title, units in under.items() if len(units) > 1)


def _title(layout: Layout) -> str:
    """The first of a slide's highest headings, without its number."""
    highest = _highest(layout)
    titles = (block.text for block in layout.blocks if _titles(block) and block.level == highest)
    return without_number(next(titles, ""))


def _highest(layout: Layout) -> int:
    return min((block.level for block in layout.blocks if _titles(block)), default=0)


def _titled(layout: Layout) -> bool:
    return any(_titles(block) for block in layout.blocks)


def _same(divider: str, named: str) -> bool:
    """Whether a divider names no unit or this one, perhaps among other words ("Vesi – Vesilaitos")."""
    return unit_named(divider) is None or named.casefold() in divider.casefold()


def _header_units(layouts: Sequence[Layout]) -> dict[int, str]:
    """The units that running headers name, by page. A header of (nearly) all pages that have one
    names the whole report's organisation and says nothing of a page."""
    headers = {
        layout.page: unit_named(block.text)
        for layout in layouts
        for block in layout.blocks
        if block.kind is BlockKind.HEADER
    }
    pages_of = Counter(headers.values())
    return {page: unit for page, unit in headers.items() if unit and pages_of[unit] < 0.8 * len(headers)}


def _title_unit(layout: Layout, labels: frozenset[str]) -> str | None:
    """The unit that the slide's own title names: the first of its highest headings."""
    titles = [block for block in layout.blocks if _titles(block)]
    highest = _highest(layout)
    return next((_unit(block.text, labels) for block in titles if block.level == highest), None)


def _unit(heading: str, labels: frozenset[str]) -> str | None:
    return unit_named(heading) or unit_listed(heading, labels)


def _part(heading: str, unit: str | None) -> str | None:
    """The heading, where it is one of two units that a slide's title names ("Palvelut ja työllisyys")."""
    name = without_number(heading)
    named = re.split(r"\s+(?:ja|sekä)\s+", unit.casefold()) if unit is not None else []
    return name if len(named) > 1 and name.casefold() in named else None


def _first(layout: Layout) -> str:
    return next(block.text for block in layout.blocks if block.kind is BlockKind.HEADING)


def _place_page(
    layout: Layout, divider: str | None, unit: str | None, labels: frozenset[str]
) -> tuple[Placed, ...]:
    base = (divider,) if divider is not None else ()
    path: list[tuple[int, str]] = []
    own = unit
    outer: list[_Outer] = []
    placed: list[Placed] = []
    for block in layout.blocks:
        path, own = _in_panel(outer, block, path, own)
        section = base + tuple(text for _, text in path)
        if _titles(block):
            path = [step for step in path if step[0] < block.level]
            section = base + tuple(text for _, text in path)
            path = [*path, (block.level, " ".join(block.text.split()))]
            own = next(
                (name for _, text in reversed(path) if (name := _unit(text, labels) or _part(text, unit))),
                unit,
            )
        placed.append(Placed(replace(block, section=section), layout.page, own))
    return tuple(placed)


def _place_document(layouts: Sequence[Layout], labels: frozenset[str]) -> tuple[tuple[Placed, ...], ...]:
    path: list[tuple[int, str]] = []
    named: str | None = None
    headers = _header_units(layouts)
    parts = _parts_of_headings(layouts, labels)
    pages: list[tuple[Placed, ...]] = []
    for layout in layouts:
        placed: list[Placed] = []
        outer: list[_Outer] = []
        for block in layout.blocks:
            path, named = _in_panel(outer, block, path, named)
            if _titles(block):
                path = _above(path, block, labels, parts)
                section = tuple(text for _, text in path)
                path = [*path, (block.level, " ".join(block.text.split()))]
                named = next((unit for _, text in reversed(path) if (unit := _unit(text, labels))), None)
            else:
                section = tuple(text for _, text in path)
            unit = named or headers.get(layout.page)
            placed.append(Placed(replace(block, section=section), layout.page, unit))
        if outer:
            _, path, named = outer[0]
        pages.append(tuple(placed))
    return tuple(pages)


def _in_panel(
    outer: list[_Outer], block: Block, path: list[tuple[int, str]], unit: str | None
) -> tuple[list[tuple[int, str]], str | None]:
    """The headings and the unit that a block begins with: those of before the panels that ended above it.
    `outer` holds what they were before each panel that it stands in."""
    while outer and block.panels[: len(outer[-1][0])] != outer[-1][0]:
        _, path, unit = outer.pop()
    depth = len(outer[-1][0]) if outer else 0
    outer += [(block.panels[:end], path, unit) for end in range(depth + 1, len(block.panels) + 1)]
    return path, unit


def _above(
    path: Sequence[tuple[int, str]], block: Block, labels: frozenset[str], parts: frozenset[str]
) -> list[tuple[int, str]]:
    """The headings that stay above a new one: the higher ones, and that of a unit as high as it, if the
    new one is a part that units have."""
    kept = [step for step in path if step[0] < block.level]
    if without_number(block.text).casefold() in parts:
        kept += [step for step in path if step[0] == block.level and _unit(step[1], labels)][:1]
    return kept


def _parts_of_headings(layouts: Sequence[Layout], labels: frozenset[str]) -> frozenset[str]:
    """Headings that come back after the headings of several units, as high as these ("Talousarvion
    toteutuminen" after each board), in small letters and without their numbers."""
    units: dict[int, str] = {}  # the last unit named on each level
    under: dict[str, set[str]] = {}
    for layout in layouts:
        for block in layout.blocks:
            if not _titles(block):
                continue
            units = {level: unit for level, unit in units.items() if level <= block.level}
            unit = _unit(block.text, labels)
            if unit is not None:
                units[block.level] = unit
            elif block.level in units:
                under.setdefault(without_number(block.text).casefold(), set()).add(units[block.level])
    return frozenset(title for title, found in under.items() if len(found) > 1)
