"""The file of an open diary is deleted, moved or replaced, and locks that were left behind.

It is noticed before another entry is called kept, and what is open goes into a new file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from diary import bootstrap
from diary.storage.database import lock_path
from diary.storage.integrity import check_file
from tests.faults.book import diary_after, entry
from tests.faults.children import Child
from tests.faults.errand import Errand
from tests.faults.judging import MOST_TO_OPEN_S, Judgement, listened, opened
from tests.faults.sidebyside import DIARY
from tests.faults.tally import Tally

if TYPE_CHECKING:
    from tests.faults.course import Course

_ENTRIES = 24
_AGAIN = 12
_PID_MOST = 4_000_000
# More than anybody enters until they are killed.
_MANY = 100_000
# Pieces of time in which an entry must be kept again, beside whatever else the machine does.
_LONGEST = 400
_PIECE = 16 * 1024
_PIECE_S = 0.005


# ---- what is done to the file -----------------------------------------------------------------


def _deleted(path: Path, _spare: Path) -> None:
    path.unlink()


def _renamed(path: Path, _spare: Path) -> None:
    path.rename(path.with_name("Renamed.sqlite3"))


def _folder_renamed(path: Path, _spare: Path) -> None:
    path.parent.rename(path.parent.with_name("renamed"))


def _replaced(path: Path, spare: Path) -> None:
    os.replace(spare, path)  # noqa: PTH105 - one call, as a file manager makes it


def _copied_over(path: Path, spare: Path) -> None:
    shutil.copyfile(spare, path)


FAULTS: Mapping[str, tuple[Callable[[Path, Path], None], str]] = {
    "deleted": (_deleted, ""),
    "renamed": (_renamed, ""),
    "renamed with its folder": (_folder_renamed, ""),
    "replaced by another diary": (_replaced, "another"),
    "replaced by an older copy": (_replaced, "older"),
    "another diary copied over it": (_copied_over, "another"),
    "an older copy copied over it": (_copied_over, "older"),
}


class Ground:
    """A diary of some entries, an older copy of it, and another diary; made once and copied."""

    def __init__(self, course: Course) -> None:
        self.folder = course.folder / "moved ground"
        if self.folder.exists():
            return
        self.folder.mkdir()
        shutil.copy(course.templates.empty, self.folder / "older")
        _enter(self.folder / "older", 0, _ENTRIES // 2)
        shutil.copy(self.folder / "older", self.folder / "present")
        _enter(self.folder / "present", _ENTRIES // 2, _ENTRIES)
        bootstrap.create_store(self.folder / "another").close()
        _enter(self.folder / "another", 0, 4)

    def lay(self, folder: Path, spare: str) -> tuple[Path, Path]:
        """The diary in a folder that is emptied first, and beside that what may take its place."""
        shutil.rmtree(folder, ignore_errors=True)
        place = folder / "diaries"
        place.mkdir(parents=True)
        shutil.copy(self.folder / "present", place / DIARY)
        if spare:
            shutil.copy(self.folder / spare, folder / spare)
        return place / DIARY, folder / spare


def _enter(path: Path, first: int, last: int) -> None:
    store = bootstrap.open_store(path)
    for number in range(first, last):
        store.write(entry(number, diary_after(number)))
    store.close()


# ---- trying -----------------------------------------------------------------------------------


def gone(course: Course, fault: str, rounds: int, work: str = "at_the_window") -> Tally:
    """Half of the rounds between two entries, half while entries are made one after the other."""
    tally = Tally("the file of an open diary", fault)
    draw, ground = Random(f"{course.seed} {fault}"), Ground(course)
    do, spare_name = FAULTS[fault]
    for number in range(rounds):
        path, spare = ground.lay(course.folder / "moved", spare_name)
        new, after = course.folder / "moved" / "new.sqlite3", draw.randrange(1, _AGAIN)
        pauses = not number % 2
        count = 2 * _AGAIN if pauses else 20 * _AGAIN
        errand = Errand(work, str(path), _ENTRIES, count, str(new), pauses=pauses)
        judgement = Judgement()
        with course.forks.child(errand) as child:
            child.go()
            heard = _let_enter(child, errand, after)
            do(path, spare)
            if pauses:
                course.forks.send("go")
            _end(course, child, errand)
            judgement.require(child.status == 0, f"it ended with {child.status}")
        about = f"round {number + 1}, after {heard} entries"
        _judge(judgement, child.said, path, new, heard if pauses else None)
        tally.take(judgement, about)
    return tally


def _let_enter(child: Child, errand: Errand, after: int) -> int:
    """Hear of so many entries; where it pauses it is left before the next one."""
    for number in range(errand.start, errand.start + after):
        if errand.pauses:
            child.listen_for(f"before {number}")
            child.go()
        child.listen_for(f"done {number + 1}")
    if errand.pauses:
        child.listen_for(f"before {errand.start + after}")
    return errand.start + after


def _end(course: Course, child: Child, errand: Errand) -> None:
    """Let it go on to its end, without any further fault."""
    told = sum(line.startswith("before ") for line in child.said)
    while errand.pauses and not child.listen(0.05):
        if sum(line.startswith("before ") for line in child.said) > told:
            told += 1
            course.forks.send("go")
    child.end()


def _judge(
    judgement: Judgement, said: Sequence[str], path: Path, new: Path, most: int | None
) -> None:
    """What was called kept is in the new file; `most`: no entry after this one was.

    A copy whose pages are all hidden by newer ones in the log has changed nothing.
    """
    kept = max((int(line.split()[1]) for line in said if line.startswith("done ")), default=0)
    noticed = any(line.startswith("noticed ") for line in said)
    if not noticed and path.exists() and opened(path, Judgement()) == diary_after(kept):
        judgement.state = "nothing of it changed"
        opened(path, judgement)
        return
    judgement.state = "noticed, everything saved to a new file"
    judgement.require(noticed, "never noticed")
    judgement.require(most is None or kept <= most, f"{kept} called kept, gone after {most}")
    if noticed:
        diary = opened(new, judgement)
        judgement.require(diary == diary_after(kept + 1), "the new file does not hold everything")


def copied_over_and_killed(course: Course, rounds: int, work: str = "never_giving_up") -> Tally:
    """A copy made when the log was last folded: everything that it lacks stands in the log."""
    tally = Tally("the file of an open diary", "a copy over it by and by, then killed")
    draw, ground = Random(f"{course.seed} by and by"), Ground(course)
    for number in range(rounds):
        path, spare = ground.lay(course.folder / "moved", "present")
        after = draw.randrange(1, _AGAIN)
        errand = Errand(work, str(path), _ENTRIES, _MANY)
        judgement = Judgement()
        with course.forks.child(errand) as child:
            child.go()
            _let_enter(child, errand, after)
            _copy_by_and_by(child, path, spare, draw)
            judgement.require(_keeps_again(child), f"nothing is kept any more: {child.said[-1]}")
            child.kill()
        _judge_killed(judgement, child.said, path)
        tally.take(judgement, f"round {number + 1}, after {after} entries")
    return tally


def _copy_by_and_by(child: Child, path: Path, spare: Path, draw: Random) -> None:
    """As a slow disk does it beside a child: the file is empty for a moment, then half there."""
    with spare.open("rb") as source, path.open("wb", buffering=0) as into:
        child.listen(draw.uniform(0, 2 * _PIECE_S))
        while piece := source.read(_PIECE):
            into.write(piece)
            child.listen(draw.uniform(0, _PIECE_S))


def _keeps_again(child: Child) -> bool:
    """True when entries are kept in the moments after the copy is whole."""
    child.listen(_PIECE_S)
    heard = len(child.said)
    for _ in range(_LONGEST):
        if child.listen(_PIECE_S):
            return False
        if any(line.startswith("done ") for line in child.said[heard:]):
            return True
    return False


def _judge_killed(judgement: Judgement, said: Sequence[str], path: Path) -> None:
    kept = listened(said, judgement) or _ENTRIES
    is_refused = any(line.startswith("no ") for line in said)
    judgement.state = "refused for a moment, then kept" if is_refused else "nothing of it noticed"
    diary = opened(path, judgement)
    judgement.require(
        diary in (diary_after(kept), diary_after(kept + 1)), f"{kept} called kept are not there"
    )


# ---- locks that were left ---------------------------------------------------------------------


def _of_a_dead_program(course: Course, path: Path, _draw: Random) -> None:
    with course.forks.child(Errand("holding", str(path))) as child:
        child.go()
        child.listen_for("holds True")
        child.kill()


def _of_a_number(_course: Course, path: Path, draw: Random) -> None:
    for lock in _locks(path):
        # Half of the numbers are those of programs that live.
        number = draw.choice((os.getpid(), os.getppid(), 1, draw.randrange(2, _PID_MOST)))
        lock.write_text(draw.choice((f"{number}\n", f"{number}\nthis computer\n", "\0", "")))


def _read_only(_course: Course, path: Path, _draw: Random) -> None:
    for lock in _locks(path):
        lock.touch()
        lock.chmod(0o400)


def _a_folder(_course: Course, path: Path, draw: Random) -> None:
    for lock in _locks(path):
        lock.mkdir()
        if draw.random() < 0.5:
            (lock / "in it").touch()


def _a_link_to_nothing(_course: Course, path: Path, _draw: Random) -> None:
    for lock in _locks(path):
        lock.symlink_to("gone" if lock.name == ".lock" else "/nowhere/at all")


def _locks(path: Path) -> tuple[Path, Path]:
    """Where the lock of a diary lies, and that of its backups."""
    folder = path.parent / "backups" / path.stem
    folder.mkdir(parents=True, exist_ok=True)
    return lock_path(path), folder / ".lock"


LOCKS: Mapping[str, Callable[[Course, Path, Random], None]] = {
    "of a program that was killed": _of_a_dead_program,
    "with the number of another program": _of_a_number,
    "that may only be read": _read_only,
    "that is a folder": _a_folder,
    "that leads nowhere": _a_link_to_nothing,
}


def stale_locks(course: Course, kind: str, rounds: int, work: str = "starting") -> Tally:
    """Start, make an entry and a backup, close, with a lock that somebody left."""
    tally = Tally("a stale lock", kind)
    draw, ground = Random(f"{course.seed} {kind}"), Ground(course)
    for number in range(rounds):
        path, _ = ground.lay(course.folder / "locked", "")
        LOCKS[kind](course, path, draw)
        judgement = Judgement("opened, kept and backed up")
        errand = Errand(work, str(path), _ENTRIES)
        with course.forks.child(errand) as child:
            child.go()
            judgement.require(child.end() == 0, f"it ended with {child.status}")
        said = dict(line.split(" ", 1) for line in child.said)
        judgement.require("done" in said, f"it keeps the diary shut: {child.said}")
        judgement.require("made" in said, f"it keeps backups from being made: {child.said}")
        seconds = float(said.get("open", 0))
        judgement.require(seconds <= MOST_TO_OPEN_S, f"{seconds} s to open")
        judgement.require(not check_file(path), "it is damaged")
        if "done" in said:
            diary = opened(path, judgement)
            judgement.require(diary == diary_after(_ENTRIES + 1), "the entry is not there")
        judgement.open_s = max(judgement.open_s, seconds)
        tally.take(judgement, f"round {number + 1}")
    return tally
