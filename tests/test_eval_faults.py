"""Faults planted in a service: each is caught, and put in the class of miss where it belongs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from eval_stub import (
    PAGE,
    REPORT,
    ROWS,
    Body,
    Fault,
    Stub,
    cases,
    citation,
    figure,
    good_reply,
    reply_with,
    serving,
)

from eval.client import Service
from eval.record import Record
from eval.run import Settings, run
from eval.score import Scores, score


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as running:
        yield running


def measured(
    stub: Stub, timeout: float = 20.0, extracts: Path | None = None
) -> tuple[dict[str, Record], Scores]:
    settings = Settings(at_once=2, timeout=timeout, extracts=str(extracts) if extracts else None)
    with Service(stub.url, timeout) as service:
        _, records = run(service, cases(), settings)
    return {record.id: record for record in records}, score(records)


def test_a_service_without_faults_has_no_misses(stub: Stub) -> None:
    records, scores = measured(stub)
    assert [record.miss for record in records.values()] == ["", "", "", ""]
    whole = scores.whole
    assert (whole.exact.mean, whole.cited.mean, whole.quotes.mean, whole.untraced) == (1.0, 1.0, 1.0, 0)
    assert (scores.abstention_precision.mean, scores.abstention_recall.mean) == (1.0, 1.0)
    assert {name: share.mean for name, share in scores.attributes.items()} == dict.fromkeys(
        ("value", "sign", "unit", "scale", "period", "entity"), 1.0
    )


def for_answers(change: Fault) -> Fault:
    """The fault of questions that have an answer only."""
    return lambda metric, reply: change(metric, reply) if metric else reply


def with_raw(metric: str, raw: str, value: str) -> Body:
    return reply_with(metric, figure(metric) | {"raw": raw, "value": value}, citation(metric))


def drop_sign(metric: str, reply: Body) -> Body:
    return with_raw(metric, ROWS[metric][1].lstrip("−"), str(figure(metric)["value"]).lstrip("-"))


def shift_column(metric: str, reply: Body) -> Body:
    return reply_with(metric, figure(metric, 2) | {"period": "2031"}, citation(metric))


def other_year(metric: str, reply: Body) -> Body:
    return reply_with(metric, figure(metric, 0), citation(metric))


def round_off(metric: str, reply: Body) -> Body:
    rounded = ROWS[metric][1].partition(",")[0]
    value = rounded.replace("−", "-").replace(" ", "") + "000"
    return with_raw(metric, rounded, value)


def invent(metric: str, reply: Body) -> Body:
    return with_raw(metric, "−7 777,7", "-7777700")


def other_unit(metric: str, reply: Body) -> Body:
    return reply_with(metric, figure(metric) | {"unit": "HTV"}, citation(metric))


def other_entity(metric: str, reply: Body) -> Body:
    return reply_with(metric, figure(metric) | {"entity": "Alavesi"}, citation(metric))


def lose_scale(metric: str, reply: Body) -> Body:
    value = str(figure(metric)["value"]).removesuffix("000")
    return reply_with(metric, figure(metric) | {"value": value + "0", "scale": 1}, citation(metric))


@pytest.mark.parametrize(
    ("fault", "faults", "miss", "id"),
    [
        (drop_sign, ("sign",), "worded", "c-1"),
        (shift_column, ("value",), "chosen", "c-1"),
        (other_year, ("value", "period"), "chosen", "c-2"),
        (round_off, ("value",), "worded", "c-1"),
        (invent, ("value",), "chosen", "c-2"),
        (other_unit, ("unit",), "worded", "c-2"),
        (other_entity, ("entity",), "chosen", "c-2"),
        (lose_scale, ("scale",), "worded", "c-3"),
    ],
)
def test_a_wrong_figure_is_caught(
    stub: Stub, fault: Fault, faults: tuple[str, ...], miss: str, id: str
) -> None:
    stub.fault = for_answers(fault)
    records, scores = measured(stub)
    assert not records[id].right
    assert (records[id].faults, records[id].miss) == (faults, miss), records[id].miss_why
    for name in faults:
        assert (scores.attributes[name].mean or 0) < 1


def test_what_nobody_printed_is_untraced(stub: Stub) -> None:
    stub.fault = for_answers(invent)
    records, scores = measured(stub)
    assert records["c-1"].untraced == ("-7 777,7",) and scores.whole.untraced == 3
    stub.fault = for_answers(round_off)
    records, _ = measured(stub)
    assert records["c-1"].untraced == ("-2 245",)


def test_the_next_page_cited_is_right_but_not_cited_and_not_verbatim(stub: Stub) -> None:
    stub.fault = for_answers(lambda metric, reply: reply | {"citations": [citation(metric, PAGE + 1)]})
    records, scores = measured(stub)
    assert records["c-1"].right and not records["c-1"].cited
    assert records["c-1"].miss == "worded" and "not cited" in records["c-1"].miss_why
    assert (scores.whole.exact.mean, scores.whole.cited.mean, scores.whole.quotes.mean) == (1.0, 0.0, 0.0)


def test_always_abstaining_has_recall_but_no_precision(stub: Stub) -> None:
    stub.fault = lambda metric, reply: good_reply("")
    records, scores = measured(stub)
    assert [record.miss for record in records.values()] == ["chosen", "chosen", "chosen", ""]
    assert (scores.abstention_precision.mean, scores.abstention_recall.mean) == (0.25, 1.0)
    assert scores.exact_answerable.mean == 0.0


def test_never_abstaining_answers_the_unanswerable(stub: Stub) -> None:
    stub.fault = lambda metric, reply: good_reply(metric or "Palvelumaksut")
    records, scores = measured(stub)
    assert records["c-gone"].miss == "chosen" and not records["c-gone"].right
    assert scores.abstention_precision.mean is None and scores.abstention_recall.mean == 0.0
    assert scores.exact_answerable.mean == 1.0


def test_a_slow_service_times_out_and_the_run_goes_on(stub: Stub) -> None:
    stub.silent = {"Vuokrakulut"}
    with Service(stub.url, 20.0) as service, Service(stub.url, 0.15) as hasty:
        asked = hasty.ask(cases()[0])
        assert asked.trouble == "slow" and asked.reply is None
        stub.silent = set()
        _, records = run(service, cases()[1:], Settings(at_once=1))
    assert all(record.right for record in records)


def test_a_time_out_is_transport_and_wrong(stub: Stub) -> None:
    stub.silent = set(ROWS) | {"saunaa"}
    records, scores = measured(stub, timeout=0.15)
    assert {record.miss for record in records.values()} == {"transport"}
    assert scores.troubles == {"slow": 4} and scores.whole.exact.mean == 0.0
    assert scores.abstention_recall.mean == 0.0, "no answer is no abstention"


def test_a_crash_and_something_else_are_transport_and_the_run_goes_on(stub: Stub) -> None:
    stub.crash, stub.babble = {"Vuokrakulut"}, {"Palvelumaksut"}
    records, scores = measured(stub)
    assert (records["c-1"].trouble, records["c-2"].trouble) == ("crash", "contract")
    assert records["c-1"].miss == records["c-2"].miss == "transport"
    assert records["c-3"].right and records["c-gone"].right
    assert scores.troubles == {"crash": 1, "contract": 1} and scores.whole.errors == 2


def test_what_was_not_read_is_a_miss_of_reading(stub: Stub) -> None:
    stub.fault = lambda metric, reply: good_reply("")
    stub.text = "Kuva"
    records, _ = measured(stub)
    assert records["c-1"].miss == "read" and "−2 245,6" in records["c-1"].miss_why


def test_a_sign_lost_in_reading_is_a_miss_of_reading(stub: Stub) -> None:
    stub.fault = for_answers(drop_sign)
    stub.figures = [
        figure(metric) | {"value": str(figure(metric)["value"]).lstrip("-"), "citation": citation(metric)}
        for metric in ROWS
    ]
    records, _ = measured(stub)
    assert records["c-1"].miss == "read" and "2245600" in records["c-1"].miss_why


def test_an_extract_shows_what_was_read_otherwise_or_not_at_all(stub: Stub, tmp_path: Path) -> None:
    stub.fault = lambda metric, reply: good_reply("")
    stub.figures = []
    misread = figure("Vuokrakulut") | {"value": "-2245600000", "page": PAGE, "period": {"label": "2031"}}
    right = figure("Henkilöstökulut") | {"page": PAGE}
    extract = tmp_path / f"{REPORT}.json"
    extract.write_text(json.dumps({"figures": [misread, right]}), encoding="utf-8")
    records, _ = measured(stub, extracts=tmp_path)
    assert [records[f"c-{number}"].miss for number in (1, 2, 3)] == ["read", "read", "chosen"]
    assert "-2245600000" in records["c-1"].miss_why and "no figure" in records["c-2"].miss_why
    extract.write_text("{", encoding="utf-8")
    records, _ = measured(stub, extracts=tmp_path)
    assert records["c-1"].miss == "chosen", "without an extract the page's text is all there is to go by"


def test_what_the_search_does_not_bring_up_is_a_miss_of_finding(stub: Stub) -> None:
    stub.fault = lambda metric, reply: good_reply("")
    elsewhere = citation("Palvelumaksut", PAGE + 1)
    stub.passages, stub.figures = [elsewhere], [figure("Palvelumaksut") | {"citation": elsewhere}]
    records, scores = measured(stub)
    assert records["c-1"].miss == "found"
    assert scores.retrieval and (scores.retrieval.hit_10, scores.retrieval.mrr) == (0.0, 0.0)


def test_the_right_figure_in_wrong_words_is_a_miss_of_wording(stub: Stub) -> None:
    stub.fault = for_answers(lambda metric, reply: reply | {"answer": f"{metric} ovat raportissa [1]."})
    records, _ = measured(stub)
    assert records["c-1"].miss == "worded" and records["c-1"].faults == ()


def test_a_figure_read_as_another_units_is_a_miss_of_reading(stub: Stub) -> None:
    stub.fault = for_answers(other_entity)
    stub.figures = [figure(metric) | {"entity": "Alavesi", "citation": citation(metric)} for metric in ROWS]
    records, scores = measured(stub)
    assert records["c-2"].miss == "read" and "another entity" in records["c-2"].miss_why
    assert records["c-2"].why == "entity is Alavesi, not Vesilahti"
    assert (scores.whole.exact.mean, scores.exact_value.mean) == (0.25, 1.0)
