"""Which figures a topic is about: a person's words against a figure's label and what stands around it."""

from __future__ import annotations

from ingest.columns import find_kinds
from ingest.records import ColumnKind
from service.checks import clean_question
from service.series.labels import LabelReader
from service.series.printings import Printing


class Topic:
    """A topic in words: kinds of columns in it restrict the kind ("muutos" does not: a
    comparison is of changes), the other words all must be near.

    Raises `LukuError`: empty_question, question_too_long.
    """

    def __init__(self, text: str, reader: LabelReader) -> None:
        clean = clean_question(text, "topic")
        self._reader = reader
        self._kinds: frozenset[ColumnKind] = frozenset(
            mention.kind for mention in find_kinds(clean) if mention.kind is not ColumnKind.CHANGE
        )
        self._words = reader.place(clean)

    def covers(self, printing: Printing) -> bool:
        """Whether the figure is about the topic. A word is near when it is the label's, the entity's or
        the place's, or a part of one of these compounds ("kulut": "toimintakulut")."""
        if self._kinds and printing.meaning.kind not in self._kinds:
            return False
        near = printing.label.words | printing.place | printing.meaning.owner
        return all(
            any(word == other or (len(word) > 3 and word in other) for other in near) for word in self._words
        )
