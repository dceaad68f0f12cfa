"""How this program is started again: the installed command, else Python and the package."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from diary import paths

IN_TRAY = "--in-tray"
_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class OwnStart:
    """The words of a command; `folder` is where it has to be started, None = anywhere."""

    words: tuple[str, ...]
    folder: Path | None = None


def own_start() -> OwnStart:
    """The command that starts the program in the tray."""
    program = Path(sys.argv[0]).absolute()
    if program.stem == paths.PROGRAM and program.is_file():
        return OwnStart((str(program), IN_TRAY))
    is_checkout = (_PACKAGE.parent / "pyproject.toml").is_file()
    words = (_windowless(Path(sys.executable)), "-m", _PACKAGE.name, IN_TRAY)
    return OwnStart(words, _PACKAGE.parent if is_checkout else None)


def _windowless(python: Path) -> str:
    """On Windows the Python that opens no terminal, where it is there."""
    beside = python.with_name("pythonw.exe")
    return str(beside if python.name == "python.exe" and beside.is_file() else python)
