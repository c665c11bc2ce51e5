"""Questions that Luku proposes itself, worded from a report's own names.

A name stands in its basic form in every question, so that it needs no inflection: "Paljonko toimintakate
poikkeaa talousarviosta?". Whoever proposes a question asks it first: only what is answered is proposed.
"""

from __future__ import annotations

import re

from ingest.columns import find_kinds
from ingest.records import ColumnKind, Figure
from service.records import Language
from service.texts import say

_NAME = re.compile(r"[^\W\d_][^\W\d_ \-]*(?:[ -][^\W\d_]+){0,3}")
_SHORTEST, _LONGEST = 3, 40
_ACRONYM = 5
"""A word in capitals that is no longer than this stays in them."""
_KINDS = {
    ColumnKind.FORECAST: "forecast",
    ColumnKind.BUDGET: "budget",
    ColumnKind.AMENDED_BUDGET: "budget",
    ColumnKind.DEVIATION: "deviation",
}


def question_about(figure: Figure, language: Language, whose: str | None = None) -> str | None:
    """The question that a figure answers; None where its name or its column does not give one."""
    what = plain_name(figure.metric)
    if what is None:
        return None
    plural = "_plural" if what.endswith("t") else ""
    kind = kind_word(figure)
    year = whole_year(figure)
    if kind is not None:
        question = say(f"examples.{kind}{plural}", language, what=what)
    elif year is not None and figure.column_kind in (ColumnKind.ACTUAL, None):
        question = say(f"examples.year{plural}", language, what=what, year=year)
    else:
        return None
    if not whose or whose.casefold() in what.casefold():
        return question
    return say("examples.of", language, whose=whose, question=_lowered(question))


def kind_word(figure: Figure) -> str | None:
    """What the texts call the kind of a figure's column: "forecast", "budget" or "deviation"."""
    return _KINDS.get(figure.column_kind) if figure.column_kind else None


def whole_year(figure: Figure) -> int | None:
    """The year that a figure is of, None where it is of a part of one."""
    period = figure.period
    whole = period is not None and (period.end - period.start).days > 360
    return period.end.year if period is not None and whole else None


def plain_name(text: str) -> str | None:
    """The name of a metric as it stands in a sentence, without the words that say which column is meant.

    None where it is no plain name: digits, brackets, abbreviations, half a sentence.
    """
    name = text
    for mention in reversed(find_kinds(text)):
        name = f"{name[: mention.start]} {name[mention.end :]}"
    name = " ".join(name.split())
    if not _SHORTEST <= len(name) <= _LONGEST or not _NAME.fullmatch(name):
        return None
    return name.lower() if name.isupper() and len(name) > _ACRONYM else _lowered(name)


def _lowered(text: str) -> str:
    """The text with a small first letter, but for one that begins with an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
