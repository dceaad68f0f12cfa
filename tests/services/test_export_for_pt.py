import csv
from dataclasses import replace
from pathlib import Path

import pytest

from diary.bootstrap.foreign import csv_tables, encode_diary
from diary.domain.errors import DiaryExistsError
from diary.domain.hand_over import HandOverRefusedError, Part
from diary.domain.knee import Knee
from diary.domain.report_choice import PersonShown, usual_choice
from diary.formats.handover import read
from diary.services.export_for_pt import ExportForPt, ExportWish, Form, free_path
from diary.services.handing_over import HandingOver
from diary.services.sample import sample_diary
from diary.services.visit_reports import AskedReport
from diary.texts.numbers import Formats
from tests.builders import AT, ON, ZONE
from tests.builders_hand_over import QuickFiles
from tests.builders_visits import QuickReports

DIARY = sample_diary(140, 1, ON, ZONE)
NAMED = replace(DIARY, person=replace(DIARY.person, name="Jo Keller", initials=None))
STEM = "knee-diary-2026-11-05_2026-11-20"


def go_on(done: int, total: int) -> bool:
    return done <= total


def export(reports: QuickReports | None = None) -> ExportForPt:
    handing = HandingOver(QuickFiles(), encode_diary, "kneelog test")
    return ExportForPt(reports or QuickReports(), handing, csv_tables)


def a_wish(folder: Path, *forms: Form, shown: PersonShown = PersonShown.INITIALS) -> ExportWish:
    choice = replace(usual_choice(NAMED, ON), person=shown)
    asked = AskedReport(NAMED, choice, ON, Formats())
    without = frozenset({Part.NAME, Part.TIMES})
    return ExportWish(asked, frozenset(forms), without, folder, AT)


def test_all_forms_lie_beside_one_another_and_name_nobody(tmp_path: Path) -> None:
    made = export().save(a_wish(tmp_path, *Form), go_on)
    assert made is not None
    names = [path.name for path in made.paths]
    assert names == [f"{STEM}{ending}" for ending in (".html", ".pdf", ".kneelog", "-csv")]
    assert (tmp_path / f"{STEM}-csv" / "days.csv").is_file()


def test_paper_and_diary_file_have_one_number(tmp_path: Path) -> None:
    made = export().save(a_wish(tmp_path, Form.PDF, Form.FILE), go_on)
    assert made is not None
    found = read((tmp_path / f"{STEM}.kneelog").read_bytes())
    assert (tmp_path / f"{STEM}.pdf").read_bytes() == b"%PDF " + found.file_id.encode()
    assert made.sha256 == found.sha256


def test_without_a_diary_file_there_is_no_number(tmp_path: Path) -> None:
    made = export().save(a_wish(tmp_path, Form.PDF, Form.TABLES), go_on)
    assert made is not None
    assert made.sha256 == ""
    assert (tmp_path / f"{STEM}.pdf").read_bytes() == b"%PDF "


@pytest.mark.parametrize(
    ("shown", "initials"), [(PersonShown.INITIALS, "J.K."), (PersonShown.CODE, None)]
)
def test_the_diary_file_names_nobody_further_than_the_report(
    tmp_path: Path, shown: PersonShown, initials: str | None
) -> None:
    export().save(a_wish(tmp_path, Form.FILE, shown=shown), go_on)
    content = (tmp_path / f"{STEM}.kneelog").read_bytes()
    person = read(content).diary.person
    assert (person.name, person.initials) == (None, initials)


def test_notes_that_stay_are_not_in_the_diary_file(tmp_path: Path) -> None:
    wish = a_wish(tmp_path, Form.FILE)
    wish = replace(wish, without=wish.without | {Part.NOTES})
    export().save(wish, go_on)
    found = read((tmp_path / f"{STEM}.kneelog").read_bytes())
    assert not any(day.note for day in found.diary.days.values())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / f"{STEM}.pdf").write_bytes(b"mine")
    made = export().save(a_wish(tmp_path, Form.PAGE, Form.PDF), go_on)
    assert made is not None
    assert [path.name for path in made.paths] == [f"{STEM} 2.html", f"{STEM} 2.pdf"]
    assert (tmp_path / f"{STEM}.pdf").read_bytes() == b"mine"


def test_what_is_stopped_writes_nothing(tmp_path: Path) -> None:
    made = export().save(a_wish(tmp_path, *Form), lambda done, total: done < min(2, total))
    assert made is None
    assert list(tmp_path.iterdir()) == []


def test_a_passphrase_locks_the_diary_file_alone(tmp_path: Path) -> None:
    wish = replace(a_wish(tmp_path, Form.PAGE, Form.FILE), passphrase="river stone")
    export().save(wish, go_on)
    assert QuickFiles().is_locked((tmp_path / f"{STEM}.kneelog").read_bytes())
    assert (tmp_path / f"{STEM}.html").read_bytes().startswith(b"<!doctype")


def test_a_disk_that_gives_back_something_else_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Path.read_bytes

    def forgetful(path: Path) -> bytes:
        return honest(path)[:-1] if path.suffix == ".pdf" else honest(path)

    monkeypatch.setattr(Path, "read_bytes", forgetful)
    with pytest.raises(HandOverRefusedError):
        export().save(a_wish(tmp_path, Form.PAGE, Form.PDF), go_on)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_knee_that_is_not_on_the_report_is_not_beside_it_either(tmp_path: Path) -> None:
    wish = a_wish(tmp_path, Form.FILE, Form.TABLES)
    choice = replace(wish.asked.choice, knees=(Knee.LEFT,))
    export().save(replace(wish, asked=replace(wish.asked, choice=choice)), go_on)
    found = read((tmp_path / f"{STEM}.kneelog").read_bytes())
    knees = {knee for day in found.diary.days.values() for knee in day.knees}
    knees |= {knee for run in found.diary.runs.values() for knee in run.knees}
    assert (knees, found.diary.person.tracked_knees) == ({Knee.LEFT}, (Knee.LEFT,))
    assert "right_knee" in found.left_out
    assert not [row for row in found.reminders if row["subject"] == "right"]
    with (tmp_path / f"{STEM}-csv" / "days.csv").open(newline="", encoding="utf-8-sig") as file:
        cells = {row[key] for row in csv.DictReader(file) for key in row if ".right." in key}
    assert cells <= {""}


def test_what_somebody_put_there_meanwhile_is_not_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a folder nor a file of the same name that came while everything was made."""
    folder, file = tmp_path / f"{STEM}-csv", tmp_path / f"{STEM}.pdf"

    class SlowReports(QuickReports):
        def pdf(self, asked: AskedReport) -> bytes:
            made = super().pdf(asked)
            mine.parent.mkdir(exist_ok=True)
            mine.write_text("mine")
            return made

    for mine in (folder / "mine.txt", file):
        monkeypatch.setattr("diary.services.export_for_pt._is_taken", lambda _path: False)
        with pytest.raises((OSError, DiaryExistsError)):
            export(SlowReports()).save(a_wish(tmp_path, Form.PDF, Form.TABLES), go_on)
        assert mine.read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == [folder.name, file.name]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        export().save(a_wish(tmp_path / "gone", Form.PDF), go_on)


def test_a_free_name_has_a_number(tmp_path: Path) -> None:
    first = tmp_path / "a.pdf"
    assert free_path(first) == first
    first.touch()
    assert free_path(first) == tmp_path / "a 2.pdf"
