"""Asking a running service over HTTP. Nothing here raises for what the service does to one question."""

from __future__ import annotations

import json
import ssl
import time
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Literal

import httpx

from eval.cases import ACROSS_REPORTS, Case
from eval.reply import Found, NotAnAnswer, Reply, found_from_json, reply_from_json

Trouble = Literal["", "down", "slow", "crash", "contract"]
"""down: no connection; slow: no answer in time; crash: an error status; contract: not what it says."""

SEARCHED = 20
"""Passages that a search is asked for."""


class ServiceDown(RuntimeError):
    """The service does not answer at all: nothing was asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came back of one question, after how many milliseconds. `body` is the JSON text as it came."""

    ms: float
    reply: Reply | None
    body: str = ""
    error: str | None = None
    trouble: Trouble = ""


@dataclass(frozen=True, slots=True)
class About:
    """What the service says of itself: its version, and its reports' ids by their files' stems."""

    version: str
    reports: dict[str, str]


class Service:
    """A running service. `timeout` is in seconds for one question. May be used by many threads."""

    def __init__(self, url: str, timeout: float = 60.0, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=64)
        self._http = httpx.Client(
            base_url=self.url, timeout=timeout, limits=limits, transport=transport, verify=_tls()
        )

    def __enter__(self) -> Service:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def about(self) -> About:
        """Raises `ServiceDown` where nothing answers, or something that is not the service."""
        try:
            response = self._http.get("/api/v1/reports")
            response.raise_for_status()
            found = response.json()["reports"]
            reports = {_stem(report): str(report["id"]) for report in found}
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServiceDown(f"no service answers at {self.url} ({error})") from error
        except (ValueError, KeyError, TypeError) as error:
            raise ServiceDown(f"what answers at {self.url} is not Luku (no list of reports)") from error
        return About(self._version(), reports)

    def reports(self) -> frozenset[str]:
        """The ids of the reports that the service holds. Raises `ServiceDown`."""
        return frozenset(self.about().reports.values())

    def ask(self, case: Case) -> Asked:
        """One question, timed."""
        start = time.perf_counter()
        try:
            response = self._http.post("/api/v1/ask", json=request_of(case))
            ms = 1000 * (time.perf_counter() - start)
            response.raise_for_status()
            body = response.text
            return Asked(ms, reply_from_json(_json(body)), body)
        except httpx.HTTPStatusError as error:
            said = " ".join(error.response.text.split())[:300]
            return _failed(start, "crash", f"status {error.response.status_code}: {said}")
        except httpx.TimeoutException as error:
            return _failed(start, "slow", f"{type(error).__name__}: {error}")
        except httpx.HTTPError as error:
            lost = isinstance(error, httpx.RemoteProtocolError | httpx.ReadError)
            return _failed(start, "crash" if lost else "down", f"{type(error).__name__}: {error}")
        except (NotAnAnswer, ValueError) as error:
            return _failed(start, "contract", f"{type(error).__name__}: {error}")

    def search(self, case: Case) -> Found | None:
        """What a search for the case's question finds, in its report; None where it does not answer.

        A question that follows others is searched with them before it.
        """
        params: dict[str, str | int] = {"q": " ".join((*case.history, case.question)), "limit": SEARCHED}
        if case.type not in ACROSS_REPORTS:
            params["report"] = case.report
        try:
            response = self._http.get("/api/v1/search", params=params)
            response.raise_for_status()
            return found_from_json(response.json())
        except (httpx.HTTPError, ValueError):
            return None

    def page_text(self, report: str, page: int) -> str | None:
        """All that was read of a page: its text, then its blocks; None where there is no such page."""
        try:
            response = self._http.get(f"/api/v1/reports/{report}/pages/{page}")
            response.raise_for_status()
            body = response.json()
            blocks = "\n".join(str(block["text"]) for block in body.get("blocks") or [])
            return f"{body['text']}\n{blocks}"
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _version(self) -> str:
        try:
            return str(self._http.get("/healthz").json().get("version", ""))
        except (httpx.HTTPError, ValueError, AttributeError):
            return ""


def request_of(case: Case) -> dict[str, object]:
    """The body of POST /api/v1/ask: asked of its report, unless the case needs several or all."""
    body: dict[str, object] = {"question": case.question}
    if case.history:
        body["history"] = [{"question": question} for question in case.history]
    if case.filtered and case.type not in ACROSS_REPORTS:
        body["filters"] = {"reports": [case.report]}
    return body


@cache
def _tls() -> ssl.SSLContext:
    """Reading the trusted certificates takes longer than asking a question."""
    return httpx.create_ssl_context()


def _json(body: str) -> object:
    """Raises ValueError also for what could not be written down: half characters, endless nesting."""
    try:
        data = json.loads(body)
        if "\\ud" in body.lower():
            json.dumps(data, ensure_ascii=False).encode()
    except RecursionError as error:
        raise NotAnAnswer("the JSON is nested too deep") from error
    return data


def _stem(report: dict[str, object]) -> str:
    file = str(report.get("file") or report["id"])
    return file.rsplit(".", 1)[0]


def _failed(start: float, trouble: Trouble, error: str) -> Asked:
    return Asked(1000 * (time.perf_counter() - start), None, error=error, trouble=trouble)
