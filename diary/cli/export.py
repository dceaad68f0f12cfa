"""`kneelog export`: writes the diary, or a span of it, to an exchange file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from diary import __version__
from diary.cli.call import Call, expanded, formats_of, put, say
from diary.cli.options import choices, one_of, options_for_days
from diary.cli.words import counts
from diary.domain.errors import InvalidValueError, Reason
from diary.words import _

_FORMATS = ("json",)


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    kind, shown = one_of(_FORMATS), choices(_FORMATS)
    parser.add_argument("--format", type=kind, metavar=shown, required=True, help=_("kind of file"))
    text = _("the file to write; - is the standard output")
    parser.add_argument("--out", required=True, metavar="PATH", help=text)
    options_for_days(parser)


def run(call: Call) -> int:
    """Write the file; it appears whole or not at all."""
    from diary.services.exporting import cut, span_of, span_reminders  # noqa: PLC0415 - used here

    first, last = call.day(call.options.from_, "--from"), call.day(call.options.to, "--to")
    if first is not None and last is not None and last < first:
        raise InvalidValueError("--to", Reason.WRONG_ORDER, last, other="--from")
    diary, status = call.read_diary()
    span = span_of(diary, first, last, call.today)
    reminders = span_reminders(diary, span, formats_of(diary)) if span else []
    part = cut(diary, span) if span else diary
    content = call.parts.encode_diary(
        part,
        made_at=call.parts.clock.now().replace(microsecond=0),
        program=f"kneelog {__version__}",
        span=span,
        reminders=reminders,
    )
    if call.options.out == "-":
        put(content)
    else:
        _write(expanded(Path(call.options.out)), content)
        text = _("Wrote {path}: {counts}")
        say(text.format(path=call.options.out, counts=counts(part)))
    return status


def _write(path: Path, content: bytes) -> None:
    from diary.services.new_files import write_whole  # noqa: PLC0415 - not for the standard output

    write_whole(path, content)
