"""Each kind of work: where it begins, and what may be left of it when it is broken off."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol
from unittest.mock import patch

from diary.bootstrap.files import read_diary_file
from diary.domain.diary import Diary
from diary.storage import database
from diary.storage.migrations.runner import SCHEMA
from diary.storage.reading import KINDS
from tests.faults.book import diary_after
from tests.faults.errand import Errand
from tests.faults.judging import Judgement, listened, opened, rows_of
from tests.faults.templates import FILES, Templates

DIARY = "My knees.sqlite3"


class Trial(Protocol):
    """One kind of work.

    `prepare` puts into a folder what the work begins with; called again on the folder of an
    earlier round, it may go on from there. `judge` looks at what was left by an errand whose
    child said these lines.
    """

    name: str

    def prepare(self, folder: Path) -> Errand:
        """The errand of the next round."""

    def judge(self, errand: Errand, said: Sequence[str]) -> Judgement:
        """What is left, and whether it may be so."""


class Entries:
    """A session of entries; it goes on in the same diary, log and all, round after round."""

    name = "entry"

    def __init__(self, templates: Templates, work: str = "entries", count: int = 8) -> None:
        self._templates = templates
        self._work = work
        self._count = count
        self._kept = 0

    def prepare(self, folder: Path) -> Errand:
        """A few entries more; of many at once the log is folded in meanwhile."""
        path = folder / DIARY
        if not path.exists():
            shutil.copy(self._templates.empty, path)
            self._kept = 0
        return Errand(self._work, str(path), self._kept, self._count)

    def judge(self, errand: Errand, said: Sequence[str]) -> Judgement:
        """All that was called kept is there, and at most the one that was on its way."""
        judgement = Judgement()
        last = listened(said, judgement) or errand.start
        diary = opened(errand.path, judgement)
        if diary is None:
            return judgement
        most = min(last + 1, errand.start + errand.count)
        for count in (last, most):
            if diary == diary_after(count):
                self._kept = count
                judgement.state = "on its way" if count > last else "as said"
                return judgement
        found = [count for count in range(most + 2) if diary == diary_after(count)]
        lost = f"{last} said, {found[0]} found" if found else f"{last} said, a mixture found"
        judgement.breaches.append(lost)
        return judgement


class NetworkEntries(Entries):
    """The same where the diary lies on another computer."""

    name = "entry on a network"

    def __init__(self, templates: Templates) -> None:
        super().__init__(templates, "entries_on_network")

    def judge(self, errand: Errand, said: Sequence[str]) -> Judgement:
        """As on the computer's own disk."""
        with patch.object(database, "is_on_network", lambda _: True):
            return super().judge(errand, said)


class Import:
    """A dozen files at once: all of their runs or none."""

    name = "import"

    def __init__(self, templates: Templates, work: str = "importing") -> None:
        self._templates = templates
        self._work = work

    def prepare(self, folder: Path) -> Errand:
        """A diary that has none of the files."""
        path = folder / DIARY
        shutil.copy(self._templates.filled, path)
        return Errand(self._work, str(path), other=str(self._templates.watch))

    def judge(self, errand: Errand, said: Sequence[str]) -> Judgement:
        """The diary of before, with every run of the files or without any."""
        judgement = Judgement()
        done = listened(said, judgement)
        diary = opened(errand.path, judgement)
        if diary is None:
            return judgement
        before = self._templates.weeks
        added = diary.runs.keys() - before.runs.keys()
        judgement.state = "all" if added else "none"
        judgement.require(len(added) in {0, FILES}, f"{len(added)} of {FILES} runs")
        judgement.require(done is None or len(added) == FILES, "called done and not there")
        judgement.require(_without(diary, added) == before, "what was there before has changed")
        return judgement


def _without(diary: Diary, runs: set[str]) -> Diary:
    left = {run_id: run for run_id, run in diary.runs.items() if run_id not in runs}
    return replace(diary, runs=left)


class Migration:
    """A diary of the first schema on its way to the present one."""

    name = "migration"

    def __init__(self, templates: Templates, work: str = "opening") -> None:
        self._old = templates.old
        self._work = work
        self._rows = rows_of(self._old)
        self._diary, _ = read_diary_file(self._old, KINDS)

    def prepare(self, folder: Path) -> Errand:
        """The old diary, alone in its folder."""
        path = folder / DIARY
        shutil.copy(self._old, path)
        return Errand(self._work, str(path))

    def judge(self, errand: Errand, said: Sequence[str]) -> Judgement:
        """The old schema with every row as it was, or the new one; then it opens with all of it."""
        judgement = Judgement()
        done = listened(said, judgement)
        # Read as the next start reads it: what lies in the log counts.
        rows = rows_of(errand.path)
        schema = rows["user_version"]
        is_old = schema == self._rows["user_version"]
        judgement.state = "old" if is_old else "new"
        judgement.require(is_old or schema == (SCHEMA,), f"schema {schema}")
        judgement.require(not is_old or rows == self._rows, "neither the old nor the new")
        judgement.require(not is_old or done is None, "called done and not there")
        diary = opened(errand.path, judgement)
        judgement.require(diary is None or diary == self._diary, "it does not hold what it held")
        return judgement
