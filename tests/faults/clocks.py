"""A clock that is set back and forth: backups, and what is told outside the window.

The window is a real one that nobody looks at; its clock is set. How much time has really passed is
known here alone.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from diary.domain import backup as rule
from diary.domain.backup import Backup, BackupReason
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment, Sign
from diary.services import entries, notifying
from diary.services.backups import BackupSchedule
from diary.services.notifying import NoticeKind, NotificationChoices, Told
from diary.ui.background import Background
from diary.ui.main_window.teller import NotificationTeller
from tests.builders import a_day, a_knee_day, a_score
from tests.faults.judging import Judgement
from tests.faults.reckoning import wrong_by
from tests.faults.tally import Tally
from tests.ui.house import House, a_house
from tests.ui.tray_hands import NotedLines

if TYPE_CHECKING:
    from tests.faults.course import Course

Thin: TypeAlias = Callable[[Sequence[Backup]], list[Backup]]

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
_BEAT = timedelta(minutes=5)
HALF_A_DAY = 150
# Half an hour after the first change, half an hour after the last backup, and a beat.
_MOST_WAIT = timedelta(minutes=65)
_BETWEEN = timedelta(minutes=30)
_NEWEST = 5
_A_DAY_TOLD = 3
_HISTORY = 180
_AHEAD = timedelta(days=3650)
_NEAR = timedelta(days=2)
_EVERYTHING = NotificationChoices(
    has_reminders=True,
    has_prompt=True,
    quiet_from=datetime.min.time(),
    quiet_to=datetime.min.time(),
    most_a_day=_A_DAY_TOLD,
)


@dataclass(slots=True)
class Life:
    """What has really happened: `true` time, how far the clock is off, what waits since when."""

    true: datetime = START
    wrong: timedelta = timedelta()
    jumps: int = 0
    waits_since: datetime | None = None
    made: list[int] = field(default_factory=list)
    days: set[date] = field(default_factory=set)


def set_back_and_forth(
    course: Course,
    rounds: int,
    wrongly: Callable[[], ExitStack] = ExitStack,
    beats: int = HALF_A_DAY,
) -> Tally:
    """Hours with the window open; the clock is set wrong and right again, again and again."""
    _application()
    tally = Tally("clock set back and forth", "hours, days, years; to 1970 and to 2036")
    draw = Random(f"{course.seed} clocks")
    for number in range(rounds):
        folder = course.folder / "clocks"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        wrong: list[BaseException] = []
        with wrongly(), _window(folder, wrong) as house:
            judgement = _lived(house, draw, beats)
        if any(isinstance(each, KeyboardInterrupt) for each in wrong):
            # Asked to end while the window did something, which hands nothing on.
            raise KeyboardInterrupt
        judgement.require(not wrong, f"{len(wrong)} faults of the window: {wrong[:1]!r}")
        tally.take(judgement, f"round {number + 1}")
    return tally


def _application() -> None:
    if QApplication.instance() is None:
        # Kept by Qt itself.
        QApplication(["faults"]).setQuitOnLastWindowClosed(False)


@contextmanager
def _window(folder: Path, wrong: list[BaseException]) -> Iterator[House]:
    """A window that is open and not in front, whose work in threads is done at once.

    What goes wrong where nobody else hears of it is noted.
    """
    house = a_house(folder, a_swollen_knee(), START)
    house.context.background = Background()
    house.context.background.kept.choose(_EVERYTHING)
    with (
        patch.object(house.context.tasks, "run", _at_once),
        patch.object(sys, "excepthook", lambda _kind, error, _trace: wrong.append(error)),
    ):
        house.session.opened.emit()
        yield house
    house.context.undo.clear()
    house.context.tasks.close()
    house.later.painting.close()
    house.context.journal.detach()
    house.window.close()
    house.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _at_once(
    work: Callable[[object], object],
    done: Callable[[object], None],
    failed: Callable[[Exception], None],
) -> None:
    try:
        result = work(lambda *_: True)
    except Exception as error:  # noqa: BLE001 - given on, as a thread gives it
        failed(error)
    else:
        done(result)


def a_swollen_knee() -> Diary:
    """Weeks without much, then swelling on three days: something is to be told."""
    days = {}
    for back in range(80, 0, -1):
        on = START.date() - timedelta(days=back)
        signs = {Sign.SWELLING: True} if back <= 3 else {}
        days[on] = a_day(on, knees={Knee.LEFT: a_knee_day(worst=a_score(1), signs=signs)})
    return Diary(days=days)


# ---- living -----------------------------------------------------------------------------------


def _lived(house: House, draw: Random, beats: int) -> Judgement:
    judgement, life, lines = Judgement("nothing put off or told twice"), Life(), NotedLines()
    teller = NotificationTeller(house.window, lines, lambda: False)
    for beat in range(beats):
        life.true += _BEAT
        if beat % 25 in {10, 18}:
            # The first time it is years ahead, in whatever other ways it is wrong later.
            ahead = wrong_by(draw, life.true) if life.jumps else _AHEAD
            life.wrong = ahead if beat % 25 == 10 else timedelta()
            life.jumps += 1
        house.clock.at = life.true + life.wrong
        life.days.add(house.clock.today())
        if draw.random() < 0.3:
            _enter(house, draw, life)
        house.later.care.beat()
        _look_at_backups(house, life, judgement)
        teller.look()
    _look_at_told(house.context.background.kept.told(house.path), life, judgement)
    judgement.require(len(life.made) > _NEWEST, f"only {len(life.made)} backups")
    judgement.require(lines.lines, "nothing was told at all")
    return judgement


def _enter(house: House, draw: Random, life: Life) -> None:
    journal, knee = house.context.journal, draw.choice(list(Knee))
    on, value = house.context.today(), draw.randrange(11)
    change = entries.set_score(
        journal.diary, on, knee, Moment.MORNING, value, house.context.stamp()
    )
    if change:
        journal.apply(change)
        life.waits_since = life.waits_since or life.true


def _look_at_backups(house: House, life: Life, judgement: Judgement) -> None:
    """One is made in time, no more of them than there may be, and those that count stay."""
    listed = sorted(each.number for each in house.backups if each.is_verified)
    new = [number for number in listed if number not in life.made]
    if new:
        life.made += new
        life.waits_since = None
        judgement.require(len(new) == 1, f"{len(new)} backups at once")
        newest = life.made[-_NEWEST:]
        judgement.require(listed[-_NEWEST:] == newest, f"of {newest} only {listed} are left")
    most = (life.true - START) / _BETWEEN + 1 + life.jumps
    judgement.require(len(life.made) <= most, f"{len(life.made)} backups by {life.true}")
    if life.waits_since is not None:
        waits = life.true - life.waits_since
        judgement.require(waits <= _MOST_WAIT, f"no backup for {waits} at {life.true}")


def _look_at_told(told: Sequence[Told], life: Life, judgement: Judgement) -> None:
    """Nothing twice, one question a day of the diary, and no more a day than was chosen."""
    seen: set[str] = set()
    by_day: dict[date, int] = {}
    asked: list[date] = []
    for each in told:
        again = seen & each.keys
        judgement.require(not again, f"told again on {each.on}: {sorted(again)}")
        seen |= each.keys
        if each.kind is NoticeKind.PROMPT:
            asked.append(each.on)
        if each.kind is not NoticeKind.SAFETY:
            by_day[each.on] = by_day.get(each.on, 0) + 1
    judgement.require(len(asked) == len(set(asked)), "asked twice for one day")
    judgement.require(max(by_day.values(), default=0) <= _A_DAY_TOLD, f"too much a day: {by_day}")
    judgement.require({each.on for each in told} <= life.days, "told for a day that was not")


# ---- done wrongly -----------------------------------------------------------------------------


def believing_the_clock() -> ExitStack:
    """A backup from tomorrow keeps the next one waiting."""

    def changed(schedule: BackupSchedule, at: datetime) -> None:
        schedule._first_changed_at = schedule._first_changed_at or at
        schedule._last_changed_at = at

    stack = ExitStack()
    stack.enter_context(patch.object(BackupSchedule, "changed", changed))
    stack.enter_context(patch.object(BackupSchedule, "clock_set_back", lambda *_: None))
    return stack


def thinning_by_the_clock() -> ExitStack:
    """The newest five are those with the latest times."""

    def to_remove(backups: Sequence[Backup]) -> list[Backup]:
        by_time = sorted(backups, key=lambda each: each.made_at)
        old = by_time[:-_NEWEST]
        return [each for each in old if by_time[-1].made_at - each.made_at > rule.ALL_WITHIN]

    stack = ExitStack()
    stack.enter_context(patch("diary.storage.backups.folder.to_remove", to_remove))
    return stack


def remembering_for_a_day() -> ExitStack:
    """What was told on another day than it came up is told again."""

    def is_known(reminder: notifying.Tellable, told: Sequence[Told]) -> bool:
        key = notifying.key_of(reminder)
        return any(key in each.keys for each in told if each.on == reminder.raised_on)

    stack = ExitStack()
    stack.enter_context(patch.object(notifying, "_is_known", is_known))
    return stack


# ---- thinning over years ----------------------------------------------------------------------


def thinned_over_months(course: Course, rounds: int, thin: Thin = rule.to_remove) -> Tally:
    """Backups of months, thinned after each; what a clock that is right lets stay, stays."""
    tally = Tally("thinning under a wrong clock", "months of backups, thinned after each one")
    draw = Random(f"{course.seed} thinning")
    for number in range(rounds):
        tally.take(_thinned(draw, thin), f"round {number + 1}")
    return tally


def _thinned(draw: Random, thin: Thin) -> Judgement:
    judgement = Judgement("kept")
    made: dict[int, datetime] = {}
    right: list[Backup] = []
    found: list[Backup] = []
    wrong: set[int] = set()
    true, off, last = START, timedelta(), 0
    for number in range(1, _HISTORY + 1):
        true += timedelta(minutes=draw.choice((40, 90, 240, 900, 2000)))
        if number > last and not number % 20:
            off, last = wrong_by(draw, true), number + draw.randrange(_NEWEST)
        elif number > last:
            off = timedelta()
        made[number] = true
        wrong |= {number} if off else set()
        right = _left([*right, _backup(number, true)], rule.to_remove)
        found = _left([*found, _backup(number, true + off)], thin)
        _look_at_left(made, wrong, {each.number for each in found}, judgement)
    _look_for_gaps(made, right, found, judgement)
    return judgement


def _look_at_left(
    made: dict[int, datetime], off: set[int], left: set[int], judgement: Judgement
) -> None:
    """The newest five are there, and all of two days that a right clock made.

    `made` are the right times, `off` the numbers that a wrong clock made.
    """
    newest = sorted(made)[-_NEWEST:]
    judgement.require(left.issuperset(newest), f"of the newest five {newest} some went")
    now = made[newest[-1]]
    recent = {number for number, at in made.items() if now - at <= rule.ALL_WITHIN} - off
    judgement.require(recent <= left, f"{sorted(recent - left)} of two days went")


def _look_for_gaps(
    made: dict[int, datetime], right: list[Backup], found: list[Backup], judgement: Judgement
) -> None:
    """Beside each that a right clock lets stay there is one: two days away, or a third of its age.

    Under a wrong clock another one of the same day, week or month may be the one that stays.
    """
    now, left = max(made.values()), [made[each.number] for each in found]
    for each in right:
        at = made[each.number]
        far = min(abs(at - other) for other in left)
        judgement.require(far <= max(_NEAR, (now - at) / 3), f"{each.number} went, {far} away")
    judgement.require(len(found) >= len(right), f"{len(found)} left, {len(right)} by a right clock")


def _left(backups: list[Backup], thin: Thin) -> list[Backup]:
    gone = {each.number for each in thin(backups)}
    return [each for each in backups if each.number not in gone]


def _backup(number: int, at: datetime) -> Backup:
    return replace(_ONE, path=f"{number:07}", number=number, made_at=at)


_ONE = Backup(
    path="",
    number=1,
    made_at=START,
    schema=1,
    reason=BackupReason.CHANGE,
    days=1,
    runs=0,
    shoes=0,
    last_on=None,
    size_bytes=4096,
    sha256="",
    content="",
    is_verified=True,
)


def by_the_clock_alone(backups: Sequence[Backup]) -> list[Backup]:
    """The plain rule with times as they are said."""
    by_time = sorted(backups, key=lambda each: each.made_at)
    old = by_time[:-_NEWEST]
    kept = {each.path for each in old if by_time[-1].made_at - each.made_at <= rule.ALL_WITHIN}
    slots = {each.made_at.date(): each.path for each in old}
    kept |= set(list(slots.values())[-rule.DAYS :])
    return [each for each in old if each.path not in kept]
