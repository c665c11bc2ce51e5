"""Reports of an invented town, Ruskoniemi, for the tests of series and comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fakes import FakeLibrary
from index_samples import LetterEmbedder

from index.library import FolderLibrary, open_library
from index.words import Keys, analyse
from ingest.read import read_bytes

FIRST, SECOND = "ruskoniemi-osavuosi-q1-2034", "ruskoniemi-osavuosi-q2-2034"
ACCOUNTS = "ruskoniemi-tilinpaatos-2033"

_FIRST = (
    """Ruskoniemen kaupunki

Osavuosikatsaus 1.1.–31.3.2034

Talous lyhyesti

Verotulojen ennuste on 61,8 milj. euroa.

Vireillä oli 14 asemakaavaa.
""",
    """Satamapalvelut

Satamapalvelujen talous

1 000 euroa             TP 2033    TA 2034    Toteuma 1-3/2034    Ennuste 2034    Poikkeama
Toimintatuotot            3 415      3 600                 811           3 520          -80
Toimintakulut            -7 470     -7 310              -1 902          -7 675         -365
Toimintakate             -4 055     -3 710              -1 091          -4 155         -445
""",
    """Museopalvelut

Museopalvelujen talous

1 000 euroa             TP 2033    TA 2034    Toteuma 1-3/2034    Ennuste 2034    Poikkeama
Toimintatuotot              870        900                 201             955           55
Toimintakulut            -1 865     -1 960                -488          -1 930           30
Näyttelykulut              -245       -260                 -61            -260            0
""",
    """Hankkeet

1 000 euroa             Kustannusarvio    TA 2034    Ennuste 2034
Kalalaituri                      6 800      3 200           2 500
Majakan korjaus                  1 015        980             980
""",
)
_SECOND = (
    """Ruskoniemen kaupunki

Osavuosikatsaus 1.1.–30.6.2034

Talous lyhyesti

Verotulojen ennuste on 62,4 milj. euroa.

Vireillä oli kesäkuun lopussa 17 asemakaavaa.
""",
    """Satamapalvelut

Satamapalvelujen talous

1 000 euroa             TP 2033    TA 2034    Toteuma 1-6/2034    Ennuste 2034    Poikkeama
TOIMINTATUOTOT YHTEENSÄ   3 415      3 600               1 720           3 480         -120
Toimintakulut            -7 470     -7 310              -3 815          -7 675         -365
Toimintakate             -4 055     -3 710              -2 095          -4 195         -485
Jäänmurto                  -120       -150                -140            -210          -60
""",
    """Museopalvelut

Museopalvelujen talous

1 000 euroa             TP 2033    TA 2034    Toteuma 1-6/2034    Ennuste 2034    Poikkeama
Toimintatuotot              870        900                 433             970           70
Toimintakulut            -1 865     -1 960                -960          -1 940           20
""",
    """Hankkeet

1 000 euroa             Kustannusarvio    TA 2034    Ennuste 2034
Kalalaituri                      7 150      3 200           2 300
Majakan korjaus                  1 015        980             980
""",
)
_ACCOUNTS = (
    """Ruskoniemen kaupunki

Tilinpäätös 2033

Satamapalvelut

Satamapalvelujen talous

1 000 euroa             TP 2032    TP 2033
Toimintatuotot            3 290      3 415
Toimintakulut            -7 105     -7 470
Toimintakate             -3 815     -4 055
""",
)


@contextmanager
def open_shelf(folder: Path) -> Iterator[FolderLibrary]:
    """A library of the town's three reports, read and indexed as a user's files are."""
    with open_library(folder, LetterEmbedder()) as library:
        for report, pages in ((FIRST, _FIRST), (SECOND, _SECOND), (ACCOUNTS, _ACCOUNTS)):
            data = "\f\n".join(pages).encode()
            library.add(read_bytes(data, f"{report}.txt"), data)
        yield library


class ReadingLibrary(FakeLibrary):
    """A library in memory that knows Finnish words."""

    def words(self, text: str) -> tuple[Keys, ...]:
        return tuple(word.keys for word in analyse(text))
