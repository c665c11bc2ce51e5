"""A figure over the periods as a chart and a table."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
