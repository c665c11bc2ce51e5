"""The running service: one open library, a few threads for the work, and whether it can answer yet.

Answering and reading are bound by the processor: they run in as many threads as there are
processors, so that health checks and further requests are taken in meanwhile. One report is
written at a time.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, ParamSpec, TypeVar

import anyio
import anyio.to_thread
from fastapi import Depends, Request

from index.contract import Library, Scope
from ingest.errors import LukuError
from service.charts.drawing import load_engine
from service.examples import Example, Examples
from service.feedback import FeedbackFile, RecentAnswers
from service.incoming import Incoming
from service.late import Late
from service.metrics import Metrics
from service.picture_cache import PictureCache
from service.records import Answer, Ask, Language
from service.sender_limit import SenderLimit
from service.settings import Settings
from service.uploads import Uploads

log = logging.getLogger("luku")

Answerer = Callable[[Ask, Library], Answer]
P = ParamSpec("P")
T = TypeVar("T")

WARM_UP = "Mikä on toimintakate?"
"""A question that loads what answering needs: embeddings and indexes."""
UNKNOWN_WORD = "lämmmittely"
"""No report prints it, so the morphology is loaded, and the words that spelling is corrected by."""

FEEDBACKS, FEEDBACK_SECONDS = 60, 600
"""So many words on answers are taken of one address in so many seconds: an office may share one."""


def _one_thread_a_processor() -> anyio.CapacityLimiter:
    return anyio.CapacityLimiter(os.cpu_count() or 1)


@dataclass(slots=True)
class RunningService:
    """What the routes work with. `failure` says why the service cannot answer, if it cannot."""

    settings: Settings
    library: Library
    answerer: Answerer
    ready: bool = False
    failure: str | None = None
    pictures: PictureCache = field(default_factory=PictureCache)
    metrics: Metrics = field(default_factory=Metrics)
    recent: RecentAnswers = field(default_factory=RecentAnswers)
    feedback: FeedbackFile = field(init=False)
    feedback_limit: SenderLimit = field(default_factory=lambda: SenderLimit(FEEDBACKS, FEEDBACK_SECONDS))
    made_examples: Examples = field(default_factory=Examples)
    incoming: Incoming = field(init=False)
    uploads: Uploads = field(default_factory=Uploads)
    late: Late = field(default_factory=Late)
    writing: anyio.Lock = field(default_factory=anyio.Lock)
    threads: anyio.CapacityLimiter = field(default_factory=_one_thread_a_processor)
    drawing: anyio.CapacityLimiter = field(default_factory=_one_thread_a_processor)

    def __post_init__(self) -> None:
        self.feedback = FeedbackFile(self.settings.library)
        self.incoming = Incoming(self.settings.max_upload_bytes)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do the work in a thread and give its result."""
        return await anyio.to_thread.run_sync(partial(work, *args, **kwargs), limiter=self.threads)

    async def draw(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same in threads of their own: pages are looked at while a report is read for minutes."""
        return await anyio.to_thread.run_sync(partial(work, *args, **kwargs), limiter=self.drawing)

    async def answer(self, ask: Ask) -> Answer:
        """Raises `LukuError("report_not_found")` when the scope names a report that is not stored."""
        answer = await self.run(self.answerer, ask, self.library)
        self.recent.remember(ask, answer)
        self.metrics.answers.labels(answer.status.value).inc()
        return answer

    async def examples(self, language: Language, scope: Scope) -> tuple[Example, ...]:
        """Questions that the reports in scope answer; made when first asked for."""
        return await self.run(self.made_examples.of, self.library, self.answerer, language, scope)

    async def generation(self) -> int:
        """Which state the library is in: another one after each report that is added or removed."""
        return await self.run(lambda: self.library.generation)

    async def warm_up(self) -> None:
        """Ask one question, so that the first person does not wait for models to load; then, while questions
        are answered already, load what else somebody would wait for."""
        try:
            await self.run(self.answerer, Ask(WARM_UP), self.library)
        except Exception as error:
            self.failure = error.message if isinstance(error, LukuError) else type(error).__name__
            log.exception("warm-up failed: the service is not ready")
            return
        self.ready = True
        await self._load("names to suggest", self.library.suggest, "a")
        await self._load("morphology", self.library.words, UNKNOWN_WORD)
        await self._load("charts", load_engine)

    async def _load(self, what: str, work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Whoever needs it first will wait, or be told what is wrong, where this fails."""
        try:
            await self.run(work, *args, **kwargs)
        except Exception:
            log.exception("warm-up of %s failed", what)


def running_service(request: Request) -> RunningService:
    service = request.app.state.service
    assert isinstance(service, RunningService)
    return service


Running = Annotated[RunningService, Depends(running_service)]
