"""How well the search ranks the right pages, measured by ir-measures (trec_eval's own code)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.record import Record


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Means over `questions`, the ones with known pages whose search answered: each from 0 to 1."""

    questions: int
    hit_1: float
    hit_3: float
    hit_5: float
    hit_10: float
    mrr: float
    ndcg_10: float


def retrieval(records: Sequence[Record]) -> Retrieval | None:
    """None where nothing was searched, or ir-measures (the extra `eval`) is not installed."""
    asked = [record for record in records if record.places and record.ranking is not None]
    if not asked:
        return None
    try:
        from ir_measures import RR, Qrel, ScoredDoc, Success, calc_aggregate, nDCG
    except ImportError:
        return None
    qrels = [Qrel(record.id, _name(report, page), 1) for record in asked for report, page in record.places]
    ranked = [
        ScoredDoc(record.id, _name(report, page), -float(rank))
        for record in asked
        for rank, (report, page) in enumerate(record.ranking or ())
    ]
    hits = {at: Success @ at for at in (1, 3, 5, 10)}
    means = calc_aggregate([*hits.values(), RR, nDCG @ 10], qrels, ranked)
    return Retrieval(
        questions=len(asked),
        hit_1=float(means[hits[1]]),
        hit_3=float(means[hits[3]]),
        hit_5=float(means[hits[5]]),
        hit_10=float(means[hits[10]]),
        mrr=float(means[RR]),
        ndcg_10=float(means[nDCG @ 10]),
    )


def _name(report: str, page: int) -> str:
    return f"{report.lower()} {page}"
