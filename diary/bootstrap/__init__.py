"""The composition root: the only place where parts are built and joined.

Everything is imported where it is used, so that a command or the first paint of the window waits
for nothing it does not need.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from diary.bootstrap.command_line import command_line_parts
from diary.bootstrap.faults import catch_faults
from diary.bootstrap.files import create_store, open_store
from diary.bootstrap.streams import stand_in_for_closed_streams
from diary.bootstrap.system import SystemClock, new_id

__all__ = [
    "CHILDREN",
    "CHILD_OPTION",
    "HAND_OVER_OPTION",
    "PASSPHRASE_OPTION",
    "SystemClock",
    "command_line_parts",
    "create_store",
    "main",
    "new_id",
    "open_store",
]


# What a packaged program starts itself with to be a process that does one thing, each with the
# module whose `main` it is.
CHILD_OPTION = "--read-foreign-files"
HAND_OVER_OPTION = "--read-hand-over"
PASSPHRASE_OPTION = "--use-passphrase"  # noqa: S105 - the name of an option
CHILDREN: Mapping[str, str] = MappingProxyType(
    {
        CHILD_OPTION: "diary.formats.child",
        HAND_OVER_OPTION: "diary.formats.handover_child",
        PASSPHRASE_OPTION: "diary.formats.passphrase_child",
    }
)


def main(arguments: Sequence[str]) -> int:
    """Open the window when no command is given, else carry out the command."""
    # Whatever this program creates is for its owner only.
    os.umask(0o077)
    stand_in_for_closed_streams()
    if len(arguments) == 1 and arguments[0] in CHILDREN:
        status: int = import_module(CHILDREN[arguments[0]]).main()
        return status
    catch_faults()
    from diary import words  # noqa: PLC0415 - imported where it is used

    words.install(None)
    from diary.cli.main import main as run_command  # noqa: PLC0415 - imported where it is used

    return run_command(arguments, command_line_parts())
