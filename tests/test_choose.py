"""Which figures may be the answer at all."""

from __future__ import annotations

from dataclasses import replace

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
