"""The reader in a real browser: the mark lies over the right words, is in sight, and moves with the zoom."""

from __future__ import annotations

import io
from dataclasses import dataclass

import httpx
import pdfplumber
import pytest
from playwright.sync_api import Page, expect
from serving import COUNT_SHIFTS, CheckPage, OpenPage, Server, shifts

QUESTION = "Mikä on katu- ja puistopalvelujen toimintakulujen ennuste 2025?"


@dataclass(frozen=True, slots=True)
class Cited:
    """An answer's citation of a table's row, with the figure in it that is meant."""

    report: str
    page: int
    quote: str
    url: str
    raw: str


@pytest.fixture(scope="module")
def cited(server: Server) -> Cited:
    told = httpx.post(f"{server.url}/api/v1/ask", json={"question": QUESTION}, timeout=120).json()
    figure = told["figures"][0]
    one = next(one for one in told["citations"] if one["id"] == figure["citation"])
    assert one["kind"] == "table" and one["cells"], "the question should be answered from a table's row"
    return Cited(one["report"], one["page"], one["quote"], one["url"], figure["raw"])


def words_under(server: Server, cited: Cited, page: Page, mark: str) -> str:
    """What the report prints under a mark: its place on the screen turned back into points of the page,
    and the words that another program finds there in the PDF."""
    box, picture = page.locator(mark).first.bounding_box(), page.locator(".r-picture").bounding_box()
    assert box and picture
    data = httpx.get(f"{server.url}/api/v1/reports/{cited.report}/file").content
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        paper = pdf.pages[cited.page - 1]
        scale = float(paper.width) / picture["width"]
        left, top = (box["x"] - picture["x"]) * scale, (box["y"] - picture["y"]) * scale
        right, bottom = left + box["width"] * scale, top + box["height"] * scale
        found = [
            word["text"]
            for word in paper.extract_words()
            if left <= (word["x0"] + word["x1"]) / 2 <= right
            and top <= (word["top"] + word["bottom"]) / 2 <= bottom
        ]
    return " ".join(found)


def drawn(page: Page) -> None:
    """Wait for the page's picture."""
    page.wait_for_function("document.querySelector('.r-picture').naturalWidth > 0")


@pytest.mark.parametrize("phone", [False, True])
def test_the_marks_lie_over_the_words_that_are_cited(
    server: Server, open_page: OpenPage, cited: Cited, phone: bool
) -> None:
    page = open_page(cited.url, phone=phone)
    drawn(page)
    assert words_under(server, cited, page, ".r-mark--figure") == cited.raw
    assert words_under(server, cited, page, ".r-mark").split() == cited.quote.split()
    expect(page.locator(".r-mark--figure").first).to_be_in_viewport(ratio=0.99)


def test_zooming_keeps_marks_over_their_words_and_the_focus_on_the_link(
    server: Server, open_page: OpenPage, cited: Cited
) -> None:
    page = open_page(cited.url)
    drawn(page)
    before = page.locator(".r-picture").bounding_box()
    link = page.get_by_role("link", name="300 %")
    link.focus()
    page.keyboard.press("Enter")
    expect(link).to_have_attribute("aria-current", "true")
    expect(link).to_be_focused()
    after = page.locator(".r-picture").bounding_box()
    assert before and after and after["width"] == pytest.approx(3 * before["width"], rel=0.01)
    assert "zoom=300" in page.url and "cite=" in page.url
    assert words_under(server, cited, page, ".r-mark--figure") == cited.raw


def test_the_reader_works_without_scripts(server: Server, open_page: OpenPage, cited: Cited) -> None:
    page = open_page(cited.url, scripts=False)
    page.get_by_role("link", name="Siirry korostettuun kohtaan").click()
    expect(page.locator("#kohta")).to_be_in_viewport()
    page.get_by_role("link", name="200 %").click()
    expect(page.locator(".r-paper")).to_have_attribute("data-zoom", "200")
    page.get_by_role("link", name="Seuraava").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Sivu {cited.page + 1} /")
    assert page.locator(".r-mark").count() == 0


def test_from_page_to_page_by_keyboard_alone(open_page: OpenPage, cited: Cited) -> None:
    page = open_page(f"/report/{cited.report}?page=1")
    goto = page.get_by_label("Sivulle", exact=True)
    for _ in range(30):
        page.keyboard.press("Tab")
        if goto.evaluate("field => field === document.activeElement"):
            break
    expect(goto).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sivu 3 /")
    page.get_by_role("link", name="Edellinen").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sivu 2 /")


def test_the_picture_does_not_move_what_is_around_it_while_it_loads(
    open_page: OpenPage, cited: Cited
) -> None:
    page = open_page("/accessibility")
    page.add_init_script(COUNT_SHIFTS)
    page.goto(page.url.replace("/accessibility", cited.url))
    drawn(page)
    assert shifts(page) < 0.01


@pytest.mark.parametrize("ending", ["CSV", "XLSX"])
def test_a_table_of_the_page_is_saved(open_page: OpenPage, cited: Cited, ending: str) -> None:
    page = open_page(cited.url)
    with page.expect_download() as saving:
        page.locator(".r-files a", has_text=ending).first.click()
    assert saving.value.suggested_filename.endswith(f".{ending.lower()}")


def test_a_cited_page_is_for_everyone(
    open_page: OpenPage, axe_in_every_look: CheckPage, cited: Cited
) -> None:
    """Nothing but the picture and tables is wider than a screen; axe-core finds nothing."""
    page = open_page(cited.url)
    drawn(page)
    for width, height in ((1280, 900), (390, 844), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe_in_every_look(page)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_cited_page_has_no_accessibility_fault_in_another_language(
    open_page: OpenPage, axe: CheckPage, cited: Cited, language: str
) -> None:
    page = open_page(cited.url, language=language)
    drawn(page)
    axe(page)
