"""Starting at login: what is written, in a home that is made up.

Linux is tested as it is used; of Windows and macOS only what would be written.
"""

from __future__ import annotations

import plistlib
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from diary.bootstrap.start_at_login import start_at_login
from diary.bootstrap.start_at_login.linux import AutostartFile, desktop_entry
from diary.bootstrap.start_at_login.macos import LABEL, LaunchAgent
from diary.bootstrap.start_at_login.own_start import IN_TRAY, OwnStart, own_start
from diary.bootstrap.start_at_login.windows import KEY, NAME, RunKey, run_value
from diary.texts.problems import problem_text

IN_FOLDER = OwnStart(("/usr/bin/python3", "-m", "diary", IN_TRAY), Path("/home/a b/src"))
# What a file system takes and no text holds.
NO_TEXT = OwnStart(("/home/\udcff/kneelog", IN_TRAY))
# Made of what means something to whoever reads the entry.
ODD = "q\"u'o`te $HOME 100% %u \\s"


def installed(folder: Path) -> OwnStart:
    """A program in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "kneelog"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o700)
    return OwnStart((str(program), IN_TRAY))


def moved(start: OwnStart, folder: Path) -> OwnStart:
    """The same program in another folder."""
    Path(start.words[0]).unlink()
    return installed(folder)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folder is that of Linux")
def test_the_switch_writes_an_autostart_file_and_takes_it_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    switch = start_at_login()
    assert isinstance(switch, AutostartFile)
    assert not switch.is_on()
    switch.choose(is_on=True)
    file = tmp_path / "autostart" / "kneelog.desktop"
    assert switch.is_on()
    text = file.read_text(encoding="utf-8")
    assert text.startswith("[Desktop Entry]\nType=Application\nName=Kneelog\n")
    assert IN_TRAY in text
    switch.choose(is_on=False)
    assert not file.exists()
    switch.choose(is_on=False)
    assert not switch.is_on()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled = false"])
def test_what_the_desktop_switched_off_is_off(tmp_path: Path, line: str) -> None:
    switch = AutostartFile(tmp_path, installed(tmp_path / "bin"))
    switch.choose(is_on=True)
    assert switch.is_on()
    file = tmp_path / "kneelog.desktop"
    text = file.read_text(encoding="utf-8").replace("X-GNOME-Autostart-enabled=true", line)
    file.write_text(text, encoding="utf-8")
    assert not switch.is_on()
    switch.renew()
    assert not switch.is_on()


@pytest.mark.parametrize(
    "text", ["", "\n", "[Desktop Entry]\n", "Exec=/bin/sh\n", "[Other]\nExec="]
)
def test_a_file_that_starts_nothing_is_off(tmp_path: Path, text: str) -> None:
    (tmp_path / "kneelog.desktop").write_text(text, encoding="utf-8")
    switch = AutostartFile(tmp_path, installed(tmp_path / "bin"))
    assert not switch.is_on()
    switch.renew()
    assert not switch.is_on()


def test_after_a_move_the_entry_is_off_until_the_program_has_seen_it(tmp_path: Path) -> None:
    before = installed(tmp_path / "before" / ODD)
    AutostartFile(tmp_path, before).choose(is_on=True)
    assert AutostartFile(tmp_path, before).is_on()
    switch = AutostartFile(tmp_path, moved(before, tmp_path / "after" / ODD))
    assert not switch.is_on()
    switch.renew()
    assert switch.is_on()
    assert "after" in (tmp_path / "kneelog.desktop").read_text(encoding="utf-8")


def test_another_program_that_is_there_keeps_its_entry(tmp_path: Path) -> None:
    AutostartFile(tmp_path, installed(tmp_path / "one")).choose(is_on=True)
    file = tmp_path / "kneelog.desktop"
    before = file.read_bytes()
    switch = AutostartFile(tmp_path, installed(tmp_path / "two"))
    assert switch.is_on()
    switch.renew()
    assert file.read_bytes() == before


def test_a_checkout_that_is_gone_is_off(tmp_path: Path) -> None:
    source = tmp_path / "a b\\c"
    source.mkdir()
    start = OwnStart((sys.executable, "-m", "diary", IN_TRAY), source)
    switch = AutostartFile(tmp_path, start)
    switch.choose(is_on=True)
    assert switch.is_on()
    source.rmdir()
    assert not switch.is_on()


@pytest.mark.parametrize("kind", [AutostartFile, LaunchAgent])
def test_a_path_that_is_no_text_is_refused_with_a_reason(
    tmp_path: Path, kind: type[AutostartFile | LaunchAgent]
) -> None:
    switch = kind(tmp_path, NO_TEXT)
    with pytest.raises(OSError, match="not text") as refused:
        switch.choose(is_on=True)
    assert problem_text(refused.value) == (
        "/home/?/kneelog could not be used: a name on the way to it is not text."
        " Nothing was changed."
    )
    assert list(tmp_path.iterdir()) == []


def test_an_autostart_line_holds_any_path() -> None:
    lines = desktop_entry(IN_FOLDER).splitlines()
    assert "Path=/home/a b/src" in lines
    assert 'Exec="/usr/bin/python3" "-m" "diary" "--in-tray"' in lines
    odd = 'a"b`c$d\\e%f'
    line = desktop_entry(OwnStart((odd,))).splitlines()[3].removeprefix("Exec=")
    # Once for the quotes, and every backslash once more for the file.
    assert line == r'''"a\\"b\\`c\\$d\\\\e%%f"'''


def test_a_launch_agent_of_macos(tmp_path: Path) -> None:
    source = tmp_path / "a b"
    source.mkdir()
    start = OwnStart((sys.executable, "-m", "diary", IN_TRAY), source)
    switch = LaunchAgent(tmp_path / "LaunchAgents", start)
    assert not switch.is_on()
    switch.choose(is_on=True)
    file = tmp_path / "LaunchAgents" / f"{LABEL}.plist"
    agent = plistlib.loads(file.read_bytes())
    assert agent["ProgramArguments"] == list(start.words)
    assert agent["WorkingDirectory"] == str(source)
    assert agent["RunAtLoad"] is True
    assert switch.is_on()
    source.rmdir()
    assert not switch.is_on()
    new = LaunchAgent(tmp_path / "LaunchAgents", installed(tmp_path / "bin"))
    new.renew()
    assert new.is_on()
    file.write_bytes(b"not a list")
    assert not switch.is_on()
    switch.choose(is_on=False)
    assert not file.exists()


class Registry:
    """A registry that holds one key."""

    HKEY_CURRENT_USER, REG_SZ = "user", 1

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.keys: list[tuple[str, str]] = []

    def CreateKey(self, root: str, key: str) -> nullcontext[Registry]:
        self.keys.append((root, key))
        return nullcontext(self)

    OpenKey = CreateKey

    def QueryValueEx(self, _key: object, name: str) -> tuple[str, int]:
        if name not in self.values:
            raise FileNotFoundError(name)
        return self.values[name], 1

    def SetValueEx(self, _key: object, name: str, _zero: int, _kind: int, text: str) -> None:
        self.values[name] = text

    def DeleteValue(self, _key: object, name: str) -> None:
        if self.values.pop(name, None) is None:
            raise FileNotFoundError(name)


def test_a_run_key_of_windows(tmp_path: Path) -> None:
    registry, start = Registry(), installed(tmp_path / "a b")
    switch = RunKey(registry, start)
    assert not switch.is_on()
    switch.choose(is_on=True)
    assert registry.values == {NAME: f'"{start.words[0]}" {IN_TRAY}'}
    assert switch.is_on()
    switch.choose(is_on=False)
    switch.choose(is_on=False)
    assert not switch.is_on()
    assert set(registry.keys) == {("user", KEY)}
    assert run_value(IN_FOLDER) == (
        'cmd.exe /d /c start "" /b /d "/home/a b/src" /usr/bin/python3 -m diary --in-tray'
    )


@pytest.mark.parametrize("is_checkout", [False, True])
def test_after_a_move_the_value_is_off_until_the_program_has_seen_it(
    tmp_path: Path, is_checkout: bool
) -> None:
    registry, before = Registry(), installed(tmp_path / "a b")
    RunKey(registry, OwnStart(before.words, tmp_path if is_checkout else None)).choose(is_on=True)
    assert RunKey(registry, before).is_on()
    after = moved(before, tmp_path / "c d")
    assert not RunKey(registry, after).is_on()
    RunKey(registry, after).renew()
    assert RunKey(registry, after).is_on()
    assert registry.values == {NAME: run_value(after)}


def test_the_command_starts_this_program() -> None:
    start = own_start()
    assert start.words[-1] == IN_TRAY
    ended = subprocess.run(
        [*start.words[:-1], "--version"],
        cwd=start.folder,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.stdout.startswith("kneelog ")
