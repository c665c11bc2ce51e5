"""The list of reports, with adding and removing for editors."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
