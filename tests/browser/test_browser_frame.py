"""What every page has: landmarks, a way past them, the language switch, and room on a small screen."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from serving import OpenPage


def test_the_first_tab_leads_past_the_header(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Siirry sisältöön")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_language_is_switched_by_keyboard_and_stays_on_the_page(open_page: OpenPage) -> None:
    page = open_page("/accessibility")
    page.get_by_role("link", name="Svenska").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/accessibility\?lang=sv$"))
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.get_by_role("link", name="Gränssnitt (API)").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/docs\?lang=sv$"))


def test_the_page_follows_the_browsers_language(open_page: OpenPage) -> None:
    expect(open_page("/accessibility", language="en").locator("html")).to_have_attribute("lang", "en")


def test_dark_and_light_follow_the_readers_system(open_page: OpenPage) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    assert open_page("/accessibility", dark=False).evaluate(ground) == "rgb(255, 255, 255)"
    assert open_page("/accessibility", dark=True).evaluate(ground) == "rgb(18, 22, 29)"


def test_what_stands_in_an_address_is_never_run(open_page: OpenPage) -> None:
    page = open_page("/%3Cscript%3Ealert(1)%3C/script%3E?x=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")
    expect(page.locator("h1")).to_have_text("Sivua ei löytynyt")
    assert page.locator("main img, main script").count() == 0
