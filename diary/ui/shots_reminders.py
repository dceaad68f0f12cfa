"""What can be seen of reminders: their page with everything done to cards, menus, small window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from diary.domain.change import ChangeSet
from diary.domain.knee import Knee, Sign
from diary.domain.reminder_state import DismissReason
from diary.services.entries import set_knee
from diary.services.reminder_acts import dismiss, see_to, snooze, usual_snooze
from diary.services.reminder_states import ShownReminder
from diary.ui.pages.reminders import RemindersPage
from diary.ui.pages.reminders.inbox import Choice
from diary.ui.shots_scene import Scene
from diary.ui.shots_stage import Stage
from diary.ui.tray.quick_entry import QuickEntry
from diary.ui.widgets.scroll import VerticalScroll

_EARLIER = timedelta(days=40)


def reminder_scenes() -> Iterator[Scene]:
    """Every scene about reminders but the plain page."""
    yield Scene("reminders-doing", partial(_page, Choice.DOING))
    yield Scene("reminders-away", partial(_page, Choice.AWAY))
    yield Scene("reminders-settled", partial(_page, Choice.SETTLED))
    yield Scene("reminders-all", partial(_page, Choice.ALL))
    yield Scene("reminders-none-away", partial(_page, Choice.AWAY), is_empty=True)
    yield Scene("reminders-snooze", partial(_menu, "snooze"))
    yield Scene("reminders-dismiss", partial(_menu, "dismiss"))
    yield Scene("reminders-offer", _offer)
    yield Scene("reminders-safety", _safety)
    yield Scene("reminders-how", _how)
    yield Scene("charts-evidence", _evidence)
    yield Scene("today-before-run", partial(_before_run, "today"))
    yield Scene("runs-before-run", partial(_before_run, "runs"))
    yield Scene("quick-entry", _quick_entry)
    yield Scene("quick-entry-empty", _quick_entry, is_empty=True)
    yield Scene("quick-entry-safety", _quick_entry_safety)


def _page(choice: Choice, stage: Stage) -> Iterator[QWidget]:
    """The page with a card taken on, one that sleeps and one put away."""
    page = stage.page("reminders")
    if isinstance(page, RemindersPage):
        with stage.changed(_answered(stage)):
            page.show_cards(choice)
            page.activate()
            yield stage.window
            page.show_cards(Choice.OPEN)


def _answered(stage: Stage) -> ChangeSet:
    context = stage.context
    diary, today, at = context.journal.diary, context.today(), context.stamp().recorded_at
    ways: tuple[Callable[[ShownReminder], ChangeSet], ...] = (
        lambda card: see_to(card, diary, today, at),
        lambda card: snooze(card, diary, usual_snooze(diary, today), at),
        lambda card: dismiss(card, diary, DismissReason.HANDLED, at),
    )
    answers = zip(ways, context.reminders.shown, strict=False)
    return ChangeSet(tuple(change for way, card in answers for change in way(card).changes))


def _card_button(key: str, stage: Stage) -> QPushButton | None:
    """A button of the first card; None without cards."""
    page = stage.page("reminders")
    if not isinstance(page, RemindersPage) or not page.cards():
        return None
    found = stage.find(f"{page.cards()[0].objectName()}.{key}")
    return found if isinstance(found, QPushButton) else None


def _menu(key: str, stage: Stage) -> Iterator[QWidget]:
    button = _card_button(key, stage)
    if button is not None:
        menu = button.menu()
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        yield menu
        menu.close()


def _offer(stage: Stage) -> Iterator[QWidget]:
    """A kind of reminder that was twice not useful."""
    button, context = _card_button("dismiss", stage), stage.context
    if button is None:
        return
    lead, at = context.reminders.shown[0].reminder, context.stamp().recorded_at - _EARLIER
    earlier = ShownReminder(replace(lead, fired_on=lead.fired_on - _EARLIER))
    change = dismiss(earlier, context.journal.diary, DismissReason.NOT_USEFUL, at)
    with stage.changed(change):
        button = _card_button("dismiss", stage) or button
        name = f"{button.objectName()}.{DismissReason.NOT_USEFUL}"
        next(each for each in button.menu().actions() if each.objectName() == name).trigger()
        stage.settle()
        yield stage.window
        context.undo.undo()


def _safety(stage: Stage) -> Iterator[QWidget]:
    stage.page("reminders")
    with stage.changed(_signs(stage)):
        yield stage.window


def _signs(stage: Stage) -> ChangeSet:
    context, diary = stage.context, stage.context.journal.diary
    knee = next(iter(diary.person.tracked_knees), Knee.LEFT)
    at = context.stamp().recorded_at
    return set_knee(diary, context.today(), knee, at, signs={Sign.NO_WEIGHT: True})


def _how(stage: Stage) -> Iterator[QWidget]:
    """How reminders work, as a card leads to it."""
    button = _card_button("rule", stage)
    if button is None:
        return
    before = _open_folds(stage)
    button.click()
    yield stage.window
    for fold in reversed(_open_folds(stage)):
        if fold not in before:
            fold.click()


def _open_folds(stage: Stage) -> list[QAbstractButton]:
    found = stage.window.page("reminders").findChildren(QAbstractButton)
    folds = [each for each in found if each.objectName().startswith("reminders.how")]
    return [each for each in folds if each.isChecked()]


def _evidence(stage: Stage) -> Iterator[QWidget]:
    button = _card_button("show", stage)
    if button is not None:
        button.click()
        yield stage.window
        stage.page("charts")


def _before_run(key: str, stage: Stage) -> Iterator[QWidget]:
    """What stands before a run in a narrow window, unfolded."""
    stage.page(key)
    line, fold = stage.find(f"{key}.outlook"), stage.find(f"{key}.outlook.fold")
    if line is not None and isinstance(fold, QAbstractButton) and not fold.isHidden():
        fold.click()
        for area in stage.window.page(key).findChildren(VerticalScroll):
            area.bring_into_view(line)
        yield stage.window
        fold.click()


def _quick_entry(stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    quick = QuickEntry(stage.context, stage.window)
    quick.open()
    stage.settle()
    yield quick
    quick.close()


def _quick_entry_safety(stage: Stage) -> Iterator[QWidget]:
    with stage.changed(_signs(stage)):
        yield from _quick_entry(stage)
