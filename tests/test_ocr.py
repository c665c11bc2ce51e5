"""Scanned pages: how they are told from others, and what is recognised on them.

Pages are drawn, made into pictures with noise and a slight turn, and put into a PDF file as a scanner
does. What needs Tesseract is skipped where it is not installed.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from pdf_pages import A4, Sheet, make_pdf, read
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import LukuError, UnreadableFile
from ingest.ocr.doubts import doubted, without_ghosts
from ingest.ocr.engine import open_engine
from ingest.ocr.hocr_to_words import hocr_to_words
from ingest.ocr.picture_to_rules import picture_to_rules
from ingest.ocr.straighten import find_tilt, straighten
from ingest.pdf.pieces import Sheet as PdfSheet
from ingest.pdf.scans import MOST_PIXELS, Picture, Scan, page_to_picture, untilt_box
from ingest.read import read_bytes
from ingest.recognised import doubts_of, mark_statements, mark_tables
from ingest.records import (
    Box,
    Cell,
    Check,
    CheckKind,
    Figure,
    FigureKind,
    Layout,
    Place,
    Report,
    Statement,
    StatementKind,
    Table,
)
from service.cli import main

DPI = 300
SIZE = (560.0, 300.0)
UP = 50
"""The scanned page, in points: a small one, quick to recognise; all is drawn this much higher on it."""
TOP = 159 - UP
ROWS = [
    ["1 000 euroa", "TP 2023", "TA 2024", "Ennuste 2024", "Poikkeama"],
    ["Myyntituotot", "12 345", "11 980", "12 410", "430"],
    ["Maksutuotot", "1 204", "1 310", "1 295", "−15"],
    ["Tuet ja avustukset", "−3 410", "−3 655", "−3 702", "−47"],
    ["Henkilöstökulut", "−45 678", "−46 900", "−47 125", "−225"],
    ["Äyriäisvesien hoito, öljysatama", "−2 118", "−2 240", "−2 198", "42"],
    ["Toimintakate", "−35 657", "−38 605", "−39 320", "−715"],
]
LABELS = [row[0] for row in ROWS[1:]]


def _tesseract_is_missing() -> str | None:
    try:
        open_engine()
    except LukuError as error:
        return error.message
    return None


MISSING = _tesseract_is_missing()
needs_tesseract = pytest.mark.skipif(MISSING is not None, reason=MISSING or "")

Pixels = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def unruled(page: Sheet) -> None:
    page.text(60, 80 - UP, "Ylä-Härkösen kaupunki, talouskatsaus 1.1.–30.9.2024", 16, bold=True)
    page.lines(
        60,
        115 - UP,
        [
            "Vuosikate on ennusteen mukaan 3,9 milj. euroa. Henkilöstökulut",
            "kasvoivat 3,2 % edellisestä vuodesta.",
        ],
    )
    for row, cells in enumerate(ROWS):
        y = TOP + 11 + 16 * row
        page.text(60, y, cells[0], 10, bold=row == 0)
        for x, cell in zip((300, 370, 450, 530), cells[1:], strict=True):
            page.right(x, y, cell, 10, bold=row == 0)


def ruled(page: Sheet) -> None:
    unruled(page)
    for row in range(len(ROWS) + 1):
        page.rule(55, TOP + 16 * row, 535, TOP + 16 * row)
    for x in (55, 240, 305, 375, 455, 535):
        page.rule(x, TOP, x, TOP + 16 * len(ROWS))


def scan(draw: Callable[[Sheet], None], turn: float = 0.0, noise: float = 8.0, dpi: int = DPI) -> Image.Image:
    """A page as a scanner sees it, `turn` degrees askew, the same noise each time."""
    document = pypdfium2.PdfDocument(make_pdf(draw, size=SIZE))
    image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    if turn:
        image = image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255, expand=turn % 90 == 0)
    grey = np.asarray(image, dtype=np.float64)
    grey = grey + np.random.default_rng(7).normal(0, noise, grey.shape)
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))


def scanned(*images: Image.Image, over: Callable[[Sheet], None] | None = None) -> bytes:
    """A PDF file of pictures, each filling its page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for image in images:
        size = A4 if image.size == (40, 60) else (image.width * 72 / DPI, image.height * 72 / DPI)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(image), 0, 0, *size)
        if over:
            over(Sheet(canvas, size))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@cache
def recognised(turn: float = 0.6) -> Report:
    """The ruled page after a scanner and text recognition."""
    return read_bytes(scanned(scan(ruled, turn)), "skannattu.pdf", ocr=True)


def same_dashes(text: str) -> str:
    return re.sub("[−–—-]", "-", " ".join(text.split()))


def cells_of(report: Report) -> list[list[str]]:
    (table,) = report.tables
    columns = max(cell.column for cell in table.cells) + 1
    rows = [[""] * columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = same_dashes(cell.text)
    return rows


# --- which pages are scans ------------------------------------------------------------------------


def stripes() -> Image.Image:
    return Image.fromarray(np.tile(np.array([200, 160], dtype=np.uint8), (60, 20)))


def codes(data: bytes) -> list[tuple[str, int | None]]:
    from ingest.pdf import read_pdf

    return [(problem.code, problem.page) for problem in read_pdf(data, "testi.pdf").problems]


def test_a_stamp_over_a_picture_is_no_text_layer() -> None:
    def stamp(page: Sheet) -> None:
        page.text(250, 830, "Skannattu 3.2.2025, sivu 17", 8)

    assert codes(scanned(stripes(), over=stamp)) == [("no_text_layer", 1)]
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(scanned(stripes(), over=stamp), "a.pdf")
    assert caught.value.code == "no_text_layer" and "--ocr" in caught.value.message


def test_a_title_over_a_picture_is_text() -> None:
    assert codes(scanned(stripes(), over=lambda page: page.text(100, 400, "Talousarvio 2026", 30))) == []


def test_other_pages_of_a_file_with_a_scan_are_read() -> None:
    reading = read(
        lambda page: page.text(50, 100, "Vuosikate oli 9 552 000 euroa."),
        lambda page: page.picture(0, 0, 595, 842),
        lambda page: None,
    )
    assert [(problem.code, problem.page) for problem in reading.problems] == [("no_text_layer", 2)]
    assert "--ocr" in reading.problems[0].message
    assert [len(layout.blocks) for layout in reading.layouts] == [1, 0, 0]


def test_letters_drawn_as_outlines_are_no_text() -> None:
    def outlines(page: Sheet) -> None:
        for place in range(60):
            page.canvas.circle(60 + 8 * place, 500, 3)

    assert codes(make_pdf(outlines)) == [("no_text_layer", 1)]


def test_text_of_fonts_without_letters_is_unreadable() -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(unruled))))
    private = "".join(f"<{code:02x}> <{0xE000 + code:04x}>\n" for code in range(32, 132))
    cmap = DecodedStreamObject()
    cmap.set_data(
        b"/CIDInit /ProcSet findresource begin 1 begincmap 1 begincodespacerange <00> <ff> "
        b"endcodespacerange 100 beginbfchar\n" + private.encode() + b"endbfchar endcmap end"
    )
    to_unicode = writer._add_object(cmap)
    fonts = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]  # pypdf types them loosely
    for font in fonts.values():
        font.get_object()[NameObject("/ToUnicode")] = to_unicode
    buffer = io.BytesIO()
    writer.write(buffer)
    assert codes(buffer.getvalue()) == [("unreadable_text", 1)]


def test_the_text_that_a_scanner_laid_over_its_picture_is_marked() -> None:
    def invisible(page: Sheet) -> None:
        text = page.canvas.beginText(60, 600)
        text.setFont("Helvetica", 11)
        text.setTextRenderMode(3)
        text.textLine("Vuosikate oli 9 552 000 euroa vuonna 2024.")
        page.canvas.drawText(text)

    report = read_bytes(scanned(stripes(), over=invisible), "a.pdf")
    assert report.pages[0].ocr and report.problems == ()
    assert [(figure.raw, figure.ocr) for figure in report.figures] == [("9 552 000", True)]


def test_the_picture_of_a_huge_page_is_bounded() -> None:
    document = pypdfium2.PdfDocument(make_pdf(lambda page: None, size=(14_000, 9_000)))
    picture = page_to_picture(document[0], 1)
    document.close()
    assert 0.9 * MOST_PIXELS < picture.pixels.size <= 1.01 * MOST_PIXELS
    assert (picture.width, picture.height) == (14_000, 9_000)


# --- pictures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [0.0, 0.6, -2.3, 3.5])
def test_a_tilt_is_found_and_taken_out(turn: float) -> None:
    pixels = np.asarray(scan(unruled, turn, dpi=120))
    assert find_tilt(pixels) == pytest.approx(-turn, abs=0.1)
    assert abs(find_tilt(straighten(pixels, find_tilt(pixels)))) <= 0.1


def test_an_empty_picture_is_not_tilted() -> None:
    assert find_tilt(np.full((800, 600), 255, dtype=np.uint8)) == 0


def test_a_box_goes_back_to_where_it_stood_before_straightening() -> None:
    pixels = np.full((1000, 800), 255, dtype=np.uint8)
    pixels[200:206, 600:606] = 0
    turned = straighten(pixels, 2.0)
    down, across = np.nonzero(turned < 128)
    box = untilt_box(Box(across.min(), down.min(), across.max(), down.max()), 2.0, 800, 1000)
    assert (box.x0 + box.x1) / 2 == pytest.approx(602.5, abs=1)
    assert (box.top + box.bottom) / 2 == pytest.approx(202.5, abs=1)


def test_rules_are_found_and_wiped_and_letters_stay() -> None:
    points = 72 / 200
    with_rules, without = (np.asarray(scan(draw, dpi=200)) for draw in (ruled, unruled))
    found = picture_to_rules(with_rules, points)
    assert {round(rule.at) for rule in found.across} >= {TOP + 16 * row for row in range(len(ROWS) + 1)}
    assert {round(rule.at) for rule in found.down} >= {55, 240, 305, 375, 455, 535}
    assert picture_to_rules(without, points).across == ()
    ink = [(pixels < 140).sum() for pixels in (found.pixels, without)]
    assert ink[0] == pytest.approx(ink[1], rel=0.02)


# --- words and doubts -----------------------------------------------------------------------------


def hocr(*words: tuple[str, int, int, float]) -> bytes:
    """A line of words: text, left edge and letter width in pixels, confidence. An em is 50 pixels."""
    made = ""
    for text, left, width, confidence in words:
        letters = "".join(
            "<span class='ocrx_cinfo' "
            f"title='x_bboxes {left + i * width} 64 {left + i * width + width - 4} 100;"
            f" x_conf {confidence}'>{letter}</span>"
            for i, letter in enumerate(text)
        )
        made += f"<span class='ocrx_word' title='bbox 0 64 9 100; x_wconf {confidence}'>{letters}</span>"
    line = f"<span class='ocr_line' title='bbox 0 64 900 100; baseline 0 0; x_size 46'>{made}</span>"
    return f"<html><body><div class='ocr_page'>{line}</div></body></html>".encode()


WHITE = np.full((200, 1000), 255, dtype=np.uint8)


def test_words_have_their_baseline_and_size() -> None:
    (word,) = hocr_to_words(hocr(("2480", 100, 28, 96)), 0.24)
    assert (word.text, word.base, word.size) == ("2480", 24.0, 12.0)
    assert [letter.x1 for letter in word.letters[:-1]] == [letter.x0 for letter in word.letters[1:]]


@pytest.mark.parametrize(
    ("read", "text"),
    [("—15", "−15"), ("—-569", "−569"), ("-47", "−47"), ("1.1.—-30.9.", "1.1.–30.9."), ("Ylä-Äro", "Ylä-Äro"),
     ("—", "–")],
)  # fmt: skip
def test_dashes_are_told_by_where_they_stand(read: str, text: str) -> None:
    assert [word.text for word in hocr_to_words(hocr((read, 100, 28, 96)), 0.24)] == [text]


def test_a_space_between_groups_that_was_not_seen() -> None:
    gapped = hocr(("1310", 100, 28, 96)).replace(b"x_bboxes 128 ", b"x_bboxes 142 ")
    shifted = re.sub(
        rb"x_bboxes (1[2-9]\d|2\d\d) 64 (\d+)",
        lambda m: b"x_bboxes %d 64 %d" % (int(m[1]) + 14, int(m[2]) + 14),
        hocr(("1310", 100, 28, 96)),
    )
    assert gapped != shifted
    assert [word.text for word in hocr_to_words(shifted, 0.24)] == ["1", "310"]
    assert [word.text for word in hocr_to_words(hocr(("1310", 100, 28, 96)), 0.24)] == ["1310"]


@pytest.mark.parametrize(
    ("text", "confidence", "doubt"),
    [("2480", 96, False), ("2480", 40, True), ("2480", 70, True), ("Menot", 20, False), ("24O8", 96, True),
     ("5S0", 96, True), ("Q1/2025", 96, False), ("31.12.", 96, False)],
)  # fmt: skip
def test_which_numbers_are_doubted(text: str, confidence: float, doubt: bool) -> None:
    words = hocr_to_words(hocr((text, 100, 28, confidence)), 0.24)
    assert bool(doubted(words, WHITE, 0.24)) == doubt


def test_a_number_with_an_unread_stroke_before_it_is_doubted() -> None:
    words = hocr_to_words(hocr(("Kate", 100, 28, 96), ("2480", 300, 28, 96)), 0.24)
    sign, blot = WHITE.copy(), WHITE.copy()
    sign[83:86, 274:292] = 0
    blot[70:98, 274:292] = 0
    assert doubted(words, WHITE, 0.24) == doubted(words, blot, 0.24) == ()
    assert doubted(words, sign, 0.24) == (words[1].box,)


def test_a_dash_without_ink_is_made_up() -> None:
    words = hocr_to_words(hocr(("—", 100, 28, 96), ("—15", 300, 28, 96), ("Kate", 600, 28, 96)), 0.24)
    inked = WHITE.copy()
    inked[80:84, 102:122] = inked[80:84, 302:320] = 0
    assert [word.text for word in without_ghosts(words, inked, 0.24)] == ["–", "−15", "Kate"]
    assert [word.text for word in without_ghosts(words, WHITE, 0.24)] == ["−15", "Kate"]
    assert doubted(words, inked, 0.24) == () and doubted(words, WHITE, 0.24) == (words[1].box,)


def test_doubted_numbers_are_no_figures() -> None:
    sure, unsure = Box(0, 0, 50, 10), Box(60, 0, 110, 10)
    figures = tuple(
        Figure("5", Decimal(5), None, 1, None, FigureKind.TABLE, None, "Kate", None, None, None, 1, box)
        for box in (sure, unsure)
    )
    statement = Statement(
        "p1-1", StatementKind.ROW, "Kate 5 5", "Kate", 1, (sure,), (), None, figures=figures
    )
    layout = Layout(1, 595, 842, None, (), (), ocr=True, doubts=(Box(70, 2, 80, 8),))
    doubts = doubts_of([layout, Layout(2, 595, 842, None, (), ())])
    (marked,) = mark_statements([statement], doubts)
    assert marked.ocr and [(figure.box, figure.ocr) for figure in marked.figures] == [(sure, True)]
    other = replace(statement, page=2, figures=())
    assert mark_statements([other], doubts) == (other,)

    cells = tuple(
        Cell(0, column, 1, 1, 1, "5", False, box, value=Decimal(5))
        for column, box in enumerate((sure, unsure))
    )
    check = Check(CheckKind.SUM, Place(0, 0), (Place(0, 1),), Decimal(5), True)
    table = Table("t1", (1,), None, None, None, 1, (), cells, checks=(check,))
    (kept,) = mark_tables([table], doubts)
    assert [cell.value for cell in kept.cells] == [5, None] and kept.checks == ()
    assert [cell.text for cell in kept.cells] == ["5", "5"]


def test_a_page_that_recognition_gives_up_is_a_problem() -> None:
    from ingest.pdf import read_pdf

    def slow(picture: Picture) -> Scan | None:
        raise TimeoutError

    def nothing(picture: Picture) -> Scan | None:
        return None

    for recognise, told in ((slow, "keskeytettiin"), (nothing, "ei löytänyt")):
        (problem,) = read_pdf(scanned(stripes()), "a.pdf", None, recognise).problems
        assert (problem.code, problem.page) == ("no_text_layer", 1) and told in problem.message


def test_a_recognised_page_goes_the_way_of_the_others() -> None:
    from ingest.pdf import read_pdf

    def recognise(picture: Picture) -> Scan:
        assert picture.pixels.shape[0] > picture.pixels.shape[1]
        sheet = PdfSheet(1, 842.0, 595.0, 90, (), (), (), (), (), ())
        return Scan(sheet, 0.0, (Box(0, 0, 10, 5),))

    (layout,) = read_pdf(scanned(stripes()), "a.pdf", None, recognise).layouts
    assert layout.ocr and (layout.width, layout.height) == (595.0, 842.0)
    assert layout.doubts == (Box(0, 832, 5, 842),)


# --- what must be installed -----------------------------------------------------------------------


def unavailable() -> str:
    with pytest.raises(LukuError) as caught:
        open_engine()
    assert caught.value.code == "ocr_unavailable" and not isinstance(caught.value, UnreadableFile)
    return caught.value.message


def test_what_to_install_without_the_wrapper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    assert "pip install 'luku[ocr]'" in unavailable()


def test_what_to_install_without_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    pytesseract = pytest.importorskip("pytesseract")
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "ei-ole-tesseractia")
    assert "apt-get install tesseract-ocr tesseract-ocr-fin" in unavailable()


def test_what_to_install_without_finnish(monkeypatch: pytest.MonkeyPatch) -> None:
    pytesseract = pytest.importorskip("pytesseract")
    monkeypatch.setattr(pytesseract, "get_languages", lambda config="": ["eng", "osd"])
    assert "apt-get install tesseract-ocr-fin" in unavailable()


def test_the_command_ends_with_2_where_nothing_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reading process gets an empty search path, in which there is no tesseract."""
    import ingest.guarded

    path = tmp_path / "skannattu.pdf"
    path.write_bytes(scanned(stripes()))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(ingest.guarded, "_reader", reader := ingest.guarded.GuardedReader())
    try:
        with pytest.raises(LukuError) as caught:
            ingest.guarded.read_guarded(path.read_bytes(), path.name, ocr=True, reader=reader)
        assert caught.value.code == "ocr_unavailable" and "Asenna se" in caught.value.message

        def refuse(*_: object) -> Report:
            raise caught.value

        monkeypatch.setattr("ingest.guarded.read_guarded", refuse)
        assert main(["extract", "--ocr", str(path)]) == 2
        assert "tesseract" in capsys.readouterr().err
    finally:
        reader.close()


# --- for real -------------------------------------------------------------------------------------


@needs_tesseract
def test_a_scanned_table_is_read_cell_by_cell() -> None:
    report = recognised()
    assert report.problems == () and report.pages[0].ocr
    assert report.organisation == "Ylä-Härkösen kaupunki"
    assert cells_of(report) == [[same_dashes(cell) for cell in row] for row in ROWS]


@needs_tesseract
def test_the_figures_of_a_scan_are_marked_and_have_their_signs() -> None:
    report = recognised()
    assert all(figure.ocr for figure in report.figures) and all(s.ocr for s in report.statements)
    rows = {s.label: s.figures for s in report.statements if s.kind is StatementKind.ROW}
    assert set(LABELS) <= set(rows)
    assert [figure.value for figure in rows["Toimintakate"]] == [
        -35_657_000,
        -38_605_000,
        -39_320_000,
        -715_000,
    ]
    assert [figure.value for figure in rows["Myyntituotot"]][-1] == 430_000


@needs_tesseract
def test_boxes_lie_on_the_tilted_page() -> None:
    """A cell is highlighted where it stands on the page as it was scanned, not as it was straightened."""
    turn = 0.6
    (table,) = recognised(turn).tables
    (cell,) = (cell for cell in table.cells if same_dashes(cell.text) == "-715")
    assert cell.box is not None
    # where the page was drawn, turned counter-clockwise about its middle like the picture
    x, y = 520 - SIZE[0] / 2, TOP + 8 + 16 * (len(ROWS) - 1) - SIZE[1] / 2
    angle = np.radians(turn)
    drawn = (x * np.cos(angle) + y * np.sin(angle), -x * np.sin(angle) + y * np.cos(angle))
    middle = ((cell.box.x0 + cell.box.x1 - SIZE[0]) / 2, (cell.box.top + cell.box.bottom - SIZE[1]) / 2)
    assert middle == pytest.approx(drawn, abs=3)


@needs_tesseract
def test_a_page_that_lies_on_its_side_is_set_upright() -> None:
    report = read_bytes(scanned(scan(unruled, turn=90)), "kyljellaan.pdf", ocr=True)
    assert [row[0] for row in cells_of(report)][1:] == LABELS
    assert (report.pages[0].width, report.pages[0].height) == pytest.approx(SIZE[::-1], abs=0.5)


@needs_tesseract
def test_a_picture_without_text_stays_a_problem() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(scanned(stripes()), "kuva.pdf", ocr=True)
    assert caught.value.code == "no_text_layer"


@needs_tesseract
def test_the_command_reads_a_scan_and_tells_of_its_progress(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "skannattu.pdf"
    path.write_bytes(scanned(scan(unruled)))
    assert main(["extract", str(path)]) == 3
    assert "--ocr" in capsys.readouterr().err
    assert main(["extract", "--ocr", str(path)]) == 0
    shown = capsys.readouterr()
    assert "Henkilöstökulut" in shown.out and "sivu 1/1" in shown.err


# --- answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("ocr", [False, True])
def test_an_answer_from_a_recognised_page_says_so(ocr: bool) -> None:
    from service.answer import _told
    from service.choose import Evidence
    from service.ranking.signals import Best
    from service.records import AnswerFigure, Ask, Citation, Language
    from service.replies import Reply

    quote = "Toimintakate 2 320"
    figure = AnswerFigure("2 320", None, Decimal(2320), None, 1, None, "Toimintakate", None, None, 1, ocr=ocr)
    citation = Citation(1, "r", "r.pdf", "R", 3, "table", quote, (), "", ocr=ocr)
    reply = Reply("Toimintakate: 2 320 [1]", (figure,), (citation,), 0.9)

    class Asked:
        language = Language.FINNISH

    nothing = Evidence((), {}, {}, len, Best(0.0, 0.0, 0.0, 0.0), None)
    given = _told(Ask("Mikä on toimintakate?"), Asked(), nothing, reply, None, 0.0)  # type: ignore[arg-type]  # only the language is asked for
    assert ("tunnistettu sivun kuvasta" in given.answer) == ocr
    assert given.confidence == pytest.approx(0.63 if ocr else 0.9)
