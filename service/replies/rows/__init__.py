"""Questions that one table answers by choosing among its rows: all that meet a condition, all that are given
the verdict named, or the largest.

among_rows(question, evidence, library) -> Reply | None
"""

from index.contract import Library
from service.choose import Evidence
from service.question import Question
from service.replies.base import Reply
from service.replies.rows.among import compared_rows
from service.replies.rows.verdict_rows import verdict_rows

__all__ = ["among_rows"]


def among_rows(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The rows asked for; None where the question asks for none, or no table is clearly meant."""
    return compared_rows(question, evidence, library) or verdict_rows(question, evidence, library)
