"""Two things nobody has a reason to touch: a listener on this computer, and a picture in a file."""

from __future__ import annotations

import base64
import os
import socket
import threading
from pathlib import Path

from tests.leaks.ground import Ended
from tests.leaks.trace import calls

_PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
_LONG_AGO = 1_000_000_000


class Traps:
    """`web` is an address of this computer, `file` a picture; both remember who came."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "canary.png"
        self.path.write_bytes(base64.b64decode(_PIXEL))
        self.asked: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.web = f"http://127.0.0.1:{self.port}"
        self.file = str(self.path)
        threading.Thread(target=self._listen, daemon=True).start()
        self.arm()

    def arm(self) -> None:
        """Forget who came; a file that is read gets a newer time of reading than this one."""
        self.asked.clear()
        os.utime(self.path, (_LONG_AGO, _LONG_AGO + 1))

    def sprung(self, ended: Ended | None = None) -> list[str]:
        """Who came, as the listener, the file and the trace of a program tell."""
        came = [f"asked for {each}" for each in self.asked]
        if self.path.stat().st_atime > _LONG_AGO + 1:
            came.append("the picture was read")
        if Path(f"{self.file}.ran").exists():
            came.append("a command was run")
        if ended is not None:
            came += [f"{ended.name}: {each}" for each in self._in_trace(ended)]
        return came

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()

    def _in_trace(self, ended: Ended) -> list[str]:
        found = []
        for call in calls(ended.trace):
            if call.name == "connect" and f"htons({self.port})" in call.arguments:
                found.append("went to the listener")
            elif call.name.startswith("open") and self.file in call.texts():
                found.append("opened the picture")
        return found

    def _listen(self) -> None:
        while True:
            try:
                guest, _address = self._socket.accept()
            except OSError:
                return
            with guest:
                guest.settimeout(1)
                try:
                    line = guest.recv(400).decode("latin-1").partition("\r\n")[0]
                except OSError:
                    line = "?"
                self.asked.append(line)
