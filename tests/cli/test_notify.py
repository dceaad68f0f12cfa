"""`kneelog reminders --notify`, with a desktop that writes down what it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from diary.bootstrap.notify_send import NotifySend
from diary.domain.change import Change, ChangeSet
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Sign
from diary.services.notification_choices import KeptNotifications
from tests.builders import a_day, a_knee_day, a_score
from tests.cli.conftest import Kneelog
from tests.ui.tray_hands import NotedLines


@pytest.fixture
def desktop() -> NotedLines:
    return NotedLines()


@pytest.fixture
def swollen(kneelog: Kneelog, tmp_path: Path, desktop: NotedLines) -> Kneelog:
    today = kneelog.clock.now().date()
    days = {}
    for back in range(20, 0, -1):
        on = today - timedelta(days=back)
        signs = {Sign.SWELLING: True} if back <= 3 else {}
        days[on] = a_day(on, knees={Knee.LEFT: a_knee_day(worst=a_score(1), signs=signs)})
    kneelog.fill(Diary(days=days))
    kept = KeptNotifications(tmp_path / "notifications.json")
    kneelog.parts = replace(
        kneelog.parts, notifier=lambda: desktop, kept_notifications=lambda: kept
    )
    return kneelog


def test_what_is_new_is_shown_once(swollen: Kneelog, desktop: NotedLines) -> None:
    first = swollen("reminders", "--notify")
    assert first.out.endswith("Shown: Kneelog: a reminder is waiting\n")
    second = swollen("reminders", "--notify")
    assert second.out.endswith("Nothing new to show.\n")
    assert (first.status, second.status) == (0, 0)
    assert len(desktop.lines) == 1


def test_an_old_backup_is_shown_too(swollen: Kneelog, desktop: NotedLines) -> None:
    swollen("backup")
    [backup] = swollen("backups", "--json").document["backups"]
    # The clock of the computer tells when a backup is made; the swelling is over by then.
    at = datetime.fromisoformat(backup["made_at"]) + timedelta(days=60)
    swollen.clock.at = at.replace(hour=12)
    day = a_day(swollen.clock.at.date(), knees={Knee.LEFT: a_knee_day(worst=a_score(1))})
    with closing(swollen.parts.open_store(swollen.path)) as store:
        store.write(ChangeSet((Change(None, day),)))
    assert "No backup since" in swollen("reminders").out
    swollen("reminders", "--notify")
    assert len(desktop.lines) == 1


def test_quiet_hours_hold_for_it(swollen: Kneelog, desktop: NotedLines) -> None:
    swollen.clock.at = swollen.clock.now().replace(hour=22)
    said = swollen("reminders", "--json", "--notify")
    assert said.err == "Not shown: quiet hours until 08:00.\n"
    assert said.document["open"]
    assert desktop.lines == []


def test_a_sign_leaves_the_line_of_the_day_to_the_others(
    swollen: Kneelog, desktop: NotedLines
) -> None:
    """Both come up at a time when everything may be told, the sign first."""
    today = swollen.clock.now().date()
    before = swollen.diary.days
    calm = {on: a_day(on, left=1) for on in before}
    calm[today] = a_day(today, left=a_knee_day(signs={Sign.NO_WEIGHT: True}))
    write(swollen, before, calm)
    first = swollen("reminders", "--notify")
    assert first.out.endswith("Shown: Kneelog: a reminder is waiting. Please open it today.\n")
    write(swollen, calm, {**before, today: calm[today]})
    second = swollen("reminders", "--notify")
    assert second.out.endswith("Shown: Kneelog: a reminder is waiting\n")
    assert len(desktop.lines) == 2


def write(kneelog: Kneelog, before: Mapping[date, Day], after: Mapping[date, Day]) -> None:
    """Make these days of those."""
    changes = (Change(before.get(on), day) for on, day in after.items() if before.get(on) != day)
    with closing(kneelog.parts.open_store(kneelog.path)) as store:
        store.write(ChangeSet(tuple(changes)))


def test_where_nothing_can_be_shown_it_says_so(swollen: Kneelog, desktop: NotedLines) -> None:
    desktop.can_show = False
    said = swollen("reminders", "--notify")
    assert said.status == 1
    assert "notify-send" in said.err


def test_it_is_about_today(swollen: Kneelog) -> None:
    assert swollen("reminders", "--notify", "--on", "yesterday").status == 2


def test_without_the_program_there_is_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert not NotifySend().can_show
    assert not NotifySend().show("x")
