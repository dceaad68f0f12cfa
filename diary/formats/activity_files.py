"""Reads one activity file of any kind: its content decides, never its name.

A pure function of the file: it writes nothing, asks no clock and raises nothing for bad content.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from diary.domain.errors import InvalidValueError
from diary.domain.reading import Caution, ReadFile, ReadProblem, ReadRequest, Refusal
from diary.domain.run import Run, SourceFormat
from diary.formats.archive import printable
from diary.formats.fit import LARGEST_BYTES, read_fit
from diary.formats.gpx import read_gpx
from diary.formats.recorded import Reading, Recorded, run_of
from diary.formats.refused import RefusedError
from diary.formats.sniff import FileKind, sniff
from diary.formats.source import Source
from diary.formats.tcx import read_tcx

_FORMATS = {
    FileKind.FIT: SourceFormat.FIT,
    FileKind.TCX: SourceFormat.TCX,
    FileKind.GPX: SourceFormat.GPX,
}
_ACTIVITY_ENDINGS = (".fit", ".tcx", ".gpx", ".gz")


def read_activity(
    source: Source,
    path: Path,
    member: str | None,
    request: ReadRequest,
    new_id: Callable[[], str],
) -> ReadFile:
    """The activities in an open file; `member` is its name in the archive at `path`."""
    name = printable(path.name)
    reading = Reading(name, request.zone, new_id, request.imported_at, request.sport, member)
    try:
        kind = sniff(source.head)
        recorded, is_whole = _recorded(source, kind, member or path.name)
    except RefusedError as refused:
        return refused_file(path, member, *_named(source, refused.problem))
    sha256 = source.sha256()
    runs, cautions, error = _runs(recorded, reading, _FORMATS[kind], sha256)
    if not is_whole or source.is_cut:
        cautions = (ReadProblem(Caution.CUT_SHORT), *cautions)
    return ReadFile(printable(str(path)), member, sha256, runs, _once(cautions), error)


def refused_file(
    path: Path, member: str | None, problem: ReadProblem, sha256: str = ""
) -> ReadFile:
    """The result of a file of which nothing could be used."""
    return ReadFile(printable(str(path)), member, sha256, (), (), problem)


def _recorded(source: Source, kind: FileKind, name: str) -> tuple[list[Recorded], bool]:
    """The activities, and whether the content was whole; raises `RefusedError`."""
    if kind is FileKind.FIT:
        return read_fit(source.read_all(LARGEST_BYTES)), True
    if kind in (FileKind.GPX, FileKind.TCX):
        read = read_gpx if kind is FileKind.GPX else read_tcx
        found, is_whole = read(source.chunks())
        if not found:
            is_cut = not is_whole or source.is_cut
            raise RefusedError(Refusal.TRUNCATED if is_cut else Refusal.NOT_AN_ACTIVITY)
        return found, is_whole
    if kind is FileKind.ENCRYPTED:
        raise RefusedError(Refusal.ENCRYPTED)
    if kind is FileKind.XML_CUT or (source.is_cut and not source.head):
        raise RefusedError(Refusal.TRUNCATED)
    if kind is FileKind.EMPTY:
        raise RefusedError(Refusal.UNREADABLE, "empty")
    if name.lower().endswith(_ACTIVITY_ENDINGS):
        raise RefusedError(Refusal.UNREADABLE)
    raise RefusedError(Refusal.UNSUPPORTED)


def _runs(
    recorded: list[Recorded], reading: Reading, kind: SourceFormat, sha256: str
) -> tuple[tuple[Run, ...], tuple[ReadProblem, ...], ReadProblem | None]:
    """The runs, what was odd, and the error when there is no run; a lost part is named."""
    runs: list[Run] = []
    lost: list[tuple[int, ReadProblem]] = []
    for number, each in enumerate(recorded, 1):
        try:
            runs.append(run_of(each, reading, kind, sha256))
        except RefusedError as error:
            lost.append((number, error.problem))
        except InvalidValueError as error:
            lost.append((number, ReadProblem(Refusal.IMPLAUSIBLE, error.field)))
    cautions = [caution for each in recorded for caution in each.cautions]
    if not runs:
        return (), tuple(cautions), lost[0][1]
    for number, problem in lost:
        cautions.append(ReadProblem(Caution.FIELD_DROPPED, f"part {number}: {problem.code}"))
    return tuple(runs), tuple(cautions), None


def _once(cautions: Sequence[ReadProblem]) -> tuple[ReadProblem, ...]:
    return tuple(dict.fromkeys(cautions))


def _named(source: Source, problem: ReadProblem) -> tuple[ReadProblem, str]:
    """What is said of a file that is refused, and its hash; that it is a bomb comes first."""
    try:
        return problem, source.sha256()
    except RefusedError as error:
        return error.problem, ""
