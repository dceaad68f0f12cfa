"""Turns what a person says into change sets; pure, so window and command line do the same.

An entry that changes nothing gives an empty change set. A day with nothing left on it is not kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from diary.domain.change import Change, ChangeSet
from diary.domain.day import CARE_OWN_MOST, Care, Day, Painkiller
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.event import Event, EventKind
from diary.domain.knee import Area, Knee, Moment, Score, ScoreSource
from diary.domain.period import Span
from diary.domain.pt_note import without_run
from diary.domain.run import Run, Surface, start_order
from diary.domain.shoe import Shoe

NOTHING = ChangeSet(())
AWAY_MOST_DAYS = 366
CARE_LOOKS_BACK_DAYS = 30
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When, in which zone and how an entry is made."""

    recorded_at: datetime
    timezone: str | None
    source: ScoreSource = ScoreSource.TYPED


@dataclass(frozen=True, slots=True)
class DueScore:
    """A score that is asked on a day; `run_id` for the two moments of a run."""

    moment: Moment
    run_id: str | None = None


def set_score(
    diary: Diary,
    on: date,
    knee: Knee,
    moment: Moment,
    value: int | None,
    stamp: Stamp,
    *,
    run_id: str | None = None,
) -> ChangeSet:
    """Give, change or clear (None) one score; `run_id` names the run of during and after."""
    score = None if value is None else Score(value, stamp.recorded_at, stamp.timezone, stamp.source)
    if moment.belongs_to_run:
        return _set_run_score(diary, knee, moment, score, run_id)
    said = diary.day(on).knee(knee)
    if _value_of(said.score(moment)) == value:
        return NOTHING
    day = diary.day(on).with_knee(knee, said.with_score(moment, score))
    return _put_day(diary, day)


def _set_run_score(
    diary: Diary, knee: Knee, moment: Moment, score: Score | None, run_id: str | None
) -> ChangeSet:
    run = diary.runs.get(run_id or "")
    if run is None:
        raise InvalidValueError("run_id", Reason.NAMES_NOTHING, run_id)
    said = run.knee(knee)
    if _value_of(said.score(moment)) == _value_of(score):
        return NOTHING
    return put_run(diary, run.with_knee(knee, said.with_score(moment, score)))


def _value_of(score: Score | None) -> int | None:
    return None if score is None else score.value


def score_of(
    diary: Diary, on: date, knee: Knee, moment: Moment, run_id: str | None = None
) -> Score | None:
    """The score at these coordinates; None = not answered."""
    if moment.belongs_to_run:
        run = diary.runs.get(run_id or "")
        return run.knee(knee).score(moment) if run else None
    return diary.day(on).knee(knee).score(moment)


def set_knee(
    diary: Diary,
    on: date,
    knee: Knee,
    recorded_at: datetime,
    **answers: Any,  # noqa: ANN401 - fields of KneeDay, checked there
) -> ChangeSet:
    """Change spots, qualities, signs or swelling size of one knee on one day."""
    day = diary.day(on)
    said = replace(day.knee(knee), **answers)
    if said == day.knee(knee):
        return NOTHING
    return _put_day(diary, replace(day.with_knee(knee, said), recorded_at=recorded_at))


def set_day(
    diary: Diary,
    on: date,
    recorded_at: datetime,
    **answers: Any,  # noqa: ANN401 - fields of Day, checked there
) -> ChangeSet:
    """Change what belongs to the day and not to a knee: plan, limits, care, note and so on."""
    day = diary.day(on)
    said = replace(day, **answers)
    if said == day:
        return NOTHING
    return _put_day(diary, replace(said, recorded_at=recorded_at))


def set_care(
    diary: Diary,
    on: date,
    recorded_at: datetime,
    new_id: Callable[[], str],
    *,
    care: Mapping[Care, bool],
    own: Iterable[str],
    painkiller: Painkiller | None = None,
) -> ChangeSet:
    """Change what was done for the knee on a day.

    A PT visit that is ticked becomes an event of the day if there is none; when the tick is taken
    back, an event that says no more than that goes too. `painkiller` counts while it is ticked.
    """
    before = diary.day(on)
    taken = painkiller if care.get(Care.PAINKILLER) else None
    day = replace(before, care=dict(care), care_own=tuple(own), painkiller=taken)
    if day == before:
        return NOTHING
    changes = list(_put_day(diary, replace(day, recorded_at=recorded_at)).changes)
    was, is_now = (each.care.get(Care.PT_VISIT) is True for each in (before, day))
    visits = [each for each in diary.events.values() if each.kind is EventKind.PT_VISIT]
    if is_now and not was and not any(_is_on(each, on) for each in visits):
        changes.append(Change(None, Event(new_id(), on, EventKind.PT_VISIT)))
    elif was and not is_now:
        bare = [each for each in visits if each == Event(each.id, on, EventKind.PT_VISIT)]
        changes += [Change(each, None) for each in bare]
    return ChangeSet(tuple(changes))


def _is_on(event: Event, on: date) -> bool:
    return event.on <= on <= (event.until or event.on)


def set_away(
    diary: Diary, first: date, last: date, recorded_at: datetime, *, is_away: bool
) -> ChangeSet:
    """Mark every day from `first` to `last`, both included, as away, or as not away any more.

    Raises for a span that ends before it begins or is longer than a year.
    """
    if last < first:
        raise InvalidValueError("last", Reason.WRONG_ORDER, last, other="first")
    if (last - first).days >= AWAY_MOST_DAYS:
        raise InvalidValueError("last", Reason.OUT_OF_RANGE, last, high=AWAY_MOST_DAYS)
    changes: list[Change] = []
    for on in Span(first, last + _ONE_DAY):
        day = diary.day(on)
        if day.away != is_away:
            told = replace(day, away=is_away, recorded_at=recorded_at)
            changes += _put_day(diary, told).changes
    return ChangeSet(tuple(changes))


def away_until(diary: Diary, on: date) -> date | None:
    """The last of the days in a row, from `on`, that are marked as away; None = `on` is not."""
    last = None
    while diary.day(on).away and (last is None or (last - on).days < AWAY_MOST_DAYS):
        last, on = on, on + _ONE_DAY
    return last


def _put_day(diary: Diary, day: Day) -> ChangeSet:
    before = diary.days.get(day.on)
    after = None if day.is_empty else day
    if before is None and after is None:
        return NOTHING
    return ChangeSet((Change(before, after),))


def due_scores(diary: Diary, on: date, knee: Knee) -> list[DueScore]:
    """The scores asked on a day in the order of the day.

    Morning always; during and after for each run; worst on a day without a run, and on any day
    on which it already has a value.
    """
    runs = [run for run in diary.runs_on(on) if run.is_run or run.knees.get(knee)]
    due = [DueScore(Moment.MORNING)]
    for run in runs:
        due += [DueScore(Moment.DURING, run.id), DueScore(Moment.AFTER, run.id)]
    if not runs or diary.day(on).knee(knee).worst is not None:
        due.append(DueScore(Moment.WORST))
    return due


def asked_knees(diary: Diary, on: date) -> tuple[Knee, ...]:
    """The knees that are asked for on a day: the tracked ones, and each of which something is said.

    That is the rule of Today, so that a run asks for what Today then waits for.
    """
    return tuple(
        knee
        for knee in Knee
        if knee in diary.person.tracked_knees
        or not diary.day(on).knee(knee).is_empty
        or any(run.knees.get(knee) for run in diary.runs_on(on))
    )


def open_scores(diary: Diary, on: date, knee: Knee) -> list[DueScore]:
    """The scores asked about a knee on a day that have no answer."""
    return [
        due
        for due in due_scores(diary, on, knee)
        if score_of(diary, on, knee, due.moment, due.run_id) is None
    ]


def no_pain_scores(diary: Diary, on: date, knee: Knee) -> list[DueScore]:
    """The open scores that "No pain" answers with 0.

    Not the worst of a day that holds a higher score: 0 would contradict it.
    """
    found = open_scores(diary, on, knee)
    if highest_score(diary, on, knee):
        return [due for due in found if due.moment is not Moment.WORST]
    return found


def highest_score(diary: Diary, on: date, knee: Knee) -> int | None:
    """The highest score answered for a knee on a day, whichever moment; None = none."""
    values = [
        score.value
        for due in due_scores(diary, on, knee)
        if (score := score_of(diary, on, knee, due.moment, due.run_id)) is not None
    ]
    return max(values, default=None)


def no_pain(diary: Diary, on: date, stamp: Stamp, knees: Iterable[Knee] | None = None) -> ChangeSet:
    """Write 0 to the `no_pain_scores` of the tracked knees or of those named."""
    wanted = tuple(knees) if knees is not None else diary.person.tracked_knees
    day, runs = diary.day(on), {run.id: run for run in diary.runs_on(on)}
    score = Score(0, stamp.recorded_at, stamp.timezone, ScoreSource.NO_PAIN)
    for knee in wanted:
        for due in no_pain_scores(diary, on, knee):
            if due.run_id is None:
                said = day.knee(knee).with_score(due.moment, score)
                day = day.with_knee(knee, said)
            else:
                run = runs[due.run_id]
                told = run.knee(knee).with_score(due.moment, score)
                runs[run.id] = run.with_knee(knee, told)
    changes = list(_put_day(diary, day).changes) if day != diary.day(on) else []
    changes += [
        Change(diary.runs[run.id], run) for run in runs.values() if run != diary.runs[run.id]
    ]
    return ChangeSet(tuple(changes))


def put_run(diary: Diary, run: Run) -> ChangeSet:
    """Add or change a run."""
    return _put(diary.runs.get(run.id), run)


def remove_run(diary: Diary, run_id: str) -> ChangeSet:
    """Put a run into the bin; a note of the PT about it stays, about its day."""
    return ChangeSet((Change(diary.runs[run_id], None), *notes_let_go(diary, {run_id})))


def notes_let_go(diary: Diary, run_ids: Collection[str]) -> Iterator[Change]:
    """What makes the notes of the PT about these runs notes about their days."""
    for note in diary.pt_notes.values():
        if note.pin.run_id in run_ids:
            yield Change(note, without_run(note, diary.runs))


def put_shoe(diary: Diary, shoe: Shoe) -> ChangeSet:
    """Add or change a pair of shoes; two pairs cannot have one name."""
    name = shoe.name.strip().casefold()
    if any(
        each.id != shoe.id and each.name.strip().casefold() == name for each in diary.shoes.values()
    ):
        raise InvalidValueError("name", Reason.DUPLICATE, shoe.name)
    return _put(diary.shoes.get(shoe.id), shoe)


def remove_shoe(diary: Diary, shoe_id: str) -> ChangeSet:
    """Put a pair without runs into the bin; raises when runs name it."""
    if any(run.shoe_id == shoe_id for run in diary.runs.values()):
        raise InvalidValueError("shoe_id", Reason.NEEDS_OTHER, shoe_id, other="runs")
    return ChangeSet((Change(diary.shoes[shoe_id], None),))


def _put(before: Run | Shoe | None, after: Run | Shoe) -> ChangeSet:
    return NOTHING if before == after else ChangeSet((Change(before, after),))


def last_shoe(diary: Diary, surface: Surface | None = None) -> Shoe | None:
    """The pair in use that was worn last on this surface, else last of all."""
    runs = sorted(
        (run for run in diary.runs.values() if run.shoe_id in diary.shoes), key=start_order
    )
    in_use = [run for run in runs if not diary.shoes[run.shoe_id or ""].is_retired]
    on_surface = [run for run in in_use if surface is not None and run.surface is surface]
    chosen = (on_surface or in_use)[-1:]
    if chosen:
        return diary.shoes[chosen[0].shoe_id or ""]
    unworn = [shoe for shoe in diary.shoes.values() if not shoe.is_retired]
    return unworn[0] if len(unworn) == 1 else None


def last_areas(diary: Diary, before_on: date, knee: Knee) -> tuple[Area, ...] | None:
    """The spots of the newest earlier day on which spots were ticked; looks 60 days back."""
    for back in range(1, 61):
        day = diary.days.get(before_on - timedelta(days=back))
        areas = day.knee(knee).areas if day else None
        if areas:
            return areas
    return None


def care_by_use(diary: Diary, on: date) -> list[Care]:
    """Every kind of care, what was done most on the 30 days before first."""
    uses: Counter[Care] = Counter()
    for day in _days_before(diary, on):
        uses.update(care for care, is_done in day.care.items() if is_done)
    return sorted(Care, key=lambda care: -uses[care])


def own_care(diary: Diary, on: date) -> tuple[str, ...]:
    """The person's own kinds of care: those of the 30 days before by use, then new ones of the day.

    At most 12, but all of the day.
    """
    today, uses = diary.day(on).care_own, Counter[str]()
    for day in _days_before(diary, on):
        uses.update(day.care_own)
    by_use = sorted(uses, key=lambda text: (-uses[text], text.casefold()))
    room = CARE_OWN_MOST - len(today)
    others = [text for text in by_use if text not in today][: max(0, room)]
    known = [text for text in by_use if text in today or text in others]
    return (*known, *(text for text in today if text not in uses))


def _days_before(diary: Diary, on: date) -> Iterator[Day]:
    for back in range(1, CARE_LOOKS_BACK_DAYS + 1):
        day = diary.days.get(on - timedelta(days=back))
        if day is not None:
            yield day
