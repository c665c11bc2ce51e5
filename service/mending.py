"""A Finnish question as it would be written: spoken words, slips in question words, compounds written apart.

"paljonks", "ens vuonna", "montakko", "henkilöstö kulut". What a question is asked by its words of time and
columns is read from its text, so that these are put right here; the other words are mended by the library,
which knows what they may be. A word that is right stays as it is.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.contract import Library
from service.terms import UNSEEN
from service.vocabulary import STOP_WORDS

_DATA = tomllib.loads((Path(__file__).parent / "spoken.toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?<![\w-])([^\W\d_]{3,}) (?=([^\W\d_]{3,})(?![\w-]))")
_PER_HEAD = re.compile(r"\bas\.? (?=koh)|\bper as\b\.?", re.IGNORECASE)
_POLITE = re.compile(
    r"^(?:hei|moi|terve)?[\s,!]*(?:"
    r"(?:kertoisi|voisi|osaisi)t(?:te)?ko(?: (?:kertoa|sanoa))?(?: minulle)?"
    r"|(?:voit|osaat)ko (?:kertoa|sanoa)|saisinko tietää|halua(?:isi)?n tietää"
    r")[\s,:]+(?=\w+\s+\w)|[\s,]+(?:kiitos|pliis)\s*(?=[?.!]*$)",
    re.IGNORECASE,
)
_LONG = 8
_CASES = (
    "n",
    "t",
    "ssa",
    "ssä",
    "sta",
    "stä",
    "lla",
    "llä",
    "lta",
    "ltä",
    "lle",
    "ksi",
    "ja",
    "jä",
    "ia",
    "iä",
    "ko",
    "kö",
)
"""Endings that a noun in its basic form seldom has."""
_INFLECTED = 3
"""So many letters at the end of a dictionary form may change with the case."""
_MONTH = re.compile(
    r"\b(tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)ku(?:u(?=s\b)|u(?=sa\b))?"
    r"(s|sa|ssa|n|hun)\b",
    re.IGNORECASE,
)
"""Months with a letter too few: "elokusa", "elokun", "elokuus"."""
_MONTH_CASES = {"s": "ssa", "n": "n", "h": "hun"}
_IN_YEAR = re.compile(r"\bvuo(?:n|na|nn)(?= (?:19|20)\d\d\b)", re.IGNORECASE)
_ASKING = frozenset({"paljonko", "montako", "milloin", "kuinka"})
_RIGHT = frozenset(
    {
        "miltä",
        "mikäli",
        "mihin",
        "minkä",
        "millä",
        "mille",
        "miten",
        "mitään",
        "mitäs",
        "muita",
        "mutta",
        "mistäkin",
    }
)
"""Words that are like those that ask, and right."""
_FORMS = (
    _ASKING
    | {"mikä", "mitkä", "miksi", "missä", "mitä", "kuka", "onko"}
    | {"oliko", "entä", "vuonna", "vuoden", "tarkoittaa", "paljon", "monta", "suuri", "prosentti"}
    | {"ennuste", "poikkeama", "toteuma", "talousarvio", "tilinpäätös", "vuodelle", "vuodelta", "lopussa"}
    | {"ennusteen", "ennustetaan", "toteutui", "toteuman", "poikkeaman", "talousarviossa", "talousarvion"}
    | {"muutetussa", "muutettu", "alkuperäinen", "alkuperäisessä", "käyttösuunnitelma", "tavoite"}
    | {
        "käyttösuunnitelman",
        "talousarviomuutos",
        "budjetti",
        "budjetissa",
        "prosenttia",
        "ylittää",
        "alittaa",
    }
    | {"mennessä", "arvioitu", "asukasta"}
)


def mended(text: str, library: Library) -> str:
    """The question in writing; question words with one slip a word (two from eight letters on)."""
    plain = _POLITE.sub("", text) or text
    plain = _PER_HEAD.sub(lambda match: "asukasta " if match.group()[-1] == " " else "per asukas", plain)
    plain = _MONTH.sub(lambda match: f"{match[1]}kuu{_MONTH_CASES[match[2][0].lower()]}", plain)
    plain = _WORD.sub(lambda match: _mend(match.group(), library), _IN_YEAR.sub("vuonna", plain))
    return _PAIR.sub(lambda match: _joined(match, library), plain)


def _mend(word: str, library: Library) -> str:
    lower = word.lower()
    if lower in _SPOKEN:
        return _SPOKEN[lower]
    if lower in _FORMS or len(lower) < 4:
        return word
    if lower in _FOLDED:  # only the dots of ä and ö are missing
        return _FOLDED[lower]
    if len(lower) < 5 or lower in STOP_WORDS:
        return word
    meant = _nearest_form(lower)
    if meant is None or (meant not in _ASKING and _is_form(lower, library)):
        return word
    return meant


@lru_cache(maxsize=10_000)
def _nearest_form(word: str) -> str | None:
    """The one of the known forms that the word is with a slip or two, its first letter right."""
    if word in _RIGHT:
        return None
    folded = _fold(word)
    slips = 1 if len(word) <= _LONG else 2
    found = process.extractOne(folded, _BY_FOLD.keys(), scorer=OSA.distance, score_cutoff=slips)
    return _BY_FOLD[found[0]] if found and found[0][0] == folded[0] else None


def _is_form(word: str, library: Library) -> bool:
    """Is the word, as it is spelt, a form of what the library takes it for?"""
    folded = _fold(word)
    return any(
        keys.known and folded.startswith(_fold(lemma)[: max(2, len(lemma) - _INFLECTED)])
        for keys in library.words(word)
        for lemma in (*keys.lemmas, *keys.parts)
    )


def _joined(pair: re.Match[str], library: Library) -> str:
    """A noun in its basic form, with the space behind it only where what follows makes no compound with
    it that the library has."""
    first, second = pair.groups()
    if not second.islower() or first.isupper():
        return pair.group()  # names and abbreviations stand as they are
    if first.endswith(_CASES) or first.lower() in STOP_WORDS or second.lower() in STOP_WORDS:
        return pair.group()
    begun = [lemma for lemma in _nouns(first, library) if _alike(lemma, first)]
    heads = _nouns(second, library) if begun else []
    whole = {f"{lemma}{head}" for lemma in begun for head in heads}
    weights, unseen = library.weights(whole), library.weight(UNSEEN)
    return begun[0] if any(weights[word] < unseen for word in whole) else pair.group()


def _nouns(word: str, library: Library) -> list[str]:
    """The lemmas of a word that is no verb and no pronoun."""
    return [
        lemma for keys in library.words(word) if not (keys.function or keys.action) for lemma in keys.lemmas
    ]


def _alike(lemma: str, word: str) -> bool:
    """Is the word the lemma itself, but for one slip?"""
    return OSA.distance(_fold(lemma), _fold(word.lower()), score_cutoff=1) <= 1


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _spoken() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in str(_DATA["words"]).strip().splitlines():
        written, _, said = line.partition(":")
        found.update(dict.fromkeys(said.split(), written))
    return found


_SPOKEN = _spoken()
_BY_FOLD = {_fold(word): word for word in _FORMS}
_FOLDED = {_fold(word): word for word in _FORMS if _fold(word) != word}
