"""Help that was arranged takes the place of what it was arranged for, and of nothing else."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.event import Event, EventKind
from diary.domain.knee import Area, Knee, KneeDay, Sign, SwellingSize
from diary.domain.rules.safety import SafetyNotice, help_arranged, safety_notice
from tests.builders import a_diary, counted_ids

D20 = date(2026, 11, 20)
NO_WEIGHT = KneeDay(signs={Sign.NO_WEIGHT: True})
WEIGHT = KneeDay(signs={Sign.NO_WEIGHT: False})
LOCKED = KneeDay(signs={Sign.LOCKING: True})
SWOLLEN = KneeDay(signs={Sign.SWELLING: True}, swelling_size=SwellingSize.LARGE_FAST)


def day_of(number: int) -> date:
    return date(2026, 11, number)


def diary_of(said: dict[int, KneeDay], *events: Event) -> Diary:
    """A diary of the left knee by day of November."""
    days = [Day(day_of(number), {Knee.LEFT: each}) for number, each in said.items()]
    return a_diary(days, events=events)


def arranged(number: int, *keys: str) -> Event:
    event = Event(f"help-{number}", day_of(number), EventKind.HELP_ARRANGED)
    return replace(event, findings=keys)


def with_help(diary: Diary, notice: SafetyNotice | None, today: date) -> Diary:
    """The diary after help was arranged for all that a notice tells."""
    assert notice is not None
    events = help_arranged(notice, counted_ids(), today, "Anna")
    return replace(diary, events={**diary.events, **{event.id: event for event in events}})


def told(diary: Diary, number: int) -> str | None:
    """Whether the day says now, soon, only that help is arranged, or nothing."""
    notice = safety_notice(diary, day_of(number))
    if notice is None:
        return None
    return str(notice.urgency) if notice.told else "arranged"


def keys_told(diary: Diary, on: date) -> list[str]:
    notice = safety_notice(diary, on)
    return [] if notice is None else [key for each in notice.told for key in each.sign_keys()]


def test_arranged_help_is_said_until_two_days_passed_without_a_sign() -> None:
    diary = diary_of({20: NO_WEIGHT, 22: NO_WEIGHT}, arranged(20, "left.no_weight"))
    found = [told(diary, number) for number in range(19, 27)]
    assert found == [None, *["arranged"] * 5, None, None]


def test_it_is_said_for_two_days_though_the_sign_was_answered_no() -> None:
    diary = diary_of({20: NO_WEIGHT, 21: WEIGHT}, arranged(20, "left.no_weight"))
    assert [told(diary, number) for number in (21, 22, 23)] == ["arranged", "arranged", None]


def test_a_sign_that_was_not_there_is_told_in_full() -> None:
    numb = KneeDay(signs={Sign.NO_WEIGHT: True, Sign.NUMB_OR_COLD: True})
    event = arranged(20, "left.no_weight")
    assert told(diary_of({20: NO_WEIGHT, 21: NO_WEIGHT}, event), 21) == "arranged"
    assert told(diary_of({20: NO_WEIGHT, 21: LOCKED}, event), 21) == "soon"
    assert told(diary_of({20: NO_WEIGHT, 21: numb}, event), 21) == "now"
    assert keys_told(diary_of({20: NO_WEIGHT, 21: numb}, event), day_of(21)) == [
        "left.numb_or_cold"
    ]
    assert told(diary_of({20: numb}, event), 20) == "now"
    assert told(diary_of({20: numb}, event, arranged(21, "left.numb_or_cold")), 21) == "arranged"


def test_a_sign_that_was_answered_no_is_new_when_it_comes_again() -> None:
    """However often another sign of that knee was there meanwhile."""
    said = {
        number: KneeDay(signs={Sign.NO_WEIGHT: False, Sign.GIVING_WAY: number % 3 == 0})
        for number in range(2, 30)
    }
    event = arranged(1, "left.no_weight", "left.giving_way")
    assert told(diary_of({1: NO_WEIGHT, **said, 30: NO_WEIGHT}, event), 30) == "now"
    assert told(diary_of({20: NO_WEIGHT, 21: WEIGHT, 22: NO_WEIGHT}, arranged(20)), 22) == "now"


@pytest.mark.parametrize(("again", "expected"), [(23, "arranged"), (24, "now")])
def test_more_than_two_whole_days_without_a_sign_end_what_was_arranged(
    again: int, expected: str
) -> None:
    """Another sign that is there all the time does not lengthen it."""
    locked = dict.fromkeys(range(20, again), LOCKED)
    both = KneeDay(signs={Sign.NO_WEIGHT: True, Sign.LOCKING: True})
    diary = diary_of({**locked, 20: both, again: both}, arranged(20, "left.no_weight"))
    help_for_locking = arranged(21, "left.locking")
    diary = replace(diary, events={**diary.events, help_for_locking.id: help_for_locking})
    assert told(diary, again) == expected


@pytest.mark.parametrize("said", [NO_WEIGHT, LOCKED])
def test_help_for_one_knee_is_none_for_the_other(said: KneeDay) -> None:
    days = [Day(D20, dict.fromkeys(Knee, said))]
    (sign,) = said.signs
    event = arranged(20, f"left.{sign}")
    notice = safety_notice(a_diary(days, events=[event]), D20)
    assert notice is not None
    assert [each.knee for each in notice.told] == [Knee.RIGHT]
    assert notice.arranged == event


def test_help_that_is_over_is_not_spoken_of_beside_a_new_sign() -> None:
    diary = diary_of({20: NO_WEIGHT, 21: WEIGHT, 22: NO_WEIGHT}, arranged(20, "left.no_weight"))
    notice = safety_notice(diary, day_of(22))
    assert notice is not None
    assert notice.arranged is None


def test_help_for_an_earlier_trouble_says_nothing_about_a_later_one() -> None:
    diary = diary_of({10: NO_WEIGHT, 20: NO_WEIGHT}, arranged(10, "left.no_weight"))
    assert told(diary, 20) == "now"
    assert told(diary, 11) == "arranged"


def test_an_arrangement_from_elsewhere_is_about_what_stood_on_its_day() -> None:
    diary = diary_of({19: NO_WEIGHT, 21: KneeDay(signs={Sign.STUCK: True})}, arranged(20))
    assert told(diary, 20) == "arranged"
    assert told(diary, 21) == "now"
    right = replace(arranged(20), knee=Knee.RIGHT)
    assert told(diary_of({20: NO_WEIGHT}, right), 20) == "now"


def test_other_events_and_other_words_arrange_nothing() -> None:
    visit = Event("visit", D20, EventKind.PT_VISIT)
    assert told(diary_of({20: NO_WEIGHT}, visit), 20) == "now"
    assert told(diary_of({20: NO_WEIGHT}, arranged(20, "left.tired", "no_weight")), 20) == "now"


def test_a_swelling_that_gets_smaller_needs_no_other_help() -> None:
    clear = replace(SWOLLEN, swelling_size=SwellingSize.CLEAR)
    event = arranged(20, "left.large_fast")
    assert told(diary_of({20: SWOLLEN, 21: clear}, event), 21) == "arranged"
    assert told(diary_of({20: clear, 21: SWOLLEN}, arranged(20, "left.clear")), 21) == "now"


def test_a_fall_with_another_swelling_is_a_new_one() -> None:
    fell = KneeDay(signs={Sign.BEGAN_WITH_FALL: True, Sign.SWELLING: True})
    flat = KneeDay(signs={Sign.SWELLING: False})
    event = arranged(20, "left.began_with_fall")
    assert told(diary_of({20: fell, 22: fell}, event), 22) == "arranged"
    assert told(diary_of({20: fell, 21: flat, 22: fell}, event), 22) == "now"


@pytest.mark.parametrize(
    ("on", "today", "expected"), [(20, 20, 20), (19, 20, 20), (21, 20, 21), (20, 22, 22)]
)
def test_what_is_arranged_is_of_today_or_of_the_newest_sign(
    on: int, today: int, expected: int
) -> None:
    diary = diary_of({on: NO_WEIGHT})
    notice = safety_notice(diary, day_of(on))
    assert notice is not None
    (event,) = help_arranged(notice, lambda: "id", day_of(today), "Anna, Monday")
    assert event == Event(
        "id",
        day_of(expected),
        EventKind.HELP_ARRANGED,
        knee=Knee.LEFT,
        text="Anna, Monday",
        findings=("left.no_weight",),
    )
    assert told(replace(diary, events={"id": event}), on) == "arranged"


def test_an_older_day_on_screen_gets_help_of_its_own() -> None:
    diary = diary_of({10: NO_WEIGHT, 20: LOCKED})
    for shown in (10, 11):
        after = with_help(diary, safety_notice(diary, D20, shown=day_of(shown)), D20)
        found = {event.on.day: event.findings for event in after.events.values()}
        assert found == {20: ("left.locking",), 10: ("left.no_weight",)}
        notice = safety_notice(after, D20, shown=day_of(shown))
        assert notice is not None
        assert not notice.told
        assert notice.arranged is not None
        assert notice.arranged.on == D20
    answered = diary_of({19: NO_WEIGHT, 20: WEIGHT})
    after = with_help(answered, safety_notice(answered, D20, shown=day_of(19)), D20)
    assert told(after, 19) == "arranged"


def test_help_for_every_sign_of_both_knees_can_be_kept() -> None:
    everything = KneeDay(
        signs=dict.fromkeys(Sign, True), swelling_size=SwellingSize.LARGE_FAST, areas=(Area.INNER,)
    )
    days = [Day(day_of(number), dict.fromkeys(Knee, everything)) for number in (19, 20)]
    diary = a_diary(days)
    after = with_help(diary, safety_notice(diary, D20), D20)
    assert {event.knee for event in after.events.values()} == {None}
    assert told(after, 20) == "arranged"


def test_help_for_what_should_not_wait_is_for_the_lesser_signs_of_that_day_too() -> None:
    both = KneeDay(signs={Sign.STUCK: True, Sign.LOCKING: True})
    diary = diary_of({20: both, 21: LOCKED})
    assert told(with_help(diary, safety_notice(diary, D20), D20), 21) == "arranged"


# ---- long runs of days ------------------------------------------------------------------------

FIRST = date(2026, 1, 1)
LENGTH = 60
NOW_SIGNS = (Sign.NO_WEIGHT, Sign.STUCK, Sign.NUMB_OR_COLD)
ANSWERS: dict[str, bool | None] = {"y": True, "n": False, ".": None}
# Other answers come and go meanwhile and change nothing.
OTHERS = (Sign.LOCKING, Sign.GIVING_WAY, Sign.NIGHT_PAIN, Sign.SWELLING)
Track = dict[tuple[Knee, Sign], str]


def random_tracks(source: random.Random) -> Track:
    """For each sign of each knee what was answered day by day: y, n or a dot for nothing."""
    signs = [(knee, sign) for knee in Knee for sign in (*NOW_SIGNS, *OTHERS)]
    weights = source.choice([(1, 1, 1), (1, 4, 8), (6, 1, 1), (1, 0, 2), (1, 0, 1)])
    return {each: "".join(source.choices("yn.", weights, k=LENGTH)) for each in signs}


def diary_of_tracks(tracks: Track, events: list[Event]) -> Diary:
    days = []
    for number in range(LENGTH):
        said = {}
        for knee in Knee:
            answers = {
                sign: ANSWERS[track[number]] for (of, sign), track in tracks.items() if of is knee
            }
            given = {sign: answer for sign, answer in answers.items() if answer is not None}
            said[knee] = KneeDay(signs=given)
        days.append(Day(FIRST + timedelta(days=number), said))
    return a_diary(days, events=events)


def random_events(source: random.Random, tracks: Track) -> list[Event]:
    found = []
    for number in range(source.randrange(8)):
        signs = source.sample(sorted(tracks), source.randrange(1, 4))
        keys = tuple(f"{knee}.{sign}" for knee, sign in signs)
        on = FIRST + timedelta(days=source.randrange(LENGTH))
        found.append(Event(f"help-{number}", on, EventKind.HELP_ARRANGED, findings=keys))
    return found


def is_arranged_for(track: str, key: str, number: int, events: list[Event]) -> bool:
    """The rule in other words: neither a no nor three days in a row without a yes."""
    for event in events:
        first, last = sorted(((event.on - FIRST).days, number))
        since = "y" * (track[first] == ".") + track[first + (track[first] == ".") : last + 1]
        if key in event.findings and not re.search(r"n|\.{3}", since):
            return True
    return False


def cases() -> Iterator[tuple[Track, list[Event]]]:
    for seed in range(60):
        source = random.Random(seed)
        tracks = random_tracks(source)
        yield tracks, random_events(source, tracks)


def test_a_sign_that_should_not_wait_is_told_in_full_unless_help_was_arranged_for_it() -> None:
    told_days = arranged_days = 0
    for tracks, events in cases():
        diary = diary_of_tracks(tracks, events)
        for number in range(LENGTH):
            on = FIRST + timedelta(days=number)
            found = keys_told(diary, on)
            next_day = keys_told(diary, on + timedelta(days=1))
            for (knee, sign), track in tracks.items():
                if sign not in NOW_SIGNS or track[number] != "y":
                    continue
                key = f"{knee}.{sign}"
                if is_arranged_for(track, key, number, events):
                    assert key not in found
                    arranged_days += 1
                    continue
                assert key in found
                told_days += 1
                if number + 1 < LENGTH and track[number + 1] == ".":
                    assert key in next_day
    assert told_days > 1000
    assert arranged_days > 100


def test_whoever_arranges_help_for_all_that_is_told_reads_no_more_than_that() -> None:
    source, new_id = random.Random(1), counted_ids()
    for tracks, _events in list(cases())[:20]:
        diary = diary_of_tracks(tracks, [])
        for number in sorted(source.sample(range(LENGTH), 6)):
            on = FIRST + timedelta(days=number)
            shown = FIRST + timedelta(days=source.randrange(number + 1))
            notice = safety_notice(diary, on, shown=shown)
            if notice is None or not notice.told:
                continue
            events = help_arranged(notice, new_id, on, "")
            known = {**diary.events, **{event.id: event for event in events}}
            diary = replace(diary, events=known)
            again = safety_notice(diary, on, shown=shown)
            assert again is not None
            assert not again.told
