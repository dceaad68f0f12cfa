"""Days, knees and scores from rows and back.

A row comes in as its id and content in the order of `columns.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time

from diary.domain.day import Care, Day, Limit, Painkiller, PlanAnswer
from diary.domain.knee import (
    Area,
    Knee,
    KneeDay,
    Moment,
    Quality,
    Score,
    ScoreSource,
    Sign,
    SwellingSize,
    WorseWith,
)
from diary.storage.mapping.cells import (
    YES_NO,
    Row,
    RowKey,
    answers,
    by_value,
    chosen_list,
    day_text,
    instant,
    instant_text,
    json_text,
    key,
    list_text,
    parsed,
    shared,
    texts,
    whole,
)
from diary.storage.mapping.making import maker

_score, _knee_day, _day = maker(Score), maker(KneeDay), maker(Day)
_SOURCES = {source.value: source for source in ScoreSource}
_PLANS, _SIZES = by_value(PlanAnswer), by_value(SwellingSize)


def to_score(score: int, recorded_at: str | None, zone: str | None, source: str) -> Score:
    """A score from the last four columns of its row."""
    return _score(score, instant(recorded_at), shared(zone), _SOURCES[source])


def to_knee_day(row: Row, scores: Mapping[str, Score]) -> KneeDay:
    """One knee on one day from its row and its scores by moment."""
    _, _, _, areas, qualities, worse_with, signs, size = row
    return _knee_day(
        scores.get("morning"),
        scores.get("worst"),
        chosen_list(Area, areas),
        chosen_list(Quality, qualities),
        chosen_list(WorseWith, worse_with),
        answers(Sign, signs),
        _SIZES[size],
    )


def to_day(row: Row, knees: Mapping[Knee, KneeDay]) -> Day:
    """A day from its row and its knees."""
    _, on, recorded_at, plan, held_back, away, limits, care, own, minutes, pill, pill_at, note = row
    return _day(
        date.fromisoformat(on),
        knees,
        instant(recorded_at),
        _PLANS[plan],
        YES_NO[held_back],
        YES_NO[away],
        answers(Limit, limits),
        answers(Care, care),
        texts(own),
        {} if minutes == "{}" else _minutes(minutes),
        None if pill is None else Painkiller(pill, None if pill_at is None else _time(pill_at)),
        note,
    )


def _time(text: str) -> time:
    return time.fromisoformat(text)


def _minutes(text: str) -> dict[Care, int]:
    return {Care(key): value for key, value in parsed(text, dict).items()}


def score_row(
    on: date, knee: Knee, moment: Moment, run_id: str | None, score: Score
) -> tuple[RowKey, Row]:
    """The row of one score; the key of a score of a run has the run in place of the day."""
    day, knee_key, moment_key = on.isoformat(), knee.value, moment.value
    natural = ("scores", None if run_id else day, run_id, knee_key, moment_key)
    at, zone, source = instant_text(score.recorded_at), score.timezone, score.source.value
    return natural, (day, knee_key, moment_key, run_id, score.value, at, zone, source)


def day_rows(day: Day) -> Iterator[tuple[RowKey, Row]]:
    """The row of a day, of each knee with answers, and of each of its scores."""
    on = day.on.isoformat()
    pill = day.painkiller
    yield (
        ("days", on),
        (
            on,
            instant_text(day.recorded_at),
            key(day.plan),
            whole(day.held_back),
            int(day.away),
            json_text(day.limits),
            json_text(day.care),
            json_text(day.care_own),
            json_text(day.care_minutes),
            pill.name if pill else None,
            day_text(pill.at) if pill else None,
            day.note,
        ),
    )
    for knee, said in day.knees.items():
        for moment, score in ((Moment.MORNING, said.morning), (Moment.WORST, said.worst)):
            if score is not None:
                yield score_row(day.on, knee, moment, None, score)
        said_cells = (
            list_text(said.areas),
            list_text(said.qualities),
            list_text(said.worse_with),
            json_text(said.signs),
            key(said.swelling_size),
        )
        if said_cells != _UNANSWERED:
            yield ("knee_days", on, knee.value), (on, knee.value, *said_cells)


_UNANSWERED = (None, None, None, "{}", None)
