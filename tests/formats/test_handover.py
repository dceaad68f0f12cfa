import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from diary.domain.diary import Diary
from diary.domain.hand_over import HandOver, HandOverCode, HandOverRefusedError, Part
from diary.domain.period import Span
from diary.domain.settings import SettingChange
from diary.formats.exchange import encode_diary
from diary.formats.handover import read, written
from diary.formats.handover_wire import answer_in, framed_answer
from diary.formats.wire import BrokenMessageError
from diary.services.exporting import cut, span_reminders
from diary.services.sample import sample_diary
from diary.texts.hand_over import refused_text
from diary.texts.numbers import Formats
from tests.builders import AT, ON, ZONE, a_day, a_diary
from tests.builders_zips import zipped
from tests.formats.test_exchange import with_possible_changes
from tests.fuzz.crafted import changed, document, sound
from tests.strategies import diaries
from tests.thorough import cases

LENGTH_BYTES = 4
SPAN = Span(date(2026, 10, 24), date(2026, 11, 21))


def a_file(diary: Diary, span: Span | None = None, left_out: tuple[Part, ...] = ()) -> bytes:
    rows = span_reminders(diary, span, Formats()) if span else []
    content = encode_diary(diary, made_at=AT, program="kneelog 0.1.0", span=span, reminders=rows)
    return written(content, {}, made_at=AT, program="kneelog 0.1.0", span=span, left_out=left_out)


def over_the_wire(found: HandOver) -> HandOver:
    return answer_in(framed_answer(found)[LENGTH_BYTES:])


@settings(max_examples=cases(20), deadline=None, suppress_health_check=list(HealthCheck))
@given(diaries())
def test_every_field_comes_back(diary: Diary) -> None:
    diary = with_possible_changes(diary)
    found = read(a_file(diary))
    # Whom to call is nobody else's business.
    assert found.diary == replace(diary, person=replace(diary.person, contacts=()))
    assert (found.is_complete, found.problems, found.diary_problems) == (True, (), ())
    assert over_the_wire(found) == found


def test_a_file_says_what_it_is_about() -> None:
    diary = sample_diary(140, 1, ON, ZONE)
    found = over_the_wire(read(a_file(cut(diary, SPAN), SPAN, (Part.TIMES, Part.NAME))))
    assert (found.span, found.made_at, found.program) == (SPAN, AT, "kneelog 0.1.0")
    assert found.left_out == ("times", "name")
    assert found.file_id == found.sha256[:4].upper()
    assert found.members == ("diary.json",)
    assert not found.is_newer


def test_reminders_come_as_they_were_told() -> None:
    diary = sample_diary(140, 1, ON, ZONE)
    told = span_reminders(diary, SPAN, Formats())
    found = over_the_wire(read(a_file(diary, SPAN)))
    assert [row["title"] for row in found.reminders] == [row["title"] for row in told]
    (worse,) = (row for row in found.reminders if row["rule"] == "R-WORSE")
    assert isinstance(worse["fired_on"], date)
    assert isinstance(worse["evidence"], dict)
    assert {"base", "recent"} <= worse["evidence"].keys()


def test_equal_content_gives_equal_bytes() -> None:
    diary = a_diary([a_day(ON, left=3)])
    assert a_file(diary) == a_file(diary)


def test_a_newer_file_is_shown_as_far_as_it_is_understood_and_the_rest_is_counted() -> None:
    day = {"on": "2026-11-20", "note": "kept", "mood": 3, "weather": {"rain": True}}
    found = read(sound(changed(version=7, days=[day], moods=[1, 2, 3], plan=None)))
    assert found.diary.day(ON).note == "kept"
    assert found.is_newer
    assert found.is_complete
    assert found.not_shown == 4
    assert [each.code for each in found.problems] == [HandOverCode.NEWER]


def test_a_newer_list_of_members_is_no_reason_to_doubt_the_file() -> None:
    held = {"diary.json": document()}
    told = json.loads(zip_text(sound(), "manifest.json"))
    manifest = json.dumps({**told, "version": 2, "signed_by": "x"})
    found = read(zipped({"manifest.json": manifest, **held}))
    assert (found.is_complete, found.is_newer, found.not_shown) == (True, True, 1)


def zip_text(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def test_a_refused_diary_says_where() -> None:
    with pytest.raises(HandOverRefusedError) as found:
        read(sound(changed(days=[{"on": "2026-11-20", "note": 7}])))
    assert found.value.code is HandOverCode.DIARY_REFUSED
    assert [each.path for each in found.value.about] == ["$.days[0].note"]
    with pytest.raises(HandOverRefusedError) as heard:
        answer_in(framed_answer(found.value)[LENGTH_BYTES:])
    assert heard.value.about == found.value.about


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"type":"read"}', b'{"type":"else"}', b"[" * 100_000, b"\xff"]
)
def test_what_is_no_answer_is_none(content: bytes) -> None:
    with pytest.raises(BrokenMessageError):
        answer_in(content)


def test_an_answer_with_values_out_of_bounds_is_none() -> None:
    sent = framed_answer(read(a_file(a_diary([a_day(ON, left=3)]))))[LENGTH_BYTES:]
    assert answer_in(sent).diary.days
    with pytest.raises(BrokenMessageError):
        answer_in(sent.replace(b'"value":3', b'"value":30'))


def test_what_lies_beside_the_diary_is_checked_and_named() -> None:
    others = {"report.pdf": b"%PDF", "report.html": b"<p>", "tables/runs.csv": b"id"}
    content = written(
        document(), others, made_at=AT, program="kneelog 0.1.0", span=None, left_out=()
    )
    assert read(content).members == ("diary.json", "report.html", "report.pdf", "tables/runs.csv")


def test_what_reminders_rest_on_comes_through_as_it_is() -> None:
    evidence = {"count": 3, "share": 0.5, "key": "left", "is_first": True, "before": None}
    row = {
        **dict.fromkeys(("rule", "subject", "title", "why", "level", "state"), "x"),
        "fired_on": date(2026, 11, 20),
        "since": date(2026, 11, 21),
        "evidence": evidence,
    }
    found = replace(read(sound()), reminders=(row,))
    assert answer_in(framed_answer(found)[LENGTH_BYTES:]).reminders == (row,)


def test_a_whole_number_of_a_setting_stays_whole() -> None:
    """A limit of 5 is no 5.0 after another process has read it."""
    changes = tuple(
        SettingChange(AT, name, value)
        for name, value in (("amber_max", 5), ("worse_act", 1.5), ("worse_watch", None))
    )
    back = over_the_wire(read(a_file(a_diary(setting_changes=changes)))).diary.setting_changes
    assert [(type(each.value), each.value) for each in back] == [
        (int, 5),
        (float, 1.5),
        (type(None), None),
    ]


@pytest.mark.parametrize("year", ["0001", "9999", "1969"])
def test_a_file_of_an_impossible_day_is_refused_in_words(year: str) -> None:
    made = f'"made_at":"{year}-01-01T00:00:00Z"'
    content = encode_diary(a_diary(), made_at=AT, program="kneelog 0.1.0").decode()
    assert '"made_at": "2026-11-20T18:42:00Z"' in content
    odd = content.replace('"made_at": "2026-11-20T18:42:00Z"', made).encode()
    file = written(odd, {}, made_at=AT, program="kneelog 0.1.0", span=None)
    with pytest.raises(HandOverRefusedError) as refused:
        read(file)
    assert refused.value.code is HandOverCode.DIARY_REFUSED
    text = refused_text(refused.value)
    assert "made_at" in text
    assert "year" not in text.replace(year, "")


def test_a_clock_that_was_never_set_says_no_day() -> None:
    content = encode_diary(a_diary(), made_at=AT.replace(year=1970), program="kneelog 0.1.0")
    file = written(content, {}, made_at=AT, program="kneelog 0.1.0", span=None)
    assert read(file).made_at is None
