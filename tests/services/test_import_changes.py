"""What the choices about an import do to the diary, and what taking it back leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment, ScoreSource
from diary.domain.reading import ReadFile, ReadScore
from diary.domain.run import Run, RunSource, SourceFormat, Sport
from diary.services.events import EventBus
from diary.services.import_changes import change_set, scores_added, undo_of
from diary.services.import_matching import planned_files
from diary.services.import_plan import ImportChoices, ImportPlan, PlannedRun, ShoeUse
from diary.services.journal import Journal
from diary.storage.store import SqliteStore, create_store
from tests.builders import (
    ON,
    FixedClock,
    Given,
    a_day,
    a_diary,
    a_knee_day,
    a_run,
    a_run_knee,
    a_shoe,
    counted_ids,
    filling,
)

START = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
WATCH = RunSource("a.fit", SourceFormat.FIT, "aa")
TABLE = RunSource("b.csv", SourceFormat.STRAVA_CSV, "bb")


def watched(run_id: str = "watch", days: int = 0, **values: Given) -> Run:
    start = START - timedelta(days=days)
    given = {"started_at": start, "timezone": "UTC", "source": WATCH, **values}
    return a_run(run_id, start.date(), **given)


def a_file(*runs: Run, **other: Given) -> ReadFile:
    return ReadFile("a.fit", None, "aa", runs, **other)


class Kept:
    """A diary on disk, with imports written to it as one change each."""

    def __init__(self, path: Path) -> None:
        self.store: SqliteStore = create_store(path, FixedClock(), counted_ids(900))
        self.journal = Journal(EventBus())
        self.journal.attach(self.store)

    @property
    def diary(self) -> Diary:
        assert self.store.load().runs == self.journal.diary.runs
        return self.journal.diary

    def fill(self, diary: Diary) -> None:
        self.journal.apply(filling(diary))

    def plan(self, *files: ReadFile) -> ImportPlan:
        runs = self.journal.diary.runs.values()
        return ImportPlan(planned_files(files, runs, self.store.traces_in_bin()))

    def add(self, *files: ReadFile, **choices: Given) -> ChangeSet:
        made = change_set(
            self.plan(*files), ImportChoices(**choices), self.journal.diary, counted_ids(5000)
        )
        return self.journal.apply(made) if made else made

    def take_back(self, written: ChangeSet) -> None:
        self.journal.apply(undo_of(written, self.journal.diary))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    made = Kept(tmp_path / "diary.sqlite3")
    yield made
    made.store.close()


# ---- which runs ---------------------------------------------------------------------------------


def test_new_runs_are_taken_and_those_that_need_a_look_are_not(kept: Kept) -> None:
    odd = watched("odd", 1, distance_m=None)
    file = a_file(watched(), odd, watched("ride", 2, sport=Sport.RIDE))
    assert set(kept.add(file).keys()) == {("run", "watch"), ("run", "ride")}
    (planned,) = [each for each in kept.plan(file).planned() if each.run.id == "odd"]
    fixed = replace(odd, distance_m=5000.0)
    assert ImportChoices(fixes={"odd": fixed}).run_of(planned) == fixed
    kept.add(file, fixes={"odd": fixed})
    assert kept.diary.runs["odd"].distance_m == 5000.0


def test_a_look_can_be_answered_with_yes_and_a_new_run_with_no(kept: Kept) -> None:
    file = a_file(watched(), watched("odd", 1, distance_m=None))
    kept.add(file, taken={"odd": True, "watch": False})
    assert set(kept.diary.runs) == {"odd"}


def test_nothing_chosen_is_no_change(kept: Kept) -> None:
    assert not kept.add(a_file(watched()), taken={"watch": False})
    assert not kept.add()


# ---- shoes --------------------------------------------------------------------------------------


def test_shoes_are_mapped_by_the_name_of_the_source(kept: Kept) -> None:
    kept.fill(a_diary(shoes=[a_shoe("blue"), a_shoe("red", "Red 3")]))
    names = ("Pegasus", "Pegasus", "Old", "None of mine", "")
    runs = [watched(f"r{day}", day) for day in range(5)]
    gear = {run.id: name for run, name in zip(runs, names, strict=True) if name}
    written = kept.add(
        a_file(*runs, watched("ride", 9, sport=Sport.RIDE), gear=gear),
        shoe_for_gear={
            "Pegasus": ShoeUse(new_name=" Pegasus "),
            "Old": ShoeUse("red"),
            "None of mine": ShoeUse(),
        },
        shoe_for_rest="blue",
    )
    (new,) = [shoe for shoe in kept.diary.shoes.values() if shoe.name == "Pegasus"]
    # A pair is new from its first run on.
    assert new.first_used_on == runs[1].on
    worn = {run.id: run.shoe_id for run in kept.diary.runs.values()}
    assert worn == {"r0": new.id, "r1": new.id, "r2": "red", "r3": None, "r4": "blue", "ride": None}
    kept.take_back(written)
    assert set(kept.diary.shoes) == {"blue", "red"}


def test_a_new_pair_of_a_name_that_is_here_is_the_one_that_is_here(kept: Kept) -> None:
    kept.fill(a_diary(shoes=[a_shoe("blue", "Blue 12")]))
    kept.add(
        a_file(watched(), gear={"watch": "x"}), shoe_for_gear={"x": ShoeUse(new_name="blue  12")}
    )
    assert kept.diary.runs["watch"].shoe_id == "blue"
    assert set(kept.diary.shoes) == {"blue"}


def test_a_single_run_can_have_a_pair_of_its_own(kept: Kept) -> None:
    kept.fill(a_diary(shoes=[a_shoe("blue"), a_shoe("red", "Red 3")]))
    kept.add(a_file(watched(), watched("b", 1)), shoe_for_rest="blue", shoes={"b": ShoeUse("red")})
    assert [kept.diary.runs[each].shoe_id for each in ("watch", "b")] == ["blue", "red"]


# ---- the run that is here ------------------------------------------------------------------------


def test_empty_fields_are_filled_and_nothing_that_was_typed_is_replaced(kept: Kept) -> None:
    typed = a_run("typed", rpe=6, note="mine", left=a_run_knee(during=3))
    kept.fill(a_diary(runs=[typed]))
    found = watched(avg_hr=150, rpe=3, note="theirs", title="Long run", moving_s=2710.4)
    assert not kept.add(a_file(found))
    written = kept.add(a_file(found), fills_twins=True)
    run = kept.diary.runs["typed"]
    assert (run.avg_hr, run.title, run.started_at) == (150, "Long run", START)
    assert (run.rpe, run.note, run.moving_s, run.knees) == (6, "mine", 2710.0, typed.knees)
    # It is known again by its file, though everything is changed by hand.
    assert run.source == WATCH
    kept.take_back(written)
    assert kept.diary.runs == {"typed": typed}


def test_single_fields_can_be_taken_over_those_that_are_here(kept: Kept) -> None:
    kept.fill(a_diary(runs=[a_run("typed", rpe=6, note="mine", right=2)]))
    found = watched(rpe=3, note="theirs", moving_s=2710.9, right=9)
    kept.add(a_file(found), fields_taken={"watch": frozenset({"note", "moving_s"})})
    run = kept.diary.runs["typed"]
    assert (run.rpe, run.note, run.moving_s) == (6, "theirs", 2710.9)
    assert run.knee(Knee.RIGHT).after == a_run(right=2).knee(Knee.RIGHT).after


def test_repeats_in_one_import_fill_the_run_that_is_kept_only_when_asked(kept: Kept) -> None:
    row = a_run(
        "row", started_at=START, timezone="UTC", title="Park", distance_m=8210.0, source=TABLE
    )
    files = (
        a_file(watched(avg_hr=150, max_hr=180, ascent_m=10.0)),
        ReadFile("b.csv", None, "bb", (row,), gear={"row": "Pegasus"}),
    )
    kept.add(*files, shoe_for_gear={"Pegasus": ShoeUse(new_name="Pegasus")})
    run = kept.diary.runs["watch"]
    assert (run.title, run.distance_m) == ("", 8200.0)
    assert kept.diary.shoes[str(run.shoe_id)].name == "Pegasus"


def test_repeats_in_one_import_fill_the_run_that_is_kept(kept: Kept) -> None:
    row = a_run("row", started_at=START, timezone="UTC", title="Park", note="hot", source=TABLE)
    files = (a_file(watched(avg_hr=150, max_hr=180, note="")), ReadFile("b", None, "bb", (row,)))
    kept.add(*files, fills_twins=True)
    (run,) = kept.diary.runs.values()
    assert (run.title, run.note, run.avg_hr, run.source) == ("Park", "hot", 150, WATCH)


def test_a_field_of_a_repeat_can_be_taken_for_the_run_that_is_kept(kept: Kept) -> None:
    row = a_run("row", started_at=START, timezone="UTC", distance_m=8210.0, source=TABLE)
    files = (a_file(watched(avg_hr=150)), ReadFile("b", None, "bb", (row,)))
    kept.add(*files, fields_taken={"row": frozenset({"distance_m"})})
    assert kept.diary.runs["watch"].distance_m == 8210.0


# ---- scores -------------------------------------------------------------------------------------

SCORES = (
    ReadScore(ON, Knee.LEFT, Moment.MORNING, 2),
    ReadScore(ON, Knee.LEFT, Moment.WORST, 5),
    ReadScore(ON, Knee.LEFT, Moment.WORST, 3),
    ReadScore(ON, Knee.RIGHT, Moment.DURING, 4, run_id="watch"),
    ReadScore(date(2026, 1, 1), Knee.RIGHT, Moment.AFTER, 4),
)


def test_scores_come_only_when_chosen_and_never_over_one_that_is_there(kept: Kept) -> None:
    kept.fill(a_diary(days=[a_day(left=a_knee_day(morning=7), note="mine")]))
    file = a_file(watched(left=3), scores=SCORES)
    kept.add(file)
    assert [each.score.value for each in kept.diary.scores()] == [7]
    written = kept.add(file, takes_scores=True)
    found = {(each.knee, each.moment): each.score for each in kept.diary.scores()}
    assert {place: score.value for place, score in found.items()} == {
        (Knee.LEFT, Moment.MORNING): 7,
        (Knee.LEFT, Moment.WORST): 5,
        (Knee.RIGHT, Moment.DURING): 4,
    }
    assert found[Knee.LEFT, Moment.WORST].source is ScoreSource.IMPORTED
    assert scores_added(written) == 2
    assert not kept.add(file, takes_scores=True)
    kept.take_back(written)
    assert [each.score.value for each in kept.diary.scores()] == [7]
    assert kept.diary.days[ON].note == "mine"


def test_scores_of_a_new_run_stay_out_as_well(kept: Kept) -> None:
    run = watched(left=a_run_knee(3, 4, limped=True))
    kept.add(a_file(run))
    said = kept.diary.runs["watch"].knee(Knee.LEFT)
    assert (said.during, said.after, said.limped) == (None, None, True)


def test_a_score_of_a_run_without_row_goes_to_the_only_run_of_the_day(kept: Kept) -> None:
    score = ReadScore(ON, Knee.LEFT, Moment.AFTER, 4)
    kept.fill(a_diary(runs=[a_run("a"), a_run("ride", sport=Sport.RIDE)]))
    kept.add(a_file(scores=(score,)), takes_scores=True)
    assert kept.diary.runs["a"].knee(Knee.LEFT).after is not None
    kept.fill(a_diary(runs=[a_run("b", distance_m=9.0)]))
    other = replace(score, knee=Knee.RIGHT)
    assert not kept.add(a_file(scores=(other,)), takes_scores=True)


# ---- taking it back ------------------------------------------------------------------------------


def test_what_was_changed_by_hand_stays(kept: Kept) -> None:
    kept.fill(a_diary(runs=[a_run("typed", distance_m=5000.0)]))
    files = (a_file(watched(), watched("b", 1), watched("c", 2), gear={"watch": "P", "b": "P"}),)
    written = kept.add(*files, shoe_for_gear={"P": ShoeUse(new_name="P")})
    changed = replace(kept.diary.runs["b"], note="hill in the wood")
    kept.journal.apply(Change(kept.diary.runs["b"], changed))
    kept.journal.apply(Change(kept.diary.runs["c"], None))
    kept.take_back(written)
    assert kept.diary.runs["b"] == changed
    # The pair stays with the run that wears it.
    assert set(kept.diary.runs) == {"typed", "b"}
    assert [shoe.name for shoe in kept.diary.shoes.values()] == ["P"]


def test_of_a_filled_run_only_what_is_still_as_imported_is_taken_back(kept: Kept) -> None:
    kept.fill(a_diary(runs=[a_run("typed")]))
    written = kept.add(a_file(watched(avg_hr=150, max_hr=170)), fills_twins=True)
    run = kept.diary.runs["typed"]
    kept.journal.apply(Change(run, replace(run, max_hr=165, note="new")))
    kept.take_back(written)
    assert kept.diary.runs["typed"] == a_run("typed", max_hr=165, note="new")


def test_a_score_given_since_stays_on_the_day(kept: Kept) -> None:
    written = kept.add(a_file(scores=SCORES[:1]), takes_scores=True)
    day = kept.diary.days[ON]
    said = day.knee(Knee.RIGHT).with_score(Moment.WORST, a_day(right=2).knee(Knee.RIGHT).worst)
    kept.journal.apply(Change(day, day.with_knee(Knee.RIGHT, said)))
    kept.take_back(written)
    assert [each.score.value for each in kept.diary.scores()] == [2]
    again = kept.add(a_file(scores=SCORES[:1]), takes_scores=True)
    kept.take_back(again)
    assert set(kept.diary.days) == {ON}


def test_an_untouched_import_leaves_nothing_behind(kept: Kept) -> None:
    before = kept.journal.diary
    written = kept.add(
        a_file(*(watched(f"r{day}", day) for day in range(5)), scores=SCORES),
        takes_scores=True,
        shoe_for_rest=None,
    )
    kept.take_back(written)
    assert kept.journal.diary == before


def test_planned_runs_keep_their_own_identity(kept: Kept) -> None:
    (planned,) = kept.plan(a_file(watched())).planned()
    assert isinstance(planned, PlannedRun)
    assert ImportChoices().shoe_of(planned) == ShoeUse()
