"""`kneelog import` on copies of files of real devices that are about the same runs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Kneelog
from tests.formats.corpus import CORPUS, needs_corpus, rows
from tests.reading import open_reader

pytestmark = needs_corpus


@pytest.fixture
def copies(tmp_path: Path) -> list[str]:
    """The files of all groups under names that say nothing."""
    wanted = {row["id"] for row in rows("same_run_groups.csv")}
    found = []
    for row in rows("manifest.csv"):
        if row["id"] in wanted:
            source = CORPUS / row["file"]
            target = tmp_path / "copies" / f"{row['id']}{''.join(source.suffixes[-2:])}"
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
            found.append(str(target))
    assert len(found) == len(wanted)
    return found


def runs_by_group(kneelog: Kneelog) -> dict[str, int]:
    """How many activities of the diary begin when those of a group do."""
    starts = {row["group"]: row["start_utc"] for row in rows("same_run_groups.csv")}
    kept = [run.started_at for run in kneelog.diary.runs.values() if run.started_at is not None]
    second = timedelta(seconds=2)
    return {
        group: sum(abs(at - datetime.fromisoformat(start)) <= second for at in kept)
        for group, start in starts.items()
    }


def test_every_group_becomes_one_run_all_at_once(kneelog: Kneelog, copies: list[str]) -> None:
    kneelog("new")
    said = kneelog("import", *copies, "--json")
    assert set(runs_by_group(kneelog).values()) == {1}
    assert len(kneelog.diary.runs) == said.document["added"]
    other = kneelog("import", str(Path(copies[0]).parent), "--json")
    assert other.document["added"] == 0
    known = {each["path"]: each["status"] for each in other.document["files"]}
    assert "added" not in known.values()


@pytest.mark.parametrize("step", [1, -1])
def test_every_group_becomes_one_run_file_by_file(
    kneelog: Kneelog, copies: list[str], step: int
) -> None:
    kneelog("new")
    kneelog.parts = replace(kneelog.parts, open_reader=open_reader)
    for path in copies[::step]:
        kneelog("import", path)
    assert set(runs_by_group(kneelog).values()) == {1}
    for path in copies:
        assert kneelog("import", path, "--json").document["added"] == 0
