"""A run of the diary beside the one in a file: for each field the person keeps or takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from diary.ui.dialogs.reading import fit_to_text
from diary.ui.widgets.button import push_button
from diary.ui.widgets.fields import ChoiceRow
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import plain_label
from diary.words import _

_WIDTH_EM, _HEIGHT_EM = 44, 30
_KEEP, _TAKE = "keep", "take"


class ComparedField:
    """One field in words; `is_open` says that there is something to choose."""

    def __init__(self, name: str, label: str, here: str, there: str, *, is_open: bool) -> None:
        self.name, self.label = name, label
        self.here, self.there, self.is_open = here, there, is_open


class CompareDialog(QDialog):
    """`fields_chosen` carries the names of the fields to take from the file."""

    fields_chosen = Signal(object)

    def __init__(
        self, rows: Sequence[ComparedField], taken: Iterable[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import.comparing")
        self.setWindowTitle(_("Compare runs"))
        self.setModal(True)
        self._choices: dict[str, ChoiceRow] = {}
        text = (
            _("Choose for each line where the two differ. The run in your diary is kept.")
            if any(row.is_open for row in rows)
            else _("The file has nothing that your diary does not have.")
        )
        sentence = plain_label(text, word_wrap=True)
        self.ok = push_button(_("Use these"), kind="primary", name="import.comparing.use")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        cancel = push_button(_("Cancel"), name="import.comparing.cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.ok)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(sentence)
        grid = VerticalScroll(self._grid(rows, set(taken)), name="import.comparing.scroll")
        layout.addWidget(grid, 1)
        layout.addLayout(buttons)
        self.accepted.connect(self._on_accepted)
        fit_to_text(self, _WIDTH_EM, min(_HEIGHT_EM, _height_em(rows)))
        first = next(iter(self._choices.values()), None)
        (self.ok if first is None else first).setFocus()

    def choice(self, name: str) -> ChoiceRow:
        """The row of choices of a field; `KeyError` where there is nothing to choose."""
        return self._choices[name]

    def _grid(self, rows: Sequence[ComparedField], taken: set[str]) -> QWidget:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, text in enumerate(("", _("In your diary"), _("In the file"))):
            grid.addWidget(plain_label(text, role="hint", word_wrap=True), 0, column)
            grid.setColumnStretch(column, 1)
        place = 1
        for row in rows:
            for column, text in enumerate((row.label, row.here, row.there)):
                role = plain_label(text, role="body" if column else "strong", word_wrap=True)
                grid.addWidget(role, place, column)
            place += 1
            if row.is_open:
                choice = ChoiceRow(
                    row.label,
                    {_KEEP: _("Keep mine"), _TAKE: _("Take from the file")},
                    name=f"import.comparing.{row.name}",
                )
                choice.set_choice(_TAKE if row.name in taken else _KEEP)
                self._choices[row.name] = choice
                grid.addWidget(choice, place, 1, 1, 2)
                place += 1
        grid.setRowStretch(place, 1)
        return content

    @Slot()
    def _on_accepted(self) -> None:
        taken = (name for name, row in self._choices.items() if row.choice() == _TAKE)
        self.fields_chosen.emit(frozenset(taken))


def _height_em(rows: Sequence[ComparedField]) -> int:
    return 11 + sum(4 if row.is_open else 2 for row in rows)
