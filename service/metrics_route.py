"""The route /metrics: counts and durations in the text format of Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from service.running import Running

metrics_router = APIRouter()


@metrics_router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}, "description": "Prometheus text format"}},
)
async def show_metrics(service: Running) -> Response:
    """Counts and durations by route, for Prometheus."""
    service.metrics.reports.set(len(await service.run(service.library.reports)))
    return Response(generate_latest(service.metrics.registry), media_type=CONTENT_TYPE_LATEST)
