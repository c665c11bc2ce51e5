"""A table whose columns run into each other is told as a problem of its page."""

from __future__ import annotations

from pdf_pages import Sheet, make_pdf

from ingest.read import read_bytes


def codes(*rows: tuple[str, str]) -> list[tuple[str, int | None]]:
    def draw(sheet: Sheet) -> None:
        sheet.grid(50, 100, (420,), [("1 000 €", "Muutos %"), *rows])

    report = read_bytes(make_pdf(lambda sheet: sheet.text(50, 60, "Alku"), draw), "talous.pdf")
    assert report.tables
    return [(problem.code, problem.page) for problem in report.problems]


def test_amounts_within_the_labels_are_told() -> None:
    glued = [
        (f"Erä {letter} 12 3{n}5 11 9{n}7 45 6{n}8", f"{n},5") for n, letter in enumerate("ABCDE", start=1)
    ]
    assert codes(*glued) == [("columns_unclear", 2)]


def test_years_and_small_numbers_in_labels_are_not() -> None:
    assert codes(("Lainat 31.12.2024", "1,2"), ("Osuus 2 023 €", "3,0"), ("Velat 5 vuotta", "2,0")) == []
