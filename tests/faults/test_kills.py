"""Killed at any moment, a diary has everything it acknowledged and nothing by halves."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.course import Course, broken_trials
from tests.faults.kills import Killing

NAMES = [
    *("entry", "entry on a network", "import", "migration", "backup", "restore"),
    "restore over damage",
]


def test_the_course_knows_these_kinds_of_work(course: Course) -> None:
    assert [trial.name for trial in course.trials()] == NAMES


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
def test_nothing_acknowledged_is_lost(course: Course, number: int, tmp_path: Path) -> None:
    trial = course.trials()[number]
    tally = Killing(course.forks, trial, tmp_path, course.seed).at_random_moments(course.rounds)
    assert tally.breaches == []
    assert tally.rounds == course.rounds


@pytest.mark.parametrize("number", range(5))
def test_work_that_is_done_wrongly_is_found_out(
    course: Course, number: int, tmp_path: Path
) -> None:
    trial = broken_trials(course)[number]
    (tmp_path / "wrong").mkdir()
    errand = replace(trial.prepare(tmp_path / "wrong"), pauses=True)
    with course.forks.child(errand) as child:
        child.go()
        child.listen_for("here")
        child.kill()
    assert child.status == -9
    assert trial.judge(errand, child.said).breaches
