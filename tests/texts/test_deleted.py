from datetime import date, timedelta

import pytest

from diary.domain.bin import DeletedEntry, LeftOut, Omission
from diary.domain.change import Change, ChangeSet
from diary.domain.diary import DatedScore
from diary.domain.knee import Area, Knee, Moment, Sign
from diary.domain.run import Run, Sport
from diary.domain.run_walk import RunWalk
from diary.texts.deleted import (
    deleted_names,
    deleted_title,
    deleted_when,
    left_out_text,
    restored_text,
)
from diary.texts.numbers import Formats
from tests.builders import (
    AT,
    Given,
    a_day,
    a_knee_day,
    a_note,
    a_plan,
    a_run,
    a_score,
    a_session,
    a_shoe,
    a_total,
    an_event,
    an_exercise,
)

ON = date(2026, 11, 19)
PLAIN = Formats()


def entry(**parts: Given) -> DeletedEntry:
    restore = ChangeSet((Change(None, a_run()),))
    return DeletedEntry(**{"deleted_at": AT, "restore": restore, **parts})


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        ({"runs": (a_run(on=ON),)}, "Run, 8.2 km, Thu 19 Nov 2026"),
        (
            {"runs": (Run("r", ON, sport=Sport.RIDE, elapsed_s=3600.0),)},
            "Ride, 1:00:00, Thu 19 Nov 2026",
        ),
        ({"shoes": (a_shoe(name="Red 3"),)}, "Shoes “Red 3”"),
        ({"events": (an_event(on=ON),)}, "PT visit, Thu 19 Nov 2026"),
        ({"totals": (a_total(on=ON),)}, "AKPS, left knee: 70 of 100, Thu 19 Nov 2026"),
        ({"pt_notes": (a_note(author="M.S."),)}, "Note from M.S.: “downhill?”"),
        ({"exercises": (an_exercise(),)}, "Exercise “Step-down”"),
        ({"plans": (a_plan(),)}, "Plan “Hips and thighs”, from Fri 6 Nov 2026"),
        ({"sessions": (a_session(on=ON),)}, "Strength, Thu 19 Nov 2026: done"),
        ({"sessions": (a_session(on=ON, is_done=False),)}, "Strength, Thu 19 Nov 2026: skipped"),
        (
            {"exercises": (an_exercise(), an_exercise("b")), "plans": (a_plan(),)},
            "2 exercises, 1 plan",
        ),
        (
            {"totals": (a_total(), a_total("b")), "pt_notes": (a_note(),)},
            "2 totals of forms, 1 note from the PT",
        ),
        (
            {"scores": (DatedScore(ON, Knee.LEFT, Moment.DURING, "r", a_score(4)),)},
            "Left knee, during the run: 4, Thu 19 Nov 2026",
        ),
        (
            {
                "days": (
                    a_day(
                        ON,
                        left=a_knee_day(morning=4, areas=(Area.FRONT,), signs={Sign.LOCKING: True}),
                        note="x",
                    ),
                )
            },
            "Thu 19 Nov 2026: Left knee this morning 4, spots, signs, note",
        ),
        (
            {"runs": (a_run("a"), a_run("b")), "shoes": (a_shoe(),)},
            "2 runs, 1 pair of shoes",
        ),
        (
            {"run_walks": (RunWalk(stage=3),)},
            "Run-walk stages, stage 3 of 8, 0 steps",
        ),
        ({"runs": (a_run("a"),), "run_walks": (RunWalk(),)}, "1 run, run-walk stages"),
        ({"days": (a_day(ON, note="a"), a_day(date(2026, 1, 2), note="b"))}, "Answers of 2 days"),
    ],
)
def test_an_entry_is_named_by_what_it_was(parts: dict[str, Given], title: str) -> None:
    assert deleted_title(entry(**parts), PLAIN) == title


def test_of_several_the_first_are_named() -> None:
    runs = tuple(a_run(f"run-{n}", date(2026, 11, n + 1)) for n in range(5))
    assert deleted_names(entry(runs=runs), PLAIN) == (
        "Run, 8.2 km, Sun 1 Nov 2026; Run, 8.2 km, Mon 2 Nov 2026; "
        "Run, 8.2 km, Tue 3 Nov 2026; 2 more"
    )
    assert not deleted_names(entry(runs=runs[:1]), PLAIN)


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(), "Deleted today 18:42, 30 days left"),
        (timedelta(days=1), "Deleted yesterday 18:42, 29 days left"),
        (timedelta(days=10), "Deleted Fri 20 Nov 2026, 20 days left"),
        (timedelta(days=29), "Deleted Fri 20 Nov 2026, 1 day left"),
        (timedelta(days=31), "Deleted Fri 20 Nov 2026, goes soon"),
        (timedelta(days=-4), "Deleted Fri 20 Nov 2026, 30 days left"),
    ],
)
def test_it_says_when_and_how_long_it_stays(ago: timedelta, text: str) -> None:
    assert deleted_when(entry(), AT + ago, "Europe/Lisbon", PLAIN) == text


def test_it_says_what_does_not_come_back() -> None:
    left_out = (
        LeftOut(Omission.ANSWERED_SINCE, "left.morning", on=ON),
        LeftOut(Omission.SHOE_GONE, "shoe_id"),
        LeftOut(Omission.ANSWERED_SINCE, "right.areas", on=ON),
        LeftOut(Omission.ANSWERED_SINCE, "note", on=ON),
    )
    some = entry(runs=(a_run(on=ON),), left_out=left_out)
    assert left_out_text(some, PLAIN) == (
        "Does not come back: Left knee, this morning, 19 Nov (answered anew since); "
        "shoe (the shoes are gone); Right knee, spots, 19 Nov (answered anew since); "
        "note, 19 Nov (answered anew since)."
    )
    assert restored_text(some, PLAIN).startswith("Back in the diary: Run, 8.2 km, Thu 19 Nov 2026.")
    nothing = entry(restore=ChangeSet(()), left_out=left_out[:1])
    assert left_out_text(nothing, PLAIN).startswith("Cannot come back: Left knee")
    assert not left_out_text(entry(), PLAIN)
