"""What the export for a PT says about its forms, its days and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diary.services.export_for_pt import Form
from diary.words import _, mark, plural

_TITLES: Mapping[Form, str] = {
    Form.PAGE: mark("Page for a browser (HTML)"),
    Form.PDF: mark("Two printed pages (PDF)"),
    Form.FILE: mark("Diary file (.kneelog)"),
    Form.TABLES: mark("Tables (CSV)"),
}
_TEXTS: Mapping[Form, str] = {
    Form.PAGE: mark("Opens anywhere by itself. Nothing has to be installed."),
    Form.PDF: mark("For printing and for mail."),
    Form.FILE: mark("For a PT who has Kneelog: to go through day by day."),
    Form.TABLES: mark("A folder of lists for a spreadsheet."),
}


def form_title(form: Form) -> str:
    """What a form is called."""
    return _(_TITLES[form])


def form_text(form: Form) -> str:
    """What a form is good for."""
    return _(_TEXTS[form])


def days_text(entries: int, days: int) -> str:
    """How many days there are: "28 days, 24 with entries."."""
    text = plural("{n} day, {entries} with entries.", "{n} days, {entries} with entries.", days)
    return text.format(n=days, entries=entries)


def days_before_text(days: int) -> str:
    """The tick that takes as many earlier days along."""
    text = plural(
        "Also the {n} day before, for comparing", "Also the {n} days before, for comparing", days
    )
    return text.format(n=days)


def days_before_hint() -> str:
    """What the tick does not take along."""
    return _("To compare as the report does. Their notes stay here.")


def notes_text(kept: int, count: int) -> str:
    """How many notes go along."""
    if not count:
        return _("There are no notes on these days.")
    if kept == count:
        return plural("{n} note goes along.", "{n} notes go along.", count).format(n=count)
    text = plural("{kept} of {n} note goes along.", "{kept} of {n} notes go along.", count)
    return text.format(kept=kept, n=count)


def saved_text(names: Sequence[str]) -> str:
    """What was saved: "Saved a.pdf." or "Saved a.pdf and 2 more files."."""
    more = len(names) - 1
    if not more:
        return _("Saved {name}.").format(name=names[0])
    text = plural("Saved {name} and {n} more file.", "Saved {name} and {n} more files.", more)
    return text.format(name=names[0], n=more)
