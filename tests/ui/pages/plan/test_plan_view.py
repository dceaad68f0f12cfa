"""What the head of the page of the plan says of a diary."""

from datetime import timedelta

from diary.domain.diary import Diary
from diary.domain.plan import Plan
from diary.texts.numbers import Formats
from diary.ui.pages.plan.plan_view import HeadView, head_view
from tests.builders import ON, a_diary, a_plan

MONDAY = ON - timedelta(ON.weekday())


def head(*plans: Plan) -> HeadView:
    diary: Diary = a_diary(plans={plan.id: plan for plan in plans})
    return head_view(diary, ON, Formats())


def test_a_week_in_which_a_plan_begins_says_that_it_asks_for_a_part() -> None:
    part = head(a_plan(from_on=MONDAY + timedelta(2)))
    assert [week.count for week in part.weeks] == ["0 of 2"]
    assert part.also == (
        "The target does not hold on every day of this week, so the week asks for a part.",
    )
    whole = head(a_plan(from_on=MONDAY))
    assert ([week.count for week in whole.weeks], whole.also) == (["0 of 3"], ())


def test_a_plan_that_ended_this_week_still_has_its_share() -> None:
    over = head(a_plan(from_on=MONDAY - timedelta(7), until=ON - timedelta(1)))
    assert over.plan is None
    assert [week.count for week in over.weeks] == ["0 of 1"]
