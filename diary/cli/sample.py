"""`kneelog sample`: makes the example diary."""

from __future__ import annotations

from argparse import ArgumentParser

from diary.cli.call import DONE, Call, say
from diary.cli.making import make_diary, refuse_existing
from diary.cli.words import counts
from diary.domain.settings import Settings
from diary.services.sample import sample_diary
from diary.words import _

# Not the computer's zone: the same seed and day give the same example everywhere.
ZONE = "Europe/Lisbon"


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("how many days (60 to 18300; default 140)")
    parser.add_argument("--days", type=int, default=140, metavar="N", help=text)
    text = _("another number gives another example (default 1)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help=text)
    parser.add_argument("--last", metavar="DATE", help=_("its last day (default: today)"))


def run(call: Call) -> int:
    """Make the example."""
    refuse_existing(call.diary_path)
    # The window's day: in the night an example that ends a day later would begin in its future.
    today = call.diary_day(Settings().day_turnover)
    last_on = call.day(call.options.last, "--last", today) or today
    diary = sample_diary(call.options.days, call.options.seed, last_on, ZONE)
    make_diary(call.parts, call.diary_path, diary)
    text = _("Made an example diary, {path}: {counts}")
    say(text.format(path=call.diary_path, counts=counts(diary)))
    return DONE
