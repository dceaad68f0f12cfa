"""Children that live by a clock and a zone that are set: entries made, and read again elsewhere.

The day of an entry, its instant and its zone are what the program itself finds: `today` and `stamp`
of its window, and its command line. Only the computer's clock and its zone are not real.
"""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias
from unittest.mock import patch

import tzlocal

from diary import bootstrap
from diary.bootstrap import SystemClock, command_line_parts, system
from diary.bootstrap.foreign import decode_diary, encode_diary
from diary.bootstrap.window import window_parts
from diary.cli.main import main as command
from diary.domain.change import whole_diary
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment, Score
from diary.domain.load import WEEK_DAYS, LoadHistory
from diary.domain.period import Span
from diary.domain.run import Run
from diary.domain.shoe_weeks import shoe_weeks
from diary.services import entries
from diary.ui.parts import WindowParts
from tests.faults.errand import Errand, Say
from tests.faults.reckoning import Moment as Lived

# A score of a day has a place of its own four entries long; it then has another value.
_PLACES = tuple((knee, moment) for moment in ("morning", "worst") for knee in ("left", "right"))
_SCORES = 11
_ODD_M = 1000.0
# Which day an entry is about.
DayOf: TypeAlias = Callable[[WindowParts], date]
# The first day of the week that a chart puts a day into.
WeekOf: TypeAlias = Callable[[date], date]


class Wall:
    """The computer's clock and zone."""

    def __init__(self, lived: Lived) -> None:
        self.at = lived.at
        self.set(lived)

    def set(self, lived: Lived) -> None:
        """It is so late now, and the computer is there."""
        self.at = lived.at
        os.environ["TZ"] = lived.zone


@contextmanager
def wall(lived: Lived, *, looks: bool = True) -> Iterator[Wall]:
    """A clock that stands still until it is set; `looks`: a change of zone is seen at once."""
    before = os.environ.get("TZ")
    made = Wall(lived)
    _learn_zone()
    kept_s = -1.0 if looks else float("inf")
    try:
        with (
            patch.object(SystemClock, "now", lambda _clock: made.at),
            patch.object(system, "ZONE_KEPT_S", kept_s),
        ):
            yield made
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        _learn_zone()


def _learn_zone() -> None:
    """Forget the zone of before, as a program that is just started."""
    time.tzset()
    tzlocal.reload_localzone()


# ---- entries ----------------------------------------------------------------------------------


def script(steps: Iterable[Lived]) -> str:
    """What an errand's `other` holds: the moments of the entries in the order they are made."""
    return json.dumps([(each.at.isoformat(), each.zone) for each in steps])


def steps_of(errand: Errand) -> list[Lived]:
    """The moments of an errand."""
    rows = json.loads(Path(errand.other).read_text())
    return [Lived(datetime.fromisoformat(at), zone) for at, zone in rows]


def place_of(number: int) -> tuple[str, str, int]:
    """Knee, moment and value of the score of the day in entry `number`."""
    return (*_PLACES[number % len(_PLACES)], number // len(_PLACES) % _SCORES)


def distance_of(number: int) -> float:
    """Metres of the run in entry `number`; no two sums of them are equal."""
    return _ODD_M + 2.0**number


def entering(errand: Errand, say: Say) -> None:
    """A window that is open all the time; each entry is a run with a score, and one of its day."""
    _enter(errand, say, lambda parts: parts.today())


def entering_by_utc(errand: Errand, say: Say) -> None:
    """The day of an entry is that of its instant in Greenwich."""
    _enter(errand, say, lambda parts: parts.stamp().recorded_at.date())


def entering_where_it_began(errand: Errand, say: Say) -> None:
    """The zone is asked for once, when the program starts."""
    _enter(errand, say, lambda parts: parts.today(), looks=False)


def _enter(errand: Errand, say: Say, day_of: DayOf, *, looks: bool = True) -> None:
    steps = steps_of(errand)
    with wall(steps[0], looks=looks) as clock:
        parts = window_parts(errand.path)
        store = parts.open_store(errand.path)
        parts.journal.begin_saving(store)
        parts.journal.complete(store.load())
        for number, lived in enumerate(steps):
            clock.set(lived)
            _enter_one(parts, number, day_of(parts))
            _score_of_day(errand, parts, number, day_of(parts))
            say(f"done {number + 1}")
        parts.journal.detach()


def _enter_one(parts: WindowParts, number: int, on: date) -> None:
    journal, stamp, name = parts.journal, parts.stamp(), f"run-{number}"
    run = Run(
        name,
        on,
        started_at=stamp.recorded_at,
        timezone=stamp.timezone,
        distance_m=distance_of(number),
        moving_s=600.0,
    )
    journal.apply(entries.put_run(journal.diary, run))
    score = entries.set_score(
        journal.diary, on, Knee.LEFT, Moment.AFTER, number % _SCORES, stamp, run_id=name
    )
    journal.apply(score)


def _score_of_day(errand: Errand, parts: WindowParts, number: int, on: date) -> None:
    """The left knee is answered in the window, the right one by the command line."""
    knee, moment, value = place_of(number)
    if knee == "left":
        change = entries.set_score(
            parts.journal.diary, on, Knee(knee), Moment(moment), value, parts.stamp()
        )
        parts.journal.apply(change)
        return
    line = ["--diary", errand.diary, "log", "score", knee, moment, str(value)]
    with redirect_stdout(io.StringIO()) as said:
        status = command(line, command_line_parts())
    if status:
        raise AssertionError(said.getvalue())
    parts.journal.reload_if_foreign()


# ---- reading ----------------------------------------------------------------------------------


def reading(errand: Errand, say: Say) -> None:
    """Somewhere else, another day: open, enter a word, close, hand on as `diary.json`, bring in."""
    _read(errand, say, lambda diary: diary, None)


def reading_by_own_zone(errand: Errand, say: Say) -> None:
    """Every day is worked out anew from the instant, where the reader is."""
    _read(errand, say, _moved_here, None)


def reading_weeks_of_sunday(errand: Errand, say: Say) -> None:
    """Weeks begin on Sundays."""
    _read(errand, say, lambda diary: diary, lambda on: on - timedelta(days=on.isoweekday() % 7))


def _moved_here(diary: Diary) -> Diary:
    runs = {}
    for name, run in diary.runs.items():
        assert run.started_at is not None
        here = run.started_at.astimezone(tzlocal.get_localzone()) - timedelta(hours=3)
        runs[name] = Run(
            name,
            here.date(),
            started_at=run.started_at,
            timezone=run.timezone,
            distance_m=run.distance_m,
            moving_s=run.moving_s,
            knees=run.knees,
        )
    return Diary(days=diary.days, runs=runs)


def _read(errand: Errand, say: Say, seen: Callable[[Diary], Diary], week_of: WeekOf | None) -> None:
    (lived,) = steps_of(errand)
    with wall(lived):
        store = bootstrap.open_store(errand.path)
        diary = store.load()
        last = max(diary.days)
        store.write(entries.set_day(diary, last, SystemClock().now(), note="read again elsewhere"))
        diary = seen(store.load())
        store.close()
        document = encode_diary(diary, made_at=SystemClock().now(), program="kneelog")
        again = decode_diary(document).diary
        assert again is not None
        new = errand.path.with_name("brought in.sqlite3")
        store = bootstrap.create_store(new)
        store.write(whole_diary(again))
        store.close()
        store = bootstrap.open_store(new)
        read = {"read": told(diary), "brought in": told(store.load())}
        store.close()
        weeks = _weeks(diary, week_of)
    answer = {**read, "weeks": weeks, "sundays": _sundays(diary)}
    Path(f"{errand.other}.read").write_text(json.dumps(answer))
    say("done")


def told(diary: Diary) -> dict[str, list[str | None]]:
    """Day, instant and zone of every entry by its name; as `judged_days.expected` has it."""
    found: dict[str, list[str | None]] = {}
    for run in diary.runs.values():
        found[run.id] = [run.on.isoformat(), *_instant(run.started_at), run.timezone]
        score = run.knee(Knee.LEFT).after
        found[f"{run.id} after"] = [run.on.isoformat(), *_stamped(score)]
    for on, day in diary.days.items():
        for knee, moment in _PLACES:
            score = day.knee(Knee(knee)).score(Moment(moment))
            if score is not None:
                name = f"{on} {knee} {moment}"
                found[name] = [on.isoformat(), *_stamped(score), str(score.value)]
    return found


def _stamped(score: Score | None) -> list[str | None]:
    return [None, None] if score is None else [*_instant(score.recorded_at), score.timezone]


def _instant(at: datetime | None) -> list[str | None]:
    return [None if at is None else at.astimezone(UTC).isoformat()]


def _weeks(diary: Diary, week_of: WeekOf | None) -> dict[str, float]:
    """Metres by the first day of the week, as the chart of shoes adds them up."""
    if week_of is not None:
        wrong: dict[str, float] = {}
        for run in diary.runs.values():
            start = week_of(run.on).isoformat()
            wrong[start] = wrong.get(start, 0.0) + (run.distance_m or 0.0)
        return wrong
    series = shoe_weeks(diary, _span(diary))
    sums = [sum(use.weeks[place] for use in series.uses) for place in range(len(series.starts))]
    starts = [date.fromordinal(start).isoformat() for start in series.starts]
    return {start: metres for start, metres in zip(starts, sums, strict=True) if metres}


def _sundays(diary: Diary) -> dict[str, float | None]:
    """The sum of seven days that the chart of pain and load shows on each Sunday."""
    span, history = _span(diary), LoadHistory(diary)
    sums = zip(span, history.week_sums(span), strict=True)
    return {on.isoformat(): metres for on, metres in sums if on.isoweekday() == WEEK_DAYS}


def _span(diary: Diary) -> Span:
    days = diary.days_with_runs()
    week = timedelta(days=WEEK_DAYS)
    return Span(min(days) - week, max(days) + week)


def warm_up(folder: Path) -> None:
    """Do everything once, so that what is imported at its first use is there."""
    folder.mkdir()
    path, at = folder / "diary.sqlite3", datetime(2026, 11, 20, 12, tzinfo=UTC)
    bootstrap.create_store(path).close()
    made, read = folder / "entered", folder / "reader"
    made.write_text(script([Lived(at, "Europe/Lisbon")] * len(_PLACES)))
    read.write_text(script([Lived(at, "Asia/Tokyo")]))
    entering(Errand("entering", str(path), other=str(made)), lambda _: None)
    reading(Errand("reading", str(path), other=str(read)), lambda _: None)


WORKS_BY_CLOCK: Mapping[str, Callable[[Errand, Say], None]] = {
    "entering": entering,
    "reading": reading,
}
WRONG_BY_CLOCK: Mapping[str, Callable[[Errand, Say], None]] = {
    "entering_by_utc": entering_by_utc,
    "entering_where_it_began": entering_where_it_began,
    "reading_by_own_zone": reading_by_own_zone,
    "reading_weeks_of_sunday": reading_weeks_of_sunday,
}
