"""A course that was stopped goes on after its last finished line."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.faults.course import PARTS
from tests.faults.going_on import Progress, code_version
from tests.faults.judging import Judgement
from tests.faults.lanes import LANES, lanes_of, side_by_side
from tests.faults.tally import Line, Tally


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "build" / "going.json"


def a_tally(name: str, tried: list[str]) -> Tally:
    tried.append(name)
    tally = Tally("a fault", name)
    tally.take(Judgement("kept", [f"breach of {name}"], 0.25), "round 1")
    return tally


def lines(names: str, tried: list[str], stopped_at: str = "") -> Iterator[Line]:
    def stop() -> Tally:
        raise KeyboardInterrupt

    for name in names:
        yield stop if name == stopped_at else partial(a_tally, name, tried)


def stopped_after_two(file: Path) -> list[Tally]:
    """The first call: two lines are finished, the third is not."""
    tried = Progress(file, 1, 50, "code").tried("kills", lines("abcd", [], "c"))
    found = [next(tried), next(tried)]
    with pytest.raises(KeyboardInterrupt):
        next(tried)
    return found


def test_only_what_was_not_finished_is_tried_again(file: Path) -> None:
    before = stopped_after_two(file)
    progress, tried = Progress(file, 1, 50, "code"), list[str]()
    assert progress.take_up() == 2
    found = list(progress.tried("kills", lines("abcd", tried)))
    assert tried == ["c", "d"]
    assert found[:2] == before
    assert [each.way for each in found] == list("abcd")
    progress.forget(["kills"])
    assert not file.exists()


@pytest.mark.parametrize("other", [(2, 50, "code"), (1, 60, "code"), (1, 50, "other code")])
def test_another_course_begins_anew(file: Path, other: tuple[int, int, str]) -> None:
    stopped_after_two(file)
    assert Progress(file, *other).take_up() == 0


@pytest.mark.parametrize("content", ["", "{", "[]", '{"about": 1}'])
def test_a_file_that_cannot_be_read_begins_anew(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content)
    assert Progress(file, 1, 50, "code").take_up() == 0


def test_what_was_finished_of_other_parts_stays(file: Path) -> None:
    stopped_after_two(file)
    progress = Progress(file, 1, 50, "code")
    progress.take_up()
    list(progress.tried("time", lines("xy", [])))
    progress.forget(["time"])
    assert Progress(file, 1, 50, "code").take_up() == 2


def test_any_change_of_the_code_is_another_version(tmp_path: Path) -> None:
    (tmp_path / "diary").mkdir()
    module = tmp_path / "diary" / "module.py"
    module.write_text("number = 1\n")
    before = code_version(tmp_path)
    assert code_version(tmp_path) == before
    module.write_text("number = 2\n")
    assert code_version(tmp_path) != before


def test_every_part_goes_in_one_of_the_two_lanes() -> None:
    both = [part for lane in LANES.values() for part in lane]
    assert sorted(both) == sorted(PARTS)
    assert lanes_of(["time", "damage", "kills"]) == {
        "files": ["damage", "kills"],
        "programs": ["time"],
    }
    assert list(lanes_of(["power"])) == ["files"]


def test_lanes_run_at_the_same_time_and_say_how_they_ended(tmp_path: Path) -> None:
    meet = (
        "import sys, time; from pathlib import Path; own, other = map(Path, sys.argv[1:3])\n"
        "own.touch()\n"
        "while not other.exists(): time.sleep(0.01)\n"
        "sys.exit(int(sys.argv[3]))"
    )
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    commands = [[sys.executable, "-c", meet, one, two, "0"]]
    commands.append([sys.executable, "-c", meet, two, one, "130"])
    assert side_by_side(commands) == [0, 130]
