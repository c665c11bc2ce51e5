"""Checks of what is asked, before anything is searched: the question's text and its scope."""

from __future__ import annotations

import unicodedata
from datetime import date

from index.contract import Scope
from ingest.errors import LukuError

MAX_QUESTION = 2000
"""Longest question and search query, in characters."""


def clean_text(text: str) -> str:
    """The text as NFC on one line, without control characters and broken surrogates."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    spaced = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    return " ".join(unicodedata.normalize("NFC", spaced).split())


def clean_question(text: str, field: str = "question") -> str:
    """A question or query fit to be searched with.

    Raises `LukuError` with code `empty_question` or `question_too_long`, naming `field`.
    """
    if len(text) > MAX_QUESTION:
        raise LukuError(
            "question_too_long",
            f"Kysymys on liian pitkä: {len(text)} merkkiä, enintään {MAX_QUESTION}. Lyhennä kysymystä.",
            field=field,
            length=len(text),
            limit=MAX_QUESTION,
        )
    cleaned = clean_text(text)
    if not any(char.isalnum() for char in cleaned):
        raise LukuError(
            "empty_question", "Kysymys on tyhjä. Kirjoita, mitä raporteista haetaan.", field=field
        )
    return cleaned


def make_scope(
    reports: tuple[str, ...] = (),
    organisation: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    period_from: date | None = None,
    period_to: date | None = None,
) -> Scope:
    """A scope of cleaned names. Raises `LukuError("invalid_period")` when it ends before it starts."""
    if period_from and period_to and period_from > period_to:
        raise LukuError(
            "invalid_period",
            f"Ajanjakso alkaa ({period_from}) vasta loppunsa ({period_to}) jälkeen.",
            field="period_from",
        )
    return Scope(
        reports=tuple(clean_text(report) for report in reports),
        organisation=_name(organisation),
        unit=_name(unit),
        kind=_name(kind),
        period_from=period_from,
        period_to=period_to,
    )


def _name(text: str | None) -> str | None:
    return (clean_text(text) or None) if text else None
