"""What is said in words around a chart: its answer and coverage, and the way back from a zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from diary.texts.charts import evidence_text
from diary.texts.numbers import Formats
from diary.ui.pages.charts.choice import DEFAULT_CHART, ChartChoice, RangeKey
from diary.ui.pages.charts.shown import ShownChart
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import plain_label, set_plain_tooltip
from diary.words import _, mark

_WAYS_BACK: dict[RangeKey | None, str] = {
    None: mark("Back to the days before"),
    "4w": mark("Back to 4 weeks"),
    "12w": mark("Back to 12 weeks"),
    "6m": mark("Back to 6 months"),
    "1y": mark("Back to 1 year"),
    "all": mark("Back to all days"),
}


class ToldLine(QWidget):
    """Stands above the chart: the answer, the coverage and, while zoomed, the button `back`.

    `below` stands under the chart: where there is little room the coverage moves there, and only
    the answer and what is shaded are read before the chart.
    """

    def __init__(self) -> None:
        super().__init__()
        self._above = plain_label("", role="hint", word_wrap=True, name="charts.coverage")
        self.below = plain_label("", role="hint", word_wrap=True, name="charts.coverage_below")
        self.back = push_button(_("Back"), name="charts.back")
        set_plain_tooltip(self.back, _("Esc"))
        self._shown: ShownChart | None = None
        self._shaded, self._is_table, self._is_folded = "", False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._above, 1)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self.show_way_back(None)

    def show_chart(self, shown: ShownChart, shaded: str, *, is_table: bool) -> None:
        """Say what belongs to another chart; `shaded` tells which of its days are shaded."""
        self._shown, self._shaded, self._is_table = shown, shaded, is_table
        self._show_texts()

    def set_table(self, *, is_table: bool) -> None:
        """Say what belongs to the chart or to its table."""
        self._is_table = is_table
        self._show_texts()

    def set_folded(self, *, is_folded: bool) -> None:
        """Leave room for the chart, or say everything above it."""
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            self._show_texts()

    def show_way_back(self, before: ChartChoice | None) -> None:
        """Name the days there are to go back to; None: none."""
        self.back.setHidden(before is None)
        if before is not None:
            text = _(_WAYS_BACK[before.range_key])
            self.back.setText(text)
            self.back.setAccessibleName(text)
        self._show_texts()

    def tab_stops(self) -> list[QWidget]:
        """What the keyboard reaches."""
        return [] if self.back.isHidden() else [self.back]

    def _show_texts(self) -> None:
        shown = self._shown
        is_told = shown is not None and shown.is_enough
        answer = shown.answer if shown is not None and is_told else ""
        rest = self._rest(shown) if shown is not None and is_told else ""
        shaded = self._shaded if is_told else ""
        above = (answer, shaded) if self._is_folded else (answer, shaded, rest)
        self._above.setText(" ".join(filter(None, above)))
        self.below.setText(rest if self._is_folded else "")
        self.below.setHidden(not self.below.text())
        # Without its text the label keeps the button on its side.
        self.setHidden(not self._above.text() and self.back.isHidden())

    def _rest(self, shown: ShownChart) -> str:
        """How much was recorded, and what a click does."""
        has_days = shown.column_count > 0 and not self._is_table
        hint = _("Click or Enter opens the day.") if has_days else ""
        if has_days and any(shown.is_long(column) for column in range(shown.column_count)):
            hint = _("Click or Enter opens the day that the button names.")
        return " ".join(filter(None, (shown.coverage, hint)))


def shaded_text(choice: ChartChoice, formats: Formats) -> str:
    """Which days are shaded for a reminder; "" when none are."""
    if choice.evidence is None or choice.kind != DEFAULT_CHART:
        return ""
    return evidence_text(choice.evidence, formats)
