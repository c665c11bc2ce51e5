"""Word, PowerPoint and Excel files: blocks, grids, cards, numbers as shown, hostile and wrong files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation as PresentationObject
from pptx.util import Pt

from ingest.errors import UnreadableFile
from ingest.office import read_office
from ingest.office.number_format import show_text, show_value
from ingest.read import read_bytes
from ingest.records import BlockKind, FigureKind, Grid, Layout, Reading

REPORTS = Path(__file__).parent.parent.parent / "shared" / "reports"
NAME = "lahti-konsernihallinto-q1-2025"

Texts = list[list[str]]


def texts(grid: Grid) -> Texts:
    """A grid's texts row by row; a place that no cell begins at is empty."""
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def blocks(layout: Layout, *kinds: BlockKind) -> list[str]:
    return [block.text for block in layout.blocks if block.kind in kinds]


def docx(build: Callable[[DocumentObject], None]) -> Reading:
    document = Document()
    build(document)
    data = io.BytesIO()
    document.save(data)
    return read_office(data.getvalue(), "raportti.docx")


def pptx(build: Callable[[PresentationObject], None]) -> Reading:
    return read_office(pptx_bytes(build), "diat.pptx")


def pptx_bytes(build: Callable[[PresentationObject], None]) -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(540)
    build(deck)
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def xlsx(build: Callable[[Worksheet], None]) -> Reading:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Talous"
    build(sheet)
    data = io.BytesIO()
    book.save(data)
    return read_office(data.getvalue(), "taulukko.xlsx")


# --- documents -----------------------------------------------------------------------------------


def test_a_document_is_read_in_order_with_levels() -> None:
    def build(document: DocumentObject) -> None:
        document.add_heading("Kuusilahden kaupunki", 0)
        document.add_heading("Talous", 1)
        document.add_paragraph("Menot olivat 5,6 milj. euroa.")
        document.add_paragraph("Ensimmäinen", style="List Bullet")
        document.add_paragraph("Alakohta", style="List Bullet 2")
        document.add_heading("Henkilöstö", 2)
        document.add_paragraph("Kuvio 1. Menot", style="Caption")

    (layout,) = docx(build).layouts
    assert [(block.kind, block.text, block.level) for block in layout.blocks] == [
        (BlockKind.HEADING, "Kuusilahden kaupunki", 1),
        (BlockKind.HEADING, "Talous", 1),
        (BlockKind.PARAGRAPH, "Menot olivat 5,6 milj. euroa.", 0),
        (BlockKind.BULLET, "Ensimmäinen", 1),
        (BlockKind.BULLET, "Alakohta", 2),
        (BlockKind.HEADING, "Henkilöstö", 2),
        (BlockKind.CAPTION, "Kuvio 1. Menot", 0),
    ]


def test_merged_cells_span_and_blank_cells_stay_blank() -> None:
    def build(document: DocumentObject) -> None:
        table = document.add_table(4, 3)
        values = [
            ["1 000 €", "Toteuma", ""],
            ["", "2023", "2024"],
            ["Tulot", "100", ""],
            ["Menot", "-80", "-90"],
        ]
        for row, line in enumerate(values):
            for column, text in enumerate(line):
                table.cell(row, column).text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)

    (grid,) = docx(build).layouts[0].grids
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans["Toteuma"] == (0, 1, 1, 2)
    assert spans["1 000 €"] == (0, 0, 2, 1)
    assert texts(grid)[2:] == [["Tulot", "100", ""], ["Menot", "-80", "-90"]]
    assert grid.header_rows == 1


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_kept() -> None:
    def build(document: DocumentObject) -> None:
        paragraph = document.add_paragraph("Menot ")
        for tag, text in (("w:del", "900 "), ("w:ins", "800 ")):
            change = OxmlElement(tag)
            run = paragraph.add_run(text)._r
            paragraph._p.remove(run)
            change.append(run)
            paragraph._p.append(change)
        paragraph.add_run("euroa")
        paragraph.add_run(" ja 700 salaa").font.hidden = True

    assert blocks(docx(build).layouts[0], BlockKind.PARAGRAPH) == ["Menot 800 euroa"]


def test_a_raised_footnote_mark_is_no_digit_of_the_number() -> None:
    def build(document: DocumentObject) -> None:
        paragraph = document.add_paragraph("Lainakanta oli 5 600")
        paragraph.add_run("1").font.superscript = True
        paragraph.add_run(" euroa.")

    assert blocks(docx(build).layouts[0], BlockKind.PARAGRAPH) == ["Lainakanta oli 5 600¹ euroa."]


def test_pages_are_counted_at_breaks() -> None:
    def build(document: DocumentObject) -> None:
        document.add_paragraph("Eka sivu")
        document.add_page_break()
        document.add_paragraph("Toka sivu").paragraph_format.page_break_before = False
        document.add_paragraph("Kolmas sivu").paragraph_format.page_break_before = True
        run = document.add_paragraph("Neljäs ").add_run()
        run.add_break(WD_BREAK.PAGE)
        run.add_text("ja viides")

    pages = [blocks(layout, BlockKind.PARAGRAPH) for layout in docx(build).layouts]
    assert pages == [["Eka sivu"], ["Toka sivu"], ["Kolmas sivu", "Neljäs"], ["ja viides"]]


def test_a_break_laid_out_after_a_forced_one_is_the_same_break() -> None:
    def build(document: DocumentObject) -> None:
        document.add_paragraph("Yksi")
        document.add_page_break()
        run = document.add_paragraph().add_run()
        run._r.append(OxmlElement("w:lastRenderedPageBreak"))
        run.add_text("Kaksi")

    assert [blocks(page, BlockKind.PARAGRAPH) for page in docx(build).layouts] == [["Yksi"], ["Kaksi"]]


def test_a_table_goes_on_over_a_page_break_that_was_laid_out() -> None:
    def build(document: DocumentObject) -> None:
        table = document.add_table(3, 2)
        for row, line in enumerate([["", "2024"], ["Tulot", "100"], ["Menot", "90"]]):
            for column, text in enumerate(line):
                run = table.cell(row, column).paragraphs[0].add_run()
                if row == 2:
                    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
                run.add_text(text)
        document.add_paragraph("Lopuksi")

    first, second = docx(build).layouts
    assert [(part.page, part.first_row) for part in first.grids[0].parts] == [(2, 2)]
    assert blocks(second, BlockKind.PARAGRAPH) == ["Lopuksi"]


def test_headers_footers_and_cards() -> None:
    def build(document: DocumentObject) -> None:
        document.sections[0].header.paragraphs[0].text = "KUUSILAHTI"
        document.sections[0].footer.paragraphs[0].text = "Osavuosikatsaus"
        document.add_paragraph("LAINAKANTA ENNUSTE\n8,1 milj. euroa\n(2024: 7,4)")
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "Vuosikate\n2,5 milj. euroa"
        table.cell(0, 1).text = "Investoinnit\n3,0 milj. euroa"

    (layout,) = docx(build).layouts
    assert blocks(layout, BlockKind.HEADER) == ["KUUSILAHTI"]
    assert blocks(layout, BlockKind.FOOTER) == ["Osavuosikatsaus"]
    assert blocks(layout, BlockKind.CARD) == [
        "LAINAKANTA ENNUSTE\n8,1 milj. euroa\n(2024: 7,4)",
        "Vuosikate\n2,5 milj. euroa",
        "Investoinnit\n3,0 milj. euroa",
    ]
    assert layout.grids == ()


@pytest.mark.parametrize("gap", ["\t", "\t\t"])
def test_lines_with_tabulators_are_a_table(gap: str) -> None:
    def build(document: DocumentObject) -> None:
        document.add_paragraph("1 000 euroa\t2023\t2024")
        document.add_paragraph(f"Toimintatuotot{gap}5 100\t5 600")
        document.add_paragraph("Toimintakulut\t-4 000\t-4 100")

    (grid,) = docx(build).layouts[0].grids
    assert texts(grid)[1:] == [["Toimintatuotot", "5 100", "5 600"], ["Toimintakulut", "-4 000", "-4 100"]]


def test_text_in_content_controls_is_read() -> None:
    def build(document: DocumentObject) -> None:
        paragraph = document.add_paragraph("Säätimessä 12 euroa.")
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        paragraph._p.addprevious(control)
        control.append(content)
        content.append(paragraph._p)

    assert blocks(docx(build).layouts[0], BlockKind.PARAGRAPH) == ["Säätimessä 12 euroa."]


def test_a_text_box_is_read_once_where_it_is_anchored() -> None:
    box = (
        '<w:r xmlns:w="{w}" xmlns:mc="{mc}" xmlns:wps="{wps}"><mc:AlternateContent>'
        '<mc:Choice Requires="wps"><wps:txbx><w:txbxContent><w:p><w:r><w:t>Laatikossa</w:t></w:r></w:p>'
        "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>Laatikossa</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ).format(
        w="http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        mc="http://schemas.openxmlformats.org/markup-compatibility/2006",
        wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    )

    def build(document: DocumentObject) -> None:
        from docx.oxml import parse_xml

        document.add_paragraph("Ennen.")._p.append(parse_xml(box))
        document.add_paragraph("Jälkeen.")

    assert blocks(docx(build).layouts[0], BlockKind.PARAGRAPH) == ["Ennen.", "Laatikossa", "Jälkeen."]


# --- slides --------------------------------------------------------------------------------------


def slide_with_cards(deck: PresentationObject) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    assert slide.shapes.title is not None
    slide.shapes.title.text = "Talouden ennuste"
    for left, name, number in ((60, "TOIMINTATUOTOT", "5,6"), (260, "TOIMINTAKULUT", "40,7")):
        group = slide.shapes.add_group_shape()
        for top, text in ((150, name), (180, number), (220, "milj. euroa"), (240, "(2024: 7,4)")):
            box = group.shapes.add_textbox(Pt(left), Pt(top), Pt(150), Pt(20))
            box.text_frame.text = text


def test_cards_of_grouped_shapes_keep_label_number_unit_and_comparison() -> None:
    (layout,) = pptx(slide_with_cards).layouts
    cards = [block for block in layout.blocks if block.kind is BlockKind.CARD]
    assert [card.text for card in cards] == [
        "TOIMINTATUOTOT\n5,6\nmilj. euroa\n(2024: 7,4)",
        "TOIMINTAKULUT\n40,7\nmilj. euroa\n(2024: 7,4)",
    ]
    assert cards[0].box == pytest.approx((60, 150, 210, 260))
    assert (layout.width, layout.height) == (960, 540)


def test_cards_become_figures_of_the_report() -> None:
    report = read_bytes(pptx_bytes(slide_with_cards), "kuusilahti-2025.pptx")
    figures = [figure for figure in report.figures if figure.kind is FigureKind.CARD]
    assert [(figure.metric, figure.value) for figure in figures] == [
        ("TOIMINTATUOTOT", Decimal(5_600_000)),
        ("TOIMINTATUOTOT", Decimal(7_400_000)),
        ("TOIMINTAKULUT", Decimal(40_700_000)),
        ("TOIMINTAKULUT", Decimal(7_400_000)),
    ]


def test_slides_are_read_by_place_and_not_by_drawing_order() -> None:
    def build(deck: PresentationObject) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        assert slide.shapes.title is not None
        for left, top, text in (
            (500, 300, "neljäs."),
            (60, 300, "toinen."),
            (500, 150, "kolmas."),
            (60, 150, "eka."),
        ):
            slide.shapes.add_textbox(Pt(left), Pt(top), Pt(300), Pt(60)).text_frame.text = text
        slide.shapes.title.text = "Otsikko"

    (layout,) = pptx(build).layouts
    assert [block.text for block in layout.blocks] == ["Otsikko", "eka.", "toinen.", "kolmas.", "neljäs."]


def test_bullets_and_their_levels_come_from_the_placeholder() -> None:
    def build(deck: PresentationObject) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        frame = slide.placeholders[1].text_frame
        frame.text = "Ylempi kohta"
        lower = frame.add_paragraph()
        lower.text, lower.level = "Alempi kohta", 1

    (layout,) = pptx(build).layouts
    bullets = [(block.text, block.level) for block in layout.blocks if block.kind is BlockKind.BULLET]
    assert bullets == [("Ylempi kohta", 1), ("Alempi kohta", 2)]


def test_a_slides_table_has_boxes_and_merged_cells() -> None:
    def build(deck: PresentationObject) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        table = slide.shapes.add_table(3, 3, Pt(60), Pt(100), Pt(600), Pt(90)).table
        for row, line in enumerate([["", "Toteuma", ""], ["", "2023", "2024"], ["Tulot", "100", ""]]):
            for column, text in enumerate(line):
                table.cell(row, column).text = text
        table.cell(0, 1).merge(table.cell(0, 2))

    (grid,) = pptx(build).layouts[0].grids
    cells = {cell.text: cell for cell in grid.cells if cell.text}
    assert cells["Toteuma"].column_span == 2
    assert cells["100"].box == pytest.approx((260, 160, 460, 190))
    assert texts(grid)[2] == ["Tulot", "100", ""]


def test_a_chart_is_a_grid_and_a_hidden_slide_a_problem() -> None:
    def build(deck: PresentationObject) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        data = CategoryChartData(number_format="0.0")
        data.categories = ["Tuotot", "Kulut"]
        data.add_series("2024", (5.6, 7))
        data.add_series("2025", (6.25, None))
        chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Pt(50), Pt(90), Pt(400), Pt(300), data)
        chart.chart.has_title = True
        chart.chart.chart_title.text_frame.text = "Ennuste, milj. euroa"
        hidden = deck.slides.add_slide(deck.slide_layouts[6])
        hidden.shapes.add_textbox(Pt(50), Pt(90), Pt(400), Pt(30)).text_frame.text = "Luonnos 99 euroa"
        hidden._element.set("show", "0")

    reading = pptx(build)
    assert texts(reading.layouts[0].grids[0]) == [
        ["", "2024", "2025"], ["Tuotot", "5,6", "6,3"], ["Kulut", "7,0", ""],
    ]  # fmt: skip
    assert blocks(reading.layouts[0], BlockKind.CAPTION) == ["Ennuste, milj. euroa"]
    assert [(problem.code, problem.page) for problem in reading.problems] == [("hidden_slide", 2)]
    assert reading.layouts[1].blocks == ()


# --- workbooks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("75754", "#,##0", "75 754"),
        ("-8578", "#,##0", "-8 578"),
        ("-400", "#,##0_);(#,##0)", "(400)"),
        ("0.108", "0.0 %", "10,8 %"),
        ("1234567", "# ##0", "1234 567"),
        ("675", "#\\ ##0", "675"),
        ("5600000", '0.0,," milj. €"', "5,6 milj. €"),
        ("2.675", "0.00", "2,68"),
        ("0.30000000000000004", "General", "0,3"),
        ("123456789012", "General", "1,23457E+11"),
        ("0", '#,##0;-#,##0;"-"', "-"),
        ("-3", "0;;", ""),
        ("-1234.5", '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', "-1 234,50 €"),
        ("1234.5", "#,##0.00 [$€-40B]", "1 234,50 €"),
        ("1500", '[>=1000]#,##0," t";0', "2 t"),
        ("45747", "d.m.yyyy", "31.3.2025"),
        ("45747", "[$-40B]d. mmmm yyyy", "31. maaliskuu 2025"),
        ("0.75", "h:mm", "18:00"),
        ("12345", "0.00E+00", "1,23E+04"),
        ("5", "00000", "00005"),
    ],
)
def test_numbers_are_shown_as_a_finnish_sheet_shows_them(value: str, code: str, shown: str) -> None:
    assert show_value(Decimal(value), code) == shown


def test_a_text_section_may_add_words() -> None:
    assert show_text("Vesilaitos", '0;0;0;"Yksikkö: "@') == "Yksikkö: Vesilaitos"
    assert show_text("Vesilaitos", "#,##0") == "Vesilaitos"


def test_a_sheet_is_a_page_with_its_tables_titles_and_notes() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["B2"] = "Tuloslaskelma"
        for row, line in enumerate([["1 000 €", "TP 2024", "Ennuste 2025"], ["Tulot", 75754, 77501.4],
                                    ["Menot", -8578, None]], 4):  # fmt: skip
            for column, value in enumerate(line, 2):
                sheet.cell(row, column, value).number_format = "#,##0"
        sheet["B8"] = "* Luvut ovat ennakkotietoja, ja ne tarkentuvat tilinpäätöksessä."
        for row, line in enumerate([["Henkilöstö", "2023", "2024"], ["Vakinaiset", 120, 118]], 11):
            for column, value in enumerate(line, 2):
                sheet.cell(row, column, value)

    (layout,) = xlsx(build).layouts
    assert [texts(grid) for grid in layout.grids] == [
        [["1 000 €", "TP 2024", "Ennuste 2025"], ["Tulot", "75 754", "77 501"], ["Menot", "-8 578", ""]],
        [["Henkilöstö", "2023", "2024"], ["Vakinaiset", "120", "118"]],
    ]
    assert blocks(layout, BlockKind.HEADING)[0] == "Talous"
    assert "Tuloslaskelma" in [block.text for block in layout.blocks]
    assert any("ennakkotietoja" in block.text for block in layout.blocks)


def test_a_blank_row_inside_a_table_does_not_part_it() -> None:
    def build(sheet: Worksheet) -> None:
        for row in (["1 000 €", "2023", "2024"], ["Tulot", 10, 11], [], ["Menot", -5, -6]):
            sheet.append(row)

    (grid,) = xlsx(build).layouts[0].grids
    assert texts(grid) == [["1 000 €", "2023", "2024"], ["Tulot", "10", "11"], ["Menot", "-5", "-6"]]


def test_tables_side_by_side_are_two() -> None:
    def build(sheet: Worksheet) -> None:
        sheet.append(["Tuotot", "2023", "2024", None, "Kulut", "2023", "2024"])
        sheet.append(["Myynti", 1, 2, None, "Palkat", 5, 6])
        sheet.append(["Vuokrat", 3, 4, None, "Ostot", 7, 8])

    left, right = xlsx(build).layouts[0].grids
    assert texts(left)[1] == ["Myynti", "1", "2"]
    assert texts(right)[2] == ["Ostot", "7", "8"]


def test_what_is_hidden_is_left_out_and_said() -> None:
    def build(sheet: Worksheet) -> None:
        for row in (
            ["€", "2023", "2024", "2025"],
            ["Tulot", 1, 2, 3],
            ["Piilorivi", 7, 8, 9],
            ["Menot", 4, 5, 6],
        ):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        assert sheet.parent is not None
        sheet.parent.create_sheet("Luonnos").sheet_state = "hidden"

    reading = xlsx(build)
    assert texts(reading.layouts[0].grids[0]) == [
        ["€", "2023", "2025"], ["Tulot", "1", "3"], ["Menot", "4", "6"],
    ]  # fmt: skip
    assert {problem.code for problem in reading.problems} == {"hidden_cells", "hidden_sheet"}
    assert len(reading.layouts) == 1


def test_a_formula_without_its_value_is_a_problem_and_no_number() -> None:
    def build(sheet: Worksheet) -> None:
        for row in (["€", "2023", "2024"], ["Tulot", 1, 2], ["Yhteensä", "=SUM(B2:B2)", 2]):
            sheet.append(row)

    reading = xlsx(build)
    (problem,) = reading.problems
    assert (problem.code, problem.page) == ("formula_without_value", 1)
    assert "B3" in problem.message and "Talous" in problem.message
    assert texts(reading.layouts[0].grids[0])[2] == ["Yhteensä", "", "2"]


def test_dates_merged_headers_and_indents() -> None:
    def build(sheet: Worksheet) -> None:
        for row in (["Erä", "Toteuma", None], [None, date(2024, 12, 31), date(2025, 12, 31)], ["Tulot", 1, 2],
                    ["josta vuokrat", 3, 4]):  # fmt: skip
            sheet.append(row)
        sheet.merge_cells("B1:C1")
        sheet["A4"].alignment = Alignment(indent=1)
        for cell in sheet[2]:
            cell.number_format = "d.m.yyyy"

    (grid,) = xlsx(build).layouts[0].grids
    cells = {cell.text: cell for cell in grid.cells}
    assert cells["Toteuma"].column_span == 2
    assert "31.12.2024" in cells and "31.12.2025" in cells
    assert cells["josta vuokrat"].indent > cells["Tulot"].indent


def test_a_sheet_that_claims_a_million_rows_costs_what_it_holds() -> None:
    def build(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "Erä", "2024", "Tulot", 5
        sheet["XFD1048576"] = "kaukana"

    (layout,) = xlsx(build).layouts
    assert texts(layout.grids[0]) == [["Erä", "2024"], ["Tulot", "5"]]
    assert "kaukana" in blocks(layout, BlockKind.PARAGRAPH)


# --- wrong, broken and hostile files -------------------------------------------------------------


def package(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + (stream + "\0").encode("utf-16-le") + bytes(400)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (ole("EncryptedPackage"), "encrypted", "salasana"),
        (ole("WordDocument"), "unknown_format", ".docx"),
        (ole("Workbook"), "unknown_format", ".xlsx"),
        (ole("PowerPoint Document"), "unknown_format", ".pptx"),
        (b"PK\x03\x04" + bytes(300), "broken_file", "rikki"),
        (package(kuva_xml=b"<a/>"), "unknown_format", "zip"),
        (package(mimetype=b"application/vnd.oasis.opendocument.text"), "unknown_format", ".docx"),
        (package(word__document_xml=b"<w:document"), "broken_file", "rikki"),
        (package(xl__workbook_xml=b"<workbook/>x"), "broken_file", "rikki"),
        (package(ppt__presentation_xml=b"<p/>"), "broken_file", "rikki"),
        (package(word__document_xml=b"<a>" + b" " * 90_000_000), "too_large", "suureksi"),
        (
            package(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
            "broken_file",
            "rikki",
        ),
        (
            package(xl__workbook_xml='<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'.encode("utf-16")),
            "broken_file",
            "rikki",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, code: str, words: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_office(data, "liite.docx")
    assert caught.value.code == code
    assert words in caught.value.message and "liite.docx" in caught.value.message


def test_a_damaged_part_never_gives_another_error() -> None:
    whole = pptx_bytes(slide_with_cards)
    for cut in range(0, len(whole), max(1, len(whole) // 25)):
        bad = whole[:cut] + bytes(40) + whole[cut + 40 :]
        try:
            read_office(bad, "diat.pptx")
        except UnreadableFile as error:
            assert error.code in ("broken_file", "unknown_format", "encrypted")


def test_the_content_decides_and_not_the_name() -> None:
    report = read_bytes(pptx_bytes(slide_with_cards), "ennuste.pdf")
    assert next(block.text for block in report.pages[0].blocks) == "Talouden ennuste"


# --- the same report in every format -------------------------------------------------------------

Meaning = tuple[str, str, Decimal, str | None, int, str, str]


def meanings(path: Path, kind: FigureKind) -> list[Meaning]:
    """What a report's figures of one kind say, but for the place. A label's hyphens at line ends go."""
    return sorted(
        (
            " ".join(f.metric.split()).replace("-", ""), f.raw.replace("\xa0", " "), f.value, f.unit, f.scale,
            str(f.column_kind), f.period.label if f.period else "",
        )
        for f in read_bytes(path.read_bytes(), path.name).figures
        if f.kind is kind
    )  # fmt: skip


@pytest.mark.skipif(not REPORTS.exists(), reason="the shared sample reports are not here")
def test_the_same_report_gives_the_same_figures_in_every_format() -> None:
    pdf = REPORTS / f"{NAME}.pdf"
    table = meanings(pdf, FigureKind.TABLE)
    cards = meanings(pdf, FigureKind.CARD)
    assert len(table) == 82 and len(cards) == 18
    for other in (f"{NAME}.docx", f"{NAME}.pptx"):
        assert meanings(REPORTS / other, FigureKind.CARD) == cards
    assert meanings(REPORTS / f"{NAME}.docx", FigureKind.TABLE) == table
    assert meanings(REPORTS / f"{NAME}-tuloslaskelma.xlsx", FigureKind.TABLE) == table
    slides = meanings(REPORTS / f"{NAME}.pptx", FigureKind.TABLE)
    assert [meaning for meaning in slides if meaning in table] == table  # besides the data of its charts
