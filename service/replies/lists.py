"""Which: the sentence that lists what was asked for, or the bullets under its heading."""

from __future__ import annotations

from index.contract import Library
from ingest.records import Statement, StatementKind
from service.choose import STRUCTURED, Evidence, figures
from service.citations import Citations
from service.matching import Cover
from service.question import Question
from service.replies.amounts import amount
from service.replies.base import Reply, speaks_of
from service.replies.quotes import speaking, tell


def listing(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """What was asked for as a list: the sentence that lists it, or the bullets under its heading."""
    headed = _bullets(question, evidence, library)
    if headed:
        citations = Citations(evidence.reports)
        text = "\n".join(
            f"• {statement.text} [{citations.statement(report, statement)}]" for report, statement in headed
        )
        return Reply(text, (), citations.all, 0.6)
    told = speaking(question, evidence)
    printed = [c for c in figures(question, evidence)[:1] if c.hit.statement.kind in STRUCTURED]
    if printed and _clearly(printed[0].cover) and not (told and told[0].cover.label > 0.8):
        return amount(question, evidence, library)  # "mitkä olivat X:n toimintakulut" asks for one number
    if not told:
        return None
    close = [c for c in told[1:4] if c.score >= told[0].score - 0.08]
    return tell(question, evidence, (told[0], *close), told[1:])


def _bullets(question: Question, evidence: Evidence, library: Library) -> list[tuple[str, Statement]]:
    """Bullets that stand under a heading or a lead-in which alone speaks of the whole question."""
    for hit, cover in evidence.hits[:20]:
        statement = hit.statement
        leads = statement.kind is StatementKind.HEADING or statement.text.rstrip().endswith(":")
        if not leads or cover.label < 0.8 or not speaks_of(question, cover):
            continue
        page = library.statements(hit.report, statement.page)
        under = [s for s in page if _under(s, statement)]
        if not under and statement.text.rstrip().endswith(":"):
            place = next((n for n, s in enumerate(page) if s.id == statement.id), len(page))
            under = [s for s in page[place + 1 : place + 2] if s.kind is not StatementKind.HEADING]
            if under:
                return [(hit.report, s) for s in (statement, *under)]
        if len(under) >= 2:
            return [(hit.report, s) for s in under[:12]]
    return []


def _under(statement: Statement, lead: Statement) -> bool:
    if statement.kind in (StatementKind.HEADING, StatementKind.ROW):
        return False
    if lead.kind is StatementKind.HEADING:
        return bool(statement.section) and statement.section[-1] == lead.text
    return statement.context == lead.text


def _clearly(cover: Cover) -> bool:
    return cover.total >= 0.9 and cover.label > 0.3
