"""Replaces a diary in child processes that end, or meet a full disk, at the N-th step.

`python -m tests.storage.cut_off FOLDER HOW…` does so once for every place at which the work can be
cut off, for every way a diary may be before, and prints what is not as it must be. HOW is one of
`HOWS`; "swap" takes seconds and is a part of the tests. One process, so that what is imported once
serves every child; it opens no diary itself, since a fork takes locks along.
"""

import errno
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import FrameType

from diary.domain.diary import Diary
from diary.domain.errors import DiaryError
from diary.storage import replacing
from diary.storage.backups.shelf import DiaryBackups
from diary.storage.integrity import check_file
from diary.storage.replacing import finish_interrupted
from diary.storage.restoring import DiaryRestoring
from diary.storage.salvage import read_what_can_be_read
from diary.storage.store import create_store, open_store
from tests.builders import ON, FixedClock, a_day, a_diary, a_run, a_shoe, counted_ids, filling

ROUTES = ("sound", "damaged", "unreadable", "missing")
NAME = "My knees.sqlite3"
DONE, REFUSED, BROKEN, CUT_OFF, DONE_ALL_THE_SAME = 0, 1, 2, 77, 78
# The calls that change a file's name or bring it to the disk; those that write; and every call
# that does anything to a file or lets SQLite do it.
_NAMES = frozenset({"fsync", "link", "rename", "replace", "unlink", "mkdir"})
_WRITES = _NAMES - {"unlink"} | {"open", "write"}
_ALL = _NAMES | _WRITES | {"chmod", "flush", "close", "execute", "backup", "commit"}
# "swap": only from the note on; "again": cut off, and the next start is cut off too.
HOWS = {"swap": _NAMES, "names": _NAMES, "full": _WRITES, "kill": _ALL, "again": _NAMES}
_EXPECTED = {"full": {REFUSED, DONE_ALL_THE_SAME}}

OLD = a_diary([a_day(left=3), a_day(ON - timedelta(1))], [a_run(shoe_id="shoe-1")], [a_shoe()])
LATEST = a_diary(runs=[a_run("run-9")])
WHOLE = a_diary(OLD.days.values(), [*OLD.runs.values(), *LATEST.runs.values()], [a_shoe()])
NEW = a_diary([a_day(right=1)], [a_run("run-2")])


@dataclass
class Steps:
    """Counts the calls of C functions that are steps, and ends or refuses the `last` one."""

    last: int
    how: str
    count: int = field(default=0)

    def __call__(self, frame: FrameType, event: str, called: object) -> None:
        if event != "c_call" or getattr(called, "__name__", "") not in HOWS[self.how]:
            return
        self.count += 1
        if self.count == self.last:
            sys.setprofile(None)
            if self.how != "full":
                os._exit(CUT_OFF)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def counted(work: Callable[[], None], place: int, how: str) -> None:
    """Do the work up to a place."""
    steps = Steps(place, how)
    if how == "swap":
        swap = replacing.put_in_place

        def counted_swap(path: Path, digest: str, kept_at: Path | None) -> None:
            sys.setprofile(steps)
            swap(path, digest, kept_at)

        replacing.put_in_place = counted_swap
    else:
        sys.setprofile(steps)
    work()
    sys.setprofile(None)
    if steps.count >= place:
        os._exit(DONE_ALL_THE_SAME)


def in_child(work: Callable[[], None]) -> int:
    """Its exit status."""
    child = os.fork()
    if not child:
        try:
            work()
        except DiaryError:
            os._exit(REFUSED)
        except BaseException as error:  # noqa: BLE001 - told to the parent by the status
            print(f"{type(error).__name__}: {error}", flush=True)
            os._exit(BROKEN)
        os._exit(DONE)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# ---- the diary ----------------------------------------------------------------------------------


def make(folder: Path, route: str) -> None:
    """A diary to be replaced and the backup that replaces it."""
    clock, new_id = FixedClock(), counted_ids()
    good = create_store(folder / "good" / "good.sqlite3", clock, new_id)
    good.write(filling(NEW))
    good.close()
    (folder / "diary").mkdir()
    path = folder / "diary" / NAME
    if route == "missing":
        return
    live = folder / "live" / NAME
    store = create_store(live, clock, new_id)
    store.write(filling(OLD))
    store.close()
    store = open_store(live, clock, new_id)
    store.write(filling(LATEST))
    # As it lies after a kill: what was written last stands in the log.
    for ending in ("", "-wal"):
        shutil.copy(f"{live}{ending}", f"{path}{ending}")
    store.close()
    content = bytearray(path.read_bytes())
    if route == "damaged":
        content[4096 * 3 : 4096 * 4] = bytes(4096)
    elif route == "unreadable":
        content[:200] = b"\xff" * 200
        Path(f"{path}-wal").write_bytes(b"")
    path.write_bytes(content)


def shelf(path: Path) -> DiaryBackups:
    return DiaryBackups(path, FixedClock(), "kneelog")


def replaced(folder: Path) -> None:
    """Put the backup in the diary's place, as the program does."""
    path = folder / "diary" / NAME
    task = DiaryRestoring(path, shelf(path), FixedClock(), counted_ids(500))
    task.replace(task.backup_at(folder / "good" / "good.sqlite3"))


def files_of(path: Path) -> dict[str, bytes]:
    """The diary with its log."""
    places = {ending: Path(f"{path}{ending}") for ending in ("", "-wal")}
    return {
        ending: place.read_bytes()
        for ending, place in places.items()
        if place.exists() and place.stat().st_size
    }


def read(path: Path) -> Diary:
    return read_what_can_be_read(path)[0]


# ---- judging ------------------------------------------------------------------------------------


@dataclass
class Judge:
    """Knows how the diary was and says what is not as it must be."""

    route: str
    before: dict[str, bytes]

    def wrong(self, folder: Path, *, is_refused: bool) -> Iterator[str]:
        """What is wrong after a cut, once the next start has settled it."""
        path = folder / "diary" / NAME
        if not path.exists() and self.route != "missing":
            yield "the path led to nothing"
        finish_interrupted(path)
        lying = {each.name for each in path.parent.iterdir() if each.name.startswith(f".{NAME}")}
        if left := lying - {f".{NAME}.lock", f".{NAME}.restoring.lock"}:
            yield f"left behind: {left}"
        set_aside = [*(path.parent / "backups").rglob("set aside/*.sqlite3")]
        if path.exists() and not check_file(path) and read(path) == NEW:
            if is_refused:
                yield "it was refused and done all the same"
            if any(Path(f"{path}{ending}").exists() for ending in ("-wal", "-journal")):
                yield "a log lies beside the new file"
            if not self.is_kept(path, set_aside):
                yield "the old one is gone"
        else:
            if not self.is_old(path):
                yield "neither the old one nor the new one"
            if any(each.samefile(path) for each in set_aside):
                yield "the diary has a second name"

    def is_old(self, path: Path) -> bool:
        # A sound diary may have taken its log in; a damaged one is to lie as it lay.
        return read(path) == WHOLE if self.route == "sound" else files_of(path) == self.before

    def is_kept(self, path: Path, set_aside: list[Path]) -> bool:
        if self.route == "missing":
            return True
        if self.route == "sound":
            return any(read(Path(each.path)) == WHOLE for each in shelf(path).entries())
        return any(files_of(each) == self.before for each in set_aside)


def trials(first: Path, judge: Judge, how: str, ends: Counter[int]) -> Iterator[str]:
    """Cut off at every place in turn; what is found, and in `ends` how the children ended."""
    place = 1
    while ends[DONE] + ends[BROKEN] == 0:
        folder = first.with_name(f"{how}-{place}")
        shutil.copytree(first, folder)
        how_first = "names" if how == "again" else how
        status = in_child(lambda: counted(lambda: replaced(folder), place, how_first))  # noqa: B023 - done at once
        ends[status] += 1
        if status == CUT_OFF and how == "again":
            yield from starts(folder, judge)
        elif status not in _EXPECTED.get(how, {CUT_OFF}) | {DONE}:
            yield f"{place}: ended with {status}"
        # In a child, too: a connection of this process's would be taken along by the next fork.
        yield from judged(folder, judge, f"{place}", is_refused=status == REFUSED)
        shutil.rmtree(folder)
        place += 1


def starts(cut: Path, judge: Judge) -> Iterator[str]:
    """Cut off the next start at every place."""
    place, status = 1, CUT_OFF
    while status == CUT_OFF:
        folder = cut.with_name(f"{cut.name}-{place}")
        shutil.copytree(cut, folder)
        path = folder / "diary" / NAME
        status = in_child(
            lambda: counted(lambda: void(finish_interrupted(path)), place, "names")  # noqa: B023 - done at once
        )
        yield from judged(folder, judge, f"{cut.name}, start {place}", is_refused=False)
        shutil.rmtree(folder)
        place += 1


def void(_: object) -> None:
    """Nothing is asked of the result."""


def judged(folder: Path, judge: Judge, place: str, *, is_refused: bool) -> Iterator[str]:
    findings = folder / "findings"

    def work() -> None:
        findings.write_text("\n".join(judge.wrong(folder, is_refused=is_refused)))

    if in_child(work) != DONE:
        yield f"{place}: the next start fails"
    elif text := findings.read_text():
        yield f"{place}: {text}"


def main(folder: Path, hows: Sequence[str]) -> None:
    """Print findings, and how many children ended in which way."""
    for how in hows:
        for route in ROUTES:
            first = folder / f"{how}-{route}" / "first"
            make(first, route)
            ends: Counter[int] = Counter()
            for finding in trials(first, Judge(route, files_of(first / "diary" / NAME)), how, ends):
                print(f"{how}, {route}, {finding}", flush=True)
            print(f"{how}, {route}: {ends.total()} places {dict(ends)}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or [*HOWS])
