"""What "Signs and care" says: yes, no and not answered are three things."""

from datetime import timedelta

from diary.domain.day import Care, Limit
from diary.domain.diary import Diary
from diary.domain.knee import Sign
from diary.domain.pain_and_load import range_of_days
from diary.domain.sign_days import MOST_OWN, SignGroup, SignRow, Tally, sign_series
from diary.texts.numbers import Formats
from diary.texts.sign_chart import (
    asked_heading,
    sign_coverage,
    sign_description,
    sign_labels,
    sign_readout,
    tally_text,
)
from tests.builders import ON, a_day, a_diary, a_knee_day

FORMATS = Formats()


def a_few_days() -> Diary:
    said = a_knee_day(signs={Sign.LOCKING: True, Sign.STAIRS_HURT: True, Sign.TENDER: False})
    return a_diary(
        [
            a_day(
                ON,
                left=said,
                limits={Limit.STAIRS: False, Limit.SLEEP: False},
                care={Care.PT_VISIT: True, Care.ICE: False},
                care_own=("Foam roller",),
            ),
            a_day(ON - timedelta(1), left=a_knee_day(signs={Sign.TENDER: True})),
        ]
    )


def test_the_readout_of_a_day_has_yes_before_no() -> None:
    series = sign_series(a_few_days(), range_of_days(ON, 7))
    assert sign_readout(series, 6, FORMATS) == (
        "Fri 20 Nov: left locking (safety sign), stairs hurt, no tender to press; "
        "limited no stairs, no sleep; done PT visit, Foam roller, no ice"
    )


def test_the_readout_of_a_day_without_answers_says_so() -> None:
    series = sign_series(a_few_days(), range_of_days(ON, 7))
    assert sign_readout(series, 0, FORMATS) == "Sat 14 Nov: not answered"


def test_the_readout_of_a_week_counts_days() -> None:
    series = sign_series(a_few_days(), range_of_days(ON, 120))
    text = sign_readout(series, len(series.columns) - 1, FORMATS)
    assert text.startswith("Mon 16 Nov to Fri 20 Nov: left locking 1 of 1 day (safety sign)")
    assert "tender to press 1 of 2 days" in text
    assert "PT visit on 1 day, Foam roller on 1 day" in text


def test_coverage_and_description() -> None:
    series = sign_series(a_few_days(), range_of_days(ON, 7))
    assert sign_coverage(series) == "Signs, limits or care answered on 2 of 7 days."
    assert sign_description(series, FORMATS) == (
        "Signs and care, Sat 14 Nov 2026 to Fri 20 Nov 2026; "
        "Left knee, signs: locking 1 of 1 day, stairs hurt 1 of 1 day, tender to press 1 of 2 days;"
        " What the knee limited: no yes; What was done for it: PT visit on 1 day, "
        "Foam roller on 1 day."
    )


def test_coverage_tells_what_has_no_row() -> None:
    days = [
        a_day(ON - timedelta(back), care_own=tuple(f"{back}.{n}" for n in range(7)))
        for back in range(2)
    ]
    series = sign_series(a_diary(days), range_of_days(ON, 7))
    left_out = 14 - MOST_OWN
    assert f"{left_out} more things in own words are not shown." in sign_coverage(series)


def test_cells_of_days_and_of_weeks() -> None:
    locking = SignRow(SignGroup.LEFT, Sign.LOCKING, ())
    assert tally_text(locking, Tally(1, 1), is_by_day=True) == "yes"
    assert tally_text(locking, Tally(0, 1), is_by_day=True) == "no"
    assert tally_text(locking, Tally(), is_by_day=True) == ""
    assert tally_text(locking, Tally(3, 5), is_by_day=False) == "3 of 5"
    assert tally_text(locking, Tally(5, 5), is_by_day=False) == "5 of 5"


def test_care_that_was_only_ticked_is_not_told_as_always() -> None:
    ice = SignRow(SignGroup.CARE, Care.ICE, ())
    assert tally_text(ice, Tally(9, 9), is_by_day=False) == "9"
    assert tally_text(ice, Tally(9, 12), is_by_day=False) == "9 of 12"
    diary = a_diary([a_day(ON - timedelta(age), care={Care.ICE: True}) for age in range(3)])
    series = sign_series(diary, range_of_days(ON, 120))
    assert sign_readout(series, len(series.columns) - 1, FORMATS).endswith("done ice on 3 days")


def test_many_no_are_counted_in_plain_words() -> None:
    signs = dict.fromkeys((Sign.LOCKING, Sign.GIVING_WAY, Sign.TENDER, Sign.CLICKING), False)
    diary = a_diary(
        [
            a_day(ON, left=a_knee_day(signs=signs | {Sign.SWELLING: True})),
            a_day(ON - timedelta(1), left=a_knee_day(signs=signs)),
        ]
    )
    series = sign_series(diary, range_of_days(ON, 7))
    assert sign_readout(series, 6, FORMATS).endswith(": left swelling, 4 others: no")
    assert sign_readout(series, 5, FORMATS).endswith(": left no to all 4 answered")


def test_headings_and_rows_have_the_words_of_today() -> None:
    series = sign_series(a_few_days(), range_of_days(ON, 7))
    assert asked_heading(series.rows[0]) == "Left: Locking"
    assert asked_heading(series.rows[-1]) == "Done: Foam roller"
    labels = sign_labels(series, FORMATS)
    assert labels.rows[:3] == ("Locking", "Stairs hurt", "Tender to press")
    assert (labels.yes, labels.no) == ("Yes", "No")
