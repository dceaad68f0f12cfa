"""Commands as they can be typed into a terminal, for texts that say what to do next."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path


def command_line(diary: Path, *arguments: str | Path) -> str:
    """A command about a diary; without arguments the one that opens its window."""
    words = ["kneelog", "--diary", str(diary.absolute()), *map(str, arguments)]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def free_name(path: Path) -> Path:
    """A name beside a diary that nothing has, for what can be read of it."""
    number, free = 1, path.with_name(f"{path.stem} readable{path.suffix}")
    while free.exists() or free.is_symlink():
        number += 1
        free = path.with_name(f"{path.stem} readable {number}{path.suffix}")
    return free.absolute()
