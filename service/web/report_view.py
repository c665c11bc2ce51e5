"""A report's page, and the one route that tells the reader and it apart."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
