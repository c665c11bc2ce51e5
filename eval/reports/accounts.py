"""The annual accounts: review, surroundings with a benchmark, budget comparison, statements, notes."""

from __future__ import annotations

from decimal import Decimal

from eval.reports import lines as L
from eval.reports.balance import ASSET_LINES, CASH_LINES, LIABILITY_LINES
from eval.reports.compose import PERCENT, PIECES, Column, Composer, Line, PrintUnit, Value
from eval.reports.figures import Ident, Saying
from eval.reports.quarter import CITY_LINES, person_years
from eval.reports.vocabulary import Role
from eval.reports.words import Word, capital

CENTS = PrintUnit("€", "EUR", 1, 2)
EACH = PrintUnit("€/asukas", "EUR/asukas", 1, 0)
MILLIONS = PrintUnit("milj. €", "EUR", 1_000_000, 1)
YEARS = PrintUnit("HTV", "HTV", 1, 1)
KEY_FIGURES = (
    (L.MARGIN_OF_DEPRECIATION, PERCENT),
    (L.ANNUAL_EACH, EACH),
    (L.EQUITY_RATIO, PERCENT),
    (L.LOANS, MILLIONS),
    (L.LOANS_EACH, EACH),
)


def accounts_pages(c: Composer) -> None:
    city, year = c.books.name, c.year
    now, before = Column(Role.ACTUAL, year), Column(Role.ACTUAL, year - 1)
    c.page("review")
    for metric in (L.ANNUAL, L.TAXES):
        c.para(*filter(None, [c.two("actual", city, metric, now, before)]), c.filler())
    contradicted = _people_sentence(c)
    c.para(c.post(0), c.event(c.books.events[city]))
    c.aims()
    surroundings(c, contradicted)
    _comparison(c)
    c.page("income")
    c.table(city.printed, CENTS, (now, before), c.statement(city, CITY_LINES), c.money, label_width=0.5)
    c.page("cash")
    _lines_table(c, "cash", (*CASH_LINES, L.CASH_CHANGE), (L.CASH_CHANGE,), (now, before), CENTS)
    stocks = (Column(Role.VALUE, year), Column(Role.VALUE, year - 1))
    c.page("balance")
    both = (*ASSET_LINES, L.ASSETS, *LIABILITY_LINES, L.LIABILITIES)
    _lines_table(c, "balance", both, (L.ASSETS, L.LIABILITIES), stocks, CENTS)
    c.page("key")
    rows = [Line(f"{capital(each.nom)}, {unit.text}", city, each, unit=unit) for each, unit in KEY_FIGURES]
    c.table(c.words.titles["key"][0], PIECES, stocks, rows, _stock(c), label_width=0.5)
    c.para(c.filler())
    c.page("notes")
    rows = [Line(unit.printed, unit, L.PERSON_YEARS) for unit in c.books.units]
    c.table(
        c.words.titles["staff"][0],
        YEARS,
        stocks,
        rows,
        lambda entity, _, column: person_years(c, entity, column.year),
    )
    c.para(c.counts(c.books.counts[city][0]))
    c.para(c.counts(c.books.counts[city][1]))
    c.bullets(c.post(1), c.post(2))
    c.glossary()


def _people_sentence(c: Composer) -> str:
    """How many live in the city, in words; now and then not what the table says. Returns that number."""
    year = c.year
    right = c.books.people[year]
    planted = c.random.random() < 0.6
    told = c.number(Decimal(right - c.random.randint(11, 60) if planted else right), PIECES)
    text = c.say("people", y=str(year), a=told)
    if not planted:
        ident = Ident(c.books.name, L.PEOPLE, Role.VALUE, year)
        c.printed(ident, Decimal(right), PIECES, c.next_key, text, "prose")
    key = c.para(text)
    if planted:
        c.truth.sayings.append(
            Saying(
                "contradiction",
                {**L.PEOPLE.forms, "y": str(year)},
                ((told,), (c.number(Decimal(right), PIECES),)),
                (),
                (key,),
                text,
            )
        )
    return told if planted else ""


def surroundings(c: Composer, contradicted: str) -> None:
    city, year = c.books.name, c.year
    c.page("people")
    country = Word(c.words.country, c.words.country, c.words.country)

    def value(entity: Word, metric: Word, column: Column) -> Decimal | None:
        if metric is L.PEOPLE:
            return Decimal(c.books.people[column.year])
        rates = c.books.unemployed if entity == city else c.books.unemployed_country
        return rates[column.year]

    rows = [
        Line(L.PEOPLE.printed, city, L.PEOPLE),
        Line(f"{L.UNEMPLOYED.printed}, %", city, L.UNEMPLOYED, unit=PERCENT),
        Line(f"{c.words.country}, %", country, L.UNEMPLOYED, indent=1, unit=PERCENT),
    ]
    columns = [Column(Role.VALUE, each) for each in range(year - 2, year + 1) if each in c.books.people]
    key = c.next_key
    c.table(c.words.titles["people"][0], PIECES, columns, rows, value, label_width=0.42)
    if contradicted:
        said = c.truth.sayings.pop(
            next(n for n, each in enumerate(c.truth.sayings) if each.kind == "contradiction")
        )
        c.truth.sayings.append(Saying(said.kind, said.slots, said.groups, (), (*said.keys, key), said.quote))
        del c.truth.figures[Ident(city, L.PEOPLE, Role.VALUE, year)]
    c.para(c.filler())
    for unit in c.books.units[:3]:
        c.para(c.counts(c.books.counts[unit][0]), c.event(c.books.events[unit]))


def _comparison(c: Composer) -> None:
    """Units against their budget; the causes of what strayed most."""
    year = c.year
    c.page("units")
    rows: list[Line] = []
    for unit in c.books.units:
        rows.append(Line(unit.printed, bold=True))
        rows += [Line(each.printed, unit, each, indent=1) for each in (L.INCOME, L.COST, L.MARGIN)]
    columns = (
        Column(Role.BUDGET, year),
        Column(Role.CHANGES, year),
        Column(Role.AMENDED, year),
        Column(Role.ACTUAL, year),
        Column(Role.DEVIATION, year),
        Column(Role.SHARE, year, unit=PERCENT),
    )
    c.table(c.words.titles["units"][0], c.thousands, columns, rows, c.money, label_width=0.28)
    for unit in c.books.units[:3]:
        deviation = c.books.money(unit, L.COST, Role.DEVIATION, year)
        if deviation:
            c.para(c.cause(unit, over=deviation < 0), c.filler())


def _stock(c: Composer) -> Value:
    def value(entity: Word, metric: Word, column: Column) -> Decimal | None:
        return c.signed(metric, column.role, c.statements[(metric, column.year)])

    return value


def _lines_table(
    c: Composer,
    kind: str,
    lines: tuple[Word, ...],
    sums: tuple[Word, ...],
    columns: tuple[Column, ...],
    unit: PrintUnit,
) -> None:
    rows = [Line(each.printed, c.books.name, each, bold=each in sums) for each in lines]
    c.table(c.words.titles[kind][0], unit, columns, rows, _stock(c), label_width=0.5)
