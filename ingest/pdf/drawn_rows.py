"""Rows that are drawn: each between two rules, or edges of shades, over the table's whole width."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from ingest.pdf.setting import OVERLAP_STEP, Setting

_FEWEST = 3
_TIGHT = 0.85
_EVEN_POINTS = 0.5


def groups_by_rules(setting: Setting, lines: Sequence[int]) -> list[list[int]]:
    """Lines between two rules drawn over the whole width; below the last of them, those set as closely as
    the lines of the rows above are."""
    groups: list[list[int]] = []
    for line in lines:
        if groups and not setting.ruled_across(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    if len(groups) < _FEWEST:
        return groups
    bases = setting.bases
    steps = [bases[b] - bases[a] for group in groups[:-1] for a, b in itertools.pairwise(group)]
    reach = max([OVERLAP_STEP * setting.size, *steps]) + _EVEN_POINTS
    open_end = groups.pop()
    groups.append(open_end[:1])
    for before, line in itertools.pairwise(open_end):
        if bases[line] - bases[before] <= reach:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def are_drawn(setting: Setting, groups: Sequence[Sequence[int]]) -> bool:
    """Whether every row of amounts is parted from the next by what is drawn: one line of amounts in each
    group, and none that begins with a heading over its row."""
    counted = [sum(map(setting.has_amounts, group)) for group in groups]
    if sum(map(bool, counted)) < _FEWEST or max(counted) > 1:
        return False
    bases = setting.bases
    steps = [bases[after[0]] - bases[group[-1]] for group, after in itertools.pairwise(groups)]
    tight = _TIGHT * median(steps)
    return not any(
        setting.only_label(upper)
        and not setting.only_label(lower)
        and setting.label(lower) is not None
        and bases[lower] - bases[upper] > tight
        for group in groups
        for upper, lower in itertools.pairwise(group)
    )
