"""The page that describes the HTTP interface, route by route."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
