"""The options of `luku figures` and `luku compare`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from service.options import Parser, add_json, add_library, add_reports, whole_number

Run = Callable[[argparse.Namespace], int]


def add_series_commands(
    commands: argparse._SubParsersAction[Parser], run_figures: Run, run_compare: Run
) -> None:
    figures = commands.add_parser("figures", help="luettele painettuja lukuja aikasarjoina")
    for name, meaning in (
        ("metric", "mittari, esim. toimintakate"),
        ("entity", "yksikkö, jonka lukuja haetaan"),
        ("column", "luvun laji, esim. ennuste, tai sarakkeen otsikon sanoja"),
        ("organisation", "vain tämän organisaation raporteista"),
    ):
        figures.add_argument(f"--{name}", metavar="TEKSTI", help=meaning)
    figures.add_argument("--from", dest="first", type=_day, metavar="PVM", help="alkaen, esim. 2024-01-01")
    figures.add_argument("--to", dest="last", type=_day, metavar="PVM", help="päättyen, esim. 2024-12-31")
    figures.add_argument(
        "--limit", type=whole_number(1, 1000), default=200, metavar="N", help="enintään näin monta"
    )
    add_reports(figures)
    figures.set_defaults(run=run_figures)

    compare = commands.add_parser("compare", help="näytä, mikä kahden raportin välillä muuttui")
    compare.add_argument("before", metavar="ENNEN", help="aiemman raportin tunnus")
    compare.add_argument("after", metavar="JÄLKEEN", help="uudemman raportin tunnus")
    compare.add_argument("--topic", metavar="TEKSTI", help="vain tästä aiheesta, esim. toimintakate")
    compare.set_defaults(run=run_compare)
    for command in (figures, compare):
        add_library(command)
        add_json(command)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} ei ole päivä muodossa 2024-12-31") from None
