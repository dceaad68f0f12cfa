"""Linux and its relatives: a file in the autostart folder of the desktop (XDG autostart)."""

from __future__ import annotations

from pathlib import Path

from diary.bootstrap.start_at_login.own_start import OwnStart
from diary.paths import PROGRAM
from diary.services.new_files import write_whole

# What would mean something to whoever reads the line, once in quotes and once in the file.
_RESERVED = ("\\", '"', "`", "$")


class AutostartFile:
    """A desktop entry in `folder`, which need not exist yet."""

    def __init__(self, folder: Path, start: OwnStart) -> None:
        self._file = folder / f"{PROGRAM}.desktop"
        self._start = start

    def is_on(self) -> bool:
        """True when the entry is there and not switched off by the desktop."""
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False
        keys = {line.replace(" ", "").casefold() for line in lines}
        return not keys & {"hidden=true", "x-gnome-autostart-enabled=false"}

    def choose(self, *, is_on: bool) -> None:
        """Write the entry or remove it."""
        if not is_on:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._file, desktop_entry(self._start).encode())


def desktop_entry(start: OwnStart) -> str:
    """The text of the file."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Kneelog",
        f"Exec={' '.join(map(_quoted, start.words))}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    ]
    if start.folder is not None:
        lines.insert(4, f"Path={_escaped(str(start.folder))}")
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    for sign in _RESERVED:
        word = word.replace(sign, f"\\{sign}")
    return _escaped('"' + word.replace("%", "%%") + '"')


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n")
