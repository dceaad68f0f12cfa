"""`kneelog import`: adds the activities in files, archives and folders.

One bad file never stops the rest, and each has its line.
"""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass, replace
from pathlib import Path

from diary.cli.call import (
    Call,
    UsageError,
    complain,
    expanded,
    formats_of,
    plain,
    put_document,
    say,
)
from diary.cli.naming import shoe_named
from diary.cli.options import option_choice, option_json
from diary.domain.backup import BackupReason
from diary.domain.diary import Diary
from diary.domain.reading import ImportStatus
from diary.domain.run import Run, Sport
from diary.domain.shoe import Shoe
from diary.services.events import EventBus
from diary.services.import_gear import UNWORN_DAYS, old_pairs, proposed_gear
from diary.services.import_plan import (
    NO_SHOE,
    Doubt,
    ImportChoices,
    ImportPlan,
    PlannedFile,
    PlannedRun,
    ScoreState,
    ShoeUse,
)
from diary.services.import_scores import scores_to_add
from diary.services.importing import Importing, ImportOutcome, outcome_document
from diary.services.journal import Journal
from diary.texts.backups import backup_failed_text
from diary.texts.imports import (
    deleted_before_text,
    import_doubts_text,
    import_error_text,
    import_status_text,
    import_warning_texts,
    longer_text,
    lower_scores_text,
    needs_look_text,
    part_deleted_text,
    scores_found_text,
)
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.tables import odd_scores_text, pains_left_out_text, table_reading_lines
from diary.words import _, plural

_WORD_WIDTH = 18
# What may stand for a pair in `--gear`, besides the name of one.
_NO_PAIR, _NEW_PAIR = "none", "new"


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    text = _("files, archives and folders; folders are searched to the bottom")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=text)
    text = _("the pair worn on the runs among them that name none, by its name")
    parser.add_argument("--shoe", metavar="NAME", help=text)
    text = _(
        "the pair that a name in the files stands for, such as “Pegasus=Blue 12”; “none” for no"
        " pair, “new” for a new one; may be given several times and is remembered"
    )
    parser.add_argument("--gear", metavar="NAME=PAIR", action="append", default=[], help=text)
    text = _("fill empty fields of runs that are here already")
    parser.add_argument("--fill", action="store_true", help=text)
    text = _("add knee scores from tables too, where the diary has none")
    parser.add_argument("--scores", action="store_true", help=text)
    text = _("add activities too that need a look, such as one whose file breaks off")
    parser.add_argument("--odd", action="store_true", help=text)
    text = _("add activities again that were deleted before")
    parser.add_argument("--again", action="store_true", help=text)
    text = _("retire new pairs that were last worn {n} days or more before the newest run")
    parser.add_argument("--retire", action="store_true", help=text.format(n=UNWORN_DAYS))
    text = _("what the activities are, whatever the files say")
    option_choice(parser, "--sport", Sport, text)
    text = _("only say what would be added")
    parser.add_argument("--dry-run", action="store_true", help=text)
    option_json(parser)


def run(call: Call) -> int:
    """Look at everything, then add what is new."""
    options, parts = call.options, call.parts
    with call.open_store() as store:
        diary = store.load()
        journal = Journal(EventBus(), diary)
        journal.attach(store)
        importing = Importing(
            journal, parts.open_reader, parts.clock, parts.new_id, store.traces_in_bin
        )
        chosen = _choices(call, diary)
        plan = importing.look(
            [expanded(path) for path in options.paths],
            sport=Sport(options.sport) if options.sport else None,
            matches=parts.import_memory().matches(),
        )
        choices = _with_gear(call, plan, diary, chosen)
        if options.dry_run:
            outcome = ImportOutcome(plan, importing.changes(plan, choices), choices)
        else:
            if importing.changes(plan, choices):
                # Without a sound backup to go back to nothing is added.
                _back_up(call)
            outcome = importing.commit(plan, choices)
            _remember(call, chosen)
    if call.is_json:
        put_document(outcome_document(outcome))
        complain([needs_look_text(outcome.unlooked)] if outcome.unlooked else [])
    else:
        _tell(outcome, diary, is_dry=options.dry_run)
    return outcome.exit_status


def _choices(call: Call, diary: Diary) -> ImportChoices:
    """What the options say; raises `UsageError`."""
    options = call.options
    return ImportChoices(
        takes_doubtful=options.odd,
        shoe_for_gear=dict(_gear_use(diary, each) for each in options.gear),
        shoe_for_rest=shoe_named(diary, options.shoe).id if options.shoe else None,
        fills_twins=options.fill,
        takes_scores=options.scores,
        takes_deleted=options.again,
        retires_old_pairs=options.retire,
    )


def _gear_use(diary: Diary, option: str) -> tuple[str, ShoeUse]:
    name, is_there, pair = (part.strip() for part in option.rpartition("="))
    if not name or not is_there or not pair:
        text = _("“{option}” is not of the form NAME=PAIR")
        raise UsageError(text.format(option=option))
    names = {shoe.name.strip().casefold() for shoe in diary.shoes.values()}
    if pair.casefold() not in names:
        if pair == _NO_PAIR:
            return name, NO_SHOE
        if pair == _NEW_PAIR:
            return name, ShoeUse(new_name=name)
    return name, ShoeUse(shoe_named(diary, pair).id)


def _with_gear(call: Call, plan: ImportPlan, diary: Diary, chosen: ImportChoices) -> ImportChoices:
    """The choices with a pair for each name of the files, those of the options first."""
    named = {name.casefold(): use for name, use in chosen.shoe_for_gear.items()}
    gear = plan.gear()
    unknown = named.keys() - {name.casefold() for name in gear}
    text = _("No run among these names a pair “{name}”.")
    complain(text.format(name=name) for name in chosen.shoe_for_gear if name.casefold() in unknown)
    remembered = call.parts.import_memory().gear(call.diary_path, gear)
    proposed = proposed_gear(plan, diary, remembered)
    uses = {name: named.get(name.casefold(), use) for name, use in proposed.items()}
    return replace(chosen, shoe_for_gear=uses)


def _remember(call: Call, chosen: ImportChoices) -> None:
    """Remember the pairs that were named; a new one is known by its name the next time."""
    named = {name: use.shoe_id for name, use in chosen.shoe_for_gear.items() if not use.new_name}
    if named:
        call.parts.import_memory().note_gear(call.diary_path, named)


def _back_up(call: Call) -> None:
    """Make a verified backup; raises `BackupFailedError` or a `DiaryFileError`."""
    made = call.parts.backups_of(call.diary_path).make(BackupReason.IMPORT)
    if made.second_problem is not None:
        complain([backup_failed_text(made.second_problem)])


def _tell(outcome: ImportOutcome, diary: Diary, *, is_dry: bool) -> None:
    telling = _Telling(outcome, diary, formats_of(diary), is_dry)
    for file in outcome.plan.files:
        telling.tell_file(file)
    say(telling.summary())
    for line in telling.more():
        say(plain(line))


@dataclass(frozen=True, slots=True)
class _Telling:
    """Says what an import did, or would do; `diary` is as it was before."""

    outcome: ImportOutcome
    diary: Diary
    formats: Formats
    is_dry: bool

    def tell_file(self, file: PlannedFile) -> None:
        """A line for each activity, or why there is none, and what to know about the file."""
        name = file.path if file.member is None else f"{file.path}: {file.member}"
        if file.error is not None:
            text = import_error_text(file.error.code, name, detail=file.error.detail)
            if file.status is ImportStatus.FAILED:
                complain([text])
            else:
                _line(import_status_text(file.status), text)
            return
        for planned in file.runs:
            _line(self._status_text(planned), name, _about(planned.run, self.formats))
            if self.outcome.needs_look(planned):
                doubts = import_doubts_text(planned.doubts)
                _line("", _("Not added: {doubts}.").format(doubts=doubts))
            if planned.is_longer:
                _line("", longer_text())
            if Doubt.PART_DELETED in planned.doubts:
                _line("", part_deleted_text())
        if not file.runs and file.scores:
            _line(self._status_word(self.outcome.status_of_file(file)), name)
        for line in self._notes(file):
            say(plain(f"{'':{_WORD_WIDTH}}{line}"))

    def summary(self) -> str:
        """How many of everything, in one line."""
        outcome = self.outcome
        added = _("{added} would be added") if self.is_dry else _("{added} added")
        parts = [added.format(added=outcome.added)]
        others = outcome.added - outcome.added_runs
        if others:
            runs = plural("{n} run", "{n} runs", outcome.added_runs)
            rest = plural("{n} other activity", "{n} other activities", others)
            both = f"{runs.format(n=outcome.added_runs)}, {rest.format(n=others)}"
            parts[0] = f"{parts[0]} ({both})"
        here = outcome.duplicates - outcome.deleted
        parts.append(_("{duplicates} already here").format(duplicates=here))
        if outcome.deleted:
            parts.append(_("{n} deleted before").format(n=outcome.deleted))
        if outcome.skipped:
            parts.append(_("{n} left out").format(n=outcome.skipped))
        rest = _("{not_runs} not activities, {failed} not readable.")
        parts.append(rest.format(not_runs=outcome.not_runs, failed=outcome.failed))
        return ", ".join(parts)

    def more(self) -> list[str]:
        """What else the import does or leaves out, a line for each."""
        outcome, lines = self.outcome, self._about_pairs()
        if outcome.changed:
            text = plural("{n} run filled", "{n} runs filled", outcome.changed)
            lines.append(text.format(n=outcome.changed))
        if outcome.scores:
            text = plural("{n} knee score", "{n} knee scores", outcome.scores)
            lines.append(text.format(n=outcome.scores))
        left = scores_to_add(outcome.plan, outcome.choices)
        if left and not outcome.choices.takes_scores:
            lines.append(scores_found_text(len(left)))
        lower = outcome.plan.scores_in(ScoreState.LOWER)
        if lower:
            lines.append(lower_scores_text(len(lower)))
        if outcome.unlooked:
            lines.append(needs_look_text(outcome.unlooked))
        if outcome.deleted:
            lines.append(deleted_before_text(outcome.deleted))
        return lines

    def _about_pairs(self) -> list[str]:
        changes = self.outcome.written.changes
        pairs = [each.after for each in changes if isinstance(each.after, Shoe)]
        lines = []
        if pairs:
            text = plural(
                "{n} new pair of shoes: {names}", "{n} new pairs of shoes: {names}", len(pairs)
            )
            names = ", ".join(pair.name for pair in pairs)
            lines.append(text.format(n=len(pairs), names=names))
        old = old_pairs(self.outcome.plan, self.outcome.choices, self.diary)
        if old:
            named = ", ".join(
                _("{name} ({day})").format(name=pair.name, day=self.formats.day(pair.last_worn_on))
                for pair in old
            )
            text = _("Last worn long ago: {pairs}; --retire retires them.")
            if self.outcome.choices.retires_old_pairs:
                text = _("Retired, last worn long ago: {pairs}.")
            lines.append(text.format(pairs=named))
        return lines

    def _notes(self, file: PlannedFile) -> list[str]:
        """How a guessed table was read, what was left out of it, and what was odd."""
        lines: list[str] = []
        look = file.table
        if look is not None:
            has_pain = any(use.field.is_score for use in look.match.uses)
            lines += table_reading_lines(look) if look.guessed or has_pain else []
            lines += filter(None, (pains_left_out_text(look), odd_scores_text(look)))
        is_said = look is not None and look.odd_score_count > 0
        return [*lines, *import_warning_texts(file.warnings, without_scores=is_said)]

    def _status_text(self, planned: PlannedRun) -> str:
        if self.outcome.is_deleted(planned):
            return _("Deleted before")
        if self.outcome.needs_look(planned):
            return _("Needs a look")
        return self._status_word(self.outcome.status_of(planned))

    def _status_word(self, status: ImportStatus) -> str:
        if self.is_dry and status is ImportStatus.ADDED:
            return _("Would be added")
        return import_status_text(status)


def _line(status: str, name: str, about: str = "") -> None:
    say(plain(f"{status:{_WORD_WIDTH}}{name}  {about}").rstrip())


def _about(run: Run, formats: Formats) -> str:
    parts = [formats.day(run.on), label(run.sport)]
    if run.distance_m is not None:
        parts.append(formats.distance(run.distance_m))
    if run.duration_s is not None:
        parts.append(formats.duration(run.duration_s))
    return ", ".join(parts)
