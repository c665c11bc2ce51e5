"""Reports in a browser: adding and removing by keyboard alone, the late summary, charts to press."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from serving import EDITOR_TOKEN, CheckPage, OpenPage

from eval.samples.first_quarter import first_quarter

REPORT = first_quarter().stem
TEXT = "Vesilän satama\n\nOsavuosikatsaus 1.1.–31.3.2031\n\nToimintakate oli 2 320 euroa.\n".encode()
NAME = "vesila <b>satama.txt"
READ = 60_000
"""The longest that reading a small file may take, in milliseconds, on a machine with other work."""
PHONES = pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])


def sign_in(page: Page) -> None:
    page.get_by_label("Toimittajan tunnus").focus()
    page.keyboard.type(EDITOR_TOKEN)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Raporttien tiedostot")).to_be_focused()


def add(page: Page, name: str, data: bytes) -> None:
    """Choose a file (a browser's own window, which tests cannot reach) and send it by keyboard."""
    files = page.get_by_label("Raporttien tiedostot")
    files.set_input_files([{"name": name, "mimeType": "application/octet-stream", "buffer": data}])
    page.get_by_role("button", name="Lisää raportit").focus()
    page.keyboard.press("Enter")


@PHONES
def test_an_editor_adds_and_removes_a_report_by_keyboard(
    open_page: OpenPage, axe: CheckPage, phone: bool
) -> None:
    page = open_page("/reports?lang=fi", phone=phone)
    sign_in(page)
    add(page, NAME, TEXT)
    item = page.locator("[data-uploads] > li")
    expect(item.locator("h3")).to_have_text(NAME)
    expect(item).to_contain_text("Lisätty: Vesilän satama", timeout=READ)
    expect(item).to_contain_text("Kaikki sivut luettiin.")
    expect(page.locator("[data-told]")).to_contain_text("Lisätty")
    axe(page)

    expect(page.get_by_role("row", name="Vesilän satama")).to_be_visible()
    expect(page.get_by_text("Raportteja 4")).to_be_visible()
    remove = page.get_by_role("button", name="Poista: Vesilän satama")
    remove.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Vesilän satama")
    axe(page)
    page.keyboard.press("Escape")
    expect(remove).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Poista raportti")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-told]")).to_have_text("Poistettu: Vesilän satama", timeout=READ)
    expect(page.get_by_role("heading", name="Toimittajalle")).to_be_focused()
    expect(page.get_by_role("row", name="Vesilän satama")).to_have_count(0)
    expect(page.get_by_text("Raportteja 3")).to_be_visible()


@pytest.mark.parametrize(("language", "said"), [("sv", "inte en PDF"), ("en", "is no PDF")])
def test_a_file_that_cannot_be_read_is_told_of_in_the_language_of_the_page(
    open_page: OpenPage, axe: CheckPage, language: str, said: str
) -> None:
    page = open_page(f"/reports?lang={language}", dark=True)
    page.evaluate("token => sessionStorage.setItem('luku-editor', token)", EDITOR_TOKEN)
    page.reload()
    broken = {"name": "rikki.pdf", "mimeType": "application/pdf", "buffer": b"ei PDF"}
    page.locator("#files").set_input_files([broken])
    page.locator("[data-add] button:not([type=button])").click()
    item = page.locator("[data-state=failed]")
    expect(item).to_contain_text(said, timeout=READ)
    expect(item.locator("progress")).to_have_count(0)
    axe(page)


def test_the_progress_of_reading_is_shown_page_by_page(open_page: OpenPage) -> None:
    """What the service tells is made up here, so that no stage goes by unseen."""
    stages = [
        {"state": "waiting", "done": 0, "total": 0},
        {"state": "reading", "done": 12, "total": 48},
        {"state": "storing", "done": 64, "total": 128},
    ]
    upload = {"id": "u", "file": "a.pdf", "result": None, "error": None}
    page = open_page("/reports?lang=fi")
    sign_in(page)
    now = {"stage": 0}

    def tell(route: Route) -> None:
        route.fulfill(json=upload | stages[now["stage"]])

    page.route("**/api/v1/uploads/u", tell)
    page.route(
        "**/api/v1/reports",
        lambda route: route.fulfill(
            status=202, json=upload | stages[0], headers={"Location": "/api/v1/uploads/u"}
        ),
    )
    add(page, "a.pdf", TEXT)
    item = page.locator("[data-uploads] > li")
    expect(item).to_contain_text("Odottaa vuoroaan")
    now["stage"] = 1
    expect(item).to_contain_text("Luetaan: sivu 12 / 48")
    expect(item.locator("progress")).to_have_js_property("value", 12)
    now["stage"] = 2
    expect(item).to_contain_text("Tallennetaan hakua varten: 50 %")


def test_a_list_that_is_renewed_leaves_who_is_asked_about_a_removal_where_he_was(open_page: OpenPage) -> None:
    """A file is told to be stored while the dialog is open."""
    upload: dict[str, object] = {"id": "u", "file": "a.pdf", "state": "reading", "done": 0, "total": 0}
    page = open_page("/reports?lang=fi")
    page.route("**/api/v1/uploads/u", lambda route: route.fulfill(json=upload))
    page.route(
        "**/api/v1/reports",
        lambda route: route.fulfill(status=202, headers={"Location": "/api/v1/uploads/u"}, json=upload),
    )
    sign_in(page)
    add(page, "a.pdf", TEXT)
    page.evaluate("document.querySelectorAll('[data-report]').forEach(row => row.dataset.before = '')")
    remove = page.get_by_role("button", name="Poista: ").first
    remove.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    report = {"id": REPORT, "title": "Uusi", "language": "fi"}
    with page.expect_response("**/reports?lang=fi"):
        upload |= {"state": "done", "result": {"outcome": "added", "report": report}}
    page.keyboard.press("Escape")
    expect(page.locator("[data-before]")).to_have_count(0)
    expect(remove).to_be_focused()


def test_a_wrong_token_is_told_beside_its_field(open_page: OpenPage, axe: CheckPage) -> None:
    page = open_page("/reports?lang=fi")
    field = page.get_by_label("Toimittajan tunnus")
    field.fill("väärä")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("Tunnus on väärä"))
    expect(field).to_be_focused()
    axe(page)


def test_without_scripts_the_list_says_what_adding_needs(open_page: OpenPage) -> None:
    page = open_page("/reports?lang=fi", scripts=False)
    expect(page.get_by_text("tarvitsee JavaScriptin")).to_be_visible()
    expect(page.get_by_label("Toimittajan tunnus")).to_be_hidden()


def test_a_summary_that_takes_its_time_comes_after_the_page(open_page: OpenPage) -> None:
    page = open_page(f"/report/{REPORT}?lang=fi")
    expect(page.get_by_role("table", name="Keskeiset luvut", exact=True)).to_be_visible(timeout=READ)
    expect(page.locator("[data-late][aria-busy]")).to_have_count(0)


@PHONES
def test_a_point_of_a_chart_leads_to_its_page(open_page: OpenPage, phone: bool) -> None:
    page = open_page("/series?lang=fi&metric=toimintakate", phone=phone)
    chart = page.locator(".l-chart").first
    drawing = chart.locator("svg:visible")
    expect(drawing).to_have_count(1)
    point = drawing.locator("a").first
    name = point.get_attribute("aria-label") or ""
    box = point.bounding_box()
    assert box is not None and page.viewport_size is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
    point.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")
    told = re.search(r"sivu (\d+)$", name)
    assert told is not None and f"page={told[1]}" in page.url


def test_a_chart_has_other_colours_on_a_dark_screen(open_page: OpenPage) -> None:
    fills = [
        open_page("/series?lang=fi&metric=toimintakate", dark=dark)
        .locator(".l-fill-actual:visible")
        .first.evaluate("mark => getComputedStyle(mark).fill")
        for dark in (False, True)
    ]
    assert fills[0] == "rgb(11, 61, 145)" and fills[1] != fills[0]


def tab_to(page: Page, field: Locator) -> None:
    """Go to a field by the tab key alone."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if field.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("the tab key does not lead there")


def test_the_development_of_a_figure_is_asked_for_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/?lang=fi")
    tab_to(page, page.get_by_role("link", name="Kehitys"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lukujen kehitys")
    tab_to(page, page.get_by_label("Tunnusluku"))
    page.keyboard.type("toimintakate")
    tab_to(page, page.get_by_label("Luvun tyyppi"))
    page.keyboard.type("ennuste")
    tab_to(page, page.get_by_role("button", name="Näytä kehitys"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("metric=toimintakate.*column=forecast"))
    points = page.locator(".l-chart").first.locator("svg:visible a")
    tab_to(page, points.first)
    page.keyboard.press("Tab")
    expect(points.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")


def test_two_reports_are_compared_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/?lang=fi")
    tab_to(page, page.get_by_role("link", name="Vertailu"))
    page.keyboard.press("Enter")
    for label, period in (("Aiempi raportti", "Q1/2025"), ("Uudempi raportti", "Q2/2025")):
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(period)
    tab_to(page, page.get_by_role("button", name="Vertaa"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Verrattuja lukuja")
    unchanged = page.locator("summary").first
    tab_to(page, page.get_by_role("table").first.get_by_role("link").first)
    unchanged.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details").first).to_have_attribute("open", "")
    tab_to(page, page.locator("details").first.get_by_role("link").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")


def test_adding_is_reached_by_the_tab_key_in_its_order(open_page: OpenPage) -> None:
    page = open_page("/reports?lang=fi")
    tab_to(page, page.get_by_label("Toimittajan tunnus"))
    page.keyboard.type(EDITOR_TOKEN)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Raporttien tiedostot")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Tiedoston salasana"))
    tab_to(page, page.get_by_label("Tunnista teksti"))
    tab_to(page, page.get_by_role("button", name="Lisää raportit"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Raporttien tiedostot")).to_be_focused()
    expect(page.get_by_label("Raporttien tiedostot")).to_have_accessible_description(
        re.compile("Valitse ensin")
    )
