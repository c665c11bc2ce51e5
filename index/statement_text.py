"""What a statement is embedded as: its words with those that say what it is about, its numbers left out.

A row of a table says little by itself ("Toimintatuotot  3 752  4 063"): its unit, its parent rows and its
columns' names make a phrase of it that a question can come near to. Numbers of a row carry no meaning for
the model and would only blur it; a sentence is kept as it stands.
"""

from __future__ import annotations

import re

from ingest.records import Statement, StatementKind

_LONGEST = 600
_NUMBER = re.compile(r"(?<![\w.,])[-+\u2212\u2013(]?\d[\d\s.,\u00a0\u202f]*\)?(?!\w)")


def statement_text(statement: Statement) -> str:
    """The text whose vector stands for the statement."""
    match statement.kind:
        case StatementKind.ROW | StatementKind.CARD:
            parts = [statement.entity or "", statement.label, statement.context]
            if not statement.label:
                parts.insert(1, _NUMBER.sub(" ", statement.text))
            if not statement.context:
                parts += statement.section[-1:]
        case StatementKind.DEFINITION:
            parts = [statement.label, statement.text]
        case _:
            parts = [*statement.section[-1:], statement.text]
    return " – ".join(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))[:_LONGEST]
