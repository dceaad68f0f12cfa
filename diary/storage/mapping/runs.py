"""Runs from rows and back; their scores stand in the table of all scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from diary.domain.knee import Knee, Moment, Score
from diary.domain.run import (
    Aid,
    Finish,
    Hills,
    Run,
    RunKind,
    RunKnee,
    RunSource,
    SourceFormat,
    Sport,
    Surface,
    WarmUp,
)
from diary.storage.mapping.cells import (
    YES_NO,
    Row,
    RowKey,
    by_value,
    chosen_list,
    instant,
    instant_text,
    key,
    list_text,
    real,
    shared,
    whole,
)
from diary.storage.mapping.days import score_row
from diary.storage.mapping.making import maker

_run, _run_knee, _run_source = maker(Run), maker(RunKnee), maker(RunSource)
_SPORTS, _KINDS, _SURFACES = by_value(Sport), by_value(RunKind), by_value(Surface)
_HILLS, _WARMUPS, _FINISHES = by_value(Hills), by_value(WarmUp), by_value(Finish)


def to_run(row: Row, scores: Mapping[tuple[str, str], Score]) -> Run:
    """An activity from its row and its scores by knee and moment."""
    identity, on, sport, started_at, zone, kind, surface, hills = row[:8]
    distance_m, planned_m, moving_s, elapsed_s, ascent_m, descent_m, avg_hr, max_hr = row[8:16]
    cadence_spm, rpe, warmup, aids, shoe_id, finish, onset_m, onset_s, faded, stage = row[16:26]
    watched, (title, note), source = row[26:30], row[30:32], row[32:]
    return _run(
        identity,
        date.fromisoformat(on),
        _SPORTS[sport],
        instant(started_at),
        shared(zone),
        _KINDS[kind],
        _SURFACES[surface],
        _HILLS[hills],
        distance_m,
        planned_m,
        moving_s,
        elapsed_s,
        ascent_m,
        descent_m,
        avg_hr,
        max_hr,
        cadence_spm,
        rpe,
        _WARMUPS[warmup],
        chosen_list(Aid, aids),
        shared(shoe_id),
        _FINISHES[finish],
        onset_m,
        onset_s,
        YES_NO[faded],
        stage,
        _run_knees(watched, scores) if scores or watched != _NOT_WATCHED else {},
        title,
        note,
        None if source[0] is None else _source(*source),
    )


_NOT_WATCHED = (None, None, None, None)
# Each knee, the keys of its scores and where its two answers begin.
_PLACES = tuple(
    (knee, (knee.value, "during"), (knee.value, "after"), 2 * number)
    for number, knee in enumerate(Knee)
)


def _run_knees(watched: Row, scores: Mapping[tuple[str, str], Score]) -> dict[Knee, RunKnee]:
    knees = {}
    for knee, during_key, after_key, place in _PLACES:
        during, after = scores.get(during_key), scores.get(after_key)
        limped, turned = watched[place : place + 2]
        if during or after or limped is not None or turned is not None:
            knees[knee] = _run_knee(during, after, YES_NO[limped], YES_NO[turned])
    return knees


def _source(
    name: str, kind: str, sha256: str, member: str, external_id: str, imported_at: str | None
) -> RunSource:
    return _run_source(name, SourceFormat(kind), sha256, member, external_id, instant(imported_at))


def run_rows(run: Run) -> Iterator[tuple[RowKey, Row]]:
    """The row of an activity and of each of its scores."""
    source = run.source
    watched = (run.knee(knee) for knee in Knee)
    yield (
        ("runs", run.id),
        (
            run.on.isoformat(),
            run.sport.value,
            instant_text(run.started_at),
            run.timezone,
            key(run.kind),
            key(run.surface),
            key(run.hills),
            real(run.distance_m),
            real(run.planned_distance_m),
            real(run.moving_s),
            real(run.elapsed_s),
            real(run.ascent_m),
            real(run.descent_m),
            whole(run.avg_hr),
            whole(run.max_hr),
            real(run.cadence_spm),
            whole(run.rpe),
            key(run.warmup),
            list_text(run.aids),
            run.shoe_id,
            key(run.finish),
            real(run.pain_onset_m),
            real(run.pain_onset_s),
            whole(run.form_faded),
            whole(run.run_walk_stage),
            *(whole(said) for knee in watched for said in (knee.limped, knee.turned_sharp)),
            run.title,
            run.note,
            *(_source_cells(source) if source else (None,) * 6),
        ),
    )
    for knee, said in run.knees.items():
        for moment, score in ((Moment.DURING, said.during), (Moment.AFTER, said.after)):
            if score is not None:
                yield score_row(run.on, knee, moment, run.id, score)


def _source_cells(source: RunSource) -> Row:
    at = instant_text(source.imported_at)
    return (
        *(source.name, source.format.value, source.sha256, source.member),
        *(source.external_id, at),
    )
