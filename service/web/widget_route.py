"""The chat widget as one script."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
