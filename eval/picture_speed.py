"""Speed of page pictures over HTTP, against what drawing them costs without any service."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import httpx

from eval.measure import Measure

WIDTH = 1600
"""Pixels: what a browser asks for on a large screen."""
PAGES = 60
WANTED_MS = 150.0


def picture_measures(url: str, pdfs: Sequence[Path]) -> Iterator[Measure]:
    """Different pages of a service's reports, none asked for before; `pdfs` are the reports' files."""
    from eval.yardstick import drawing_seconds

    asked, drawn = [], []
    with httpx.Client(base_url=url, timeout=60) as client:
        for report, file, page in _pages(client, pdfs):
            started = time.perf_counter()
            shown = client.get(f"/api/v1/reports/{report}/pages/{page}.png", params={"width": WIDTH})
            asked.append(1000 * (time.perf_counter() - started))
            shown.raise_for_status()
            drawn.append(1000 * drawing_seconds(file, page, WIDTH))
    typical, plain, slow = median(asked), median(drawn), sorted(asked)[int(0.95 * len(asked))]
    detail = f"{typical:.0f} ms / {plain:.0f} ms, medians of {len(asked)} pages, {WIDTH} pixels wide"
    yield Measure("page picture over HTTP / drawing it", typical / plain, 4.0, "times", detail)
    yield Measure("the same, slowest in twenty", slow / WANTED_MS, None, "times", f"{slow:.0f} ms / wanted")


def _pages(client: httpx.Client, pdfs: Sequence[Path]) -> Iterator[tuple[str, Path, int]]:
    """Report, file and number of pages spread over all reports."""
    files = {path.name: path for path in pdfs}
    reports = [item for item in client.get("/api/v1/reports").json()["reports"] if item["file"] in files]
    share = PAGES // max(1, len(reports))
    for item in reports:
        step = max(1, item["pages"] // share)
        for page in range(1, item["pages"] + 1, step)[:share]:
            yield item["id"], files[item["file"]], page
