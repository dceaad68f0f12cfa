"""`kneelog export`: writes the diary, or a span of it, to a file for somebody or something else."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from diary import __version__
from diary.cli.call import Call, UsageError, expanded, formats_of, put, say
from diary.cli.options import choices, one_of, options_for_days
from diary.cli.out_files import option_replace, refuse_taken
from diary.cli.passphrases import new_passphrase, option_passphrase_file
from diary.cli.words import counts
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.hand_over import KNEE_PARTS, Part
from diary.words import _

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.services.handing_over import HandedOn, HandingOver

_HAND_OVER, _JSON, _CSV = "kneelog", "json", "csv"
_FORMATS = (_HAND_OVER, _JSON, _CSV)
_STANDARD_OUTPUT = "-"
_PROGRAM = f"kneelog {__version__}"


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    kind, shown = one_of(_FORMATS), choices(_FORMATS)
    parser.add_argument("--format", type=kind, metavar=shown, required=True, help=_("kind of file"))
    text = _("the file to write, with csv a new folder; - is the standard output")
    parser.add_argument("--out", required=True, metavar="PATH", help=text)
    option_replace(parser)
    options_for_days(parser)
    text = _("leave out, with commas between: {parts}").format(parts=", ".join(Part))
    parser.add_argument("--without", type=_parts, default=frozenset(), metavar="PARTS", help=text)
    text = _("take as many earlier days along to compare with; their notes stay (not with json)")
    parser.add_argument("--days-before", action="store_true", help=text)
    text = _("lock the file with a passphrase, which is asked for twice (kneelog only)")
    parser.add_argument("--passphrase", action="store_true", help=text)
    option_passphrase_file(parser)


def _parts(text: str) -> frozenset[Part]:
    taken = one_of(Part)
    words = [word.strip() for word in text.split(",")]
    if not any(words):
        raise ArgumentTypeError(_("Give one of {words}.").format(words=", ".join(Part)))
    return frozenset(Part(taken(word)) for word in words if word)


def run(call: Call) -> int:
    """Write the file; it appears whole or not at all, and is read again."""
    from diary.services.handing_over import HandingOver  # noqa: PLC0415 - used here

    _refuse_what_does_not_go_together(call)
    first, last = call.day(call.options.from_, "--from"), call.day(call.options.to, "--to")
    if first is not None and last is not None and last < first:
        raise InvalidValueError("--to", Reason.WRONG_ORDER, last, other="--from")
    if call.options.out != _STANDARD_OUTPUT:
        refuse_taken(call, expanded(Path(call.options.out)))
    diary, status = call.read_diary()
    parts = call.parts
    handing = HandingOver(parts.hand_over_files(), parts.encode_diary, _PROGRAM)
    handed_on = _handed_on(call, diary, handing)
    if call.options.format == _CSV:
        _write_tables(call, handed_on)
        return status
    content = handed_on.document
    if call.options.format == _HAND_OVER:
        is_locked = call.options.passphrase or call.options.passphrase_file is not None
        passphrase = new_passphrase(call.options.passphrase_file) if is_locked else None
        content = handing.file(handed_on, passphrase=passphrase)
    _write(call, handed_on, content)
    return status


def _refuse_what_does_not_go_together(call: Call) -> None:
    options = call.options
    if set(KNEE_PARTS.values()) <= options.without:
        raise UsageError(_("One knee has to stay in the file."))
    is_hand_over = options.format == _HAND_OVER
    if (options.passphrase or options.passphrase_file is not None) and not is_hand_over:
        raise UsageError(_("Only a kneelog file can have a passphrase."))
    if options.days_before and options.format == _JSON:
        raise UsageError(_("Only a kneelog file and csv take earlier days along."))
    if options.days_before and options.from_ is None:
        raise UsageError(_("With --days-before, give a first day with --from."))
    if options.out != _STANDARD_OUTPUT:
        return
    if options.format == _CSV:
        raise UsageError(_("CSV is several files. Give the name of a new folder."))
    if is_hand_over and sys.stdout.isatty():
        raise UsageError(_("This file is not for a terminal. Give the name of a file."))


def _handed_on(call: Call, diary: Diary, handing: HandingOver) -> HandedOn:
    from diary.services.exporting import span_of  # noqa: PLC0415 - used here
    from diary.services.handing_over import Leaving  # noqa: PLC0415 - as above

    first, last = call.day(call.options.from_), call.day(call.options.to)
    span = span_of(diary, first, last, call.today)
    leaving = Leaving(span, call.options.without)
    if call.options.days_before:
        from diary.services.export_for_pt import also_days_before  # noqa: PLC0415 - as above

        leaving = also_days_before(diary, leaving)
    return handing.hand_on(
        diary,
        leaving,
        today=call.today,
        made_at=call.parts.clock.now().replace(microsecond=0),
        formats=formats_of(diary),
        # Of a whole diary the rules can say it again, whoever reads it.
        tells_reminders=span is not None or call.options.format != _JSON,
    )


def _write(call: Call, handed_on: HandedOn, content: bytes) -> None:
    from diary.services.handing_over import save_checked  # noqa: PLC0415 - used here

    if call.options.out == _STANDARD_OUTPUT:
        put(content)
        return
    save_checked(expanded(Path(call.options.out)), content)
    _say_done(call, handed_on)
    if call.options.format == _HAND_OVER:
        say(_("The number of this file: {id}").format(id=handed_on.file_id))


def _write_tables(call: Call, handed_on: HandedOn) -> None:
    from diary.services.new_files import write_folder  # noqa: PLC0415 - used here

    tables = call.parts.csv_tables(handed_on.document)
    write_folder(expanded(Path(call.options.out)), tables)
    _say_done(call, handed_on)


def _say_done(call: Call, handed_on: HandedOn) -> None:
    from diary.texts.hand_over import left_out_text  # noqa: PLC0415 - used here

    text = _("Wrote {path}: {counts}")
    say(text.format(path=call.options.out, counts=counts(handed_on.diary)))
    left_out = left_out_text(part for part in Part if part in call.options.without)
    if left_out:
        say(left_out)
