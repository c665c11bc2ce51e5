"""Bullets under a heading or a lead-in that names what is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from index.contract import Library
from ingest.records import BlockKind, Statement, StatementKind
from service.choose import Evidence
from service.question import Question
from service.replies.base import speaks_of
from service.replies.titles import ORDER, asked_for, is_item, spoken

_TITLE = 1.0
_LOOKED_AT, _LOOKED_FURTHER = 20, 60
_MOST = 30


def bullets(question: Question, evidence: Evidence, library: Library) -> list[tuple[str, Statement]]:
    """Bullets that stand under a heading or a lead-in which alone speaks of the whole question."""
    ordered = asked_for(question) if ORDER.search(question.text) else ()
    for hit, cover in evidence.hits[: _LOOKED_FURTHER if ordered else _LOOKED_AT]:
        statement = hit.statement
        leads = statement.kind is StatementKind.HEADING or statement.text.rstrip().endswith(":")
        whole = cover.label >= 0.8 and speaks_of(question, cover)
        if not leads or not (whole or (ordered and spoken(statement.text, ordered, library) >= _TITLE)):
            continue
        page = library.statements(hit.report, statement.page)
        under = [s for s in page if _under(s, statement)]
        if statement.kind is StatementKind.HEADING:
            under = _only_bullets(hit.report, under, library)
        if not under and statement.text.rstrip().endswith(":"):
            place = next((n for n, s in enumerate(page) if s.id == statement.id), len(page))
            under = [s for s in page[place + 1 : place + 2] if s.kind is not StatementKind.HEADING]
            if under:
                return [(hit.report, s) for s in (statement, *under)]
        if len(under) >= 2:
            return [(hit.report, s) for s in under[:_MOST]]
    return []


def _only_bullets(report: str, under: Sequence[Statement], library: Library) -> list[Statement]:
    """Of what stands under a heading the bullets; where none are marked, what is no whole sentence."""
    if not under:
        return []
    blocks = library.page(report, under[0].page).blocks
    marked = {" ".join(block.text.split()) for block in blocks if block.kind is BlockKind.BULLET}
    bullets = [s for s in under if any(" ".join(s.text.split()) in text for text in marked)]
    return bullets or [s for s in under if is_item(s)]


def _under(statement: Statement, lead: Statement) -> bool:
    if statement.kind in (StatementKind.HEADING, StatementKind.ROW):
        return False
    if lead.kind is StatementKind.HEADING:
        return bool(statement.section) and statement.section[-1] == lead.text
    return statement.context == lead.text
