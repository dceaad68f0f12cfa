"""Hypothesis strategies for every domain value.

A strategy draws any value the domain allows, the awkward ones too: every answer unanswered, no
and none, texts with NUL, right-to-left marks and emoji, days at both ends of the calendar.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, time
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from diary.domain.day import Care, Day, Limit, Painkiller, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.event import Event, EventKind
from diary.domain.knee import (
    Area,
    Knee,
    KneeDay,
    Quality,
    Score,
    ScoreSource,
    Sign,
    SwellingSize,
    WorseWith,
)
from diary.domain.person import Contact, ContactKind, Person, Season
from diary.domain.pt_note import THE_VISIT, Pin, PtNote
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Level, Rule
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
from diary.domain.settings import (
    THRESHOLDS,
    DistanceUnit,
    LimitPreset,
    SetBy,
    SettingChange,
    Settings,
    WeightUnit,
)
from diary.domain.shoe import Inspection, LimitChange, Shoe, ShoeKind, SoleFinding, UsualFor
from diary.domain.total import SCALES, Direction, Scale, Total, ostrc_total
from tests.strategies_basics import (
    answers,
    calendar_days,
    ids,
    instants,
    maybe,
    members,
    metres,
    some,
    texts,
    zones,
)
from tests.strategies_plans import kept_exercises, plans, run_walks, sessions


def scores() -> SearchStrategy[Score]:
    """Any score."""
    return st.builds(Score, st.integers(0, 10), maybe(instants()), zones(), members(ScoreSource))


def knee_days() -> SearchStrategy[KneeDay]:
    """Any answers about one knee on one day, none at all too."""
    areas = some(Area).map(lambda chosen: (Area.ALL_OVER,) if Area.ALL_OVER in chosen else chosen)
    return st.builds(
        KneeDay,
        morning=maybe(scores()),
        worst=maybe(scores()),
        areas=maybe(areas),
        qualities=maybe(some(Quality)),
        worse_with=maybe(some(WorseWith)),
        signs=answers(Sign),
        swelling_size=maybe(members(SwellingSize)),
    )


@st.composite
def days(draw: st.DrawFn, on: date | None = None) -> Day:
    """Any day; `on` fixes its date."""
    plan = draw(maybe(members(PlanAnswer)))
    care = draw(answers(Care))
    pills = st.builds(Painkiller, texts(80), maybe(st.times()))
    return Day(
        on or draw(calendar_days()),
        knees=draw(st.dictionaries(members(Knee), knee_days(), max_size=2)),
        recorded_at=draw(maybe(instants())),
        plan=plan,
        held_back=draw(maybe(st.booleans())) if plan else None,
        away=draw(st.booleans()),
        limits=draw(answers(Limit)),
        care=care,
        care_own=draw(st.lists(texts(24), max_size=3).map(tuple)),
        care_minutes=draw(st.dictionaries(members(Care), st.integers(0, 1440), max_size=2)),
        painkiller=draw(maybe(pills)) if care.get(Care.PAINKILLER) else None,
        note=draw(texts(500)),
    )


def run_knees() -> SearchStrategy[RunKnee]:
    """Any answers about one knee on one run."""
    return st.builds(
        RunKnee,
        maybe(scores()),
        maybe(scores()),
        maybe(st.booleans()),
        maybe(st.booleans()),
    )


def sources() -> SearchStrategy[RunSource]:
    """Any file a run was read from."""
    return st.builds(
        RunSource,
        texts(60),
        members(SourceFormat),
        maybe(st.sampled_from(["00" * 32, "ff" * 32])),
        maybe(texts(60)),
        maybe(texts(20)),
        maybe(instants()),
    )


@st.composite
def runs(draw: st.DrawFn, shoe_ids: Sequence[str] = ()) -> Run:
    """Any activity, in one of these shoes or in none."""
    measured = {
        "distance_m": metres(),
        "moving_s": st.floats(0, 3_456_000),
        "elapsed_s": st.floats(0, 3_456_000),
    }
    known = draw(st.lists(st.sampled_from(sorted(measured)), min_size=1, unique=True))
    return Run(
        draw(ids()),
        draw(calendar_days()),
        sport=draw(members(Sport)),
        started_at=draw(maybe(instants())),
        timezone=draw(zones()),
        kind=draw(maybe(members(RunKind))),
        surface=draw(maybe(members(Surface))),
        hills=draw(maybe(members(Hills))),
        **{name: draw(measured[name]) for name in known},
        planned_distance_m=draw(maybe(metres())),
        ascent_m=draw(maybe(metres(30_000.0))),
        descent_m=draw(maybe(metres(30_000.0))),
        avg_hr=draw(maybe(st.integers(20, 260))),
        max_hr=draw(maybe(st.integers(20, 260))),
        cadence_spm=draw(maybe(st.floats(1, 400))),
        rpe=draw(maybe(st.integers(1, 10))),
        warmup=draw(maybe(members(WarmUp))),
        aids=draw(maybe(some(Aid))),
        shoe_id=draw(maybe(st.sampled_from(shoe_ids))) if shoe_ids else None,
        finish=draw(maybe(members(Finish))),
        pain_onset_m=draw(maybe(metres())),
        pain_onset_s=draw(maybe(st.floats(0, 3_456_000))),
        form_faded=draw(maybe(st.booleans())),
        run_walk_stage=draw(maybe(st.integers(1, 50))),
        knees=draw(st.dictionaries(members(Knee), run_knees(), max_size=2)),
        title=draw(texts(200)),
        note=draw(texts(500)),
        source=draw(maybe(sources())),
    )


def shoes() -> SearchStrategy[Shoe]:
    """Any pair."""
    limits = st.sampled_from([100_000.0, 650_000.0, 3_200_000.0]) | st.floats(100_000, 3_200_000)
    return st.builds(
        Shoe,
        ids(),
        texts(40).map(lambda name: name if name.strip() else "Blue 12"),
        brand=texts(60),
        model=texts(60),
        kind=maybe(members(ShoeKind)),
        first_used_on=maybe(calendar_days()),
        initial_distance_m=metres(),
        limit_m=maybe(limits),
        retired_on=maybe(calendar_days()),
        usual_for=st.builds(UsualFor, some(RunKind), some(Surface)),
        orthotics=maybe(st.booleans()),
        comfort=maybe(st.integers(0, 10)),
        drop_mm=maybe(st.floats(0, 15)),
        stack_mm=maybe(st.floats(0, 60)),
        note=texts(300),
        inspections=st.lists(
            st.builds(Inspection, calendar_days(), some(SoleFinding)), max_size=2
        ).map(tuple),
        limit_changes=st.lists(st.builds(LimitChange, calendar_days(), limits), max_size=2).map(
            tuple
        ),
    )


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event."""
    on = draw(calendar_days())
    return Event(
        draw(ids()),
        on,
        kind=draw(members(EventKind)),
        until=draw(maybe(calendar_days().filter(lambda until: until >= on))),
        knee=draw(maybe(members(Knee))),
        text=draw(texts(200)),
        findings=draw(st.lists(texts(40), max_size=3).map(tuple)),
    )


def persons() -> SearchStrategy[Person]:
    """Anybody."""
    return st.builds(
        Person,
        name=maybe(texts(80)),
        initials=maybe(texts(80)),
        code=maybe(texts(80)),
        tracked_knees=some(Knee).map(lambda knees: knees or tuple(Knee)),
        timezone=zones(),
        season=maybe(members(Season)),
        running_since_year=maybe(st.integers(1900, 2199)),
        trouble_since_on=maybe(calendar_days()),
        earlier_knee_problem=maybe(st.booleans()),
        longest_recent_run_m=maybe(metres()),
        next_visit_on=maybe(calendar_days()),
        questions=st.lists(texts(120), max_size=3).map(tuple),
        goal=maybe(texts(200)),
        contacts=st.lists(contacts(), unique_by=lambda each: each.kind).map(tuple),
    )


def contacts() -> SearchStrategy[Contact]:
    """Somebody to call, or nobody."""
    return st.builds(Contact, members(ContactKind), texts(80), texts(40))


def _rules() -> SearchStrategy[Rule]:
    return st.sampled_from([rule for rule in Rule if rule.level is not Level.SAFETY])


@st.composite
def reminder_states(draw: st.DrawFn) -> ReminderState:
    """Anything a person may do with a reminder."""
    rule, fired_on, at = draw(_rules()), draw(calendar_days()), draw(maybe(instants()))
    subject, knee = draw(ids()), draw(maybe(members(Knee)))
    state = draw(st.sampled_from([StateName.DOING, StateName.SNOOZED, StateName.DISMISSED]))
    told: dict[str, Any] = {}
    if state is StateName.DOING:
        told["recheck_on"] = draw(calendar_days())
    elif state is StateName.DISMISSED:
        told["reason"] = draw(members(DismissReason))
    else:
        told["until"] = draw(maybe(calendar_days()))
        numbers = st.floats(0, 1e9)
        told["value"] = draw(numbers if told["until"] is None else maybe(numbers))
    return ReminderState(rule, subject, fired_on, state, knee, at=at, **told)


@st.composite
def all_settings(draw: st.DrawFn) -> Settings:
    """Settings of which some differ from their defaults."""
    changed: dict[str, Any] = {}
    free = sorted(set(THRESHOLDS) - {"green_max", "amber_max"})
    for name in draw(st.lists(st.sampled_from(free), unique=True, max_size=4)):
        threshold = THRESHOLDS[name]
        within = (
            st.integers(int(threshold.low), int(threshold.high))
            if threshold.is_whole
            else st.floats(threshold.low, threshold.high)
        )
        changed[name] = draw(maybe(within) if threshold.can_be_off else within)
    green_max = draw(st.integers(0, 5))
    return Settings(
        distance_unit=draw(members(DistanceUnit)),
        weight_unit=draw(members(WeightUnit)),
        day_turnover=time(draw(st.integers(0, 5)), draw(st.integers(0, 59))),
        green_max=green_max,
        amber_max=draw(st.integers(green_max + 1, 9)),
        rules_off=frozenset(draw(st.sets(_rules(), max_size=2))),
        cadence_taken_up_on=draw(maybe(calendar_days())),
        **changed,
    )


_DATED_NAMES = {each.name for each in fields(Settings)} - {"rules_off", "cadence_taken_up_on"}


def setting_changes() -> SearchStrategy[SettingChange]:
    """Any dated change of a setting."""
    values = texts(20) | st.integers(0, 9) | st.floats(-1e12, 1e12) | st.booleans() | st.none()
    return st.builds(
        SettingChange,
        instants(),
        st.sampled_from(sorted(_DATED_NAMES)),
        values,
        maybe(members(LimitPreset)),
        maybe(members(SetBy)),
        texts(20),
    )


@st.composite
def totals(draw: st.DrawFn) -> Total:
    """Any total of any form."""
    identity, on, scale = draw(ids()), draw(calendar_days()), draw(members(Scale))
    facts, knee = SCALES[scale], draw(maybe(members(Knee)))
    if scale is Scale.OSTRC_O2 and draw(st.booleans()):
        whole = st.tuples(*[st.integers(0, 3)] * 4)
        said = draw(whole | st.sampled_from([(0,), (3,)]))
        return Total(identity, on, scale, ostrc_total(said), knee, said)
    numbers = st.integers(0, facts.most) if facts.is_whole else st.floats(0, facts.most)
    told = maybe(members(Direction)) if facts.direction is None else st.none()
    return Total(identity, on, scale, draw(numbers), knee, direction=draw(told))


def _pins(run_ids: Sequence[str]) -> SearchStrategy[Pin]:
    pins = calendar_days().map(Pin) | st.just(THE_VISIT)
    if not run_ids:
        return pins
    return pins | st.sampled_from(run_ids).map(lambda run_id: Pin(None, run_id))


def pt_notes(run_ids: Sequence[str] = ()) -> SearchStrategy[PtNote]:
    """Any note of a PT about a day, the visit, or one of these runs."""
    said = texts(1000).map(lambda text: text if text.strip() else "downhill?")
    return st.builds(PtNote, ids(), _pins(run_ids), said, texts(80), maybe(instants()))


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """Any diary of a few entries; every `shoe_id` names a pair in it."""
    pairs = draw(st.lists(shoes(), max_size=2, unique_by=lambda shoe: shoe.id))
    activities = draw(
        st.lists(runs([shoe.id for shoe in pairs]), max_size=3, unique_by=lambda run: run.id)
    )
    dated = draw(
        st.lists(setting_changes(), max_size=3, unique_by=lambda each: (each.at, each.name))
    )
    said = draw(st.lists(days(), max_size=4, unique_by=lambda day: day.on))
    happened = draw(st.lists(events(), max_size=2, unique_by=lambda event: event.id))
    answered = draw(st.lists(reminder_states(), max_size=2, unique_by=lambda each: each.key))
    filled_in = draw(st.lists(totals(), max_size=3, unique_by=lambda each: each.id))
    known = [run.id for run in activities]
    written = draw(st.lists(pt_notes(known), max_size=3, unique_by=lambda each: each.id))
    set_up = draw(st.lists(kept_exercises(), max_size=3, unique_by=lambda each: each.id))
    named = [each.id for each in set_up]
    planned = draw(st.lists(plans(named), max_size=2, unique_by=lambda each: each.id))
    done = draw(
        st.lists(
            sessions(named, [plan.id for plan in planned]),
            max_size=3,
            unique_by=lambda each: each.id,
        )
    )
    return Diary(
        draw(persons()),
        draw(all_settings()),
        tuple(sorted(dated, key=lambda each: (each.at, each.name))),
        {day.on: day for day in said},
        {run.id: run for run in activities},
        {shoe.id: shoe for shoe in pairs},
        {event.id: event for event in happened},
        {each.key: each for each in answered},
        {each.id: each for each in filled_in},
        {each.id: each for each in written},
        {each.id: each for each in set_up},
        {each.id: each for each in planned},
        {each.id: each for each in done},
        draw(maybe(run_walks())),
    )
