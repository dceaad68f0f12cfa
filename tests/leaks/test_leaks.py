"""A little of `make leaks`: commands, figures, files, and the judges before what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from diary.domain.period import ONE_DAY, Span
from diary.formats.csv_tables import csv_tables
from diary.formats.exchange import encode_diary
from diary.reports.html import html_page
from diary.ui.widgets.text import plain_label, set_plain_tooltip
from tests.builders import AT, ON
from tests.charts.diaries import Shown
from tests.leaks import hostile, rights, words
from tests.leaks.ground import Ground
from tests.leaks.hand import Hand
from tests.leaks.hostile_texts import HOSTILE, texts_for
from tests.leaks.marks import CANARIES, DIARY_NAME, FOLDER_NAME, canary_of, marked_diary
from tests.leaks.proofs import words_of_files
from tests.new_files import write_new_diary
from tests.reports.diaries import report_of

needs_strace = pytest.mark.skipif(not rights.is_watched(), reason="no strace, or it may not trace")


def test_a_score_and_a_backup_are_their_owners_alone_and_name_nobody(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    path = ground.work / FOLDER_NAME / f"{DIARY_NAME}.sqlite3"
    write_new_diary(path, marked_diary(ON, canary_of, 14))
    ground.keep()
    own = ("--diary", path)
    given = [
        ground.command("score", "log", "score", "left", "morning", "3", *own),
        ground.command("backup", "backup", *own),
    ]
    for ended in given:
        assert (ended.status, ended.err) == (0, "")
        count, breaches = rights.breaches_made(ended, rights.ours_of(ground))
        assert count or not rights.is_watched()
        assert breaches == []
        assert words.in_names(ended, ground.work, [path.parent])[1] == []
        assert words.in_children(ended)[1] == []
    count, breaches = rights.breaches_left(ground)
    assert count >= 3
    assert breaches == []


@needs_strace
def test_what_was_wide_for_a_moment_is_found(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    wide, narrow = "open('a', 'w').close(); os.unlink('a')", "open('b', 'w').close()"
    text = f"import os; {wide}; os.umask(0o77); {narrow}"
    made, breaches = rights.breaches_made(ground.start("wide", ["-c", text]))
    assert made == 2
    assert breaches == [f"wide: file {ground.work / 'a'} with 0666"]


def test_an_error_that_nobody_caught_repeats_no_row(tmp_path: Path) -> None:
    ground = Ground(tmp_path, is_traced=False)
    path = ground.work / "diary.sqlite3"
    write_new_diary(path, marked_diary(ON, canary_of, 14))
    (ground.work / "theirs").mkdir()
    from tests.leaks.course import uncaught  # noqa: PLC0415 - imports the whole course

    for ended in uncaught(ground, path):
        assert (ended.status, ended.err) == (1, "RuntimeError\n"), ended.name
    count, breaches = words.in_logs(ground.home / "state")
    assert count > 0
    assert breaches == []


def test_every_kind_of_text_has_a_canary_of_its_own() -> None:
    found = set(CANARIES.findall(repr(marked_diary(ON, canary_of, 14))))
    for field in ("DayNote", "PainkillerName", "ContactName", "ShoeName", "PersonGoal", "PlanName"):
        assert f"Zyx{field}" in found


def test_words_in_files_are_found_where_nobody_sees_them() -> None:
    tallies = list(words_of_files())
    assert len(tallies) > 5
    assert all(tally.is_met for tally in tallies)


def test_each_hostile_text_is_drawn_and_exported_as_a_text() -> None:
    assert len(HOSTILE) >= 60
    texts = texts_for("http://127.0.0.1:9", "/nowhere/canary.png")
    diary = marked_diary(ON, hostile.in_turn(texts.values()), 28)
    span = Span(ON - 27 * ONE_DAY, ON + ONE_DAY)
    count, breaches = hostile.in_figures(diary, lambda shown: Shown(shown, span))
    assert count > 100
    assert breaches == []
    tables = csv_tables(encode_diary(diary, made_at=AT, program="kneelog test"))
    found = [each for name, table in tables.items() for each in hostile.in_csv(name, table)[1]]
    assert found == []
    page = hostile.text_of(html_page(report_of(diary)).decode())
    assert sum(hostile.flat(text) in hostile.flat(page) for text in texts.values()) > 20


def test_labels_tooltips_and_what_guesses(qapp: QApplication) -> None:
    hand = Hand(None)
    plain = plain_label(HOSTILE["script"])
    set_plain_tooltip(plain, HOSTILE["script"])
    hand.read(plain)
    record = hand.record.document()
    assert hostile.in_window(record) == []
    assert hostile.not_shown(record, {"script": HOSTILE["script"]}) == []
    hand.read(QLabel(HOSTILE["script"]))
    wrong = QLabel("x")
    wrong.setToolTip(HOSTILE["img web"])
    hand.read(wrong)
    assert len(hostile.in_window(hand.record.document())) == 2
