"""The composition root: the only place where parts are built and joined.

Everything is imported where it is used, so that a command or the first paint of the window waits
for nothing it does not need.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from diary.bootstrap.command_line import command_line_parts
from diary.bootstrap.files import create_store, open_store
from diary.bootstrap.system import SystemClock, new_id

__all__ = [
    "CHILD_OPTION",
    "SystemClock",
    "command_line_parts",
    "create_store",
    "main",
    "new_id",
    "open_store",
]


# What a packaged program starts itself with to be the process that reads foreign files.
CHILD_OPTION = "--read-foreign-files"


def main(arguments: Sequence[str]) -> int:
    """Open the window when no command is given, else carry out the command."""
    # Whatever this program creates is for its owner only.
    os.umask(0o077)
    if arguments == [CHILD_OPTION]:
        from diary.formats.child import main as read  # noqa: PLC0415 - imported where it is used

        return read()
    from diary import words  # noqa: PLC0415 - imported where it is used

    words.install(None)
    from diary.cli.main import main as run_command  # noqa: PLC0415 - imported where it is used

    return run_command(arguments, command_line_parts())
