"""Rights and words as lines of a table: the program is put through everything once for both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.leaks import errands, rights, words
from tests.leaks.ground import Ended, Ground
from tests.leaks.marks import DIARY_NAME, FOLDER_NAME, canary_of
from tests.leaks.tally import Tally

UNTRACED = "no strace here, or it may not trace"
_MAIN_PAGES = (" \N{EN DASH} ", "Delete “")
_OWN_TITLE = DIARY_NAME
_WRITING = ("first", "writes", "review")
_BROKEN_STORE = """
import sys
from diary.bootstrap import main
from diary.storage.store import SqliteStore
def broken(self, *given, **named):
    raise RuntimeError(f"row {self.load().days!r:.3000}")
SqliteStore.write = broken
sys.exit(main(sys.argv[1:]))
"""
_BROKEN_REVIEW = """
import sys
from diary.bootstrap import main
from diary.ui.review.window import ReviewWindow
def broken(self, places):
    raise RuntimeError("ZyxDayNote of somebody else")
ReviewWindow.show_places = broken
sys.exit(main(sys.argv[1:]))
"""


@dataclass
class Course:
    """Where things are tried; `today` is the last day of the diaries."""

    folder: Path
    today: date
    _ended: list[Ended] = field(default_factory=list)

    @cached_property
    def ground(self) -> Ground:
        """A home in which every command was given and the window was used, with our words."""
        ground = Ground(self.folder / "person")
        path = errands.settle_in(ground, canary_of, self.today)
        for ended in (*errands.commands(ground, path), *errands.windows(ground, path)):
            self._ended.append(ended)
        return ground

    @property
    def diary(self) -> Path:
        """The diary of that home."""
        return self.ground.work / FOLDER_NAME / f"{DIARY_NAME}.sqlite3"

    def ended(self) -> list[Ended]:
        """Every program that was started there."""
        return self._ended if self.ground.notes.exists() else []


def record_of(ground: Ground, script: str) -> dict[str, Any]:
    """What a script saw; a window that never came has seen nothing."""
    file = ground.notes / f"{script}.json"
    if not file.exists():
        return {"failed": [f"{script}: no window"], "scenes": [], "steps": []}
    found: dict[str, Any] = json.loads(file.read_text())
    return found


# ---- rights -------------------------------------------------------------------------------------


def try_rights(course: Course) -> Iterator[Tally]:
    """What every command and the window made, at its first moment and at the end."""
    ground, ours = course.ground, rights.ours_of(course.ground)
    for name, is_window in (("every command", False), ("the window", True)):
        told = [each for each in course.ended() if each.name.startswith("window") == is_window]
        tally = Tally("rights", f"{name}, as made ({len(told)} programs)", unit="calls")
        if not rights.is_watched():
            tally.not_tried = UNTRACED
        for ended in told:
            count, breaches = rights.breaches_made(ended, ours)
            tally.tried += count
            tally.breaches += breaches
        yield tally
    count, breaches = rights.breaches_left(ground)
    yield Tally("rights", "what lies there at the end", count, "files and folders", breaches)
    yield _worked(course)


def _worked(course: Course) -> Tally:
    """That the errands did what they were sent for."""
    odd = [
        f"{each.name}: status {each.status} {each.err[-200:]}"
        for each in course.ended()
        if each.status not in ({0, 1} if "damaged" in each.name or "readable" in each.name else {0})
    ]
    for script in _WRITING:
        odd += [f"{script}: {each}" for each in record_of(course.ground, script)["failed"]]
    steps = sum(len(record_of(course.ground, each)["steps"]) for each in _WRITING)
    count = len(course.ended()) + steps
    return Tally("rights", "the errands themselves went well", count, "errands", odd)


# ---- words --------------------------------------------------------------------------------------


def try_words(course: Course) -> Iterator[Tally]:
    """Every place where a word of the person's could turn up."""
    ground = course.ground
    walked = ground.window("walk", "--diary", course.diary)
    broken = [ground.window("faults", "--diary", course.diary), *uncaught(ground, course.diary)]
    ended = [*course.ended(), walked, *broken]
    yield from _of_programs(course, ended)
    config = ground.home / "config"
    yield Tally("words", "settings and caches", *_two(config, ground.home / "cache"))
    count, breaches = words.in_logs(ground.home / "state")
    yield Tally("words", "the log, at debug level", count, "characters", breaches)
    count, breaches = words.in_files(ground.work, words.PRIVATE)
    yield Tally("words", "reports, pictures, drawings", count, "files", breaches)
    yield from _of_windows(ground, walked)


def _two(config: Path, cache: Path) -> tuple[int, str, list[str]]:
    first, second = words.in_settings(config), words.in_settings(cache)
    return first[0] + second[0], "files", first[1] + second[1]


def _of_programs(course: Course, ended: list[Ended]) -> Iterator[Tally]:
    ground = course.ground
    said = Tally("words", "the terminal", len(ended), "programs")
    names = Tally("words", "names of files, also for a moment", unit="names")
    children = Tally("words", "arguments of children", unit="children")
    for each in ended:
        said.breaches += words.in_streams(each, has_out=each.name.startswith("window"))
        count, breaches = words.in_names(each, ground.work, places_of_names(ground))
        names.tried, names.breaches = names.tried + count, names.breaches + breaches
        count, breaches = words.in_children(each)
        children.tried, children.breaches = children.tried + count, children.breaches + breaches
    if not rights.is_watched():
        names.not_tried = children.not_tried = UNTRACED
    yield from (said, names, children)


def places_of_names(ground: Ground) -> list[Path]:
    """Where the name of the diary belongs: beside it, in its copies, and behind a closed door."""
    work = ground.work
    beside = [work / FOLDER_NAME, work / "copies", work / "second"]
    diaries = ground.home / "data" / "kneelog" / "diaries"
    return [*beside, diaries, ground.folder / "tmp" / "kneelog-shots-"]


def _of_windows(ground: Ground, walked: Ended) -> Iterator[Tally]:
    walk, faults = record_of(ground, "walk"), record_of(ground, "faults")
    titles = set(walk.get("titles", ()))
    for script in (*_WRITING, "faults"):
        titles |= set(record_of(ground, script).get("titles", ()))
    breaches = words.in_texts("title", titles) + [
        f"title: {each}" for each in titles if FOLDER_NAME in each or _is_named_oddly(each)
    ]
    unit = f"titles of {len(walk['scenes'])} scenes"
    yield Tally("words", "titles of windows", len(titles), unit, breaches + walk["failed"])
    records = [record_of(ground, each) for each in ("walk", "writes")]
    lines = [line for each in records for line in each.get("lines", ())]
    noted = ground.notes / "notified.txt"
    lines += noted.read_text().splitlines() if noted.exists() else []
    breaches = words.in_texts("notification", lines, has_names=True)
    yield Tally("words", "notifications", len(lines), "lines", breaches)
    told = [each for each in faults.get("problems", ()) if each]
    count, unit = len(faults["steps"]), "faults"
    breaches = words.in_texts("error", told, has_names=True) + faults["failed"]
    yield Tally("words", "texts of uncaught errors in the window", count, unit, breaches)
    yield Tally("words", "warnings", 1, "walk", words.noise(walked))


def _is_named_oddly(title: str) -> bool:
    """The diary's name stands in titles of its own window and of what deletes it only."""
    return _OWN_TITLE in title and not any(sign in title for sign in _MAIN_PAGES)


def uncaught(ground: Ground, path: Path) -> list[Ended]:
    """A command whose store fails with a row in its message, and a review window that does."""
    given = ("log", "score", "left", "worst", "4", "--diary", str(path))
    others = ("review", str(ground.work / "theirs"))
    return [
        ground.start("uncaught in a command", ["-c", _BROKEN_STORE, *given]),
        ground.start("uncaught in the review window", ["-c", _BROKEN_REVIEW, *others]),
    ]
