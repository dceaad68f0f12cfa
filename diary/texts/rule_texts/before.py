"""What changed before pain began: dated facts, what is not known, and that they show no cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diary.domain.diary import Diary
from diary.domain.rules.before import (
    DAYS_BEFORE,
    Before,
    ChangeBefore,
    ChangeKind,
    changes_before,
)
from diary.domain.rules.beginning import Beginning, beginning_of
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import OpenReminder
from diary.texts.labels import label
from diary.texts.numbers import Formats, stretch_text
from diary.words import _, mark, plural

# In the order in which they are named.
_KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.LONG_RUN: mark("a much longer run"),
    ChangeKind.NEW_SHOE: mark("another pair of shoes"),
    ChangeKind.NEW_SURFACE: mark("another surface"),
    ChangeKind.HILLS: mark("hills"),
    ChangeKind.NEW_EXERCISE: mark("a new exercise"),
    ChangeKind.BREAK: mark("a break from running"),
}


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
    found = (beginning_of(each, diary, facts) for each in reminders)
    began = next((each for each in found if each is not None), None)
    if began is None:
        return None
    before = changes_before(diary, facts, began)
    return BeforeText(
        _("What changed before it started"),
        _when(began, formats),
        (*_lines(before, began, diary, formats), *_unknown(before)),
        _("This does not show a cause."),
    )


def _when(began: Beginning, formats: Formats) -> str:
    text = _("In the {days} days before {day}, when it began, and on that day:")
    if began.is_on_waking:
        text = _("In the {days} days before {day}, when it began:")
    return text.format(days=DAYS_BEFORE, day=formats.weekday_day(began.on))


def _lines(before: Before, began: Beginning, diary: Diary, formats: Formats) -> list[str]:
    if not before.changes:
        known = [kind for kind in _KINDS if kind not in before.unknown]
        return [_("Nothing noted of what is looked for: {kinds}.").format(kinds=_named(known))]
    return [_line(each, began, diary, formats) for each in before.changes]


def _unknown(before: Before) -> list[str]:
    """What cannot be told, in one line: no answer is not a no."""
    if not before.unknown:
        return []
    text = _("Too little is noted to tell: {kinds}.")
    return [text.format(kinds=_named(before.unknown))]


def _named(kinds: Iterable[ChangeKind]) -> str:
    return ", ".join(_(_KINDS[kind]) for kind in kinds)


def _line(change: ChangeBefore, began: Beginning, diary: Diary, formats: Formats) -> str:
    day = formats.weekday_day(change.on)
    if change.kind is ChangeKind.BREAK and change.run is None:
        n = round(change.amount or 0)
        text = plural(
            "The last run was on {day}, {n} day before {began}.",
            "The last run was on {day}, {n} days before {began}.",
            n,
        )
        return text.format(day=day, n=n, began=formats.weekday_day(began.on))
    return _("{day}: {what}").format(day=day, what=_what(change, diary, formats))


def _what(change: ChangeBefore, diary: Diary, formats: Formats) -> str:
    run, kind = change.run, change.kind
    if kind is ChangeKind.NEW_EXERCISE or run is None:
        return _exercise(change.text)
    if kind is ChangeKind.BREAK:
        n = round(change.amount or 0)
        return _("running again after {time}.").format(time=stretch_text(n))
    if kind is ChangeKind.LONG_RUN:
        text = _("{distance}; the longest of the 30 days before was {longest}.")
        return text.format(
            distance=formats.distance(run.distance_m or 0.0),
            longest=formats.distance(change.amount or 0.0),
        )
    if kind is ChangeKind.NEW_SHOE:
        shoe = diary.shoes.get(run.shoe_id or "")
        what = _("a run in {shoe}").format(shoe=_("another pair") if shoe is None else shoe.name)
    elif kind is ChangeKind.NEW_SURFACE and run.surface is not None:
        what = _("a run on another surface ({surface})").format(surface=label(run.surface).lower())
    else:
        what = _("a hilly run")
    return _against(change).format(what=what, n=change.known, all=change.earlier)


def _against(change: ChangeBefore) -> str:
    """How many earlier runs it was compared with, and how many of them have the answer."""
    if change.known == change.earlier:
        return plural(
            "{what}; the {n} run of the 90 days before was not like that.",
            "{what}; none of the {n} runs of the 90 days before was like that.",
            change.known,
        )
    return plural(
        "{what}; of the {all} runs of the 90 days before {n} has an answer to this, and was not"
        " like that.",
        "{what}; of the {all} runs of the 90 days before {n} have an answer to this, and none was"
        " like that.",
        change.known,
    )


def _exercise(text: str) -> str:
    """What the person wrote, without the marks a sentence ends with."""
    written = " ".join(text.split()).rstrip(".!?…,;: ")
    if not written:
        return _("a new exercise.")
    return _("new exercise, {text}.").format(text=written)
