"""Which city, municipality or public body a report is by.

Finnish reports mostly print the genitive ("Kuuselan kaupungin tilinpäätös"). The nominative
"Kuusela" is given only when the text, the metadata or the file name prints it: candidates from
there are inflected by the rules of Finnish and compared with the printed genitive. Otherwise the
name with its head stands ("Kuuselan kaupunki"), which is sure, as the heads are known words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ingest.entities import unit_named
from ingest.report_kinds import ANY_KIND, report_kind

_NAME = r"[A-ZÅÄÖ][\wåäöé]*(?:-[A-ZÅÄÖ][\wåäöé]*)*"
_PLACE = re.compile(
    rf"\b(?P<genitive>{_NAME}n|{_NAME}N)\s+(?P<head>(?i:kaupun(?:ki|gi)\w*|kun(?:ta|nan|nalle|nalla|nassa|nasta|taan|taa)\b))"
)
_BODY = re.compile(
    rf"\b(?P<genitive>(?:{_NAME}\s+ja\s+)?{_NAME}n)\s+"
    r"(?P<head>(?i:hyvinvointialue|(?:kunta|koulutuskunta|sairaanhoito)\w*yhtymä|seurakunta(?:yhtymä)?|sairaanhoitopiiri|"
    r"(?:maakunnan |maakunta)liitto|pelastuslaitos))(?P<ending>\w*)"
)
_SWEDISH = re.compile(rf"\b(?P<name>{_NAME})\s+(?P<head>stad|kommun)(?:en|s|ens)?\b")
_SWEDISH_FIRST = re.compile(rf"\b(?:Staden|Kommunen)\s+(?P<name>{_NAME})")
_ENGLISH = re.compile(rf"\b(?:City|Town|Municipality)\s+of\s+(?P<name>{_NAME})")
_AGENCY = re.compile(rf"\b(?P<name>{_NAME}(?:virasto|ministeriö|konttori|oikeus))\b")
_OF_REPORT = re.compile(rf"\b(?P<genitive>{_NAME}n)\s+(?=(?:{ANY_KIND.pattern}))", re.IGNORECASE)
_COMMON = frozenset({
    "kaupungin", "kunnan", "vuoden", "valtuuston", "konsernin", "talouden", "toiminnan", "suomen",
    "kaupunginhallituksen", "uuden", "muiden", "kaupunkikonsernin", "kuntakonsernin", "seuraavan",
    "edellisen", "oman", "isäntäkunnan", "naapurikunnan", "manner-suomen", "jokaisen", "molempien", "muun",
    "saman", "toisen", "kuntien", "kaupunkien", "suuren", "pienen", "koko", "emokaupungin", "emokunnan",
})  # fmt: skip
_HEAD_FORMS = (("kaupun", "kaupunki"), ("kun", "kunta"))
_GRADATION = {
    "kk": ("k",), "pp": ("p",), "tt": ("t",), "nk": ("ng",), "nt": ("nn",), "mp": ("mm",), "lt": ("ll",),
    "rt": ("rr",), "ht": ("hd",), "lp": ("lv",), "rp": ("rv",), "lk": ("l", "lj"), "rk": ("r", "rj"),
    "hk": ("h",), "k": ("", "v", "j"), "t": ("d",), "p": ("v",),
}  # fmt: skip
_STEM = re.compile(
    r"^(?P<start>.*?)(?P<cluster>kk|pp|tt|nk|nt|mp|lt|rt|ht|lp|rp|lk|rk|hk|k|t|p)(?P<end>[aeiouyäöå]{1,2})$"
)


def find_organisation(titles: Iterable[str], running: Iterable[str], stem: str, text: str) -> str | None:
    """The organisation, in the nominative, or None when the report does not say it.

    `titles` (title page, metadata) weigh most, then `running` headers, then the text by count.
    `stem` is the file's name in words.
    """
    titles, running = tuple(titles), tuple(running)
    words = _capitalised_words((*titles, *running, text))
    scores: Counter[str] = Counter()
    for weight, source in ((40, "\n".join(titles)), (15, "\n".join(running)), (1, text)):
        for name in _named(source, words, stem, strong=weight > 1):
            scores[name] += weight
    for name in set(_in_file_name(stem, words)) | _also_in_file_name(stem, scores):
        scores[name] += 20
    if not scores:
        return None
    best, score = scores.most_common(1)[0]
    return best if score >= 2 else None


def names_organisation(text: str) -> bool:
    """Does the text name a city, a municipality or a public body as such ("Kuuselan kaupunki")?"""
    return any(pattern.search(text) for pattern in (_PLACE, _BODY, _SWEDISH, _SWEDISH_FIRST, _ENGLISH))


def _named(text: str, words: dict[str, str], stem: str, strong: bool) -> Iterator[str]:
    @cache
    def printed(genitive: str) -> str | None:
        return nominative(genitive, words)

    for found in _PLACE.finditer(text):
        genitive = found["genitive"]
        if genitive.casefold() in _COMMON:
            continue
        head = next(full for start, full in _HEAD_FORMS if found["head"].casefold().startswith(start))
        name = printed(genitive) or nominative_in_file_name(_titled(genitive), stem)
        yield name or f"{_titled(genitive)} {head}"
    for found in _BODY.finditer(text):
        if found["genitive"].casefold() not in _COMMON:
            yield f"{found['genitive']} {found['head'].lower()}"
    for pattern in (_SWEDISH, _SWEDISH_FIRST, _ENGLISH):
        for found in pattern.finditer(text):
            yield _swedish_name(found["name"], words) if pattern is _SWEDISH else found["name"]
    if strong:
        for found in _OF_REPORT.finditer(text):
            name = printed(found["genitive"])
            if name and found["genitive"].casefold() not in _COMMON and unit_named(name) is None:
                yield name
        for found in _AGENCY.finditer(text):
            yield found["name"]


def _titled(genitive: str) -> str:
    return genitive if not genitive.isupper() else genitive.title()


def _swedish_name(name: str, words: dict[str, str]) -> str:
    """ "Raseborgs stad" is Raseborg's when the text knows Raseborg."""
    return words.get(name[:-1].casefold(), name) if name.endswith("s") else name


def _capitalised_words(texts: Iterable[str]) -> dict[str, str]:
    """Words printed with a capital, by their small letters; a form with small letters is preferred."""
    words: dict[str, str] = {}
    for text in texts:
        for word in re.findall(rf"\b{_NAME}\b", text):
            known = words.get(word.casefold())
            if known is None or (known.isupper() and not word.isupper()):
                words[word.casefold()] = word
    return words


def nominative(genitive: str, words: dict[str, str]) -> str | None:
    """The printed word whose genitive this is, if exactly one fits; "Ristijoen" -> "Ristijoki"."""
    wanted = genitive.casefold()
    start = wanted[: max(2, len(wanted) - 6)]
    fitting = {
        _titled(word) for folded, word in words.items()
        if folded != wanted and folded[:2] == start[:2] and wanted in genitives(folded)
    }  # fmt: skip
    return fitting.pop() if len(fitting) == 1 else None


def nominative_in_file_name(genitive: str, stem: str) -> str | None:
    """The nominative that the file's name prints in plain letters ("hiidenkoski"), with the
    genitive's own letters ("Hiidenkosken") as far as both agree."""
    for part in fold(stem).split():
        if fold(genitive) not in genitives(part):
            continue
        same = 0
        while same < min(len(part), len(genitive)) and fold(genitive[same]) == part[same]:
            same += 1
        start, rest = genitive[:same], part[same:]
        if re.search("[äöy]", start.lower()) and not re.search("[aou]", start.lower()):
            rest = rest.replace("a", "ä").replace("o", "ö")
        return start + rest
    return None


@lru_cache(maxsize=65536)
def genitives(word: str) -> frozenset[str]:
    """The genitives that a Finnish place name could have (small letters): endings, i -> e,
    consonant gradation, -nen -> -sen. More forms than are right, to compare with a printed one."""
    if word.endswith("nen"):
        return frozenset({f"{word[:-3]}sen", f"{word[:-3]}sten"})
    if not word or word[-1] not in "aeiouyäöå":
        return frozenset({f"{word}in", f"{word[:-1]}ksen"} if word else ())
    stems = {word}
    if word.endswith("i"):
        stems.add(f"{word[:-1]}e")
    if word.endswith("si"):
        stems.add(f"{word[:-2]}de")
    forms = {f"{stem}n" for stem in stems} | ({f"{word}en"} if word.endswith("e") else set())
    for stem in stems:
        found = _STEM.match(stem)
        if found:
            forms |= {f"{found['start']}{weak}{found['end']}n" for weak in _GRADATION[found["cluster"]]}
    return frozenset(forms)


def fold(text: str) -> str:
    """Letters as file names write them: small, without dots and rings."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def _also_in_file_name(stem: str, names: Iterable[str]) -> set[str]:
    """The names, of those that the text gives, that are words of the file's name."""
    parts = fold(stem).split()
    return {name for name in names if fold(name) in parts}


def _in_file_name(stem: str, words: dict[str, str]) -> Iterator[str]:
    """A capitalised word of the text that the file name prints too ("kuusela tilinpaatos 2024"),
    if the text also inflects it: a name is talked about, a heading's word is not."""
    parts = fold(stem).split()
    if not parts:
        return
    for folded, word in words.items():
        if fold(folded) not in parts or len(folded) < 2 or report_kind([word]) or unit_named(_titled(word)):
            continue
        if any(form in words for form in genitives(folded)):
            yield _titled(word)
