"""Which outlook a page shows now; there is none before the whole diary is loaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from diary.domain.day import PlanAnswer
from diary.domain.reminder_state import StateName
from diary.domain.rules.run_outlook import (
    ASKING_EASIER,
    Longest,
    RunOutlook,
    longest_before,
    run_outlook,
)
from diary.domain.run import Run
from diary.ui.context import PageContext
from diary.ui.present_signs import present_notice

_NO_RUN = (PlanAnswer.SKIPPED_KNEE, PlanAnswer.SKIPPED_OTHER, PlanAnswer.NONE_PLANNED)


def outlook_of(context: PageContext) -> RunOutlook | None:
    """What is worth knowing today; None also while a sign asks not to run."""
    facts, on = context.reminders.facts, context.today()
    if facts is None:
        return None
    notice = present_notice(context)
    if notice is not None and notice.told:
        return None
    outlook = run_outlook(facts, context.journal.diary, on)
    if outlook is None or not _is_easier_asked(context):
        return outlook
    return replace(outlook, longest=replace(outlook.longest, is_easier_asked=True))


def longest_of(context: PageContext, on: date, changing: Run | None) -> Longest | None:
    """What a run of a day is compared with; None before the whole diary is loaded.

    `changing` is a run that is being changed and does not count itself.
    """
    facts = context.reminders.facts
    if facts is None:
        return None
    longest = longest_before(facts, context.journal.diary, on, changing)
    # What is asked now says nothing about a run of an earlier day.
    is_asked = on >= context.today() and _is_easier_asked(context)
    return replace(longest, is_easier_asked=True) if is_asked else longest


def _is_easier_asked(context: PageContext) -> bool:
    """True while a reminder about pain of a tracked knee is open, taken on or asleep."""
    knees = context.journal.diary.person.tracked_knees
    return any(
        card.state is not StateName.DISMISSED
        and card.knee in knees
        and any(each.rule in ASKING_EASIER for each in card.all)
        for card in context.reminders.shown
    )


def is_run_ahead(context: PageContext, on: date) -> bool:
    """True while another run may still come on a day: none was made and none was left out."""
    diary = context.undo.shown_diary()
    return diary.day(on).plan not in _NO_RUN and not any(run.is_run for run in diary.runs_on(on))
