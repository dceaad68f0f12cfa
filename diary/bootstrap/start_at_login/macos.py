"""macOS: a property list in the folder of launch agents."""

from __future__ import annotations

import plistlib
from pathlib import Path

from diary.bootstrap.start_at_login.own_start import OwnStart, can_start, unwritable
from diary.paths import PROGRAM
from diary.services.new_files import write_whole

LABEL = f"local.{PROGRAM}"


class LaunchAgent:
    """A launch agent in `folder`, which need not exist yet; it counts from the next login on."""

    def __init__(self, folder: Path, start: OwnStart) -> None:
        self._file = folder / f"{LABEL}.plist"
        self._start = start

    def is_on(self) -> bool:
        """True when the agent starts a program that is there and is not switched off in it."""
        return can_start(self._entered())

    def renew(self) -> None:
        """Name this program in an agent whose program is gone."""
        entered = self._entered()
        if entered is not None and not can_start(entered):
            self.choose(is_on=True)

    def choose(self, *, is_on: bool) -> None:
        """Write the agent or remove it."""
        if not is_on:
            self._file.unlink(missing_ok=True)
            return
        try:
            content = launch_agent(self._start)
        except ValueError as error:
            # A path with a line break or without a meaning as text.
            raise unwritable(self._start) from error
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._file, content)

    def _entered(self) -> OwnStart | None:
        """What the agent starts; None without one, or where it is switched off."""
        try:
            agent = plistlib.loads(self._file.read_bytes())
        except (OSError, ValueError, plistlib.InvalidFileException):
            return None
        words = agent.get("ProgramArguments") if isinstance(agent, dict) else None
        if not isinstance(words, list) or not words or agent.get("Disabled"):
            return None
        folder = agent.get("WorkingDirectory")
        return OwnStart(tuple(map(str, words)), None if folder is None else Path(str(folder)))


def launch_agent(start: OwnStart) -> bytes:
    """The bytes of the file."""
    agent: dict[str, object] = {
        "Label": LABEL,
        "ProgramArguments": list(start.words),
        "RunAtLoad": True,
        # Only where there is a screen, and a program that was quit stays so.
        "LimitLoadToSessionType": "Aqua",
        "KeepAlive": False,
        "ProcessType": "Interactive",
    }
    if start.folder is not None:
        agent["WorkingDirectory"] = str(start.folder)
    return plistlib.dumps(agent)
