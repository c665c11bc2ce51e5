"""Two plots as SVG: shares with their intervals, and how right by how sure. Colours come from report.css."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.statistics import Bin, Share

WIDTH, LABELS, ROW, SIDE = 480, 130, 22, 320
RIGHT = WIDTH - 46


def shares_plot(shares: Sequence[tuple[str, Share]]) -> str:
    """A bar a share with its 95 % interval as a whisker."""
    height = ROW * len(shares) + 30
    span = RIGHT - LABELS
    marks = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x = LABELS + tick * span
        marks.append(f'<line class="grid" x1="{x:.1f}" y1="4" x2="{x:.1f}" y2="{height - 24}"/>')
        marks.append(f'<text x="{x:.1f}" y="{height - 8}" text-anchor="middle">{tick:g}</text>')
    for index, (name, share) in enumerate(shares):
        y = 6 + index * ROW
        mean, (low, high) = share.mean or 0.0, share.interval
        marks.append(f'<text x="{LABELS - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>')
        marks.append(
            f'<rect class="bar" x="{LABELS}" y="{y + 3}" width="{mean * span:.1f}" height="12" rx="2"/>'
        )
        x1, x2 = LABELS + low * span, LABELS + high * span
        marks.append(f'<line class="whisker" x1="{x1:.1f}" y1="{y + 9}" x2="{x2:.1f}" y2="{y + 9}"/>')
        marks.append(f'<text x="{WIDTH}" y="{y + 13}" text-anchor="end">{mean:.2f}</text>')
    told = ", ".join(f"{name} {share.mean or 0:.2f}" for name, share in shares)
    return _svg(WIDTH, height, f"Share of exact answers by type: {told}", marks)


def reliability_plot(bins: Sequence[Bin]) -> str:
    """How right (up) by how sure (right), a dot a bin, the larger the more answers, with 95 % intervals."""
    left, top, size = 44, 10, SIDE - 60
    most = max((item.right.of for item in bins), default=1)

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * size, top + (1 - y) * size

    marks = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = at(tick, tick)
        marks.append(f'<line class="grid" x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{top + size}"/>')
        marks.append(f'<line class="grid" x1="{left}" y1="{y:.1f}" x2="{left + size}" y2="{y:.1f}"/>')
        marks.append(f'<text x="{x:.1f}" y="{top + size + 16}" text-anchor="middle">{tick:g}</text>')
        marks.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>')
    marks.append(f'<line class="even" x1="{left}" y1="{top + size}" x2="{left + size}" y2="{top}"/>')
    for item in bins:
        x, y = at(item.confidence, item.right.mean or 0.0)
        low, high = item.right.interval
        _, bottom = at(0, low)
        _, upper = at(0, high)
        radius = 3 + 6 * (item.right.of / most) ** 0.5
        marks.append(f'<line class="whisker" x1="{x:.1f}" y1="{bottom:.1f}" x2="{x:.1f}" y2="{upper:.1f}"/>')
        marks.append(f'<circle class="bar" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>')
    middle = left + size / 2
    marks.append(f'<text x="{middle:.1f}" y="{SIDE - 12}" text-anchor="middle">confidence</text>')
    marks.append(
        f'<text transform="translate(11 {top + size / 2:.1f}) rotate(-90)" text-anchor="middle">right</text>'
    )
    told = ", ".join(f"sure {item.confidence:.2f} right {item.right.mean or 0:.2f}" for item in bins)
    return _svg(SIDE, SIDE, f"How right by how sure: {told}", marks)


def _svg(width: int, height: int, told: str, marks: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(told, quote=True)}">'
        f"{''.join(marks)}</svg>"
    )
