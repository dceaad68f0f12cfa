import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diary import __version__
from diary.bootstrap import command_line_parts
from diary.bootstrap.files import known_diaries
from diary.cli.main import COMMANDS
from diary.paths import default_diary_path
from diary.services.sample import sample_diary
from tests.architecture.source import ROOT
from tests.builders import ON, ZONE, a_diary
from tests.cli.conftest import Kneelog


def test_without_a_command_the_window_opens(kneelog: Kneelog) -> None:
    assert kneelog().out == f"window on {kneelog.path}\n"
    assert kneelog("--diary", "/other.sqlite3").out == "window on /other.sqlite3\n"


def test_without_diary_named_it_is_the_one_that_the_window_opened_last(
    kneelog: Kneelog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    parts = command_line_parts()
    assert parts.default_diary() == default_diary_path()
    opened = tmp_path / "opened.sqlite3"
    kneelog("new", "--diary", str(opened))
    # A command about another diary is not what the person looks at.
    kneelog("runs", "--diary", str(opened))
    assert parts.default_diary() == default_diary_path()
    known_diaries().opened(opened)
    assert parts.default_diary() == opened
    opened.unlink()
    assert parts.default_diary() == default_diary_path()


def test_the_version_is_told(kneelog: Kneelog) -> None:
    said = kneelog("--version")
    assert (said.status, said.out) == (0, f"kneelog {__version__}\n")


def test_the_help_has_one_line_for_every_command(kneelog: Kneelog) -> None:
    said = kneelog("--help")
    assert said.status == 0
    lines = [line.split() for line in said.out.splitlines()]
    for name in COMMANDS:
        assert [line for line in lines if line[:1] == [name] and len(line) > 3], name


@pytest.mark.parametrize("command", [*COMMANDS, "log run", "log score"])
def test_every_command_has_help(kneelog: Kneelog, command: str) -> None:
    said = kneelog(*command.split(), "--help")
    assert said.status == 0
    assert "--diary PATH" in said.out


@pytest.mark.parametrize(
    ("arguments", "command", "given"),
    [
        ("log run 10,5", "kneelog log run", "10,5"),
        ("log score left morning 3 4", "kneelog log score", "4"),
        ("runs --colour red", "kneelog runs", "--colour red"),
        ("--colour", "kneelog", "--colour"),
    ],
)
def test_what_is_not_known_leads_to_the_help_of_the_command(
    kneelog: Kneelog, arguments: str, command: str, given: str
) -> None:
    said = kneelog(*arguments.split())
    assert said.status == 2
    told = f"{command}: “{given}” is not known here.\n{command} --help says what can be given.\n"
    assert said.err == told


@pytest.mark.parametrize(
    "arguments",
    [
        "jump",
        "runs --colour red",
        "log",
        "log score left morning",
        "log score middle morning 3",
        "log score left noon 3",
        "export --out x",
        "export --format xml --out x",
        "sample --days many",
        "shots",
        "runs --from 20.11.2026",
        "runs --from 2026-11-20 --to 2026-11-19",
        "sample --days 5",
        "shots --out x --size large",
    ],
)
def test_wrong_usage_is_told_and_nothing_is_done(kneelog: Kneelog, arguments: str) -> None:
    said = kneelog(*arguments.split())
    assert said.status == 2
    assert said.out == ""
    assert said.err
    assert "Traceback" not in said.err
    assert not kneelog.path.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        "runs",
        "shoes --json",
        "days",
        "scores",
        "reminders",
        "check",
        "backup",
        "backups",
        "backups --json",
        "restore newest",
        "restore --readable --as x",
        "log score left morning 3",
        "log run --time 40",
        "import x.fit",
        "export --format json --out -",
        "shots --out x",
    ],
)
def test_without_a_diary_nothing_is_made(kneelog: Kneelog, arguments: str) -> None:
    said = kneelog(*arguments.split())
    assert said.status == 3
    assert said.err or said.out
    assert not kneelog.path.exists()


@pytest.mark.parametrize("where", [0, 1])
def test_the_diary_may_be_named_before_or_after_the_command(
    kneelog: Kneelog, tmp_path: Path, where: int
) -> None:
    other = tmp_path / "other.sqlite3"
    arguments = [["new"], ["--diary", str(other)]]
    first, second = arguments[::-1] if where == 0 else arguments
    assert kneelog(*first, *second).status == 0
    assert other.exists()
    assert not kneelog.path.exists()


def test_a_file_that_is_no_diary_is_left_alone(kneelog: Kneelog) -> None:
    kneelog.path.write_text("Dear diary")
    for command in ("runs", "check", "log score left morning 3"):
        said = kneelog(*command.split())
        assert said.status == 3
        assert "not a Kneelog diary" in said.err + said.out
    assert kneelog.path.read_text() == "Dear diary"


def test_a_full_disk_is_told_and_the_collector_is_left_as_it_was(
    kneelog: Kneelog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kneelog("new")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    out = tmp_path / "x.json"
    said = kneelog("export", "--format", "json", "--out", str(out))
    assert said.status == 3
    assert said.err.startswith(f"There is no space left to write {out}. Nothing was changed.")
    assert gc.isenabled()


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "diary", *arguments]


@pytest.fixture
def example(kneelog: Kneelog) -> Path:
    kneelog.fill(sample_diary(140, 1, ON, ZONE))
    return kneelog.path


def test_a_reader_that_goes_away_is_no_error(example: Path) -> None:
    writer = subprocess.Popen(
        program("scores", "--diary", str(example)),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.close()
    errors = writer.stderr.read()
    writer.stderr.close()
    assert (writer.wait(), errors) == (141, b"")


def test_ctrl_c_ends_quietly(kneelog: Kneelog, monkeypatch: pytest.MonkeyPatch) -> None:
    kneelog("new")

    def stop(_call: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("diary.cli.runs.run", stop)
    said = kneelog("runs")
    assert (said.status, said.out, said.err) == (130, "", "")


def test_the_program_prints_utf_8_and_one_document_whatever_the_terminal(example: Path) -> None:
    done = subprocess.run(
        program("reminders", "--json", "--on", str(ON), "--diary", str(example)),
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert done.stderr == b""
    assert done.stdout.startswith(b'{"on":"2026-11-20","open":[{"rule":"R-WORSE"')


def test_commands_import_neither_window_nor_database_layer(example: Path) -> None:
    code = (
        "import sys; from diary import bootstrap;"
        f"bootstrap.main(['--diary', {str(example)!r}, 'reminders', '--json']);"
        "print(sorted({'PySide6', 'sqlalchemy', 'numpy', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--diary", "~nobody-of-this-name/d.sqlite3"),
        ("--diary", "~nobody-of-this-name/d.sqlite3", "runs"),
        ("restore", "~nobody-of-this-name/b.sqlite3"),
        ("backup", "--out", "~nobody-of-this-name"),
        ("import", "~nobody-of-this-name/a.fit"),
    ],
)
def test_a_home_that_nobody_has_is_named(kneelog: Kneelog, arguments: tuple[str, ...]) -> None:
    kneelog.fill(a_diary())
    said = kneelog(*arguments)
    assert said.status == 2
    assert said.err.startswith("There is no home folder for “~nobody-of-this-name")
