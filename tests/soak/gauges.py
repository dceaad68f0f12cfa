"""What one process holds at a moment: memory, handles, threads, children, objects, windows.

Linux alone tells these numbers (`/proc`); nothing here knows the program that is measured.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QWidget

_SELF = Path("/proc/self")
_KB = 1024
# How far a widget is told by those it belongs to.
_STEPS = 3
_FONT_ENDINGS = (".ttf", ".otf", ".afm")
# A file is told by its name, whatever else by what it is.
_KINDS = {"pipe": "pipe", "socket": "socket", "anon_inode": "waiting"}


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held at one moment; memory in MB, everything else counted.

    `private_mb` is the memory that no other process shares, `anonymous_mb` what no file stands for:
    unlike the other two it does not change with what other programs do. `handles` counts open file
    descriptors by kind, `files` the paths of those that lead to files but fonts. `windows` counts
    top-level widgets by where they belong, `qobjects` what is in their trees, `objects` what
    Python's collector knows, `blocks` what its allocator gave out.
    """

    rss_mb: float
    private_mb: float
    anonymous_mb: float
    threads: int
    python_threads: int
    children: int
    qobjects: int
    objects: int
    blocks: int
    handles: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    windows: dict[str, int] = field(default_factory=dict)

    @property
    def handle_count(self) -> int:
        """All open file descriptors but those of fonts."""
        return sum(self.handles.values()) - self.font_count

    @property
    def font_count(self) -> int:
        """Fonts that are held open."""
        return self.handles.get("font", 0)

    @property
    def window_count(self) -> int:
        """All top-level widgets, shown or not."""
        return sum(self.windows.values())

    def as_json(self) -> dict[str, object]:
        """The numbers as they are kept; files are left out, since they are named by the person."""
        kept = asdict(self)
        del kept["files"]
        return kept


class Memory(NamedTuple):
    """Memory of this process in MB, as in `Holdings`."""

    rss_mb: float
    private_mb: float
    anonymous_mb: float


def memory() -> Memory:
    """Look at the memory alone; takes 10 ms with a diary of years."""
    found: dict[str, float] = {}
    for line in (_SELF / "smaps_rollup").read_text(encoding="ascii").splitlines()[1:]:
        name, _colon, value = line.partition(":")
        found[name] = float(value.split()[0]) / _KB
    own = found["Private_Clean"] + found["Private_Dirty"]
    return Memory(found["Rss"], own, found["Anonymous"])


def middle_of(looks: Sequence[Memory]) -> Memory:
    """The median of each kind over some looks, of which there is one at least."""
    return Memory(*(median(kind) for kind in zip(*looks, strict=True)))


def holdings(*, has_trees: bool = True) -> Holdings:
    """Look at this process; takes some tenths of a second with a diary of years.

    Without the trees no QObjects are counted: that gives each something in Python, which stays with
    its window, so that a count every minute would be what grows.
    """
    now = memory()
    handles, files = _descriptors()
    windows = QApplication.topLevelWidgets()
    return Holdings(
        rss_mb=now.rss_mb,
        private_mb=now.private_mb,
        anonymous_mb=now.anonymous_mb,
        threads=sum(1 for _ in (_SELF / "task").iterdir()),
        python_threads=threading.active_count(),
        children=len(list(_children())),
        qobjects=_qobject_count(windows) if has_trees else 0,
        objects=len(gc.get_objects()) + gc.get_freeze_count(),
        blocks=sys.getallocatedblocks(),
        handles=handles,
        files=files,
        windows=dict(Counter(_placed(each) for each in windows)),
    )


def _descriptors() -> tuple[dict[str, int], dict[str, int]]:
    kinds: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for link in (_SELF / "fd").iterdir():
        try:
            target = str(link.readlink())
        except FileNotFoundError:
            # The one that listed the folder.
            continue
        if target.startswith("/"):
            kind = _kind_of_file(target)
            kinds[kind] += 1
            if kind != "font":
                files[target] += 1
        else:
            kinds[_KINDS.get(target.partition(":")[0], "other")] += 1
    return dict(kinds), dict(files)


def _kind_of_file(target: str) -> str:
    if target.startswith("/dev/"):
        return "device"
    return "font" if target.endswith(_FONT_ENDINGS) else "file"


def _placed(widget: QObject) -> str:
    """A widget by its class and name, and those of the two it belongs to."""
    steps: list[str] = []
    owner: QObject | None = widget
    while owner is not None and len(steps) < _STEPS:
        steps.append(f"{type(owner).__name__} {owner.objectName()}".strip())
        owner = owner.parent()
    # The same words once for all looks: 120 of them would be a part of what grows.
    return sys.intern(" of ".join(steps))


def _children() -> Iterator[int]:
    own = os.getpid()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == own:
            yield int(status.parent.name)


def _qobject_count(windows: list[QWidget]) -> int:
    app = QCoreApplication.instance()
    roots: list[QObject] = [each for each in windows if each.parent() is None]
    if app is not None:
        roots.append(app)
    return sum(1 + len(root.findChildren(QObject)) for root in roots)
