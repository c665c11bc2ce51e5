"""A library grown by invented reports, to see how answering slows down with what there is to look through.

The reports are made of records, not read from files, and their vectors are random: what they say does not
matter here, only that there is as much of it as in the archive of a large city, with labels, headings and
sentences as such reports have them.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import DEFAULT_IDENTITY, DIMENSION
from index.library import open_library
from ingest.records import (
    Box,
    ColumnKind,
    Figure,
    FigureKind,
    Page,
    Period,
    Report,
    Statement,
    StatementKind,
)

_BOX = Box(50.0, 100.0, 500.0, 112.0)
_ROWS = 20
"""Rows of a page's table."""
_COLUMNS = (
    (ColumnKind.BUDGET, "Talousarvio"),
    (ColumnKind.AMENDED_BUDGET, "Muutettu talousarvio"),
    (ColumnKind.ACTUAL, "Toteuma"),
    (ColumnKind.FORECAST, "Ennuste"),
    (ColumnKind.DEVIATION, "Poikkeama"),
)
_TOWN = (
    "Kuusi", "Haapa", "Leppä", "Pihlaja", "Tuomi", "Kataja", "Paju", "Vaahtera",
    "Lehmus", "Jalava", "Saarni", "Visa", "Raita", "Halava", "Orapihlaja", "Kanerva",
)  # fmt: skip
_PLACE = ("järvi", "lahti", "koski", "niemi", "vaara", "harju", "ranta", "salmi")
_UNIT = (
    "Sivistys", "Tekninen", "Elinvoima", "Konserni", "Vesihuolto", "Varhaiskasvatus", "Perusopetus",
    "Liikunta", "Kirjasto", "Puisto", "Satama", "Tila", "Ruoka", "Pelastus", "Joukkoliikenne", "Kaavoitus",
)  # fmt: skip
_BODY = ("palvelut", "toimiala", "lautakunta", "liikelaitos")
_ITEM = (
    "Toimintatuotot", "Myyntituotot", "Maksutuotot", "Tuet ja avustukset", "Vuokratuotot", "Toimintakulut",
    "Henkilöstökulut", "Palkat ja palkkiot", "Palvelujen ostot", "Aineet ja tarvikkeet", "Toimintakate",
    "Poistot", "Korkokulut", "Tilikauden tulos", "Investoinnit", "Lainakanta", "Verotulot", "Valtionosuudet",
    "Henkilötyövuodet", "Asukasluku", "Sairauspoissaolot", "Oppilasmäärä", "Kävijämäärä", "Energian kulutus",
)  # fmt: skip
_SHADE = (
    "ulkoiset", "sisäiset", "muut", "kiinteät", "muuttuvat", "kertaluonteiset", "määräaikaiset", "vakinaiset",
    "suunnitellut", "siirtyneet", "tarkistetut", "rahastoidut", "alueelliset", "yhteiset", "uudet", "vanhat",
)  # fmt: skip
_SAID = (
    "{unit} arvioi, että {item} kasvavat {value} euroa edellisestä vuodesta, koska {reason}.",
    "{item} alittuivat {value} eurolla, ja syynä olivat {reason}.",
    "Kaudella {unit} toteutti hankkeita {value} eurolla; {item} pysyivät suunnitellulla tasolla.",
    "{unit} on varautunut siihen, että {reason} vaikuttavat talouteen noin {value} euroa.",
    "Lautakunta päätti, että {item} tarkistetaan {value} euroon, ja seurasi toteutumista kuukausittain.",
)
_REASON = (
    "energian hinnan nousu", "henkilöstön vaihtuvuus", "rakennushankkeiden viivästyminen", "lainojen korot",
    "asiakasmäärien kasvu", "palvelujen uudelleenjärjestely", "sopimusten päättyminen", "leuto talvi",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How much is added, in about equal reports."""

    passages: int
    figures: int
    reports: int = 50


def grow(folder: Path, size: Size, seed: int = 1) -> None:
    """Add invented reports to a library made with the default model."""
    with open_library(folder, _Random(seed), create=False) as library:
        for report in _reports(size, random.Random(seed)):
            library.add(report, report.id.encode())


class _Random:
    """Random vectors in place of the default model's."""

    identity = DEFAULT_IDENTITY
    dimension = DIMENSION

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def encode_queries(self, texts: list[str]) -> NDArray[np.float32]:
        return self.encode_passages(texts)

    def encode_passages(self, texts: list[str]) -> NDArray[np.float32]:
        vectors = self._random.standard_normal((len(texts), DIMENSION), np.float32)
        result: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return result


def _reports(size: Size, chance: random.Random) -> Iterator[Report]:
    """Pages of one table and of text, so that passages and figures come out as asked."""
    rows = size.figures // (len(_COLUMNS) * size.reports)
    pages = max(1, rows // _ROWS)
    texts = max(1, (size.passages // size.reports - _TABLE_PASSAGES * pages) // pages)
    for number in range(size.reports):
        yield _report(number, pages, texts, chance)


_TABLE_PASSAGES = 2
"""A page's table is cut into so many passages, about."""


def _report(number: int, pages: int, texts: int, chance: random.Random) -> Report:
    town = chance.choice(_TOWN) + chance.choice(_PLACE)
    year = 2015 + number % 10
    own = Period(str(year), date(year, 1, 1), date(year, 12, 31))
    before = Period(str(year - 1), date(year - 1, 1, 1), date(year - 1, 12, 31))
    name = f"{town.casefold().translate(_PLAIN)}-{year}-{number}"
    statements: list[Statement] = []
    for page in range(1, pages + 1):
        unit = chance.choice(_UNIT) + chance.choice(_BODY)
        statements += _page(f"{page}", page, unit, texts, own, before, chance)
    by_page: dict[int, list[str]] = {}
    for statement in statements:
        by_page.setdefault(statement.page, []).append(statement.text)
    made = tuple(Page(page, 595.0, 842.0, str(page), "\n".join(lines), ()) for page, lines in by_page.items())
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Report(
        name, f"{name}.pdf", digest, f"{town}n tilinpäätös {year}", f"{town}n kaupunki", None, "tilinpäätös",
        own, "fi", made, (), tuple(statements),
    )  # fmt: skip


_PLAIN = str.maketrans("äö", "ao")


def _page(
    mark: str, page: int, unit: str, texts: int, own: Period, before: Period, chance: random.Random
) -> Iterator[Statement]:
    section = (unit, f"{unit}, talouden toteutuminen {own.label}")
    header = ", ".join(f"{text} {own.label}" for _, text in _COLUMNS)
    for row in range(_ROWS):
        label = f"{chance.choice(_ITEM)}, {chance.choice(_SHADE)}"
        figures = tuple(
            _figure(unit, label, f"{text} {own.label}", kind, own, page, chance) for kind, text in _COLUMNS
        )
        text = "  ".join((label, *(figure.raw for figure in figures)))
        yield Statement(
            f"r{mark}-{row}", StatementKind.ROW, text, label, page, (_BOX,), section, unit, header,
            f"t{mark}", row, figures,
        )  # fmt: skip
    for place in range(texts):
        # About a passage's length each, so that a passage is one of them.
        said = [_sentence(unit, chance) for _ in range(5)]
        figures = tuple(
            Figure(raw, Decimal(raw.replace(" ", "")), "EUR", 1, "euroa", FigureKind.TEXT, unit, item,
                   None, None, before if chance.random() < 0.2 else None, page, _BOX)
            for _, item, raw in said[:1]
        )  # fmt: skip
        text = " ".join(sentence for sentence, _, _ in said)
        yield Statement(
            f"s{mark}-{place}", StatementKind.SENTENCE, text, "", page, (_BOX,), section, unit,
            figures=figures,
        )  # fmt: skip


def _figure(
    unit: str, label: str, column: str, kind: ColumnKind, period: Period, page: int, chance: random.Random
) -> Figure:
    raw = _number(chance)
    return Figure(
        raw, Decimal(raw.replace(" ", "")) * 1000, "EUR", 1000, "1 000 €", FigureKind.TABLE, unit, label,
        column, kind, period, page, _BOX,
    )  # fmt: skip


def _sentence(unit: str, chance: random.Random) -> tuple[str, str, str]:
    """A sentence, its item and its number as printed."""
    item = f"{chance.choice(_SHADE)} {chance.choice(_ITEM).lower()}"
    raw = _number(chance)
    reason = _either(_REASON, chance)
    return chance.choice(_SAID).format(unit=unit, item=item, value=raw, reason=reason), item, raw


def _either(words: Sequence[str], chance: random.Random) -> str:
    one, other = chance.sample(list(words), 2)
    return one if chance.random() < 0.5 else f"{one} ja {other}"


def _number(chance: random.Random) -> str:
    return f"{chance.randint(1, 99_999):,}".replace(",", " ")
