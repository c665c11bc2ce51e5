"""Whose figures: headings that name an organisational unit.

A divider slide, a page title or a heading such as "Sivistyslautakunta" says whose figures follow.
What names a unit is told by the general vocabulary of Finnish public administration: the head of
the compound or the legal form, never by names of particular units.
"""

from __future__ import annotations

import re

_HEADS = (
    "lautakunta", "jaosto", "valtuusto", "hallitus", "hallinto", "kanslia", "virasto", "osasto",
    "toimiala", "toimialue", "vastuualue", "palvelualue", "tulosalue", "tulosyksikkö", "yksikkö",
    "liikelaitos", "laitos", "keskus", "konserni", "kuntayhtymä", "yhtymä", "säätiö", "rahasto",
    "museo", "teatteri", "orkesteri", "kirjasto", "opisto", "koulu", "lukio", "päiväkoti", "satama",
    "palvelut", "palvelu", "tarkastus", "kaupunki", "kunta", "hyvinvointialue", "maakunta",
    "ministeriö", "johtaja", "toimi", "ohjaus", "viestintä", "yhtiö", "osakeyhtiö", "seurakunta",
    "keskuskeittiö", "varikko",
)  # fmt: skip
_FOREIGN = ("nämnd", "nämnden", "styrelse", "styrelsen", "fullmäktige", "board", "council", "department")
_LEGAL_FORM = re.compile(r"\b(?:Oy|Ab|Oyj|KOy|As\. Oy|ry|kuntayhtymä|Ltd|Inc)\b(?!:)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]*)*")
_STOP = re.compile(
    r"\s+(?:[–-]\s+|\d+/\d|\d{1,2}\.\d|(?:19|20)\d\d\b|Q[1-4]\b|1[ .]?000\b|yhteensä\b)|[,(|]|:(?=\s|$)"
)
_JOINING = ("ja", "sekä", "och", "and")
_GENERAL = ("yksikkö", "palvelut", "palvelu", "toimi", "johtaja", "toimitusjohtaja")
_CONTENT = re.compile(
    r"\b(?:katsaus|tilanne|ennuste|poikkeama\w*|kuvaus|seuranta|toteutu\w+|tulos\w*|talous\w*|"
    r"investoin\w+|liitteet|sisällys\w*|johdanto|yhteenveto|taulukko|kuvio|tavoit\w+)\b",
    re.IGNORECASE,
)


def _is_head(word: str) -> bool:
    lower = word.lower()
    return lower.endswith(_HEADS) or lower.endswith(_FOREIGN)


def unit_named(heading: str) -> str | None:
    """The unit that a heading names, or None when it names none.

    Only nominative heads count ("Tekninen lautakunta", not "Teknisen lautakunnan talous"): a
    heading in another case speaks about something of the unit. What follows a comma, a colon or
    a parenthesis is a description ("Vesilaitos, toimitusjohtajan katsaus") and is left out.
    """
    text = " ".join(heading.split())
    text = re.sub(r"^\d+(?:\.\d+)*\.?\s+", "", text)
    stop = _STOP.search(text)
    name = text[: stop.start()].strip() if stop else text
    if not name or len(name) > 120 or name.endswith((".", "!", "?")):
        return None
    words = _WORD.findall(name)
    if not words or len(words) > 12 or _CONTENT.search(name):
        return None
    if _LEGAL_FORM.search(name):
        return name
    named = name[0].isupper() and name.lower() not in _GENERAL
    return name if named and any(_is_named_at(words, place) for place in range(len(words))) else None


def _is_named_at(words: list[str], place: int) -> bool:
    """Whether the unit's head stands at `place` and what follows is no verb: "Satama", "Museo ja
    arkisto", "Palvelualue Kasvu", but not "Kaupunki kasvaa"."""
    if not _is_head(words[place]):
        return False
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None or following.lower() in _JOINING:
        return True
    return following[0].isupper() and not words[place].lower().endswith("johtaja")
