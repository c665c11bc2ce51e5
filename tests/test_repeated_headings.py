"""Headings that are units because the same rows stand under each of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.entities import may_be_unit
from ingest.records import Block, BlockKind, Grid, GridCell, Layout
from ingest.repeated_headings import headings_of_tables
from ingest.sections import place_blocks

ITEMS = ("Toimintatuotot", "Toimintakulut", "Toimintakate")


def page(number: int, *contents: tuple[int, str] | Sequence[str], wide: bool = False) -> Layout:
    """A page of headings (level, text) and tables of the given row labels."""
    blocks: list[Block] = []
    grids: list[Grid] = []
    for content in contents:
        if isinstance(content[0], int):
            blocks.append(Block(BlockKind.HEADING, str(content[1]), None, content[0]))
            continue
        cells = [GridCell(0, 1, 1, 1, "TP 2031", None)]
        for row, label in enumerate(content, 1):
            cells += [GridCell(row, 0, 1, 1, str(label), None), GridCell(row, 1, 1, 1, "12", None)]
        blocks.append(Block(BlockKind.TABLE, "", None))
        grids.append(Grid(number, None, len(content) + 1, 2, 1, tuple(cells)))
    width, height = (960, 540) if wide else (595, 842)
    return Layout(number, width, height, None, tuple(blocks), tuple(grids))


def owners(*pages: Layout) -> list[str | None]:
    """The units of all tables."""
    return [item.entity for placed in place_blocks(pages) for item in placed
            if item.block.kind is BlockKind.TABLE]  # fmt: skip


@pytest.mark.parametrize("wide", [False, True])
def test_headings_of_one_level_over_tables_of_the_same_rows_are_units(wide: bool) -> None:
    names = ["Melonta", "Kalliokiipeily", "Kadut ja polut"]
    pages = [page(number, (1, name), ITEMS, wide=wide) for number, name in enumerate(names, 1)]
    assert owners(*pages) == names


def test_a_title_over_the_table_may_print_the_heading_again() -> None:
    first = page(1, (1, "Melonta"), ITEMS, (1, "Kalliokiipeily"), (2, "Kalliokiipeily"), ITEMS)
    second = page(2, (1, "3 Kadut ja polut"), (2, "Kadut ja polut"), ITEMS)
    assert owners(first, second) == ["Melonta", "Kalliokiipeily", "Kadut ja polut"]


def test_a_chapter_under_a_unit_keeps_it_and_a_heading_of_its_level_ends_it() -> None:
    parts = ((2, "Tilanne"), ITEMS)
    pages = [page(number, (1, name), *parts) for number, name in enumerate(("Melonta", "Uinti", "Hiihto"), 1)]
    end = page(4, (1, "Tuloslaskelma"), ("Verotulot", "Vuosikate", "Poistot"))
    assert owners(*pages, end) == ["Melonta", "Uinti", "Hiihto", None]


def test_what_comes_back_under_several_headings_is_a_part_of_them() -> None:
    pages = [
        page(1, (1, "Melonta"), (2, "Arki"), ITEMS, (2, "Juhla"), ITEMS, (2, "Loma"), ITEMS),
        page(2, (1, "Hiihto"), (2, "Arki"), ITEMS, (2, "Juhla"), ITEMS, (2, "Loma"), ITEMS),
    ]
    assert headings_of_tables(pages).parts == {"arki", "juhla", "loma"}
    assert not headings_of_tables(pages).units & {"arki", "juhla", "loma"}


def test_two_headings_alone_are_units_only_beside_one_that_says_it_is() -> None:
    assert headings_of_tables([page(1, (1, "Melonta"), ITEMS, (1, "Hiihto"), ITEMS)]).units == frozenset()
    named = [page(1, (1, "Melonta"), ITEMS, (1, "Uimahallin palvelut"), ITEMS)]
    assert headings_of_tables(named).units == {"melonta", "uimahallin palvelut"}


def test_rows_that_are_owners_make_no_unit_of_the_heading() -> None:
    names = ("Melonta", "Hiihto", "Uinti")
    pages = [page(n, (1, text), names) for n, text in enumerate(("Väki", "Raha", "Tilat"), 1)]
    assert headings_of_tables(pages).units == frozenset()


@pytest.mark.parametrize(
    ("heading", "may"),
    [
        ("4.2 Melonta", True), ("Kadut ja polut", True), ("Konsernituloslaskelma", False),
        ("Ulkoiset erät", False), ("Talousarvion toteutuminen", False), ("Vuosi 2031", False),
        ("Ennuste", False), ("Toimintakulut", False),
        ("Henkilöstö", False), ("Melonta kasvoi.", False),
    ],
)  # fmt: skip
def test_what_the_words_of_a_heading_leave_open(heading: str, may: bool) -> None:
    assert may_be_unit(heading) is may
