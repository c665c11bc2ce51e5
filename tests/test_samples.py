"""The sample reports: what is printed holds together, and the questions can be answered from it."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from eval.cases import Case, read_cases
from eval.samples import annual
from eval.samples.accounts import accounts
from eval.samples.annual import B
from eval.samples.as_text import as_text
from eval.samples.city import FIRST, SECOND, Quarter
from eval.samples.draw_sheets import draw_sheets
from eval.samples.draw_slides import PageIsFull, draw_slides
from eval.samples.first_quarter import first_quarter
from eval.samples.fonts import REGULAR, break_lines, register, width
from eval.samples.pages import ContentSlide, Sheet, SlideReport
from eval.samples.printing import NARROW, PLAIN, TRUE_MINUS
from eval.samples.quarterly import income_statement, projects_table, units_table
from eval.samples.second_quarter import second_quarter
from eval.samples.write import sample_cases, write_samples
from eval.text import digits, plain, stands_in

KINDS = {
    "table_cell",
    "kpi",
    "text_figure",
    "date_event",
    "list",
    "definition",
    "sum_or_difference",
    "yes_no",
    "misspelled",
    "colloquial",
    "swedish",
    "english",
    "follow_up",
    "contradiction",
    "summary",
    "unanswerable",
    "cross_report",
}
CASES = sample_cases()
ANSWERABLE = [case for case in CASES if case.answerable]


@pytest.fixture(scope="module")
def pages() -> dict[str, list[str]]:
    """The text of every page of every sample report, as pdfium reads it."""
    drawn = {
        FIRST.stem: draw_slides(first_quarter()),
        SECOND.stem: draw_slides(second_quarter()),
        accounts().stem: draw_sheets(accounts()),
    }
    texts = {}
    for stem, data in drawn.items():
        document = pypdfium2.PdfDocument(data)
        texts[stem] = [page.get_textpage().get_text_range() for page in document]
        document.close()
    return texts


def value(cell: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", cell).replace("−", "-").replace(",", "."))


def column(sheet: Sheet, number: int) -> dict[str, Decimal]:
    return {row.label: value(row.cells[number] or "0") for row in sheet.rows}


def squeezed(text: str) -> str:
    """Without white space, bullets and hyphens: lines may be broken and words divided."""
    return re.sub(r"[\s•·\ufffe\u0002-]+", "", plain(text))


def test_the_same_truth_gives_the_same_bytes() -> None:
    assert draw_slides(first_quarter()) == draw_slides(first_quarter())
    assert draw_sheets(accounts()) == draw_sheets(accounts())


@pytest.mark.parametrize("quarter", [FIRST, SECOND], ids=["Q1", "Q2"])
def test_printed_income_statement_adds_up(quarter: Quarter) -> None:
    sheet = income_statement(quarter, NARROW)
    for number in range(6):
        cells = column(sheet, number)
        materials = cells["Aineet, tarvikkeet ja tavarat"] + cells["Palvelujen ostot"]
        assert cells["Materiaalit ja palvelut"] == materials
        operating = cells["LIIKEYLIJÄÄMÄ (-ALIJÄÄMÄ)"]
        assert operating == sum(
            cells[label]
            for label in (
                "Liikevaihto",
                "Valmistus omaan käyttöön",
                "Liiketoiminnan muut tuotot",
                "Materiaalit ja palvelut",
                "Henkilöstökulut",
                "Poistot ja arvonalentumiset",
                "Liiketoiminnan muut kulut",
            )
        )
        before = cells["YLIJÄÄMÄ ENNEN VARAUKSIA"]
        assert before == operating + cells["Rahoitustuotot ja -kulut"]
        assert cells["TILIKAUDEN YLIJÄÄMÄ (-ALIJÄÄMÄ)"] == before + cells["Poistoeron muutos"]


@pytest.mark.parametrize("quarter", [FIRST, SECOND], ids=["Q1", "Q2"])
def test_deviation_is_forecast_less_budget_in_force_in_every_row(quarter: Quarter) -> None:
    for sheet in (income_statement(quarter, PLAIN), units_table(quarter, PLAIN)):
        for row in sheet.rows:
            if row.cells[0]:
                assert value(row.cells[5]) == value(row.cells[4]) - value(row.cells[2]), row.label
    for row in projects_table(quarter, PLAIN).rows:
        assert value(row.cells[4]) == value(row.cells[3]) - value(row.cells[1]), row.label


def test_the_second_quarter_has_the_units_and_budgets_of_the_first_and_other_forecasts() -> None:
    first, second = income_statement(FIRST, PLAIN), income_statement(SECOND, PLAIN)
    assert [row.label for row in first.rows] == [row.label for row in second.rows]
    assert [row.cells[:3] for row in first.rows] == [row.cells[:3] for row in second.rows]
    assert sum(a.cells[4] != b.cells[4] for a, b in zip(first.rows, second.rows, strict=True)) >= 8


def test_both_sides_of_the_balance_sheet_are_equal_and_add_up() -> None:
    for number in (0, 1):
        cells = column(annual.assets(), number)
        other = column(annual.liabilities(), number)
        assert cells["VASTAAVAA YHTEENSÄ"] == other["VASTATTAVAA YHTEENSÄ"]
        assert cells["VASTAAVAA YHTEENSÄ"] == sum(
            cells[label] for label in ("PYSYVÄT VASTAAVAT", "TOIMEKSIANTOJEN VARAT", "VAIHTUVAT VASTAAVAT")
        )
        assert cells["Rahat ja pankkisaamiset"] > 0


def test_boards_and_taxes_agree_with_the_income_statement() -> None:
    assert B.all_boards.actual == round(B.income.operating_cost.now / 100_000)
    parts = (B.municipal_tax, B.property_tax, B.corporate_tax)
    assert sum(part[0] for part in parts) == round(B.income.taxes.now / 100_000)
    assert sum(part[1] for part in parts) == round(B.income.taxes.before / 100_000)


def test_each_report_prints_its_own_marks() -> None:
    def text(data: bytes) -> str:
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)

    assert NARROW.space not in text(draw_slides(first_quarter()))
    assert f"12{NARROW.space}235" in text(draw_slides(second_quarter()))
    assert f"{TRUE_MINUS.minus}31 746 902,44" in text(draw_sheets(accounts()))


def test_every_kind_of_question_is_there() -> None:
    assert {case.type for case in CASES} == KINDS
    assert sum(not case.answerable for case in CASES) >= 15


def test_ids_and_questions_are_not_repeated() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
    asked = [(case.report, case.history, case.question.lower()) for case in CASES]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("case", ANSWERABLE, ids=lambda case: case.id)
def test_the_quote_stands_on_a_page_of_the_case(case: Case, pages: dict[str, list[str]]) -> None:
    texts = [squeezed(pages[report][page - 1]) for report, page in case.places]
    assert any(squeezed(case.answer_quote) in text for text in texts)


@pytest.mark.parametrize("case", ANSWERABLE, ids=lambda case: case.id)
def test_what_must_be_answered_stands_on_the_pages_or_follows_from_them(
    case: Case, pages: dict[str, list[str]]
) -> None:
    texts = [pages[report][page - 1] for report, page in case.places]
    needed = [(operand,) for operand in case.evidence] or case.accepted
    for group in needed:
        assert any(
            stands_in(value, text) or squeezed(value) in squeezed(text) for value in group for text in texts
        ), group
    if case.type == "contradiction":
        shown = [
            frozenset(group for group in case.accepted if any(stands_in(v, text) for v in group))
            for text in texts
        ]
        assert len(set(shown) - {frozenset()}) >= 2, "one page alone would not contradict itself"


@pytest.mark.parametrize("case", ANSWERABLE, ids=lambda case: case.id)
def test_no_figure_is_both_accepted_and_forbidden(case: Case) -> None:
    accepted = {digits(value) for group in case.accepted for value in group} - {""}
    for wrong in case.must_not:
        assert digits(wrong) not in accepted, f"{wrong} is accepted and forbidden"


@pytest.mark.parametrize("case", [c for c in ANSWERABLE if c.type != "summary"], ids=lambda case: case.id)
def test_no_answer_is_a_single_digit_or_a_lone_short_word(case: Case) -> None:
    for group in case.accepted:
        for accepted in group:
            assert len(digits(accepted)) > 1 or len(re.sub(r"[\W\d]", "", accepted)) >= 5, accepted


def test_planted_contradictions_are_only_those_of_the_cases(pages: dict[str, list[str]]) -> None:
    review = pages[FIRST.stem][first_quarter().page("katsaus") - 1]
    assert "14 kilometriä" in plain(review) and "11 kilometriä" not in plain(review)
    assert SECOND.facts.paving_km_review == SECOND.facts.paving_km_bullet


def test_the_files_written_are_read_back_as_the_same_cases(tmp_path: Path) -> None:
    written = write_samples(tmp_path / "samples", tmp_path / "text")
    assert sorted(path.suffix for path in written) == [".jsonl", ".pdf", ".pdf", ".pdf", ".txt"]
    assert read_cases([tmp_path / "samples" / "sample.jsonl"]) == CASES
    assert not list((tmp_path / "samples").glob("*.txt")), "the text would replace the PDF of the same id"


def test_the_text_rendering_has_cards_on_lines_of_their_own_and_rows_on_one() -> None:
    lines = as_text(first_quarter()).splitlines()
    start = lines.index("TOIMINTATUOTOT")
    assert lines[start : start + 6] == ["TOIMINTATUOTOT", "ENNUSTE", "", "3,1", "milj. euroa", ""]
    assert "Liikevaihto 11 842 12 260 12 260 3 017 12 190 -70" in lines
    assert "¬" not in "".join(lines)


def test_a_slide_with_too_much_text_is_refused_rather_than_drawn_over_its_foot() -> None:
    slide = ContentSlide("pitkä", "Liikaa", paragraphs=("sana " * 900,))
    with pytest.raises(PageIsFull, match="pitkä"):
        draw_slides(SlideReport("x", "x", "x", "x", "x", (slide,)))


def test_lines_break_at_marked_places_and_stay_within_their_room() -> None:
    register()
    text = "Kaupunki¬rakenne¬lautakunnan ylitys johtui talvi¬kunnossapidosta ja lumitöistä"
    lines = break_lines(text, REGULAR, 10, 120)
    assert any(line.text.endswith("-") for line in lines)
    assert all(width(line.text, REGULAR, 10) <= 120 for line in lines)
    joined = " ".join(line.text for line in lines).replace("- ", "")
    assert joined == text.replace("¬", "")


def test_no_question_repeats_one_of_the_shared_gold() -> None:
    gold = Path(__file__).parents[2] / "shared" / "gold"
    if not gold.is_dir():
        pytest.skip("the shared gold questions are not here")
    known = {case.question.lower() for file in sorted(gold.glob("*.jsonl")) for case in read_cases([file])}
    ours = {case.question.lower() for case in CASES if not case.history}
    assert not ours & known
