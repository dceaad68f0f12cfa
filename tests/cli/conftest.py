"""The command line on real diary files; only clock and ids stand still."""

import json
import shlex
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from diary.bootstrap import command_line_parts
from diary.cli.main import main
from diary.cli.making import make_diary
from diary.cli.parts import Parts
from diary.domain.diary import Diary
from tests.builders import FixedClock, counted_ids


@dataclass(frozen=True, slots=True)
class Said:
    """What a command ended with and printed."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        return json.loads(self.out)


@dataclass(slots=True)
class Kneelog:
    """Carries out commands on one diary file."""

    path: Path
    parts: Parts
    clock: FixedClock
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Said:
        status = main(arguments, self.parts)
        out, err = self.capture.readouterr()
        return Said(status, out, err)

    def fill(self, diary: Diary) -> None:
        make_diary(self.parts, self.path, diary)

    @property
    def diary(self) -> Diary:
        with closing(self.parts.open_store(self.path)) as store:
            return store.load()


@pytest.fixture
def kneelog(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kneelog:
    path, clock = tmp_path / "diary.sqlite3", FixedClock()
    parts = replace(
        command_line_parts(),
        clock=clock,
        new_id=counted_ids(),
        default_diary=lambda: path,
        open_window=_no_window,
        open_review=_no_review,
    )
    return Kneelog(path, parts, clock, capsys)


def _no_window(path: Path) -> int:
    print("window on", path)
    return 0


def _no_review(places: Sequence[Path]) -> int:
    print("review of", *(place.name for place in places))
    return 0


def commands(said: Said) -> Iterator[list[str]]:
    """The commands of Kneelog that stand in a text, as a terminal takes them apart."""
    for line in (said.out + said.err).splitlines():
        _before, found, rest = line.partition("kneelog --diary ")
        if found:
            yield shlex.split(found + rest)[1:]


def of_diary(kneelog: Kneelog, path: Path) -> Diary:
    with closing(kneelog.parts.open_store(path)) as store:
        return store.load()
