from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.engine import evaluate
from diary.domain.rules.findings import EventKind, OpenReminder, Rule
from diary.domain.rules.shoe_wear import shoe_wear
from diary.domain.settings import DistanceUnit, Settings
from diary.domain.shoe import Inspection, LimitChange, SoleFinding, WearState
from diary.texts.numbers import Formats
from diary.texts.reminders import (
    closing_text,
    learning_text,
    open_text,
    reminder_text,
    reminder_title,
)
from diary.texts.rule_texts.text import ReminderText, Said
from tests.builders import Given, a_day, a_diary, a_run, a_run_knee, a_shoe
from tests.texts.forbidden import FORBIDDEN

FIRST = date(2026, 1, 1)
ENGLISH = Formats()
EVIDENCE = {
    "base": 1.4166,
    "recent": 4.3,
    "week": 2.8834,
    "two": 1.7,
    "now": 2.5834,
    "level": 1.7,
    "n_recent": 6,
    "n_prev": 7,
    "n_base": 24,
    "base_span": "d22-49",
    "painkiller_days": 0,
}
FIRED_ON = date(2026, 11, 17)


def worse_diary(**other: Given) -> Diary:
    """The newest entries before the fire are 4, 5 and 4 on the left."""
    scores = {-2: 4, -1: 5, 0: 4}
    days = [
        a_day(FIRED_ON + timedelta(days=number), left=score) for number, score in scores.items()
    ]
    return a_diary(days, **other)


def worse_text(rule: Rule = Rule.WORSE, **changed: Given) -> ReminderText:
    evidence = {**EVIDENCE, **changed}
    return reminder_text(Said(rule, "left", evidence, FIRED_ON, worse_diary(), ENGLISH))


def shoe_diary(number: int = 200, **other: Given) -> tuple[Diary, OpenReminder]:
    """A pair with 10 km every second day, and its open reminder on a day."""
    runs = [
        a_run(f"run-{at}", FIRST + timedelta(days=at), distance_m=10_000.0, shoe_id="shoe-1")
        for at in range(0, number + 1, 2)
    ]
    shoe = a_shoe(**{"name": "Red 3", "first_used_on": FIRST, **other})
    diary = a_diary(runs=runs, shoes=[shoe])
    (reminder,) = evaluate(diary, FIRST + timedelta(days=number)).open
    return diary, reminder


def text_of(diary: Diary, reminder: OpenReminder, formats: Formats = ENGLISH) -> ReminderText:
    said = Said(
        reminder.rule, reminder.subject, reminder.evidence, reminder.fired_on, diary, formats
    )
    return reminder_text(said)


def test_a_worsening_tells_the_fortnight_the_numbers_and_what_next() -> None:
    text = worse_text()
    assert text.title == "Left knee pain is rising"
    assert text.why == (
        "Over the last two weeks your left knee averaged at least 1.5 points above your usual."
        " Last 7 days 4.3 on average, your usual 1.4, newest entries 4, 5, 4."
    )
    assert text.next == (
        "Make the next two runs shorter or easier and see what the morning brings."
        " If your scores are not coming down by Tue 24 Nov, call your PT."
    )
    assert text.evidence_lines == (
        "Points above your usual: last 7 days 2.9, two weeks 1.7, newest entries 2.6.",
        "Your usual is the average of 24 days recorded 3 to 7 weeks before.",
        "Recorded: 6 of the last 7 days, 7 of the 7 before.",
    )


def test_painkillers_are_told_of_when_there_were_any() -> None:
    assert "painkiller" not in worse_text().why
    assert worse_text(painkiller_days=3).why.endswith(" You took painkillers on 3 of these days.")
    assert "painkillers on 2 of these days" in worse_text(Rule.WATCH, painkiller_days=2).why


def test_a_watch_asks_for_no_more_than_an_eye() -> None:
    text = worse_text(Rule.WATCH, recent=2.9)
    assert f"{text.why} {text.next}" == (
        "Left knee a little above your usual over the last two weeks"
        " (usual 1.4, last 7 days 2.9). Keep an eye on it."
    )


def test_a_knee_is_named_and_only_its_own_entries_are_told() -> None:
    text = reminder_text(Said(Rule.WORSE, "right", EVIDENCE, FIRED_ON, worse_diary(), ENGLISH))
    assert text.title == "Right knee pain is rising"
    assert text.why.endswith("Last 7 days 4.3 on average, your usual 1.4.")


def test_numbers_follow_the_person_and_the_settings() -> None:
    diary = worse_diary(settings=Settings(worse_act=1.25))
    comma = Formats(decimal_mark=",")
    text = reminder_text(Said(Rule.WORSE, "left", EVIDENCE, FIRED_ON, diary, comma))
    assert "at least 1,25 points" in text.why
    assert "Last 7 days 4,3 on average" in text.why


@pytest.mark.parametrize(
    ("span", "words"),
    [("d22-77", "3 to 11 weeks before"), ("d8-77", "more than a week before")],
)
def test_where_the_usual_level_comes_from_is_told(span: str, words: str) -> None:
    assert words in worse_text(base_span=span).evidence_lines[1]


def test_a_pair_near_its_limit_tells_the_forecast_and_its_range() -> None:
    diary, reminder = shoe_diary(number=110)
    text = text_of(diary, reminder)
    assert text.title == "Red 3 is near its limit"
    assert text.why == "560 of 650 km. At your pace it gets there around 9 May."
    assert text.next == "Look at the sole. If you buy a new pair, swap over during 2 to 3 weeks."
    assert text.evidence_lines == ("86 % of the limit used.", "35.0 km a week in this pair.")


def test_a_range_of_a_day_is_no_range() -> None:
    diary, _ = shoe_diary(number=110)
    extra = a_run("extra", FIRST + timedelta(days=109), distance_m=6000.0, shoe_id="shoe-1")
    diary = a_diary(runs=[*diary.runs.values(), extra], shoes=diary.shoes.values())
    shoe, runs = diary.shoes["shoe-1"], diary.runs_in_order()
    wear = shoe_wear(shoe, runs, diary.settings, FIRST + timedelta(days=110))
    assert wear.forecast_from != wear.forecast_to
    (reminder,) = (
        each for each in evaluate(diary, FIRST + timedelta(days=110)).open if each.rule is Rule.SHOE
    )
    assert "between" not in text_of(diary, reminder).why


def test_the_range_of_the_forecast_is_told_when_the_fortnights_differ() -> None:
    diary, _ = shoe_diary(number=110)
    extra = a_run("extra", FIRST + timedelta(days=109), distance_m=20_000.0, shoe_id="shoe-1")
    diary = a_diary(runs=[*diary.runs.values(), extra], shoes=diary.shoes.values())
    (reminder,) = (
        each for each in evaluate(diary, FIRST + timedelta(days=110)).open if each.rule is Rule.SHOE
    )
    assert text_of(diary, reminder).why == (
        "580 of 650 km. At your pace it gets there around 4 May (between 2 May and 5 May)."
    )


def test_a_pair_near_its_limit_without_runs_tells_no_forecast() -> None:
    diary = a_diary(shoes=[a_shoe(first_used_on=FIRST, initial_distance_m=600_000.0)])
    (reminder,) = evaluate(diary, FIRST).open
    text = text_of(diary, reminder)
    assert (text.why, text.evidence_lines) == ("600 of 650 km.", ("92 % of the limit used.",))


def test_a_pair_past_its_limit_tells_since_when_it_is_used() -> None:
    diary, reminder = shoe_diary(number=130)
    text = text_of(diary, reminder)
    assert text.title == "Red 3 is past its limit"
    assert text.why == "660 of 650 km since Thu 1 Jan 2026."
    assert text.next == (
        "Look at the sole; if it still feels good, raise the limit. If not, retire it."
    )
    typed_late, reminder = shoe_diary(number=130, first_used_on=FIRST + timedelta(days=125))
    assert text_of(typed_late, reminder).why == "660 of 650 km since Thu 1 Jan 2026."
    undated, reminder = shoe_diary(number=130, first_used_on=None)
    assert text_of(undated, reminder).why == "660 of 650 km."
    title = reminder_title(
        Said(Rule.SHOE, "shoe-1", reminder.evidence, reminder.fired_on, diary, ENGLISH)
    )
    assert title == text.title


def test_a_pair_with_a_finding_tells_what_was_noted() -> None:
    looks = (
        Inspection(FIRST, (SoleFinding.FEELS_FLAT,)),
        Inspection(date(2026, 1, 10), (SoleFinding.TREAD_GONE, SoleFinding.HEEL_ONE_SIDE)),
        Inspection(date(2026, 1, 12)),
    )
    diary, reminder = shoe_diary(number=20, inspections=looks)
    text = text_of(diary, reminder)
    assert text.title == "Look at the sole of Red 3"
    assert text.why == "Noted on 10 Jan: Heel worn to one side, Tread gone. 110 of 650 km."
    assert text.next == "If it still feels good, set a new limit. If not, retire it."


def test_distances_follow_the_unit() -> None:
    diary, reminder = shoe_diary(number=130)
    text = text_of(diary, reminder, Formats(unit=DistanceUnit.MI))
    assert text.why.startswith("410 of 404 mi")


def test_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(TypeError, match="recent"):
        worse_text(recent=None)


def test_learning_names_the_knees() -> None:
    assert learning_text((), a_diary()) == ""
    assert learning_text((Knee.LEFT, Knee.RIGHT), a_diary()) == (
        "The check for rising pain needs about 3 weeks of entries."
        " Not enough yet: left knee, right knee."
    )


def test_a_knee_nobody_writes_about_is_not_waited_for() -> None:
    left = a_diary([a_day(FIRST, left=2)])
    assert learning_text((Knee.RIGHT,), left) == ""
    assert learning_text(Knee, left).endswith("Not enough yet: left knee.")
    both = a_diary([a_day(FIRST, left=2)], [a_run("run", FIRST, right=a_run_knee(during=1))])
    assert learning_text(Knee, both).endswith("Not enough yet: left knee, right knee.")


def knee_events() -> tuple[Diary, dict[tuple[Rule, EventKind], str]]:
    """A diary with every ending of a knee's reminders, and what is said then."""
    levels = [(2, 60), (5, 14), (2, 40), (6, 60)]
    scores = [score for score, length in levels for _ in range(length)]
    diary = a_diary(
        [a_day(FIRST + timedelta(days=at), left=score) for at, score in enumerate(scores)]
    )
    events = evaluate(diary, FIRST + timedelta(days=len(scores))).events
    return diary, {
        (event.rule, event.event): closing_text(event, diary, ENGLISH) for event in events
    }


def test_an_ending_is_told_and_a_watch_ends_silently() -> None:
    _, texts = knee_events()
    assert texts[Rule.WATCH, EventKind.CLEAR] == ""
    assert texts[Rule.WORSE, EventKind.CLEAR] == (
        "Left knee is back near its usual: last 7 days 2.0 on average."
    )
    assert texts[Rule.WORSE, EventKind.REBASE] == (
        "Left knee: this has become your usual level. It is worth talking over with your PT."
    )


def test_the_ending_of_a_pair_tells_whether_it_is_retired() -> None:
    limits = (LimitChange(FIRST + timedelta(days=120), 900_000.0),)
    diary, _ = shoe_diary(number=180, limit_changes=limits, retired_on=FIRST + timedelta(days=190))
    events = evaluate(diary, FIRST + timedelta(days=200)).events
    told = [
        closing_text(each, diary, ENGLISH)
        for each in events
        if each.event is EventKind.CLEAR and each.rule is Rule.SHOE
    ]
    assert told == ["Red 3 is in good range again.", "Red 3 is retired."]


def every_text() -> Iterator[str]:
    for rule, pills, span in product(
        (Rule.WORSE, Rule.WATCH), (0, 2), ("d22-49", "d22-77", "d8-77")
    ):
        for knee in Knee:
            numbers = {**EVIDENCE, "painkiller_days": pills, "base_span": span}
            yield from _parts(
                reminder_text(Said(rule, knee, numbers, FIRED_ON, worse_diary(), ENGLISH))
            )
    diary, _ = shoe_diary()
    for state, forecast_on in product(WearState, (None, FIRST + timedelta(days=30))):
        evidence: dict[str, Any] = {
            "distance_m": 600_000.0,
            "limit_m": 650_000.0,
            "state": state,
            "m_per_week": 21_000.0,
            "forecast_on": forecast_on,
        }
        yield from _parts(reminder_text(Said(Rule.SHOE, "shoe-1", evidence, FIRST, diary, ENGLISH)))
    yield learning_text(Knee, a_diary())
    yield from knee_events()[1].values()


def _parts(text: ReminderText) -> Iterator[str]:
    yield from (text.title, text.why, text.next, *text.evidence_lines)


def test_no_text_orders_names_a_condition_or_frightens() -> None:
    texts = list(every_text())
    assert [text for text in texts if FORBIDDEN.search(text)] == []
    assert FORBIDDEN.search("You should rest") is not None
    assert not [text for text in texts if "{" in text]


def knee_reminder(latest: dict[str, object] | None) -> OpenReminder:
    """A reminder that fired five days before the day it is asked for."""
    asked_on = FIRED_ON + timedelta(days=5)
    merged = None if latest is None else {**EVIDENCE, **latest}
    return OpenReminder(
        Rule.WORSE, "left", Rule.WORSE.level, FIRED_ON, EVIDENCE, FIRED_ON, asked_on, merged
    )


def test_an_older_reminder_claims_no_rise_that_is_over() -> None:
    reminder = knee_reminder({"recent": 2.4, "level": 0.9, "two": 1.2, "n_recent": 5})
    text = open_text(reminder, worse_diary(), ENGLISH)
    day = ENGLISH.weekday_day(FIRED_ON)
    assert text.why.startswith(f"This reminder came on {day}. Last 7 days 2.4 on average")
    assert "at least" not in text.why


def test_an_older_reminder_without_new_entries_names_the_day_of_its_numbers() -> None:
    text = open_text(knee_reminder(None), worse_diary(), ENGLISH)
    assert text.why.startswith(f"On {ENGLISH.weekday_day(FIRED_ON)}, over the two weeks before")
    assert "Last 7 days" not in text.why


def test_a_look_at_the_sole_after_the_day_asked_is_not_told() -> None:
    early, late = date(2026, 2, 1), date(2026, 3, 1)
    looks = (
        Inspection(early, (SoleFinding.FEELS_FLAT,)),
        Inspection(late, (SoleFinding.TREAD_GONE,)),
    )
    diary = a_diary(shoes=[a_shoe("shoe-1", first_used_on=FIRST, inspections=looks)])
    reminder = evaluate(diary, early).open[0]
    why = open_text(reminder, diary, ENGLISH).why
    assert "1 Feb" in why
    assert "Feels flat" in why
    assert "Tread gone" not in why
