"""What an import did, in words: one line for all of it and one for each file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from diary.domain.reading import ImportStatus
from diary.services.import_plan import ImportPlan, PlannedFile
from diary.services.importing import ImportOutcome
from diary.texts.imports import import_error_text, import_status_text, import_warning_text
from diary.ui.dialogs.two_line_list import TwoLines
from diary.ui.import_wizard.check_words import file_name, file_title
from diary.ui.import_wizard.count_words import counts_done
from diary.ui.import_wizard.pain_words import left_out_text
from diary.words import _, plural


def outcome_text(outcome: ImportOutcome) -> str:
    """What was done, such as "37 runs added, 5 left as they were, 2 left out."."""
    counts = counts_done(outcome)
    kept = outcome.duplicates - counts.changed
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
        (kept, plural("{n} left as it was", "{n} left as they were", kept)),
        (outcome.skipped, _("{n} left out")),
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
    """What became of the files: first each that could not be read, last what is no activity.

    Those with a warning come in between before the others. What is in one archive and of one kind
    stands in one line with its number.
    """
    lines: dict[tuple[object, ...], list[PlannedFile]] = {}
    for file in outcome.plan.files:
        lines.setdefault(_kind(file), []).append(file)
    in_order = sorted(lines.values(), key=lambda files: _rank(files[0]))
    return [_row(outcome, files) for files in in_order]


def _kind(file: PlannedFile) -> tuple[object, ...]:
    """Files of one kind share a line: of an error each has its own, unless it is no activity."""
    if file.error is not None and not file.is_left_out:
        is_failed = _is_failed(file)
        return (file.path, file.member if is_failed else "", is_failed)
    return (file.path, frozenset(_warnings(file)), file.is_left_out)


def _rank(file: PlannedFile) -> int:
    if file.error is not None and not file.is_left_out:
        return 0 if _is_failed(file) else 3
    return 1 if file.warnings else 2


def _row(outcome: ImportOutcome, files: Sequence[PlannedFile]) -> TwoLines:
    """Files of one kind: "“export.zip”, 12 files" and below it what became of them."""
    first = files[0]
    title = file_title(first)
    members = {file.member for file in files}
    if len(members) > 1:
        text = plural("“{name}”, {n} file", "“{name}”, {n} files", len(members))
        title = text.format(name=PurePath(first.path).name, n=len(members))
    if first.error is not None and not first.is_left_out:
        return TwoLines(title, _problem_text(first, len(files)), is_doubtful=_is_failed(first))
    parts = [_status_text(outcome, files), *_warnings(first)]
    return TwoLines(title, _sentences(parts), is_doubtful=bool(first.warnings))


def _warnings(file: PlannedFile) -> dict[str, None]:
    return dict.fromkeys(import_warning_text(warning.code) for warning in file.warnings)


def _status_text(outcome: ImportOutcome, files: Sequence[PlannedFile]) -> str:
    runs = [planned for file in files for planned in file.runs]
    taken = sum(outcome.choices.is_taken(each) for each in runs)
    if len(runs) > 1 and taken:
        text = plural("{taken} of {n} activity added", "{taken} of {n} activities added", len(runs))
        return text.format(taken=taken, n=len(runs))
    scores = sum(len(file.scores) for file in files)
    if not runs and scores:
        return plural("{n} pain score", "{n} pain scores", scores).format(n=scores)
    statuses = {outcome.status_of_file(file) for file in files}
    order = (ImportStatus.ADDED, ImportStatus.DUPLICATE, ImportStatus.SKIPPED)
    status = next((each for each in order if each in statuses), ImportStatus.SKIPPED)
    if len(runs) > 1 and len(statuses) == 1:
        text = plural("{status}: {n} activity", "{status}: {n} activities", len(runs))
        return text.format(status=import_status_text(status), n=len(runs))
    return import_status_text(status)


def failed_rows(plan: ImportPlan) -> list[tuple[str, str]]:
    """The files that could not be read, each with why."""
    failed = filter(_is_failed, plan.files)
    return [(file_title(file), _problem_text(file)) for file in failed]


def empty_rows(plan: ImportPlan) -> list[tuple[str, str]]:
    """The files that gave nothing, each with why: first those that could not be read."""
    others = (file for file in plan.files if file.error is not None and not _is_failed(file))
    return [*failed_rows(plan), *((file_title(file), _problem_text(file)) for file in others)]


def _is_failed(file: PlannedFile) -> bool:
    return file.error is not None and file.status is ImportStatus.FAILED


def _problem_text(file: PlannedFile, count: int = 1) -> str:
    """Why a file gave nothing, or so many of one kind; the name stands above it."""
    if count > 1 or file.error is None:
        return _("No activities are in them: settings, routes, workouts or pictures.")
    name = file_name(file.path, file.member)
    code, detail = file.error.code, file.error.detail
    return import_error_text(code, name, detail=detail, is_named=False)


def _sentences(parts: list[str]) -> str:
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)
