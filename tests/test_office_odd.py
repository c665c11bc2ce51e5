"""Office files as programs write them now and then: raw XML of sheets, tables that are cards, crowds."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from pptx import Presentation
from pptx.util import Pt

from ingest.formats import read_other
from ingest.office.grids import MOST_COLUMNS, RawCell, make_grid
from ingest.office.sheet import MOST_LETTERS
from ingest.read import read_bytes
from ingest.records import BlockKind, Layout, Reading

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(rows: str, texts: str = "", formats: str = "", properties: str = "") -> Reading:
    def relations(*targets: tuple[str, str]) -> str:
        links = "".join(
            f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        return f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, part in {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook {SHEET}>{properties}<sheets><sheet name="A" r:id="r1"/></sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "sheet.xml"), ("sharedStrings", "texts.xml"), ("styles", "styles.xml")
            ),
            "xl/sheet.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData></worksheet>",
            "xl/texts.xml": f"<sst {SHEET}>{texts}</sst>",
            "xl/styles.xml": f"<styleSheet {SHEET}>{formats}</styleSheet>",
        }.items():
            package.writestr(name, part)
    reading = read_other(data.getvalue(), "a.xlsx")
    assert reading is not None
    return reading


def text(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'


def cells_of(layout: Layout) -> list[str]:
    return [cell.text for cell in layout.grids[0].cells]


def test_cells_of_every_type() -> None:
    reading = workbook(
        f'<row>{text("Erä")}<c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        f'<row>{text("a")}<c t="e"><v>#DIV/0!</v></c><c t="b"><v>0</v></c></row>'
        f'<row>{text("b")}<c t="d"><v>2024-03-01</v></c><c t="str"><f>A1</f><v>12_x0041_</v></c></row>'
        f"<row>{text('c')}<c><v>1.0000000000000001E-5</v></c><c><v>-7.25</v></c></row>",
        "<si><r><t>TP</t></r><r><rPr><b/></rPr><t> 20</t></r><r><t>24</t></r><rPh><t>x</t></rPh></si>"
        "<si><t>Muu_x000D_\ntos _xD800_</t></si>",
    )
    assert cells_of(reading.layouts[0]) == [
        "Erä", "TP 2024", "Muu\ntos _xD800_", "a", "#DIV/0!", "EPÄTOSI", "b", "1.3.2024", "12A",
        "c", "0,00001", "-7,25",
    ]  # fmt: skip


def test_a_formula_that_gives_an_empty_text_lacks_nothing() -> None:
    reading = workbook(
        f"<row>{text('Erä')}<c><v>2024</v></c></row>"
        f'<row>{text("Tulot")}<c t="str"><f>IF(A9="","",A9)</f><v></v></c><c><v>5</v></c></row>'
    )
    assert reading.problems == ()


@pytest.mark.parametrize(("epoch", "shown"), [("0", "31.3.2020"), ("1", "1.4.2024")])
def test_days_are_counted_from_the_workbooks_first_day(epoch: str, shown: str) -> None:
    reading = workbook(
        f'<row>{text("Päivä")}<c s="0"><v>43921</v></c></row><row>{text("Määrä")}<c s="1"><v>2</v></c></row>',
        formats='<cellXfs><xf numFmtId="14"/><xf numFmtId="0"/></cellXfs>',
        properties=f'<workbookPr date1904="{epoch}"/>',
    )
    assert cells_of(reading.layouts[0])[1] == shown


def test_a_title_above_a_blank_row_is_the_tables() -> None:
    reading = workbook(
        f'<row r="1">{text("Tuloslaskelma, 1 000 €")}</row>'
        f'<row r="3">{text("Erä")}<c><v>2023</v></c><c><v>2024</v></c></row>'
        f'<row r="4">{text("Tulot")}<c><v>5</v></c><c><v>6</v></c></row>'
    )
    headings = [block.text for block in reading.layouts[0].blocks if block.kind is BlockKind.HEADING]
    assert headings == ["A", "Tuloslaskelma, 1 000 €"]


def test_one_long_text_in_many_cells_is_cut_and_said() -> None:
    row = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    reading = workbook(row * 12, f"<si><t>{'Pitkä teksti ' * 2500}</t></si>")
    assert [problem.code for problem in reading.problems] == ["sheet_cut"]
    assert sum(map(len, cells_of(reading.layouts[0]))) < MOST_LETTERS + 40_000


def test_spans_beyond_the_table_cost_nothing() -> None:
    rows = [[RawCell("Tulot 5", 10**6, 10**6)], *([RawCell("x")] for _ in range(3000))]
    grid = make_grid(1, rows, 0)
    assert grid is not None
    assert (grid.rows, grid.columns, len(grid.cells)) == (3001, MOST_COLUMNS, 1)


# --- cards set side by side in a table -----------------------------------------------------------

LABELS = ("VEROTULOT ENNUSTE", "TOIMINTAKATE ENNUSTE")
NUMBERS = ("8,1 milj. euroa", "-6,5 milj. euroa")
BEFORE = ("(2024: 7,9)", "(2024: -6,2)")
Rows = tuple[tuple[str, ...], ...]


def as_pptx(rows: Rows) -> bytes:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    shape = slide.shapes.add_table(len(rows), len(rows[0]), Pt(50), Pt(90), Pt(600), Pt(200))
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            shape.table.cell(r, c).text = words
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def as_docx(rows: Rows) -> bytes:
    document = Document()
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            table.cell(r, c).text = words
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_html(rows: Rows) -> bytes:
    lines = ("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in rows)
    return f"<html><body><table>{''.join(lines)}</table></body></html>".encode()


FORMATS = {"a.pptx": as_pptx, "a.docx": as_docx, "a.html": as_html}


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize("rows", [(LABELS, NUMBERS, BEFORE), (NUMBERS, LABELS, BEFORE)])
def test_a_table_of_labels_numbers_and_comparisons_is_cards(file: str, rows: Rows) -> None:
    report = read_bytes(FORMATS[file](rows), file)
    assert report.tables == ()
    assert [(figure.metric, figure.raw, str(figure.unit), figure.scale) for figure in report.figures] == [
        (label, raw, "EUR", 1_000_000)
        for label, pair in zip(LABELS, (("8,1", "7,9"), ("-6,5", "-6,2")), strict=True)
        for raw in pair
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (("TP 2023", "TA 2024"), ("8,1 milj. euroa", "8,4 milj. euroa")),
        (("Verotulot", "Toimintakate"), ("8 100", "-6 500")),  # the unit may stand above
        (("Erä", "TP 2023", "TA 2024"), ("Verotulot", "8,1 M€", "8,4 M€")),
        (("Verotulot", "Toimintakate"), ("8,1 M€", "-6,5 M€"), ("8,3 M€", "-6,6 M€")),
    ],
    ids=["times", "no units", "row labels", "rows of numbers"],
)
def test_a_small_table_stays_one(rows: Rows) -> None:
    reading = read_other(as_html(rows), "a.html")
    assert reading is not None
    assert len(reading.layouts[0].grids) == 1


def test_long_texts_side_by_side_are_no_table() -> None:
    words = "Toimintakate heikkeni 1,2 milj. euroa edellisestä vuodesta. " * 8
    reading = read_other(as_html(((words, "Valikko"),)), "a.html")
    assert reading is not None
    assert reading.layouts[0].grids == ()
    assert reading.layouts[0].blocks[0].text == words.strip()


def test_a_slide_of_hundreds_of_texts_is_read_without_looking_for_cards() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for number in range(620):
        left, top = Pt(10 + number % 40 * 17), Pt(10 + number // 40 * 12)
        slide.shapes.add_textbox(left, top, Pt(16), Pt(11)).text_frame.text = f"{number}"
    data = io.BytesIO()
    deck.save(data)
    reading = read_other(data.getvalue(), "a.pptx")
    assert reading is not None
    assert {block.text for block in reading.layouts[0].blocks} == {str(number) for number in range(620)}
