"""What an import did, in words: one line for all of it and one for each file."""

from __future__ import annotations

from diary.services.import_plan import ImportPlan, PlannedFile, taken_runs
from diary.services.importing import ImportOutcome
from diary.texts.imports import import_error_text, import_status_text, import_warning_text
from diary.ui.dialogs.two_line_list import TwoLines
from diary.ui.import_wizard.check_words import file_name, file_title
from diary.words import _, plural


def outcome_text(outcome: ImportOutcome) -> str:
    """What was done, such as "37 runs added, 5 left as they were, 2 skipped."."""
    taken = taken_runs(outcome.plan, outcome.choices)
    runs = sum(outcome.choices.run_of(each).is_run for each in taken)
    others = len(taken) - runs
    parts = [plural("{n} run added", "{n} runs added", runs).format(n=runs)]
    if others:
        text = plural("{n} other activity added", "{n} other activities added", others)
        parts.append(text.format(n=others))
    left = outcome.duplicates - outcome.changed
    for count, text in (
        (outcome.changed, _("{n} changed")),
        (left, _("{n} left as they were")),
        (outcome.skipped, _("{n} skipped")),
    ):
        if count > 0:
            parts.append(text.format(n=count))
    return ", ".join(parts) + "."


def more_text(outcome: ImportOutcome, problem: str) -> str:
    """What else came in, and what went wrong with the backup before it."""
    parts = []
    if outcome.scores:
        text = plural("{n} pain score added.", "{n} pain scores added.", outcome.scores)
        parts.append(text.format(n=outcome.scores))
    if outcome.new_shoes:
        text = plural("{n} pair of shoes added.", "{n} pairs of shoes added.", outcome.new_shoes)
        parts.append(text.format(n=outcome.new_shoes))
    return " ".join([*parts, problem]).strip()


def file_rows(outcome: ImportOutcome) -> list[TwoLines]:
    """What became of each file; those with something to know come first."""
    files = sorted(outcome.plan.files, key=lambda file: not _is_odd(file))
    return [_file_row(outcome, file) for file in files]


def _file_row(outcome: ImportOutcome, file: PlannedFile) -> TwoLines:
    """One file: "ride.fit" and below it what became of it."""
    title = file_title(file)
    if file.error is not None:
        name = file_name(file.path, file.member)
        return TwoLines(title, import_error_text(file.error.code, name), is_doubtful=True)
    parts = [_status_text(outcome, file)]
    parts += dict.fromkeys(import_warning_text(warning.code) for warning in file.warnings)
    return TwoLines(title, _sentences(parts), is_doubtful=bool(file.warnings))


def _status_text(outcome: ImportOutcome, file: PlannedFile) -> str:
    taken = sum(outcome.choices.is_taken(each) for each in file.runs)
    if 0 < taken < len(file.runs):
        return _("{taken} of {n} added").format(taken=taken, n=len(file.runs))
    if not file.runs and file.scores:
        return plural("{n} pain score", "{n} pain scores", len(file.scores)).format(
            n=len(file.scores)
        )
    return import_status_text(outcome.status_of_file(file))


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


def _is_odd(file: PlannedFile) -> bool:
    return file.error is not None or bool(file.warnings)


def _sentences(parts: list[str]) -> str:
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)
