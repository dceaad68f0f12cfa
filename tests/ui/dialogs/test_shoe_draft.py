from dataclasses import replace
from datetime import date, timedelta

import pytest

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.rules.shoe_wear import shoe_wear
from diary.domain.settings import DEFAULTS, METRES_PER_MILE, DistanceUnit, Settings
from diary.domain.shoe import LimitChange, Shoe, ShoeKind
from diary.texts.numbers import Formats
from diary.ui.dialogs.shoe_draft import (
    ShoeSheet,
    checked_limit_m,
    free_name,
    new_shoe_draft,
    other_names,
    shoe_draft_of,
    shoe_of,
    with_limit,
)
from tests.builders import Given, a_diary, a_run, a_shoe

ON = date(2026, 11, 20)
FORMATS = Formats()


def a_sheet(base: Shoe | None = None, ran_m: float = 0.0) -> ShoeSheet:
    diary = a_diary(shoes=[a_shoe("other", "Blue 12"), *([base] if base else [])])
    opened = (
        new_shoe_draft(diary, ON, FORMATS)
        if base is None
        else shoe_draft_of(base, diary, ON, FORMATS)
    )
    limit_m = 0.0 if base is None else shoe_wear(base, (), DEFAULTS, ON).limit_m
    shoe_id = base.id if base else "new"
    taken = other_names(diary, shoe_id)
    return ShoeSheet(shoe_id, base, opened, DistanceUnit.KM, ran_m, limit_m, taken, ON)


def typed(base: Shoe | None = None, ran_m: float = 0.0, **fields: Given) -> Shoe:
    sheet = a_sheet(base, ran_m)
    shoe, errors = shoe_of(replace(sheet.opened, **fields), sheet)
    assert not errors
    assert shoe is not None
    return shoe


def wrong(base: Shoe | None = None, ran_m: float = 0.0, **fields: Given) -> dict[str, Reason]:
    sheet = a_sheet(base, ran_m)
    shoe, errors = shoe_of(replace(sheet.opened, **fields), sheet)
    assert shoe is None
    return {field: error.reason for field, error in errors.items()}


@pytest.mark.parametrize(("initial", "limit"), [("30,5", "700"), ("30.5", "700,0")])
def test_a_new_pair_is_taken_as_typed(initial: str, limit: str) -> None:
    shoe = typed(name=" Red 3 ", initial=initial, limit=limit, brand="Brisk", drop="8,5")
    assert (shoe.name, shoe.initial_distance_m, shoe.limit_m) == ("Red 3", 30_500.0, 700_000.0)
    assert (shoe.kind, shoe.first_used_on, shoe.drop_mm) == (ShoeKind.DAILY, ON, 8.5)
    assert shoe.limit_changes == ()
    assert shoe.orthotics is None


def test_a_free_name_is_proposed() -> None:
    assert free_name(a_diary()) == "Shoe 1"
    assert free_name(a_diary(shoes=[a_shoe("a", "shoe 1"), a_shoe("b", "Shoe 2")])) == "Shoe 3"


def test_the_default_limit_is_round_in_miles() -> None:
    diary = a_diary(settings=Settings(distance_unit=DistanceUnit.MI))
    assert new_shoe_draft(diary, ON, Formats(DistanceUnit.MI)).limit == "400"


def test_a_name_is_needed_and_stands_for_one_pair() -> None:
    assert wrong(name="  ") == {"name": Reason.REQUIRED}
    assert wrong(name="blue 12 ") == {"name": Reason.DUPLICATE}
    assert typed(a_shoe("own", "Red 3"), name="Red 3 old").name == "Red 3 old"


def test_the_limit_lies_above_the_distance() -> None:
    assert wrong(initial="700") == {"limit_m": Reason.BELOW_DISTANCE}
    assert wrong(limit="90") == {"limit_m": Reason.OUT_OF_RANGE}
    assert wrong(limit="") == {"limit_m": Reason.REQUIRED}
    base = a_shoe("own", "Red 3")
    assert wrong(base, ran_m=512_000.0, limit="500") == {"limit_m": Reason.BELOW_DISTANCE}


def test_a_pair_past_its_limit_can_still_be_renamed() -> None:
    base = a_shoe("own", "Red 3", initial_distance_m=700_000.0)
    assert typed(base, name="Red old").limit_m == 650_000.0
    assert wrong(base, initial="701") == {"limit_m": Reason.BELOW_DISTANCE}


def test_a_new_limit_holds_from_today_and_the_old_one_before() -> None:
    base = a_shoe("own", "Red 3", first_used_on=ON - timedelta(days=90))
    shoe = typed(base, limit="800")
    assert shoe.limit_m == 800_000.0
    assert shoe_wear(shoe, (), DEFAULTS, ON).limit_m == 800_000.0
    assert shoe_wear(shoe, (), DEFAULTS, ON - timedelta(days=1)).limit_m == 650_000.0


def test_changing_the_limit_twice_on_a_day_keeps_one_change() -> None:
    once = with_limit(a_shoe(), 700_000.0, 650_000.0, ON)
    assert with_limit(once, 800_000.0, 700_000.0, ON).limit_changes == (LimitChange(ON, 800_000.0),)


def test_a_limit_is_read_in_the_persons_unit() -> None:
    assert checked_limit_m("400", DistanceUnit.MI, 0) == pytest.approx(400 * METRES_PER_MILE)
    with pytest.raises(InvalidValueError):
        checked_limit_m("650", DistanceUnit.KM, 650_000.0)


def test_a_first_day_that_was_never_given_stays_unknown() -> None:
    base = a_shoe("own", "Red 3")
    diary = a_diary(shoes=[base], runs=[a_run(on=ON - timedelta(days=8), shoe_id="own")])
    draft = shoe_draft_of(base, diary, ON, FORMATS)
    assert draft.first_used_on == ON - timedelta(days=8)
    assert typed(base, name="Red").first_used_on is None
    assert typed(base, first_used_on=ON - timedelta(days=1)).first_used_on is not None


@pytest.mark.parametrize(("field", "text"), [("drop", "16"), ("stack", "61"), ("drop", "low")])
def test_heights_are_checked(field: str, text: str) -> None:
    fields: dict[str, Given] = {field: text}
    assert set(wrong(**fields)) == {f"{field}_mm"}
