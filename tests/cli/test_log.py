from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from diary.domain.knee import Knee, Moment, ScoreSource
from diary.domain.run import Aid, Finish, Hills, Run, RunKind, Sport, Surface, WarmUp
from tests.builders import AT, ON, ZONE, a_day, a_diary, a_knee_day, a_run, a_run_knee, a_shoe
from tests.cli.conftest import Kneelog

YESTERDAY = date(2026, 11, 19)


@pytest.fixture
def one_run(kneelog: Kneelog) -> Kneelog:
    shoes = [a_shoe("s1", "Blue 12"), a_shoe("s2", "Red 3", retired_on=YESTERDAY)]
    kneelog.fill(a_diary(runs=[a_run("r1"), a_run("walk", sport=Sport.WALK)], shoes=shoes))
    return kneelog


def test_a_score_of_a_day_is_kept_with_time_zone_and_source(one_run: Kneelog) -> None:
    said = one_run("log", "score", "left", "morning", "4")
    assert said.status == 0
    assert said.out == "Left knee, this morning, Fri 20 Nov 2026: 4\n"
    score = one_run.diary.day(ON).knee(Knee.LEFT).morning
    assert score is not None
    assert (score.value, score.recorded_at, score.timezone) == (4, AT, ZONE)
    assert score.source is ScoreSource.COMMAND_LINE


@pytest.mark.parametrize("on", ["2026-11-19", "yesterday", "-1"])
def test_a_score_may_be_about_an_earlier_day(one_run: Kneelog, on: str) -> None:
    assert one_run("log", "score", "right", "worst", "0", "--on", on).status == 0
    worst = one_run.diary.day(YESTERDAY).knee(Knee.RIGHT).worst
    assert worst is not None
    assert worst.value == 0


def test_in_the_night_a_score_is_about_the_evening_before(kneelog: Kneelog) -> None:
    kneelog.fill(a_diary())
    # Half past two, and three, by the clocks of Lisbon in winter.
    for at, on in (
        ("2026-11-21T02:30", date(2026, 11, 20)),
        ("2026-11-21T03:00", date(2026, 11, 21)),
    ):
        kneelog.clock.at = datetime.fromisoformat(at).replace(tzinfo=UTC)
        assert kneelog("log", "score", "left", "worst", "4").status == 0
        assert max(kneelog.diary.days) == on
    assert kneelog("log", "score", "left", "worst", "5", "--on", "today").status == 0
    assert len(kneelog.diary.days) == 2


def test_a_score_of_a_run_goes_to_the_only_run_of_the_day(one_run: Kneelog) -> None:
    assert one_run("log", "score", "left", "during", "3").status == 0
    assert one_run("log", "score", "left", "after", "5").status == 0
    said = one_run.diary.runs["r1"].knee(Knee.LEFT)
    assert (said.during and said.during.value, said.after and said.after.value) == (3, 5)


def test_without_a_run_or_with_several_it_must_be_said_which(one_run: Kneelog) -> None:
    said = one_run("log", "score", "left", "during", "3", "--on", "yesterday")
    assert said.status == 2
    assert "There is no run on Thu 19 Nov 2026" in said.err
    assert one_run("log", "run", "--time", "20").status == 0
    assert one_run("log", "run", "--distance", "5km", "--start", "07:05").status == 0
    said = one_run("log", "score", "left", "during", "3")
    assert said.status == 2
    assert "There are 3 runs on Fri 20 Nov 2026. Say which with --run: " in said.err
    assert "r1 (8.2 km)" in said.err
    assert " (20:00)" in said.err
    assert " (07:05, 5.0 km)" in said.err
    assert one_run("log", "score", "left", "during", "3", "--run", "r1").status == 0
    assert one_run.diary.runs["r1"].knee(Knee.LEFT).during is not None


def test_the_same_score_again_is_no_change(one_run: Kneelog) -> None:
    one_run("log", "score", "left", "morning", "4")
    one_run.clock.turn(hours=1)
    assert "so already" in one_run("log", "score", "left", "morning", "4").out
    score = one_run.diary.day(ON).knee(Knee.LEFT).morning
    assert score is not None
    assert score.recorded_at == AT


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("left morning 11", "Give a whole number from 0 to 10."),
        ("left morning -1", "Give a whole number from 0 to 10."),
        ("left morning 3.5", "Give a whole number from 0 to 10."),
        ("left morning 99999999999", "Give a whole number from 0 to 10."),
        ("left morning 3 --on tomorrow", "Type a date"),
        ("left morning 3 --on 2026-11-21", "has not happened yet"),
        ("left during 3 --run nothing", "Choose a run that is in the diary."),
        ("left morning 3 --run r1", "--run goes only with during and after."),
        ("left during 3 --run r1 --on yesterday", "This run is of another day"),
    ],
)
def test_a_score_that_cannot_be_is_refused_in_plain_words(
    one_run: Kneelog, arguments: str, told: str
) -> None:
    before = one_run.diary
    said = one_run("log", "score", *arguments.split())
    assert said.status == 2
    assert told in said.err
    assert one_run.diary == before


def test_every_key_of_a_run_is_an_option(one_run: Kneelog) -> None:
    options = (
        "--on 2026-11-19 --start 18:05 --timezone Europe/Lisbon --sport run --kind tempo"
        " --surface trail --hills rolling --distance 8,2km --planned-distance 10km --time 45:10"
        " --elapsed 46:00 --ascent 41 --descent 40 --avg-hr 142 --max-hr 167 --cadence 164"
        " --rpe 4 --warmup 5_10 --aid tape --aid brace --finish cut_short_knee"
        " --pain-onset-distance 5 --pain-onset-time 30 --form-faded no --run-walk-stage 2"
        " --during left=3 --during right=0 --after left=4,right=1 --limped left=yes"
        " --turned-sharp left=no --title Evening --note fine"
    )
    said = one_run("log", "run", *options.split(), "--shoe", "BLUE 12", "--json")
    assert said.status == 0
    told = said.document["runs"][0]
    run = one_run.diary.runs[told["id"]]
    assert run == Run(
        told["id"],
        YESTERDAY,
        Sport.RUN,
        datetime(2026, 11, 19, 18, 5, tzinfo=UTC),
        ZONE,
        RunKind.TEMPO,
        Surface.TRAIL,
        Hills.ROLLING,
        distance_m=8200.0,
        planned_distance_m=10_000.0,
        moving_s=2710.0,
        elapsed_s=2760.0,
        ascent_m=41.0,
        descent_m=40.0,
        avg_hr=142,
        max_hr=167,
        cadence_spm=164.0,
        rpe=4,
        warmup=WarmUp.FROM_5_TO_10,
        aids=(Aid.BRACE, Aid.TAPE),
        shoe_id="s1",
        finish=Finish.CUT_SHORT_KNEE,
        pain_onset_m=5000.0,
        pain_onset_s=1800.0,
        form_faded=False,
        run_walk_stage=2,
        knees=run.knees,
        title="Evening",
        note="fine",
    )
    left, right = run.knee(Knee.LEFT), run.knee(Knee.RIGHT)
    values = [
        said.score(moment) for said in (left, right) for moment in (Moment.DURING, Moment.AFTER)
    ]
    assert [score and score.value for score in values] == [3, 4, 0, 1]
    assert (left.limped, left.turned_sharp, right.limped) == (True, False, None)
    unanswered = [each.name for each in fields(run) if getattr(run, each.name) is None]
    assert unanswered == ["source"]


def test_what_is_not_said_of_a_run_is_not_answered(one_run: Kneelog) -> None:
    said = one_run("log", "run", "--distance", "5mi", "--aid", "none")
    assert said.status == 0
    assert said.out.startswith("Fri 20 Nov 2026: Run, 8.0 km (01900000-")
    run = next(run for run in one_run.diary.runs.values() if run.id not in ("r1", "walk"))
    assert run == Run(run.id, ON, distance_m=8046.72, aids=())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("", "Type a distance such as 8.2 or 8,2, or a time."),
        ("--distance far", "Type a distance"),
        ("--distance 8.2.1km", "thousands mark"),
        ("--distance 9999999", "distance"),
        ("--time soon", "Type minutes (45)"),
        ("--time 20 --rpe 11", "effort"),
        ("--time 20 --rpe 4.5", "effort"),
        ("--time 20 --avg-hr high", "average heart rate"),
        ("--time 20 --shoe Green", "There are no shoes named “Green”. You have: Blue 12, Red 3"),
        ("--time 20 --during 3", "Give --during as left=…"),
        ("--time 20 --during left=3,left=4", "twice"),
        ("--time 20 --during left=eleven", "Give a whole number"),
        ("--time 20 --limped left=perhaps", "Give --limped as left=yes or left=no."),
        ("--time 20 --start 25:00", "Give --start as a local time"),
        ("--time 20 --start 23:59", "That start has not come yet."),
        ("--time 20 --on 2026-11-21", "has not happened yet"),
        ("--time 20 --timezone Mars/Phobos", "time zone"),
        ("--time 20 --aid none --aid tape", "--aid none goes with no other"),
        ("--time 20 --sport fly", "“fly” is not known here. Give one of run, walk,"),
        ("--time 49:00:00", "The time must be from 0:00 to 48:00:00."),
        ("--time 45 --avg-hr 180 --max-hr 100", "highest heart rate"),
        ("--time 45 --sport ride --during left=3", "Only a run has scores"),
    ],
)
def test_a_run_that_cannot_be_is_refused_in_plain_words(
    one_run: Kneelog, arguments: str, told: str
) -> None:
    before = one_run.diary
    said = one_run("log", "run", *arguments.split())
    assert said.status == 2
    assert told in said.err
    assert one_run.diary == before


def test_of_two_pairs_of_one_name_the_one_in_use_is_meant(kneelog: Kneelog) -> None:
    shoes = [a_shoe("old", "Blue", retired_on=YESTERDAY), a_shoe("new", "blue ")]
    kneelog.fill(a_diary(shoes=shoes))
    assert kneelog("log", "run", "--time", "20", "--shoe", "Blue").status == 0
    assert [run.shoe_id for run in kneelog.diary.runs.values()] == ["new"]
    assert kneelog("log", "run", "--time", "20", "--shoe", "old").status == 0


def test_a_score_beside_other_answers_leaves_them_alone(kneelog: Kneelog) -> None:
    knees = {Knee.LEFT: a_knee_day(worst=2, areas=())}
    kneelog.fill(a_diary([a_day(ON, knees=knees, note="kept")]))
    assert kneelog("log", "score", "left", "morning", "1").status == 0
    day = kneelog.diary.day(ON)
    assert (day.note, day.knee(Knee.LEFT).areas) == ("kept", ())
    assert day.knee(Knee.LEFT).worst == a_run_knee(during=2).during
