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

START = OwnStart(("/home/a b/kneelog", IN_TRAY))
IN_FOLDER = OwnStart(("/usr/bin/python3", "-m", "diary", IN_TRAY), Path("/home/a b/src"))


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
    switch = AutostartFile(tmp_path, START)
    (tmp_path / "kneelog.desktop").write_text(f"[Desktop Entry]\n{line}\n", encoding="utf-8")
    assert not switch.is_on()


def test_an_autostart_line_holds_any_path() -> None:
    lines = desktop_entry(IN_FOLDER).splitlines()
    assert "Path=/home/a b/src" in lines
    assert 'Exec="/usr/bin/python3" "-m" "diary" "--in-tray"' in lines
    odd = 'a"b`c$d\\e%f'
    line = desktop_entry(OwnStart((odd,))).splitlines()[3].removeprefix("Exec=")
    # Once for the quotes, and every backslash once more for the file.
    assert line == r'''"a\\"b\\`c\\$d\\\\e%%f"'''


def test_a_launch_agent_of_macos(tmp_path: Path) -> None:
    switch = LaunchAgent(tmp_path / "LaunchAgents", IN_FOLDER)
    assert not switch.is_on()
    switch.choose(is_on=True)
    file = tmp_path / "LaunchAgents" / f"{LABEL}.plist"
    agent = plistlib.loads(file.read_bytes())
    assert agent["ProgramArguments"] == list(IN_FOLDER.words)
    assert agent["WorkingDirectory"] == "/home/a b/src"
    assert agent["RunAtLoad"] is True
    assert switch.is_on()
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


def test_a_run_key_of_windows() -> None:
    registry = Registry()
    switch = RunKey(registry, START)
    assert not switch.is_on()
    switch.choose(is_on=True)
    assert registry.values == {NAME: f'"/home/a b/kneelog" {IN_TRAY}'}
    assert switch.is_on()
    switch.choose(is_on=False)
    switch.choose(is_on=False)
    assert not switch.is_on()
    assert set(registry.keys) == {("user", KEY)}
    assert run_value(IN_FOLDER) == (
        'cmd.exe /d /c start "" /b /d "/home/a b/src" /usr/bin/python3 -m diary --in-tray'
    )


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
