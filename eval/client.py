"""Asking a running service over HTTP. One record for each question; means are made elsewhere."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from types import TracebackType

import httpx

from eval.cases import ACROSS_REPORTS, Case
from eval.judge import judge
from eval.reply import NotAnAnswer, reply_from_json


class ServiceDown(RuntimeError):
    """The service does not answer at all: nothing was asked."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one question. A crash or time-out is in `error` and counts as wrong."""

    id: str
    type: str
    report: str
    question: str
    answerable: bool
    right: bool
    why: str
    cited: bool
    abstained: bool
    untraced: tuple[str, ...]
    status: str
    answer: str
    ms: float
    error: str | None = None

    def to_line(self) -> str:
        """The record as one JSON line."""
        return json.dumps(asdict(self), ensure_ascii=False)


class Service:
    """A running service. `timeout` is in seconds for one question."""

    def __init__(self, url: str, timeout: float = 60.0, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        self._http = httpx.Client(base_url=self.url, timeout=timeout, transport=transport)

    def __enter__(self) -> Service:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def reports(self) -> frozenset[str]:
        """The ids of the reports that the service holds. Raises `ServiceDown`."""
        try:
            response = self._http.get("/api/v1/reports")
            response.raise_for_status()
            found = response.json()["reports"]
            return frozenset(str(report["id"]) for report in found)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServiceDown(f"no service answers at {self.url} ({error})") from error
        except (ValueError, KeyError, TypeError) as error:
            raise ServiceDown(f"what answers at {self.url} is not Luku (no list of reports)") from error

    def ask(self, case: Case) -> Record:
        """One question, judged. Never raises for what the service does."""
        start = time.perf_counter()
        try:
            response = self._http.post("/api/v1/ask", json=request_of(case))
            response.raise_for_status()
            reply = reply_from_json(response.json())
        except httpx.HTTPStatusError as error:
            body = " ".join(error.response.text.split())[:300]
            return _failed(case, start, f"status {error.response.status_code}: {body}")
        except (httpx.HTTPError, NotAnAnswer, ValueError) as error:
            return _failed(case, start, f"{type(error).__name__}: {error}")
        ms = _milliseconds(start)
        verdict = judge(case, reply)
        return Record(
            case.id,
            case.type,
            case.report,
            case.question,
            case.answerable,
            verdict.right,
            verdict.why,
            verdict.cited,
            verdict.abstained,
            verdict.untraced,
            reply.status,
            reply.answer,
            ms,
        )


def request_of(case: Case) -> dict[str, object]:
    """The body of POST /api/v1/ask: asked of its report, unless the case needs several."""
    body: dict[str, object] = {"question": case.question}
    if case.history:
        body["history"] = [{"question": question} for question in case.history]
    if case.type not in ACROSS_REPORTS:
        body["filters"] = {"reports": [case.report]}
    return body


def ask_all(
    service: Service, cases: Iterable[Case], at_once: int = 1, done: Callable[[Record], None] | None = None
) -> tuple[Record, ...]:
    """Every case, in order, at most `at_once` at a time; `done` hears of each record in order."""
    records = []
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        for record in pool.map(service.ask, cases):
            records.append(record)
            if done:
                done(record)
    return tuple(records)


def _failed(case: Case, start: float, error: str) -> Record:
    return Record(
        case.id,
        case.type,
        case.report,
        case.question,
        case.answerable,
        right=False,
        why=error,
        cited=False,
        abstained=False,
        untraced=(),
        status="error",
        answer="",
        ms=_milliseconds(start),
        error=error,
    )


def _milliseconds(start: float) -> float:
    return 1000 * (time.perf_counter() - start)
