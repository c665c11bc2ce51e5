"""Scores and records as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from eval.misses import MISSES
from eval.record import Record
from eval.score import Row, Scores
from eval.statistics import Share

_HEAD = (
    f"{'':20}{'n':>5}{'exact':>8}{'95 %':>14}{'cited':>8}{'verbatim':>10}{'untraced':>10}{'errors':>8}"
    f"{'p50 ms':>9}{'p95 ms':>9}"
)


def table(scores: Scores, by: str = "type") -> str:
    """One line for each group of questions, one for all, then what concerns all."""
    lines = [by.ljust(20) + _HEAD[20:]]
    lines += [_line(row) for row in (*scores.rows, scores.whole)]
    lines.append("")
    lines.append(f"exact of the answerable {number(scores.exact_answerable.mean)}")
    if scores.attributes:
        lines.append(f"exact with period and entity left out {number(scores.exact_value.mean)}")
    lines.append(
        f"abstention precision {number(scores.abstention_precision.mean)}, "
        f"recall {number(scores.abstention_recall.mean)}"
    )
    if scores.attributes:
        told = ", ".join(f"{name} {number(some.mean)}" for name, some in scores.attributes.items())
        lines.append(f"of the figures whose meaning is known: {told}")
    if scores.ece is not None:
        lines.append(f"confidence against rightness: expected calibration error {scores.ece:.3f}")
        lines += [
            f"    {item.low:.1f} to {item.high:.1f}: {item.right.of:4} answers, sure {item.confidence:.3f}, "
            f"right {number(item.right.mean)}"
            for item in scores.bins
        ]
    if scores.retrieval:
        found = scores.retrieval
        lines.append(
            f"right page in search: hit@1 {found.hit_1:.3f}, @3 {found.hit_3:.3f}, @5 {found.hit_5:.3f}, "
            f"@10 {found.hit_10:.3f}, MRR {found.mrr:.3f}, nDCG@10 {found.ndcg_10:.3f} "
            f"({found.questions} questions)"
        )
    if scores.service_ms is not None:
        lines.append(f"the service says it took {scores.service_ms:.1f} ms (median)")
    if scores.troubles:
        lines.append("not answered: " + ", ".join(f"{kind} {n}" for kind, n in scores.troubles.items()))
    if any(scores.whole.misses.values()):
        lines += ["", *_misses(scores, by)]
    return "\n".join(lines)


def _misses(scores: Scores, by: str) -> list[str]:
    """Where what was missed was lost, by group."""
    lines = [f"{'missed, by ' + by:20}" + "".join(f"{kind:>11}" for kind in MISSES)]
    for row in (*scores.rows, scores.whole):
        if any(row.misses.values()):
            lines.append(f"{row.name:20}" + "".join(f"{row.misses[kind] or '-':>11}" for kind in MISSES))
    return lines


def failures(records: Sequence[Record]) -> str:
    """Each missed question, for reading."""
    lines = []
    for record in records:
        faults = [record.why] if record.why else []
        if record.untraced:
            faults.append(f"untraced {', '.join(record.untraced)}")
        if record.miss:
            faults.append(f"{record.miss}: {record.miss_why}")
        if faults:
            lines.append(f"{record.id} [{record.type}] {record.question}")
            lines.append(f"    {'; '.join(dict.fromkeys(faults))}")
            if record.answer:
                lines.append(f"    answer: {' '.join(record.answer.split())[:240]}")
    return "\n".join(lines)


def number(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def interval(share: Share) -> str:
    """The 95 % interval, "-" of nothing."""
    low, high = share.interval
    return f"{low:.3f}–{high:.3f}" if share.of else "-"


def _line(row: Row) -> str:
    return (
        f"{row.name:20}{row.exact.of:5}{number(row.exact.mean):>8}{interval(row.exact):>14}"
        f"{number(row.cited.mean):>8}{number(row.quotes.mean):>10}{row.untraced:10}{row.errors:8}"
        f"{row.p50_ms:9.1f}{row.p95_ms:9.1f}"
    )
