"""Sentences and clauses of running Finnish text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import clause_at, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Tulot kasvoivat mm. Harjulla 5 %.",
        "Sitä arvioidaan esim. Helsingissä ja muualla.",
        "Kasvua oli n. 2 %.",
        "Summa on 5,6 milj. euroa.",
        "Käytössä on ns. Harjun malli.",
        "Kokous on klo 16.30 salissa.",
        "Hanke alkaa 7.4. ja päättyy 8.5.2025.",
        "Rakennuksen 2. vaihe alkaa.",
        "Kausi on 1.1.–31.3.2025.",
        "Poistot olivat 3.200 euroa ja kulut 1.2 milj.",
        "Toimitusjohtaja E. Virtanen aloitti.",
        "Ks. liite 2.",
        "Luvut (ks. Liite 2) ovat alustavia.",
        "Tehtiin v. 2024.",
        "Vt. johtaja Anna A. Korhonen esitteli.",
        "Hinta on 3,5 euroa/kk.",
        "Siirrytään 1.–3. luokkaan.",
        "Otsikko ilman pistettä",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert split(text) == [text]
    assert split(f"{text.removesuffix('.')}. Muut kulut laskivat.") == [
        f"{text.removesuffix('.')}.", "Muut kulut laskivat."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "parts",
    [
        ["Hanke valmistuu 7.4.", "Kunta maksaa."],
        ["Asukkaita oli 45 678.", "Määrä kasvoi."],
        ["Kulut olivat 5,6 milj.", "Tulos oli hyvä."],
        ["Uusia on 12 kpl.", "Niistä 3 on isoja."],
        ["Kohdat ovat: a) tulot, b) menot jne.", "Muut eivät."],
        ['Hän sanoi: "Tulos on hyvä."', "Sitten hän lähti."],
        ["Hän sanoi: ”Tulos on hyvä.”", "Sitten hän lähti."],
        ["Onko näin?", "On!", "Kyllä…", "Ehkä."],
        ["Toiminta jatkui (ks. liite 2).", "Muuta ei ole."],
        ["Luku on ns. normaali taso.", "2024 oli parempi."],
        ["Laki tuli voimaan 1.1.2025.", "Sen vaikutus on suuri."],
        ["Asia on § 45.", "Päätös on lainvoimainen."],
    ],
)
def test_sentences_part(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts
    assert split("\n  ".join(parts) + "  ") == parts


def test_nothing_has_no_sentences() -> None:
    assert split("") == split(" \n ") == []


@given(st.text(alphabet="aAä .!?0123456789,\n()”–", max_size=60))
def test_sentences_lose_only_white_space(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    assert all(start < end for start, end in found)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))  # noqa: RUF007  # may be empty


@pytest.mark.parametrize(
    ("text", "at", "clause"),
    [
        ("Tulot olivat 5 euroa, kun menot olivat 4 euroa", "4", "kun menot olivat 4 euroa"),
        ("Tulot (7 milj. euroa) kasvoivat 2 %", "7", "7 milj. euroa"),
        ("Tulot (7 milj. euroa) kasvoivat 2 %", "2", "kasvoivat 2 %"),
        ("Kulut 3,5 euroa ja tuotot 4,2 euroa", "4,2", "tuotot 4,2 euroa"),
        ("A on 1; B on 2", "1", "A on 1"),
        ("Ennuste 5,6 milj. – toteuma 3,2", "3,2", "toteuma 3,2"),
        ("Vain 5,6 milj. euroa", "5,6", "Vain 5,6 milj. euroa"),
        ("Tulot 5, mutta menot 6", "Tulot", "Tulot 5"),
    ],
)
def test_clauses(text: str, at: str, clause: str) -> None:
    place = clause_at(text, text.index(at))
    assert text[place.start : place.end] == clause
