"""What the form of a run says while it is typed: its pace, and how long it is beside others."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary.texts.run_outlook import while_typing
from diary.ui.dialogs import run_draft
from diary.ui.dialogs.form_parts import two_columns
from diary.ui.dialogs.run_draft import RunDraft
from diary.ui.dialogs.run_form_start import RunForm
from diary.ui.dialogs.run_form_words import pace_text
from diary.ui.dialogs.run_offers import is_longest, typed_m
from diary.ui.models.run_words import is_paced
from diary.ui.widgets.text import PlainLabel, plain_label
from diary.words import _


class TypedWords(QWidget):
    """Lines below distance and time; they ask for nothing."""

    def __init__(self, form: RunForm, *, name: str) -> None:
        super().__init__()
        self._form = form
        self._compared = _line(f"{name}.compared")
        self._pace = _line(f"{name}.pace")
        self._longest = _line(f"{name}.longest")
        lines = two_columns()
        lines.setVerticalSpacing(4)
        lines.addWidget(self._compared, 0, 0, 1, 2)
        lines.addWidget(self._pace, 1, 0)
        lines.addWidget(self._longest, 1, 1)
        self.setLayout(lines)

    def show_draft(self, told: RunDraft) -> None:
        """Say what is known of the run as it is typed now."""
        form, formats = self._form, self._form.formats
        base = form.base
        self._pace.setHidden(base is not None and not is_paced(base))
        self._pace.setText(pace_text(run_draft.pace_of(told, formats.unit), formats))
        is_long = is_longest(told, formats.unit, form.others)
        self._longest.setText(_("Your longest run yet") if is_long else "")
        self._longest.setHidden(not is_long)
        longest = form.longest(told.on)
        metres = typed_m(told, formats.unit)
        text = "" if longest is None else while_typing(longest, metres, formats)
        self._compared.setText(text)
        self._compared.setHidden(not text)


def _line(name: str) -> PlainLabel:
    return plain_label("", role="hint", word_wrap=True, name=name)
