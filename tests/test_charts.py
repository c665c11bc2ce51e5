"""Charts of series: which series share one, what the drawing says, where its points lead, and their page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from series_samples import open_shelf
from starlette.testclient import TestClient

from index.library import FolderLibrary
from ingest.records import ColumnKind
from service.api import create_app
from service.charts.drawing import CLASSES, STYLE_SHEET, draw_chart
from service.charts.groups import ChartGroup, chart_groups
from service.charts.spec import NARROW, WIDE, axis_of
from service.charts.styles import STYLES
from service.charts.words import chart_name
from service.records import Language
from service.series import FigureQuery, find_series
from service.settings import Settings
from service.web.series_view import names_of

SVG = "{http://www.w3.org/2000/svg}"
HARBOUR = "Satamapalvelut"
FINNISH = Language.FINNISH


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderLibrary]:
    with open_shelf(tmp_path_factory.mktemp("kaaviot") / "kirjasto") as library:
        yield library


@pytest.fixture(scope="module")
def client(shelf: FolderLibrary) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), shelf), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def groups(shelf: FolderLibrary) -> tuple[ChartGroup, ...]:
    return chart_groups(find_series(shelf, FigureQuery("toimintakate", HARBOUR)).series)


def drawing(group: ChartGroup, language: Language = FINNISH) -> ElementTree.Element:
    return ElementTree.fromstring(draw_chart(group, language, WIDE, "kuva"))


def test_levels_share_a_chart_and_deviations_have_their_own(groups: tuple[ChartGroup, ...]) -> None:
    levels, changes = groups[:2]
    assert set(levels.kinds) == {ColumnKind.ACTUAL, ColumnKind.FORECAST, ColumnKind.BUDGET}
    assert changes.kinds == (ColumnKind.DEVIATION,)
    assert chart_name(changes, FINNISH).endswith("– poikkeama")
    assert not chart_name(levels, FINNISH).endswith("poikkeama")


def test_forecasts_of_one_year_are_told_apart_by_their_reports(groups: tuple[ChartGroup, ...]) -> None:
    forecasts = [point for point in groups[0].points if point.kind is ColumnKind.FORECAST]
    assert [(point.step.label, point.figure.raw) for point in forecasts] == [
        ("2034", "-4 155"),
        ("2034", "-4 195"),
    ]
    assert forecasts[0].step.report and forecasts[0].step < forecasts[1].step


def test_each_point_links_to_its_page_and_says_what_it_is(groups: tuple[ChartGroup, ...]) -> None:
    group = groups[0]
    links = list(drawing(group).iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [point.url for point in group.points]
    for link, point in zip(links, group.points, strict=True):
        said = link.get("aria-label") or ""
        assert point.figure.raw in said and f"sivu {point.figure.citation.page}" in said


def test_a_drawing_has_title_and_description_and_no_other_words_for_those_who_hear_it(
    groups: tuple[ChartGroup, ...],
) -> None:
    root = drawing(groups[0], Language.SWEDISH)
    title, description = root[0], root[1]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")
    assert "prognos" in (description.text or "")
    named = [element for element in root.iter() if element.get("aria-label")]
    assert all(element.tag == f"{SVG}a" for element in named)


def test_kinds_differ_in_shape_and_line_and_not_only_in_colour() -> None:
    looks = [(style.shape, style.dash) for style in STYLES.values()]
    assert len(set(looks)) == len(looks)
    assert len(CLASSES) == len(STYLES) + 4


def test_every_colour_has_one_for_dark_screens() -> None:
    dark = STYLE_SHEET.read_text(encoding="utf-8").partition("(prefers-color-scheme: dark)")[2]
    for kind in STYLES:
        name = kind.value if kind else "other"
        assert f".l-fill-{name} {{" in dark and f".l-stroke-{name} {{" in dark


def test_a_drawing_brings_no_style_of_its_own_into_a_page(groups: tuple[ChartGroup, ...]) -> None:
    for shape in (WIDE, NARROW):
        drawn = draw_chart(groups[0], FINNISH, shape, "kuva")
        assert "<style" not in drawn and "style=" not in drawn
        assert not re.search(r"https?://(?!www\.w3\.org)", drawn)
    assert "<style" in draw_chart(groups[0], FINNISH, WIDE, "kuva", alone=True)


def test_the_axis_has_the_unit_that_the_numbers_are_printed_in(groups: tuple[ChartGroup, ...]) -> None:
    assert axis_of(groups[0], FINNISH).divisor == 1000
    assert axis_of(groups[0], FINNISH).unit == "tuhatta euroa"


def test_the_axis_leaves_zero_out_only_where_numbers_are_near_to_each_other(
    groups: tuple[ChartGroup, ...],
) -> None:
    levels, changes = groups[:2]
    assert axis_of(levels, FINNISH).zero
    assert not axis_of(changes, FINNISH).zero


def test_the_chart_over_http(client: TestClient) -> None:
    asked = {"metric": "toimintakate", "entity": HARBOUR, "lang": "en"}
    drawn = client.get("/api/v1/figures.svg", params=asked)
    assert drawn.status_code == 200
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "script" not in drawn.headers["content-security-policy"]
    assert "forecast" in (ElementTree.fromstring(drawn.text)[1].text or "")
    other = client.get("/api/v1/figures.svg", params=asked | {"chart": 99})
    assert (other.status_code, other.json()["error"]["code"]) == (404, "figures_not_found")


def test_the_page_of_a_series_shows_chart_and_table(client: TestClient) -> None:
    page = client.get("/series", params={"metric": "toimintakate", "entity": HARBOUR, "lang": "sv"}).text
    assert 'lang="sv"' in page and "<svg" in page and "-4 195" in page
    assert "&amp;lang=sv" in page.partition('<svg xmlns="http')[2].partition("</svg>")[0]
    assert re.search(r'<a href="/report/ruskoniemi-[^"]+lang=sv"', page)


@pytest.mark.parametrize("asked", ["", "?metric=", "?metric=%20", "?metric=%3F%3F", "?metric=qwertyuiop"])
def test_a_page_without_a_series_says_so(client: TestClient, asked: str) -> None:
    page = client.get(f"/series{asked}")
    assert page.status_code == 200
    assert "l-notice" in page.text and 'class="l-drawing"' not in page.text


@pytest.mark.parametrize("path", ["/series", "/series/part"])
def test_a_period_that_ends_before_it_begins_is_refused(client: TestClient, path: str) -> None:
    asked = {"metric": "toimintakate", "period_from": "2032-01-01", "period_to": "2031-01-01", "lang": "fi"}
    refused = client.get(path, params=asked)
    assert refused.status_code == 422
    assert "Ajanjakso päättyy ennen kuin se alkaa." in refused.text


def test_the_form_keeps_the_period_of_its_address(client: TestClient) -> None:
    page = client.get("/series", params={"metric": "toimintakate", "period_from": "2030-01-01"}).text
    assert '<input type="hidden" name="period_from" value="2030-01-01">' in page


def test_what_is_asked_for_is_shown_as_text(client: TestClient) -> None:
    page = client.get("/series", params={"metric": '"><script>alert(1)</script>', "entity": "<b>x</b>"}).text
    assert "<script>alert" not in page and "<b>x</b>" not in page


def test_the_part_of_a_page_is_the_first_chart(client: TestClient) -> None:
    part = client.get("/series/part", params={"metric": "toimintakate", "entity": HARBOUR})
    assert part.status_code == 200 and "<html" not in part.text and 'class="l-drawing"' in part.text
    assert client.get("/series/part", params={"metric": "qwertyuiop"}).status_code == 204


def test_figures_of_nobody_share_a_chart_only_where_they_share_a_row(shelf: FolderLibrary) -> None:
    """A unit's table may not say whose it is: its budget is not held against the whole town's actuals."""
    found = find_series(shelf, FigureQuery("toimintakate", HARBOUR)).series
    forecast = next(each for each in found if each.kind is ColumnKind.FORECAST)
    budget = next(each for each in found if each.kind is ColumnKind.BUDGET)
    elsewhere = replace(budget.points[0].figure.citation, page=99)
    figure = replace(budget.points[0].figure, citation=elsewhere, also=())
    moved = replace(budget, entity=None, points=(replace(budget.points[0], figure=figure),))
    nobodys = replace(forecast, entity=None)
    assert len(chart_groups([nobodys, moved])) == 2
    assert len(chart_groups([nobodys, replace(budget, entity=None)])) == 1


def test_charts_of_one_name_are_told_apart(shelf: FolderLibrary) -> None:
    group = chart_groups(find_series(shelf, FigureQuery("toimintakate", HARBOUR)).series)[0]
    names = names_of([group, group], FINNISH)
    assert names[0] != names[1] and all(name.startswith(group.name) for name in names)
    assert names_of([group], FINNISH) == [group.name]
