"""The words of municipal finance that a summary looks for: key metrics, and what marks a sentence.

General terms of the field in Finnish and Swedish; no name of a city, unit or report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class KeyMetric:
    """A bottom line. `weight` tells how much it says of a body's year, 0 to 1."""

    name: str
    weight: float
    pattern: re.Pattern[str]


def _metric(name: str, weight: float, pattern: str) -> KeyMetric:
    return KeyMetric(name, weight, re.compile(pattern, re.IGNORECASE))


KEY_METRICS: Sequence[KeyMetric] = (
    _metric("before", 0.4, r"(?:edellisten|ed\.?) ?tilikausien|tidigare räkenskapsperioder"),
    _metric(
        "accumulated",
        0.7,
        r"kertyn\w+ (?:yli|ali)|(?:yli|ali)jäämä taseessa|kumulatiivi|ackumulera",
    ),
    _metric(
        "result",
        1.0,
        r"tilikauden (?:tulos|voitto|tappio|yli|ali)|(?:yli|ali)-? ?/ ?-?(?:yli|ali)?jäämä|ylijäämä|alijäämä"
        r"|liike(?:tulos|voitto|ylijäämä|alijäämä)|tulosennuste|räkenskapsperiodens (?:resultat|över|under)"
        r"|över-?/?underskott|rörelseresultat",
    ),
    _metric("margin", 1.0, r"^(?:\W|\d)*toimintakate|^(?:\W|\d)*verksamhetsbidrag|^(?:\W|\d)*nettomenot"),
    _metric("annual margin", 0.95, r"^(?:konsernin )?vuosikate|^(?:koncernens )?årsbidrag"),
    _metric("tax", 0.85, r"^verotulot|^skatteinkomster"),
    _metric("state", 0.8, r"^valtionosuudet|^statsandelar"),
    _metric(
        "debt",
        0.9,
        r"lainakanta|lainat (?:yhteensä|31)|laina(?:t|a)?[ ,/]*(?:€|euroa?)?/?(?:as|asuk)|lånestock",
    ),
    _metric("solvency", 0.75, r"omavaraisuusaste|soliditet(?:sgrad)?"),
    _metric("indebtedness", 0.65, r"velkaantuneisuus|skuldsättning"),
    _metric(
        "income",
        0.8,
        r"^(?:\W|\d)*(?:toiminta(?:tuotot|tulot)|liikevaihto|tulot yhteensä|tuotot yhteensä)"
        r"|^verksamhetsint[äa]kter|^omsättning",
    ),
    _metric(
        "costs",
        0.8,
        r"^(?:\W|\d)*(?:toiminta(?:kulut|menot)|menot yhteensä|kulut yhteensä)"
        r"|^verksamhets(?:kostnader|utgifter)",
    ),
    _metric("investments", 0.75, r"^(?:netto|brutto)?investoin(?:nit|timenot|tien|titulot)\b|^investeringar"),
    _metric("balance", 0.6, r"taseen loppusumma|^vastaavaa yhteensä|balansomslutning"),
    _metric("cash", 0.5, r"^rahavarat|kassavarat|likvida medel"),
    _metric("people", 0.6, r"^asukasluku|^asukasmäärä|^väkiluku|^invånarantal"),
    _metric("staff", 0.55, r"^henkilöstömäärä|^henkilötyövuo|\bhtv\d?\b|^henkilöstö yhteensä|årsverken"),
    _metric("staff costs", 0.5, r"^henkilöstökulut|^personalkostnader"),
)

TOTAL = re.compile(
    r"yhteensä|loppusumma|kokonaismäärä|\bsumma\b|kaikkiaan|sammanlagt|totalt|\btotal\b", re.IGNORECASE
)
"""Labels of sums."""

BINDING = re.compile(r"sitova|bindande", re.IGNORECASE)
"""The level that the council decides upon: of several results the one that counts."""

BOTTOM_LINE = re.compile(
    r"toimintakat|vuosikat|tilikauden (?:tulos|yli|ali)|ylijääm|alijääm|\btulos(?:ta|ennuste)?\b|poikkeam"
    r"|ennust|ylit(?:ty|tä|ys|e)|alit(?:tu|tä|us|e)|lainakan|verotulo|valtionosuu|säästö|liikevaih|investointimeno"
    r"|toimintatuot|toimintakulu|käyttötalous|budjetoi|årsbidrag|verksamhetsbidrag|resultat|underskott|överskott"
    r"|prognos|avvikelse",
    re.IGNORECASE,
)
"""Words of a sentence about the bottom line or a deviation from what was planned."""

EXPLAINS = re.compile(
    r"\bjohtu|\bsyy(?:nä|stä|t)?\b|selitty|aiheut|vuoksi|ansiosta|seurauksena|vaikut(?:ti|ta)|takia|myötä"
    r"|beror|på grund av|orsaka|till följd",
    re.IGNORECASE,
)
"""Words of a sentence that gives a reason."""

OVERVIEW = re.compile(
    r"katsaus|yhteenveto|tiivistelmä|kooste|olennai|talouden (?:ennuste|toteutuminen|kehitys)"
    r"|talousarvion toteu|poikkeam"
    r"|keskeis|tuloksen muodost|rahoitusasema|översikt|sammandrag|väsentlig|avvikelse",
    re.IGNORECASE,
)
"""Headings of parts that sum up themselves."""

APPENDIX = re.compile(
    r"sanasto|lyhen|määritel|sisälly|allekirjoit|kirjanpitokirj|tilinpäätösmerkin|luettelo|periaat"
    r"|ordlist|förkortning|innehåll|underskrift",
    re.IGNORECASE,
)
"""Headings of parts that say nothing of the period: glossaries, contents, signatures, principles."""

BOILERPLATE = re.compile(
    r"§|kuntalai|kirjanpitola|hallintosään|\btarkoitetaan\b|\blasketaan\b|\besitetään\b|oheis|liitetieto|suosituks"
    r"|tunnuslu(?:ku|vu)|\bosoitetaan\b|\bkuvataan\b|\btarkastellaan\b|\braportoidaan\b|kommunallag|bokföring",
    re.IGNORECASE,
)
"""Words of sentences that say how a report is made, in every year the same."""

ELSEWHERE = re.compile(
    r"yleinen .*talou|yleinen kehitys|taloudellinen kehitys"
    r"|kansantalou|toimintaympäristö|suhdan|allmän ekonomi",
    re.IGNORECASE,
)
"""Headings of parts about the economy at large, whose figures are not the body's own."""

AT_LARGE = re.compile(
    r"koko maa|valtakunnalli|suomen kun|kuntien keskimäär|kunnissa keskimäär|kuntasektor|kuntatalou|miljardi"
    r"|\bmrd|hela landet|miljarder",
    re.IGNORECASE,
)
"""Words of a sentence about the country or all municipalities."""

LEANS = re.compile(
    r"(?:Määrä |Summa |Luku |Täm|Täs|Täh|Täl|Näi|Nämä|Näm|Nii|Ne |Se |Sen |Sii|Samoin|Myös|Lisäksi"
    r"|Vastaavasti|Näin|Kuitenkin|Toinen|Muut |Muiden |Sekä|Joista|Josta|Tuolloin|Näiden|Niistä|Edellä|Det "
    r"|Detta|Denna|Dessa|Också|Dessutom)"
)
"""How a sentence begins that cannot be understood without the one before."""

GROUP = re.compile(r"konserni(?!hallin|johto|palvel|ohjau|jaos)|koncern", re.IGNORECASE)
"""Figures of the whole group of a city with its companies."""

_GENERIC = """
    vuosi tilanne raportti katsaus yhteenveto tilinpäätös osavuosikatsaus seurantaraportti talousarvio
    kaupunki kunta kehitys kehittyminen asia tieto neljännes kvartaali luku keskeinen tärkeä kohti kohden
    osalta osa määrä suuruus tilikausi kausi talous pääkohta olennainen suuri tärkein koko
    år läge rapport stad kommun utveckling ekonomi
    year situation report city municipality development key main economy finances
"""
GENERIC = frozenset(_GENERIC.split())
"""Words of a topic that need not be found when others are there."""


@lru_cache(maxsize=20_000)
def key_metric(label: str) -> KeyMetric | None:
    """The bottom line that a row's or card's label names, if any."""
    text = " ".join(label.split())
    return next((metric for metric in KEY_METRICS if metric.pattern.search(text)), None)


@lru_cache(maxsize=20_000)
def heading_marks(heading: str) -> tuple[bool, bool, bool]:
    """Whether a part of this heading sums up itself, is an appendix, and is about the economy at large."""
    return (
        OVERVIEW.search(heading) is not None,
        APPENDIX.search(heading) is not None,
        ELSEWHERE.search(heading) is not None,
    )


@lru_cache(maxsize=20_000)
def names_group(text: str) -> bool:
    """Whether a heading or label names the whole group."""
    return GROUP.search(text) is not None
