"""The report of the second quarter in words. Its numbers are printed with narrow no-break spaces (U+202F)."""

from __future__ import annotations

from eval.samples.city import BRIDGE, PUMPING, SECOND, TURF, WATER
from eval.samples.pages import Bullets, ContentSlide, DividerSlide, SlideReport
from eval.samples.printing import NARROW
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

S = NARROW
Q = SECOND
F = Q.facts


def second_quarter() -> SlideReport:
    """The slides of Q2/2025."""
    return report_of(Q, (title_slide(Q), *_opening(), *_streets(), *_planning(), *_water(), *_closing()))


def _opening() -> tuple[ContentSlide, ...]:
    margin = Q.sector_margin
    return (
        ContentSlide(
            "katsaus",
            "Toimialajohtajan katsaus",
            paragraphs=(
                f"Toimialan toimintakate on heikentymässä {S.millions(-margin.deviation)} milj. euroa "
                f"talousarvioon verrattuna, ja koko vuoden ennuste on {S.millions(margin.forecast or 0)} "
                "milj. "
                "euroa. Suurin muutos kevään arvioon on tontinmyynnissä, joka on hiipunut.",
                "Kaupunginhallitus edellytti 9.6.2025 toimialalta sopeuttamis¬listaa, jonka arvo on 450 000 "
                "euroa. Lista valmistuu elokuun loppuun mennessä, ja siihen kootaan ainakin "
                "viher¬rakentamisen lykkäyksiä ja kaluston yhteiskäyttöä.",
                f"Päällystysohjelman {F.paving_km_review} kilometristä oli kesäkuun lopussa valmiina 7 "
                "kilometriä. "
                "Koskenniskan sillan teräkset saapuivat 11.6.2025, ja kansi valetaan syyskuussa.",
                f"Kesän aikana palautetta on tullut selvästi tavallista enemmän: alkuvuoden kertymä on "
                f"{S.whole(F.feedback)} viestiä. Uuden rantareitin valaistus sai kiitosta.",
                "Toimialajohtaja Aino Karppala siirtyy muihin tehtäviin 30.9.2025.",
            ),
        ),
        ContentSlide(
            "nostot",
            "Puolivuotisjakson nostot",
            columns=(
                Bullets(
                    "Onnistumiset",
                    (
                        f"Keskuspuistoon istutettiin {F.trees} puuta, joista 75 lehmuksia.",
                        f"Led-valaisimia on vaihdettu alkuvuonna {S.whole(F.lamps)}, ja katuvalojen sähkön "
                        "kulutus pieneni 9 prosenttia.",
                        "Rakennusvalvonnan asiakastyytyväisyys nousi arvosanaan 4,2.",
                        f"Etämittareita on asennettu {S.whole(F.meters)}.",
                    ),
                ),
                Bullets(
                    "Huolenaiheet",
                    (
                        f"Talvikunnossapito maksoi alkuvuonna {S.whole(F.snow_cost)} tuhatta euroa.",
                        "Kaksi kaavoittajan tehtävää on edelleen täyttämättä.",
                        "Hallinto-oikeus kumosi Suutarinmäen kaavan 22.5.2025 liito-oravaselvityksen "
                        "puutteiden vuoksi.",
                        "Satamakadun kiveyksen halkeamista on käynnistetty takuuriita.",
                    ),
                ),
            ),
        ),
    )


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
                "Alkuvuoden lumitöiden lisäksi kuluja kasvattaa Ruukintien hulevesi¬putken sortuma, jonka "
                f"korjaus maksoi 128{S.space}000 euroa.",
                f"Tuottoennustetta on laskettu keväästä, mutta talousarvio ylittyy silti "
                f"{S.whole(unit.income.deviation)} tuhannella eurolla.",
                "Syksyn liukkaudentorjuntaan ei ole enää varattu kuin välttämättömin.",
            ),
            bars=unit_bars(unit),
        ),
        ContentSlide(
            "kadut-toiminta",
            "Toiminta tammi–kesäkuussa",
            subtitle="Katu- ja puistopalvelut",
            columns=(
                Bullets(
                    "Kunnossapito",
                    (
                        f"Paikattuja kuoppia kertyi {F.potholes}.",
                        "Hidasteet asennetaan Koulukadulle, Hakatielle ja Lepikkotielle elokuussa.",
                        "Lakaisukaluston vuokrasopimus uusittiin kolmeksi vuodeksi.",
                    ),
                ),
                Bullets(
                    "Puistot ja metsät",
                    (
                        "Metsäsuunnitelma hyväksyttiin lautakunnassa 13.5.2025.",
                        "Niittyjä kylvettiin 6,5 hehtaaria.",
                        "Kuusitien leikkipaikka avattiin uudelleen kesäkuussa. Rantaraitin leikkipaikka "
                        "poistetaan kokonaan.",
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
            headline=f"Toimintatuottojen poikkeamaennuste {S.signed_millions(unit.income.deviation)} milj. "
            "euroa",
            paragraphs=(
                f"Tontteja on luovutettu {F.plots}, kun vuoden tavoite on 110. Maanmyynti¬voittoja "
                "arvioidaan "
                f"kertyvän 1{S.space}450 tuhatta euroa.",
                f"Kuluissa säästetään {S.whole(unit.cost.deviation)} tuhatta euroa, koska kahta tehtävää ei "
                "täytetä ennen vuodenvaihdetta.",
            ),
            bars=unit_bars(unit),
        ),
        ContentSlide(
            "maankaytto-toiminta",
            "Toiminta tammi–kesäkuussa",
            subtitle="Maankäyttö ja luvat",
            columns=(
                Bullets(
                    "Rakennusvalvonta",
                    (
                        f"Rakennuslupia on myönnetty {F.permits} (vuotta aiemmin {F.permits_year_before}).",
                        f"Luvan keskimääräinen käsittelyaika lyheni {F.permit_days} vuorokauteen.",
                        "Katselmuksista 1 120 tehtiin etäyhteydellä.".replace(" 120", f"{S.space}120"),
                    ),
                ),
                Bullets(
                    "Kaavoitus",
                    (
                        f"Vireillä oli kesäkuun lopussa {F.plans_in_work} asemakaavaa.",
                        "Patasaaren kaava hyväksyttiin valtuustossa 16.6.2025. Alueelle tulee koti noin "
                        "900 asukkaalle.",
                        "Yleiskaavan 2040 luonnos viedään lautakuntaan lokakuussa.",
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
                f"Vettä myytiin alkuvuonna {S.whole(F.water_sold)} kuutiota. Vuotovesiprosentti laski "
                f"{S.decimal(F.leak_percent, 1)} prosenttiin, kun Ruukintien runkolinja uusittiin. "
                f"Putkirikkoja oli {F.pipe_breaks}.",
                "Tulos paranee kevään arviosta: kemikaaleja ja sähköä on kulunut vähemmän ja yksi "
                "laboratorion tehtävä on täyttämättä.",
                "Veden laatu täytti kaikki vaatimukset. Keittokehotus oli voimassa Itäkylässä 4.–7.6.2025.",
            ),
        ),
        ContentSlide("uomavesi-tulos", "Uomaveden tuloslaskelma", table=income_statement(Q, S)),
    )


def _closing() -> tuple[DividerSlide | ContentSlide, ...]:
    bridge, pumping, turf = Q.project(BRIDGE), Q.project(PUMPING), Q.project(TURF)
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
                        f"Investointeja toteutui kesäkuun loppuun mennessä "
                        f"{S.millions(Q.all_projects.to_date)} milj. euroa eli "
                        f"{S.decimal(Q.invested_percent, 1)} % talousarviosta.",
                        f"Koskenniskan sillan kustannusarvio nousi {S.whole(bridge.estimate or 0)} "
                        "tuhanteen euroon.",
                        f"Harjusuon pumppaamo ylittää tämän vuoden määrärahan {S.whole(pumping.deviation)} "
                        "tuhannella eurolla.",
                        "Leväpuiston kentän urakan voitti Viherkenttä Oy. Kenttä otetaan käyttöön 1.9.2025.",
                        f"Kentän hinta nousi {S.whole(turf.deviation)} tuhatta euroa pohjavahvistusten "
                        "takia.",
                        "Pyöräilyn laatukäytävää ja Kanavapuiston portaita lykätään vuodelle 2027.",
                    ),
                ),
            ),
        ),
        ContentSlide("hankkeet", "Investointihankkeet", table=projects_table(Q, S)),
        ContentSlide(
            "henkilosto",
            "Henkilöstö",
            cards=staff_cards(Q, S),
            table=staff_table(Q, S),
            note="Kesäkuun lopun luvuissa on mukana 29 kesätyöntekijää.",
        ),
        ContentSlide(
            "riskit",
            "Loppuvuoden riskit",
            columns=(
                Bullets(
                    "Talous",
                    (
                        "Tontinmyynti jää ennusteestakin, jos asuntorakentaminen ei elvy syksyllä.",
                        "Aikainen talvi lisäisi kuluja arviolta 300 000 euroa.".replace(
                            " 000", f"{S.space}000"
                        ),
                    ),
                ),
                Bullets(
                    "Toiminta",
                    (
                        "Vesilaitoksen suodattimien toimitus riippuu yhdestä tavarantoimittajasta.",
                        "Kaavoituksen kuormitus uhkaa yleiskaavan aikataulua.",
                    ),
                ),
            ),
        ),
        glossary_slide(),
    )
