"""Whose figures: headings that name an organisational unit.

A divider slide, a page title or a heading such as "Sivistyslautakunta" says whose figures follow.
What names a unit is told by the general vocabulary of Finnish public administration: the head of
the compound or the legal form, never by names of particular units.
"""

from __future__ import annotations

import re

from ingest.columns import find_kinds

_HEADS = (
    "lautakunta", "jaosto", "valtuusto", "hallitus", "hallinto", "kanslia", "virasto", "osasto",
    "toimiala", "toimialue", "vastuualue", "palvelualue", "tulosalue", "tulosyksikkö", "yksikkö",
    "liikelaitos", "laitos", "keskus", "konserni", "kuntayhtymä", "yhtymä", "säätiö", "rahasto",
    "museo", "teatteri", "orkesteri", "kirjasto", "opisto", "koulu", "lukio", "päiväkoti", "satama",
    "palvelut", "palvelu", "tarkastus", "kaupunki", "kunta", "hyvinvointialue", "maakunta",
    "ministeriö", "johtaja", "toimi", "ohjaus", "viestintä", "yhtiö", "osakeyhtiö", "seurakunta",
    "keskuskeittiö", "varikko", "työllisyysalue",
)  # fmt: skip
_FOREIGN = ("nämnd", "nämnden", "styrelse", "styrelsen", "fullmäktige", "board", "council", "department")
_LEGAL_FORM = re.compile(r"\b(?:Oy|Ab|Oyj|KOy|As\. Oy|ry|kuntayhtymä|Ltd|Inc)\b(?!:)")
_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+")
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

_METRIC = re.compile(
    r"(?:tuoto[ts]?|tuotto|kulut?|menot?|tulot?|kate|katteet|tulos|vero[t]?|osuude[t]?|osuus|avustukset|poistot"
    r"|arvonalentumiset|korot|ostot?|myynti|myynnit|maksut?|palkat|palkkiot|vuokrat?|varat|velat?|laina[t]?|kanta"
    r"|pääoma|aste|luku|määrä|määrät|prosentti|investoinnit|saamiset|varaukset|vastuut|ylijäämä|alijäämä"
    r"|muutos|vaihto|voitto|tappio|hinta|arvo|yhteensä|summa|netto|omaisuus|erät|vastaavaa|vastattavaa|siirrot"
    r"|vuodet|kustannukset|määräraha[t]?|rahavirta|tavarat|palvelut yhteensä|htv|€|euroa|%)$",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"(?:henkilöstö|väestö|asuminen|työllisyys|työttömyys|rahoitus|tase|toimintaympäristö|riskit|strategia"
    r"|hyvinvointi|elinvoima|asukkaat|ympäristö|muut|kaikki)$",
    re.IGNORECASE,
)
"""Titles of what a page is about that may stand as a row's label too."""
_STATEMENT = re.compile(
    r"(?:laskelma|laskelmat|tase|toteutuminen|toteutumat|yhteenveto|tunnusluvut|erittely|erittelyt|liitetiedot"
    r"|analyysi|vertailu|kehitys|rakenne|talous|suunnitelma|ohjelma|toiminta|luvut|keskimäärin|lainakanta)(?!\w)"
    r"|^(?:ulkoi|sisäi|koko|vuosi|vuoden|kausi|kaikki|muut)\w*",
    re.IGNORECASE,
)
"""Titles of what a table shows ("Konsernituloslaskelma", "Ulkoiset erät")."""


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
    text = _NUMBER.sub("", text)
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


def names_metric(label: str) -> bool:
    """Whether a label says what is counted rather than whose it is."""
    bare = re.sub(r"\([^)]*\)|,.*$", "", label).strip(" .:*")
    return _METRIC.search(bare) is not None


def unit_listed(heading: str, labels: frozenset[str]) -> str | None:
    """The unit that a heading names by standing as a row of a table too; None where it names none.

    `labels` are the row labels of the report's tables in small letters. "Perusopetus" over a page and as
    a row among others is a unit, though its words alone do not say so.
    """
    name = without_number(heading)
    if name.casefold() not in labels or len(name) > 60 or not name[:1].isupper():
        return None
    return None if names_metric(name) or _CONTENT.search(name) or _TOPIC.search(name) else name


def without_number(heading: str) -> str:
    """A heading without the number of its chapter: "4.2 Perusopetus" -> "Perusopetus"."""
    return _NUMBER.sub("", " ".join(heading.split()))


def may_be_unit(heading: str) -> bool:
    """Whether a heading's words leave open that it names a unit: it is short, has no numbers, and says
    neither what is counted, of which time, nor what kind of text or table stands below it."""
    name = without_number(heading)
    if (
        not name[:1].isupper()
        or len(name) > 60
        or len(name.split()) > 6
        or name.endswith((".", "!", "?", ":"))
    ):
        return False
    if any(letter.isdigit() for letter in name) or names_metric(name):
        return False
    return not (_CONTENT.search(name) or _TOPIC.search(name) or _STATEMENT.search(name) or find_kinds(name))
