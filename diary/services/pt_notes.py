"""What comes back from a PT: what of it is new here, and the change sets that take it.

A file about another diary is told, never refused: initials change, and whose it is the person
knows best. Notes are taken together, offers one by one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee_notes import Belonging, KneeNotes, NewsOfNotes, NotesAbout, Standing
from diary.domain.offer import LimitsOffer, NextVisitOffer, Offer
from diary.domain.pain_limits import LIMITS, agreement
from diary.domain.period import local
from diary.domain.pt_note import Pin, PtNote, without_run
from diary.domain.settings import LimitPreset, SetBy
from diary.services.entries import NOTHING
from diary.services.pt_plan_offers import plan_standing
from diary.services.run_order import run_id_here
from diary.services.settings import Source, note_who_set_limits, set_person, set_settings


def news_of(
    given: KneeNotes,
    diary: Diary,
    at: datetime,
    today: date,
    handed_over: Collection[str] = (),
    *,
    is_urgent_open: bool = False,
) -> NewsOfNotes:
    """What a file of notes has that this diary has not.

    `handed_over` are the SHA-256 of each diary.json that left this diary, as far as known.
    `is_urgent_open`: a sign that should be looked at the same day is open.
    """
    new = [note for note in given.notes if note.id not in diary.pt_notes]
    kept = [_kept(note, given, diary, at) for note in new]
    return NewsOfNotes(
        _belonging(given.about, diary, handed_over),
        tuple(kept),
        known=len(given.notes) - len(new),
        moved=sum(_is_moved(*each) for each in zip(new, kept, strict=True)),
        offers=tuple(
            (each, standing_of(each, given, diary, today, is_urgent_open=is_urgent_open))
            for each in given.offers
        ),
    )


def _kept(note: PtNote, given: KneeNotes, diary: Diary, at: datetime) -> PtNote:
    """The note as this diary keeps it: by whom, since when, and about something that is here."""
    told = note
    if note.pin.run_id is not None:
        told = replace(note, pin=Pin(run_id=run_id_here(note.pin.run_id, diary.runs)))
        if told.pin.run_id not in diary.runs:
            told = without_run(told, diary.runs)
    return replace(told, author=given.initials, received_at=at)


def _is_moved(given: PtNote, kept: PtNote) -> bool:
    return (given.pin.run_id is None) != (kept.pin.run_id is None)


def _belonging(about: NotesAbout, diary: Diary, handed_over: Collection[str]) -> Belonging:
    theirs, ours = _letters(about.initials), _letters(diary.person.initials or "")
    if theirs and ours and theirs != ours:
        # Several people may use one computer, and their diaries may be copies of one.
        return Belonging.OTHER
    if about.sha256 and about.sha256 in handed_over:
        return Belonging.SAME
    if not theirs or not ours:
        return Belonging.NOT_TOLD
    return Belonging.LIKELY


def _letters(initials: str) -> str:
    """Initials without what everybody writes in a way of their own: "J. K." is "jk"."""
    return "".join(each for each in initials.casefold() if each.isalnum())


def take_notes(diary: Diary, news: NewsOfNotes) -> ChangeSet:
    """Keep the new notes, all in one step."""
    new = (note for note in news.notes if note.id not in diary.pt_notes)
    return ChangeSet(tuple(Change(None, note) for note in new))


def remove_note(diary: Diary, note_id: str) -> ChangeSet:
    """Put a note of the PT into the bin."""
    before = diary.pt_notes.get(note_id)
    return NOTHING if before is None else ChangeSet((Change(before, None),))


# ---- offers -----------------------------------------------------------------------------------


def standing_of(
    offer: Offer, given: KneeNotes, diary: Diary, today: date, *, is_urgent_open: bool = False
) -> Standing:
    """Whether an offer can be taken on a day; see `news_of`."""
    if isinstance(offer, LimitsOffer):
        return Standing.TAKEN if _is_agreed(offer, given, diary) else Standing.OPEN
    if isinstance(offer, NextVisitOffer):
        if offer.on == diary.person.next_visit_on:
            return Standing.TAKEN
        return Standing.PAST if offer.on < today else Standing.OPEN
    return plan_standing(offer, diary, today, is_urgent_open=is_urgent_open)


def _is_agreed(offer: LimitsOffer, given: KneeNotes, diary: Diary) -> bool:
    noted = agreement(diary)
    is_same = all(getattr(diary.settings, name) == getattr(offer, name) for name in LIMITS)
    return is_same and bool(noted) and noted[-1].initials == given.initials


def take_offer(
    diary: Diary, offer: Offer, given: KneeNotes, at: datetime, zone: str | None
) -> ChangeSet:
    """Do what is offered, as one change; `zone` is the person's.

    Limits are noted as agreed with the PT, with initials. Raises `InvalidValueError` for what is
    part of the plan: see `take_plan_offer`.
    """
    if isinstance(offer, NextVisitOffer):
        return set_person(diary, replace(diary.person, next_visit_on=offer.on))
    if not isinstance(offer, LimitsOffer):
        raise InvalidValueError("offers", Reason.UNKNOWN, offer.id)
    source = Source(LimitPreset.AGREED, SetBy.PT, given.initials)
    values = {name: getattr(offer, name) for name in LIMITS}
    changed = set_settings(diary, values, at, source)
    if changed or _is_agreed(offer, given, diary):
        return changed
    return note_who_set_limits(diary, source, local(at, zone).date(), at, zone)
