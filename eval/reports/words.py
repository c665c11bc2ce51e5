"""A label with the forms that sentences and questions need. Forms are stored, never made by rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """`nom` in lower case unless a name; `plural` decides the verbs; `label` is printed in tables.

    `translative` follows "kuinka": "suureksi" or "suuriksi". `sv` and `en` are for the questions in
    other languages, "" where the Finnish name is used there too.
    """

    nom: str
    gen: str
    part: str
    plural: bool = False
    label: str = ""
    sv: str = ""
    en: str = ""
    cost: bool = False
    """Costs are negative in the books."""

    @property
    def printed(self) -> str:
        """The label of a table row, card or heading."""
        return self.label or capital(self.nom)

    @property
    def forms(self) -> dict[str, str]:
        """What the templates say about a metric: {m} {mg} {mp} and its verbs."""
        many = self.plural
        return {
            "m": self.nom,
            "mg": self.gen,
            "mp": self.part,
            "M": capital(self.nom),
            "Mg": capital(self.gen),
            "on": "ovat" if many else "on",
            "oli": "olivat" if many else "oli",
            "onko": "ovatko" if many else "onko",
            "suureksi": "suuriksi" if many else "suureksi",
            "suuri": "suuria" if many else "suuri",
            "paatyi": "päätyivät" if many else "päätyi",
            "mika": "mitkä" if many else "mikä",
            "poikkeaa": "poikkeavat" if many else "poikkeaa",
            "kehittyi": "kehittyivät" if many else "kehittyi",
            "muuttui": "muuttuivat" if many else "muuttui",
        }


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def word(forms: str, **more: str | bool) -> Word:
    """`word("vuosikate|vuosikatteen|vuosikatetta")`; a plus in front says plural."""
    plural = forms.startswith("+")
    nom, gen, part = forms.lstrip("+").split("|")
    texts = {name: str(value) for name, value in more.items() if name != "cost"}
    return Word(
        nom,
        gen,
        part,
        plural,
        label=texts.get("label", ""),
        sv=texts.get("sv", ""),
        en=texts.get("en", ""),
        cost=bool(more.get("cost", False)),
    )


def words(*rows: str) -> tuple[Word, ...]:
    return tuple(word(row) for row in rows)
