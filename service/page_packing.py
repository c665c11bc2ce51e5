"""A drawn page as a small PNG, quickly.

A page is mostly runs of one colour, paper above all: only the first pixel of each run is looked at.
The colours of text and rules, edges included, fit into one palette and none is changed that can be seen;
pages with photographs have more colours, and Pillow chooses which to keep.
"""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

COLOURS = 256
"""A palette makes a picture a third as large and several times as fast to pack."""
COMPRESSION = 1
"""zlib's quickest: the next levels take longer and save a few per cent."""
_BITS = 5
"""Of each channel: colours that differ in the others alone become one of them."""
_OPAQUE = np.uint32(0xFFFFFF)

Pixels = npt.NDArray[np.uint8]
"""Shape [height, width, 4]: red, green, blue and a byte without meaning."""


def packed(pixels: Pixels) -> bytes:
    """A picture as PNG."""
    few = _with_few_colours(pixels) or _with_chosen_colours(pixels)
    out = io.BytesIO()
    few.save(out, format="PNG", compress_level=COMPRESSION)
    return out.getvalue()


def _with_few_colours(pixels: Pixels) -> Image.Image | None:
    """The picture with a palette, None if its colours are too many."""
    height, width = pixels.shape[:2]
    flat: npt.NDArray[np.uint32] = np.ascontiguousarray(pixels).view("<u4").ravel()
    begins = np.concatenate(([True], flat[1:] != flat[:-1]))
    starts = np.flatnonzero(begins)
    colours = flat[starts] & _OPAQUE
    kinds = _kinds(colours)
    meant = np.full(1 << 3 * _BITS, -1, np.int64)
    meant[kinds] = colours
    present = np.flatnonzero(meant >= 0)
    if len(present) > COLOURS:
        return None
    numbers = np.zeros(len(meant), np.uint8)
    numbers[present] = np.arange(len(present))
    indexed = np.repeat(numbers[kinds], np.diff(starts, append=len(flat)))
    picture = Image.fromarray(indexed.reshape(height, width), "L")
    picture.putpalette(meant[present].astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes())
    return picture


def _kinds(colours: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The upper bits of the three channels, side by side."""
    keep, bits = np.uint32((1 << _BITS) - 1), np.uint32(_BITS)
    red, green, blue = (colours >> np.uint32(8 * channel + 8 - _BITS) & keep for channel in range(3))
    kinds: npt.NDArray[np.uint32] = red | green << bits | blue << bits + bits
    return kinds


def _with_chosen_colours(pixels: Pixels) -> Image.Image:
    picture = Image.fromarray(pixels, "RGBX").convert("RGB")
    return picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
