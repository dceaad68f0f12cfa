"""Plain words for what a PT gives back: notes, offers, and whether a file is about this diary.

What the PT wrote stays plain text, as it came.
"""

from __future__ import annotations

from collections.abc import Mapping

from diary.domain.exercise import Exercise
from diary.domain.knee_notes import Belonging, KneeNotes, NewsOfNotes, Standing
from diary.domain.offer import ExerciseOffer, LimitsOffer, NextVisitOffer, Offer, TargetOffer
from diary.domain.pt_note import PtNote
from diary.domain.run import Run
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _, mark, plural

_NAME_LONGEST = 60
_STANDINGS = {
    Standing.TAKEN: mark("Your diary has this already."),
    Standing.PAST: mark("This day is over."),
    Standing.NOT_YET: mark("This cannot be taken in this version yet."),
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
            exercise=_exercise_text(offer.exercise, formats)
        )
    return _("Go to stage {stage} of the way back to running?").format(stage=offer.stage)


def standing_text(standing: Standing) -> str:
    """Why an offer cannot be taken; empty for one that can."""
    return _(_STANDINGS[standing]) if standing in _STANDINGS else ""


def _exercise_text(exercise: Exercise, formats: Formats) -> str:
    """The exercise with how much of it: "Step-down, 10 times, both sides"."""
    parts = [exercise.name]
    sets, reps = exercise.sets, exercise.reps
    if sets is not None and reps is not None:
        parts.append(_("{sets} \u00d7 {reps}").format(sets=sets, reps=reps))
    elif reps is not None:
        parts.append(plural("{n} time", "{n} times", reps).format(n=reps))
    elif sets is not None:
        parts.append(plural("{n} set", "{n} sets", sets).format(n=sets))
    if exercise.seconds is not None:
        parts.append(_("{n} s").format(n=formats.number(exercise.seconds, 0)))
    if exercise.load_kg is not None:
        digits = 0 if float(exercise.load_kg).is_integer() else 1
        parts.append(_("{n} kg").format(n=formats.number(exercise.load_kg, digits)))
    if exercise.side is not None:
        side = label(exercise.side)
        parts.append(side[:1].lower() + side[1:])
    return ", ".join(parts)
