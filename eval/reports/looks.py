"""How the reports of a profile look. No look is of both profiles, nor a way to set cards or tables."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.tables.amounts import DASH, MINUS, NARROW, NO_BREAK, Printing
from eval.tables.spec import Profile


@dataclass(frozen=True, slots=True)
class Look:
    """Lengths are points. `cards`: where a card's number stands; `rules`: how tables are set."""

    name: str
    width: float
    height: float
    margin: float
    font: str
    body: float
    table: float
    cards: str
    cards_per_row: int
    rules: str
    bullet: str
    title_bar: bool
    running: str
    number: str
    corner: bool
    """Is a table's unit printed in its corner cell, or in its title?"""
    shouting: bool
    """Are labels of cards in capitals?"""
    spaces: tuple[str, ...]
    minuses: tuple[str, ...]
    plus: bool
    costs_positive: bool = False


SLIDES = Look(
    "slides",
    960,
    540,
    44,
    "Vera",
    15,
    12,
    "label on top",
    3,
    "band",
    "•",
    True,
    "",
    "{n}",
    True,
    True,
    (" ", NARROW, NO_BREAK),
    ("-", MINUS),
    True,
)
BOOK = Look(
    "book",
    595,
    842,
    64,
    "Times",
    11,
    9.5,
    "framed",
    2,
    "rows",
    "-",
    False,
    "{t}",
    "{n}",
    False,
    False,
    (" ", NO_BREAK),
    ("-", DASH),
    False,
)
LEAFLET = Look(
    "leaflet",
    595,
    842,
    50,
    "Helvetica",
    10,
    8.5,
    "label on top",
    2,
    "zebra",
    "•",
    False,
    "{c}",
    "Sivu {n}",
    True,
    False,
    (" ", ""),
    ("-",),
    False,
)
DECK = Look(
    "deck",
    842,
    595,
    52,
    "Helvetica",
    13,
    11,
    "number on top",
    4,
    "grid",
    "»",
    False,
    "{c} | {t}",
    "{n}/{of}",
    False,
    False,
    (" ", NO_BREAK),
    ("-", "- "),
    True,
)
LEDGER = Look(
    "ledger",
    612,
    792,
    58,
    "Vera",
    9,
    7.8,
    "side by side",
    1,
    "header",
    "–",
    False,
    "{t}",
    "– {n} –",
    True,
    True,
    (NARROW, NO_BREAK),
    (MINUS,),
    False,
)
COLUMNED = Look(
    "plain",
    595,
    842,
    72,
    "Times",
    11.5,
    9.8,
    "number on top",
    3,
    "none",
    "*",
    True,
    "",
    "({n})",
    True,
    False,
    (" ", ""),
    (DASH, "()"),
    True,
    costs_positive=True,
)
LOOKS = {Profile.TUNE: (SLIDES, BOOK, LEAFLET), Profile.MEASURE: (DECK, LEDGER, COLUMNED)}


def draw_printing(random: Random, look: Look) -> Printing:
    minus = random.choice(look.minuses)
    return Printing(random.choice(look.spaces), minus, look.plus, "", "0")
