"""Every distance the reader judges by, in one place, in ems of the text it concerns.

An em is the size of the larger piece of text involved; points are used only for drawn lines,
whose positions do not scale with the text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds of the PDF reader, in em unless the name says otherwise."""

    twin: float = 0.1
    """A glyph this near to the same glyph is the same one printed twice (false bold)."""
    word_jump: float = 0.5
    """A baseline step inside a word, e.g. a raised footnote mark."""
    word_gap: float = 0.2
    """White space that is a space although none was printed."""
    word_back: float = 0.3
    """How far a glyph may start left of the one before it in the same word."""
    line_step: float = 0.2
    """Baselines nearer than this are one line."""
    line_spread: float = 0.35
    """A line's baselines lie within this of each other."""
    raised_size: float = 0.78
    """A raised mark is smaller than this share of its neighbour."""
    raised_reach: float = 0.6
    """A raised mark stands this near to its neighbour."""
    lowered_reach: float = 0.4
    """A lowered mark (CO2) stands this near below its neighbour's baseline."""
    text_gap: float = 0.62
    """Words nearer than this are one piece of text."""
    number_gap: float = 0.45
    """The same next to a number."""
    cell_gap: float = 0.3
    """Two numbers nearer than this are one piece."""
    group_gap: float = 0.5
    """Thousands groups nearer than this are one number."""
    unspaced_gap: float = 0.06
    """Words nearer than this are joined without a space."""
    bullet_gap: float = 3.2
    """The space a bullet mark may keep from its text."""
    dollar_gap: float = 6.0
    """A currency sign set at the left edge of its cell."""
    stretch: float = 1.6
    """Justified lines: gaps up to this times the line's median gap are spaces."""
    rule_thick_points: float = 3.0
    """A filled box thinner than this is a drawn line."""
    rule_off_points: float = 1.5
    """Segments this near to one straight line are one line."""
    rule_gap_points: float = 3.0
    """Dashes this near to each other are one line."""
    rule_short_points: float = 4.0
    """Shorter lines are ornament."""
    snap_points: float = 2.5
    """Rules this near to each other are one grid line."""
    edge_cover: float = 0.6
    """A cell's edge exists when this share of it is drawn."""
    gutter: float = 0.35
    """The narrowest white strip between two table columns."""
    gutter_noise: float = 0.12
    """Share of lines that may cross a strip which is still a gutter (from five lines on)."""
    run_gap: float = 3.4
    """A wider vertical gap ends a run of table lines."""
    wrap_gap: float = 1.75
    """A label's next line is not farther below than this."""
    page_gutter: float = 1.0
    """The narrowest white strip between two text columns of a page."""
    heading_size: float = 1.12
    """Text this much larger than the body text is a heading."""
    big_number: float = 1.45
    """A card's number is this much larger than the text around it."""


LIMITS = Limits()
