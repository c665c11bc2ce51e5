"""Means over records, and the table that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.client import Record


@dataclass(frozen=True, slots=True)
class Summary:
    """Shares are between 0 and 1; None where there is nothing to take a share of."""

    name: str
    questions: int
    exact: float | None
    cited: float | None
    abstention_precision: float | None
    abstention_recall: float | None
    untraced: int
    errors: int
    p50_ms: float
    p95_ms: float


def summarise(name: str, records: Sequence[Record]) -> Summary:
    """The means of some records. `cited` is taken over the answerable ones only."""
    abstained = [record for record in records if record.abstained]
    times = sorted(record.ms for record in records)
    return Summary(
        name=name,
        questions=len(records),
        exact=_share(record.right for record in records),
        cited=_share(record.cited for record in records if record.answerable),
        abstention_precision=_share(not record.answerable for record in abstained),
        abstention_recall=_share(record.abstained for record in records if not record.answerable),
        untraced=sum(len(record.untraced) for record in records),
        errors=sum(record.error is not None for record in records),
        p50_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which this share of the ordered values lies; 0.0 of none."""
    return ordered[round(share * (len(ordered) - 1))] if ordered else 0.0


def table(records: Sequence[Record]) -> str:
    """One line for each type of question, and one for all with what concerns all."""
    types = sorted({record.type for record in records})
    rows = [summarise(kind, [record for record in records if record.type == kind]) for kind in types]
    whole = summarise("all", records)
    lines = [
        f"{'type':20}{'n':>5}{'exact':>8}{'cited':>8}{'untraced':>10}{'errors':>8}{'p50 ms':>9}{'p95 ms':>9}"
    ]
    lines += [_line(row) for row in (*rows, whole)]
    answerable = summarise("answerable", [record for record in records if record.answerable])
    lines.append("")
    lines.append(f"exact of the answerable {_number(answerable.exact).strip()}")
    lines.append(
        f"abstention precision {_number(whole.abstention_precision).strip()}, "
        f"recall {_number(whole.abstention_recall).strip()}"
    )
    return "\n".join(lines)


def failures(records: Sequence[Record]) -> str:
    """Each wrong answer and each untraced number, for reading."""
    lines = []
    for record in records:
        faults = [record.why] if record.why else []
        if record.untraced:
            faults.append(f"untraced {', '.join(record.untraced)}")
        if faults:
            lines.append(f"{record.id} [{record.type}] {record.question}")
            lines.append(f"    {'; '.join(faults)}")
            if record.answer:
                lines.append(f"    answer: {' '.join(record.answer.split())[:240]}")
    return "\n".join(lines)


def _line(row: Summary) -> str:
    return (
        f"{row.name:20}{row.questions:5}{_number(row.exact)}{_number(row.cited)}{row.untraced:10}"
        f"{row.errors:8}{row.p50_ms:9.1f}{row.p95_ms:9.1f}"
    )


def _number(share: float | None) -> str:
    return f"{'-':>8}" if share is None else f"{share:8.3f}"


def _share(values: Iterable[bool]) -> float | None:
    held = list(values)
    return sum(held) / len(held) if held else None
