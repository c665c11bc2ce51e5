"""Drawn segments -> straight rules: pieces on one line, dashes included, become one rule."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.limits import LIMITS
from ingest.pdf.pieces import Rule


def segments_to_rules(segments: Sequence[Rule]) -> tuple[Rule, ...]:
    """Merge segments of one direction that lie on one line and touch or nearly touch."""
    groups: list[list[Rule]] = []
    for segment in sorted(segments):
        if groups and segment.at - groups[-1][0].at <= LIMITS.rule_off_points:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    rules: list[Rule] = []
    for group in groups:
        merged: list[list[Rule]] = []
        end = float("-inf")
        for segment in sorted(group, key=lambda segment: segment.start):
            if merged and segment.start <= end + LIMITS.rule_gap_points:
                merged[-1].append(segment)
                end = max(end, segment.end)
            else:
                merged.append([segment])
                end = segment.end
        for pieces in merged:
            start, end = pieces[0].start, max(piece.end for piece in pieces)
            if end - start >= LIMITS.rule_short_points:
                rules.append(Rule(sum(piece.at for piece in pieces) / len(pieces), start, end))
    return tuple(rules)
