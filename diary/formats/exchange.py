"""`diary.json`: one diary to bytes and back. Reading never raises for what a file holds."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec

from diary.domain.change import Entity, key_of
from diary.domain.checks import EARLIEST, LATEST
from diary.domain.diary import Diary
from diary.domain.exchange_problem import ExchangeCode, ExchangeProblem
from diary.domain.period import Span
from diary.domain.person import Person
from diary.domain.reminder_state import ReminderKey, ReminderState
from diary.domain.rule import Rule
from diary.domain.run import Run, start_order
from diary.domain.shoe import Shoe
from diary.formats import exchange_plans as plans
from diary.formats import exchange_reading as reading
from diary.formats import exchange_shapes as shapes
from diary.formats import exchange_visits as visits
from diary.formats import exchange_writing as writing
from diary.formats.exchange_document import Document
from diary.formats.exchange_keys import Keys, keep_known, keys_of
from diary.formats.exchange_settings import change_fits, setting_values, settings_of
from diary.formats.exchange_typing import Problems, members, parsed, typed

ONE_DAY = timedelta(days=1)

Shape = TypeVar("Shape", bound=msgspec.Struct)
Value = TypeVar("Value", bound=Entity)


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a file holds: the diary, or None when it is refused, and everything odd in it."""

    diary: Diary | None
    problems: tuple[ExchangeProblem, ...]


def encode_diary(
    diary: Diary,
    *,
    made_at: datetime,
    program: str,
    span: Span | None = None,
    reminders: Sequence[Mapping[str, object]] = (),
) -> bytes:
    """The diary as `diary.json`; equal diaries give equal bytes.

    `span` is written and nothing is cut to it; `reminders` are rows with the keys of the format.
    What names something that is not in the diary, because its row could not be read, is written
    without it.
    """
    encode = writing.encode
    runs = (_with_known_shoe(each, diary.shoes) for each in diary.runs_in_order())
    return writing.document(
        {
            "format": encode(shapes.FORMAT),
            "version": encode(shapes.VERSION),
            "made_at": encode(made_at),
            "program": encode(program),
            "span": encode(span and shapes.Span(span.start, span.end - ONE_DAY)),
            "person": encode(writing.person(diary.person)),
            "settings": encode(setting_values(diary.settings)),
            "setting_changes": writing.listed(writing.setting_change, diary.setting_changes),
            "days": writing.listed(writing.day, (diary.days[on] for on in sorted(diary.days))),
            "runs": writing.listed(writing.run, runs),
            "shoes": writing.listed(
                writing.shoe, (each for _, each in sorted(diary.shoes.items()))
            ),
            "events": writing.listed(
                writing.event, sorted(diary.events.values(), key=lambda each: (each.on, each.id))
            ),
            "exercises": writing.listed(_as_it_is, plans.exercise_shapes(diary.exercises.values())),
            "plans": writing.listed(_as_it_is, plans.plan_shapes(diary)),
            "sessions": writing.listed(_as_it_is, plans.session_shapes(diary)),
            "run_walk": encode(plans.run_walk_shape(diary.run_walk)),
            "totals": writing.listed(_as_it_is, visits.total_shapes(diary.totals.values())),
            "pt_notes": writing.listed(
                _as_it_is, visits.pt_note_shapes(diary.pt_notes.values(), diary.runs)
            ),
            "reminders": writing.listed(dict, writing.reminders(diary.reminder_states, reminders)),
        }
    )


def _as_it_is(shape: msgspec.Struct) -> msgspec.Struct:
    return shape


def _with_known_shoe(run: Run, shoes: Mapping[str, Shoe]) -> Run:
    # An id that names nothing would have the whole file refused.
    is_known = run.shoe_id is None or run.shoe_id in shoes
    return run if is_known else replace(run, shoe_id=None)


def decode_diary(content: bytes) -> Decoded:
    """The diary in the bytes of a `diary.json`, with every problem and its JSON path."""
    problems = Problems()
    # Nothing read is let go of before the end, so looking for rubbish only costs time.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        diary = _decoded(content, problems)
    except RecursionError:
        problems.add("$", ExchangeCode.TOO_DEEP)
        diary = None
    finally:
        if was_collecting:
            gc.enable()
    return Decoded(None if problems.is_refused else diary, tuple(problems.found))


def _decoded(content: bytes, problems: Problems) -> Diary | None:
    top = parsed(content, problems)
    if top is None or not _is_ours(top, problems):
        return None
    keep_known(top, Keys(keys_of(Document).known, {}, has_zone=False), "$", problems.add)
    _read_about(top, problems)
    person = _one(top, "person", shapes.Person, reading.person, problems)
    settings = settings_of(top.get("settings"), problems)
    changes = _values(
        top, "setting_changes", shapes.SettingChange, reading.setting_change, problems
    )
    days = _values(top, "days", shapes.Day, reading.day, problems)
    shoes = _values(top, "shoes", shapes.Shoe, reading.shoe, problems)
    runs = _values(top, "runs", shapes.Run, reading.run, problems)
    events = _values(top, "events", shapes.Event, reading.event, problems)
    if not problems.is_refused:
        # With a pair refused, every run in it would be named too.
        _check_shoes(runs, {shoe.id for _, shoe in shoes}, problems)
    states = _reminder_states(top, problems)
    totals = visits.totals_of(top, problems)
    notes = visits.pt_notes_of(top, {run.id for _, run in runs}, problems)
    getting_better = plans.plans_of(top, problems)
    return Diary(
        person or Person(),
        settings,
        tuple(change for path, change in changes if change_fits(change, path, problems)),
        {day.on: day for _, day in days},
        {run.id: run for run in sorted((run for _, run in runs), key=start_order)},
        {shoe.id: shoe for _, shoe in shoes},
        {event.id: event for _, event in events},
        states,
        totals,
        notes,
        getting_better.exercises,
        getting_better.plans,
        getting_better.sessions,
        getting_better.run_walk,
    )


def _is_ours(top: dict[str, Any], problems: Problems) -> bool:
    for key in ("format", "version"):
        if top.get(key) is None:
            problems.add(f"$.{key}", ExchangeCode.MISSING_KEY)
            return False
    if top["format"] != shapes.FORMAT:
        problems.add("$.format", ExchangeCode.WRONG_FORMAT, found=top["format"])
        return False
    version = top["version"]
    if type(version) is not int:
        problems.add("$.version", ExchangeCode.WRONG_TYPE, found=version, expected="whole number")
    elif version > shapes.VERSION:
        known = shapes.VERSION
        problems.add("$.version", ExchangeCode.NEWER_VERSION, found=version, known=known)
    elif version < 1:
        problems.add("$.version", ExchangeCode.OUT_OF_RANGE, found=version)
    return not problems.is_refused


class _About(msgspec.Struct):
    """What the head of a file says about it; nothing of it is kept."""

    made_at: shapes.Instant | None = None
    program: str | None = None


def _read_about(top: dict[str, Any], problems: Problems) -> None:
    about = typed({key: top.get(key) for key in ("made_at", "program")}, _About, "$", problems)
    at = None if about is None else about.made_at
    if at is not None and not EARLIEST.year <= at.year <= LATEST.year:
        problems.add("$.made_at", ExchangeCode.OUT_OF_RANGE, found=at.isoformat())
    if top.get("span") is not None:
        span = typed(top["span"], shapes.Span, "$.span", problems)
        if span is not None and span.to < span.from_:
            facts = {"found": str(span.to), "expected": "from"}
            problems.add("$.span.to", ExchangeCode.INCONSISTENT, **facts)


def _one(
    top: dict[str, Any],
    key: str,
    shape: type[Shape],
    make: Callable[[Shape], Value],
    problems: Problems,
) -> Value | None:
    if top.get(key) is None:
        return None
    member = typed(top[key], shape, f"$.{key}", problems)
    return None if member is None else reading.made(make, member, f"$.{key}", problems)


def _values(
    top: dict[str, Any],
    key: str,
    shape: type[Shape],
    make: Callable[[Shape], Value],
    problems: Problems,
) -> list[tuple[str, Value]]:
    """The sound members of a list as (JSON path, domain value), each day, id and change once."""
    found: list[tuple[str, Value]] = []
    seen = set()
    for path, member in members(top, key, shape, problems):
        value = reading.made(make, member, path, problems)
        if value is None:
            continue
        identity = key_of(value)[1]
        if identity in seen:
            name = "on" if key == "days" else "at" if key == "setting_changes" else "id"
            again = str(getattr(value, name))
            problems.add(f"{path}.{name}", ExchangeCode.DUPLICATE, found=again)
        seen.add(identity)
        found.append((path, value))
    return found


def _reminder_states(top: dict[str, Any], problems: Problems) -> dict[ReminderKey, ReminderState]:
    """What was done with reminders, each once."""
    found: dict[ReminderKey, ReminderState] = {}
    for path, member in members(top, "reminders", shapes.Reminder, problems):
        if member.rule not in list(Rule):
            # A later program may have rules that this one does not know.
            problems.add(f"{path}.rule", ExchangeCode.UNKNOWN_VALUE, found=member.rule)
            continue
        state = reading.made(reading.reminder_state, member, path, problems)
        if state is None:
            continue
        if state.key in found:
            again = f"{state.rule} {state.subject}"
            problems.add(f"{path}.fired_on", ExchangeCode.DUPLICATE, found=again)
        found[state.key] = state
    return found


def _check_shoes(runs: list[tuple[str, Run]], shoe_ids: set[str], problems: Problems) -> None:
    for path, run in runs:
        if run.shoe_id is not None and run.shoe_id not in shoe_ids:
            problems.add(f"{path}.shoe_id", ExchangeCode.NAMES_NOTHING, found=run.shoe_id)
