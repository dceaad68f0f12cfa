"""One window a diary, tried with real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from diary import bootstrap
from diary.bootstrap import window as program
from diary.bootstrap.locks import DiaryLocks
from diary.domain.diary import Diary
from diary.ui import prompts
from diary.ui.one_instance import OneInstance, ask_to_show, socket_name

ROOT = Path(__file__).parents[2]
Process = subprocess.Popen[str]
Start = Callable[[], Process]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "My knees.sqlite3"


# ---- asking and answering -------------------------------------------------------------------


@pytest.fixture
def listening(path: Path, qapp: QObject) -> Iterator[OneInstance]:
    parent = QObject()
    instance = OneInstance(parent)
    instance.listen(path)
    yield instance
    parent.deleteLater()


def asked(path: Path, qtbot: QtBot) -> bool:
    """Ask as another program does, while the window of this one goes on."""
    with ThreadPoolExecutor(1) as other:
        answer = other.submit(ask_to_show, path)
        qtbot.waitUntil(answer.done)
        return answer.result()


def test_the_window_is_asked_and_answers(listening: OneInstance, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listening.show_requested):
        assert asked(path, qtbot)


def test_only_the_diary_that_is_shown_answers(
    listening: OneInstance, path: Path, qtbot: QtBot
) -> None:
    other = path.with_name("Ben.sqlite3")
    assert not asked(other, qtbot)
    listening.listen(other)
    assert not asked(path, qtbot)
    assert asked(other, qtbot)


def test_a_link_leads_to_the_same_window(path: Path, tmp_path: Path) -> None:
    path.touch()
    (tmp_path / "link.sqlite3").symlink_to(path)
    assert socket_name(tmp_path / "link.sqlite3") == socket_name(path)
    assert "knees" not in socket_name(path)


def test_only_the_owner_may_ask(listening: OneInstance, path: Path) -> None:
    assert listening.full_name()
    assert Path(listening.full_name()).stat().st_mode & 0o077 == 0


def test_what_is_not_a_question_is_not_answered(
    listening: OneInstance, path: Path, qtbot: QtBot
) -> None:
    for content in (b"something else\n", b"x" * 5000):
        socket = QLocalSocket()
        with qtbot.assertNotEmitted(listening.show_requested):
            socket.connectToServer(socket_name(path))
            socket.write(content)
            qtbot.waitUntil(lambda socket=socket: not socket.bytesToWrite())
        socket.abort()
    assert asked(path, qtbot)


def test_a_socket_that_was_left_behind_is_in_nobodys_way(path: Path, qtbot: QtBot) -> None:
    name = Path(socket_name(path))
    place = name if name.is_absolute() else Path("/tmp") / name  # noqa: S108 - where Qt puts it
    place.write_bytes(b"")
    parent = QObject()
    OneInstance(parent).listen(path)
    assert asked(path, qtbot)
    parent.deleteLater()


# ---- whole programs -------------------------------------------------------------------------


@pytest.fixture
def start(path: Path, tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts the program on the diary, in folders of its own."""
    started: list[Process] = []
    kinds = ("CACHE", "CONFIG", "DATA", "STATE")
    folders = {f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in kinds}

    def make() -> Process:
        process = subprocess.Popen(
            [sys.executable, "-m", "diary", "--diary", str(path)],
            cwd=ROOT,
            env={**os.environ, **folders},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield make
    for process in started:
        process.kill()
        process.communicate()


def shown(path: Path, qtbot: QtBot) -> None:
    """Wait until a window has the diary and answers."""
    qtbot.waitUntil(lambda: ask_to_show(path), timeout=30_000)


def test_a_second_start_leads_to_the_first_window(start: Start, path: Path, qtbot: QtBot) -> None:
    first = start()
    shown(path, qtbot)
    second = start()
    said, complaint = second.communicate(timeout=30)
    assert second.returncode == 0
    assert said == (
        "The diary “My knees” is open already. Its window was asked to come to the front.\n"
    )
    assert complaint == ""
    assert first.poll() is None


def test_what_a_killed_program_leaves_behind_blocks_nothing(
    start: Start, path: Path, qtbot: QtBot
) -> None:
    first = start()
    shown(path, qtbot)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert not ask_to_show(path)
    second = start()
    shown(path, qtbot)
    assert second.poll() is None
    second.send_signal(signal.SIGKILL)
    second.wait()
    store = bootstrap.open_store(path)
    assert store.load() == Diary()
    store.close()


def test_a_window_that_is_just_closing_is_waited_for(
    path: Path, qapp: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing, mine, turns = DiaryLocks(), DiaryLocks(), []
    assert closing.take(path)

    def passing(_seconds: float) -> None:
        turns.append(1)
        if len(turns) == 3:
            closing.give_back(path)

    monkeypatch.setattr(program, "sleep", passing)
    assert program._given_way(path, mine) is None
    assert len(turns) == 3
    assert not closing.take(path)


def test_a_window_that_does_not_answer_is_named_in_the_end(
    path: Path,
    qapp: QObject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other, told = DiaryLocks(), []
    assert other.take(path)
    monkeypatch.setattr(program, "WAIT_S", 0.0)
    monkeypatch.setattr(program, "sleep", lambda _seconds: None)
    monkeypatch.setattr(prompts, "say_before_the_window", told.append)
    assert program._given_way(path, DiaryLocks()) == program.NOTHING_CHANGED
    assert told == ["The diary “My knees” is open in another window."]
    assert told[0] in capsys.readouterr().err
