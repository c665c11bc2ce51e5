"""Passages: nothing is lost, nothing is cut where it hurts."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from index_samples import income_table, report, row, sentence, water_report

from index.passages import LONGEST, TARGET, cut_passages
from ingest.records import StatementKind


def test_every_statement_is_in_a_passage_of_its_page() -> None:
    water = water_report()
    passages = cut_passages(water)
    held = {(passage.page, statement) for passage in passages for statement in passage.statements}
    assert held == {(statement.page, statement.id) for statement in water.statements}


def test_the_quote_is_the_statements_text_and_the_text_begins_with_where_it_stands() -> None:
    by_first = {passage.statements[0]: passage for passage in cut_passages(water_report())}
    economy = by_first["s1"]
    assert economy.statements == ("s1", "s2", "s3")
    assert economy.quote.splitlines()[1] == "Vesilaitoksen ylijäämän ennuste on 2,4 milj. euroa."
    assert economy.text == f"Talous > Vesilaitos\n{economy.quote}"
    assert economy.section == ("Talous", "Vesilaitos")


def test_sections_and_definitions_are_not_mixed() -> None:
    statements = [passage.statements for passage in cut_passages(water_report())]
    assert ("s4",) in statements
    assert ("s5",) in statements


def test_rows_carry_the_tables_title_header_and_unit_into_every_passage() -> None:
    rows = [row(f"r{i}", "t1", i, f"Toimintakulut {i}", "1 234 567 8 901 234 -5 678") for i in range(1, 61)]
    passages = cut_passages(report("pitka", rows, tables=(income_table(60),)))
    assert len(passages) > 2
    for passage in passages:
        head = passage.text.removesuffix(passage.quote)
        assert "Tuloslaskelma" in head
        assert "TA 2031 | Ennuste 2031 (1 000 euroa)" in head
        assert len(passage.quote) <= TARGET
    lines = [line for passage in passages for line in passage.quote.splitlines()]
    assert lines == [statement.text for statement in rows]


def test_an_entity_that_the_text_does_not_name_stands_above_it() -> None:
    (passage,) = cut_passages(
        report("yksi", [sentence("s1", "Ennuste on 3,1 milj. euroa.", entity="Satama")])
    )
    assert passage.text == "Satama\nEnnuste on 3,1 milj. euroa."
    assert passage.quote == "Ennuste on 3,1 milj. euroa."


def test_a_heading_leads_what_follows_and_stands_alone_at_the_end_of_a_page() -> None:
    statements = [
        sentence("h1", "Satama", kind=StatementKind.HEADING),
        sentence("h2", "Liikenne", kind=StatementKind.HEADING),
        sentence("s1", "Laivoja kävi 300.", section=("Satama", "Liikenne")),
        sentence("h3", "Talous", kind=StatementKind.HEADING),
        sentence("s2", "Tulos parani.", page=2, section=("Talous",)),
    ]
    groups = [passage.statements for passage in cut_passages(report("satama", statements))]
    assert groups == [("h1", "h2", "s1"), ("h3",), ("s2",)]


def test_a_page_without_statements_is_still_found() -> None:
    from dataclasses import replace

    one = report("sivu", [sentence("s1", "Alku.", page=2)])
    silent = replace(one.pages[0], text="Kaupunginhallitus käsitteli asian kokouksessaan.")
    (passage, _) = cut_passages(replace(one, pages=(silent, one.pages[1])))
    assert (passage.page, passage.statements) == (1, ())
    assert passage.quote == silent.text


def test_a_long_statement_is_cut_after_sentences() -> None:
    text = " ".join(f"Hanke numero {i} maksoi kaupungille yhteensä 12 345 678,9 euroa." for i in range(40))
    passages = cut_passages(report("pitka", [sentence("s1", text)]))
    assert len(passages) > 1
    assert all(passage.statements == ("s1",) for passage in passages)
    assert all(passage.quote.endswith("euroa.") for passage in passages)
    assert " ".join(passage.quote for passage in passages) == text


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["12 345", "-3,2 %", "menot", "vuosikate", "2031", "1 000 000,5", "ja", "(5)"]),
             min_size=300, max_size=500)
)  # fmt: skip
def test_numbers_are_never_cut(words: list[str]) -> None:
    text = " ".join(words)
    numbers = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")
    passages = cut_passages(report("luvut", [sentence("s1", text)]))
    assert all(len(passage.quote) <= 2 * LONGEST for passage in passages if "menot" in passage.quote)
    assert " ".join(passage.quote for passage in passages) == text
    cut_at = []
    position = 0
    for passage in passages:
        position += len(passage.quote) + 1
        cut_at.append(position - 1)
    inside = [(match.start(), match.end()) for match in numbers.finditer(text)]
    assert not [place for place in cut_at for start, end in inside if start < place < end]
