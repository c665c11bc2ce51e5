"""What kind of number a sentence prints."""

from __future__ import annotations

import pytest

from ingest.records import ColumnKind
from ingest.sentences import clause_at
from ingest.stance import kind_at


@pytest.mark.parametrize(
    ("sentence", "number", "kind"),
    [
        ("Tulot toteutuvat 0,7 milj. euroa talousarviota paremmin.", "0,7", ColumnKind.DEVIATION),
        (
            "Menojen ennustetaan jäävän 1,2 milj. euroa käyttösuunnitelmaa pienemmiksi.",
            "1,2",
            ColumnKind.DEVIATION,
        ),
        ("Kulut ovat talousarvion varausta +0,6 milj. euroa suuremmat.", "+0,6", ColumnKind.DEVIATION),
        ("Talousarvioon nähden tulos on 3,4 milj. euroa parempi.", "3,4", ColumnKind.DEVIATION),
        ("Määrä on 0,4 milj. euroa suurempi kuin vuonna 2030.", "0,4", ColumnKind.CHANGE),
        (
            "Vuoteen 2030 verrattuna avustuksia saatiin 2,1 milj. euroa (12,1 %) vähemmän.",
            "2,1",
            ColumnKind.CHANGE,
        ),
        ("Lautakunnan määräraha ylittyi noin 2.700 eurolla.", "2.700", ColumnKind.DEVIATION),
        ("Verotulot kasvoivat 1,3 prosenttia edellisestä vuodesta.", "1,3", ColumnKind.CHANGE),
        ("Ennuste on 5,5 milj. euroa (poikkeama -0,2 milj. euroa).", "5,5", ColumnKind.FORECAST),
        ("Ennuste on 5,5 milj. euroa (poikkeama -0,2 milj. euroa).", "-0,2", ColumnKind.DEVIATION),
        ("Korkokuluja maksettiin 1,6 milj. euroa.", "1,6", None),
    ],
)
def test_the_words_around_a_number_tell_its_kind(sentence: str, number: str, kind: ColumnKind | None) -> None:
    start = sentence.index(number)
    assert kind_at(sentence, start, start + len(number), clause_at(sentence, start)) is kind
