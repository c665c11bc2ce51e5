"""Whose figures a header, a section row or a row label says they are: city, group, company, benchmark.

Only what names an owner by its words counts: the general words for a municipality and its group, the
legal form of a company, a board, and the wider areas that reports compare themselves with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.column_words import bare_words
from ingest.columns import find_kinds

_OWN = (
    r"(?:perus|emo)?(?:kaupunki|kunta)|emo(?:yhteisö|yhtiö)?|(?:kaupunki|kunta)?konserni(?:yhteensä)?"
    r"|(?:kaupunki|kunta)konserni yhteensä|konserni yhteensä|kaupunki yhteensä|kunta yhteensä"
    r"|tytäryhteisöt|liikelaitos|liikelaitokset|koncernen|kommunen|staden|moderbolaget|city|group|parent"
)
_WIDER = (
    r"koko maa\w*(?: keskimäärin)?|manner-suomi|suomi|maa keskimäärin|maakunta(?: keskimäärin)?|seutukunta"
    r"|(?:kunnat|kaupungit|vertailukunnat|vertailukaupungit|verrokkikunnat|verrokit)(?: keskimäärin)?"
    r"|[\w-]{3,30}(?: [\w-]{1,30}){0,3} keskimäärin|[\w–-]{1,20} asukkaan kunnat(?: keskimäärin)?"
    r"|hela landet|fasta finland|landskapet|whole country|national average|keskiarvo kunnat"
)
_GENERAL = re.compile(rf"(?:{_OWN}|{_WIDER})", re.IGNORECASE)
_BODY = re.compile(
    r"(?:[\w-]+,? (?:ja |och )?){0,6}[\w-]*(?:lautakunta|jaosto|liikelaitos|kuntayhtymä|nämnden|nämnd)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:\S+ ){1,6}(?:Oy|Oyj|Ab|Abp|ry|Ltd)\b(?!:)(?: \S+)?|(?:Oy|KOy|As\. ?Oy|Asunto Oy) \S.{1,60}"
)


@lru_cache(maxsize=4096)
def owner_named(text: str) -> str | None:
    """The owner that a header line or a label names as a whole, as printed; None where it names none."""
    text = " ".join(text.split()).strip(" :")
    if not 2 < len(text) <= 90:
        return None
    name = re.sub(r"\s+yhteensä$", "", bare_words(text), flags=re.IGNORECASE)
    if _COMPANY.fullmatch(name):
        return name
    if find_kinds(name):
        return None
    return name if _GENERAL.fullmatch(name) or _BODY.fullmatch(name) else None


def owner_of_header(lines: Iterable[str]) -> str | None:
    """The owner that the lines over a column name; None where two lines name two."""
    named = list(dict.fromkeys(name for line in lines if (name := owner_named(line)) is not None))
    if len(named) == 1:
        return named[0]
    return None


def owner_of_row(path: Iterable[str]) -> str | None:
    """The owner that a row's label or the nearest section above it names."""
    return next((name for label in reversed(list(path)) if (name := owner_named(label)) is not None), None)
