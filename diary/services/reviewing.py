"""Going through somebody else's diary file: what of it is shown first, and the report of it.

The rules are never asked again: what reminders said stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from diary.domain.diary import Diary
from diary.domain.hand_over import ENDING, KNEE_PARTS, HandOver
from diary.domain.knee_notes import KneeNotes
from diary.domain.pain_and_load import first_day
from diary.domain.period import ONE_DAY, Span, local
from diary.domain.pt_note import PtNote
from diary.domain.reminder_state import StateName
from diary.domain.report_choice import (
    PersonShown,
    ReportChoice,
    last_visit_on,
    shown_name,
    usual_choice,
    usual_knees,
)
from diary.domain.rule import Level
from diary.domain.rules.safety import safety_notice
from diary.domain.visit_points import VisitPoint, visit_points
from diary.reports.content import VisitReport, visit_report
from diary.reports.visit_comparison import VisitComparison, visit_comparison
from diary.texts.numbers import Formats

# More are not gone through one by one.
FILES_MOST = 500
# A visit that lies further back does not tell what is new; decades would take long to sum up.
DAYS_MOST = 731
_OVER = frozenset({StateName.DISMISSED, StateName.SETTLED})


def files_in(places: Iterable[Path]) -> tuple[Path, ...]:
    """The files at these places in order, each once: of a folder the hand-over files right in it.

    No more than `FILES_MOST`. Raises `OSError` where a folder cannot be looked into.
    """
    found = dict.fromkeys(path for place in places for path in _at(place))
    return tuple(found)[:FILES_MOST]


def _at(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    inside = (path for path in place.iterdir() if path.suffix.casefold() == ENDING)
    yield from sorted(inside, key=lambda path: (path.name.casefold(), path.name))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A file that was read, and what is shown of it first.

    `last_on` is the day it is looked at from, `made_on` the day it was made on; `choice` holds the
    days that were chosen when it was made, else those since the last visit that it tells of. `who`
    are initials, "" where it does not say.
    """

    found: HandOver
    last_on: date
    made_on: date
    choice: ReportChoice
    who: str
    has_safety_sign: bool

    @property
    def diary(self) -> Diary:
        """The diary in it."""
        return self.found.diary

    @property
    def file_from(self) -> date | None:
        """The first day it holds; None = it holds a whole diary.

        Shoes that ran before it say that a whole diary was itself begun with a part of one: what
        lies before its first entry is then not known either.
        """
        if self.found.span is not None:
            return self.found.span.start
        is_part = any(shoe.distance_before_span_m for shoe in self.diary.shoes.values())
        return first_day(self.diary) if is_part else None


def is_since_visit(reviewed_file: Reviewed) -> bool:
    """True when the days shown first are those since a visit that the file knows of."""
    visit_on = last_visit_on(reviewed_file.diary, reviewed_file.last_on)
    return visit_on is not None and reviewed_file.choice.span.start == visit_on + ONE_DAY


def reviewed(found: HandOver, today: date) -> Reviewed:
    """A file as it is gone through; `today` counts where it says no day at all."""
    made_on = today
    if found.made_at is not None:
        made_on = local(found.made_at, found.diary.person.timezone).date()
    last_on = _last_day(found, made_on)
    choice = usual_choice(found.diary, last_on)
    # The days that were chosen for whoever reads it; they end where the file does.
    start = choice.span.start if found.shown is None else found.shown.start
    start = max(start, choice.span.end - timedelta(DAYS_MOST))
    if found.span is not None:
        start = max(start, found.span.start)
    span = Span(start, last_on + ONE_DAY)
    gone = tuple(knee for knee, part in KNEE_PARTS.items() if part in found.left_out)
    choice = replace(choice, span=span, knees=usual_knees(found.diary, span), knees_gone=gone)
    return Reviewed(
        found=found,
        last_on=last_on,
        made_on=made_on,
        choice=choice,
        who=shown_name(found.diary.person, PersonShown.INITIALS) or found.diary.person.code or "",
        has_safety_sign=_has_safety_sign(found, last_on),
    )


def _last_day(found: HandOver, made_on: date) -> date:
    """The last day it tells of; a day after the file was made was typed for a later one."""
    if found.span is not None:
        return found.span.end - ONE_DAY
    days = (*found.diary.days, *(run.on for run in found.diary.runs.values()))
    return max((on for on in days if on <= made_on), default=made_on)


def _has_safety_sign(found: HandOver, last_on: date) -> bool:
    """True when one stands on the last day, by what was answered or by what was told then."""
    told = any(
        row.get("level") == Level.SAFETY and row.get("state") not in _OVER
        for row in found.reminders
    )
    notice = safety_notice(found.diary, last_on)
    return told or (notice is not None and bool(notice.told))


def report_of(
    reviewed_file: Reviewed, formats: Formats, notes: KneeNotes | None = None
) -> VisitReport:
    """The visit report of a file; with `notes` those of the PT who reads it stand in it too."""
    diary = reviewed_file.diary
    if notes is not None:
        own = {note.id: _signed(note, notes) for note in notes.notes}
        diary = replace(diary, pt_notes={**diary.pt_notes, **own})
    return visit_report(
        diary,
        reviewed_file.choice,
        reviewed_file.made_on,
        formats,
        reviewed_file.found.reminders,
        file_id=reviewed_file.found.file_id,
        file_from=reviewed_file.file_from,
    )


def points_of(reviewed_file: Reviewed) -> tuple[VisitPoint, ...]:
    """The visits of a file that can be compared, by day, and its last day."""
    diary = reviewed_file.diary
    first_on = reviewed_file.file_from or first_day(diary)
    return visit_points(diary, first_on, reviewed_file.last_on)


def comparison_of(
    reviewed_file: Reviewed, then: VisitPoint, now: VisitPoint, formats: Formats
) -> VisitComparison:
    """Two visits of a file against each other; `then` lies before `now`."""
    return visit_comparison(
        reviewed_file.diary,
        reviewed_file.choice,
        then,
        now,
        formats,
        last_on=reviewed_file.last_on,
        file_from=reviewed_file.file_from,
    )


def _signed(note: PtNote, notes: KneeNotes) -> PtNote:
    return replace(note, author=notes.initials)
