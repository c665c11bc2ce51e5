"""What changed from one report to another: which figures are held against each other, and how."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from index_samples import FIRST_QUARTER, SECOND_QUARTER, original, report, sentence
from series_samples import ACCOUNTS, FIRST, SECOND, ReadingLibrary, open_shelf
from starlette.testclient import TestClient

import index.library
from index.library import FolderLibrary
from ingest.errors import LukuError
from ingest.records import ColumnKind, Figure, FigureKind, Period, Statement, StatementKind
from service.api import create_app
from service.cli import main
from service.series import Change, Comparison, compare
from service.series.pairing import Relation
from service.settings import Settings


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderLibrary]:
    with open_shelf(tmp_path_factory.mktemp("vertailu") / "kirjasto") as library:
        yield library


@pytest.fixture(scope="module")
def quarters(shelf: FolderLibrary) -> Comparison:
    return compare(shelf, FIRST, SECOND)


def told(change: Change) -> tuple[str | None, str, str, str, str | None]:
    difference = change.difference.raw if change.difference else None
    return change.entity, change.metric, change.before.raw, change.after.raw, difference


def of(
    comparison: Comparison, kind: ColumnKind | None, relation: Relation, changed: bool = True
) -> list[Any]:
    return [
        told(change)
        for change in comparison.changes
        if (change.kind, change.relation, change.changed) == (kind, relation, changed)
    ]


def test_the_years_forecast_is_held_against_the_earlier_forecast_first(quarters: Comparison) -> None:
    forecasts = of(quarters, ColumnKind.FORECAST, Relation.SAME_PERIOD)
    assert forecasts == [
        ("Ruskoniemen kaupunki", "Verotulojen ennuste on", "61,8", "62,4", "+0,6"),
        ("Satamapalvelut", "TOIMINTATUOTOT YHTEENSÄ", "3 520", "3 480", "-40"),
        ("Satamapalvelut", "Toimintakate", "-4 155", "-4 195", "-40"),
        ("Museopalvelut", "Toimintatuotot", "955", "970", "+15"),
        ("Museopalvelut", "Toimintakulut", "-1 930", "-1 940", "-10"),
        ("Kalalaituri", "Kalalaituri", "2 500", "2 300", "-200"),
    ]
    assert [told(change) for change in quarters.changes[:6]] == forecasts


def test_actuals_of_two_quarters_are_a_trend_and_told_apart(quarters: Comparison) -> None:
    assert of(quarters, ColumnKind.ACTUAL, Relation.SAME_PERIOD) == []
    trend = of(quarters, ColumnKind.ACTUAL, Relation.NEXT_PERIOD)
    assert ("Satamapalvelut", "Toimintakulut", "-1 902", "-3 815", "-1 913") in trend
    assert len(trend) == 5


def test_a_header_that_names_no_kind_says_what_is_compared(quarters: Comparison) -> None:
    (change,) = [
        change for change in quarters.changes if change.after.column == "Kustannusarvio" and change.changed
    ]
    assert told(change) == ("Kalalaituri", "Kalalaituri", "6 800", "7 150", "+350")
    assert change.before.column == "Kustannusarvio"


def test_what_is_printed_anew_unchanged_is_told_as_unchanged(quarters: Comparison) -> None:
    same = of(quarters, ColumnKind.BUDGET, Relation.SAME_PERIOD, changed=False)
    assert ("Satamapalvelut", "Toimintakate", "-3 710", "-3 710", "0") in same
    assert ("Satamapalvelut", "Toimintakate", "-4 055", "-4 055", "0") in of(
        quarters, ColumnKind.ACTUAL, Relation.SAME_PERIOD, changed=False
    )


def test_kinds_are_never_mixed(quarters: Comparison) -> None:
    for change in quarters.changes:
        assert change.before.kind == change.after.kind == change.kind
        assert change.before.unit == change.after.unit == change.unit


def test_what_only_one_report_has_is_told(quarters: Comparison) -> None:
    assert {figure.metric for figure in quarters.only_before} == {"Näyttelykulut"}
    assert {figure.metric for figure in quarters.only_after} == {"Jäänmurto"}


def test_every_figure_is_quoted_where_it_stands(shelf: FolderLibrary, quarters: Comparison) -> None:
    for change in quarters.changes:
        for figure in (change.before, change.after):
            assert figure.raw in figure.citation.quote
            assert any(
                figure.citation.quote == statement.text
                for statement in shelf.statements(figure.citation.report, figure.citation.page)
            )


def test_the_difference_is_that_of_the_values(quarters: Comparison) -> None:
    assert any(change.difference for change in quarters.changes)
    for change in quarters.changes:
        assert change.difference is not None
        assert change.difference.value == change.after.value - change.before.value
        assert change.difference.operands == (change.after, change.before)


def test_the_other_way_round_the_differences_change_their_sign(
    shelf: FolderLibrary, quarters: Comparison
) -> None:
    def seen(comparison: Comparison, forwards: bool) -> set[tuple[object, ...]]:
        return {
            (
                each.kind,
                each.relation,
                *((old, new) if forwards else (new, old)),
                value if forwards else -value,
            )
            for each in comparison.changes
            for old, new in [
                (each.before.citation.quote + each.before.raw, each.after.citation.quote + each.after.raw)
            ]
            for value in [each.after.value - each.before.value]
        }

    back = compare(shelf, SECOND, FIRST)
    assert seen(back, forwards=False) == seen(quarters, forwards=True)
    assert (back.only_before, back.only_after) != ((), ())
    assert [each.raw for each in back.only_after] == [each.raw for each in quarters.only_before]


def test_the_year_of_the_accounts_is_found_again_in_the_follow_up(shelf: FolderLibrary) -> None:
    found = compare(shelf, ACCOUNTS, FIRST)
    assert ("Satamapalvelut", "Toimintatuotot", "3 415", "3 415", "0") in of(
        found, ColumnKind.ACTUAL, Relation.SAME_PERIOD, changed=False
    )
    assert of(found, ColumnKind.ACTUAL, Relation.NEXT_PERIOD) == []


def test_a_topic_narrows_by_label_entity_and_kind(shelf: FolderLibrary) -> None:
    found = compare(shelf, FIRST, SECOND, "satamapalvelujen toimintakatteen ennuste")
    assert [told(change) for change in found.changes] == [
        ("Satamapalvelut", "Toimintakate", "-4 155", "-4 195", "-40")
    ]
    assert found.only_before == found.only_after == ()
    assert compare(shelf, FIRST, SECOND, "lentoasema").changes == ()


@pytest.mark.parametrize(
    ("before", "after", "topic", "code"),
    [
        (FIRST, "muu", None, "report_not_found"),
        (FIRST, FIRST, None, "invalid_request"),
        (FIRST, SECOND, " ?! ", "empty_question"),
        (FIRST, SECOND, "a" * 3000, "question_too_long"),
    ],
)
def test_what_cannot_be_compared_is_an_error(
    shelf: FolderLibrary, before: str, after: str, topic: str | None, code: str
) -> None:
    with pytest.raises(LukuError) as caught:
        compare(shelf, before, after, topic)
    assert caught.value.code == code


# Reports built by hand: what the matching must tell apart.

YEAR = Period("2031", FIRST_QUARTER.start, FIRST_QUARTER.start.replace(month=12, day=31))


def printed(
    raw: str,
    value: str,
    metric: str = "Toimintakate",
    kind: ColumnKind = ColumnKind.FORECAST,
    entity: str | None = "Puistola",
    unit: str | None = "EUR",
    scale: int = 1000,
    figure_kind: FigureKind = FigureKind.TABLE,
) -> Figure:
    return Figure(
        raw=raw, value=Decimal(value), unit=unit, scale=scale, printed_unit=None, kind=figure_kind,
        entity=entity, metric=metric, column=None, column_kind=kind, period=YEAR, page=1, box=None,
    )  # fmt: skip


def row(id_: str, figure: Figure, table: str = "t1", context: str = "") -> Statement:
    kinds = {FigureKind.TABLE: StatementKind.ROW, FigureKind.CARD: StatementKind.CARD}
    made = sentence(
        id_, f"{figure.metric} {figure.raw}", entity=figure.entity, figures=(figure,), label=figure.metric,
        kind=kinds.get(figure.kind, StatementKind.SENTENCE), context=context,
    )  # fmt: skip
    return replace(made, table=table) if made.kind is StatementKind.ROW else made


def compared(folder: Path, before: list[Statement], after: list[Statement]) -> Comparison:
    library = ReadingLibrary(folder)
    for id_, statements, period in (("eka", before, FIRST_QUARTER), ("toka", after, SECOND_QUARTER)):
        library.add(report(id_, statements, unit=None, period=period), original(id_))
    return compare(library, "eka", "toka")


def test_a_deviation_is_never_held_against_a_forecast(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        [row("p1-1", printed("-40", "-40000", kind=ColumnKind.DEVIATION))],
        [row("p1-1", printed("-50", "-50000", kind=ColumnKind.FORECAST))],
    )
    assert found.changes == ()
    assert (len(found.only_before), len(found.only_after)) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        printed("50", "50000", entity="Rantala"),
        printed("50", "50", unit="%", scale=1),
        printed("50", "50000", metric="Vuosikate"),
        printed("50", "50000", metric="Sisäinen toimintakate"),
    ],
    ids=["entity", "unit", "metric", "more words"],
)
def test_figures_of_another_meaning_are_not_compared(tmp_path: Path, other: Figure) -> None:
    found = compared(tmp_path, [row("p1-1", printed("40", "40000"))], [row("p1-1", other)])
    assert found.changes == ()


@pytest.mark.parametrize(
    "label",
    [
        "TOIMINTAKATE",
        "Toimintakate yhteensä",
        "TOIMINTAKATE ENNUSTE",
        "Toimintakate 2031",
        "Toimintakate, 1 000 €",
    ],
)
def test_labels_of_one_metric_are_compared(tmp_path: Path, label: str) -> None:
    found = compared(
        tmp_path, [row("p1-1", printed("40", "40000"))], [row("p1-1", printed("45", "45000", metric=label))]
    )
    assert [told(change)[2:] for change in found.changes] == [("40", "45", "+5")]


def test_a_card_and_a_row_of_one_unit_are_one_figure_and_the_row_is_compared(tmp_path: Path) -> None:
    def statements(raw: str, value: str, card: str) -> list[Statement]:
        rounded = printed(card, str(Decimal(card.replace(",", ".")) * 1_000_000), scale=1_000_000,
                          figure_kind=FigureKind.CARD)  # fmt: skip
        return [row("p1-1", rounded), row("p1-2", printed(raw, value))]

    found = compared(tmp_path, statements("1 445", "1445000", "1,4"), statements("1 495", "1495000", "1,5"))
    (change,) = found.changes
    assert told(change)[2:] == ("1 445", "1 495", "+50")
    assert [citation.kind for citation in change.after.also] == ["card"]
    assert not change.after.conflict


def test_printings_of_a_unit_that_differ_beyond_rounding_are_marked(tmp_path: Path) -> None:
    rounded = printed("1,9", "1900000", scale=1_000_000, figure_kind=FigureKind.CARD)
    found = compared(
        tmp_path,
        [row("p1-1", printed("1 445", "1445000"))],
        [row("p1-1", rounded), row("p1-2", printed("1 495", "1495000"))],
    )
    (change,) = found.changes
    assert (change.after.raw, change.after.conflict, change.before.conflict) == ("1 495", True, False)


def test_rows_of_one_name_are_told_apart_by_what_stands_around_them(tmp_path: Path) -> None:
    def statements(east: str, west: str) -> list[Statement]:
        return [
            row("p1-1", printed(east, f"{east}000", entity=None), context="Talous yksiköittäin Itäranta"),
            row("p1-2", printed(west, f"{west}000", entity=None), context="Talous yksiköittäin Länsimetsä"),
        ]

    found = compared(tmp_path, statements("10", "20"), list(reversed(statements("11", "29"))))
    assert {told(change)[2:] for change in found.changes} == {("10", "11", "+1"), ("20", "29", "+9")}
    assert not any(change.after.conflict for change in found.changes)


def test_costs_with_and_without_a_minus_do_not_subtract(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        [row("p1-1", printed("-14 630", "-14630000", metric="Toimintakulut"))],
        [row("p1-1", printed("14 780", "14780000", metric="Toimintakulut"))],
    )
    (change,) = found.changes
    assert (change.difference, change.changed) == (None, True)


def test_reports_without_a_period_tell_each_of_its_own_time(tmp_path: Path) -> None:
    library = ReadingLibrary(tmp_path)
    for id_, raw in (("eka", "40"), ("toka", "45")):
        told_now = replace(printed(raw, f"{raw}000", kind=ColumnKind.ACTUAL), period=None)
        library.add(report(id_, [row("p1-1", told_now)], unit=None, period=None), original(id_))
    (change,) = compare(library, "eka", "toka").changes
    assert (change.relation, change.before.raw, change.after.raw) == (Relation.NEXT_PERIOD, "40", "45")


def test_shares_differ_by_percentage_points(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        [row("p1-1", printed("4,6", "4.6", unit="%", scale=1, kind=ColumnKind.SHARE))],
        [row("p1-1", printed("3,9", "3.9", unit="%", scale=1, kind=ColumnKind.SHARE))],
    )
    (change,) = found.changes
    assert change.difference is not None
    assert (change.difference.raw, change.difference.printed_unit) == ("-0,7", "prosenttiyksikköä")


def test_rounding_alone_is_no_change(tmp_path: Path) -> None:
    rounded = printed("1,4", "1400000", scale=1_000_000, figure_kind=FigureKind.CARD)
    found = compared(tmp_path, [row("p1-1", rounded)], [row("p1-1", printed("1 445", "1445000"))])
    assert [change.changed for change in found.changes] == [False]


# HTTP and the command line.


@pytest.fixture(scope="module")
def client(shelf: FolderLibrary) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), shelf), raise_server_exceptions=False) as client:
        yield client


def test_compare_over_http(client: TestClient) -> None:
    body = client.post("/api/v1/compare", json={"reports": [FIRST, SECOND], "topic": "toimintakate"}).json()
    assert list(body) == ["reports", "topic", "changes", "only_in", "total", "changed"]
    assert [each["id"] for each in body["reports"]] == [FIRST, SECOND]
    first = body["changes"][0]
    assert (first["metric"], first["kind"], first["relation"]) == ("Toimintakate", "forecast", "same_period")
    assert (first["before"]["raw"], first["after"]["value"]) == ("-4 155", "-4195000")
    assert first["after"]["citation"]["page"] == 2 and first["after"]["citation"]["report"] == SECOND
    derivation = first["difference"]["derivation"]
    assert (first["difference"]["raw"], first["difference"]["value"]) == ("-40", "-40000")
    assert derivation["operation"] == "difference"
    assert [operand["raw"] for operand in derivation["operands"]] == ["-4 195", "-4 155"]
    assert body["total"] == len(body["changes"]) > body["changed"] > 0


def test_a_long_comparison_is_cut_and_counted(client: TestClient) -> None:
    body = client.post("/api/v1/compare", json={"reports": [FIRST, SECOND], "limit": 2}).json()
    assert len(body["changes"]) == 2 < body["total"]
    assert [len(side["figures"]) for side in body["only_in"]] == [2, 2]
    assert [side["total"] for side in body["only_in"]] == [5, 5]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"reports": [FIRST, "muu"]}, 404, "report_not_found"),
        ({"reports": [FIRST, FIRST]}, 422, "invalid_request"),
        ({"reports": [FIRST]}, 422, "invalid_request"),
        ({"reports": [FIRST, SECOND], "topics": "x"}, 422, "invalid_request"),
        ({"reports": [FIRST, SECOND], "topic": ""}, 422, "empty_question"),
    ],
)
def test_errors_have_the_one_shape(client: TestClient, body: object, status: int, code: str) -> None:
    response = client.post("/api/v1/compare", json=body)
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


def test_compare_on_the_command_line(command: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", FIRST, SECOND, "--topic", "toimintakate"]) == 0
    out = capsys.readouterr().out
    assert (
        "Satamapalvelut · Toimintakate · ennuste · 2034\n    -4 155 [1 000 euroa] → -4 195 [1 000 euroa]"
        in out
    )
    assert "(erotus -40 [1 000 euroa])" in out and "Ennallaan: 2" in out
    assert out.index("Sama ajanjakso") < out.index("Kummankin raportin oma ajanjakso")


def test_compare_as_json_is_what_http_answers(
    command: None, client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", FIRST, SECOND, "--topic", "museopalvelut", "--json"]) == 0
    sent = client.post("/api/v1/compare", json={"reports": [FIRST, SECOND], "topic": "museopalvelut"})
    assert json.loads(capsys.readouterr().out) == sent.json()


def test_nothing_to_compare_is_1_and_wrong_use_is_2(
    command: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", FIRST, SECOND, "--topic", "lentoasema"]) == 1
    assert "Vertailtavia lukuja ei löytynyt." in capsys.readouterr().out
    assert main(["compare", FIRST, FIRST]) == 2
    assert capsys.readouterr().err.startswith("luku: virhe: Vertaa kahta eri raporttia")
