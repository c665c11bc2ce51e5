"""The chat widget on a page of another origin: by keyboard alone, on a phone, in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from serving import CheckPage, OpenPage, OtherSite, Server

README = Path(__file__).parents[2] / "README.md"
FIGURE = "12 711 911,31"
QUESTION = "Mikä on vuosikate vuonna 2024?"


def host(site: OtherSite, server: Server, path: str = "/", widget: str = "<luku-chat></luku-chat>") -> str:
    """The address of a page of the other origin, whose own styles would spoil a widget that let them in."""
    style = (
        "html { font-size: 62.5% } button, p, a { color: #8a0050; text-transform: uppercase; margin: 3rem }"
    )
    return site.put(
        path,
        f"""<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Kunnan sivu</title>
        <link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1">
        <style>{style}</style></head>
        <body><main><h1>Kunnan sivu</h1><p>Tervetuloa.</p><a href="/toinen">Toinen sivu</a></main>
        <script src="{server.url}/widget.js"></script>{widget}</body></html>""",
    )


def open_widget(page: Page) -> Locator:
    page.get_by_role("button", name="Kysy raporteista").click()
    return page.get_by_label("Kysymyksesi")


def ask(page: Page, question: str) -> Locator:
    """Ask by keyboard; gives the turn once it is answered."""
    before = page.locator("luku-chat .turn").count()
    field = page.get_by_role("textbox").first
    field.fill(question)
    field.press("Enter")
    turn = page.locator("luku-chat .turn").nth(before)
    expect(turn.locator(".actions")).to_be_visible()
    return turn


def test_a_question_is_asked_by_keyboard_alone(
    open_page: OpenPage, other_site: OtherSite, server: Server, axe: CheckPage
) -> None:
    page = open_page(host(other_site, server))
    page.get_by_role("link", name="Toinen sivu").focus()
    page.keyboard.press("Tab")
    expect(page.locator("luku-chat .launcher")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Kysy raporteista")).to_be_visible()
    expect(page.get_by_label("Kysymyksesi")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    turn = page.locator("luku-chat .turn")
    expect(turn.locator(".raw")).to_have_text(FIGURE)
    expect(turn.locator(".unit")).to_contain_text("€")
    expect(turn.locator(".what")).to_contain_text("1.1.–31.12.2024")
    expect(turn.locator("blockquote").first).to_contain_text("Vuosikate")
    expect(turn.get_by_text("Taulukon summat täsmäävät")).to_be_visible()
    link = turn.locator("a.page").first
    expect(link).to_have_attribute(
        "href", re.compile(rf"^{re.escape(server.url)}/report/[\w-]+\?page=5&cite=")
    )
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("luku-chat .launcher")).to_be_focused()


def test_the_page_of_a_citation_opens_in_the_reader(
    open_page: OpenPage, other_site: OtherSite, server: Server
) -> None:
    page = open_page(host(other_site, server))
    open_widget(page)
    turn = ask(page, QUESTION)
    with page.expect_popup() as opened:
        turn.locator("a.page").first.click()
    assert opened.value.url.startswith(f"{server.url}/report/")
    assert "page=5" in opened.value.url


def test_a_follow_up_keeps_its_context_over_a_change_of_page(
    open_page: OpenPage, other_site: OtherSite, server: Server
) -> None:
    host(other_site, server, "/toinen")
    page = open_page(host(other_site, server))
    open_widget(page)
    ask(page, QUESTION)
    page.get_by_role("link", name="Toinen sivu").click()
    expect(page).to_have_url(other_site.url + "/toinen")
    expect(page.get_by_role("dialog", name="Kysy raporteista")).to_be_visible()
    expect(page.locator("luku-chat .raw")).to_have_text(FIGURE)
    turn = ask(page, "Entä vuonna 2023?")
    expect(turn.locator(".raw")).to_have_text("14 028 108,65")
    expect(turn.locator(".what")).to_contain_text("Vuosikate")


def test_a_proposed_question_is_asked_with_its_button(
    open_page: OpenPage, other_site: OtherSite, server: Server
) -> None:
    page = open_page(host(other_site, server))
    open_widget(page)
    example = page.locator("luku-chat .examples .proposal").first
    expect(example).to_be_visible()
    asked = example.inner_text()
    example.click()
    expect(page.locator("luku-chat .turn .question")).to_contain_text(asked)
    expect(page.locator("luku-chat .turn .source").first).to_be_visible()
    ask(page, QUESTION)
    page.locator("luku-chat .turn").last.get_by_role("button", name="Entä vuonna 2023?").click()
    expect(page.locator("luku-chat .turn").last.locator(".raw")).to_have_text("14 028 108,65")


def test_only_the_new_answer_is_read_aloud(
    open_page: OpenPage, other_site: OtherSite, server: Server
) -> None:
    page = open_page(host(other_site, server))
    open_widget(page)
    status = page.locator("luku-chat").get_by_role("status")
    ask(page, QUESTION)
    expect(status).to_contain_text(FIGURE)
    ask(page, "Kuinka paljon kaupungin korkokulut olivat vuonna 2024?")
    expect(status).to_contain_text("−1 842 775,38")
    expect(status).not_to_contain_text(FIGURE)
    expect(status).to_contain_text("Sivu 5")
    assert page.locator("luku-chat").get_by_role("log").count() == 0


def test_the_widget_moves_nothing_on_its_page(
    open_page: OpenPage, other_site: OtherSite, server: Server
) -> None:
    page = open_page(host(other_site, server))
    heading = page.get_by_role("heading", name="Kunnan sivu").bounding_box()
    open_widget(page)
    ask(page, QUESTION)
    shifted = page.evaluate(
        """() => new Promise((resolve) => {
          const moved = (list) => list.getEntries().filter((entry) => !entry.hadRecentInput);
          new PerformanceObserver((list) => resolve(moved(list).reduce((sum, entry) => sum + entry.value, 0)))
            .observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
        })"""
    )
    assert shifted == 0
    assert page.get_by_role("heading", name="Kunnan sivu").bounding_box() == heading


def test_nothing_is_fetched_before_the_window_is_opened(
    open_page: OpenPage, other_site: OtherSite, server: Server
) -> None:
    page = open_page(host(other_site, server))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [
        other_site.url + "/",
        server.url + "/widget.js",
    ]


@pytest.fixture
def stranger(browser: Browser) -> Iterator[OtherSite]:
    """A site that the service does not allow."""
    site = OtherSite()
    yield site
    site.stop()


def test_a_page_that_is_not_allowed_is_told_so_and_nothing_is_tried_again(
    open_page: OpenPage, stranger: OtherSite, server: Server, axe: CheckPage
) -> None:
    page = open_page(host(stranger, server))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_widget(page).fill(QUESTION)
    page.keyboard.press("Enter")
    notice = page.locator("luku-chat .notice")
    expect(notice).to_contain_text(f"tämän sivun osoite ({stranger.url}) ei ole")
    expect(page.locator("luku-chat").get_by_role("status")).to_contain_text("Palvelu ei vastaa tälle sivulle")
    expect(notice.get_by_role("button", name="Yritä uudelleen")).to_be_visible()
    assert asked.count(f"{server.url}/api/v1/ask") == 2
    axe(page)


def test_html_in_a_question_is_shown_as_text(
    open_page: OpenPage, other_site: OtherSite, server: Server
) -> None:
    page = open_page(host(other_site, server))
    open_widget(page)
    evil = "<img src=x onerror=document.title='murrettu'><script>1</script> Montako delfiiniä?"
    turn = ask(page, evil)
    expect(turn.locator(".question")).to_contain_text(evil)
    expect(turn.locator(".none")).to_have_text("Raporteista ei löytynyt vastausta")
    assert page.locator("luku-chat img, luku-chat script").count() == 0
    expect(page).to_have_title("Kunnan sivu")


def test_on_a_phone_the_window_is_the_whole_screen(
    open_page: OpenPage, other_site: OtherSite, server: Server, axe: CheckPage
) -> None:
    page = open_page(host(other_site, server), phone=True)
    open_widget(page)
    ask(page, QUESTION)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 700})
        box = page.get_by_role("dialog").bounding_box()
        assert box == {"x": 0, "y": 0, "width": width, "height": 700}
        assert page.locator("luku-chat .log").evaluate("log => log.scrollWidth <= log.clientWidth")
    axe(page)
    page.get_by_role("button", name="Sulje").click()
    expect(page.get_by_role("button", name="Jatka keskustelua")).to_be_focused()


@pytest.mark.parametrize(
    ("language", "opener", "field", "page_word"),
    [
        ("sv", "Fråga rapporterna", "Din fråga", "Sida 5"),
        ("en", "Ask the reports", "Your question", "Page 5"),
    ],
)
def test_the_language_is_an_attribute(
    open_page: OpenPage,
    other_site: OtherSite,
    server: Server,
    axe: CheckPage,
    language: str,
    opener: str,
    field: str,
    page_word: str,
) -> None:
    widget = f'<luku-chat lang="{language}"></luku-chat>'
    page = open_page(host(other_site, server, f"/{language}", widget), dark=True)
    page.get_by_role("button", name=opener).click()
    expect(page.get_by_label(field)).to_be_focused()
    turn = ask(page, "What is vuosikate 2024?" if language == "en" else "Vad är vuosikate 2024?")
    expect(turn.locator(".raw")).to_have_text(FIGURE)
    expect(turn.locator("a.page").first).to_contain_text(page_word)
    expect(turn.locator("a.page").first).to_have_attribute("href", re.compile(f"lang={language}$"))
    expect(turn.locator("blockquote").first).to_have_attribute("lang", "fi")
    axe(page)


def test_reports_title_and_colours_are_attributes(
    open_page: OpenPage, other_site: OtherSite, server: Server
) -> None:
    widget = '<luku-chat mode="inline" heading="Talous" reports="hiidenkoski-kaupunkirakenne-q1-2025" '
    widget += 'accent="rgb(90, 20, 90)" theme="light"></luku-chat>'
    page = open_page(host(other_site, server, "/rajattu", widget))
    expect(page.get_by_role("region", name="Talous")).to_be_visible()
    send = page.get_by_role("button", name="Kysy", exact=True)
    expect(send).to_have_css("background-color", "rgb(90, 20, 90)")
    turn = ask(page, "Mikä on toimintakatteen poikkeama?")
    links = turn.locator("a.page")
    expect(links.first).to_be_visible()
    reports = {str(link.get_attribute("href")).split("?")[0] for link in links.all()}
    assert reports == {f"{server.url}/report/hiidenkoski-kaupunkirakenne-q1-2025"}


def test_the_page_in_the_readme_works_when_it_is_copied(
    open_page: OpenPage, other_site: OtherSite, server: Server, axe: CheckPage
) -> None:
    (html,) = re.findall(r"```html\n(.*?)```", README.read_text(), re.DOTALL)
    assert len(html.splitlines()) <= 20
    page = open_page(other_site.put("/malli", html.replace("https://luku.example.org", server.url)))
    open_widget(page)
    expect(ask(page, QUESTION).locator(".raw")).to_have_text(FIGURE)
    axe(page)
