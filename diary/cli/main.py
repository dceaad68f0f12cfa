"""Finds the command, carries it out, and turns whatever goes wrong into a sentence and a status.

Only the module of the command that was asked for is imported.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, Protocol

from diary import __version__
from diary.cli.call import (
    NOTHING_CHANGED,
    WRONG_USAGE,
    Call,
    RefusedError,
    UsageError,
    complain,
    plain,
)
from diary.cli.options import option_diary
from diary.domain.errors import (
    BackupFailedError,
    BackupFault,
    DiaryDamagedError,
    DiaryError,
    InvalidValueError,
)
from diary.words import _, mark

if TYPE_CHECKING:
    from diary.cli.parts import Parts

STOPPED_BY_PERSON, NOBODY_READS = 130, 141  # as a shell counts SIGINT and SIGPIPE

# Each command with the module of its own and its line in the help.
COMMANDS = {
    "new": ("new", mark("make a new diary, empty or filled from an exchange file")),
    "sample": ("sample", mark("make an example diary to try things on")),
    "log": ("log", mark("write down one score or one run")),
    "import": ("import_files", mark("add the activities in files, archives and folders")),
    "runs": ("runs", mark("list runs and other activities")),
    "shoes": ("shoes", mark("list pairs of shoes with their distance and limit")),
    "days": ("days", mark("list what was said about each day")),
    "scores": ("scores", mark("list every pain score")),
    "reminders": ("reminders", mark("list what is open on a day, and why")),
    "export": ("export", mark("write the diary to an exchange file")),
    "review": ("review", mark("open somebody else's diary files to read them")),
    "report": ("report", mark("write the report for a visit, printed or for a browser")),
    "backup": ("backup", mark("make a backup and check it")),
    "backups": ("backups", mark("list the backups of the diary")),
    "restore": ("restore", mark("go back to a backup, beside the diary or in its place")),
    "check": ("check", mark("say whether the diary file is sound, and what to do if not")),
    "shots": ("shots", mark("draw every page of the window into pictures")),
}


class _Parser(ArgumentParser):
    """Says what is wrong in a line, and where to read what can be given."""

    def error(self, message: str) -> NoReturn:
        """Tell it and end."""
        more = _("{command} --help says what can be given.").format(command=self.prog)
        self.exit(WRONG_USAGE, f"{self.prog}: {message}\n{more}\n")


class _Command(Protocol):
    """What the module of a command has."""

    def configure(self, parser: ArgumentParser) -> None:
        """Add the options."""

    def run(self, call: Call) -> int:
        """Carry it out; returns the exit status."""


def main(argv: Sequence[str], parts: Parts) -> int:
    """Carry out one command, or open the window when there is none; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # not every stream in its place can
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # see above
    try:
        options = _options(argv)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else WRONG_USAGE
    call = Call(options, parts)
    if options.command is None:
        try:
            path = call.diary_path
        except UsageError as error:
            complain([str(error)])
            return WRONG_USAGE
        return parts.open_in_tray(path) if options.in_tray else parts.open_window(path)
    return _carried_out(_module(options.command), call)


def _module(command: str) -> _Command:
    module: _Command = import_module(f"diary.cli.{COMMANDS[command][0]}")
    return module


def _options(argv: Sequence[str]) -> Namespace:
    """What was given; of what is not known the command itself says where to read more."""
    parser = _parser(argv)
    options, rest = parser.parse_known_args(argv)
    if rest:
        commands = (options.command, getattr(options, "what", None))
        parser.prog = " ".join((parser.prog, *filter(None, commands)))
        parser.error(_("“{given}” is not known here.").format(given=plain(" ".join(rest))))
    return options


def _parser(argv: Sequence[str]) -> _Parser:
    parser = _Parser(
        prog="kneelog",
        description=_("A diary for runners with a sore knee. Without a command the window opens."),
        epilog=_("Exit status: 0 done, 1 done with problems, 2 wrong usage, 3 nothing changed."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"kneelog {__version__}")
    option_diary(parser, None)
    text = _("start with the entry in the tray alone, where there is a tray")
    parser.add_argument("--in-tray", action="store_true", help=text)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), title=_("commands"))
    for name, (_place, text) in COMMANDS.items():
        about = _(text)
        command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        # The options of the others are not needed to understand this one.
        if name in argv:
            option_diary(command, SUPPRESS)
            _module(name).configure(command)
    return parser


def _carried_out(command: _Command, call: Call) -> int:
    was_collecting = gc.isenabled()
    # A command is over soon; looking for rubbish in a large diary would take longer.
    gc.disable()
    try:
        status = command.run(call)
        sys.stdout.flush()
    except (UsageError, InvalidValueError) as error:
        complain([_text(error)])
        return WRONG_USAGE
    except (RefusedError, DiaryError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            return _end_quietly()
        complain([_text(error), *_hints(error, call)])
        return NOTHING_CHANGED
    except KeyboardInterrupt:
        return STOPPED_BY_PERSON
    finally:
        if was_collecting:
            gc.enable()
    return status


def _end_quietly() -> int:
    """Whoever read the output has gone; what is left in the buffers goes nowhere."""
    with suppress(OSError, ValueError):  # a stream in the place of stdout may have no number
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    return NOBODY_READS


def _hints(error: Exception, call: Call) -> list[str]:
    """What to type when the diary is damaged."""
    is_damaged = isinstance(error, DiaryDamagedError) or (
        isinstance(error, BackupFailedError) and error.fault is BackupFault.DIARY_DAMAGED
    )
    if not is_damaged or call.options.command == "restore":
        return []
    from diary.cli.terminal import command_line  # noqa: PLC0415 - only when something is wrong

    text = _("This tells the ways out: {command}")
    return [text.format(command=command_line(call.diary_path, "check"))]


def _text(error: Exception) -> str:
    from diary.texts.problems import problem_text  # noqa: PLC0415 - only when something is wrong

    return str(error) if isinstance(error, UsageError | RefusedError) else problem_text(error)
