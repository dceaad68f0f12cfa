"""No entry ever changes its day: entries at every odd moment, read again in another zone.

What is expected is worked out by `reckoning` alone, and the file is read by SQLite alone as well.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from tests.faults.clocked import distance_of, place_of, script
from tests.faults.errand import Errand
from tests.faults.judging import Judgement, opened
from tests.faults.reckoning import (
    ZONES,
    Moment,
    around,
    changes,
    journeys,
    jumps,
    monday_of,
    odd_days,
)
from tests.faults.tally import Tally

if TYPE_CHECKING:
    from tests.faults.course import Course

# Of an entry by its name: day, instant, zone, and of a score of the day its value.
Entries: TypeAlias = dict[str, list[str]]
# What a round is about, and the moments of its entries in the order they are made.
Case: TypeAlias = tuple[str, Sequence[Moment]]

DIARY = "My knees.sqlite3"
# A dozen moments for each change of the clock.
_MOMENTS = 10
_READERS = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC", *ZONES)
_NAMED = 3
_RUNS = 'SELECT id, "on", started_at, timezone FROM runs'
_SCORES = 'SELECT run_id, "on", knee, moment, score, recorded_at, timezone FROM scores'


# ---- what is tried ----------------------------------------------------------------------------


def clock_changes(seed: int, count: int) -> Iterator[Case]:
    """Entries before, at and after so many changes of the clock."""
    draw = Random(f"{seed} changes")
    for zone, at in changes(draw, count):
        yield f"{zone} {at:%Y-%m-%d %H:%M}Z", around(at, zone, draw, _MOMENTS)


def seldom_days(seed: int, count: int) -> Iterator[Case]:
    """Entries on 29 February and where a year ends."""
    for name, zone, moments in odd_days(Random(f"{seed} seldom"), count):
        yield f"{name} in {zone}", moments


def travels(seed: int, count: int) -> Iterator[Case]:
    """Entries on the plane and on arrival."""
    for name, moments in journeys(Random(f"{seed} travels"), count):
        yield f"{name}, {moments[0].at:%Y-%m-%d %H:%M}Z", moments


def wrong_clocks(seed: int, count: int) -> Iterator[Case]:
    """Entries while the clock is set back and forth."""
    for number, moments in enumerate(jumps(Random(f"{seed} wrong"), count), 1):
        yield f"clock {number}", moments


# ---- trying -----------------------------------------------------------------------------------


def tried(
    course: Course,
    fault: str,
    way: str,
    cases: Iterable[Case],
    works: tuple[str, str] = ("entering", "reading"),
) -> Tally:
    """A round for each case: enter, close, open elsewhere, hand on, bring in, compare."""
    tally = Tally(fault, way)
    draw = Random(f"{course.seed} readers")
    for about, moments in cases:
        folder = course.folder / "days"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copy(course.templates.empty, folder / DIARY)
        reader = Moment(moments[-1].at + timedelta(hours=50), draw.choice(_READERS))
        judgement = _round(course, folder, moments, reader, works)
        tally.take(judgement, f"{about}, read in {reader.zone}")
    return tally


def _round(
    course: Course,
    folder: Path,
    moments: Sequence[Moment],
    reader: Moment,
    works: tuple[str, str],
) -> Judgement:
    judgement = Judgement("as entered")
    path = folder / DIARY
    made, read = folder / "entered", folder / "reader"
    made.write_text(script(moments))
    read.write_text(script([reader]))
    errand = Errand(works[0], str(path), other=str(made))
    for each in (errand, replace(errand, work=works[1], other=str(read))):
        with course.forks.child(each) as child:
            child.go()
            judgement.require(child.end() == 0, f"{each.work} ended with {child.status}")
    if judgement.breaches:
        return judgement
    wanted = expected(moments)
    answer = json.loads(Path(f"{read}.read").read_text())
    for where, found in (("in the file", rows_in(path)), *_parts(answer)):
        judgement.breaches += differences(wanted, found, where)
    judgement.breaches += _wrong_weeks(moments, answer)
    opened(path, judgement)
    return judgement


def _parts(answer: dict[str, Entries]) -> Iterator[tuple[str, Entries]]:
    for where in ("read", "brought in"):
        yield where, answer[where]


# ---- judging ----------------------------------------------------------------------------------


def expected(moments: Sequence[Moment]) -> Entries:
    """What the diary has to hold, whoever reads it and wherever."""
    wanted: Entries = {}
    for number, lived in enumerate(moments):
        on, at = lived.day.isoformat(), lived.at.isoformat()
        wanted[f"run-{number}"] = wanted[f"run-{number} after"] = [on, at, lived.zone]
        knee, moment, value = place_of(number)
        wanted[f"{on} {knee} {moment}"] = [on, at, lived.zone, str(value)]
    return wanted


def rows_in(path: Path) -> Entries:
    """What the rows of the file say, in the same form."""
    found: Entries = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        for name, on, at, zone in connection.execute(_RUNS):
            found[name] = [on, at.replace("Z", "+00:00"), zone]
        for run, on, knee, moment, score, at, zone in connection.execute(_SCORES):
            stamp = [at.replace("Z", "+00:00"), zone]
            if run is None:
                found[f"{on} {knee} {moment}"] = [on, *stamp, str(score)]
            else:
                found[f"{run} after"] = [found[run][0], *stamp]
    return found


def differences(wanted: Entries, found: Entries, where: str) -> list[str]:
    """What is not as it was entered; the first few."""
    names = sorted(name for name in wanted | found if wanted.get(name) != found.get(name))
    return [
        f"{where}: {name} is {found.get(name)}, not {wanted.get(name)}" for name in names[:_NAMED]
    ]


def _wrong_weeks(
    moments: Sequence[Moment], answer: dict[str, dict[str, float | None]]
) -> list[str]:
    """Each run counts in the week of its day, in the chart by weeks and in the one by days."""
    weeks: dict[date, float] = {}
    for number, lived in enumerate(moments):
        monday = monday_of(lived.day)
        weeks[monday] = weeks.get(monday, 0.0) + distance_of(number)
    wanted = {monday.isoformat(): metres for monday, metres in sorted(weeks.items())}
    breaches = []
    if answer["weeks"] != wanted:
        breaches.append(f"weeks hold {answer['weeks']}, not {wanted}")
    for sunday, metres in answer["sundays"].items():
        monday = date.fromisoformat(sunday) - timedelta(days=6)
        if metres is not None and metres != wanted.get(monday.isoformat(), 0.0):
            breaches.append(f"the week to {sunday} has {metres}")
    return breaches
