"""Windows: a value below the Run key of the person's own part of the registry."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from importlib import import_module
from typing import Any

from diary.bootstrap.start_at_login.own_start import OwnStart

KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
NAME = "Kneelog"


def registry() -> Any:  # noqa: ANN401 - a module that only one system has
    """The registry of this computer."""
    return import_module("winreg")


class RunKey:
    """The value of the program; `winreg` is the module of that name or what stands in for it."""

    def __init__(self, winreg: Any, start: OwnStart) -> None:  # noqa: ANN401 - see `registry`
        self._winreg = winreg
        self._start = start

    def is_on(self) -> bool:
        """True when the value is there."""
        winreg = self._winreg
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
            text, _kind = winreg.QueryValueEx(key, NAME)
            return bool(text)
        return False

    def choose(self, *, is_on: bool) -> None:
        """Write the value or remove it."""
        winreg = self._winreg
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:
            if is_on:
                winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, run_value(self._start))
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(key, NAME)


def run_value(start: OwnStart) -> str:
    """The text of the value; a command that needs a folder is started by the shell."""
    command = subprocess.list2cmdline(start.words)
    if start.folder is None:
        return command
    return f'cmd.exe /d /c start "" /b /d "{start.folder}" {command}'
