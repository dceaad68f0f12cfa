"""Three surroundings with real processes, and whether their judge can be trusted."""

from pathlib import Path

import numpy as np
import pytest

from tests.surroundings.cells import CELLS, QUICK
from tests.surroundings.course import play, table
from tests.surroundings.judging import Verdict
from tests.surroundings.picture import words_in
from tests.surroundings.proofs import amiss, proof
from tests.surroundings.screen import missing_tools
from tests.surroundings.sitting import prepared
from tests.surroundings.wrong import KINDS, RIGHT

needs_a_screen = pytest.mark.skipif(bool(missing_tools()), reason=missing_tools() or "all there")
# The others take as long and are tried by `make faults`.
PROOFS = (RIGHT, "loses the score", "writes boxes", "says a traceback")


@pytest.fixture(scope="module")
def diary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("prepared") / "diary")


@needs_a_screen
@pytest.mark.parametrize("name", QUICK)
def test_the_program_is_used_in_odd_surroundings(name: str, diary: Path, tmp_path: Path) -> None:
    cell = next(each for each in CELLS if each.name == name)
    verdict = play(cell, tmp_path, diary)
    assert verdict.sitting is not None
    assert not verdict.breaches, verdict.sitting.said


@needs_a_screen
@pytest.mark.parametrize("kind", PROOFS)
def test_a_window_that_is_wrong_is_found(kind: str, diary: Path, tmp_path: Path) -> None:
    _verdict, wrong = proof(kind, tmp_path, diary)
    assert not wrong


def test_a_judge_who_finds_nothing_is_found() -> None:
    nothing = Verdict(CELLS[0])
    assert [kind for kind in KINDS if not amiss(kind, nothing)] == [RIGHT]
    assert amiss(RIGHT, Verdict(CELLS[0], breaches=["exit status 1"])) == ["exit status 1"]


def test_the_list_has_many_cells_of_different_names() -> None:
    assert len({cell.name for cell in CELLS}) == len(CELLS) >= 40
    assert set(QUICK) <= {cell.name for cell in CELLS}


def test_what_was_not_tried_never_passes_for_tried() -> None:
    row = table([Verdict(CELLS[0], missing="no screen")]).splitlines()[-1]
    assert row.endswith("| not tried |")
    assert "no screen" in row


@pytest.mark.parametrize("grey", [0, 255])
def test_nothing_is_written_on_an_empty_picture(grey: int) -> None:
    assert words_in(np.full((300, 300, 3), grey, np.uint8)) == 0
