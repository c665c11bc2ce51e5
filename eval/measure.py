"""One measured value of the bench and its target."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured value with its target: `value` must be below or at it. Without one it only informs."""

    name: str
    value: float
    target: float | None
    unit: str
    detail: str

    @property
    def met(self) -> bool:
        return self.target is None or self.value <= self.target

    def line(self) -> str:
        if self.target is None:
            return f"{self.name:42}{self.value:8.2f} {self.unit:6}no target  {self.detail}"
        verdict = "ok" if self.met else "MISSED"
        return (
            f"{self.name:42}{self.value:8.2f} {self.unit:6}target {self.target:g} {self.unit:6}"
            f"{verdict:8}{self.detail}"
        )
