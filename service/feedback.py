"""What people say of answers: right or wrong, kept as one JSON line each in the library's folder.

Nobody's question is kept without their word: the service remembers its latest answers in memory only,
and writes down question and answer of those that somebody judges.
"""

from __future__ import annotations

import json
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from ingest.errors import LukuError
from service.records import Answer, Ask

FILE = "feedback.jsonl"
MAX_BYTES = 50_000_000
"""The file grows no further: whoever keeps the library reads it and puts it aside before."""
REMEMBERED = 2_000
_LONGEST_ANSWER = 4_000


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Given:
    """A question and what was answered to it."""

    question: str
    status: str
    answer: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """One word on one answer."""

    at: datetime
    answer_id: str
    verdict: Verdict
    comment: str | None
    given: Given


class RecentAnswers:
    """The latest answers by their id; safe to use from many threads."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._given: OrderedDict[str, Given] = OrderedDict()
        self._lock = threading.Lock()

    def remember(self, ask: Ask, answer: Answer) -> None:
        reports = tuple(dict.fromkeys(citation.report for citation in answer.citations))
        given = Given(ask.question, answer.status.value, answer.answer[:_LONGEST_ANSWER], reports)
        with self._lock:
            self._given[answer.id] = given
            if len(self._given) > self._most:
                self._given.popitem(last=False)

    def find(self, answer_id: str) -> Given:
        """Raises `LukuError("answer_not_found")` for an answer that was not given, or too long ago."""
        with self._lock:
            given = self._given.get(answer_id)
        if given is None:
            raise LukuError(
                "answer_not_found",
                "Vastausta ei tunneta: siitä on aikaa, tai palvelu on käynnistetty sen jälkeen uudelleen. "
                "Kysy uudelleen ja anna palaute uudesta vastauksesta.",
                answer_id=answer_id,
            )
        return given


class FeedbackFile:
    """Appends feedback to `feedback.jsonl` of a folder; later words on an answer stand after earlier ones."""

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self.path = folder / FILE
        self._max_bytes = max_bytes
        self._lock = threading.Lock()

    def add(self, feedback: Feedback) -> None:
        """Raises `LukuError("feedback_full")` once the file has reached its limit."""
        line = (json.dumps(_line(feedback), ensure_ascii=False) + "\n").encode()
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # One write at the end of the file: lines of several processes never mix.
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                if os.fstat(file).st_size + len(line) > self._max_bytes:
                    raise LukuError(
                        "feedback_full",
                        f"Palautetta ei voitu tallentaa: tiedosto {FILE} on täynnä. Kerro ylläpitäjälle.",
                        file=FILE,
                        limit=self._max_bytes,
                    )
                os.write(file, line)
            finally:
                os.close(file)


def _line(feedback: Feedback) -> dict[str, str | list[str]]:
    given = feedback.given
    return {
        "at": feedback.at.isoformat(timespec="seconds"),
        "answer_id": feedback.answer_id,
        "verdict": feedback.verdict.value,
        **({"comment": feedback.comment} if feedback.comment else {}),
        "question": given.question,
        "status": given.status,
        "answer": given.answer,
        "reports": list(given.reports),
    }
