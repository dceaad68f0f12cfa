"""An activity file together with the row of the Strava table that names it.

What was measured wins where both speak of the same activity: start with its zone, distance, the
timer's time as moving time (Strava's own leaves out every slow step), elapsed time, climb (the
watch felt it, Strava asks a map), heart rate, cadence. The row fills what the file does not have.

Where they disagree the person has changed the activity in Strava, and the row wins: another
distance (a treadmill put right) wins alone, another elapsed time (a cut activity) takes start,
times, distance, climb, heart rate and cadence with it, for the file describes another stretch.
What the person wrote always comes from the row: sport, title, note, perceived exertion, shoes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from diary.domain.period import local
from diary.domain.reading import Caution, ReadFile, ReadProblem
from diary.domain.run import NOTE_LONGEST, TITLE_LONGEST, Run, SourceFormat, Sport
from diary.formats.recorded import LONG_ELAPSED_S, ON_FOOT
from diary.formats.strava_activity import StravaActivity

SAME_START = timedelta(minutes=2)
_SHARE_MOST = 0.05
_NEAR_M, _NEAR_S = 100.0, 60.0
# Decided anew for the run that comes out.
_DECIDED = frozenset({Caution.SPORT_GUESSED, Caution.NO_DISTANCE, Caution.ELAPSED_LONG})


@dataclass(frozen=True, slots=True)
class RowRun:
    """A row, and the run it makes by itself; None when it makes none."""

    activity: StravaActivity
    run: Run | None


def join(
    found: ReadFile, rows: Sequence[RowRun], *, is_sport_chosen: bool
) -> tuple[ReadFile, list[RowRun]]:
    """The file with what the rows say of it, and the rows that are about none of its activities.

    `is_sport_chosen` tells that the sport was asked for and is neither the file's nor the row's.
    """
    if len(rows) == 1 and len(found.runs) > 1 and _is_sum(found.runs, rows[0].run):
        found = replace(found, runs=(_whole(found.runs, rows[0].run),))
    of_run, left = _pairs(found.runs, rows)
    runs: list[Run] = []
    warnings = [each for each in found.warnings if each.code not in _DECIDED or not of_run]
    gear: dict[str, str] = {}
    for run in found.runs:
        row = of_run.get(run.id)
        if row is None:
            runs.append(run)
            continue
        is_guessed = _is_guessed(found, run, row) and not is_sport_chosen
        kept, dropped = _joined(run, row, is_guessed=is_guessed)
        runs.append(kept)
        warnings += dropped + _cautions(kept, row, is_guessed=is_guessed)
        if row.activity.gear and kept.sport in ON_FOOT:
            gear[kept.id] = row.activity.gear
    return replace(found, runs=tuple(runs), warnings=_once(warnings), gear=gear), left


def _pairs(runs: Sequence[Run], rows: Sequence[RowRun]) -> tuple[dict[str, RowRun], list[RowRun]]:
    """The row of each run by its id, and the rows without one."""
    if len(runs) == 1 and len(rows) == 1:
        return {runs[0].id: rows[0]}, []
    of_run: dict[str, RowRun] = {}
    left: list[RowRun] = []
    for row in rows:
        near = [run for run in runs if run.id not in of_run and _starts_with(run, row.run)]
        if near:
            of_run[min(near, key=lambda run: _apart(run, row.run)).id] = row
        else:
            left.append(row)
    return of_run, left


def _starts_with(run: Run, other: Run | None) -> bool:
    return _apart(run, other) <= SAME_START


def _apart(run: Run, other: Run | None) -> timedelta:
    if other is None or run.started_at is None or other.started_at is None:
        return timedelta.max
    return abs(run.started_at - other.started_at)


def _is_sum(runs: Sequence[Run], row: Run | None) -> bool:
    """True when one row is about all activities of a file together."""
    if row is None or not row.distance_m or not _starts_with(runs[0], row):
        return False
    return _agree(sum(run.distance_m or 0.0 for run in runs), row.distance_m, _NEAR_M)


def _whole(runs: Sequence[Run], row: Run | None) -> Run:
    """The activities of a file as the one that the row says they are."""
    assert row is not None  # noqa: S101 - `_is_sum` has looked at it
    first = runs[0]
    moving = [run.moving_s for run in runs if run.moving_s is not None]
    return replace(
        row,
        id=first.id,
        on=first.on,
        started_at=first.started_at,
        timezone=first.timezone,
        moving_s=sum(moving) if len(moving) == len(runs) else row.moving_s,
        source=first.source,
    )


def _is_guessed(found: ReadFile, run: Run, row: RowRun) -> bool:
    """True when neither the row nor the file says a sport that is known."""
    if row.activity.recorded.sport is not None and not row.activity.word:
        return False
    # A GPX file without a type is taken for a run by its pace: with an unknown word that will not
    # do.
    if row.activity.word and _format(run) is SourceFormat.GPX:
        return True
    return any(each.code == Caution.SPORT_GUESSED for each in found.warnings)


def _joined(run: Run, row: RowRun, *, is_guessed: bool) -> tuple[Run, list[ReadProblem]]:
    """The run of a file with what its row says, and what of the file was left out for it."""
    sport = _sport(run, row, is_guessed=is_guessed)
    said = row.activity.recorded
    surface = run.surface or said.surface
    source = run.source
    joined = replace(
        run,
        sport=sport,
        surface=surface if sport is Sport.RUN else None,
        cadence_spm=run.cadence_spm if sport in ON_FOOT else None,
        title=" ".join(said.title.split())[:TITLE_LONGEST] or run.title,
        note=said.note.strip()[:NOTE_LONGEST],
        source=source and replace(source, external_id=said.external_id),
    )
    if row.run is None:
        return joined, []
    filled = _filled(joined, row.run)
    if not _agree(run.elapsed_s, row.run.elapsed_s, _NEAR_S):
        return _cut(filled, row.run), [_left_out("elapsed_s", run.elapsed_s)]
    if not _agree(run.distance_m or None, row.run.distance_m or None, _NEAR_M):
        changed = replace(filled, distance_m=row.run.distance_m)
        return changed, [_left_out("distance_m", run.distance_m)]
    return filled, []


def _sport(run: Run, row: RowRun, *, is_guessed: bool) -> Sport:
    if is_guessed:
        return Sport.OTHER
    said = row.activity.recorded.sport
    if said is None or row.activity.word:
        return run.sport
    return row.run.sport if row.run is not None else said


def _filled(run: Run, row: Run) -> Run:
    """The run with what it does not have itself."""
    return replace(
        run,
        distance_m=run.distance_m or row.distance_m,
        moving_s=_first(run.moving_s, row.moving_s),
        elapsed_s=_first(run.elapsed_s, row.elapsed_s),
        ascent_m=_first(run.ascent_m, row.ascent_m),
        descent_m=_first(run.descent_m, row.descent_m),
        avg_hr=run.avg_hr or row.avg_hr,
        max_hr=run.max_hr or row.max_hr,
        cadence_spm=run.cadence_spm or (row.cadence_spm if run.sport in ON_FOOT else None),
        rpe=row.rpe or run.rpe,
    )


def _cut(run: Run, row: Run) -> Run:
    """The stretch that the row is about."""
    started_at = row.started_at or run.started_at
    return replace(
        run,
        started_at=started_at,
        on=run.on if started_at is None else local(started_at, run.timezone).date(),
        distance_m=row.distance_m or run.distance_m,
        moving_s=row.moving_s,
        elapsed_s=row.elapsed_s,
        ascent_m=_first(row.ascent_m, run.ascent_m),
        descent_m=_first(row.descent_m, run.descent_m),
        avg_hr=row.avg_hr or run.avg_hr,
        max_hr=row.max_hr or run.max_hr,
        cadence_spm=run.cadence_spm and (row.cadence_spm or run.cadence_spm),
    )


def _first(one: float | None, other: float | None) -> float | None:
    return other if one is None else one


def _agree(one: float | None, other: float | None, near: float) -> bool:
    """True when two numbers say the same, or one of them nothing."""
    if one is None or other is None:
        return True
    return abs(one - other) <= max(near, _SHARE_MOST * max(one, other))


def _left_out(name: str, value: float | None) -> ReadProblem:
    return ReadProblem(Caution.FIELD_DROPPED, f"{name} {value or 0.0:g} in the file")


def cautions_alone(run: Run, row: RowRun) -> list[ReadProblem]:
    """What is odd in the run of a row without a file; only feet are expected to cover ground."""
    found = row.activity.recorded.cautions
    return [each for each in found if each.code != Caution.NO_DISTANCE or run.sport in ON_FOOT]


def _cautions(run: Run, row: RowRun, *, is_guessed: bool) -> list[ReadProblem]:
    """What is odd in the run that came out, and in what was taken from the row."""
    found = [each for each in row.activity.recorded.cautions if each.code not in _DECIDED]
    if is_guessed:
        found.append(ReadProblem(Caution.SPORT_GUESSED, row.activity.word))
    if not run.distance_m and run.sport in ON_FOOT:
        found.append(ReadProblem(Caution.NO_DISTANCE))
    if (run.elapsed_s or 0.0) > LONG_ELAPSED_S:
        found.append(ReadProblem(Caution.ELAPSED_LONG))
    return found


def _format(run: Run) -> SourceFormat | None:
    return run.source.format if run.source is not None else None


def _once(cautions: Iterable[ReadProblem]) -> tuple[ReadProblem, ...]:
    return tuple(dict.fromkeys(cautions))
