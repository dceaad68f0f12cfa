"""What can be seen of charts: each of the list, a table, and the dialog of an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from diary.domain.event import Event
from diary.ui.dialogs.event_dialog import EventDialog
from diary.ui.pages.charts import ChartsPage
from diary.ui.pages.charts.kinds.listing import CHART_KINDS
from diary.ui.pages.charts.shown import ChartKey
from diary.ui.shots_scene import Scene
from diary.ui.shots_stage import Stage


def chart_scenes() -> Iterator[Scene]:
    """Every scene of the page, beside the page itself."""
    yield Scene("charts-table", _table)
    for kind in CHART_KINDS[1:]:
        yield Scene(f"charts-{kind.key.replace('_', '-')}", partial(_kind, kind.key))
    yield Scene("charts-event", _event)


def _table(stage: Stage) -> Iterator[QWidget]:
    stage.page("charts")
    stage.settle()
    stage.window.commands.do("table")
    yield stage.window
    stage.window.commands.do("table")


def _kind(key: ChartKey, stage: Stage) -> Iterator[QWidget]:
    page = stage.page("charts")
    assert isinstance(page, ChartsPage)  # noqa: S101 - the page of that key
    before = page.controls.choice()
    _choose(page, key)
    stage.settle()
    page.plot.days().setFocus()
    yield stage.window
    _choose(page, before.kind)
    stage.settle()


def _choose(page: ChartsPage, key: ChartKey) -> None:
    choice = replace(page.controls.choice(), kind=key)
    today = page.context.today()
    page.controls.show_choice(choice, choice.days(page.context.journal.diary, today), today)
    page.refresh()


def _event(stage: Stage) -> Iterator[QWidget]:
    stage.page("charts")
    event = Event("shown", stage.context.today())
    dialog = stage.dialog(lambda: EventDialog(stage.window, event, is_new=False).open())
    if dialog is not None:
        yield dialog
        dialog.reject()
