"""Real Chromium over a real service: the sample reports, a free loopback port, nothing else mocked.

    server       the running service: its address, the library behind it, the editor's token
    other_site   pages of another origin, which may ask the service
    open_page    a page as a person has it: open_page("/", phone=True, dark=True, language="sv")
    axe          axe(page) fails with every accessibility fault that axe-core finds on the page
    axe_in_every_look    the same on a phone and a desktop, light and dark, in one page

Nothing waits for a time: what is to be seen is waited for.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from serving import EDITOR_TOKEN, CheckPage, OpenPage, OtherSite, Server, Serving

from eval.samples.write import write_samples
from index.embedding import open_embedder
from index.library import open_library
from ingest.read import read_report
from service.api import create_app
from service.settings import Settings

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
PHONE = (390, 844)
DESKTOP = (1280, 900)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def sample_library(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the sample reports to change at will. Reading them is done once for each state of
    the code and kept in pytest's cache."""
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir("sample-library") / _state_of_code()
    if not kept.exists():
        made = tmp_path_factory.mktemp("making")
        files = [file for file in write_samples(made / "reports") if file.suffix == ".pdf"]
        with open_library(made / "library", open_embedder(lean=True)) as library:
            for file in files:
                library.add(read_report(file), file.read_bytes())
        shutil.rmtree(kept.parent)
        kept.parent.mkdir()
        shutil.copytree(made / "library", kept)
    return Path(shutil.copytree(kept, tmp_path_factory.mktemp("served") / "library"))


def _state_of_code() -> str:
    digest = hashlib.sha256()
    for folder in ("ingest", "index", "eval/samples"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def other_site(browser: Browser) -> Iterator[OtherSite]:
    site = OtherSite()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def server(browser: Browser, sample_library: Path, other_site: OtherSite) -> Iterator[Server]:
    """The service over the sample reports, warm: it has answered a question. (It asks for the browser
    so that nothing is started where there is none.)"""
    allowed = (other_site.url,)
    app = create_app(Settings(library=sample_library, editor_token=EDITOR_TOKEN, allowed_origins=allowed))
    serving = Serving(app)
    url = serving.start()
    try:
        httpx.post(f"{url}/api/v1/ask", json={"question": "Mikä on toimintakate?"}, timeout=120)
        yield Server(url, sample_library)
    finally:
        serving.stop()


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[OpenPage]:
    """Opens an address of the service (or a whole one) as a person would have it.

    Every page of a test is held against two promises when the test ends: no script failed, and nothing
    was asked of any other host than loopback.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def look(
        address: str = "/",
        *,
        phone: bool = False,
        dark: bool = False,
        language: str = "fi",
        scripts: bool = True,
        size: tuple[int, int] | None = None,
        context: BrowserContext | None = None,
    ) -> Page:
        if context is None:
            width, height = size or (PHONE if phone else DESKTOP)
            context = browser.new_context(
                viewport={"width": width, "height": height},
                has_touch=phone,
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                locale={"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[language],
                java_script_enabled=scripts,
                accept_downloads=True,
            )
            context.set_default_timeout(15_000)
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("request", lambda request: faults.extend(_outside(request.url)))
        page.goto(address if "://" in address else server.url + address)
        return page

    yield look
    for context in contexts:
        context.close()
    assert faults == []


def _outside(url: str) -> list[str]:
    ours = url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:", "about:"))
    return [] if ours else [f"asked of another host: {url}"]


@pytest.fixture
def axe() -> CheckPage:
    return partial(_check, {"type": "tag", "values": WCAG})


@pytest.fixture
def axe_in_every_look(axe: CheckPage) -> CheckPage:
    def check(page: Page) -> None:
        for width, height in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="light")
            axe(page)
            page.emulate_media(color_scheme="dark")
            _check(
                {"type": "rule", "values": ["color-contrast"]}, page
            )  # of all rules colours touch this one

    return check


def _check(rules: dict[str, object], page: Page) -> None:
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    told = [
        f"{fault['id']} ({fault['impact']}): {fault['help']}\n    "
        + "\n    ".join(f"{node['target']}: {node['html'][:200]}" for node in fault["nodes"][:5])
        for fault in found
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)
