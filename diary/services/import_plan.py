"""What an import would do and what the person chose about it, as values; nothing reads or writes.

A plan says what was found, choices say what becomes of it. Whoever shows them keeps the plan and
replaces the choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath

from diary.domain.diary import Diary
from diary.domain.reading import (
    PICTURE_ENDINGS,
    ImportStatus,
    ReadFile,
    ReadProblem,
    ReadRequest,
    ReadScore,
    Refusal,
)
from diary.domain.run import Run
from diary.domain.table_match import TableLook


class Doubt(StrEnum):
    """Why a planned run needs a look before it is added."""

    NO_DISTANCE = "no_distance"
    NO_TIME = "no_time"
    IMPLAUSIBLE_SPEED = "implausible_speed"
    SPORT_GUESSED = "sport_guessed"
    DATE_IMPLAUSIBLE = "date_implausible"
    ELAPSED_LONG = "elapsed_long"
    CUT_SHORT = "cut_short"
    CRC_WRONG = "crc_wrong"
    PART_DELETED = "part_deleted"


class TwinPlace(StrEnum):
    """Where the run is that a planned one repeats."""

    DIARY = "diary"
    IMPORT = "import"
    BIN = "bin"


class PlannedState(StrEnum):
    """Under which heading a planned run is shown; each run has one.

    `DELETED` was in the diary and was deleted; it counts as here until somebody asks for it.
    """

    NEW = "new"
    HERE = "here"
    DELETED = "deleted"
    LOOK = "look"
    NOT_A_RUN = "not_a_run"


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """One activity of a file.

    `status` is `DUPLICATE` when it repeats a run, `ADDED` else. `twin` is the run that it repeats:
    one of the diary, or the fuller one of this import (`twin_place`); None for one in the bin.
    `is_longer` for the whole of a recording of which only the beginning is in the diary. `gear` is
    the pair as the source calls it, empty when it does not say.
    """

    run: Run
    status: ImportStatus
    twin: Run | None = None
    twin_place: TwinPlace | None = None
    doubts: tuple[Doubt, ...] = ()
    is_longer: bool = False
    gear: str = ""

    @property
    def state(self) -> PlannedState:
        """The heading: deleted before, already here, needs a look, another sport, or else new.

        One that is here only in part needs a look.
        """
        if self.twin_place is TwinPlace.BIN:
            return PlannedState.DELETED
        if self.is_here and not self.is_longer:
            return PlannedState.HERE
        if self.doubts or self.is_longer:
            return PlannedState.LOOK
        return PlannedState.NEW if self.run.is_run else PlannedState.NOT_A_RUN

    @property
    def is_here(self) -> bool:
        """True when it repeats a run of the diary or of this import, all of it or in part."""
        return self.status is ImportStatus.DUPLICATE and self.twin_place is not TwinPlace.BIN


class ScoreState(StrEnum):
    """What a score of a table would be: `LOWER` gives way to a higher one of the same place."""

    NEW = "new"
    HERE = "here"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class PlannedScore:
    """One score of a table, beside what the diary has for that knee and moment.

    `here` is the value that the diary has, which stays; `column` the name of the column.
    """

    score: ReadScore
    state: ScoreState
    here: int | None = None
    column: str = ""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file, or one member of an archive, with its activities or the error that left none.

    `is_left_out` when the person left the whole table out; then it has neither runs nor scores.
    """

    path: str
    member: str | None
    runs: tuple[PlannedRun, ...]
    warnings: tuple[ReadProblem, ...]
    error: ReadProblem | None
    table: TableLook | None = None
    scores: tuple[ReadScore, ...] = ()
    is_left_out: bool = False

    @property
    def status(self) -> ImportStatus:
        """What became of the file: added when any of its activities is new."""
        if self.error is not None and not self.is_left_out:
            is_other = self.error.code == Refusal.NOT_AN_ACTIVITY or self._is_picture
            return ImportStatus.NOT_A_RUN if is_other else ImportStatus.FAILED
        statuses = {planned.status for planned in self.runs}
        for status in (ImportStatus.ADDED, ImportStatus.DUPLICATE):
            if status in statuses:
                return status
        return ImportStatus.SKIPPED

    @property
    def _is_picture(self) -> bool:
        code = None if self.error is None else self.error.code
        ending = PurePath(self.member or self.path).suffix.lower()
        return code == Refusal.UNSUPPORTED and ending in PICTURE_ENDINGS


@dataclass(frozen=True, slots=True)
class PathRead:
    """Everything that was read at one path: a file, an archive or a folder."""

    path: Path
    files: tuple[ReadFile, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing is written yet.

    `read` and `request` are what was read and how, so that a table can be read again another way.
    `is_whole` is False when the reading was stopped: nothing of such a plan is offered.
    `planned_scores` are the scores of all tables beside those of the diary, by day. `left_out` has
    the keys of the tables that are left out as a whole. `beside` is the diary that it was made for.
    """

    files: tuple[PlannedFile, ...]
    read: tuple[PathRead, ...] = ()
    request: ReadRequest | None = None
    is_whole: bool = True
    planned_scores: tuple[PlannedScore, ...] = ()
    left_out: frozenset[str] = frozenset()
    beside: Diary | None = field(default=None, repr=False, compare=False)

    def planned(self) -> list[PlannedRun]:
        """Every activity of all files, in the order of the files."""
        return [each for file in self.files for each in file.runs]

    def kept(self) -> dict[str, PlannedRun]:
        """By the id of each activity the one that stands for it: the one it repeats, or itself."""
        found = {each.run.id: each for each in self.planned()}
        return {
            run_id: found.get(each.twin.id, each)
            if each.twin is not None and each.twin_place is TwinPlace.IMPORT
            else each
            for run_id, each in found.items()
        }

    def runs(self, status: ImportStatus) -> list[PlannedRun]:
        """The activities of all files that have this status."""
        return [each for each in self.planned() if each.status is status]

    def in_state(self, state: PlannedState) -> list[PlannedRun]:
        """The activities of all files that are shown under this heading."""
        return [each for each in self.planned() if each.state is state]

    def tables(self) -> list[TableLook]:
        """One look at each kind of table that was read, for the columns to be matched."""
        found: dict[str, TableLook] = {}
        for file in self.files:
            if file.table is not None:
                found.setdefault(file.table.key, file.table)
        return list(found.values())

    def scores(self) -> list[ReadScore]:
        """Every knee score of all tables."""
        return [score for file in self.files for score in file.scores]

    def scores_in(self, state: ScoreState) -> list[PlannedScore]:
        """The scores of all tables of which this is true."""
        return [each for each in self.planned_scores if each.state is state]

    def gear(self) -> dict[str, int]:
        """How many runs name each pair of the sources, in order of first appearance.

        Only pairs for running count: a bicycle is gear of a ride.
        """
        found: dict[str, int] = {}
        for each in self.planned():
            if each.gear and each.run.is_run:
                found[each.gear] = found.get(each.gear, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class ShoeUse:
    """The pair that runs get: one that is here, a new one of this name, or none."""

    shoe_id: str | None = None
    new_name: str = ""


NO_SHOE = ShoeUse()


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the person chose about a plan; what is not chosen has a default that adds too little.

    Keys are ids of planned runs. `taken` says yes or no, without it new runs are taken, runs that
    need a look only with `takes_doubtful`, those deleted before only with `takes_deleted`, runs
    that are here never. `fixes` are planned runs as
    they were put right. `shoe_for_gear` is by name of the source's pair, `shoe_for_rest` for runs
    that name none (or one that is not in the mapping), `shoes` for single runs. `fills_twins`
    fills empty fields of the runs that are here; `fields_taken` names fields whose value replaces
    that of the twin, by planned run. `takes_scores` adds knee scores where there is none yet.
    `retires_old_pairs` retires the new pairs that were not worn for long, as `old_pairs` of
    `import_gear` names them.
    """

    taken: Mapping[str, bool] = field(default_factory=dict)
    fixes: Mapping[str, Run] = field(default_factory=dict)
    takes_doubtful: bool = False
    takes_deleted: bool = False
    shoe_for_gear: Mapping[str, ShoeUse] = field(default_factory=dict)
    shoe_for_rest: str | None = None
    shoes: Mapping[str, ShoeUse] = field(default_factory=dict)
    fills_twins: bool = False
    fields_taken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    takes_scores: bool = False
    retires_old_pairs: bool = False

    def is_taken(self, planned: PlannedRun) -> bool:
        """True when a planned run is to be added as a run of its own."""
        chosen = self.taken.get(planned.run.id)
        if chosen is not None:
            return chosen
        if planned.state is PlannedState.DELETED:
            return self.takes_deleted
        if planned.status is not ImportStatus.ADDED:
            return False
        is_fixed = planned.run.id in self.fixes
        return self.takes_doubtful or is_fixed or not planned.doubts

    def shoe_of(self, planned: PlannedRun) -> ShoeUse:
        """The pair that a planned run gets; other sports than running get none."""
        own = self.shoes.get(planned.run.id)
        if own is not None:
            return own
        if not self.run_of(planned).is_run:
            return NO_SHOE
        mapped = self.shoe_for_gear.get(planned.gear) if planned.gear else None
        return ShoeUse(self.shoe_for_rest) if mapped is None else mapped

    def run_of(self, planned: PlannedRun) -> Run:
        """The run as it is to be added, put right where the person did so; without a pair."""
        return self.fixes.get(planned.run.id, planned.run)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of two runs side by side; `name` is that of the run's field."""

    name: str
    here: object
    there: object

    @property
    def is_empty_here(self) -> bool:
        """True when the run that is here has nothing there."""
        return is_empty(self.here)

    @property
    def is_empty_there(self) -> bool:
        """True when the file has nothing there."""
        return is_empty(self.there)


def is_empty(value: object) -> bool:
    """True for a field that says nothing; 0 and no say something."""
    return value is None or value in ("", ())


def taken_runs(plan: ImportPlan, choices: ImportChoices) -> list[PlannedRun]:
    """The planned runs that these choices add."""
    return [each for each in plan.planned() if choices.is_taken(each)]


def counts(planned: Iterable[PlannedRun]) -> dict[PlannedState, int]:
    """How many runs are shown under each heading."""
    found = dict.fromkeys(PlannedState, 0)
    for each in planned:
        found[each.state] += 1
    return found
