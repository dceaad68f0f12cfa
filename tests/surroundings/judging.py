"""Judges a sitting from outside: its exit, its words, its diary, its pictures."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.surroundings.cell import Cell, Ending, Outcome
from tests.surroundings.picture import Pixels, words_in
from tests.surroundings.scores import copy_of, scores_in
from tests.surroundings.sitting import KEY, ROOT, Sitting, is_charts

# Pages have a hundred words and more; half a page under a message has so many.
FEWEST_WORDS = 20
# Pixels: less of a window is no use to anybody.
_NARROWEST, _LOWEST = 320, 240
_REFUSED = 3
# A traceback, the bare name of an error as the last resort prints it, and what Python and Qt say
# of a program that is broken.
_ALARM = re.compile(
    r"Traceback|^\s*\w*(?:Error|Exception|Interrupt|Warning)\b|Exception ignored|uncaught"
    r"|Fatal Python error|core dumped|QThread: Destroyed|QObject::",
    re.MULTILINE,
)


@dataclass(slots=True)
class Verdict:
    """What came of one cell; `words` are those on Today and on Charts.

    `missing` says why it was not tried; there is no sitting then.
    """

    cell: Cell
    sitting: Sitting | None = None
    missing: str = ""
    state: str = ""
    words: tuple[int, int] = (0, 0)
    breaches: list[str] = field(default_factory=list)

    def require(self, is_kept: object, breach: str) -> None:
        """Note a broken promise."""
        if not is_kept:
            self.breaches.append(breach)


def judged(cell: Cell, sitting: Sitting, *, asks_program: bool = True) -> Verdict:
    """Hold everything that was promised against what was seen.

    `asks_program`: the program's own check of the file is asked as well.
    """
    verdict = Verdict(cell, sitting)
    _judge_end(verdict, sitting)
    _judge_words(verdict, sitting)
    _judge_rights(verdict, sitting)
    _judge_diary(verdict, sitting, asks_program=asks_program)
    if cell.outcome is Outcome.NO_WINDOW:
        verdict.require(sitting.window is None, "a window came")
    else:
        _judge_window(verdict, sitting)
    return verdict


def _judge_end(verdict: Verdict, sitting: Sitting) -> None:
    cell, status = verdict.cell, sitting.status
    if status is None:
        verdict.require(is_kept=False, breach="it did not end and was killed")
    elif cell.outcome is Outcome.NO_WINDOW:
        verdict.require(status == _REFUSED, f"exit status {status} in place of {_REFUSED}")
    elif cell.ending is Ending.SCREEN:
        verdict.require(status > 0, f"exit status {status} in place of a failure")
    else:
        verdict.require(status == 0, f"exit status {status}")


def _judge_words(verdict: Verdict, sitting: Sitting) -> None:
    """No traceback, on the terminal or in the log; a sentence where there is no window."""
    for path in sitting.room.folder.rglob("*.log"):
        alarm = _ALARM.search(path.read_text(errors="replace"))
        verdict.require(alarm is None, f"in its log: {_line(alarm)}")
    alarm = _ALARM.search(sitting.said)
    verdict.require(alarm is None, f"said: {_line(alarm)}")
    if verdict.cell.outcome is Outcome.NO_WINDOW:
        verdict.require("window" in sitting.said.partition("\n")[0], "no sentence")


def _line(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    return found.string[found.start() :].strip().partition("\n")[0][:200]


def _judge_rights(verdict: Verdict, sitting: Sitting) -> None:
    """What the program has made is for its owner alone."""
    made = set(sitting.room.home.rglob("*")) - sitting.files_before
    is_open = [each.name for each in made if each.exists() and each.stat().st_mode & 0o077]
    verdict.require(not is_open, f"others may read {sorted(is_open)}")


def _judge_diary(verdict: Verdict, sitting: Sitting, *, asks_program: bool) -> None:
    """The score that was seen is there, no other, and the file is sound."""
    cell = verdict.cell
    try:
        scores = scores_in(sitting.diary)
    except sqlite3.Error as error:
        verdict.breaches.append(f"the diary cannot be read: {error}")
        return
    new = [score for key, score in scores.items() if key not in sitting.before]
    lost = sitting.before - scores.keys()
    verdict.require(not lost, f"{len(lost)} old scores are gone")
    if cell.outcome in {Outcome.NO_WINDOW, Outcome.REFUSED}:
        verdict.require(not new, f"new scores: {new}")
        is_same = sitting.diary.read_bytes() == sitting.bytes_before
        verdict.require(is_same, "the diary's bytes changed")
        verdict.state = cell.outcome.value
    else:
        verdict.require(sitting.is_seen, "the key did nothing that is seen")
        may_be_lost = cell.outcome is Outcome.ON_ITS_WAY
        is_kept = new == [int(KEY)]
        verdict.require(is_kept or (may_be_lost and not new), f"new scores: {new}")
        verdict.state = "score kept" if is_kept else "score only on its way"
    said = checked(sitting.diary) if asks_program else ""
    verdict.require(not said, f"kneelog check: {said}")
    if verdict.breaches:
        verdict.state = "broken"


def checked(diary: Path) -> str:
    """What `kneelog check` finds wrong, from a process in plain surroundings."""
    with copy_of(diary) as copy:
        done = subprocess.run(
            [sys.executable, "-m", "diary", "--diary", str(copy), "check"],
            cwd=ROOT,
            capture_output=True,
            timeout=60,
            check=False,
        )
    words = (done.stdout + done.stderr).decode(errors="replace").strip()
    return words if done.returncode else ""


def _judge_window(verdict: Verdict, sitting: Sitting) -> None:
    cell = verdict.cell
    box, screen = sitting.window, sitting.screen
    if box is None or screen is None:
        verdict.breaches.append("no window came")
        return
    is_inside = box.left >= 0 and box.top >= 0 and box.right <= screen.right
    is_inside = is_inside and box.bottom <= screen.bottom
    size = f"{box.right - box.left}x{box.bottom - box.top}"
    at = f"+{box.left}+{box.top} on {screen.right}x{screen.bottom}"
    verdict.require(is_inside, f"the window is not on the screen: {size}{at}")
    is_large = box.right - box.left >= _NARROWEST and box.bottom - box.top >= _LOWEST
    verdict.require(is_large, f"the window is tiny: {size}")
    verdict.words = words(sitting)
    verdict.require(verdict.words[0] >= FEWEST_WORDS, f"{verdict.words[0]} words on Today")
    if not cell.is_sharp:
        verdict.require(verdict.words[1] >= FEWEST_WORDS, f"{verdict.words[1]} words on Charts")
        is_drawn = sitting.charts is not None and is_charts(cell, sitting, sitting.charts)
        verdict.require(is_drawn, "no chart was drawn")


def words(sitting: Sitting) -> tuple[int, int]:
    """How many words stand on Today and on Charts."""
    return _words(sitting.today), _words(sitting.charts)


def _words(pixels: Pixels | None) -> int:
    return 0 if pixels is None else words_in(pixels)
