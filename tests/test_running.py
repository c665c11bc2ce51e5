"""The running service: what is loaded beforehand, and that a fault there costs nobody anything else."""

from __future__ import annotations

import asyncio
import threading

import pytest
from fakes import FakeLibrary, fake_answer
from own_loop import alone

import service.running
from index.contract import Suggestion
from index.words import Keys
from service.running import RunningService
from service.settings import Settings


@pytest.fixture(autouse=True)
def engine_loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes that the engine of charts is loaded instead of loading it."""
    loaded: list[str] = []
    monkeypatch.setattr(service.running, "load_engine", lambda: loaded.append("charts"))
    return loaded


def test_what_somebody_would_wait_for_is_loaded_once_questions_are_answered(
    library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, engine_loads: list[str]
) -> None:
    running = RunningService(Settings(), library, fake_answer)

    def words(text: str) -> tuple[Keys, ...]:
        assert running.ready
        engine_loads.append("morphology")
        return ()

    monkeypatch.setattr(library, "words", words)
    alone(running.warm_up())
    assert engine_loads == ["morphology", "charts"]


def test_a_warm_up_that_fails_is_logged_and_nothing_else_fails(
    library: FakeLibrary,
    monkeypatch: pytest.MonkeyPatch,
    engine_loads: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        raise ZeroDivisionError

    monkeypatch.setattr(library, "suggest", broken)
    running = RunningService(Settings(), library, fake_answer)
    alone(running.warm_up())
    assert running.ready and running.failure is None
    assert "warm-up of names to suggest failed" in caplog.text
    assert engine_loads == ["charts"]


def test_a_service_that_ends_does_not_load_the_rest(
    library: FakeLibrary, monkeypatch: pytest.MonkeyPatch, engine_loads: list[str]
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def words(text: str) -> tuple[Keys, ...]:
        begun.set()
        assert go_on.wait(20)
        return ()

    monkeypatch.setattr(library, "words", words)

    async def end_meanwhile() -> bool:
        warming = asyncio.create_task(RunningService(Settings(), library, fake_answer).warm_up())
        await asyncio.to_thread(begun.wait, 20)
        warming.cancel()
        go_on.set()
        await asyncio.wait({warming})
        return warming.cancelled()

    assert alone(end_meanwhile())
    assert engine_loads == []
