"""What is wrong with an answer, as the guard tells it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What part of an answer is not borne out."""

    NUMBER = "number"
    """A number that no quote and no computation gives."""
    CITATION = "citation"
    """A quote that does not stand where the citation says."""
    FIGURE = "figure"
    """A figure that was not read where it is cited, or means something else there."""
    UNIT = "unit"
    """A unit or scale that is not the figure's."""
    DERIVATION = "derivation"
    """A computed figure that is named or measured otherwise than its operands."""
    WORDING = "wording"
    """Text that tells a figure under another's name, or a quote that is not verbatim."""
    MARK = "mark"
    """A quote or figure marked with another citation than its own."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `what` is for the log, never for the person who asked."""

    kind: FaultKind
    what: str
