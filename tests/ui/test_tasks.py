import gc
import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from diary.services.ports import Progress
from diary.ui.tasks import TaskRunner

# More steps than are done before anybody can ask for the end.
_MANY = 1_000_000


def unexpected(error: Exception) -> None:
    pytest.fail(str(error))


def test_results_and_progress_come_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    runner, seen = TaskRunner(), []
    told: list[tuple[int, int]] = []

    def work(progress: Progress) -> str:
        progress(1, 2)
        return f"{threading.current_thread() is not threading.main_thread()}"

    def done(result: str) -> None:
        seen.append((result, threading.current_thread() is threading.main_thread()))

    task = runner.run(work, done, unexpected)
    task.progressed.connect(lambda *step: told.append(step))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("True", True)]
    assert told == [(1, 2)]
    assert not runner.is_busy


def test_an_error_is_delivered(qtbot: QtBot) -> None:
    runner, errors = TaskRunner(), list[Exception]()

    def work(_progress: Progress) -> None:
        raise OSError("gone")

    runner.run(work, lambda _result: pytest.fail("it failed"), errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "gone"


def test_a_task_that_is_cancelled_delivers_what_it_has(qtbot: QtBot) -> None:
    runner, go, seen = TaskRunner(), threading.Event(), list[int]()

    def work(progress: Progress) -> int:
        go.wait(5)
        return next(step for step in range(100) if not progress(step, 100))

    task = runner.run(work, seen.append, unexpected)
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [0]


def test_closing_joins_the_threads_and_delivers_nothing_more(qtbot: QtBot) -> None:
    runner, go, ended = TaskRunner(), threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        go.wait(5)
        ended.set()

    runner.run(work, lambda _result: pytest.fail("delivered"), unexpected)
    go.set()
    runner.close()
    assert ended.is_set()
    assert not runner.is_busy


def test_closing_asks_the_work_to_stop(qtbot: QtBot) -> None:
    runner, begun, asked = TaskRunner(), threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        if any(not progress(step, _MANY) for step in range(_MANY)):
            asked.set()

    runner.run(work, lambda _result: pytest.fail("delivered"), unexpected)
    assert begun.wait(5)
    runner.close()
    assert asked.is_set()


class Held:
    """Says on which thread it went."""

    def __init__(self, gone_on: list[threading.Thread]) -> None:
        self._gone_on = gone_on

    def __del__(self) -> None:
        self._gone_on.append(threading.current_thread())


def test_nothing_of_a_task_stays_and_nothing_goes_on_another_thread(qtbot: QtBot) -> None:
    runner, gone_on, results = TaskRunner(), list[threading.Thread](), list[bool]()

    def started() -> weakref.ref[object]:
        needed = Held(gone_on)

        def work(_progress: Progress) -> Held:
            assert needed is not None
            return Held(gone_on)

        return weakref.ref(
            runner.run(work, lambda result: results.append(bool(result)), unexpected)
        )

    gc.disable()
    try:
        tasks = [started() for _ in range(60)]
        qtbot.waitUntil(lambda: not runner.is_busy)
        runner.close()
        assert results == [True] * 60
        assert [each for each in tasks if each() is not None] == []
        assert gone_on == [threading.main_thread()] * 120
    finally:
        gc.enable()
