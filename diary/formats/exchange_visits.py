"""Totals of forms and notes of the PT in `diary.json`: their shapes, and these to values and back.

A total without a form or a number says nothing; it is left out and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct

from diary.domain import pt_note, total
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.knee import Knee
from diary.domain.pt_note import THE_VISIT, without_run
from diary.domain.run import Run
from diary.domain.total import SCALES, Direction, Scale, in_order_of_time
from diary.formats.exchange_reading import made, possible_instant
from diary.formats.exchange_shapes import Id, Instant, YesNo
from diary.formats.exchange_typing import Problems, members

NoteText: TypeAlias = Annotated[str, Meta(min_length=1, max_length=pt_note.TEXT_LONGEST)]
Author: TypeAlias = Annotated[str, Meta(max_length=pt_note.AUTHOR_LONGEST)]
Answers: TypeAlias = Annotated[
    tuple[Annotated[int, Meta(ge=0, le=total.ANSWER_MOST)], ...],
    Meta(max_length=total.OSTRC_ANSWERS),
]
Points: TypeAlias = Annotated[float, Meta(ge=0, le=max(each.most for each in SCALES.values()))]


class Total(Struct, kw_only=True):
    """The total of a form; `answers` are those of OSTRC-O2, `direction` is that of KOOS-PS."""

    id: Id
    on: date
    scale: Scale | None = None
    knee: Knee | None = None
    total: Points | None = None
    answers: Answers | None = None
    direction: Direction | None = None


class Pin(Struct, omit_defaults=True):
    """What a note is about: one of a day, a run, or the visit."""

    on: date | None = None
    run_id: str | None = None
    visit: YesNo = None


class PtNote(Struct, kw_only=True):
    """A note of the physical therapist, plain text."""

    id: Id
    pin: Pin
    text: NoteText
    author: Author | None = None
    received_at: Instant | None = None


# ---- reading ----------------------------------------------------------------------------------


def totals_of(top: dict[str, Any], problems: Problems) -> dict[str, total.Total]:
    """The totals in a file by id."""
    found: dict[str, total.Total] = {}
    for path, member in members(top, "totals", Total, problems):
        if member.scale is None or member.total is None:
            problems.add(path, ExchangeCode.INCOMPLETE)
            continue
        value = made(_total, member, path, problems)
        if value is not None:
            note_twice(value.id, found, path, problems)
            found[value.id] = value
    return found


def pt_notes_of(
    top: dict[str, Any], run_ids: Collection[str], problems: Problems
) -> dict[str, pt_note.PtNote]:
    """The notes of the PT in a file by id; a pin names a run of the same file."""
    found: dict[str, pt_note.PtNote] = {}
    for path, member in members(top, "pt_notes", PtNote, problems):
        value = made(_pt_note, member, path, problems)
        if value is None:
            continue
        run_id = value.pin.run_id
        if run_id is not None and run_id not in run_ids:
            problems.add(f"{path}.pin.run_id", ExchangeCode.NAMES_NOTHING, found=run_id)
        note_twice(value.id, found, path, problems)
        found[value.id] = value
    return found


def note_twice(identity: str, seen: Collection[str], path: str, problems: Problems) -> None:
    """Refuse an id that was there before."""
    if identity in seen:
        problems.add(f"{path}.id", ExchangeCode.DUPLICATE, found=identity)


def _total(shape: Total) -> total.Total:
    if shape.scale is None or shape.total is None:
        raise InvalidValueError("total", Reason.REQUIRED)
    told = (shape.knee, shape.answers or (), shape.direction)
    return total.Total(shape.id, shape.on, shape.scale, shape.total, *told)


def _pt_note(shape: PtNote) -> pt_note.PtNote:
    received_at = possible_instant("received_at", shape.received_at)
    pin = pin_of(shape.pin)
    return pt_note.PtNote(shape.id, pin, shape.text, shape.author or "", received_at)


def pin_of(shape: Pin) -> pt_note.Pin:
    """What a note is about; raises `InvalidValueError` for what names none or several."""
    named = (shape.on is not None) + (shape.run_id is not None) + (shape.visit is True)
    if named != 1:
        reason = Reason.NEEDS_OTHER if named else Reason.REQUIRED
        raise InvalidValueError("pin", reason)
    try:
        return THE_VISIT if shape.visit else pt_note.Pin(shape.on, shape.run_id)
    except InvalidValueError as error:
        raise InvalidValueError(f"pin.{error.field}", error.reason, error.value) from error


# ---- writing ----------------------------------------------------------------------------------


def total_shapes(totals: Iterable[total.Total]) -> Iterator[Total]:
    """The totals in order of time."""
    for each in in_order_of_time(totals):
        points = int(each.total) if each.total.is_integer() else each.total
        yield Total(
            id=each.id,
            on=each.on,
            scale=each.scale,
            knee=each.knee,
            total=points,
            answers=each.answers or None,
            direction=each.direction,
        )


def pt_note_shapes(notes: Iterable[pt_note.PtNote], runs: Mapping[str, Run]) -> Iterator[PtNote]:
    """The notes by id; one about a run that is not among these is about the visit."""
    for each in sorted(notes, key=lambda note: note.id):
        is_known = each.pin.run_id is None or each.pin.run_id in runs
        told = each if is_known else without_run(each, runs)
        yield PtNote(
            id=told.id,
            pin=pin_shape(told.pin),
            text=told.text,
            author=told.author,
            received_at=told.received_at,
        )


def pin_shape(pin: pt_note.Pin) -> Pin:
    """What a note is about, as it is written."""
    return Pin(pin.on, pin.run_id, True if pin.is_visit else None)
