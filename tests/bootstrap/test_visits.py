"""What the window makes for a visit, with everything that really draws, packs and locks."""

from pathlib import Path

from diary.bootstrap.hand_over import HandOverFiles
from diary.bootstrap.visits import visit_parts
from diary.domain.hand_over import Part
from diary.domain.knee_notes import KneeNotes
from diary.domain.report_choice import usual_choice
from diary.formats.kneenotes import write_notes
from diary.services.export_for_pt import ExportWish, Form
from diary.services.sample import sample_diary
from diary.services.visit_reports import AskedReport
from diary.texts.numbers import Formats
from tests.builders import AT, ON, ZONE, a_note

DIARY = sample_diary(70, 1, ON, ZONE)
ASKED = AskedReport(DIARY, usual_choice(DIARY, ON), ON, Formats())
PASSPHRASE = "river stone"


def test_everything_is_made_and_opens_again(tmp_path: Path) -> None:
    wish = ExportWish(ASKED, frozenset(Form), frozenset({Part.NAME}), tmp_path, AT, PASSPHRASE)
    told: list[tuple[int, int]] = []

    def note(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    made = visit_parts().export.save(wish, note)
    assert made is not None
    assert told == [(done, 4) for done in range(5)]
    page, pdf, file, tables = made.paths
    files = HandOverFiles()
    content = files.content_of(file)
    assert files.is_locked(content)
    found = files.read(content, PASSPHRASE)
    assert (found.sha256, found.is_complete) == (made.sha256, True)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert found.file_id.encode() in page.read_bytes()
    assert (tables / "days.csv").is_file()


def test_the_preview_is_two_pictures() -> None:
    pictures = visit_parts().reports.pictures(ASKED, 0.5)
    assert [content[:4] for content in pictures] == [b"\x89PNG"] * 2


def test_notes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "back.kneenotes"
    path.write_bytes(write_notes(KneeNotes((a_note(),))))
    found = visit_parts().read_notes(path)
    assert found.notes is not None
    assert [note.text for note in found.notes.notes] == ["downhill?"]
