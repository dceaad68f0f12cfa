from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from diary.domain.reading import ImportStatus
from diary.domain.run import Run, Sport
from diary.domain.shoe import Shoe
from diary.services.import_changes import change_set
from diary.services.import_gear import (
    UNWORN_DAYS,
    OldPair,
    old_pairs,
    pair_named,
    proposed_gear,
)
from diary.services.import_plan import (
    ImportChoices,
    ImportPlan,
    PlannedFile,
    PlannedRun,
    ShoeUse,
    TwinPlace,
)
from tests.builders import ON, Given, a_diary, a_run, a_shoe, counted_ids


def a_plan(*planned: PlannedRun) -> ImportPlan:
    return ImportPlan((PlannedFile("a.csv", None, planned, (), None),))


def new(gear: str, **values: Given) -> PlannedRun:
    return PlannedRun(a_run(**values), ImportStatus.ADDED, gear=gear)


def here(gear: str, twin: Run) -> PlannedRun:
    return PlannedRun(a_run(), ImportStatus.DUPLICATE, twin, TwinPlace.DIARY, gear=gear)


BLUE, RED = a_shoe("blue", "Blue 12"), a_shoe("red", "Red 3", brand="Nike", model="Pegasus 39")
DIARY = a_diary(shoes=[BLUE, RED])


def test_what_is_proposed() -> None:
    plan = a_plan(
        new("blue  12"),
        new("Nike Pegasus 39"),
        new("Cloud"),
        new("8142932"),
        new("Bike", sport=Sport.RIDE),
        new(""),
    )
    assert proposed_gear(plan, DIARY) == {
        "blue  12": ShoeUse("blue"),
        "Nike Pegasus 39": ShoeUse("red"),
        "Cloud": ShoeUse(new_name="Cloud"),
        "8142932": ShoeUse(),
    }


def test_the_pair_of_the_runs_that_are_here_goes_before_an_equal_name() -> None:
    worn = [a_run(str(n), shoe_id="red") for n in range(2)]
    plan = a_plan(
        here("Blue 12", worn[0]),
        here("Blue 12", worn[1]),
        here("Blue 12", a_run("x", shoe_id="blue")),
        here("Blue 12", a_run("y", shoe_id="gone")),
        here("Cloud", a_run("z")),
    )
    assert proposed_gear(plan, DIARY) == {
        "Blue 12": ShoeUse("red"),
        "Cloud": ShoeUse(new_name="Cloud"),
    }


def test_what_was_chosen_before_goes_before_all() -> None:
    plan = a_plan(new("Blue 12"), new("Red 3"), new("Cloud"))
    remembered = {
        "Blue 12": ShoeUse("red"),
        "Red 3": ShoeUse("a pair that is gone"),
        "Cloud": ShoeUse(),
    }
    assert proposed_gear(plan, DIARY, remembered) == {
        "Blue 12": ShoeUse("red"),
        "Red 3": ShoeUse("red"),
        "Cloud": ShoeUse(),
    }


def test_a_pair_in_use_goes_before_a_retired_one() -> None:
    old = a_shoe("old", "Blue 12", retired_on=ON)
    assert pair_named("Blue 12", [old, BLUE]) is BLUE
    assert pair_named("Blue 12", [old]) is old
    assert pair_named("", [a_shoe("bare", "x")]) is None


def test_new_pairs_that_were_not_worn_for_long_are_named() -> None:
    plan = a_plan(
        new("Cloud", run_id="a", on=ON - timedelta(days=400)),
        new("cloud", run_id="b", on=ON - timedelta(days=UNWORN_DAYS)),
        new("Ghost", run_id="c", on=ON - timedelta(days=UNWORN_DAYS - 1)),
        new("Old", run_id="d", on=ON - timedelta(days=900)),
        new("Blue 12", run_id="e", on=ON - timedelta(days=900)),
        new("Ghost", run_id="f", on=ON),
    )
    uses = proposed_gear(plan, DIARY)
    chosen = ImportChoices(shoe_for_gear=uses)
    assert old_pairs(plan, chosen, DIARY) == [
        OldPair("Old", ON - timedelta(days=900)),
        OldPair("Cloud", ON - timedelta(days=UNWORN_DAYS)),
    ]
    left = replace(chosen, taken={"d": False})
    assert [pair.name for pair in old_pairs(plan, left, DIARY)] == ["Cloud"]
    # The newest run may be in the diary.
    later = a_diary(shoes=[BLUE, RED], runs=[a_run("z", ON + timedelta(days=300))])
    assert [pair.name for pair in old_pairs(plan, chosen, later)] == ["Old", "Cloud", "Ghost"]


def test_old_pairs_are_retired_on_the_day_they_were_last_worn_when_chosen() -> None:
    old, new_one = ON - timedelta(days=300), ON - timedelta(days=10)
    plan = a_plan(new("Old", run_id="a", on=old), new("Ghost", run_id="b", on=new_one))
    for is_chosen, expected in ((False, None), (True, old)):
        chosen = ImportChoices(
            shoe_for_gear=proposed_gear(plan, DIARY), retires_old_pairs=is_chosen
        )
        written = change_set(plan, chosen, DIARY, counted_ids())
        made = [each.after for each in written.changes if isinstance(each.after, Shoe)]
        retired = {shoe.name: shoe.retired_on for shoe in made}
        assert retired == {"Old": expected, "Ghost": None}
