"""The report of the first quarter in words. Its numbers are printed with plain spaces and hyphens.

One contradiction is planted: the director's review and the street unit's bullets give the paving
programme different lengths.
"""

from __future__ import annotations

from eval.samples.city import BRIDGE, FIRST, PUMPING, STREET, WATER
from eval.samples.pages import Bullets, ContentSlide, DividerSlide, SlideReport
from eval.samples.printing import PLAIN
from eval.samples.quarterly import (
    glossary_slide,
    income_statement,
    investment_cards,
    projects_table,
    report_of,
    staff_cards,
    staff_table,
    title_slide,
    unit_bars,
    unit_cards,
    units_table,
    water_cards,
)

S = PLAIN
Q = FIRST
F = Q.facts


def first_quarter() -> SlideReport:
    """The slides of Q1/2025."""
    return report_of(Q, (title_slide(Q), *_opening(), *_streets(), *_planning(), *_water(), *_closing()))


def _opening() -> tuple[ContentSlide, ...]:
    margin = Q.sector_margin
    review = ContentSlide(
        "katsaus",
        "Toimialajohtajan katsaus",
        paragraphs=(
            "Vuosi alkoi kahdessa tahdissa: leuto tammikuu säästi lumen¬ajossa, mutta maaliskuun "
            f"takatalvi söi säästön. Toimialan toimintakatteen ennuste on {S.millions(margin.forecast or 0)} "
            f"milj. euroa, kun voimassa olevassa talous¬arviossa on {S.millions(margin.amended or 0)} milj. "
            f"euroa. Ylityspaine {S.millions(-margin.deviation)} milj. euroa syntyy kokonaan Katu- ja "
            "puisto¬palveluissa.",
            "Kaupunginvaltuusto hyväksyi 17.2.2025 § 12 uuden liikenne¬turvallisuus¬ohjelman, ja sen "
            "ensimmäiset hidasteet asennetaan elokuussa. Elinvoima¬lautakunnan kanssa sovittiin, että "
            "yritys¬tonttien markkinointi siirtyy toimialalta kaupungin¬kansliaan 1.9.2025 alkaen.",
            f"Päällystys¬ohjelmassa uusitaan tänä vuonna {F.paving_km_review} kilometriä katuja. Työt "
            "kilpailutettiin helmikuussa ja urakoitsijaksi valittiin Kivijalan Asfaltti Oy. Koskenniskan "
            "sillan valmistuminen siirtyy heinäkuulta marraskuulle 2026, koska teräs¬rakenteiden "
            "toimitus myöhästyy neljä kuukautta.",
            f"Asukkailta saatiin tammi–maaliskuussa {S.whole(F.feedback)} palautetta, joista lähes puolet "
            "koski "
            "aurausta. Palautteisiin vastattiin keskimäärin kuudessa päivässä.",
        ),
    )
    highlights = ContentSlide(
        "nostot",
        "Vuosineljänneksen nostot",
        columns=(
            Bullets(
                "Onnistumiset",
                (
                    "Uusi kunnossapito¬järjestelmä Kelo otettiin käyttöön 3.2.2025, ja kaikki aurat "
                    "näkyvät nyt samalla kartalla.",
                    f"Katuvalojen vaihtoa ledeihin jatkettiin: {S.whole(F.lamps)} valaisinta vaihdettiin "
                    "Lepikon ja Satamakadun alueilla.",
                    "Rakennus¬valvonnan ajanvaraus avattiin verkkoon maaliskuun alussa.",
                    f"Uomavesi asensi {S.whole(F.meters)} etäluettavaa vesimittaria.",
                ),
            ),
            Bullets(
                "Huolenaiheet",
                (
                    f"Talvikunnossapitoon on käytetty {S.whole(F.snow_cost)} tuhatta euroa, mikä on 62 % "
                    "koko "
                    "vuoden varauksesta.",
                    "Kolme kaavoittajan tehtävää on täyttämättä, ja hakuja on jatkettu kahdesti.",
                    "Harjusuon jätevedenpumppaamon kallio oli odotettua rikkonaisempaa, minkä vuoksi "
                    "louhinta¬työ kallistuu.",
                    "Tontin¬varausten peruutukset ovat lisääntyneet korkotason takia.",
                ),
            ),
        ),
    )
    return (review, highlights)


def _streets() -> tuple[DividerSlide | ContentSlide, ...]:
    unit = Q.streets
    return (
        DividerSlide("kadut-jakaja", ("Katu- ja", "puistopalvelut")),
        ContentSlide(
            "kadut-talous",
            "Talousarvion toteutuminen",
            cards=unit_cards(unit, S),
            headline=f"Toimintakulujen poikkeamaennuste {S.signed_millions(unit.cost.deviation)} milj. euroa",
            paragraphs=(
                "Kulujen ylitys johtuu maaliskuun lumitöistä ja hiekoitussepelin hinnasta. Urakoitsijoille "
                "maksettiin maaliskuussa lisätöistä 185 000 euroa.",
                f"Tuottoja arvioidaan kertyvän {S.whole(unit.income.deviation)} tuhatta euroa talousarviota "
                "enemmän, sillä kaivuluvista ja kadun tilapäisestä käytöstä laskutetaan uuden taksan mukaan.",
                "Tekonurmi¬kentän huolto siirtyi yksikölle vuoden¬vaihteessa.",
            ),
            bars=unit_bars(unit),
        ),
        ContentSlide(
            "kadut-toiminta",
            "Toiminta tammi–maaliskuussa",
            subtitle="Katu- ja puistopalvelut",
            columns=(
                Bullets(
                    "Kunnossapito",
                    (
                        f"Kuoppia paikattiin {F.potholes}, eniten Ruukintien varrella.",
                        f"Vuoden päällystysohjelma kattaa {F.paving_km_bullet} kilometriä katuja.",
                        "Hiekannosto alkaa huhtikuun toisella viikolla keskustasta.",
                        "Jäteauton raiteilta vaurioitunut Kanavapuisto kunnostetaan urakoitsijan "
                        "kustannuksella.",
                    ),
                ),
                Bullets(
                    "Puistot ja metsät",
                    (
                        f"Keskuspuistoon tilattiin {F.trees} lehmuksen taimea toukokuun istutuksiin.",
                        "Metsäsuunnitelma 2025–2034 oli nähtävillä, ja siitä jätettiin 52 muistutusta.",
                        "Leikkipaikkojen turvatarkastukset tehtiin helmikuussa; Kuusitien ja Rantaraitin "
                        "leikkipaikat suljettiin korjauksia varten.",
                    ),
                ),
            ),
        ),
    )


def _planning() -> tuple[DividerSlide | ContentSlide, ...]:
    unit = Q.planning
    return (
        DividerSlide("maankaytto-jakaja", ("Maankäyttö ja luvat",)),
        ContentSlide(
            "maankaytto-talous",
            "Talousarvion toteutuminen",
            cards=unit_cards(unit, S),
            headline="Ei poikkeamaa talousarvioon",
            paragraphs=(
                "Tontinmyynti on vilkkaimmillaan kesällä, joten neljänneksen kertymästä ei vielä tehdä "
                f"johtopäätöksiä. Tontteja luovutettiin {F.plots}, joista yritystontteja neljä.",
                "Rakennuslupamaksuja kertyi 214 000 euroa. Palkkakuluissa syntyy säästöä avoimista "
                "tehtävistä, mutta se käytetään kaavakonsulttien palkkioihin.",
            ),
            bars=unit_bars(unit),
        ),
        ContentSlide(
            "maankaytto-toiminta",
            "Toiminta tammi–maaliskuussa",
            subtitle="Maankäyttö ja luvat",
            columns=(
                Bullets(
                    "Rakennusvalvonta",
                    (
                        f"Rakennuslupia myönnettiin {F.permits} (vuotta aiemmin {F.permits_year_before}).",
                        f"Luvan käsittely kesti keskimäärin {F.permit_days} vuorokautta, kun tavoite on "
                        "enintään 30 vuorokautta.",
                        "Rakentamislain vaatimat muutokset lupajärjestelmään otettiin käyttöön 1.1.2025.",
                    ),
                ),
                Bullets(
                    "Kaavoitus",
                    (
                        f"Vireillä oli {F.plans_in_work} asemakaavaa.",
                        "Patasaaren asuntoalueen kaavaehdotus asetettiin nähtäville 5.3.2025.",
                        "Suutarinmäen kaavasta valitettiin hallinto-oikeuteen.",
                    ),
                ),
                Bullets(
                    "Paikkatieto",
                    (
                        "Kantakartan ilmakuvaus tilattiin huhtikuulle.",
                        "Osoitteiden tarkistus valmistui Itäkylän osalta.",
                    ),
                ),
            ),
        ),
    )


def _water() -> tuple[DividerSlide | ContentSlide, ...]:
    statement = Q.statement
    return (
        DividerSlide("uomavesi-jakaja", (WATER,)),
        ContentSlide(
            "uomavesi-katsaus",
            "Uomavesi: vesihuoltopäällikön katsaus",
            cards=water_cards(Q, S),
            headline=f"Tilikauden ylijäämän ennuste {S.millions(statement.surplus.forecast or 0)} milj. "
            "euroa",
            paragraphs=(
                f"Vettä myytiin tammi–maaliskuussa {S.whole(F.water_sold)} kuutiota. Vuotovesiprosentti oli "
                f"{S.decimal(F.leak_percent, 1)}, ja putkirikkoja korjattiin {F.pipe_breaks}.",
                "Liikevaihto jää hieman tavoitteesta, sillä elintarviketehdas vähensi veden käyttöään. "
                "Korkomenot pienenivät, kun 4,0 milj. euron laina uusittiin helmikuussa.",
                "Perusmaksuja korotettiin 1.2.2025 keskimäärin 3,5 prosenttia. Omakotitalon perusmaksu on "
                "nyt 14,90 euroa kuukaudessa.",
            ),
        ),
        ContentSlide("uomavesi-tulos", "Uomaveden tuloslaskelma", table=income_statement(Q, S)),
    )


def _closing() -> tuple[DividerSlide | ContentSlide, ...]:
    bridge, pumping = Q.project(BRIDGE), Q.project(PUMPING)
    return (
        DividerSlide("yhteiset-jakaja", ("Toimialan yhteiset", "seurantatiedot")),
        ContentSlide("yksikot", "Tuotot ja kulut yksiköittäin", table=units_table(Q, S)),
        ContentSlide(
            "investoinnit",
            "Investointien tilanne",
            cards=investment_cards(Q, S),
            cards_beside=True,
            columns=(
                Bullets(
                    None,
                    (
                        f"Investointeja toteutui maaliskuun loppuun mennessä "
                        f"{S.millions(Q.all_projects.to_date)} milj. euroa eli "
                        f"{S.decimal(Q.invested_percent, 1)} % talousarviosta.",
                        f"Koskenniskan sillasta jää tänä vuonna käyttämättä {S.whole(-bridge.deviation)} "
                        "tuhatta "
                        "euroa, ja rahaa esitetään siirrettäväksi vuodelle 2026.",
                        f"Harjusuon pumppaamon arvioidaan ylittävän määrärahansa "
                        f"{S.whole(pumping.deviation)} tuhannella eurolla.",
                        f"{STREET} alkaa toukokuussa, kun kaukolämpöyhtiön putkityöt on saatu valmiiksi.",
                        "Leväpuiston tekonurmikentän tarjoukset avataan 24.4.2025.",
                    ),
                ),
            ),
        ),
        ContentSlide(
            "hankkeet",
            "Investointihankkeet",
            table=projects_table(Q, S),
            note="Kustannusarvio kattaa kaikki vuodet. Muille hankkeille ei ole yhteistä kustannusarviota.",
        ),
        ContentSlide(
            "henkilosto",
            "Henkilöstö",
            cards=staff_cards(Q, S),
            table=staff_table(Q, S),
            note="Kesätyöntekijät eivät ole vielä mukana luvuissa.",
        ),
        glossary_slide(),
    )
