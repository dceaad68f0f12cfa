"""Closes the window in order when the system asks the program to end: what was entered is written.

A terminal that closes, Ctrl+C in it, the end of a session and `kill` all send a signal, which would
end the program in the middle of whatever it does.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from PySide6.QtCore import QObject, QSocketNotifier, Slot

# Windows has no terminal that hangs up.
_NAMES = ("SIGTERM", "SIGINT", "SIGHUP")
_MOST = 256


class _Bell(QObject):
    """Rings on the thread of the window; Python's own handlers wait while Qt does."""

    def __init__(self, wire: socket.socket, end: Callable[[], object]) -> None:
        super().__init__()
        self._wire = wire
        self._end = end
        self._notifier = QSocketNotifier(wire.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)

    def be_still(self) -> None:
        """Ring no more; the wire can be taken away."""
        self._notifier.setEnabled(False)
        self.deleteLater()

    @Slot()
    def _on_notifier_activated(self) -> None:
        with suppress(BlockingIOError):
            self._wire.recv(_MOST)
        self._end()


@contextmanager
def asked_to_end(end: Callable[[], object]) -> Iterator[None]:
    """Call `end` whenever one of these signals comes inside this; the process lives on.

    A signal that is ignored already stays so, as `nohup` wants it.
    """
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    # None = a handler that Python did not set, and cannot put back.
    kept = (signal.SIG_IGN, None)
    taken = {number: each for number, each in before.items() if each not in kept}
    reading, writing = socket.socketpair()
    with closing(reading), closing(writing):
        reading.setblocking(False)
        writing.setblocking(False)
        bell = _Bell(reading, end)
        old = signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        try:
            for number in taken:
                # Only the wire tells of it; without a handler nothing would be written to it.
                signal.signal(number, lambda _number, _frame: None)
            yield
        finally:
            signal.set_wakeup_fd(old)
            for number, handler in taken.items():
                signal.signal(number, handler)
            bell.be_still()
