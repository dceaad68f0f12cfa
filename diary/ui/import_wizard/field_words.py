"""The fields of two runs side by side, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

from diary.domain.period import local
from diary.domain.run import Run
from diary.services.import_compare import compared
from diary.services.import_plan import FieldRow, is_empty
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.import_wizard.compare_dialog import ComparedField
from diary.words import _, mark

_NAMES = {
    "sport": mark("Sport"),
    "started_at": mark("Start"),
    "distance_m": mark("Distance"),
    "moving_s": mark("Time moving"),
    "elapsed_s": mark("Time from start to end"),
    "avg_hr": mark("Heart rate, average"),
    "max_hr": mark("Heart rate, highest"),
    "cadence_spm": mark("Cadence"),
    "ascent_m": mark("Climb"),
    "descent_m": mark("Descent"),
    "kind": mark("Kind"),
    "surface": mark("Surface"),
    "hills": mark("Hills"),
    "rpe": mark("Effort"),
    "shoe_id": mark("Shoe"),
    "warmup": mark("Warm-up"),
    "aids": mark("Worn for the knee"),
    "finish": mark("Finished"),
    "run_walk_stage": mark("Run-walk stage"),
    "title": mark("Title"),
    "note": mark("Note"),
}


def compared_fields(
    here: Run, there: Run, formats: Formats, shoes: Mapping[str, str]
) -> list[ComparedField]:
    """Every field that either has, as texts; only those that differ can be chosen."""
    found = []
    for row in compared(here, there):
        left = _text(row.name, row.here, here, formats, shoes)
        right = _text(row.name, row.there, there, formats, shoes)
        is_open = not row.is_empty_there and _differ(row, left, right)
        found.append(ComparedField(row.name, _(_NAMES[row.name]), left, right, is_open=is_open))
    return found


def _differ(row: FieldRow, left: str, right: str) -> bool:
    """What looks the same in both is nothing to choose about."""
    return row.is_empty_here or (row.here != row.there and left != right)


def _text(name: str, value: object, of: Run, formats: Formats, shoes: Mapping[str, str]) -> str:
    if is_empty(value):
        return "\N{EN DASH}"
    if name == "shoe_id":
        return shoes.get(str(value), "\N{EN DASH}")
    if isinstance(value, datetime):
        at = local(value, of.timezone)
        return f"{formats.day(at.date())}, {formats.time_of_day(at.time())}"
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, tuple):
        return ", ".join(label(each) for each in value if isinstance(each, StrEnum))
    if isinstance(value, int | float):
        return _number(name, float(value), formats)
    return str(value)


def _number(name: str, value: float, formats: Formats) -> str:
    words: dict[str, Callable[[], str]] = {
        "distance_m": lambda: formats.distance(value, 2),
        "moving_s": lambda: formats.duration(value),
        "elapsed_s": lambda: formats.duration(value),
        "ascent_m": lambda: _("{n} m").format(n=formats.number(value, 0)),
        "descent_m": lambda: _("{n} m").format(n=formats.number(value, 0)),
    }
    return words.get(name, lambda: formats.number(value, 0))()
