"""The content of a visit report: runs, signs, care, reminders, notes, and what is private."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from diary.domain.day import Care, Limit, Painkiller, PlanAnswer
from diary.domain.event import EventKind
from diary.domain.knee import Knee, Sign
from diary.domain.period import Span
from diary.domain.person import Person, Season
from diary.domain.pt_note import Pin
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.report_choice import PersonShown, ReportChoice
from diary.domain.rule import Rule
from diary.domain.rules.engine import evaluate
from diary.domain.run import Finish, RunKind, Sport, Surface
from diary.domain.settings import LimitPreset, SetBy, SettingChange, Settings
from diary.domain.shoe import Inspection, LimitChange, SoleFinding
from diary.domain.total import Scale
from diary.reports.content import visit_report
from diary.reports.content_parts import Mark, SignsSection
from diary.texts.numbers import Formats
from tests.builders import (
    AT,
    ON,
    a_day,
    a_diary,
    a_knee_day,
    a_note,
    a_run,
    a_run_knee,
    a_shoe,
    a_total,
    an_event,
)
from tests.reports.diaries import crowded, example, report_of
from tests.reports.told import back, steady, words_of

HIDDEN = "SECRET"
DASH = "\N{EN DASH}"


# ---- runs -------------------------------------------------------------------------------------


def test_the_newest_runs_are_listed_and_older_ones_counted_by_week() -> None:
    runs = [
        a_run(f"r{each:02}", back(each), distance_m=5_000.0, left=a_run_knee(each % 7))
        for each in range(0, 40, 2)
    ]
    section_ = report_of(a_diary(runs=runs), 56).runs
    assert section_.newest.caption == "The newest 14 of 20 runs"
    assert section_.newest.rows[0][0] == "Fri 20 Nov"
    assert section_.older is not None
    assert section_.older.head[:3] == ("Week from", "Runs", "Distance, km")
    assert sum(int(row[1]) for row in section_.older.rows) == 6


def test_paper_loses_no_run_however_few_it_lists() -> None:
    runs = [a_run(f"r{each:02}", back(each), distance_m=5_000.0) for each in range(0, 40, 2)]
    on_paper = report_of(a_diary(runs=runs), 56).runs.on_paper
    assert len(on_paper) == 14
    for shown, each in enumerate(on_paper, start=1):
        assert each.table is not None
        assert sum(int(row[1]) for row in each.table.rows) == 20 - shown
        assert each.left[0] == f"{20 - shown} more runs in the diary file"
        assert each.left[-1] == ""
    # Mon 9 Nov has four runs; with nine listed, those from 2 Nov on are counted.
    assert on_paper[8].table is not None
    assert on_paper[8].table.rows[0][:3] == ("Mon 2 Nov 2026", "1", "5.0")
    assert on_paper[8].left[1] == "10 more runs in the diary file"


def test_few_runs_are_left_out_with_their_number() -> None:
    on_paper = report_of(a_diary(runs=[a_run(f"r{each}", back(each)) for each in range(3)])).runs
    assert [each.table for each in on_paper.on_paper] == [None] * 3
    left = [("2 more runs in the diary file",), ("1 more run in the diary file",), ("",)]
    assert [each.left for each in on_paper.on_paper] == left


def test_a_run_says_what_is_known_and_leaves_the_rest_empty() -> None:
    full = a_run(
        "full",
        kind=RunKind.LONG,
        surface=Surface.TRAIL,
        shoe_id="shoe-1",
        rpe=6,
        left=a_run_knee(3, 4),
        finish=Finish.CUT_SHORT_KNEE,
        started_at=datetime(2026, 11, 20, 7, 5, tzinfo=UTC),
        timezone="+01:00",
    )
    bare = a_run("bare", back(1), distance_m=None, moving_s=1800.0)
    diary = a_diary(runs=[full, bare], shoes=[a_shoe()])
    first, second = report_of(diary).runs.newest.rows
    assert first == (
        *("Fri 20 Nov", "8.2", "45:10", "5:30", "Long", "Trail", "", "Blue 12", "6"),
        *(f"3/4/{DASH}", "", "Cut short, knee"),
    )
    assert second == ("Thu 19 Nov", "", "30:00", "", "", "", "", "", "", "", "", "")
    shown = report_of(diary, has_start_times=True).runs.newest
    assert shown.head[1] == "Start"
    assert shown.rows[0][1] == "08:05"


def test_other_sports_are_counted_below_the_runs() -> None:
    runs = [a_run(), a_run("b", back(1), sport=Sport.RIDE), a_run("c", back(2), sport=Sport.RIDE)]
    report = report_of(a_diary(runs=runs))
    assert len(report.runs.newest.rows) == 1
    assert report.runs.note.endswith("Besides: ride 2.")


# ---- signs ------------------------------------------------------------------------------------


def marks(signs: SignsSection, label: str) -> list[Mark]:
    rows = [row for group in signs.groups for row in group.rows if row.label == label]
    return [cell.mark for cell in rows[0].cells]


def test_yes_no_and_not_answered_stay_three_things() -> None:
    diary = a_diary(
        [
            a_day(ON, left=a_knee_day(1, signs={Sign.LOCKING: True, Sign.CLICKING: True})),
            a_day(back(1), left=a_knee_day(1, signs={Sign.CLICKING: False}), plan=None),
            a_day(back(2), left=a_knee_day(1), limits={Limit.STAIRS: True}),
        ]
    )
    signs = report_of(diary).signs
    assert signs.is_by_day
    assert marks(signs, "Clicking or grinding")[-3:] == [Mark.NONE, Mark.NO, Mark.YES]
    assert marks(signs, "Locking")[-3:] == [Mark.NONE, Mark.NONE, Mark.SAFETY]
    assert marks(signs, "Stairs")[-3:] == [Mark.YES, Mark.NONE, Mark.NONE]
    assert signs.never == (
        "Never answered in these days: swelling, giving way, stiff after sitting, stairs hurt,"
        " tender to press."
    )
    assert [group.title for group in signs.groups] == ["Left knee", "What the knee limited"]


def test_a_long_range_counts_signs_by_week() -> None:
    said = a_knee_day(1, signs={Sign.CLICKING: True})
    none = a_knee_day(1, signs={Sign.CLICKING: False})
    diary = a_diary([a_day(ON, left=said), a_day(back(1), left=none), a_day(back(2), left=none)])
    signs = report_of(diary, 84).signs
    assert not signs.is_by_day
    assert signs.column_head == "Week from"
    row = signs.groups[0].rows[0]
    assert row.cells[-1].short == "1/3"
    assert row.cells[-1].text == "yes on 1 of 3 answered days"
    assert row.total == "1 of 3"


# ---- care, shoes, limits ------------------------------------------------------------------------


def test_care_counts_answered_days_and_sets_strength_against_the_season() -> None:
    days = [
        a_day(
            back(each),
            left=1,
            care={Care.STRENGTH: each % 7 == 0, Care.PAINKILLER: each < 2},
            painkiller=Painkiller("ibuprofen") if each < 2 else None,
            care_own=("warm bath",) if each == 3 else (),
            plan=PlanAnswer.AS_PLANNED,
        )
        for each in range(14)
    ]
    diary = a_diary(days, person=Person(season=Season.OFF))
    facts = {each.label: (each.value, each.note) for each in report_of(diary).care.facts}
    assert facts["Strength work"] == (
        "on 2 days, answered on 14 of 28 days",
        "at least 0.5 a week, aim 3 (off season)",
    )
    assert facts["Painkiller"] == ("on 2 days, answered on 14 of 28 days", "ibuprofen 2")
    assert facts["warm bath"] == ("1 day", "")
    assert facts["Runs against the plan"] == ("as planned 14", "")


def test_care_that_was_asked_and_not_done_is_not_nothing() -> None:
    diary = a_diary([a_day(ON, care=dict.fromkeys(Care, False))])
    assert [each.value for each in report_of(diary).care.facts] == [
        "none, answered on 1 of 28 days"
    ]


def test_a_pair_with_runs_before_its_first_day_is_new_on_its_first_run() -> None:
    shoe = a_shoe(first_used_on=ON)
    runs = [a_run(f"r{each}", back(each), shoe_id=shoe.id) for each in (3, 0)]
    shoes = report_of(a_diary(runs=runs, shoes=[shoe])).shoes
    assert shoes.changes == ("Blue 12: first used Tue 17 Nov 2026",)


def test_shoes_say_how_worn_they_are_and_what_changed() -> None:
    runs = [
        a_run(f"r{each}", back(each), distance_m=20_000.0, shoe_id="shoe-1")
        for each in range(0, 56, 2)
    ]
    shoe = a_shoe(
        limit_m=700_000.0,
        first_used_on=back(60),
        limit_changes=(LimitChange(back(3), 650_000.0),),
        inspections=(Inspection(back(4), (SoleFinding.TREAD_GONE,)),),
    )
    new = a_shoe("new", "Red 3", first_used_on=back(5))
    gone = a_shoe("gone", "Old", retired_on=back(100))
    shoes = report_of(a_diary(runs=runs, shoes=[shoe, new, gone])).shoes
    first, second = shoes.table.rows
    assert first[:4] == ("Blue 12", "560 / 650", "280.0", "Near its limit")
    assert first[4].startswith("limit around")
    assert second == ("Red 3", "0 / 650", "0.0", "In good range", "")
    assert shoes.changes == (
        "Red 3: first used Sun 15 Nov 2026",
        "Blue 12: sole on Mon 16 Nov 2026: tread gone",
        "Blue 12: limit 650 km from Tue 17 Nov 2026",
    )


def test_shoes_nobody_can_tell_the_end_of_have_no_empty_column() -> None:
    table = report_of(a_diary(shoes=[a_shoe()])).shoes.table
    assert table.head == ("Shoe", "Run so far / limit, km", "In these days, km", "State")
    assert [len(row) for row in table.rows] == [4]


def test_limits_say_who_set_them_and_when() -> None:
    plain = report_of(a_diary()).limits.lines[0]
    assert plain == "Pain on a run: fine up to 2, stop above 5. As the diary comes, never changed."
    at = datetime(2026, 11, 2, 12, tzinfo=UTC)
    by_pt = a_diary(
        settings=Settings(green_max=2, amber_max=3, shoe_warn_days=30),
        setting_changes=(
            SettingChange(at - timedelta(days=5), "amber_max", 4, None, SetBy.ME),
            SettingChange(at, "amber_max", 3, LimitPreset.AGREED, SetBy.PT, "M.S."),
        ),
    )
    assert report_of(by_pt).limits.lines == (
        "Pain on a run: fine up to 2, stop above 3. Set by the PT (M.S.) on Mon 2 Nov 2026.",
        "Wed 28 Oct 2026: stop above 4.",
        "Near the limit: or so many days before the limit 30 days.",
        "“Usual” in a reminder: the lower of the averages of weeks 3 to 7 and 3 to 11 before it.",
    )


# ---- reminders --------------------------------------------------------------------------------


def test_reminders_tell_what_came_up_and_where_it_stands() -> None:
    diary = example()
    fired = next(each for each in evaluate(diary, ON).open if each.rule is Rule.WORSE)
    said = ReminderState(
        fired.rule,
        fired.subject,
        fired.fired_on,
        StateName.DISMISSED,
        reason=DismissReason.KNOWN,
        at=AT,
    )
    diary = replace(diary, reminder_states={said.key: said})
    told = {each.title: each.state for each in report_of(diary).reminders.lines}
    assert told["Left knee pain is rising"] == "open, put away: I know why"
    assert told["Left knee a little above your usual"].startswith("ended ")


def test_findings_of_the_day_are_used_and_those_of_another_are_not() -> None:
    diary, choice = example(), ReportChoice(Span(back(27), ON + timedelta(1)))
    ours = visit_report(diary, choice, ON, Formats(), findings=evaluate(diary, ON))
    other = visit_report(diary, choice, ON, Formats(), findings=evaluate(diary, back(60)))
    assert ours == other == visit_report(diary, choice, ON, Formats())


def test_a_reminder_about_a_knee_that_is_not_shown_stays_away() -> None:
    told = report_of(example(), knees=(Knee.RIGHT,)).reminders.lines
    assert not any("Left" in each.title for each in told)


# ---- the rest -----------------------------------------------------------------------------------


def test_totals_tell_what_they_changed_by() -> None:
    totals = {
        each.id: each
        for each in (
            a_total("a", back(40), 60),
            a_total("b", back(2), 72),
            a_total("c", back(2), 40, Scale.KOOS_PS, knee=None),
        )
    }
    rows = report_of(a_diary(totals=totals)).totals.table.rows
    assert rows[0] == ("KOOS-PS", "18 Nov 2026", "both", "40", "0 to 100", "")
    assert rows[1][3:] == (
        "72",
        "0 to 100, higher is better",
        "+12, better (since 11 Oct 2026)",
    )


def test_the_onset_tells_what_happened_before_and_not_why() -> None:
    person = Person(trouble_since_on=back(20), running_since_year=2016, earlier_knee_problem=False)
    runs = [a_run(f"r{each}", back(each), distance_m=5_000.0) for each in range(21, 120, 4)]
    runs.append(a_run("long", back(22), distance_m=12_000.0))
    diary = a_diary(
        runs=runs,
        shoes=[a_shoe(first_used_on=back(30))],
        events=[an_event("e", back(40), kind=EventKind.NEW_EXERCISE, text="lunges")],
        person=person,
    )
    onset = report_of(diary).onset
    assert [(each.label, each.value) for each in onset.facts] == [
        ("Trouble since", "Sat 31 Oct 2026, 2 weeks ago"),
        ("Running since", "2016"),
        ("Knee problem before", "no"),
    ]
    assert onset.weeks is not None
    assert len(onset.weeks.rows) == 8
    assert onset.weeks.rows[-1][1:] == ("3", "22.0", "12.0")
    assert onset.changes == (
        "Sun 11 Oct 2026: New exercise: lunges",
        "Blue 12: first used Wed 21 Oct 2026",
        "Thu 29 Oct 2026: run of 12.0 km; the longest of the 30 days before was 5.0 km",
        "What changed before is no proof of why it began.",
    )


def test_an_onset_before_the_diary_says_so() -> None:
    person = Person(trouble_since_on=back(300))
    assert report_of(steady(person=person)).onset.changes == (
        "Nothing was recorded in the 8 weeks before.",
    )
    assert report_of(a_diary()).onset.nothing == "The day it began was not entered."


def test_notes_come_newest_first_with_their_run() -> None:
    diary = a_diary(
        [a_day(back(1), note="sat long"), a_day(back(40), note="long ago")],
        [a_run(note="downhill", kind=RunKind.LONG)],
        pt_notes={
            "a": a_note("a", Pin(back(2)), text="good", author="M.S."),
            "b": a_note("b", Pin(back(60)), text="old"),
        },
    )
    report = report_of(diary)
    assert [(each.day, each.about, each.text) for each in report.notes.notes] == [
        ("Fri 20 Nov", "8.2 km long", "downhill"),
        ("Thu 19 Nov", "", "sat long"),
    ]
    assert [(each.about, each.text) for each in report.pt_notes.notes] == [("by M.S.", "good")]


def test_more_notes_than_fit_are_counted() -> None:
    days = [a_day(back(each), note=f"note {each}") for each in range(64)]
    report = report_of(a_diary(days), 84)
    assert len(report.notes.notes) == 60
    assert report.notes.more == "4 more notes in the diary file."


# ---- privacy ------------------------------------------------------------------------------------


def test_what_is_private_is_in_no_text_of_the_report() -> None:
    diary = crowded(HIDDEN + " ")
    secret_only = replace(
        diary,
        person=replace(diary.person, questions=(), goal=None, code="K-17"),
        # What pairs, plans and exercises are called is told with them.
        shoes={},
        plans={},
        exercises={},
        sessions={},
        days={on: replace(day, care_own=()) for on, day in diary.days.items()},
    )
    report = report_of(
        secret_only,
        84,
        person=PersonShown.CODE,
        has_notes=False,
        has_painkiller_names=False,
    )
    assert not [text for text in words_of(report) if HIDDEN in text]
    assert report.header.who == "K-17"
    assert report.notes.left_out == "The notes were left out of this report."
    assert "07:00" not in " ".join(words_of(report))


def test_one_note_that_was_left_out_is_not_hinted_at() -> None:
    diary = a_diary([a_day(ON, note="keep"), a_day(back(1), note=HIDDEN)])
    left_out = frozenset({f"day.{back(1)}"})
    report = report_of(diary, left_out_notes=left_out)
    assert [each.text for each in report.notes.notes] == ["keep"]
    assert (report.notes.more, report.notes.left_out) == ("", "")


def test_the_other_knee_is_not_told() -> None:
    report = report_of(crowded(), 84, knees=(Knee.LEFT,))
    # A chart has the words for both and draws those it needs.
    said = [text for text in words_of(report, "chart") if "right" in text.lower()]
    # But for the one thing that must be told: that it was left out.
    assert said == [report.header.left_out]
