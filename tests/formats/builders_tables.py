"""Small tables as programs and people write them, and how they are read in tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from diary.domain.reading import ReadFile, ReadRequest
from diary.domain.run import Run
from diary.domain.table_match import TableField, TableLook, TableMatch, TableUnit
from diary.formats.reading import read_path
from tests.formats.conftest import IMPORTED_AT

ReadTable = Callable[..., ReadFile]

GARMIN_ENGLISH = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Aerobic TE,"
    "Avg Run Cadence,Max Run Cadence,Avg Pace,Best Pace,Total Ascent,Total Descent,"
    "Avg Stride Length,Avg Vertical Ratio,Avg Vertical Oscillation,Avg Ground Contact Time,"
    "Avg GCT Balance,Avg GAP,Normalized Power® (NP®),Training Stress Score®,Avg Power,Max Power,"
    "Steps,Min Temp,Decompression,Best Lap Time,Number of Laps,Max Temp,Avg Resp,Min Resp,"
    "Max Resp,Moving Time,Elapsed Time,Min Elevation,Max Elevation"
)
GARMIN_GERMAN = (
    "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø Herzfrequenz,"
    "Maximale Herzfrequenz,Ø Schrittfrequenz (Laufen),Max. Schrittfrequenz (Laufen),Ø Pace,"
    "Beste Pace,Anstieg gesamt,Abstieg gesamt,Ø Schrittlänge,"
    "Durchschnittliches vertikales Verhältnis,Ø vertikale Bewegung,Training Stress Score®,Grit,"
    "Flow,Tauchzeit,Minimale Temperatur,Oberflächenpause,Dekompression,Beste Rundenzeit,"
    "Anzahl der Runden,Maximale Temperatur,Zeit in Bewegung,Verstrichene Zeit,Minimale Höhe,"
    "Maximale Höhe"
)
GARMIN_POLISH = (
    "Typ aktywności,Data,Ulubiony,Tytuł,Dystans,Kalorie,Czas,Średnie tętno,Maksymalne tętno,"
    "Aerobowy TE,Średni rytm biegu,Maksymalny rytm biegu,Średnie tempo,Najlepsze tempo,"
    "Całkowity wznios,Całkowity spadek,Średnia długość kroku,Średnie odchylenie do długości,"
    "Średnie odchylenie pionowe,Training Stress Score® (TSS®),Trudność,Płynność,Czas nurkowania,"
    "Minimalna temperatura,Przerwa powierzchniowa,Dekompresja,Czas najlepszego okrążenia,"
    "Liczba okrążeń,Maksymalna temperatura,Czas ruchu,Upłynęło czasu,Minimalna wysokość,"
    "Maksymalna wysokość"
)
GARMIN_PORTUGUESE = (
    "Tipo de atividade,Data,Favorito,Título,Distância,Calorias,Tempo,FC Média,FC máxima,"
    "Training Effect Aeróbico,Ritmo médio,Melhor ritmo,Subida total,Descida total,"
    "Comprimento médio da passada,Proporção de média vertical,Oscilação vertical média,"
    "Training Stress Score®,Granularidade,Fluxo,Total de braçadas,Média de Swolf,"
    "Taxa média de braçadas,Tempo de mergulho,Temp mínima,Intervalo de superfície,Descompressão,"
    "Tempo da melhor volta,Número de voltas,Temp máxima,Tempo em movimento,Duração"
)
RUNKEEPER_OLD = (
    "Date,Type,Route Name,Distance (mi),Duration,Average Pace,Average Speed (mph),"
    "Calories Burned,Climb (ft),Average Heart Rate (bpm),Notes,GPX File"
)
RUNKEEPER_NEW = (
    "Activity Id,Date,Type,Route Name,Distance (km),Duration,Average Pace,Average Speed (km/h),"
    "Calories Burned,Climb (m),Average Heart Rate (bpm),Friend's Tagged,Notes,GPX File"
)


def garmin_row(header: str, **values: str) -> str:
    """A row with `--` in every column that is not given as `c` and its number."""
    names = header.split(",")
    places = {f"c{number}": number for number in range(len(names))}
    cells = ["--"] * len(names)
    for key, value in values.items():
        cells[places[key]] = f'"{value}"'
    return ",".join(cells)


def table_reader(folder: Path) -> ReadTable:
    """Reads bytes or text as one file, through everything that is known."""
    ids = count(1)

    def read(
        content: bytes | str,
        name: str = "table.csv",
        *,
        zone: str = "Europe/Berlin",
        matches: Mapping[str, TableMatch] | None = None,
    ) -> ReadFile:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        request = ReadRequest(zone, IMPORTED_AT, matches=matches or {})
        (found,) = read_path(path, request, lambda: f"run-{next(ids)}")
        return found

    return read


def look_of(found: ReadFile) -> TableLook:
    """How the columns were understood."""
    assert found.table is not None
    return found.table


def fields_of(found: ReadFile) -> dict[str, tuple[TableField, TableUnit | None]]:
    """What each named column was taken for."""
    look = look_of(found)
    return {look.header[use.column]: (use.field, use.unit) for use in look.match.uses}


def details(found: ReadFile) -> list[str]:
    """What was odd, in data."""
    return [problem.detail for problem in found.warnings]


def only_run(found: ReadFile) -> Run:
    """The one run of a file."""
    (run,) = found.runs
    return run
