"""Yes or no by a target and what came of it, by a sign, by two items, by the words that say or deny it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from town import Town, open_reports

from service.provenance import faults
from service.records import Status
from service.replies.verdict_words import status

_REPORT = """Koivurannan kaupunki

Tilinpäätös 2033

Valtuusto piti kiinteistöveron ennallaan. Henkilöstöä vähennettiin eläköitymällä; ketään ei irtisanottu.

Vanha satamamakasiini purettiin keväällä. Uimahallin remontti toteutetaan, jos valtio avustaa sitä.

Tasapainotavoite saavutettiin, mutta omavaraisuusaste jäi tavoitteesta investointien takia.

Kirjastosta lainattiin 87 400 teosta, kun tavoite oli 95 000.

Tuloslaskelma

1 000 euroa                  2033        2032
Toimintakate              -36 000     -34 500
Vuosikate                   6 400       6 100
Poistot                    -7 000      -6 000
Tilikauden tulos             -600         100
\f
Tavoitteet

                             Lähtötaso 2032   Tavoite 2033   Toteuma 2033
Äänestäjiä                            1 036          1 400          1 583
Palautteita                             410            500            480
\f
Veroprosentit

                               2033     2032
Tuloveroprosentti              8,90     8,90
Kiinteistöveroprosentti        1,15     1,05
"""


@pytest.fixture(scope="module")
def shore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with open_reports(tmp_path_factory.mktemp("shore"), {"koivuranta-tilinpaatos-2033.txt": _REPORT}) as town:
        yield town


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Saavutettiinko äänestäjien tavoite?", "Kyllä."),
        ("Saavutettiinko palautteiden tavoite?", "Ei."),
        ("Päästiinkö kirjaston lainauksissa tavoitteeseen?", "Ei."),
        ("Jäikö kirjasto tavoitteestaan?", "Kyllä."),
        ("Saavuttiko omavaraisuusaste tavoitteen?", "Ei."),
        ("Oliko tilikauden tulos ylijäämäinen?", "Ei."),
        ("Jäikö tilikauden tulos pakkaselle?", "Kyllä."),
        ("Päästiinkö vuonna 2032 plussalle?", "Kyllä."),
        ("Riittikö vuosikate poistoihin?", "Ei."),
        ("Kattoiko vuosikate poistot vuonna 2032?", "Kyllä."),
        ("Nostettiinko tuloveroprosenttia vuonna 2033?", "Ei."),
        ("Korotettiinko kiinteistöveroprosenttia vuonna 2033?", "Kyllä."),
        ("Irtisanottiinko henkilöstöä?", "Ei."),
        ("Purettiinko vanha satamamakasiini?", "Kyllä."),
    ],
)
def test_the_word_comes_first(shore: Town, question: str, word: str) -> None:
    given = shore.ask(question)
    assert given.answer.split()[0] == word, given.answer
    assert faults(given.answer, given.figures, given.citations, shore.library) == ()


@pytest.mark.parametrize(
    "question", ["Toteutetaanko uimahallin remontti?", "Myytiinkö vanha satamamakasiini?"]
)
def test_what_is_not_said_is_not_sure(shore: Town, question: str) -> None:
    given = shore.ask(question)
    assert given.status is Status.NOT_FOUND or given.answer.split()[0] not in ("Kyllä.", "Ei.")


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("Tavoite saavutettiin", True),
        ("Toteutui suunnitellusti", True),
        ("Tavoite ei toteutunut", False),
        ("Jäi tavoitteesta", False),
        ("Toteutui osittain", None),
        ("Tavoite on 500", None),
    ],
)
def test_marks_of_targets(text: str, reached: bool | None) -> None:
    assert status(text) is reached
