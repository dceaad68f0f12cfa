"""How the person is named on what is handed on, and the one question about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from diary.domain.person import Person
from diary.domain.report_choice import PersonShown, printed_name, shown_name
from diary.ui.dialogs.confirming import ConfirmDialog
from diary.words import _

# A longer name would make the list wider than a window.
_NAME_MOST = 20


def person_choices(person: Person, *, is_printed: bool = False) -> list[tuple[object, str]]:
    """How the person can be named, with what would stand there.

    Where `is_printed`, another name stands in for one that was not given.
    """
    words = {
        PersonShown.INITIALS: (_("Initials ({name})"), _("Initials (none given)")),
        PersonShown.CODE: (_("Code only ({name})"), _("Code only (none given)")),
        PersonShown.NAME: (_("Full name ({name})"), _("Full name (none given)")),
    }
    missing = {
        PersonShown.INITIALS: _("Initials (none given, prints {name})"),
        PersonShown.CODE: _("Code only (none given, prints {name})"),
        PersonShown.NAME: _("Full name (none given, prints {name})"),
    }
    found: list[tuple[object, str]] = []
    for shown, (given, nothing) in words.items():
        name = shown_name(person, shown)
        instead = printed_name(person, shown) if is_printed else ""
        if name or not instead:
            found.append((shown, given.format(name=_short(name)) if name else nothing))
        else:
            found.append((shown, missing[shown].format(name=_short(instead))))
    return found


def _short(name: str) -> str:
    return f"{name[:_NAME_MOST].rstrip()}…" if len(name) > _NAME_MOST else name


def has_name(person: Person, shown: PersonShown) -> bool:
    """True when the full name would leave."""
    return shown is PersonShown.NAME and bool(shown_name(person, shown))


def when_name_may_leave(
    parent: QWidget, person: Person, shown: PersonShown, then: Callable[[], None]
) -> None:
    """Do it; where the full name would go along, only after the person has said so."""
    if not has_name(person, shown):
        then()
        return
    question = ConfirmDialog(
        _("Hand on your full name?"),
        _(
            "Everybody who gets this sees the name “{name}” and how your knees are."
            " Initials are enough for most visits."
        ).format(name=shown_name(person, shown)),
        _("Hand on with my name"),
        _("Go back"),
        name="export.names",
        parent=parent,
    )
    question.accepted.connect(then)
    question.open()
