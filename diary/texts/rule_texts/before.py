"""What changed before a knee began to hurt more: dated facts, and that they show no cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diary.domain.diary import Diary
from diary.domain.rules.before import (
    DAYS_BEFORE,
    ChangeBefore,
    ChangeKind,
    bad_day_of,
    changes_before,
)
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import OpenReminder
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _


@dataclass(frozen=True, slots=True)
class BeforeText:
    """The part of a card about the time before; `lines` hold a fact each."""

    title: str
    when: str
    lines: tuple[str, ...]
    note: str


def before_text(
    reminders: Iterable[OpenReminder], diary: Diary, facts: Facts, formats: Formats
) -> BeforeText | None:
    """What is said on the card of these reminders; None where it is about no pain that began."""
    began = [day for each in reminders if (day := bad_day_of(each, facts)) is not None]
    if not began:
        return None
    on = began[0]
    changes = changes_before(diary, facts, on)
    when = _("In the {days} days before {day}, when it began:")
    lines = tuple(_line(each, diary, formats) for each in changes)
    return BeforeText(
        _("What changed before it started"),
        when.format(days=DAYS_BEFORE, day=formats.weekday_day(on)),
        lines or (_nothing(),),
        _("This does not show a cause."),
    )


def _nothing() -> str:
    return _(
        "Nothing of what is looked for: a much longer run, a new shoe, a new surface, hills,"
        " a new exercise, a break from running."
    )


def _line(change: ChangeBefore, diary: Diary, formats: Formats) -> str:
    return _("{day}: {what}").format(
        day=formats.weekday_day(change.on), what=_what(change, diary, formats)
    )


def _what(change: ChangeBefore, diary: Diary, formats: Formats) -> str:
    run, kind = change.run, change.kind
    if kind is ChangeKind.NEW_EXERCISE:
        text = _("new exercise, {text}.") if change.text else _("a new exercise.")
        return text.format(text=change.text.rstrip("."))
    if kind is ChangeKind.BREAK:
        return _("running again after {n} days.").format(n=round(change.amount or 0))
    if kind is ChangeKind.LONG_RUN and run is not None:
        text = _("{distance}; the longest of the 30 days before was {longest}.")
        return text.format(
            distance=formats.distance(run.distance_m or 0.0),
            longest=formats.distance(change.amount or 0.0),
        )
    if kind is ChangeKind.NEW_SHOE:
        shoe = diary.shoes.get("" if run is None else run.shoe_id or "")
        text = _("a run in {shoe}, not worn in the 90 days before.")
        return text.format(shoe=_("another pair") if shoe is None else shoe.name)
    if kind is ChangeKind.NEW_SURFACE and run is not None and run.surface is not None:
        text = _("a run on another surface ({surface}), not run on in the 90 days before.")
        return text.format(surface=label(run.surface).lower())
    return _("a hilly run; none of the 90 days before was hilly.")
