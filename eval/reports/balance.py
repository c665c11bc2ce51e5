"""Balance sheet and cash flow of a city, consistent with its income statement. Money in euros.

Fixed assets grow by what is invested and shrink by depreciation, equity grows by the year's result, loans
pay for what the annual margin does not; short-term debt is what makes the two sides equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from eval.reports import lines as L
from eval.reports.books import CityBooks, rounded
from eval.reports.vocabulary import Role
from eval.reports.words import Word

SHARES_OF_FIXED = ((L.LAND, Decimal("0.17")), (L.BUILDINGS, Decimal("0.41")), (L.STRUCTURES, Decimal("0.25")),
                   (L.MACHINES, Decimal("0.03")))  # fmt: skip
ASSET_LINES = (L.LAND, L.BUILDINGS, L.STRUCTURES, L.MACHINES, L.SHARES, L.RECEIVABLES, L.CASH)
LIABILITY_LINES = (L.CAPITAL, L.EARLIER, L.THIS_YEAR, L.PROVISIONS, L.LONG_LOANS, L.SHORT_DEBT)
CASH_LINES = (L.ANNUAL, L.INVESTED, L.LOANS_TAKEN, L.LOANS_PAID, L.OTHER_LIQUIDITY)


@dataclass(frozen=True, slots=True)
class Statements:
    """Lines of the balance sheet and the cash flow by year, and the key figures made of them."""

    lines: dict[tuple[Word, int], Decimal]

    def __getitem__(self, key: tuple[Word, int]) -> Decimal:
        return self.lines[key]


def draw_statements(random: Random, books: CityBooks) -> Statements:
    """Statements of the years `year - 2` to `year`."""
    first = books.year - 2
    lines: dict[tuple[Word, int], Decimal] = {}
    cost = -books.city(L.COST, Role.ACTUAL, first)
    fixed = cost * Decimal(random.randint(130, 190)) / 100
    loans = cost * Decimal(random.randint(40, 75)) / 100
    equity_before = cost * Decimal(random.randint(14, 32)) / 100
    capital = rounded(cost * Decimal("0.55"))
    provisions = rounded(cost * Decimal(random.randint(5, 19)) / 1000, 2)
    cash = rounded(cost * Decimal(random.randint(40, 110)) / 1000, 2)
    earlier = rounded(equity_before, 2)
    loans = rounded(loans, -5)
    fixed = rounded(fixed, 2)
    for year in range(first, books.year + 1):
        annual = books.city(L.ANNUAL, Role.ACTUAL, year)
        result = books.city(L.RESULT, Role.ACTUAL, year)
        invested = rounded(
            -books.city(L.DEPRECIATION, Role.ACTUAL, year) * Decimal(random.randint(90, 165)) / 100, 2
        )
        paid = rounded(loans / Decimal(random.randint(9, 14)), -4)
        taken = max(rounded(invested - annual + paid, -5), Decimal(0))
        cash_now = rounded(cash * Decimal(random.randint(82, 122)) / 100, 2)
        fixed += invested + books.city(L.DEPRECIATION, Role.ACTUAL, year)
        loans += taken - paid
        left = fixed
        for line, share in SHARES_OF_FIXED:
            lines[(line, year)] = rounded(fixed * share, 2)
            left -= lines[(line, year)]
        receivables = rounded(cost * Decimal(random.randint(50, 92)) / 1000, 2)
        total = fixed + receivables + cash_now
        lines |= {
            (L.SHARES, year): left,
            (L.RECEIVABLES, year): receivables,
            (L.CASH, year): cash_now,
            (L.ASSETS, year): total,
            (L.CAPITAL, year): capital,
            (L.EARLIER, year): earlier,
            (L.THIS_YEAR, year): result,
            (L.PROVISIONS, year): provisions,
            (L.LONG_LOANS, year): loans,
            (L.SHORT_DEBT, year): total - capital - earlier - result - provisions - loans,
            (L.LIABILITIES, year): total,
            (L.ANNUAL, year): annual,
            (L.INVESTED, year): -invested,
            (L.LOANS_TAKEN, year): taken,
            (L.LOANS_PAID, year): -paid,
            (L.CASH_CHANGE, year): cash_now - cash,
            (L.OTHER_LIQUIDITY, year): (cash_now - cash) - (annual - invested + taken - paid),
            (L.LOANS, year): loans,
            (L.LOANS_EACH, year): loans / books.people[year],
            (L.ANNUAL_EACH, year): annual / books.people[year],
            (L.EQUITY_RATIO, year): (capital + earlier + result) * 100 / total,
            (L.MARGIN_OF_DEPRECIATION, year): -annual * 100 / books.city(L.DEPRECIATION, Role.ACTUAL, year),
        }
        earlier += result
        cash = cash_now
    return Statements(lines)
