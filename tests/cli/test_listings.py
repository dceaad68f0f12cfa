import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.knee import Knee, ScoreSource, Sign
from diary.domain.rule import Rule
from diary.domain.run import Sport
from diary.formats.exchange import encode_diary
from diary.services.sample import sample_diary
from tests.builders import (
    AT,
    ON,
    ZONE,
    a_day,
    a_diary,
    a_knee_day,
    a_run,
    a_run_knee,
    a_score,
    a_shoe,
)
from tests.cli.conftest import Kneelog


@pytest.fixture
def example(kneelog: Kneelog) -> Kneelog:
    kneelog.fill(sample_diary(140, 1, ON, ZONE))
    return kneelog


def exported(diary: Diary) -> bytes:
    return encode_diary(diary, made_at=AT, program="kneelog")


@pytest.mark.parametrize("kind", ["runs", "days"])
def test_a_listing_has_the_keys_of_the_exchange_file(example: Kneelog, kind: str) -> None:
    listed = example(kind, "--json").document
    told = example("export", "--format", "json", "--out", "-").document
    assert listed == {kind: told[kind]}


@pytest.mark.parametrize("kind", ["runs", "days", "scores"])
def test_a_listing_includes_both_ends(example: Kneelog, kind: str) -> None:
    listed = example(kind, "--from", "2026-11-10", "--to", "2026-11-12", "--json").document[kind]
    days = {each["on"] for each in listed}
    assert min(days) == "2026-11-10"
    assert max(days) == "2026-11-12"


@pytest.mark.parametrize("kind", ["runs", "shoes", "days", "scores"])
def test_an_empty_diary_lists_nothing(kneelog: Kneelog, kind: str) -> None:
    kneelog("new")
    assert kneelog(kind, "--json").document == {kind: []}
    said = kneelog(kind)
    assert said.status == 0
    assert said.out.startswith("No ")


def test_runs_are_aligned_with_their_scores(kneelog: Kneelog) -> None:
    knees = {Knee.LEFT: a_run_knee(during=3), Knee.RIGHT: a_run_knee(0, 1)}
    runs = [
        a_run("r1", distance_m=8200.0, moving_s=2710.0, shoe_id="s1", knees=knees),
        a_run("r2", date(2026, 11, 1), sport=Sport.RIDE, distance_m=None),
    ]
    kneelog.fill(a_diary(runs=runs, shoes=[a_shoe("s1", "Blue\x1b[31m 12")]))
    head, ride, run = kneelog("runs").out.splitlines()
    heads = ("Day", "Start", "Distance", "Time", "Pace", "What", "Shoe", "Left", "Right", "Id")
    assert tuple(head.split()) == heads
    assert ride.split() == ["Sun", "1", "Nov", "2026", "45:10", "Ride", "r2"]
    for text in ("8.2 km", "45:10", "5:30", "Blue [31m 12", "3 -", "0 1"):
        assert text in run
    for name, text in (("Time", "45:10"), ("Pace", "5:30"), ("Left", "3 -")):
        assert head.index(name) + len(name) == run.index(text) + len(text)


def test_a_pair_past_its_limit_has_the_day_on_which_it_was_reached(kneelog: Kneelog) -> None:
    runs = [
        a_run(f"r{number}", ON - timedelta(days=100 * number), distance_m=8000.0, shoe_id="s1")
        for number in range(3)
    ]
    shoe = a_shoe("s1", "Blue 12", initial_distance_m=635_000.0)
    kneelog.fill(a_diary(runs=runs, shoes=[shoe]))
    (row,) = [line for line in kneelog("shoes").out.splitlines() if "Blue 12" in line]
    assert "Wed 12 Aug 2026" in row
    assert kneelog("shoes", "--json").document["shoes"][0]["forecast_on"] == str(ON)


def test_shoes_have_their_numbers_of_the_day_asked(kneelog: Kneelog) -> None:
    runs = [
        a_run(f"r{number}", ON - timedelta(days=2 * number), distance_m=8000.0, shoe_id="s1")
        for number in range(14)
    ]
    shoes = [
        a_shoe("s1", "Blue 12", initial_distance_m=400_000.0, first_used_on=date(2026, 10, 1)),
        a_shoe("s2", "Old", retired_on=date(2026, 1, 1)),
    ]
    kneelog.fill(a_diary(runs=runs, shoes=shoes))
    blue, old = kneelog("shoes", "--json").document["shoes"]
    assert (blue["name"], blue["distance_m"], blue["limit_m"]) == ("Blue 12", 512_000.0, 650_000.0)
    assert (blue["m_per_week"], blue["state"]) == (28_000.0, "ok")
    assert blue["share"] == pytest.approx(512 / 650)
    assert blue["forecast_on"] == "2026-12-25"
    assert set(blue) >= {"forecast_from", "forecast_to", "usual_for", "inspections"}
    assert old["retired_on"] == "2026-01-01"
    assert [
        each["id"] for each in kneelog("shoes", "--from", "-5", "--json").document["shoes"]
    ] == ["s1"]
    earlier = kneelog("shoes", "--to", "-1", "--json").document["shoes"]
    assert earlier[0]["distance_m"] == 504_000.0
    assert "Past its limit" not in kneelog("shoes").out


def test_scores_tell_when_they_were_late(kneelog: Kneelog) -> None:
    late = datetime(2026, 11, 22, 15, 1, tzinfo=UTC)
    # The day ends at 03:00 of the next; 36 hours later is 15:00 of the day after.
    knees = {
        Knee.LEFT: a_knee_day(a_score(1, late), a_score(2, late - timedelta(minutes=1))),
        Knee.RIGHT: a_knee_day(a_score(0, None, source=ScoreSource.NO_PAIN)),
    }
    kneelog.fill(a_diary([a_day(ON, knees=knees)]))
    kneelog.clock.turn(days=3)
    scores = kneelog("scores", "--json").document["scores"]
    assert scores[0] == {
        "on": "2026-11-20",
        "knee": "left",
        "moment": "morning",
        "score": 1,
        "run_id": None,
        "recorded_at": "2026-11-22T15:01:00Z",
        "late": True,
        "source": "typed",
    }
    assert [score["late"] for score in scores] == [True, False, None]
    assert kneelog("scores").out.splitlines()[1].endswith("late")


def test_days_show_signs_plan_and_note_on_one_line(kneelog: Kneelog) -> None:
    knees = {Knee.LEFT: a_knee_day(2, 4, signs={Sign.SWELLING: True, Sign.LOCKING: False})}
    day = a_day(ON, knees=knees, note="one\ntwo")
    kneelog.fill(a_diary([day, a_day(date(2026, 11, 1), away=True)]))
    _head, away, line = kneelog("days").out.splitlines()
    assert away.split() == ["Sun", "1", "Nov", "2026", "Away"]
    for text in ("Fri 20 Nov 2026", "2 4", "Swelling (left)", "one two"):
        assert text in line
    assert "Locking" not in line


def test_json_of_a_note_steers_no_terminal_and_holds_all_of_it(kneelog: Kneelog) -> None:
    note = "\x9b31mred\x7f \u202etxet\u202c \u2028 \U0001f468\u200d\U0001f469 \x1b[2J"
    kneelog.fill(a_diary([a_day(ON, note=note)]))
    said = kneelog("days", "--json")
    assert said.document["days"][0]["note"] == note
    assert not {letter for letter in said.out if letter in "\x1b\x7f\x9b\u202e\u202c\u2028"}
    assert "\U0001f468\u200d\U0001f469" in said.out


def test_reminders_of_the_example(example: Kneelog) -> None:
    told = example("reminders", "--json").document
    assert told["on"] == "2026-11-20"
    assert told["events"] == []
    found = {each["rule"]: each for each in told["open"]}
    worse, shoe = found["R-WORSE"], found["R-SHOE"]
    assert (worse["rule"], worse["subject"], worse["level"]) == ("R-WORSE", "left", "act")
    assert (worse["state"], worse["title"]) == ("open", "Left knee pain is rising")
    assert set(worse["evidence"]) >= {"base", "recent", "level", "n_recent", "base_span"}
    assert (shoe["rule"], shoe["evidence"]["state"]) == ("R-SHOE", "over")
    assert all(each["why"] and each["next"] and each["fired_on"] for each in told["open"])
    text = example("reminders").out
    assert "Left knee pain is rising (since " in text
    assert "Blue 12 is past its limit" in text


def test_reminders_with_their_history(example: Kneelog) -> None:
    events = example("reminders", "--history", "--json").document["events"]
    kinds = [(each["rule"], each["event"]) for each in events]
    assert ("R-WORSE", "fire") in kinds
    assert ("R-WATCH", "clear") in kinds
    assert [each["on"] for each in events] == sorted(each["on"] for each in events)


def test_the_history_is_told_in_words(example: Kneelog) -> None:
    lines = example("reminders", "--history").out.splitlines()
    rows = lines[next(n for n, line in enumerate(lines) if line.startswith("Day ")) + 1 :]
    told = [re.split(r"  +", row)[1:] for row in rows]
    assert ["Left knee a little above your usual", "Left knee", "began"] in told
    assert ["Left knee a little above your usual", "Left knee", "ended"] in told
    assert ["Blue 12 is past its limit", "Blue 12", "changed"] in told
    assert not any("R-" in row or "-7" in row for row in rows)


def test_the_history_leaves_out_what_is_switched_off(kneelog: Kneelog) -> None:
    diary = sample_diary(120, 1, ON, ZONE)
    off = frozenset({Rule.WORSE, Rule.SHOE})
    kneelog.fill(replace(diary, settings=replace(diary.settings, rules_off=off)))
    told = kneelog("reminders", "--history", "--json").document["events"]
    rules = {each["rule"] for each in told}
    assert "R-PERSIST" in rules
    assert rules.isdisjoint({"R-WORSE", "R-SHOE"})
    text = kneelog("reminders", "--history").out
    assert "Left knee: pain for more than 2 weeks" in text
    assert "Left knee pain is rising" not in text


@pytest.mark.parametrize("arguments", [(), ("--on", "today")])
def test_an_old_backup_is_listed_and_a_new_one_is_not(
    kneelog: Kneelog, arguments: tuple[str, ...]
) -> None:
    kneelog.fill(a_diary([a_day(ON, left=1)]))
    kneelog("backup")
    # The clock of the computer tells when a backup is made.
    [backup] = kneelog("backups", "--json").document["backups"]
    made_at = datetime.fromisoformat(backup["made_at"]).replace(hour=12)
    for days, is_listed in ((6, False), (7, True)):
        kneelog.clock.at = made_at + timedelta(days=days)
        told = kneelog.parts.read_diary(kneelog.path, ())[0].days
        on = kneelog.clock.at.date()
        with closing(kneelog.parts.open_store(kneelog.path)) as store:
            store.write(ChangeSet((Change(told.get(on), a_day(on, left=1)),)))
        found = kneelog("reminders", "--json", *arguments).document["open"]
        assert ("R-BACKUP" in {each["rule"] for each in found}) is is_listed
    assert "No backup since" in kneelog("reminders", *arguments).out
    # What was backed up on another day is not known any more.
    found = kneelog("reminders", "--json", "--on", "yesterday").document["open"]
    assert "R-BACKUP" not in {each["rule"] for each in found}


def test_reminders_of_an_earlier_day_read_nothing_later(example: Kneelog) -> None:
    told = example("reminders", "--on", "2026-11-01", "--json").document
    assert told["on"] == "2026-11-01"
    found = {each["rule"]: each for each in told["open"]}
    assert "R-WORSE" not in found
    assert found["R-SHOE"]["evidence"]["distance_m"] < 650_000


def test_until_the_turnover_it_is_still_the_day_before(example: Kneelog) -> None:
    example.clock.at = datetime(2026, 11, 21, 2, 59, tzinfo=UTC)
    assert example("reminders", "--json").document["on"] == "2026-11-20"
    example.clock.turn(minutes=1)
    assert example("reminders", "--json").document["on"] == "2026-11-21"


def test_a_diary_without_reminders_says_so(kneelog: Kneelog) -> None:
    kneelog("new")
    said = kneelog("reminders")
    assert said.out.startswith("No reminders on Fri 20 Nov 2026.\n")
    assert "3 weeks of entries" in said.out
