"""How reminders work, on the page: folds by what rules are about, numbers, when each last came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary import words
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.settings import Settings
from diary.texts.numbers import Formats
from diary.texts.rule_texts.how import rule_groups
from diary.ui.pages.reminders.how import HowFold, last_fires
from diary.ui.preferences.dialog import PreferencesDialog
from diary.ui.theme import ThemeName
from diary.ui.widgets.text import PlainLabel
from tests.ui.conftest import Build
from tests.ui.pages.test_reminders import press, reminders_page, rising
from tests.ui.preferences_hands import row
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed

pytestmark = pytest.mark.begins_at("reminders")

DAY = date(2026, 11, 20)


def fire(rule: Rule, back: int, kind: EventKind = EventKind.FIRE) -> RuleEvent:
    return RuleEvent(rule, "left", DAY - timedelta(days=back), kind, {})


@pytest.fixture
def how(qtbot: QtBot) -> HowFold:
    fold = HowFold(Settings(), Formats())
    qtbot.addWidget(fold)
    fold.resize(720, 900)
    with qtbot.waitExposed(fold):
        fold.show()
    return fold


def shown(how: HowFold, rule: Rule) -> list[str]:
    labels = how.row(rule).findChildren(PlainLabel)
    return [label.text() for label in labels if label.isVisible()]


def names(how: HowFold) -> list[str]:
    return [stop.objectName() for stop in how.stops()]


def test_it_is_folded_twice_so_that_the_page_stays_light(how: HowFold) -> None:
    assert shown(how, Rule.WORSE) == []
    how.button.click()
    assert shown(how, Rule.WORSE) == []
    how.open_rule(Rule.WORSE)
    name, level, text = shown(how, Rule.WORSE)
    assert (name, level) == ("Knee pain is rising", "Act")
    assert "at least 1.5 points above usual" in text
    assert shown(how, Rule.RECUR)[:2] == ["Pain back after rest", "Note"]
    assert shown(how, Rule.SWELL) == []


def test_numbers_and_last_days_follow_the_diary(how: HowFold) -> None:
    how.open_rule(Rule.WORSE)
    events = [fire(Rule.WORSE, 60), fire(Rule.WORSE, 9), fire(Rule.WORSE, 2, EventKind.CLEAR)]
    how.show_rules(Settings(worse_act=1.75), Formats(decimal_mark=","), events)
    _name, _level, last, text = shown(how, Rule.WORSE)
    assert last == "last on Wed 11 Nov 2026"
    assert "at least 1,75 points" in text
    how.show_rules(Settings(), Formats(), ())
    assert len(shown(how, Rule.WORSE)) == 3


def test_the_last_day_of_a_rule_is_the_one_its_card_names() -> None:
    kinds = [(60, EventKind.FIRE), (30, EventKind.CLEAR), (9, EventKind.FIRE), (2, EventKind.LEVEL)]
    found = last_fires(fire(Rule.PERSIST, back, kind) for back, kind in kinds)
    assert found == {Rule.PERSIST: DAY - timedelta(days=2)}


def test_only_what_can_be_reached_is_a_tab_stop(how: HowFold, qtbot: QtBot) -> None:
    groups = [f"reminders.how.{group.key}" for group in rule_groups()]
    assert names(how) == ["reminders.how"]
    with qtbot.waitSignal(how.order_changed):
        how.button.click()
    assert names(how) == ["reminders.how", *groups, "reminders.errors", "reminders.numbers"]
    for rule in Rule:
        how.open_rule(rule)
    assert not unnamed(dump(how))
    assert not twins(dump(how))


@pytest.mark.parametrize(("place", "topic"), [("errors", "how_reminders"), ("numbers", "numbers")])
def test_the_help_is_near(how: HowFold, qtbot: QtBot, place: str, topic: str) -> None:
    how.set_open(True)
    button = {"errors": how.more, "numbers": how.numbers}[place]
    with qtbot.waitSignal(how.navigate_requested) as asked:
        button.click()
    assert asked.args == [topic, None]


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        (Rule.SHOE, "shoe_warn_share"),
        (Rule.RESP, "amber_max"),
        (Rule.FEAR, "fear_count"),
        (Rule.NEXTDAY, "nextday_count"),
    ],
)
def test_change_its_numbers_leads_to_the_field_of_the_rule(
    build: Build, qtbot: QtBot, rule: Rule, number: str
) -> None:
    house = build(rising())
    reminders_page(house).rule_row(rule)
    press(house, f"reminders.rule.{rule}.numbers")
    dialog = house.window.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    field = row(dialog, number).edit
    qtbot.waitUntil(field.hasFocus)
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect().size() == field.size())
    dialog.close()


@pytest.mark.parametrize("rule", [Rule.GAP, Rule.VISIT, Rule.BACKUP])
def test_a_rule_without_numbers_offers_none(build: Build, rule: Rule) -> None:
    house = build(rising())
    page = reminders_page(house)
    page.rule_row(rule)
    names = {each.objectName() for each in page.findChildren(QWidget)}
    assert f"reminders.rule.{rule}.switch" in names
    assert f"reminders.rule.{rule}.numbers" not in names


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_text_is_cut(
    qtbot: QtBot, plain_look: Callable[[ThemeName, int], None], percent: int, language: str
) -> None:
    plain_look("contrast", percent)
    words.install(language)
    fold = HowFold(Settings(), Formats())
    qtbot.addWidget(fold)
    fold.show_rules(Settings(), Formats(), [fire(rule, 9) for rule in Rule])
    for rule in Rule:
        fold.open_rule(rule)
    fold.resize(640, 100)
    with qtbot.waitExposed(fold):
        fold.show()
    fold.resize(640, fold.heightForWidth(640))
    qtbot.waitUntil(lambda: cut_off(fold) == [])
