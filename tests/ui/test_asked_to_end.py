"""A signal closes the window in order; a real program at its end is in tests/surroundings."""

import os
import signal
import sys
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from diary.ui.asked_to_end import asked_to_end

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a program cannot be asked there")
NUMBERS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


@pytest.fixture(autouse=True)
def _handlers_as_before() -> Iterator[None]:
    """Signals do what they do in a terminal, also where the tests run behind `nohup` or `&`."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in NUMBERS}
    yield
    left = {number: signal.signal(number, handler) for number, handler in before.items()}
    assert left == dict.fromkeys(NUMBERS, signal.SIG_DFL)


def _has(asked: list[bool], count: int) -> bool:
    return len(asked) == count


@pytest.mark.parametrize("number", NUMBERS)
def test_each_signal_asks_as_often_as_it_comes(number: signal.Signals, qtbot: QtBot) -> None:
    asked: list[bool] = []
    with asked_to_end(lambda: asked.append(True)):
        for count in (1, 2):
            os.kill(os.getpid(), number)
            qtbot.waitUntil(partial(_has, asked, count))


def test_what_is_ignored_stays_ignored(qtbot: QtBot) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        asked: list[bool] = []
        with asked_to_end(lambda: asked.append(True)):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            os.kill(os.getpid(), signal.SIGHUP)
            os.kill(os.getpid(), signal.SIGTERM)
            qtbot.waitUntil(lambda: bool(asked))
        assert len(asked) == 1
    finally:
        signal.signal(signal.SIGHUP, before)
