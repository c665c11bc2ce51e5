"""The options that commands of `luku` share, and how wrong use of them is told."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

WRONG_USE = 2


_HELP = {
    "usage: ": "käyttö: ",
    "positional arguments:": "argumentit:",
    "options:": "valinnat:",
    "show this help message and exit": "näytä tämä ohje ja lopeta",
}
_WRONG = (
    (r"the following arguments are required: ", "puuttuu: "),
    (r"unrecognized arguments: ", "tuntematon argumentti: "),
    (r"expected one argument", "arvo puuttuu"),
    (r"expected at least one argument", "vähintään yksi arvo puuttuu"),
    (r"invalid choice: (.*) \(choose from (.*)\)", r"tuntematon: \1 (vaihtoehdot: \2)"),
    (r"ignored explicit argument (.*)", r"arvoa ei oteta: \1"),
    (r"ambiguous option: (.*) could match (.*)", r"lyhenne ei riitä: \1 (vaihtoehdot: \2)"),
    (r"^argument ", ""),
)


class Parser(argparse.ArgumentParser):
    """Speaks Finnish where argparse speaks English, and ends with 2 on wrong use."""

    def format_usage(self) -> str:
        return _in_finnish(super().format_usage())

    def format_help(self) -> str:
        return _in_finnish(super().format_help())

    def error(self, message: str) -> NoReturn:
        for english, finnish in _WRONG:
            message = re.sub(english, finnish, message)
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: virhe: {message}\nOhje: {self.prog} --help\n")


def _in_finnish(text: str) -> str:
    for english, finnish in _HELP.items():
        text = text.replace(english, finnish, 1)
    return text


def add_library(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--library",
        type=Path,
        metavar="KANSIO",
        help="kirjaston kansio (muuten $LUKU_LIBRARY, muuten ./library)",
    )


def add_reports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report", action="append", default=[], metavar="TUNNUS", help="vain tästä raportista; toistettava"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="tulosta JSON, sama kuin HTTP-rajapinnasta")


def add_reading(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("raportin tiedot, jos tunnistus ei riitä")
    for name, meaning in (
        ("organisation", "organisaatio"),
        ("unit", "yksikkö, jota raportti koskee"),
        ("kind", "raportin laji"),
        ("period", "kausi, esim. Q1/2025"),
    ):
        group.add_argument(f"--{name}", metavar="TEKSTI", help=meaning)
    parser.add_argument("--password", metavar="TEKSTI", help="salatun PDF-tiedoston salasana")
    parser.add_argument(
        "--ocr",
        action="store_true",
        help="tunnista teksti sivuilta, jotka ovat vain kuvia (skannattu PDF); hidas, tarkista luvut",
    )


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most` for argparse."""

    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text} ei ole kokonaisluku väliltä {least}–{most}")
        return int(text)

    return read
