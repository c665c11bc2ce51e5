"""Names that go on from what is being typed: whose figures there are, of what, and the reports' titles.

Names are found by the beginning of any of their words, with or without the dots of ä and ö.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.contract import ReportSummary, Suggestion, SuggestionKind
from index.spelling import fold

LONGEST_NAME = 80
"""What is longer is no name that one would choose from a list."""
_WORD = re.compile(r"\w+")
_AFTER_ALL = "\U0010ffff"


@dataclass(slots=True)
class _Name:
    """A name being gathered: its printings and the reports that print it."""

    printed: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)


class Suggestions:
    """The names of one state of a library. Immutable once made; safe for threads."""

    def __init__(
        self, names: Iterable[tuple[str, str, str, int]], summaries: Iterable[ReportSummary]
    ) -> None:
        gathered = _gathered(names, summaries)
        # The most printed first: a name's place is its rank.
        order = sorted(gathered.items(), key=lambda item: (-item[1].printed.total(), item[0]))
        self._all = tuple(
            Suggestion(kind, name.printed.most_common(1)[0][0], tuple(sorted(name.reports)))
            for (kind, _), name in order
        )
        starts = [
            (folded[match.start() :], rank, match.start() == 0)
            for rank, ((_, folded), _) in enumerate(order)
            for match in _WORD.finditer(folded)
        ]
        starts.sort()
        self._texts = [text for text, _, _ in starts]
        self._places = [(rank, first) for _, rank, first in starts]

    def starting(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """The names of which a word, and what follows it, begins so: those that begin so themselves
        before others, then the most printed."""
        begin = fold(" ".join(typed.split()))
        if not begin:
            return ()
        first = bisect_left(self._texts, begin)
        last = bisect_left(self._texts, begin + _AFTER_ALL, lo=first)
        best: dict[int, bool] = {}
        for rank, whole in self._places[first:last]:
            best[rank] = best.get(rank, False) or whole
        ranked = sorted(best, key=lambda rank: (not best[rank], rank))
        return tuple(self._all[rank] for rank in ranked[:limit])


def _gathered(
    names: Iterable[tuple[str, str, str, int]], summaries: Iterable[ReportSummary]
) -> dict[tuple[SuggestionKind, str], _Name]:
    """The names by kind and folded text: "TOIMINTATUOTOT" and "Toimintatuotot" are one."""
    titles = ((SuggestionKind.REPORT, report.title, report.id, 1) for report in summaries)
    found: dict[tuple[SuggestionKind, str], _Name] = {}
    for kind, printed, report, count in (*names, *titles):
        text = " ".join(printed.split())
        if not 1 < len(text) <= LONGEST_NAME or not any(map(str.isalpha, text)):
            continue
        name = found.setdefault((SuggestionKind(kind), fold(text)), _Name())
        name.printed[text] += count
        name.reports.add(report)
    return found
