"""Exit codes of `python -m eval`."""

from __future__ import annotations

DONE = 0
MISSED = 1
"""Below a target, or a check failed."""
WRONG_USE = 2
"""Wrong use or a bad case file: nothing was asked."""
NO_SERVICE = 3
"""No service answers, some questions could not be asked, or the product does not run."""
BROKEN_OFF = 130
"""By Ctrl-C, as shells tell it."""
