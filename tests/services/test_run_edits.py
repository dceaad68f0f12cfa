from datetime import timedelta

from diary.domain.change import apply
from diary.domain.pt_note import Pin
from diary.domain.run import RunKind, Surface
from diary.domain.shoe import UsualFor
from diary.services.entries import remove_run
from diary.services.run_edits import RunField, remove_runs, set_on_runs
from diary.services.shoe_offer import offered_shoe
from tests.builders import ON, a_diary, a_note, a_run, a_shoe


def test_only_runs_that_differ_are_changed() -> None:
    runs = [a_run("a", shoe_id="red"), a_run("b"), a_run("c", shoe_id="blue")]
    diary = a_diary(runs=runs, shoes=[a_shoe("red"), a_shoe("blue", "Blue")])
    change_set = set_on_runs(diary, ["a", "b", "gone"], RunField.SHOE, "red")
    assert [change.key for change in change_set.changes] == [("run", "b")]
    after = apply(diary, change_set)
    assert [after.runs[each].shoe_id for each in "abc"] == ["red", "red", "blue"]
    assert apply(after, change_set.inverse()).runs == diary.runs


def test_a_value_can_be_taken_away() -> None:
    diary = a_diary(runs=[a_run("a", surface=Surface.TRAIL)])
    after = apply(diary, set_on_runs(diary, ["a"], RunField.SURFACE, None))
    assert after.runs["a"].surface is None


def test_runs_that_are_gone_already_are_left_out() -> None:
    diary = a_diary(runs=[a_run("a"), a_run("b")])
    assert list(apply(diary, remove_runs(diary, ["a", "gone"])).runs) == ["b"]


def test_the_pair_worn_last_on_the_surface_is_offered() -> None:
    runs = [
        a_run("old", ON - timedelta(days=3), shoe_id="trail", surface=Surface.TRAIL),
        a_run("new", ON, shoe_id="road", surface=Surface.ROAD),
    ]
    diary = a_diary(runs=runs, shoes=[a_shoe("trail", "Hill"), a_shoe("road", "Blue")])
    trail, track = offered_shoe(diary, Surface.TRAIL), offered_shoe(diary, Surface.TRACK)
    assert trail is not None
    assert track is not None
    assert (trail.id, track.id) == ("trail", "road")


def test_what_a_pair_is_usual_for_comes_before_what_was_worn_last() -> None:
    runs = [a_run("new", ON, shoe_id="blue", surface=Surface.ROAD)]
    shoes = [
        a_shoe("blue", "Blue", usual_for=UsualFor((RunKind.EASY,))),
        a_shoe("red", "Red", usual_for=UsualFor((RunKind.LONG,))),
        a_shoe("hill", "Hill", usual_for=UsualFor((), (Surface.TRAIL,))),
        a_shoe("gone", "Gone", usual_for=UsualFor((RunKind.RACE,)), retired_on=ON),
    ]
    diary = a_diary(runs=runs, shoes=shoes)
    offered = [
        offered_shoe(diary, surface, kind)
        for surface, kind in (
            (Surface.ROAD, RunKind.LONG),
            (Surface.TRAIL, RunKind.EASY),
            (Surface.ROAD, RunKind.EASY),
            (Surface.ROAD, RunKind.RACE),
        )
    ]
    assert [shoe and shoe.id for shoe in offered] == ["red", "hill", "blue", "blue"]


def test_a_note_about_a_run_that_goes_stays_with_its_day() -> None:
    notes = {"a": a_note("a", Pin(run_id="run-1")), "b": a_note("b", Pin(run_id="run-2"))}
    diary = a_diary(runs=[a_run("run-1", ON), a_run("run-2", ON)], pt_notes=notes)
    for change_set in (remove_runs(diary, ["run-1", "gone"]), remove_run(diary, "run-1")):
        after = apply(diary, change_set)
        assert list(after.runs) == ["run-2"]
        assert [each.pin for each in after.pt_notes.values()] == [Pin(ON), Pin(run_id="run-2")]
        assert apply(after, change_set.inverse()) == diary
