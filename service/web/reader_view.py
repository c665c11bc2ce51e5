"""The reader: a page of a report as it is, with what was cited marked."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
