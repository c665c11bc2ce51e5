"""What `luku extract` shows a person: the rendering for a terminal and the drawing over the pages."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pdf_pages import Sheet, make_pdf
from PIL import Image
from rich.cells import cell_len

from ingest.errors import LukuError
from ingest.read import read_bytes, read_report
from ingest.records import (
    Block,
    BlockKind,
    Box,
    Cell,
    Check,
    CheckKind,
    Column,
    ColumnKind,
    Figure,
    FigureKind,
    Page,
    Part,
    Period,
    Place,
    Problem,
    Report,
    Statement,
    StatementKind,
    Table,
)
from service.cli import main
from service.extract import PageRange, check_out, choose_pages, extract_text, parse_pages, write_html
from service.extract.html import html_pieces
from service.extract.items import TableItem, page_items
from service.extract.unread import unread_words

YEAR = Period("2031", date(2031, 1, 1), date(2031, 12, 31))
TABLE_BOX = Box(50, 300, 500, 420)
SECOND_BOX = Box(50, 40, 500, 100)


def value_cell(
    row: int, column: int, text: str, path: tuple[str, ...], page: int = 1, scale: int = 1000
) -> Cell:
    left, top = 50 + 120 * column, 300 + 20 * row
    kind = (None, ColumnKind.BUDGET, ColumnKind.ACTUAL)[column] if column < 3 else None
    number = Decimal(text.replace(" ", "").replace("−", "-")) * scale
    return Cell(
        row, column, 1, 1, page, text, False, Box(left, top, left + 60, top + 12), path,
        ("TA 2031", "Toteuma 2031", "Selite")[column - 1 : column], number, "EUR", scale, "1 000 €", kind,
        YEAR if kind else None,
    )  # fmt: skip


def label_cell(row: int, text: str, path: tuple[str, ...], page: int = 1) -> Cell:
    return Cell(row, 0, 1, 1, page, text, False, Box(50, 300 + 20 * row, 140, 312 + 20 * row), path)


def head_cell(column: int, text: str, span: int = 1) -> Cell:
    return Cell(0, column, 1, span, 1, text, True, Box(50 + 120 * column, 300, 160 + 120 * column, 312))


def make_table(pages: tuple[int, ...] = (1,)) -> Table:
    """Two label levels, a blank, a column whose header says nothing; its last rows on the second page
    where there are two."""
    last = pages[-1]
    rows = (
        (1, "Tulot", None, ("Tulot",), 1),
        (2, "Myyntituotot", ("1 200", "1 250", None), ("Tulot", "Myyntituotot"), 1),
        (3, "Maksutuotot", ("300", "", "7"), ("Tulot", "Maksutuotot"), last),
        (4, "Yhteensä", ("1 500", "1 640", None), ("Yhteensä",), last),
    )
    cells = [head_cell(0, ""), head_cell(1, "TA 2031"), head_cell(2, "Toteuma 2031"), head_cell(3, "Selite")]
    for row, label, values, path, page in rows:
        cells.append(label_cell(row, label, path, page))
        for column, text in enumerate(values or (), start=1):
            if text:
                cells.append(value_cell(row, column, text, path, page))
    return Table(
        id="t1",
        pages=pages,
        title="Satamat",
        printed_unit="1 000 €",
        box=TABLE_BOX,
        rows=5,
        columns=(
            Column(0, ""),
            Column(1, "TA 2031", ColumnKind.BUDGET, YEAR, "EUR", 1000, "1 000 €"),
            Column(2, "Toteuma 2031", ColumnKind.ACTUAL, YEAR, "EUR", 1000, "1 000 €"),
            Column(3, "Selite", None, None, "EUR", 1000, "1 000 €"),
        ),
        cells=tuple(cells),
        parts=(Part(2, SECOND_BOX, 3),) if len(pages) > 1 else (),
        checks=(
            Check(CheckKind.SUM, Place(4, 1), (Place(2, 1), Place(3, 1)), Decimal(1500000), True),
            Check(CheckKind.SUM, Place(4, 2), (Place(2, 2),), Decimal(1250000), False),
        ),
    )


def make_report(*tables: Table, blocks: tuple[Block, ...] = (), pages: int = 1) -> Report:
    card = Figure(
        "8,3", Decimal(8300000), "EUR", 1000000, "milj. euroa", FigureKind.CARD, None,
        "MYYNTITUOTOT ENNUSTE", "ENNUSTE", ColumnKind.FORECAST, YEAR, 1, Box(300, 100, 400, 160),
    )  # fmt: skip
    earlier = replace(card, raw="6,9", value=Decimal(6900000), column="2030")
    own = (
        Block(BlockKind.HEADING, "Satamien talous", Box(50, 50, 300, 70), level=2),
        Block(BlockKind.PARAGRAPH, "Liikenne kasvoi. " * 20, Box(50, 80, 280, 200)),
        Block(BlockKind.BULLET, "laiturin korjaus", Box(60, 210, 280, 222), level=2),
        Block(BlockKind.CARD, "MYYNTITUOTOT ENNUSTE\n8,3\nmilj. euroa\n(2030: 6,9)", Box(300, 100, 400, 160)),
        *blocks,
    )
    first = (*own, *(Block(BlockKind.TABLE, "taulukko", t.box) for t in tables))
    later = tuple(
        Block(BlockKind.TABLE, "jatko", part.box)
        for table in tables
        for part in table.parts
        if part.page == 2
    )
    statement = Statement(
        "p1-1", StatementKind.CARD, "MYYNTITUOTOT ENNUSTE 8,3 milj. euroa (2030: 6,9)",
        "MYYNTITUOTOT ENNUSTE", 1, (), (), None, figures=(card, earlier),
    )  # fmt: skip
    made = [Page(1, 595, 842, "i", "", first)]
    made += [Page(number, 595, 842, None, "", later if number == 2 else ()) for number in range(2, pages + 1)]
    return Report(
        "satama", "satama.txt", "0" * 64, "Satamat 2031", "Vesilä", None, "tilinpäätös", YEAR, "fi",
        tuple(made), tables, (statement,), (Problem("no_text_layer", "Sivulla 2 on vain kuva.", 2),),
    )  # fmt: skip


class Tree(HTMLParser):
    """The start tags of an HTML text with their attributes, and the text of elements by id or class."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.titles: list[tuple[dict[str, str], str]] = []
        self.shown = ""
        self._open: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag == "title" and self._last("rect"):
            self.titles.append((self._last("rect") or {}, ""))
        if tag not in ("meta", "input", "img", "link", "br"):
            self._open.append((tag, found.get("id")))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        kinds = [tag for tag, _ in self._open]
        if "rect" in kinds and self.titles:
            attributes, before = self.titles[-1]
            self.titles[-1] = (attributes, before + data)
        elif "script" not in kinds and "style" not in kinds:
            self.shown += data
        for _, name in self._open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data

    def _last(self, tag: str) -> dict[str, str] | None:
        return next((attributes for name, attributes in reversed(self.tags) if name == tag), None)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def rects(self, kind: str) -> list[tuple[dict[str, str], str]]:
        return [(a, title) for a, title in self.titles if kind in a.get("class", "").split()]


def render(report: Report, data: bytes = b"tekstia", pages: tuple[Page, ...] | None = None) -> str:
    return "".join(html_pieces(report, report.pages if pages is None else pages, data))


# The terminal


def test_a_table_is_drawn_with_its_meaning() -> None:
    lines = extract_text(make_report(make_table())).splitlines()
    text = "\n".join(lines)
    assert "Taulukko t1: Satamat (1 000 €)" in text
    assert "talousarvio" in text and "toteuma" in text
    assert text.count("otsikkoa ei ymmärretty") == 2, "at the column and in the sum of problems"
    (sales,) = [line for line in lines if "Myyntituotot" in line]
    (fees,) = [line for line in lines if "Maksutuotot" in line]
    (total,) = [line for line in lines if "Yhteensä " in line]
    assert sales.index("Myyntituotot") == total.index("Yhteensä") + 2, "a child row is indented"
    assert sales.index("1 200") + 5 == fees.index("300") + 3 == total.index("1 500") + 5, "right-aligned"
    assert fees.split() == ["Maksutuotot", "300", "7"], "a blank stays blank"


def test_checks_tell_which_does_not_hold() -> None:
    text = extract_text(make_report(make_table()))
    assert "laskelmista täsmää 1/2" in text
    (line,) = [line for line in text.splitlines() if "ei täsmää" in line]
    assert "Yhteensä" in line and "painettu 1 640" in line and "1\u00a0250" in line
    held = replace(make_table(), checks=make_table().checks[:1])
    assert "laskelmat täsmäävät 1/1" in extract_text(make_report(held))


def test_cards_bullets_headings_and_problems() -> None:
    lines = extract_text(make_report(make_table())).splitlines()
    assert "▪ MYYNTITUOTOT ENNUSTE: 8,3 milj. euroa (2030: 6,9 milj. euroa)" in lines
    assert "## Satamien talous" in lines
    assert "  • laiturin korjaus" in lines
    assert "huomio: sivu 2: Sivulla 2 on vain kuva." in lines[-4:]
    assert "─── sivu 1 (painettu i)" in lines


@pytest.mark.parametrize("width", [40, 60, 100, 300])
def test_no_line_is_wider_and_no_cell_is_lost(width: int) -> None:
    many = 14
    columns = tuple(
        Column(n, "Lautakunta" if n == 0 else f"Toteuma {2000 + n}", ColumnKind.ACTUAL) for n in range(many)
    )
    texts = {(row, n): f"{row}{n:02} {100 + n} {500 + row}" for row in range(1, 4) for n in range(1, many)}
    labels = {row: f"Rakennusvalvontalautakunnan {row} määrärahojen käyttösuunnitelma" for row in range(1, 4)}
    cells = [head_cell(column.index, column.text) for column in columns]
    cells += [label_cell(row, text, (text,)) for row, text in labels.items()]
    cells += [
        Cell(row, n, 1, 1, 1, text, False, None, (labels[row],), (), Decimal(1), "EUR")
        for (row, n), text in texts.items()
    ]
    table = Table("t1", (1,), "Leveä", None, TABLE_BOX, 4, columns, tuple(cells))
    out = extract_text(make_report(table), width=width)
    assert max(cell_len(line) for line in out.splitlines()) <= width
    assert all(text in out for text in texts.values())
    words = re.sub(r"\s", "", out)
    assert all(words.count(text.split()[1]) >= 3 for text in labels.values())
    assert "…" not in out
    assert ("sarakkeet 1–" in out) == (width < 300)


def test_a_table_over_pages_shows_its_rows_where_they_stand() -> None:
    report = make_report(make_table((1, 2)), pages=2)
    first = extract_text(report, [PageRange(1, 1)])
    second = extract_text(report, [PageRange(2, 2)])
    assert "Myyntituotot" in first and "Maksutuotot" not in first
    assert "Maksutuotot" in second and "Myyntituotot" not in second
    assert "jatkuu, rivit 4–5" in second and "TA 2031" in second
    assert "laskelmista" in second and "laskelmista" not in first


def test_a_part_without_a_block_is_shown_all_the_same() -> None:
    report = make_report(make_table((1, 2)), pages=2)
    bare = replace(report, pages=(report.pages[0], replace(report.pages[1], blocks=())))
    assert [type(item) for item in page_items(bare, bare.pages[1])] == [TableItem]


def test_figures_stand_close_under_a_heading_of_any_level() -> None:
    figure = replace(make_report().figures[0], kind=FigureKind.TEXT)
    heading = Block(BlockKind.HEADING, "Ennuste 8,3 milj. euroa", None, level=4)
    statement = Statement(
        "p1-2", StatementKind.HEADING, heading.text, heading.text, 1, (), (), None, figures=(figure,)
    )
    report = replace(make_report(), pages=(Page(1, 595, 842, None, "", (heading,)),), statements=(statement,))
    assert "#### Ennuste 8,3 milj. euroa\n  ↳ luvut: 8,3 milj. euroa [ennuste 2031]" in extract_text(report)


def test_header_text_that_no_column_holds_is_kept() -> None:
    table = make_table()
    banner = Cell(0, 1, 1, 2, 1, "Vesilän satamapiiri", True, None)
    spanned = replace(table, cells=(banner, *(c for c in table.cells if (c.row, c.column) != (0, 1))))
    assert "Vesilän satamapiiri" in extract_text(make_report(spanned))
    tree = Tree(render(make_report(spanned)))
    assert "Vesilän satamapiiri" in tree.shown
    assert {a["scope"] for a in tree.named("th")} == {"colgroup", "col", "row"}
    assert [a["colspan"] for a in tree.named("th") if a["scope"] == "colgroup"] == ["4"]


def test_piped_text_has_no_colour_codes_and_a_terminal_has() -> None:
    report = make_report(make_table())
    assert "\x1b" not in extract_text(report)
    assert "\x1b[" in extract_text(report, colour=True)


def test_marks_of_a_styling_language_are_plain_text() -> None:
    odd = Block(BlockKind.PARAGRAPH, "Katso [bold]liite[/bold] :smile: [/x]", None)
    assert "Katso [bold]liite[/bold] :smile: [/x]" in extract_text(make_report(blocks=(odd,)))


# Pages


@pytest.mark.parametrize(
    ("text", "ranges"),
    [("3", [(3, 3)]), ("5-8", [(5, 8)]), ("2, 4–6", [(2, 2), (4, 6)])],
)
def test_pages_as_people_name_them(text: str, ranges: list[tuple[int, int]]) -> None:
    assert [(r.first, r.last) for r in parse_pages(text)] == ranges


@pytest.mark.parametrize("text", ["", "0", "x", "8-5", "1-", "-2", "1,,2"])
def test_what_names_no_page_is_refused(text: str) -> None:
    with pytest.raises(LukuError, match="Sivuksi kelpaa"):
        parse_pages(text)


@pytest.mark.parametrize(("asked", "missing"), [("7", 7), ("1-7", 2), ("1,4-5", 4)])
def test_a_page_that_is_not_there_is_refused(asked: str, missing: int) -> None:
    with pytest.raises(LukuError, match=f"sivua {missing} ei ole, viimeinen sivu on 1"):
        choose_pages(make_report(), parse_pages(asked))


def test_a_link_to_an_old_rendering_stays_a_link(tmp_path: Path) -> None:
    source, old, link = tmp_path / "satama.pdf", tmp_path / "vanha.html", tmp_path / "linkki.html"
    source.write_bytes(make_pdf(draw_accounts))
    old.write_text("vanha")
    link.symlink_to(old)
    report = read_report(source)
    write_html(report, report.pages, source, link)
    assert link.is_symlink()
    assert old.read_text().startswith("<!doctype html>")


# HTML


def test_every_cell_is_in_the_table_and_in_the_drawing() -> None:
    pdf = make_pdf(lambda sheet: sheet.text(50, 60, "Satamien talous"))
    table = make_table()
    tree = Tree(render(make_report(table), pdf))
    assert {name: tree.texts[name] for name in tree.texts if name.startswith("d-t1-")} == {
        f"d-t1-{cell.row}-{cell.column}": cell.text for cell in table.cells if not cell.header
    }
    drawn = {a["id"]: title.split("\n") for a, title in tree.rects("cell")}
    assert len(drawn) == len(table.cells)
    assert drawn["c-t1-2-1"][:3] == ["1 200", "rivi: Tulot › Myyntituotot", "sarake: TA 2031"]
    assert "arvo: 1\u00a0200\u00a0000 EUR" in drawn["c-t1-2-1"]
    assert "laji ja kausi: talousarvio · 2031" in drawn["c-t1-2-1"]
    assert "painettu yksikkö: 1 000 €, kerroin 1000" in drawn["c-t1-2-1"]
    assert drawn["c-t1-3-3"][-1] == "laji ja kausi: otsikkoa ei ymmärretty"


def test_a_cell_says_its_own_meaning_not_its_columns() -> None:
    """A table with headers further down has cells that its columns as a whole do not speak for."""
    table = make_table()
    bare = tuple(replace(cell, kind=None, period=None) for cell in table.cells)
    pdf = make_pdf(lambda sheet: None)
    drawn = {
        a["id"]: (a["class"], title)
        for a, title in Tree(render(make_report(replace(table, cells=bare)), pdf)).rects("cell")
    }
    names, about = drawn["c-t1-2-1"]
    assert "unclear" in names.split() and "laji ja kausi: otsikkoa ei ymmärretty" in about


def test_a_cells_box_stands_in_the_points_of_the_page() -> None:
    pdf = make_pdf(lambda sheet: sheet.text(50, 60, "Satamien talous"))
    tree = Tree(render(make_report(make_table()), pdf))
    (svg,) = tree.named("svg")
    assert svg["viewbox"] == "0 0 595.00 842.00"
    (cell,) = [a for a, _ in tree.rects("cell") if a["id"] == "c-t1-2-1"]
    assert [cell[name] for name in ("x", "y", "width", "height")] == ["170.0", "340.0", "60.0", "12.0"]
    (paper,) = [a for a in tree.named("div") if a.get("class") == "paper"]
    assert paper["style"] == "aspect-ratio:595.0/842.0"
    (image,) = tree.named("img")
    kind, data = image["src"].split(";base64,")
    picture = Image.open(io.BytesIO(base64.b64decode(data)))
    assert kind == f"data:image/{(picture.format or '').lower()}"
    assert picture.width / picture.height == pytest.approx(595 / 842, rel=0.01)


def test_verdicts_of_the_arithmetic_are_seen() -> None:
    pdf = make_pdf(lambda sheet: None)
    tree = Tree(render(make_report(make_table()), pdf))
    assert {a["id"] for a, _ in tree.rects("refuted")} == {"c-t1-4-2"}
    assert {a["id"] for a, _ in tree.rects("proved")} == {"c-t1-4-1", "c-t1-2-1", "c-t1-3-1"}
    assert "ei täsmää (summa): Yhteensä" in tree.shown


HOSTILE = '<script>alert("x")</script><img src=https://paha.example/a.png onerror=alert(1)>"\'&lt;'


@pytest.mark.parametrize("data", [b"tekstia", make_pdf(lambda sheet: None)], ids=["flow", "drawn"])
def test_text_of_the_report_is_shown_never_run(data: bytes) -> None:
    table = make_table()
    hostile = replace(
        table,
        title=HOSTILE,
        printed_unit=HOSTILE,
        columns=tuple(replace(column, text=HOSTILE) for column in table.columns),
        cells=tuple(replace(cell, text=HOSTILE, row_path=(HOSTILE,)) for cell in table.cells),
    )
    blocks = tuple(Block(kind, HOSTILE, Box(1, 1, 9, 9)) for kind in BlockKind if kind is not BlockKind.TABLE)
    report = make_report(hostile, blocks=blocks)
    report = replace(
        report,
        title=HOSTILE,
        file=HOSTILE,
        organisation=HOSTILE,
        problems=(Problem("x", HOSTILE),),
        pages=tuple(replace(page, label=HOSTILE) for page in report.pages),
    )
    text = render(report, data)
    tree = Tree(text)
    assert len(tree.named("script")) == 1, "our own"
    assert all(image["src"].startswith("data:") for image in tree.named("img"))
    assert not [a for _, a in tree.tags if any(name.startswith("on") for name in a)]
    assert HOSTILE in tree.shown


def test_nothing_is_fetched() -> None:
    pdf = make_pdf(lambda sheet: sheet.text(50, 60, "Satamien talous"))
    text = render(make_report(make_table()), pdf)
    assert re.findall(r"(?:https?:)?//[\w.]", re.sub(r"base64,[^\"]*", "", text)) == []
    tree = Tree(text)
    assert tree.named("link") == [] and tree.named("iframe") == []
    for _, attributes in tree.tags:
        for name in ("src", "href", "xlink:href", "action", "data"):
            assert attributes.get(name, "#").startswith(("#", "data:image/"))
    assert "url(" not in text and "@import" not in text


@pytest.mark.parametrize("chosen", [1, 2])
def test_every_link_leads_to_a_page_that_is_shown(chosen: int) -> None:
    report = make_report(make_table((1, 2)), pages=2)
    tree = Tree(render(report, make_pdf(draw_accounts), report.pages[chosen - 1 : chosen]))
    links = {a["href"] for a in tree.named("a")}
    assert links == {f"#p{chosen}"}
    assert links <= {f"#{a['id']}" for _, a in tree.tags if "id" in a}


def test_the_policy_lets_only_the_own_script_run() -> None:
    text = render(make_report(make_table()))
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = [a["content"] for a in Tree(text).named("meta") if "http-equiv" in a]
    assert f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy


def test_layers_can_be_switched_and_tables_reached_by_keyboard() -> None:
    tree = Tree(render(make_report(make_table()), make_pdf(lambda sheet: None)))
    layers = {a["data-layer"] for a in tree.named("input")}
    kinds = {a["class"].split()[0] for a, _ in tree.titles}
    assert kinds <= layers and "unread" in layers
    stops = [a["id"] for a, _ in tree.rects("cell") if a["tabindex"] == "0"]
    assert stops == ["c-t1-0-0"], "one stop for each table, arrows go on"


def test_formats_without_pages_are_shown_as_text() -> None:
    tree = Tree(render(make_report(make_table())))
    assert tree.named("svg") == [] and tree.named("img") == []
    assert "MYYNTITUOTOT ENNUSTE: 8,3 milj. euroa (2030: 6,9 milj. euroa)" in tree.shown
    assert tree.texts["d-t1-2-1"] == "1 200"


# What was left unread


def draw_accounts(sheet: Sheet) -> None:
    sheet.text(50, 60, "Satamien talous", 18, bold=True)
    sheet.lines(
        50, 100, ["Liikenne kasvoi edellisestä vuodesta ja tuloja", "kertyi enemmän kuin odotettiin."]
    )
    rows = [["", "TA 2031", "Toteuma 2031"]]
    rows += [["Myyntituotot", "1 200", "1 250"], ["Maksutuotot", "300", "-310"], ["Tuet", "45", "50"]]
    sheet.grid(50, 200, [300, 400], rows)


def missed(change: Callable[[Report], Report]) -> list[str]:
    pdf = make_pdf(draw_accounts)
    report = change(read_bytes(pdf, "satama.pdf"))
    tree = Tree(render(report, pdf))
    return [title.removeprefix("lukematta: ") for _, title in tree.rects("unread")]


def test_a_page_that_is_read_whole_has_nothing_unread() -> None:
    assert missed(lambda report: report) == []


def test_words_in_no_block_are_drawn_as_unread() -> None:
    def without_heading(report: Report) -> Report:
        (page,) = report.pages
        return replace(report, pages=(replace(page, blocks=page.blocks[1:]),))

    assert missed(without_heading) == ["Satamien", "talous"]


def test_a_cell_without_its_number_or_its_sign_is_unread() -> None:
    def with_cells(change: Callable[[Cell], Cell]) -> Callable[[Report], Report]:
        def changed(report: Report) -> Report:
            (table,) = report.tables
            return replace(
                report, tables=(replace(table, cells=tuple(change(cell) for cell in table.cells)),)
            )

        return changed

    def emptied(cell: Cell) -> Cell:
        return replace(cell, text="") if cell.text == "300" else cell

    def unsigned(cell: Cell) -> Cell:
        return replace(cell, text="310") if cell.text == "-310" else cell

    assert missed(with_cells(emptied)) == ["300"]
    assert missed(with_cells(unsigned)) == ["-310"]


def test_unread_words_have_their_place() -> None:
    from service.extract.paper import Paper

    with Paper(make_pdf(draw_accounts), "satama.pdf") as paper:
        words = unread_words(paper.words(1), (), 1)
        assert paper.words(2) == () and paper.picture(2) is None
    heading = words[0]
    assert heading.text == "Satamien"
    assert heading.box.x0 == pytest.approx(50, abs=1.5)
    assert heading.box.top < 60 < heading.box.bottom


# Writing


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    source = tmp_path / "satama.pdf"
    source.write_bytes(make_pdf(draw_accounts))
    out = tmp_path / "luettu.html"
    out.write_text("vanha")
    report = read_bytes(source.read_bytes(), source.name)
    broken = replace(report, tables=(replace(report.tables[0], columns=None),))  # type: ignore[arg-type]  # fails midway
    with pytest.raises(TypeError):
        write_html(broken, broken.pages, source, out)
    assert out.read_text() == "vanha"
    assert write_html(report, report.pages, source, out) == out.stat().st_size
    assert sorted(path.name for path in tmp_path.iterdir()) == ["luettu.html", "satama.pdf"]
    assert stat.S_IMODE(out.stat().st_mode) & 0o600 == 0o600


def test_a_place_that_cannot_be_written_is_told_before_reading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "satama.pdf"
    source.write_bytes(make_pdf(draw_accounts))
    for out, why in (
        (tmp_path, "kansio"),
        (tmp_path / "ei" / "a.html", "ei ole"),
        (source, "luettava tiedosto"),
        (Path(os.devnull), "tavallinen tiedosto"),
    ):
        with pytest.raises(LukuError, match=why):
            check_out(out, source)
        assert main(["extract", str(source), "--html", str(out)]) == 2
        error = capsys.readouterr().err
        assert error.startswith("luku: virhe: HTML-tiedostoa") and error.count("\n") == 1


def test_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "satama.pdf", tmp_path / "luettu.html"
    source.write_bytes(make_pdf(draw_accounts, draw_accounts))
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["extract", str(source), "--page", "2"]) == 0
    shown = capsys.readouterr().out
    assert "─── sivu 2" in shown and "─── sivu 1" not in shown and "\x1b" not in shown
    assert max(map(cell_len, shown.splitlines())) <= 60
    assert main(["extract", str(source), "--html", str(out), "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("{") and str(out) in captured.err
    assert len(Tree(out.read_text(encoding="utf-8")).named("svg")) == 2
    assert main(["extract", str(source), "--html", str(out), "--page", "1"]) == 0
    assert capsys.readouterr().out == ""
    assert len(Tree(out.read_text(encoding="utf-8")).named("svg")) == 1
    assert main(["extract", str(source), "--page", "9"]) == 2
    assert "viimeinen sivu on 2" in capsys.readouterr().err
    assert main(["extract", str(source), "--page", "1", "--json"]) == 2
    assert os.listdir(tmp_path).count("luettu.html") == 1


def test_an_encrypted_file_is_drawn_with_its_password(tmp_path: Path) -> None:
    source, out = tmp_path / "satama.pdf", tmp_path / "luettu.html"
    source.write_bytes(make_pdf(draw_accounts, password="salaisuus"))
    assert main(["extract", str(source), "--html", str(out), "--password", "salaisuus"]) == 0
    tree = Tree(out.read_text(encoding="utf-8"))
    assert len(tree.named("img")) == 1 and tree.rects("unread") == []


def test_a_page_that_could_not_be_read_is_drawn_without_boxes() -> None:
    pdf = make_pdf(draw_accounts)
    unread = replace(make_report(), pages=(Page(1, 0, 0, None, "", ()),), statements=())
    tree = Tree(render(unread, pdf))
    assert len(tree.named("img")) == 1 and tree.named("svg") == []
    assert "Sivulta ei luettu mitään" in tree.shown


def test_turned_and_cropped_pages_keep_words_and_boxes_together() -> None:
    """The words drawn and the boxes read are compared in the same points, however the page is turned."""
    from pypdf import PdfReader, PdfWriter

    for turn in (90, 180, 270):
        writer = PdfWriter()
        page = PdfReader(io.BytesIO(make_pdf(draw_accounts))).pages[0]
        page.cropbox.lower_left, page.cropbox.upper_right = (20, 30), (580, 830)
        page.rotate(turn)
        writer.add_page(page)
        data = io.BytesIO()
        writer.write(data)
        report = read_bytes(data.getvalue(), "satama.pdf")
        tree = Tree(render(report, data.getvalue()))
        assert tree.rects("unread") == [], turn
        assert tree.rects("cell"), turn
