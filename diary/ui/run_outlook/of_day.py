"""Which outlook a page shows now; there is none before the whole diary is loaded."""

from __future__ import annotations

from datetime import date

from diary.domain.day import PlanAnswer
from diary.domain.rules.run_outlook import RunOutlook, run_outlook
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
    return run_outlook(facts, context.journal.diary, on)


def is_run_ahead(context: PageContext, on: date) -> bool:
    """True while another run may still come on a day: none was made and none was left out."""
    diary = context.undo.shown_diary()
    return diary.day(on).plan not in _NO_RUN and not any(run.is_run for run in diary.runs_on(on))
