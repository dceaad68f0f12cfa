from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from diary.bootstrap.foreign import encode_diary
from diary.domain.hand_over import HandOver, HandOverCode, HandOverRefusedError, Part
from diary.domain.period import Span
from diary.formats.handover import read
from diary.services.handing_over import HandingOver, save_checked
from diary.services.leaving import Leaving
from diary.services.sample import sample_diary
from diary.texts.numbers import Formats
from tests.builders import AT, ON, ZONE
from tests.builders_hand_over import QuickFiles

SPAN = Span(date(2026, 10, 24), date(2026, 11, 21))
DIARY = sample_diary(140, 1, ON, ZONE)


class DamagingFiles(QuickFiles):
    """A disk or a program that gives back something else."""

    def read(self, content: bytes, passphrase: str | None = None) -> HandOver:
        return replace(read(content), sha256="00" * 32)


def handing(files: QuickFiles | None = None) -> HandingOver:
    return HandingOver(files or QuickFiles(), encode_diary, "kneelog 0.1.0")


def test_what_is_handed_on_is_what_was_chosen() -> None:
    leaving = Leaving(SPAN, frozenset({Part.NOTES, Part.TIMES}))
    service = handing()
    handed_on = service.hand_on(DIARY, leaving, today=ON, made_at=AT, formats=Formats())
    found = read(service.file(handed_on, {"report.html": b"<p>"}))
    assert found.diary == handed_on.diary
    assert (found.span, found.left_out) == (SPAN, ("notes", "times"))
    assert found.file_id == handed_on.file_id
    assert found.members == ("diary.json", "report.html")
    assert min(found.diary.days) >= SPAN.start
    assert {row["rule"] for row in found.reminders} == {row["rule"] for row in handed_on.rows}
    assert found.reminders


def test_a_whole_diary_has_the_reminders_of_today() -> None:
    service = handing()
    handed_on = service.hand_on(DIARY, Leaving(), today=ON, made_at=AT, formats=Formats())
    assert {row["rule"] for row in handed_on.rows} >= {"R-WORSE", "R-SHOE"}


@pytest.mark.parametrize(("part", "rule"), [(Part.SHOES, "R-SHOE"), (Part.REMINDERS, "R-WORSE")])
def test_no_reminder_speaks_of_what_is_left_out(part: Part, rule: str) -> None:
    leaving = Leaving(SPAN, frozenset({part}))
    handed_on = handing().hand_on(DIARY, leaving, today=ON, made_at=AT, formats=Formats())
    assert rule not in {row["rule"] for row in handed_on.rows}
    assert all(pair.name.encode() not in handed_on.document for pair in DIARY.shoes.values()) == (
        part is Part.SHOES
    )


def test_a_passphrase_locks_the_whole_file() -> None:
    service = handing()
    handed_on = service.hand_on(DIARY, Leaving(), today=ON, made_at=AT, formats=Formats())
    plain = service.file(handed_on)
    assert service.file(handed_on, passphrase="abc") == QuickFiles().locked(plain, "abc")


def test_a_file_that_reads_otherwise_is_not_handed_on() -> None:
    service = handing(DamagingFiles())
    handed_on = service.hand_on(DIARY, Leaving(), today=ON, made_at=AT, formats=Formats())
    with pytest.raises(HandOverRefusedError) as found:
        service.file(handed_on)
    assert found.value.code is HandOverCode.NOT_AS_MADE


def test_a_disk_that_gives_back_something_else_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.kneelog"
    save_checked(path, b"content")
    assert path.read_bytes() == b"content"
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"contemt")
    with pytest.raises(HandOverRefusedError):
        save_checked(path, b"content")
