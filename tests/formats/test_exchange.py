import gc
import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from diary.domain.day import Care, Limit
from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.knee import Area, Knee, ScoreSource, Sign
from diary.domain.period import Span
from diary.domain.run import SourceFormat, Sport
from diary.domain.settings import THRESHOLDS, Settings
from diary.formats import exchange_shapes as shapes
from diary.formats.exchange import Decoded, decode_diary, encode_diary
from diary.formats.exchange_schema import SCHEMA, schema_text
from diary.services.sample import sample_diary
from diary.texts.exchange import exchange_problem_text
from tests.builders import AT, ON, Given, a_day, a_diary, a_knee_day, a_run, a_shoe, diaries
from tests.thorough import cases

Found = list[tuple[str, str]]


def encoded(diary: Diary, **other: Given) -> bytes:
    return encode_diary(diary, made_at=AT, program="kneelog 0.1.0", **other)


def a_file(**parts: Given) -> bytes:
    return json.dumps({"format": "kneelog", "version": 1, **parts}).encode()


def a_told_run(**keys: Given) -> dict[str, Any]:
    return {"id": "r1", "on": "2026-11-20", "sport": "run", "distance_m": 8200, **keys}


def found(decoded: Decoded) -> Found:
    return [(problem.path, problem.code.value) for problem in decoded.problems]


def read(content: bytes) -> Diary:
    decoded = decode_diary(content)
    assert decoded.problems == ()
    assert decoded.diary is not None
    return decoded.diary


def with_possible_changes(diary: Diary) -> Diary:
    """The same diary with each dated change giving its setting a value that it can have."""
    changes = []
    for change in diary.setting_changes:
        value = getattr(diary.settings, change.name)
        if isinstance(value, time):
            value = value.isoformat("minutes")
        elif isinstance(value, StrEnum):
            value = value.value
        changes.append(replace(change, value=value))
    return replace(diary, setting_changes=tuple(changes))


@settings(max_examples=cases(20), deadline=None, suppress_health_check=list(HealthCheck))
@given(diaries())
def test_what_is_written_is_read_again_and_written_the_same(diary: Diary) -> None:
    diary = with_possible_changes(diary)
    content = encoded(diary)
    # Whom to call is nobody else's business.
    assert read(content) == replace(diary, person=replace(diary.person, contacts=()))
    assert encoded(read(content)) == content


def test_equal_diaries_give_equal_bytes_whatever_the_order() -> None:
    runs = [a_run("a"), a_run("b"), a_run("c", on=date(2026, 11, 1))]
    days = [a_day(date(2026, 11, n), left=n) for n in (3, 1, 2)]
    shoes = [a_shoe("x", "Blue 12"), a_shoe("y", "Red 3")]
    assert encoded(a_diary(days, runs, shoes)) == encoded(
        a_diary(reversed(days), reversed(runs), reversed(shoes))
    )


def test_twenty_years_come_back_and_the_collector_is_left_as_it_was() -> None:
    diary = sample_diary(400, 1, ON, "Europe/Lisbon")
    assert read(encoded(diary)) == diary
    assert gc.isenabled()


def test_times_are_written_in_utc_and_read_in_any_zone() -> None:
    day = {"on": "2026-11-20", "recorded_at": "2026-11-20T20:42:00+02:00"}
    diary = read(a_file(days=[day]))
    assert b'"2026-11-20T18:42:00Z"' in encoded(diary)


def test_a_bare_number_is_a_score_and_is_written_as_an_object() -> None:
    diary = read(a_file(days=[{"on": "2026-11-20", "knees": {"left": {"morning": 4}}}]))
    score = diary.day(ON).knee(Knee.LEFT).morning
    assert score is not None
    assert (score.value, score.recorded_at, score.source) == (4, None, ScoreSource.TYPED)
    written = json.loads(encoded(diary))["days"][0]["knees"]["left"]["morning"]
    assert written == {"score": 4, "recorded_at": None, "timezone": None, "source": "typed"}


def test_null_and_absent_are_the_same_and_no_and_none_are_not() -> None:
    keys = {name: None for name in shapes.Day.__struct_fields__ if name != "on"}
    assert read(a_file(days=[{**keys, "on": "2026-11-20"}])) == a_diary([a_day(ON)])
    knees = {"left": {"areas": [], "signs": {"swelling": False, "locking": None}}}
    said = read(a_file(days=[{"on": "2026-11-20", "knees": knees}])).day(ON).knee(Knee.LEFT)
    assert said == a_knee_day(areas=(), signs={Sign.SWELLING: False})


def test_a_run_without_an_origin_it_can_name_keeps_its_hash() -> None:
    source = {"sha256": "ff", "format": "sundial"}
    decoded = decode_diary(a_file(runs=[a_told_run(source=source)]))
    assert found(decoded) == [("$.runs[0].source.format", "unknown_value")]
    assert decoded.diary is not None
    kept = decoded.diary.runs["r1"].source
    assert kept is not None
    assert (kept.sha256, kept.format) == ("ff", SourceFormat.KNEELOG)


def test_numbers_no_machine_can_hold_are_named_with_their_place() -> None:
    content = a_file(runs=[a_told_run(distance_m="X")]).replace(b'"X"', b"1e999")
    assert found(decode_diary(content)) == [("$.runs[0].distance_m", "out_of_range")]
    content = content.replace(b"1e999", b"9" * 6000)
    assert found(decode_diary(content)) == [("$.runs[0].distance_m", "out_of_range")]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + a_file()) == Diary()


def test_unknown_keys_are_left_out_and_named() -> None:
    day = {
        "on": "2026-11-20",
        "mood": 3,
        "knees": {"left": {"signs": {"purple": True}}, "third": {}},
    }
    decoded = decode_diary(a_file(days=[day], weather=[]))
    assert decoded.diary == a_diary([a_day(ON)])
    assert found(decoded) == [
        ("$.weather", "unknown_key"),
        ("$.days[0].mood", "unknown_key"),
        ("$.days[0].knees.third", "unknown_key"),
        ("$.days[0].knees.left.signs.purple", "unknown_key"),
    ]


def test_unknown_values_leave_their_field_unanswered_and_the_rest_is_read() -> None:
    knees = {"left": {"areas": ["front", "moon"], "qualities": ["odd"], "worst": 2}}
    day = {"on": "2026-11-20", "plan": "maybe", "knees": knees}
    run = a_told_run(sport="fly", kind="moonwalk", timezone="Mars/Phobos")
    event = {"id": "e", "on": "2026-11-20", "kind": "eclipse"}
    decoded = decode_diary(a_file(days=[day], runs=[run], events=[event]))
    assert dict(found(decoded)) == dict.fromkeys(
        [
            "$.days[0].plan",
            "$.days[0].knees.left.areas[1]",
            "$.days[0].knees.left.qualities[0]",
            "$.runs[0].timezone",
            "$.runs[0].sport",
            "$.runs[0].kind",
            "$.events[0].kind",
        ],
        "unknown_value",
    )
    diary = decoded.diary
    assert diary is not None
    said = diary.day(ON).knee(Knee.LEFT)
    assert (said.areas, said.qualities) == ((Area.FRONT,), None)
    assert said.worst is not None
    read_run = diary.runs["r1"]
    assert (read_run.sport, read_run.kind, read_run.timezone) == (Sport.OTHER, None, None)
    assert diary.events["e"].kind is EventKind.OTHER


def test_a_flood_of_unknown_values_ends() -> None:
    knees = {"left": {"areas": [f"a{number}" for number in range(100_000)]}}
    decoded = decode_diary(a_file(days=[{"on": "2026-11-20", "knees": knees}]))
    assert decoded.diary is None
    assert found(decoded)[-1] == ("$.days[0]", "out_of_range")


def test_a_setting_out_of_bounds_is_its_default_and_the_file_is_read() -> None:
    chosen = {"worse_act": 9, "snooze_days": 14, "worse_watch": None, "sound": "on"}
    decoded = decode_diary(a_file(settings={**chosen, "day_turnover": "07:00", "green_max": None}))
    assert found(decoded) == [
        ("$.settings.worse_act", "setting_refused"),
        ("$.settings.sound", "unknown_key"),
        ("$.settings.day_turnover", "setting_refused"),
    ]
    assert "worse_act" in exchange_problem_text(decoded.problems[0])
    assert decoded.diary is not None
    assert decoded.diary.settings == Settings(snooze_days=14, worse_watch=None)


def test_a_change_of_no_setting_or_to_no_value_of_it_is_left_out_and_named() -> None:
    told: list[tuple[str, object]] = [
        ("amber_max", 5),
        ("amber_max", 99),
        ("ambre_max", 5),
        ("worse_watch", None),
        ("worse_act", None),
        ("green_max", "two"),
        ("green_max", 2.5),
        ("green_max", True),
        ("day_turnover", "04:00"),
        ("day_turnover", "noon"),
        ("distance_unit", "mi"),
        ("distance_unit", "furlong"),
        ("season", "off"),
        ("season", None),
        ("season", "spring"),
    ]
    changes = [
        {"at": f"2026-11-{number:02}T19:00:00Z", "name": name, "value": value}
        for number, (name, value) in enumerate(told, 1)
    ]
    decoded = decode_diary(a_file(setting_changes=changes))
    assert found(decoded) == [
        ("$.setting_changes[1].value", "change_refused"),
        ("$.setting_changes[2].name", "unknown_setting"),
        ("$.setting_changes[4].value", "change_refused"),
        ("$.setting_changes[5].value", "change_refused"),
        ("$.setting_changes[6].value", "change_refused"),
        ("$.setting_changes[7].value", "change_refused"),
        ("$.setting_changes[9].value", "change_refused"),
        ("$.setting_changes[11].value", "change_refused"),
        ("$.setting_changes[14].value", "change_refused"),
    ]
    assert exchange_problem_text(decoded.problems[0]) == (
        "$.setting_changes[1].value: “99” does not fit amber_max (1 - 9); this change was left out."
    )
    assert exchange_problem_text(decoded.problems[1]) == (
        "$.setting_changes[2].name: “ambre_max” is not a setting; this change was left out."
    )
    assert decoded.diary is not None
    kept = [(each.name, each.value) for each in decoded.diary.setting_changes]
    assert kept == [
        ("amber_max", 5),
        ("worse_watch", None),
        ("day_turnover", "04:00"),
        ("distance_unit", "mi"),
        ("season", "off"),
        ("season", None),
    ]


@pytest.mark.parametrize(
    ("green", "amber", "expected"),
    [(3, 4, (3, 4)), (3, 3, (3, 5)), (5, 5, (2, 5)), (5, 9, (5, 9)), (5, None, (2, 5))],
)
def test_the_two_pain_limits_stay_apart(
    green: int, amber: int | None, expected: tuple[int, int]
) -> None:
    decoded = decode_diary(a_file(settings={"green_max": green, "amber_max": amber}))
    assert decoded.diary is not None
    chosen = decoded.diary.settings
    assert (chosen.green_max, chosen.amber_max) == expected
    assert bool(decoded.problems) == (expected != (green, amber))


def test_a_span_and_its_reminders_are_written() -> None:
    row = {"rule": "R-WORSE", "subject": "left", "fired_on": ON, "title": "Left knee"}
    span = Span(date(2026, 11, 1), date(2026, 11, 21))
    told = json.loads(encoded(Diary(), span=span, reminders=[row]))
    assert told["span"] == {"from": "2026-11-01", "to": "2026-11-20"}
    assert told["reminders"] == [{**row, "fired_on": "2026-11-20"}]
    assert told["made_at"] == "2026-11-20T18:42:00Z"


def test_what_is_written_can_be_read_though_a_pair_was_lost() -> None:
    diary = a_diary(runs=[a_run("r1", shoe_id="a"), a_run("r2", shoe_id="b")], shoes=[a_shoe("a")])
    whole = read(encoded(diary))
    assert [run.shoe_id for run in whole.runs_in_order()] == ["a", None]


def test_the_shapes_have_every_key_of_the_vocabulary() -> None:
    assert shapes.Signs.__struct_fields__ == tuple(Sign)
    assert shapes.Limits.__struct_fields__ == tuple(Limit)
    assert shapes.Care.__struct_fields__ == shapes.CareMinutes.__struct_fields__ == tuple(Care)


def test_the_schema_is_the_one_of_the_types() -> None:
    assert SCHEMA.read_text("utf-8") == schema_text(), "python -m diary.formats.exchange_schema"
    schema = json.loads(schema_text())
    assert set(schema["$defs"]["Run"]["required"]) == {"id", "on", "sport"}
    told = schema["$defs"]["Document"]["properties"]["settings"]["anyOf"][1]["properties"]
    assert set(THRESHOLDS) < set(told)


def test_a_recorded_instant_keeps_its_microseconds() -> None:
    at = datetime(2026, 11, 20, 7, 5, 0, 123456, tzinfo=UTC)
    diary = a_diary([a_day(ON, recorded_at=at, note="x")])
    assert read(encoded(diary)) == diary
