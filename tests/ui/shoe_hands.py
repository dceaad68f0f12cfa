"""A diary with three pairs of shoes, and the page that shows them."""

from __future__ import annotations

from datetime import timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.run import RunKind, Surface
from diary.domain.shoe import UsualFor
from diary.ui.pages.shoes import ShoesPage
from tests.builders import a_diary, a_run, a_run_knee, a_shoe
from tests.ui.house import TODAY, ZONE, House

LEFT_ONLY = Person(tracked_knees=(Knee.LEFT,), timezone=ZONE)


def some_diary() -> Diary:
    """A fresh pair, a worn one with six runs, and one that is retired."""
    usual = UsualFor((RunKind.LONG,), (Surface.ROAD,))
    shoes = [
        a_shoe("blue", "Blue 12", initial_distance_m=30_000.0),
        a_shoe("red", "Red 3", initial_distance_m=600_000.0, usual_for=usual),
        a_shoe("done", "Done", retired_on=TODAY - timedelta(days=200)),
    ]
    runs = [
        a_run(
            f"run-{n}",
            TODAY - timedelta(days=3 * n),
            shoe_id="red",
            distance_m=5000.0,
            left=a_run_knee(during=n % 3),
        )
        for n in range(6)
    ]
    return a_diary(runs=runs, shoes=shoes, person=LEFT_ONLY)


def shoes_page(house: House) -> ShoesPage:
    """Go to the page of shoes."""
    house.window.show_page("shoes")
    page = house.window.current_page()
    assert isinstance(page, ShoesPage)
    return page
