"""The switches and numbers of the rules in Preferences, and how they are found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary.domain.rule import Level, Rule
from diary.ui.preferences.dialog import PreferencesDialog
from diary.ui.widgets.card import Card
from diary.ui.widgets.chip import TickChip
from tests.ui.house import House
from tests.ui.preferences_hands import give, row


def switch(dialog: PreferencesDialog, rule: Rule) -> TickChip:
    found = dialog.findChild(TickChip, f"preferences.rule.{rule}.switch")
    assert isinstance(found, TickChip)
    return found


def test_every_rule_but_those_about_safety_has_its_switch(preferences: PreferencesDialog) -> None:
    for key in ("reminders", "shoes"):
        preferences.show_page(key)
    for rule in Rule:
        name = f"preferences.rule.{rule}.switch"
        found = preferences.findChildren(TickChip, name)
        assert len(found) == (0 if rule.level is Level.SAFETY else 1), rule


def test_a_kind_is_switched_off_here_as_a_step_that_can_be_undone(
    house: House, preferences: PreferencesDialog
) -> None:
    preferences.show_page("reminders")
    tick = switch(preferences, Rule.NIGHT)
    assert tick.isChecked()
    assert tick.accessibleName() == "Remind me: Pain at night"
    tick.click()
    assert house.stored().settings.rules_off == {Rule.NIGHT}
    assert house.context.undo.undo_text() == "switch off: Pain at night"
    house.context.undo.undo()
    assert tick.isChecked()
    assert not house.stored().settings.rules_off


def test_reset_switches_the_rules_of_the_page_on_in_the_same_step(
    house: House, preferences: PreferencesDialog, qtbot: QtBot
) -> None:
    preferences.show_page("shoes")
    switch(preferences, Rule.SHOE).click()
    preferences.show_page("reminders")
    switch(preferences, Rule.GAP).click()
    give(qtbot, row(preferences, "worse_act").edit, "1.25")
    preferences.reset_button.click()
    kept = house.stored().settings
    assert kept.rules_off == {Rule.SHOE}
    assert kept.worse_act == 1.5
    house.context.undo.undo()
    kept = house.stored().settings
    assert kept.rules_off == {Rule.SHOE, Rule.GAP}
    assert kept.worse_act == 1.25


@pytest.mark.parametrize(
    ("text", "first"),
    [("pain is rising", "Knee pain is rising"), ("no backup", "Other reminders")],
)
def test_what_is_found_on_a_long_page_stands_first(
    preferences: PreferencesDialog, qtbot: QtBot, text: str, first: str
) -> None:
    preferences.search.setFocus()
    qtbot.keyClicks(preferences.search, text)
    page = preferences.page()
    assert page.key == "reminders"
    (card,) = (each for each in page.findChildren(Card) if each.accessibleName() == first)
    view = page.parentWidget()
    assert view is not None
    qtbot.waitUntil(lambda: view.rect().intersects(in_view(card, view)))
    if text == "pain is rising":
        assert in_view(card, view).top() < 30
    assert preferences.search.hasFocus()
    preferences.search.clear()
    assert page.y() == 0


def in_view(part: QWidget, view: QWidget) -> QRect:
    return QRect(part.mapTo(view, QPoint()), part.size())


def test_to_switch_off_leads_to_the_switches(preferences: PreferencesDialog) -> None:
    preferences.search.setText("switch off")
    assert preferences.page().key == "reminders"


def test_a_range_names_its_unit_once(preferences: PreferencesDialog) -> None:
    preferences.show_page("reminders")
    told = row(preferences, "spike_large").edit.accessibleDescription()
    assert told.startswith("Default 2 times; 1 to 4 times.")
