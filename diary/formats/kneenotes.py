"""`.kneenotes`: what a PT gives back, to bytes and back. Reading never raises for what it finds.

It comes from somebody else, and is still read in the program itself: no more than one megabyte of
a regular file is taken in, nothing in it is packed, JSON is read by one strict reader of bounded
depth, and lists are counted before they are walked. Whatever it holds, that is a fraction of a
second and some ten megabytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar

import msgspec

from diary.domain import offer as offered
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exchange_problem import ExchangeCode
from diary.domain.exercise import Exercise, SessionKind
from diary.domain.knee_notes import NOTES_MOST, OFFERS_MOST, KneeNotes, NotesAbout, ReadNotes
from diary.domain.offer import Offer
from diary.domain.pt_note import PtNote
from diary.formats import kneenotes_shapes as shapes
from diary.formats.exchange_reading import made, possible_instant
from diary.formats.exchange_typing import Problems, parsed, typed
from diary.formats.exchange_visits import note_twice, pin_of, pin_shape
from diary.formats.exchange_writing import document, encode, listed
from diary.formats.refused import RefusedError
from diary.formats.source import regular_file

FORMAT = "kneenotes"
VERSION = 1
LARGEST_BYTES = 1_000_000
# A megabyte of keys that nobody knows need not become a megabyte of sentences.
_TOLD_MOST = 100


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


Value = TypeVar("Value", bound=_WithId)


class _Problems(Problems):
    """Everything that refuses the file, and the first hundred of what is only told."""

    def add(self, path: str, code: ExchangeCode, **facts: object) -> None:
        """Note one problem."""
        super().add(path, code, **facts)
        if len(self.found) > _TOLD_MOST and not self.found[-1].is_refusal:
            self.found.pop()


def read_notes_file(path: Path) -> ReadNotes:
    """What a file holds; never more than a megabyte of it is read. Raises nothing."""
    problems = _Problems()
    try:
        with regular_file(path) as file:
            content = file.read(LARGEST_BYTES + 1)
    except (RefusedError, OSError):
        problems.add("$", ExchangeCode.UNREADABLE)
        return ReadNotes(None, tuple(problems.found))
    return read_notes(content)


def read_notes(content: bytes) -> ReadNotes:
    """Notes and offers in the bytes of a file, with every problem and its JSON path."""
    problems = _Problems()
    try:
        notes = _read(content, problems)
    except RecursionError:
        problems.add("$", ExchangeCode.TOO_DEEP)
        notes = None
    return ReadNotes(None if problems.is_refused else notes, tuple(problems.found))


def _read(content: bytes, problems: Problems) -> KneeNotes | None:
    if len(content) > LARGEST_BYTES:
        problems.add("$", ExchangeCode.TOO_LARGE, expected=LARGEST_BYTES // 1_000_000)
        return None
    raw = parsed(content, problems)
    if raw is None or not _is_ours(raw, problems):
        return None
    lists = {key: raw.get(key) for key in ("notes", "offers")}
    top = typed({**raw, "notes": None, "offers": None}, shapes.Top, "$", problems)
    notes = _each(lists, "notes", NOTES_MOST, _note_of, problems)
    offers: tuple[Offer, ...] = _each(lists, "offers", OFFERS_MOST, _offer_of, problems)
    if top is None or problems.is_refused:
        return None
    return made(partial(_whole, notes=notes, offers=offers), top, "$", problems)


def _is_ours(raw: Mapping[str, Any], problems: Problems) -> bool:
    for key in ("format", "version"):
        if raw.get(key) is None:
            problems.add(f"$.{key}", ExchangeCode.MISSING_KEY)
            return False
    version = raw["version"]
    if raw["format"] != FORMAT:
        problems.add("$.format", ExchangeCode.WRONG_FORMAT, found=raw["format"])
    elif type(version) is not int:
        problems.add("$.version", ExchangeCode.WRONG_TYPE, found=version, expected="whole number")
    elif version > VERSION:
        problems.add("$.version", ExchangeCode.NEWER_VERSION, found=version, known=VERSION)
    elif version < 1:
        problems.add("$.version", ExchangeCode.OUT_OF_RANGE, found=version)
    return not problems.is_refused


def _each(
    lists: Mapping[str, Any],
    key: str,
    most: int,
    make: Callable[[object, str, Problems], Value | None],
    problems: Problems,
) -> tuple[Value, ...]:
    """The sound members of a list, each id once."""
    raw = lists[key]
    if raw is None:
        return ()
    if not isinstance(raw, list):
        problems.add(f"$.{key}", ExchangeCode.WRONG_TYPE, found=raw, expected="list")
        return ()
    if len(raw) > most:
        problems.add(f"$.{key}", ExchangeCode.OUT_OF_RANGE, found=len(raw), expected=f"0 - {most}")
        return ()
    found: dict[str, Value] = {}
    for number, member in enumerate(raw):
        path = f"$.{key}[{number}]"
        value = make(member, path, problems)
        if value is not None:
            note_twice(value.id, found, path, problems)
            found[value.id] = value
    return tuple(found.values())


def _note_of(raw: object, path: str, problems: Problems) -> PtNote | None:
    shape = typed(raw, shapes.Note, path, problems)
    if shape is None:
        return None
    return made(lambda told: PtNote(told.id, pin_of(told.pin), told.text), shape, path, problems)


def _offer_of(raw: object, path: str, problems: Problems) -> Offer | None:
    kind = raw.get("kind") if isinstance(raw, dict) else None
    shape_of, make = _OFFERS.get(kind if isinstance(kind, str) else "", _NO_OFFER)
    if isinstance(raw, dict) and shape_of is shapes.AnyOffer:
        if kind is None:
            problems.add(f"{path}.kind", ExchangeCode.MISSING_KEY)
        else:
            # A later program may have more to offer.
            problems.add(f"{path}.kind", ExchangeCode.UNKNOWN_VALUE, found=kind)
        return None
    shape = typed(raw, shape_of, path, problems)
    if isinstance(shape, shapes.Target) and shape.session is None:
        problems.add(path, ExchangeCode.INCOMPLETE)
        return None
    return None if shape is None else made(make, shape, path, problems)


def _limits(shape: shapes.Limits) -> Offer:
    return offered.LimitsOffer(shape.id, shape.green_max, shape.amber_max)


def _next_visit(shape: shapes.NextVisit) -> Offer:
    return offered.NextVisitOffer(shape.id, shape.on)


def _target(shape: shapes.Target) -> Offer:
    session = shape.session or SessionKind.OTHER
    return offered.TargetOffer(shape.id, session, shape.per_week)


def _exercise(shape: shapes.ExerciseOffer) -> Offer:
    told = shape.exercise
    amounts = (told.sets, told.reps, told.seconds, told.load_kg, told.side)
    try:
        exercise = Exercise(told.name, told.areas or (), *amounts, told.note or "")
    except InvalidValueError as error:
        raise InvalidValueError(f"exercise.{error.field}", error.reason, error.value) from error
    return offered.ExerciseOffer(shape.id, exercise)


def _stage(shape: shapes.StageOffer) -> Offer:
    return offered.StageOffer(shape.id, shape.stage)


_Shaped: TypeAlias = tuple[type[msgspec.Struct], Callable[[Any], Offer | None]]
_NO_OFFER: _Shaped = (shapes.AnyOffer, lambda _shape: None)
_OFFERS: Mapping[str, _Shaped] = {
    "limits": (shapes.Limits, _limits),
    "next_visit": (shapes.NextVisit, _next_visit),
    "target": (shapes.Target, _target),
    "exercise": (shapes.ExerciseOffer, _exercise),
    "stage": (shapes.StageOffer, _stage),
}


def _whole(top: shapes.Top, *, notes: tuple[PtNote, ...], offers: tuple[Offer, ...]) -> KneeNotes:
    about, author = top.about or shapes.About(), top.author or shapes.Author()
    try:
        named = NotesAbout(about.file_id or "", about.sha256 or "", about.initials or "")
    except InvalidValueError as error:
        raise InvalidValueError(f"about.{error.field}", error.reason, error.value) from error
    return KneeNotes(
        notes,
        offers,
        named,
        author.initials or "",
        author.clinic or "",
        possible_instant("made_at", top.made_at),
        top.program or "",
    )


# ---- writing ----------------------------------------------------------------------------------


def write_notes(notes: KneeNotes) -> bytes:
    """The file of these notes and offers; equal ones give equal bytes.

    Raises `InvalidValueError` for `notes` when it would be larger than a file may be.
    """
    about, told = notes.about, encode
    content = document(
        {
            "format": told(FORMAT),
            "version": told(VERSION),
            "made_at": told(notes.made_at),
            "program": told(notes.program),
            "about": told(shapes.About(about.file_id, about.sha256, about.initials)),
            "author": told(shapes.Author(notes.initials, notes.clinic)),
            "notes": listed(_note_shape, notes.notes),
            "offers": listed(_offer_shape, notes.offers),
        }
    )
    if len(content) > LARGEST_BYTES:
        raise InvalidValueError("notes", Reason.TOO_LONG, high=LARGEST_BYTES)
    return content


def _note_shape(note: PtNote) -> shapes.Note:
    return shapes.Note(id=note.id, pin=pin_shape(note.pin), text=note.text)


def _offer_shape(offer: Offer) -> msgspec.Struct:
    if isinstance(offer, offered.LimitsOffer):
        green, amber = offer.green_max, offer.amber_max
        return shapes.Limits(id=offer.id, kind="limits", green_max=green, amber_max=amber)
    if isinstance(offer, offered.NextVisitOffer):
        return shapes.NextVisit(id=offer.id, kind="next_visit", on=offer.on)
    if isinstance(offer, offered.TargetOffer):
        session, times = offer.session, offer.per_week
        return shapes.Target(id=offer.id, kind="target", session=session, per_week=times)
    if isinstance(offer, offered.StageOffer):
        return shapes.StageOffer(id=offer.id, kind="stage", stage=offer.stage)
    told = offer.exercise
    exercise = shapes.ExerciseShape(
        name=told.name,
        areas=told.areas,
        sets=told.sets,
        reps=told.reps,
        seconds=told.seconds,
        load_kg=told.load_kg,
        side=told.side,
        note=told.note,
    )
    return shapes.ExerciseOffer(id=offer.id, kind="exercise", exercise=exercise)
