from datetime import date

import pytest
from hypothesis import given

from diary.domain.errors import InvalidValueError
from diary.domain.run import RunKind, Surface
from diary.domain.shoe import Inspection, LimitChange, Shoe, SoleFinding, UsualFor
from tests.builders import ON, Given, a_shoe, shoes


@pytest.mark.parametrize(
    ("field", "given_as"),
    [
        ("id", {"id": ""}),
        ("name", {"name": "  "}),
        ("name", {"name": "x" * 41}),
        ("brand", {"brand": "x" * 61}),
        ("model", {"model": "x" * 61}),
        ("note", {"note": "x" * 301}),
        ("first_used_on", {"first_used_on": date(1969, 1, 1)}),
        ("retired_on", {"retired_on": date(2200, 1, 1)}),
        ("initial_distance_m", {"initial_distance_m": -1.0}),
        ("initial_distance_m", {"initial_distance_m": 3_000_001.0}),
        ("limit_m", {"limit_m": 99_999.0}),
        ("limit_m", {"limit_m": 3_200_001.0}),
        ("comfort", {"comfort": 11}),
        ("drop_mm", {"drop_mm": 15.1}),
        ("stack_mm", {"stack_mm": 61.0}),
        ("distance_before_span_m", {"distance_before_span_m": -1.0}),
    ],
)
def test_a_wrong_value_names_its_field(field: str, given_as: Given) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Shoe(**{"id": "shoe-1", "name": "Blue 12", **given_as})
    assert caught.value.field == field


@given(shoes())
def test_a_pair_with_a_last_day_is_retired(shoe: Shoe) -> None:
    assert shoe.is_retired == (shoe.retired_on is not None)


def test_findings_and_uses_are_kept_once_each_in_order() -> None:
    found = (SoleFinding.FEELS_FLAT, SoleFinding.TREAD_GONE, SoleFinding.FEELS_FLAT)
    assert Inspection(ON, found).findings == (SoleFinding.TREAD_GONE, SoleFinding.FEELS_FLAT)
    usual = UsualFor((RunKind.LONG, RunKind.EASY), (Surface.TRAIL, Surface.ROAD))
    assert usual == UsualFor((RunKind.EASY, RunKind.LONG), (Surface.ROAD, Surface.TRAIL))


def test_a_limit_change_keeps_the_bounds_of_the_limit() -> None:
    assert LimitChange(ON, 100_000.0).limit_m == 100_000.0
    with pytest.raises(InvalidValueError):
        LimitChange(ON, 99_000.0)
    with pytest.raises(InvalidValueError):
        Inspection(date(1900, 1, 1))
    assert not a_shoe().is_retired
