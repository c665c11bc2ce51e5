"""Which kind of number the verbs of a question imply."""

from __future__ import annotations

import pytest

from ingest.records import ColumnKind
from service.implied import implied_kinds, implies_deviation, implies_original, so_far

_K = ColumnKind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Paljonko katupalvelut on jo käyttänyt?", _K.ACTUAL),
        ("Paljonko näyttelyihin meni?", _K.ACTUAL),
        ("How much was spent on the roads?", _K.ACTUAL),
        ("Paljonko arvellaan kuluvan aurauksiin?", _K.FORECAST),
        ("Paljonko tuloja odotetaan kertyvän?", _K.FORECAST),
        ("Mihin kulut ovat asettumassa?", _K.FORECAST),
        ("Mitä laiturin rakentaminen tulee tänä vuonna maksamaan?", _K.FORECAST),
        ("Paljonko ylijäämää jää, jos uusin arvio osuu?", _K.FORECAST),
        ("Hur mycket väntas avgifterna ge?", _K.FORECAST),
        ("Paljonko lumenajoon oli varattu?", _K.AMENDED_BUDGET),
        ("Kuinka paljon museo saa käyttää?", _K.AMENDED_BUDGET),
        ("How much was reserved for the roads?", _K.AMENDED_BUDGET),
        ("Paljonko talousarvio ylittyy?", _K.DEVIATION),
        ("Paljonko museo jäi tavoitteestaan?", _K.DEVIATION),
        ("Paljonko enemmän meni kuin oli budjetoitu?", _K.DEVIATION),
        ("Paljonko määrärahoista jää käyttämättä?", _K.DEVIATION),
        ("Mitä HTV tarkoittaa?", None),
        ("Kuka johtaa museota?", None),
    ],
)
def test_verbs_imply_a_kind(question: str, kind: ColumnKind | None) -> None:
    assert (implied_kinds(question) or (None,))[0] is kind


def test_what_was_reserved_may_be_the_first_budget_but_the_original_is_no_other() -> None:
    assert implied_kinds("Paljonko oli varattu?") == (_K.AMENDED_BUDGET, _K.BUDGET, _K.PLAN)
    for question in (
        "Paljonko alkuperäisessä budjetissa oli varattu?",
        "Paljonko alun perin oli varattu?",
        "Paljonko oli varattu ennen muutoksia?",
    ):
        assert implies_original(question)
        assert implied_kinds(question) == (_K.BUDGET,)
    amended = "Paljonko oli varattu lisätalousarvion jälkeen?"
    assert not implies_original(amended)
    assert implied_kinds(amended)[0] is _K.AMENDED_BUDGET


@pytest.mark.parametrize(
    ("question", "held_against"),
    [
        ("Paljonko budjetti ylittyi?", True),
        ("Paljonko kulut olivat talousarvioon verrattuna?", True),
        ("Paljonko rahaa jäi yli?", False),
        ("Paljonko rahaa jää yli?", True),
        ("Mikä on talousarvio?", False),
        ("Paljonko kulut olivat?", False),
    ],
)
def test_an_outcome_held_against_the_plan_is_told(question: str, held_against: bool) -> None:
    assert implies_deviation(question) is held_against


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Paljonko on mennyt tähän mennessä?", True),
        ("Paljonko alkuvuonna myytiin lippuja?", True),
        ("Montako kävijää kuuden ensimmäisen kuukauden aikana?", True),
        ("How much has been spent so far?", True),
        ("Paljonko kului koko vuonna?", False),
        ("Paljonko budjetoitiin?", False),
    ],
)
def test_the_time_the_report_tells_of_is_told(question: str, told: bool) -> None:
    assert so_far(question) is told
