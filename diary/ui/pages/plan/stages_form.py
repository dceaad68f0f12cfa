"""The table of stages; it hands back the stages and saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.run import STAGE_MOST
from diary.domain.run_walk import EIGHT_STAGES, Stage
from diary.domain.units import parse_number
from diary.texts.problems import problem_text
from diary.ui.dialogs.draft_form import DraftFormDialog
from diary.ui.pages.plan.stages_draft import StagesDraft, draft_of_stages
from diary.ui.widgets.button import icon_button, push_button
from diary.ui.widgets.fields import mark_error
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import PlainLabel, plain_label
from diary.words import _

NAME = "stages_form"
_FIELDS = ("run_min", "walk_min", "repeats")


class _StageRow:
    """The fields of one stage, all in one line of the table."""

    def __init__(self) -> None:
        self.label: PlainLabel = plain_label("", role="strong")
        self.edits = {field: QLineEdit() for field in _FIELDS}
        self.remove: QToolButton = icon_button("trash", _("Take this stage out"))

    def widgets(self) -> list[QWidget]:
        """In the order of the columns."""
        return [self.label, *self.edits.values(), self.remove]

    def name(self, number: int) -> None:
        """Say which stage it is now."""
        self.label.setText(str(number))
        titles = (_("minutes of running"), _("minutes of walking"), _("how often"))
        for (field, edit), title in zip(self.edits.items(), titles, strict=True):
            edit.setObjectName(f"{NAME}.{number}.{field}")
            edit.setAccessibleName(_("Stage {n}, {what}").format(n=number, what=title))
        self.remove.setObjectName(f"{NAME}.{number}.remove")
        self.remove.setAccessibleName(_("Take stage {n} out").format(n=number))

    def cells(self) -> tuple[str, ...]:
        """What is typed."""
        return tuple(edit.text() for edit in self.edits.values())

    def stage(self) -> Stage:
        """The stage that is typed; raises `InvalidValueError` with the field."""
        values: dict[str, int] = {}
        for field, edit in self.edits.items():
            number = parse_number(field, edit.text())
            if not number.is_integer():
                raise InvalidValueError(field, Reason.NOT_A_NUMBER, edit.text())
            values[field] = int(number)
        return Stage(values["run_min"], values["walk_min"], values["repeats"])


class StagesFormDialog(DraftFormDialog[StagesDraft]):
    """Asks for the stages; after `accept`, `stages` returns them."""

    def __init__(self, stages: Sequence[Stage], parent: QWidget | None = None) -> None:
        super().__init__(_("Stages"), _("Save stages"), name=NAME, parent=parent)
        self._stages: tuple[Stage, ...] | None = None
        self._rows: list[_StageRow] = []
        hint = _("How many minutes of running and walking, and how often in turn.")
        self.body.addWidget(plain_label(hint, role="hint", word_wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        titles = (_("Stage"), _("Run, min"), _("Walk, min"), _("Times"))
        for place, title in enumerate(titles):
            self._grid.addWidget(plain_label(title, role="strong"), 0, place)
            self._grid.setColumnStretch(place, 0 if not place else 1)
        self.body.addLayout(self._grid)
        self._error = plain_label("", role="error", word_wrap=True, name=f"{NAME}.error")
        self._error.hide()
        self.body.addWidget(self._error)
        self.add = push_button(_("Add stage"), name=f"{NAME}.add")
        self.add.clicked.connect(self._on_add_clicked)
        self._eight = push_button(_("Back to the eight stages"), name=f"{NAME}.eight")
        self._eight.clicked.connect(lambda: self.fill(draft_of_stages(EIGHT_STAGES)))
        ways = QWidget()
        row = FlowLayout(ways)
        row.addWidget(self.add)
        row.addWidget(self._eight)
        self.body.addWidget(ways)
        self.body.addStretch(1)
        self.start = draft_of_stages(stages)
        self.fill(self.start)
        self.first().setFocus()

    def stages(self) -> tuple[Stage, ...] | None:
        """The stages, once they were accepted."""
        return self._stages

    def first(self) -> QWidget:
        """The field to begin with."""
        return self._rows[0].edits["run_min"]

    def submit(self) -> None:
        """Check the fields and accept."""
        found, wrong = [], None
        for number, row in enumerate(self._rows, 1):
            for edit in row.edits.values():
                mark_error(edit, is_wrong=False)
            try:
                found.append(row.stage())
            except InvalidValueError as error:
                wrong = wrong or (number, row, error)
        if wrong is not None:
            self._show_error(*wrong)
            return
        self._stages = tuple(found)
        self.accept()

    def _show_error(self, number: int, row: _StageRow, error: InvalidValueError) -> None:
        text = _("Stage {n}: {problem}").format(n=number, problem=problem_text(error))
        self._error.setText(text)
        self._error.show()
        edit = row.edits[error.field]
        mark_error(edit, is_wrong=True)
        edit.setAccessibleDescription(text)
        edit.setFocus()
        self.fit()

    def typed(self) -> StagesDraft:
        """What the fields hold."""
        return StagesDraft({n: row.cells() for n, row in enumerate(self._rows, 1)})

    def fill(self, draft: StagesDraft) -> None:
        """Show a draft in the fields."""
        while self._rows:
            self._take_out(self._rows[-1])
        for _place, cells in sorted(draft.rows.items())[:STAGE_MOST]:
            self._put(cells)
        self._number()

    def _put(self, cells: Sequence[str]) -> None:
        row = _StageRow()
        for edit, cell in zip(row.edits.values(), cells, strict=True):
            edit.setText(cell)
        row.remove.clicked.connect(lambda: self._on_remove_clicked(row))
        self._rows.append(row)

    def _number(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.name(number)
            for place, part in enumerate(row.widgets()):
                self._grid.addWidget(part, number, place)
                # A layout shows what is new later; until then it takes no focus.
                part.show()
            row.remove.setEnabled(len(self._rows) > 1)
        self.add.setEnabled(len(self._rows) < STAGE_MOST)
        self._error.hide()
        self._order_stops()
        self.fit()

    def _order_stops(self) -> None:
        stops = [part for row in self._rows for part in row.widgets()[1:]]
        stops += [self.add, self._eight, self.cancel_button, self.save_button]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _take_out(self, row: _StageRow) -> None:
        self._rows.remove(row)
        for part in row.widgets():
            self._grid.removeWidget(part)
            part.hide()
            # Until it is gone another one has its name.
            part.setObjectName("")
            part.deleteLater()

    def _on_remove_clicked(self, row: _StageRow) -> None:
        place = self._rows.index(row)
        self._take_out(row)
        self._number()
        self._rows[min(place, len(self._rows) - 1)].edits["run_min"].setFocus()

    @Slot()
    def _on_add_clicked(self) -> None:
        try:
            last = self._rows[-1].stage()
        except InvalidValueError:
            last = EIGHT_STAGES[-1]
        self._put(draft_of_stages([last]).rows[1])
        self._number()
        self._rows[-1].edits["run_min"].setFocus()
