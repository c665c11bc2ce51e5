"""Is it a question at all? What else it is, and what to advise the one who asked.

Looks at the words alone, before anything is searched: what holds no question gets no answer, however
well its words match. Whether the reports answer a real question is decided elsewhere.

nonsense(text, follow_up) -> Nonsense | None
advice(what, language) -> str
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from service.records import Language
from service.sense_words import ASKING, CLAIMING, DOING, FOREIGN, FOREIGN_ASKING, MAKING, SMALL


class Nonsense(StrEnum):
    """What was sent instead of a question."""

    EMPTY = "empty"
    """No letter and no digit: white space, punctuation, emoji, control characters."""
    NUMBERS = "numbers"
    """Numbers, dates, units or a sum to reckon, without a word of what they are."""
    WORD = "word"
    """One word, once or many times."""
    VAGUE = "vague"
    """Question words, greetings and small words alone: "paljonko", "hei", "kerro"."""
    PASTED = "pasted"
    """A paragraph or page that asks nothing."""
    STATEMENT = "statement"
    """A sentence that claims something and asks nothing."""
    INSTRUCTION = "instruction"
    """An order to do something else than to answer from the reports."""
    CODE = "code"
    """A program's text, markup or address."""
    FOREIGN = "foreign"
    """A language other than Finnish, Swedish and English."""


_WORD = re.compile(r"[^\W\d_]+(?:[-'’:][^\W\d_]+)*")
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Mn", "Me")
_LONGEST_WORD, _LONG, _VERY_LONG = 70, 45, 120
"""Letters of the longest Finnish compounds with room to spare; words of a long text, and of one that is
too long even if a question mark stands in it."""

_SMALL_TALK = re.compile(
    r"\b(?:mitä kuuluu|kuka (?:sinä )?olet|mikä (?:sinä )?olet|how are you|who are you|what are you"
    r"|hur mår du|vem är du)\b"
)

# What is made, sent or removed: no way of asking. Making is allowed of what sums up the reports.
_SUMS_UP = re.compile(
    r"\b(?:yhteenve|tiivist|koost|koont|luettel|lista|vertailu|taulukko|katsau|selvity|summar|overview|list\b"
    r"|table|compar|sammanfat|jämför|översikt)"
)
_OVERRIDE = re.compile(
    r"\b(?:ignore|disregard|forget|unohda|ohita|älä välitä|glöm|ignorera)\b.{0,40}"
    r"\b(?:above|previous|prior|instruction\w*|rules|ohje\w*|aiem\w*|edell\w*|säännö\w*|ovan\w*|tidigare"
    r"|instruktion\w*)\b|\bsystem prompt\b|\byou are now\b|\bolet nyt\b"
)
_CODE = re.compile(
    r"</?[a-z][^<>]*>|\bselect\b.+\bfrom\b|\b(?:drop|alter) table\b|\binsert into\b|\bunion select\b"
    r"|\bor 1 ?= ?1\b|--\s*$|\{\{|\$\{|%[sn]%|^\s*[{\[].*[}\]]\s*$|\.\./|^\s*(?:https?://|www\.)\S+\s*$",
    re.IGNORECASE | re.DOTALL,
)


def cleaned(text: str) -> str:
    """The text in NFC on one line, without control characters, loose accents and what cannot be seen."""
    kept = (
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in _UNSEEN
    )
    return " ".join("".join(kept).split())


def shortened(text: str, most: int = 120) -> str:
    """A question as an answer may repeat it: cleaned, cut at a word when it is longer than `most`."""
    text = cleaned(text)
    if len(text) <= most:
        return text
    head, gap, _ = text[:most].rpartition(" ")
    return f"{head if gap else text[:most]} …"


def nonsense(text: str, follow_up: bool = False) -> Nonsense | None:
    """What the text is if it is no question, None if it may be one.

    After other turns of a conversation (`follow_up`) one word or small words may well be a question:
    "miksi?", "entä 2024?".
    """
    text = cleaned(text)
    words = [word.casefold() for word in _WORD.findall(text)]
    letters = [char for char in text if char.isalpha()]
    if not letters and not any(char.isdigit() for char in text):
        return Nonsense.EMPTY
    if _CODE.search(text):
        return Nonsense.CODE
    if sum(not unicodedata.name(char, "").startswith("LATIN") for char in letters) > len(letters) / 2:
        return Nonsense.FOREIGN
    return _of_words(text, words, follow_up)


def _of_words(text: str, words: list[str], follow_up: bool) -> Nonsense | None:
    if _instructs(text.casefold(), words):
        return Nonsense.INSTRUCTION
    telling = {word for word in words if word not in SMALL and len(word) > 1}
    if any(len(word) > _LONGEST_WORD for word in words):
        return Nonsense.WORD
    if _foreign(words):
        return Nonsense.FOREIGN
    if _SMALL_TALK.search(text.casefold()):
        return Nonsense.VAGUE
    if len(set(words)) == 1 and (len(words) > 3 or not follow_up) and not re.search(r"\d", text):
        return Nonsense.WORD if telling else Nonsense.VAGUE
    if _pasted(text, words):
        return Nonsense.PASTED
    if not follow_up:
        if not telling:
            return (
                Nonsense.VAGUE if set(words) & SMALL and not _only_numbers(text, words) else Nonsense.NUMBERS
            )
        if _claims(text, words):
            return Nonsense.STATEMENT
    return None


def _only_numbers(text: str, words: list[str]) -> bool:
    return bool(re.search(r"\d", text)) and not set(words) & ASKING


def _instructs(text: str, words: list[str]) -> bool:
    if _OVERRIDE.search(text):
        return True
    first = words[:1] + (words[1:2] if words[:1] in (["please"], ["can"], ["voitko"], ["hei"]) else [])
    return any(word in DOING or (word in MAKING and not _SUMS_UP.search(text)) for word in first)


def _foreign(words: list[str]) -> bool:
    strange = [word for word in words if word in FOREIGN]
    known = [word for word in words if word in SMALL]
    return not FOREIGN_ASKING.isdisjoint(words[:1]) or (len(strange) >= 2 and len(strange) > len(known))


def _pasted(text: str, words: list[str]) -> bool:
    asks = "?" in text or any(word in ASKING for word in words)
    return len(words) > (_VERY_LONG if asks else _LONG)


def _claims(text: str, words: list[str]) -> bool:
    """A whole sentence with its full stop and its verb, and no word that asks."""
    asks = any(word in ASKING or word.endswith(("ko", "kö")) for word in words)
    return text.endswith((".", "!")) and not asks and any(word in CLAIMING for word in words)


_ADVICE: Mapping[Nonsense, tuple[str, str, str]] = {
    Nonsense.EMPTY: (
        "Kirjoita kysymys sanoin.",
        "Skriv frågan i ord.",
        "Write your question in words.",
    ),
    Nonsense.NUMBERS: (
        "Pelkistä luvuista ei selviä, mitä kysyt. Kirjoita myös, mistä asiasta tai yksiköstä on kyse.",
        "Av enbart siffror framgår inte vad du frågar. Skriv också vilken sak eller enhet det gäller.",
        "Numbers alone do not tell what you ask. Say also which item or unit you mean.",
    ),
    Nonsense.WORD: (
        "Yhdestä sanasta ei selviä, mitä siitä haluat tietää. Kysy kokonaisella kysymyksellä, "
        "jossa on myös yksikkö ja vuosi.",
        "Av ett enda ord framgår inte vad du vill veta. Ställ en hel fråga med enhet och år.",
        "One word does not tell what you want to know. Ask a whole question with the unit and the year.",
    ),
    Nonsense.VAGUE: (
        "Kysymyksestä puuttuu, mitä asiaa se koskee. Kirjoita esimerkiksi: ”Paljonko toimintakulut olivat "
        "viime vuonna?”",
        "Det framgår inte vad frågan gäller. Skriv till exempel: ”Hur stora var verksamhetskostnaderna "
        "i fjol?”",
        "The question does not say what it is about. Write for example: “How much were the operating costs "
        "last year?”",
    ),
    Nonsense.PASTED: (
        "Teksti on pitkä eikä siitä erotu kysymystä. Kysy yksi asia kerrallaan yhdellä tai kahdella "
        "virkkeellä.",
        "Texten är lång och ingen fråga syns i den. Ställ en fråga i taget med en eller två meningar.",
        "The text is long and no question stands out in it. Ask one thing at a time in a sentence or two.",
    ),
    Nonsense.STATEMENT: (
        "Tämä on väite eikä kysymys. Kysy esimerkiksi, paljonko, milloin, miksi tai pitääkö se paikkansa.",
        "Detta är ett påstående, inte en fråga. Fråga till exempel hur mycket, när, varför eller om "
        "det stämmer.",
        "This is a statement, not a question. Ask for example how much, when, why, or whether it is so.",
    ),
    Nonsense.INSTRUCTION: (
        "Luku vastaa vain kysymyksiin, joihin raporteissa on vastaus. Muita tehtäviä se ei tee.",
        "Luku besvarar bara frågor som rapporterna ger svar på. Andra uppgifter utför det inte.",
        "Luku only answers questions that the reports answer. It does no other tasks.",
    ),
    Nonsense.CODE: (
        "Tämä näyttää koodilta tai osoitteelta. Kirjoita kysymys tavallisin sanoin.",
        "Detta ser ut som kod eller en adress. Skriv frågan i vanliga ord.",
        "This looks like code or an address. Write your question in plain words.",
    ),
    Nonsense.FOREIGN: (
        "Kysy suomeksi, ruotsiksi tai englanniksi. Fråga på svenska. Ask in English.",
        "Fråga på finska, svenska eller engelska. Kysy suomeksi. Ask in English.",
        "Ask in Finnish, Swedish or English. Kysy suomeksi. Fråga på svenska.",
    ),
}


def advice(what: Nonsense, language: Language) -> str:
    """What to tell the one who sent it."""
    return dict(zip((Language.FINNISH, Language.SWEDISH, Language.ENGLISH), _ADVICE[what], strict=True))[
        language
    ]
