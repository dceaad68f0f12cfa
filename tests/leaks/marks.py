"""A diary with every field filled, in which each text is replaced by one of our own.

The fields are found by walking the values, so a new text field is marked by itself once the crowded
diary of the report tests fills it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

from diary.domain.diary import Diary
from diary.domain.person import Contact, ContactKind
from tests.builders import a_source
from tests.reports.diaries import crowded

_PLACE = "@@"
# Nobody types these; what follows names the kind of value and the field.
CANARY = "Zyx"
PHONE = "94172630"
CANARIES = re.compile(rf"{CANARY}\w*|{PHONE}")
# A file and a folder of the person's, which name somebody.
DIARY_NAME, FOLDER_NAME = "Qvuwhose knees", "Qvuwhere"
OWN_NAMES = re.compile(r"Qvu\w+")

# The kind of value, its field and how long the text there may be at least.
Text = Callable[[str, str, int], str]


def marked_diary(today: date, text: Text, days: int = 84) -> Diary:
    """Every text of a crowded diary as `text` wants it; its last day is `today`."""
    whole = _more(crowded(f"{_PLACE} ", days))
    moved: Diary = _rewritten(whole, text, today - max(whole.days))
    return moved


def canary_of(kind: str, field: str, room: int) -> str:
    """The name of the field as a word, as often as there is room for."""
    word = f"{CANARY}{kind}{field.title().replace('_', '')} "
    return (word * (room // len(word) + 1))[:room].strip()


def _more(diary: Diary) -> Diary:
    """The fields too that no report shows."""
    contacts = tuple(Contact(kind, _PLACE * 15, f"0555 {PHONE}") for kind in ContactKind)
    runs = {
        key: replace(run, title=_PLACE * 20, source=a_source(name=_PLACE * 8, member=_PLACE * 8))
        for key, run in diary.runs.items()
    }
    shoes = {
        key: replace(shoe, brand=_PLACE * 15, model=_PLACE * 15, note=_PLACE * 60)
        for key, shoe in diary.shoes.items()
    }
    events = {key: replace(each, findings=(_PLACE * 9,)) for key, each in diary.events.items()}
    notes = {key: replace(each, author=_PLACE * 9) for key, each in diary.pt_notes.items()}
    exercises = {
        key: replace(each, exercise=replace(each.exercise, note=_PLACE * 60))
        for key, each in diary.exercises.items()
    }
    return replace(
        diary,
        person=replace(diary.person, contacts=contacts),
        runs=runs,
        shoes=shoes,
        events=events,
        pt_notes=notes,
        exercises=exercises,
    )


def _rewritten(value: Any, text: Text, shift: timedelta, kind: str = "", name: str = "") -> Any:  # noqa: ANN401 - any value of the domain
    """A value with its texts replaced and its days moved."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return text(kind, name, len(value)) if _PLACE in value else value
    if isinstance(value, date):
        return value + shift
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **dict(_fields_of(value, text, shift)))
    if isinstance(value, Mapping):
        return {
            _rewritten(key, text, shift, kind, name): _rewritten(each, text, shift, kind, name)
            for key, each in value.items()
        }
    if isinstance(value, tuple):
        return tuple(_rewritten(each, text, shift, kind, name) for each in value)
    return value


def _fields_of(value: Any, text: Text, shift: timedelta) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as above
    for each in fields(value):
        old = getattr(value, each.name)
        new = _rewritten(old, text, shift, type(value).__name__, each.name)
        if new is not old:
            yield each.name, new
