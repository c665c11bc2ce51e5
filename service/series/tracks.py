"""Figures of one meaning from many reports and periods, told apart into series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ingest.records import ColumnKind
from service.series.pairing import dates, pairs, shape
from service.series.printings import Meaning, Printing
from service.series.slots import Slot, agree, slots

SETTLED = (ColumnKind.ACTUAL, ColumnKind.BUDGET)
"""Each period has one of these: a later report prints it again. Of the others each report gives its own."""

_Step = tuple[tuple[date, date, date], str]


@dataclass(slots=True)
class Track:
    """Slots that follow each other: one metric of one owner and kind, over periods of one shape."""

    meaning: Meaning
    shape: str
    slots: list[Slot] = field(default_factory=list)


def tracks(printings: Iterable[Printing]) -> list[Track]:
    """The series in the order in which their meanings come, each in the order of time."""
    groups: dict[tuple[Meaning, str], dict[_Step, list[Printing]]] = defaultdict(lambda: defaultdict(list))
    for printing in printings:
        step = (_when(printing), printing.report.id)
        groups[printing.meaning, shape(printing)][step].append(printing)
    found: list[Track] = []
    for (meaning, period), steps in groups.items():
        made: list[Track] = []
        for step in sorted(steps):
            here = slots(steps[step])
            taken = {}
            for last, slot in pairs([track.slots[-1] for track in made], here) if made else ():
                taken[id(slot)] = next(track for track in made if track.slots[-1] is last)
            for slot in here:
                track = taken.get(id(slot))
                if track is None:
                    track = Track(meaning, period)
                    made.append(track)
                track.slots.append(slot)
        found.extend(_in_time(track) for track in made)
    return found


def _when(printing: Printing) -> tuple[date, date, date]:
    """The period told of, then the report that tells it."""
    first, last = dates(printing.period) or (date.min, date.min)
    own = printing.report.period
    return last, first, own.end if own is not None else date.min


def _in_time(track: Track) -> Track:
    if track.meaning.kind in SETTLED:
        return replace(track, slots=_settled(track.slots))
    return track


def _settled(found: Sequence[Slot]) -> list[Slot]:
    """One slot of each period: what a later report prints again is the same figure, or contradicts it."""
    made: list[Slot] = []
    for slot in found:
        rivals = [i for i, other in enumerate(made) if dates(other.shown.period) == dates(slot.shown.period)]
        same = next((i for i in rivals if agree(made[i].shown, slot.shown)), None)
        if same is not None:
            # The latest report is shown: it is the one that a reader has at hand.
            both = (*slot.printings, *made[same].printings)
            made[same] = Slot(both, made[same].conflict or slot.conflict)
            continue
        for i in rivals:
            made[i] = replace(made[i], conflict=True)
        made.append(replace(slot, conflict=slot.conflict or bool(rivals)))
    return made
