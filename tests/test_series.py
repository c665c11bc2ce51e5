"""Series of printed figures over reports: which figures they hold, in which order, with which marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from index_samples import FIRST_QUARTER, SECOND_QUARTER, original, report, sentence
from series_samples import ACCOUNTS, FIRST, SECOND, ReadingLibrary, open_shelf
from starlette.testclient import TestClient

import index.library
from index.contract import Scope
from index.library import FolderLibrary
from ingest.errors import LukuError
from ingest.records import ColumnKind, Figure, FigureKind, Period, Report, Statement
from service.api import create_app
from service.cli import main
from service.series import FigureQuery, FoundSeries, Series, find_series, series_of
from service.series.labels import LabelReader
from service.settings import Settings

HARBOUR = "Satamapalvelut"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderLibrary]:
    with open_shelf(tmp_path_factory.mktemp("sarjat") / "kirjasto") as library:
        yield library


def values(series: Series) -> list[tuple[str | None, str]]:
    return [(point.period.label if point.period else None, point.figure.raw) for point in series.points]


def only(found: FoundSeries) -> Series:
    (series,) = found.series
    return series


# What the library looks up.


def labels(library: FolderLibrary, label: str, around: str = "", scope: Scope = Scope()) -> set[str]:
    return {hit.statement.label for hit in library.figures(label, around, scope)}


def test_figures_are_looked_up_by_all_words_of_their_label(shelf: FolderLibrary) -> None:
    assert labels(shelf, "toimintatuottoja") == {"Toimintatuotot", "TOIMINTATUOTOT YHTEENSÄ"}
    assert labels(shelf, "toimintatuotot yhteensä") == {"TOIMINTATUOTOT YHTEENSÄ"}
    assert labels(shelf, "toimintatuotot jäänmurto") == set()
    assert labels(shelf, "") == labels(shelf, "on ja") == set()


def test_a_lookup_keeps_to_the_scope_and_to_what_stands_around(shelf: FolderLibrary) -> None:
    assert labels(shelf, "", "museopalveluissa", Scope(reports=(SECOND,))) == {
        "Toimintatuotot",
        "Toimintakulut",
    }
    assert labels(shelf, "näyttelykulut", scope=Scope(reports=(SECOND,))) == set()
    assert labels(shelf, "näyttelykulut", "satamapalvelut") == set()
    assert len(shelf.figures("toimintakulut", limit=2)) == 2


def test_headings_do_not_hide_the_figures_of_a_word(shelf: FolderLibrary) -> None:
    found = shelf.figures("", "satamapalvelut", limit=1)
    assert len(found) == 1 and found[0].statement.figures


# Series.


def test_a_forecast_is_followed_from_report_to_report(shelf: FolderLibrary) -> None:
    points = series_of(shelf, "toimintakate", HARBOUR, ColumnKind.FORECAST)
    assert [(point.report.id, point.period and point.period.label, point.figure.raw) for point in points] == [
        (FIRST, "2034", "-4 155"),
        (SECOND, "2034", "-4 195"),
    ]


def test_a_metric_may_name_the_kind(shelf: FolderLibrary) -> None:
    points = series_of(shelf, "toimintakatteen ennuste", "satamapalveluiden")
    assert [point.figure.raw for point in points] == ["-4 155", "-4 195"]


def test_actuals_to_date_and_years_are_two_series(shelf: FolderLibrary) -> None:
    found = find_series(shelf, FigureQuery("toimintatuotot", HARBOUR, "toteuma"))
    assert [values(series) for series in found.series] == [
        [("2032", "3 290"), ("2033", "3 415")],
        [("1–3/2034", "811"), ("1–6/2034", "1 720")],
    ]


def test_a_year_printed_again_is_one_figure_that_names_the_other_places(shelf: FolderLibrary) -> None:
    found = find_series(
        shelf, FigureQuery("toimintatuotot", HARBOUR, "actual", date(2033, 1, 1), date(2033, 12, 31))
    )
    (figure,) = found.figures
    assert (figure.raw, figure.citation.report, figure.conflict) == ("3 415", SECOND, False)
    assert {citation.report for citation in figure.also} == {FIRST, ACCOUNTS}


def test_kinds_are_never_mixed(shelf: FolderLibrary) -> None:
    found = find_series(shelf, FigureQuery("toimintatuotot"))
    assert {series.kind for series in found.series} >= {
        ColumnKind.ACTUAL,
        ColumnKind.FORECAST,
        ColumnKind.BUDGET,
    }
    for series in found.series:
        assert {point.figure.kind for point in series.points} == {series.kind}
        assert {point.figure.unit for point in series.points} == {series.unit}
        assert len({point.figure.entity for point in series.points}) == 1


def test_every_point_is_quoted_where_it_stands(shelf: FolderLibrary) -> None:
    found = find_series(shelf, FigureQuery("toimintakulut"))
    assert found.figures
    for figure in found.figures:
        texts = [each.text for each in shelf.statements(figure.citation.report, figure.citation.page)]
        assert figure.raw in figure.citation.quote and figure.citation.quote in texts


def test_a_sentence_is_followed_as_a_row_is(shelf: FolderLibrary) -> None:
    assert values(only(find_series(shelf, FigureQuery("verotulot")))) == [("2034", "61,8"), ("2034", "62,4")]
    assert [raw for _, raw in values(only(find_series(shelf, FigureQuery("vireillä asemakaavoja"))))] == [
        "14",
        "17",
    ]


def test_words_of_a_printed_header_choose_the_column(shelf: FolderLibrary) -> None:
    found = find_series(shelf, FigureQuery("toimintakate", HARBOUR, "TA 2034"))
    assert {figure.column for figure in found.figures} == {"TA 2034"}


@pytest.mark.parametrize(
    ("metric", "entity"), [("kustannusarvio", "kalalaituri"), ("kalalaiturin kustannusarvio", None)]
)
def test_a_header_may_be_the_metric_of_a_rows_unit(
    shelf: FolderLibrary, metric: str, entity: str | None
) -> None:
    assert [point.figure.raw for point in series_of(shelf, metric, entity)] == ["6 800", "7 150"]


def test_a_kind_alone_asks_for_all_figures_of_that_kind(shelf: FolderLibrary) -> None:
    found = find_series(shelf, FigureQuery("poikkeama", "museopalvelut", scope=Scope(reports=(SECOND,))))
    assert [(figure.metric, figure.raw) for figure in found.figures] == [
        ("Toimintatuotot", "70"),
        ("Toimintakulut", "20"),
    ]


def test_a_tables_title_may_be_the_metric(shelf: FolderLibrary) -> None:
    found = find_series(shelf, FigureQuery("hankkeet", "majakan korjaus", "ennuste"))
    assert [figure.raw for figure in found.figures] == ["980", "980"]


def test_the_limit_cuts_and_the_total_counts(shelf: FolderLibrary) -> None:
    whole = find_series(shelf, FigureQuery("toimintakulut"))
    cut = find_series(shelf, FigureQuery("toimintakulut", limit=3))
    assert cut.figures == whole.figures[:3]
    assert cut.total == whole.total == len(whole.figures) > 3
    assert sum(len(series.points) for series in cut.series) == 3


def test_a_report_alone_gives_all_its_series(shelf: FolderLibrary) -> None:
    found = find_series(shelf, FigureQuery(scope=Scope(reports=(ACCOUNTS,))))
    assert [series.metric for series in found.series] == ["Toimintatuotot", "Toimintakulut", "Toimintakate"]
    assert all(len(series.points) == 2 for series in found.series)


def test_what_no_report_has_is_empty(shelf: FolderLibrary) -> None:
    for query in (
        FigureQuery("lainakanta"),
        FigureQuery("toimintakate", "Lentoasema"),
        FigureQuery("toimintakate", HARBOUR, "tavoite"),
        FigureQuery("toimintakate", period_from=date(2040, 1, 1)),
    ):
        assert find_series(shelf, query) == FoundSeries((), (), 0)
    assert series_of(shelf, "lainakanta") == ()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (FigureQuery(), "invalid_request"),
        (FigureQuery(column="ennuste"), "invalid_request"),
        (FigureQuery(" ? "), "empty_question"),
        (FigureQuery("kate", ""), "empty_question"),
        (FigureQuery("kate", column="!"), "empty_question"),
        (FigureQuery("kate", scope=Scope(reports=("muu",))), "report_not_found"),
    ],
)
def test_what_cannot_be_looked_up_is_an_error(shelf: FolderLibrary, query: FigureQuery, code: str) -> None:
    with pytest.raises(LukuError) as caught:
        find_series(shelf, query)
    assert caught.value.code == code


# Reports built by hand.

YEAR_BEFORE = Period("2030", date(2030, 1, 1), date(2030, 12, 31))


def actual(raw: str, value: str, period: Period = YEAR_BEFORE, entity: str | None = None) -> Figure:
    return Figure(
        raw=raw, value=Decimal(value), unit="EUR", scale=1000, printed_unit="1 000 €", kind=FigureKind.TABLE,
        entity=entity, metric="Lainakanta", column=None, column_kind=ColumnKind.ACTUAL, period=period, page=1,
        box=None,
    )  # fmt: skip


def row(*figures: Figure) -> Statement:
    text = "  ".join(("Lainakanta", *(figure.raw for figure in figures)))
    made = sentence("p1-1", text, entity=figures[0].entity, figures=figures, label="Lainakanta")
    return replace(made, table="t1")


def library_of(folder: Path, *reports: Report) -> ReadingLibrary:
    library = ReadingLibrary(folder)
    for one in reports:
        library.add(one, original(one.id))
    return library


def test_reports_that_disagree_on_a_year_are_both_shown_and_marked(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        report("eka", [row(actual("142 600", "142600000"))], unit=None, period=FIRST_QUARTER),
        report("toka", [row(actual("143 100", "143100000"))], unit=None, period=SECOND_QUARTER),
    )
    found = find_series(library, FigureQuery("lainakanta"))
    assert values(only(found)) == [("2030", "142 600"), ("2030", "143 100")]
    assert [figure.conflict for figure in found.figures] == [True, True]


def test_what_a_years_report_tells_without_a_period_is_of_its_year(tmp_path: Path) -> None:
    rounded = replace(actual("142,6", "142600000"), scale=1_000_000, period=None, kind=FigureKind.TEXT)
    rows = [
        row(actual("142 600", "142600000")),
        replace(sentence("p1-2", "Lainakanta 142,6"), figures=(rounded,)),
    ]
    library = library_of(tmp_path, report("eka", rows, unit=None, period=YEAR_BEFORE))
    found = find_series(library, FigureQuery("lainakanta"))
    assert values(only(found)) == [("2030", "142 600")]
    assert len(found.figures[0].also) == 1


def test_organisations_are_never_one_series(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        report("eka", [row(actual("10", "10000"))], organisation="Aaltola", unit=None),
        report("toka", [row(actual("20", "20000"))], organisation="Kivikoski", unit=None),
    )
    found = find_series(library, FigureQuery("lainakanta"))
    assert [(series.organisation, values(series)) for series in found.series] == [
        ("Aaltola", [("2030", "10")]),
        ("Kivikoski", [("2030", "20")]),
    ]


def test_the_organisations_own_series_comes_before_those_of_its_parts(tmp_path: Path) -> None:
    parts = [replace(row(actual("7", "7000", entity="Vesilaitos")), id="p1-1")]
    own = [replace(row(actual("10", "10000", entity="Aaltolan kaupunki")), id="p1-2", table="t2")]
    library = library_of(tmp_path, report("eka", [*parts, *own], organisation="Aaltola", unit=None))
    found = find_series(library, FigureQuery("lainakanta"))
    assert [series.entity for series in found.series] == ["Aaltolan kaupunki", "Vesilaitos"]
    assert [point.figure.raw for point in series_of(library, "lainakanta")] == ["10"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Toimintatuotot", "TOIMINTATUOTOT YHTEENSÄ", True),
        ("TOIMINTAKATE ENNUSTE", "Toimintakatteen ennuste on", True),
        ("TILIKAUDEN YLIJÄÄMÄ (-ALIJÄÄMÄ)", "Tilikauden ylijäämä", True),
        ("Henkilöstökulut, 1 000 €", "Henkilöstökulut", True),
        ("HENKILÖTYÖVUODET 1–6/2031", "Henkilötyövuodet", True),
        ("HTV", "Henkilötyövuodet", True),
        ("Toimintatuotot", "Toimintakulut", False),
        ("Sisäiset toimintatuotot", "Toimintatuotot", False),
        ("Rahavarojen muutos", "Rahavarat", False),
        ("Vuosikate", "Vuosikate / asukas", False),
    ],
)
def test_which_labels_name_one_metric(tmp_path: Path, one: str, other: str, same: bool) -> None:
    reader = LabelReader(ReadingLibrary(tmp_path))
    first, second = (reader.label(text, ColumnKind.FORECAST) for text in (one, other))
    assert (first.core == second.core) is same


def test_a_label_that_only_says_when_names_no_metric(tmp_path: Path) -> None:
    reader = LabelReader(ReadingLibrary(tmp_path))
    assert reader.label("vuotta aiemmin", None).words == frozenset()
    assert reader.label("Yhteensä", None).only_general


# HTTP and the command line.


@pytest.fixture(scope="module")
def client(shelf: FolderLibrary) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), shelf), raise_server_exceptions=False) as client:
        yield client


def test_figures_over_http(client: TestClient) -> None:
    asked = {"metric": "toimintatuotot", "entity": HARBOUR, "column": "forecast"}
    body = client.get("/api/v1/figures", params=asked).json()
    assert list(body) == ["figures", "series", "total", "complete"]
    assert [(each["raw"], each["value"], each["kind"]) for each in body["figures"]] == [
        ("3 520", "3520000", "forecast"),
        ("3 480", "3480000", "forecast"),
    ]
    assert body["figures"][1]["citation"]["report"] == SECOND
    (series,) = body["series"]
    assert series["points"] == [
        {"period": "2034", "report": FIRST, "figure": 0},
        {"period": "2034", "report": SECOND, "figure": 1},
    ]
    assert (body["total"], body["complete"]) == (2, True)


def test_points_name_figures_across_series(client: TestClient) -> None:
    body = client.get("/api/v1/figures", params={"metric": "toimintakulut", "report": SECOND}).json()
    places = [point["figure"] for series in body["series"] for point in series["points"]]
    assert places == list(range(len(body["figures"])))
    for series in body["series"]:
        for point in series["points"]:
            figure = body["figures"][point["figure"]]
            assert (figure["kind"], figure["citation"]["report"]) == (series["kind"], SECOND)


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({}, 422, "invalid_request"),
        ({"metric": ""}, 422, "empty_question"),
        ({"metric": "kate", "report": "muu"}, 404, "report_not_found"),
        ({"metric": "kate", "limit": 0}, 422, "invalid_request"),
        ({"metric": "kate", "period_from": "2034-02-01", "period_to": "2034-01-01"}, 422, "invalid_period"),
        ({"metric": "kate", "period_from": "eilen"}, 422, "invalid_request"),
    ],
)
def test_errors_have_the_one_shape(
    client: TestClient, params: dict[str, Any], status: int, code: str
) -> None:
    response = client.get("/api/v1/figures", params=params)
    assert response.status_code == status
    assert response.json()["error"]["code"] == code
    assert set(response.json()["error"]) == {"code", "message", "detail"}


@pytest.fixture
def command(shelf: FolderLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line over the same library, which it must not close for others."""

    class Lent:
        def __getattr__(self, name: str) -> object:
            return getattr(shelf, name)

        def close(self) -> None:
            pass

    monkeypatch.setattr(index.library, "open_library", lambda *_, **__: Lent())
    monkeypatch.setenv("LUKU_LIBRARY", str(tmp_path))


def test_figures_on_the_command_line(command: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "--metric", "toimintakate", "--entity", HARBOUR, "--column", "ennuste"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Ruskoniemi · Satamapalvelut · Toimintakate · ennuste"
    assert lines[1].split() == ["2034", "-4", "155", "[1", "000", "euroa]", f"({FIRST}.txt,", "sivu", "2)"]
    assert len(lines) == 3


def test_figures_as_json_are_what_http_answers(
    command: None, client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["figures", "--metric", "toimintakulut", "--from", "2033-01-01", "--to", "2033-12-31", "--json"])
        == 0
    )
    asked = {"metric": "toimintakulut", "period_from": "2033-01-01", "period_to": "2033-12-31"}
    assert json.loads(capsys.readouterr().out) == client.get("/api/v1/figures", params=asked).json()


def test_nothing_found_is_1_and_wrong_use_is_2(command: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "--metric", "lainakanta"]) == 1
    assert capsys.readouterr().out == "Lukuja ei löytynyt.\n"
    assert main(["figures"]) == 2
    assert "luku: virhe: Kerro, mitä lukuja haetaan" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["figures", "--metric", "kate", "--from", "31.12.2033"])
    assert ended.value.code == 2
