"""Finds which of the runs that were read are here already, and which repeat each other.

The same files give the same answer in any order: where several runs of an import are one, the
fullest is kept, and every other one is a repeat of the kept one itself, never of a third. Of a
recording and its beginning the longer is the one to keep, however full the other is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta

from diary.domain.reading import Caution, ImportStatus, ReadFile
from diary.domain.run import Run, SourceFormat
from diary.domain.same_run import (
    ONE_START,
    RunTrace,
    Sameness,
    are_alike,
    is_beginning,
    sameness,
    start_apart,
    trace_of,
)
from diary.services.import_plan import (
    Doubt,
    PlannedFile,
    PlannedRun,
    TwinPlace,
    is_empty,
)

# A day may be another one in another zone, by two at the most.
_NEAR_DAYS = tuple(timedelta(days=days) for days in (0, -1, 1, -2, 2))
# Faster than anybody runs, slower than anybody walks; seconds for a kilometre.
PACE_FASTEST_S, PACE_SLOWEST_S = 150.0, 1200.0
_PACE_FROM_M = 100.0
_DAY_S = 86_400.0
_FORMATS = tuple(SourceFormat)


@dataclass(slots=True)
class _Candidate:
    """A run that was read, on its way to a decision."""

    found: ReadFile
    run: Run
    trace: RunTrace
    file: int
    twin: Run | None = None
    twin_id: str = ""
    place: TwinPlace | None = None
    has_part_in_bin: bool = False


@dataclass(slots=True)
class _Near:
    """Runs that others are compared with, found by day and by the source's own name.

    A file does not hold one run twice: `owners` says of which file an entry is, and `claimed` for
    which run of a file an entry was taken on its numbers alone. With `is_whole_only` a recording is
    none that repeats its own beginning.
    """

    is_whole_only: bool = False
    by_day: dict[date, list[RunTrace]] = field(default_factory=dict)
    by_name: dict[str, list[RunTrace]] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    claimed: dict[tuple[int, str], str] = field(default_factory=dict)

    def add(self, trace: RunTrace, file: int | None = None) -> None:
        """Count a run as here, one of the diary or of a file of this import."""
        if file is not None:
            self.owners[trace.id] = file
        self.by_day.setdefault(trace.on, []).append(trace)
        for name in {trace.id, trace.external_id} - {""}:
            self.by_name.setdefault(name, []).append(trace)

    def best(self, trace: RunTrace, file: int) -> RunTrace | None:
        """The run that this one repeats; the surest and then the nearest of several."""
        found: list[tuple[Sameness, RunTrace]] = []
        for other in self._candidates(trace):
            how = sameness(trace, other)
            if how is Sameness.START and self.is_whole_only and is_beginning(other, trace):
                continue
            if how is not None and self._is_free(other, how, trace, file):
                found.append((how, other))
        if not found:
            return None
        how, twin = min(found, key=lambda each: _nearness(trace, *each))
        self.claimed.setdefault((file, twin.id), trace.id)
        return twin

    def has_beginning(self, trace: RunTrace) -> bool:
        """True when one of these is the beginning of this recording."""
        return any(is_beginning(other, trace) for other in self._candidates(trace))

    def _is_free(self, other: RunTrace, how: Sameness, trace: RunTrace, file: int) -> bool:
        if self.owners.get(other.id) == file:
            # What a file names twice is one activity; two of its recordings may begin as one.
            is_named_twice = bool(trace.external_id) and trace.external_id == other.external_id
            return how >= Sameness.START and (is_named_twice or are_alike(trace, other))
        if how >= Sameness.START:
            return True
        return self.claimed.get((file, other.id), trace.id) == trace.id

    def _candidates(self, trace: RunTrace) -> Iterable[RunTrace]:
        found: dict[str, RunTrace] = {}
        for name in (trace.id, trace.external_id):
            found.update((other.id, other) for other in self.by_name.get(name, ()))
        for days in _NEAR_DAYS:
            found.update((other.id, other) for other in self.by_day.get(trace.on + days, ()))
        return found.values()


def _nearness(trace: RunTrace, how: Sameness, other: RunTrace) -> tuple[object, ...]:
    metres = abs((trace.distance_m or 0.0) - (other.distance_m or 0.0))
    return (-how, start_apart(trace, other), metres, other.on, other.id)


def planned_files(
    found: Sequence[ReadFile],
    runs: Iterable[Run],
    in_bin: Iterable[RunTrace],
    left_out: Collection[str] = (),
) -> tuple[PlannedFile, ...]:
    """Decide about everything that was read, beside the runs of the diary and those in its bin.

    Tables with a key in `left_out` have nothing.
    """
    found = [_emptied(file) if _is_left_out(file, left_out) else file for file in found]
    here = {run.id: run for run in runs}
    traces = [trace_of(run) for run in here.values()]
    removed = {trace.id: trace for trace in in_bin}
    candidates = _candidates(found)
    known = _Near(), _Near(is_whole_only=True)
    for near, part in zip(known, (traces, removed.values()), strict=True):
        for trace in part:
            near.add(trace)
    rest = _without_known(candidates, known, here)
    rest = _without_leftovers(rest, candidates, (*traces, *removed.values()), here)
    _keep_the_fullest(rest)
    _keep_one_of_deleted(candidates)
    by_run = {id(each.run): each for each in candidates}
    gear = _gear_of_kept(candidates)
    return tuple(
        replace(_planned_file(file, by_run, gear), is_left_out=_is_left_out(file, left_out))
        for file in found
    )


def _is_left_out(file: ReadFile, left_out: Collection[str]) -> bool:
    return file.table is not None and file.table.key in left_out


def _emptied(file: ReadFile) -> ReadFile:
    return replace(file, runs=(), scores=(), warnings=(), gear={})


def _candidates(found: Sequence[ReadFile]) -> list[_Candidate]:
    """Every run that was read, the fullest first, in an order that no file order changes."""
    listed = [
        _Candidate(file, run, trace_of(run), number)
        for number, file in enumerate(found)
        for run in file.runs
    ]
    parts = _parts(listed)
    return sorted(listed, key=lambda each: _order(each, is_part=id(each) in parts))


def _parts(listed: Iterable[_Candidate]) -> set[int]:
    """The recordings that are the beginning of another one, by their identity."""
    started = ((each.trace.started_at, each) for each in listed if each.trace.is_by_device)
    in_order = sorted(
        ((at, each) for at, each in started if at is not None), key=lambda pair: pair[0]
    )
    found = set[int]()
    for place, (at, one) in enumerate(in_order):
        for number in range(place + 1, len(in_order)):
            other_at, other = in_order[number]
            if other_at - at > ONE_START:
                break
            if is_beginning(one.trace, other.trace):
                found.add(id(one))
            elif is_beginning(other.trace, one.trace):
                found.add(id(other))
    return found


def _order(candidate: _Candidate, *, is_part: bool) -> tuple[object, ...]:
    """Beginnings after all that is whole, the longer first; else by what is known of the run."""
    run, source = candidate.run, candidate.run.source
    filled = sum(not is_empty(getattr(run, each.name)) for each in fields(Run))
    rank = len(_FORMATS) if source is None else _FORMATS.index(source.format)
    start = 0.0 if run.started_at is None else run.started_at.timestamp()
    place = (candidate.found.path, candidate.found.member or "")
    length = (-(run.distance_m or 0.0), -(run.elapsed_s or run.duration_s or 0.0))
    first = (is_part, *(length if is_part else ()))
    return (*first, -filled, rank, start, *length, candidate.found.sha256, *place, run.title)


def _without_known(
    candidates: Iterable[_Candidate], known: tuple[_Near, _Near], here: dict[str, Run]
) -> list[_Candidate]:
    """Those that are neither in the diary nor, asked only then, in its bin.

    A part that was deleted says nothing about the whole.
    """
    rest, (in_diary, in_bin) = [], known
    for each in candidates:
        twin = in_diary.best(each.trace, each.file)
        if twin is None:
            twin = in_bin.best(each.trace, each.file)
        if twin is None:
            each.has_part_in_bin = in_bin.has_beginning(each.trace)
            rest.append(each)
        else:
            _repeat(each, twin.id, here)
    return rest


def _repeat(candidate: _Candidate, known_id: str, here: dict[str, Run]) -> None:
    candidate.twin_id, candidate.twin = known_id, here.get(known_id)
    candidate.place = TwinPlace.BIN if candidate.twin is None else TwinPlace.DIARY


def _without_leftovers(
    rest: Sequence[_Candidate],
    candidates: Iterable[_Candidate],
    traces: Iterable[RunTrace],
    here: dict[str, Run],
) -> list[_Candidate]:
    """Runs of a file that was imported before, though start and distance were changed by hand.

    As many runs of the file are here already as entries name it that no run of it was found for.
    """
    taken = {each.twin_id for each in candidates}
    unclaimed: dict[str, list[RunTrace]] = {}
    for trace in traces:
        if trace.sha256 and trace.id not in taken:
            unclaimed.setdefault(trace.sha256, []).append(trace)
    left: list[_Candidate] = []
    paired: list[tuple[_Candidate, str]] = []
    for each in rest:
        again = next((twin for one, twin in paired if _are_copies(one, each)), None)
        waiting = unclaimed.get(each.trace.sha256, []) if each.trace.sha256 else []
        if again is None and waiting:
            nearest = min(waiting, key=lambda trace: (start_apart(each.trace, trace), trace.id))
            waiting.remove(nearest)
            again = nearest.id
        if again is None:
            left.append(each)
            continue
        paired.append((each, again))
        _repeat(each, again, here)
    return left


def _are_copies(one: _Candidate, other: _Candidate) -> bool:
    """True for one activity that was read twice, from two copies of a file."""
    is_other_copy = one.file != other.file and one.trace.sha256 == other.trace.sha256
    return is_other_copy and sameness(one.trace, other.trace) is not None


def _keep_the_fullest(rest: Iterable[_Candidate]) -> None:
    near, kept = _Near(), dict[str, Run]()
    for each in rest:
        twin = near.best(each.trace, each.file)
        if twin is None:
            near.add(each.trace, each.file)
            kept[each.run.id] = each.run
        else:
            _repeat(each, twin.id, kept)
            each.place = TwinPlace.IMPORT


def _keep_one_of_deleted(candidates: Iterable[_Candidate]) -> None:
    """Of several entries of a run in the bin the fullest stands for it, the others repeat that."""
    kept: dict[str, Run] = {}
    for each in candidates:
        if each.place is not TwinPlace.BIN:
            continue
        first = kept.setdefault(each.twin_id, each.run)
        if first is not each.run:
            each.twin_id, each.twin, each.place = first.id, first, TwinPlace.IMPORT


def _gear_of_kept(candidates: Iterable[_Candidate]) -> dict[str, str]:
    """The pair of each run; one that is kept has that of its repeats when its own file has none."""
    found: dict[str, str] = {}
    for each in candidates:
        name = each.found.gear.get(each.run.id, "")
        if name:
            found[each.run.id] = name
    for each in candidates:
        if each.place is TwinPlace.IMPORT and each.run.id in found:
            found.setdefault(each.twin_id, found[each.run.id])
    return found


def _planned_file(
    file: ReadFile, by_run: dict[int, _Candidate], gear: dict[str, str]
) -> PlannedFile:
    return PlannedFile(
        path=file.path,
        member=file.member,
        runs=tuple(_planned_run(file, by_run[id(run)], gear) for run in file.runs),
        warnings=file.warnings,
        error=file.error,
        table=file.table,
        scores=file.scores,
    )


def _planned_run(file: ReadFile, candidate: _Candidate, gear: dict[str, str]) -> PlannedRun:
    is_here = candidate.place is not None
    twin = candidate.twin if candidate.place is TwinPlace.DIARY else None
    return PlannedRun(
        run=candidate.run,
        status=ImportStatus.DUPLICATE if is_here else ImportStatus.ADDED,
        twin=candidate.twin,
        twin_place=candidate.place,
        doubts=() if is_here else _doubts_about(candidate, file),
        is_longer=twin is not None and is_beginning(trace_of(twin), candidate.trace),
        gear=gear.get(candidate.run.id, ""),
    )


def _doubts_about(candidate: _Candidate, file: ReadFile) -> tuple[Doubt, ...]:
    found = doubts_about(candidate.run, file)
    return (Doubt.PART_DELETED, *found) if candidate.has_part_in_bin else found


def doubts_about(run: Run, file: ReadFile) -> tuple[Doubt, ...]:
    """Why a run needs a look: by its numbers, and by what its reader said about it."""
    of_all = {problem.code for problem in file.warnings if problem.run_id is None}
    said = {problem.code for problem in file.warnings if problem.run_id == run.id}
    said |= of_all if len(file.runs) == 1 else set()
    # A FIT file is one recording: where it is broken all of it may be.
    is_recording = run.source is not None and run.source.format is SourceFormat.FIT
    broken = said | of_all if is_recording else said
    found = {
        Doubt.NO_DISTANCE: run.is_run and not run.distance_m,
        # A table without a column of times was looked at as a whole.
        Doubt.NO_TIME: run.is_run and not run.duration_s and file.table is None,
        Doubt.IMPLAUSIBLE_SPEED: run.is_run and _is_implausible(run),
        Doubt.SPORT_GUESSED: Caution.SPORT_GUESSED in said,
        Doubt.DATE_IMPLAUSIBLE: Caution.DATE_IMPLAUSIBLE in said,
        Doubt.ELAPSED_LONG: (run.duration_s or 0.0) > _DAY_S,
        # The rows of a table before the one that breaks off are whole.
        Doubt.CUT_SHORT: Caution.CUT_SHORT in broken and file.table is None,
        Doubt.CRC_WRONG: Caution.CRC_WRONG in broken,
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


def _is_implausible(run: Run) -> bool:
    pace_s = run.pace_s_per_km
    if pace_s is None or (run.distance_m or 0.0) < _PACE_FROM_M:
        return False
    return not PACE_FASTEST_S <= pace_s <= PACE_SLOWEST_S
