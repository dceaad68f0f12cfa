"""Plain words for what a PT gives back: notes, offers, and whether a file is about this diary.

What the PT wrote stays plain text, as it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee_notes import Belonging, KneeNotes, NewsOfNotes, Standing
from diary.domain.offer import (
    ExerciseOffer,
    LimitsOffer,
    NextVisitOffer,
    Offer,
    PlanOffer,
    StageOffer,
    TargetOffer,
)
from diary.domain.pt_note import PtNote
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk
from diary.domain.sessions_by_week import plan_for_exercises, plan_for_target
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.plans import exercise_text, stage_text
from diary.words import _, mark, plural

_NAME_LONGEST = 60
_STANDINGS = {
    Standing.TAKEN: mark("Your diary has this already."),
    Standing.PAST: mark("This day is over."),
    Standing.NO_PLACE: mark(
        "A plan counts strength and mobility. Write this down as an exercise if it is meant for"
        " your plan."
    ),
    Standing.TOO_MANY: mark(
        "A plan counts one a day, so 7 a week are the most. Ask your PT what is meant."
    ),
    Standing.NOTHING_LEFT: mark(
        "This asks for none a week. No plan is needed for that; you can end yours on Plan."
    ),
    Standing.PLAN_FULL: mark("Your plan holds as many exercises as it can. Take one out first."),
    Standing.NO_STAGE: mark("Your way back to running has fewer stages."),
    Standing.SIGN_FIRST: mark("Have the sign you ticked looked at first."),
}
_BELONGINGS = {
    Belonging.SAME: mark("These notes are about a file that came from this diary."),
    Belonging.LIKELY: mark("These notes are about a diary of {initials}, as this one."),
    Belonging.NOT_TOLD: mark("These notes do not say whose diary they are about."),
    Belonging.OTHER: mark(
        "These notes are about a diary of {initials}, and this one is not. Look whether they are"
        " meant for you before you take them."
    ),
}


def note_name(note: PtNote) -> str:
    """A note in one line: "Note from M.S.: “downhill?”"."""
    text = " ".join(note.text.split())
    if len(text) > _NAME_LONGEST:
        text = f"{text[:_NAME_LONGEST].rstrip()}…"
    if note.author:
        return _("Note from {author}: “{text}”").format(author=note.author, text=text)
    return _("Note from your PT: “{text}”").format(text=text)


def pt_note_text(note: PtNote, most: int | None = None) -> str:
    """A note with whom it is from: "From my PT (M.S.): downhill?"; longer than `most` it is cut."""
    text = " ".join(note.text.split())
    if most is not None and len(text) > most:
        text = f"{text[: most - 1].rstrip()}…"
    if note.author:
        return _("From my PT ({author}): {text}").format(author=note.author, text=text)
    return _("From my PT: {text}").format(text=text)


def pin_text(note: PtNote, runs: Mapping[str, Run], formats: Formats) -> str:
    """What a note is about: a day, "Run on Sun 15 Nov 2026", or the visit."""
    pin = note.pin
    if pin.on is not None:
        return formats.day(pin.on)
    run = runs.get(pin.run_id or "")
    if run is None:
        return _("The visit")
    return _("{sport} on {day}").format(sport=label(run.sport), day=formats.day(run.on))


def belonging_text(news: NewsOfNotes, notes: KneeNotes) -> str:
    """Whether the notes are about this diary."""
    initials = notes.about.initials or _("somebody else")
    return _(_BELONGINGS[news.belonging]).format(initials=initials)


def news_text(news: NewsOfNotes) -> str:
    """How much there is: "3 new notes, 1 that is here already, 2 suggestions."."""
    new, known, offers = len(news.notes), news.known, len(news.offers)
    counts = (
        (new, plural("{n} new note", "{n} new notes", new)),
        (known, plural("{n} that is here already", "{n} that are here already", known)),
        (offers, plural("{n} suggestion", "{n} suggestions", offers)),
    )
    parts = ", ".join(text.format(n=n) for n, text in counts if n)
    text = f"{parts}." if parts else _("There is nothing in this file.")
    if not news.moved:
        return text
    moved = plural(
        "{n} note is about a run that is not in this diary; it is kept for the visit.",
        "{n} notes are about runs that are not in this diary; they are kept for the visit.",
        news.moved,
    )
    return f"{text} {moved.format(n=news.moved)}"


def offer_text(offer: Offer, formats: Formats) -> str:
    """What is offered, as a question."""
    if isinstance(offer, LimitsOffer):
        return _("Use these pain limits: fine up to {green}, stop above {amber}?").format(
            green=offer.green_max, amber=offer.amber_max
        )
    if isinstance(offer, NextVisitOffer):
        return _("Set your next visit to {day}?").format(day=formats.day(offer.on))
    if isinstance(offer, TargetOffer):
        text = plural("{what}: {n} time a week?", "{what}: {n} times a week?", offer.per_week)
        return text.format(what=label(offer.session), n=offer.per_week)
    if isinstance(offer, ExerciseOffer):
        return _("Add this exercise: {exercise}?").format(
            exercise=exercise_text(offer.exercise, formats)
        )
    return _("Go to stage {stage} of the way back to running?").format(stage=offer.stage)


def standing_text(standing: Standing) -> str:
    """Why an offer cannot be taken; empty for one that can."""
    return _(_STANDINGS[standing]) if standing in _STANDINGS else ""


# ---- what using an offer would do ---------------------------------------------------------------


def taking_text(offer: PlanOffer, diary: Diary, today: date) -> str:
    """What would become of the plan, and for an exercise what the PT wrote beside it."""
    if isinstance(offer, TargetOffer):
        return _target_text(offer, diary, today)
    if isinstance(offer, ExerciseOffer):
        note = offer.exercise.note.strip()
        where = _("It is added to your plan, as from your PT.")
        if plan_for_exercises(diary, today) is None:
            where = _("It is added to your exercises, as from your PT. No plan runs today.")
        return f"{note}\n{where}" if note else where
    return _stage_text(offer, diary)


def _target_text(offer: TargetOffer, diary: Diary, today: date) -> str:
    plan = plan_for_target(diary, today, offer.session)
    if plan is None:
        return _("A plan set by your PT begins today. It has no end until you give it one.")
    before = plan.per_week.of(offer.session)
    name = plan.name.strip()
    if before:
        text = _("In your plan “{plan}” it takes the place of {n} a week.")
        return (text if name else _("In your plan it takes the place of {n} a week.")).format(
            plan=name, n=before
        )
    text = _("It is added to your plan “{plan}”.")
    return text.format(plan=name) if name else _("It is added to your plan.")


def _stage_text(offer: StageOffer, diary: Diary) -> str:
    run_walk = diary.run_walk or RunWalk()
    if offer.stage > len(run_walk.stages):
        return ""
    text = _("Stage {n} is {what}.").format(
        n=offer.stage, what=stage_text(run_walk.stages[offer.stage - 1])
    )
    if diary.run_walk is None:
        begin = _("The stages begin there today, because your PT says so.")
        return f"{text} {begin}"
    now = _("You are at stage {n} now.").format(n=run_walk.stage)
    left = offer.stage - run_walk.stage - 1
    if left <= 0:
        return f"{text} {now}"
    skipped = plural("{n} stage is left out.", "{n} stages are left out.", left).format(n=left)
    return f"{text} {now} {skipped}"
