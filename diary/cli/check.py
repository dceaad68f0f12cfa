"""`kneelog check`: says in plain words what is wrong in a diary file."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence

from diary.cli.call import (
    DONE,
    KINDS,
    NOTHING_CHANGED,
    PROBLEMS_SHOWN,
    WITH_PROBLEMS,
    Call,
    complain,
    plain,
    put_document,
    say,
)
from diary.cli.options import option_json
from diary.cli.way_out import way_out
from diary.cli.words import counts
from diary.domain.file_problem import Problem, ProblemCode
from diary.texts.checks import check_text
from diary.words import _

# Then there is no diary that could be checked.
_NO_DIARY = {ProblemCode.MISSING, ProblemCode.NOT_A_DIARY, ProblemCode.NEWER}


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    option_json(parser)


def run(call: Call) -> int:
    """Check the file, every row by its hash, and every count; nothing is changed."""
    problems = call.parts.check_file(call.diary_path)
    if call.is_json:
        rows = [
            {"code": problem.code, "where": problem.where, "text": check_text(problem)}
            for problem in problems
        ]
        put_document({"ok": not problems, "problems": rows})
    else:
        for problem in problems[:PROBLEMS_SHOWN]:
            say(plain(check_text(problem)))
        if len(problems) > PROBLEMS_SHOWN:
            text = _("… and {count} more; --json lists them all.")
            say(text.format(count=len(problems) - PROBLEMS_SHOWN))
        if not problems:
            _say_sound(call)
    _tell_way_out(call, problems)
    if any(problem.code in _NO_DIARY for problem in problems):
        return NOTHING_CHANGED
    return WITH_PROBLEMS if problems else DONE


def _say_sound(call: Call) -> None:
    diary, _problems = call.parts.read_diary(call.diary_path, KINDS)
    text = _("{name} is sound: {counts}, each as it was written.")
    say(text.format(name=call.diary_path.name, counts=counts(diary)))


def _tell_way_out(call: Call, problems: Sequence[Problem]) -> None:
    """What to do, unless nothing is wrong, or the file is of a newer version of the program."""
    codes = {problem.code for problem in problems}
    if not codes or ProblemCode.NEWER in codes:
        return
    if codes & _NO_DIARY and not call.parts.backups_of(call.diary_path).shelf.entries():
        # Never was a diary, as far as anybody can tell.
        return
    lines = list(way_out(call))
    if call.is_json:
        complain(lines)
    else:
        for line in ["", *lines]:
            say(line)
