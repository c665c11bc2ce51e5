"""The words of random tables: general vocabulary of Finnish municipal finance, in two sets.

The set `measure` shares as little as it can with `tune`, so that learning the one by heart does not
help with the other. "¬" is a place where a long word may be broken; a newline is a forced break.
"""

from __future__ import annotations

from dataclasses import dataclass

from eval.tables.spec import Profile, Unit


@dataclass(frozen=True, slots=True)
class Branch:
    """A label and the labels under it, which add up to it."""

    label: str
    parts: tuple[Branch, ...] = ()


def _branch(label: str, *parts: str | Branch) -> Branch:
    return Branch(label, tuple(part if isinstance(part, Branch) else Branch(part) for part in parts))


@dataclass(frozen=True, slots=True)
class Heads:
    """Header wordings by role; {y} is the year, {p} the year before, {s} two digits of the year."""

    actual: tuple[str, ...]
    so_far: tuple[str, ...]
    budget: tuple[str, ...]
    changes: tuple[str, ...]
    amended: tuple[str, ...]
    forecast: tuple[str, ...]
    deviation: tuple[str, ...]
    change: tuple[str, ...]
    share: tuple[str, ...]
    growth: tuple[str, ...]
    plan: tuple[str, ...]
    budget_group: tuple[str, ...]
    parts_of_budget: tuple[tuple[str, str, str], ...]
    whose: tuple[tuple[str, ...], ...]
    kinds: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All wordings of one profile and language."""

    heads: Heads
    statements: tuple[Branch, ...]
    offices: tuple[str, ...]
    lines: tuple[str, ...]
    result: str
    totals: tuple[str, ...]
    total_of: tuple[str, ...]
    corners: tuple[str, ...]
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    unit_sentences: tuple[str, ...]
    prose: tuple[str, ...]
    notes: tuple[str, ...]
    continued: tuple[str, ...]
    thousands: tuple[Unit, ...]
    millions: tuple[Unit, ...]
    euros: tuple[Unit, ...]
    key_figures: tuple[tuple[str, Unit], ...]
    running: tuple[str, ...]
    unit_heads: tuple[str, ...]


def _units(name: str | None, scale: int, decimals: int, *printed: str) -> tuple[Unit, ...]:
    return tuple(Unit(text, name, scale, decimals) for text in printed)


_TUNE = Words(
    heads=Heads(
        actual=("TP {y}", "Tilinpäätös {y}", "Toteuma {y}", "Tot. {y}", "{y}", "Tilin¬päätös\n{y}"),
        so_far=("Toteuma 1–6/{y}", "Tot. 1-3/{y}", "Toteuma 30.9.{y}", "Toteuma\n1–8/{y}",
            "Tammi-kesäkuu {y}"),
        budget=("TA {y}", "Talousarvio {y}", "Talous¬arvio\n{y}", "Alkuperäinen talousarvio {y}"),
        changes=("Talousarviomuutokset", "TA-muutokset {y}", "Muutokset"),
        amended=("Muutettu TA {y}", "TA {y} muutoksineen", "Muutettu talousarvio {y}"),
        forecast=("Ennuste {y}", "TPE {y}", "Tilinpäätösennuste {y}"),
        deviation=("Poikkeama", "Ero", "Poikkeama TA/ennuste", "Poikkeama\n{y}"),
        change=("Muutos", "Muutos {p}–{y}", "Muutos ed. vuoteen"),
        share=("Tot. %", "Toteuma-%", "Käyttö-%", "Toteuma\n%"),
        growth=("Muutos %", "Muutos-%", "Muutos\n%"),
        plan=("TS {y}", "Suunnitelma {y}"),
        budget_group=("Talousarvio {y}", "TA {y}"),
        parts_of_budget=(("Alkuperäinen", "Muutokset", "Yhteensä"), ("Alkup.", "Muutos", "Yht.")),
        whose=(("Kaupunki", "Konserni"), ("Kunta", "Kuntakonserni")),
        kinds=(("Talousarvio", "Toteuma"), ("TA", "Tot."), ("Budjetti", "Ennuste", "Poikkeama")),
        months=(("1–3", "1–6", "1–9", "1–12"), ("Q1", "Q2", "Q3", "Q4"), ("tammi", "helmi", "maalis",
            "huhti")),
    ),
    statements=(
        _branch(
            "Toimintatuotot", "Myyntituotot", "Maksutuotot", "Tuet ja avustukset", "Vuokratuotot",
            "Muut toimintatuotot",
        ),
        _branch(
            "Toimintakulut",
            _branch("Henkilöstökulut", "Palkat ja palkkiot", "Eläkekulut", "Muut henkilösivukulut"),
            "Palvelujen ostot", "Aineet, tarvikkeet ja tavarat", "Avustukset", "Vuokrakulut", "Muut kulut",
        ),
        _branch("Verotulot", "Kunnan tulovero", "Osuus yhteisöveron tuotosta", "Kiinteistövero"),
        _branch(
            "Valtionosuudet",
            "Peruspalvelujen valtionosuus ml. verotuloihin perustuva valtionosuuden tasaus",
            "Opetus- ja kulttuuritoimen muut valtionosuudet", "Veromenetysten korvaukset",
        ),
        _branch(
            "Rahoitustuotot ja -kulut", "Korkotuotot", "Muut rahoitustuotot", "Korkokulut",
            "Muut rahoituskulut",
        ),
        _branch(
            "Investoinnit",
            _branch("Talonrakennus", "Koulut ja päiväkodit", "Liikuntarakennukset"),
            _branch("Kadut ja puistot", "Katujen ja kevyen liikenteen väylien rakentaminen", "Puistot"),
            "Koneet ja kalusto",
        ),
        _branch(
            "Pysyvät vastaavat", "Aineettomat hyödykkeet",
            _branch("Aineelliset hyödykkeet", "Maa- ja vesialueet", "Rakennukset",
                    "Kiinteät rakenteet ja laitteet", "Ennakkomaksut ja keskeneräiset hankinnat"),
            _branch("Sijoitukset", "Osakkeet ja osuudet", "Muut lainasaamiset"),
        ),
        _branch("Vieras pääoma", "Lainat rahoitus- ja vakuutuslaitoksilta", "Saadut ennakot", "Ostovelat",
                "Siirtovelat"),
    ),
    offices=(
        "Sivistyslautakunta", "Tekninen lautakunta", "Kaupunginhallitus", "Varhaiskasvatus", "Perusopetus",
        "Lukiokoulutus", "Kirjasto- ja kulttuuripalvelut", "Liikunta- ja nuorisopalvelut", "Kaavoitus",
        "Rakennusvalvonta ja ympäristönsuojelu", "Tilapalvelut", "Ruokapalvelut", "Siivouspalvelut",
        "Kuntatekniikka", "Elinvoimapalvelut", "Työllisyyspalvelut", "Hallintopalvelut", "Talouspalvelut",
        "Maahanmuuttajapalvelut ja kotoutumisen edistäminen", "Vesihuolto", "Tarkastuslautakunta",
        "Keskusvaalilautakunta", "Museopalvelut", "Henkilöstöpalvelut", "Kansalaisopisto",
    ),
    lines=("Toimintatuotot", "Toimintakulut"),
    result="Toimintakate",
    totals=("Yhteensä", "YHTEENSÄ", "Kaikki yhteensä"),
    total_of=("{} yhteensä",),
    corners=("", "Tehtäväalue", "Tuloslaskelma", "Erä"),
    titles=(
        "Taulukko {n}. Käyttötalouden toteutuminen", "Tuloslaskelman toteutuma",
        "Talousarvion toteutuminen",
        "Taulukko {n}: Määrärahat ja tuloarviot", "Yhteenveto",
    ),
    sentences=("Alla olevassa taulukossa on esitetty toteutuma tehtäväalueittain.",
               "Seuraavasta taulukosta nähdään kehitys edelliseen vuoteen verrattuna."),
    unit_sentences=("Luvut ovat {u}.", "Taulukon luvut on esitetty {u}."),
    prose=(
        "Talouden toteutumista seurataan osavuosikatsauksissa, jotka käsitellään valtuustossa kolme kertaa "
        "vuodessa. Toimialat vastaavat oman talousarvionsa toteutumisesta.",
        "Kustannusten nousu on hidastunut, mutta palvelujen kysyntä on kasvanut arvioitua nopeammin. "
        "Säästötoimet jatkuvat suunnitellusti.",
        "Tulokertymä painottuu loppuvuoteen, joten kuluvan vuoden ennusteeseen liittyy epävarmuutta.",
    ),
    notes=("1) sisältää sisäiset erät", "*) arvio"),
    continued=("(jatkuu)", "Taulukko jatkuu"),
    thousands=_units("EUR", 1000, 0, "1 000 €", "1000 €", "1 000 euroa", "t€", "tuhatta euroa",
        "tuhansina euroina"),
    millions=_units("EUR", 1000000, 1, "milj. €", "milj. euroa", "M€", "miljoonina euroina"),
    euros=_units("EUR", 1, 0, "€", "euroa", "euroina"),
    key_figures=(
        ("Vuosikate", Unit("1 000 €", "EUR", 1000, 0)), ("Lainakanta", Unit("milj. €", "EUR", 1000000, 1)),
        ("Lainat asukasta kohden", Unit("€/asukas", "EUR/asukas", 1, 0)),
            ("Omavaraisuusaste", Unit("%", "%", 1, 1)),
        ("Henkilöstö", Unit("HTV", "HTV", 1, 1)),
            ("Tulorahoituksen riittävyys investointeihin", Unit("%", "%", 1, 0)),
        ("Kumulatiivinen ylijäämä", Unit("€/as.", "EUR/asukas", 1, 0)),
            ("Verotettavat tulot", Unit("t€", "EUR", 1000, 0)),
        ("Vuokrattu pinta-ala", Unit("m²", "m2", 1, 0)), ("Sähkön kulutus", Unit("MWh", "MWh", 1, 0)),
        ("Rakennusluvat", Unit("kpl", "kpl", 1, 0)), ("Energian hinta", Unit("€/MWh", "EUR/MWh", 1, 2)),
    ),
    running=("Uomaveden kaupunki – Osavuosikatsaus {y}", "Talousarvio {y} ja taloussuunnitelma",
        "Tilinpäätös {y}"),
    unit_heads=("Yksikkö", "Mittayksikkö"),
)  # fmt: skip

_MEASURE = Words(
    heads=Heads(
        actual=("TP{s}", "Toteutunut {y}", "Tilinpäätös 31.12.{y}", "Toteutuma\n{y}", "Vuosi {y}",
            "TP-{y}"),
        so_far=("Toteutuma tammi–syyskuu {y}", "Tot. 31.3.{y}", "Kertymä 1.1.–30.6.{y}", "Tot 1-8 {y}"),
        budget=("TA{s}", "Budjetti {y}", "Hyväksytty talousarvio {y}", "Käyttösuunnitelma {y}", "TA-{y}"),
        changes=("Valtuuston hyväksymät muutokset", "Lisätalousarviot", "Siirrot ja muutokset"),
        amended=("Tarkistettu talousarvio {y}", "TA{s} muutosten jälkeen", "Voimassa oleva TA {y}"),
        forecast=("Tilinpäätösarvio {y}", "ENN {y}", "Ennuste 31.12.{y}", "Vuosi¬ennuste\n{y}"),
        deviation=("Ylitys/alitus", "Poikkeama talousarvioon", "Erotus", "Ennusteen poikkeama"),
        change=("Muutos edellisestä vuodesta", "Muutos {p}/{y}", "Muutos euroina"),
        share=("Toteutumis-%", "Toteutuma-aste, %", "% TA:sta", "Käytetty %"),
        growth=("Kasvu-%", "Muutos, %", "Muutos {p}–{y}, %"),
        plan=("SV {y}", "Taloussuunnitelma {y}", "TS{s}"),
        budget_group=("Määräraha {y}", "Käyttösuunnitelma {y}"),
        parts_of_budget=(("Alkuperäinen", "Muutos", "Yhteensä"), ("Alkuper.", "Lisäykset", "Muutettu")),
        whose=(("Emokaupunki", "Konserni"), ("Kuntayhtymä", "Jäsenkunnat"), ("Ulkoinen", "Sisäinen")),
        kinds=(("Budjetti", "Toteuma", "Ero"), ("KS", "Toteutunut"), ("Tulot", "Menot", "Netto")),
        months=(("1-4", "5-8", "9-12"), ("I", "II", "III", "IV"), ("31.3.", "30.6.", "30.9.", "31.12.")),
    ),
    statements=(
        _branch("Tulot", "Liiketoiminnan myynti", "Asiakasmaksut", "Avustukset valtiolta", "Tilavuokrat",
                "Sekalaiset tuotot"),
        _branch("Menot", _branch("Palkkamenot", "Kuukausipalkat", "Sijaiset", "Työnantajamaksut"),
                "Ostetut palvelut", "Materiaalit", "Tilakustannukset", "Sekalaiset menot",
                "Avustukset kotitalouksille ja yhteisöille"),
        _branch("Rahavarat", "Käteisvarat", "Talletukset", "Lyhytaikaiset rahastosijoitukset"),
        _branch("Poistot", "Suunnitelman mukaiset poistot rakennuksista ja rakennelmista",
                "Poistot koneista ja kalustosta", "Kertaluonteiset arvonalennukset"),
        _branch("Hankkeet", _branch("Koulukampus", "Suunnittelu", "Rakennustyöt", "Pihat ja ulkovarusteet"),
                _branch("Satama-alueen kunnostaminen", "Laiturit",
                "Ruoppaus"), "Uimarannan huoltorakennus"),
        _branch("Oma pääoma", "Peruspääoma", "Arvonkorotusrahasto",
            "Edellisten tilikausien yli- tai alijäämä",
                "Tilikauden tulos"),
        _branch("Vaihtuvat vastaavat", "Vaihto-omaisuus",
                _branch("Saamiset", "Myyntisaamiset", "Siirtosaamiset ja muut lyhytaikaiset saamiset"),
                "Rahat ja pankkisaamiset"),
    ),
    offices=(
        "Keskushallinto", "Hyvinvointi ja sivistys", "Kaupunkiympäristö", "Elinvoima ja kilpailukyky",
        "Päivähoito", "Yhtenäiskoulu", "Toisen asteen opetus", "Nuorisotyö", "Teatteri ja orkesteri",
        "Metsät ja maatilat", "Satama", "Pysäköinninvalvonta ja kunnossapito", "Joukkoliikenne",
        "Pelastuslaitos",
        "Tietohallinto", "Hankinnat ja logistiikka", "Matkailu ja tapahtumat", "Asuntotoimi",
        "Vapaan sivistystyön oppilaitos ja taiteen perusopetus", "Jätehuolto", "Viestintä",
        "Maaseutupalvelut",
        "Eläinlääkintähuolto", "Arkistotoimi",
    ),
    lines=("Tulot", "Menot"),
    result="Netto",
    totals=("Yhteensä", "LOPPUSUMMA", "Koko kaupunki yhteensä"),
    total_of=("{} yhteensä", "Yhteensä, {}"),
    corners=("", "Toimiala", "Momentti", "Tili"),
    titles=(
        "Kuvio {n}. Menot toimialoittain", "Toimialojen talous", "Rahoitusasema kuluvana vuonna",
        "Taulukko {n} – Nettomenojen kehitys", "Budjettiseuranta",
    ),
    sentences=("Taulukkoon on koottu toimialojen tilanne.",
        "Tilanne katsauskauden lopussa käy ilmi oheisesta."),
    unit_sentences=("Kaikki luvut {u}.", "Määrät on ilmoitettu {u}."),
    prose=(
        "Katsauskaudella menojen kasvu tasaantui. Johtoryhmä käsittelee raportin kuukausittain ja päättää "
        "tarvittavista toimista.",
        "Työvoimapula näkyy ostopalvelujen käytössä, ja vuokratyön osuus pysyi edellisvuoden tasolla.",
        "Rahoitustilanne on kireä. Uusia lainoja nostetaan vasta syksyllä korkotason mukaan.",
    ),
    notes=("1) ilman liikelaitoksia", "*) ennakkotieto"),
    continued=("jatkoa edelliseltä sivulta", "(jatkoa)"),
    thousands=_units("EUR", 1000, 0, "1 000 eur", "tuhatta €", "1.000 €", "k€", "1 000 e",
        "tuhansina euroina"),
    millions=_units("EUR", 1000000, 2, "Meur", "miljoonaa euroa", "milj. e", "miljoonina euroina"),
    euros=_units("EUR", 1, 2, "EUR", "€", "euroina"),
    key_figures=(
        ("Nettomenot", Unit("k€", "EUR", 1000, 0)), ("Velka", Unit("miljoonaa euroa", "EUR", 1000000, 2)),
        ("Ruokapalvelun kustannus", Unit("€/oppilas", "EUR/oppilas", 1, 2)),
        ("Vuokra-asuntojen täyttö", Unit("prosenttia", "%", 1, 1)),
            ("Työpanos", Unit("henkilötyövuotta", "HTV", 1, 1)),
        ("Investointien tulorahoitus", Unit("%", "%", 1, 1)),
            ("Nettokustannus", Unit("€/asukas", "EUR/asukas", 1, 0)),
        ("Kaavoitetut tontit", Unit("kpl", "kpl", 1, 0)), ("Lämmitysenergia", Unit("GWh", "GWh", 1, 1)),
        ("Metsäala", Unit("ha", "ha", 1, 0)), ("Käsittelyaika", Unit("pv", "päivä", 1, 0)),
    ),
    running=("Seuranta {y} | Saarenkunta", "Kunnan tilinpäätös ja toimintakertomus {y}",
        "Kuukausiraportti"),
    unit_heads=("Mitta", "Yks."),
)  # fmt: skip

_SWEDISH = Words(
    heads=Heads(
        actual=("Bokslut {y}", "BS {y}", "Utfall {y}"), so_far=("Utfall 1–6/{y}", "Utfall 31.8.{y}"),
        budget=("Budget {y}", "BG {y}"), changes=("Budgetändringar", "Ändringar"),
        amended=("Ändrad budget {y}", "Budget {y} efter ändringar"), forecast=("Prognos {y}",),
        deviation=("Avvikelse",), change=("Förändring",), share=("Utfall %",), growth=("Förändring %",),
        plan=("Plan {y}", "Ekonomiplan {y}"), budget_group=("Budget {y}",),
        parts_of_budget=(("Ursprunglig", "Ändringar", "Totalt"),), whose=(("Staden", "Koncernen"),),
        kinds=(("Budget", "Utfall"), ("Budget", "Prognos", "Avvikelse")), months=(("1–3", "1–6", "1–9",
            "1–12"),),
    ),
    statements=(
        _branch("Verksamhetsintäkter", "Försäljningsintäkter", "Avgiftsintäkter",
            "Understöd och bidrag", "Hyresintäkter"),
        _branch("Verksamhetskostnader", _branch("Personalkostnader", "Löner och arvoden",
            "Lönebikostnader"),
                "Köp av tjänster", "Material, förnödenheter och varor", "Övriga kostnader"),
        _branch("Skatteintäkter", "Kommunalskatt", "Andel av intäkterna från samfundsskatten",
            "Fastighetsskatt"),
        _branch("Investeringar", "Byggnader", "Gator och parker", "Maskiner och inventarier"),
    ),
    offices=("Bildningsnämnden", "Tekniska nämnden", "Stadsstyrelsen", "Småbarnspedagogik", "Biblioteket",
             "Fritidstjänster och ungdomsarbete", "Hamnen", "Planläggning", "Lokalservice",
             "Revisionsnämnden"),
    lines=("Intäkter", "Kostnader"), result="Verksamhetsbidrag", totals=("Totalt", "Sammanlagt"),
    total_of=("{} totalt",), corners=("", "Resultaträkning"), titles=("Tabell {n}. Budgetutfall",
        "Resultaträkning"),
    sentences=("Tabellen nedan visar utfallet per nämnd.",), unit_sentences=("Beloppen anges i {u}.",),
    prose=("Ekonomin följs upp tre gånger om året. Nämnderna svarar för sina egna anslag.",),
    notes=("1) inklusive interna poster",), continued=("(fortsätter)",),
    thousands=_units("EUR", 1000, 0, "1 000 €", "1 000 euro", "tusen euro"),
    millions=_units("EUR", 1000000, 1, "milj. €", "miljoner euro"), euros=_units("EUR", 1, 0, "€", "euro"),
    key_figures=(
        ("Årsbidrag", Unit("1 000 €", "EUR", 1000, 0)), ("Soliditet", Unit("%", "%", 1, 1)),
        ("Lån per invånare", Unit("€/inv.", "EUR/asukas", 1, 0)),
            ("Lånestock", Unit("milj. €", "EUR", 1000000, 1)),
    ),
    running=("Åstads stad – Bokslut {y}",), unit_heads=("Enhet",),
)  # fmt: skip


def words(profile: Profile, swedish: bool) -> Words:
    """The words of a profile. The few Swedish ones serve both."""
    if swedish:
        return _SWEDISH
    return _TUNE if profile is Profile.TUNE else _MEASURE
