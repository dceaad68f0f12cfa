from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from diary import words
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.person import Person
from diary.domain.rule import Rule
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import Findings
from diary.services.entries import put_shoe, set_knee
from diary.services.sample import sample_diary
from diary.texts.numbers import Formats
from diary.ui.pages.reminders import RemindersPage
from diary.ui.pages.reminders.reminder_view import (
    history,
    recorded_days,
)
from diary.ui.theme import ThemeName
from diary.ui.widgets.text import PlainLabel
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_shoe, a_source
from tests.ui.conftest import Build
from tests.ui.house import NOW, TODAY, ZONE, House, Keyboard, focus_name
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed

pytestmark = pytest.mark.begins_at("reminders")

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone=ZONE)
WORSE = "reminders.card.R-WORSE.left"
PERSIST = "reminders.card.R-PERSIST.left"
SHOE = "reminders.card.R-SHOE.red"


def rising() -> Diary:
    """Ten weeks at 2, then nearly three weeks at 5, and a pair near its limit."""
    days = [
        a_day(TODAY - timedelta(days=back), left=a_knee_day(morning=5 if back < 19 else 2))
        for back in range(90)
    ]
    shoe = a_shoe("red", "Red 3", first_used_on=date(2026, 3, 3), initial_distance_m=600_000.0)
    runs = [a_run("run", TODAY - timedelta(days=2), shoe_id="red")]
    return a_diary(days=days, runs=runs, shoes=[shoe], person=LEFT_ONLY)


def reminders_page(house: House) -> RemindersPage:
    house.window.show_page("reminders")
    page = house.window.current_page()
    assert isinstance(page, RemindersPage)
    return page


def said(house: House, name: str) -> list[str]:
    return [label.text() for label in house.find(name).findChildren(PlainLabel) if label.text()]


def press(house: House, name: str) -> None:
    button = house.find(name)
    assert isinstance(button, QPushButton)
    button.click()


def test_a_card_has_level_what_why_evidence_and_next_in_this_order(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    assert [card.key for card in page.cards()] == ["R-WORSE.left", "R-PERSIST.left", "R-SHOE.red"]
    lines = said(house, WORSE)
    assert lines[:2] == ["Act", "Left knee pain is rising"]
    assert lines[2].startswith("since ")
    assert lines[3].startswith("Over the last two weeks your left knee averaged at least 1.5")
    assert "Your usual is the average of 28 days" in lines[4]
    assert lines[-2] == "What you can do next"
    assert "call your PT" in lines[-1]
    assert house.find(WORSE).accessibleName() == "Act: Left knee pain is rising"


def test_the_first_card_has_the_focus(build: Build, keys: Keyboard) -> None:
    reminders_page(build(rising()))
    stops = ("show", "take", "snooze", "dismiss", "rule")
    for card in (WORSE, PERSIST, SHOE):
        for stop in stops:
            assert focus_name() == f"{card}.{stop}"
            keys.tab()
    assert focus_name() == "reminders.how"


def test_show_leads_to_the_evidence(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    gone: list[tuple[str, object]] = []
    page.navigate_requested.disconnect(house.window._on_page_navigate_requested)
    page.navigate_requested.connect(lambda key, where: gone.append((key, where)))
    press(house, f"{WORSE}.show")
    press(house, f"{SHOE}.show")
    # The text speaks of the last two weeks.
    span = Span(TODAY - timedelta(days=13), TODAY + timedelta(days=1))
    assert gone == [("charts", span), ("shoes", "red")]


def test_the_shoe_button_goes_to_its_card(build: Build) -> None:
    house = build(rising())
    reminders_page(house)
    press(house, f"{SHOE}.show")
    assert focus_name() == "shoes.card.red"


def test_nothing_open_is_said_with_what_was_checked(build: Build) -> None:
    days = [a_day(TODAY - timedelta(days=n), left=1) for n in range(3)]
    house = build(a_diary(days=days, person=LEFT_ONLY))
    reminders_page(house)
    assert said(house, "reminders.empty") == [
        "Nothing needs your attention",
        "Last checked today 18:42 against 3 days of entries.",
    ]
    learning = house.find("reminders.learning")
    assert isinstance(learning, PlainLabel)
    assert learning.text().endswith("Not enough yet: left knee.")
    assert focus_name() == "reminders.how"


def test_the_history_tells_what_fired_and_what_settled(build: Build) -> None:
    house = build(rising())
    reminders_page(house)
    lines = said(house, "reminders.past")
    assert lines[0] == "History"
    assert "Act: Left knee pain is rising" in lines
    assert "Note: Left knee a little above your usual" in lines


def test_a_long_history_opens_by_request(build: Build, qtbot: QtBot) -> None:
    shoes = [
        a_shoe(f"{n}", f"Pair {n:02d}", first_used_on=TODAY - timedelta(days=40 + n),
               initial_distance_m=600_000.0, retired_on=TODAY - timedelta(days=n))
        for n in range(8)
    ]  # fmt: skip
    house = build(a_diary(shoes=shoes, person=LEFT_ONLY))
    reminders_page(house)
    past = house.find("reminders.past")
    assert len(said(house, "reminders.past")) == 1 + 2 * 10
    press(house, "reminders.past.more")

    def lines() -> list[str]:
        return [each.text() for each in past.findChildren(PlainLabel) if each.isVisible()]

    qtbot.waitUntil(lambda: len(lines()) == 1 + 2 * 16)
    assert "Pair 00 is retired." in lines()


def test_cards_come_and_go_with_the_entries(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    retired = replace(house.diary.shoes["red"], retired_on=TODAY)
    house.find(f"{SHOE}.show").setFocus()
    house.context.undo.push("retire", put_shoe(house.diary, retired))
    assert [card.key for card in page.cards()] == ["R-WORSE.left", "R-PERSIST.left"]
    assert focus_name() == f"{PERSIST}.show"
    house.context.undo.undo()
    assert [card.key for card in page.cards()] == ["R-WORSE.left", "R-PERSIST.left", "R-SHOE.red"]


def test_an_unrelated_entry_leaves_the_cards_alone(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    before = page.cards()
    house.context.journal.apply(set_knee(house.diary, TODAY, Knee.LEFT, NOW, areas=()))
    assert page.cards() == before


def test_the_help_is_always_there(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    gone: list[str] = []
    page.navigate_requested.disconnect(house.window._on_page_navigate_requested)
    page.navigate_requested.connect(lambda key, _where: gone.append(key))
    press(house, "reminders.help")
    assert gone == ["get_help"]


def test_silent_endings_are_not_history() -> None:
    assert history(Findings(TODAY), a_diary(), Formats()) == []


def test_runs_of_before_the_diary_was_kept_are_no_history() -> None:
    """Nobody was reminded of what a file told years later."""
    old = [a_run(f"o{n}", date(2019, 9, 4) + timedelta(5 * n), source=a_source()) for n in range(3)]
    diary = a_diary(days=[a_day(TODAY, left=1)], runs=[*old, a_run(on=TODAY)])
    findings = evaluate(diary, TODAY)
    assert any(event.rule is Rule.GAP and event.on.year == 2019 for event in findings.events)
    (line,) = history(findings, diary, Formats())
    assert (line.on, line.text) == (TODAY, "Running again after 7 years")
    typed = replace(diary, runs={key: replace(run, source=None) for key, run in diary.runs.items()})
    told = [each.text for each in history(evaluate(typed, TODAY), typed, Formats())]
    assert "No entries since Sat 14 Sep 2019" in told


def test_days_are_counted_once() -> None:
    diary = a_diary(days=[a_day(TODAY, left=1)], runs=[a_run(on=TODAY), a_run("2", NOW.date())])
    assert recorded_days(diary) == 1


def test_a_persons_shoe_name_stays_plain_text(build: Build) -> None:
    shoe = a_shoe("red", "<b>Red</b>", first_used_on=TODAY, initial_distance_m=600_000.0)
    house = build(a_diary(shoes=[shoe], person=LEFT_ONLY))
    reminders_page(house)
    assert "<b>Red</b> is near its limit" in said(house, SHOE)


def test_every_stop_has_a_name_of_its_own(build: Build) -> None:
    page = reminders_page(build(rising()))
    nodes = dump(page)
    assert unnamed(nodes) == []
    assert twins(nodes) == []


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_text_is_cut(
    build: Build,
    qtbot: QtBot,
    plain_look: Callable[[ThemeName, int], None],
    percent: int,
    language: str,
) -> None:
    plain_look("dark", percent)
    words.install(language)
    house = build(rising())
    page = reminders_page(house)
    press(house, "reminders.how")

    qtbot.waitUntil(lambda: cut_off(page) == [])


def test_a_wide_window_has_the_past_beside_what_is_open(build: Build, qtbot: QtBot) -> None:
    house = build(sample_diary(140, 1, TODAY, ZONE), size=(1920, 1080))
    house.window.show_page("reminders")
    page = house.window.current_page()
    assert isinstance(page, RemindersPage)
    how, card = house.find("reminders.how"), page.cards()[0]

    def is_beside() -> bool:
        return how.mapTo(page, QPoint()).x() > card.mapTo(page, card.rect().topRight()).x()

    qtbot.waitUntil(is_beside)
    house.window.resize(1280, 800)
    qtbot.waitUntil(lambda: not is_beside())


def test_with_nothing_open_and_nothing_past_all_stands_in_the_middle(
    build: Build, qtbot: QtBot
) -> None:
    house = build(size=(1920, 1080))
    house.window.show_page("reminders")
    page, empty = house.window.current_page(), house.find("reminders.empty")
    middle = page.width() // 2
    qtbot.waitUntil(lambda: abs(empty.mapTo(page, empty.rect().center()).x() - middle) <= 14)


def test_what_is_about_to_be_done_is_the_main_button_of_a_card(build: Build) -> None:
    house = build(rising())
    reminders_page(house)
    kinds = {
        stop: house.find(f"{WORSE}.{stop}").property("kind")
        for stop in ("show", "take", "snooze", "dismiss", "rule")
    }
    assert kinds.pop("take") == "primary"
    assert "primary" not in kinds.values()


def test_with_all_taken_on_or_put_away_nothing_is_called_calm(build: Build) -> None:
    house = build(rising())
    page = reminders_page(house)
    press(house, f"{WORSE}.take")
    assert house.find("reminders.elsewhere").accessibleName() == "Show 1 in progress"
    press(house, f"{PERSIST}.take")
    assert house.find("reminders.elsewhere").accessibleName() == "Show 2 in progress"
    take_first(house, f"{SHOE}.snooze")
    assert page.cards() == []
    empty = house.find("reminders.empty").findChildren(PlainLabel)
    assert "No reminders are open" in [label.text() for label in empty]
    way = house.find("reminders.elsewhere")
    assert way.accessibleName() == "Show 3 in progress or put away"
    assert way in page.tab_stops()
    press(house, "reminders.elsewhere")
    assert len(page.cards()) == 3
    assert way.isHidden()


def take_first(house: House, button: str) -> None:
    """Take the first entry of the menu of a button."""
    found = house.find(button)
    assert isinstance(found, QPushButton)
    found.menu().actions()[0].trigger()


def test_a_card_that_is_asked_for_stands_first_and_has_the_focus(
    build: Build, qtbot: QtBot
) -> None:
    # There is enough below it to bring it up.
    house = build(rising(), size=(1280, 700))
    house.window.show_page("reminders", "R-PERSIST.left")
    area, card = house.find("reminders.scroll"), house.find(PERSIST)
    assert focus_name() == f"{PERSIST}.show"
    qtbot.waitUntil(lambda: 0 <= card.mapTo(area, QPoint()).y() <= 24)


def test_the_choice_of_cards_has_its_word_in_front(build: Build) -> None:
    house = build(rising())
    reminders_page(house)
    assert "Show" in said(house, "reminders.header")


def test_not_right_brings_the_whole_rule_into_view(build: Build, qtbot: QtBot) -> None:
    house = build(rising())
    page = reminders_page(house)
    press(house, f"{WORSE}.rule")
    row = page.rule_row(Rule.WORSE)
    qtbot.waitUntil(lambda: row.visibleRegion().boundingRect().size() == row.size())
