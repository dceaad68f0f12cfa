"""Runkeeper's cardioActivities.csv of both vintages; its header says the units."""

from __future__ import annotations

from diary.domain.run import SourceFormat
from diary.domain.table_match import TableField, TableUnit
from diary.formats.table_kinds import TableKind
from diary.formats.table_names import named_field, plain_name
from diary.formats.table_text import Table

_NAMES = frozenset({"date", "type", "route name", "duration", "gpx file"})


def runkeeper_kind(table: Table) -> TableKind | None:
    """How the table is read when it is Runkeeper's; "29:57" is minutes, times are local."""
    names = [plain_name(name) for name in table.header]
    if not _NAMES.issubset(names):
        return None
    found = {number: named_field(name) for number, name in enumerate(table.header)}
    special = {
        names.index("date"): (TableField.START, None),
        names.index("duration"): (TableField.MOVING, TableUnit.CLOCK),
    }
    columns = {number: (what, unit) for number, (what, unit) in found.items() if what is not None}
    return TableKind(SourceFormat.RUNKEEPER, {**columns, **special})
