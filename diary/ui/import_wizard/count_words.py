"""What an import would add and change, and what it did, counted in the same words everywhere."""

from __future__ import annotations

from diary.services.import_plan import taken_runs
from diary.services.importing import ImportOutcome
from diary.ui.import_wizard.import_counts import ImportCounts
from diary.words import _, plural


def counts_done(outcome: ImportOutcome) -> ImportCounts:
    """What was added and changed."""
    taken = taken_runs(outcome.plan, outcome.choices)
    runs = sum(outcome.choices.run_of(each).is_run for each in taken)
    return ImportCounts(runs, len(taken) - runs, outcome.changed, outcome.scores)


def add_text(counts: ImportCounts) -> str:
    """What the main button does: "Add 37 runs"."""
    runs, others, changed, scores = counts
    if others:
        count = runs + others
        return plural("Add {n} activity", "Add {n} activities", count).format(n=count)
    if runs:
        return plural("Add {n} run", "Add {n} runs", runs).format(n=runs)
    if scores:
        return plural("Add {n} pain score", "Add {n} pain scores", scores).format(n=scores)
    if changed:
        return plural("Change {n} run", "Change {n} runs", changed).format(n=changed)
    return _("Nothing to add")


def summary_text(counts: ImportCounts) -> str:
    """All that the main button does where it cannot say everything; else empty."""
    parts = _added_parts(counts)
    if len(parts) + bool(counts.changed) < 2:
        return ""
    said = [_("Will be added: {what}.").format(what=", ".join(parts))]
    if counts.changed:
        said.append(_("Will be changed: {what}.").format(what=_runs(counts.changed)))
    return " ".join(said)


def overtaken_text(counts: ImportCounts) -> str:
    """Why nothing was added when another program was faster, and what is new now."""
    text, parts = _("Another program changed your diary meanwhile."), _added_parts(counts)
    if not parts:
        more = _("Nothing was added, and none of it is new any more.")
    else:
        more = _("Nothing was added. Still new: {what}.").format(what=", ".join(parts))
    return f"{text} {more}"


def step_text(counts: ImportCounts) -> str:
    """What the import is called where it can be undone: "import of 37 runs"."""
    runs, others, _changed, scores = counts
    if others:
        count = runs + others
        text = plural("import of {n} activity", "import of {n} activities", count)
        return text.format(n=count)
    if runs:
        return plural("import of {n} run", "import of {n} runs", runs).format(n=runs)
    if scores:
        text = plural("import of {n} pain score", "import of {n} pain scores", scores)
        return text.format(n=scores)
    return _("import of runs")


def short_text(counts: ImportCounts) -> str:
    """What was done, in one short sentence."""
    runs, others, changed, scores = counts
    if others:
        count = runs + others
        return plural("{n} activity added.", "{n} activities added.", count).format(n=count)
    if runs:
        return plural("{n} run added.", "{n} runs added.", runs).format(n=runs)
    if scores:
        return plural("{n} pain score added.", "{n} pain scores added.", scores).format(n=scores)
    return plural("{n} run changed.", "{n} runs changed.", changed).format(n=changed)


def _added_parts(counts: ImportCounts) -> list[str]:
    parts = [_runs(counts.runs)] if counts.runs else []
    if counts.others:
        text = plural("{n} other activity", "{n} other activities", counts.others)
        parts.append(text.format(n=counts.others))
    if counts.scores:
        text = plural("{n} pain score", "{n} pain scores", counts.scores)
        parts.append(text.format(n=counts.scores))
    return parts


def _runs(count: int) -> str:
    return plural("{n} run", "{n} runs", count).format(n=count)
