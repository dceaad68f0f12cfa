from __future__ import annotations

from diary.domain.reading import ImportStatus
from diary.domain.run import Run, Sport
from diary.services.import_gear import pair_named, proposed_gear
from diary.services.import_plan import ImportPlan, PlannedFile, PlannedRun, ShoeUse, TwinPlace
from tests.builders import ON, Given, a_diary, a_run, a_shoe


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
