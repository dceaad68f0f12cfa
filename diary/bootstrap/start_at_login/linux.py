"""Linux and its relatives: a file in the autostart folder of the desktop (XDG autostart)."""

from __future__ import annotations

import re
from pathlib import Path

from diary.bootstrap.start_at_login.entry import FileEntry
from diary.bootstrap.start_at_login.own_start import OwnStart
from diary.paths import PROGRAM

# What would mean something to whoever reads the line, once in quotes and once in the file.
_RESERVED = ("\\", '"', "`", "$")
_GROUP = "[Desktop Entry]"
_ENABLED = "X-GNOME-Autostart-enabled"
_WORD = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')
_IN_FILE = {"s": " ", "n": "\n", "t": "\t", "r": "\r"}


class AutostartFile(FileEntry):
    """A desktop entry in `folder`."""

    def __init__(self, folder: Path, start: OwnStart) -> None:
        super().__init__(folder / f"{PROGRAM}.desktop", start)

    def _content(self, start: OwnStart) -> bytes:
        return desktop_entry(start).encode()

    def _entered(self) -> OwnStart | None:
        try:
            text = self._file.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return None
        _before, _group, rest = text.partition(_GROUP)
        pairs = (line.partition("=") for line in rest.partition("\n[")[0].splitlines())
        keys = {key.strip().casefold(): value.strip() for key, _is, value in pairs}
        is_off = keys.get("hidden") == "true" or keys.get(_ENABLED.casefold()) == "false"
        if is_off or not keys.get("exec"):
            return None
        folder = keys.get("path")
        return OwnStart(_words(keys["exec"]), Path(_plain(folder)) if folder else None)


def desktop_entry(start: OwnStart) -> str:
    """The text of the file."""
    lines = [
        _GROUP,
        "Type=Application",
        "Name=Kneelog",
        f"Exec={' '.join(map(_quoted, start.words))}",
        "Terminal=false",
        f"{_ENABLED}=true",
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


def _words(line: str) -> tuple[str, ...]:
    """The words of a command, read as `_quoted` writes them."""
    found = _WORD.findall(_plain(line))
    words = (re.sub(r"\\(.)", r"\1", quoted) or bare for quoted, bare in found)
    return tuple(word.replace("%%", "%") for word in words)


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda sign: _IN_FILE.get(sign[1], sign[1]), value)
