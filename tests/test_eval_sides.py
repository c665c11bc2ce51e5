"""Luku beside plainer recipes: what counts as found, the table, wrong use."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from docx import Document
from eval_stub import REPORT, ROWS, TEXT, Stub, cases, citation, good_reply, serving
from reportlab.pdfgen.canvas import Canvas

from eval.__main__ import main
from eval.cases import Case, case_to_line
from eval.client import Service
from eval.exits import DONE, NO_SERVICE, WRONG_USE
from eval.run import Settings, run
from eval.sides import answers, command, paragraphs, readers
from eval.sides.plain import PlainRecipe
from eval.sides.sentences import BestSentences, sentences
from eval.sides.texts import Unreadable, find_report, page_texts
from eval.statistics import Share
from eval.tables.spec import Fact, Label

if TYPE_CHECKING:
    from eval.sides.embedding import Vectors


class Letters:
    """A model that knows letters only: vectors of their counts."""

    def encode_queries(self, texts: list[str]) -> Vectors:
        counts = np.array(
            [
                [text.lower().count(letter) + 0.01 for letter in "abcdefghijklmnopqrstuvwxyzåäö"]
                for text in texts
            ],
            np.float32,
        )
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)

    encode_passages = encode_queries


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as running:
        yield running


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / f"{REPORT}.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(case_to_line(case) + "\n" for case in cases()), encoding="utf-8")
    return file


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "same_model", Letters)


def case(*values: str, **more: object) -> Case:
    return Case("c", "r", "table_cell", "Paljonko?", values, **more)  # type: ignore[arg-type]  # any field


def test_a_text_holds_the_answer_with_its_sign_and_nothing_glued_to_it() -> None:
    assert answers.holds(case("−12,5"), ["menot -12,5 milj. euroa"])
    assert not answers.holds(case("−12,5"), ["menot -12,55 milj. euroa"])
    assert not answers.holds(case("-12,5"), ["menot 12,5 milj. euroa"])
    assert not answers.holds(case("12,5"), [])


def test_several_values_may_stand_in_several_texts_but_all_must() -> None:
    both = case("12", "34", match="all")
    assert answers.holds(both, ["on 12", "on 34"])
    assert not answers.holds(both, ["on 12"])


def test_the_operands_of_a_computed_answer_are_enough() -> None:
    computed = case("22", evidence=("34", "12"))
    assert answers.holds(computed, ["34 ja 12"])
    assert not answers.holds(computed, ["34 ja 13"])


def test_what_has_no_right_text_is_left_out() -> None:
    texts = {REPORT: (TEXT,)}
    assert [one.id for one in answers.comparable(cases(), texts)] == ["c-1", "c-2", "c-3"]
    assert answers.comparable(cases(), {}) == ()


def test_reports_are_read_page_by_page_the_pdf_first(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for line in ("Tuotot 12,5", "Kulut 11,0"):
        canvas.drawString(72, 700, line)
        canvas.showPage()
    canvas.save()
    (tmp_path / "a.txt").write_text("muuta", encoding="utf-8")
    document = Document()
    document.add_paragraph("Tulos oli hyvä.")
    row = document.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "Kulut", "11,0"
    document.save(str(tmp_path / "b.docx"))
    found = {stem: find_report(tmp_path, stem) for stem in ("a", "b", "c")}
    assert found["a"] == tmp_path / "a.pdf" and found["c"] is None
    assert [text.strip() for text in page_texts(found["a"])] == ["Tuotot 12,5", "Kulut 11,0"]
    assert found["b"] and page_texts(found["b"]) == ("Tulos oli hyvä.\nKulut 11,0",)


def test_a_broken_report_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"ei ole")
    with pytest.raises(Unreadable, match=r"a\.pdf"):
        page_texts(tmp_path / "a.pdf")


def test_lines_are_sentences_but_wrapped_ones_go_on() -> None:
    text = "Tulos parani. Kulut kasvoivat\nhieman vuoden aikana.\nTuotot 12,5\nKulut 11,0"
    assert sentences(text) == [
        "Tulos parani.", "Kulut kasvoivat hieman vuoden aikana.", "Tuotot 12,5", "Kulut 11,0"
    ]  # fmt: skip


def test_the_best_sentence_is_found_by_inflected_words_in_its_report_only() -> None:
    words = BestSentences({"a": ["Vuokrat 5,0\nPalvelut 6,0\nMuut 7,0"], "b": ["Palvelut 9,0"], "tyhjä": []})
    assert words.best("Paljonko palveluihin meni?", ("a",), 3) == ("Palvelut 6,0",)
    assert set(words.best("palvelut", ("a", "b"), 3)) == {"Palvelut 6,0", "Palvelut 9,0"}
    assert words.best("?!", ("a",), 3) == () == words.best("palvelut", ("tyhjä",), 3)


def test_the_plain_recipe_finds_the_nearest_piece_of_its_report() -> None:
    long = "xyz xyz " * 100
    plain = PlainRecipe(
        {"a": [long + "\n\n" + "kukka " * 150, "ööö"], "b": ["kukka"], "tyhjä": []}, Letters()
    )
    best = plain.best("kukka", ("a",), 5)
    assert len(best) == 3 and best[0].startswith("kukka") and all(len(piece) <= 1000 for piece in best)
    assert (
        plain.best("kukka", ("a", "b"), 1) == ("kukka",) or plain.best("kukka", ("a", "b"), 2)[1] == "kukka"
    )
    assert plain.best("kukka", ("tyhjä",), 5) == ()


def sides_of(stub: Stub) -> Mapping[str, tuple[Share, ...]]:
    with Service(stub.url) as service:
        records = {one.id: one for one in run(service, cases(), Settings(look=False))[1]}
        some = answers.comparable(cases(), {REPORT: (TEXT,)})
        return {
            side.name.split(":")[-1].strip(): side.tops
            for side in answers.sides(some, {REPORT: (TEXT,)}, Letters(), service, records)
        }


def test_every_side_is_measured_on_the_same_questions(stub: Stub) -> None:
    wanted = list(ROWS)
    stub.passages = [citation(wanted[0]), *(citation(wanted[1]) for _ in range(3)), citation(wanted[2])]
    stub.fault = lambda metric, reply: reply if metric == wanted[0] else good_reply("")
    found = sides_of(stub)
    assert [share.hits for share in found["pypdf, 1,000 characters, embeddings, FAISS"]] == [3, 3, 3]
    assert [share.hits for share in found["pypdf, BM25"]] == [3, 3, 3]
    assert [share.hits for share in found["Luku's passages, without its figures"]] == [1, 2, 3]
    assert [share.hits for share in found["all that, and the page cited"]] == [1]
    assert {share.of for tops in found.values() for share in tops} == {3}


@pytest.mark.usefixtures("letters")
def test_the_command_prints_a_table_from_a_run_or_asks(
    stub: Stub, reports: Path, case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["sides", "--cases", str(case_file), "--reports", str(reports), "--url", stub.url]
    assert main(asked) == DONE
    first = capsys.readouterr().out
    assert "| Luku: all that, and the page cited | 1.000 | 0.44–1.00 | – | – |" in first
    assert "Of all 4 questions Luku gets 4 exactly right" in first and "it refuses 1." in first
    with Service(stub.url) as service:
        run(service, cases(), Settings(look=False), tmp_path / "run")
    stub.asked.clear()
    assert main([*asked, "--run", str(tmp_path / "run")]) == DONE
    assert stub.asked == [] and capsys.readouterr().out == first


@pytest.mark.usefixtures("letters")
def test_a_run_of_other_cases_is_refused(
    stub: Stub, reports: Path, case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Service(stub.url) as service:
        run(service, cases()[:2], Settings(look=False), tmp_path / "run")
    asked = ["sides", "--cases", str(case_file), "--reports", str(reports), "--url", stub.url]
    assert main([*asked, "--run", str(tmp_path / "run")]) == WRONG_USE
    assert "lacks 2 of the cases" in capsys.readouterr().err


def test_wrong_use_is_told(
    stub: Stub, case_file: Path, reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sides"]) == WRONG_USE
    assert main(["sides", "--cases", str(case_file)]) == WRONG_USE
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["sides", "--cases", str(case_file), "--reports", str(empty), "--url", stub.url]) == WRONG_USE
    assert "3 questions are left out" in capsys.readouterr().err
    down = ["--url", "http://127.0.0.1:9"]
    assert main(["sides", "--cases", str(case_file), "--reports", str(reports), *down]) == NO_SERVICE


class Fixed:
    """Ranks the paragraph after the right one first, then the right one."""

    def rank(self, question: str) -> dict[str, list[int]]:
        right = int(question)
        return {"second": [right + 1, right], "first": [right], "none": []}


def test_rankings_are_measured() -> None:
    second, first, none = paragraphs.measured(Fixed(), ["0", "1", "2"])
    assert (second.hit_1, second.hit_10, second.mrr) == (0.0, 1.0, 0.5)
    assert second.ndcg_10 == pytest.approx(0.6309, abs=1e-4)
    assert (first.hit_1, first.mrr, first.ndcg_10) == (1.0, 1.0, 1.0)
    assert (none.hit_10, none.mrr) == (0.0, 0.0)
    assert "| second | 0.000 | 1.000 | 0.500 | 0.631 |" in paragraphs.markdown([second])


def test_the_product_ranks_by_words_by_meaning_and_by_both() -> None:
    from eval.sides.ranking import Rankings

    ranks = Rankings(["Vesilaitoksen tulos parani.", "Koulujen oppilasmäärä.", "öööö"], Letters())
    found = ranks.rank("vesilaitos")
    assert found["lexical"] == [0]
    assert sorted(found["dense"]) == [0, 1, 2] == sorted(found["fused"])
    assert found["fused"][0] == 0


def test_a_bad_line_of_paragraphs_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "p.jsonl"
    good = json.dumps({"text": "a", "question": "b"})
    file.write_text(f"{good}\n{good}\n{{}}\n", encoding="utf-8")
    assert len(paragraphs.read_paragraphs(file, 2)) == 2
    assert main(["sides", "--retrieval", str(file)]) == WRONG_USE
    assert "line 3" in capsys.readouterr().err


def test_a_number_must_stand_in_its_own_cell_of_the_right_row() -> None:
    fact = Fact(((Label("Palvelujen ostot"),),), ("2031",), Decimal("-1234000"), "EUR", 1000, "−1 234")
    assert readers.in_right_row(fact, [readers.read_row(["Palvelujen\nostot", None, "−1 234", "5"])])
    assert readers.in_right_row(fact, [readers.read_row(["Palvelujen ostot", "−1 234 1)"])])
    assert not readers.in_right_row(fact, [readers.read_row(["Palvelujen ostot", "−1 234 5 678"])])
    assert not readers.in_right_row(fact, [readers.read_row(["Palvelujen ostot", "1 234"])])
    assert not readers.in_right_row(fact, [readers.read_row(["Muut kulut", "−1 234"])])


def test_readers_of_tables_are_held_against_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pdfplumber")
    monkeypatch.setitem(sys.modules, "camelot", None)  # as if not installed
    found = readers.table_readers([3])
    assert list(found) == ["pdfplumber", "Luku"] and len({one.of for one in found.values()}) == 1
    assert found["Luku"].hits > 0
    assert "| Luku |" in readers.markdown(found)
