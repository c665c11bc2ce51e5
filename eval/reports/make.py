"""From a seed to reports: cities, each with several reports of one and the same books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from eval.reports.accounts import accounts_pages
from eval.reports.asked_measure import ASKED_MEASURE
from eval.reports.asked_tune import ASKED_TUNE
from eval.reports.balance import draw_statements
from eval.reports.books import CityBooks, draw_books
from eval.reports.budget import budget_pages
from eval.reports.compose import Composer
from eval.reports.draw import draw
from eval.reports.figures import Truth
from eval.reports.group import group_pages
from eval.reports.looks import LOOKS, draw_printing
from eval.reports.page import Booklet
from eval.reports.quarter import quarter_pages
from eval.reports.vocabulary import Vocabulary
from eval.reports.wide import wide_pages
from eval.reports.wordings import Wordings
from eval.reports.words_measure import MEASURE
from eval.reports.words_tune import TUNE
from eval.reports.write_docx import write_docx
from eval.reports.write_text import write_text
from eval.tables.spec import Profile

VOCABULARIES: dict[Profile, Vocabulary] = {Profile.TUNE: TUNE, Profile.MEASURE: MEASURE}
WORDINGS: dict[Profile, Wordings] = {Profile.TUNE: ASKED_TUNE, Profile.MEASURE: ASKED_MEASURE}
PLANS: tuple[tuple[tuple[str, int, int], ...], ...] = (
    (("quarter", 0, 1), ("quarter", 0, 2), ("accounts", -1, 0), ("group", 0, 0)),
    (("quarter", 0, 1), ("quarter", 0, 2), ("budget", 1, 0), ("wide", 0, 3)),
    (("accounts", 0, 0), ("accounts", -1, 0), ("budget", 0, 0), ("quarter", 0, 3)),
)
"""What a city publishes: kind, year from the one followed up, quarter."""
PAGES: dict[str, Callable[[Composer], None]] = {
    "quarter": quarter_pages,
    "budget": budget_pages,
    "accounts": accounts_pages,
    "group": group_pages,
    "wide": wide_pages,
}


@dataclass(frozen=True, slots=True)
class Made:
    """A report: its file, its truth and the page of each part."""

    booklet: Booklet
    data: bytes
    pages: dict[int, int]
    truth: Truth
    books: CityBooks
    kind: str
    year: int
    quarter: int


def make_reports(seed: int, profile: Profile, count: int) -> tuple[Made, ...]:
    """So many reports; the same for the same seed, for ever."""
    words = VOCABULARIES[profile]
    made: list[Made] = []
    taken: set[str] = set()
    city = 0
    while len(made) < count:
        random = Random(f"{profile.value}-{seed}-{city}")
        books = draw_books(random, words, taken)
        statements = draw_statements(random, books)
        looks = LOOKS[profile]
        for place, (kind, shift, quarter) in enumerate(PLANS[city % len(PLANS)]):
            look = looks[(city + (0 if kind == "quarter" else place)) % len(looks)]
            if kind == "wide":
                look = looks[0]
            composer = Composer(random, words, books, statements, look, draw_printing(random, look), kind,
                                books.year + shift, quarter)  # fmt: skip
            PAGES[kind](composer)
            suffix = _suffix(len(made))
            booklet = composer.booklet(suffix, "reportlab" if len(made) % 2 else "fpdf2")
            data, pages = {"pdf": draw, "docx": write_docx, "txt": write_text}[suffix](booklet)
            made.append(Made(booklet, data, pages, composer.truth, books, kind, composer.year, quarter))
            if len(made) == count:
                break
        city += 1
    return tuple(made)


def _suffix(number: int) -> str:
    """One of nine reports is a Word document, one of thirteen plain text, the others are PDFs."""
    return "docx" if number % 9 == 6 else "txt" if number % 13 == 4 else "pdf"
