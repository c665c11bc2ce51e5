"""Which figures may be the answer at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from test_fitting import REPORT, cell, hit
from town import Town

from service.choose import Evidence, figures
from service.matching import Cover
from service.ranking.signals import best_of

ALL = Cover(1.0, 1.0, (), 1.0, 0.0)


def test_a_number_whose_row_has_no_label_never_answers(town: Town) -> None:
    asked = town.understood("Paljonko maksut ovat?")
    labelled, bare = cell(), replace(cell(), metric="", raw="999")
    row = hit(context="Maksut")
    row = replace(row, statement=replace(row.statement, figures=(bare, labelled)))
    hits = ((row, ALL),)
    evidence = Evidence(hits, {"r": REPORT}, {"r": frozenset()}, lambda _: 1.0, best_of(hits), None)
    assert [candidate.figure for candidate in figures(asked, evidence)] == [labelled]


def test_who_names_no_time_is_told_how_things_are_before_how_they_are_planned(town: Town) -> None:
    assert REPORT.period is not None
    ahead = replace(REPORT.period, label="2034", start=date(2034, 1, 1), end=date(2034, 12, 31))
    budget = replace(REPORT, id="plan", kind="talousarvio", period=ahead)
    hits = []
    for report, raw in (("plan", "999"), ("r", "120")):
        row = hit(context="Maksut")
        number = replace(cell(), raw=raw)
        hits.append((replace(row, report=report, statement=replace(row.statement, figures=(number,))), ALL))
    reports = {"r": REPORT, "plan": budget}
    names = {key: frozenset[str]() for key in reports}
    evidence = Evidence(tuple(hits), reports, names, lambda _: 1.0, best_of(hits), "plan")
    first = figures(town.understood("Paljonko maksut ovat?"), evidence)[0]
    assert first.report == "r"
