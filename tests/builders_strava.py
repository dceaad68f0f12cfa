"""Bulk exports of Strava as they come in different years and languages, made up row by row."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

START = datetime(2023, 5, 7, 16, 40, 57, tzinfo=UTC)
_HTML = '<span class="translation_missing" title="translation missing: {key}">{name}</span>'
_EN_SECOND = (
    "Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,Average Speed,"
    "Elevation Gain,Elevation Loss,Elevation Low,Elevation High,Max Grade,Average Grade,"
    "Average Positive Grade,Average Negative Grade,Max Cadence,Average Cadence,Max Heart Rate,"
    "Average Heart Rate,Max Watts,Average Watts,Calories,Max Temperature,Average Temperature,"
    "Relative Effort,Total Work,Number of Runs,Uphill Time,Downhill Time,Other Time,"
    "Perceived Exertion"
)
_EN_FIRST = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename"
)
_EN_2020 = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Relative Effort,Commute,Activity Gear,Filename"
)
_EN_LAST = (
    "Weighted Average Power,Power Count,Prefer Perceived Exertion,Perceived Relative Effort,"
    "Commute,Total Weight Lifted,From Upload,Grade Adjusted Distance,Bike,Gear"
)
_NL_2020 = (
    "Activiteits-ID,Datum van activiteit,Naam activiteit,Activiteitstype,"
    "Beschrijving van activiteit,Verstreken tijd,Afstand,Vergelijkbare poging,Forenzenrit,"
    "Uitrusting voor activiteit,Bestandsnaam,Gewicht sporter,Gewicht fiets,Verstreken tijd,"
    "Beweegtijd,Afstand,Max. snelheid,Gemiddelde snelheid,Hoogteverschil,Hoogteverlies,"
    "Kleinste hoogte,Grootste hoogte,Max. stijgingspercentage,Gemiddeld stijgingspercentage,"
    "Gemiddeld positief stijgingspercentage,Gemiddeld negatief stijgingspercentage,"
    "Gemiddelde cadans,Max. cadans,Max. hartslag,Gemiddelde hartslag,Maximaal wattage,"
    "Gemiddeld wattage,Calorieën,Maximale temperatuur,Gemiddelde temperatuur,"
    "Vergelijkbare poging,Totale arbeid,Aantal hardloopsessies,Tijd bergop,Tijd bergaf,"
    "Andere tijd,Ervaren inspanning,Fiets,Uitrusting"
)
_NL = (
    "Activiteits-ID,Datum van activiteit,Naam van activiteit,Activiteitstype,"
    "Beschrijving van activiteit,Verstreken tijd,Afstand,Max. hartslag,Vergelijkbare poging,"
    "Forenzenrit,Privénotitie bij activiteit,Materiaal voor activiteit,Bestandsnaam"
)
_DE = (
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,"
    "Verstrichene Zeit,Distanz,Max. Herzfrequenz,Relative Leistung,Pendeln,"
    "Hinweis zur Privatsphäre für Aktivitäten,Aktivitätsausrüstung,Dateiname,Sportlergewicht,"
    "Fahrradgewicht,Verstrichene Zeit,Bewegungszeit,Distanz,Höchstgeschw.,"
    "Durchschnittliche Geschwindigkeit,Höhenzunahme,Höhenunterschied,Min. Höhe,Max. Höhe"
)
_FR = (
    "ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,"
    "Description de l'activité,Temps écoulé,Distance,Fréquence cardiaque max.,Effort relatif,"
    "Déplacement-transport,Note privée sur les activités,Matériel utilisé pour l'activité,"
    "Nom du fichier,Poids de l'athlète,Poids du vélo,Temps écoulé,Durée de déplacement,Distance,"
    "Vitesse max.,Vitesse moyenne,Dénivelé positif"
)
_ES = (
    "ID de actividad,Fecha de la actividad,Nombre de la actividad,Tipo de actividad,"
    "Descripción de la actividad,Tiempo transcurrido,Distancia,Frecuencia cardíaca máxima,"
    "Esfuerzo relativo,Desplazamiento,Nota privada,Equipamiento,Nombre del archivo"
)
_IT = (
    "ID attività,Data dell'attività,Nome attività,Tipo di attività,Descrizione attività,"
    "Tempo trascorso,Distanza,FC max,Sforzo relativo,Pendolarismo,Nota privata,Attrezzatura,"
    "Nome file"
)
_JA = (
    "アクティビティID,アクティビティ日,アクティビティ名,種類,説明,経過時間,距離,最大心拍数,"
    "相対的エフォート,通勤,プライベートメモ,ギア,ファイル名"
)
_PL_2020 = (
    "Identyfikator,Data aktywności,Nazwa aktywności,Rodzaj aktywności,Opis aktywności,"
    "Upłynęło czasu,Dystans,Względny wysiłek,Dojazd,Sprzęt,Nazwa pliku"
)


def _html_header() -> str:
    names = ("Type", "Start Time")
    cells = [_HTML.format(key=f"horton_values.{name.lower()}", name=name) for name in names]
    return ",".join((_EN_FIRST, _EN_SECOND, *cells, _EN_LAST, "Media"))


def _filled(begin: str, *, elapsed: str, distance: str, width: int) -> str:
    """A header of which only the beginning is known: the other names are numbered."""
    names = begin.split(",")
    block = 13
    known = {block + 2: elapsed, block + 4: distance}
    rest = [known.get(column, f"#{column}") for column in range(len(names), width)]
    return ",".join((*names, *rest))


@dataclass(frozen=True)
class Vintage:
    """How exports of some year and language are written."""

    header: str
    run: str
    date: str = "%d.%m.%Y, %H:%M:%S"
    has_comma: bool = False
    block: int = 13

    @property
    def names(self) -> list[str]:
        return next(csv.reader([self.header]))


VINTAGES: Mapping[str, Vintage] = {
    "en-2020": Vintage(_EN_2020, "Run", "%-d May %Y, %H:%M:%S", block=11),
    "en-2023": Vintage(_html_header(), "Run", "May %-d, %Y, %-I:%M:%S\u202f%p"),
    "en-2026": Vintage(f"{_EN_FIRST},{_EN_SECOND},{_EN_LAST}", "Run", "May %-d, %Y, %-I:%M:%S %p"),
    "nl-2020": Vintage(_NL_2020, "Hardloopsessie", "%-d mei %Y %H:%M:%S", has_comma=True, block=11),
    "nl": Vintage(
        _filled(_NL, elapsed="Verstreken tijd", distance="Afstand", width=92),
        "Hardloopsessie",
        "%-d mei %Y %H:%M:%S",
        has_comma=True,
    ),
    "de": Vintage(
        _filled(_DE, elapsed="Verstrichene Zeit", distance="Distanz", width=92),
        "Lauf",
        has_comma=True,
    ),
    "fr": Vintage(
        _filled(_FR, elapsed="Temps écoulé", distance="Distance", width=90),
        "Course à pied",
        "%-d mai %Y à %H:%M:%S",
        has_comma=True,
    ),
    "es": Vintage(
        _filled(_ES, elapsed="Tiempo transcurrido", distance="Distancia", width=90),
        "Carrera",
        "%-d may %Y, %-I:%M:%S p.\u00a0m.",
        has_comma=True,
    ),
    "it": Vintage(
        _filled(_IT, elapsed="Tempo trascorso", distance="Distanza", width=88),
        "Corsa",
        "%-d mag %Y, %H:%M:%S",
        has_comma=True,
    ),
    "ja": Vintage(
        _filled(_JA, elapsed="経過時間", distance="距離", width=88), "ラン", "%Y/%m/%d %H:%M:%S"
    ),
    "pl-2020": Vintage(_PL_2020, "Bieg", "%-d maj %Y, %H:%M:%S", has_comma=True, block=11),
}


@dataclass
class ExportRow:
    """One activity; None leaves its cell empty."""

    id: str = "4711001"
    at: datetime | str = START
    name: str = "Evening run"
    type: str | None = None
    description: str = ""
    elapsed_s: float | None = 1520
    distance_m: float | None = 5012.4
    note: str = ""
    gear: str = ""
    file: str = ""
    moving_s: float | None = 1500
    ascent_m: float | None = 21.5
    descent_m: float | None = 19.5
    cadence: float | None = 82.5
    avg_hr: float | None = 141.6
    max_hr: float | None = 163
    rpe: float | None = None
    gear_number: str = ""


def cells(vintage: Vintage, row: ExportRow) -> list[str]:
    at = row.at if isinstance(row.at, str) else row.at.strftime(vintage.date)
    kilometres = "" if row.distance_m is None else f"{row.distance_m / 1000:.2f}"
    first = [row.id, at, row.name, row.type or vintage.run, row.description]
    first += [_text(row.elapsed_s), kilometres.replace(".", "," if vintage.has_comma else ".")]
    if vintage.block == 13:
        first += [_text(row.max_hr), "12", "false", row.note, row.gear, row.file]
    else:
        first += ["12", "false", row.gear, row.file]
    names = vintage.names
    found = first + [""] * (len(names) - len(first))
    second = vintage.block + 2
    if len(names) > second:
        _set_second(found, second, row)
        for column, name in enumerate(names):
            if name in {"Gear", "Uitrusting"}:
                found[column] = row.gear_number
    return found


def _set_second(found: list[str], second: int, row: ExportRow) -> None:
    double = None if row.cadence is None else row.cadence + 9
    given = {0: row.elapsed_s, 1: row.moving_s, 2: row.distance_m, 3: 4.2, 4: 3.1}
    given |= {5: row.ascent_m, 6: row.descent_m, 13: double, 14: row.cadence}
    given |= {15: row.max_hr, 16: row.avg_hr, 19: 321.5, 28: row.rpe}
    for steps, value in given.items():
        found[second + steps] = "" if value is None else str(float(value))


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def table(vintage: Vintage, *rows: ExportRow) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(vintage.names)
    writer.writerows(cells(vintage, row) for row in rows)
    return text.getvalue()


@dataclass
class Export:
    """A table and the files beside it."""

    rows: Sequence[ExportRow]
    vintage: Vintage = VINTAGES["en-2023"]
    files: Mapping[str, bytes] = field(default_factory=dict)
    base: str = ""

    def members(self) -> dict[str, bytes]:
        found = {"activities.csv": table(self.vintage, *self.rows).encode(), **self.files}
        return {self.base + name: content for name, content in found.items()}


def write_folder(path: Path, members: Mapping[str, bytes]) -> Path:
    for name, content in members.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return path


def write_zip(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path
