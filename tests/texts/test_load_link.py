"""What the test of pain against load says: a pattern, no clear link, or what is still missing."""

from datetime import date

import pytest

from diary.domain.knee import Knee
from diary.domain.period import Span
from diary.domain.rules.lag import LagNeed, Link, LoadTest, Shortage
from diary.texts.load_link import answer_paragraphs, question_text
from diary.texts.numbers import Formats
from tests.texts.forbidden import FORBIDDEN, WRONG_COUNT

FORMATS = Formats()
# What no answer may claim, whatever it found (rule book 5 and 10).
CLAIMS = ("safe", "predict", "risk", "causes the pain")


def span(days: int) -> Span:
    start = date(2026, 5, 23)
    return Span(start, date.fromordinal(start.toordinal() + days))


def answer(link: Link | None = None, days: int = 84, **other: object) -> tuple[str, ...]:
    test = LoadTest(Knee.LEFT, span(days), link=link, **other)  # type: ignore[arg-type]  # by name
    return answer_paragraphs(test, FORMATS)


def test_a_clear_link_is_a_pattern_with_its_numbers_and_no_proof() -> None:
    told = answer(Link(0.312, 62, 1, 100), 110, painkiller_days=3)
    assert told[0] == (
        "Left knee, Sat 23 May 2026 to Wed 9 Sep 2026: the day's highest score against the "
        "distance of the day before. The test always looks at this, whatever is chosen above."
    )
    assert told[1] == (
        "In this diary, next-day pain tended to be higher after bigger days (rank link 0.31, "
        "62 days). Only 1 of 100 copies of your diary, shifted in time, showed a link this "
        "strong. This is a pattern, not proof that distance causes the pain."
    )
    assert told[2].startswith("People run less when it hurts.")
    assert told[3] == "Painkillers were noted on 3 of these days; they can hide pain."
    assert told[4].startswith("In numbers: rank link 0.31 over 62 days; 1 of 100 shifted copies")


@pytest.mark.parametrize(
    ("days", "missed"),
    [
        (60, "about 7 times in 10 with 8 weeks."),
        (70, "about 7 times in 10 with 8 weeks, and about half the time with 12."),
        (84, "about half the time with 12 weeks."),
        (140, "about half the time with 12 weeks, and about 1 time in 7 with 24."),
        (182, "about 1 time in 7 with 24 weeks."),
    ],
)
def test_no_clear_link_does_not_mean_there_is_none(days: int, missed: str) -> None:
    told = answer(Link(0.04, 62, 40, 100), days)
    assert told[1] == (
        f"No clear link in these {days // 7} weeks. That does not mean there is none: in tests, "
        f"even a strong link was missed {missed}"
    )


def test_other_lags_are_named_as_background_only() -> None:
    told = answer(Link(0.3, 62, 1, 100), background=((0, -0.1), (2, 0.25), (3, None)))
    assert told[-1].endswith(
        "Only as background and not tested, the link by days of delay: 0: -0.10; 2: 0.25."
    )


def test_weeks_that_are_too_regular_are_said_to_be() -> None:
    told = answer(is_too_regular=True, share_left=0.04)
    assert told[1] == (
        "You run about the same on the same weekdays, so distance and weekday cannot be told apart."
    )
    assert told[2] == (
        "What stays different from week to week is only 4 % of the ups and downs of your distance. "
        "The test needs 20 %."
    )


def test_everything_that_is_missing_is_named_with_what_there_is() -> None:
    shortages = tuple(Shortage(need, 9, 50) for need in LagNeed)
    told = answer(shortages=shortages)
    assert told[1] == "The test needs more before it says anything:"
    assert told[2:] == (
        "• 50 days from the first entry to the last. You have 9.",
        "• 50 days with a score of this knee. You have 9.",
        "• 50 days with a run and its distance. You have 9.",
        "• 50 different scores. You have 9.",
        "• 50 days with a score and a known distance on the day before. You have 9.",
    )
    nothing = LoadTest(Knee.LEFT, None, shortages)
    assert answer_paragraphs(nothing, FORMATS) == told[1:]


def test_both_paragraphs_count_the_copies_alike() -> None:
    for strong, words in ((0, "None of 349"), (3, "Only 3 of 349")):
        told = answer(Link(0.6, 170, strong, 349), 364)
        assert f"{words} copies of your diary, shifted in time," in told[1]
        assert f"{strong} of 349 shifted copies" in told[-1]


def test_no_answer_claims_more_than_it_knows() -> None:
    answers = [
        answer(Link(0.6, 170, 0, 349), 182, painkiller_days=1),
        answer(Link(-0.6, 170, 349, 349), 182),
        answer(is_too_regular=True, share_left=0.0),
        answer(shortages=(Shortage(LagNeed.DAYS, 1, 84),)),
        (question_text(),),
    ]
    for told in answers:
        for text in told:
            assert not FORBIDDEN.search(text), text
            assert not WRONG_COUNT.search(text), text
            without_denial = text.replace("not proof that distance causes the pain", "")
            assert not any(claim in without_denial for claim in CLAIMS)
