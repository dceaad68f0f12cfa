"""Options that several commands have."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from diary.words import _


def option_diary(parser: ArgumentParser, default: str | None) -> None:
    """Add `--diary`; it stands before the command or after it, and the later one counts."""
    text = _("the diary file (default: the one the window opened last)")
    parser.add_argument("--diary", type=Path, metavar="PATH", default=default, help=text)


def options_for_days(parser: ArgumentParser) -> None:
    """Add `--from` and `--to`."""
    text = _("first day: 2026-11-20, today, yesterday or -3")
    parser.add_argument("--from", dest="from_", metavar="DATE", help=text)
    parser.add_argument("--to", metavar="DATE", help=_("last day, included"))


def option_json(parser: ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))


def one_of(known: Iterable[str]) -> Callable[[str], str]:
    """Takes one of these words and says which there are when another one is given."""
    words = list(map(str, known))

    def taken(given: str) -> str:
        if given not in words:
            text = _("“{given}” is not known here. Give one of {words}.")
            raise ArgumentTypeError(text.format(given=given, words=", ".join(words)))
        return given

    return taken


def choices(known: Iterable[str]) -> str:
    """How the words stand in the help: "{left,right}"."""
    return "{" + ",".join(map(str, known)) + "}"


def option_choice(
    parser: ArgumentParser, name: str, kind: type[StrEnum], about: str | None = None
) -> None:
    """Add an option that takes a key of a vocabulary."""
    parser.add_argument(name, type=one_of(kind), metavar=choices(kind), help=about)
