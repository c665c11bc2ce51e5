"""Who may add and remove reports: whoever shows the editor's token."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from ingest.errors import LukuError
from service.running import Running

Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]


def require_editor(service: Running, credentials: Bearer) -> None:
    """Lets through only who shows the editor's token.

    Raises `LukuError`: uploads_disabled (no token is configured), not_authorised.
    """
    token = service.settings.editor_token
    if token is None:
        raise LukuError(
            "uploads_disabled",
            "Raporttien lisääminen ja poistaminen on pois käytöstä. Ota se käyttöön asettamalla "
            "LUKU_EDITOR_TOKEN ja käynnistämällä palvelu uudelleen.",
        )
    if not shows_token(credentials, token):
        raise LukuError(
            "not_authorised",
            "Toimittajan tunnus puuttuu tai on väärä. Anna se otsakkeessa Authorization: Bearer …",
        )


def shows_token(credentials: HTTPAuthorizationCredentials | None, token: str) -> bool:
    """Whether a request brings the token."""
    given = credentials.credentials if credentials else ""
    return hmac.compare_digest(given.encode(), token.encode())
