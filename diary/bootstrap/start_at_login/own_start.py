"""How this program is started again: the installed command, else Python and the package."""

from __future__ import annotations

import errno
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from diary import paths
from diary.words import _

IN_TRAY = "--in-tray"
_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class OwnStart:
    """The words of a command; `folder` is where it has to be started, None = anywhere."""

    words: tuple[str, ...]
    folder: Path | None = None


def can_start(start: OwnStart | None) -> bool:
    """True when the program that an entry names is there, and the folder it wants too."""
    if start is None or not start.words or shutil.which(start.words[0]) is None:
        return False
    return start.folder is None or start.folder.is_dir()


def unwritable(start: OwnStart) -> OSError:
    """What is raised where no entry can hold a command, such as one whose path is no text."""
    name = start.words[0].encode("utf-8", "replace").decode()
    return OSError(errno.EILSEQ, _("a name on the way to it is not text"), name)


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
