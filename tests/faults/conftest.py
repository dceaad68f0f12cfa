"""The forking program, started once, and everything a course needs in a folder of the session."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.children import Forks
from tests.faults.course import Course
from tests.faults.templates import Templates

SEED = 1
# How often each kind of work is killed; `make faults` does the same some fifty times more.
ROUNDS = 10


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """The short course."""
    if not hasattr(os, "fork"):
        pytest.skip("children are forked, which this system cannot do")
    folder = tmp_path_factory.mktemp("faults")
    with Forks(folder / "complaints.txt") as forks:
        yield Course(forks, Templates(folder / "templates"), folder, SEED, ROUNDS)
    complaints: Path = folder / "complaints.txt"
    assert complaints.read_text() == ""
