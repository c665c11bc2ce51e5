"""What a question that wants a summary is about, when the words of asking are left out.

"Olen uusi valtuutettu. Kerro lyhyesti, miltä kaupungin talous näyttää tänä vuonna" is about all of it;
"Miten vesilaitoksella meni vuonna 2024?" is about the waterworks.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_INTRODUCES = re.compile(r"^\W*(?:olen|olemme|hei|moi|terve|tarvitsen|haluaisin|kiitos)\b", re.IGNORECASE)
_ASKING = re.compile(
    r"\b(?:kerro(?:isitko|tko|pa)?|kuvaa|kuvaile|selosta|esittele|referoi|tiivistä\w*|kokoa|koosta|tee|anna|laadi"
    r"|summaa|lyhyt|lyhyesti|lyhyehkö\w*|tiivis|tiiviisti|yhteenve\w+|tiivistelmä\w*|katsaus|kooste|riittää|pari(?:lla|n)?"
    r"|muutama(?:lla|an|n)?|laus(?:e|eella|een|eeseen|etta)|virk(?:e|keellä|keeseen|että)|sana(?:lla|a)?|omin"
    r"|miltä|millai\w+|minkälai\w+|millä (?:tolalla|mallilla)|miten|kuinka|mitä|mikä|mitkä|mistä"
    r"|on|oli|ovat|olivat|ollut|näyttä\w+|näytti\w*|meni|menee|mennyt|menivät|sujui\w*|suju\w+|voi"
    r"|tilan(?:ne|teesta|netta|teen)|tila|asema|kerrotaan|sanotaan|todetaan|raportoidaan|tapahtui|tapahtunut"
    r"|pääkoh\w+|pää(?:luvu\w+|asia\w*|piirte\w+)|keskei\w+|tärkei\w+|olennai\w+|merkittäv\w+|as(?:ia|iat|ioita|iaa)"
    r"|osuu(?:s|den|tta|desta)|osio|kokonaiskuva|yleiskuva|johtu\w+|syy|syyt|selvityk\w+|selvitys)\b",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"\b(?:kaupun\w+|kunna\w*|kunta\w*|kuntayhtym\w+|talou\w+|talous\w*|taloudelli\w+|vuo(?:si|den|nna|tta|desta)"
    r"|alkuvuo\w+|loppuvuo\w+|puolivuo\w+|tilikau\w+|tänä|viime|kuluva\w*|edellis\w+|luv(?:ut|uista|ulla)|luku"
    r"|raport\w+|katsau\w+|tilinpäätö\w+|osavuosi\w+|toiminta|toiminnasta|lopussa|alussa|aikana|jakso\w*|neljännes\w*"
    r"|kehity\w+|nyt|ja|sekä|\w+kuu(?:n|ssa|hun|lta)?|heikkenemi\w+|paranemi\w+|tulevaisuu\w+|tulokset)\b|\d+",
    re.IGNORECASE,
)


def about(topic: str | None) -> str | None:
    """The topic without words of asking; None where what is left only says that all of it is meant."""
    if topic is None:
        return None
    sentences = [one for one in _SENTENCE.split(topic) if not _INTRODUCES.match(one)] or [topic]
    head, colon, tail = " ".join(sentences).partition(":")
    said = _ASKING.sub(" ", head)
    left = " ".join(said.split()).strip(" ,.?!–-")
    if colon and tail.strip():
        return f"{left}: {tail.strip()}" if _names(left) else tail.strip()
    return _unframed(left) if _names(left) else None


def _names(text: str) -> bool:
    """Is anything named beside what every report is about?"""
    return bool(re.search(r"[^\W\d_]", _FRAME.sub(" ", text)))


def _unframed(text: str) -> str:
    """The topic without "talous", which any unit has: "Kirjaston taloutta" is about the library."""
    left = re.sub(r"\btalou\w+", " ", text, flags=re.IGNORECASE)
    return " ".join(left.split()).strip(" ,.?!–-") or text
