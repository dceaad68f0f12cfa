"""Garmin Connect's Activities.csv: known by its names, or, in other languages, by place.

Dates are local and without a zone. Track runs and swims stand in metres in the column that holds
kilometres (or miles) for everything else, and nothing in the file says which of the two; strides
and steps tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from diary.domain.run import SourceFormat, Sport, Surface
from diary.domain.table_cells import is_missing, number_in, time_s
from diary.domain.table_dates import written_time
from diary.domain.table_match import (
    DateOrder,
    DecimalMark,
    TableField,
    TableMatch,
    TableUnit,
)
from diary.formats.recorded import SPEED_MOST_M_PER_S, Recorded
from diary.formats.table_kinds import Columns, TableKind
from diary.formats.table_names import named_field, plain_name
from diary.formats.table_text import Table

_F = TableField
# English, German, Polish, Portuguese; then what older exports called it.
_NAMES: dict[TableField, tuple[str, ...]] = {
    _F.SPORT: ("Activity Type", "Aktivitätstyp", "Typ aktywności", "Tipo de atividade"),
    _F.START: ("Date", "Datum", "Data", "Start"),
    _F.TITLE: ("Title", "Titel", "Tytuł", "Título", "Activity Name", "Aktivitätsname"),
    _F.DISTANCE: ("Distance", "Distanz", "Dystans", "Distância"),
    _F.MOVING: ("Time", "Zeit", "Czas", "Tempo", "Activity Time"),
    _F.ELAPSED: ("Elapsed Time", "Verstrichene Zeit", "Upłynęło czasu", "Duração"),
    _F.AVG_HR: ("Avg HR", "Ø Herzfrequenz", "Średnie tętno", "FC Média"),
    _F.MAX_HR: ("Max HR", "Maximale Herzfrequenz", "Maksymalne tętno", "FC máxima"),
    _F.CADENCE: (
        "Avg Run Cadence",
        "Ø Schrittfrequenz (Laufen)",
        "Średni rytm biegu",
        "Cadência de corrida média",
    ),
    _F.ASCENT: (
        "Total Ascent",
        "Anstieg gesamt",
        "Całkowity wznios",
        "Subida total",
        "Elev Gain",
        "Positiver Höhenunterschied",
    ),
    _F.DESCENT: (
        "Total Descent",
        "Abstieg gesamt",
        "Całkowity spadek",
        "Descida total",
        "Elev Loss",
        "Negativer Höhenunterschied",
    ),
}
_FAVOURITE = frozenset({"favorite", "favorit", "ulubiony", "favorito"})
_STRIDES = frozenset(
    {
        plain_name("Avg Stride Length"),
        plain_name("Ø Schrittlänge"),
        plain_name("Średnia długość kroku"),
        plain_name("Comprimento médio da passada"),
    }
)
_BY_NAME = {plain_name(name): kind for kind, names in _NAMES.items() for name in names}
_NEEDED = {_F.SPORT, _F.START, _F.DISTANCE, _F.MOVING}
# In every language: type, date, favourite, title, distance, calories, time, heart rates.
_BY_PLACE: Columns = {
    0: (_F.SPORT, None),
    1: (_F.START, None),
    3: (_F.TITLE, None),
    4: (_F.DISTANCE, TableUnit.KM),
    6: (_F.MOVING, TableUnit.CLOCK),
    7: (_F.AVG_HR, None),
    8: (_F.MAX_HR, None),
}
_CLOCKS = frozenset({_F.MOVING, _F.ELAPSED})
_COLUMNS_SURE, _LOOKED_AT = 20, 200
_MAY_BE_CALLED: dict[int, frozenset[TableField]] = {
    0: frozenset({_F.SPORT}),
    1: frozenset({_F.START, _F.DATE}),
    3: frozenset({_F.TITLE}),
    4: frozenset({_F.DISTANCE}),
    6: frozenset({_F.MOVING, _F.ELAPSED}),
    7: frozenset({_F.AVG_HR}),
    8: frozenset({_F.MAX_HR}),
}
_LOCAL_START = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
# Strides times steps over the number in the distance column: metres, or feet in a mile.
_UNITS_SHOWN = (
    (900.0, 1100.0, TableUnit.KM),
    (1450.0, 1770.0, TableUnit.MILE),
    (4750.0, 5800.0, TableUnit.MILE),
)
_YARD_M, _METRES_IN = 0.9144, {TableUnit.KM: 1000.0, TableUnit.MILE: 1609.344}
_PACE_FASTEST_S, _PACE_SLOWEST_S = 120.0, 1500.0


def garmin_kind(table: Table) -> TableKind | None:
    """How the table is read when it is Garmin's."""
    names = [plain_name(name) for name in table.header]
    columns = _named(names)
    if columns is not None:
        return _with_units(table, names, columns)
    if _is_in_place(table):
        return TableKind(SourceFormat.GARMIN_CSV, _BY_PLACE, _mend, frozenset(_BY_PLACE))
    return None


def _named(names: list[str]) -> dict[int, tuple[TableField, TableUnit | None]] | None:
    columns: dict[int, tuple[TableField, TableUnit | None]] = {}
    for number, name in enumerate(names):
        found = _BY_NAME.get(name)
        if found is not None and found not in {field for field, _ in columns.values()}:
            columns[number] = found, (TableUnit.CLOCK if found in _CLOCKS else None)
    is_garmin = bool(_FAVOURITE.intersection(names))
    return columns if is_garmin and {field for field, _ in columns.values()} >= _NEEDED else None


def _with_units(
    table: Table, names: list[str], columns: dict[int, tuple[TableField, TableUnit | None]]
) -> TableKind:
    """Kilometres or miles where strides and steps show which; else kilometres, as a guess."""
    at = {field: number for number, (field, _) in columns.items()}
    stride = next((number for number, name in enumerate(names) if name in _STRIDES), None)
    shown: Counter[TableUnit] = Counter()
    if stride is not None and _F.CADENCE in at:
        places = (at[_F.DISTANCE], at[_F.MOVING], at[_F.CADENCE], stride)
        shown.update(_shown(islice(table.rows(), _LOOKED_AT), places))
    unit = shown.most_common(1)[0][0] if shown else TableUnit.KM
    climb_unit = TableUnit.FOOT if unit is TableUnit.MILE else TableUnit.METRE
    units = {_F.DISTANCE: unit, _F.ASCENT: climb_unit, _F.DESCENT: climb_unit}
    found = {number: (each, units.get(each, said)) for number, (each, said) in columns.items()}
    guessed = frozenset() if shown else frozenset(at[each] for each in units if each in at)
    return TableKind(SourceFormat.GARMIN_CSV, found, _mend, guessed)


def _shown(
    rows: Iterable[tuple[int, list[str]]], places: tuple[int, int, int, int]
) -> Iterator[TableUnit]:
    """The unit of each row that shows one."""
    for _, cells in rows:
        if max(places) >= len(cells):
            continue
        distance, cadence, stride = (
            number_in(cells[place], DecimalMark.POINT) or 0.0
            for place in (places[0], places[2], places[3])
        )
        seconds = time_s(cells[places[1]], TableUnit.CLOCK, DecimalMark.POINT) or 0.0
        length = cadence * seconds / 60 * stride / distance if distance > 0 else 0.0
        for low, high, unit in _UNITS_SHOWN:
            if low <= length <= high:
                yield unit


def _is_in_place(table: Table) -> bool:
    """True when the first columns hold what they hold in every language of Garmin's.

    A table of few columns may be anybody's: there no name may say that something else is in its
    place, and some row has to show everything.
    """
    if table.delimiter != "," or len(table.header) <= max(_BY_PLACE):
        return False
    rows = [cells for _, cells in islice(table.rows(), _LOOKED_AT) if len(cells) > max(_BY_PLACE)]
    if not rows or (len(table.header) < _COLUMNS_SURE and not _is_sure(table, rows)):
        return False
    signs = {cells[2].strip().casefold() for cells in rows}
    return (
        len(signs) <= 2
        and all(sign.isalpha() for sign in signs)
        and _all(rows, 1, lambda cell: written_time(cell, DateOrder.YEAR_FIRST) is not None)
        and _all(rows, 4, _is_number)
        and _all(rows, 5, _is_number)
        and _all(rows, 6, lambda cell: cell.count(":") == 2)
        and _all(rows, 7, _is_number)
        and _all(rows, 8, _is_number)
    )


def _is_sure(table: Table, rows: Sequence[list[str]]) -> bool:
    """True when nothing in names or rows speaks against Garmin."""
    for place, allowed in _MAY_BE_CALLED.items():
        found, unit = named_field(table.header[place])
        # Garmin names no unit.
        if (found is not None and found not in allowed) or unit is not None:
            return False
    shown = [cells for cells in rows if not any(is_missing(cells[place]) for place in (4, 5, 6))]
    has_clock = all(_LOCAL_START.fullmatch(cells[1].strip()) for cells in rows)
    return has_clock and bool(shown) and not _is_number(rows[0][0])


def _all(rows: Sequence[list[str]], place: int, fits: Callable[[str], bool]) -> bool:
    return all(is_missing(cells[place]) or fits(cells[place]) for cells in rows)


def _is_number(cell: str) -> bool:
    return number_in(cell, DecimalMark.POINT) is not None


def _mend(recorded: Recorded, _cells: Sequence[str], match: TableMatch) -> None:
    """Track runs and swims are in metres (yards where others are miles).

    Where their word is not known, it shows in that nobody can have come so many kilometres.
    """
    is_short = recorded.surface is Surface.TRACK or recorded.sport is Sport.SWIM
    if recorded.distance_m is None or not (is_short or _is_impossible(recorded)):
        return
    uses = (use for use in match.uses if use.field is TableField.DISTANCE)
    unit = next((use.unit for use in uses), None) or TableUnit.KM
    factor = _METRES_IN.get(unit)
    if factor is None:
        return
    is_yards = unit is TableUnit.MILE and recorded.sport is Sport.SWIM
    metres = recorded.distance_m / factor * (_YARD_M if is_yards else 1.0)
    if recorded.sport is Sport.SWIM or not _is_pace_of_run(recorded) or metres >= 200:
        recorded.distance_m = metres


def _is_impossible(recorded: Recorded) -> bool:
    seconds, metres = recorded.moving_s or 0.0, recorded.distance_m or 0.0
    return seconds > 0 and metres > SPEED_MOST_M_PER_S * seconds


def _is_pace_of_run(recorded: Recorded) -> bool:
    """True when the distance as read before is one that somebody can have run in that time."""
    seconds, metres = recorded.moving_s or 0.0, recorded.distance_m or 0.0
    return metres > 0 and _PACE_FASTEST_S <= seconds / (metres / 1000) <= _PACE_SLOWEST_S
