"""Whatever the program makes is its owner's alone, from its first moment on.

Two judges: what strace saw being made, with the umask of that process at that moment, and what lies
there at the end. The programs start with umask 000 in folders that everybody may write.
"""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.source import ROOT
from tests.leaks.ground import Ended, Ground
from tests.leaks.trace import OTHERS, Made, made, strace

# Neither is the program's to make narrow: devices, and what the system shows of processes.
_NOT_FILES = ("/dev/null", "/dev/tty", "/dev/pts/", "/proc/", "/sys/")
_FILE, _FOLDER = 0o600, 0o700


def breaches_made(ended: Ended, ours: Iterable[str] = ()) -> tuple[int, list[str]]:
    """How much one program made, and what of it was ever wider than its owner's."""
    seen = [each for each in made(ended.trace) if _counts(each, tuple(ours))]
    wide = [
        f"{ended.name}: {each.kind} {each.path} with {each.mode:04o}"
        for each in seen
        if _is_wide(each.kind, each.mode)
    ]
    return len(seen), wide


def _counts(each: Made, ours: tuple[str, ...]) -> bool:
    return not each.path.startswith((*_NOT_FILES, *ours))


def _is_wide(kind: str, mode: int) -> bool:
    """A file is not to be run either; of rights that are set it is not known what has them."""
    return bool(mode & OTHERS) or (kind == "file" and bool(mode & ~_FILE))


def breaches_left(ground: Ground) -> tuple[int, list[str]]:
    """How much lies there at the end, and what of it others may read, write or enter."""
    wide, count = [], 0
    for each in ground.entries():
        if each in ground.present or each.is_symlink():
            continue
        count += 1
        mode = stat.S_IMODE(each.stat().st_mode)
        allowed = _FILE if each.is_file() else _FOLDER
        if mode & ~allowed:
            wide.append(f"left: {each.relative_to(ground.folder)} with {mode:04o}")
    return count, wide


def ours_of(ground: Ground) -> tuple[str, ...]:
    """Where the harness itself and the installation lie."""
    places = (ground.notes, ROOT, sys.prefix, sys.base_prefix)
    return tuple(f"{each}/" for each in places)


def is_watched() -> bool:
    """True where files that were there for a moment are seen too."""
    return bool(strace())


# ---- programs that do it wrong ------------------------------------------------------------------


def careless(ground: Ground) -> Iterator[Ended]:
    """A program that leaves the umask alone, and one that narrows too late."""
    plain = "open('left wide.txt', 'w').write('a note')"
    late = (
        "import os; file = open('late.txt', 'w'); file.write('a note'); file.close(); "
        "os.chmod('late.txt', 0o600)"
    )
    moment = (
        "import os, tempfile; "
        "path = os.path.join(tempfile.gettempdir(), 'short.txt'); "
        "open(path, 'w').write('a note'); os.unlink(path)"
    )
    folder = "import os; os.mkdir('wide folder')"
    set_wide = "import os; os.umask(0o077); open('w.txt', 'w').close(); os.chmod('w.txt', 0o644)"
    child = (
        "import os, subprocess, sys; os.umask(0o077); subprocess.run([sys.executable, '-c', "
        '\'import os; os.umask(0); open("child.txt", "w").close(); os.unlink("child.txt")\'])'
    )
    programs = {
        "leaves umask 000": plain,
        "narrows afterwards": late,
        "for a moment": moment,
        "a wide folder": folder,
        "sets wide rights": set_wide,
        "a child that widens": child,
    }
    for name, text in programs.items():
        yield ground.start(name, ["-c", text])


def careful(ground: Ground) -> Ended:
    """A program that does it right, of which nothing may be found."""
    text = "import os; os.umask(0o077); open('narrow.txt', 'w').close(); os.mkdir('narrow')"
    return ground.start("does it right", ["-c", text])


def names_of(folder: Path) -> list[str]:
    """The files below a folder by their paths in it."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*"))
