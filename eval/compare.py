"""Two runs of the same cases, question by question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.record import Record
from eval.statistics import exact_mcnemar


@dataclass(frozen=True, slots=True)
class Pair:
    """One question in both runs."""

    old: Record
    new: Record

    @property
    def won(self) -> bool:
        return self.new.right and not self.old.right

    @property
    def lost(self) -> bool:
        return self.old.right and not self.new.right


@dataclass(frozen=True, slots=True)
class Comparison:
    """`unpaired` are the ids asked in one run only, or of another version of the case."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[str, ...]

    @property
    def wins(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.won)

    @property
    def losses(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.lost)

    @property
    def ties(self) -> int:
        return len(self.pairs) - len(self.wins) - len(self.losses)

    @property
    def p(self) -> float:
        """How likely chance alone parts wins and losses this unevenly (McNemar's exact test)."""
        return exact_mcnemar(len(self.wins), len(self.losses))


def compare(old: Sequence[Record], new: Sequence[Record]) -> Comparison:
    """Pairs the records of two runs by their id and the version of their case."""
    held = {(record.id, record.key): record for record in old}
    pairs = tuple(
        Pair(held[record.id, record.key], record) for record in new if (record.id, record.key) in held
    )
    paired = {pair.new.id for pair in pairs}
    ids = dict.fromkeys(record.id for record in (*old, *new))
    return Comparison(pairs, tuple(each for each in ids if each not in paired))


def compared(result: Comparison) -> str:
    """The comparison as plain text: by type, in all, then every question that changed."""
    lines = [f"{'type':20}{'n':>5}{'old':>8}{'new':>8}{'wins':>6}{'ties':>6}{'losses':>8}{'p':>8}"]
    for kind in sorted({pair.new.type for pair in result.pairs}):
        some = Comparison(tuple(pair for pair in result.pairs if pair.new.type == kind), ())
        lines.append(_line(kind, some))
    lines.append(_line("all", result))
    if result.unpaired:
        lines.append(f"not in both, or changed: {len(result.unpaired)} ({', '.join(result.unpaired[:10])} …)")
    for title, pairs in (("won", result.wins), ("lost", result.losses)):
        for pair in pairs:
            lines.append(f"{title} {pair.new.id} [{pair.new.type}] {pair.new.question}")
            lines.append(f"    {'was' if pair.won else 'now'}: {(pair.old if pair.won else pair.new).why}")
    return "\n".join(lines)


def _line(name: str, some: Comparison) -> str:
    n = len(some.pairs)
    old = sum(pair.old.right for pair in some.pairs) / n if n else 0.0
    new = sum(pair.new.right for pair in some.pairs) / n if n else 0.0
    return (
        f"{name:20}{n:5}{old:8.3f}{new:8.3f}{len(some.wins):6}{some.ties:6}{len(some.losses):8}{some.p:8.3f}"
    )
