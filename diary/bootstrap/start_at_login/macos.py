"""macOS: a property list in the folder of launch agents."""

from __future__ import annotations

import plistlib
from pathlib import Path

from diary.bootstrap.start_at_login.entry import FileEntry
from diary.bootstrap.start_at_login.own_start import OwnStart
from diary.paths import PROGRAM

LABEL = f"local.{PROGRAM}"


class LaunchAgent(FileEntry):
    """A launch agent in `folder`; it counts from the next login on."""

    def __init__(self, folder: Path, start: OwnStart) -> None:
        super().__init__(folder / f"{LABEL}.plist", start)

    def _content(self, start: OwnStart) -> bytes:
        return launch_agent(start)

    def _entered(self) -> OwnStart | None:
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
