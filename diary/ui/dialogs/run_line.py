"""Spreads a run that was typed or pasted in one line over the fields of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from diary.domain.errors import InvalidValueError
from diary.domain.units import format_duration, parse_distance_m, parse_duration_s
from diary.texts.numbers import Formats
from diary.texts.run_line import RunLine, read_run_line
from diary.ui.dialogs.go_to_date import is_day_first
from diary.ui.dialogs.run_draft import RunDraft


def line_of(text: str, today: date, shoes: Mapping[str, str], formats: Formats) -> RunLine:
    """What a line says to this person; `shoes` gives the id of each pair by its name."""
    return read_run_line(text, today, is_day_first=is_day_first(), shoes=shoes, formats=formats)


def with_line(draft: RunDraft, line: RunLine, formats: Formats) -> RunDraft | None:
    """The draft with what a line says; None when it says no more than a distance.

    Words that were not understood go to the end of the note.
    """
    more = (
        line.time, line.on, line.start, line.kind, line.surface, line.hills, line.rpe,
        line.shoe_id, line.scores,
    )  # fmt: skip
    if not line.is_run or not any(more):
        return None
    return replace(
        draft,
        on=line.on or draft.on,
        distance=_shown(line.distance, formats),
        time=_shown_time(line.time) or draft.time,
        start=line.start or draft.start,
        shoe_id=line.shoe_id or draft.shoe_id,
        scores={**draft.scores, **line.scores},
        kind=line.kind or draft.kind,
        surface=line.surface or draft.surface,
        hills=line.hills or draft.hills,
        rpe=line.rpe or draft.rpe,
        note=" ".join(part for part in (draft.note, line.rest) if part),
    )


def _shown(distance: str, formats: Formats) -> str:
    if not distance:
        return ""
    try:
        return formats.distance_value(parse_distance_m(distance, formats.unit), 2)
    except InvalidValueError:
        return distance


def _shown_time(time: str) -> str:
    try:
        return format_duration(parse_duration_s(time))
    except InvalidValueError:
        return time
