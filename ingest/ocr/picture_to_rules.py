"""Finds the drawn lines of a picture: long, thin, dark runs of pixels. Letters have no such runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.ocr.straighten import INK
from ingest.pdf.limits import LIMITS
from ingest.pdf.pieces import Rule
from ingest.pdf.scans import Pixels

LEAST_POINTS = 24.0
"""Shorter runs may be letters: a dash, an underlined word, the stem of a large initial."""
_AROUND = 2
_PAPER = 255

_Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ruled:
    """Rules in points, still in pieces, and the picture without them."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    pixels: Pixels


def picture_to_rules(pixels: Pixels, points: float) -> Ruled:
    """Find the lines along both directions; `points` is the size of a pixel."""
    dark = pixels < INK
    least, thick = round(LEAST_POINTS / points), max(2, round(LIMITS.rule_thick_points / points))
    across = _lines(dark, least, thick)
    down = _lines(dark.T, least, thick).T
    found = _widened(across | down)
    wiped = pixels.copy()
    wiped[found] = _PAPER
    return Ruled(_rules(across, points), _rules(down.T, points), wiped)


def _lines(dark: _Mask, least: int, thick: int) -> _Mask:
    """Pixels of horizontal runs of at least `least`, in bands no higher than `thick`."""
    joined = dark.copy()  # noise and a slight slope leave holes that a neighbouring row fills
    joined[1:] |= dark[:-1]
    runs = _opened(joined, least)
    return runs & ~_opened(runs.T, thick + 2).T


def _opened(mask: _Mask, length: int) -> _Mask:
    """What remains of each row's runs when those shorter than `length` are taken out."""
    rows, columns = mask.shape
    if columns < length:
        return np.zeros_like(mask)
    total = np.zeros((rows, columns + 1), dtype=np.int32)
    np.cumsum(mask, axis=1, out=total[:, 1:])
    full = total[:, length:] - total[:, :-length] == length
    edge = np.zeros((rows, columns + 1), dtype=np.int8)
    starts = full.copy()
    starts[:, 1:] &= ~full[:, :-1]
    ends = full.copy()
    ends[:, :-1] &= ~full[:, 1:]
    edge[:, : columns - length + 1] += starts
    edge[:, length:] -= ends
    return np.cumsum(edge[:, :columns], axis=1, dtype=np.int8) > 0


def _rules(mask: _Mask, points: float) -> tuple[Rule, ...]:
    found: list[Rule] = []
    for row in np.flatnonzero(mask.any(axis=1)):
        edges = np.flatnonzero(np.diff(mask[row].astype(np.int8), prepend=0, append=0))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            found.append(Rule(float(row) * points, float(start) * points, float(end) * points))
    return tuple(found)


def _widened(mask: _Mask) -> _Mask:
    """The mask and what lies around it: the grey edges of a line."""
    wide = mask.copy()
    for step in range(1, _AROUND + 1):
        wide[step:] |= mask[:-step]
        wide[:-step] |= mask[step:]
        wide[:, step:] |= mask[:, :-step]
        wide[:, :-step] |= mask[:, step:]
    return wide
