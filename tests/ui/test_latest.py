"""Work in a thread of which only the last counts, and when Python may collect meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from diary.ui.collecting import collection_pause, nothing_collected
from diary.ui.latest import Latest
from diary.ui.tasks import TaskRunner


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()


@pytest.fixture
def parent() -> QObject:
    return QObject()


def waiting(gate: threading.Event, result: str) -> Callable[[], str]:
    def work() -> str:
        assert gate.wait(10)
        return result

    return work


def test_what_was_asked_for_comes(tasks: TaskRunner, parent: QObject, qtbot: QtBot) -> None:
    latest, got = Latest(tasks, parent), list[str]()
    latest.want(lambda: "a", got.append)
    assert latest.is_busy
    qtbot.waitUntil(lambda: got == ["a"])
    assert not latest.is_busy


def test_only_the_last_of_many_comes(tasks: TaskRunner, parent: QObject, qtbot: QtBot) -> None:
    latest, got, gate = Latest(tasks, parent), list[str](), threading.Event()
    for each in ("a", "b", "c"):
        latest.want(waiting(gate, each), got.append)
    gate.set()
    qtbot.waitUntil(lambda: not latest.is_busy)
    assert got == ["c"]


def test_what_is_forgotten_never_comes(tasks: TaskRunner, parent: QObject, qtbot: QtBot) -> None:
    latest, got, gate = Latest(tasks, parent), list[str](), threading.Event()
    latest.want(waiting(gate, "a"), got.append)
    latest.forget()
    assert not latest.is_busy
    gate.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert got == []
    latest.want(lambda: "b", got.append)
    qtbot.waitUntil(lambda: got == ["b"])


def test_slow_work_is_told_and_its_end_too(
    tasks: TaskRunner, parent: QObject, qtbot: QtBot
) -> None:
    latest, told, gate = Latest(tasks, parent), list[bool](), threading.Event()
    latest.slowness_changed.connect(told.append)
    latest.want(waiting(gate, "a"), lambda _result: None)
    qtbot.waitUntil(lambda: told == [True])
    gate.set()
    qtbot.waitUntil(lambda: told == [True, False])


def test_a_mistake_in_the_work_is_heard_of_and_the_next_work_is_done(
    tasks: TaskRunner, parent: QObject, qtbot: QtBot
) -> None:
    latest, got = Latest(tasks, parent), list[str]()

    def wrong() -> str:
        raise ValueError("wrong")

    with qtbot.captureExceptions() as heard:
        latest.want(wrong, got.append)
        qtbot.waitUntil(lambda: not latest.is_busy)
    assert [str(error) for _kind, error, _trace in heard] == ["wrong"]
    latest.want(lambda: "b", got.append)
    qtbot.waitUntil(lambda: got == ["b"])


def test_python_collects_nothing_while_a_thread_works(
    tasks: TaskRunner, parent: QObject, qtbot: QtBot
) -> None:
    """What it collects there may be a widget, and those must go on the thread of the window."""
    latest, gate, was_on = Latest(tasks, parent), threading.Event(), list[bool]()

    def work() -> None:
        assert gate.wait(10)
        was_on.append(gc.isenabled())

    latest.want(work, lambda _result: None)
    with nothing_collected():
        gate.set()
    qtbot.waitUntil(gc.isenabled)
    assert was_on == [False]


def test_what_comes_after_its_page_has_gone_is_dropped(tasks: TaskRunner, qtbot: QtBot) -> None:
    """Another diary was opened while a chart was counted: its page is not there any more."""
    page, got, gate = QObject(), list[str](), threading.Event()
    latest = Latest(tasks, page)
    latest.want(waiting(gate, "a"), got.append)
    latest.want(waiting(gate, "b"), got.append)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    gate.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert got == []


def test_pauses_may_overlap(qtbot: QtBot) -> None:
    pause = collection_pause()
    with nothing_collected():
        pause.begin()
    assert not gc.isenabled()
    threading.Thread(target=pause.end_soon).start()
    qtbot.waitUntil(gc.isenabled)


def test_what_waits_for_the_end_of_all_pauses_is_done_once() -> None:
    pause, was_on = collection_pause(), list[bool]()

    def look() -> None:
        was_on.append(gc.isenabled())

    with nothing_collected():
        with nothing_collected():
            pause.when_over(look)
            pause.when_over(look)
        assert was_on == []
    assert was_on == [True]
    pause.when_over(look)
    assert was_on == [True, True]
    with nothing_collected():
        pass
    assert was_on == [True, True]
