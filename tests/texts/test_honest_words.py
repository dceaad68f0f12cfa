"""No text has a word that has no place: every text of the source and of the help.

Those of the rules are held in both units and all number formats too, as a person reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from diary.domain.knee import Knee
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.persistence import Persistence
from diary.domain.settings import THRESHOLDS, DistanceUnit, Settings
from diary.paths import resource_path
from diary.texts.help import help_markdown, setting_values
from diary.texts.numbers import Formats
from diary.texts.reminders import closing_text, open_text, reminder_text, reminder_title
from diary.texts.rule_texts.how import common_words, rule_groups, rule_words
from diary.texts.rule_texts.text import ReminderText, Said
from diary.texts.settings import setting_groups, setting_hint, setting_label
from tests.architecture.words import written_texts
from tests.builders import a_diary, a_shoe
from tests.domain.rules.days import day, run_on
from tests.texts.forbidden import (
    FORBIDDEN,
    WRONG_COUNT,
    forbidden_words,
    unused_exceptions,
)
from tests.texts.rule_diaries import DIARIES, reminder_of

FORMATS = [
    Formats(unit, mark) for unit in (DistanceUnit.KM, DistanceUnit.MI) for mark in (".", ",")
]
LONGEST_SENTENCE = 26
# The smallest counts that bounds allow, and some larger ones.
COUNTS: list[tuple[Rule, dict[str, Any]]] = [
    *(
        (rule, {"days": n, "run_free_days": n})
        for rule in (Rule.SWELL, Rule.LOCK, Rule.SHARP, Rule.NIGHT, Rule.GIVEWAY)
        for n in (1, 2, 7)
    ),
    *(
        (Rule.PERSIST, {"days": 15, "level": level, "logged": n})
        for level in Persistence
        for n in (1, 15)
    ),
    *(
        (rule, {"count": n, "dates": [day(each) for each in range(n)]})
        for rule in (Rule.SKIP, Rule.FEAR)
        for n in (1, 2, 3)
    ),
    *((Rule.NEXTDAY, {"red_mornings": n, "runs": n}) for n in (1, 2)),
    *((Rule.REST, {"days": n}) for n in (4, 7)),
    *(
        (Rule.STRENGTH, {"counts": [n, 0], "target": target})
        for n, target in ((0, 1), (1, 2), (2, 7))
    ),
    *((Rule.PLATEAU, {"then": 3.0, "now": 2.5, "done": n, "planned": n}) for n in (1, 9)),
    *(
        (Rule.CADENCE, {"current": current, "base": 140.0, "target": 154})
        for current in (146.5, 154.0, 158.0)
    ),
    *((Rule.RECUR, {"rest_days": n, "pain": 3}) for n in (4, 9)),
    *((Rule.VISIT, {"visit_on": day(20), "recorded": n, "days": n}) for n in (1, 28)),
    *(
        (Rule.LAYOFF, {"gap_days": 7 * n, "weeks_50": n, "weeks_75": n, "stages": False})
        for n in (1, 2)
    ),
    (Rule.LAYOFF, {"gap_days": 70, "weeks_50": None, "weeks_75": None, "stages": True}),
    *(
        (Rule.SPIKE, {"ratio": ratio, "longest_m": 10_000.0, "class": "large"})
        for ratio in (1.31, 2.5)
    ),
]


def parts(text: ReminderText) -> list[str]:
    return [text.title, text.why, *text.evidence_lines, text.next]


def settings_at_their_ends() -> Iterator[Settings]:
    yield Settings()
    yield Settings(worse_watch=None)
    for name, threshold in THRESHOLDS.items():
        for value in (threshold.low, threshold.high):
            changed = {name: int(value) if threshold.is_whole else value}
            # The two pain limits have to stay apart.
            yield Settings(**{"green_max": 0, "amber_max": 9, **changed})  # type: ignore[arg-type] # one of many numbers


@pytest.mark.parametrize("formats", FORMATS, ids=lambda each: f"{each.unit}{each.decimal_mark}")
@pytest.mark.parametrize("rule", DIARIES)
def test_what_a_rule_says_where_it_really_fires(rule: Rule, formats: Formats) -> None:
    reminder, diary = reminder_of(rule)
    later = replace(reminder, asked_on=day(400), latest=None)
    for each in (reminder, later):
        check(parts(open_text(each, diary, formats)), formats)


@pytest.mark.parametrize("formats", FORMATS, ids=lambda each: f"{each.unit}{each.decimal_mark}")
@pytest.mark.parametrize(("rule", "evidence"), COUNTS)
def test_what_a_rule_says_of_one_and_of_more(
    rule: Rule, evidence: dict[str, Any], formats: Formats
) -> None:
    diary = a_diary(runs=[run_on(0, "run", distance_m=13_100.0)])
    subject = "run" if rule in (Rule.SPIKE, Rule.LAYOFF) else Knee.LEFT.value
    said = Said(rule, subject, evidence, day(18), diary, formats)
    assert reminder_title(said) == reminder_text(said).title
    check(parts(reminder_text(said)), formats)


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("kind", [EventKind.CLEAR, EventKind.REBASE])
def test_how_a_reminder_ends(rule: Rule, kind: EventKind) -> None:
    diary = a_diary(shoes=[a_shoe("shoe-1")])
    subject = "shoe-1" if rule is Rule.SHOE else Knee.LEFT.value
    event = RuleEvent(rule, subject, day(0), kind, {"recent": 1.0})
    for formats in FORMATS:
        text = closing_text(event, diary, formats)
        check([text] if text else [], formats)


@pytest.mark.parametrize("rule", Rule)
def test_how_a_rule_works(rule: Rule) -> None:
    for settings in settings_at_their_ends():
        for formats in (FORMATS[0], FORMATS[-1]):
            check(list(rule_words(rule, settings, formats)), formats)


def test_what_stands_around_the_rules() -> None:
    texts = [common_words(), *(group.heading for group in rule_groups())]
    texts += [group.heading for group in setting_groups()]
    for name in THRESHOLDS:
        texts += [setting_label(name), *(setting_hint(name, each) for each in FORMATS)]
    assert [text for text in texts if FORBIDDEN.search(text)] == []


def help_pages() -> list[Path]:
    return sorted(resource_path("help").rglob("*.md"))


def test_no_text_of_the_program_has_a_word_that_has_no_place() -> None:
    texts = written_texts()
    files = set.union(*texts.values())
    # A file that is new is among them by itself.
    assert {path.partition("/")[2].partition("/")[0] for path in files} >= {"texts", "ui", "cli"}
    assert {
        (*sorted(files), text): found
        for text, files in texts.items()
        if (found := forbidden_words(text))
    } == {}


@pytest.mark.parametrize("page", help_pages(), ids=lambda page: page.stem)
def test_no_page_of_the_help_has_a_word_that_has_no_place(page: Path) -> None:
    # One page tells the names that articles use, and that Kneelog never does.
    has_names = page.stem == "sources"
    assert forbidden_words(page.read_text("utf-8"), has_names=has_names) == []


def test_every_exception_is_needed() -> None:
    pages = [page.read_text("utf-8") for page in help_pages()]
    assert unused_exceptions([*written_texts(), *pages]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Warning: look again on {day}",
        "A torn ligament",
        "It may tear",
        "A dislocation",
        "Osteoarthritis",
        "You  should rest",
        "Unsafe",
        "Well done!",
    ],
)
def test_what_has_no_place_is_found(text: str) -> None:
    assert forbidden_words(text)


@pytest.mark.parametrize("topic", ["numbers", "how_reminders", "get_help", "closed"])
def test_the_help_about_reminders(topic: str) -> None:
    for settings in (Settings(), Settings(worse_watch=None, distance_unit=DistanceUnit.MI)):
        for formats in FORMATS:
            text = help_markdown(topic, setting_values(settings, formats))
            assert forbidden_words(text) == []
            for sentence in sentences(text):
                assert len(sentence.split()) <= LONGEST_SENTENCE + 9, sentence


def check(texts: list[str], formats: Formats) -> None:
    for text in texts:
        assert text
        assert not FORBIDDEN.search(text), text
        assert not WRONG_COUNT.search(text), text
        assert "{" not in text
        assert not re.search(r"[:,] ?\.|\.\.|  ", text), text
        if formats.decimal_mark == ",":
            assert not re.search(r"\d\.\d", text), text
        if formats.unit is DistanceUnit.MI:
            assert not re.search(r"\d km\b", text), text
        for sentence in sentences(text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.:;])\s+|\n", text)
