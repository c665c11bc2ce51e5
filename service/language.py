"""The language of a question, told by its function words."""

from __future__ import annotations

import re

from service.records import Language

_WORD = re.compile(r"[^\W\d_]+")
_FINNISH_ENDING = re.compile(r"(?:ko|kö|ssa|ssä|sta|stä)$")
_WORDS = {
    Language.FINNISH: frozenset(
        {"mikä", "mitä", "paljonko", "montako", "milloin", "kuinka", "miksi", "missä", "kuka", "onko", "oli"}
        | {
            "olivat",
            "ja",
            "on",
            "mitkä",
            "entä",
            "vuonna",
            "tarkoittaa",
            "ovat",
            "kun",
            "kuin",
            "ei",
            "minkä",
        }
    ),
    Language.SWEDISH: frozenset(
        {"vad", "är", "hur", "när", "vilka", "vilket", "varför", "stort", "stor", "många", "mycket", "och"}
        | {"det", "den", "av", "för", "att", "har", "hade", "blev", "på", "vem", "till", "under", "slutet"}
        | {
            "vilken",
            "ange",
            "i",
            "från",
            "med",
            "som",
            "finns",
            "fanns",
            "inom",
            "år",
            "stora",
            "mellan",
            "enligt",
        }
        | {
            "ska",
            "blir",
            "får",
            "fick",
            "kostade",
            "väntas",
            "beräknas",
            "uppgick",
            "berätta",
            "hos",
            "vid",
            "inte",
        }
    ),
    Language.ENGLISH: frozenset(
        {"what", "how", "when", "which", "why", "who", "the", "is", "are", "was", "were", "did", "does"}
        | {
            "of",
            "in",
            "for",
            "and",
            "have",
            "has",
            "had",
            "many",
            "much",
            "about",
            "tell",
            "me",
            "give",
            "by",
        }
        | {
            "from",
            "to",
            "at",
            "with",
            "an",
            "be",
            "been",
            "will",
            "would",
            "there",
            "it",
            "this",
            "list",
        }
    ),
}


def language_of(text: str) -> Language:
    """The language whose function words the text has most of; Finnish when nothing tells."""
    words = [word.lower() for word in _WORD.findall(text)]
    votes = {language: sum(word in known for word in words) for language, known in _WORDS.items()}
    votes[Language.FINNISH] += sum(bool(_FINNISH_ENDING.search(word)) for word in words)
    best = max(votes.values())
    return next(language for language, count in votes.items() if count == best)
