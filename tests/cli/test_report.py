"""The command that writes the visit report."""

from __future__ import annotations

import html
import io
import re
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from diary.domain.knee import Knee, Sign
from diary.domain.person import Person
from diary.domain.report_choice import Paper
from diary.services.sample import sample_diary
from tests.builders import ON, ZONE, a_day, a_diary, a_knee_day
from tests.cli.conftest import Kneelog


@pytest.fixture
def filled(kneelog: Kneelog) -> Kneelog:
    kneelog.fill(sample_diary(140, 1, ON, ZONE))
    return kneelog


def text_of(path: Path) -> str:
    reader = PdfReader(io.BytesIO(path.read_bytes()))
    assert len(reader.pages) == 2
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_two_pages_for_the_owner_alone(filled: Kneelog, tmp_path: Path) -> None:
    out = tmp_path / "visit.pdf"
    said = filled("report", "--out", str(out))
    assert (said.status, said.err) == (0, "")
    assert said.out == f"Wrote {out}: 16 days, 16 with entries\n"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    text = text_of(out)
    assert "J.K." in text
    assert "5 Nov to 20 Nov 2026" in text
    assert "24 Nov 2026" in text


def test_days_paper_and_what_is_private_are_chosen(kneelog: Kneelog, tmp_path: Path) -> None:
    filled, diary = kneelog, sample_diary(140, 1, ON, ZONE)
    filled.fill(replace(diary, person=replace(diary.person, code="K-17")))
    out = tmp_path / "visit.pdf"
    wanted = ("--from", "2026-10-24", "--to", "-2", "--paper", "letter", "--knee", "left")
    private = ("--name", "code", "--without", "notes,painkillers", "--visit", "2026-12-01")
    said = filled("report", *wanted, *private, "--out", str(out))
    assert (said.status, said.err) == (0, "")
    page = PdfReader(io.BytesIO(out.read_bytes())).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [612, 792]
    text = text_of(out)
    assert "24 Oct to 18 Nov 2026" in text
    assert "1 Dec 2026" in text
    assert "K-17" in text
    for hidden in ("J.K.", "Ibuprofen", "Ached after the film", "Right knee mornings"):
        assert hidden not in text
    assert said.out.splitlines()[1:] == ["Left out: right knee."]
    assert "Left out of this report, by the runner's choice: right knee." in text


@pytest.mark.parametrize("ending", [".pdf", ".html"])
def test_a_knee_nobody_tracks_is_there_with_its_safety_sign(
    kneelog: Kneelog, tmp_path: Path, ending: str
) -> None:
    """Whoever said at first that the left one hurts may write about the right one later."""
    day = a_day(ON, left=2, right=a_knee_day(6, signs={Sign.NO_WEIGHT: True}))
    kneelog.fill(a_diary([day], person=Person(tracked_knees=(Knee.LEFT,), timezone=ZONE)))

    def made(*options: str) -> tuple[str, str]:
        out = tmp_path / f"{len(options)}{ending}"
        told = kneelog("report", *options, "--out", str(out)).out
        if ending == ".pdf":
            return told, text_of(out)
        text = re.sub(r"<[^>]+>", " ", out.read_text("utf-8").partition("<body>")[2])
        return told, " ".join(html.unescape(text).split())

    told, text = made()
    assert "Left out" not in told + text
    assert "Could not put weight on it (right) 20 Nov (1 day)" in text
    told, text = made("--knee", "left")
    assert told.endswith("1 with entries\nLeft out: right knee.\n")
    assert "Left out of this report, by the runner's choice: right knee." in text
    assert "Left knee: not known, no question about signs was answered in these days." in text
    assert "None ticked" not in text


def test_a_reminder_has_the_day_that_the_command_line_says(
    kneelog: Kneelog, tmp_path: Path
) -> None:
    """It has come to more than three weeks since it came up."""
    days = [a_day(ON - timedelta(back), left=4) for back in range(23)]
    kneelog.fill(a_diary(days))
    title = "Left knee: pain for more than 3 weeks"
    assert f"{title} (since Thu 19 Nov 2026)" in kneelog("reminders").out
    out = tmp_path / "visit.pdf"
    kneelog("report", "--out", str(out))
    assert f"Thu 19 Nov 2026 {title}, open" in text_of(out)


@pytest.mark.parametrize(("name", "told"), [("full_name", "no name"), ("code", "no code")])
def test_a_name_that_was_never_given_is_not_left_out_unsaid(
    filled: Kneelog, tmp_path: Path, name: str, told: str
) -> None:
    out = tmp_path / "visit.pdf"
    said = filled("report", "--name", name, "--out", str(out))
    assert said.status == 3
    assert told in said.err
    assert "--name" in said.err
    assert not out.exists()


def test_a_page_for_a_browser(filled: Kneelog, tmp_path: Path) -> None:
    out = tmp_path / "visit.HTML"
    assert filled("report", "--out", str(out)).status == 0
    assert out.read_bytes().lower().startswith(b"<!doctype html")


def test_an_empty_diary_has_a_report_too(kneelog: Kneelog, tmp_path: Path) -> None:
    kneelog.fill(a_diary())
    out = tmp_path / "visit.pdf"
    said = kneelog("report", "--out", str(out))
    assert said.status == 0
    assert said.out.splitlines()[1] == "There are no entries on these days. The report is empty."
    assert "Nothing recorded" in text_of(out)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--out", "visit.txt"), ".pdf or .html"),
        (("--out", "visit"), ".pdf or .html"),
        (("--out", "visit.pdf", "--from", "2026-11-02", "--to", "2026-11-01"), "--from"),
        (("--out", "visit.pdf", "--from", "2026-12-01"), "has not come yet"),
        (("--out", "visit.pdf", "--from", "soon"), "date"),
        (("--out", "visit.pdf", "--paper", "a5"), "a4, letter"),
        (("--out", "visit.pdf", "--without", "name"), "notes, painkillers"),
        (("--out", "visit.pdf", "--without", ","), "notes"),
        ((), "--out"),
    ],
)
def test_what_cannot_be_is_said(
    filled: Kneelog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    said = filled("report", *given)
    assert said.status == 2
    assert told in said.err
    assert sorted(tmp_path.iterdir()) == before


def test_where_nothing_can_be_written_nothing_is_left(filled: Kneelog, tmp_path: Path) -> None:
    place = tmp_path / "folder.pdf"
    place.mkdir()
    said = filled("report", "--out", str(place))
    assert said.status == 3
    assert list(place.iterdir()) == []
    assert filled("report", "--out", str(tmp_path / "none" / "a.pdf")).status == 3


def test_what_cannot_be_read_is_told(filled: Kneelog, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled.path)) as connection, connection:
        connection.execute("UPDATE runs SET rpe = 99 WHERE rpe = 5")
    out = tmp_path / "visit.pdf"
    said = filled("report", "--out", str(out), "--paper", Paper.A4)
    assert said.status == 1
    assert said.err
    assert len(PdfReader(io.BytesIO(out.read_bytes())).pages) == 2
