"""`kneelog new`: makes a diary, empty or from an exchange file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from diary.cli.call import DONE, NOTHING_CHANGED, WITH_PROBLEMS, Call, complain, expanded, say
from diary.cli.making import make_diary, refuse_existing
from diary.cli.words import counts
from diary.domain.diary import Diary
from diary.words import _

_ZIP, _AGE = b"PK\x03\x04", b"age-encryption.org/"


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("fill it with the entries of this diary.json")
    parser.add_argument("--from", dest="from_", metavar="FILE", type=Path, help=text)


def run(call: Call) -> int:
    """Make the diary; nothing is made when the file is refused."""
    refuse_existing(call.diary_path)
    source: Path | None = call.options.from_
    if source is None:
        make_diary(call.parts, call.diary_path, Diary())
        say(_("Made an empty diary: {path}").format(path=call.diary_path))
        return DONE
    return _filled_from(call, expanded(source))


def _filled_from(call: Call, source: Path) -> int:
    from diary.texts.exchange import exchange_problem_text  # noqa: PLC0415 - used only here

    content = source.read_bytes()
    if content.startswith((_ZIP, _AGE)):
        text = _("{name} is a hand-over file; take the diary.json out of it and use that.")
        complain([text.format(name=source.name)])
        return NOTHING_CHANGED
    decoded = call.parts.decode_diary(content)
    ordered = sorted(decoded.problems, key=lambda problem: not problem.is_refusal)
    complain(exchange_problem_text(problem) for problem in ordered)
    if decoded.diary is None:
        complain([_("{name} was refused; no diary was made.").format(name=source.name)])
        return NOTHING_CHANGED
    make_diary(call.parts, call.diary_path, decoded.diary)
    text = _("Made {path}: {counts}")
    say(text.format(path=call.diary_path, counts=counts(decoded.diary)))
    return WITH_PROBLEMS if decoded.problems else DONE
