"""Two half-year reports of an invented town, Ruokosalmi, read and indexed as a user's files are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.contract import Library, Scope
from index.embedding import open_embedder
from index.library import open_library
from ingest.read import read_bytes
from service.answer import answer
from service.guard import untraced
from service.question import Question, understand
from service.records import Answer, AnswerFigure, Ask, Status, Turn

NEW, OLD = "ruokosalmi-puolivuosi-2033", "ruokosalmi-puolivuosi-2032"

_NEW_PAGES = (
    """Ruokosalmen kaupunki

Osavuosikatsaus 1.1.–30.6.2033

Talous lyhyesti

Kaupungin verotulot olivat kesäkuun lopussa 61,8 milj. euroa.

Kaupungin lainakanta oli 30.6.2033 yhteensä 142,6 milj. euroa eli 4 870 euroa asukasta kohden.

Konsernin lainakanta oli 30.6.2033 yhteensä 318,4 milj. euroa.

Sairauspoissaolojen osuus työajasta oli 4,7 prosenttia.

Sähkön hankintamenot ylittyvät 0,9 milj. euroa, koska pörssihinta nousi keväällä.
""",
    """Katupalvelut

Katupalvelujen talous

1 000 euroa             TP 2032    TA 2033    Ennuste 2033    Poikkeama
Toimintatuotot            3 415      3 600           3 520          -80
Toimintakulut            -7 470     -7 310          -7 675         -365
Henkilöstökulut          -2 140     -2 210          -2 195           15
Kunnossapitokulut        -5 330     -5 100          -5 480         -380
Sitova: nettokulut       -4 055     -3 710          -4 155         -445

Katupalvelujen toimintatuottojen ennuste on 3,52 milj. euroa.

Lumenajosta maksettiin urakoitsijoille 410 000 euroa.
""",
    """Museopalvelut

Museopalvelujen talous

1 000 euroa             TP 2032    TA 2033    Ennuste 2033    Poikkeama
Toimintatuotot              870        900             955           55
Toimintakulut            -1 865     -1 960          -1 930           30
Henkilöstökulut          -1 620     -1 700          -1 690           10
Näyttelykulut              -245       -260            -240           20
Sitova: nettokulut         -995     -1 060            -975           85

Museoissa kävi alkuvuonna 23 760 kävijää.

Veistospuiston avajaiset pidettiin 14.5.2033.
""",
    """Tekninen toimiala ilman vesihuoltoa

1 000 euroa             TP 2032    TA 2033    Ennuste 2033    Poikkeama
Korjausvelka              9 100      9 400           9 650          250
Kalustohankinnat            610        640             655           15
\f
Kaupungin tuloslaskelma

1 000 euroa             TP 2032    TA 2033    Ennuste 2033
Verotulot               118 300    121 500         122 900
Tilikauden tulos          2 410      1 150           1 890
\f
Konsernin tuloslaskelma

1 000 euroa             TP 2032    TA 2033    Ennuste 2033
Liikevaihto              74 220     76 100          77 350
Tilikauden tulos          6 730      5 240           5 960
""",
    """Hankkeet

Sahasaaren uimalan peruskorjaus valmistuu lokakuussa 2033.

Uimalan peruskorjaus aloitettiin helmikuussa 2032.

Kaupunginhallitus hyväksyi satamaradan kaavan 9.3.2033.

Satamaradan kaava hyväksyttiin kaupunginhallituksessa 16.3.2033.

Uimalan katsomoon mahtuu 350 katsojaa.

Uimalan katsomoon mahtuu 420 katsojaa.

Pysäköintitaloa ei rakenneta satamaan.

Uimalahankkeen vetäjänä toimii rakennuttajapäällikkö Aino Vuorela.
""",
    """Katuverkon kohteet

• Peltotien päällystys

• Myllykujan valaistus

• Rantaraitin kaiteet
""",
    """Sanasto

HTV = henkilötyövuosi eli yhden henkilön koko vuoden työpanos.

Korjausvelka = rahamäärä, jolla rakennukset saataisiin hyvään kuntoon.
""",
)
_OLD_PAGES = (
    """Ruokosalmen kaupunki

Osavuosikatsaus 1.1.–30.6.2032

Talous lyhyesti

Kaupungin verotulot olivat kesäkuun lopussa 58,2 milj. euroa.
""",
    """Katupalvelut

Katupalvelujen talous

1 000 euroa             TP 2031    TA 2032    Ennuste 2032    Poikkeama
Toimintatuotot            3 290      3 400           3 385          -15
Henkilöstökulut          -2 060     -2 120          -2 130          -10
Sitova: nettokulut       -3 980     -3 850          -3 915          -65
""",
)
NEW_TEXT, OLD_TEXT = "\f\n".join(_NEW_PAGES), "\f\n".join(_OLD_PAGES)


@dataclass(frozen=True, slots=True)
class Town:
    """The town's library and ways to question it."""

    library: Library

    def ask(self, question: str, *before: str, scope: Scope = Scope()) -> Answer:
        """The answer after the questions `before`. No answer may hold a number that is not traced."""
        given = answer(Ask(question, history=tuple(map(Turn, before)), scope=scope), self.library)
        if given.status is not Status.NOT_FOUND:
            assert untraced(given.answer, given.figures, given.citations) == ()
            assert given.citations and 0 < given.confidence < 1
        else:
            assert (given.figures, given.citations, given.confidence) == ((), (), 0.0)
        return given

    def first(self, question: str, *before: str, scope: Scope = Scope()) -> AnswerFigure:
        """THE figure of the answer."""
        given = self.ask(question, *before, scope=scope)
        assert given.figures, given.answer
        return given.figures[0]

    def understood(self, question: str, *before: str) -> Question:
        return understand(
            Ask(question, history=tuple(map(Turn, before))), self.library, self.library.reports()
        )


@contextmanager
def open_reports(folder: Path, reports: Mapping[str, str]) -> Iterator[Town]:
    """A library of reports given as texts by the names of their files."""
    with open_library(folder, open_embedder(lean=True)) as library:
        for file, text in reports.items():
            library.add(read_bytes(text.encode(), file), text.encode())
        yield Town(library)


@contextmanager
def open_town(folder: Path) -> Iterator[Town]:
    with open_reports(folder, {f"{NEW}.txt": NEW_TEXT, f"{OLD}.txt": OLD_TEXT}) as town:
        yield town
