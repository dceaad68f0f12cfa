"""Two programs on one diary: nobody overwrites what they have not seen, and there is one window."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from diary import bootstrap
from diary.domain.change import Change
from diary.domain.errors import StaleChangeError
from diary.domain.knee import Knee, Moment
from diary.services import entries
from diary.services.entries import Stamp
from diary.services.events import EventBus
from diary.services.journal import Journal
from diary.storage.lock import DiaryLock
from diary.ui.one_instance import OneInstance
from tests.faults.beside import KNEES, ON, links
from tests.faults.children import Child
from tests.faults.errand import Errand
from tests.faults.judging import Judgement, opened
from tests.faults.tally import Tally

if TYPE_CHECKING:
    from tests.faults.course import Course

# A knee, the answer that was seen and the one that took its place.
Link: TypeAlias = tuple[str, str | None, str | None]
DIARY = "My knees.sqlite3"
_COMMANDS = 4
_ANSWER_MS = 5_000
_MORNINGS = "SELECT knee, score, recorded_at, source FROM scores WHERE deleted_at IS NULL"


def two_programs(
    course: Course, rounds: int, wrongly: Callable[[], ExitStack] = ExitStack
) -> Tally:
    """The command line answers the same two questions as the window, which is open."""
    tally = Tally("two programs on one diary", "a window and the command line")
    draw = Random(f"{course.seed} two programs")
    for number in range(rounds):
        path = fresh(course, "beside")
        judgement, refused = Judgement(), [0]
        errand = Errand("commanding", str(path), draw.randrange(11), _COMMANDS)
        with course.forks.child(errand) as child, wrongly():
            made = _answered(path, child, draw, refused)
            judgement.require(child.status == 0, f"the command line ended with {child.status}")
        said = [line.split(" ", 1) for line in child.said]
        made += [_link(rest[0]) for word, *rest in said if word == "wrote"]
        clashes = refused[0] + sum(line == "status 3" for line in child.said)
        judgement.state = "refused in between" if clashes else "no clash"
        judgement.breaches += wrong_chains(made, mornings_in(path))
        opened(path, judgement)
        tally.take(judgement, f"round {number + 1}")
    return tally


def fresh(course: Course, name: str) -> Path:
    """An empty diary in a folder of its own."""
    folder = course.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / DIARY
    shutil.copy(course.templates.empty, path)
    return path


def _link(text: str) -> Link:
    knee, before, after = json.loads(text)
    return knee, before, after


def _answered(path: Path, child: Child, draw: Random, refused: list[int]) -> list[Link]:
    """What the window wrote while the command line was at work."""
    lock = DiaryLock(path)
    assert lock.acquire()
    store = bootstrap.open_store(path)
    journal = Journal(EventBus(), store.load())
    journal.attach(store)
    made: list[Link] = []
    child.go()
    while not child.listen(draw.uniform(0.0, 0.01)):
        knee = draw.choice(KNEES)
        was = journal.diary.day(date.fromisoformat(ON)).knee(knee).morning
        value = draw.choice([each for each in range(11) if was is None or each != was.value])
        change = entries.set_score(
            journal.diary,
            date.fromisoformat(ON),
            Knee(knee),
            Moment.MORNING,
            value,
            Stamp(datetime.now(UTC), "Europe/Lisbon"),
        )
        try:
            journal.apply(change)
        except StaleChangeError:
            # What a window does: it shows what is there, and the person decides again.
            refused[0] += 1
            journal.reload_if_foreign()
        else:
            made += links(change)
        if draw.random() < 0.3:
            journal.reload_if_foreign()
    journal.detach()
    lock.release()
    return made


def mornings_in(path: Path) -> dict[str, str]:
    """The answers in the file, as SQLite alone reads them."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return {
            knee: f"{score} {at.replace('Z', '+00:00')} {source}"
            for knee, score, at, source in connection.execute(_MORNINGS)
        }


def wrong_chains(made: Iterable[Link], left: dict[str, str]) -> list[str]:
    """Every answer took the place of the one that its writer had seen, up to the last one."""
    breaches = []
    for knee in KNEES:
        follows: dict[str | None, str | None] = {}
        for each, before, after in made:
            if each == knee.value:
                if before in follows:
                    breaches.append(f"{knee}: {after} went over {follows[before]} unseen")
                follows[before] = after
        count, at = 0, None
        while at in follows and count <= len(follows):
            count, at = count + 1, follows[at]
        if count != len(follows) or at != left.get(knee.value):
            breaches.append(f"{knee}: {count} of {len(follows)} in a row, {at} is {left.get(knee)}")
    return breaches


def last_wins() -> ExitStack:
    """The window writes what it has, whatever the file holds by now."""

    def rebase(change: Change, _current: object) -> Change:
        return change

    stack = ExitStack()
    stack.enter_context(patch("diary.storage.writing.rebase", rebase))
    return stack


# ---- a second start ---------------------------------------------------------------------------


def second_starts(course: Course, rounds: int, work: str = "second_start") -> Tally:
    """The program is started again on a diary whose window is open: that one comes to the front."""
    if QCoreApplication.instance() is None:
        QApplication(["faults"])
    tally = Tally("a second start on one diary", "as another program")
    # A place for each: a listener goes later than its test, and takes the name of its socket along.
    path = fresh(course, work)
    parent = QObject()
    first = OneInstance(parent)
    for number in range(rounds):
        judgement, lock = Judgement("refused, the first one shown"), DiaryLock(path)
        judgement.require(lock.acquire(), "the first one has no lock")
        first.listen(path)
        asked: list[bool] = []
        with course.forks.child(Errand(work, str(path))) as child:
            _answer(first, child, asked)
            child.end()
        judgement.require("took the diary" not in child.said, "two windows on one diary")
        judgement.require("shown" in child.said, f"the first one was not asked: {child.said}")
        judgement.require(asked, "the first one has not heard of it")
        lock.release()
        opened(path, judgement)
        tally.take(judgement, f"round {number + 1}")
    parent.deleteLater()
    return tally


def _answer(first: OneInstance, child: Child, asked: list[bool]) -> None:
    """Let the first program go on until it was asked, or for some seconds."""
    loop, until = QEventLoop(), QTimer()
    until.setSingleShot(True)
    until.timeout.connect(loop.quit)

    def take() -> None:
        asked.append(True)
        loop.quit()

    connection = first.show_requested.connect(take)
    until.start(_ANSWER_MS)
    child.go()
    loop.exec()
    until.stop()
    first.show_requested.disconnect(connection)
