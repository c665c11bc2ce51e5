"""The accessibility statement, as Finnish law asks of public services."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
