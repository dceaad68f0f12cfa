"""`kneelog check`: says in plain words what is wrong in a diary file."""

from __future__ import annotations

from argparse import ArgumentParser

from diary.cli.call import DONE, NOTHING_CHANGED, WITH_PROBLEMS, Call, put_document, say
from diary.cli.options import option_json
from diary.domain.file_problem import ProblemCode
from diary.texts.checks import check_text
from diary.words import _

# Then there is no diary that could be checked.
_NO_DIARY = {ProblemCode.MISSING, ProblemCode.NOT_A_DIARY, ProblemCode.NEWER}


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    option_json(parser)


def run(call: Call) -> int:
    """Check every row of the file; nothing is changed."""
    problems = call.parts.check_file(call.diary_path)
    if call.is_json:
        rows = [
            {"code": problem.code, "where": problem.where, "text": check_text(problem)}
            for problem in problems
        ]
        put_document({"ok": not problems, "problems": rows})
    else:
        for problem in problems:
            say(check_text(problem))
        if not problems:
            say(_("{name} is sound.").format(name=call.diary_path.name))
    if any(problem.code in _NO_DIARY for problem in problems):
        return NOTHING_CHANGED
    return WITH_PROBLEMS if problems else DONE
