"""A line on the desktop from a command without a window: notify-send, where a system has it."""

from __future__ import annotations

import shutil
import subprocess
import sys

_PROGRAM = "notify-send"
_LONGEST_S = 10


class NotifySend:
    """Shows a line through the program of that name."""

    def __init__(self) -> None:
        self._program = shutil.which(_PROGRAM) if sys.platform.startswith("linux") else None

    @property
    def can_show(self) -> bool:
        """True where the program is installed."""
        return self._program is not None

    def show(self, line: str) -> bool:
        """Show a line; False when the desktop did not take it, as without a session."""
        if self._program is None:
            return False
        command = [self._program, "--app-name=Kneelog", "--", line]
        try:
            # Nothing in the line was typed by anybody.
            ended = subprocess.run(  # noqa: S603 - a fixed program, no shell
                command, check=False, capture_output=True, timeout=_LONGEST_S
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return ended.returncode == 0

    def withdraw(self) -> None:
        """A command that has ended takes nothing back."""
