"""Scores of a run: shares with their intervals, by type of question or by any tag, and of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eval.judge import ATTRIBUTES
from eval.misses import MISSES
from eval.record import Record
from eval.retrieval import Retrieval, retrieval
from eval.statistics import Bin, Share, calibration, expected_calibration_error, percentile, share


@dataclass(frozen=True, slots=True)
class Row:
    """What can be said of any group of questions. `cited` is of the answerable ones only; `quotes`
    of the quotes whose pages could be looked up; times are milliseconds of the questions
    that were answered or timed out."""

    name: str
    exact: Share
    cited: Share
    quotes: Share
    untraced: int
    errors: int
    misses: dict[str, int]
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Scores:
    """`attributes` are shares of the cases that state them and were answered; `exact_value` is
    exact with the period and entity of figures left out; `service_ms` is the median of what the service
    itself says it took."""

    rows: tuple[Row, ...]
    whole: Row
    exact_answerable: Share
    exact_value: Share
    abstention_precision: Share
    abstention_recall: Share
    attributes: dict[str, Share]
    troubles: dict[str, int]
    bins: tuple[Bin, ...]
    ece: float | None
    retrieval: Retrieval | None
    service_ms: float | None

    def numbers(self) -> dict[str, float | None]:
        """Every single score by its name: what `check` compares and `score --json` prints."""
        ranks = self.retrieval
        return {
            "questions": float(self.whole.exact.of),
            "exact": self.whole.exact.mean,
            "exact_value": self.exact_value.mean,
            "exact_answerable": self.exact_answerable.mean,
            "cited": self.whole.cited.mean,
            "verbatim": self.whole.quotes.mean,
            "untraced": float(self.whole.untraced),
            "errors": float(self.whole.errors),
            "abstention_precision": self.abstention_precision.mean,
            "abstention_recall": self.abstention_recall.mean,
            "ece": self.ece,
            "p50_ms": self.whole.p50_ms,
            "p95_ms": self.whole.p95_ms,
            "hit_1": ranks.hit_1 if ranks else None,
            "hit_5": ranks.hit_5 if ranks else None,
            "mrr": ranks.mrr if ranks else None,
            "ndcg_10": ranks.ndcg_10 if ranks else None,
            **{f"exact.{row.name}": row.exact.mean for row in self.rows},
        }


def score(records: Sequence[Record], by: str = "type") -> Scores:
    """The scores of some records; `by` is "type", "report" or the name of a tag."""
    groups = sorted({_group(record, by) for record in records})
    answered = [record for record in records if not record.error]
    sure = [
        (record.confidence, record.right)
        for record in answered
        if record.confidence is not None and not record.abstained
    ]
    bins = calibration(sure)
    took = sorted(record.took_ms for record in records if record.took_ms is not None)
    return Scores(
        rows=tuple(_row(name, [item for item in records if _group(item, by) == name]) for name in groups),
        whole=_row("all", records),
        exact_answerable=share([record.right for record in records if record.answerable]),
        exact_value=share([record.right or record.value_right for record in records]),
        abstention_precision=share([not record.answerable for record in records if record.abstained]),
        abstention_recall=share([record.abstained for record in records if not record.answerable]),
        attributes={
            name: some
            for name in ATTRIBUTES
            if (some := share([name not in item.faults for item in answered if _states(item, name)])).of
        },
        troubles=dict(Counter(record.trouble for record in records if record.trouble)),
        bins=bins,
        ece=expected_calibration_error(bins),
        retrieval=retrieval(records),
        service_ms=percentile(took, 0.5) if took else None,
    )


def _row(name: str, records: Sequence[Record]) -> Row:
    times = sorted(record.ms for record in records if record.trouble in ("", "slow"))
    misses = Counter(record.miss for record in records if record.miss)
    return Row(
        name=name,
        exact=share([record.right for record in records]),
        cited=share([record.cited for record in records if record.answerable]),
        quotes=Share(sum(record.verbatim for record in records), sum(record.quotes for record in records)),
        untraced=sum(len(record.untraced) for record in records),
        errors=sum(record.error is not None for record in records),
        misses={kind: misses[kind] for kind in MISSES},
        p50_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
    )


def _group(record: Record, by: str) -> str:
    if by == "type":
        return record.type
    return record.report if by == "report" else record.tags.get(by, "-")


def _states(record: Record, attribute: str) -> bool:
    return attribute in record.stated and not record.abstained
