"""Reads whatever a person gives: a file of any kind, a zip or a folder.

Its content decides what it is. Whatever happens, every file has a result, and one bad file never
stops the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from diary.domain.reading import ReadFile, ReadProblem, ReadRequest, Refusal
from diary.formats.activity_files import read_activity, refused_file
from diary.formats.archive import Archive, Watch, archive_at, is_zip
from diary.formats.refused import RefusedError
from diary.formats.sniff import FileKind, sniff
from diary.formats.source import Source, opened, regular_file

NewId: TypeAlias = Callable[[], str]
_ReadArchive: TypeAlias = Callable[[Archive, ReadRequest, NewId], Iterator[ReadFile]]
_ReadSource: TypeAlias = Callable[
    [Source, Path, str | None, ReadRequest, NewId], Iterator[ReadFile]
]
# Where everything of a Garmin account lies, and what there is to be read by itself.
_ACCOUNT = re.compile(r"(?:^|.*/)DI_CONNECT/", re.IGNORECASE)
_ACTIVITY_ENDINGS = (".fit", ".tcx", ".gpx", ".gz", ".zip")


def read_path(
    path: Path, request: ReadRequest, new_id: NewId, watch: Watch | None = None
) -> Iterator[ReadFile]:
    """Everything in a file, a zip or a folder, one result after the other; never raises for it.

    Of a zip or a folder each result has the name of its file in it as `member`.
    """
    try:
        if _is_archive(path):
            with archive_at(path, watch) as archive:
                yield from _or_nothing(_read_archive(archive, request, new_id), path, None)
        else:
            with opened(path, (watch or Watch()).on_read) as source:
                yield from _read_source(source, path, None, request, new_id)
    except RefusedError as error:
        yield refused_file(path, None, error.problem)
    except Exception as error:  # noqa: BLE001 - one bad file never stops the others
        yield refused_file(path, None, _problem(error))


def _is_archive(path: Path) -> bool:
    try:
        if path.is_dir():
            return True
    except OSError as error:
        raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error
    with regular_file(path) as file:
        try:
            return is_zip(file.read(4))
        except OSError as error:
            raise RefusedError(Refusal.UNREADABLE, type(error).__name__) from error


def _read_archive(archive: Archive, request: ReadRequest, new_id: NewId) -> Iterator[ReadFile]:
    """What a known archive holds by its own rules, and each file of an unknown one by itself."""
    if _is_office_document(archive):
        # Its parts are of no use to anybody, one by one.
        yield refused_file(archive.path, None, ReadProblem(Refusal.UNSUPPORTED, "a document"))
        return
    for name, problem in archive.refused:
        yield refused_file(archive.path, name, problem)
    taken: set[str] = set()
    for names, read in _known_in(archive):
        taken |= names
        yield from read(archive, request, new_id)
    rest = [name for name in archive.names if name not in taken]
    for done, name in enumerate(rest, 1):
        for found in _read_member(archive, name, request, new_id):
            yield replace(found, share=done / len(rest))


def _is_office_document(archive: Archive) -> bool:
    """True for a spreadsheet or a text as office programs pack them."""
    is_microsoft = "[Content_Types].xml" in archive.names
    is_open = {"mimetype", "content.xml"} <= set(archive.names)
    return not archive.files and (is_microsoft or is_open)


def _read_member(
    archive: Archive, name: str, request: ReadRequest, new_id: NewId
) -> Iterator[ReadFile]:
    try:
        with archive.opened(name) as source:
            file = archive.files.get(name)
            if is_zip(source.head) and file is not None:
                yield from read_path(file, request, new_id, archive.watch_in(name))
            elif is_zip(source.head):
                problem = ReadProblem(Refusal.UNSUPPORTED, "an archive in an archive")
                yield refused_file(archive.path, name, problem)
            else:
                yield from _read_source(source, archive.path, name, request, new_id)
    except RefusedError as error:
        yield refused_file(archive.path, name, error.problem)
    except Exception as error:  # noqa: BLE001 - as above
        yield refused_file(archive.path, name, _problem(error))


def _read_source(
    source: Source, path: Path, member: str | None, request: ReadRequest, new_id: NewId
) -> Iterator[ReadFile]:
    read = None if _is_activity(source.head) else _reader_of(source.head)
    if read is None:
        yield read_activity(source, path, member, request, new_id)
    else:
        yield from _or_nothing(read(source, path, member, request, new_id), path, member)


def _or_nothing(found: Iterator[ReadFile], path: Path, member: str | None) -> Iterator[ReadFile]:
    """What was found; where that is nothing at all, it is said."""
    first = next(found, None)
    yield first or refused_file(path, member, ReadProblem(Refusal.NOT_AN_ACTIVITY))
    yield from found


def _known_in(archive: Archive) -> Iterator[tuple[frozenset[str], _ReadArchive]]:
    """The exports of other programs in an archive: the files that belong to it, and its reader.

    Each reader is imported where it may be needed: most of what is given are single activities.
    """
    endings = {name.rpartition(".")[2].lower() for name in archive.names}
    if "json" in endings:
        from diary.formats.garmin_account import (  # noqa: PLC0415 - see above
            garmin_names,
            read_garmin_account,
        )

        names = garmin_names(archive)
        if names:
            yield names | _beside(archive, names), read_garmin_account
    if "csv" in endings:
        from diary.formats.strava import read_strava, strava_names  # noqa: PLC0415 - see above

        names = strava_names(archive)
        if names:
            yield names, read_strava
    if "xml" in endings:
        from diary.formats.apple_health import (  # noqa: PLC0415 - see above
            apple_export_in,
            apple_names,
            read_apple_archive,
        )

        export = apple_export_in(archive)
        if export is not None:
            yield apple_names(archive, export), read_apple_archive


def _beside(archive: Archive, names: frozenset[str]) -> frozenset[str]:
    """What else lies in the export of an account, but for activities and packed ones."""
    tops = tuple({found[0] for name in names if (found := _ACCOUNT.match(name))})
    return frozenset(
        name
        for name in archive.names
        if name.startswith(tops) and not name.lower().endswith(_ACTIVITY_ENDINGS)
    )


def _is_activity(head: bytes) -> bool:
    try:
        return sniff(head) in {FileKind.FIT, FileKind.TCX, FileKind.GPX}
    except RefusedError:
        return False


def _reader_of(head: bytes) -> _ReadSource | None:
    """What reads a file that begins like this; None when it is nothing that is known."""
    from diary.formats.apple_health import (  # noqa: PLC0415 - see `_known_in`
        is_apple_health,
        read_apple_health,
    )
    from diary.formats.kneelog_runs import is_kneelog, read_kneelog  # noqa: PLC0415 - as above
    from diary.formats.strava import is_strava_table, read_strava_table  # noqa: PLC0415 - as above
    from diary.formats.table import is_table, read_table  # noqa: PLC0415 - as above

    kinds: tuple[tuple[Callable[[bytes], bool], _ReadSource], ...] = (
        (is_apple_health, read_apple_health),
        (is_kneelog, read_kneelog),
        (is_strava_table, read_strava_table),
        (is_table, read_table),
    )
    return next((read for is_one, read in kinds if is_one(head)), None)


def _problem(error: Exception) -> ReadProblem:
    """What is said of a fault of this program's own, or of a file that needs too much memory."""
    is_too_large = isinstance(error, MemoryError)
    code = Refusal.TOO_LARGE if is_too_large else Refusal.UNREADABLE
    return ReadProblem(code, type(error).__name__)
