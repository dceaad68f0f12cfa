"""Which column of a Strava table holds what, in any language and of any year.

English, German, French, Spanish and Dutch go by name, and several columns have the same one: a
first block for people (kilometres, whole seconds) and a second one with what was measured (metres
and a dot). Other languages go by where that second block begins: the names of elapsed time and
distance come again there, and what follows has had the same order since 2020.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from diary.formats.strava_dates import strava_instant

_MARKUP = re.compile(r"<[^<>]{0,2000}>")
# What some programs add to the second column of a name.
_COUNTED = re.compile(r"\.\d{1,2}$")
_WHOLE_NUMBER = re.compile(r"\d{4,20}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FILE = re.compile(r"activities/[^/]+\.(?:fit|gpx|tcx)(?:\.gz)?", re.IGNORECASE)
_COLUMNS_MOST = 400
_NO_COLUMN = 1_000_000
_OLD_WIDTHS = range(9, 14)


class StravaField(IntEnum):
    """What a column may hold; `_2` is the column of the same name in the second block."""

    ID = auto()
    DATE = auto()
    NAME = auto()
    TYPE = auto()
    DESCRIPTION = auto()
    ELAPSED = auto()
    DISTANCE = auto()
    MAX_HR = auto()
    PRIVATE_NOTE = auto()
    GEAR = auto()
    FILE = auto()
    ELAPSED_2 = auto()
    MOVING = auto()
    DISTANCE_2 = auto()
    ASCENT = auto()
    DESCENT = auto()
    MAX_CADENCE = auto()
    AVG_CADENCE = auto()
    MAX_HR_2 = auto()
    AVG_HR = auto()
    EFFORT = auto()
    GEAR_ID = auto()


_F = StravaField
_NAMES: Mapping[StravaField, str] = {
    _F.ID: (
        "activity id | aktivitäts-id | id de l'activité | id de actividad | id de la "
        "actividad | activiteits-id"
    ),
    _F.DATE: (
        "activity date | aktivitätsdatum | date de l'activité | fecha de la actividad | datum "
        "van activiteit"
    ),
    _F.NAME: (
        "activity name | name der aktivität | nom de l'activité | nombre de la actividad | "
        "naam van activiteit | naam activiteit"
    ),
    _F.TYPE: (
        "activity type | aktivitätsart | type d'activité | tipo de actividad | activiteitstype"
    ),
    _F.DESCRIPTION: (
        "activity description | aktivitätsbeschreibung | description de l'activité | "
        "descripción de la actividad | beschrijving van activiteit"
    ),
    _F.ELAPSED: (
        "elapsed time | verstrichene zeit | temps écoulé | tiempo transcurrido | verstreken tijd"
    ),
    _F.DISTANCE: "distance | distanz | distancia | afstand",
    _F.MAX_HR: (
        "max heart rate | max. herzfrequenz | fréquence cardiaque max. | frecuencia cardíaca "
        "máxima | frecuencia cardiaca máxima | ritmo cardíaco máximo | max. hartslag"
    ),
    _F.PRIVATE_NOTE: (
        "activity private note | hinweis zur privatsphäre für aktivitäten | note privée sur "
        "les activités | nota privada de la actividad | privénotitie bij activiteit"
    ),
    _F.GEAR: (
        "activity gear | aktivitätsausrüstung | matériel utilisé pour l'activité | "
        "equipamiento de la actividad | uitrusting voor activiteit | materiaal voor "
        "activiteit"
    ),
    _F.FILE: (
        "filename | dateiname | nom du fichier | nombre del archivo | nombre de archivo | "
        "bestandsnaam"
    ),
    _F.MOVING: (
        "moving time | bewegungszeit | durée de déplacement | tiempo en movimiento | beweegtijd"
    ),
    _F.ASCENT: (
        "elevation gain | höhenzunahme | dénivelé positif | desnivel positivo | hoogteverschil"
    ),
    _F.DESCENT: (
        "elevation loss | höhenunterschied | dénivelé négatif | desnivel negativo | hoogteverlies"
    ),
    _F.MAX_CADENCE: (
        "max cadence | max. trittfrequenz | cadence max. | cadencia máxima | max. cadans"
    ),
    _F.AVG_CADENCE: (
        "average cadence | durchschnittliche trittfrequenz | cadence moyenne | cadencia media "
        "| gemiddelde cadans"
    ),
    _F.AVG_HR: (
        "average heart rate | durchschnittliche herzfrequenz | fréquence cardiaque moyenne | "
        "frecuencia cardíaca media | gemiddelde hartslag"
    ),
    _F.EFFORT: (
        "perceived exertion | gefühlte anstrengung | effort perçu | esfuerzo percibido | "
        "ervaren inspanning"
    ),
    _F.GEAR_ID: "gear | ausrüstung | matériel | equipamiento | uitrusting",
}
_FIELD_OF_NAME = {name: each for each, names in _NAMES.items() for name in names.split(" | ")}
_SECOND = {_F.ELAPSED: _F.ELAPSED_2, _F.DISTANCE: _F.DISTANCE_2, _F.MAX_HR: _F.MAX_HR_2}
_NEEDED = (_F.ID, _F.DATE, _F.TYPE, _F.ELAPSED, _F.DISTANCE)
_FIRST_BLOCK = (_F.ID, _F.DATE, _F.NAME, _F.TYPE, _F.DESCRIPTION, _F.ELAPSED, _F.DISTANCE)
# From the second elapsed time on; what stands before the first block's end likewise.
_FROM_SECOND = {
    _F.GEAR: -4,
    _F.FILE: -3,
    _F.ELAPSED_2: 0,
    _F.MOVING: 1,
    _F.DISTANCE_2: 2,
    _F.ASCENT: 5,
    _F.DESCENT: 6,
    _F.MAX_CADENCE: 13,
    _F.AVG_CADENCE: 14,
    _F.MAX_HR_2: 15,
    _F.AVG_HR: 16,
    _F.EFFORT: 28,
}
# The vintages whose first block has the highest heart rate and the private note.
_SECOND_WITH_NOTE = 15
_MAX_HR_AT, _PRIVATE_NOTE_AT = 7, 10


@dataclass(frozen=True, slots=True)
class StravaColumns:
    """The column (from 0) of each field by its number; `width` = columns of the header.

    A field that the table does not have has a column beyond every row.
    """

    at: tuple[int, ...]
    width: int
    is_english: bool

    def cell(self, cells: Sequence[str], each: StravaField) -> str:
        """What a row has of a field, without blanks around it; "" when nothing."""
        # Asked two dozen times a row: an enumeration is slow as the key of a dict.
        column = self.at[each]
        return cells[column].strip() if column < len(cells) else ""


def strava_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> StravaColumns | None:
    """The columns of a table, `rows` being a few of its first; None when it is not Strava's."""
    if len(header) > _COLUMNS_MOST and any(header[_COLUMNS_MOST:]):
        return None
    names = [_clean(name) for name in header[:_COLUMNS_MOST]]
    at = _by_name(names)
    is_english = "activity date" in names
    second = _second_block(names)
    if not all(each in at for each in _NEEDED):
        if not any(_has_first_block(row) for row in rows):
            return None
        at |= {each: column for column, each in enumerate(_FIRST_BLOCK)}
        if second is None:
            return _old(at, names, rows)
    if second is not None:
        at = _by_place(second, len(names)) | at
    return _columns(at, len(header), is_english=is_english)


def _columns(at: Mapping[StravaField, int], width: int, *, is_english: bool) -> StravaColumns:
    columns = [_NO_COLUMN] * (max(StravaField) + 1)
    for each, column in at.items():
        columns[each] = column
    return StravaColumns(tuple(columns), width, is_english)


def _clean(name: str) -> str:
    plain = _MARKUP.sub("", name).replace("\u2019", "'").replace("\ufeff", "")
    return _COUNTED.sub("", " ".join(plain.split())).casefold()


def _by_name(names: Sequence[str]) -> dict[StravaField, int]:
    found: dict[StravaField, int] = {}
    for column, name in enumerate(names):
        each = _FIELD_OF_NAME.get(name)
        if each is not None and each in found:
            each = _SECOND.get(each)
        if each is not None:
            found.setdefault(each, column)
    return found


def _second_block(names: Sequence[str]) -> int | None:
    """The column in which the name of the elapsed time comes again, before that of distance."""
    if len(names) <= len(_FIRST_BLOCK):
        return None
    elapsed, distance = names[5], names[6]
    for column in range(len(_FIRST_BLOCK) + 4, len(names) - 2):
        if elapsed and distance and (names[column], names[column + 2]) == (elapsed, distance):
            return column
    return None


def _by_place(second: int, width: int) -> dict[StravaField, int]:
    found = {each: second + steps for each, steps in _FROM_SECOND.items()}
    if second >= _SECOND_WITH_NOTE:
        found |= {_F.MAX_HR: _MAX_HR_AT, _F.PRIVATE_NOTE: _PRIVATE_NOTE_AT}
    return {each: column for each, column in found.items() if column < width}


def _old(
    at: dict[StravaField, int], names: Sequence[str], rows: Sequence[Sequence[str]]
) -> StravaColumns | None:
    """The table before 2020 in another language: it is known by the column of its files."""
    if len(names) not in _OLD_WIDTHS:
        return None
    for column in range(len(_FIRST_BLOCK), len(names)):
        if any(len(row) > column and _FILE.fullmatch(row[column].strip()) for row in rows):
            at |= {_F.FILE: column, _F.GEAR: column - 1}
            return _columns(at, len(names), is_english=False)
    return None


def _has_first_block(row: Sequence[str]) -> bool:
    """True for a row that begins with number, date, two texts, and two numbers after the next."""
    if len(row) < len(_FIRST_BLOCK):
        return False
    cells = [cell.strip() for cell in row[: len(_FIRST_BLOCK)]]
    return (
        _WHOLE_NUMBER.fullmatch(cells[0]) is not None
        and strava_instant(cells[1]) is not None
        and bool(cells[3])
        and all(_NUMBER.fullmatch(cell) for cell in cells[5:7])
    )
