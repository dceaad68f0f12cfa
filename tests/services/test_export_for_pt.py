import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from diary.bootstrap.foreign import csv_tables, encode_diary
from diary.domain.day import Day
from diary.domain.errors import DiaryExistsError
from diary.domain.hand_over import HandOver, HandOverRefusedError, Part
from diary.domain.knee import Knee, Sign
from diary.domain.person import Person
from diary.domain.report_choice import PersonShown, usual_choice
from diary.formats.handover import read
from diary.reports.content import visit_report
from diary.services.export_for_pt import ExportForPt, ExportWish, Form, free_path
from diary.services.handing_over import HandingOver
from diary.services.reviewing import report_of, reviewed
from diary.services.sample import sample_diary
from diary.services.visit_reports import AskedReport
from diary.texts.numbers import Formats
from tests.builders import AT, ON, ZONE, a_day, a_diary, a_knee_day
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


LEFT_ONLY = Person(initials="J.K.", tracked_knees=(Knee.LEFT,), timezone=ZONE)
HURT = a_knee_day(6, signs={Sign.NO_WEIGHT: True})


def asked_about(*days: Day, knees: tuple[Knee, ...] | None = None) -> AskedReport:
    """The report of a runner who tracks the left knee, with these knees or the usual ones."""
    diary = a_diary(days, person=LEFT_ONLY)
    usual = usual_choice(diary, ON)
    choice = usual if knees is None else replace(usual, knees=knees)
    return AskedReport(diary, choice, ON, Formats())


def handed_on(asked: AskedReport, folder: Path) -> HandOver:
    """What whoever gets the diary file reads of it."""
    wish = ExportWish(asked, frozenset({Form.FILE}), frozenset({Part.NAME}), folder, AT)
    made = export().save(replace(wish, has_days_before=True), go_on)
    assert made is not None
    return read(made.paths[0].read_bytes())


def test_a_knee_nobody_tracks_is_on_paper_and_in_the_file_with_its_sign(tmp_path: Path) -> None:
    asked = asked_about(a_day(ON, left=2, right=HURT))
    paper = visit_report(asked.diary, asked.choice, ON, Formats())
    found = handed_on(asked, tmp_path)
    review = report_of(reviewed(found, ON), Formats())
    assert paper.safety == review.safety
    assert [each.signs for each in paper.safety.lines] == ["Could not put weight on it (right)"]
    assert paper.header.left_out == review.header.left_out == ""
    assert "right_knee" not in found.left_out
    assert [each.title for each in paper.reminders.lines] == [
        each.title for each in review.reminders.lines
    ]


def test_paper_and_file_both_say_which_knee_was_left_out(tmp_path: Path) -> None:
    asked = asked_about(a_day(ON, left=2, right=HURT), knees=(Knee.LEFT,))
    paper = visit_report(asked.diary, asked.choice, ON, Formats())
    found = handed_on(asked, tmp_path)
    review = report_of(reviewed(found, ON), Formats())
    assert "right_knee" in found.left_out
    assert paper.header.left_out == review.header.left_out != ""
    assert paper.safety == review.safety
    assert paper.safety.nothing.endswith("Right knee: left out.")


def test_of_a_knee_of_long_ago_nothing_leaves_and_nothing_is_said_to_be_missing(
    tmp_path: Path,
) -> None:
    asked = asked_about(a_day(ON, left=2), a_day(ON - timedelta(300), right=HURT))
    assert asked.choice.knees == (Knee.LEFT,)
    found = handed_on(asked, tmp_path)
    assert "right_knee" not in found.left_out
    assert not [row for row in found.reminders if row["subject"] == "right"]
    assert report_of(reviewed(found, ON), Formats()).header.left_out == ""


def test_a_reminder_has_the_same_day_on_paper_and_in_the_file(tmp_path: Path) -> None:
    """It came up as more than two weeks, and has come to more than three."""
    asked = asked_about(*(a_day(ON - timedelta(back), left=4) for back in range(23)))
    paper = visit_report(asked.diary, asked.choice, ON, Formats()).reminders
    review = report_of(reviewed(handed_on(asked, tmp_path), ON), Formats()).reminders
    told = [(each.day, each.title) for each in paper.lines]
    assert told == [(each.day, each.title) for each in review.lines]
    assert ("Thu 19 Nov 2026", "Left knee: pain for more than 3 weeks") in told


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
