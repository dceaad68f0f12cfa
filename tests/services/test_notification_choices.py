"""What is kept about messages outside the window, in a file that two programs change."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from diary.services import notification_choices
from diary.services.new_files import write_whole
from diary.services.notification_choices import FILE_NAME, KeptNotifications
from diary.services.notifying import NoticeKind, NotificationChoices, Told

DIARY = Path("/home/somebody/My knees.sqlite3")
ON = date(2026, 11, 20)
CHOICES = replace(NotificationChoices(), has_details=True)


def told(key: str, on: date = ON) -> Told:
    return Told(on, NoticeKind.SUMMARY, frozenset({key}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kneelog" / FILE_NAME


def test_another_program_reads_what_was_chosen_and_told(file: Path) -> None:
    window = KeptNotifications(file)
    window.choose(CHOICES)
    window.note(DIARY, told("a"))
    command = KeptNotifications(file)
    assert command.choices() == CHOICES
    assert command.told(DIARY) == (told("a"),)
    assert command.told(Path("/elsewhere")) == ()


def test_what_is_old_is_forgotten_once_there_is_much(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notification_choices, "ALWAYS_KEPT", 1)
    kept = KeptNotifications(file)
    kept.note(DIARY, told("old", ON - timedelta(days=60)))
    kept.note(DIARY, told("new"))
    kept.note(DIARY, told("newer"))
    assert kept.told(DIARY) == (told("new"), told("newer"))


def test_a_clock_that_was_years_ahead_for_a_day_makes_nothing_old(file: Path) -> None:
    kept = KeptNotifications(file)
    kept.note(DIARY, told("a"))
    kept.note(DIARY, told("b", ON + timedelta(days=3000)))
    assert kept.told(DIARY) == (told("a"), told("b", ON + timedelta(days=3000)))


def test_two_programs_at_the_same_time_lose_nothing_of_each_other(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each begins to change the file while the other is at it."""
    both = threading.Barrier(2)

    def write_slowly(path: Path, content: bytes) -> None:
        # Without a lock both would have read the file by now.
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=0.1)
        write_whole(path, content)

    monkeypatch.setattr("diary.services.notification_choices.write_whole", write_slowly)
    window, command = KeptNotifications(file), KeptNotifications(file)
    with ThreadPoolExecutor(2) as programs:
        chosen = programs.submit(window.choose, CHOICES)
        noted = programs.submit(command.note, DIARY, told("a"))
        chosen.result()
        noted.result()
    assert KeptNotifications(file).choices() == CHOICES
    assert KeptNotifications(file).told(DIARY) == (told("a"),)


def test_a_place_that_cannot_be_written_costs_a_choice_and_no_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "kneelog"
    in_the_way.write_text("a file", encoding="utf-8")
    kept = KeptNotifications(in_the_way / FILE_NAME)
    kept.choose(CHOICES)
    assert kept.choices() == NotificationChoices()


def test_without_a_file_it_is_held_as_long_as_the_program_runs() -> None:
    kept = KeptNotifications()
    kept.choose(CHOICES)
    kept.note(DIARY, told("a"))
    assert kept.choices() == CHOICES
    assert kept.told(DIARY) == (told("a"),)
