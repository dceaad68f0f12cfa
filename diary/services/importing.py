"""Imports in two steps: look at everything, then add what was chosen as one change, one undo.

One bad file never stops the others, nothing is merged by itself, and a run that is already here
(or in the bin) is not added again unless it is chosen by hand.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from diary.domain.change import Change, ChangeSet
from diary.domain.reading import ImportStatus, ReadFile, ReadProblem, Refusal
from diary.domain.run import Run, Sport
from diary.services.journal import Journal
from diary.services.ports import Clock, IdSource, Paths, Progress, RunReader
from diary.texts.imports import import_error_text

SAME_START = timedelta(minutes=2)
SAME_DISTANCE_SHARE = 0.02
# Equal as far as either is ever shown: 0.01 km and a second.
EQUAL_DISTANCE_M = 10.0
EQUAL_TIME_S = 1.0
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """One activity of a file; `twin` is the run that it repeats, in the diary or in this import."""

    run: Run
    status: ImportStatus
    twin: Run | None = None


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file that was looked at, with its activities or the error that left none."""

    path: str
    member: str | None
    runs: tuple[PlannedRun, ...]
    warnings: tuple[ReadProblem, ...]
    error: ReadProblem | None

    @property
    def status(self) -> ImportStatus:
        """What becomes of the file: added when any of its activities is."""
        if self.error is not None:
            is_other = self.error.code == Refusal.NOT_AN_ACTIVITY
            return ImportStatus.NOT_A_RUN if is_other else ImportStatus.FAILED
        statuses = {planned.status for planned in self.runs}
        for status in (ImportStatus.ADDED, ImportStatus.DUPLICATE):
            if status in statuses:
                return status
        return ImportStatus.SKIPPED


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing is written yet."""

    files: tuple[PlannedFile, ...]

    def runs(self, status: ImportStatus) -> list[PlannedRun]:
        """The activities of all files that have this status."""
        return [each for file in self.files for each in file.runs if each.status is status]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did; `written` is empty when nothing was added or it was only tried out.

    `added` and `duplicates` count activities, `not_runs` and `failed` files.
    """

    plan: ImportPlan
    written: ChangeSet = field(default_factory=lambda: ChangeSet(()))

    @property
    def added(self) -> int:
        """How many activities were added."""
        return len(self.plan.runs(ImportStatus.ADDED))

    @property
    def duplicates(self) -> int:
        """How many activities were already here."""
        return len(self.plan.runs(ImportStatus.DUPLICATE))

    @property
    def not_runs(self) -> int:
        """How many files hold no activity."""
        return self._files(ImportStatus.NOT_A_RUN)

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return self._files(ImportStatus.FAILED)

    @property
    def exit_status(self) -> int:
        """0: nothing failed and something is here; 1: some failed; 3: nothing is here."""
        if not self.added and not self.duplicates:
            return 3
        return 1 if self.failed else 0

    def _files(self, status: ImportStatus) -> int:
        return sum(each.status is status for each in self.plan.files)


class Importing:
    """Looks at files and adds the activities in them to the diary.

    `known_sources` gives the hashes of every file imported so far, those of runs in the bin too.
    """

    def __init__(
        self,
        journal: Journal,
        read: RunReader,
        clock: Clock,
        new_id: IdSource,
        known_sources: Callable[[], frozenset[str]],
    ) -> None:
        self._journal = journal
        self._read = read
        self._clock = clock
        self._new_id = new_id
        self._known_sources = known_sources

    def look(
        self,
        paths: Paths,
        *,
        shoe_id: str | None = None,
        sport: Sport | None = None,
        progress: Progress | None = None,
    ) -> ImportPlan:
        """What is in these files and folders, and what of it is new.

        `shoe_id` is for the runs among it, `sport` overrides what the files say. When `progress`
        asks to stop, the plan has what was looked at until then.
        """
        files = files_under(paths)
        here = _Here(self._journal.diary.runs.values(), self._known_sources())
        planned: list[PlannedFile] = []
        for done, path in enumerate(files, 1):
            planned.extend(_planned(found, here, shoe_id) for found in self._read_one(path, sport))
            if progress is not None and not progress(done, len(files)):
                break
        return ImportPlan(tuple(planned))

    def commit(self, plan: ImportPlan) -> ImportOutcome:
        """Add what the plan has as added, in one change set.

        Raises what `Journal.apply` raises; then nothing was added.
        """
        added = plan.runs(ImportStatus.ADDED)
        if not added:
            return ImportOutcome(plan)
        changes = tuple(Change(None, planned.run) for planned in added)
        return ImportOutcome(plan, self._journal.apply(ChangeSet(changes)))

    def _read_one(self, path: Path, sport: Sport | None) -> Sequence[ReadFile]:
        zone = self._journal.diary.person.timezone or self._clock.zone()
        try:
            return self._read(
                path, zone=zone, new_id=self._new_id, imported_at=self._clock.now(), sport=sport
            )
        except Exception as error:  # noqa: BLE001 - one bad file never stops the others
            problem = ReadProblem(Refusal.UNREADABLE, type(error).__name__)
            return [ReadFile(str(path), None, "", (), (), problem)]


def files_under(paths: Paths) -> list[Path]:
    """The files, and the regular files in the folders in order of name, each once.

    Hidden files and folders inside a folder are passed over.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_files_in(path) if path.is_dir() else (path,)))
    return list(found)


def _files_in(top: Path) -> list[Path]:
    found: list[Path] = []

    def keep_refused(error: OSError) -> None:
        # A folder that may not be opened is listed itself, so that it is named and not passed over.
        found.append(Path(error.filename))

    for folder, subfolders, names in os.walk(top, onerror=keep_refused):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        files = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
        found.extend(file for file in files if file.is_file())
    return found


def outcome_document(outcome: ImportOutcome) -> dict[str, object]:
    """What `import --json` prints."""
    return {
        "files": [_file_document(each) for each in outcome.plan.files],
        "added": outcome.added,
        "duplicates": outcome.duplicates,
        "not_runs": outcome.not_runs,
        "failed": outcome.failed,
    }


def _file_document(planned: PlannedFile) -> dict[str, object]:
    """One file; `runs` are the ids that were added, or those that were already here."""
    error = planned.error
    name = Path(planned.path).name
    return {
        "path": planned.path,
        "member": planned.member,
        "status": planned.status.value,
        "runs": _run_ids(planned),
        "warnings": list(dict.fromkeys(str(warning.code) for warning in planned.warnings)),
        "error": None
        if error is None
        else {"code": str(error.code), "message": import_error_text(error.code, name)},
    }


def _run_ids(planned: PlannedFile) -> list[str]:
    if planned.status is ImportStatus.DUPLICATE:
        return list(dict.fromkeys(each.twin.id for each in planned.runs if each.twin is not None))
    return [each.run.id for each in planned.runs if each.status is ImportStatus.ADDED]


class _Here:
    """The runs that are here already, in the diary or earlier in this import."""

    def __init__(self, runs: Iterable[Run], known_sources: frozenset[str]) -> None:
        self._by_day: dict[date, list[Run]] = {}
        self._hashes = set(known_sources)
        for run in runs:
            self.add(run)
            if run.source is not None and run.source.sha256:
                self._hashes.add(run.source.sha256)

    def add(self, run: Run) -> None:
        """Count a run as here."""
        self._by_day.setdefault(run.on, []).append(run)

    def add_file(self, sha256: str) -> None:
        """Count a file as here."""
        if sha256:
            self._hashes.add(sha256)

    def has_file(self, sha256: str) -> bool:
        """True when a file of the same content was imported before, though its runs be gone."""
        return sha256 in self._hashes

    def twin(self, run: Run) -> Run | None:
        """The run that this one repeats."""
        for on in (run.on, run.on - _DAY, run.on + _DAY):
            for other in self._by_day.get(on, ()):
                if is_same_run(run, other):
                    return other
        return None


def is_same_run(one: Run, other: Run) -> bool:
    """True when two entries are about the same run.

    They start within 2 minutes and differ by at most 2 % in distance, or have equal time and
    distance on the same day.
    """
    if one.started_at is not None and other.started_at is not None:
        near = abs(one.started_at - other.started_at) <= SAME_START
        one_m, other_m = one.distance_m or 0.0, other.distance_m or 0.0
        if near and abs(one_m - other_m) <= SAME_DISTANCE_SHARE * max(one_m, other_m):
            return True
    return one.on == other.on and _are_equal(one, other)


def _are_equal(one: Run, other: Run) -> bool:
    one_s, other_s = one.duration_s, other.duration_s
    if not one.distance_m or not other.distance_m or one_s is None or other_s is None:
        return False
    is_as_long = abs(one_s - other_s) < EQUAL_TIME_S
    return is_as_long and abs(one.distance_m - other.distance_m) < EQUAL_DISTANCE_M


def _planned(found: ReadFile, here: _Here, shoe_id: str | None) -> PlannedFile:
    """Decide about the activities of one file, and count them as here for the files after it."""
    is_known = here.has_file(found.sha256)
    planned: list[PlannedRun] = []
    for each in found.runs:
        twin = here.twin(each)
        if is_known or twin is not None:
            planned.append(PlannedRun(each, ImportStatus.DUPLICATE, twin))
            continue
        run = replace(each, shoe_id=shoe_id) if each.is_run else each
        planned.append(PlannedRun(run, ImportStatus.ADDED))
        here.add(run)
    if found.runs:
        here.add_file(found.sha256)
    return PlannedFile(found.path, found.member, tuple(planned), found.warnings, found.error)
