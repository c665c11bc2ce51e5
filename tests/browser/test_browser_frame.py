"""What every page has: landmarks, a way past them, the language switch, and room on a small screen."""

from __future__ import annotations

from playwright.sync_api import expect
from serving import CheckPage, OpenPage


def test_the_front_page_has_no_accessibility_fault(open_page: OpenPage, axe: CheckPage) -> None:
    axe(open_page("/"))


def test_the_first_tab_leads_past_the_header(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Siirry sisältöön")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
