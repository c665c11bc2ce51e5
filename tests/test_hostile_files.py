"""Broken and hostile PDF files: never a crash or a hang; the sound pages are read, the rest is said."""

from __future__ import annotations

import random
import zlib

import pytest
from pdf_pages import Sheet, make_pdf
from raw_pdf import pages_of, stream, words

from ingest.errors import UnreadableFile
from ingest.guarded import read_guarded
from ingest.limits import ReadingLimits
from ingest.pdf import read_pdf
from ingest.records import Reading

CODES = {"broken_file", "not_a_pdf", "empty_file", "encrypted", "no_text_layer"}
LINE = "Vuosikate oli 9 552 000 euroa."


def page(sheet: Sheet) -> None:
    sheet.text(50, 80, "Tuloslaskelma", bold=True)
    for row, texts in enumerate(
        [("", "2023", "2024"), ("Verotulot", "33 172", "33 595"), ("Korot", "207", "9")]
    ):
        for column, text in enumerate(texts):
            sheet.text(50 + 150 * column, 110 + 18 * row, text)


def survives(data: bytes) -> Reading | None:
    """What is read of a file; None when it is refused in plain words."""
    try:
        return read_pdf(data, "raportti.pdf")
    except UnreadableFile as error:
        assert error.code in CODES
        assert error.message.startswith("raportti.pdf")
        return None


def texts_of(reading: Reading) -> list[str]:
    return [" ".join(block.text for block in layout.blocks) for layout in reading.layouts]


def test_a_file_cut_short_at_any_place() -> None:
    data = make_pdf(*[page] * 3)
    pages = [survives(data[: len(data) * share // 10]) for share in range(10)]
    assert pages[0] is None
    assert all(reading is None or len(reading.layouts) <= 3 for reading in pages)


def test_bytes_turned_at_random() -> None:
    sound, rnd = make_pdf(page, page), random.Random(20250331)
    read = 0
    for _ in range(150):
        data = bytearray(sound)
        for _ in range(rnd.choice((1, 5, 40))):
            data[rnd.randrange(len(data))] = rnd.randrange(256)
        read += survives(bytes(data)) is not None
    assert read > 50


def test_pieces_cut_out_and_doubled_at_random() -> None:
    sound, rnd = pages_of(words(), words()), random.Random(20250630)
    for _ in range(150):
        start = rnd.randrange(9, len(sound))
        end = min(len(sound), start + rnd.randrange(1, 60))
        again = sound[start:end] * rnd.choice((0, 2, 9))
        survives(sound[:start] + again + sound[end:])


BOX = b"/MediaBox [0 0 595 842]"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> %s >>"
ODD_CONTENTS = {
    "no numbers": b"BT /F1 NaN Tf inf nan Td (Korot) Tj ET 1e400 1e400 m -1e400 2 l S 1e38 1e38 9 9e38 re f",
    "huge letters": b"BT /F1 1e6 Tf 5 7 Td " + b"(aaaaaaaa) Tj " * 100 + b"ET BT /F1 1e9 Tf (Korot) Tj ET",
    "tiny letters": b"BT /F1 1e-9 Tf 50 70 Td (Korot 12) Tj ET",
    "far away": b"BT /F1 11 Tf 1e30 0 0 1e30 1e38 1e38 Tm (Korot) Tj ET",
    "unknown font": b"BT /F9 11 Tf 50 70 Td (Korot 12) Tj ET",
    "never closed": b"q q q BT /F1 11 Tf (Korot) Tj [(a) 1e9 (b",
    "deep": b"q " * 50_000 + b"[" * 50_000,
    "binary": bytes(range(256)) * 40,
    "curves": b"".join(
        b"%d %d m 9 9 %d 5 %d 8 c S " % (i % 590, i % 838, i % 99, i % 77) for i in range(2000)
    ),
    "rules": b"".join(
        b"%d %d m %d %d l S " % (i % 590, i % 838, i % 590 + 9, i % 838) for i in range(20_000)
    ),
    "crossing": b"".join(b"%d 0 m %d 840 l S 0 %d m 590 %d l S " % (i, i, i, i) for i in range(3, 590, 4)),
    "not deflated": stream(b"no deflate stream at all", b"/Filter /FlateDecode"),
    "unknown filter": stream(b"x", b"/Filter /NoSuchDecode"),
    "half deflated": stream(zlib.compress(words() * 900)[:-40], b"/Filter /FlateDecode"),
}


@pytest.mark.parametrize("content", ODD_CONTENTS.values(), ids=ODD_CONTENTS.keys())
def test_an_odd_page_costs_only_itself(content: bytes) -> None:
    reading = read_pdf(pages_of(words(), content, words()), "raportti.pdf")
    texts = texts_of(reading)
    assert (len(texts), texts[0], texts[2]) == (3, LINE, LINE)
    assert {problem.page for problem in reading.problems} <= {2}


@pytest.mark.parametrize(
    "entries",
    [
        b"/MediaBox [0 0 0 0]",
        b"/MediaBox [0 0 1e9 1e9]",
        b"/MediaBox [nan inf 1e400 -1e400] /Rotate 45",
        b"/MediaBox [595 842 0 0] /CropBox [900 900 1000 1000] /Rotate 270",
        b"/MediaBox [0 0 595 842] /CropBox [10 600 10 600] /Rotate 180",
        b"/MediaBox (A4) /Rotate (left)",
        b"",
        BOX + b" /UserUnit 1e30 /Rotate -90000000000000",
    ],
)
def test_a_page_of_an_odd_size(entries: bytes) -> None:
    survives(pages_of(words(), words(), page=entries))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_and_cropped_page_is_read(rotate: int) -> None:
    entries = BOX + b" /CropBox [20 300 580 800] /Rotate %d" % rotate
    assert texts_of(read_pdf(pages_of(words(), page=entries), "raportti.pdf")) == [LINE]


ODD_FILES = {
    "kids in a circle": pages_of(words()).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
    "parent of itself": pages_of(words()).replace(b"/Parent 2 0 R", b"/Parent 4 0 R"),
    "many pages declared": pages_of(words()).replace(b"/Count 1", b"/Count 999999999"),
    "less than none": pages_of(words()).replace(b"/Count 1", b"/Count -1"),
    "no pages": pages_of(words()).replace(b"/Pages 2 0 R", b"/Pages 9 0 R"),
    "contents of itself": pages_of(words()).replace(b"/Contents 5 0 R", b"/Contents 4 0 R"),
    "length of itself": pages_of(words()).replace(b"/Length 56", b"/Length 5 0 R"),
    "outline in a circle": pages_of(
        words(), catalogue=b"/Outlines 4 0 R", more=[b"<< /First 4 0 R /Next 4 0 R /Title (a) >>"]
    ),
    "labels in a circle": pages_of(words(), catalogue=b"/PageLabels 4 0 R", more=[b"<< /Kids [4 0 R] >>"]),
    "form within itself": pages_of(
        b"/X Do " + words(), resources=b"/XObject << /X 4 0 R >>",
        more=[stream(b"/X Do " + words(), FORM % b"/XObject << /X 4 0 R >>")],
    ),
    "forms in forms": pages_of(
        b"/X Do " + words(), resources=b"/XObject << /X 4 0 R >>",
        more=[stream(b"/X Do", FORM % b"/XObject << /X %d 0 R >>" % (n + 5)) for n in range(60)]
        + [stream(words(), FORM % b"")],
    ),
    "places of nothing": pages_of(words()).replace(b"00000 n", b"99999 n"),
    "unknown lock": pages_of(words()).replace(b"/Root", b"/Encrypt << /Filter /NoSuch /V 99 >> /Root"),
    "script": pages_of(words(), catalogue=b"/OpenAction << /S /JavaScript /JS (while (true) {}) >>"),
    "attachment": pages_of(
        words(), catalogue=b"/Collection << /View /D >> /Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>",
        more=[b"<< /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >>"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", ODD_FILES.values(), ids=ODD_FILES.keys())
def test_a_file_with_odd_objects(data: bytes) -> None:
    reading = survives(data)
    assert reading is None or len(reading.layouts) <= 5_000


@pytest.mark.parametrize("name", ["script", "attachment", "outline in a circle", "forms in forms"])
def test_what_is_beside_the_pages_does_not_hinder_them(name: str) -> None:
    assert LINE in texts_of(read_pdf(ODD_FILES[name], "raportti.pdf"))[0]


def test_a_page_with_more_letters_than_any_has_is_left_out() -> None:
    many = b"BT /F1 3 Tf 3 TL 0 840 Td " + b"(Toimintakate 12 345 ja sen muutos 678) Tj T* " * 6000 + b"ET"
    reading = read_pdf(pages_of(words(), many, words()), "raportti.pdf")
    assert [(problem.code, problem.page) for problem in reading.problems] == [("page_too_slow", 2)]
    assert [bool(layout.blocks) for layout in reading.layouts] == [True, False, True]


def test_a_stream_that_swells_beyond_the_memory() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(400)) + packer.flush()
    data = pages_of(words(), stream(packed, b"/Filter /FlateDecode"), words())
    limits = ReadingLimits(memory_mb=300, page_seconds=5)
    try:
        report = read_guarded(data, "raportti.pdf", limits=limits)
    except UnreadableFile as error:
        assert error.code in ("too_large_in_memory", "too_slow")
    else:
        assert (report.pages[0].text, report.pages[2].text) == (LINE, LINE)


def test_forms_that_double_within_themselves_say_what_they_cost() -> None:
    twice = stream(b"/X Do /X Do " + words(), FORM % b"/XObject << /X 4 0 R >>")
    data = pages_of(b"/X Do " + words(), resources=b"/XObject << /X 4 0 R >>", more=[twice])
    limits = ReadingLimits(seconds=3, page_seconds=1, memory_mb=300)
    try:
        assert read_guarded(data, "raportti.pdf", limits=limits).problems
    except UnreadableFile as error:
        assert error.code in ("too_large_in_memory", "too_slow")
