"""Reads any table of activities or of knee scores: text in columns, of whatever program.

How the columns were understood comes with it as a `TableLook`, so that a person can say otherwise;
what was said is in `ReadRequest.matches` the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from diary.domain.errors import InvalidValueError
from diary.domain.reading import (
    Caution,
    ReadFile,
    ReadProblem,
    ReadRequest,
    ReadScore,
    Refusal,
)
from diary.domain.run import Run
from diary.domain.table_match import TableLook
from diary.formats.activity_files import refused_file
from diary.formats.archive import printable
from diary.formats.garmin_csv import garmin_kind
from diary.formats.intervals_icu import intervals_kind
from diary.formats.kneelog_table import KneelogRow, is_kneelog_table, kneelog_rows
from diary.formats.recorded import RUNS_MOST, Reading, run_of
from diary.formats.refused import RefusedError
from diary.formats.runkeeper import runkeeper_kind
from diary.formats.source import Source
from diary.formats.table_guess import guess_of, pains_of
from diary.formats.table_key import table_key
from diary.formats.table_kinds import TableKind
from diary.formats.table_names import moment_named
from diary.formats.table_rows import Row, RowReader, scores_of_day, scores_of_run
from diary.formats.table_scores import odd_scores
from diary.formats.table_text import COLUMNS_MOST, Table, looks_like_table, table_of

# Twenty years of runs in a hundred columns are 6 million bytes.
LARGEST_BYTES = 64 * 1024 * 1024
_KINDS = (garmin_kind, runkeeper_kind, intervals_kind)
_SAMPLES, _CELL_SHOWN, _NAME_SHOWN = 3, 200, 200
_NAMED_MOST = 200


def is_table(head: bytes) -> bool:
    """True when the beginning of a file is text in columns."""
    return looks_like_table(head)


def read_table(
    source: Source,
    path: Path,
    member: str | None,
    request: ReadRequest,
    new_id: Callable[[], str],
) -> Iterator[ReadFile]:
    """The activities and scores in a table, one `ReadFile`; never raises for bad content.

    `member` is its name in the archive at `path`.
    """
    try:
        yield _file(source, path, member, request, new_id)
    except RefusedError as error:
        yield refused_file(path, member, error.problem)


def _file(
    source: Source,
    path: Path,
    member: str | None,
    request: ReadRequest,
    new_id: Callable[[], str],
) -> ReadFile:
    """The result of a table; raises `RefusedError`."""
    table = _table(source.read_all(LARGEST_BYTES))
    reading = Reading(
        printable(path.name), request.zone, new_id, request.imported_at, request.sport, member
    )
    found = _Found(reading, source.sha256())
    look = None
    if is_kneelog_table(table):
        for row in kneelog_rows(table, reading, found.sha256):
            found.take_kneelog(row)
    else:
        look = _read(table, request, found)
    is_cut = source.is_cut or table.is_cut
    return found.file(path, member, look, is_cut=is_cut, broken=table.broken)


def _table(content: bytes) -> Table:
    table = table_of(content)
    if table is None:
        raise RefusedError(Refusal.UNSUPPORTED)
    if table.columns > COLUMNS_MOST:
        raise RefusedError(Refusal.UNSUPPORTED, f"{table.columns} columns")
    return table


def _read(table: Table, request: ReadRequest, found: _Found) -> TableLook | None:
    """The rows by what a person said of such tables, or by a guess."""
    kind = next(filter(None, (known(table) for known in _KINDS)), TableKind())
    look = _looked_at(table, kind, request)
    reader = RowReader(table.header, look.match, kind, request)
    odd = odd_scores(look.match, look.pains)
    count = 0
    for number, cells in table.rows():
        count += 1
        odd.add(number, cells)
        if reader.has_days:
            found.take(number, cells, table.columns, reader, kind)
    if not look.match.uses and not look.is_said:
        # Without a day in any column there is nothing to be matched.
        return None
    return replace(look, row_count=count, odd_scores=tuple(odd.named), odd_score_count=odd.count)


def _looked_at(table: Table, kind: TableKind, request: ReadRequest) -> TableLook:
    """The table as it is understood, before its rows are read."""
    key = table_key(table)
    header = tuple(_short(name, _NAME_SHOWN) for name in table.header) or ("",) * table.columns
    samples = tuple(
        tuple(_short(cell, _CELL_SHOWN) for cell in cells)
        for _, cells in islice(table.rows(), _SAMPLES)
    )
    said = request.matches.get(key)
    if said is not None:
        look = TableLook(key, header, samples, 0, said, is_said=True)
        pains = pains_of(table, kind)
    else:
        guess = guess_of(table, kind, request.imported_at.date())
        look = TableLook(key, header, samples, 0, guess.match, guess.guessed)
        look = replace(look, is_order_open=guess.is_order_open, is_mark_open=guess.is_mark_open)
        pains = guess.pains
    unused = tuple(use for use in pains if look.match.use_of(use.column) is None)
    return replace(look, pains=unused, moments=tuple(moment_named(name) for name in header))


def _short(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


@dataclass(slots=True)
class _Found:
    """What a table has given so far."""

    reading: Reading
    sha256: str
    runs: list[Run] = field(default_factory=list)
    gear: dict[str, str] = field(default_factory=dict)
    scores: list[ReadScore] = field(default_factory=list)
    lost: list[ReadProblem] = field(default_factory=list)
    warnings: dict[ReadProblem, None] = field(default_factory=dict)
    more: int = 0

    def take(
        self, number: int, cells: list[str], columns: int, reader: RowReader, kind: TableKind
    ) -> None:
        """Read one row and keep what it gives; raises `RefusedError` (too_large)."""
        self._refuse_too_many()
        if len(cells) > columns and any(cells[columns:]):
            # A sign between cells that is not quoted: nobody can say which cell is which.
            self._lose(number, ReadProblem(Refusal.UNREADABLE, f"{len(cells)} columns"))
            return
        row = reader.read(cells)
        # Where each row is an activity, one that says nothing is named.
        is_activity = row.is_activity or bool(kind.columns)
        run = self._run(number, row, kind) if is_activity else None
        self.scores += scores_of_run(row, run.id) if run else scores_of_day(row)
        if run is not None:
            self.runs.append(run)
            if row.shoe:
                self.gear[run.id] = row.shoe
            if row.is_zone_open:
                self.warnings.setdefault(ReadProblem(Caution.ZONE_GUESSED))
        for caution in row.recorded.cautions:
            detail = f"row {number}: {caution.detail}" if caution.detail else f"row {number}"
            self._warn(ReadProblem(caution.code, detail, run.id if run else None))

    def take_kneelog(self, row: KneelogRow) -> None:
        """Keep what a row of a table of this program's own gives; raises `RefusedError`."""
        self._refuse_too_many()
        if row.run is not None:
            self.runs.append(row.run)
        self.scores += row.scores
        for problem in row.problems:
            self._warn(problem)

    def _refuse_too_many(self) -> None:
        if len(self.runs) + len(self.scores) >= RUNS_MOST:
            raise RefusedError(Refusal.TOO_LARGE, f"more than {RUNS_MOST} rows")

    def _run(self, number: int, row: Row, kind: TableKind) -> Run | None:
        try:
            return run_of(row.recorded, self.reading, kind.format, self.sha256)
        except RefusedError as error:
            self._lose(number, error.problem)
        except InvalidValueError as error:
            self._lose(number, ReadProblem(Refusal.IMPLAUSIBLE, error.field))
        return None

    def _lose(self, number: int, problem: ReadProblem) -> None:
        self.lost.append(problem)
        self._warn(ReadProblem(Caution.FIELD_DROPPED, f"row {number}: {problem.code}"))

    def _warn(self, problem: ReadProblem) -> None:
        if len(self.warnings) < _NAMED_MOST:
            self.warnings.setdefault(problem)
        elif problem not in self.warnings:
            self.more += 1

    def file(
        self,
        path: Path,
        member: str | None,
        look: TableLook | None,
        *,
        is_cut: bool,
        broken: list[int],
    ) -> ReadFile:
        """The result, with what was odd by row."""
        for number in broken:
            self._warn(ReadProblem(Caution.FIELD_DROPPED, f"row {number}: {Refusal.UNREADABLE}"))
        warnings = [ReadProblem(Caution.CUT_SHORT)] if is_cut else []
        warnings += self.warnings
        if self.more:
            warnings.append(ReadProblem(Caution.FIELD_DROPPED, f"{self.more} more"))
        error = None
        if not self.runs and not self.scores:
            error = self.lost[0] if self.lost else ReadProblem(Refusal.NOT_AN_ACTIVITY)
        return ReadFile(
            printable(str(path)),
            member,
            self.sha256,
            tuple(self.runs),
            tuple(warnings),
            error,
            self.gear,
            tuple(self.scores),
            look,
        )
