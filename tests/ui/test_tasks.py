import threading

import pytest
from pytestqt.qtbot import QtBot

from diary.services.ports import Progress
from diary.ui.tasks import TaskRunner


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
