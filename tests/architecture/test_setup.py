"""Setting up a checkout: packaging/prepare.py, packaging/run.py and the Makefile."""

import fcntl
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from filelock import FileLock

from tests.architecture.source import ROOT

NO_PACKAGES = "# nothing to install\n"


def script(name: str) -> ModuleType:
    """Load one of the scripts of packaging/ afresh, so that a test may change its globals."""
    spec = importlib.util.spec_from_file_location(f"setup_{name}", ROOT / f"packaging/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- prepare.py in a copy of the checkout -----------------------------------------------------


def with_browser(checkout: Path) -> dict[str, str]:
    """These surroundings with something called Chromium, so that none is installed by a test."""
    folder = checkout.parent / "browser"
    folder.mkdir(exist_ok=True)
    browser = folder / "chromium"
    browser.write_text("#!/bin/sh\nexit 1\n")
    browser.chmod(0o700)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def prepare(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(checkout / "packaging/prepare.py"), *arguments],
        cwd="/",
        env=with_browser(checkout),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A checkout that was set up once, for all that run tests side by side."""
    if worker_id == "master":
        return set_up(tmp_path_factory.mktemp("first") / "knee log")
    shared = tmp_path_factory.getbasetemp().parent / "first" / "knee log"
    shared.parent.mkdir(exist_ok=True)
    with FileLock(shared.parent / "lock"):
        return shared if shared.exists() else set_up(shared)


def set_up(folder: Path) -> Path:
    """A checkout in a folder with spaces; its locks name no package."""
    (folder / "packaging/locks").mkdir(parents=True)
    shutil.copy(ROOT / "packaging/prepare.py", folder / "packaging")
    for name in ("run", "dev", "bench"):
        (folder / f"packaging/locks/{name}.txt").write_text(NO_PACKAGES)
    first = prepare(folder)
    assert first.returncode == 0, first.stderr
    assert "Making the virtual environment" in first.stdout
    return folder


@pytest.fixture
def checkout(first_run: Path, tmp_path: Path) -> Path:
    """A copy of that checkout for one test; what pip consists of is shared, nobody writes to it."""
    return shutil.copytree(
        first_run, tmp_path / "knee log", symlinks=True, copy_function=_copied_or_shared
    )


def _copied_or_shared(source: str, target: str) -> None:
    if "site-packages" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def test_the_second_run_is_silent(checkout: Path) -> None:
    second = prepare(checkout)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")


def test_a_changed_lock_is_installed_once(checkout: Path) -> None:
    (checkout / "packaging/locks/dev.txt").write_text(NO_PACKAGES + "# changed\n")
    done = prepare(checkout, "--dev")
    assert "Installing the packages of dev.txt" in done.stdout
    assert "Making the virtual environment" not in done.stdout
    assert prepare(checkout, "--dev").stdout == ""
    assert prepare(checkout).stdout == ""


def test_what_is_measured_beside_ours_is_installed_when_it_is_wanted(checkout: Path) -> None:
    assert prepare(checkout, "--dev").stdout != ""
    assert "Installing the packages of bench.txt" in prepare(checkout, "--bench").stdout
    for less in ("--bench", "--dev"):
        assert prepare(checkout, less).stdout == ""


def test_half_a_job_is_done_over(checkout: Path) -> None:
    (checkout / ".venv/kneelog-locks.json").unlink()
    assert "Making the virtual environment" in prepare(checkout).stdout


def test_two_at_once_wait_for_each_other(checkout: Path) -> None:
    held = os.open(checkout, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        waiting = subprocess.Popen(
            [sys.executable, str(checkout / "packaging/prepare.py"), "--dev"],
            stdout=subprocess.PIPE,
            text=True,
            env=with_browser(checkout),
        )
        assert waiting.stdout is not None
        assert "waiting" in waiting.stdout.readline()
    finally:
        os.close(held)
    with waiting:
        assert "Ready." in waiting.stdout.read()
    assert waiting.returncode == 0


def test_a_package_that_cannot_be_checked_is_refused_in_words(checkout: Path) -> None:
    lock = checkout / "packaging/locks/run.txt"
    lock.write_text(f"kneelog @ file:///nowhere/kneelog.whl --hash=sha256:{'0' * 64}\n")
    refused = prepare(checkout)
    assert refused.returncode == 1
    assert "could not be installed" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (checkout / ".venv/kneelog-locks.json").exists()


# ---- prepare.py, what the system lacks --------------------------------------------------------


class System:
    """A made-up system: what it lacks, who asks, and what was typed to apt."""

    def __init__(self, script: ModuleType, patch: pytest.MonkeyPatch) -> None:
        self.script = script
        self.needed: dict[str, str] = {}
        self.for_window: dict[str, str] = {}
        self.installed: list[list[str]] = []
        patch.setattr(script, "lacking_now", lambda **_: (self.needed, self.for_window))
        patch.setattr(script.shutil, "which", lambda name: f"/usr/bin/{name}")

    def may(self, patch: pytest.MonkeyPatch, prefix: list[str] | None) -> None:
        patch.setattr(self.script, "rights", lambda: prefix)
        patch.setattr(self.script, "install_with_apt", self._install)

    def _install(self, prefix: list[str], packages: list[str]) -> str:
        self.installed.append([*prefix, *packages])
        self.needed, self.for_window = {}, {}
        return ""


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    return System(script("prepare"), monkeypatch)


def test_without_rights_the_exact_command_is_named(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.may(monkeypatch, None)
    system.needed = {"libEGL.so.1": "libegl1", "venv": "python3-venv"}
    system.for_window = {"libxcb-cursor.so.0": "libxcb-cursor0"}
    with pytest.raises(system.script.SetupStoppedError) as stopped:
        system.script.complete_system(makes_venv=True)
    assert str(stopped.value).endswith(
        "\n  sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0 python3-venv"
    )
    assert not system.installed


def test_with_rights_everything_is_installed(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.may(monkeypatch, ["sudo", "-n"])
    system.needed = {"libEGL.so.1": "libegl1"}
    system.for_window = {"libxcb-cursor.so.0": "libxcb-cursor0"}
    system.script.complete_system(makes_venv=False)
    assert system.installed == [["sudo", "-n", "libegl1", "libxcb-cursor0"]]


def test_what_only_a_window_needs_stops_nothing(
    system: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system.may(monkeypatch, None)
    system.for_window = {"libxcb-cursor.so.0": "libxcb-cursor0"}
    system.script.complete_system(makes_venv=False)
    assert "libxcb-cursor0" in capsys.readouterr().out


def without_browser(system: System, patch: pytest.MonkeyPatch) -> None:
    lacking = {*system.script.BROWSERS}
    patch.setattr(
        system.script.shutil, "which", lambda name: None if name in lacking else f"/usr/bin/{name}"
    )
    patch.setattr(system.script.sys, "platform", "linux")


def test_the_browser_for_tests_is_installed_with_rights(
    system: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system.may(monkeypatch, [])
    without_browser(system, monkeypatch)
    system.script.complete_browser()
    assert system.installed == [["chromium"]]
    assert capsys.readouterr().out == ""


def test_a_browser_that_is_there_is_left_alone(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.may(monkeypatch, [])
    system.script.complete_browser()
    assert not system.installed


def test_without_rights_the_browser_is_named_and_nothing_stops(
    system: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system.may(monkeypatch, None)
    without_browser(system, monkeypatch)
    system.script.complete_browser()
    said = capsys.readouterr().out
    assert said.endswith("\n  sudo apt-get install -y --no-install-recommends chromium\n")
    assert not system.installed


def test_a_browser_that_cannot_be_installed_stops_nothing(
    system: System, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system.may(monkeypatch, [])
    without_browser(system, monkeypatch)
    monkeypatch.setattr(system.script, "install_with_apt", lambda *_: "E: no such package")
    system.script.complete_browser()
    said = capsys.readouterr().out
    assert said.startswith("E: no such package\nGoing on;")


def test_only_those_who_test_need_the_browser(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare_script = script("prepare")
    asked: list[str] = []
    monkeypatch.setattr(prepare_script, "ROOT", checkout)
    monkeypatch.setattr(prepare_script, "complete_system", lambda **_: None)
    monkeypatch.setattr(prepare_script, "complete_browser", lambda: asked.append("browser"))
    monkeypatch.setattr(prepare_script, "fill_venv", lambda *_: None)
    prepare_script.prepare("run")
    assert asked == []
    prepare_script.prepare("dev")
    assert asked == ["browser"]


def test_a_system_without_apt_is_told_the_libraries(
    system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system.script.shutil, "which", lambda _: None)
    system.needed = {"libEGL.so.1": "libegl1"}
    with pytest.raises(system.script.SetupStoppedError) as stopped:
        system.script.complete_system(makes_venv=False)
    assert "libEGL.so.1" in str(stopped.value)
    assert "apt-get" not in str(stopped.value)


def test_a_library_is_missing_when_it_cannot_be_loaded() -> None:
    lists = {"libc.so.6": "libc6", "libkneelog-none.so.9": "none"}
    assert script("prepare").missing(lists) == {"libkneelog-none.so.9": "none"}


# ---- prepare.py, the version of Python --------------------------------------------------------


def test_an_old_python_gives_way_to_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = tmp_path / "python3.12"
    newer.write_text("#!/bin/sh\necho 3 12\n")
    newer.chmod(0o700)
    broken = tmp_path / "python3.11"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o700)
    prepare_script = script("prepare")
    started: list[str] = []
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(prepare_script.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(prepare_script.os, "execv", lambda path, _: started.append(path))
    with pytest.raises(prepare_script.SetupStoppedError):
        prepare_script.change_to_usable_python()
    assert started == [str(newer)]


def test_an_old_python_alone_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare_script = script("prepare")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(prepare_script.sys, "version_info", (3, 9, 2))
    with pytest.raises(prepare_script.SetupStoppedError, match=r"needs Python 3\.11.*3\.9\.2"):
        prepare_script.change_to_usable_python()


# ---- run.py -----------------------------------------------------------------------------------


@pytest.fixture
def run_script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return script("run")


def test_without_a_screen_the_reason_is_named(run_script: ModuleType) -> None:
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in run_script.why_no_screen()


def test_a_screen_that_is_gone_is_noticed(
    run_script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":9876")
    assert "cannot be used" in run_script.why_no_screen()


RECORDER = """
import json, os, pathlib, sys
here = pathlib.Path(os.environ["RECORD"])
with here.open("a") as out:
    print(json.dumps(sys.argv[1:]), file=out)
sys.exit(3 if "reminders" in sys.argv and "FAIL" in os.environ else 0)
"""


@pytest.fixture
def record(run_script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "program.py"
    program.write_text(RECORDER)
    monkeypatch.setattr(run_script, "PROGRAM", [sys.executable, str(program)])
    monkeypatch.setattr(run_script.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("RECORD", str(tmp_path / "record"))
    return tmp_path / "record"


def test_the_example_goes_through_the_whole_job(
    run_script: ModuleType, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_script.main() == 0
    calls = [json.loads(line) for line in record.read_text().splitlines()]
    folder = Path(calls[0][1]).parent
    assert folder.name.startswith("kneelog-example-")
    assert [call[2:] for call in calls] == [
        ["sample"],
        ["import", "resources/sample/morning_run.fit", "resources/sample/trail_run.gpx"],
        ["reminders"],
        ["shots", "--out", str(folder / "pictures")],
    ]
    assert {tuple(call[:2]) for call in calls} == {("--diary", str(folder / "example.sqlite3"))}
    assert str(folder) in capsys.readouterr().out


@pytest.mark.usefixtures("record")
def test_a_failing_step_ends_with_its_status(
    run_script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIL", "1")
    with pytest.raises(SystemExit) as ended:
        run_script.main()
    assert ended.value.code == 3


# ---- Makefile ---------------------------------------------------------------------------------


def test_make_alone_lists_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    promised = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert promised >= {"run", "test", "check", "bench", "lock", "floors", "shots", "clean"}
    assert set(re.findall(r"^  make ([a-z-]+)", done.stdout, re.MULTILINE)) == promised
