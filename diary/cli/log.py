"""`kneelog log`: writes down one score or one run."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser

from diary.cli import log_run, log_score
from diary.cli.call import Call
from diary.cli.options import option_diary
from diary.words import _


def configure(parser: ArgumentParser) -> None:
    """Add the two commands below this one."""
    whats = parser.add_subparsers(dest="what", required=True, metavar=_("WHAT"))
    text = _("one pain score from 0 to 10")
    score = whats.add_parser("score", help=text, description=text, allow_abbrev=False)
    log_score.configure(score)
    text = _("one run or other activity; every key of a run is an option")
    run_parser = whats.add_parser("run", help=text, description=text, allow_abbrev=False)
    log_run.configure(run_parser)
    for each in (score, run_parser):
        option_diary(each, SUPPRESS)


def run(call: Call) -> int:
    """Write it down."""
    return log_score.run(call) if call.options.what == "score" else log_run.run(call)
