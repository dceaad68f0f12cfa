"""This program's own tables: a list as CSV with the keys of `diary.json` joined by dots.

The apostrophe that keeps spreadsheets from taking a text for a formula is taken off again. Typed
by the same shapes as `diary.json`; nothing replaces anything, as with that file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from diary.domain.day import Day
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.knee import Knee, Moment
from diary.domain.reading import Caution, ReadProblem, ReadScore
from diary.domain.run import Run, RunSource, SourceFormat
from diary.formats import exchange_reading, exchange_shapes
from diary.formats.exchange_typing import Problems, typed
from diary.formats.recorded import Reading
from diary.formats.table_text import Table

_RUN_NAMES = frozenset({"id", "on", "sport", "distance_m"})
_KNEES = "knees."
_DAY_MOMENTS = (Moment.MORNING, Moment.WORST)
# A pair of that diary is known there only, and where a run came from before does not matter here.
_LEFT_OUT = ("shoe_id", "source")
_LISTS = frozenset({"aids"})
_TEXTS = frozenset({"id", "on", "started_at", "timezone", "sport", "kind", "surface", "hills"})
_TEXTS |= {"warmup", "finish", "title", "note", "recorded_at", "source"}
_APOSTROPHE = "'"


@dataclass(slots=True)
class KneelogRow:
    """What a row gives."""

    run: Run | None = None
    scores: list[ReadScore] = field(default_factory=list)
    problems: list[ReadProblem] = field(default_factory=list)


def is_kneelog_table(table: Table) -> bool:
    """True for this program's own list of runs or of days."""
    names = {_name(name) for name in table.header}
    is_days = "on" in names and any(name.startswith(_KNEES) for name in names)
    return is_days or names >= _RUN_NAMES


def kneelog_rows(table: Table, reading: Reading, sha256: str) -> Iterator[KneelogRow]:
    """The rows one by one; what does not fit is left out and named."""
    names = [_name(name) for name in table.header]
    for number, cells in table.rows():
        row = KneelogRow()
        problems = Problems()
        if names.count("sport"):
            _take_run(row, _nested(names, cells, _is_of_run), reading, sha256, problems)
        else:
            _take_day(row, _nested(names, cells, _is_of_day), problems)
        for problem in problems.found:
            if problem.code != ExchangeCode.UNKNOWN_KEY:
                where = problem.path.removeprefix("$.")
                detail = f"row {number}: {where}"
                run_id = row.run.id if row.run is not None else None
                row.problems.append(ReadProblem(Caution.FIELD_DROPPED, detail, run_id))
        yield row


def _name(name: str) -> str:
    return name.strip().casefold()


def _is_of_run(name: str) -> bool:
    return not name.startswith(_LEFT_OUT)


def _is_of_day(name: str) -> bool:
    parts = name.split(".")
    return name == "on" or (len(parts) > 2 and parts[0] == "knees" and parts[2] in _DAY_MOMENTS)


def _nested(
    names: Sequence[str], cells: Sequence[str], is_wanted: Callable[[str], bool]
) -> dict[str, Any]:
    """The cells that hold something, as the object they were before."""
    top: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=False):
        if not cell or not is_wanted(name):
            continue
        *above, last = name.split(".")
        holder = top
        for step in above:
            inner = holder.setdefault(step, {})
            holder = inner if isinstance(inner, dict) else {}
        holder[last] = _value(last, cell)
    return top


def _value(key: str, cell: str) -> object:
    if key in _LISTS:
        parts = (part.strip(' "[]') for part in cell.replace(",", ";").split(";"))
        return [part for part in parts if part]
    if key in _TEXTS:
        return cell.removeprefix(_APOSTROPHE)
    try:
        number: object = msgspec.json.decode(cell.strip().lower())
    except ValueError:
        return cell
    return number


def _take_run(
    row: KneelogRow, raw: Mapping[str, Any], reading: Reading, sha256: str, problems: Problems
) -> None:
    shape = typed(dict(raw), exchange_shapes.Run, "$", problems)
    run = shape and exchange_reading.made(exchange_reading.run, shape, "$", problems)
    if not run:
        return
    source = RunSource(
        name=reading.name,
        format=SourceFormat.KNEELOG,
        sha256=sha256,
        member=reading.member,
        external_id=run.id,
        imported_at=reading.imported_at,
    )
    sport = reading.sport or run.sport
    row.run = replace(run, id=reading.new_id(), sport=sport, source=source)


def _take_day(row: KneelogRow, raw: Mapping[str, Any], problems: Problems) -> None:
    shape = typed(dict(raw), exchange_shapes.Day, "$", problems)
    day = shape and exchange_reading.made(exchange_reading.day, shape, "$", problems)
    if day:
        row.scores.extend(_scores(day))


def _scores(day: Day) -> Iterator[ReadScore]:
    for knee in Knee:
        for moment in _DAY_MOMENTS:
            score = day.knee(knee).score(moment)
            if score is not None:
                yield ReadScore(day.on, knee, moment, score.value)
