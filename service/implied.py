"""Which kind of number a question implies without naming a column: by its verbs.

"Paljonko on jo mennyt" wants what has come about, "paljonko arvellaan menevän" a forecast, "paljonko oli
varattu" the budget. A column that the question names goes before all of this; what is implied only makes
one column likelier than another.
"""

from __future__ import annotations

import re

from ingest.records import ColumnKind

_BUDGET_NOUN = (
    r"(?:budjet\w+|talousarvio\w*|käyttösuunnitelm\w+|määräraho\w+|määräraha\w*|varat\w+"
    r"|suunnitel\w+|laskettu"
    r"|arvioit\w+|kaavail\w+|ajatel\w+|luul\w+|tavoit\w+|tarkoit\w+|pit[äi]\w*|valtuust\w+|budget\w*)"
)
_DEVIATION = re.compile(
    rf"\b{_BUDGET_NOUN}\s+(?:nähden|verrattuna)\b|\b(?:verrattuna|vs\.?|vastaan|suhteessa)\s+(?:\w+\s+)?"
    rf"(?:{_BUDGET_NOUN}|TA|MTA|KS)\b|\b(?:heikom\w+|saamatta|vajaa\w*)\b.*\b{_BUDGET_NOUN}"
    r"|\bjä(?:i|ivät|ä|ävät|ädä|ämässä)\b (?:\w+ )?\w*(?:tavoittee|budjeti|talousarvio)"
    r"(?:sta|staan|stansa)\b|"
    rf"\b(?:ylit(?:ty|tä|t)\w*|alit(?:tu|ta|t)\w*|yli|alle|ohi)\b.*\b{_BUDGET_NOUN}"
    rf"|\b{_BUDGET_NOUN}.*\b(?:ylit\w+|alit\w+|yli|alle|ohi)\b"
    rf"|\b(?:enemmän|vähemmän|halvem\w+|kalliim\w+|parem\w+|huono\w+|suurem\w+"
    rf"|pienem\w+)\b.*\bkuin\b.*\b{_BUDGET_NOUN}"
    r"|\bkäyttämättä\b|\bsäästy\w+|\bsäästöö\w+|\bjää\w* (?:\w+ )?(?:yli|alle|vajaa\w*|jäljelle)\b"
    r"|\bylijäämäksi\b.*\bverrattuna\b|\bjäämässä siitä\b|\b(?:exceed\w*|overrun\w*|överskrid\w*"
    r"|underskrid\w*)\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:odote(?:taan|ttu|ttiin|tut)|odottaa|ennakoi\w+|arvioi(?:daan|dut|tu|tut|tiin)|arvel\w+"
    r"|usko(?:taan|ttu|ttiin)"
    r"|kaavail\w+|povat\w+|olete(?:taan|ttu|ttiin)|ounastel\w+|päätyy|päätyvän|päätymässä"
    r"|asettu(?:u|van|massa)"
    r"|menossa|tulossa|jäämässä|nousemassa|laskemassa|toteutumassa|jäävän|nousevan|laskevan|tulevan"
    r"|kertyvän|tul(?:ee|evat) (?:\w+ ){0,4}?\w+m(?:aan|ään)|arvio (?:osuu|pitää|toteutuu)"
    r"|jos (?:\w+ ){0,2}?arvio"
    r"|yltävän|toteutuvan|olevan|menevän|kuluvan|koko vuo(?:si|den|nna|delta|delle)"
    r"|expected|estimated|will|väntas|beräknas|uppskattas)\b",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    r"\b(?:vara(?:ttu|taan|ttiin|nnut|tut)|budjetoi\w+|osoite(?:ttu|ttiin)|myönne(?:tty|ttiin)"
    r"|annettu|annettiin"
    r"|saa (?:\w+ ){0,2}?(?:käyttää|panna|investoida|kulua|mennä|maksaa)|käytettävissä"
    r"|oli tarkoitus|oli määrä"
    r"|piti (?:tulla|kertyä|käyttää|olla|riittää)|suunnitel(?:tu|tiin)|reserved|allocated"
    r"|reserverat\w*|budgeterat)\b",
    re.IGNORECASE,
)
_AMENDED = re.compile(
    r"\b(?:lisätalousarvio\w*|lisäykset|lisäyksineen|lisäysten|muutokset|muutosten|muutoksineen"
    r"|lisämääräraho\w+)\b"
    r"(?:\s+\w+){0,3}?\s*(?:mukaan|mukana|jälkeen|huomioi\w+|kanssa|lasket\w+|sisälty\w+)"
    r"|\bmyös lisätalousarvio|\bvoimassa olev\w+|\bmuutet\w+ (?:talousarvio|budjet|määräraha)",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\balkuper\w+|\balun ?perin\b|\b(?:ennen|ilman) (?:kuin )?(?:\w+ ){0,3}?(?:muutok\w+|muutet\w+"
    r"|lisätalousarvio\w*|lisäyk\w+)"
    r"|\blisätalousarvio\w* ei\b|\boriginal\w*\b|\bursprunglig\w*",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:on|oli|ovat|olivat|olleet|ole) (?:\w+ ){0,3}?(?:mennyt|menneet|kulunut|kuluneet|kertynyt"
    r"|kertyneet|käytet(?:ty|tiin)"
    r"|käyttänyt|käyttäneet|makset(?:tu|tiin)|maksanut|saatu|saanut|saaneet|tullut|tulleet|uponnut|palanut"
    r"|toteutunut|toteutuneet|ehtinyt|syntynyt|tuhlannut|niellyt|nielleet|upotettu|pantu|kilahtanut"
    r"|tuottanut)\b"
    r"|\b(?:tähän mennessä|toistaiseksi|toteutui|toteutuivat|jo)\b"
    r"|\b(?:meni|kului|kertyi|maksoi|upposi|saatiin|käytettiin|maksettiin|syntyi|päätyi|päättyi|jäi"
    r"|tuli|sai|asettui(?:vat)?)\b"
    r"|\b(?:so far|was|were|did|spent|earned|hade|blev|uppgick)\b",
    re.IGNORECASE,
)
_SO_FAR = re.compile(
    r"\b(?:tähän mennessä|toistaiseksi|alkuvuo(?:nna|den|desta|teen)\w*|vuoden (?:alusta|alku\w*"
    r"|puoliväli\w*)"
    r"|puol(?:en|i) vuo(?:den|tta)|puolessa vuodessa|tammikuusta \w+kuuhun|vuosi(?:puolisko"
    r"|puoliskolla)|(?:ensimmäis\w+ )?(?:kolmen|neljän|kuuden|kahdeksan"
    r"|yhdeksän) (?:ensimmäisen )?kuukauden"
    r"|so far|year to date|hittills)\b",
    re.IGNORECASE,
)


def implied_kinds(text: str) -> tuple[ColumnKind, ...]:
    """The kinds of number that the question's verbs imply, the likeliest first."""
    budget = (
        (ColumnKind.BUDGET,)
        if _ORIGINAL.search(text)
        else (ColumnKind.AMENDED_BUDGET, ColumnKind.BUDGET, ColumnKind.PLAN)
        if _AMENDED.search(text) or _BUDGET.search(text)
        else ()
    )
    if _DEVIATION.search(text):
        return (ColumnKind.DEVIATION,)
    if budget:
        return budget
    if _FORECAST.search(text):
        return (ColumnKind.FORECAST,)
    return (ColumnKind.ACTUAL,) if _PAST.search(text) else ()


def implies_deviation(text: str) -> bool:
    """Is an outcome held against what was planned?"""
    return _DEVIATION.search(text) is not None


def implies_original(text: str) -> bool:
    """Is the budget meant as it was before its changes?"""
    return _ORIGINAL.search(text) is not None


def so_far(text: str) -> bool:
    """Is the time meant that the report tells of ("alkuvuonna", "tähän mennessä")?"""
    return _SO_FAR.search(text) is not None
