"""Printed figures over reports: series of them, and what changed between two reports.

`series_of` and `find_series` follow a figure from report to report; `compare` holds two reports
against each other. Figures are matched by what they mean (metric, entity, kind of column, unit,
period), never by where they stand alone.
"""

from __future__ import annotations

from service.series.asked import FigureQuery
from service.series.compare import compare
from service.series.figures import FoundSeries, find_series, series_of
from service.series.records import Change, Comparison, PrintedFigure, Series, SeriesPoint

__all__ = [
    "Change",
    "Comparison",
    "FigureQuery",
    "FoundSeries",
    "PrintedFigure",
    "Series",
    "SeriesPoint",
    "compare",
    "find_series",
    "series_of",
]
