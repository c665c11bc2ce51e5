"""Finnish words as keys for lexical matching.

A word becomes the set of its lemmas (they weigh full) and its parts (they weigh less): compound
parts, the pieces of a hyphenated word, the verb of a participle, the long form of a common
abbreviation, and stems of words that the lexicon does not know. "Vesilaitoksen" has the lemma
"vesilaitos" and the parts "vesi" and "laitos", so that "veden laitos" still finds it.

Numbers are keys as they stand, thousands joined ("31 406" -> "31406"). Everything is NFC and lower
case. Which words are cut where is decided here and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from index.voikko import readings

_GAP = "\u0020\u00a0\u2009\u202f"
_HYPHENS = "-\u2010\u2011"
_SOFT_HYPHEN = "\u00ad"
_TOKEN = re.compile(
    rf"""
    \d{{1,3}}(?:[{_GAP}]\d{{3}})+(?!\d)(?:,\d+)?(?::[^\W\d_]+)?
  | \d+(?:[.,]\d+)+(?::[^\W\d_]+)?
  | \d+(?![^\W_])(?::[^\W\d_]+)?
  | [mtkMT]€
  | [^\W_]+(?:[{_HYPHENS}:'’&][^\W_]+)*[{_HYPHENS}]?
  | [%‰€](?::[^\W\d_]+)?
    """,
    re.VERBOSE,
)
_SPLIT = re.compile(rf"[{_HYPHENS}&]")
_INFLECTED_ACRONYM = re.compile(r"([A-ZÅÄÖ]{2,})([a-zåäö]{1,5})")
_LETTERS_AND_DIGITS = re.compile(r"([^\W\d_]+)(\d[\d.,]*)")
_ENDING = re.compile(
    r"(?:s|t)?(?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|tta|ttä|seen|hin|han|hän|iin|ien|jen|na|nä|in|en|an|än|n|t)$"
)
_SIGNS = {"%": "prosentti", "‰": "promille", "€": "euro"}

_ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "milj": ("miljoona",),
    "mrd": ("miljardi",),
    "eur": ("euro",),
    "m€": ("miljoona", "euro"),
    "t€": ("tuhat", "euro"),
    "k€": ("tuhat", "euro"),
    "meur": ("miljoona", "euro"),
    "teur": ("tuhat", "euro"),
    "pros": ("prosentti",),
    "as": ("asukas",),
    "hlö": ("henkilö",),
    "hlöä": ("henkilö",),
    "htv": ("henkilötyövuosi", "henkilö", "työvuosi"),
    "ta": ("talousarvio",),
    "lta": ("lisätalousarvio", "talousarvio"),
    "mta": ("muutettu", "talousarvio"),
    "tp": ("tilinpäätös",),
    "ks": ("käyttösuunnitelma",),
    "enn": ("ennuste",),
    "tot": ("toteuma",),
    "ts": ("taloussuunnitelma",),
    "kv": ("kaupunginvaltuusto", "valtuusto"),
    "kvalt": ("kaupunginvaltuusto", "valtuusto"),
    "kh": ("kaupunginhallitus", "kunnanhallitus"),
    "khall": ("kaupunginhallitus", "kunnanhallitus"),
    "sote": ("sosiaali", "terveys"),
    "hyte": ("hyvinvointi", "terveys"),
    "alv": ("arvonlisävero",),
}
"""Long forms of abbreviations that Finnish municipal finance uses everywhere."""

_FUNCTION_WORDS = """
    olla ei paljo paljon paljonko moni monta montako kuinka miten milloin miksi missä mistä mihin minne koska
    mikä kuka kumpi mikään kukaan joka jokin joku tämä tuo se nämä nuo ne hän he minä sinä me te
    ja tai sekä eli että jos kun kuin niin vai vaan mutta joten myös entä
    what which who when where how much many is are was were the a an of in on for to and or did does do
    vad vilken vilket vilka vem när hur mycket många är var och eller i på för av till den det en ett
"""

_TELLING = ("muu",)
"""Pronouns that tell one item from another: "muut toimintakulut" are not "toimintakulut"."""

FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Keys of words that carry no meaning of their own, in the three languages of questions."""

_QUESTION_WORDS = """
    mikä mitä minkä missä mistä mihin millä miltä mille mitkä mikä kuka kenen kuinka miten milloin miksi
    montako monta paljonko paljon onko oliko ovatko olivatko eikö voiko joka jonka jota ja tai sekä että
    on oli ovat olivat olla ei eivät ole ollut jos kun kuin niin myös sen se ne sitä siitä niiden tämä tämän
    kerro kertoo kerrotaan sanotaan mainitaan raportti raportin raportissa mukaan sisältää tarkoittaa
    tarkoitetaan suuri suuruinen suurin pienin eniten vähiten kasvoi kasvaa laski laskee nousi muuttui muutos
    verrattuna edellinen edellisen vuosi vuonna vuoden vuodelle vuodesta kvartaali neljännes kuukausi
    euro euroa prosentti prosenttia miljoona miljoonaa henkilö henkilöä määrä osuus yhteensä koko luku summa
    ennuste ennusteen ennustetaan toteuma toteutui talousarvio talousarvion budjetti budjetin poikkeama
    poikkeaa tulos menot tulot kulut tuotot syy syynä johtuu vaikuttaa pitäisi aikoo tavoite riski riskit
"""

QUESTION_WORDS = tuple(dict.fromkeys(_QUESTION_WORDS.split()))
"""Words of questions in general. A library stores their keys from the start, so that a question
rarely has to wait for the lexicon to be loaded."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What a word is matched by. `known` is false where only rules of thumb were left;
    `function` marks words that carry no meaning of their own (pronouns, "on", "ja"), `action` those
    that can only be read as verbs or participles, `may_act` those that can be read so among others."""

    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()
    function: bool = False
    known: bool = True
    action: bool = False
    may_act: bool = False

    @property
    def all(self) -> frozenset[str]:
        return frozenset(self.lemmas) | frozenset(self.parts)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text as written, and its keys."""

    text: str
    keys: Keys


Stored = Callable[[str], Keys | None]
"""Looks up the stored keys of a word form, None when the form is new."""


def analyse(text: str, stored: Stored | None = None) -> tuple[Word, ...]:
    """The words of a text in order. `stored` is asked before the word is analysed."""
    words = [Word(token, word_keys(token, stored)) for token in _tokens(text)]
    for i, word in enumerate(words[:-2]):
        # "esi- ja perusopetus": the first word means "esiopetus".
        if word.text[-1] in _HYPHENS and words[i + 1].keys.function and words[i + 2].keys.parts:
            head = word.text[:-1].lower()
            whole = tuple(head + _last_part(lemma, words[i + 2].keys) for lemma in words[i + 2].keys.lemmas)
            words[i] = Word(word.text, Keys(whole, (*word.keys.lemmas, *word.keys.parts)))
    return tuple(words)


def word_keys(token: str, stored: Stored | None = None) -> Keys:
    """The keys of one word form as it stands in a text."""
    if stored is not None:
        known = stored(form(token))
        if known is not None:
            return known
    return _keys(form(token))


@lru_cache(maxsize=100_000)
def form(token: str) -> str:
    """The form under which a word's keys are stored: lower case, except where the case tells the
    stem from the ending (KELAn)."""
    return token if _INFLECTED_ACRONYM.fullmatch(token) or ":" in token else token.lower()


def _tokens(text: str) -> list[str]:
    clean = unicodedata.normalize("NFC", text).replace(_SOFT_HYPHEN, "")
    return [match.group() for match in _TOKEN.finditer(clean)]


def word_places(text: str) -> list[tuple[int, int]]:
    """Where each word of `analyse(text)` stands in a text that is NFC: its start and end (exclusive)."""
    clean = text.replace(_SOFT_HYPHEN, "")
    found = [match.span() for match in _TOKEN.finditer(clean)]
    if len(clean) == len(text):
        return found
    kept = [place for place, char in enumerate(text) if char != _SOFT_HYPHEN]
    return [(kept[start], kept[end - 1] + 1) for start, end in found]


def _last_part(lemma: str, keys: Keys) -> str:
    tails = [part for part in keys.parts if lemma.endswith(part)]
    return min(tails, key=len, default=lemma)


@lru_cache(maxsize=100_000)
def _keys(token: str) -> Keys:
    if token[0] in _SIGNS:
        return Keys((_SIGNS[token[0]],))
    if token[0].isdigit():
        return _number_keys(token)
    elements = [element for element in _SPLIT.split(token) if element]
    if len(elements) <= 1:
        return _simple_keys(elements[0] if elements else token)
    last = _simple_keys(elements[-1])
    head = "".join(_bare(element) for element in elements[:-1])
    parts = [key for element in elements[:-1] for key in _simple_keys(element).all]
    return Keys(
        tuple(head + lemma for lemma in last.lemmas),
        tuple(dict.fromkeys([*sorted(parts), *last.lemmas, *last.parts])),
        known=last.known,
    )


def _number_keys(token: str) -> Keys:
    number = token.split(":")[0]
    for gap in _GAP:
        number = number.replace(gap, "")
    pieces = number.split(".")
    year = pieces[-1:] if len(pieces) == 3 and len(pieces[-1]) == 4 else []
    return Keys((number.lower(),), tuple(year))


def _simple_keys(element: str) -> Keys:
    """Keys of a word without hyphens: stem and ending told apart by rule, else by the lexicon."""
    if ":" in element:
        return _abbreviation_keys(_bare(element))
    inflected = _INFLECTED_ACRONYM.fullmatch(element)
    if inflected:
        return _abbreviation_keys(inflected.group(1).lower())
    word = element.lower().replace("’", "'")
    code = _LETTERS_AND_DIGITS.fullmatch(word)
    if code:
        letters, digits = code.groups()
        year = (digits,) if len(digits) == 4 else ()
        return Keys((word,), (letters, *year, *_ABBREVIATIONS.get(letters, ())))
    if word in _ABBREVIATIONS:
        return _abbreviation_keys(word)
    found = readings(word)
    if not found:
        return Keys((word,), _stems(word), function=word in FUNCTION_WORDS, known=word in FUNCTION_WORDS)
    lemmas = dict.fromkeys(reading.lemma for reading in found)
    parts = dict.fromkeys(part for reading in found for part in reading.parts)
    parts |= dict.fromkeys(reading.verb for reading in found if reading.verb)
    function = word in FUNCTION_WORDS or any(
        (reading.function and reading.lemma not in _TELLING) or reading.lemma in FUNCTION_WORDS
        for reading in found
    )
    return Keys(
        tuple(lemmas),
        tuple(part for part in parts if part not in lemmas),
        function,
        action=all(reading.action for reading in found),
        may_act=any(reading.action for reading in found),
    )


def _abbreviation_keys(stem: str) -> Keys:
    return Keys((stem,), _ABBREVIATIONS.get(stem, ()))


def _bare(element: str) -> str:
    """An element of a compound without an ending after a colon, in lower case."""
    return element.split(":")[0].lower()


def _stems(word: str) -> tuple[str, ...]:
    """Stems of a word that the lexicon does not know, most often a name with a case ending.

    Names that end in a consonant take an "i" before the ending (Fingrid, Fingridin)."""
    if not word.isalpha() or len(word) < 5:
        return ()
    stems: dict[str, None] = {}
    ending = _ENDING.search(word)
    if ending and ending.start() >= 3:
        stems[word[: ending.start()]] = None
        if len(ending.group()) == 2 and ending.group()[-1] == "n":
            stems[word[:-1]] = None
    for stem in list(stems):
        if stem[-1] == "i" and len(stem) > 3:
            stems[stem[:-1]] = None
    return tuple(stems)
