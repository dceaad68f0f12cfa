"""macOS: a property list in the folder of launch agents."""

from __future__ import annotations

import plistlib
from pathlib import Path

from diary.bootstrap.start_at_login.own_start import OwnStart
from diary.paths import PROGRAM
from diary.services.new_files import write_whole

LABEL = f"local.{PROGRAM}"


class LaunchAgent:
    """A launch agent in `folder`, which need not exist yet; it counts from the next login on."""

    def __init__(self, folder: Path, start: OwnStart) -> None:
        self._file = folder / f"{LABEL}.plist"
        self._start = start

    def is_on(self) -> bool:
        """True when the agent is there and not switched off in it."""
        try:
            agent = plistlib.loads(self._file.read_bytes())
        except (OSError, ValueError, plistlib.InvalidFileException):
            return False
        return isinstance(agent, dict) and not agent.get("Disabled")

    def choose(self, *, is_on: bool) -> None:
        """Write the agent or remove it."""
        if not is_on:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._file, launch_agent(self._start))


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
