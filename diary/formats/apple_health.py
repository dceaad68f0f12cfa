"""Apple Health: each workout of `export.xml` is one activity, read in a stream of flat memory.

The routes beside it belong to the workouts that name them and are no runs of their own.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from diary.domain.errors import InvalidValueError
from diary.domain.period import local
from diary.domain.reading import Caution, ReadFile, ReadProblem, ReadRequest, Refusal
from diary.domain.run import Run, SourceFormat
from diary.formats.activity_files import refused_file
from diary.formats.apple_scan import Workouts
from diary.formats.apple_workout import (
    ON_FOOT,
    Workout,
    recorded_of,
    source_name,
    workout_of,
)
from diary.formats.archive import Archive, printable
from diary.formats.gpx import read_gpx
from diary.formats.recorded import Reading, Recorded, run_of
from diary.formats.refused import RefusedError
from diary.formats.source import Source

# The file has another name in every language, the folder never.
FOLDER = "apple_health_export"
_ROOT = re.compile(rb"<!DOCTYPE\s+HealthData[\s\[>]|<HealthData[\s>]")
# What lies beside the export in that folder.
_BESIDE = frozenset({"workout-routes", "electrocardiograms", "clinical-records"})
_CLINICAL = "export_cda.xml"
_ROUTES_MOST = 3
_CAUTIONS_MOST = 10_000

RouteOf = Callable[[str], Recorded | None]


def is_apple_health(head: bytes) -> bool:
    """True when a file begins as Apple Health's export does."""
    begin = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return begin.startswith(b"<") and _ROOT.search(begin) is not None


def apple_export_in(archive: Archive) -> str | None:
    """The member of an archive that holds Apple Health's export; None when there is none."""
    for name in archive.names:
        path = PurePosixPath(name)
        if not name.lower().endswith(".xml") or path.parent.as_posix() not in (".", FOLDER):
            continue
        try:
            with archive.opened(name) as source:
                if is_apple_health(source.head):
                    return name
        except RefusedError:
            continue
    return None


def apple_names(archive: Archive, export: str) -> frozenset[str]:
    """The members that belong to an export, itself among them: none is to be read by itself."""
    folder = PurePosixPath(export).parent
    found = {export}
    for name in archive.names:
        path = PurePosixPath(name)
        if path.is_relative_to(folder):
            first = path.relative_to(folder).parts[0]
            if first in _BESIDE or first == _CLINICAL:
                found.add(name)
    return frozenset(found)


def read_apple_archive(
    archive: Archive, request: ReadRequest, new_id: Callable[[], str]
) -> Iterator[ReadFile]:
    """The workouts of the export in an archive, one `ReadFile`; nothing when there is no export."""
    name = apple_export_in(archive)
    if name is None:
        return
    try:
        with archive.opened(name) as source:
            routes = _Routes(archive, name)
            yield from read_apple_health(source, archive.path, name, request, new_id, routes)
    except RefusedError as error:
        yield refused_file(archive.path, name, error.problem)


def read_apple_health(
    source: Source,
    path: Path,
    member: str | None,
    request: ReadRequest,
    new_id: Callable[[], str],
    route: RouteOf = lambda _path: None,
) -> Iterator[ReadFile]:
    """The workouts of one export, one `ReadFile`; never raises for what the file holds.

    `member` is its name in the archive at `path`, `route` gives the activity of a file that a
    workout names as its route.
    """
    name = printable(path.name)
    reading = Reading(name, request.zone, new_id, request.imported_at, request.sport, member)
    workouts, found = Workouts(), _Found(reading, route)
    error: ReadProblem | None = None
    try:
        for content in workouts.of(source.chunks()):
            found.add(content)
    except RefusedError as refused:
        error = refused.problem
    is_cut = source.is_cut or not workouts.is_whole
    if error is None and workouts.lost:
        found.warn(Caution.CUT_SHORT)
    if error is not None and found.runs:
        # What came before stands.
        found.warn(Caution.CUT_SHORT, str(error.code))
    elif error is None and is_cut:
        found.warn(Caution.CUT_SHORT)
    yield found.read_file(printable(str(path)), _hash(source), error, is_cut=is_cut)


class _Found:
    """What the workouts of one file have become."""

    def __init__(self, reading: Reading, route: RouteOf) -> None:
        self.runs: list[Run] = []
        self._reading = reading
        self._route = route
        # A warning once, however many workouts it is about.
        self._cautions: dict[ReadProblem, None] = {}
        self._lost: ReadProblem | None = None
        self._count = 0

    def warn(self, caution: Caution, detail: str = "") -> None:
        """Name something odd."""
        self._note(ReadProblem(caution, detail))

    def add(self, content: bytes) -> None:
        """Take one workout, or name it as lost."""
        self._count += 1
        try:
            self.runs.append(self._run(content))
        except RefusedError as error:
            self._lose(error.problem)
        except InvalidValueError as error:
            self._lose(ReadProblem(Refusal.IMPLAUSIBLE, error.field))

    def read_file(
        self, path: str, sha256: str, error: ReadProblem | None, *, is_cut: bool
    ) -> ReadFile:
        """The result; without a run there is always an error."""
        cautions = tuple(self._cautions)
        if self.runs:
            runs = tuple(_hashed(run, sha256) for run in self.runs)
            return ReadFile(path, self._reading.member, sha256, runs, cautions)
        nothing = ReadProblem(Refusal.TRUNCATED if is_cut else Refusal.NOT_AN_ACTIVITY)
        return ReadFile(
            path, self._reading.member, sha256, (), cautions, error or self._lost or nothing
        )

    def _note(self, caution: ReadProblem) -> None:
        if len(self._cautions) < _CAUTIONS_MOST:
            self._cautions[caution] = None

    def _lose(self, problem: ReadProblem) -> None:
        self._lost = self._lost or problem
        self.warn(Caution.FIELD_DROPPED, f"part {self._count}: {problem.code}")

    def _run(self, content: bytes) -> Run:
        workout = workout_of(content)
        if workout is None:
            raise RefusedError(Refusal.UNREADABLE)
        recorded = recorded_of(workout)
        if not recorded.distance_m:
            _fill(recorded, self._route_of(workout))
        reading = replace(self._reading, name=source_name(workout)[:200] or self._reading.name)
        run = run_of(recorded, reading, SourceFormat.APPLE_HEALTH, "")
        for each in recorded.cautions:
            # Nobody measures the distance of an hour of yoga.
            if each.code != Caution.NO_DISTANCE or run.sport in ON_FOOT:
                self._note(replace(each, run_id=run.id))
        return _in_its_zone(run, workout)

    def _route_of(self, workout: Workout) -> Recorded | None:
        found = (self._route(path) for path in workout.routes[:_ROUTES_MOST])
        return next((route for route in found if route is not None), None)


class _Routes:
    """Reads the routes that lie beside an export."""

    def __init__(self, archive: Archive, export: str) -> None:
        self._archive = archive
        self._folder = PurePosixPath(export).parent

    def __call__(self, path: str) -> Recorded | None:
        """The activity of a route such as "/workout-routes/route_2023-05-23.gpx"."""
        name = (self._folder / path.lstrip("/")).as_posix()
        if name not in self._archive.names:
            return None
        try:
            with self._archive.opened(name) as source:
                found, _is_whole = read_gpx(source.chunks())
        except RefusedError:
            return None
        return found[0] if found else None


def _fill(recorded: Recorded, route: Recorded | None) -> None:
    if route is None:
        return
    recorded.distance_m = route.distance_m
    if recorded.ascent_m is None and recorded.descent_m is None:
        recorded.ascent_m, recorded.descent_m = route.ascent_m, route.descent_m


def _in_its_zone(run: Run, workout: Workout) -> Run:
    """The run in the zone it was run in: the times carry that of the phone at the export."""
    zone = workout.notes.get("HKTimeZone")
    if zone is None or run.started_at is None:
        return run
    try:
        return replace(run, timezone=zone, on=local(run.started_at, zone).date())
    except InvalidValueError:
        # No zone that is known here.
        return run


def _hashed(run: Run, sha256: str) -> Run:
    source = run.source
    assert source is not None  # noqa: S101 - a run of a file always has one
    return replace(run, source=replace(source, sha256=sha256))


def _hash(source: Source) -> str:
    try:
        return source.sha256()
    except RefusedError:
        return ""
