from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.rules.before import ChangeBefore, ChangeKind, changes_before
from diary.domain.rules.beginning import Beginning
from diary.domain.rules.facts import Facts
from diary.domain.run import Hills, Run, Surface
from tests.builders import Given, a_diary, an_event
from tests.domain.rules.days import day, run_on


def usual_runs(until: int = 60, **other: Given) -> list[Run]:
    """A run of 8 km on the road every other day."""
    usual = {"surface": Surface.ROAD, "hills": Hills.FLAT, "shoe_id": "blue", **other}
    return [run_on(number, distance_m=8000.0, **usual) for number in range(0, until, 2)]


SHOE, SURFACE, HILLS = ChangeKind.NEW_SHOE, ChangeKind.NEW_SURFACE, ChangeKind.HILLS


def changes(diary: Diary, number: int, *, is_on_waking: bool = False) -> list[ChangeBefore]:
    began = Beginning(day(number), is_on_waking)
    return list(changes_before(diary, Facts(diary), began).changes)


def kinds(diary: Diary, number: int, *, is_on_waking: bool = False) -> list[tuple[int, ChangeKind]]:
    found = changes(diary, number, is_on_waking=is_on_waking)
    return [((each.on - day(0)).days, each.kind) for each in found]


def unknown(diary: Diary, number: int) -> set[ChangeKind]:
    return set(changes_before(diary, Facts(diary), Beginning(day(number))).unknown)


def test_nothing_new_is_an_empty_list() -> None:
    assert kinds(a_diary(runs=usual_runs()), 58) == []
    assert unknown(a_diary(runs=usual_runs()), 58) == set()


def test_each_thing_that_was_new_is_told_with_its_day() -> None:
    runs = [
        *usual_runs(),
        run_on(51, distance_m=12_000.0, surface=Surface.ROAD, shoe_id="blue"),
        run_on(53, distance_m=8000.0, surface=Surface.TRAIL, hills=Hills.HILLY, shoe_id="red"),
    ]
    events = [an_event("e", day(55), kind=EventKind.NEW_EXERCISE, text="Step-downs")]
    diary = a_diary(runs=runs, events=events)
    assert kinds(diary, 58) == [
        (51, ChangeKind.LONG_RUN),
        (53, ChangeKind.NEW_SHOE),
        (53, ChangeKind.NEW_SURFACE),
        (53, ChangeKind.HILLS),
        (55, ChangeKind.NEW_EXERCISE),
    ]
    assert changes(diary, 58)[0].amount == 8000
    assert unknown(diary, 58) == set()


def test_what_is_older_than_two_weeks_or_later_is_left_out() -> None:
    runs = [*usual_runs(), run_on(51, distance_m=12_000.0, surface=Surface.ROAD, shoe_id="blue")]
    assert kinds(a_diary(runs=runs), 65) == [(51, ChangeKind.LONG_RUN)]
    assert kinds(a_diary(runs=runs), 66) == []
    assert kinds(a_diary(runs=runs), 50) == []


def test_only_the_first_run_with_something_new_is_told() -> None:
    runs = [*usual_runs(50), *(run_on(n, distance_m=8000.0, shoe_id="red") for n in (51, 53, 55))]
    assert kinds(a_diary(runs=runs), 58) == [(51, ChangeKind.NEW_SHOE)]


def test_a_break_is_told_on_the_run_that_ends_it() -> None:
    runs = [*usual_runs(30), run_on(50, distance_m=8000.0, shoe_id="blue")]
    assert kinds(a_diary(runs=runs), 55) == [(50, ChangeKind.BREAK)]


def test_the_first_runs_of_a_diary_are_not_called_new() -> None:
    runs = [run_on(0, shoe_id="blue"), run_on(5, shoe_id="red", surface=Surface.TRAIL)]
    assert kinds(a_diary(runs=runs), 10) == []
    assert unknown(a_diary(runs=runs), 10) == set(ChangeKind) - {ChangeKind.NEW_EXERCISE}


# ---- not answered is not a no -------------------------------------------------------------------


def test_nothing_is_new_when_earlier_runs_did_not_say() -> None:
    silent = [run_on(number, distance_m=8000.0) for number in range(0, 58, 2)]
    said = run_on(58, surface=Surface.ROAD, hills=Hills.HILLY, shoe_id="blue", distance_m=8000.0)
    diary = a_diary(runs=[*silent, said])
    assert kinds(diary, 60) == []
    assert unknown(diary, 60) == {SHOE, SURFACE, HILLS}


def test_what_the_runs_of_the_fortnight_did_not_say_is_not_known() -> None:
    silent = [run_on(number, distance_m=8000.0) for number in (51, 53)]
    assert unknown(a_diary(runs=[*usual_runs(50), *silent]), 58) == {SHOE, SURFACE, HILLS}


def test_it_takes_half_of_the_earlier_runs_and_three() -> None:
    trail = run_on(58, surface=Surface.TRAIL, distance_m=8000.0)
    for saying, is_told in ((14, False), (15, True)):
        runs = [
            run_on(n, distance_m=8000.0, surface=Surface.ROAD if n < 2 * saying else None)
            for n in range(0, 58, 2)
        ]
        found = changes(a_diary(runs=[*runs, trail]), 60)
        assert [(each.kind, each.known, each.earlier) for each in found] == (
            [(SURFACE, saying, 29)] if is_told else []
        )
    for saying, is_told in ((2, False), (3, True)):
        runs = [run_on(30 + n, surface=Surface.ROAD) for n in range(saying)]
        assert (SURFACE in {kind for _, kind in kinds(a_diary(runs=[*runs, trail]), 60)}) == is_told


def test_a_run_that_was_not_hilly_is_known_whatever_earlier_ones_say() -> None:
    silent = [run_on(number, distance_m=8000.0) for number in range(0, 58, 2)]
    flat = [run_on(number, distance_m=8000.0, hills=Hills.FLAT) for number in range(46, 60, 2)]
    assert HILLS not in unknown(a_diary(runs=[*silent[:23], *flat]), 60)


def test_without_runs_nothing_about_runs_is_known() -> None:
    assert unknown(a_diary(), 60) == set(ChangeKind) - {ChangeKind.NEW_EXERCISE}


# ---- edges --------------------------------------------------------------------------------------


def test_the_fortnight_has_14_days_and_the_day_itself_when_it_was_not_there_on_waking() -> None:
    long = {"distance_m": 16_000.0, "surface": Surface.ROAD, "hills": Hills.FLAT, "shoe_id": "blue"}
    for number, told in ((45, []), (46, [46]), (59, [59]), (60, [60]), (61, [])):
        runs = [each for each in usual_runs(46) if each.on != day(number)]
        diary = a_diary(runs=[*runs, run_on(number, "long", **long)])
        assert [on for on, kind in kinds(diary, 60) if kind is ChangeKind.LONG_RUN] == told
        before_waking = [on for on in told if on < 60]
        found = kinds(diary, 60, is_on_waking=True)
        assert [on for on, kind in found if kind is ChangeKind.LONG_RUN] == before_waking


def test_an_exercise_begun_later_on_that_day_did_not_come_before() -> None:
    events = [an_event("e", day(60), kind=EventKind.NEW_EXERCISE, text="Squats")]
    diary = a_diary(runs=usual_runs(), events=events)
    assert kinds(diary, 60) == [(60, ChangeKind.NEW_EXERCISE)]
    assert kinds(diary, 60, is_on_waking=True) == []


def test_a_run_is_much_longer_from_where_its_reminder_speaks() -> None:
    def with_longest(metres: float) -> Diary:
        return a_diary(runs=[*short, run_on(58, distance_m=metres)])

    short = [run_on(number, distance_m=1500.0) for number in range(0, 58, 2)]
    assert kinds(with_longest(2100.0), 60) == []
    assert kinds(with_longest(2500.0), 60) == []
    assert kinds(with_longest(2501.0), 60) == [(58, ChangeKind.LONG_RUN)]


def test_a_break_that_still_went_on_is_told_with_the_last_run() -> None:
    for later in ([], [run_on(62, distance_m=8000.0)]):
        diary = a_diary(runs=[*usual_runs(40), *later])
        (found,) = changes(diary, 60)
        assert (found.on, found.kind, found.run, found.amount) == (
            day(38),
            ChangeKind.BREAK,
            None,
            22,
        )
    assert kinds(a_diary(runs=usual_runs(47)), 59) == []
    assert kinds(a_diary(runs=usual_runs(47)), 60) == [(46, ChangeKind.BREAK)]


def test_a_break_that_ended_on_the_day_itself_is_told_by_that_run() -> None:
    diary = a_diary(runs=[*usual_runs(40), run_on(60, distance_m=8000.0)])
    assert (60, ChangeKind.BREAK) in kinds(diary, 60)
    assert kinds(diary, 60, is_on_waking=True) == [(38, ChangeKind.BREAK)]
