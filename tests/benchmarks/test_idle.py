"""What wakes an idle window is found: a quick timer, and the calls that strace wrote."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.benchmarks.idle import returned_in
from tests.benchmarks.idleness import LEAST_INTERVAL_MS, short_timers, watch_idle

LOG = """\
101 poll([{fd=4, events=POLLIN}], 1, 250 <unfinished ...>
102 futex(0x7f, FUTEX_WAIT_PRIVATE, 2, NULL) = 0
101 <... poll resumed>) = 0 (Timeout)
103 +++ exited with 0 +++
"""


def test_a_quick_timer_is_found_and_counted(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    window.setObjectName("here")
    qtbot.addWidget(window)
    slow, once, quick = QTimer(window), QTimer(window), QTimer(window)
    slow.start(LEAST_INTERVAL_MS)
    once.setSingleShot(True)
    once.start(100)
    assert not [each for each in short_timers() if "here" in each]
    quick.start(10)
    assert [each for each in short_timers() if "here" in each] == ["QWidget here every 10 ms"]
    idle = watch_idle(0.3)
    assert "QWidget here every 10 ms" in idle.timers
    assert idle.wakes_a_second > 10
    assert idle.fired["QTimer"] > 10


def test_waits_that_return_are_counted_once() -> None:
    assert returned_in(LOG) == {"futex": 1, "poll": 1}


def test_a_timer_without_a_place_is_found_too(qapp: QApplication) -> None:
    alone = QTimer()
    alone.start(5000)
    assert "nobody every 5000 ms" in short_timers()
    alone.stop()
    assert "nobody every 5000 ms" not in short_timers()
    assert isinstance(alone, QObject)
