"""The accessibility statement, as Finnish law asks of public services."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.running import Running
from service.web.languages import language_of
from service.web.render import render

router = APIRouter()

GAPS = ("gap_originals", "gap_structure", "gap_pictures", "gap_language")
TESTED = ("tested_axe", "tested_narrow", "tested_keyboard", "tested_heard")
"""What tests/browser/ holds: the first two of every view."""


@router.get("/accessibility", response_class=HTMLResponse)
async def accessibility_page(request: Request, service: Running) -> HTMLResponse:
    """How accessible the service is, how that was found out, and whom to tell."""
    contact = service.settings.contact
    return render(
        request,
        "accessibility.html",
        language_of(request),
        gaps=GAPS,
        tested=TESTED,
        operator=service.settings.operator,
        contact=contact,
        contact_url=_address_of(contact),
    )


def _address_of(contact: str | None) -> str | None:
    """Where a link to the contact leads; None where it is neither a web nor a mail address."""
    if contact and contact.startswith(("https://", "http://")):
        return contact
    return f"mailto:{contact}" if contact and "@" in contact and " " not in contact else None
