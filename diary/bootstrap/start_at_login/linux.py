"""Linux and its relatives: a file in the autostart folder of the desktop (XDG autostart)."""

from __future__ import annotations

import re
from pathlib import Path

from diary.bootstrap.start_at_login.own_start import OwnStart, can_start, unwritable
from diary.paths import PROGRAM
from diary.services.new_files import write_whole

# What would mean something to whoever reads the line, once in quotes and once in the file.
_RESERVED = ("\\", '"', "`", "$")
_GROUP = "[Desktop Entry]"
_ENABLED = "X-GNOME-Autostart-enabled"
_WORD = re.compile(r'"((?:\\.|[^"\\])*)"|(\S+)')
_IN_FILE = {"s": " ", "n": "\n", "t": "\t", "r": "\r"}


class AutostartFile:
    """A desktop entry in `folder`, which need not exist yet."""

    def __init__(self, folder: Path, start: OwnStart) -> None:
        self._file = folder / f"{PROGRAM}.desktop"
        self._start = start

    def is_on(self) -> bool:
        """True when the entry starts a program that is there; the desktop may switch it off."""
        return can_start(self._entered())

    def renew(self) -> None:
        """Name this program in an entry whose program is gone."""
        entered = self._entered()
        if entered is not None and not can_start(entered):
            self.choose(is_on=True)

    def choose(self, *, is_on: bool) -> None:
        """Write the entry or remove it."""
        if not is_on:
            self._file.unlink(missing_ok=True)
            return
        try:
            content = desktop_entry(self._start).encode()
        except UnicodeEncodeError as error:
            raise unwritable(self._start) from error
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._file, content)

    def _entered(self) -> OwnStart | None:
        """What the entry starts; None without one, or where it is switched off."""
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
