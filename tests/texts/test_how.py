"""How each rule works in plain words, with the numbers that are set."""

from __future__ import annotations

from string import Formatter

import pytest

from diary.domain.rules.findings import Rule
from diary.domain.settings import THRESHOLDS, DistanceUnit, Settings
from diary.texts.numbers import Formats
from diary.texts.rule_texts import how
from diary.texts.rule_texts.how import rule_groups, rule_heading, rule_words
from diary.texts.settings import setting_groups

ENGLISH = Formats()
# Said where they belong: limits of shoes, badges of runs, how long a snooze is.
UNSAID = (
    "shoe_snooze_m",
    "shoe_limit_",
    "spike_small",
    "spike_moderate",
    "spike_large",
    "green_max",
    "snooze_",
)


def words(rule: Rule, settings: Settings | None = None, formats: Formats = ENGLISH) -> str:
    return rule_words(rule, settings or Settings(), formats).text


def test_every_rule_stands_in_exactly_one_group() -> None:
    found = [rule for group in rule_groups() for rule in group.rules]
    assert sorted(found) == sorted(Rule)


@pytest.mark.parametrize("rule", Rule)
def test_a_rule_is_called_the_same_with_and_without_its_words(rule: Rule) -> None:
    assert rule_words(rule, Settings(), ENGLISH).heading == rule_heading(rule)


@pytest.mark.parametrize(
    ("rule", "settings", "said"),
    [
        (Rule.WORSE, Settings(worse_act=1.75), "at least 1.75 points above usual"),
        (Rule.WORSE, Settings(worse_clear_delta=1), "less than 1 point above usual for 7 days"),
        (Rule.PERSIST, Settings(persist_days_1=10), "more than 10 days"),
        (Rule.SWELL, Settings(sign_days=2, sign_window_days=5), "2 of the last 5 days"),
        (Rule.SPIKE, Settings(spike_notify=1.5), "more than 1.5 times as long"),
        (Rule.RESP, Settings(amber_max=4), "is above 4"),
        (Rule.SHOE, Settings(shoe_warn_share=0.9), "from 90 % of it"),
        (Rule.REST, Settings(rest_run_days=6), "on 6 days in a row"),
    ],
)
def test_the_numbers_are_those_that_are_set(rule: Rule, settings: Settings, said: str) -> None:
    assert said in words(rule, settings)


def test_numbers_are_written_as_the_person_writes_them() -> None:
    comma = Formats(DistanceUnit.MI, ",")
    assert "1,5 points" in words(Rule.WORSE, formats=comma)
    assert "more than 0,6 mi longer" in words(Rule.SPIKE, formats=comma)


def test_a_note_that_is_off_says_so() -> None:
    off = Settings(worse_watch=None)
    assert words(Rule.WATCH, off) == "This note is switched off."


def test_every_number_in_use_is_said_somewhere() -> None:
    in_use = {name for group in setting_groups() if group.is_in_use for name in group.names}
    said = {
        name.removesuffix("_n")
        for each in how._WORDS.values()
        for _text, name, _spec, _conversion in Formatter().parse(each.text)
        if name
    }
    assert said <= set(THRESHOLDS)
    missing = {name for name in in_use - said if not name.startswith(UNSAID)}
    assert missing == set()
