"""`kneelog import`: adds the activities in files and folders, one bad file never stops the rest."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from diary.cli.call import Call, complain, expanded, formats_of, plain, put_document, say
from diary.cli.naming import shoe_named
from diary.cli.options import option_choice, option_json
from diary.domain.backup import BackupReason
from diary.domain.diary import Diary
from diary.domain.reading import ImportStatus
from diary.domain.run import Run, Sport
from diary.services.events import EventBus
from diary.services.importing import Importing, ImportOutcome, PlannedFile, outcome_document
from diary.services.journal import Journal
from diary.texts.backups import backup_failed_text
from diary.texts.imports import import_error_text, import_status_text, import_warning_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _

_WORD_WIDTH = 18


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("files and folders; folders are searched to the bottom")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=text)
    text = _("the pair worn on the runs among them, by its name")
    parser.add_argument("--shoe", metavar="NAME", help=text)
    text = _("what the activities are, whatever the files say")
    option_choice(parser, "--sport", Sport, text)
    text = _("only say what would be added")
    parser.add_argument("--dry-run", action="store_true", help=text)
    option_json(parser)


def run(call: Call) -> int:
    """Look at everything, then add what is new."""
    options = call.options
    with call.open_store() as store:
        diary = store.load()
        journal = Journal(EventBus(), diary)
        journal.attach(store)
        parts = call.parts
        importing = Importing(
            journal, parts.read_activity_file, parts.clock, parts.new_id, store.known_sources
        )
        plan = importing.look(
            [expanded(path) for path in options.paths],
            shoe_id=shoe_named(diary, options.shoe).id if options.shoe else None,
            sport=Sport(options.sport) if options.sport else None,
        )
        if options.dry_run:
            outcome = ImportOutcome(plan)
        else:
            if ImportOutcome(plan).added:
                # Without a sound backup to go back to nothing is added.
                _back_up(call)
            outcome = importing.commit(plan)
    if call.is_json:
        put_document(outcome_document(outcome))
    else:
        _tell(outcome, diary, is_dry=options.dry_run)
    return outcome.exit_status


def _back_up(call: Call) -> None:
    """Make a verified backup; raises `BackupFailedError` or a `DiaryFileError`."""
    made = call.parts.backups_of(call.diary_path).make(BackupReason.IMPORT)
    if made.second_problem is not None:
        complain([backup_failed_text(made.second_problem)])


def _tell(outcome: ImportOutcome, diary: Diary, *, is_dry: bool) -> None:
    formats = formats_of(diary)
    for file in outcome.plan.files:
        _tell_file(file, formats)
    text = _("{added} would be added, {rest}") if is_dry else _("{added} added, {rest}")
    rest = _("{duplicates} already here, {not_runs} not activities, {failed} not readable.")
    numbers = {
        "duplicates": outcome.duplicates,
        "not_runs": outcome.not_runs,
        "failed": outcome.failed,
    }
    say(text.format(added=outcome.added, rest=rest.format(**numbers)))


def _tell_file(file: PlannedFile, formats: Formats) -> None:
    name = file.path if file.member is None else f"{file.path}: {file.member}"
    if file.error is not None:
        if file.status is ImportStatus.FAILED:
            complain([import_error_text(file.error.code, name)])
        else:
            _line(import_status_text(file.status), name)
        return
    for planned in file.runs:
        _line(import_status_text(planned.status), name, _about(planned.run, formats))
    for code in dict.fromkeys(warning.code for warning in file.warnings):
        say(f"{'':{_WORD_WIDTH}}{import_warning_text(code)}")


def _line(status: str, name: str, about: str = "") -> None:
    say(plain(f"{status:{_WORD_WIDTH}}{name}  {about}").rstrip())


def _about(run: Run, formats: Formats) -> str:
    parts = [formats.day(run.on), label(run.sport)]
    if run.distance_m is not None:
        parts.append(formats.distance(run.distance_m))
    if run.duration_s is not None:
        parts.append(formats.duration(run.duration_s))
    return ", ".join(parts)
