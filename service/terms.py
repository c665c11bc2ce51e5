"""The words of a question as terms: what evidence has to speak of, and how it may say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.contract import Library
from service.vocabulary import GENERIC, SCOPES, SYNONYMS

UNSEEN = "\0"
"""A key that no library has: its weight is that of a word never seen."""
_DOING = re.compile(r"m[aä](?:ss|st)[aä]$")
"""The third infinitive: "on ylittämässä" tells what is being done, though its form may be a noun's."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound, the words that may stand for it, and the letters of the compound it is."""

    key: str
    also: frozenset[str]
    place: range


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that the evidence has to speak of.

    `keys` are its lemmas, `also` those of words that may stand for it, `parts` its compound parts
    and `length` the compound's letters. `stems` are beginnings that inflections and derivations
    share, `roots` shorter ones of all its words, `explains` everything that it accounts for in a
    label. `start` is its place in the question. `essential`: without it the answer would be about
    something else. `name`: written like a name. `action`: a verb that is no general one.
    """

    word: str
    start: int
    keys: frozenset[str]
    also: frozenset[str]
    parts: tuple[Part, ...]
    weight: float
    essential: bool
    name: bool
    action: bool
    length: int
    stems: tuple[str, ...]
    roots: tuple[str, ...]
    explains: frozenset[str]


def make_term(word: str, start: int, bridged: Sequence[str], library: Library) -> Term:
    """The term of one word; `start` is its place in the question, `bridged` are the Finnish words
    that a word of another language leads to."""
    lemmas: list[str] = []
    parts: list[str] = []
    action = may_act = known = True
    bridged = _seen_first(bridged, library)
    for found in library.words(bridged[0] if bridged else word):
        if not found.function:
            lemmas += found.lemmas
            parts += found.parts
            action = action and found.action
            may_act = may_act and found.may_act
            known = known and found.known
    lower = word.lower()
    action = action or (may_act and _DOING.search(lower) is not None)
    if bridged:  # a report may be in the question's own language
        lemmas.append(lower)
    also = {other for key in lemmas for other in SYNONYMS.get(key, ())}
    for finnish in bridged:
        also |= {finnish, *SYNONYMS.get(finnish, ())}
    # Of several readings the one that the library speaks of is meant.
    weight = min((library.weight(key) for key in lemmas), default=0.0)
    generic = not lemmas or lower in GENERIC or bool(set(lemmas) & (GENERIC | SCOPES))
    helps = bool(lemmas) and (action or (may_act and weight >= library.weight(UNSEEN)))
    if action:  # the verb of a participle is the same action: "aloitettu", "aloitettiin"
        lemmas += parts
    keys = frozenset(lemmas) or frozenset({lower})
    also -= keys
    compound = max(keys - {lower} if bridged else keys, key=len, default=lower)
    made = tuple(_part(part, compound) for part in dict.fromkeys(parts) if part not in keys)
    return Term(
        word=word,
        start=start,
        keys=keys,
        also=frozenset(also),
        parts=made,
        weight=0.4 * weight if generic else 0.6 * weight if action else weight,
        essential=not (generic or helps),
        name=start > 0 and word[0].isupper(),
        action=action and bool(lemmas) and not generic,
        length=len(compound),
        stems=tuple(key[: max(5, int((0.75 if known else 0.6) * len(key)))] for key in keys if len(key) >= 5),
        roots=tuple({key[: max(4, (2 * len(key)) // 3)] for key in (*keys, *also) if len(key) >= 3}),
        explains=keys | also | {part.key for part in made},
    )


def _seen_first(words: Sequence[str], library: Library) -> tuple[str, ...]:
    """The words, the first that the library has before the others."""
    if len(words) < 2:
        return tuple(words)
    weights, unseen = library.weights(words), library.weight(UNSEEN)
    return tuple(sorted(words, key=lambda word: weights[word] >= unseen))


def _part(part: str, compound: str) -> Part:
    at = compound.find(part[: max(3, len(part) - 1)])
    place = range(at, min(len(compound), at + len(part))) if at >= 0 else range(0)
    return Part(part, SYNONYMS.get(part, frozenset()), place)
