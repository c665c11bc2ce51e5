"""One file in, one report out: formats, overrides, names, and every way in which a file can fail."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from pdf_pages import Sheet, make_pdf

from ingest.errors import LukuError, UnreadableFile
from ingest.read import Overrides, read_bytes, read_report, slug
from ingest.records import BlockKind, StatementKind

TEXT = """Ristijoen kaupunki
Osavuosikatsaus 1.1.–31.3.2025

Talous

Toimintatuotot olivat 5,6 milj. euroa. Ennuste on 7,4 milj. euroa.
"""


def simple(page: Sheet) -> None:
    page.text(50, 100, "Vuosikate oli 9 552 000 euroa.")


def table(page: Sheet) -> None:
    page.text(50, 60, "Tuloslaskelma, 1 000 euroa", 14, bold=True)
    page.grid(
        50,
        100,
        (250, 330),
        [["", "2023", "2024"], ["Verotulot", "33 172", "33 595"], ["Valtionosuudet", "17 195", "15 121"],
         ["Korkotuotot", "207", "229"]],
    )  # fmt: skip


def save(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refused(path: Path, **how: str | int) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_report(path, **how)  # type: ignore[arg-type]  # password or max_bytes
    return caught.value


# --- what cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("tyhja.pdf", b"", "empty_file"),
        ("tyhja.txt", b"", "empty_file"),
        ("valit.txt", b" \n\n \x0c\n", "empty_file"),
        ("valkoinen.pdf", make_pdf(lambda page: None), "no_text_layer"),
        ("teksti.pdf", b"Tuloslaskelma 2024\n", "not_a_pdf"),
        ("zip.pdf", b"PK\x03\x04" + bytes(2000), "not_a_pdf"),
        ("rikki.pdf", b"%PDF-1.7\n" + b"\x93\xfa" * 400, "broken_file"),
        ("taulukko.xlsx", b"PK\x03\x04" + bytes(200), "broken_file"),
        ("paatteeton", b"Tuloslaskelma", "unknown_format"),
        ("salattu.pdf", make_pdf(simple, password="salainen"), "encrypted"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    error = refused(save(tmp_path, name, data))
    assert error.code == code
    assert name in error.message and error.detail["file"] == name


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "puuttuu.pdf", tmp_path):
        error = refused(path)
        assert error.code == "not_found" and path.name in error.message


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = save(tmp_path, "iso.txt", b"a" * 1001)
    error = refused(path, max_bytes=1000)
    assert error.code == "too_large" and "iso.txt" in error.message
    assert read_report(path, max_bytes=1001).pages


def test_a_protected_file(tmp_path: Path) -> None:
    path = save(tmp_path, "salattu.pdf", make_pdf(simple, password="salainen"))
    assert refused(path, password="arvaus").code == "wrong_password"
    assert "9 552 000" in read_report(path, password="salainen").pages[0].text


def test_a_truncated_file_gives_pages_or_a_reason(tmp_path: Path) -> None:
    data = make_pdf(*[simple] * 4)
    for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
        path = save(tmp_path, "katkennut.pdf", data[: int(share * len(data))])
        try:
            report = read_report(path)
        except UnreadableFile as error:
            assert error.code in ("broken_file", "no_text_layer")
        else:
            assert len(report.pages) <= 4


def test_a_page_without_text_is_a_problem_of_the_report(tmp_path: Path) -> None:
    path = save(tmp_path, "kuva.pdf", make_pdf(simple, lambda page: page.picture(50, 50, 500, 700)))
    report = read_report(path)
    assert [(problem.code, problem.page) for problem in report.problems] == [("no_text_layer", 2)]
    assert [page.page for page in report.pages] == [1, 2] and report.pages[1].text == ""


def test_only_pictures_cannot_be_read(tmp_path: Path) -> None:
    path = save(tmp_path, "kuva.pdf", make_pdf(lambda page: page.picture(50, 50, 500, 700)))
    assert refused(path).code == "no_text_layer"


# --- overrides ------------------------------------------------------------------------------------


def test_overrides_win_over_what_was_detected() -> None:
    own = read_bytes(TEXT.encode(), "katsaus.txt")
    assert own.organisation == "Ristijoen kaupunki" and own.period is not None
    assert (own.period.start, own.period.end) == (date(2025, 1, 1), date(2025, 3, 31))
    forced = read_bytes(TEXT.encode(), "katsaus.txt", Overrides("Muukunta", "Satama", "tilinpäätös", "2024"))
    assert (forced.organisation, forced.unit, forced.kind) == ("Muukunta", "Satama", "tilinpäätös")
    assert forced.period is not None and forced.period.label == "2024"
    assert read_bytes(TEXT.encode(), "katsaus.txt", Overrides(unit="Satama")).organisation == own.organisation


@pytest.mark.parametrize("period", ["joskus", "Q5/2025", "32.1.2025", "2025–"])
def test_a_period_that_is_none(period: str) -> None:
    with pytest.raises(LukuError) as caught:
        read_bytes(TEXT.encode(), "katsaus.txt", Overrides(period=period))
    assert caught.value.code == "bad_period" and period in caught.value.message


# --- names ----------------------------------------------------------------------------------------


def test_a_decomposed_file_name_is_composed(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Äänekoski – tilinpäätös.txt")
    report = read_report(save(tmp_path, name, TEXT.encode()))
    assert report.file == "Äänekoski – tilinpäätös.txt"
    assert report.id == "aanekoski-tilinpaatos"


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Q1 – Äänekoski", "q1-aanekoski"),
        ("Osavuosikatsaus 1.1.–31.3.2025", "osavuosikatsaus-1-1-31-3-2025"),
        ("a__b  c", "a-b-c"),
        ("-x-", "x"),
        ("RAPORTTI", "raportti"),
        ("Ø-lautakunta", "o-lautakunta"),
        ("Straße ½", "strasse-1-2"),
    ],
)
def test_slugs(stem: str, expected: str) -> None:
    assert slug(stem) == expected
    assert slug(slug(stem)) == expected


def test_names_without_latin_letters_do_not_collide() -> None:
    names = ["報告", "отчёт", "αναφορά", "–", "…!", "🙂", "報告 2024", "отчёт 2024"]
    assert len({slug(name) for name in names}) == len(names)
    assert all(slug(name).isascii() and slug(slug(name)) == slug(name) for name in names)
    assert slug("報告").startswith("raportti-")
    assert slug("報告") == slug("報告")


def test_the_ending_may_be_in_capitals_or_belie_a_pdf(tmp_path: Path) -> None:
    assert read_report(save(tmp_path, "KATSAUS.TXT", TEXT.encode())).id == "katsaus"
    for name in ("katsaus.PDF", "katsaus.txt", "katsaus"):
        assert "Vuosikate" in read_report(save(tmp_path, name, make_pdf(simple))).pages[0].text


# --- what is read ---------------------------------------------------------------------------------


def test_a_text_becomes_a_report() -> None:
    report = read_bytes(TEXT.encode(), "katsaus.txt")
    assert report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert report.language == "fi" and len(report.pages) == 1
    sentences = [s for s in report.statements if s.kind is StatementKind.SENTENCE]
    assert [figure.raw for s in sentences for figure in s.figures] == ["5,6", "7,4"]
    assert "Toimintatuotot olivat 5,6 milj. euroa." in report.pages[0].text


def test_a_pdf_table_becomes_rows_with_values(tmp_path: Path) -> None:
    report = read_report(save(tmp_path, "tuloslaskelma.pdf", make_pdf(table)))
    (found,) = report.tables
    assert found.printed_unit is not None and found.pages == (1,)
    rows = {s.label: s for s in report.statements if s.kind is StatementKind.ROW}
    assert [figure.value for figure in rows["Verotulot"].figures] == [33_172_000, 33_595_000]
    assert rows["Verotulot"].text == "Verotulot  33 172  33 595"
    assert "Verotulot 33 172 33 595" in report.pages[0].text


def test_a_unit_above_the_table_is_quoted_where_it_stands(tmp_path: Path) -> None:
    report = read_report(save(tmp_path, "tuloslaskelma.pdf", make_pdf(table)))
    quote = report.tables[0].unit_quote
    assert quote is not None and quote.text == "1 000 euroa" and quote.page == 1
    assert quote.boxes and all(45 < box.top < box.bottom < 65 for box in quote.boxes)


def test_every_statement_is_text_of_its_page(tmp_path: Path) -> None:
    report = read_report(save(tmp_path, "kaksi.pdf", make_pdf(table, simple)))
    for statement in report.statements:
        page = "".join(report.pages[statement.page - 1].text.split())
        assert "".join(statement.text.split()) in page
    ids = [statement.id for statement in report.statements]
    assert len(set(ids)) == len(ids)


def test_stored_blocks_carry_text_and_no_word_places(tmp_path: Path) -> None:
    report = read_report(save(tmp_path, "kaksi.pdf", make_pdf(table, simple)))
    blocks = [block for page in report.pages for block in page.blocks]
    assert any(block.kind is BlockKind.TABLE and "Verotulot" in block.text for block in blocks)
    assert all(block.spans == () for block in blocks)
