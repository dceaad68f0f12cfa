"""No room: the program says so at once, keeps what it kept, and goes on when there is room."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.course import Course
from tests.faults.shortage import Shortage
from tests.faults.test_kills import NAMES
from tests.faults.trials import Entries

ROUNDS = 6


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
def test_a_full_disk_loses_nothing(course: Course, number: int, tmp_path: Path) -> None:
    trial = course.trials()[number]
    tally = Shortage(course.forks, trial, tmp_path, course.seed).by_quota(ROUNDS)
    assert tally.breaches == []
    assert any(state.startswith("refused") for state in tally.states)


def test_an_entry_called_kept_though_it_was_refused_is_found_out(
    course: Course, tmp_path: Path
) -> None:
    trial = Entries(course.templates, "entries_said_though_refused")
    errand = replace(trial.prepare(tmp_path), most_bytes=40_000)
    with course.forks.child(errand) as child:
        child.go()
        assert child.end() == 0
    assert trial.judge(errand, child.said).breaches
