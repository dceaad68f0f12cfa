"""Windows: a value below the Run key of the person's own part of the registry."""

from __future__ import annotations

import re
import subprocess
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from diary.bootstrap.start_at_login.entry import Entry
from diary.bootstrap.start_at_login.own_start import OwnStart, unwritable

KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
NAME = "Kneelog"
_BY_SHELL = re.compile(r'cmd\.exe /d /c start "" /b /d "([^"]*)" (.*)', re.DOTALL)
_WORD = re.compile(r'"([^"]*)"|(\S+)')


def registry() -> Any:  # noqa: ANN401 - a module that only one system has
    """The registry of this computer."""
    return import_module("winreg")


class RunKey(Entry):
    """The value of the program; `winreg` is the module of that name or what stands in for it."""

    def __init__(self, winreg: Any, start: OwnStart) -> None:  # noqa: ANN401 - see `registry`
        super().__init__(start)
        self._winreg = winreg

    def choose(self, *, is_on: bool) -> None:
        """Write the value or remove it."""
        winreg = self._winreg
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:
            if is_on:
                try:
                    winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, run_value(self._start))
                except ValueError as error:
                    raise unwritable(self._start) from error
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(key, NAME)

    def _entered(self) -> OwnStart | None:
        winreg = self._winreg
        text = ""
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
            text = str(winreg.QueryValueEx(key, NAME)[0])
        by_shell = _BY_SHELL.match(text)
        folder, command = (None, text) if by_shell is None else (Path(by_shell[1]), by_shell[2])
        words = tuple(quoted or bare for quoted, bare in _WORD.findall(command))
        return OwnStart(words, folder) if words else None


def run_value(start: OwnStart) -> str:
    """The text of the value; a command that needs a folder is started by the shell."""
    command = subprocess.list2cmdline(start.words)
    if start.folder is None:
        return command
    return f'cmd.exe /d /c start "" /b /d "{start.folder}" {command}'
