"""What comes of a visit, from rows and back: totals of forms and notes of the PT."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diary.domain.knee import Knee
from diary.domain.pt_note import Pin, PtNote
from diary.domain.total import Direction, Scale, Total
from diary.storage.mapping.cells import (
    Row,
    RowKey,
    by_value,
    day,
    day_text,
    instant,
    instant_text,
    json_text,
    key,
    parsed,
    real,
)

_KNEES, _DIRECTIONS = by_value(Knee), by_value(Direction)


def to_total(row: Row) -> Total:
    """A total from its row."""
    identity, on, scale, knee, total, answers, direction = row
    told = tuple(parsed(answers, list))
    if any(type(answer) is not int for answer in told):
        raise ValueError(answers)
    side, better = _KNEES[knee], _DIRECTIONS[direction]
    return Total(identity, date.fromisoformat(on), Scale(scale), total, side, told, better)


def total_rows(total: Total) -> Iterator[tuple[RowKey, Row]]:
    """The one row of a total."""
    told = (real(total.total), json_text(total.answers), key(total.direction))
    yield ("totals", total.id), (total.on.isoformat(), total.scale.value, key(total.knee), *told)


def to_pt_note(row: Row) -> PtNote:
    """A note from its row."""
    identity, text, pin_on, run_id, author, received_at = row
    return PtNote(identity, Pin(day(pin_on), run_id), text, author, instant(received_at))


def pt_note_rows(note: PtNote) -> Iterator[tuple[RowKey, Row]]:
    """The one row of a note."""
    pin = (day_text(note.pin.on), note.pin.run_id)
    row = (note.text, *pin, note.author, instant_text(note.received_at))
    yield ("pt_notes", note.id), row
