import csv
import io
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from diary.domain.day import Care, Day, Painkiller
from diary.domain.diary import Diary
from diary.domain.event import Event
from diary.domain.knee import Area, Knee, KneeDay, Score
from diary.domain.person import Person
from diary.domain.reading import ReadRequest
from diary.domain.run import Aid
from diary.domain.shoe import Inspection, SoleFinding
from diary.formats.csv_tables import csv_tables, safe_cell
from diary.formats.exchange import encode_diary
from diary.formats.reading import read_path
from tests.builders import AT, ON, a_day, a_diary, a_run, a_shoe
from tests.strategies import diaries
from tests.thorough import cases

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
REQUEST = ReadRequest("Europe/Lisbon", datetime(2026, 11, 20, 19, 0, tzinfo=UTC))
Row = dict[str, str]


def tables(diary: Diary) -> dict[str, list[Row]]:
    made = csv_tables(encode_diary(diary, made_at=AT, program="kneelog 0.1.0"))
    assert all(content.startswith(BYTE_ORDER_MARK) for content in made.values())
    return {
        name: list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        for name, content in made.items()
    }


def test_a_list_is_a_file_and_its_columns_are_the_keys_with_dots() -> None:
    day = Day(
        ON,
        knees={Knee.LEFT: KneeDay(morning=Score(4), areas=(Area.FRONT, Area.INNER), worse_with=())},
        care={Care.PAINKILLER: True, Care.ICE: False},
        painkiller=Painkiller("x", time(19, 30)),
    )
    run = a_run(distance_m=8200.0, aids=(Aid.TAPE,))
    found = tables(a_diary([day], [run]))
    (told,) = found["days.csv"]
    assert told["on"] == "2026-11-20"
    assert told["knees.left.morning.score"] == "4"
    assert told["knees.left.areas"] == "front; inner"
    assert (told["knees.left.worse_with"], told["knees.left.qualities"]) == ("[]", "")
    assert (told["care.painkiller"], told["care.ice"], told["care.heat"]) == ("true", "false", "")
    assert told["painkiller.at"] == "19:30"
    (ran,) = found["runs.csv"]
    assert (ran["distance_m"], ran["aids"]) == ("8200.0", "tape")
    assert {"shoes.csv", "events.csv", "setting_changes.csv", "reminders.csv"} <= found.keys()
    assert found["settings.csv"][0]["green_max"] == "2"


def test_the_columns_do_not_depend_on_what_was_answered() -> None:
    few, many = tables(a_diary([Day(ON)])), tables(a_diary([a_day(ON, left=3)]))
    assert few["days.csv"][0].keys() == many["days.csv"][0].keys()


def test_a_list_inside_of_a_list_is_a_file_of_its_own() -> None:
    shoe = a_shoe("s1", inspections=(Inspection(ON, (SoleFinding.TREAD_GONE,)),))
    found = tables(a_diary(shoes=[shoe]))
    assert found["shoes.inspections.csv"] == [
        {"shoes.id": "s1", "on": "2026-11-20", "findings": "tread_gone"}
    ]
    assert "inspections" not in found["shoes.csv"][0]


def test_whose_diary_it_is_is_one_row_and_whom_to_call_is_in_none() -> None:
    person = Person(name="Jane", questions=("Hills?", "Stairs?"))
    (told,) = tables(Diary(person))["person.csv"]
    assert (told["name"], told["questions"]) == ("Jane", "Hills?; Stairs?")
    assert not any("contact" in name for name in told)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+01:00", "'+01:00"),
        ("-2", "'-2"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("  =1", "'  =1"),
        ("\uff1dx", "'\uff1dx"),
        ("\ufe66x", "'\ufe66x"),
        ("\ufe62x", "'\ufe62x"),
        ("\ufe63x", "'\ufe63x"),
        ("\ufe6bx", "'\ufe6bx"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\u200b =1", "'\u200b =1"),
        ("\u2060\u00ad=1", "'\u2060\u00ad=1"),
        ("\u200ba", "\u200ba"),
        ("'", "''"),
        ("'=1", "''=1"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_a_spreadsheet_calculates_nothing(text: str, cell: str) -> None:
    assert safe_cell(text) == cell
    event = Event("e", ON, text=text)
    (told,) = tables(a_diary(events=[event]))["events.csv"]
    assert told["text"] == cell


@settings(max_examples=cases(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(diaries())
def test_every_text_can_be_had_back(diary: Diary) -> None:
    for row in tables(diary)["runs.csv"]:
        assert not row["note"].startswith(("=", "+", "-", "@", "\t", "\r"))
    days = tables(diary)["days.csv"]
    said = {row["on"]: row["note"].removeprefix("'") for row in days}
    assert said == {str(day.on): day.note for day in diary.days.values()}


def test_our_own_tables_can_be_read_again(tmp_path: Path) -> None:
    runs = [a_run("a", aids=()), a_run("b", note="=1+1", aids=(Aid.TAPE,)), a_run("c")]
    diary = a_diary([a_day(ON, left=3)], runs)
    path = tmp_path / "runs.csv"
    path.write_bytes(
        csv_tables(encode_diary(diary, made_at=AT, program="kneelog 0.1.0"))["runs.csv"]
    )
    numbers = iter("123")
    (found,) = read_path(path, REQUEST, lambda: next(numbers))
    assert found.error is None
    assert [(run.note, run.aids) for run in found.runs] == [(run.note, run.aids) for run in runs]
