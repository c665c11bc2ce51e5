"""The truth behind the annual accounts 2024 of the invented city.

Money is in euro cents, costs are negative; each figure has 2024 and 2023. Subtotals, the balancing
of the balance sheet and the key figures are computed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

STEM = "hiidenkoski-tilinpaatos-2024"


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the books: this year and the year before, in cents."""

    now: int
    before: int

    def __add__(self, other: Pair) -> Pair:
        return Pair(self.now + other.now, self.before + other.before)

    def __neg__(self) -> Pair:
        return Pair(-self.now, -self.before)

    def __sub__(self, other: Pair) -> Pair:
        return self + -other

    @property
    def change(self) -> int:
        return self.now - self.before


def euros(now: str, before: str) -> Pair:
    """A pair from euros written with a point: euros("12.50", "-3.00")."""
    return Pair(*(int(Decimal(text) * 100) for text in (now, before)))


def add(*pairs: Pair) -> Pair:
    return sum(pairs, Pair(0, 0))


@dataclass(frozen=True, slots=True)
class Income:
    """The income statement of the city."""

    sales: Pair
    fees: Pair
    grants_received: Pair
    other_income: Pair
    own_work: Pair
    wages: Pair
    pensions: Pair
    other_staff: Pair
    services: Pair
    materials: Pair
    grants_paid: Pair
    other_cost: Pair
    taxes: Pair
    state_grants: Pair
    interest_income: Pair
    other_financial_income: Pair
    interest_cost: Pair
    other_financial_cost: Pair
    depreciation: Pair
    impairment: Pair
    reserve_change: Pair

    @property
    def operating_income(self) -> Pair:
        return add(self.sales, self.fees, self.grants_received, self.other_income)

    @property
    def operating_cost(self) -> Pair:
        return add(
            self.wages,
            self.pensions,
            self.other_staff,
            self.services,
            self.materials,
            self.grants_paid,
            self.other_cost,
        )

    @property
    def margin(self) -> Pair:
        return add(self.operating_income, self.own_work, self.operating_cost)

    @property
    def financing(self) -> Pair:
        return add(
            self.interest_income, self.other_financial_income, self.interest_cost, self.other_financial_cost
        )

    @property
    def annual_margin(self) -> Pair:
        return add(self.margin, self.taxes, self.state_grants, self.financing)

    @property
    def result(self) -> Pair:
        return add(self.annual_margin, self.depreciation, self.impairment)

    @property
    def surplus(self) -> Pair:
        return add(self.result, self.reserve_change)


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance sheet at the end of the year. Cash is what makes the two sides equal."""

    income: Income
    intangible: Pair
    land: Pair
    buildings: Pair
    structures: Pair
    machines: Pair
    unfinished: Pair
    shares: Pair
    loans_given: Pair
    administered_assets: Pair
    stock: Pair
    receivables: Pair
    capital: Pair
    depreciation_reserve: Pair
    provisions: Pair
    administered_capital: Pair
    long_loans: Pair
    short_loans: Pair
    advances: Pair
    payables: Pair
    accruals: Pair
    surplus_2022: int

    @property
    def earlier_surplus(self) -> Pair:
        return Pair(self.surplus_2022 + self.income.surplus.before, self.surplus_2022)

    @property
    def equity(self) -> Pair:
        return add(self.capital, self.earlier_surplus, self.income.surplus)

    @property
    def long_debt(self) -> Pair:
        return self.long_loans

    @property
    def short_debt(self) -> Pair:
        return add(self.short_loans, self.advances, self.payables, self.accruals)

    @property
    def debt(self) -> Pair:
        return add(self.long_debt, self.short_debt)

    @property
    def loans(self) -> Pair:
        return add(self.long_loans, self.short_loans)

    @property
    def total(self) -> Pair:
        return add(
            self.equity, self.depreciation_reserve, self.provisions, self.administered_capital, self.debt
        )

    @property
    def tangible(self) -> Pair:
        return add(self.land, self.buildings, self.structures, self.machines, self.unfinished)

    @property
    def investments(self) -> Pair:
        return add(self.shares, self.loans_given)

    @property
    def fixed(self) -> Pair:
        return add(self.intangible, self.tangible, self.investments)

    @property
    def cash(self) -> Pair:
        return self.total - add(self.fixed, self.administered_assets, self.stock, self.receivables)

    @property
    def current(self) -> Pair:
        return add(self.stock, self.receivables, self.cash)


@dataclass(frozen=True, slots=True)
class BoardBudget:
    """A board's operating cost against its budget, in thousands of euros."""

    name: str
    budget: int
    changes: int
    actual: int

    @property
    def amended(self) -> int:
        return self.budget + self.changes

    @property
    def deviation(self) -> int:
        return self.actual - self.amended

    @property
    def percent(self) -> Decimal:
        return Decimal(100 * self.actual) / self.amended


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """What the key-figure table prints, computed from income, balance and population."""

    income: Income
    balance: Balance
    people: tuple[int, int]

    @property
    def income_share(self) -> tuple[Decimal, Decimal]:
        """Operating income of operating cost, own work taken off the cost, in per cent."""
        cost = self.income.operating_cost + self.income.own_work
        return self._ratio(self.income.operating_income, -cost)

    @property
    def margin_of_depreciation(self) -> tuple[Decimal, Decimal]:
        write_downs = self.income.depreciation + self.income.impairment
        return self._ratio(self.income.annual_margin, -write_downs)

    @property
    def margin_per_person(self) -> tuple[Decimal, Decimal]:
        return self._per_person(self.income.annual_margin)

    @property
    def equity_ratio(self) -> tuple[Decimal, Decimal]:
        own = self.balance.equity + self.balance.depreciation_reserve
        return self._ratio(own, self.balance.total - self.balance.advances)

    @property
    def loans_per_person(self) -> tuple[Decimal, Decimal]:
        return self._per_person(self.balance.loans)

    @property
    def surplus_per_person(self) -> tuple[Decimal, Decimal]:
        return self._per_person(self.balance.earlier_surplus + self.income.surplus)

    def _ratio(self, over: Pair, under: Pair) -> tuple[Decimal, Decimal]:
        return (
            Decimal(100 * over.now) / Decimal(under.now),
            Decimal(100 * over.before) / Decimal(under.before),
        )

    def _per_person(self, pair: Pair) -> tuple[Decimal, Decimal]:
        now, before = self.people
        return Decimal(pair.now) / 100 / now, Decimal(pair.before) / 100 / before


@dataclass(frozen=True, slots=True)
class Books:
    """All that the annual accounts say. Threes are the years 2022, 2023, 2024; twos are 2024, 2023."""

    income: Income
    balance: Balance
    people: tuple[int, int, int]
    people_in_review: int
    births: tuple[int, int, int]
    moved_net: tuple[int, int, int]
    unemployment: tuple[Decimal, Decimal, Decimal]
    jobs: tuple[int, int, int]
    boards: tuple[BoardBudget, ...]
    municipal_tax: tuple[int, int]
    property_tax: tuple[int, int]
    corporate_tax: tuple[int, int]
    group_loans_per_person: tuple[int, int]
    staff_permanent: tuple[int, int]
    staff_temporary: tuple[int, int]
    staff_employed: tuple[int, int]
    audit_fee: Pair
    audit_other: Pair
    guarantees_own: Pair
    guarantees_other: Pair

    @property
    def all_boards(self) -> BoardBudget:
        return BoardBudget(
            "Yhteensä",
            sum(b.budget for b in self.boards),
            sum(b.changes for b in self.boards),
            sum(b.actual for b in self.boards),
        )

    @property
    def key_figures(self) -> KeyFigures:
        return KeyFigures(self.income, self.balance, (self.people[2], self.people[1]))

    def board(self, name: str) -> BoardBudget:
        return next(board for board in self.boards if board.name == name)


INCOME = Income(
    sales=euros("9482116.35", "9127804.92"),
    fees=euros("4265390.18", "4091277.40"),
    grants_received=euros("2918447.06", "3304512.77"),
    other_income=euros("7633205.91", "7218940.03"),
    own_work=euros("412880.00", "388154.25"),
    wages=euros("-31746902.44", "-30218655.71"),
    pensions=euros("-5381227.90", "-5460118.36"),
    other_staff=euros("-1204561.13", "-1139872.05"),
    services=euros("-24915338.67", "-23870441.28"),
    materials=euros("-6038714.52", "-6377905.60"),
    grants_paid=euros("-3127655.00", "-3046210.50"),
    other_cost=euros("-4871096.24", "-4702318.89"),
    taxes=euros("52384617.29", "54026338.14"),
    state_grants=euros("12946208.00", "10415772.00"),
    interest_income=euros("318402.11", "204917.60"),
    other_financial_income=euros("1506330.75", "1488211.09"),
    interest_cost=euros("-1842775.38", "-1390426.94"),
    other_financial_cost=euros("-27415.06", "-31870.22"),
    depreciation=euros("-7218349.70", "-7034126.48"),
    impairment=euros("-185000.00", "0"),
    reserve_change=euros("96500.00", "96500.00"),
)

BALANCE = Balance(
    income=INCOME,
    intangible=euros("1028446.12", "1190552.30"),
    land=euros("14377920.46", "14105633.80"),
    buildings=euros("48215604.93", "45993118.27"),
    structures=euros("26840377.15", "26112904.66"),
    machines=euros("2306118.72", "2410776.05"),
    unfinished=euros("5962743.38", "3718209.14"),
    shares=euros("17604225.90", "17604225.90"),
    loans_given=euros("3815000.00", "4020000.00"),
    administered_assets=euros("406312.77", "398745.19"),
    stock=euros("512884.03", "497300.61"),
    receivables=euros("5713906.84", "6028417.35"),
    capital=euros("31250000.00", "31250000.00"),
    depreciation_reserve=euros("1158000.00", "1254500.00"),
    provisions=euros("740000.00", "690000.00"),
    administered_capital=euros("428190.05", "415336.48"),
    long_loans=euros("49360000.00", "46115000.00"),
    short_loans=euros("6855000.00", "5980000.00"),
    advances=euros("288417.60", "305122.94"),
    payables=euros("7102588.31", "6644309.07"),
    accruals=euros("8419733.56", "8133540.82"),
    surplus_2022=1814562337,
)

BOOKS = Books(
    income=INCOME,
    balance=BALANCE,
    people=(21598, 21507, 21384),
    people_in_review=21348,
    births=(171, 158, 149),
    moved_net=(-12, 34, 27),
    unemployment=(Decimal("9.7"), Decimal("10.4"), Decimal("11.2")),
    jobs=(8912, 8847, 8790),
    boards=(
        BoardBudget("Kaupunginhallitus", -12150, 120, -11904),
        BoardBudget("Sivistyslautakunta", -40380, -450, -41267),
        BoardBudget("Hyvinvointilautakunta", -6510, 0, -6438),
        BoardBudget("Kaupunkirakennelautakunta", -17290, -210, -17578),
        BoardBudget("Tarkastuslautakunta", -104, 0, -98),
    ),
    municipal_tax=(41206, 43518),
    property_tax=(5902, 5633),
    corporate_tax=(5277, 4875),
    group_loans_per_person=(5184, 4967),
    staff_permanent=(612, 618),
    staff_temporary=(147, 163),
    staff_employed=(14, 21),
    audit_fee=euros("21480.00", "19865.50"),
    audit_other=euros("6315.75", "2140.00"),
    guarantees_own=euros("18640250.00", "19275400.00"),
    guarantees_other=euros("1125000.00", "1310000.00"),
)
