"""What can be seen of the plan: its page with stages, its forms, and the timer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from diary.domain.change import Change, ChangeSet
from diary.domain.run_walk import RunWalk, StartGate
from diary.domain.sessions_by_week import plan_on
from diary.domain.settings import Settings
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.pages.plan import PlanPage
from diary.ui.shots_scene import Scene
from diary.ui.shots_stage import Stage

_STAGE, _STARTED_DAYS = 3, 9


def plan_scenes() -> Iterator[Scene]:
    """Every scene beside the page itself."""
    yield Scene("plan-stages", _stages)
    yield Scene("plan-stages-table", _stages_table)
    yield Scene("plan-form", partial(_form, "edit_plan"))
    yield Scene("plan-form-new", partial(_form, "edit_plan"), is_empty=True)
    yield Scene("plan-form-errors", _plan_errors, is_empty=True)
    yield Scene("plan-session-form", partial(_form, "add_session"))
    yield Scene("plan-exercise-form", partial(_form, "add_exercise"))
    yield Scene("plan-timer", partial(_form, "time_sides"))
    yield Scene("plan-timer-session", _timer_session)
    yield Scene("week-look", _week_look)
    yield Scene("week-look-empty", _week_look, is_empty=True)


def _page(stage: Stage) -> PlanPage:
    page = stage.page("plan")
    assert isinstance(page, PlanPage)  # noqa: S101 - the page of that key
    return page


def _in_stages(stage: Stage) -> ChangeSet:
    """Somebody in the stages who follows steps a minute too."""
    context = stage.context
    diary, today = context.journal.diary, context.today()
    started_on = today - timedelta(days=_STARTED_DAYS)
    run_walk = RunWalk(stage=_STAGE, started_on=started_on, gate=StartGate(walk_30_ok=True))
    settings: Settings = replace(diary.settings, cadence_taken_up_on=started_on)
    last = [run for run in diary.runs_in_order() if run.is_run and run.on >= started_on][-2:]
    runs = (Change(run, replace(run, run_walk_stage=_STAGE)) for run in last)
    own = (Change(diary.run_walk, run_walk), Change(diary.settings, settings))
    return ChangeSet((*own, *runs))


def _stages(stage: Stage) -> Iterator[QWidget]:
    page = _page(stage)
    with stage.changed(_in_stages(stage)):
        page.activate()
        stage.settle()
        yield stage.window


def _stages_table(stage: Stage) -> Iterator[QWidget]:
    page = _page(stage)
    with stage.changed(_in_stages(stage)):
        yield from _shown(stage, page.dialogs.edit_stages)


def _form(key: str, stage: Stage) -> Iterator[QWidget]:
    yield from _shown(stage, getattr(_page(stage).dialogs, key))


def _plan_errors(stage: Stage) -> Iterator[QWidget]:
    dialog = stage.dialog(_page(stage).dialogs.edit_plan)
    if isinstance(dialog, FormDialog):
        dialog.submit()
        stage.settle()
        yield dialog
        dialog.reject()


def _timer_session(stage: Stage) -> Iterator[QWidget]:
    page, context = _page(stage), stage.context
    diary = context.journal.diary
    plan = plan_on(diary, context.today())
    if plan is not None:
        held = [diary.exercises[each] for each in plan.exercise_ids][::-1]
        yield from _shown(stage, lambda: page.dialogs.time_session(held))


def _week_look(stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    yield from _shown(stage, lambda: stage.window.commands.do("week_look"))


def _shown(stage: Stage, open_it: Callable[[], object]) -> Iterator[QWidget]:
    dialog = stage.dialog(open_it)
    if dialog is not None:
        yield dialog
        dialog.reject()
