"""The route /metrics: counts and durations in the text format of Prometheus."""

from __future__ import annotations

from ipaddress import ip_address

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from ingest.errors import LukuError
from service.editors import Bearer, shows_token
from service.running import Running

metrics_router = APIRouter()


def require_watcher(request: Request, service: Running, credentials: Bearer) -> None:
    """Lets through who asks from this machine or shows the editor's token, and everybody where
    LUKU_METRICS says so. Raises `LukuError("metrics_closed")`."""
    settings = service.settings
    if settings.open_metrics or _from_here(request):
        return
    if settings.editor_token is None or not shows_token(credentials, settings.editor_token):
        raise LukuError(
            "metrics_closed",
            "Mittarit näkee samalta koneelta tai toimittajan tunnuksella (Authorization: Bearer …). "
            "LUKU_METRICS=all avaa ne kaikille.",
        )


def _from_here(request: Request) -> bool:
    try:
        return ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return False


@metrics_router.get(
    "/metrics",
    response_class=Response,
    dependencies=[Depends(require_watcher)],
    responses={200: {"content": {"text/plain": {}}, "description": "Prometheus text format"}},
)
async def show_metrics(service: Running) -> Response:
    """Counts and durations by route, for Prometheus: for this machine, the editor, or all by setting."""
    service.metrics.reports.set(len(await service.run(service.library.reports)))
    return Response(generate_latest(service.metrics.registry), media_type=CONTENT_TYPE_LATEST)
