"""Compare: two visits of a file side by side, picked from those that are in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent, QTextDocument
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from diary.domain.visit_points import VisitPoint
from diary.reports.content_parts import VisitReport
from diary.reports.visit_comparison import Section, VisitComparison
from diary.services.reviewing import Reviewed, comparison_of, points_of
from diary.texts.numbers import Formats
from diary.texts.report import footer_text
from diary.texts.visit_comparison import point_text, too_few_text, too_few_title
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled
from diary.ui.review import told
from diary.ui.review.compare_paper import comparison_document
from diary.ui.review.tab import ReviewTab
from diary.ui.widgets.announce import announce
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.words import _

_GAP = 12


class CompareTab(ReviewTab):
    """The last visit and the end of the file first; each file starts with its own."""

    key = "compare"

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review.compare")
        self._reviewed: Reviewed | None = None
        self._formats = Formats()
        self._points: Sequence[VisitPoint] = ()
        self._comparison: VisitComparison | None = None
        nothing: list[tuple[object, str]] = [(None, "")]
        self.then = ChoiceBox(_("Then"), nothing, name="review.then")
        self.now = ChoiceBox(_("Now"), nothing, name="review.now")
        for box in (self.then, self.now):
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToContents)
        self._about = told.told("", "hint")
        self._about.setObjectName("review.compared")
        self._cards = told.Slotted()
        self._none = EmptyState("report", too_few_title(), too_few_text(), name="review.no_visits")
        self._stack = QStackedWidget()
        self._lay_out()
        self.then.choice_changed.connect(self._on_then_choice_changed)
        self.now.choice_changed.connect(self._on_now_choice_changed)

    def show_file(self, reviewed: Reviewed, report: VisitReport, formats: Formats) -> None:
        del report
        self._reviewed, self._formats = reviewed, formats
        self._points = points_of(reviewed)
        self._comparison = None
        self._cards.put()
        self._scroll.verticalScrollBar().setValue(0)
        if len(self._points) > 1:
            self._offer_then()
            self.then.set_choice(self._points[-2])
            self._offer_now()
            self.now.set_choice(self._points[-1])
        self._stack.setCurrentWidget(self._scroll if len(self._points) > 1 else self._none)
        self._compare()

    def forget(self) -> None:
        self._reviewed, self._points, self._comparison = None, (), None
        for box in (self.then, self.now):
            box.set_choices([(None, "")])
        self._about.setText("")
        self._cards.put()

    def tab_stops(self) -> list[QWidget]:
        return [self.then, self.now] if len(self._points) > 1 else []

    def paper(self) -> QTextDocument | None:
        if self._reviewed is None or self._comparison is None:
            return None
        foot = footer_text(self._reviewed.who, self._reviewed.found.file_id)
        return comparison_document(self._comparison, self._picked(), foot)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._compare()

    # ---- inside ----

    def _lay_out(self) -> None:
        bar = QWidget()
        row = FlowLayout(bar, spacing=_GAP)
        for label, box in ((_("Then"), self.then), (_("Now"), self.now)):
            row.addWidget(Labelled(label, box, is_wide=False))
        inside = told.column([bar, self._about, self._cards], _GAP)
        layout = inside.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setContentsMargins(20, 8, 20, 12)
            layout.addStretch(1)
        self._scroll = VerticalScroll(inside, name="review.compare.scroll")
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._none)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _offer_then(self) -> None:
        self.then.set_choices([(each, self._text(each)) for each in self._points[:-1]])

    def _offer_now(self) -> None:
        """Only what is later than the one before can be set against it."""
        then = self.then.choice()
        later = [
            each for each in self._points if isinstance(then, VisitPoint) and each.on > then.on
        ]
        kept = self.now.choice()
        self.now.set_choices([(each, self._text(each)) for each in later])
        self.now.set_choice(kept if kept in later else later[-1])

    def _text(self, point: VisitPoint) -> str:
        return point_text(point, self._formats)

    def _picked(self) -> str:
        return f"{self.then.currentText()} \N{RIGHTWARDS ARROW} {self.now.currentText()}"

    def _compare(self) -> None:
        """Count, for whoever looks: flipping through another tab of all files waits for nothing."""
        then, now = self.then.choice(), self.now.choice()
        is_new = self._comparison is None and self.isVisible()
        if self._reviewed is None or not is_new or len(self._points) < 2:
            return
        if isinstance(then, VisitPoint) and isinstance(now, VisitPoint):
            self._comparison = comparison_of(self._reviewed, then, now, self._formats)
            self._about.setText(self._comparison.about)
            self._cards.put(told.column([_card(each) for each in self._comparison.sections], _GAP))

    def _pick(self) -> None:
        self._comparison = None
        self._compare()
        announce(self, self._about.text())

    @Slot(object)
    def _on_then_choice_changed(self, _point: object) -> None:
        self._offer_now()
        self._pick()

    @Slot(object)
    def _on_now_choice_changed(self, _point: object) -> None:
        self._pick()


def _card(section: Section) -> QWidget:
    rows = [(line.label, *line.cells) for line in section.lines]
    pairs = [[(each.value, each.note) for each in row] for row in rows]
    made = told.card(section.title, told.noted_grid(pairs, section.head))
    for part in told.lines((section.note,), "hint"):
        made.body.addWidget(part)
    return made
