"""Scores held against the expected ones, which stand in a file beside the command that makes them.

expected.toml has a table for each set of cases:

    [samples]
    command = "make eval"                       # makes the scores
    cases = "build/samples/*.jsonl"             # from these
    questions = 205                             # so many; another number is another set of cases
    near = 0.02                                 # so far below the expected score is "near"
    [samples.scores]
    exact = 0.93                                # shares: at least
    untraced = 0                                # untraced, errors, ece and *_ms: at most
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from eval.score import Scores

LESS_IS_BETTER = ("untraced", "errors", "ece", "p50_ms", "p95_ms")
OK, NEAR, FAIL = "OK", "near", "FAIL"


class BadExpectations(ValueError):
    """The file of expected scores cannot be used: which file, what is wrong."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The scores that a command over some cases is expected to make. `near` is a difference of scores."""

    name: str
    command: str
    cases: str
    questions: int
    near: float
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Check:
    """One score against the expected one. `got` is None where the run has no such score."""

    name: str
    expected: float
    got: float | None
    result: str


def read_expected(name: str, file: Path | None = None) -> Expected:
    """One table of the file, by default of eval/expected.toml. Raises `BadExpectations`."""
    place = str(file or "eval/expected.toml")
    try:
        text = (file or files("eval") / "expected.toml").read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise BadExpectations(f"{place} cannot be read: {error}") from error
    if name not in data:
        raise BadExpectations(f"{place} has no table [{name}], only {', '.join(data) or 'none'}")
    return _expected(name, data[name], place)


def _expected(name: str, data: object, place: str) -> Expected:
    where = f"{place}, [{name}]"
    if not isinstance(data, dict):
        raise BadExpectations(f"{where} is no table")
    scores = data.get("scores")
    if not isinstance(scores, dict) or not scores or not all(_is_number(value) for value in scores.values()):
        raise BadExpectations(f"{where} has no numbers in [{name}.scores]")
    for text in ("command", "cases"):
        if not isinstance(data.get(text), str):
            raise BadExpectations(f"{where} has no text in {text!r}")
    questions, near = data.get("questions"), data.get("near", 0.02)
    if type(questions) is not int or not _is_number(near):
        raise BadExpectations(f"{where}: 'questions' is a whole number, 'near' a difference of scores")
    return Expected(name, data["command"], data["cases"], questions, float(near), scores)


def check(scores: Scores, expected: Expected) -> tuple[Check, ...]:
    """Each expected score against the run's. The number of questions must be the very one."""
    got = scores.numbers()
    checks = []
    for name, wanted in expected.scores.items():
        value = got.get(name)
        checks.append(Check(name, wanted, value, _result(name, wanted, value, expected.near)))
    asked = scores.whole.exact.of
    result = OK if asked == expected.questions else FAIL
    return (Check("questions", expected.questions, asked, result), *checks)


def _result(name: str, wanted: float, got: float | None, near: float) -> str:
    if got is None:
        return FAIL
    short = got - wanted if name in LESS_IS_BETTER else wanted - got
    if short <= 1e-9:
        return OK
    return NEAR if short <= near + 1e-9 else FAIL


def checked(checks: tuple[Check, ...], expected: Expected) -> str:
    """The checks as plain text, with what makes the scores."""
    lines = [f"{expected.name}: {expected.command} ({expected.cases})"]
    for item in checks:
        got = "-" if item.got is None else f"{item.got:.3f}"
        lines.append(f"{item.result:>5}  {item.name:28}{got:>10}  expected {item.expected:.3f}")
    return "\n".join(lines)


def passed(checks: tuple[Check, ...]) -> bool:
    return all(item.result != FAIL for item in checks)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
