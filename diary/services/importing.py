"""Imports in two steps: look at everything, then add what was chosen as one change, one undo.

One bad file never stops the others, nothing is merged by itself, and a run that is already here
(or in the bin) is not added again unless it is chosen by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from diary.domain.change import ChangeSet
from diary.domain.errors import ForeignChangeError
from diary.domain.reading import ImportStatus, ReadFile, ReadProblem, ReadRequest, Refusal
from diary.domain.run import Run, Sport
from diary.domain.same_run import RunTrace
from diary.domain.shoe import Shoe
from diary.domain.table_match import TableMatch
from diary.services.import_changes import change_set, choices_still_held, scores_added, status_of
from diary.services.import_gauge import Gauge
from diary.services.import_matching import planned_files
from diary.services.import_plan import (
    ImportChoices,
    ImportPlan,
    PathRead,
    PlannedFile,
    PlannedRun,
    PlannedState,
    ScoreState,
    taken_runs,
)
from diary.services.import_scores import planned_scores
from diary.services.journal import Journal
from diary.services.ports import Clock, IdSource, OpenReader, Paths, Progress, RunReader
from diary.texts.imports import import_error_text


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, or would do: `written` are the changes, empty when there is nothing new.

    `added`, `duplicates` and `skipped` count activities, `not_runs` and `failed` files.
    """

    plan: ImportPlan
    written: ChangeSet = field(default_factory=lambda: ChangeSet(()))
    choices: ImportChoices = field(default_factory=ImportChoices)
    _kept: dict[str, PlannedRun] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_kept", self.plan.kept())

    @property
    def added(self) -> int:
        """How many activities were added."""
        return self._runs(ImportStatus.ADDED)

    @property
    def duplicates(self) -> int:
        """How many activities were already here."""
        return self._runs(ImportStatus.DUPLICATE)

    @property
    def skipped(self) -> int:
        """How many activities were left out."""
        return self._runs(ImportStatus.SKIPPED)

    @property
    def unlooked(self) -> int:
        """How many activities were left out because they need a look."""
        return sum(map(self.needs_look, self.plan.planned()))

    @property
    def deleted(self) -> int:
        """How many activities stay deleted, as they were before; part of `duplicates`."""
        return sum(self.is_deleted(each) for each in self.plan.planned())

    @property
    def added_runs(self) -> int:
        """How many of the added activities are runs."""
        taken = taken_runs(self.plan, self.choices)
        return sum(self.choices.run_of(each).is_run for each in taken)

    @property
    def changed(self) -> int:
        """How many runs that were here have more or other numbers now."""
        pairs = [(each.before, each.after) for each in self.written.changes]
        return sum(isinstance(old, Run) and isinstance(new, Run) for old, new in pairs)

    @property
    def scores(self) -> int:
        """How many knee scores were added."""
        return scores_added(self.written)

    @property
    def new_shoes(self) -> int:
        """How many pairs were added."""
        return sum(isinstance(each.after, Shoe) for each in self.written.changes)

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
        """0: all is well and something is here; 1: some failed or need a look; 3: nothing is."""
        has_scores = self.scores or self.plan.scores_in(ScoreState.HERE)
        if not self.added and not self.duplicates and not has_scores:
            return 3
        return 1 if self.failed or self.unlooked else 0

    def status_of(self, planned: PlannedRun) -> ImportStatus:
        """What became of an activity: added, already here, or left out."""
        return status_of(planned, self._kept[planned.run.id], self.choices)

    def is_deleted(self, planned: PlannedRun) -> bool:
        """True for an activity that stays deleted, as it was before."""
        kept = self._kept[planned.run.id]
        is_taken = self.choices.is_taken(planned) or self.choices.is_taken(kept)
        return kept.state is PlannedState.DELETED and not is_taken

    def needs_look(self, planned: PlannedRun) -> bool:
        """True for an activity that was left out until somebody looked at what is odd about it."""
        is_out = self.status_of(planned) is ImportStatus.SKIPPED
        return bool(planned.doubts) and is_out and planned.run.id not in self.choices.taken

    def ids_of(self, file: PlannedFile) -> list[str]:
        """The ids of the runs of a file that were added, or else of those that were here."""
        status = self.status_of_file(file)
        found = [each for each in file.runs if self.status_of(each) is status]
        if status is ImportStatus.ADDED:
            return [each.run.id for each in found]
        runs = [each.twin for each in found if not self.is_deleted(each)]
        is_known = status is ImportStatus.DUPLICATE
        return list(dict.fromkeys(run.id for run in runs if run is not None and is_known))

    def status_of_file(self, file: PlannedFile) -> ImportStatus:
        """What became of a file: added when any of its activities or scores was."""
        if file.error is None and not file.runs and file.scores:
            return self._status_of_scores(file)
        if file.error is not None or not file.runs:
            return file.status
        statuses = {self.status_of(planned) for planned in file.runs}
        order = (ImportStatus.ADDED, ImportStatus.DUPLICATE, ImportStatus.SKIPPED)
        return next(status for status in order if status in statuses)

    def _status_of_scores(self, file: PlannedFile) -> ImportStatus:
        of_file = {id(score) for score in file.scores}
        planned = [each for each in self.plan.planned_scores if id(each.score) in of_file]
        states = {each.state for each in planned}
        if ScoreState.NEW in states:
            return ImportStatus.ADDED if self.choices.takes_scores else ImportStatus.SKIPPED
        return ImportStatus.DUPLICATE if ScoreState.HERE in states else ImportStatus.SKIPPED

    def _runs(self, status: ImportStatus) -> int:
        return sum(self.status_of(each) is status for each in self.plan.planned())

    def _files(self, status: ImportStatus) -> int:
        return sum(each.status is status for each in self.plan.files)


class Importing:
    """Looks at files and adds the activities in them to the diary.

    `open_reader` opens what reads a batch of files, `traces_in_bin` gives what tells the runs in
    the bin again. Looking may be done in another thread: it asks the journal only for its diary.
    """

    def __init__(
        self,
        journal: Journal,
        open_reader: OpenReader,
        clock: Clock,
        new_id: IdSource,
        traces_in_bin: Callable[[], Iterable[RunTrace]],
    ) -> None:
        self._journal = journal
        self._open_reader = open_reader
        self._clock = clock
        self._new_id = new_id
        self._traces_in_bin = traces_in_bin

    def look(
        self,
        paths: Paths,
        *,
        sport: Sport | None = None,
        matches: Mapping[str, TableMatch] | None = None,
        progress: Progress | None = None,
    ) -> ImportPlan:
        """What is in these files, archives and folders, and what of it is new.

        `sport` overrides what the files say, `matches` says what the columns of tables are.
        `progress` is told thousandths, also within an archive; when it asks to stop, the plan has
        what was looked at until then and is not whole.
        """
        zone = self._journal.diary.person.timezone or self._clock.zone()
        request = ReadRequest(zone, self._clock.now(), sport, dict(matches or {}))
        wanted = list(dict.fromkeys(paths))
        read = tuple(self._read(wanted, request, Gauge(wanted, progress)))
        return self._plan(read, request, is_whole=len(read) == len(wanted))

    def look_again(
        self,
        plan: ImportPlan,
        matches: Mapping[str, TableMatch],
        *,
        left_out: Collection[str] = (),
        progress: Progress | None = None,
    ) -> ImportPlan:
        """The same plan with its tables read by these matches; other files are not read again.

        The runs of what is read again have other ids than before. Of the tables in `left_out`, by
        their keys, nothing is offered.
        """
        if plan.request is None:
            return plan
        request = replace(plan.request, matches={**plan.request.matches, **matches})
        others = [each.path for each in plan.read if _is_matched_otherwise(each, matches)]
        again = {each.path: each for each in self._read(others, request, Gauge(others, progress))}
        read = tuple(again.get(each.path, each) for each in plan.read)
        is_whole = plan.is_whole and len(again) == len(others)
        return self._plan(read, request, is_whole=is_whole, left_out=frozenset(left_out))

    def commit(self, plan: ImportPlan, choices: ImportChoices | None = None) -> ImportOutcome:
        """Write what was chosen, in one change set; without choices everything that is new.

        Raises what `Journal.apply` raises; then nothing was added.
        """
        choices = choices or ImportChoices(takes_doubtful=True)
        while True:
            self._journal.reload_if_foreign()
            plan, choices = self.renewed(plan, choices)
            changes = self.changes(plan, choices)
            try:
                with self._journal.only_beside(self._journal.diary):
                    written = self._journal.apply(changes) if changes else changes
            except ForeignChangeError:
                # Another import may just have added the same runs.
                continue
            return ImportOutcome(plan, written, choices)

    def is_current(self, plan: ImportPlan) -> bool:
        """True while the diary is the one that the plan was made for."""
        return plan.beside is None or plan.beside is self._journal.diary

    def renewed(self, plan: ImportPlan, choices: ImportChoices) -> tuple[ImportPlan, ImportChoices]:
        """The plan for the diary as it is by now, and the choices as far as they still hold.

        Nothing is read again. A run that came into the diary since is here, whatever was chosen
        about it before.
        """
        if self.is_current(plan) or plan.request is None:
            return plan, choices
        whole, out = plan.is_whole, plan.left_out
        now = self._plan(plan.read, plan.request, is_whole=whole, left_out=out)
        return now, choices_still_held(plan, now, choices)

    def changes(self, plan: ImportPlan, choices: ImportChoices) -> ChangeSet:
        """What `commit` would write, for whoever writes it as a step that can be undone."""
        return change_set(plan, choices, self._journal.diary, self._new_id)

    def _plan(
        self,
        read: tuple[PathRead, ...],
        request: ReadRequest,
        *,
        is_whole: bool,
        left_out: frozenset[str] = frozenset(),
    ) -> ImportPlan:
        diary = self._journal.diary
        found = [file for each in read for file in each.files]
        files = planned_files(found, diary.runs.values(), self._traces_in_bin(), left_out)
        scores = planned_scores(files, diary)
        return ImportPlan(
            files,
            read,
            request,
            is_whole=is_whole,
            planned_scores=scores,
            left_out=left_out,
            beside=diary,
        )

    def _read(
        self, paths: Iterable[Path], request: ReadRequest, gauge: Gauge
    ) -> Iterator[PathRead]:
        """Each path with what is in it, up to the one in which the reading was stopped."""
        with self._open_reader(gauge.is_wanted) as read:
            for path in paths:
                files: list[ReadFile] = []
                gauge.begin(path)
                for found in _guarded(read, path, request, self._new_id):
                    files.append(found)
                    if not gauge.is_going_on(path, found.share):
                        return
                if not gauge.has_done(path):
                    return
                yield PathRead(path, tuple(files))


def _guarded(
    read: RunReader, path: Path, request: ReadRequest, new_id: IdSource
) -> Iterator[ReadFile]:
    try:
        yield from read(path, request, new_id)
    except Exception as error:  # noqa: BLE001 - one bad file never stops the others
        problem = ReadProblem(Refusal.UNREADABLE, type(error).__name__)
        yield ReadFile(str(path), None, "", (), (), problem)


def _is_matched_otherwise(read: PathRead, matches: Mapping[str, TableMatch]) -> bool:
    tables = [file.table for file in read.files if file.table is not None]
    return any(matches.get(table.key, table.match) != table.match for table in tables)


def outcome_document(outcome: ImportOutcome) -> dict[str, object]:
    """What `import --json` prints."""
    return {
        "files": [_file_document(outcome, each) for each in outcome.plan.files],
        "added": outcome.added,
        "duplicates": outcome.duplicates,
        "not_runs": outcome.not_runs,
        "failed": outcome.failed,
    }


def _file_document(outcome: ImportOutcome, planned: PlannedFile) -> dict[str, object]:
    """One file; `runs` are the ids that were added, or those that were already here."""
    error = planned.error
    name = Path(planned.member or planned.path).name
    detail = "" if error is None else error.detail
    status = outcome.status_of_file(planned)
    return {
        "path": planned.path,
        "member": planned.member,
        "status": status.value,
        "runs": outcome.ids_of(planned),
        "warnings": list(dict.fromkeys(str(warning.code) for warning in planned.warnings)),
        "error": None
        if error is None
        else {
            "code": str(error.code),
            "message": import_error_text(error.code, name, detail=detail),
        },
    }
