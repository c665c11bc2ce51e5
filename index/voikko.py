"""Finnish morphology: the readings that Voikko gives a word.

Loading the lexicon takes about a second and 200 MB, so it is loaded at the first unknown word;
the library stores the keys of every word that it has seen, and a cold question seldom gets here.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

_LONGEST = 60
_SKIPPED = str.maketrans("", "", "-=")
_DERIVED_FROM = re.compile(r"\[Lt\]\[Xp\]([^\[]+)\[X\]")
_FUNCTION_CLASSES = frozenset({"asemosana", "sidesana", "kieltosana", "suhdesana"})

_lock = threading.Lock()
_analyse: Callable[[str], list[_Analysis]] | None = None


class _Analysis(Protocol):
    """The fields of a pyvoikko analysis that are used here."""

    FORM: str
    BASEFORM: str
    CLASS: str
    PARTICIPLE: str | None
    FSTOUTPUT: str
    COMPOUND_PARTS: list[_Analysis] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word, in lower case.

    `parts` are the base forms of a compound's parts, shorter compounds inside it among them.
    `verb` is what a participle is formed from. `function` is true for pronouns, conjunctions,
    adpositions and the negation, `action` for verbs and participles.
    """

    lemma: str
    parts: tuple[str, ...] = ()
    verb: str | None = None
    function: bool = False
    action: bool = False


def readings(word: str) -> tuple[Reading, ...]:
    """The likeliest readings of a lower-case word; empty when the lexicon does not know it.

    The lexicon splits generously (lainakannasta: "laki akka nasta"); of several readings those
    with the fewest parts are right, the others are dropped.
    """
    if len(word) > _LONGEST:
        return ()
    # One lock around loading and around each lookup: the engine's thread safety is not promised.
    with _lock:
        found = _loaded()(word)
    if not found:
        return ()
    fewest = min(len(analysis.COMPOUND_PARTS or ()) for analysis in found)
    chosen = [_reading(analysis) for analysis in found if len(analysis.COMPOUND_PARTS or ()) == fewest]
    return tuple(dict.fromkeys(chosen))


def _loaded() -> Callable[[str], list[_Analysis]]:
    global _analyse
    if _analyse is None:
        import pyvoikko  # type: ignore[import-untyped]  # ships no types

        _analyse = pyvoikko.analyse
    return _analyse


def _reading(analysis: _Analysis) -> Reading:
    parts = analysis.COMPOUND_PARTS or []
    verb = _DERIVED_FROM.match((parts[-1] if parts else analysis).FSTOUTPUT)
    lemma = _clean(analysis.BASEFORM)
    verb_lemma = _clean(verb.group(1)) if verb else None
    return Reading(
        lemma=lemma,
        parts=_compound_keys(parts),
        verb=verb_lemma if verb_lemma != lemma else None,
        function=not parts and analysis.CLASS in _FUNCTION_CLASSES,
        action=analysis.CLASS == "teonsana" or (bool(analysis.PARTICIPLE) and analysis.CLASS != "nimisana"),
    )


def _compound_keys(parts: list[_Analysis]) -> tuple[str, ...]:
    """Each part alone, and of three parts or more each run that starts or ends the compound."""
    count = len(parts)
    spans = [(i, i + 1) for i in range(count)]
    if count > 2:
        spans += [(0, end) for end in range(2, count)] + [(start, count) for start in range(1, count - 1)]
    keys = []
    for start, end in spans:
        if parts[end - 1].CLASS == "etuliite" and end - start > 1:
            continue
        head = "".join(part.FORM for part in parts[start : end - 1])
        keys.append(_clean(head + parts[end - 1].BASEFORM))
    return tuple(dict.fromkeys(keys))


def _clean(form: str) -> str:
    return form.translate(_SKIPPED).lower()
