"""What a request in words asks for: "Tiivistä sataman tilanne kolmella virkkeellä"."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_SENTENCES = 60
"""Longest summary, in sentences."""

_LENGTHS = {
    **dict.fromkeys(("yhdellä", "one", "en"), 1),
    **dict.fromkeys(("kahdella", "two", "två"), 2),
    **dict.fromkeys(("kolmella", "kolmeen", "three", "tre"), 3),
    **dict.fromkeys(("neljällä", "neljään", "four", "fyra"), 4),
    **dict.fromkeys(("viidellä", "viiteen", "five", "fem"), 5),
    **dict.fromkeys(("kuudella", "six", "sex"), 6),
    **dict.fromkeys(("seitsemällä", "seven", "sju"), 7),
    **dict.fromkeys(("kahdeksalla", "eight", "åtta"), 8),
    **dict.fromkeys(("yhdeksällä", "nine", "nio"), 9),
    **dict.fromkeys(("kymmenellä", "kymmeneen", "ten", "tio"), 10),
}
_SENTENCE = r"(?:virk(?:keellä|keeseen|että)|laus(?:eella|eeseen|etta)|sentences?|meningar|mening)"
_LENGTH = re.compile(
    rf"\b(?:in |med |på )?(\d{{1,2}}(?!\d)|{'|'.join(_LENGTHS)}):?\w*\s+{_SENTENCE}\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"^\W*(?:(?:voit(?:ko|teko)?|voisit(?:ko|teko)?|saisinko|haluan|tarvitsen|pyydän|please|kan du"
    r"|could you|can you)\s+)?"
    r"(?:(?:tiivistä(?:ä|isitkö|tkö)?|referoi(?:da)?|summaa|summarisera|summari[sz]e|sammanfatta"
    r"|sum up)\b|(?:tee|tehdä|laadi|laatia|kokoa|koota|anna|antaa|kirjoita"
    r"|gör|ge|make|give|write|(?=\w+\s+yhteenve))"
    r"\s*(?:minulle|meille|mig|oss|me|us)?\s*(?:en|a|an)?\s*"
    r"(?:lyhyt|tiivis|lyhyehkö|lyhyen|tiiviin|kort|short|brief)?\s*"
    r"(?:yhteenveto|yhteenvedon|tiivistelmä[nt]?|katsaus|katsauksen|kooste|koosteen|sammandrag|sammanfattning"
    r"|summary|overview))\s*",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"^(?:minulle|meille|valtuutetulle|valtuutetuille|lautakunnalle|päättäjälle|päättäjille|kuntalaiselle"
    r"|kuntalaisille|asukkaille|johtoryhmälle|för mig|for me|of|about|om|av|over|på|the)\s+",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"^(?:(?:tämä|koko|tästä|tämän|kyseinen|kyseisen|hela|whole|this|report|den här|lyhyesti|raportin"
    r"|raportti|raportista|tilinpäätös|tilinpäätöksen|tilinpäätöksestä|osavuosikatsaus|osavuosikatsauksen|katsaus"
    r"|seurantaraportti|seurantaraportin|rapporten|rapport|asiakirja|asiakirjan|sisältö|keskeinen|keskeiset"
    r"|pääkohdat|innehåll|contents)\s*)*\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Request:
    """What to sum up: `topic` None is all of it; `max_sentences` None is the usual length."""

    topic: str | None
    max_sentences: int | None = None


def request_of(question: str) -> Request:
    """The topic and the length that a request names. The words of asking are left out of the topic."""
    length = _LENGTH.search(question)
    rest = _LENGTH.sub(" ", question)
    rest = _ASKS.sub("", " ".join(rest.split()), count=1)
    while (shorter := _FOR_WHOM.sub("", rest)) != rest:
        rest = shorter
    topic = rest.strip(" .?!:,")
    count = None
    if length:
        said = length[1].lower()
        count = min(max(int(said) if said.isdigit() else _LENGTHS[said], 1), MAX_SENTENCES)
    return Request(None if _WHOLE.match(topic) else topic, count)
