"""The chat widget as a page of its own."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
