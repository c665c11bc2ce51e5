"""The tables of the annual accounts, made from the books. Its minus is U+2212.

Costs carry their minus, an absent figure is printed as a dash, the key figures mix per cent, euros
per inhabitant and counts in one table.
"""

from __future__ import annotations

from decimal import Decimal

from eval.samples.books import BOOKS, BoardBudget, Pair
from eval.samples.pages import Row, Sheet
from eval.samples.printing import TRUE_MINUS

S = TRUE_MINUS
B = BOOKS
NOTHING = "–"


def pair_row(label: str, pair: Pair, bold: bool = False, indent: int = 0) -> Row:
    """A row of two years in euros and cents; nothing at all is printed as a dash."""
    return Row(label, tuple(S.cents(v) if v else NOTHING for v in (pair.now, pair.before)), bold, indent)


def heading_row(label: str, indent: int = 0) -> Row:
    return Row(label, ("", ""), bold=indent == 0, indent=indent)


def income_statement() -> Sheet:
    i = B.income
    rows = (
        heading_row("Toimintatuotot"),
        pair_row("Myyntituotot", i.sales, indent=1),
        pair_row("Maksutuotot", i.fees, indent=1),
        pair_row("Tuet ja avustukset", i.grants_received, indent=1),
        pair_row("Muut toimintatuotot", i.other_income, indent=1),
        pair_row("Valmistus omaan käyttöön", i.own_work),
        heading_row("Toimintakulut"),
        heading_row("Henkilöstökulut", indent=1),
        pair_row("Palkat ja palkkiot", i.wages, indent=2),
        heading_row("Henkilösivukulut", indent=2),
        pair_row("Eläkekulut", i.pensions, indent=3),
        pair_row("Muut henkilösivukulut", i.other_staff, indent=3),
        pair_row("Palvelujen ostot", i.services, indent=1),
        pair_row("Aineet, tarvikkeet ja tavarat", i.materials, indent=1),
        pair_row("Avustukset", i.grants_paid, indent=1),
        pair_row("Muut toimintakulut", i.other_cost, indent=1),
        pair_row("Toimintakate", i.margin, bold=True),
        pair_row("Verotulot", i.taxes),
        pair_row("Valtionosuudet", i.state_grants),
        heading_row("Rahoitustuotot ja -kulut"),
        pair_row("Korkotuotot", i.interest_income, indent=1),
        pair_row("Muut rahoitustuotot", i.other_financial_income, indent=1),
        pair_row("Korkokulut", i.interest_cost, indent=1),
        pair_row("Muut rahoituskulut", i.other_financial_cost, indent=1),
        pair_row("Vuosikate", i.annual_margin, bold=True),
        heading_row("Poistot ja arvonalentumiset"),
        pair_row("Suunnitelman mukaiset poistot", i.depreciation, indent=1),
        pair_row("Arvonalentumiset", i.impairment, indent=1),
        pair_row("Tilikauden tulos", i.result, bold=True),
        pair_row("Poistoeron lisäys (−) tai vähennys (+)", i.reserve_change),
        pair_row("Tilikauden ylijäämä (alijäämä)", i.surplus, bold=True),
    )
    return Sheet(("€", "1.1.–31.12.2024", "1.1.–31.12.2023"), rows)


def assets() -> Sheet:
    b = B.balance
    rows = (
        pair_row("PYSYVÄT VASTAAVAT", b.fixed, bold=True),
        pair_row("Aineettomat hyödykkeet", b.intangible, indent=1),
        pair_row("Aineelliset hyödykkeet", b.tangible, indent=1),
        pair_row("Maa- ja vesialueet", b.land, indent=2),
        pair_row("Rakennukset", b.buildings, indent=2),
        pair_row("Kiinteät rakenteet ja laitteet", b.structures, indent=2),
        pair_row("Koneet ja kalusto", b.machines, indent=2),
        pair_row("Ennakkomaksut ja keskeneräiset hankinnat", b.unfinished, indent=2),
        pair_row("Sijoitukset", b.investments, indent=1),
        pair_row("Osakkeet ja osuudet", b.shares, indent=2),
        pair_row("Muut lainasaamiset", b.loans_given, indent=2),
        pair_row("TOIMEKSIANTOJEN VARAT", b.administered_assets, bold=True),
        pair_row("VAIHTUVAT VASTAAVAT", b.current, bold=True),
        pair_row("Vaihto-omaisuus", b.stock, indent=1),
        pair_row("Saamiset", b.receivables, indent=1),
        pair_row("Rahat ja pankkisaamiset", b.cash, indent=1),
        pair_row("VASTAAVAA YHTEENSÄ", b.total, bold=True),
    )
    return Sheet(("VASTAAVAA, €", "31.12.2024", "31.12.2023"), rows)


def liabilities() -> Sheet:
    b = B.balance
    rows = (
        pair_row("OMA PÄÄOMA", b.equity, bold=True),
        pair_row("Peruspääoma", b.capital, indent=1),
        pair_row("Edellisten tilikausien ylijäämä", b.earlier_surplus, indent=1),
        pair_row("Tilikauden ylijäämä", b.income.surplus, indent=1),
        pair_row("POISTOERO", b.depreciation_reserve, bold=True),
        pair_row("PAKOLLISET VARAUKSET", b.provisions, bold=True),
        pair_row("TOIMEKSIANTOJEN PÄÄOMAT", b.administered_capital, bold=True),
        pair_row("VIERAS PÄÄOMA", b.debt, bold=True),
        heading_row("Pitkäaikainen", indent=1),
        pair_row("Lainat rahoitus- ja vakuutuslaitoksilta", b.long_loans, indent=2),
        heading_row("Lyhytaikainen", indent=1),
        pair_row("Lainat rahoitus- ja vakuutuslaitoksilta", b.short_loans, indent=2),
        pair_row("Saadut ennakot", b.advances, indent=2),
        pair_row("Ostovelat", b.payables, indent=2),
        pair_row("Siirtovelat", b.accruals, indent=2),
        pair_row("VASTATTAVAA YHTEENSÄ", b.total, bold=True),
    )
    return Sheet(("VASTATTAVAA, €", "31.12.2024", "31.12.2023"), rows)


def key_figures() -> Sheet:
    k = B.key_figures

    def row(label: str, values: tuple[Decimal, Decimal] | tuple[int, int], places: int) -> Row:
        return Row(label, tuple(S.decimal(Decimal(value), places) for value in values))

    rows = (
        row("Toimintatuotot / Toimintakulut, %", k.income_share, 1),
        row("Vuosikate / Poistot, %", k.margin_of_depreciation, 1),
        row("Vuosikate, €/asukas", k.margin_per_person, 0),
        row("Omavaraisuusaste, %", k.equity_ratio, 1),
        row("Kertynyt ylijäämä, €/asukas", k.surplus_per_person, 0),
        row("Lainakanta, €/asukas", k.loans_per_person, 0),
        row("Konsernin lainakanta, €/asukas", B.group_loans_per_person, 0),
        row("Asukasmäärä", (B.people[2], B.people[1]), 0),
    )
    return Sheet(("Tunnusluku", "2024", "2023"), rows)


def population() -> Sheet:
    def whole(label: str, values: tuple[int, int, int]) -> Row:
        return Row(label, tuple(S.whole(value) for value in values))

    rows = (
        whole("Väkiluku 31.12.", B.people),
        whole("Syntyneet", B.births),
        whole("Nettomuutto", B.moved_net),
        Row("Työttömyysaste, %", tuple(S.decimal(value, 1) for value in B.unemployment)),
        whole("Työpaikat", B.jobs),
    )
    return Sheet(("", "2022", "2023", "2024"), rows)


def budget_comparison() -> Sheet:
    rows = [_board(board) for board in B.boards]
    rows.append(_board(B.all_boards, bold=True))
    header = (
        "Toimielin",
        "Alkup.\nTA 2024",
        "TA-muu-\ntokset",
        "Muutettu\nTA 2024",
        "Toteuma\n2024",
        "Poik-\nkeama",
        "Tot-%",
    )
    return Sheet(header, tuple(rows))


def _board(board: BoardBudget, bold: bool = False) -> Row:
    values = (board.budget, board.changes, board.amended, board.actual, board.deviation)
    cells = tuple(S.whole(value) for value in values)
    return Row(board.name, (*cells, S.decimal(board.percent, 1)), bold)


def taxes() -> Sheet:
    def row(label: str, values: tuple[int, int], bold: bool = False) -> Row:
        change = Decimal(100 * (values[0] - values[1])) / values[1]
        cells = (S.whole(values[0]), S.whole(values[1]), S.decimal(change, 1))
        return Row(label, cells, bold)

    parts = (B.municipal_tax, B.property_tax, B.corporate_tax)
    rows = (
        row("Kunnan tulovero", B.municipal_tax),
        row("Kiinteistövero", B.property_tax),
        row("Osuus yhteisöveron tuotosta", B.corporate_tax),
        row("Verotulot yhteensä", (sum(p[0] for p in parts), sum(p[1] for p in parts)), bold=True),
    )
    return Sheet(("1 000 €", "2024", "2023", "Muutos, %"), rows)


def staff() -> Sheet:
    def row(label: str, values: tuple[int, int], bold: bool = False) -> Row:
        return Row(label, tuple(S.whole(value) for value in values), bold)

    parts = (B.staff_permanent, B.staff_temporary, B.staff_employed)
    rows = (
        row("Vakinaiset", B.staff_permanent),
        row("Määräaikaiset", B.staff_temporary),
        row("Palkkatuetut", B.staff_employed),
        row("Yhteensä", (sum(p[0] for p in parts), sum(p[1] for p in parts)), bold=True),
    )
    return Sheet(("Palvelussuhde 31.12.", "2024", "2023"), rows)


def audit_fees() -> Sheet:
    rows = (
        pair_row("Tilintarkastuspalkkiot", B.audit_fee),
        pair_row("Muut palkkiot", B.audit_other),
        pair_row("Palkkiot yhteensä", B.audit_fee + B.audit_other, bold=True),
    )
    return Sheet(("€", "2024", "2023"), rows)


def guarantees() -> Sheet:
    rows = (
        pair_row("Takaukset samaan konserniin kuuluvien yhteisöjen puolesta", B.guarantees_own),
        pair_row("Takaukset muiden puolesta", B.guarantees_other),
    )
    return Sheet(("€", "31.12.2024", "31.12.2023"), rows)
