"""Everything that Luku says in its own words, in the languages it speaks. One place for all."""

from __future__ import annotations

from collections.abc import Mapping

from service.records import Language

_FI, _SV, _EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH

TEXTS: Mapping[str, Mapping[Language, str]] = {
    "not_found": {
        _FI: "Raporteista ei löytynyt vastausta kysymykseen ”{question}”.",
        _SV: "Rapporterna ger inget svar på frågan ”{question}”.",
        _EN: "The reports do not answer the question “{question}”.",
    },
    "in_unit": {
        _FI: "{number} (yksikkö {unit})",
        _SV: "{number} (enhet {unit})",
        _EN: "{number} (unit: {unit})",
    },
    "thousands": {
        _FI: "{number} (tuhansina euroina)",
        _SV: "{number} (i tusen euro)",
        _EN: "{number} (in thousand euros)",
    },
    "yes": {_FI: "Kyllä.", _SV: "Ja.", _EN: "Yes."},
    "no": {_FI: "Ei.", _SV: "Nej.", _EN: "No."},
    "difference": {_FI: "Erotus: {result}", _SV: "Skillnad: {result}", _EN: "Difference: {result}"},
    "sum": {_FI: "Yhteensä: {result}", _SV: "Sammanlagt: {result}", _EN: "In total: {result}"},
    "grew": {_FI: "Kasvoi.", _SV: "Ökade.", _EN: "It grew."},
    "fell": {_FI: "Laski.", _SV: "Minskade.", _EN: "It fell."},
    "unchanged": {_FI: "Pysyi ennallaan.", _SV: "Oförändrat.", _EN: "Unchanged."},
    "grew_unsigned": {
        _FI: "Kasvoi (ilman etumerkkiä).",
        _SV: "Ökade (utan förtecken).",
        _EN: "It grew (leaving out the sign).",
    },
    "fell_unsigned": {
        _FI: "Laski (ilman etumerkkiä).",
        _SV: "Minskade (utan förtecken).",
        _EN: "It fell (leaving out the sign).",
    },
    "larger": {_FI: "Suurempi: {what}", _SV: "Större: {what}", _EN: "Larger: {what}"},
    "larger_unsigned": {
        _FI: "Ilman etumerkkiä suurempi: {what}",
        _SV: "Större utan förtecken: {what}",
        _EN: "Larger, leaving out the sign: {what}",
    },
    "conflict": {
        _FI: "Raporteissa on tästä eri tietoja:",
        _SV: "Rapporterna ger olika uppgifter om detta:",
        _EN: "The reports disagree on this:",
    },
    "also": {_FI: "Sama luku myös:", _SV: "Samma tal också:", _EN: "The same figure also:"},
    "ocr": {
        _FI: "Tieto on tunnistettu sivun kuvasta (OCR): tarkista se sivulta.",
        _SV: "Uppgiften har tolkats från en bild av sidan (OCR): kontrollera den på sidan.",
        _EN: "This was recognised from a picture of the page (OCR): check it on the page.",
    },
    "ocr_figure": {
        _FI: "Luku on tunnistettu sivun kuvasta (OCR): tarkista se sivulta.",
        _SV: "Talet har tolkats från en bild av sidan (OCR): kontrollera det på sidan.",
        _EN: "The figure was recognised from a picture of the page (OCR): check it on the page.",
    },
    "key_figures": {_FI: "Keskeiset luvut", _SV: "Nyckeltal", _EN: "Key figures"},
    "not_spoken_of": {
        _FI: "Näistä raportti ei kerro: {topics}.",
        _SV: "Om detta säger rapporten ingenting: {topics}.",
        _EN: "The report does not speak of: {topics}.",
    },
    "nothing_to_sum_up": {
        _FI: "Raportissa ei ole tekstiä eikä lukuja, joista tiivistelmän voisi koota.",
        _SV: "Rapporten har ingen text och inga tal att sammanfatta.",
        _EN: "The report has no text or figures to sum up.",
    },
    "page": {_FI: "{what} (sivu {page})", _SV: "{what} (sida {page})", _EN: "{what} (page {page})"},
}


def say(key: str, language: Language, **values: object) -> str:
    """One text with its values filled in."""
    return TEXTS[key][language].format(**values)
