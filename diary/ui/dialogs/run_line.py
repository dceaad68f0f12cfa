"""Spreads a run that was typed or pasted in one line over the fields of the form."""

from __future__ import annotations

from dataclasses import replace

from diary.domain.errors import InvalidValueError
from diary.domain.units import parse_distance_m
from diary.texts.numbers import Formats
from diary.texts.run_line import RunLine
from diary.ui.dialogs.run_draft import RunDraft


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
        time=line.time or draft.time,
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
