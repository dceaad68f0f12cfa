"""The activities.csv of intervals.icu: metres and seconds, one start in UTC and one local.

Their difference gives the zone, whether or not the column for it is filled.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from diary.domain.run import SourceFormat
from diary.domain.table_dates import written_time
from diary.domain.table_match import DateOrder, TableField, TableMatch, TableUnit
from diary.formats.recorded import Recorded, plausible_offset
from diary.formats.table_kinds import TableKind
from diary.formats.table_text import Table

_F = TableField
_NAMES = {"id", "start_date", "start_date_local", "type", "distance", "moving_time"}
_COLUMNS: dict[str, tuple[TableField, TableUnit | None]] = {
    "id": (_F.EXTERNAL_ID, None),
    "start_date": (_F.START, None),
    "type": (_F.SPORT, None),
    "name": (_F.TITLE, None),
    "description": (_F.NOTE, None),
    "distance": (_F.DISTANCE, TableUnit.METRE),
    "moving_time": (_F.MOVING, TableUnit.SECOND),
    "elapsed_time": (_F.ELAPSED, TableUnit.SECOND),
    "total_elevation_gain": (_F.ASCENT, TableUnit.METRE),
    "total_elevation_loss": (_F.DESCENT, TableUnit.METRE),
    "average_heartrate": (_F.AVG_HR, None),
    "max_heartrate": (_F.MAX_HR, None),
    "average_cadence": (_F.CADENCE, None),
    "icu_rpe": (_F.EFFORT, None),
    "gear": (_F.SHOE, None),
    "gear.name": (_F.SHOE, None),
    "gear_name": (_F.SHOE, None),
}


def intervals_kind(table: Table) -> TableKind | None:
    """How the table is read when it is that of intervals.icu."""
    names = [name.strip().casefold() for name in table.header]
    if not _NAMES.issubset(names):
        return None
    columns = {}
    taken = set[TableField]()
    for number, name in enumerate(names):
        if name in _COLUMNS and _COLUMNS[name][0] not in taken:
            columns[number] = _COLUMNS[name]
            taken.add(_COLUMNS[name][0])
    mend = partial(_take_zone, names.index("start_date"), names.index("start_date_local"))
    return TableKind(SourceFormat.TABLE, columns, mend)


def _take_zone(
    utc: int, local: int, recorded: Recorded, cells: Sequence[str], _match: TableMatch
) -> None:
    start, clock = (
        written_time(cells[number] if number < len(cells) else "", DateOrder.YEAR_FIRST)
        for number in (utc, local)
    )
    if start is None or clock is None:
        return
    here, there = start.started_at("UTC"), clock.started_at("UTC")
    if here is not None and there is not None and clock.offset is None:
        recorded.offset = plausible_offset(there - here)
