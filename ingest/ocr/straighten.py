"""Sets a scan straight that was laid on the glass a little askew.

The angle is the one at which the rows of the picture differ most from each other: all ink of a line
then falls on few rows (projection profiles; W. Postl, 1986).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.pdf.scans import Pixels

MOST_DEGREES = 4.0
LEAST_DEGREES = 0.05
"""Less than this moves a line by less than its own thickness across the page."""
INK = 140
"""Grey below this is ink."""

_GRAIN = 40
_COARSE, _FINE = 0.25, 0.05
_MOST_POINTS = 60_000
_LEAST_POINTS = 500
_LONG_SIDE = 1600


def find_tilt(pixels: Pixels) -> float:
    """The angle in degrees, counter-clockwise, to turn a picture by; 0 when it is straight or empty."""
    step = max(1, max(pixels.shape) // _LONG_SIDE)
    down, across = np.nonzero(pixels[::step, ::step] < INK)
    if len(down) < _LEAST_POINTS:
        return 0.0
    thin = max(1, len(down) // _MOST_POINTS)
    y, x = down[::thin].astype(np.float64), across[::thin].astype(np.float64)
    coarse = _best(x, y, np.arange(-MOST_DEGREES, MOST_DEGREES + _COARSE / 2, _COARSE))
    tilt = _best(x, y, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE))
    tilt = round(tilt, 3)
    return tilt if LEAST_DEGREES <= abs(tilt) <= MOST_DEGREES else 0.0


def straighten(pixels: Pixels, tilt: float) -> Pixels:
    """The picture turned counter-clockwise by `tilt` degrees about its middle, its size kept."""
    if not tilt:
        return pixels
    turned = Image.fromarray(pixels).rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(turned, dtype=np.uint8)


def clean_paper(pixels: Pixels) -> Pixels:
    """The picture with its paper, which is most of it, and what is nearly as light made white: in its
    grain Tesseract sees dashes."""
    paper = int(np.median(pixels[::4, ::4]))
    return np.where(pixels >= paper - _GRAIN, np.uint8(255), pixels) if paper > INK + _GRAIN else pixels


def _best(x: NDArray[np.float64], y: NDArray[np.float64], angles: NDArray[np.float64]) -> float:
    scores = [_contrast(y - x * np.tan(np.radians(angle))) for angle in angles]
    # A tie is broken towards the smaller angle: an empty or square picture is not turned.
    return float(min(zip(scores, angles, strict=True), key=lambda pair: (-pair[0], abs(pair[1])))[1])


def _contrast(rows: NDArray[np.float64]) -> float:
    counts = np.bincount(np.rint(rows - rows.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())
