"""From PDF space (y up, uncropped, unturned) to the page as it is read (y down, cropped, turned)."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """How one page maps to what is shown of it.

    `left`, `bottom`, `right`, `top` is the crop box in PDF space, `rotation` the page's own
    /Rotate (0, 90, 180, 270). `turn` turns the shown page further, clockwise, so that most
    of its text runs from left to right.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int
    turn: int = 0

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height of the page as it is shown, before `turn`."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    @property
    def read(self) -> tuple[float, float]:
        """Width and height of the page as it is read, after `turn`."""
        width, height = self.shown
        return (height, width) if self.turn in (90, 270) else (width, height)

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """(a, b, c, d, e, f): PDF point x, y is read at a*x + c*y + e, b*x + d*y + f."""
        e, f = self.show(0.0, 0.0)
        ax, ay = self.show(1.0, 0.0)
        cx, cy = self.show(0.0, 1.0)
        return ax - e, ay - f, cx - e, cy - f, e, f

    def show(self, x: float, y: float) -> tuple[float, float]:
        """A point of PDF space on the page as it is read."""
        if self.rotation == 0:
            x, y = x - self.left, self.top - y
        elif self.rotation == 90:
            x, y = y - self.bottom, x - self.left
        elif self.rotation == 180:
            x, y = self.right - x, y - self.bottom
        else:
            x, y = self.top - y, self.right - x
        width, height = self.shown
        if self.turn == 90:
            return height - y, x
        if self.turn == 180:
            return width - x, height - y
        if self.turn == 270:
            return y, width - x
        return x, y


def unturn_box(box: Box, turn: int, width: float, height: float) -> Box:
    """A box of the page as it is read (`width` x `height`), back on the page as it is shown."""
    x0, top, x1, bottom = box
    if turn == 90:
        return Box(top, width - x1, bottom, width - x0)
    if turn == 180:
        return Box(width - x1, height - bottom, width - x0, height - top)
    if turn == 270:
        return Box(height - bottom, x0, height - top, x1)
    return box
