"""What an import did, in words: one line for all of it and one for each file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from diary.domain.reading import ImportStatus, Refusal
from diary.services.import_plan import ImportPlan, PlannedFile
from diary.services.importing import ImportOutcome
from diary.texts.imports import import_error_text, import_status_text, import_warning_text
from diary.ui.dialogs.two_line_list import TwoLines
from diary.ui.import_wizard.check_words import file_name, file_title
from diary.ui.import_wizard.count_words import counts_done
from diary.ui.import_wizard.pain_words import left_out_text
from diary.words import _, plural


def outcome_text(outcome: ImportOutcome) -> str:
    """What was done, such as "37 runs added, 5 left as they were, 2 skipped."."""
    counts = counts_done(outcome)
    parts = []
    for count, text in (
        (counts.runs, plural("{n} run added", "{n} runs added", counts.runs)),
        (
            counts.others,
            plural("{n} other activity added", "{n} other activities added", counts.others),
        ),
        (
            counts.scores,
            plural("{n} pain score added", "{n} pain scores added", counts.scores),
        ),
        (counts.changed, _("{n} changed")),
        (outcome.duplicates - counts.changed, _("{n} left as they were")),
        (outcome.skipped, _("{n} skipped")),
    ):
        if count > 0:
            parts.append(text.format(n=count))
    return ", ".join(parts or [_("Nothing was added")]) + "."


def more_text(outcome: ImportOutcome, problem: str) -> str:
    """What else came in, and what went wrong with the backup before it."""
    parts = []
    text = left_out_text(outcome.plan)
    if text:
        parts.append(text)
    if outcome.new_shoes:
        text = plural("{n} pair of shoes added.", "{n} pairs of shoes added.", outcome.new_shoes)
        parts.append(text.format(n=outcome.new_shoes))
    return " ".join([*parts, problem]).strip()


def file_rows(outcome: ImportOutcome) -> list[TwoLines]:
    """What became of the files: first each that could not be read, then those with a warning.

    What is in one archive and of one kind stands in one line with its number.
    """
    lines: dict[tuple[object, ...], list[PlannedFile]] = {}
    for file in outcome.plan.files:
        lines.setdefault(_kind(file), []).append(file)
    in_order = sorted(lines.values(), key=lambda files: _rank(files[0]))
    return [_row(outcome, files) for files in in_order]


def _kind(file: PlannedFile) -> tuple[object, ...]:
    """Files of one kind share a line: of an error each has its own, unless it is no activity."""
    if file.error is not None and not file.is_left_out:
        is_other = file.error.code == Refusal.NOT_AN_ACTIVITY
        return (file.path, "" if is_other else file.member, file.error.code)
    return (file.path, frozenset(_warnings(file)), file.is_left_out)


def _rank(file: PlannedFile) -> int:
    if file.error is not None and not file.is_left_out:
        return 1 if file.error.code == Refusal.NOT_AN_ACTIVITY else 0
    return 2 if file.warnings else 3


def _row(outcome: ImportOutcome, files: Sequence[PlannedFile]) -> TwoLines:
    """Files of one kind: "export.zip, 12 files" and below it what became of them."""
    first = files[0]
    title = file_title(first)
    if len(files) > 1:
        members = {file.member for file in files}
        text = plural("{name}, {n} file", "{name}, {n} files", len(members))
        title = text.format(name=PurePath(first.path).name, n=len(members))
    if first.error is not None and not first.is_left_out:
        name = file_name(first.path, first.member)
        return TwoLines(title, import_error_text(first.error.code, name), is_doubtful=True)
    parts = [_status_text(outcome, files), *_warnings(first)]
    return TwoLines(title, _sentences(parts), is_doubtful=bool(first.warnings))


def _warnings(file: PlannedFile) -> dict[str, None]:
    return dict.fromkeys(import_warning_text(warning.code) for warning in file.warnings)


def _status_text(outcome: ImportOutcome, files: Sequence[PlannedFile]) -> str:
    runs = [planned for file in files for planned in file.runs]
    taken = sum(outcome.choices.is_taken(each) for each in runs)
    if len(runs) > 1 and taken:
        return _("{taken} of {n} added").format(taken=taken, n=len(runs))
    scores = sum(len(file.scores) for file in files)
    if not runs and scores:
        return plural("{n} pain score", "{n} pain scores", scores).format(n=scores)
    statuses = {outcome.status_of_file(file) for file in files}
    order = (ImportStatus.ADDED, ImportStatus.DUPLICATE, ImportStatus.SKIPPED)
    status = next((each for each in order if each in statuses), ImportStatus.SKIPPED)
    return import_status_text(status)


def failed_count(plan: ImportPlan) -> int:
    """How many files have an error that left nothing of them."""
    return sum(file.error is not None for file in plan.files)


def problem_rows(plan: ImportPlan) -> list[tuple[str, str]]:
    """The files that gave nothing, each with why."""
    return [
        (file_title(file), import_error_text(file.error.code, file_name(file.path, file.member)))
        for file in plan.files
        if file.error is not None
    ]


def _sentences(parts: list[str]) -> str:
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)
