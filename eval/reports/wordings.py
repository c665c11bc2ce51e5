"""How the questions of a profile are put: templates by type, none of which both profiles have.

Slots: {e} the entity in the genitive, {n} its name; {m} {mg} {mp} the metric (nominative, genitive,
partitive; capitals begin a sentence) and the verbs of `Word.forms`; {y} the year, {p} the one before;
{kk} the months in words, {end} the last day of the quarter; {what} a noun phrase for figure and column.
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.reports.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Wordings:
    """`what`: noun phrases in the nominative by role; `wraps`: sentences around them by type; `direct`:
    whole questions by role. The rest are whole questions by type; those of `yes_no` ask with True
    whether a figure is larger than the budget, with False whether it is smaller."""

    what: dict[Role, tuple[str, ...]]
    wraps: dict[str, tuple[str, ...]]
    direct: dict[Role, tuple[str, ...]]
    count: tuple[str, ...]
    when: tuple[str, ...]
    who: tuple[str, ...]
    definition: tuple[str, ...]
    reason: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]
    yes_no: tuple[tuple[str, bool], ...]
    plurals: dict[Role, str]
    difference: tuple[str, ...]
    trend: tuple[str, ...]
    cross: tuple[str, ...]
    next_entity: tuple[str, ...]
    next_year: tuple[str, ...]
    next_metric: tuple[str, ...]
    swedish: dict[Role, tuple[str, ...]]
    english: dict[Role, tuple[str, ...]]
    contradiction: tuple[str, ...]
    summary: tuple[str, ...]
    no_count: tuple[str, ...]

    @property
    def templates(self) -> dict[str, tuple[str, ...]]:
        """All wordings by type, for the test that keeps the profiles apart."""
        direct = tuple(text for texts in self.direct.values() for text in texts)
        return {
            "what": tuple(text for texts in self.what.values() for text in texts),
            **self.wraps,
            "table_cell": self.wraps["table_cell"] + direct,
            "count": self.count,
            "when": self.when,
            "who": self.who,
            "definition": self.definition,
            "reason": self.reason,
            "list": tuple(text for texts in self.lists.values() for text in texts),
            "yes_no": tuple(text for text, _ in self.yes_no),
            "difference": self.difference,
            "trend": self.trend,
            "cross_report": self.cross,
            "follow_up": self.next_entity + self.next_year + self.next_metric,
            "swedish": tuple(text for texts in self.swedish.values() for text in texts),
            "english": tuple(text for texts in self.english.values() for text in texts),
            "contradiction": self.contradiction,
            "summary": self.summary,
            "unanswerable": self.no_count,
        }
