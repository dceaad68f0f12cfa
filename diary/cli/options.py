"""Options that several commands have."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from diary.words import _


def option_diary(parser: ArgumentParser, default: str | None) -> None:
    """Add `--diary`; it stands before the command or after it, and the later one counts."""
    text = _("the diary file (default: your own)")
    parser.add_argument("--diary", type=Path, metavar="PATH", default=default, help=text)


def options_for_days(parser: ArgumentParser) -> None:
    """Add `--from` and `--to`."""
    text = _("first day: 2026-11-20, today, yesterday or -3")
    parser.add_argument("--from", dest="from_", metavar="DATE", help=text)
    parser.add_argument("--to", metavar="DATE", help=_("last day, included"))


def option_json(parser: ArgumentParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
