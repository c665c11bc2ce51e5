"""What a table is called: the caption line right above it or in its grid before the chapter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.records import Block, BlockKind, Box, Grid, GridCell
from ingest.sections import Placed
from ingest.tables.titles import Title, title_above, with_caption


def _line(kind: BlockKind, text: str, box: Box | None = None, bold: bool = False) -> Placed:
    return Placed(Block(kind, text, box, bold=bold, section=("Liitteet",)), 1, None)


_CHAPTER = _line(BlockKind.HEADING, "4 Taseen liitetiedot")
_TABLE = _line(BlockKind.TABLE, "")


def _title(*above: Placed) -> Title:
    return title_above([*above, _TABLE], len(above))


@pytest.mark.parametrize(
    "line",
    [
        _line(BlockKind.PARAGRAPH, "12) Saamisten erittely"),
        _line(BlockKind.BULLET, "7) Varausten erittely"),
        _line(BlockKind.PARAGRAPH, "Saamisten erittely", bold=True),
        _line(BlockKind.CAPTION, "Taulukko 3. Saamiset"),
    ],
)
def test_a_numbered_or_bold_line_right_above_is_the_title(line: Placed) -> None:
    title = _title(_CHAPTER, _line(BlockKind.PARAGRAPH, "Alla kerrotaan enemmän."), line)
    assert title.text == line.block.text and title.near


def test_a_unit_between_the_caption_and_the_table_is_passed_over() -> None:
    unit = _line(BlockKind.PARAGRAPH, "(1 000 €)", bold=True)
    title = _title(_CHAPTER, _line(BlockKind.PARAGRAPH, "12) Saamiset"), unit)
    assert title.text == "12) Saamiset"
    assert title.above.splitlines()[-1] == "(1 000 €)"


@pytest.mark.parametrize(
    "line",
    [
        _line(BlockKind.PARAGRAPH, "Saamiset kasvoivat.", bold=True),
        _line(BlockKind.PARAGRAPH, "Saamiset kasvoivat edellisestä vuodesta"),
        _line(BlockKind.PARAGRAPH, "2024", bold=True),
    ],
)
def test_prose_above_a_table_is_not_its_title(line: Placed) -> None:
    assert _title(_CHAPTER, line).text == "4 Taseen liitetiedot"


def test_the_heading_above_a_caption_may_still_name_the_unit() -> None:
    heading = _line(BlockKind.HEADING, "Liitetiedot, 1 000 euroa")
    title = _title(heading, _line(BlockKind.PARAGRAPH, "12) Saamiset"))
    assert title.above.splitlines() == ["Liitetiedot, 1 000 euroa", "12) Saamiset"]


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.PARAGRAPH])
def test_headings_side_by_side_are_over_columns(kind: BlockKind) -> None:
    left = _line(kind, "Aineettomat", Box(200, 60, 280, 70), bold=True)
    right = _line(kind, "Aineelliset", Box(400, 58, 480, 70), bold=True)
    named = _line(BlockKind.HEADING, "9) Hyödykkeet", Box(50, 40, 150, 50))
    assert _title(named, left, right).text == "9) Hyödykkeet"
    assert _title(named, left).text == "Aineettomat"


def _grid(rows: Sequence[Sequence[str]], bold: bool = False) -> Grid:
    cells = [
        GridCell(r, c, 1, 1, text, None, bold=bold and r == 0)
        for r, texts in enumerate(rows)
        for c, text in enumerate(texts)
        if text
    ]
    return Grid(1, None, len(rows), 3, 0, tuple(cells))


_BODY = [["", "2024", "2023"], ["Pääoma", "5", "6"], ["Rahastot", "1", "2"]]


def test_a_numbered_line_on_top_of_the_header_is_the_title() -> None:
    grid = _grid([["14) Pääoman erittely", "", ""], *_BODY])
    title = with_caption(Title("4 Taseen liitetiedot (1 000 €)", "", True), grid)
    assert title.text == "14) Pääoman erittely"
    assert "1 000 €" in title.above


def test_a_bold_line_on_top_of_the_header_is_the_title_where_none_is_right_above() -> None:
    grid = _grid([["Pääoman erittely", "", ""], *_BODY], bold=True)
    assert with_caption(Title("4 Taseen liitetiedot", "", False), grid).text == "Pääoman erittely"
    assert with_caption(Title("Rahastot 2024", "", True), grid).text == "Rahastot 2024"


@pytest.mark.parametrize("corner", ["1 000 €", "(tuhatta euroa)"])
def test_a_unit_in_the_corner_is_no_title(corner: str) -> None:
    grid = _grid([[corner, "", ""], *_BODY], bold=True)
    assert with_caption(Title("Tase", "", False), grid).text == "Tase"


def test_a_heading_of_rows_is_no_title() -> None:
    grid = _grid([["", "2024", "2023"], ["3) Varat yhteensä", "", ""], *_BODY[1:]], bold=True)
    assert with_caption(Title("Tase", "", False), grid).text == "Tase"
