"""Fault 5: the power goes at any point of the work, and what was not synced is lost or torn.

A child is recorded once; then the files are put together as of any of its calls, again and again
with other parts of the cache lost, and judged as after a kill.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.children import ChildFailedError, Forks
from tests.faults.disk import Disk, Event, Found, Left
from tests.faults.errand import Errand
from tests.faults.recording import RECORDED, Recording
from tests.faults.tally import Tally
from tests.faults.tracing import Tracer
from tests.faults.trials import Trial

# Half of the rounds lose a random part; each of the other half keeps or loses all of a kind.
_WEIGHTS = {
    Left.NOTHING: 2,
    Left.EVERYTHING: 1,
    Left.NAMES: 1,
    Left.BYTES: 1,
    Left.SOME: 5,
}


class PowerCut:
    """Records the children of one trial and cuts the power; everything follows from the seed."""

    def __init__(self, forks: Forks, trial: Trial, folder: Path, seed: int, tracer: Tracer) -> None:
        self._forks = forks
        self._trial = trial
        self._folder = folder / "round"
        self._draw = Random(f"{seed} power {trial.name}")
        self._tracer = tracer

    def at_points(self, rounds: int) -> Tally:
        """Cut the power after every call in turn, or after random ones if there are too many."""
        tally = Tally(f"power cut during {self._trial.name}", "what was not synced lost or torn")
        record = self._record()
        disk, points = Disk(record.before), self._points(len(record.events), rounds)
        for number, event in enumerate(record.events, 1):
            disk.take(event)
            for _ in range(points[number]):
                (left,) = self._draw.choices(list(_WEIGHTS), list(_WEIGHTS.values()))
                record.shelf.lay(self._folder, disk.cut(left, self._draw))
                judgement = self._trial.judge(record.errand, disk.said)
                tally.take(judgement, f"event {number} of {len(record.events)}, {left.value} left")
        return tally

    def _record(self) -> _Record:
        _empty(self._folder)
        errand = self._trial.prepare(self._folder)
        before = _files(self._folder)
        shelf = _Shelf(self._folder.with_name("files"))
        shelf.keep(dict(zip(before, range(len(before)), strict=True)))
        with self._forks.child(errand) as child:
            with self._tracer.recording(child.number, RECORDED) as trace:
                child.go()
                if child.end() != 0:
                    raise ChildFailedError(child.said)
            with trace.open() as lines:
                events = list(Recording(str(self._folder), before).events(lines))
        disk = Disk(before)
        for event in events:
            disk.take(event)
        found = disk.cut(Left.EVERYTHING, self._draw)
        if found.by_name() != _files(self._folder):
            raise ChildFailedError("the record does not lead to the files that are there")
        shelf.keep(found.names)
        return _Record(errand, before, events, shelf)

    def _points(self, most: int, rounds: int) -> Counter[int]:
        every = Counter(dict.fromkeys(range(1, most + 1), rounds // most))
        return every + Counter(self._draw.sample(range(1, most + 1), rounds % most))


class _Shelf:
    """The files themselves under names of their own, so that each keeps its number on the disk.

    The program knows a file again by this number and by when it was last changed. The time is
    that of the end of the record wherever the bytes are those of the end.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ends: dict[int, tuple[bytes, int]] = {}
        _empty(folder)

    def keep(self, names: Mapping[str, int]) -> None:
        """Remember the files that these names lead to now."""
        for path, number in names.items():
            place = self._folder / str(number)
            if not place.exists():
                place.hardlink_to(path)
        for place in self._folder.iterdir():
            self._ends[int(place.name)] = (place.read_bytes(), place.stat().st_mtime_ns)

    def lay(self, folder: Path, found: Found) -> None:
        """Make a folder hold exactly what was found."""
        _empty(folder)
        for path, number in found.names.items():
            place = self._folder / str(number)
            content = found.files[number]
            _overwrite(place, content)
            end, changed_ns = self._ends.get(number, (b"", 0))
            if content == end:
                os.utime(place, ns=(changed_ns, changed_ns))
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).hardlink_to(place)


@dataclass(frozen=True, slots=True)
class _Record:
    """What a child was sent to do, from which files, what it did, and the files themselves."""

    errand: Errand
    before: Mapping[str, bytes]
    events: Sequence[Event]
    shelf: _Shelf


def _files(folder: Path) -> dict[str, bytes]:
    """Every file but those that SQLite only keeps in memory."""
    return {
        str(each): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file() and not each.name.endswith("-shm")
    }


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _overwrite(place: Path, content: bytes) -> None:
    """Other bytes in the same file, whatever its rights."""
    if place.exists():
        place.chmod(0o600)
    place.write_bytes(content)
