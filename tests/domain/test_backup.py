"""Which backups may go: by number, and by the clock only where it fits the numbers."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.domain.backup import Backup, BackupReason, fitting_times, to_remove
from diary.domain.errors import InvalidValueError

START = datetime(2026, 3, 2, 7, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_backup(number: int, made_at: datetime, **other: object) -> Backup:
    known: dict[str, object] = {
        "path": f"{number:07d}",
        "schema": 1,
        "reason": BackupReason.CHANGE,
        "days": 3,
        "runs": 2,
        "shoes": 1,
        "last_on": None,
        "size_bytes": 4096,
        "sha256": "ab" * 32,
        "content": "cd" * 16,
        "is_verified": True,
    }
    return Backup(**{**known, "number": number, "made_at": made_at, **other})  # type: ignore[arg-type] # named one by one above


def made(times: Iterable[datetime], **other: object) -> list[Backup]:
    return [a_backup(number, at, **other) for number, at in enumerate(times, 1)]


def newest_five(after: Sequence[Backup]) -> list[Backup]:
    """Five more within ten minutes of the last, so that the rule is about those before."""
    last = after[-1]
    return [
        *after,
        *(
            a_backup(last.number + more, last.made_at + timedelta(minutes=2 * more))
            for more in range(1, 6)
        ),
    ]


def removed(backups: Iterable[Backup]) -> list[int]:
    return [backup.number for backup in to_remove(backups)]


def kept(backups: Sequence[Backup]) -> list[int]:
    gone = set(removed(backups))
    return [backup.number for backup in backups if backup.number not in gone]


# ---- examples ---------------------------------------------------------------------------------


def test_few_backups_all_stay() -> None:
    assert to_remove([]) == []
    assert to_remove(made([START - 400 * DAY] * 5)) == []


def test_all_of_the_last_48_hours_stay_to_the_second() -> None:
    day = [START, START + HOUR, START + 2 * HOUR, START + 49 * HOUR]
    assert removed(newest_five(made(day))) == [1]
    day[-1] = START + 48 * HOUR
    assert removed(newest_five(made(day))) == []


def test_of_an_older_day_the_last_one_stays() -> None:
    times = [START + day * DAY + hour * HOUR for day in range(6) for hour in (0, 4, 8)]
    assert kept(newest_five(made(times)))[:5] == [3, 6, 9, 12, 13]


def test_of_days_with_backups_the_newest_14_stay_however_far_apart() -> None:
    # One in each of 40 weeks: the last 14 of them, and before those the last of each month.
    times = [START + 7 * day * DAY for day in range(40)]
    backups = newest_five(made(times))
    months = {(at.year, at.month): number for number, at in enumerate(times, 1)}
    lasts = [number for number in months.values() if number < 27]
    assert kept(backups)[:-5] == [*lasts, *range(27, 41)]


def test_weeks_are_those_of_iso_over_the_turn_of_a_year() -> None:
    # 31 December 2026 and 1 January 2027 lie in week 53 of 2026.
    times = [
        datetime(2026, 12, 20, 8, tzinfo=UTC),
        datetime(2026, 12, 30, 8, tzinfo=UTC),
        datetime(2027, 1, 1, 8, tzinfo=UTC),
        datetime(2027, 1, 3, 8, tzinfo=UTC),
        *(datetime(2027, 1, 4, 8, tzinfo=UTC) + day * DAY for day in range(14)),
    ]
    # The second stays as the last one of December and of the year, the third does nothing.
    assert removed(newest_five(made(times))) == [3]


def test_ten_weeks_24_months_and_every_year_stay() -> None:
    times = [datetime(2020, 1, 1, 8, tzinfo=UTC) + day * DAY for day in range(7 * 365)]
    left = kept(newest_five(made(times)))
    days = [times[number - 1] for number in left[:-5]]
    assert [day for day in days if day < datetime(2025, 1, 1, tzinfo=UTC)] == [
        datetime(year, 12, 31, 8, tzinfo=UTC) for year in range(2020, 2025)
    ]
    assert len({(day.year, day.month) for day in days if day.year > 2024}) == 24
    assert len(left) == 5 + 14 + (10 - 3) + (24 - 1) + 5


def test_one_made_before_a_migration_stays_for_a_year() -> None:
    def with_last_at(last: datetime) -> list[Backup]:
        first = [START, START + HOUR, START + 2 * HOUR]
        backups = newest_five(made([*first, last]))
        return [replace(backups[0], reason=BackupReason.MIGRATION), *backups[1:]]

    assert removed(with_last_at(START + 365 * DAY)) == [2]
    assert removed(with_last_at(START + 365 * DAY + timedelta(seconds=1))) == [1, 2]


def test_nothing_goes_unless_a_verified_one_is_newer() -> None:
    times = [START + number * HOUR for number in range(12)]
    times += [START + 9 * DAY + number * HOUR for number in range(10)]
    backups = made(times)
    assert removed(backups) == list(range(1, 12))
    assert removed([replace(each, is_verified=False) for each in backups]) == []
    only_one = [replace(each, is_verified=each.number == 4) for each in backups]
    assert removed(only_one) == [1, 2, 3]


def test_an_unverified_one_stands_only_where_no_verified_one_does() -> None:
    backups = made([START + day * DAY + hour * HOUR for day in range(9) for hour in (0, 5)])
    shaky = {2, 3, 4}
    backups = newest_five([replace(each, is_verified=each.number not in shaky) for each in backups])
    # Of the first day the verified one stays, of the second the last of two unverified ones.
    assert kept(backups)[:4] == [1, 4, 6, 8]


def test_unverified_ones_take_no_place_of_a_verified_one() -> None:
    backups = made([START + day * DAY for day in range(40)])
    sound = newest_five(backups)
    shaky = [
        a_backup(number, START + number * DAY + HOUR, is_verified=False) for number in range(25, 30)
    ]
    both = [each for each in sound if each.number not in range(26, 31)]
    assert set(removed(both)) == set(removed([*both, *shaky])) - {each.number for each in shaky}


# ---- clocks that are wrong --------------------------------------------------------------------


def test_a_clock_that_was_years_ahead_for_five_backups_lets_nothing_of_two_days_go() -> None:
    hours = [START + number * HOUR for number in range(20)]
    ahead = [START + 3650 * DAY + number * HOUR for number in range(5)]
    assert removed(made([*hours, *ahead, START + 26 * HOUR])) == []


def a_history(days: int = 30) -> list[Backup]:
    return made([START + day * DAY + hour * HOUR for day in range(days) for hour in (0, 3, 6)])


@pytest.mark.parametrize("wrong", [datetime(1971, 1, 1, tzinfo=UTC), START + 73 * 365 * DAY])
def test_a_clock_that_is_wrong_once_thins_nothing_more(wrong: datetime) -> None:
    history = a_history()
    number, last = history[-1].number + 1, history[-1].made_at
    right = [*history, a_backup(number, last + HOUR)]
    assert removed([*history, a_backup(number, wrong)]) == removed(right)
    for more in range(1, 12):
        right.append(a_backup(number + more, last + HOUR + more * HOUR))
        off = [replace(each, made_at=wrong) if each.number == number else each for each in right]
        assert set(removed(off)) <= set(removed(right))


def test_a_clock_that_ran_ahead_for_an_afternoon_thins_nothing_more() -> None:
    history = a_history()
    number, last = history[-1].number, history[-1].made_at
    ahead = [a_backup(number + n, last + 4000 * DAY + n * HOUR) for n in range(1, 6)]
    right = [a_backup(number + n, last + n * HOUR) for n in range(1, 6)]
    assert removed([*history, *ahead]) == removed([*history, *right])


def test_after_a_clock_was_set_back_for_good_time_goes_on_from_there() -> None:
    ahead = made([START + 1500 * DAY + day * DAY for day in range(60)])
    back = [a_backup(61 + day, START + day * DAY) for day in range(55)]
    left = set(kept(ahead))
    gone_at_once = 0
    for length in range(1, 56):
        gone = set(removed([*ahead, *back[:length]]))
        gone_at_once = max(gone_at_once, len(gone & left))
        left = left - gone | {back[length - 1].number}
    # As if the clock had never been touched: one a day lets go of one a day.
    assert gone_at_once <= 3
    assert len(left) >= 5 + 14 + 4


def test_what_was_made_under_a_wrong_clock_takes_no_place_of_what_was_made_before() -> None:
    """Else each look lets the last right one go, since the first wrong one takes its time."""
    history = made([START + day * DAY for day in range(14)])
    history += [a_backup(15 + day, START - 4000 * DAY + day * DAY) for day in range(4)]
    for day in range(18, 24):
        history.append(a_backup(len(history) + 30, START + day * DAY))
        gone = {each.number for each in to_remove(history)}
        history = [each for each in history if each.number not in gone]
    assert {10, 11, 12, 13, 14} <= {each.number for each in history}


def test_of_a_wrong_row_the_first_takes_the_time_before_and_the_next_follow() -> None:
    said = [
        START,
        START,
        START + DAY,
        START - 90 * DAY,
        START - 88 * DAY,
        START + 2 * DAY,
        START + 3 * DAY,
        START + 4 * DAY,
    ]
    assert fitting_times(made(said)) == [
        START,
        START,
        START + DAY,
        START + DAY,
        START + 2 * DAY,
        START + 2 * DAY,
        START + 3 * DAY,
        START + 4 * DAY,
    ]


def test_wrong_ones_at_the_very_beginning_lie_before_the_first_right_one() -> None:
    said = [START + 900 * DAY, START + 902 * DAY, *(START + day * DAY for day in range(4))]
    assert fitting_times(made(said))[:3] == [START - 2 * DAY, START, START]


# ---- whatever comes ---------------------------------------------------------------------------

clocks = st.integers(0, 20 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
histories = st.lists(
    st.tuples(clocks, st.booleans(), st.sampled_from(BackupReason)), max_size=60
).map(
    lambda rows: [
        a_backup(number, at, is_verified=is_verified, reason=reason)
        for number, (at, is_verified, reason) in enumerate(rows, 1)
    ]
)


@given(histories, st.randoms(use_true_random=False))
def test_whatever_the_clock_said_what_must_stay_stays(
    backups: list[Backup], draw: random.Random
) -> None:
    mixed = draw.sample(backups, len(backups))
    gone = to_remove(mixed)
    assert gone == to_remove(backups) == sorted(gone, key=lambda backup: backup.number)
    verified = [backup.number for backup in backups if backup.is_verified]
    assert not {each.number for each in gone} & {each.number for each in backups[-5:]}
    assert all(backup.number < max(verified, default=0) for backup in gone)
    assert not verified or min(len(verified), 5) <= sum(
        backup.is_verified for backup in backups if backup not in gone
    ) + sum(not backup.is_verified for backup in backups[-5:])


@given(histories)
def test_of_every_year_that_went_in_order_one_stays(backups: list[Backup]) -> None:
    ordered = [
        replace(backup, made_at=at)
        for backup, at in zip(backups, sorted(each.made_at for each in backups), strict=True)
    ]
    gone = to_remove(ordered)
    left = [backup for backup in ordered if backup not in gone]
    years = {backup.made_at.year for backup in ordered if backup.is_verified}
    assert years <= {backup.made_at.year for backup in left if backup.is_verified} | {
        backup.made_at.year for backup in ordered[-5:]
    }
    assert to_remove(left) == []


@given(histories)
def test_fitting_times_never_run_backwards_and_true_ones_are_kept(backups: list[Backup]) -> None:
    times = fitting_times(backups)
    assert len(times) == len(backups)
    assert all(before <= after for before, after in pairwise(times))
    said = sorted(backup.made_at for backup in backups)
    in_order = [replace(each, made_at=at) for each, at in zip(backups, said, strict=True)]
    assert fitting_times(in_order) == said


# ---- three years ------------------------------------------------------------------------------


def test_three_years_of_use_leave_a_few_dozen_files() -> None:
    draw = random.Random(1)
    backups: list[Backup] = []
    number = most = 0
    for day in range(3 * 365):
        at = START + day * DAY
        for _ in range(draw.choice((0, 1, 2, 3, 4, 6))):
            at += timedelta(minutes=draw.randint(31, 200))
            number += 1
            backups.append(a_backup(number, at))
            gone = to_remove(backups)
            assert len(gone) <= 10
            backups = [backup for backup in backups if backup not in gone]
            most = max(most, len(backups))
    assert number > 2500
    assert 40 < len(backups) <= most <= 65


@pytest.mark.parametrize(
    "wrong", [{"made_at": START.replace(tzinfo=None)}, {"number": -1}, {"size_bytes": -1}]
)
def test_a_backup_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError):
        a_backup(**{"number": 1, "made_at": START, **wrong})  # type: ignore[arg-type] # as above
