"""Which headings name a unit: nominative names, by the head of the compound or the legal form."""

from __future__ import annotations

import pytest

from ingest.entities import unit_named


@pytest.mark.parametrize(
    "heading",
    [
        "Tekninen lautakunta",
        "KAUPUNGINHALLITUS",
        "Sivistyspalvelut",
        "Satama",
        "Konserni",
        "Lukio",
        "Sosiaali- ja terveyslautakunta",
        "Henkilöstöpalvelut ja hallinto",
        "Ruokapalvelut ja siivous",
        "Palvelualue Kasvu ja oppiminen",
        "Kuntayhtymä Ristijoki",
        "Ristijoen Vesi Oy",
        "Uomavesi-liikelaitos",
        "Museo- ja kulttuuripalvelut",
        "Bildningsnämnden",
    ],
)
def test_units(heading: str) -> None:
    assert unit_named(heading) == heading
    assert unit_named(f"  {heading}\n") == heading
    assert unit_named(f"1.2 {heading}") == heading
    assert unit_named(f"4. {heading}") == heading


@pytest.mark.parametrize(
    "rest",
    [
        ", toimitusjohtajan katsaus",
        " – tuloslaskelma",
        ": talouden kehitys",
        " (sitova)",
        " 2/2025",
        " yhteensä",
        " 1.1.–31.3.2025",
        " Q1/2025",
        " 2025",
        " 1 000 €",
    ],
)
def test_what_follows_the_name_is_left_out(rest: str) -> None:
    assert unit_named(f"Tekninen lautakunta{rest}") == "Tekninen lautakunta"


@pytest.mark.parametrize(
    "heading",
    [
        "Teknisen lautakunnan talous",
        "Sivistyspalvelujen tilanne",
        "Kaupunginhallituksen esittely",
        "Vesi Oy:n tulos",
        "Talouden toteutuminen",
        "Tilinpäätös",
        "Toimintakate",
        "Palvelujen ostot",
        "Lautakunnassa",
        "Koulussa",
        "Palvelut toteutuivat hyvin.",
        "Koulu alkaa",
        "Kaupunki kasvaa",
        "Hallitus ehdottaa seuraavaa",
        "Miten palvelut kehittyivät",
        "tekninen lautakunta",
        "Yksikkö 1000 €",
        "Yksikkö",
        "Palvelut",
        "",
        "2025",
        "1.2",
        "Onko tämä lautakunta?",
        "Lautakunnan katsaus",
        "Tekninen lautakunta " + "ja toinen " * 12,
    ],
)
def test_no_units(heading: str) -> None:
    assert unit_named(heading) is None
