"""Searching in a real browser: answer, results, facets, suggestions; by keyboard, without scripts too."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from serving import COUNT_SHIFTS, CheckPage, OpenPage, Server, shifts

import service.web.search_view

QUESTION = "Mikä on Uomaveden liikevaihdon ennuste?"


def address(query: str, **more: str) -> str:
    return "/?q=" + quote(query) + "".join(f"&{name}={quote(value)}" for name, value in more.items())


def hits(page: Page) -> Locator:
    return page.locator(".s-hit")


def test_a_question_is_answered_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    answer = page.get_by_role("region", name="Vastaus")
    expect(answer.locator(".l-figure__raw")).to_have_text("12,2")
    expect(answer.locator(".l-figure__unit")).to_have_text("milj. euroa")
    expect(answer.locator(".l-figure__period")).to_have_text("2025")
    expect(answer.locator(".l-quote").first).to_contain_text("12,2 milj. euroa")
    source = answer.get_by_role("link", name=re.compile("sivu 11$"))
    expect(source).to_have_attribute("href", re.compile(r"^/report/[\w-]+\?page=11&cite="))


def test_the_series_of_the_figure_is_drawn_under_the_answer(open_page: OpenPage) -> None:
    page = open_page(address(QUESTION, wait="1"))
    drawing = page.locator(".s-series")
    expect(drawing.locator("svg").first).to_be_visible()
    expect(drawing.get_by_role("table")).to_be_hidden()
    drawing.get_by_text("Luvut taulukkona").click()
    expect(drawing.get_by_role("table")).to_be_visible()


def test_words_are_marked_in_any_inflection(open_page: OpenPage) -> None:
    page = open_page(address("toimintakatteessa"))
    expect(hits(page).first.locator("mark").first).to_have_text(re.compile("toimintakat", re.IGNORECASE))
    marked = page.locator("mark").all_inner_texts()
    assert {text.casefold() for text in marked} >= {"toimintakate", "toimintakatteen"}


def test_a_facet_brings_up_as_many_as_it_counts(open_page: OpenPage) -> None:
    page = open_page(address("toimintakate"))
    facet = page.get_by_role("complementary").get_by_role("link", name=re.compile("^osavuosikatsaus"))
    count = re.search(r"\d+", facet.inner_text())
    assert count is not None
    facet.click()
    expect(page.get_by_role("heading", name=f"{count.group()} hakutulosta")).to_be_visible()
    expect(page).to_have_url(re.compile("kind=osavuosikatsaus"))
    for facts in page.locator(".s-hit__facts").all():
        expect(facts).to_contain_text("osavuosikatsaus")
    page.get_by_role("list", name="Valitut rajaukset").get_by_role("link").click()
    expect(page).not_to_have_url(re.compile("kind="))
    expect(page.get_by_role("list", name="Valitut rajaukset")).to_have_count(0)


def test_a_new_search_keeps_what_narrows_it(open_page: OpenPage) -> None:
    page = open_page(address("toimintakate", kind="osavuosikatsaus", lang="fi"))
    page.locator("#q").fill("toimintakulut")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=toimintakulut&kind=osavuosikatsaus&lang=fi$"))


def test_newest_first(open_page: OpenPage) -> None:
    page = open_page(address("toimintakate"))
    page.get_by_role("link", name="Uusimmat ensin").click()
    expect(page.get_by_role("link", name="Uusimmat ensin")).to_have_attribute("aria-current", "true")
    expect(hits(page).first).to_contain_text("Q2/2025")
    expect(page.get_by_role("region", name=re.compile("hakutulosta"))).to_be_visible()


def test_results_go_on_from_page_to_page(open_page: OpenPage) -> None:
    page = open_page(address("toimintakulut"))
    before = page.locator(".s-hit a").evaluate_all("links => links.map(link => link.href)")
    pages = page.get_by_role("navigation", name="Hakutulosten sivut")
    pages.get_by_role("link", name="Tulossivu 2").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(pages.locator("[aria-current=page]")).to_have_text("2")
    after = page.locator(".s-hit a").evaluate_all("links => links.map(link => link.href)")
    assert before and after and set(before) != set(after)


def test_a_slip_is_mended_and_told(open_page: OpenPage) -> None:
    page = open_page(address("toimintakte"))
    expect(page.get_by_text("Haettiin sanalla toimintakate. Kirjoitit: toimintakte.")).to_be_visible()
    expect(hits(page).first).to_be_visible()


def test_a_phrase_that_no_report_has_can_be_searched_for_as_words(open_page: OpenPage) -> None:
    page = open_page(address("”toimintakulut toimintatuotot liikevaihto”"))
    expect(page.get_by_role("heading", name="Ei hakutuloksia")).to_be_visible()
    page.get_by_role("link", name="Hae ilman lainausmerkkejä").click()
    expect(hits(page).first).to_be_visible()


def test_markup_in_a_search_is_shown_as_text(open_page: OpenPage) -> None:
    page = open_page(address('<img src=x onerror="alert(1)"> toimintakate'))
    expect(page.locator("#q")).to_have_value('<img src=x onerror="alert(1)"> toimintakate')
    expect(page).to_have_title(re.compile("^<img src=x"))
    assert page.locator("main img[src=x]").count() == 0


@pytest.mark.parametrize("query", ["?!", "x" * 2500])
def test_what_cannot_be_searched_for_is_told_at_the_field(open_page: OpenPage, query: str) -> None:
    field = open_page(address(query)).locator("#q")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("^(Haussa ei ole|Haku on liian pitkä)"))


def test_names_are_suggested_while_typing(open_page: OpenPage, axe: CheckPage) -> None:
    page = open_page("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("uoma")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Uomavesi")
    expect(field).to_have_attribute("aria-expanded", "true")
    axe(page)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    chosen = options.first.locator("span").first.inner_text()
    field.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator("#q")).to_have_value(chosen)


def test_suggestions_are_put_away_and_the_text_stays(open_page: OpenPage) -> None:
    page = open_page("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("toimin")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_value("toimin")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")


def test_a_suggested_report_opens_its_page(open_page: OpenPage) -> None:
    page = open_page("/?lang=sv")
    page.get_by_role("combobox").press_sequentially("kaupunkirakenteen toimiala, osa")
    # What is proposed for the first letters are names; the report's is there when all are typed.
    page.get_by_role("option", name="osavuosikatsaus").first.click()
    expect(page).to_have_url(re.compile(r"/report/[\w-]+\?lang=sv$"))


def test_without_scripts_everything_is_there(open_page: OpenPage) -> None:
    page = open_page("/", scripts=False)
    page.get_by_label("Kysymys tai hakusanat").fill(QUESTION)
    page.get_by_role("button", name="Hae").click()
    expect(hits(page).first).to_be_visible()
    waiting = page.get_by_role("link", name="Näytä vastaus kysymykseen")
    if waiting.count():  # it was not there in time
        waiting.click()
    expect(page.locator(".l-figure__raw")).to_have_text("12,2")


def test_an_answer_that_takes_long_comes_after_the_page(
    open_page: OpenPage, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.web.search_view, "PATIENCE", 0.0)
    page = open_page(address(QUESTION))
    expect(hits(page).first).to_be_visible()
    expect(page.locator(".l-figure__raw")).to_have_text("12,2")
    told = page.get_by_role("status").filter(has_text="12,2 milj. euroa")
    expect(told).to_have_text(re.compile(r"^Vastaus: .*Liikevaihto.*, sivu 11\.$", re.IGNORECASE))


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize(("query", "arrived"), [(QUESTION, ".l-figure__raw"), ("kettu", ".s-none")])
def test_an_answer_that_takes_long_moves_nothing_that_can_be_seen(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, phone: bool, query: str, arrived: str
) -> None:
    monkeypatch.setattr(service.web.search_view, "PATIENCE", 0.0)
    page = open_page("/accessibility", phone=phone)
    page.add_init_script(COUNT_SHIFTS)
    held: list[Route] = []
    page.route("**/search/answer?*", lambda route: held.append(route))
    page.goto(page.url.replace("/accessibility", address(query)))
    expect(page.get_by_text("Etsitään vastausta…")).to_be_visible()
    results = page.get_by_role("heading", level=2).last
    before = results.bounding_box()
    held[0].continue_()
    expect(page.locator(arrived)).to_be_visible()
    assert shifts(page) == 0
    assert results.bounding_box() == before


def test_the_whole_of_a_late_answer_is_shown_on_request(
    open_page: OpenPage, axe: CheckPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.web.search_view, "PATIENCE", 0.0)
    page = open_page(address(QUESTION), phone=True)
    answer = page.get_by_role("region", name="Vastaus")
    more = answer.get_by_role("button", name="Näytä koko vastaus")
    expect(answer.get_by_role("link", name=re.compile("sivu 11$"))).to_be_in_viewport()
    expect(answer.locator(".l-quote")).to_be_hidden()
    axe(page)
    more.focus()
    page.keyboard.press("Enter")
    expect(answer.get_by_role("heading", name="Vastaus")).to_be_focused()
    expect(answer.locator(".l-quote")).to_be_visible()
    expect(answer.locator("svg:visible")).to_have_count(1)
    expect(more).to_be_hidden()
    axe(page)


def test_the_chart_under_an_answer_moves_nothing(open_page: OpenPage) -> None:
    page = open_page("/accessibility", size=(1280, 2400))
    page.add_init_script(COUNT_SHIFTS)
    held: list[Route] = []
    page.route("**/series/part?*", lambda route: held.append(route))
    page.goto(page.url.replace("/accessibility", address(QUESTION, wait="1")))
    expect(page.locator(".s-series__drawing")).to_be_visible()
    held[0].continue_()
    expect(page.locator(".s-series svg:visible")).to_have_count(1)
    assert shifts(page) == 0


def test_example_questions_are_answered(open_page: OpenPage) -> None:
    page = open_page("/?wait=1")
    page.locator(".s-questions a").first.click()
    expect(page.get_by_role("region", name="Vastaus")).to_be_visible()


@pytest.mark.parametrize(
    "found", [address("toimintakulut", year="2025"), address("hulevesiputki pumppaamo", lang="sv")]
)
def test_facets_paging_and_near_passages_have_no_fault(
    open_page: OpenPage, axe_in_every_look: CheckPage, found: str
) -> None:
    page = open_page(found)
    expect(hits(page).first).to_be_visible()
    axe_in_every_look(page)


def test_on_a_phone_the_filters_are_one_step_away(open_page: OpenPage) -> None:
    page = open_page(address("toimintakate"), phone=True)
    page.get_by_role("link", name="Rajaa tuloksia").click()
    expect(page.get_by_role("heading", name="Rajaa tuloksia")).to_be_in_viewport()
