"""What is said about backups."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from diary.domain.backup import Backup, BackupReason
from diary.domain.errors import BackupFailedError, BackupFault
from diary.texts.backups import backup_failed_text, reason_text, status_text
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text

MADE_AT = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
BACKUP = Backup("", 1, MADE_AT, 2, BackupReason.IMPORT, 3, 2, 1, None, 4096, "", "", True)
LISBON, TOKYO = "Europe/Lisbon", "Asia/Tokyo"


@pytest.mark.parametrize("fault", list(BackupFault))
def test_a_fault_says_what_happened_what_is_safe_and_what_to_do(fault: BackupFault) -> None:
    text = backup_failed_text(BackupFailedError(fault, "/home/ana/backups/My knees", "7"))
    assert "My knees" in text
    assert "/home" not in text
    assert "ana" not in text
    assert "{" not in text
    assert len([part for part in text.split(". ") if part]) >= 3
    assert any(safe in text for safe in ("diary is fine", "was not changed", "Nothing was changed"))
    assert problem_text(BackupFailedError(fault, "/home/ana/backups/My knees")) == text


def test_a_folder_that_is_gone_is_said_in_plain_words() -> None:
    text = backup_failed_text(BackupFailedError(BackupFault.NO_FOLDER, "/media/stick"))
    assert text.startswith("The backup folder “stick” was not found. Your diary is fine")


def test_every_reason_names_the_day_of_the_zone() -> None:
    assert reason_text(BACKUP, Formats()) == "before import of 2 Nov"
    assert reason_text(BACKUP, Formats(), LISBON) == "before import of 2 Nov"
    assert reason_text(BACKUP, Formats(), TOKYO) == "before import of 3 Nov"
    texts = {reason_text(replace(BACKUP, reason=reason), Formats()) for reason in BackupReason}
    assert len(texts) == len(BackupReason)
    assert all(text.endswith("2 Nov") for text in texts)


@pytest.mark.parametrize(
    ("later", "text"),
    [
        (timedelta(), "Backup: today"),
        (timedelta(minutes=29), "Backup: today"),
        (timedelta(minutes=30), "Backup: yesterday"),
        (timedelta(hours=24, minutes=30), "Backup: 2 days ago"),
        (timedelta(days=9), "Backup: 9 days ago"),
        (timedelta(days=-1), "Backup: Mon 2 Nov 2026"),
    ],
)
def test_the_status_counts_days_of_the_zone(later: timedelta, text: str) -> None:
    assert status_text(BACKUP, MADE_AT + later, LISBON, Formats()) == text


def test_the_status_without_a_backup() -> None:
    assert status_text(None, MADE_AT, LISBON, Formats()) == "Backup: never"
