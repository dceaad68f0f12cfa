"""The bulk export of Strava: a table of all activities, and the files that it names beside it.

Every row has a result: with its file when that is there, else by itself; entries typed by hand
have none. A file that no row names is read by itself. A row's run is known again by the hash of
its file, or by its number when it has none, so that a later export, in another language too, and
the single file add nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from diary.domain.reading import ReadFile, ReadProblem, ReadRequest, Refusal
from diary.domain.run import Run
from diary.formats.activity_files import read_activity, refused_file
from diary.formats.archive import Archive, printable
from diary.formats.recorded import ON_FOOT
from diary.formats.refused import RefusedError
from diary.formats.source import Source
from diary.formats.strava_activity import StravaTable, gear_number, run_of_row
from diary.formats.strava_columns import StravaColumns, StravaField, strava_columns
from diary.formats.strava_dates import has_month_first
from diary.formats.strava_joined import RowRun, cautions_alone, join
from diary.formats.strava_rows import TableRow, TableRows, rows_at_head, table_rows

NewId: TypeAlias = Callable[[], str]
# A table of rubbish is told in as many words; the rest of it is counted.
FAULTS_MOST = 200
_SAMPLES = 20
_TABLES_MOST = 20
_SHOES_MOST = 1000
_TABLE = "activities.csv"
_FILES = "activities/"
_FOLDERS = frozenset({"activities", "routes", "media", "clubs", "photos", "posts"})
_NAMES_BESIDE = (
    "applications apps bikes blocks categories_of_personal_information_we_collect "
    "challenges clubs comments community_content components connected_apps contacts "
    "email_preferences events favorites flags followers following general_preferences "
    "global_challenges goals group_challenges information local_legend_segments logins "
    "media memberships messaging metering mobile_device_identifiers orders "
    "partner_opt_outs partner_sharing posts privacy_zones profile reactions routes "
    "segment_feedback segments shoes social_settings starred_routes starred_segments "
    "support_tickets surveys training_logs visibility_settings"
)
_BESIDE = frozenset(_NAMES_BESIDE.split())


def is_strava_table(head: bytes) -> bool:
    """True for the first bytes of a table of activities from Strava."""
    header, rows = rows_at_head(head, _SAMPLES)
    return strava_columns(header, rows) is not None


def strava_names(archive: Archive) -> frozenset[str]:
    """The files of the bulk exports at the top of an archive or in a folder there.

    They are nobody else's to read; empty when there is no export.
    """
    tables = _tables(archive)
    found: set[str] = set(tables)
    for base in map(_base, tables):
        for name in archive.names:
            if name.startswith(base) and _is_own(name.removeprefix(base)):
                found.add(name)
    return frozenset(found)


def _is_own(inner: str) -> bool:
    """True for what Strava puts beside its table: a person's own folder may hold more."""
    folder, _slash, name = inner.lower().rpartition("/")
    if folder:
        return folder.partition("/")[0] in _FOLDERS
    return name.partition(".")[0] in _BESIDE


def read_strava(archive: Archive, request: ReadRequest, new_id: NewId) -> Iterator[ReadFile]:
    """Every activity of the exports in an archive, row by row, then the files no row names."""
    for table in _tables(archive):
        try:
            with archive.opened(table) as source:
                rows = table_rows(source)
            reader = _Reader(archive.path, table, rows, request, new_id, archive)
        except RefusedError as error:
            yield refused_file(archive.path, table, error.problem)
            continue
        yield from reader.files()


def read_strava_table(
    source: Source, path: Path, member: str | None, request: ReadRequest, new_id: NewId
) -> Iterator[ReadFile]:
    """The rows of a table that came without its files."""
    try:
        reader = _Reader(path, member, table_rows(source), request, new_id, None)
    except RefusedError as error:
        yield refused_file(path, member, error.problem)
        return
    yield from reader.files()


def _tables(archive: Archive) -> list[str]:
    """The names of Strava's tables, at most one in a folder."""
    found: dict[str, str] = {}
    tables = [each for each in archive.names if each.lower().endswith(".csv")]
    near = [each for each in tables if each.count("/") <= 1]
    near.sort(key=lambda each: not each.lower().endswith(_TABLE))
    for name in near[:_TABLES_MOST]:
        if _base(name) in found:
            continue
        try:
            with archive.opened(name) as source:
                is_table = is_strava_table(source.head)
        except RefusedError:
            continue
        if is_table:
            found[_base(name)] = name
    return list(found.values())


def _base(name: str) -> str:
    return name[: name.rfind("/") + 1]


class _Reader:
    """Goes through the rows of one table; raises `RefusedError` when it is not Strava's."""

    def __init__(
        self,
        path: Path,
        table_name: str | None,
        rows: TableRows,
        request: ReadRequest,
        new_id: NewId,
        archive: Archive | None,
    ) -> None:
        columns = strava_columns(rows.header, [row.cells for row in islice(rows, _SAMPLES)])
        if columns is None:
            raise RefusedError(Refusal.UNSUPPORTED, "not a table of activities")
        self._path, self._table_name = path, table_name
        self._rows, self._request, self._new_id = rows, request, new_id
        self._archive = archive
        self._base = _base(table_name or "")
        self._names = _activity_names(archive, self._base)
        # A row may name the packed file where somebody has unpacked it, or the other way round.
        self._by_key = {_key(name): name for name in self._names}
        self._named: Counter[str] = Counter()
        self._shoes: dict[str, str] = {}
        self._row_count = 0
        dates = (self._survey(columns, row) for row in rows)
        is_month_first = has_month_first(dates, is_english=columns.is_english)
        self._table = StravaTable(columns, is_month_first, self._shoes)
        self._awaited = self._named.copy()
        self._waiting: dict[str, list[RowRun]] = {}
        self._faults = 0

    def files(self) -> Iterator[ReadFile]:
        """The results of all rows, then of the files that no row names."""
        unnamed = [name for name in self._names if name not in self._named]
        total, done = self._row_count + len(unnamed), 0
        for row in self._rows:
            done += 1
            for found in self._row(row):
                yield replace(found, share=done / total)
        if self._faults > FAULTS_MOST:
            rest = ReadProblem(Refusal.UNREADABLE, f"{self._faults - FAULTS_MOST} more lines")
            yield refused_file(self._path, self._table_name, rest)
        for name in unnamed:
            done += 1
            yield replace(self._read(name), share=done / total)

    def _survey(self, columns: StravaColumns, row: TableRow) -> str:
        """Count a row, its file and its shoes before any row is read; its date."""
        self._row_count += 1
        member = self._member(columns.cell(row.cells, StravaField.FILE))
        if member is not None:
            # An activity of several sports has several rows and one file.
            self._named[member] += 1
        number = gear_number(columns.cell(row.cells, StravaField.GEAR_ID))
        name = columns.cell(row.cells, StravaField.GEAR)
        if number and name and len(self._shoes) < _SHOES_MOST:
            self._shoes.setdefault(number, name)
        return columns.cell(row.cells, StravaField.DATE)

    def _row(self, row: TableRow) -> Iterator[ReadFile]:
        found, problem = self._understood(row)
        member = self._member(self._table.columns.cell(row.cells, StravaField.FILE))
        if member is not None:
            waiting = self._waiting.setdefault(member, [])
            if found is not None:
                waiting.append(found)
            self._awaited[member] -= 1
            if not self._awaited[member]:
                yield from self._with_file(member, self._waiting.pop(member))
        elif found is None or found.run is None:
            yield from self._fault(problem or ReadProblem(Refusal.UNREADABLE), row.line)
        elif found.activity.member and self._archive is not None:
            missing = ReadProblem(Refusal.MISSING_MEMBER, found.activity.member[:200])
            yield self._alone(found, found.run, missing)
        else:
            yield self._alone(found, found.run)

    def _understood(self, row: TableRow) -> tuple[RowRun | None, ReadProblem | None]:
        """What a row says, with or without a run of its own, and what keeps it from one."""
        if not row.cells:
            return None, ReadProblem(Refusal.UNREADABLE, "cells without end")
        try:
            activity = self._table.activity(row.cells)
        except RefusedError as error:
            return None, error.problem
        name = printable(self._path.name)
        try:
            run = run_of_row(activity, name, self._table_name, self._request, self._new_id)
        except RefusedError as error:
            return RowRun(activity, None), error.problem
        return RowRun(activity, run), None

    def _with_file(self, member: str, rows: list[RowRun]) -> Iterator[ReadFile]:
        """A file with its rows; the rows alone when the file cannot be used."""
        found = self._read(member)
        left = rows
        if found.error is None:
            is_sport_chosen = self._request.sport is not None
            found, left = join(found, rows, is_sport_chosen=is_sport_chosen)
        if found.runs or not any(row.run for row in left):
            yield found
        for row in left:
            if row.run is not None:
                problems = () if found.error is None else (found.error,)
                yield replace(self._alone(row, row.run, *problems), member=member)

    def _alone(self, row: RowRun, run: Run, *problems: ReadProblem) -> ReadFile:
        """A run that the table alone tells of."""
        gear = {run.id: row.activity.gear} if row.activity.gear and run.sport in ON_FOOT else {}
        warnings = tuple(dict.fromkeys((*problems, *cautions_alone(run, row))))
        path, sha256 = printable(str(self._path)), row.activity.sha256
        return ReadFile(path, self._table_name, sha256, (run,), warnings, gear=gear)

    def _fault(self, problem: ReadProblem, line: int) -> Iterator[ReadFile]:
        self._faults += 1
        if self._faults <= FAULTS_MOST:
            detail = f"line {line}: {problem.detail}".rstrip(": ")
            named = ReadProblem(problem.code, detail)
            yield refused_file(self._path, self._table_name, named)

    def _member(self, name: str) -> str | None:
        """The name in the archive of a file as a row names it; packed or not is all the same."""
        inner = name.replace("\\", "/").strip()
        if not inner:
            return None
        inner = self._base + inner
        return inner if inner in self._names else self._by_key.get(_key(inner))

    def _read(self, name: str) -> ReadFile:
        assert self._archive is not None  # noqa: S101 - the name is one of its files
        try:
            with self._archive.opened(name) as source:
                return read_activity(source, self._path, name, self._request, self._new_id)
        except RefusedError as error:
            problem = error.problem
        except Exception as error:  # noqa: BLE001 - one bad file never stops the others
            problem = ReadProblem(Refusal.UNREADABLE, type(error).__name__)
        return refused_file(self._path, name, problem)


def _activity_names(archive: Archive | None, base: str) -> dict[str, None]:
    """The names of the activity files of an export."""
    names = () if archive is None else archive.names
    return dict.fromkeys(name for name in names if name.startswith(base + _FILES))


def _key(name: str) -> str:
    return name.lower().removesuffix(".gz")
