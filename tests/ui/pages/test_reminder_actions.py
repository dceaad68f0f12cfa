"""What can be done with a card: take on, snooze, put away, open again, switch the kind off."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from diary.domain.knee import Sign
from diary.domain.reminder_state import DismissReason, StateName
from diary.domain.rule import Rule
from diary.domain.rules.findings import Level
from diary.domain.settings import Settings
from diary.services.reminder_acts import dismiss
from diary.services.reminder_states import ShownReminder
from diary.ui.main_window.open_count import open_count
from diary.ui.pages.reminders import RemindersPage
from diary.ui.pages.reminders.card import SettledCard
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.text import PlainLabel
from diary.ui.widgets.toast import Toast
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee
from tests.ui.conftest import Build
from tests.ui.house import NOW, TODAY, House, Keyboard, focus_name
from tests.ui.pages.test_reminder_before import rising as quiet_before
from tests.ui.pages.test_reminders import (
    LEFT_ONLY,
    PERSIST,
    SHOE,
    WORSE,
    press,
    reminders_page,
    rising,
    said,
)

pytestmark = pytest.mark.begins_at("reminders")

FRIDAY = TODAY + timedelta(days=7)


def choose(house: House, button: str, entry: str) -> None:
    """Take an entry of the menu of a button."""
    found = house.find(button)
    assert isinstance(found, QPushButton)
    entries = {each.objectName(): each for each in found.menu().actions()}
    entries[f"{button}.{entry}"].trigger()


def show(house: House, text: str) -> None:
    box = house.find("reminders.show")
    assert isinstance(box, QComboBox)
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())


def keys_of(page: RemindersPage) -> list[str]:
    return [card.key for card in page.cards()]


def states(house: House) -> list[tuple[Rule, StateName]]:
    return [(each.rule, each.state) for each in house.stored().reminder_states.values()]


def toast(house: House) -> str:
    return house.window.findChildren(Toast)[0].text()


def test_a_card_is_taken_on_and_looked_at_again_in_a_week(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    press(house, f"{WORSE}.take")
    assert states(house) == [(Rule.WORSE, StateName.DOING)]
    assert keys_of(page) == ["R-PERSIST.left", "R-SHOE.red"]
    assert focus_name() == f"{PERSIST}.show"
    assert toast(house) == "In progress. It is looked at again on Fri 27 Nov."
    assert house.context.undo.undo_text() == "take on: Left knee pain is rising"
    show(house, "In progress")
    assert keys_of(page) == ["R-WORSE.left"]
    assert "In progress. It is looked at again on Fri 27 Nov." in said(house, WORSE)


def test_on_the_day_to_look_again_it_says_that_it_is_still_so(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    press(house, f"{WORSE}.take")
    house.clock.at = NOW + timedelta(days=2)
    page.refresh()
    assert "R-WORSE.left" not in keys_of(page)
    # The pain goes on, and then it is there again.
    diary = house.diary
    days = {TODAY + timedelta(days=n): 5 for n in range(1, 8)}
    more = {on: a_day(on, left=value) for on, value in days.items()}
    house.context.journal.replace_diary(replace(diary, days={**diary.days, **more}))
    house.clock.at = NOW + timedelta(days=7)
    page.refresh()
    assert "You wanted to look at this again on Fri 27 Nov. It is still so." in said(house, WORSE)


def test_without_entries_since_nobody_says_that_it_is_still_so(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    press(house, f"{WORSE}.take")
    house.clock.at = NOW + timedelta(days=7)
    page.refresh()
    lines = said(house, WORSE)
    told = "You wanted to look at this again on Fri 27 Nov. Little or nothing was entered since."
    assert told in lines
    assert not any("still so" in line for line in lines)


@pytest.mark.parametrize(
    ("entry", "days"), [("1", 1), ("3", 3), ("7", 7), ("14", 14), ("visit", 4)]
)
def test_a_card_is_snoozed(build: Build, entry: str, days: int) -> None:
    visit = replace(LEFT_ONLY, next_visit_on=TODAY + timedelta(days=4))
    house = build(replace(rising(), person=visit))
    page = reminders_page(house)
    choose(house, f"{WORSE}.snooze", entry)
    (state,) = house.stored().reminder_states.values()
    assert state.until == TODAY + timedelta(days=days)
    assert state.value == pytest.approx(5.0)
    assert "R-WORSE.left" not in keys_of(page)
    show(house, "Put away")
    assert keys_of(page) == ["R-WORSE.left"]


def test_a_pair_sleeps_for_fifty_kilometres(build: Build) -> None:
    house = build(rising())
    reminders_page(house)
    choose(house, f"{SHOE}.snooze", "distance")
    (state,) = house.stored().reminder_states.values()
    assert (state.until, state.value) == (None, 608_200.0)
    assert toast(house) == "Snoozed until the pair has run 658 km in all."


@pytest.mark.parametrize("reason", DismissReason)
def test_a_card_is_put_away_with_its_reason(build: Build, reason: DismissReason) -> None:
    house = build(rising())
    page = reminders_page(house)
    choose(house, f"{WORSE}.dismiss", reason.value)
    (state,) = house.stored().reminder_states.values()
    assert (state.state, state.reason) == (StateName.DISMISSED, reason)
    assert "R-WORSE.left" not in keys_of(page)
    way = house.find("reminders.elsewhere")
    assert way.accessibleName() == "Show 1 put away"
    press(house, "reminders.elsewhere")
    assert keys_of(page) == ["R-WORSE.left"]
    assert page.show_choice.currentText() == "Put away"
    assert focus_name() == f"{WORSE}.show"


def test_every_step_can_be_undone_and_a_card_taken_up_again(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    everything = keys_of(page)
    choose(house, f"{WORSE}.snooze", "3")
    house.context.undo.undo()
    assert keys_of(page) == everything
    assert not house.stored().reminder_states
    house.context.undo.redo()
    show(house, "All")
    press(house, f"{WORSE}.reopen")
    assert not house.stored().reminder_states
    assert focus_name() == f"{WORSE}.show"
    house.context.undo.undo()
    assert states(house) == [(Rule.WORSE, StateName.SNOOZED)]


def test_alt_and_down_open_the_lengths_and_the_focus_goes_to_the_next_card(
    build: Build, keys: Keyboard, qtbot: QtBot
) -> None:
    house = build(rising())
    reminders_page(house)
    assert focus_name() == f"{WORSE}.show"
    keys.alt(Qt.Key.Key_Down)
    button = house.find(f"{WORSE}.snooze")
    assert isinstance(button, QPushButton)
    menu = button.menu()
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(menu.isVisible)
    assert menu.activeAction().text() == "1 week"
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert states(house) == [(Rule.WORSE, StateName.SNOOZED)]
    assert focus_name() == f"{PERSIST}.show"


def test_with_the_last_card_gone_the_focus_stays_on_the_page(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    for card in (WORSE, PERSIST, SHOE):
        house.find(f"{card}.dismiss").setFocus()
        choose(house, f"{card}.dismiss", "known")
    assert keys_of(page) == []
    assert focus_name() == "reminders.how"
    assert not house.find("reminders.empty").isHidden()


def test_not_right_opens_the_rule_with_its_switch(build: Build) -> None:
    house = build(rising())
    reminders_page(house)
    press(house, f"{SHOE}.rule")
    assert focus_name() == "reminders.rule.R-SHOE.switch"


def test_a_kind_is_switched_off_and_on_again(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    choose(house, f"{SHOE}.dismiss", "switch_off")
    assert house.stored().settings.rules_off == {Rule.SHOE}
    assert "R-SHOE.red" not in keys_of(page)
    assert toast(house) == "Switched off: Shoes near or past their limit."
    past = house.find("reminders.past").findChildren(PlainLabel)
    assert not any("Red 3" in each.text() for each in past if each.isVisible())
    press(house, "reminders.how")
    press(house, "reminders.how.shoes")
    switch = house.find("reminders.rule.R-SHOE.switch")
    assert isinstance(switch, TickChip)
    assert not switch.isChecked()
    switch.click()
    assert not house.stored().settings.rules_off
    assert "R-SHOE.red" in keys_of(page)
    house.context.undo.undo()
    assert house.stored().settings.rules_off == {Rule.SHOE}
    assert not switch.isChecked()


def test_what_is_about_safety_has_no_switch_and_cannot_be_put_away(build: Build) -> None:
    signs = a_knee_day(signs={Sign.NO_WEIGHT: True})
    house = build(a_diary([a_day(TODAY, left=signs)], person=LEFT_ONLY))
    page = reminders_page(house)
    (card,) = page.cards()
    assert card.view.level is Level.SAFETY
    assert [stop.objectName().rpartition(".")[2] for stop in card.stops()] == ["show", "rule"]
    press(house, f"reminders.card.{card.key}.rule")
    assert focus_name() == "reminders.how.signs"
    lines = [each.text() for each in page.findChildren(PlainLabel) if each.isVisible()]
    assert lines.count("Cannot be switched off") == 2


def test_twice_not_useful_offers_to_switch_the_kind_off_once(build: Build) -> None:
    diary = rising()
    house = build(diary)
    reminders_page(house)
    card = next(each for each in house.context.reminders.shown if each.rule is Rule.WORSE)
    earlier = replace(card.reminder, fired_on=TODAY - timedelta(days=40))
    before = dismiss(
        ShownReminder(earlier), house.diary, DismissReason.NOT_USEFUL, NOW - timedelta(days=40)
    )
    house.context.journal.apply(before)
    assert house.find("reminders.offer").isHidden()
    choose(house, f"{WORSE}.dismiss", "not_useful")
    assert not house.find("reminders.offer").isHidden()
    house.context.undo.undo()
    assert house.find("reminders.offer").isHidden()
    choose(house, f"{WORSE}.dismiss", "not_useful")
    press(house, "reminders.offer.off")
    assert house.stored().settings.rules_off == {Rule.WORSE}
    assert house.find("reminders.offer").isHidden()
    assert focus_name() == f"{PERSIST}.show"


def test_the_offer_stands_where_the_card_was(build: Build, qtbot: QtBot) -> None:
    house = build(quiet_before(usual=1))
    page = reminders_page(house)
    assert keys_of(page) == ["R-PERSIST.left", "R-WORSE.left"]
    card = next(each for each in house.context.reminders.shown if each.rule is Rule.WORSE)
    earlier = ShownReminder(replace(card.reminder, fired_on=TODAY - timedelta(days=40)))
    at = NOW - timedelta(days=40)
    house.context.journal.apply(dismiss(earlier, house.diary, DismissReason.NOT_USEFUL, at))
    choose(house, f"{WORSE}.dismiss", "not_useful")
    offer, left = house.find("reminders.offer"), house.find(PERSIST)
    qtbot.waitUntil(lambda: left.y() < offer.y())
    stops = [stop.objectName() for stop in page.tab_stops()]
    assert stops.index(f"{PERSIST}.rule") + 1 == stops.index("reminders.offer.off")
    press(house, "reminders.offer.keep")
    assert offer.isHidden()
    assert focus_name() == f"{PERSIST}.show"


def test_what_one_knee_says_about_the_same_days_is_one_card(build: Build) -> None:
    run = a_run("bad", TODAY - timedelta(days=1), left=a_run_knee(7, 8))
    diary = rising()
    house = build(replace(diary, runs={**diary.runs, run.id: run}))
    page = reminders_page(house)
    assert keys_of(page) == ["R-WORSE.left", "R-PERSIST.left", "R-SHOE.red"]
    assert any(line.startswith("Also: Left knee: step back") for line in said(house, WORSE))
    choose(house, f"{WORSE}.snooze", "7")
    assert len(house.stored().reminder_states) == 2


def test_what_has_settled_says_when_and_with_which_numbers(build: Build) -> None:
    days = [
        a_day(TODAY - timedelta(days=back), left=5 if 20 <= back < 39 else 1) for back in range(110)
    ]
    house = build(a_diary(days, person=LEFT_ONLY))
    page = reminders_page(house)
    assert keys_of(page) == []
    show(house, "Settled")
    names = [each.objectName() for each in page.findChildren(QPushButton)]
    assert not any(name.startswith("reminders.card") for name in names)
    lines = [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]
    assert "Left knee pain is rising" in lines
    assert any(
        line.startswith("Settled on ") and line.endswith("newest entries 1, 1, 1.")
        for line in lines
    )


def test_what_ended_for_want_of_entries_has_no_tick_and_is_not_called_settled(
    build: Build,
) -> None:
    days = [a_day(TODAY - timedelta(days=back), left=5) for back in range(10, 35)]
    house = build(a_diary(days, person=LEFT_ONLY))
    page = reminders_page(house)
    show(house, "Settled")
    card = next(each for each in page.findChildren(SettledCard) if each.isVisible())
    lines = [each.text() for each in card.findChildren(PlainLabel) if each.isVisible()]
    assert lines == [
        "Closed",
        "Left knee: pain for more than 3 weeks",
        (
            "Closed on Tue 17 Nov: no entries for 7 days. How it is now is not known."
            " The last scores were 5, 5, 5."
        ),
    ]
    assert card.accessibleName() == "Closed: Left knee: pain for more than 3 weeks"
    assert card.findChildren(IconLabel)[0]._name == "minus"
    past = said(house, "reminders.past")
    assert "Left knee: no entries for 7 days, so “Pain that stays” was closed." in past


def test_only_what_is_open_is_counted(build: Build) -> None:
    house = build(rising())
    reminders_page(house)
    cards = [replace(each, raised_on=TODAY) for each in house.context.reminders.shown]
    assert open_count(cards, TODAY) == 2
    asleep = [replace(each, state=StateName.SNOOZED) for each in cards]
    assert open_count(asleep, TODAY) == 0


def next_morning(house: House) -> None:
    """The window stays as it is over night, and looks at the clock."""
    house.clock.pass_seconds(86_400)
    house.window.look_for_changes()


def badge(house: House) -> str:
    pages = house.window.page_list
    return next(
        text for row in range(pages.count()) if "Reminders" in (text := pages.item(row).text())
    )


def test_a_sleep_ends_with_the_night_while_the_page_is_open(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    choose(house, f"{WORSE}.snooze", "1")
    choose(house, f"{PERSIST}.snooze", "1")
    assert keys_of(page) == ["R-SHOE.red"]
    next_morning(house)
    assert {"R-WORSE.left", "R-PERSIST.left"} <= set(keys_of(page))


def test_the_number_beside_the_page_follows_the_day_on_another_page(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    choose(house, f"{WORSE}.snooze", "1")
    house.window.show_page("charts")
    assert badge(house) == "Reminders"
    next_morning(house)
    assert badge(house) == "Reminders  1"
    house.window.show_page("reminders")
    assert "R-WORSE.left" in keys_of(page)


def test_a_card_of_two_runs_that_was_not_useful_is_not_twice(build: Build) -> None:
    days = [a_day(TODAY - timedelta(days=back), left=1) for back in range(30)]
    runs = [
        a_run(f"run-{back}", TODAY - timedelta(days=back), left=a_run_knee(8)) for back in (1, 3)
    ]
    house = build(a_diary(days, runs, person=LEFT_ONLY))
    key = next(each for each in keys_of(reminders_page(house)) if each.startswith("R-RESP"))
    choose(house, f"reminders.card.{key}.dismiss", "not_useful")
    assert len(states(house)) == 2
    assert house.find("reminders.offer").isHidden()


def test_the_usual_length_is_marked_in_the_menu_whatever_it_is(build: Build) -> None:
    house = build(replace(rising(), settings=Settings(snooze_days=5)))
    reminders_page(house)
    button = house.find(f"{WORSE}.snooze")
    assert isinstance(button, QPushButton)
    assert button.menu().defaultAction().text() == "5 days"
