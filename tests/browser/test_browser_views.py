"""What holds of every view: no accessibility fault, no sideways scrolling, a heading, a way by keyboard.

The accessibility statement promises these; a view that is missing from VIEWS fails the first test.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import CheckPage, OpenPage

from eval.samples.first_quarter import first_quarter
from eval.samples.second_quarter import second_quarter

FIRST, SECOND = first_quarter().stem, second_quarter().stem
QUESTION = "Mik%C3%A4%20on%20Uomaveden%20liikevaihdon%20ennuste%3F"
SERIES = "metric=Liikevaihto&entity=Uomavesi"

VIEWS = {
    "search": "/",
    "found": f"/?q={QUESTION}",
    "nothing found": "/?q=xyzzyqwv",
    "reader": f"/report/{FIRST}?page=2",
    "report": f"/report/{FIRST}",
    "reports": "/reports",
    "series": f"/series?{SERIES}",
    "compare": f"/compare?a={FIRST}&b={SECOND}&topic=toimintakate",
    "chat": "/chat",
    "accessibility": "/accessibility",
    "docs": "/docs",
    "error": "/ei-ole",
}
WEB = Path(__file__).parents[2] / "service" / "web"
PATHS = {re.sub(r"\{\w+\}", "", path) for path in re.findall(r'@router\.get\(\s*"([^"]+)"', "\n".join(
    file.read_text() for file in WEB.glob("*_view.py")
))}  # fmt: skip


def with_language(address: str, language: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def settled(page: Page) -> Page:
    """The page once nothing is being fetched any more."""
    page.wait_for_load_state("networkidle")
    return page


def test_every_view_is_looked_at() -> None:
    looked_at = {address.partition("?")[0] for address in VIEWS.values()}
    pages = {path for path in PATHS if not path.endswith("/part")}  # a part is fetched into its page
    missing = {path for path in pages if not any(address.startswith(path) for address in looked_at)}
    assert missing == set()


FOCUSED = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const inside = (element) =>
    element && element.shadowRoot && element.shadowRoot.activeElement
      ? inside(element.shadowRoot.activeElement) : element;
  const element = inside(document.activeElement);
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const frame = element.closest('label, .l-card, li') || element;
  const ring = (one) => {
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const drawn = one instanceof SVGElement && style.stroke !== 'none' && parseFloat(style.strokeWidth) >= 3;
    return outlined || drawn;
  };
  return {
    name: element.outerHTML.slice(0, 120),
    ring: ring(element) || ring(frame) || [...element.querySelectorAll('path')].some(ring),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


COVERED = """() => {
  const fixed = [...document.querySelectorAll('body *')].find((element) => {
    const style = getComputedStyle(element);
    if (!['fixed', 'sticky'].includes(style.position)) return false;
    return element.getBoundingClientRect().height > innerHeight / 2;
  });
  return fixed ? fixed.outerHTML.slice(0, 120) : null;
}"""
"""What stays in place while the page is scrolled and takes more than half of a small screen."""


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_for_everyone(open_page: OpenPage, axe_in_every_look: CheckPage, view: str) -> None:
    """Focus is seen wherever the tab key leads; at 400 per cent nothing needs sideways scrolling (1280
    pixels are then 320); light and dark, on a phone and on a desktop axe-core finds nothing."""
    page = settled(open_page(VIEWS[view]))
    expect(page.locator("h1")).to_have_count(1)
    assert unseen_focus(page) == []
    for height in (640, 256):  # a phone's, and what 400 per cent leave of 1280 by 1024
        page.set_viewport_size({"width": 320, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate(COVERED) is None
    axe_in_every_look(page)


@pytest.mark.parametrize(("language", "dark"), [("sv", False), ("en", True)], ids=["sv", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_no_accessibility_fault_in_another_language(
    open_page: OpenPage, axe: CheckPage, view: str, language: str, dark: bool
) -> None:
    """On a phone and on a desktop, once light and once dark in each of both languages: the page is turned
    about, not opened again. Longer words need no sideways scrolling either."""
    page = settled(open_page(with_language(VIEWS[view], language), language=language, phone=True, dark=dark))
    expect(page.locator("html")).to_have_attribute("lang", language)
    axe(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light" if dark else "dark")
    axe(page)
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def unseen_focus(page: Page) -> list[object]:
    """What the tab key leads to without being seen, among the first forty."""
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        if not (focused["ring"] and focused["seen"]):
            unseen.append(focused)
    return unseen


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_says_what_it_is_without_scripts(open_page: OpenPage, view: str) -> None:
    page = open_page(VIEWS[view], scripts=False)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).not_to_be_empty()
