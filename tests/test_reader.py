"""The reader: a page as it is with what is cited marked, its text for those who listen, its files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from fakes import FakeLibrary, fake_answer, make_report
from reportlab.pdfgen.canvas import Canvas
from starlette.testclient import TestClient

from ingest.records import (
    Block,
    BlockKind,
    Box,
    Cell,
    Column,
    Page,
    Problem,
    Report,
    Statement,
    StatementKind,
    Table,
)
from service.api import create_app
from service.settings import Settings
from service.web.reader_marks import marked_statements, read_marks
from service.web.reader_text import MOST_CELLS, TablePart, page_parts

ROW = Box(72.0, 310.2, 401.5, 322.0)
CELL = Box(350.0, 310.2, 401.5, 322.0)
TABLE_BOX = Box(72, 290, 401.5, 322)


def a_table() -> Table:
    def cell(row: int, column: int, text: str, box: Box, value: int | None = None) -> Cell:
        header = row == 0
        number = None if value is None else type(make_report().figures[0].value)(value)
        return Cell(row, column, 1, 1, 1, text, header, box, value=number)

    cells = (
        cell(0, 0, "1 000 €", Box(72, 290, 120, 302)),
        cell(0, 1, "Ennuste", Box(250, 290, 300, 302)),
        cell(0, 2, "Poikkeama", Box(350, 290, 401, 302)),
        cell(1, 0, "Toimintakate", Box(72, 310, 150, 322)),
        cell(1, 1, "2 320", Box(250, 310.2, 300, 322), 2_320_000),
        cell(1, 2, "+130", CELL, 130_000),
    )
    columns = tuple(Column(index, "") for index in range(3))
    return Table("t1", (1,), "Tuotot & kulut", "1 000 €", TABLE_BOX, 2, columns, cells)


def a_report(file: str = "satama.pdf", geometry: bool = True) -> Report:
    """One page: a heading, a sentence with HTML in it, a bullet list, and a table; a second, empty page."""
    plain = make_report(file)
    made = plain.statements[0]
    figures = tuple(
        replace(figure, box=box if geometry else None)
        for figure, box in zip(made.figures, (Box(250, 310.2, 300, 322), CELL), strict=True)
    )
    row = replace(made, table="t1", row=1, boxes=(ROW,) if geometry else (), figures=figures)
    words = "Laskut ovat <b>5</b> ja 5 euroa."
    at = Box(72, 100, 300, 112) if geometry else None
    boxes = (at,) if at else ()
    sentence = Statement("p1-2", StatementKind.SENTENCE, words, words, 1, boxes, (), None)
    blocks = (
        Block(BlockKind.HEADING, "Satama", Box(72, 40, 200, 60) if geometry else None, level=4),
        Block(BlockKind.PARAGRAPH, f"Alku.  {words}\nLoppu.", at),
        Block(BlockKind.BULLET, "yksi", None),
        Block(BlockKind.BULLET, "kaksi", None),
        Block(BlockKind.TABLE, "", TABLE_BOX if geometry else None),
        Block(BlockKind.FOOTER, "Sivu 13", None),
    )
    table = a_table()
    if not geometry:
        table = replace(table, box=None, cells=tuple(replace(cell, box=None) for cell in table.cells))
    first = Page(1, 595.0, 842.0, "13", "…", blocks)
    return replace(
        plain,
        title="Raportti <script>",
        pages=(first, Page(2, 595.0, 842.0, None, "", ())),
        tables=(table,),
        statements=(sentence, row),
        problems=(Problem("unread", "Sivulla on kuva, jota ei luettu.", 1),),
    )


def drawn(pages: int = 2) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for _ in range(pages):
        canvas.drawString(72, 500, "Toimintakate")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    library = FakeLibrary(tmp_path)
    library.add(a_report(), drawn())
    library.add(a_report("teksti.txt", geometry=False), b"...")
    with TestClient(create_app(Settings(), library, fake_answer), raise_server_exceptions=False) as client:
        yield client


def read(client: TestClient, report: str = "satama", **asked: str | int) -> lxml.html.HtmlElement:
    response = client.get(f"/report/{report}", params={"page": 1, **asked})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("text/html")
    return lxml.html.fromstring(response.text)


def texts(page: lxml.html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.cssselect(selector)]


CITED = {"cite": "72.0,310.2,401.5,322.0", "at": "350.0,310.2,401.5,322.0"}


def test_the_picture_lies_under_its_marks_in_points_of_the_page(client: TestClient) -> None:
    page = read(client, **CITED)
    (picture,) = page.cssselect("img.r-picture")
    assert picture.get("src").startswith("/api/v1/reports/satama/pages/1.png?width=1000&v=")
    assert client.get(picture.get("src")).headers["content-type"] == "image/png"
    assert (picture.get("width"), picture.get("height")) == ("595", "842")
    assert "Sivu 1" in picture.get("alt")
    (marks,) = page.cssselect("svg.r-marks")
    assert marks.get("viewbox") == "0 0 595.0 842.0"
    row, cell = marks.cssselect("rect")
    assert [row.get(name) for name in ("x", "y", "width", "height")] == ["70.5", "308.7", "332.5", "14.8"]
    assert "r-mark--figure" in cell.get("class") and cell.get("x") == "348.5"


def test_what_is_cited_is_told_above_the_page_and_marked_in_its_text(client: TestClient) -> None:
    page = read(client, **CITED)
    assert texts(page, ".r-quoted blockquote") == ["Toimintakate 2 320 +130"]
    assert texts(page, ".r-quoted .r-meant") == ["+130"]
    assert texts(page, ".r-sheet mark.r-said--quote") == ["Toimintakate", "2 320"]
    assert texts(page, ".r-sheet mark.r-said--figure") == ["+130"]


def test_a_page_without_marks_has_none(client: TestClient) -> None:
    page = read(client)
    assert not page.cssselect("mark, svg.r-marks, .r-quoted")


def test_the_text_is_headings_text_lists_and_real_tables(client: TestClient) -> None:
    page = read(client)
    assert texts(page, "h1") == ["Raportti <script> – Sivu 1 / 2"]
    assert texts(page, ".r-sheet h3") == ["Satama"]
    assert texts(page, ".r-sheet ul li") == ["yksi", "kaksi"]
    assert texts(page, ".r-sheet caption") == ["Tuotot & kulut (1 000 €)"]
    assert texts(page, ".r-sheet thead th[scope=col]") == ["1 000 €", "Ennuste", "Poikkeama"]
    assert texts(page, ".r-sheet tbody th[scope=row]") == ["Toimintakate"]
    assert texts(page, ".r-sheet tbody td") == ["2 320", "+130"]
    assert texts(page, ".r-running") == ["Sivu 13"]


def test_what_a_report_says_is_shown_and_never_run(client: TestClient) -> None:
    response = client.get("/report/satama", params={"page": 1, "quote": "<script>x</script>"})
    assert "Laskut ovat &lt;b&gt;5&lt;/b&gt;" in response.text
    assert "<script>x" not in response.text and "Raportti <script>" not in response.text
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert "style=" not in response.text


def test_the_ways_from_a_page(client: TestClient) -> None:
    first = read(client)
    assert [link.get("href") for link in first.cssselect("a[rel=next]")] == ["/report/satama?page=2"]
    assert texts(first, "[aria-disabled=true]") == ["Edellinen sivu"]
    (goto,) = first.cssselect("input#goto")
    assert (goto.get("min"), goto.get("max"), goto.get("value")) == ("1", "2", "1")
    last = read(client, page=2, lang="sv")
    assert [link.get("href") for link in last.cssselect("a[rel=prev]")] == ["/report/satama?page=1&lang=sv"]
    assert texts(last, "[aria-disabled=true]") == ["Nästa sida"]
    assert [field.get("value") for field in last.cssselect("input[name=lang]")] == ["sv"]


def test_the_files_that_belong_to_a_page(client: TestClient) -> None:
    page = read(client)
    links = [link.get("href") for link in page.cssselect(".r-files a, .r-links a")]
    assert links[:1] == ["/api/v1/reports/satama/file#page=1"]
    assert "/api/v1/reports/satama/tables/t1.csv" in links
    assert "/api/v1/reports/satama/tables/t1.xlsx?lang=fi" in links
    assert texts(page, ".l-notice--warn") == ["Sivulla on kuva, jota ei luettu."]


@pytest.mark.parametrize(
    ("asked", "shown"), [(100, "100"), (200, "200"), (190, "200"), (-5, "100"), (9999, "300")]
)
def test_zoom_has_a_link_for_each_step_that_keeps_the_marks(
    client: TestClient, asked: int, shown: str
) -> None:
    page = read(client, zoom=asked, **CITED)
    assert [one.get("data-zoom") for one in page.cssselect(".r-zoom[aria-current=true]")] == [shown]
    assert [paper.get("data-zoom") for paper in page.cssselect(".r-paper")] == [shown]
    assert all(
        "cite=72.0" in one.get("href") and "at=350.0" in one.get("href") for one in page.cssselect(".r-zoom")
    )


def test_a_report_in_finnish_is_said_to_be_in_finnish_on_an_english_page(client: TestClient) -> None:
    english, finnish = read(client, lang="en"), read(client)
    assert english.get("lang") == "en"
    assert [sheet.get("lang") for sheet in english.cssselect(".r-sheet")] == ["fi"]
    assert [sheet.get("lang") for sheet in finnish.cssselect(".r-sheet")] == [None]


# --- formats without pages ------------------------------------------------------------------------


@pytest.mark.parametrize("quote", ["Toimintakate 2 320 +130", "Toimintakate  2 320\n+130"])
def test_without_a_picture_the_quoted_row_is_marked_in_the_text(client: TestClient, quote: str) -> None:
    page = read(client, "teksti", quote=quote)
    assert not page.cssselect("img.r-picture, .r-zooms")
    assert texts(page, "mark") == ["Toimintakate", "2 320", "+130"]
    assert len(page.cssselect("#kohta-tekstissa")) == 1
    assert page.cssselect(".r-quoted a")[0].get("href") == "#kohta-tekstissa"


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        ("Laskut ovat <b>5</b> ja 5 euroa.", ["Laskut ovat <b>5</b> ja 5 euroa."]),
        ("Poikkeama", ["Poikkeama"]),
        ("Alku.", ["Alku."]),
        ("Laskut ovat … 2 320 +130", ["Laskut ovat <b>5</b> ja 5 euroa.", "Toimintakate", "2 320", "+130"]),
    ],
)
def test_what_an_address_names_by_its_words(client: TestClient, quote: str, marked: list[str]) -> None:
    assert texts(read(client, "teksti", quote=quote), "mark") == marked


def test_words_that_are_not_on_the_page_are_said_not_to_be(client: TestClient) -> None:
    page = read(client, "teksti", quote="Tätä ei ole")
    assert any("Tätä ei ole" in told for told in texts(page, ".l-notice--warn"))
    assert not page.cssselect("mark")


# --- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize("marks", ["x", "1,2,3", "1,2,3,nan", ";;;", "<script>"])
def test_marks_that_cannot_be_read_leave_the_page_unmarked(client: TestClient, marks: str) -> None:
    assert not read(client, cite=marks).cssselect("mark, svg.r-marks")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/report/satama?page=3", 404), ("/report/satama?page=0", 404), ("/report/ei-ole?page=1", 404)],
)
def test_a_page_that_is_not_there_is_told_in_a_page(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")


def test_a_report_whose_original_is_gone_is_still_read(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "satama.pdf").unlink()
    page = read(client)
    assert not page.cssselect("img.r-picture")
    assert texts(page, ".r-sheet h3") == ["Satama"]


# --- parts ----------------------------------------------------------------------------------------


def test_of_equal_numbers_the_one_that_is_meant_is_marked() -> None:
    report = a_report()
    figures = tuple(replace(report.figures[0], raw="5", box=Box(x, 100, x + 8, 112)) for x in (150.0, 200.0))
    sentence = replace(report.statements[0], figures=figures)
    marks = read_marks("72,100,300,112", "200,100,208,112", "")
    assert marked_statements(marks, (sentence, report.statements[1])) == (sentence,)
    line = page_parts(report.pages[0], (), (sentence,), marks)[1].lines[0]  # type: ignore[union-attr]
    assert [piece.text for piece in line if piece.mark == "figure"] == ["5"]
    before = "".join(piece.text for piece in line).index("ja 5")
    assert len("".join(piece.text for piece in line[:2])) == before + 3


def test_headings_never_skip_a_level() -> None:
    blocks = tuple(Block(BlockKind.HEADING, f"h{level}", None, level=level) for level in (3, 1, 4, 2, 9, 9))
    page = Page(1, 100, 100, None, "", blocks)
    levels = [part.level for part in page_parts(page, (), (), read_marks("", "", ""))]  # type: ignore[union-attr]
    assert levels == [3, 3, 4, 4, 5, 6]


def test_of_a_huge_table_the_rows_around_the_mark_are_shown() -> None:
    rows = 20_000
    cells = tuple(Cell(row, 0, 1, 1, 1, f"rivi {row}", row == 0, None) for row in range(rows))
    table = Table("t1", (1,), None, None, None, rows, (Column(0, ""),), cells)
    page = Page(1, 0, 0, None, "", (Block(BlockKind.TABLE, "", None),))
    row = Statement(
        "s", StatementKind.ROW, "rivi 15000", "rivi 15000", 1, (), (), None, table="t1", row=15_000
    )
    (part,) = page_parts(page, (table,), (row,), read_marks("", "", "rivi 15000"))
    assert isinstance(part, TablePart)
    assert (len(part.body), part.of, part.cut, part.marked) == (MOST_CELLS, rows - 1, True, True)
    assert part.last - part.first + 1 == MOST_CELLS
    assert part.body[0][0].text == f"rivi {part.first}"
