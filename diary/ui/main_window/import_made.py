"""All of an import but the writing: what is to be written, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from diary.texts.problems import problem_text
from diary.ui.main_window.import_step import Undone
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.change import ChangeSet
    from diary.services.import_plan import ImportChoices, ImportPlan
    from diary.services.importing import Importing, ImportOutcome
    from diary.ui.dialogs.two_line_list import TwoLines
    from diary.ui.main_window.diary_care import Attempt


class ImportAdded(NamedTuple):
    """What was added, for Undo: what it calls it, what the toast says, and the changes.

    The plan, which holds on to the diary as it was when the files were read, is no part of it.
    """

    step: str
    short: str
    written: ChangeSet


class ImportMade(NamedTuple):
    """What is to be written, the backup that was made before it, and what is said of both.

    `step` is what Undo calls it, `short` what the toast says.
    """

    outcome: ImportOutcome
    attempt: Attempt | None
    step: str
    short: str
    text: str
    more: str
    rows: list[TwoLines]
    has_runs: bool

    @property
    def added(self) -> ImportAdded:
        """What is kept of it once it is written."""
        return ImportAdded(self.step, self.short, self.outcome.written)


def import_made(
    importing: Importing,
    plan: ImportPlan,
    choices: ImportChoices,
    back_up: Callable[[], Attempt],
) -> ImportMade:
    """Everything about an import but the writing; it may take a while and asks no widget."""
    from diary.services.import_plan import taken_runs  # noqa: PLC0415 - rarely needed
    from diary.services.importing import ImportOutcome  # noqa: PLC0415 - rarely needed
    from diary.ui.import_wizard import count_words, outcome_words  # noqa: PLC0415 - rarely needed

    changes = importing.changes(plan, choices)
    attempt = back_up() if changes else None
    outcome = ImportOutcome(plan, changes, choices)
    counts = count_words.counts_done(outcome)
    error = None if attempt is None else attempt.error
    problem = "" if error is None else problem_text(error)
    return ImportMade(
        outcome,
        attempt,
        count_words.step_text(counts),
        count_words.short_text(counts),
        outcome_words.outcome_text(outcome),
        outcome_words.more_text(outcome, problem),
        outcome_words.file_rows(outcome),
        has_runs=bool(taken_runs(plan, choices)),
    )


def undone_text(undone: Undone, step: str, before: str) -> str:
    """What was taken back of a step, and what of this window stays in the diary."""
    fixed = {
        Undone.NOTHING: _(
            "Nothing was undone. What is left of this import was changed since then and stays."
        ),
        Undone.GONE: _("Nothing was undone. What was added is not in your diary any more."),
        Undone.NOT_SAVED: _("Could not save. The import is still in your diary."),
    }
    if undone in fixed:
        return fixed[undone]
    if before:
        text = _("Undone: {undone}. Still in your diary: {before}.")
        if undone is Undone.PARTLY:
            text = _("Undone: {undone}. Still in your diary: {before}, and what was changed since.")
        return text.format(undone=step, before=before)
    if undone is Undone.WHOLE:
        return _("The import was undone. Your diary is as it was before.")
    return _("The import was undone. What was changed since then stays.")


def newest_run(written: ChangeSet) -> str | None:
    """The id of the latest run that was added."""
    from diary.domain.run import Run, start_order  # noqa: PLC0415 - rarely needed

    runs = [each.after for each in written.changes if isinstance(each.after, Run)]
    return max(runs, key=start_order).id if runs else None


def chosen_pairs(outcome: ImportOutcome) -> dict[str, str | None]:
    """The pair that each name of the files was taken for, as it is in the diary now."""
    from diary.domain.shoe import Shoe  # noqa: PLC0415 - rarely needed

    made = [each.after for each in outcome.written.changes]
    new = {each.name: each.id for each in made if isinstance(each, Shoe)}
    uses = outcome.choices.shoe_for_gear.items()
    return {
        name: new.get(use.new_name, use.shoe_id)
        for name, use in uses
        if not use.new_name or use.new_name in new
    }
