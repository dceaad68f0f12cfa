from datetime import date, timedelta

import pytest

from diary.domain.comparison import compare
from diary.domain.diary import Diary
from diary.domain.file_problem import Problem, ProblemCode
from diary.domain.settings import Settings
from diary.texts.numbers import Formats
from diary.texts.restoring import lost_lines, preview_text, salvaged_lines, salvaged_text
from tests.builders import (
    a_day,
    a_diary,
    a_knee_day,
    a_note,
    a_plan,
    a_run,
    a_run_walk,
    a_session,
    a_shoe,
    a_total,
    an_event,
    an_exercise,
)

FORMATS = Formats()
THE_18TH, THE_19TH, THE_20TH = (date(2026, 11, day) for day in (18, 19, 20))
BACKUP = a_diary([a_day(THE_18TH, left=1)], [a_run("run-1", THE_18TH)], [a_shoe()])
PRESENT = a_diary(
    [
        *BACKUP.days.values(),
        a_day(THE_19TH, left=a_knee_day(5, 3), right=0, note="stairs"),
        a_day(THE_20TH, right=a_knee_day(qualities=())),
    ],
    [*BACKUP.runs.values(), a_run("run-2", THE_20TH)],
    BACKUP.shoes.values(),
)


def preview(backup: Diary, present: Diary | None) -> str:
    return preview_text(backup, present, compare(present or Diary(), backup), FORMATS)


def lost(backup: Diary, present: Diary, most: int = 50) -> list[str]:
    return lost_lines(compare(present, backup), FORMATS, most)


def test_a_preview_says_what_would_be_lost_and_lists_it() -> None:
    assert preview(BACKUP, PRESENT) == (
        "This backup: 1 day, 1 run, last entry 18 Nov. Your diary now: last entry 20 Nov."
        " You would lose 2 days, listed below."
    )
    assert lost(BACKUP, PRESENT) == [
        "Fri 20 Nov 2026: Right knee, Run 8.2 km",
        "Thu 19 Nov 2026: Left knee 3, Right knee 0, note",
    ]


@pytest.mark.parametrize(
    ("backup", "present", "ending"),
    [
        (PRESENT, PRESENT, "Both hold the same."),
        (Diary(), Diary(), "Your diary now has no entries. Both hold the same."),
        (
            PRESENT,
            BACKUP,
            "You would lose nothing. The backup has 2 days and 1 run that your diary has not.",
        ),
        (PRESENT, None, "what you would lose cannot be told. It is kept as it lies."),
        (
            a_diary(pt_notes={"note-1": a_note()}),
            a_diary(totals={"total-1": a_total()}),
            "listed below. The backup has 1 note from the PT that your diary has not.",
        ),
        (
            a_diary(plans={"plan-1": a_plan()}, run_walk=a_run_walk()),
            a_diary(exercises={"exercise-1": an_exercise()}),
            "The backup has 1 plan and stages of running and walking that your diary has not.",
        ),
        (
            Diary(),
            a_diary(shoes=[a_shoe("1"), a_shoe("2")], events=[an_event()]),
            "You would lose 2 pairs of shoes and 1 event, listed below.",
        ),
        (
            a_diary([a_day(THE_18TH, left=2)]),
            a_diary([a_day(THE_18TH, left=3)]),
            "1 entry would be as it was then, listed below.",
        ),
    ],
)
def test_every_preview_ends_in_what_it_means(
    backup: Diary, present: Diary | None, ending: str
) -> None:
    assert preview(backup, present).endswith(ending)


def test_the_year_is_said_when_it_is_not_the_same() -> None:
    old = a_diary([a_day(date(2024, 2, 29), left=1)])
    assert preview(old, PRESENT).startswith(
        "This backup: 1 day, 0 runs, last entry 29 Feb 2024."
        " Your diary now: last entry 20 Nov 2026."
    )
    assert preview(Diary(), PRESENT).startswith("This backup has no entries. Your diary now: last")


def test_what_would_be_as_it_was_is_told_apart() -> None:
    present = a_diary(
        [a_day(THE_18TH, left=3)],
        [a_run("run-1", THE_18TH, distance_m=None), a_run("run-2", THE_18TH)],
        [a_shoe("1", "Red 3"), a_shoe("2", "Blue {0}")],
        [an_event("1", THE_18TH), an_event("2", THE_19TH)],
        settings=Settings(green_max=1),
    )
    other = a_diary(
        [a_day(THE_18TH, left=2)],
        [a_run("run-1", THE_18TH, note="wet")],
        [a_shoe("1", "Red 4")],
        [an_event("1", THE_18TH, text="later")],
    )
    assert lost(other, present) == [
        "Wed 18 Nov 2026: Run 8.2 km",
        "Wed 18 Nov 2026: Left knee 3, Run 45:10 (would be as it was then)",
        "Shoes: Blue {0}",
        "Shoes: Red 3 (would be as it was then)",
        "Thu 19 Nov 2026: PT visit",
        "Wed 18 Nov 2026: PT visit (would be as it was then)",
        "Settings (would be as it was then)",
    ]


def test_totals_and_notes_are_listed_by_what_they_say() -> None:
    backup = a_diary(totals={"total-1": a_total(total=60)})
    present = a_diary(totals={"total-1": a_total()}, pt_notes={"note-1": a_note(author="M.S.")})
    assert lost(backup, present) == [
        "AKPS, left knee: 70 of 100, Fri 20 Nov 2026 (would be as it was then)",
        "Note from M.S.: “downhill?”",
    ]


def test_exercises_plans_and_sessions_are_listed_by_what_they_are() -> None:
    backup = a_diary(plans={"plan-1": a_plan(name="")})
    present = a_diary(
        exercises={"exercise-1": an_exercise()},
        plans={"plan-1": a_plan(), "plan-2": a_plan("plan-2", name=" ")},
        sessions={"session-1": a_session(is_done=None)},
        run_walk=a_run_walk(),
    )
    assert lost(backup, present) == [
        "Exercise “Step-down”",
        "Plan from Fri 6 Nov 2026",
        "Plan “Hips and thighs”, from Fri 6 Nov 2026 (would be as it was then)",
        "Strength, Fri 20 Nov 2026: planned",
        "Stages of running and walking (would be as it was then)",
    ]


def test_a_long_list_is_cut() -> None:
    many = a_diary([a_day(THE_18TH - timedelta(each), left=1) for each in range(60)])
    lines = lost(Diary(), many)
    assert len(lines) == 51
    assert lines[0].startswith("Wed 18 Nov 2026")
    assert lines[-1] == "and 10 more"
    assert len(lost(Diary(), many, 60)) == 60


def test_what_was_saved_and_what_was_not() -> None:
    assert salvaged_text(412, 198, 1) == "Saved: 412 days, 198 runs and 1 pair of shoes."
    assert salvaged_text(0, 0, 0) == "No entry could be read."
    assert salvaged_lines([]) == []
    problems = [
        Problem(ProblemCode.UNREADABLE_TABLE, "scores"),
        Problem(ProblemCode.CHANGED_ROW, "days/0190"),
        Problem(ProblemCode.COUNT, "scores", {"counted": 834, "found": 831}),
        Problem(ProblemCode.COUNT, "runs", {"counted": None, "found": 3}),
        Problem(ProblemCode.COUNT, "runs", {"counted": 1, "found": 3}),
        Problem(ProblemCode.BROKEN_LINK, "runs/0190", {"parent": "shoes"}),
    ]
    lines = salvaged_lines(problems)
    assert lines[0] == "3 of 834 scores could not be found."
    assert len(lines) == 3
    assert salvaged_lines(problems, 1) == [lines[0], "and 2 more"]


@pytest.mark.parametrize(
    "table",
    [
        *("shoes", "runs", "days", "knee_days", "scores", "events", "settings", "person"),
        *("totals", "exercises", "plans", "sessions", "run_walk"),
    ],
)
def test_missing_rows_of_every_table_are_worded(table: str) -> None:
    (line,) = salvaged_lines([Problem(ProblemCode.COUNT, table, {"counted": 3, "found": 1})])
    assert line.endswith("could not be found.")
