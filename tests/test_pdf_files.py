"""The PDF reader's files: broken, protected, turned, cropped, without text; what metadata says."""

from __future__ import annotations

import io
import threading

import pytest
from pdf_pages import A4, DARK, Sheet, make_pdf, read, rows_of, texts
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, RectangleObject
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFile
from ingest.pdf import read_pdf
from ingest.pdf.file_facts import _clean, file_facts

ROWS = [
    ["", "2023", "2024"],
    ["Verotulot", "33 172", "33 595"],
    ["Valtionosuudet", "17 195", "15 121"],
    ["Korkotuotot", "207", "229"],
]


def simple(page: Sheet) -> None:
    page.text(50, 100, "Vuosikate oli 9 552 000 euroa.")


def code_of(data: bytes, password: str | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(data, "raportti.pdf", password)
    assert "raportti.pdf" in caught.value.message
    return caught.value.code


def test_files_that_cannot_be_read_say_why() -> None:
    protected = make_pdf(simple, password="salainen")
    assert code_of(b"") == "empty_file"
    assert code_of(b"Tuloslaskelma 2024\n") == "not_a_pdf"
    assert code_of(b"PK\x03\x04" + b"\0" * 2000) == "not_a_pdf"
    assert code_of(protected) == "encrypted"
    assert code_of(protected, "arvaus") == "wrong_password"
    assert code_of(b"%PDF-1.7\n" + b"\x93\xfa" * 400) == "broken_file"


def test_a_protected_file_opens_with_its_password() -> None:
    reading = read_pdf(make_pdf(simple, password="salainen"), "raportti.pdf", "salainen")
    assert texts(reading.layouts[0].blocks) == ["Vuosikate oli 9 552 000 euroa."]


def test_a_truncated_file_gives_its_pages_or_says_that_it_is_broken() -> None:
    data = make_pdf(*[simple] * 5)
    for share in (0.3, 0.6, 0.9):
        try:
            reading = read_pdf(data[: int(share * len(data))], "raportti.pdf")
        except UnreadableFile as error:
            assert error.code == "broken_file"
        else:
            assert len(reading.layouts) <= 5


def test_a_blank_page_has_no_blocks_and_is_no_problem() -> None:
    reading = read(simple, lambda page: None, simple)
    assert [len(layout.blocks) for layout in reading.layouts] == [1, 0, 1]
    assert reading.problems == ()


def test_a_picture_of_text_is_a_problem_of_its_page() -> None:
    reading = read(simple, lambda page: page.picture(50, 50, 500, 700))
    assert [(problem.code, problem.page) for problem in reading.problems] == [("no_text_layer", 2)]


def test_a_page_that_fails_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.pdf import reading as stage

    real = stage.page_to_sheet

    def fail_on_second(page: object, number: int) -> object:
        if number == 2:
            raise RuntimeError("sivun sisältö on rikki")
        return real(page, number)

    monkeypatch.setattr(stage, "page_to_sheet", fail_on_second)
    found = read(simple, simple, simple)
    assert [(problem.code, problem.page) for problem in found.problems] == [("page_unreadable", 2)]
    assert [len(layout.blocks) for layout in found.layouts] == [1, 0, 1]


@pytest.mark.parametrize("stage", ["paragraphs_to_blocks", "draft_to_grid"])
def test_a_page_that_fails_late_costs_only_itself(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    from ingest.pdf import reading

    real = getattr(reading, stage)

    def fail_on_odd(*given: object) -> object:
        if "Korkotuotot" in repr(given) or "rikki" in repr(given):
            raise ValueError("outo sivu")
        return real(*given)

    monkeypatch.setattr(reading, stage, fail_on_odd)

    def odd(page: Sheet) -> None:
        page.text(50, 60, "Tämä sivu on rikki.")
        page.grid(50, 100, (250, 330), ROWS)

    found = read(simple, odd, simple)
    assert [(problem.code, problem.page) for problem in found.problems] == [("page_unreadable", 2)]
    assert [len(layout.blocks) for layout in found.layouts] == [1, 0, 1]
    assert [layout.grids for layout in found.layouts] == [(), (), ()]


def test_a_page_too_slow_for_its_tables_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.limits import PageTooSlow
    from ingest.pdf import words_to_entries

    def slow(*given: object) -> object:
        raise PageTooSlow("liikaa sanoja")

    def table(page: Sheet) -> None:
        page.text(50, 60, "Satama kasvoi.")
        page.grid(50, 100, (250, 330), ROWS)

    monkeypatch.setattr(words_to_entries, "sheet_to_grids", slow)
    found = read(table)
    assert [(problem.code, problem.page) for problem in found.problems] == [("page_too_slow", 1)]
    assert "riveinä" in found.problems[0].message
    text = "\n".join(block.text for block in found.layouts[0].blocks)
    assert text.startswith("Satama kasvoi.") and "Korkotuotot" in text
    assert found.layouts[0].grids == ()


def test_a_file_whose_only_page_failed_does_not_lack_a_text_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.limits import PageTooSlow
    from ingest.pdf import reading
    from ingest.read import read_bytes

    def slow(*given: object) -> object:
        raise PageTooSlow("liikaa merkkejä")

    monkeypatch.setattr(reading, "page_to_sheet", slow)
    with pytest.raises(UnreadableFile, match="Sivua 1") as caught:
        read_bytes(make_pdf(simple), "satama.pdf")
    assert caught.value.code == "page_too_slow"


def test_a_raised_digit_ends_a_contents_line() -> None:
    def draw(page: Sheet) -> None:
        for index in range(6):
            page.text(50, 100 + 40 * index, f"Pinta-ala luvussa {index} on sata m ²")
        for index in range(5):
            page.text(50, 400 + 15 * index, "Tilat, m")
            page.text(300, 400 + 15 * index, "²")

    found = read(simple, draw)
    assert found.problems == ()
    assert "luvussa 5" in " ".join(texts(found.layouts[1].blocks))


def _with_character_map(target: str) -> bytes:
    """A page "Tulos A oli" whose font says that the letter A is `target` (UTF-16, in hexadecimal)."""
    writer = PdfWriter(
        clone_from=PdfReader(io.BytesIO(make_pdf(lambda page: page.text(50, 100, "Tulos A oli"))))
    )
    stream = DecodedStreamObject()
    plain = "".join(f"<{code:02X}> <{code:04X}>\n" for code in map(ord, "Tulosi "))
    stream.set_data(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        + f"8 beginbfchar\n{plain}<41> <{target}>\nendbfchar\n".encode()
        + b"endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    fonts = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        font.get_object()[NameObject("/ToUnicode")] = writer._add_object(stream)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("00C4", "Tulos Ä oli"),
        ("D83D", "Tulos \ufffd oli"),
        ("DC00", "Tulos \ufffd oli"),
        ("0007", "Tulos oli"),
        ("0085", "Tulos oli"),
    ],
)
def test_what_is_no_character_cannot_spoil_the_text(target: str, text: str) -> None:
    (block,) = read_pdf(_with_character_map(target), "testi.pdf").layouts[0].blocks
    assert block.text == text
    block.text.encode()


def test_a_title_can_be_stored() -> None:
    reading = read_pdf(make_pdf(simple, title="Tilin\x07päätös 2024"), "testi.pdf")
    assert reading.title == "Tilinpäätös 2024"
    assert _clean("Tilinpäätös \ud83d\n2024") == "Tilinpäätös \ufffd 2024"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_rotated_page_is_read_as_it_is_shown(rotate: int) -> None:
    def draw(page: Sheet) -> None:
        canvas, (width, height) = page.canvas, A4
        if rotate == 90:
            canvas.translate(width, 0)
        elif rotate == 180:
            canvas.translate(width, height)
        elif rotate == 270:
            canvas.translate(0, height)
        canvas.rotate(rotate)
        page.height = width if rotate in (90, 270) else height
        page.grid(50, 100, (250, 330), ROWS)

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(draw))))
    writer.pages[0].rotate(rotate)
    buffer = io.BytesIO()
    writer.write(buffer)
    layout = read_pdf(buffer.getvalue(), "testi.pdf").layouts[0]
    assert (round(layout.width), round(layout.height)) == ((842, 595) if rotate in (90, 270) else (595, 842))
    (grid,) = layout.grids
    assert rows_of(grid) == ROWS
    assert grid.box is not None and 45 < grid.box.x0 < 55 and 85 < grid.box.top < 95


def test_a_table_turned_on_an_upright_page_keeps_boxes_on_the_page() -> None:
    def draw(page: Sheet) -> None:
        page.canvas.translate(A4[0], 0)
        page.canvas.rotate(90)
        page.height = A4[0]
        page.grid(50, 100, (250, 330), ROWS)

    layout = read(draw).layouts[0]
    (grid,) = layout.grids
    assert rows_of(grid) == ROWS
    assert (round(layout.width), round(layout.height)) == (595, 842)
    assert grid.box is not None
    assert grid.box.x0 < grid.box.x1 <= 595 and grid.box.top < grid.box.bottom <= 842
    assert grid.box.bottom - grid.box.top > grid.box.x1 - grid.box.x0
    label = next(cell for cell in grid.cells if cell.text == "Verotulot")
    assert label.box is not None and 740 < label.box.top < label.box.bottom < 800
    assert [cell.lines for cell in grid.cells] == [((cell.text, cell.box),) for cell in grid.cells]


def test_what_is_cropped_away_is_not_read() -> None:
    def draw(page: Sheet) -> None:
        page.text(50, 30, "Leikattu pois")
        page.text(120, 300, "Näkyvä teksti")

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(draw))))
    writer.pages[0].cropbox = RectangleObject((100, 100, 500, 700))
    buffer = io.BytesIO()
    writer.write(buffer)
    layout = read_pdf(buffer.getvalue(), "rajattu.pdf").layouts[0]
    assert (layout.width, layout.height) == (400, 600)
    (block,) = layout.blocks
    assert block.text == "Näkyvä teksti"
    assert block.box is not None and abs(block.box.x0 - 20) < 1 and 140 < block.box.top < 160


def test_hidden_text_is_left_out_but_white_text_on_a_dark_box_is_read() -> None:
    white = HexColor("#FFFFFF")

    def hidden(page: Sheet) -> None:
        page.text(50, 100, "Näkyvä kappale, jossa on riittävästi tekstiä.")
        page.text(50, 200, "Piilotettu valkoisella", colour=white)

    def shown(page: Sheet) -> None:
        page.box(40, 80, 400, 110, DARK)
        page.text(50, 100, "Otsikkorivi tummalla pohjalla", colour=white)

    reading = read(hidden, shown)
    assert texts(reading.layouts[0].blocks) == ["Näkyvä kappale, jossa on riittävästi tekstiä."]
    assert texts(reading.layouts[1].blocks) == ["Otsikkorivi tummalla pohjalla"]


def test_title_outline_and_page_labels() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setTitle("Tilinpäätös 2024")
    for number, heading in enumerate(("Alku", "Talous", "Liitteet"), start=1):
        canvas.addPageLabel(number - 1, style="ARABIC", start=number + 6)
        canvas.bookmarkPage(heading)
        canvas.addOutlineEntry(heading, heading, level=0 if number < 3 else 1)
        canvas.drawString(50, 700, heading + " kerrotaan tässä.")
        canvas.showPage()
    canvas.save()
    reading = read_pdf(buffer.getvalue(), "tilinpaatos.pdf")
    assert reading.title == "Tilinpäätös 2024"
    outline = file_facts(buffer.getvalue(), None).outline
    assert [(item.title, item.page, item.level) for item in outline] == [
        ("Alku", 1, 1),
        ("Talous", 2, 1),
        ("Liitteet", 3, 2),
    ]
    assert [layout.label for layout in reading.layouts] == ["7", "8", "9"]


def test_threads_read_at_the_same_time() -> None:
    data = make_pdf(*[lambda page: page.grid(50, 100, (250, 330), ROWS)] * 3)
    found: list[int] = []

    def work() -> None:
        reading = read_pdf(data, "raportti.pdf")
        found.append(sum(len(layout.grids) for layout in reading.layouts))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [3, 3, 3, 3]
