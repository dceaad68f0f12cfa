"""The content of a visit report: what each section says of diaries of every size."""

from dataclasses import replace

import pytest

from diary.domain.day import PlanAnswer
from diary.domain.event import EventKind
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign, SwellingSize, WorseWith
from diary.domain.person import Person
from diary.domain.rule import Rule
from diary.domain.run import Finish, Sport
from diary.services.sample import sample_diary
from tests.builders import (
    ON,
    a_day,
    a_diary,
    a_knee_day,
    a_late_score,
    a_run,
    a_run_knee,
    an_event,
)
from tests.reports.diaries import barely_begun, crowded, example, report_of
from tests.reports.told import back, lines, section, steady, words_of

DASH = "\N{EN DASH}"
SECTIONS = [
    *("safety", "summary", "wishes", "pain_and_load", "where", "responses", "runs", "signs"),
    *("care", "shoes", "reminders", "limits", "notes", "totals", "onset", "pt_notes"),
]


# ---- every section says something or that there is nothing -----------------------------------


def test_an_empty_diary_keeps_every_heading() -> None:
    report = report_of(a_diary())
    for key in SECTIONS:
        assert section(report, key).title
    quiet = [key for key in SECTIONS if section(report, key).nothing == "Nothing recorded"]
    assert set(SECTIONS) - set(quiet) == {"safety", "limits", "onset"}
    assert report.summary.lines == ()
    assert report.summary.entries is None
    assert report.header.recorded == "0 of 28 days recorded (0 %)."


def test_a_full_diary_has_something_in_every_section() -> None:
    report = report_of(crowded(), 84)
    assert [key for key in SECTIONS if section(report, key).nothing] == []


@pytest.mark.parametrize("days", [1, 28, 56, 57, 84, 3650])
def test_no_range_makes_lists_without_end(days: int) -> None:
    report = report_of(sample_diary(400, 1, ON, "Europe/Lisbon"), days)
    assert len(report.runs.newest.rows) <= 14
    assert len(report.runs.older.rows if report.runs.older else ()) <= 32
    assert len(report.signs.columns) <= 56
    assert len(report.pain_and_load.tables[0].rows) <= 56
    assert all(len(table.rows) <= 10 for table in report.responses.tables)
    assert len(report.reminders.lines) <= 12


def test_the_report_names_no_rule_and_draws_no_conclusion() -> None:
    said = " ".join(words_of(report_of(example(), 84))).lower()
    for rule in Rule:
        assert rule.value.lower() not in said.replace("u1", "") or rule.value in {"U1", "U2"}
    for word in ("p-value", "trend", "risk", "injury", "diagnosed", "caused", "patient"):
        assert word not in said


# ---- head and safety --------------------------------------------------------------------------


def test_the_head_says_who_which_days_and_how_much() -> None:
    in_time = [a_day(back(each), left=2) for each in range(4, 25)]
    late = [a_day(back(each), left=a_knee_day(a_late_score())) for each in range(25, 28)]
    late = [replace(day, knees={Knee.LEFT: KneeDay(worst=a_late_score())}) for day in late]
    report = report_of(a_diary([*in_time, *late], person=Person(name="Jo Karlsen")))
    head = report.header
    assert (head.who, head.span) == ("J.K.", "24 Oct to 20 Nov 2026")
    assert head.recorded == "24 of 28 days recorded (86 %), 3 entered late."
    assert (head.made, head.visit) == (
        "Made on Fri 20 Nov 2026",
        "For the visit on Tue 24 Nov 2026",
    )
    assert head.file_id == "File id 7F3A"
    assert report.footer == "J.K. · self-reported diary, not a diagnosis · File id 7F3A"


def test_safety_signs_tell_days_and_help_and_what_should_not_wait_comes_first() -> None:
    swollen = a_knee_day(4, signs={Sign.SWELLING: True}, swelling_size=SwellingSize.CLEAR)
    diary = a_diary(
        days=[
            *(a_day(back(each), left=swollen) for each in (1, 2, 3)),
            a_day(back(9), right=a_knee_day(signs={Sign.STUCK: True})),
        ],
        events=[
            an_event("h", back(2), kind=EventKind.HELP_ARRANGED, knee=Knee.LEFT, text="Dr Berg")
        ],
    )
    told = [(each.signs, each.days, each.help) for each in report_of(diary).safety.lines]
    assert told == [
        ("Cannot fully straighten or bend it (right)", "11 Nov (1 day)", "No help noted"),
        ("Swelling, clear (left)", "17 Nov to 19 Nov (3 days)", "Help arranged 18 Nov: Dr Berg"),
    ]


def test_no_answer_about_signs_is_not_said_to_be_none() -> None:
    assert report_of(steady()).safety.nothing.startswith("Not known")
    asked = a_diary([a_day(ON, left=a_knee_day(1, signs={Sign.LOCKING: False}))])
    assert report_of(asked).safety.nothing == "None ticked; signs were answered on 1 of 28 days."


def test_nothing_is_said_of_the_signs_of_a_knee_that_was_left_out() -> None:
    hurt = a_knee_day(6, signs={Sign.NO_WEIGHT: True})
    diary = a_diary([a_day(ON, left=a_knee_day(1, signs={Sign.LOCKING: False}), right=hurt)])
    both, left = report_of(diary), report_of(diary, knees=(Knee.LEFT,))
    assert [each.signs for each in both.safety.lines] == ["Could not put weight on it (right)"]
    assert both.header.left_out == ""
    assert left.header.left_out == "Left out of this report, by the runner's choice: right knee."
    assert left.safety.nothing == (
        "Left knee: none ticked; signs were answered on 1 of 28 days. Right knee: left out."
    )
    unasked = a_diary([a_day(ON, left=1, right=hurt)])
    assert report_of(unasked, knees=(Knee.LEFT,)).safety.nothing == (
        "Left knee: not known, no question about signs was answered in these days."
        " Right knee: left out."
    )
    assert report_of(a_diary([a_day(ON, left=1)]), knees=(Knee.LEFT,)).header.left_out == ""


def test_a_swelling_that_is_no_safety_sign_is_told_beside_it() -> None:
    slight = a_knee_day(1, signs={Sign.SWELLING: True}, swelling_size=SwellingSize.SLIGHT)
    unsized = a_knee_day(1, signs={Sign.SWELLING: True})
    days = [a_day(ON, left=slight), a_day(back(1), left=slight, right=unsized)]
    diary = a_diary(days)
    assert report_of(diary).safety.nothing == (
        "None ticked; signs were answered on 2 of 28 days."
        " Swelling ticked, but not as clear or large: left 2 days."
        " Swelling ticked, size not said: right 1 day."
    )
    left_alone = report_of(diary, knees=(Knee.LEFT,)).safety.nothing
    assert left_alone.endswith("large: left 2 days.")


# ---- summary ----------------------------------------------------------------------------------


def test_the_summary_sets_these_days_against_as_many_before() -> None:
    days = [a_day(back(each), left=a_knee_day(4 if each < 7 else 1)) for each in range(56)]
    days[5] = replace(days[5], plan=PlanAnswer.SKIPPED_KNEE, held_back=True)
    days[6] = replace(days[6], plan=PlanAnswer.AS_PLANNED, held_back=False)
    runs = [
        a_run("a", back(5), distance_m=14_000.0, left=a_run_knee(3, 6)),
        a_run("b", back(8), distance_m=10_000.0, finish=Finish.CUT_SHORT_KNEE),
        a_run("c", back(30), distance_m=8_000.0),
        a_run("d", back(45), distance_m=40_000.0, sport=Sport.RIDE),
    ]
    said = lines(report_of(a_diary(days, runs), knees=(Knee.LEFT,)))
    assert said["Left knee mornings, middle value"] == (
        "1",
        "1",
        "first 7: 1 → last 7: 4, of 28 mornings",
    )
    assert said["Worst score"] == ("1, left", "6, left", "Sun 15 Nov, after 14.0 km")
    assert said["Because of the knee"][:2] == ("cut short 0, skipped 0", "cut short 1, skipped 1")
    assert said["Held back, worried"][:2] == (DASH, "1 of 2 days")
    assert said["Running a week"] == ("2.0 km", "6.0 km", "2 runs in these days")
    assert said["Longest run"] == ("8.0 km", "14.0 km", "Sun 15 Nov")
    assert said["Settled by the next morning"][1] == "left 2 of 2"
    assert said["Days recorded"][:2] == ("28 of 28 days", "28 of 28 days")
    assert "Right knee mornings, middle value" not in said


def test_a_much_longer_run_is_counted_with_its_day() -> None:
    runs = [a_run(f"r{each}", back(each), distance_m=8_000.0) for each in range(3, 60, 3)]
    runs.append(a_run("long", back(1), distance_m=15_000.0))
    said = lines(report_of(steady(runs=runs)))
    assert said["Much longer than the 30 days before"] == ("0 runs", "1 run", "Thu 19 Nov")


def test_knees_are_never_put_together() -> None:
    days = [a_day(back(each), left=a_knee_day(2), right=a_knee_day(8)) for each in range(20)]
    said = lines(report_of(a_diary(days)))
    assert said["Left knee mornings, middle value"][1] == "2"
    assert said["Right knee mornings, middle value"][1] == "8"


def test_missing_days_do_not_count_as_none() -> None:
    days = [a_day(back(each), left=a_knee_day(6)) for each in range(0, 28, 3)]
    said = lines(report_of(a_diary(days)))
    assert said["Left knee mornings, middle value"][1:] == ("6", "10 mornings")
    assert said["Right knee mornings, middle value"][1] == DASH


def test_nothing_before_is_said_and_not_guessed() -> None:
    report = report_of(steady(28))
    assert report.summary.before_head == "Before (no entries)"
    assert {each.before for each in report.summary.lines} == {DASH}


def test_days_before_the_diary_began_are_not_counted() -> None:
    runs = [a_run(f"r{each}", back(each), distance_m=6_000.0) for each in (2, 9, 30, 36)]
    report = report_of(steady(42, runs=runs))
    assert report.summary.before_head == "Before (from 10 Oct 2026)"
    about = "These 28 days against the 14 days before, the first of the diary."
    assert report.summary.about == about
    said = lines(report)
    assert said["Running a week"] == ("6.0 km", "3.0 km", "2 runs in these days")
    assert said["Days recorded"][:2] == ("14 of 14 days", "28 of 28 days")


def test_runs_from_before_begin_the_diary_too() -> None:
    runs = [a_run(f"r{each}", back(each), distance_m=6_000.0) for each in (2, 30, 100)]
    report = report_of(steady(42, runs=runs))
    assert report.summary.before_head == "Before (26 Sep to 23 Oct 2026)"
    assert lines(report)["Running a week"][0] == "1.5 km"
    # An event says nothing of the days around it.
    events = [an_event("e", back(300), text="An old fall")]
    report = report_of(steady(42, runs=runs[:2], events=events))
    assert report.summary.before_head == "Before (from 10 Oct 2026)"


def test_a_diary_begun_in_these_days_is_counted_from_its_first_day() -> None:
    runs = [a_run(f"r{each}", back(each), distance_m=6_000.0) for each in (2, 9)]
    said = lines(report_of(steady(14, runs=runs)))
    assert said["Running a week"][1:] == ("6.0 km", "2 runs, counted from Sat 7 Nov")


def test_few_entries_are_listed_in_place_of_the_summary() -> None:
    report = report_of(barely_begun())
    assert report.summary.lines == ()
    assert report.summary.thin.startswith("2 of 28 days have a score, too few for a summary.")
    assert report.summary.entries is not None
    assert report.summary.entries.rows == (
        ("Thu 19 Nov", "", "worst 2", "", ""),
        ("Fri 20 Nov", "morning 3, during 2, after 3, worst 4", "", "8.2 km", "Swelling (left)"),
    )


def test_a_listed_day_without_a_score_is_not_counted_as_one_with_it() -> None:
    swollen = a_day(back(3), left=a_knee_day(signs={Sign.SWELLING: True}))
    report = report_of(a_diary([swollen, a_day(back(1), left=2), a_day(ON, left=1)]))
    assert report.summary.entries is not None
    assert len(report.summary.entries.rows) == 3
    assert report.summary.thin.startswith("2 of 28 days have a score")
    assert report.header.recorded == "2 of 28 days recorded (7 %)."
    assert any("A day is recorded when it has a score" in each for each in report.how_to_read.lines)


def test_scores_are_listed_before_runs_without_one() -> None:
    runs = [a_run(f"r{each}", back(each)) for each in range(20)]
    diary = a_diary([a_day(back(25), left=5)], runs)
    entries = report_of(diary).summary.entries
    assert entries is not None
    assert len(entries.rows) == 14
    assert entries.rows[0][1] == "worst 5"


# ---- figures ----------------------------------------------------------------------------------


def test_every_figure_has_words_and_numbers() -> None:
    report = report_of(example())
    for each in (report.pain_and_load, report.where.figure, report.responses):
        assert len(each.text) > 40
        assert each.note
        for table in each.tables:
            assert table.rows
            assert {len(row) for row in table.rows} == {len(table.head)}


def test_days_become_weeks_where_they_are_too_many() -> None:
    by_day = report_of(steady()).pain_and_load.tables[0]
    assert by_day.head[:3] == ("Day", "Left", "Right")
    assert by_day.rows[0][:3] == ("Sat 24 Oct", "2", "0")
    by_week = report_of(steady(84), 84).pain_and_load.tables[0]
    assert by_week.head[:3] == ("Week from", "Left, middle", "Left, highest")
    assert len(by_week.rows) == 13


def test_a_day_without_an_entry_does_not_look_like_a_day_without_a_run() -> None:
    days = [a_day(back(2), left=0), a_day(back(1), note="Rain"), a_day(back(5), left=1)]
    report = report_of(a_diary(days, [a_run("r", back(4))]), knees=(Knee.LEFT,))
    table = report.pain_and_load.tables[0]
    assert table.caption.endswith("\N{EN DASH} nothing entered")
    assert [row[:3] for row in table.rows[-7:]] == [
        ("Sat 14 Nov", DASH, DASH),
        ("Sun 15 Nov", "1", "0.0"),
        ("Mon 16 Nov", DASH, "8.2"),
        ("Tue 17 Nov", DASH, DASH),
        ("Wed 18 Nov", "0", "0.0"),
        ("Thu 19 Nov", DASH, "0.0"),
        ("Fri 20 Nov", DASH, DASH),
    ]


def test_where_counts_days_and_lists_what_it_feels_like() -> None:
    said = a_knee_day(
        3,
        areas=(Area.FRONT, Area.INNER),
        qualities=(Quality.DULL,),
        worse_with=(WorseWith.DOWNHILL,),
    )
    also = a_knee_day(3, areas=(Area.FRONT,), qualities=(Quality.DULL, Quality.SHARP))
    report = report_of(a_diary([a_day(ON, left=said), a_day(back(1), left=also)]))
    assert report.where.figure.tables[0].rows == (("Front", "2", "0"), ("Inner side", "1", "0"))
    assert [(each.label, each.value) for each in report.where.facts] == [
        ("Left knee feels like", "dull ache 2, sharp 1"),
        ("Left knee worse with", "walking downhill 1"),
    ]


def test_around_each_run_has_the_last_ten() -> None:
    runs = [a_run(f"r{each:02}", back(each), left=a_run_knee(2, 3)) for each in range(0, 26, 2)]
    report = report_of(steady(runs=runs))
    rows = report.responses.tables[0].rows
    assert len(rows) == 10
    # What was before a run decides as well, so it stands with the scores.
    assert report.responses.tables[0].head[2] == "Left before / during / after / next morning"
    assert rows[-2][2:4] == ("2 / 2 / 3 / 2", "hold")
