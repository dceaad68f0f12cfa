"""A home of its own for the program, and how the real program is started in it.

Everything starts with umask 000: what is narrow there was made narrow by the program.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.source import ROOT
from tests.leaks.trace import strace, traced

_SECONDS = 1500
PASSPHRASE = "Zyxpassphrase of many words"


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that has ended; `trace` is empty where strace may not be used."""

    name: str
    status: int
    out: str
    err: str
    trace: Path


@dataclass
class Ground:
    """Folders as wide as a careless person leaves them; `work` is where commands are given."""

    folder: Path
    is_traced: bool = True
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home, self.work, self.notes = (
            self.folder / name for name in ("home", "work", "notes")
        )
        wide = [self.home, self.work, self.folder / "tmp", self.home / "Documents"]
        wide += [self.home / kind for kind in ("cache", "config", "data", "state")]
        for each in wide:
            each.mkdir(parents=True, exist_ok=True)
            each.chmod(0o777)
        # What the harness writes; nothing of the program's.
        self.notes.mkdir(exist_ok=True)
        self.present = frozenset(self.entries())

    def entries(self) -> list[Path]:
        """Everything there is where the program may write."""
        places = (self.home, self.work, self.folder / "tmp")
        return [each for place in places for each in (place, *place.rglob("*"))]

    def keep(self) -> None:
        """What is there now was laid there by the person, and is not judged."""
        self.present = frozenset(self.entries())

    def environment(self) -> dict[str, str]:
        """Of the machine only what finds programs; folders are all our own."""
        kinds = ("CACHE", "CONFIG", "DATA", "STATE")
        passed = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return (
            passed
            | {f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in kinds}
            | {
                "HOME": str(self.home),
                "TMPDIR": str(self.folder / "tmp"),
                "PYTHONPATH": str(ROOT),
                # Compiled modules belong to the installation, which is not the program's to make.
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONWARNINGS": "default",
                "QT_QPA_PLATFORM": "offscreen",
                "TZ": "Europe/Berlin",
            }
            | self.extra
        )

    def command(self, name: str, *arguments: str | Path, text: str = "") -> Ended:
        """Give a command, as a shell does; `text` is what is typed."""
        return self.start(name, ["-m", "diary", *map(str, arguments)], text)

    def window(self, script: str, *arguments: str | Path) -> Ended:
        """Open the real window and have a script of `stagehand` use it."""
        notes = self.notes / f"{script}.json"
        given = ["-m", "tests.leaks.stagehand", script, str(notes), *map(str, arguments)]
        return self.start(f"window: {script}", given)

    def start(self, name: str, arguments: list[str], text: str = "") -> Ended:
        """Start a Python program with umask 000 and wait for its end."""
        trace = self.notes / f"{len(list(self.notes.iterdir())):03}.trace"
        command = [sys.executable, *arguments]
        if self.is_traced and strace():
            command = traced(trace, command)
        done = subprocess.run(
            command,
            cwd=self.work,
            env=self.environment(),
            input=text.encode(),
            capture_output=True,
            umask=0,
            timeout=_SECONDS,
            check=False,
        )
        out, err = (each.decode("utf-8", "replace") for each in (done.stdout, done.stderr))
        return Ended(name, done.returncode, out, err, trace)
