"""The knee scores of tables in the third step: a tick for all, and each with what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from diary.services.import_plan import ImportChoices, ImportPlan, PlannedScore, ScoreState
from diary.texts.numbers import Formats
from diary.texts.tables import moment_word
from diary.ui.dialogs.form_parts import Fold
from diary.ui.import_wizard.score_model import ScoreColumn, ScoreModel, heading
from diary.ui.theme import role_font, roomier, theme_watcher, with_tabular_figures
from diary.ui.widgets.button import escaped_mnemonic
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.row_table import be_row_table
from diary.ui.widgets.text import plain_label
from diary.words import _, plural

_LEAST_ROWS, _ROW_PADDING, _CELL_ROOM = 5, 10, 24
_LOOKED_AT = 200


class ScorePart(QWidget):
    """`changed` tells that the tick was set or taken away."""

    changed = Signal()

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.setObjectName("import.score_part")
        self.tick = TickChip("")
        self._tick_place = QWidget()
        self._tick_row = FlowLayout(self._tick_place)
        self._columns = plain_label("", role="hint", word_wrap=True, name="import.scores.columns")
        self.model = ScoreModel(formats)
        self.table = ScoreTable(self.model)
        self.fold = Fold("", name="import.score_fold")
        self.fold.body.addWidget(self._columns)
        self.fold.body.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._tick_place)
        layout.addWidget(self.fold, 1)

    def show_plan(self, plan: ImportPlan, choices: ImportChoices) -> None:
        """Show the scores of a plan; where there is nothing else they are open."""
        scores = plan.planned_scores
        new = len(plan.scores_in(ScoreState.NEW))
        here = len(plan.scores_in(ScoreState.HERE))
        self.setHidden(not scores)
        self.model.show_scores(scores)
        self.table.fit_columns()
        self._columns.setText(columns_text(plan))
        self._columns.setHidden(not self._columns.text())
        self._show_tick(new, is_on=choices.takes_scores)
        text = _("Pain scores: {new} new, {here} already here").format(new=new, here=here)
        self.fold.button.setText(escaped_mnemonic(text))
        self.fold.button.setAccessibleName(text)
        self.fold.set_open(not plan.planned())

    def first_field(self) -> QWidget:
        """What has the focus on arrival where there is nothing but scores."""
        return self.table if self._tick_place.isHidden() else self.tick

    def _show_tick(self, count: int, *, is_on: bool) -> None:
        """A chip keeps the label it was made with."""
        self._tick_row.removeWidget(self.tick)
        self.tick.hide()
        self.tick.deleteLater()
        text = plural("Add {n} pain score of the table", "Add {n} pain scores of the table", count)
        self.tick = TickChip(text.format(n=count), name="import.scores")
        self.tick.setChecked(is_on and bool(count))
        self.tick.clicked.connect(self._on_tick_clicked)
        self._tick_row.addWidget(self.tick)
        self._tick_place.setHidden(not count)

    @Slot()
    def _on_tick_clicked(self) -> None:
        self.changed.emit()


class ScoreTable(QTableView):
    """Only read: what is wrong is said in the second step."""

    def __init__(self, model: ScoreModel) -> None:
        super().__init__()
        self._rows = model
        be_row_table(self, "import.score_table", _("Pain scores in the files"), has_many=False)
        self.setModel(model)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def fit_columns(self) -> None:
        """Give each column what its texts need, the last what is left."""
        metrics = QFontMetrics(self.font())
        rows = range(min(self._rows.rowCount(), _LOOKED_AT))
        left = self.viewport().width()
        for column in ScoreColumn:
            texts = {heading(column)}
            is_last = column is ScoreColumn.COLUMN
            if not is_last:
                texts |= {self._rows.text_at(row, column) for row in rows}
            width = max(metrics.horizontalAdvance(text) for text in texts) + roomier(_CELL_ROOM)
            self.setColumnWidth(column, max(width, left) if is_last else width)
            left -= width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFont(with_tabular_figures(role_font("body")))
        self.horizontalHeader().setFont(role_font("body"))
        height = QFontMetrics(self.font()).height() + roomier(_ROW_PADDING)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight((_LEAST_ROWS + 1) * height)
        self.fit_columns()


def columns_text(plan: ImportPlan) -> str:
    """What each column of scores became: "“Right knee” is the worst of the day."."""
    found: dict[str, PlannedScore] = {}
    for planned in plan.planned_scores:
        if planned.column:
            found.setdefault(planned.column, planned)
    return " ".join(
        _("“{column}” is read as {moment}.").format(
            column=name, moment=moment_word(planned.score.moment)
        )
        for name, planned in found.items()
    )
