"""One window a diary: the window that has it listens, and comes to the front when it is asked to.

Only programs of the same user may ask. The name of the socket says nothing about the diary.
"""

from __future__ import annotations

import hashlib
import os
from getpass import getuser
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 1_500
_ASKED, _DONE = b"show\n", b"shown\n"
# What lets the window manager give the focus to a window that did not ask for it by itself.
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - the name of a variable
_LONGEST = 1_000
# Python's other threads stand still while Qt waits.
_SLICE_MS = 20


def socket_name(path: Path) -> str:
    """The name under which the window of a diary listens; the same for every way to the file."""
    try:
        user = getuser()
    except (OSError, KeyError):  # a user without a name
        user = str(os.getuid()) if hasattr(os, "getuid") else ""
    # The user's own folder of this session where there is one, else what Qt takes.
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    text = f"{user}\0{path.resolve()}"
    name = "kneelog-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return str(Path(folder, name)) if folder and Path(folder).is_dir() else name


def ask_to_show(path: Path, timeout_ms: int = ANSWER_MS) -> bool:
    """Ask the window that has a diary to come to the front; True when it answered. Waits."""
    socket = QLocalSocket()
    answer, until = b"", monotonic() + timeout_ms / 1000
    socket.connectToServer(socket_name(path))
    # Where nobody listens the system says so at once; a busy one may take its time to join the two.
    while not socket.waitForConnected(_SLICE_MS):
        is_on_its_way = socket.state() == QLocalSocket.LocalSocketState.ConnectingState
        if not is_on_its_way or monotonic() >= until:
            return False
    socket.write(os.environ.get(_TOKEN, "").encode()[:_LONGEST] + b" " + _ASKED)
    while _DONE not in answer and monotonic() < until:
        if socket.waitForReadyRead(_SLICE_MS):
            answer += socket.readAll().data()
        elif socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
            break
    socket.abort()
    return _DONE in answer


class OneInstance(QObject):
    """Listens for the window of one diary; `show_requested` asks it to come to the front."""

    show_requested = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)

    def listen(self, path: Path) -> None:
        """Listen for this diary, and for no other; whoever calls has the diary's lock."""
        self._server.close()
        name = socket_name(path)
        # A program that was killed leaves its socket behind.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    @Slot()
    def _on_server_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._on_socket_ready_read)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _on_socket_ready_read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if socket.bytesAvailable() > _LONGEST + len(_ASKED) + 1:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        token, _blank, asked = bytes(socket.readLine().data()).rpartition(b" ")
        if asked == _ASKED:
            if token:
                os.environ[_TOKEN] = token.decode("ascii", "replace")
            self.show_requested.emit()
            socket.write(_DONE)
            socket.flush()
