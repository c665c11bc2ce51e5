"""The HTTP application: all routes put together, searching and health."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from index.contract import Library
from index.embedding import open_embedder
from index.library import open_library
from ingest.errors import LukuError
from service.answer import answer
from service.ask_routes import ask_router
from service.editor_routes import editor_router
from service.errors import BodyLimit, add_error_handlers
from service.examples_routes import examples_router
from service.feedback_routes import feedback_router
from service.head_requests import HeadRequests
from service.metrics import MeasuredRequests, Metrics
from service.metrics_route import metrics_router
from service.openapi import add_examples
from service.page_routes import page_router
from service.report_routes import MEDIA_TYPES, UPLOAD_PATH, reports_router
from service.running import Answerer, Running, RunningService
from service.schemas import ErrorBody
from service.search_routes import search_router
from service.series_routes import series_router
from service.settings import Settings, read_settings
from service.summary_routes import summary_router
from service.table_routes import table_router
from service.upload_routes import uploads_router
from service.web import add_web

log = logging.getLogger("luku")

MAX_JSON_BYTES = 16_000_000
FORM_BYTES = 100_000
"""Room for what an upload's form holds beside the file."""

GZIP_FROM_BYTES = 1_000
GZIP_LEVEL = 5
SMALL_AS_THEY_ARE = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    "application/pdf",
    *(kind for kind in MEDIA_TYPES.values() if kind.startswith("application/")),
)
"""Files that are compressed inside; streams of events are sent as they come."""

router = APIRouter()


def create_app(
    settings: Settings | None = None, library: Library | None = None, answerer: Answerer = answer
) -> FastAPI:
    """The application over an open library, or over the one that the settings name.

    A library given here stays open when the application ends.
    """
    settings = settings or read_settings()
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opened = await asyncio.to_thread(open_for_serving, settings) if library is None else library
        service = RunningService(settings, opened, answerer, metrics=metrics)
        app.state.service = service
        warming = asyncio.create_task(service.warm_up())
        yield
        warming.cancel()
        with suppress(asyncio.CancelledError):
            await warming  # ends with the step that it is at
        await service.uploads.finish()
        if library is None:
            opened.close()

    app = FastAPI(
        title="Luku",
        description="Vastaa kysymyksiin julkisen sektorin raporteista: painettu luku, lainaus ja sivu.",
        version=_version(),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses={"4XX": {"model": ErrorBody}, "5XX": {"model": ErrorBody}},
    )
    app.add_middleware(
        BodyLimit,
        json_bytes=MAX_JSON_BYTES,
        upload_path=UPLOAD_PATH,
        upload_bytes=settings.max_upload_bytes,
        form_bytes=FORM_BYTES,
    )
    app.add_middleware(
        GZipMiddleware,
        minimum_size=GZIP_FROM_BYTES,
        compresslevel=GZIP_LEVEL,
        exclude_content_types=SMALL_AS_THEY_ARE,
    )
    app.add_middleware(HeadRequests)
    app.add_middleware(MeasuredRequests, metrics=metrics)
    add_error_handlers(app)
    app.include_router(router)
    app.include_router(ask_router)
    app.include_router(examples_router)
    app.include_router(feedback_router)
    app.include_router(metrics_router)
    app.include_router(reports_router)
    app.include_router(editor_router)
    app.include_router(search_router)
    app.include_router(uploads_router)
    app.include_router(page_router)
    app.include_router(table_router)
    app.include_router(summary_router)
    app.include_router(series_router)
    add_web(app, settings.allowed_origins)
    add_examples(app)
    return app


def open_for_serving(settings: Settings) -> Library:
    """The library as a service holds it: with the small embedding engine also for uploads."""
    return open_library(settings.library, open_embedder(lean=True))


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok", "version": _version()}


@router.get("/readyz")
async def readyz(service: Running) -> dict[str, str | int]:
    """The service can answer; 503 until then."""
    if not service.ready:
        reason = service.failure or "Palvelu käynnistyy."
        raise LukuError("not_ready", f"Palvelu ei voi vielä vastata: {reason}")
    return {"status": "ready", "reports": len(await service.run(service.library.reports))}


def _version() -> str:
    try:
        return version("luku")
    except PackageNotFoundError:
        return "0"
