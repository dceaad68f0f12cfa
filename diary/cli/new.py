"""`kneelog new`: makes a diary, empty or from an exchange file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from diary.cli.call import (
    DONE,
    NOTHING_CHANGED,
    WITH_PROBLEMS,
    Call,
    RefusedError,
    complain,
    expanded,
    say,
)
from diary.cli.making import make_diary, refuse_existing
from diary.cli.passphrases import known_passphrase, option_passphrase_file
from diary.cli.words import counts
from diary.domain.diary import Diary
from diary.domain.hand_over import HandOverCode, HandOverRefusedError
from diary.words import _

_HAND_OVERS = (b"PK\x03\x04", b"PK\x05\x06", b"age-encryption.org/", b"-----BEGIN AGE")
_BEGIN_BYTES = 32
# A mark of UTF-8 and blanks may stand before it.
_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("fill it with the entries of this diary.json or .kneelog")
    parser.add_argument("--from", dest="from_", metavar="FILE", type=Path, help=text)
    option_passphrase_file(parser)


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
    if source.exists() and not source.is_file() and not source.is_dir():
        # A pipe keeps whoever opens it waiting, and can be read only once.
        text = _("{name} is not a file. No diary was made. Choose a file.")
        raise RefusedError(text.format(name=source))
    with source.open("rb") as file:
        begin = file.read(_BEGIN_BYTES)
    is_hand_over = begin.startswith(_HAND_OVERS)
    if not is_hand_over and not begin.lstrip(_BEFORE_JSON).startswith(b"{"):
        text = _("{name} is not a diary file. No diary was made. Give a diary.json or a .kneelog.")
        raise RefusedError(text.format(name=source.name))
    diary, problems = (_handed_over if is_hand_over else _decoded)(call, source)
    complain(problems)
    if diary is None:
        complain([_("{name} was refused; no diary was made.").format(name=source.name)])
        return NOTHING_CHANGED
    make_diary(call.parts, call.diary_path, diary)
    text = _("Made {path}: {counts}")
    say(text.format(path=call.diary_path, counts=counts(diary)))
    return WITH_PROBLEMS if problems else DONE


def _decoded(call: Call, source: Path) -> tuple[Diary | None, list[str]]:
    """The entries of a `diary.json`, and what is wrong with it."""
    from diary.texts.exchange import exchange_problem_text  # noqa: PLC0415 - used only here

    decoded = call.parts.decode_diary(source.read_bytes())
    ordered = sorted(decoded.problems, key=lambda problem: not problem.is_refusal)
    return decoded.diary, [exchange_problem_text(problem) for problem in ordered]


def _handed_over(call: Call, source: Path) -> tuple[Diary | None, list[str]]:
    """The entries of a hand-over file, and what is wrong with it."""
    from diary.texts.exchange import exchange_problem_text  # noqa: PLC0415 - used only here
    from diary.texts.hand_over import problem_texts, refused_text  # noqa: PLC0415 - as above

    files = call.parts.hand_over_files()
    try:
        content = files.content_of(source)
        is_locked = files.is_locked(content)
        passphrase = known_passphrase(call.options.passphrase_file) if is_locked else None
        found = files.read(content, passphrase)
    except HandOverRefusedError as error:
        return None, [refused_text(error), *map(exchange_problem_text, error.about[1:])]
    if found.is_newer:
        # Looked at, what is left out is only not seen; in a diary it would be lost.
        return None, [refused_text(HandOverRefusedError(HandOverCode.REFUSED_NEWER))]
    return found.diary, list(problem_texts(found))
