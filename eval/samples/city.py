"""The truth behind the quarterly reports: an invented city's figures for two quarters of 2025.

Money is in thousands of euros, costs are negative. Subtotals and deviations are computed here and
nowhere else, so the tables, the prose and the gold questions cannot disagree, except where a
contradiction is planted on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

CITY = "Hiidenkoski"
CITY_OF = "Hiidenkosken kaupunki"
SECTOR = "Kaupunkirakenteen toimiala"
STREETS = "Katu- ja puistopalvelut"
PLANNING = "Maankäyttö ja luvat"
WATER = "Uomavesi-liikelaitos"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a follow-up table over its columns. None is printed as a blank cell."""

    actual_2024: int | None
    budget: int | None
    amended: int | None
    to_date: int | None
    forecast: int | None

    @property
    def deviation(self) -> int:
        """Forecast less the budget in force."""
        return (self.forecast or 0) - (self.amended or 0)


def total(*lines: Line) -> Line:
    """The lines added up column by column; blank counts as nothing."""

    def add(values: list[int | None]) -> int:
        return sum(value or 0 for value in values)

    return Line(
        add([line.actual_2024 for line in lines]),
        add([line.budget for line in lines]),
        add([line.amended for line in lines]),
        add([line.to_date for line in lines]),
        add([line.forecast for line in lines]),
    )


@dataclass(frozen=True, slots=True)
class UnitMoney:
    """A unit's operating income and cost."""

    name: str
    income: Line
    cost: Line

    @property
    def margin(self) -> Line:
        return total(self.income, self.cost)


@dataclass(frozen=True, slots=True)
class Statement:
    """The water utility's income statement."""

    turnover: Line
    own_work: Line
    other_income: Line
    materials: Line
    services: Line
    staff: Line
    depreciation: Line
    other_cost: Line
    financing: Line
    reserve_change: Line

    @property
    def materials_and_services(self) -> Line:
        return total(self.materials, self.services)

    @property
    def operating_surplus(self) -> Line:
        return total(
            self.turnover,
            self.own_work,
            self.other_income,
            self.materials_and_services,
            self.staff,
            self.depreciation,
            self.other_cost,
        )

    @property
    def before_reserves(self) -> Line:
        return total(self.operating_surplus, self.financing)

    @property
    def surplus(self) -> Line:
        return total(self.before_reserves, self.reserve_change)


@dataclass(frozen=True, slots=True)
class Project:
    """An investment project. Its cost estimate covers all years; None where there is none."""

    name: str
    estimate: int | None
    budget: int
    to_date: int
    forecast: int

    @property
    def deviation(self) -> int:
        return self.forecast - self.budget


@dataclass(frozen=True, slots=True)
class Headcount:
    unit: str
    before: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Facts:
    """Single figures that stand in sentences and bullets."""

    permits: int
    permits_year_before: int
    permit_days: int
    plans_in_work: int
    paving_km_review: int
    paving_km_bullet: int
    potholes: int
    snow_cost: int
    lamps: int
    trees: int
    water_sold: int
    leak_percent: Decimal
    pipe_breaks: int
    meters: int
    absence_percent: Decimal
    person_years: Decimal
    person_years_before: Decimal
    feedback: int
    plots: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of the follow-up year."""

    number: int
    months: str
    months_words: str
    end: str
    streets: UnitMoney
    planning: UnitMoney
    statement: Statement
    projects: tuple[Project, ...]
    staff: tuple[Headcount, ...]
    facts: Facts

    @property
    def label(self) -> str:
        return f"Q{self.number}/2025"

    @property
    def stem(self) -> str:
        """The file name of its report without the ending."""
        return f"hiidenkoski-kaupunkirakenne-q{self.number}-2025"

    @property
    def sector_margin(self) -> Line:
        return total(self.streets.margin, self.planning.margin)

    @property
    def all_projects(self) -> Project:
        return Project(
            "Investoinnit yhteensä",
            None,
            sum(project.budget for project in self.projects),
            sum(project.to_date for project in self.projects),
            sum(project.forecast for project in self.projects),
        )

    @property
    def invested_percent(self) -> Decimal:
        whole = self.all_projects
        return Decimal(100 * whole.to_date) / whole.budget

    @property
    def all_staff(self) -> Headcount:
        return Headcount(
            "Toimiala yhteensä", sum(h.before for h in self.staff), sum(h.now for h in self.staff)
        )

    def project(self, name: str) -> Project:
        return next(project for project in self.projects if project.name == name)

    def headcount(self, unit: str) -> Headcount:
        return next(headcount for headcount in self.staff if headcount.unit == unit)


BRIDGE = "Koskenniskan silta"
PUMPING = "Harjusuon jätevedenpumppaamo"
STREET = "Rautatorinkadun saneeraus"
TURF = "Leväpuiston tekonurmikenttä"
WATERWORKS = "Tervaniemen vesilaitos"
OTHER_PROJECTS = "Muut hankkeet"
OFFICE = "Toimialan hallinto"

FIRST = Quarter(
    number=1,
    months="1–3/2025",
    months_words="tammi–maaliskuussa",
    end="31.3.2025",
    streets=UnitMoney(
        STREETS, Line(2874, 2950, 2950, 702, 3105), Line(-14212, -14350, -14350, -4418, -14630)
    ),
    planning=UnitMoney(PLANNING, Line(4418, 4100, 4100, 927, 4100), Line(-3366, -3520, -3520, -811, -3520)),
    statement=Statement(
        turnover=Line(11842, 12260, 12260, 3017, 12190),
        own_work=Line(214, 180, 180, 31, 205),
        other_income=Line(96, 70, 70, 12, 70),
        materials=Line(-1968, -2105, -2105, -488, -2040),
        services=Line(-2377, -2450, -2610, -561, -2655),
        staff=Line(-2512, -2640, -2640, -639, -2640),
        depreciation=Line(-3106, -3240, -3240, -806, -3240),
        other_cost=Line(-418, -430, -430, -97, -445),
        financing=Line(-872, -910, -910, -221, -865),
        reserve_change=Line(45, 45, 45, None, 45),
    ),
    projects=(
        Project(BRIDGE, 6800, 3200, 612, 2500),
        Project(PUMPING, 2150, 1900, 405, 2050),
        Project(STREET, 3400, 2600, 118, 2600),
        Project(TURF, 980, 980, 0, 980),
        Project(WATERWORKS, 5250, 1450, 233, 1450),
        Project(OTHER_PROJECTS, None, 2300, 541, 2300),
    ),
    staff=(
        Headcount(STREETS, 84, 82),
        Headcount(PLANNING, 37, 38),
        Headcount(WATER, 41, 42),
        Headcount(OFFICE, 13, 12),
    ),
    facts=Facts(
        permits=128,
        permits_year_before=151,
        permit_days=34,
        plans_in_work=19,
        paving_km_review=14,
        paving_km_bullet=11,
        potholes=460,
        snow_cost=940,
        lamps=1350,
        trees=75,
        water_sold=318000,
        leak_percent=Decimal("17.8"),
        pipe_breaks=23,
        meters=2100,
        absence_percent=Decimal("4.6"),
        person_years=Decimal("41.3"),
        person_years_before=Decimal("42.7"),
        feedback=1280,
        plots=16,
    ),
)

SECOND = Quarter(
    number=2,
    months="1–6/2025",
    months_words="tammi–kesäkuussa",
    end="30.6.2025",
    streets=UnitMoney(
        STREETS, Line(2874, 2950, 2950, 1512, 3060), Line(-14212, -14350, -14350, -7694, -14780)
    ),
    planning=UnitMoney(PLANNING, Line(4418, 4100, 4100, 1736, 3820), Line(-3366, -3520, -3520, -1688, -3480)),
    statement=Statement(
        turnover=Line(11842, 12260, 12260, 6084, 12235),
        own_work=Line(214, 180, 180, 88, 210),
        other_income=Line(96, 70, 70, 41, 85),
        materials=Line(-1968, -2105, -2105, -1013, -2025),
        services=Line(-2377, -2450, -2610, -1274, -2690),
        staff=Line(-2512, -2640, -2640, -1301, -2615),
        depreciation=Line(-3106, -3240, -3240, -1617, -3255),
        other_cost=Line(-418, -430, -430, -209, -450),
        financing=Line(-872, -910, -910, -438, -850),
        reserve_change=Line(45, 45, 45, None, 45),
    ),
    projects=(
        Project(BRIDGE, 7150, 3200, 1104, 2300),
        Project(PUMPING, 2390, 1900, 1022, 2140),
        Project(STREET, 3400, 2600, 744, 2480),
        Project(TURF, 1015, 980, 391, 1015),
        Project(WATERWORKS, 5250, 1450, 540, 1450),
        Project(OTHER_PROJECTS, None, 2300, 1067, 2210),
    ),
    staff=(
        Headcount(STREETS, 84, 109),
        Headcount(PLANNING, 37, 36),
        Headcount(WATER, 41, 46),
        Headcount(OFFICE, 13, 12),
    ),
    facts=Facts(
        permits=307,
        permits_year_before=342,
        permit_days=29,
        plans_in_work=21,
        paving_km_review=12,
        paving_km_bullet=12,
        potholes=720,
        snow_cost=1160,
        lamps=2480,
        trees=210,
        water_sold=655000,
        leak_percent=Decimal("16.9"),
        pipe_breaks=37,
        meters=4700,
        absence_percent=Decimal("3.9"),
        person_years=Decimal("86.4"),
        person_years_before=Decimal("87.9"),
        feedback=3150,
        plots=41,
    ),
)
