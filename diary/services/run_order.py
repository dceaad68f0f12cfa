"""Keeps the order of the runs of a day when their start times do not leave this computer.

Runs without a start are in order of their ids. Where that is another order, the place in the day
goes before the id; what comes back about such a run still finds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from diary.domain.diary import Diary
from diary.domain.pt_note import Pin, PtNote
from diary.domain.reminder_state import ReminderKey, ReminderState
from diary.domain.run import Run, start_order

_PLACE = "{place:03d}."
_PLACE_LENGTH = len(_PLACE.format(place=0))
_ID_LONGEST = 200


def without_start_times(diary: Diary) -> Diary:
    """The diary without when runs started, each day's runs in the order that they had."""
    names = _names(diary.runs.values())
    bare = [
        replace(run, id=names.get(run.id, run.id), started_at=None, timezone=None)
        for run in diary.runs.values()
    ]
    if not names:
        return replace(diary, runs={run.id: run for run in bare})
    return replace(
        diary,
        runs={run.id: run for run in bare},
        reminder_states=_states(diary.reminder_states.values(), names),
        pt_notes={key: _pinned(note, names) for key, note in diary.pt_notes.items()},
    )


def run_id_here(run_id: str, known: Collection[str]) -> str:
    """The id that a run has here, of one in a file that left without start times."""
    own = run_id[_PLACE_LENGTH:]
    has_place = run_id[: _PLACE_LENGTH - 1].isdecimal() and own in known
    return own if run_id not in known and has_place else run_id


def _names(runs: Iterable[Run]) -> Mapping[str, str]:
    """New ids by old ones, for the days on which the ids would tell another order."""
    by_day: dict[object, list[Run]] = {}
    for run in runs:
        by_day.setdefault(run.on, []).append(run)
    names: dict[str, str] = {}
    for of_day in by_day.values():
        ids = [run.id for run in sorted(of_day, key=start_order)]
        if ids != sorted(ids):
            names |= {
                each: (_PLACE.format(place=place) + each)[:_ID_LONGEST]
                for place, each in enumerate(ids, 1)
            }
    return names


def _states(
    states: Iterable[ReminderState], names: Mapping[str, str]
) -> Mapping[ReminderKey, ReminderState]:
    renamed = (replace(each, subject=names.get(each.subject, each.subject)) for each in states)
    return {each.key: each for each in renamed}


def _pinned(note: PtNote, names: Mapping[str, str]) -> PtNote:
    name = names.get(note.pin.run_id or "")
    return note if name is None else replace(note, pin=Pin(run_id=name))
