"""`kneelog review`: opens the window in which somebody else's diary files are read."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from diary.cli.call import Call, UsageError, expanded
from diary.words import _


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("a .kneelog file, or a folder with such files")
    parser.add_argument("places", nargs="*", type=Path, metavar="PATH", help=text)


def run(call: Call) -> int:
    """Show the window until it is closed; no diary of one's own is opened."""
    places = [expanded(each).absolute() for each in call.options.places]
    missing = next((each for each in places if not each.exists()), None)
    if missing is not None:
        raise UsageError(_("There is nothing at {path}.").format(path=missing))
    return call.parts.open_review(places)
