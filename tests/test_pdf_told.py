"""Tags and outline of a PDF file: followed where the page agrees with them, else left aside."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

from ingest.pdf import read_pdf
from ingest.records import BlockKind

Line = tuple[str, float, float, float, str]
"""A tag ("" for none), x, y counted up, size, text."""

BODY = "Leipäteksti kertoo vuoden toiminnasta tasaisesti samalla tekstikoolla, rivi on pitkä"


def tagged(lines: list[Line], bookmarks: list[tuple[str, int | None]] | None = None) -> bytes:
    """A PDF file of one page whose lines are marked contents of a structure tree."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}
    )
    drawn: list[bytes] = []
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    root_place = writer._add_object(root)
    elements = ArrayObject()
    for mark, (tag, x, y, size, text) in enumerate(lines):
        shown = text.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
        drawn.append(
            b"/%s <</MCID %d>> BDC BT /F1 %g Tf %g %g Td (%s) Tj ET EMC"
            % ((tag or "P").encode(), mark, size, x, y, shown)
        )
        element = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject(f"/{tag or 'P'}"),
                NameObject("/P"): root_place,
                NameObject("/Pg"): page.indirect_reference,
                NameObject("/K"): NumberObject(mark),
            }
        )
        elements.append(writer._add_object(element))
    content = DecodedStreamObject()
    content.set_data(b"\n".join(drawn))
    page[NameObject("/Contents")] = writer._add_object(content)
    page[NameObject("/StructParents")] = NumberObject(0)
    root[NameObject("/K")] = elements
    parents = DictionaryObject({NameObject("/Nums"): ArrayObject([NumberObject(0), elements])})
    root[NameObject("/ParentTree")] = writer._add_object(parents)
    writer.root_object[NameObject("/StructTreeRoot")] = root_place
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject(
        {NameObject("/Marked"): BooleanObject(True)}
    )
    made = []
    for title, parent in bookmarks or []:
        made.append(
            writer.add_outline_item(
                title=title, page_number=0, parent=None if parent is None else made[parent]
            )
        )
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def kinds(data: bytes) -> list[tuple[BlockKind, int, str]]:
    blocks = read_pdf(data, "testi.pdf").layouts[0].blocks
    return [(block.kind, block.level, block.text.split()[0]) for block in blocks]


def body(top: float, count: int = 3) -> list[Line]:
    return [("P", 50, top - 14 * index, 11, BODY) for index in range(count)]


H, P = BlockKind.HEADING, BlockKind.PARAGRAPH


def test_a_tagged_heading_in_body_print_is_a_heading() -> None:
    lines = [("H1", 50, 780, 18, "Tilinpäätös"), *body(740), ("H3", 50, 670, 11, "Henkilöstö"), *body(640)]
    found = kinds(tagged(lines))
    assert [item for item in found if item[0] is H] == [(H, 1, "Tilinpäätös"), (H, 3, "Henkilöstö")]
    untagged = [("P", *line[1:]) for line in lines]
    assert [item[2] for item in kinds(tagged(untagged)) if item[0] is H] == ["Tilinpäätös"]


def test_levels_count_as_the_headings_numbers_do() -> None:
    lines = [
        ("H2", 50, 790, 18, "1 Talous"),
        *body(760),
        ("H3", 50, 700, 14, "1.1 Tulot"),
        *body(670),
        ("H4", 50, 610, 11, "Verot"),
        *body(580),
    ]
    assert [item for item in kinds(tagged(lines)) if item[0] is H] == [
        (H, 1, "1"),
        (H, 2, "1.1"),
        (H, 3, "Verot"),
    ]


def test_tags_that_do_not_know_the_plain_headings_are_left_aside() -> None:
    lines = [
        ("P", 50, 790, 18, "Talous"),
        *body(760),
        ("P", 50, 700, 18, "Toiminta"),
        *body(670),
        ("H1", 50, 610, 11, "yksi tavallinen rivi"),
        *body(580),
    ]
    assert [item[2] for item in kinds(tagged(lines)) if item[0] is H] == ["Talous", "Toiminta"]


def test_a_tagged_sentence_is_no_heading() -> None:
    lines = [("H1", 50, 790, 18, "Talous"), *body(760), ("H2", 50, 690, 11, "Menot kasvoivat."), *body(660)]
    assert [item[2] for item in kinds(tagged(lines)) if item[0] is H] == ["Talous"]


def test_captions_and_notes_are_told_by_their_tags() -> None:
    lines = [
        *body(790, 4),
        ("Caption", 50, 700, 11, "Asukkaita vuosittain"),
        *body(650),
        ("Note", 50, 400, 9, "a Ennakkotieto, joka tarkentuu."),
    ]
    found = kinds(tagged(lines))
    assert (BlockKind.CAPTION, 0, "Asukkaita") in found
    assert (BlockKind.FOOTNOTE, 0, "a") in found


def test_the_outline_names_headings_whose_words_stand_on_the_page() -> None:
    lines = [("P", 50, 790, 18, "1 Talous"), *body(760), ("P", 50, 690, 11, "Velka ja takaukset"), *body(660)]
    data = tagged(lines, [("Talous", None), ("VELKA JA TAKAUKSET", 0), ("Ei sivulla", 0)])
    assert len(PdfReader(io.BytesIO(data)).outline) > 0
    assert [item for item in kinds(data) if item[0] is H] == [(H, 1, "1"), (H, 2, "Velka")]
