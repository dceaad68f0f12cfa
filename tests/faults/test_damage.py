"""What changes a row is found, never becomes a backup, and costs no older one."""

from pathlib import Path
from random import Random

from tests.faults.broken import is_found_by_sqlite
from tests.faults.course import Course, damage
from tests.faults.damage import damage_to_a_diary, flips


def test_every_kind_of_damage_is_found(course: Course) -> None:
    for line in damage(course, None):
        tally = line()
        assert tally.breaches == []
        assert tally.rounds


def test_sqlites_own_check_would_not_do(course: Course, tmp_path: Path) -> None:
    size = course.ground.lay(tmp_path / "size").stat().st_size
    cases = flips(Random(course.seed), size, 80)
    tally = damage_to_a_diary(course.ground, tmp_path / "work", "", cases, is_found_by_sqlite)
    assert any("changed and not found" in breach for breach in tally.breaches)
