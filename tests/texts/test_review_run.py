"""What somebody recorded about a run, as it is told to whoever goes through a file."""

from datetime import date, timedelta

from diary.domain.knee import Knee
from diary.domain.run import Aid, Finish, RunKnee, WarmUp
from diary.texts.numbers import Formats
from diary.texts.review_run import run_details
from tests.builders import a_day, a_diary, a_knee_day, a_run, a_run_knee, a_shoe

ON = date(2026, 11, 15)


def test_all_that_was_recorded_stands_there() -> None:
    run = a_run(
        on=ON,
        title="Along the river",
        finish=Finish.CUT_SHORT_KNEE,
        pain_onset_m=3200.0,
        shoe_id="blue",
        rpe=4,
        warmup=WarmUp.UNDER_5,
        aids=(Aid.TAPE,),
        form_faded=True,
        left=a_run_knee(during=3, limped=True),
        note="Hurt downhill",
    )
    next_day = a_day(ON + timedelta(days=1), left=a_knee_day(5))
    diary = a_diary([next_day], [run], shoes=[a_shoe("blue", "Blue 12")])
    assert run_details(run, diary, Formats()) == (
        "Run on Sun 15 Nov 2026, 8.2 km",
        "Along the river",
        (
            "Cut short, knee · Pain began after 3.2 km · Shoe: Blue 12 · Effort 4 of 10 ·"
            " Warm-up: Under 5 min · Worn for the knee: Tape · Form faded"
        ),
        "Left knee: during 3, after not answered, next morning 5, limped",
        "Hurt downhill",
    )


def test_what_was_not_answered_is_left_out_and_none_and_no_are_told() -> None:
    bare = a_run(on=ON)
    assert run_details(bare, a_diary([], [bare]), Formats()) == ("Run on Sun 15 Nov 2026, 8.2 km",)
    told = a_run(on=ON, aids=(), form_faded=False, right=RunKnee(limped=False))
    lines = run_details(told, a_diary([], [told]), Formats())
    assert lines[1:] == (
        "Worn for the knee: nothing · Form did not fade",
        (
            "Right knee: during not answered, after not answered, next morning not answered,"
            " did not limp"
        ),
    )
    assert Knee.LEFT not in told.knees
