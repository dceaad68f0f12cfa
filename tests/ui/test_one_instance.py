"""One window a diary, tried with real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from diary import bootstrap
from diary.bootstrap import window as program
from diary.bootstrap.locks import DiaryLocks
from diary.domain.diary import Diary
from diary.ui import one_instance, prompts
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
    socket = listening._server.fullServerName()
    assert socket
    assert Path(socket).stat().st_mode & 0o077 == 0


def _has_sent(socket: QLocalSocket) -> bool:
    return not socket.bytesToWrite()


def test_what_is_not_a_question_is_not_answered(
    listening: OneInstance, path: Path, qtbot: QtBot
) -> None:
    for content in (b"something else\n", b"x" * 5000):
        socket = QLocalSocket()
        with qtbot.assertNotEmitted(listening.show_requested):
            socket.connectToServer(socket_name(path))
            socket.write(content)
            qtbot.waitUntil(partial(_has_sent, socket))
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
    closing, mine = DiaryLocks(), DiaryLocks()
    asked: list[Path] = []
    assert closing.take(path)

    def nobody_answers(place: Path) -> bool:
        asked.append(place)
        if len(asked) == 3:
            closing.give_back(path)
        return False

    monkeypatch.setattr(one_instance, "ask_to_show", nobody_answers)
    assert program._given_way(path, mine) is None
    assert len(asked) == 3
    assert not closing.take(path)


def test_a_window_that_does_not_answer_is_named_in_the_end(
    path: Path,
    qapp: QObject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = DiaryLocks()
    told: list[str] = []
    assert other.take(path)
    monkeypatch.setattr(program, "WAIT_S", 0.0)
    monkeypatch.setattr(prompts, "say_before_the_window", told.append)
    assert program._given_way(path, DiaryLocks()) == program.NOTHING_CHANGED
    assert told == ["The diary “My knees” is open in another window."]
    assert told[0] in capsys.readouterr().err


_TYPES_AND_CLOSES = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from diary.bootstrap.window import run_window
from diary.ui import application

show = application.show_window

def shown(parts):
    window = show(parts)
    def type_and_close():
        window.commands.do("no_pain")
        QTimer.singleShot(0, window.close)
    window.context.bridge.diary_ready.connect(type_and_close)
    return window

application.show_window = shown
sys.exit(run_window(Path(sys.argv[1])))
"""


def test_a_program_that_ends_leaves_a_backup_and_no_lock(path: Path, tmp_path: Path) -> None:
    kinds = ("CACHE", "CONFIG", "DATA", "STATE")
    done = subprocess.run(
        [sys.executable, "-c", _TYPES_AND_CLOSES, str(path)],
        cwd=ROOT,
        env={**os.environ, **{f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in kinds}},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    [backup] = (tmp_path / "backups" / "My knees").glob("*.sqlite3")
    assert "close" in backup.name
    assert DiaryLocks().take(path)
    store = bootstrap.open_store(path)
    assert store.load().days
    store.close()
