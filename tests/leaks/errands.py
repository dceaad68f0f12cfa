"""Everything the program is put through that writes: each command, and the window in person."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from tests.architecture.source import ROOT
from tests.builders_files import FitSession, fit_file
from tests.builders_review import a_file, runner
from tests.leaks.ground import PASSPHRASE, Ended, Ground
from tests.leaks.marks import DIARY_NAME, FOLDER_NAME, Text, marked_diary
from tests.new_files import write_new_diary

# Stands in for the desktop: writes down how it was called.
_NOTIFY = '#!/bin/sh\nprintf "%s\\n" "$*" >> "$LEAKS_NOTED"\n'


def settle_in(ground: Ground, text: Text, today: date) -> Path:
    """Lay down what a person has: a diary, runs of a watch, others' files, a passphrase."""
    work = ground.work
    path = work / FOLDER_NAME / f"{DIARY_NAME}.sqlite3"
    write_new_diary(path, marked_diary(today, text))
    for name in ("watch", "copies", "more"):
        (work / name).mkdir()
    for each in (ROOT / "resources" / "sample").iterdir():
        shutil.copy(each, work / "watch")
    session = FitSession(start=datetime(2025, 3, 2, 8, tzinfo=UTC), distance_m=6020.0)
    (work / "more" / "morning.fit").write_bytes(fit_file(session))
    (work / "passphrase").write_text(PASSPHRASE)
    a_file(work / "theirs" / "1.kneelog", runner("A.B."))
    a_file(work / "theirs" / "2.kneelog", runner("C.D.", seed=2))
    desk = ground.folder / "bin"
    desk.mkdir()
    program = desk / "notify-send"
    program.write_text(_NOTIFY)
    program.chmod(0o755)
    ground.extra["LEAKS_NOTED"] = str(ground.notes / "notified.txt")
    ground.extra["PATH"] = f"{desk}:{ground.environment().get('PATH', '')}"
    _widen(work)
    ground.keep()
    return path


def _widen(folder: Path) -> None:
    """As wide as a person may have left it, but for the diary, which is the program's."""
    for each in folder.rglob("*"):
        if FOLDER_NAME not in each.parts or each.is_dir():
            each.chmod(0o777 if each.is_dir() else 0o666)


def commands(ground: Ground, path: Path) -> Iterator[Ended]:
    """Every command of the command line, those that write in all their ways."""
    work, locked = ground.work, ("--passphrase-file", "passphrase")
    give, own = ground.command, ("--diary", path)
    yield give("new", "new", "--diary", "new.sqlite3")
    yield give("sample", "--diary", "deep/er/sample.sqlite3", "sample")
    yield give("log score", "log", "score", "left", "morning", "3", *own)
    run = ("--distance", "8.2km", "--time", "45:10", "--on", "-2")
    yield give("log run", "log", "run", *run, "--title", "Zyxtitle", "--note", "Zyxnote", *own)
    yield give("import --dry-run", "import", "watch", "--dry-run", *own)
    yield give("import", "import", "watch", *own)
    for name in ("runs", "shoes", "days", "scores", "reminders"):
        yield give(name, name, *own)
        yield give(f"{name} --json", name, "--json", *own)
    yield give("reminders --notify", "reminders", "--notify", *own)
    for form, out in (("json", "x.json"), ("csv", "tables"), ("kneelog", "x.kneelog")):
        yield give(f"export {form}", "export", "--format", form, "--out", out, *own)
    export = ("export", "--format")
    yield give("export, replaced", *export, "json", "--out", "x.json", "--replace", *own)
    yield give("export locked", *export, "kneelog", "--out", "l.kneelog", *locked, *own)
    yield give("new --from", "new", "--diary", "from.sqlite3", "--from", "x.kneelog")
    yield give("new --from locked", "new", "--diary", "f2.sqlite3", "--from", "l.kneelog", *locked)
    for ending in ("pdf", "html"):
        yield give(f"report {ending}", "report", "--out", f"visit.{ending}", *own)
        private = ("--without", "notes,painkillers", "--name", "code")
        yield give(f"report {ending}, private", "report", "--out", f"p.{ending}", *private, *own)
    yield give("backup", "backup", *own)
    yield give("backup --out", "backup", "--out", "copies", *own)
    yield give("backups", "backups", *own)
    yield give("restore --dry-run", "restore", "newest", "--dry-run", *own)
    yield give("restore --as", "restore", "newest", "--as", "beside.sqlite3", *own)
    yield give("restore", "restore", "newest", *own)
    yield give("check", "check", *own)
    yield from _damaged(ground)
    yield give("shots", "shots", "--out", "shots", "--page", "today", "--page", "charts", *own)
    assert work.exists()


def _damaged(ground: Ground) -> Iterator[Ended]:
    """What can be read of a diary that was spoiled."""
    path = ground.work / "sick.sqlite3"
    shutil.copy(ground.work / "from.sqlite3", path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 9000] = b"\xff" * 9000
    path.write_bytes(content)
    path.chmod(0o600)
    yield ground.command("check, damaged", "check", "--diary", path)
    readable = ("restore", "--readable", "--as", "saved.sqlite3", "--diary", path)
    yield ground.command("restore --readable", *readable)


def windows(ground: Ground, path: Path) -> Iterator[Ended]:
    """The window: the first start of all, everything it writes, and others' files alone."""
    yield ground.window("first")
    yield ground.window("writes", "--diary", path)
    yield ground.window("review", "review", "theirs/2.kneelog")
