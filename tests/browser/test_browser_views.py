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
SERIES = "metric=Toimintakate"

VIEWS = {
    "search": "/",
    "found": f"/?q={QUESTION}",
    "nothing found": "/?q=xyzzyqwv",
    "reader": f"/report/{FIRST}?page=2",
    "report": f"/report/{FIRST}",
    "reports": "/reports",
    "series": f"/series?{SERIES}",
    "compare": f"/compare?a={FIRST}&b={SECOND}",
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


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_no_accessibility_fault(
    open_page: OpenPage, axe: CheckPage, view: str, language: str
) -> None:
    """Light and dark, on a phone and on a desktop: axe-core finds nothing."""
    page = settled(open_page(with_language(VIEWS[view], language), language=language))
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    for width, height in ((1280, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            axe(page)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_needs_no_sideways_scrolling_at_400_per_cent(open_page: OpenPage, view: str) -> None:
    """1280 pixels wide at 400 per cent are 320."""
    page = settled(open_page(VIEWS[view], size=(320, 640)))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


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


@pytest.mark.parametrize("view", VIEWS)
def test_focus_is_seen_wherever_the_tab_key_leads(open_page: OpenPage, view: str) -> None:
    page = settled(open_page(VIEWS[view]))
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        if not (focused["ring"] and focused["seen"]):
            unseen.append(focused)
    assert unseen == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_says_what_it_is_without_scripts(open_page: OpenPage, view: str) -> None:
    page = open_page(VIEWS[view], scripts=False)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).not_to_be_empty()
