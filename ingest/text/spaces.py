"""The spaces of a text file: those that part words, and those that keep a number together.

"7 555" printed with a no-break, thin or figure space is one number whatever stands around it; only
ordinary spaces and tabulators can part two of them.
"""

from __future__ import annotations

import re

from ingest.units import SPACES

JOINERS = SPACES.replace(" ", "")
"""Spaces that stand inside a number and never between two."""
_RUN = re.compile(r"[^\S\t\n\r\f\v]{2,}|[\u2000-\u2006\u2008\u200a\u3000]")


def plain_runs(line: str) -> str:
    """The line with runs of spaces as ordinary ones, as many: a run is layout, whatever it is made of.
    A single space that keeps a number together stays."""
    return _RUN.sub(lambda run: " " * len(run.group()), line)
