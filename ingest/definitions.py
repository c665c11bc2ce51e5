"""Definitions in running text: "HTV = henkilötyövuosi", one or several in a paragraph, and sentences that
say what a word means: "Sitovalla tasolla tarkoitetaan …", "Vuosikate kuvaa …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.numbers import find_numbers
from ingest.sentences import Range, sentences

_EQUALS = re.compile(r"\s=\s")
_TERM = re.compile(
    r"^(?:\d{1,2}\)|\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹])?\s*(?P<term>[^=]{1,90}?)\s+=\s+(?P<meaning>\S.*)$", re.DOTALL
)
_NEXT = re.compile(r"[,;]\s+(?=[^,;.=]{1,60}\s=\s)")
_LONGEST_TERM = 10
_LIST_NAME = re.compile(
    r"(?:(?:Käytetyt |Taulukon )?(?:Lyhenteet|Lyhenteiden selitykset|Selitteet|Selitykset|Käsitteet|Termit)"
    r"|Förkortningar|Abbreviations):\s+",
    re.IGNORECASE,
)
_WORDS = r"(?P<term>[^\W\d_](?:[^\s.;:!?]|:(?=\w))*(?:\s(?:[^\s.;:!?]|:(?=\w))+){0,5}?)"
_HOW = (
    r"(?:jakamalla|vähentämällä|kertomalla|lisäämällä|summaamalla|suhteuttamalla|laskemalla|kaavalla"
    r"|kaavasta|seuraavasti|siten|niin|jaettuna)"
)
_TOLD = tuple(
    re.compile(pattern)
    for pattern in (
        # what the words before the verb mean, said in general: no "merkitsee", which is a consequence
        rf"{_WORDS}\starkoittaa\s+(?!että\b|sitä,?\s+että\b|myös\b|käytännössä\b|siis\b|lisäksi\b)\S.*",
        rf"{_WORDS}\starkoitetaan\s+(?:(?:tässä|tämän)\s\w+\s)?\S.*",
        rf"{_WORDS}\s(?:määritellään|lasketaan)\s+(?:\S+\s+){{0,6}}?{_HOW}\b.*",
        rf"{_WORDS}\s(?:kuvaa|ilmaisee|mittaa)\s+\S.*",
        rf"{_WORDS}\s(?:kertoo|osoittaa),?\s+(?:kuinka|miten|mikä|mitä|paljonko|missä|onko)\b.*",
        rf"Med\s{_WORDS}\savses\s+\S.*",
        rf"{_WORDS}\s(?:is defined as|refers to|stands for|means)\s+(?!that\b)\S.*",
    )
)
_NO_TERM = re.compile(
    r"(?:\w*(?:taulukko|taulukot|kuvio|kuviot|kuva|kuvat|kaavio|kaaviot|raportti|katsaus|liite|luku|osio|kohta"
    r"|teksti|sarake|rivi|palkki|viiva|kertomus|kysely|tulos|ylitys|alitus|poikkeama|muutos|kehitys|tilanne)"
    r"|tämä|tama|tämän|tällä|se|sen|sillä|ne|niillä|nämä|näillä|tuo|joka|jotka|jolla|joilla|mikä|mitkä|mitä"
    r"|tästä|siitä|it|this|that|which|detta|det|och|ja|eli|kun|jos|että|mutta|sekä|myös|luvut|luku|ennuste)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?P<stem>.+?)(?::(?:ll[aä]|n|t|i?t?[aä])|\s[-\u2013]?tunnusluku)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Definition:
    """`term` without a footnote mark; `place` is the whole definition's characters."""

    term: str
    place: Range


def find_definitions(text: str) -> tuple[Definition, ...]:
    """The definitions of a paragraph in order; none where it says what a figure is ("Tulos = 5,6 M€").

    A paragraph that is one definition from its start stays whole, with the sentences that follow up to
    one with a figure: what was counted is no part of what a word means.
    """
    equals = len(_EQUALS.findall(text))
    pieces = sentences(text)
    if not equals:
        return tuple(told for piece in pieces if (told := _told(text, piece)) is not None)
    if equals == 1 and pieces and "=" in text[pieces[0].start : pieces[0].end]:
        later = (place for place, piece in enumerate(pieces) if place and find_numbers(text[slice(*piece)]))
        end = next(later, len(pieces))
        pieces = (Range(pieces[0].start, pieces[end - 1].end), *pieces[end:])
    found = (_definition(text, part) for piece in pieces for part in _parts(text, piece))
    return tuple(definition for definition in found if definition is not None)


def _parts(text: str, piece: Range) -> list[Range]:
    """A sentence that lists several definitions ("TA = talousarvio, TP = tilinpäätös") in its parts."""
    parts: list[Range] = []
    start = piece.start
    for match in _NEXT.finditer(text, piece.start, piece.end):
        parts.append(Range(start, match.start()))
        start = match.end()
    return [*parts, Range(start, piece.end)]


def _definition(text: str, place: Range) -> Definition | None:
    named = _LIST_NAME.match(text, place.start, place.end)
    if named is not None:
        place = Range(named.end(), place.end)
    match = _TERM.match(text[place.start : place.end])
    if match is None or len(match["term"].split()) > _LONGEST_TERM or find_numbers(match["term"]):
        return None
    numbers = find_numbers(match["meaning"])
    if numbers and numbers[0].start < 2 and numbers[0].unit is not None:
        return None
    return Definition(" ".join(match["term"].split()), place)


def _told(text: str, place: Range) -> Definition | None:
    """A sentence without figures that says in general what a word means or how it is counted."""
    sentence = text[place.start : place.end]
    if find_numbers(sentence) or _YEAR.search(sentence) or not sentence[:1].isupper() or "?" in sentence:
        return None
    for pattern in _TOLD:
        match = pattern.fullmatch(" ".join(sentence.split()))
        if match is not None and _can_be_term(match["term"]):
            end = _ENDING.fullmatch(match["term"])
            return Definition(end["stem"] if end else match["term"], place)
    return None


def _can_be_term(term: str) -> bool:
    words = term.split()
    if any(word.endswith(",") for word in words):
        return False
    return not any(_NO_TERM.fullmatch(word) for word in (words[0], words[-1]))
