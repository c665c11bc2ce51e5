"""The books of one invented city: the one source of every figure that its reports print.

Money is in euros; costs are negative. Leaves (a unit's or the city's line in a year) are drawn, sums are
computed. Actuals have cents; budgets, forecasts and what has come in by a quarter's end are whole
thousands, so that tables of thousands add up exactly in every column but the actuals'.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from eval.reports import lines as L
from eval.reports.vocabulary import Cause, Count, Event, Role, Vocabulary
from eval.reports.words import Word

UNITS = 5
PEOPLE_NAMES = 4
YEARS_BACK, YEARS_ON = 3, 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """A line of one unit (or of the city) in one year."""

    actual: Decimal
    budget: Decimal
    changes: Decimal
    forecast: tuple[Decimal, Decimal, Decimal]
    to_date: tuple[Decimal, Decimal, Decimal]
    """Forecast and actual at the end of each of the first three quarters."""


@dataclass(frozen=True, slots=True)
class Project:
    name: Word
    estimate: Decimal
    budget: Decimal
    to_date: tuple[Decimal, Decimal, Decimal]
    forecast: tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Company:
    """Figures by metric and year; money in whole thousands of euros."""

    name: Word
    figures: dict[tuple[Word, int], Decimal]


@dataclass(frozen=True, slots=True)
class CityBooks:
    """A city over the years `year - 3` to `year + 2`; `year` is the one that is followed up."""

    name: Word
    year: int
    units: tuple[Word, ...]
    leaves: dict[tuple[Word, Word, int], Leaf]
    projects: tuple[Project, ...]
    companies: tuple[Company, ...]
    people: dict[int, int]
    unemployed: dict[int, Decimal]
    unemployed_country: dict[int, Decimal]
    person_years: dict[tuple[Word, int], Decimal]
    counts: dict[Word, tuple[Count, ...]]
    counted: dict[tuple[str, int], int]
    events: dict[Word, Event]
    days: dict[str, tuple[int, int]]
    """Day and month of an event, by its subject."""
    posts: dict[str, str]
    over: dict[Word, Cause]
    under: dict[Word, Cause]
    other_units: tuple[Word, ...] = field(default=())
    """Units of the profile that this city does not have."""

    def money(self, owner: Word, line: Word, role: Role, year: int, quarter: int = 0) -> Decimal | None:
        """A line of a unit, or of the city if `owner` is its name. None: there is no such number."""
        if role is Role.AMENDED:
            return self._sum(owner, line, Role.BUDGET, year, quarter, Role.CHANGES)
        if role is Role.DEVIATION:
            seen = Role.FORECAST if quarter else Role.ACTUAL
            later = self.money(owner, line, seen, year, quarter)
            plan = self.money(owner, line, Role.AMENDED, year, quarter)
            return None if later is None or plan is None else later - plan
        if role is Role.SHARE:
            seen = Role.TO_DATE if quarter else Role.ACTUAL
            later = self.money(owner, line, seen, year, quarter)
            plan = self.money(owner, line, Role.AMENDED, year, quarter)
            return None if not plan or later is None else later * 100 / plan
        if role is Role.GROWTH:
            now = self.money(owner, line, Role.BUDGET, year)
            before = self.money(owner, line, Role.BUDGET, year - 1)
            return None if not before or now is None else (now - before) * 100 / before
        if role is Role.PLAN:
            role = Role.BUDGET
        return self._sum(owner, line, role, year, quarter)

    def _sum(
        self, owner: Word, line: Word, role: Role, year: int, quarter: int, also: Role | None = None
    ) -> Decimal | None:
        total, any_found = Decimal(0), False
        for leaf_owner, leaf_line in self._leaves(owner, line):
            leaf = self.leaves.get((leaf_owner, leaf_line, year))
            if leaf is None:
                continue
            any_found = True
            total += of_role(leaf, role, quarter)
            if also:
                total += of_role(leaf, also, quarter)
        return total if any_found else None

    def _leaves(self, owner: Word, line: Word) -> list[tuple[Word, Word]]:
        if line in L.PARTS:
            return [pair for part in L.PARTS[line] for pair in self._leaves(owner, part)]
        if owner == self.name and line not in L.OF_CITY:
            return [(unit, line) for unit in self.units]
        return [(owner, line)]

    def city(self, line: Word, role: Role, year: int, quarter: int = 0) -> Decimal:
        value = self.money(self.name, line, role, year, quarter)
        assert value is not None, f"{line.nom} {role} {year}"
        return value


def of_role(leaf: Leaf, role: Role, quarter: int) -> Decimal:
    match role:
        case Role.ACTUAL:
            return leaf.actual
        case Role.BUDGET:
            return leaf.budget
        case Role.CHANGES:
            return leaf.changes
        case Role.FORECAST:
            return leaf.forecast[quarter - 1]
        case Role.TO_DATE:
            return leaf.to_date[quarter - 1]
    raise ValueError(f"no leaf has {role}")


def rounded(value: Decimal, places: int = 0) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def thousands(value: float) -> Decimal:
    return Decimal(round(value)) * 1000


def draw_books(random: Random, words: Vocabulary, taken: set[str]) -> CityBooks:
    """A city none of whose name is in `taken`; its name is added there."""
    name = _city_name(random, words, taken)
    year = random.choice((2023, 2024, 2025))
    pool = random.sample(words.units, len(words.units))
    units = tuple(pool[:UNITS])
    size = random.uniform(0.5, 3.0)
    leaves: dict[tuple[Word, Word, int], Leaf] = {}
    years = range(year - YEARS_BACK, year + YEARS_ON + 1)
    for unit in units:
        weight = size * random.uniform(0.25, 1.6)
        for line, low, high in (
            (L.SALES, 60, 2600),
            (L.FEES, 30, 1800),
            (L.GRANTS_IN, 15, 900),
            (L.OTHER_INCOME, 10, 1500),
            (L.STAFF, -9800, -2100),
            (L.SERVICES, -6900, -900),
            (L.MATERIALS, -1900, -150),
            (L.GRANTS_OUT, -800, -20),
            (L.OTHER_COST, -2600, -60),
        ):
            _draw_years(random, leaves, unit, line, weight * random.uniform(low, high), years)
    base = -float(sum(leaf.budget for leaf in leaves.values()) / len(years) / 1000)
    for line, share in (
        (L.MUNICIPAL_TAX, random.uniform(0.62, 0.70)),
        (L.PROPERTY_TAX, random.uniform(0.07, 0.1)),
        (L.CORPORATE_TAX, random.uniform(0.05, 0.09)),
        (L.STATE, random.uniform(0.25, 0.33)),
        (L.INTEREST_IN, random.uniform(0.004, 0.01)),
        (L.INTEREST_OUT, -random.uniform(0.008, 0.02)),
        (L.DEPRECIATION, -random.uniform(0.05, 0.08)),
    ):
        _draw_years(random, leaves, name, line, base * share, years)
    people = round(size * 15_000 + random.randint(0, 4000))
    by_year, rates, country = {}, {}, {}
    for each in years:
        people += random.randint(-190, 160)
        by_year[each] = people
        rates[each] = Decimal(random.randint(58, 139)) / 10
        country[each] = Decimal(random.randint(80, 109)) / 10
    counts = random.sample(words.counts, len(words.counts))
    events = random.sample(words.events, UNITS + 1)
    chosen = {owner: tuple(counts[place : place + 1]) for place, owner in enumerate(units)}
    chosen[name] = tuple(counts[UNITS : UNITS + 2])
    counted: dict[tuple[str, int], int] = {}
    for count in counts:
        for each in years:
            counted[(count.many, each)] = random.randint(count.low, count.high)
    over, under = random.sample(words.over, UNITS), random.sample(words.under, UNITS)
    family = random.sample(words.family, len(words.posts))
    return CityBooks(
        name=name,
        year=year,
        units=units,
        leaves=leaves,
        projects=tuple(_draw_project(random, project, size) for project in random.sample(words.projects, 5)),
        companies=_draw_companies(random, words, name, size, years),
        people=by_year,
        unemployed=rates,
        unemployed_country=country,
        person_years=_draw_person_years(random, units, years),
        counts=chosen,
        counted=counted,
        events=dict(zip((*units, name), events, strict=True)),
        days={event.subject: (random.randint(1, 28), random.randint(1, 3)) for event in events},
        posts={
            post.nom: f"{random.choice(words.given)} {surname}"
            for post, surname in zip(words.posts, family, strict=True)
        },
        over=dict(zip(units, over, strict=True)),
        under=dict(zip(units, under, strict=True)),
        other_units=tuple(pool[UNITS:]),
    )


def _city_name(random: Random, words: Vocabulary, taken: set[str]) -> Word:
    while True:
        first, (last, last_gen) = random.choice(words.firsts), random.choice(words.lasts)
        if first + last not in taken:
            taken.add(first + last)
            return Word(first + last, first + last_gen, first + last)


def _draw_years(
    random: Random,
    leaves: dict[tuple[Word, Word, int], Leaf],
    owner: Word,
    line: Word,
    base: float,
    years: range,
) -> None:
    """A line over the years: budgets grow, actuals and forecasts stray from them, some are amended."""
    for year in years:
        base *= random.uniform(0.985, 1.055)
        budget = thousands(base) or Decimal(1000)
        changes = thousands(base * random.uniform(-0.03, 0.05)) if random.random() < 0.35 else Decimal(0)
        amended = budget + changes
        actual = rounded(
            amended * Decimal(random.uniform(0.94, 1.06)) + Decimal(random.uniform(-900, 900)), 2
        )
        forecasts = [amended] * 3
        for quarter in range(3):
            if random.random() < 0.7:
                forecasts[quarter] = thousands(float(amended) / 1000 * random.uniform(0.95, 1.05))
        to_date = [
            thousands(float(amended) / 1000 * share * random.uniform(0.85, 1.15))
            for share in (0.25, 0.5, 0.75)
        ]
        leaves[(owner, line, year)] = Leaf(
            actual,
            budget,
            changes,
            (forecasts[0], forecasts[1], forecasts[2]),
            (to_date[0], to_date[1], to_date[2]),
        )


def _draw_person_years(
    random: Random, units: tuple[Word, ...], years: range
) -> dict[tuple[Word, int], Decimal]:
    found: dict[tuple[Word, int], Decimal] = {}
    for unit in units:
        number = random.uniform(18, 260)
        for year in years:
            number *= random.uniform(0.93, 1.06)
            found[(unit, year)] = rounded(Decimal(number), 1)
    return found


def _draw_project(random: Random, name: Word, size: float) -> Project:
    estimate = random.uniform(900, 9500) * size
    budget = estimate * random.uniform(0.2, 0.7)
    spent = [budget * share * random.uniform(0.4, 1.2) for share in (0.2, 0.45, 0.7)]
    ends = [budget * random.choice((1.0, random.uniform(0.75, 1.2))) for _ in range(3)]
    return Project(
        name,
        -thousands(estimate),
        -thousands(budget),
        (-thousands(spent[0]), -thousands(spent[1]), -thousands(spent[2])),
        (-thousands(ends[0]), -thousands(ends[1]), -thousands(ends[2])),
    )


def _draw_companies(
    random: Random, words: Vocabulary, city: Word, size: float, years: range
) -> tuple[Company, ...]:
    companies = []
    for tail in random.sample(words.companies, 3):
        full = f"{city.gen} {tail}"
        figures: dict[tuple[Word, int], Decimal] = {}
        turnover = random.uniform(1500, 24000) * size
        for year in years:
            turnover *= random.uniform(0.93, 1.11)
            figures[(L.TURNOVER, year)] = thousands(turnover)
            figures[(L.OPERATING_PROFIT, year)] = thousands(turnover * random.uniform(-0.03, 0.16))
            figures[(L.NET_RESULT, year)] = thousands(turnover * random.uniform(-0.06, 0.09))
            figures[(L.TOTAL_ASSETS, year)] = thousands(turnover * random.uniform(1.7, 4.2))
            figures[(L.STAFF_COUNT, year)] = Decimal(random.randint(3, 96))
            figures[(L.EQUITY_RATIO, year)] = Decimal(random.randint(112, 688)) / 10
        companies.append(Company(Word(full, f"{full}:n", f"{full}:tä"), figures))
    return tuple(companies)
